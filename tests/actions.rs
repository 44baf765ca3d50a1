//! Code actions at a marked place: `‸` is the cursor. A change is shown as the text after it.
#![allow(clippy::expect_used, reason = "a test may fail")]

#[path = "support/beside.rs"]
mod beside;

use beside::Beside;
use copilot_manifest_ls::assist::{Action, ActionKind, Change, Context, Question, Snapshot};
use copilot_manifest_ls::edits;
use copilot_manifest_ls::locale::Locale;
use copilot_manifest_ls::settings::Settings;
use copilot_manifest_ls::workspace::Nothing;
use copilot_manifest_ls::yaml::Span;
use std::path::Path;

const CURSOR: char = '‸';
const HEAD: &str = "name: api\ntype: Backend Service\nimage:\n  build: ./Dockerfile\n  port: 80\n";

fn snapshot(marked: &str) -> (Snapshot, Span) {
    let start = marked.find(CURSOR).expect("a cursor");
    let rest = &marked[start + CURSOR.len_utf8()..];
    let end = rest.find(CURSOR).map_or(start, |length| start + length);
    let path = Path::new("/app/copilot/api/manifest.yml");
    (Snapshot::new(Some(path), marked.replace(CURSOR, "")), Span { start, end })
}

fn asked(marked: &str, kinds: &[ActionKind], is_automatic: bool) -> Vec<Action> {
    let (snapshot, at) = snapshot(marked);
    let findings = snapshot.findings(&Settings::default(), &Nothing);
    let context = Context { findings: &findings, ..Context::default() };
    snapshot.actions(&Question { at, kinds: kinds.to_vec(), is_automatic }, &context)
}

fn actions(marked: &str) -> Vec<Action> {
    asked(marked, &ActionKind::ALL, false)
}

fn title(action: &Action) -> String {
    let title = action.title.text(Locale::En);
    match &action.disabled {
        Some(reason) => format!("({title}: {})", reason.text(Locale::En)),
        None => title.to_owned(),
    }
}

fn titles(marked: &str, kind: ActionKind) -> Vec<String> {
    actions(marked).iter().filter(|action| action.kind == kind).map(title).collect()
}

/// The text after the action with this title.
fn taken(marked: &str, wanted: &str) -> String {
    let all = actions(marked);
    let names: Vec<String> = all.iter().map(title).collect();
    let action = all.iter().find(|action| title(action) == wanted);
    let action = action.unwrap_or_else(|| panic!("no `{wanted}` among {names:#?}"));
    let (snapshot, _) = snapshot(marked);
    let edits = match &action.change {
        Change::Edits(edits) => edits.clone(),
        Change::Mend(rule) => snapshot.mended(*rule, &Settings::default(), &Nothing),
    };
    edits::apply(&snapshot.source.text, &edits).expect("edits that do not overlap")
}

/// The action leads from one text below the head to the other, with LF, with CRLF and with an indentation of four.
fn leads(before: &str, wanted: &str, after: &str) {
    changes(&format!("{HEAD}{before}"), wanted, &format!("{HEAD}{after}"));
}

/// The same for whole texts.
fn changes(before: &str, wanted: &str, after: &str) {
    assert_eq!(taken(before, wanted), after);
    let windows = |text: &str| text.replace('\n', "\r\n");
    assert_eq!(taken(&windows(before), wanted), windows(after));
    let wide = |text: &str| -> String {
        let indent = |line: &str| " ".repeat(line.len() - line.trim_start_matches(' ').len());
        text.lines().map(|line| format!("{}{line}\n", indent(line))).collect()
    };
    assert_eq!(taken(&wide(before), wanted), wide(after));
}

/// No action with this title is offered.
fn refuses(marked: &str, unwanted: &str) {
    let all: Vec<String> = actions(marked).iter().map(title).collect();
    assert!(all.iter().all(|title| title != unwanted), "{all:#?}");
}

#[test]
fn fixes_come_first_and_the_best_is_preferred() {
    let marked = format!("{HEAD}cou‸tn: 1\n");
    let all = actions(&marked);
    let names: Vec<String> = all.iter().map(title).collect();
    let wanted = [
        "Rename to `count`",
        "Ignore `manifest.unknown-key` on this line",
        "Fix all that is safe to fix in this file",
    ];
    assert_eq!(names, wanted);
    let preferred: Vec<bool> = all.iter().map(|action| action.is_preferred).collect();
    assert_eq!(preferred, [true, false, false]);
    assert_eq!(all[0].about, [0]);
}

