//! Sidecar patterns: whatever manifest gets one has no finding afterwards, and loses no line.
#![allow(clippy::expect_used, reason = "a test may fail")]

mod support;

use copilot_manifest_ls::assist::patterns::{
    Addition, Cursor, Pattern, Permissions, Plan, addition, all, at, find, new_findings, plan, plans_at,
    table,
};
use copilot_manifest_ls::assist::snippet::Snippet;
use copilot_manifest_ls::finding::Edit;
use copilot_manifest_ls::locale::Locale;
use copilot_manifest_ls::manifest::kind::Kind;
use copilot_manifest_ls::manifest::shape::Shape;
use copilot_manifest_ls::manifest::source::Source;
use copilot_manifest_ls::reference::lookup::spots;
use copilot_manifest_ls::rules::{Document, judge};
use copilot_manifest_ls::settings::Settings;
use copilot_manifest_ls::workspace::Nothing;
use copilot_manifest_ls::yaml::{Segment, Span};
use std::path::Path;
use support::beside::Beside;

fn source(text: &str) -> Source {
    Source::new(Some(Path::new("/app/copilot/api/manifest.yml")), text.to_owned())
}

fn findings(text: &str) -> Vec<String> {
    let source = source(text);
    let found = judge(&Document::new(&source, &Nothing), &Settings::default());
    found.iter().map(|it| format!("{} at {}: {}", it.rule, it.path, it.message)).collect()
}

fn applied(text: &str, edits: &[Edit]) -> String {
    let mut edits = edits.to_vec();
    edits.sort_by_key(|edit| edit.span);
    for pair in edits.windows(2) {
        assert!(pair[0].span.end < pair[1].span.start, "edits touch: {pair:?}");
    }
    let mut text = text.to_owned();
    for edit in edits.iter().rev() {
        text.replace_range(edit.span.start..edit.span.end, &edit.text);
    }
    text
}

/// The manifest after the edits of a plan, including the one at the cursor.
fn with_plan(text: &str, plan: &Plan, word: Option<Span>) -> String {
    let mut edits = plan.edits();
    if let (Some(span), Some(Snippet { text, .. })) = (word, &plan.at_cursor) {
        edits.push(Edit { span, text: text.clone() });
    }
    applied(text, &edits)
}

/// What an editor makes of a snippet when the user accepts every default.
fn expanded(snippet: &str) -> String {
    let (mut text, mut rest, mut defaults) = (String::new(), snippet, vec![String::new(); 20]);
    while let Some(character) = rest.chars().next() {
        rest = &rest[character.len_utf8()..];
        match character {
            '\\' => {
                let next = rest.chars().next().expect("an escaped character");
                text.push(next);
                rest = &rest[next.len_utf8()..];
            }
            '$' if rest.starts_with("0") => rest = &rest[1..],
            '$' => {
                rest = rest.strip_prefix('{').expect("a brace");
                let digits = rest.chars().take_while(char::is_ascii_digit).count();
                let number: usize = rest[..digits].parse().expect("a number");
                rest = &rest[digits..];
                let (mut body, mut at) = (String::new(), 0);
                let choice = rest.starts_with('|');
                loop {
                    let next = rest[at..].chars().next().expect("the end of the stop");
                    at += next.len_utf8();
                    match next {
                        '}' => break,
                        '\\' => {
                            body.push('\\');
                            let next = rest[at..].chars().next().expect("an escaped character");
                            body.push(next);
                            at += next.len_utf8();
                        }
                        next => body.push(next),
                    }
                }
                rest = &rest[at..];
                if let Some(value) = body.strip_prefix([':', '|']) {
                    let value = value.trim_end_matches('|');
                    let first = if choice { value.split(',').next().unwrap_or_default() } else { value };
                    defaults[number] = first.replace('\\', "");
                }
                text.push_str(&defaults[number]);
            }
            other => text.push(other),
        }
    }
    text
}

#[track_caller]
fn keeps_every_line(before: &str, after: &str) {
    let mut lines = after.split('\n');
    for line in before.trim_end().split('\n') {
        assert!(
            lines.any(|other| other.trim_end_matches('\r') == line.trim_end_matches('\r')),
            "`{line}` is gone from\n{after}"
        );
    }
    let crlf = before.contains("\r\n");
    assert!(
        after.split_inclusive('\n').all(|line| line.ends_with("\r\n") == crlf || !line.ends_with('\n')),
        "mixed line breaks in {after:?}"
    );
}

