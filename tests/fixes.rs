//! Each fix of every bad example and fixture, in many layouts: its finding is gone afterwards, and no other came.

#![allow(clippy::expect_used, reason = "a test may fail")]

mod support;

use copilot_manifest_ls::edits::apply;
use copilot_manifest_ls::finding::{Edit, Finding, Fix, NewFile, Origin};
use copilot_manifest_ls::manifest::recognize::{Role, role};
use copilot_manifest_ls::manifest::source::Source;
use copilot_manifest_ls::rules::mend::fix_all;
use copilot_manifest_ls::rules::{Document, judge, registry};
use copilot_manifest_ls::settings::Settings;
use copilot_manifest_ls::workspace::{Around, Nothing};
use std::collections::BTreeMap;
use std::path::Path;
use support::beside::Beside;
use support::files;

/// A text to mend, and where it lies.
struct Case {
    name: String,
    path: String,
    text: String,
    /// The files around it, by their paths.
    others: Vec<(String, String)>,
}

impl Case {
    fn beside(&self) -> Beside {
        let files = self.others.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        Beside::new(&files.chain([(self.path.as_str(), self.text.as_str())]).collect::<Vec<_>>())
    }

    /// A text by itself has nothing around it.
    fn with<T>(&self, ask: impl FnOnce(&dyn Around) -> T) -> T {
        if self.others.is_empty() { ask(&Nothing) } else { ask(&self.beside()) }
    }

    fn source(&self, text: &str) -> Source {
        Source::new(Some(&Path::new("/app").join(&self.path)), text.to_owned())
    }

    fn findings(&self, text: &str) -> Vec<Finding> {
        let source = self.source(text);
        self.with(|around| judge(&Document::new(&source, around), &Settings::default()))
    }

    /// With a file more around it, and what is wrong in all files: a mistake that comes with a file may show in another.
    fn with_file(&self, file: &NewFile, text: &str) -> (Case, Vec<Finding>, Vec<Finding>) {
        assert!(self.path != file.path && self.others.iter().all(|(path, _)| *path != file.path), "{file:?}");
        let mut others = self.others.clone();
        others.push((file.path.clone(), file.text.clone()));
        let (name, path) = (self.name.clone(), self.path.clone());
        let more = Case { name, path, text: text.to_owned(), others };
        let (before, after) = (self.all_findings(), more.all_findings());
        (more, before, after)
    }

    fn all_findings(&self) -> Vec<Finding> {
        let own = [(self.path.clone(), self.text.clone())];
        let files: Vec<(String, String)> = own.into_iter().chain(self.others.iter().cloned()).collect();
        let judged = support::judged_files(&files, &Settings::default());
        judged.into_iter().flat_map(|(_, _, found)| found).collect()
    }

    fn fix_all(&self, text: &str) -> Vec<Edit> {
        let source = self.source(text);
        self.with(|around| fix_all(&source, around, &Settings::default(), |_| true))
    }
}

/// Each file of an example, among the others.
fn cases(rule: &str, example: &str) -> Vec<Case> {
    let files = files(example);
    let case = |index: usize| {
        let mut others = files.clone();
        let (path, text) = others.remove(index);
        Case { name: rule.to_owned(), path, text, others }
    };
    (0..files.len()).map(case).collect()
}

fn examples() -> Vec<Case> {
    let mut all: Vec<Case> = registry::all().flat_map(|rule| cases(rule.id, rule.bad)).collect();
    for file in std::fs::read_dir("tests/fixtures").expect("the fixtures").flatten() {
        let text = std::fs::read_to_string(file.path()).expect("a text");
        let is_mark = |line: &&str| !(line.starts_with('#') && line.contains('^'));
        let path =
            text.lines().next().unwrap_or_default().trim_start_matches(['#', ' ', '\u{feff}']).to_owned();
        let text = text.lines().filter(is_mark).map(|line| format!("{line}\n")).collect();
        let name = file.file_name().to_string_lossy().into_owned();
        all.push(Case { name, path, text, others: Vec::new() });
    }
    assert!(all.len() > 250, "{}", all.len());
    all
}