#[test]
fn all_findings_of_a_rule_are_fixed_at_once() {
    let before = "cpu: \"2‸56\" # quoted\nmemory: \"512\"\ncoutn: 1\n";
    leads(before, "Fix all `task.units-string` in this file", "cpu: 256 # quoted\nmemory: 512\ncoutn: 1\n");
    leads(before, "Fix all that is safe to fix in this file", "cpu: 256 # quoted\nmemory: 512\ncount: 1\n");
    refuses(&format!("{HEAD}cpu: \"2‸56\"\nmemory: 512\n"), "Fix all `task.units-string` in this file");
}

#[test]
fn fixing_all_is_offered_where_there_is_something_to_fix() {
    let all = |text: &str, kinds: &[ActionKind]| asked(&format!("{HEAD}{text}"), kinds, false).len();
    assert_eq!(all("coutn: 1\ncpu: 2‸56\n", &[ActionKind::FixAll]), 1, "asked for by itself: on save");
    assert_eq!(all("coutn: 1\ncpu: 2‸56\n", &[ActionKind::QuickFix, ActionKind::FixAll]), 0);
    assert_eq!(all("count: 1\ncpu: 2‸56\n", &[ActionKind::FixAll]), 0);
}

#[test]
fn a_finding_is_suppressed_with_a_reason() {
    let ignore = "Ignore `manifest.unknown-key` on this line";
    leads("bo‸gus: 1\n", ignore, "bogus: 1  # copilot-manifest-ls: ignore[manifest.unknown-key] reason\n");
    leads(
        "cpu: 256 # small\nbo‸gus: 1   \n",
        ignore,
        "cpu: 256 # small\nbogus: 1 # copilot-manifest-ls: ignore[manifest.unknown-key] reason\n",
    );
    leads(
        "bo‸gus: 1 # 日本語 😀\n",
        ignore,
        "bogus: 1 # 日本語 😀 # copilot-manifest-ls: ignore[manifest.unknown-key] reason\n",
    );
    leads(
        "bo‸gus:\n  deep: [1]\n",
        ignore,
        "bogus:  # copilot-manifest-ls: ignore[manifest.unknown-key] reason\n  deep: [1]\n",
    );
    assert!(taken(&format!("{HEAD}bo‸gus: 1"), ignore).ends_with("key] reason"), "no line end at the end");
}

#[test]
fn a_suppressing_comment_takes_more_rules() {
    let ignore = "Ignore `manifest.unknown-key` on this line";
    for (before, after) in [
        (
            "logging: {bo‸gus: 1} # copilot-manifest-ls: ignore[a.b] why\n",
            "logging: {bogus: 1} # copilot-manifest-ls: ignore[a.b, manifest.unknown-key] why\n",
        ),
        (
            "# copilot-manifest-ls: ignore[a.b]\nbo‸gus: 1\n",
            "# copilot-manifest-ls: ignore[a.b, manifest.unknown-key]\nbogus: 1\n",
        ),
    ] {
        leads(before, ignore, after);
    }
}

#[test]
fn text_over_several_lines_is_suppressed_above_it() {
    let before = "command: |\n  echo $$‸{HOME}\n  # no comment\ncount: 1\n";
    let rules = actions(&format!("{HEAD}{before}"));
    let ignore: Vec<String> = rules.iter().map(title).filter(|title| title.starts_with("Ignore")).collect();
    assert!(!ignore.is_empty());
    for ignore in ignore {
        let after = taken(&format!("{HEAD}{before}"), &ignore);
        assert!(after.contains("port: 80\n# copilot-manifest-ls: ignore["), "{after}");
        assert!(
            after.contains("] reason\ncommand: |\n  echo $${HOME}\n  # no comment\ncount: 1\n"),
            "{after}"
        );
    }
}