/// A manifest of a kind with sections that patterns add to, indented by four, with comments.
fn rich(kind: Kind) -> String {
    let balanced = matches!(kind, Kind::LoadBalancedWebService | Kind::BackendService);
    let http = if balanced {
        "\n# Routing: 日本語のコメント 🚀\nhttp:\n    path: /api   # the path\n    healthcheck: /health\n"
    } else {
        ""
    };
    let on = if kind == Kind::ScheduledJob { "\non:\n    schedule: \"@daily\"\n" } else { "" };
    let port = if balanced { "    port: 80\n" } else { "" };
    format!(
        "# The manifest of a service 🐳\nname: api\ntype: {}\n\nimage:\n    location: public.ecr.aws/nginx/nginx:1.27\n{port}    depends_on:\n        nginx: start\n    # The end of the image.\n{http}{on}\nlogging:\n    retention: 30\n\n# Helpers\nsidecars:\n    nginx:\n        image: public.ecr.aws/nginx/nginx:1.27\n        essential: false\n        mount_points:\n        -   source_volume: shared\n            path: /shared\n            read_only: false\n\n    # xray:\n    #     image: x\n\nstorage:\n    volumes:\n        shared:\n            path: /var/shared\n            read_only: false\n        # no more\n\n# Other environments\nenvironments:\n    test:\n        sidecars:\n            datadog:\n                image: public.ecr.aws/datadog/agent:7\n                essential: false\n        variables:\n            LOG_LEVEL: debug # 詳細\n",
        kind.name()
    )
}

fn minimal(kind: Kind) -> String {
    support::whole(&format!("# {}\n", kind.name())).1
}

