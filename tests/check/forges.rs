//! Annotations of GitHub, JUnit XML, JSON, and several reports at once.

use super::folder::{Folder, RIGHT};
use serde_json::Value;

fn annotations<'a>(text: &'a str, command: &str) -> Vec<&'a str> {
    text.lines().filter(|line| line.starts_with(&format!("::{command} "))).collect()
}

/// GitHub shows ten of a kind: what stops most comes first, and the others stand in the log.
#[test]
fn annotations_stay_within_what_is_shown() {
    let aws = |index: usize| {
        format!(
            "  a{index}:\n    image: nginx\n    mount_points:\n      - source_volume: lost\n        path: /a\n"
        )
    };
    let unknown: String = (0..13).map(|index| format!("unknown{index}: 1\n")).collect();
    let sidecars: String = (0..14).map(aws).collect();
    let folder = Folder::new("github")
        .with_api(&format!("{unknown}sidecars:\n{sidecars}"))
        .with("copilot/web/manifest.yml", format!("{}memory: 2GB\n", RIGHT.replace("api", "web")))
        .with("copilot/zoo/manifest.yml", "name: [\n");
    let said = folder.check(&["--format", "github"]);
    assert_eq!(said.status, Some(1));
    let (errors, warnings) = (annotations(&said.stdout, "error"), annotations(&said.stdout, "warning"));
    assert_eq!((errors.len(), warnings.len()), (10, 10), "{}", said.stdout);
    assert!(errors[0].starts_with("::error file=copilot/zoo/manifest.yml,line="), "{}", errors[0]);
    assert!(errors[0].contains("title=yaml.syntax::"), "no YAML comes first: {}", errors[0]);
    let of_copilot = errors.iter().position(|line| line.contains("task.units-string")).unwrap();
    let of_aws = errors.iter().position(|line| line.contains("sidecar.mount-volume-unknown")).unwrap();
    assert!(of_copilot < of_aws, "{errors:#?}");
    let report = folder.json(&[]);
    let count = |severity: &str| {
        let files = report["files"].as_array().unwrap().iter();
        let found = files.flat_map(|file| file["diagnostics"].as_array().unwrap());
        found.filter(|it| it["severity"] == severity).count()
    };
    let rest = count("error") + count("warning") - 20;
    said.has(&[
        &format!("::group::{rest} more: GitHub shows ten annotations of a kind\n"),
        "\n::endgroup::\n",
    ]);
    let listed = said.stdout.lines().filter(|line| line.starts_with("- copilot/")).count();
    assert_eq!(listed, rest, "nothing is lost");
}

#[test]
fn annotations_are_escaped() {
    let folder = Folder::new("github-escaped").with(
        "copilot/a,b: 100%/manifest.yml",
        "name: x\ntype: Backend Service\nimage:\n  location: nginx\n\"5\\e0%\\r\\n::error::x\": 1\n😀絵: 1\n",
    );
    let text = folder.check(&["--format", "github", "--no-cross-file"]).stdout;
    let lines = annotations(&text, "warning");
    assert_eq!(text.lines().count(), lines.len() + 1, "a message stays on its line: {text}");
    assert!(
        lines.iter().all(|line| line.contains("file=copilot/a%2Cb%3A 100%25/manifest.yml,line=")),
        "{text}"
    );
    assert!(lines.iter().any(|line| line.contains("`5\u{fffd}0%25") && !line.contains("50%\r")), "{text}");
    assert!(
        lines
            .iter()
            .any(|line| line.contains(",line=6,col=1,endLine=6,endColumn=4,title=manifest.unknown-key::")),
        "{text}"
    );
}

/// Paths count from the root of the repository, wherever the step runs.
#[test]
fn annotations_name_files_from_the_root() {
    let folder =
        Folder::new("github-root").with("app/copilot/api/manifest.yml", format!("{RIGHT}memory: 2GB\n"));
    let mut command = folder.command(&["--format", "github"]);
    let output =
        command.current_dir(folder.0.join("app")).env("GITHUB_WORKSPACE", &folder.0).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("::error file=app/copilot/api/manifest.yml,"), "{text}");
}

/// Columns are for places on one line only.
#[test]
fn places_of_several_lines_have_no_columns() {
    let folder = Folder::new("github-lines").with_api("command:\n  a: 1\n  b: 2\n");
    let text = folder.check(&["--format", "github"]).stdout;
    let line = text.lines().find(|line| line.contains(",endLine=") && !line.contains("col="));
    let single = text.lines().all(|line| !line.contains("col=") || line.contains("endColumn="));
    let ends = |line: &str, name: &str| {
        line.split(name).nth(1).unwrap().split([',', ':']).next().unwrap().to_owned()
    };
    assert!(single && line.is_none_or(|line| ends(line, "line=") != ends(line, "endLine=")), "{text}");
    assert!(line.is_some(), "{text}");
}

