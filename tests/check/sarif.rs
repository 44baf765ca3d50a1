//! SARIF as the standard has it.

use super::folder::{Folder, RIGHT};
use serde_json::Value;
use std::process::Command;

/// The official schema, which the crate `serde-sarif` carries.
fn schema() -> Value {
    let mut command = Command::new(env!("CARGO"));
    let metadata =
        command.args(["metadata", "--format-version", "1", "--offline", "--locked"]).output().unwrap();
    let metadata: Value = serde_json::from_slice(&metadata.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let package = packages.iter().find(|package| package["name"] == "serde-sarif").unwrap();
    let manifest = std::path::Path::new(package["manifest_path"].as_str().unwrap());
    let text = std::fs::read_to_string(manifest.with_file_name("src").join("schema.json")).unwrap();
    // A bracket too many makes this pattern of the official text no regular expression.
    let pattern = "^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$";
    assert_eq!(text.matches(pattern).count(), 2);
    let text = text.replace(pattern, "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$");
    let schema: Value = serde_json::from_str(&text).unwrap();
    assert!(schema["title"].as_str().unwrap().contains("Version 2.1.0"), "{}", schema["title"]);
    schema
}

fn report(folder: &Folder, args: &[&str]) -> Value {
    serde_json::from_str(&folder.check(&[&["--format", "sarif"], args].concat()).stdout).unwrap()
}

/// Related places, fixes, environments, files that can't be read, findings without a file, and none at all.
#[test]
fn reports_are_valid() {
    let schema = schema();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let many = "variabels: {}\nmemory: 2GB\nsidecars:\n  a:\n    image: nginx\n    port: 80\n  b:\n    image: nginx\n    port: 80\nenvironments:\n  test:\n    cpu: 300\n";
    let folder = Folder::new("sarif-valid")
        .with_api(many)
        .with("copilot/ja 日本 %#?/manifest.yml", "name: 😀\ntype: Backend Service\nimage: {}\n")
        .with("copilot/latin/manifest.yml", b"name: caf\xe9\n");
    std::fs::remove_file(folder.0.join("copilot/.workspace")).unwrap();
    let clean = Folder::new("sarif-clean").with_api("");
    let example = Folder::new("sarif-example");
    let examples = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/bookshop-with-mistakes");
    let reports = [
        report(&folder, &[]),
        report(&folder, &["--locale", "ja"]),
        report(&clean, &[]),
        report(&example, &[examples]),
    ];
    for report in reports {
        let errors: Vec<String> = validator
            .iter_errors(&report)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert_eq!(errors, [""; 0]);
        // Types made from the schema by others read it too.
        serde_json::from_value::<serde_sarif::sarif::Sarif>(report).unwrap();
    }
    let mut wrong = report(&clean, &[]);
    wrong["runs"][0]["columnKind"] = "bytes".into();
    assert!(!validator.is_valid(&wrong), "the schema says something");
}

#[test]
fn rules_have_help_and_results_name_them() {
    let folder = Folder::new("sarif-rules").with_api("variabels: {}\nmemory: 2GB\nsecerts: {}\n");
    let run = &report(&folder, &[])["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let ids: Vec<&str> = rules.iter().map(|rule| rule["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["manifest.unknown-key", "task.units-string"]);
    for rule in rules {
        let help = rule["help"]["markdown"].as_str().unwrap();
        assert!(help.contains("Wrong:") && help.contains("```yaml"), "{help}");
        assert!(rule["helpUri"].as_str().unwrap().contains("/docs/rules/"));
        assert!(rule["shortDescription"]["text"].as_str().unwrap().ends_with('.'));
    }
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 3);
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(result["ruleId"], rules[index]["id"]);
    }
    assert_eq!(results[0]["level"], "warning");
    assert_eq!(results[1]["level"], "error");
    assert_eq!(results[0]["locations"][0]["logicalLocations"][0]["fullyQualifiedName"], "variabels");
    assert_eq!(run["invocations"][0]["exitCode"], 1);
    let japanese = &report(&folder, &["--locale", "ja"])["runs"][0];
    assert_eq!(japanese["language"], "ja");
    assert!(
        japanese["tool"]["driver"]["rules"][0]["help"]["markdown"].as_str().unwrap().contains("正しい例")
    );
}