fn each(mut test: impl FnMut(&'static Pattern, Kind, &str)) {
    for pattern in all() {
        for kind in pattern.kinds() {
            for text in [minimal(kind), rich(kind), minimal(kind).trim_end().to_owned()] {
                for text in [text.clone(), text.replace('\n', "\r\n")] {
                    test(pattern, kind, &text);
                }
            }
        }
    }
}

#[test]
fn the_fixtures_are_right() {
    for kind in Kind::ECS {
        for text in [minimal(kind), rich(kind)] {
            assert_eq!(findings(&text), Vec::<String>::new(), "{text}");
        }
    }
}

#[test]
fn every_pattern_gives_a_manifest_without_findings() {
    let mut tried = 0;
    each(|pattern, kind, text| {
        let plan = plan(&source(text), pattern, None);
        let plan = plan.unwrap_or_else(|reason| {
            panic!("{} in a {}: {}", pattern.id, kind.name(), reason.text(Locale::En))
        });
        let after = with_plan(text, &plan, None);
        assert_eq!(findings(&after), Vec::<String>::new(), "{} in\n{after}", pattern.id);
        keeps_every_line(text, &after);
        assert_ne!(text, after);
        tried += 1;
    });
    assert!(tried > 300, "only {tried} manifests");
}

#[test]
fn all_patterns_are_read_and_fit_the_model() {
    assert_eq!(all().len(), 17);
    for pattern in all() {
        assert_eq!(find(pattern.id).map(|found| found.id), Some(pattern.id));
        let kinds: Vec<Kind> = pattern.kinds().collect();
        let balanced = pattern.manifest.iter().any(|(section, _)| section == "http");
        let wanted = if balanced { &Kind::ECS[..2] } else { &Kind::ECS[..] };
        assert_eq!(kinds, wanted, "{}", pattern.id);
        assert!(Shape::of(Kind::BackendService).field(pattern.section()).is_some());
    }
}

#[test]
fn documentation_has_both_languages_and_cites_its_sources() {
    let is_japanese =
        |text: &str| text.chars().any(|character| ('\u{3040}'..'\u{30ff}').contains(&character));
    for pattern in all() {
        let (en, ja) = (pattern.documentation(Locale::En), pattern.documentation(Locale::Ja));
        assert!(!is_japanese(&en) && is_japanese(&ja), "{}", pattern.id);
        assert!(is_japanese(pattern.title.text(Locale::Ja)) || pattern.id == "xray-daemon", "{}", pattern.id);
        assert!(en.contains("- Source: [Copilot, ") && en.contains("See also: "), "{en}");
        assert!(ja.contains("- 出典: [Copilot, ") && ja.contains("参考: "), "{ja}");
        assert_eq!(en.matches("\n* ").count(), ja.matches("\n* ").count(), "{}", pattern.id);
        for action in pattern.permissions.iter().flat_map(|need| need.actions) {
            assert!(en.contains(action) && ja.contains(action), "{}", pattern.id);
        }
    }
}

/// The anchors that the model cites stand in Copilot's pages of both languages.
#[test]
fn patterns_cite_what_the_model_cites() {
    let cited: Vec<String> = spots(Kind::BackendService)
        .iter()
        .chain(&spots(Kind::LoadBalancedWebService))
        .filter_map(|spot| spot.shape.fact("x-docs").map(str::to_owned))
        .collect();
    for pattern in all() {
        let whole_page = !pattern.docs.contains('#');
        assert!(whole_page || cited.contains(&pattern.docs), "{}: {}", pattern.id, pattern.docs);
    }
}

/// The text without its cursor `‸`, and the cursor; the word is what stands before it on the line.
fn cursor(marked: &str, path: &[&str]) -> (String, Cursor) {
    let end = marked.find('‸').expect("a cursor");
    let start = marked[..end].rfind([' ', '\n']).map_or(0, |at| at + 1);
    let line = marked[..start].rfind('\n').map_or(0, |at| at + 1);
    let path = path.iter().map(|key| (*key).to_owned()).collect();
    (marked.replace('‸', ""), Cursor { word: Span { start, end }, column: start - line, path })
}

/// All patterns at a cursor, each of which gives a manifest without findings, by id.
fn typed(marked: &str, path: &[&str]) -> Vec<(String, String)> {
    let (text, cursor) = cursor(marked, path);
    let mut ids = Vec::new();
    for (pattern, plan) in plans_at(&source(&text), &cursor) {
        let snippet = plan.at_cursor.as_ref().expect("a part at the cursor");
        assert_eq!(expanded(&snippet.snippet), snippet.text.replace("\r\n", "\n"), "{}", pattern.id);
        let after = with_plan(&text, &plan, Some(cursor.word));
        assert_eq!(findings(&after), Vec::<String>::new(), "{} in\n{after}", pattern.id);
        let without_word = [&text[..cursor.word.start], &text[cursor.word.end..]].concat();
        let kept: Vec<&str> = without_word.lines().filter(|line| !line.trim().is_empty()).collect();
        keeps_every_line(&kept.join(if text.contains('\r') { "\r\n" } else { "\n" }), &after);
        ids.push((pattern.id.to_owned(), after));
    }
    ids
}

fn ids(found: &[(String, String)]) -> Vec<&str> {
    found.iter().map(|(id, _)| id.as_str()).collect()
}

#[test]
fn patterns_are_typed_where_they_live() {
    for kind in Kind::ECS {
        let head = minimal(kind);
        let sidecars: Vec<&str> =
            at(kind, &[Segment::Key("sidecars")]).iter().map(|pattern| pattern.id).collect();
        let logging = at(kind, &[Segment::Key("logging")]);
        assert_eq!(logging.len(), 7);
        for line_break in ["\n", "\r\n"] {
            let text = |rest: &str| format!("{head}{rest}").replace('\n', line_break);
            assert_eq!(ids(&typed(&text("sidecars:\n  ‸\n"), &["sidecars"])), sidecars);
            assert_eq!(ids(&typed(&text("sidecars:\n    ngi‸"), &["sidecars"])), sidecars);
            assert_eq!(typed(&text("logging:\n  ‸"), &["logging"]).len(), 7);
            assert_eq!(typed(&text("logging:\n  retention: 7\n  fire‸\n"), &["logging"]).len(), 7);
            assert_eq!(typed(&text("‸\n"), &[]).len(), at(kind, &[]).len());
            assert_eq!(typed(&text("\nside‸"), &[]).len(), at(kind, &[]).len());
        }
        let first = format!("sidecars:\n  ‸\n{head}");
        assert_eq!(ids(&typed(&first, &["sidecars"])), sidecars);
        let middle = rich(kind).replace("    # xray:\n", "    ‸\n    # xray:\n");
        assert!(
            typed(&middle, &["sidecars"]).len() >= sidecars.len() - 1,
            "{:?}",
            ids(&typed(&middle, &["sidecars"]))
        );
        let override_ = format!("{head}environments:\n  test:\n    sidecars:\n      ‸\n");
        assert_eq!(ids(&typed(&override_, &["environments", "test", "sidecars"])), sidecars);
        let only = format!("{head}environments:\n  test:\n    cpu: 512\n    memory: 1024\n    ‸\n");
        assert_eq!(typed(&only, &["environments", "test"]).len(), at(kind, &[]).len());
    }
    assert!(at(Kind::RequestDrivenWebService, &[Segment::Key("sidecars")]).is_empty());
    assert!(at(Kind::BackendService, &[Segment::Key("http")]).is_empty());
}

const HEAD: &str =
    "name: api\ntype: Load Balanced Web Service\nimage:\n  location: demo/api:1\n  port: 8080\n";

fn added(text: &str, id: &str) -> String {
    let pattern = find(id).expect("a pattern");
    let plan = plan(&source(text), pattern, None);
    let plan = plan.unwrap_or_else(|reason| panic!("{id}: {}", reason.text(Locale::En)));
    with_plan(text, &plan, None)
}

#[track_caller]
fn refused(text: &str, id: &str, reason: &str) {
    let pattern = find(id).expect("a pattern");
    let found = plan(&source(text), pattern, None).err();
    let found = found.map(|phrase| phrase.text(Locale::En).to_owned());
    assert_eq!(found.as_deref(), Some(reason));
}

#[test]
fn a_pattern_as_the_user_sees_it() {
    let before = format!("{HEAD}http:\n  path: /   # all\n\n# more\nenvironments:\n  test:\n    count: 2\n");
    let after = "http:\n  path: /   # all\n  target_container: nginx\n  healthcheck: /\n\nsidecars:\n  nginx:\n    image: public.ecr.aws/nginx/nginx:1.27\n    port: 80\n    variables:\n      NGINX_PORT: 80\n\n# more\nenvironments:\n";
    let found = added(&before, "nginx");
    assert!(found.contains(after), "{found}");
}

#[test]
fn the_style_of_the_file_is_kept() {
    let text = "name: api\ntype: Worker Service\nimage:\n    location: demo/api:1\n    depends_on:\n        old: start\nsidecars:\n    old:\n        image: demo/old:1\n        mount_points:\n        - source_volume: data\n          path: /data\nstorage:\n    volumes:\n        data:\n            path: /data\n";
    let found = added(text, "shared-volume");
    assert!(found.contains("        mount_points:\n        - source_volume: shared\n          path: /var/shared\n          read_only: false\nstorage:"), "{found}");
    assert!(found.ends_with("            path: /data\n        shared:\n            path: /var/shared\n            read_only: false\n"), "{found}");
}

#[test]
fn names_and_ports_that_are_taken_give_way() {
    let text = format!(
        "{}http:\n  path: /\nsidecars:\n  ngi-nx:\n    image: demo/n:1\nstorage:\n  volumes:\n    shared:\n      path: /x\nenvironments:\n  test:\n    sidecars:\n      writer:\n        image: demo/w:1\n",
        HEAD.replace("8080", "80")
    );
    let found = added(&text, "nginx");
    assert!(found.contains("  nginx-2:\n") && found.contains("target_container: nginx-2\n"), "{found}");
    assert!(found.contains("port: 8080\n") && found.contains("NGINX_PORT: 8080\n"), "{found}");
    let found = added(&text, "shared-volume");
    assert!(found.contains("  writer-2:\n") && found.contains("source_volume: shared-2\n"), "{found}");
    assert!(found.contains("    shared-2:\n      path: /var/shared-2\n"), "{found}");
    let pattern = find("nginx").expect("a pattern");
    let plan = plan(&source(&text), pattern, Some("edge")).expect("a plan");
    assert_eq!(plan.name.as_deref(), Some("edge"));
    assert!(with_plan(&text, &plan, None).contains("target_container: edge\n"));
}

#[test]
fn what_can_not_be_right_is_refused_with_a_reason() {
    let http = format!("{HEAD}http:\n  path: /\n");
    let braces = "is written in braces, write it on lines of its own first";
    refused(&format!("{HEAD}http: {{ path: / }}\n"), "nginx", &format!("`http` {braces}"));
    refused(
        &format!("{http}sidecars: {{ a: {{ image: demo/a:1 }} }}\n"),
        "xray-daemon",
        &format!("`sidecars` {braces}"),
    );
    refused(
        &format!("{http}  target_container: a\nsidecars:\n  a:\n    image: demo/a:1\n    port: 81\n"),
        "nginx",
        "`http.target_container` has another value",
    );
    refused(&format!("{HEAD}http: false\nnlb:\n  port: 8443/tls\n"), "envoy", "`http` is no map here");
    let listener = format!("{http}nlb:\n  port: 443/tls\n");
    refused(&listener, "envoy", "another container uses port 443");
    assert!(added(&format!("{listener}  target_port: 8443\n"), "envoy").contains("port: 443\n"));
    refused(
        &format!("{}http:\n  path: /\n", HEAD.replace("8080", "443")),
        "envoy",
        "another container uses port 443",
    );
    refused(
        &format!("{http}observability:\n  tracing: awsxray\n"),
        "otel-collector",
        "`observability.tracing` is set already",
    );
    refused(
        &format!("{http}logging:\n  destination:\n    Name: datadog\n"),
        "firelens-s3",
        "`logging.destination` is set already",
    );
    refused(&format!("{http}platform: windows/x86_64\n"), "nginx", "its image does not run on Windows");
    refused(
        &format!(
            "{http}environments:\n  w:\n    platform:\n      osfamily: windows\n      architecture: x86_64\n"
        ),
        "firelens-s3",
        "its image does not run on Windows",
    );
    refused(
        "name: api\ntype: Request-Driven Web Service\n",
        "nginx",
        "a Request-Driven Web Service does not have it",
    );
    refused(&format!("{http}variables:\n\t- x: [\n"), "nginx", "the YAML has mistakes, mend them first");
    let managed =
        format!("{http}storage:\n  volumes:\n    a:\n      path: /a\n      read_only: false\n      efs: ");
    refused(&format!("{managed}true\n"), "shared-efs", "`storage.volumes.*.efs` is set already");
    assert!(
        added(&format!("{managed}\n        id: fs-1234567890abcdef0\n"), "shared-efs")
            .contains("efs: true\n")
    );
    let anchored = format!("{http}base: &base\n  a:\n    image: demo/a:1\nsidecars: *base\n");
    refused(
        &anchored,
        "xray-daemon",
        "`sidecars` is written in a way that can't be added to: an anchor, a merge key or a mistake",
    );
    let bad_name = plan(&source(&http), find("nginx").expect("a pattern"), Some("a b"));
    assert!(bad_name.is_err());
}

#[test]
fn findings_that_a_plan_would_bring_are_told() {
    let pattern = find("shared-efs").expect("a pattern");
    let twice = format!(
        "{HEAD}http:\n  path: /\nstorage:\n  volumes:\n    a:\n      path: /a\n      read_only: false\n      efs:\n        gid: 1\n"
    );
    let text = source(&twice);
    let plan = plan(&text, pattern, None).expect("a plan");
    let found = new_findings(&text, &plan, &Settings::default());
    let rules: Vec<&str> = found.iter().map(|finding| finding.rule).collect();
    assert_eq!(rules, ["storage.efs-managed-twice"]);
}

#[test]
fn empty_sections_are_filled() {
    for (section, rest) in [
        ("sidecars:", ""),
        ("sidecars: ~ # none", " # none"),
        ("sidecars: {}", ""),
        ("sidecars:\n  # nothing yet", "\n  # nothing yet"),
    ] {
        for tail in ["", "\n", "\ncount: 1\n"] {
            let text = format!("{HEAD}http:\n  path: /\n{section}{tail}");
            let found = added(&text, "xray-daemon");
            assert!(found.contains(&format!("sidecars:{rest}\n  xray:\n    image:")), "{found}");
            assert_eq!(findings(&found), Vec::<String>::new(), "{found}");
        }
    }
}

#[test]
fn no_text_makes_a_plan_panic() {
    let rich = rich(Kind::LoadBalancedWebService);
    let text = rich.replace('\n', "\r\n");
    let texts = [rich, text, String::new(), "\u{feff}a: b".to_owned(), "a:\n  - b: |+\n\n\n".to_owned()];
    for text in texts {
        let ends = (0..=text.len()).step_by(7).filter(|end| text.is_char_boundary(*end));
        for end in ends {
            let source = source(&text[..end]);
            let _ = plan(&source, &all()[end % all().len()], None);
            for path in
                [vec![], vec!["sidecars".to_owned()], vec!["environments".to_owned(), "test".to_owned()]]
            {
                plans_at(&source, &Cursor { word: Span { start: end, end }, column: 2, path });
            }
        }
    }
}

#[test]
fn a_block_scalar_keeps_its_empty_lines() {
    let text = "name: api\ntype: Worker Service\nimage:\n  location: demo/api:1\nvariables:\n  TEXT: |+\n    a\n\n\n";
    let found = added(text, "xray-daemon");
    let found = source(&found);
    let tree = found.tree();
    let text =
        ["variables", "TEXT"].iter().try_fold(tree.root.expect("a root"), |node, key| tree.get(node, key));
    assert_eq!(
        text.and_then(|text| tree.scalar(text)).map(|(text, _)| text),
        Some("a\n\n\n"),
        "{}",
        found.text
    );
}

const MANIFEST: &str = "copilot/api/manifest.yml";

fn beside(text: &str, addons: &[(String, String)]) -> Beside {
    let addons = addons.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    let files = [("copilot/.workspace", "application: app\n"), (MANIFEST, text)];
    Beside::new(&files.into_iter().chain(addons).collect::<Vec<_>>())
}

/// What is wrong with the manifest and its addons.
fn findings_beside(text: &str, addons: &[(String, String)]) -> Vec<String> {
    let around = beside(text, addons);
    let all = addons.iter().map(|(path, text)| (path.as_str(), text.as_str())).chain([(MANIFEST, text)]);
    let found = all.flat_map(|(path, text)| {
        let source = Source::new(Some(&Path::new("/app").join(path)), text.to_owned());
        let found = judge(&Document::new(&source, &around), &Settings::default());
        found.into_iter().map(move |it| format!("{path}: {} at {}: {}", it.rule, it.path, it.message))
    });
    found.collect()
}

/// The patterns of which a task has one: one log router, one container behind the load balancer, one daemon on its port,
/// one managed file system.
fn is_one_only(pattern: &Pattern) -> bool {
    pattern.section() == "logging" || matches!(pattern.id, "nginx" | "envoy" | "xray-daemon" | "shared-efs")
}

#[test]
fn every_pattern_comes_with_the_permissions_that_its_task_needs() {
    let (mut templates, mut twice) = (0, 0);
    each(|pattern, kind, text| {
        assert_eq!(findings_beside(text, &[]), Vec::<String>::new(), "{text}");
        let added = |text: &str, addons: &[(String, String)], name| {
            addition(&source(text), pattern, name, &beside(text, addons))
        };
        let context = format!("{} in a {}", pattern.id, kind.name());
        let Addition { after, permissions, .. } =
            added(text, &[], None).unwrap_or_else(|why| panic!("{context}: {}", why.text(Locale::En)));
        let addons: Vec<(String, String)> = match permissions {
            Permissions::Template(file) => vec![(file.path, file.text)],
            Permissions::Given => Vec::new(),
            Permissions::Missing(_, why) => panic!("{context}: {}", why.text(Locale::En)),
        };
        assert_eq!(addons.len(), usize::from(!pattern.permissions.is_empty()), "{context}");
        for (_, addon) in &addons {
            assert_eq!(addon.contains("\r\n"), text.contains("\r\n"), "{context}");
            for action in pattern.permissions.iter().flat_map(|need| need.actions) {
                assert!(addon.contains(&format!("- {action}")), "{action} in\n{addon}");
            }
        }
        templates += addons.len();
        assert_eq!(findings_beside(&after.text, &addons), Vec::<String>::new(), "{context}\n{}", after.text);
        keeps_every_line(text, &after.text);
        let second = added(&after.text, &addons, Some("second"));
        assert_eq!(second.is_err(), is_one_only(pattern), "{context}");
        let Ok(second) = second else { return };
        assert_eq!((second.plan.name.as_deref(), second.permissions), (Some("second"), Permissions::Given));
        keeps_every_line(&after.text, &second.after.text);
        let text = &second.after.text;
        assert_eq!(findings_beside(text, &addons), Vec::<String>::new(), "{context}\n{text}");
        twice += 1;
    });
    assert!(templates > 150 && twice > 100, "{templates} templates, {twice} twice");
}

/// What `id` needs beside a manifest and its addons.
fn needed(text: &str, id: &str, addons: &[(&str, &str)]) -> Permissions {
    let addons: Vec<(String, String)> = addons
        .iter()
        .map(|(name, text)| (format!("copilot/api/addons/{name}"), (*text).to_owned()))
        .collect();
    let pattern = find(id).expect("a pattern");
    let around = beside(text, &addons);
    addition(&source(text), pattern, None, &around).map(|it| it.permissions).expect("the pattern")
}

#[test]
fn a_template_takes_free_names_and_what_the_destination_names() {
    let text = format!("{HEAD}http:\n  path: /\n");
    let Permissions::Template(file) = needed(&text, "firelens-s3", &[]) else { panic!("a template") };
    assert_eq!(file.path, "copilot/api/addons/s3-policy.yml");
    assert!(file.text.contains("arn:${AWS::Partition}:s3:::my-logs/*"), "{}", file.text);
    let Permissions::Template(file) = needed(&text, "cloudwatch-agent", &[]) else { panic!("a template") };
    assert_eq!(file.path, "copilot/api/addons/cloudwatch-agent-policy.yml");
    assert!(
        file.text.contains("  CloudwatchAgentPolicy:\n")
            && file.text.contains("  CloudwatchAgentPolicyArn:\n")
    );
    let other = "Parameters:\n  App: {Type: String}\nResources:\n  S3Policy:\n    Type: AWS::SQS::Queue\n";
    let Permissions::Template(file) = needed(&text, "firelens-s3", &[("S3-policy.yml", other)]) else {
        panic!("a template")
    };
    assert_eq!(file.path, "copilot/api/addons/s3-policy-2.yml");
    assert!(file.text.contains("  S3Policy2:\n") && !file.text.contains("  App:\n"), "{}", file.text);
    let allowed = "Resources:\n  P:\n    Properties:\n      Action: [\"s3:Put*\"]\n";
    assert_eq!(needed(&text, "firelens-s3", &[("mine.yml", allowed)]), Permissions::Given);
}

#[test]
fn where_no_template_helps_none_is_made() {
    let text = format!("{HEAD}http:\n  path: /\n");
    let why = |permissions| match permissions {
        Permissions::Missing(needs, why) => (needs[0].id, why.text(Locale::En).to_owned()),
        other => panic!("{other:?}"),
    };
    let alone = addition(&source(&text), find("xray-daemon").expect("a pattern"), None, &Nothing);
    let alone = why(alone.expect("the pattern").permissions);
    assert_eq!(alone, ("xray", "the manifest does not lie in a folder of `copilot/`".to_owned()));
    let role = format!("{text}taskdef_overrides:\n  - path: TaskRoleArn\n    value: arn\n");
    let role = why(needed(&role, "xray-daemon", &[]));
    assert_eq!(role.1, "`taskdef_overrides` gives the tasks another role");
    let broken = why(needed(&text, "xray-daemon", &[("a.yml", "Resources: [")]));
    assert_eq!(broken.1, "a template in `addons/` can't be read to its end");
}

#[test]
fn the_port_of_a_listener_is_that_of_the_main_container() {
    let text = format!(
        "{HEAD}http:\n  path: /\nnlb:\n  port: 80/tcp\n  additional_listeners:\n    - port: 8081/udp\nenvironments:\n  test:\n    http:\n      target_port: 8082\n"
    );
    let found = added(&text, "nginx");
    assert!(found.contains("    port: 8083\n"), "{found}");
    let apart = text.replace("80/tcp\n", "80/tcp\n  target_port: 8080\n");
    assert!(added(&apart, "nginx").contains("    port: 80\n"));
}

#[test]
fn a_health_check_that_stands_there_stays() {
    for check in ["/ready", "\n    path: /ready # 道"] {
        let text = format!("{HEAD}http:\n  path: /\n  healthcheck: {check}\n");
        let found = added(&text, "nginx");
        assert!(found.contains(&format!("healthcheck: {check}\n  target_container: nginx\n")), "{found}");
        assert_eq!(findings(&found), Vec::<String>::new(), "{found}");
    }
}

#[test]
fn the_pages_are_current() {
    for (locale, path) in [(Locale::En, "docs/patterns.md"), (Locale::Ja, "docs/patterns.ja.md")] {
        let written = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path));
        let (written, page) = (written.expect("the page"), table::page(locale));
        assert!(written == page, "{path} is not current: run `make generate`");
        for pattern in all() {
            assert_eq!(page.matches(&format!("| [`{0}`](#{0}) ", pattern.id)).count(), 1, "{}", pattern.id);
            assert!(page.contains(&format!("\n## {}\n", pattern.id)));
        }
    }
}