#[test]
fn what_can_not_be_suppressed_is_not_offered() {
    let ignore = |marked: &str| {
        let all = titles(marked, ActionKind::QuickFix);
        all.into_iter().filter(|title| title.starts_with("Ignore")).collect::<Vec<_>>()
    };
    let unused = format!("{HEAD}count: 1 # copilot-manifest-ls: ignore[count.‸shape]\n");
    assert_eq!(ignore(&unused), Vec::<String>::new(), "the comment that hides nothing");
}

const NAME: &str = "name: api\ntype: Backend Service\n";

#[test]
fn a_misplaced_key_moves_to_where_it_is_known() {
    changes(
        &format!(
            "{HEAD}count: 1\n# Every 10 seconds.\nhealth‸check:\n  command: [\"CMD\", \"true\"] # 日本語\n  interval: 10s\ncpu: 256\n"
        ),
        "Move to `image.healthcheck`",
        &format!(
            "{HEAD}  # Every 10 seconds.\n  healthcheck:\n    command: [\"CMD\", \"true\"] # 日本語\n    interval: 10s\ncount: 1\ncpu: 256\n"
        ),
    );
    changes(
        &format!("{NAME}image:\n  build: ./Dockerfile\n  cp‸u: 256\nmemory: 512\n"),
        "Move to `cpu`",
        &format!("{NAME}image:\n  build: ./Dockerfile\nmemory: 512\ncpu: 256\n"),
    );
    changes(
        &format!("{NAME}image:\n  build: ./Dockerfile\npo‸rt: 80\n"),
        "Move to `image.port`",
        &format!("{NAME}image:\n  build: ./Dockerfile\n  port: 80\n"),
    );
}

#[test]
fn a_key_moves_into_a_section_that_is_begun_for_it() {
    changes(
        &format!("{HEAD}count: 1\nplace‸ment: private\nenvironments:\n  test:\n    count: 2\n"),
        "Move to `network.vpc.placement`",
        &format!(
            "{HEAD}count: 1\nnetwork:\n  vpc:\n    placement: private\nenvironments:\n  test:\n    count: 2\n"
        ),
    );
    changes(
        &format!("{HEAD}count: 1\nplace‸ment: private\n"),
        "Move to `network.vpc.placement`",
        &format!("{HEAD}count: 1\nnetwork:\n  vpc:\n    placement: private\n"),
    );
    changes(
        &format!("{HEAD}network:\n  # No public address.\n  place‸ment: private\ncount: 1\n"),
        "Move to `network.vpc.placement`",
        &format!("{HEAD}network:\n  vpc:\n    # No public address.\n    placement: private\ncount: 1\n"),
    );
}

#[test]
fn a_key_moves_within_its_environment() {
    leads(
        "environments:\n  prod:\n    place‸ment: private\n    network:\n      connect: true\n",
        "Move to `environments.prod.network.vpc.placement`",
        "environments:\n  prod:\n    network:\n      connect: true\n      vpc:\n        placement: private\n",
    );
}

#[test]
fn a_key_is_indented_below_the_empty_section_before_it() {
    leads(
        "network:\nv‸pc:\n  placement: private\ncount: 1\n",
        "Move to `network.vpc`",
        "network:\n  vpc:\n    placement: private\ncount: 1\n",
    );
}

#[test]
fn a_key_does_not_move_where_it_stands_already_or_is_wrong() {
    refuses(&format!("{HEAD}po‸rt: 81\n"), "Move to `image.port`");
    refuses(&format!("{NAME}image:\n  build: ./Dockerfile\npo‸rt: many\n"), "Move to `image.port`");
    refuses(&format!("{NAME}image: {{build: ./Dockerfile}}\npo‸rt: 80\n"), "Move to `image.port`");
}

/// The field changes from its short form to its long form and back.
fn both_ways(short: &str, field: &str, long: &str) {
    let mark = |text: &str| text.replacen(field, &format!("{CURSOR}{field}"), 1);
    changes(&mark(short), &format!("Write `{field}` in its long form"), long);
    changes(&mark(long), &format!("Write `{field}` in its short form"), short);
}