/// Lines and columns from 1, columns in UTF-16 as the report says; paths below the root of the repository, encoded.
#[test]
fn places_are_those_of_the_standard() {
    let folder = Folder::new("sarif-places").with(
        "app/copilot/日 本/manifest.yml",
        "name: n\r\ntype: Backend Service\r\nimage: {location: a, \"😀\": 1}\r\n",
    );
    std::fs::create_dir(folder.0.join(".git")).unwrap();
    let mut command = folder.command(&["--format", "sarif", "--no-cross-file"]);
    let output = command.current_dir(folder.0.join("app")).output().unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let run = &report["runs"][0];
    assert_eq!(run["columnKind"], "utf16CodeUnits");
    let results = run["results"].as_array().unwrap();
    let unknown = results.iter().find(|it| it["ruleId"] == "manifest.unknown-key").unwrap();
    let place = &unknown["locations"][0]["physicalLocation"];
    let artifact = serde_json::json!({"uri": "app/copilot/%E6%97%A5%20%E6%9C%AC/manifest.yml", "uriBaseId": "%SRCROOT%"});
    assert_eq!(place["artifactLocation"], artifact);
    let (line, column) = (3, "image: {location: a, ".len() + 1);
    let region = &place["region"];
    assert_eq!((&region["startLine"], &region["startColumn"]), (&line.into(), &column.into()));
    assert_eq!((&region["endLine"], &region["endColumn"]), (&line.into(), &(column + 4).into()));
    assert_eq!(region["snippet"]["text"], "\"😀\"");
    let root = run["originalUriBaseIds"]["%SRCROOT%"]["uri"].as_str().unwrap();
    assert!(root.starts_with("file:///") && root.ends_with("sarif-places/"), "{root}");
}

/// The byte offset of a place that counts as the standard says.
fn offset(text: &str, line: &Value, column: &Value) -> usize {
    let (line, column) = (line.as_u64().unwrap(), column.as_u64().unwrap());
    let lines = text.split_inclusive('\n').scan(0, |at, line| {
        *at += line.len();
        Some((*at - line.len(), line))
    });
    let (start, line) = lines.chain([(text.len(), "")]).nth(usize::try_from(line).unwrap() - 1).unwrap();
    let mut units = 1;
    let before = line.chars().take_while(|sign| {
        units += sign.len_utf16() as u64;
        units <= column
    });
    start + before.map(char::len_utf8).sum::<usize>()
}

#[test]
fn fixes_can_be_carried_out() {
    let text = format!("{RIGHT}# 😀\nvariables: {{\"絵😀\": {{form_cfn: x}}}}\n");
    let folder = Folder::new("sarif-fixes").with("copilot/api/manifest.yml", &text);
    let report = report(&folder, &[]);
    let result =
        report["runs"][0]["results"].as_array().unwrap().iter().find(|it| it["fixes"].is_array()).unwrap();
    let fix = &result["fixes"][0];
    assert_eq!(fix["properties"]["safe"], true);
    let change = &fix["artifactChanges"][0]["replacements"][0];
    let region = &change["deletedRegion"];
    let start = offset(&text, &region["startLine"], &region["startColumn"]);
    let end = offset(&text, &region["endLine"], &region["endColumn"]);
    let mut mended = text.clone();
    mended.replace_range(start..end, change["insertedContent"]["text"].as_str().unwrap());
    folder.check(&["--fix"]);
    assert_ne!(folder.api(), text);
    assert_eq!(folder.api(), mended);
}

/// The same finding keeps its fingerprint while lines move, and the same twice has two.
#[test]
fn fingerprints_last() {
    let mounts = "sidecars:\n  a:\n    image: nginx\n    mount_points:\n      - source_volume: x\n        path: /a\n      - source_volume: x\n        path: /b\n";
    let folder = Folder::new("sarif-prints").with_api(mounts);
    let prints = |report: Value| {
        let results = report["runs"][0]["results"].as_array().unwrap().clone();
        results
            .iter()
            .map(|it| it["partialFingerprints"]["copilotManifestLs/v1"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let before = prints(report(&folder, &[]));
    assert_eq!(before.len(), 2);
    assert_ne!(before[0], before[1]);
    folder.write("copilot/api/manifest.yml", format!("# moved\n\n{RIGHT}\n{mounts}"));
    assert_eq!(prints(report(&folder, &["--locale", "ja"])), before);
}