#[test]
fn junit_is_xml_whatever_the_manifest_holds() {
    let folder = Folder::new("junit")
        .with_api("memory: 2GB\n\"\\a\\e\\uFFFE <&]]>\\t'\\\"\": 1\n")
        .with("copilot/<&'\"\u{7}>/manifest.yml", "name: x\ntype: Backend Service\nimage: {location: a}\n")
        .with("copilot/web/manifest.yml", RIGHT.replace("api", "web"));
    let text = folder.check(&["--format", "junit"]).stdout;
    let document = roxmltree::Document::parse(&text).unwrap();
    let root = document.root_element();
    let nodes = |name: &str| root.descendants().filter(|node| node.has_tag_name(name)).collect::<Vec<_>>();
    assert_eq!(root.tag_name().name(), "testsuites");
    assert_eq!(nodes("testsuite").len(), 3);
    assert_eq!(root.attribute("tests").unwrap(), nodes("testcase").len().to_string());
    assert_eq!(root.attribute("failures").unwrap(), nodes("failure").len().to_string());
    let failure = nodes("failure").into_iter().find(|node| node.text().unwrap().contains("2GB")).unwrap();
    assert_eq!(failure.attribute("type"), Some("error"));
    assert!(failure.text().unwrap().starts_with("copilot/api/manifest.yml:5:9\n"));
    let case = failure.parent_element().unwrap();
    assert_eq!(
        (case.attribute("name"), case.attribute("line")),
        (Some("task.units-string (5:9)"), Some("5"))
    );
    let clean = nodes("testcase")
        .into_iter()
        .find(|it| it.attribute("name") == Some("copilot/web/manifest.yml"))
        .unwrap();
    assert!(!clean.has_children());
    assert!(nodes("system-out").iter().any(|it| it.text().unwrap().contains("<&]]>")), "{text}");
    let denied = folder.check(&["--format", "junit", "--deny-warnings"]).stdout;
    let document = roxmltree::Document::parse(&denied).unwrap();
    assert!(document.descendants().any(|it| it.attribute("type") == Some("warning")), "{denied}");
}

#[test]
fn json_has_the_edits_of_fixes() {
    let folder = Folder::new("json").with_api("# 😀\nvariabels: {}\n");
    let finding = folder.json(&[])["files"][0]["diagnostics"][0].clone();
    let range = serde_json::json!({"start": {"line": 5, "character": 0}, "end": {"line": 5, "character": 9}});
    let edits = serde_json::json!([{"range": range, "newText": "variables"}]);
    assert_eq!(
        finding["fixes"][0],
        serde_json::json!({"title": "Rename to `variables`", "safe": true, "edits": edits})
    );
    assert_eq!(finding["fingerprint"].as_str().unwrap().len(), 16);
}

/// Each file belongs to the format before it.
#[test]
fn several_reports_are_written_at_once() {
    let folder = Folder::new("several").with_api("memory: 2GB\n");
    let args = "--format sarif --output a.sarif --format text --format junit --output a.xml --format json --output a.json";
    let said = folder.check(&args.split(' ').collect::<Vec<_>>());
    assert_eq!(said.status, Some(1));
    said.has(&["error[task.units-string]"]);
    assert!(folder.read("a.xml").starts_with("<?xml"));
    let json: Value = serde_json::from_str(&folder.read("a.json")).unwrap();
    let sarif: Value = serde_json::from_str(&folder.read("a.sarif")).unwrap();
    assert_eq!((&json["version"], &sarif["version"]), (&1.into(), &"2.1.0".into()));
    let one = folder.check(&["--output", "b.json", "--format", "json"]);
    assert_eq!(
        (one.stdout.as_str(), folder.read("b.json")),
        ("", folder.read("a.json")),
        "one of each, in any order"
    );
    let text = folder.check(&["--output", "b.txt"]);
    assert!(text.stdout.is_empty() && folder.read("b.txt").contains("1 manifest checked"));
    for wrong in [
        "--format json --format text",
        "--format json --output a --output b",
        "--output a --format json --format text",
    ] {
        let said = folder.check(&wrong.split(' ').collect::<Vec<_>>());
        assert_eq!(said.status, Some(2), "{wrong}");
        assert!(said.stderr.contains("--output"), "{}", said.stderr);
    }
}