#[test]
fn short_forms_are_written_out_and_long_ones_shortened() {
    let image = |build: &str| format!("{NAME}image:\n  build: {build} # 日本語\n  port: 80\n");
    both_ways(
        &image("./Dockerfile"),
        "build",
        &image("\n    dockerfile: ./Dockerfile").replace("build: \n", "build:\n"),
    );
    let count = |inner: &str| format!("{HEAD}count:\n{inner}cpu: 256\n");
    both_ways(&count("  range: 1-10\n"), "range", &count("  range:\n    min: 1\n    max: 10\n"));
    both_ways(
        &count("  range: 1-10\n  requests: 100\n"),
        "requests",
        &count("  range: 1-10\n  requests:\n    value: 100\n"),
    );
    let platform = |written: &str| format!("{HEAD}platform:{written}\ncount: 1\n");
    both_ways(&platform(" linux/arm64"), "platform", &platform("\n  osfamily: linux\n  architecture: arm64"));
    let groups = |written: &str| {
        format!("{HEAD}network:\n  vpc:\n    placement: private\n    security_groups:\n{written}")
    };
    both_ways(
        &groups("      - sg-1 # 一\n      - sg-2\n"),
        "security_groups",
        &groups("      groups:\n        - sg-1 # 一\n        - sg-2\n"),
    );
    let sidecar = |image: &str| format!("{HEAD}sidecars:\n  nginx:\n    port: 8080\n    image:{image}\n");
    let cursor = sidecar(" nginx:1").replace("    image", "    ‸image");
    changes(&cursor, "Write `image` in its long form", &sidecar("\n      location: nginx:1"));
}

#[test]
fn forms_change_in_flow_style_and_in_environments_too() {
    leads(
        "count: {range: ‸1-10, cpu_percentage: 70}\n",
        "Write `range` in its long form",
        "count: {range: {min: 1, max: 10}, cpu_percentage: 70}\n",
    );
    leads(
        "count: {range: 1-10, cpu_percentage: ‸70}\n",
        "Write `cpu_percentage` in its long form",
        "count: {range: 1-10, cpu_percentage: {value: 70}}\n",
    );
    leads(
        "environments:\n  prod:\n    plat‸form: linux/arm64\n",
        "Write `platform` in its long form",
        "environments:\n  prod:\n    platform:\n      osfamily: linux\n      architecture: arm64\n",
    );
}

#[test]
fn texts_become_lists_and_back() {
    leads(
        "com‸mand: sh -c 'echo \"日本\"' # go\n",
        "Write `command` in its long form",
        "command: [\"sh\", \"-c\", \"echo \\\"日本\\\"\"] # go\n",
    );
    leads(
        "com‸mand: [\"npm\", \"run\", \"start\"] # go\n",
        "Write `command` in its short form",
        "command: \"npm run start\" # go\n",
    );
    refuses(&format!("{HEAD}com‸mand: [\"sh\", \"-c\", \"a b\"]\n"), "Write `command` in its short form");
    let alias = |alias: &str| format!("http:\n  path: /\n  alias: {alias}\n");
    leads(&alias("‸example.com"), "Write `alias` in its long form", &alias("[example.com]"));
    leads(
        &alias("[‸example.com, a.example.com]"),
        "Write `alias` in its long form",
        &alias("[{name: example.com}, {name: a.example.com}]"),
    );
    leads(
        &alias("\n    - name: ‸example.com"),
        "Write `alias` in its short form",
        &alias("\n    - example.com"),
    );
}

#[test]
fn a_form_does_not_change_where_the_meaning_would() {
    // An override in the long form would lay itself over a long form of the base only.
    let text = "environments:\n  prod:\n    image:\n      build:\n        args:\n          A: \"1\"\n";
    refuses(&format!("{}{text}", HEAD.replace("build", "bu‸ild")), "Write `build` in its long form");
    refuses(&format!("{HEAD}co‸unt: 2\n"), "Write `count` in its long form");
    refuses(&format!("{HEAD}ex‸ec: true\n"), "Write `exec` in its long form");
    refuses(&format!("{HEAD}x-p: &p linux/arm64\nplat‸form: *p\n"), "Write `platform` in its long form");
}

#[test]
fn what_has_no_short_form_says_why() {
    let text = format!("{NAME}image:\n  bu‸ild:\n    dockerfile: ./Dockerfile\n    target: prod\n");
    let wanted = "(Write `build` in its short form: The short form has no place for `target`.)";
    assert!(titles(&text, ActionKind::Rewrite).iter().any(|title| title == wanted));
}