/// Twice the indentation; texts with tabs or block scalars that would change are told apart by the caller.
fn wider(text: &str) -> String {
    let indent = |line: &str| " ".repeat(line.len() - line.trim_start_matches(' ').len());
    text.lines().map(|line| format!("{}{line}\n", indent(line))).collect()
}

/// The sections of a workload's manifest, moved into an environment.
fn in_environment(case: &Case) -> Option<Case> {
    let is_workload = matches!(role(Path::new(&case.path)), Role::Workload(_));
    if !is_workload
        || case.text.contains("environments:")
        || case.text.contains("---")
        || case.text.contains('\t')
    {
        return None;
    }
    let (mut base, mut block) = (String::new(), String::new());
    for line in case.text.lines() {
        let stays = line.starts_with("name:") || line.starts_with("type:") || line.starts_with("x-");
        let (to, indent) =
            if stays || line.starts_with('#') { (&mut base, "") } else { (&mut block, "    ") };
        to.push_str(&format!("{indent}{line}\n"));
    }
    let text = format!("{base}environments:\n  prod:\n{block}");
    let (path, others) = (case.path.clone(), case.others.clone());
    Some(Case { name: format!("{} in prod", case.name), path, text, others })
}

fn count(findings: &[Finding]) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for finding in findings {
        *counts.entry(finding.rule).or_insert(0) += 1;
    }
    counts
}

/// Rules of texts of which Copilot reads nothing, so that nothing else is said of them.
const UNREAD: [&str; 3] = ["interpolation.bad-escape", "manifest.type-unknown", "manifest.type-doc-typo"];

/// What is wrong with a fix.
fn problem(case: &Case, before: &[Finding], finding: &Finding, fix: &Fix) -> Option<String> {
    let Some(fixed) = apply(&case.text, &fix.edits) else { return Some("its edits overlap".to_owned()) };
    let after = case.findings(&fixed);
    let whole = fix.file.as_ref().map(|file| case.with_file(file, &fixed));
    let (before, after) = match &whole {
        Some((_, before, after)) => (before.as_slice(), after),
        None => (before, &after),
    };
    let (was, is) = (count(before), count(after));
    let of = |counts: &BTreeMap<&str, usize>, rule: &str| counts.get(rule).copied().unwrap_or(0);
    let line_breaks = |text: &str| (text.matches("\r\n").count(), text.matches('\n').count());
    let (windows, all) = line_breaks(&fixed);
    let was_windows = case.text.contains("\r\n");
    let breaks_of_file = fix.file.as_ref().map(|file| line_breaks(&file.text));
    let is_mixed = breaks_of_file.is_some_and(|(windows, all)| windows != if was_windows { all } else { 0 });
    if is_mixed || was_windows != (windows > 0) || (was_windows && windows != all) {
        return Some(format!("it mixes line ends: {fixed:?}"));
    }
    if of(&is, finding.rule) >= of(&was, finding.rule) {
        return Some(format!("its finding stays in\n{fixed}"));
    }
    // Where the text was no YAML, or of no known kind, all else was not looked at.
    let was_unread = before.iter().any(|it| it.origin == Origin::Yaml || UNREAD.contains(&it.rule));
    let may_come = |rule: &str| was_unread && rule != "yaml.syntax";
    let is_more = |rule: &&&str| of(&is, rule) > of(&was, rule) && !may_come(rule);
    let new: Vec<&&str> = is.keys().filter(is_more).collect();
    (!new.is_empty()).then(|| format!("it adds {new:?} in\n{fixed}"))
}

fn check(cases: &[Case]) -> usize {
    let (mut tried, mut problems) = (0, Vec::new());
    for case in cases {
        let before = case.findings(&case.text);
        for finding in &before {
            for fix in &finding.fixes {
                tried += 1;
                let problem = problem(case, &before, finding, fix);
                problems.extend(problem.map(|it| {
                    format!("{}: {} `{}` (safe: {}): {it}", case.name, finding.rule, fix.title, fix.safe)
                }));
            }
        }
    }
    assert!(problems.is_empty(), "{} of {tried}\n{}", problems.len(), problems.join("\n"));
    tried
}