#[test]
fn a_collection_changes_its_style() {
    let several = "Write over several lines";
    leads("variables: {A: ‸\"1\", B: 日本} # both\n", several, "variables:\n  A: \"1\"\n  B: 日本 # both\n");
    leads(
        "variables:\n  A: ‸\"1\"\n  B: 日本 # both\ncount: 1\n",
        "Write in one line",
        "variables: {A: \"1\", B: 日本} # both\ncount: 1\n",
    );
    leads("entrypoint: ‸[a, \"b c\"]\n", several, "entrypoint:\n  - a\n  - \"b c\"\n");
    leads("entrypoint:\n  - ‸a\n  - \"b c\"\n", "Write in one line", "entrypoint: [a, \"b c\"]\n");
    refuses(&format!("{HEAD}variables:\n  A: ‸\"1\" # why\n  B: 日本\n"), "Write in one line");
    refuses(&format!("{HEAD}variables:\n  A: ‸a, b\n"), "Write in one line");
    refuses(&format!("{HEAD}variables:\n  A: ‸\n  B: \"1\"\n"), "Write in one line");
}

#[test]
fn a_value_of_the_base_is_overridden_in_an_environment() {
    let environments = "environments:\n  test:\n    count: 2\n  prod:\n    count: 3 # 三\n";
    let overridden =
        |extra: &str| format!("environments:\n  test:\n    count: 2\n  prod:\n    count: 3 # 三\n{extra}");
    leads(
        &format!("cp‸u: 256 # small\n{environments}"),
        "Override `cpu` in environment `prod`",
        &format!("cpu: 256 # small\n{}", overridden("    cpu: 256 # small\n")),
    );
    leads(
        &format!("variables:\n  A: ‸|\n    one\n    two\n{environments}"),
        "Override `variables.A` in environment `prod`",
        &format!(
            "variables:\n  A: |\n    one\n    two\n{}",
            overridden("    variables:\n      A: |\n        one\n        two\n")
        ),
    );
    let all = titles(&format!("{HEAD}cou‸nt: 1\n{environments}"), ActionKind::Extract);
    assert_eq!(all, Vec::<String>::new(), "both override it");
    refuses(
        &format!("{}{environments}", HEAD.replace("name", "na‸me")),
        "Override `name` in environment `prod`",
    );
}

#[test]
fn environments_of_the_workspace_are_offered_too() {
    let beside = Beside::new(&[
        ("copilot/environments/prod/manifest.yml", "name: prod\ntype: Environment\n"),
        ("copilot/environments/test/manifest.yml", "name: test\ntype: Environment\n"),
    ]);
    let (snapshot, at) = snapshot(&format!("{HEAD}cp‸u: 256\nenvironments:\n  test:\n    count: 2\n"));
    let context = Context { around: &beside, ..Context::default() };
    let question = Question { at, kinds: vec![ActionKind::Extract], is_automatic: false };
    let all = snapshot.actions(&question, &context);
    let titles: Vec<String> = all.iter().map(title).collect();
    assert_eq!(titles, ["Override `cpu` in environment `test`", "Override `cpu` in environment `prod`"]);
    let Change::Edits(edits) = &all[1].change else { panic!("edits") };
    let text = edits::apply(&snapshot.source.text, edits).expect("a text");
    assert!(text.ends_with("  test:\n    count: 2\n  prod:\n    cpu: 256\n"), "{text}");
}

#[test]
fn an_override_that_all_share_moves_to_the_base() {
    let inline = "Move `count` from all environments to the base";
    leads(
        "cpu: 256\ncount: 1\n\n# Differences.\nenvironments:\n  test:\n    count: ‸2 # two\n  prod:\n    count: 2\n    memory: 1024\n",
        inline,
        "cpu: 256\ncount: 2 # two\n\n# Differences.\nenvironments:\n  prod:\n    memory: 1024\n",
    );
    leads("cpu: 256\nenvironments:\n  test:\n    count: ‸2\n", inline, "cpu: 256\ncount: 2\n");
    leads(
        "cpu: 256\nenvironments:\n  test:\n    network:\n      vpc:\n        place‸ment: private\n  prod:\n    network:\n      vpc:\n        placement: private\n    count: 2\n",
        "Move `network.vpc.placement` from all environments to the base",
        "cpu: 256\nnetwork:\n  vpc:\n    placement: private\nenvironments:\n  prod:\n    count: 2\n",
    );
    let environments = "environments:\n  test:\n    count: ‸2\n  prod:\n    ";
    let wanted = format!("({inline}: The environments do not agree.)");
    assert_eq!(titles(&format!("{HEAD}{environments}count: 3\n"), ActionKind::Inline), [wanted]);
    let wanted = format!("({inline}: Not every environment overrides `count`.)");
    assert_eq!(titles(&format!("{HEAD}{environments}cpu: 256\n"), ActionKind::Inline), [wanted]);
}