fn with_text(cases: Vec<Case>, text: impl Fn(&str) -> String) -> Vec<Case> {
    cases.into_iter().map(|case| Case { text: text(&case.text), ..case }).collect()
}

#[test]
fn a_fix_removes_its_finding_and_adds_none() {
    let tried = check(&examples());
    assert!(tried > 120, "only {tried} fixes were tried");
}

/// A policy goes into a file of its own, whatever the other templates of the folder declare and call their things.
#[test]
fn a_fix_makes_a_file_that_fits_the_others() {
    const API: &str = "# copilot/api/manifest.yml\n# Backend Service\n";
    const TAKEN: &str = "# copilot/api/addons/firehose-policy.yml\nParameters:\n  App: {Type: String, Description: ours}\n  \
                         Env: {Type: String}\nResources:\n  FirehosePolicy: {Type: AWS::SQS::Queue}\n  XrayPolicy: {Type: AWS::SQS::Queue}\n  \
                         CloudwatchLogsPolicy: {Type: AWS::SQS::Queue}\nOutputs:\n  FirehosePolicy2Arn: {Value: a}\n";
    let destinations = ["firehose", "kinesis_streams", "s3", "cloudwatch", "CloudWatch_Logs"];
    let logging = |name: &str| {
        let keys = "    region: eu-west-1\n    delivery_stream: 'it-${COPILOT_ENVIRONMENT_NAME}'\n    stream: b\n    bucket: c\n";
        format!(
            "logging:\n  destination:\n    Name: {name}\n{keys}    log_group_name: /d\n    auto_create_group: true\n"
        )
    };
    let mut sections: Vec<String> = destinations.iter().map(|name| logging(name)).collect();
    sections.push("sidecars:\n  xray:\n    image: amazon/aws-xray-daemon\n    essential: false\n".to_owned());
    let mut made = 0;
    for section in &sections {
        for others in ["", TAKEN, "# copilot/api/addons/a.yml\nResources:\n  A: {Type: AWS::SQS::Queue}\n"] {
            for line_break in ["\n", "\r\n"] {
                let files = files(&format!("{API}{section}{others}# copilot/.workspace\napplication: a\n"));
                let mut others = files.clone();
                let (path, text) = others.remove(0);
                let case = Case { name: section.clone(), path, text: text.replace('\n', line_break), others };
                let before = case.findings(&case.text);
                let mut makers = before.iter().flat_map(|it| it.fixes.iter().map(move |fix| (it, fix)));
                let maker = makers.find(|(_, fix)| fix.file.is_some());
                let (finding, fix) = maker.unwrap_or_else(|| panic!("no fix in {}: {before:#?}", case.text));
                assert_eq!(problem(&case, &before, finding, fix), None, "{section}");
                made += 1;
            }
        }
    }
    assert_eq!(made, sections.len() * 6);
}

#[test]
fn with_windows_line_ends_too() {
    check(&with_text(examples(), |text| text.replace('\n', "\r\n")));
}

#[test]
fn with_an_indentation_of_four_too() {
    check(&with_text(examples(), wider));
}

#[test]
fn without_a_line_end_at_the_end_too() {
    check(&with_text(examples(), |text| text.trim_end().to_owned()));
}

#[test]
fn in_an_environment_too() {
    let cases: Vec<Case> = examples().iter().filter_map(in_environment).collect();
    assert!(check(&cases) > 90);
}

#[test]
fn all_fixes_at_once_leave_nothing_to_fix() {
    let mut mended = 0;
    for case in examples() {
        for text in [case.text.clone(), case.text.replace('\n', "\r\n"), wider(&case.text)] {
            let edits = case.fix_all(&text);
            let fixed = apply(&text, &edits).expect("edits that can be applied");
            let left = case.findings(&fixed);
            let safe =
                left.iter().find(|finding| finding.fixes.iter().any(|fix| fix.safe && fix.file.is_none()));
            assert!(safe.is_none(), "{}: {safe:?} in\n{fixed}", case.name);
            assert_eq!(case.fix_all(&fixed), [], "{}", case.name);
            let before = case.findings(&text);
            let was_unread = before.iter().any(|it| it.origin == Origin::Yaml || UNREAD.contains(&it.rule));
            assert!(was_unread || left.len() <= before.len(), "{}:\n{fixed}", case.name);
            mended += usize::from(!edits.is_empty());
        }
    }
    assert!(mended > 100, "{mended}");
}