#[test]
fn a_new_section_stands_apart_where_sections_do() {
    changes(
        &format!("{NAME}\nimage:\n  build: ./Dockerfile\n\nplace‸ment: private\n\ncpu: 256\n"),
        "Move to `network.vpc.placement`",
        &format!(
            "{NAME}\nimage:\n  build: ./Dockerfile\n\ncpu: 256\n\nnetwork:\n  vpc:\n    placement: private\n"
        ),
    );
}

#[test]
fn a_sidecar_pattern_is_added_whole() {
    let xray = "Add sidecar pattern: AWS X-Ray daemon";
    let at = |text: &str| titles(text, ActionKind::Add);
    let all = at(&HEAD.replace("type", "ty‸pe"));
    assert!(all.len() > 10 && all.iter().any(|title| title == xray), "{all:#?}");
    assert_eq!(at(&format!("{HEAD}cp‸u: 256\n")), Vec::<String>::new());
    let logging = at(&format!("{HEAD}logg‸ing:\n  retention: 7\n"));
    assert!(!logging.is_empty() && !logging.iter().any(|title| title == xray), "{logging:#?}");
    let text = taken(&format!("{HEAD}side‸cars:\n  nginx:\n    image: nginx\n    port: 8080 # 日本\n"), xray);
    assert!(
        text.starts_with(&format!("{HEAD}sidecars:\n  nginx:\n    image: nginx\n    port: 8080 # 日本\n  ")),
        "{text}"
    );
    let (after, _) = snapshot(&format!("{text}{CURSOR}"));
    assert_eq!(after.findings(&Settings::default(), &Nothing), []);
}

#[test]
fn an_editor_that_asks_by_itself_gets_no_refactorings() {
    let marked = format!("{HEAD}plat‸form: linux/arm64\n");
    assert!(!asked(&marked, &ActionKind::ALL, false).is_empty());
    assert_eq!(asked(&marked, &ActionKind::ALL, true), []);
    let selected = format!("{HEAD}‸platform‸: linux/arm64\n");
    assert!(!asked(&selected, &ActionKind::ALL, true).is_empty());
    assert_eq!(asked(&marked, &[ActionKind::QuickFix], false), []);
}

#[test]
fn broken_texts_and_other_files_are_no_danger() {
    for text in
        ["", "‸", "a: [‸", "name: api\ntype: Backend Service\ncount: {‸", "\t‸x: 1", "- ‸a\n- b", "&a ‸*a"]
    {
        let marked = if text.contains(CURSOR) { text.to_owned() } else { format!("{text}{CURSOR}") };
        actions(&marked);
    }
    let whole = format!(
        "{HEAD}count:\n  range: 1-10 # 😀\nhttp: &h {{path: /, alias: [日本.example.com]}}\n? [a]\n: b\nenvironments:\n  prod: *h\n"
    );
    for at in 0..=whole.len() {
        if whole.is_char_boundary(at) {
            actions(&format!("{}{CURSOR}{}", &whole[..at], &whole[at..]));
        }
    }
}

#[test]
fn titles_and_reasons_are_japanese_too() {
    let text = format!(
        "{NAME}image:\n  bu‸ild: {{dockerfile: a, target: b}}\ncoutn: 1\nenvironments:\n  test:\n    cpu: 256\n"
    );
    let all = actions(&text);
    assert!(all.len() >= 3, "{all:#?}");
    for action in all {
        let texts = std::iter::once(&action.title).chain(&action.disabled);
        for text in texts.map(|text| text.text(Locale::Ja)) {
            assert!(text.chars().any(|sign| ('\u{3040}'..='\u{9fff}').contains(&sign)), "{text}");
        }
    }
}