/// The text after the first fix of the first finding of a rule.
fn mended(rule: &str, manifest: &str) -> Option<String> {
    let (_, text, found) = support::judged(manifest, &Settings::default()).swap_remove(0);
    let finding = found.iter().find(|it| it.rule == rule).expect(rule);
    Some(apply(&text, &finding.fixes.first()?.edits).expect("edits"))
}

#[test]
fn what_compose_writes_as_a_list_becomes_a_map() {
    let right = "# Backend Service\n";
    let written = |section: &str| mended("variables.list-form", &format!("{right}{section}"));
    for (list, map) in [
        (
            "variables:\n  - A=1 # 一\n  - \"B=x=😀, ${C}\"\n",
            "variables:\n  A: \"1\" # 一\n  B: \"x=😀, ${C}\"\n",
        ),
        ("variables:\n- A=\n-   _b2=yes\n", "variables:\n  A: \"\"\n  _b2: \"yes\"\n"),
        ("variables: [A=1, 'B={}']\n", "variables: {A: \"1\", B: \"{}\"}\n"),
        (
            "environments:\n  日本:\n    variables:\n    - A=1\n",
            "environments:\n  日本:\n    variables:\n      A: \"1\"\n",
        ),
    ] {
        let text = written(list).expect("a fix");
        assert!(text.contains(map), "{text}");
    }
    for unsure in [
        "- A",
        "- A: 1",
        "- A=1\n  - A=2",
        "- 日本=1",
        "- |\n    A=1",
        "- {name: A, value: b}",
        "- A=1\n  - [B]",
    ] {
        assert_eq!(written(&format!("variables:\n  {unsure}\n")), None, "{unsure}");
    }
    let text = mended(
        "image.depends-on-list",
        &format!("{right}image:\n  location: a\n  depends_on: [nginx, db]\n"),
    );
    assert!(text.expect("a fix").contains("  depends_on: {nginx: start, db: start}\n"));
}

#[test]
fn a_text_in_the_place_of_a_map_is_put_into_it() {
    let image = |text: &str| mended("image.scalar", &format!("# Backend Service\nimage: {text}\n"));
    for (text, map) in [
        ("nginx:1.27", "image: {location: nginx:1.27}\n"),
        ("\"a.b/c@sha256:0f\"", "image: {location: a.b/c@sha256:0f}\n"),
        ("./web/Dockerfile", "image: {build: ./web/Dockerfile}\n"),
        ("${REGISTRY}/日本", "image: {location: \"${REGISTRY}/日本\"}\n"),
    ] {
        assert!(image(text).expect("a fix").contains(map), "{text}");
    }
    assert_eq!(image("a b"), None);
    let group = "# Backend Service\nnetwork:\n  vpc:\n    security_groups: sg-12345678\n";
    assert!(
        mended("network.security-groups-shape", group)
            .expect("a fix")
            .contains("security_groups: [sg-12345678]\n")
    );
    let version = mended("pipeline.version-value", "# Pipeline\nversion: latest\n").expect("a fix");
    assert!(version.contains("version: 1\n"), "{version}");
    let nlb = mended("http.missing", "# Load Balanced Web Service\n# (no http key)\nnlb:\n  port: 80/tcp\n")
        .expect("a fix");
    assert!(nlb.contains("http: false\n"), "{nlb}");
    let test = mended(
        "manifest.unknown-key",
        "# Backend Service\nimage:\n  location: a\n  healthcheck:\n    test: [CMD, a]\n    retries: 2\n",
    );
    assert!(test.expect("a fix").contains("    command: [CMD, a]\n"));
}
