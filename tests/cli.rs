//! The command line as a user and as CI meet it.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const RIGHT: &str = "name: api\ntype: Backend Service\nimage:\n  location: nginx\n";

/// A workspace that is gone when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("copilot-manifest-ls-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        let folder = Folder(path.canonicalize().unwrap());
        folder.write("copilot/.workspace", "application: shop\n");
        folder
    }

    fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn run(&self, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_copilot-manifest-ls"));
        command.args(args).current_dir(&self.0).env_remove("NO_COLOR").env("LC_ALL", "C").output().unwrap()
    }

    fn json(&self, args: &[&str]) -> (Option<i32>, Value) {
        let output = self.run(&[&["check", "--format", "json"], args].concat());
        (output.status.code(), serde_json::from_slice(&output.stdout).unwrap())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The findings of the report as `path: rule`.
fn rules(report: &Value) -> Vec<String> {
    let files = report["files"].as_array().unwrap().iter();
    let of_file = |file: &Value| {
        let path = file["path"].as_str().unwrap().to_owned();
        let found = file["diagnostics"].as_array().unwrap().clone();
        found.into_iter().map(move |finding| format!("{path}: {}", finding["rule"].as_str().unwrap()))
    };
    files.flat_map(of_file).collect()
}

#[test]
fn the_json_report_is_that_of_the_design() {
    let folder = Folder::new("json");
    folder.write("copilot/api/manifest.yml", format!("{RIGHT}variables:\n  絵: [1]\n"));
    let (status, report) = folder.json(&[]);
    assert_eq!(status, Some(1));
    assert_eq!(report["version"], 1);
    assert_eq!(report["summary"], serde_json::json!({"files": 1, "errors": 1, "warnings": 0}));
    let file = &report["files"][0];
    assert_eq!(
        (&file["path"], &file["kind"]),
        (&"copilot/api/manifest.yml".into(), &"Backend Service".into())
    );
    let finding = &file["diagnostics"][0];
    assert_eq!(finding["rule"], "variables.value-shape");
    assert_eq!((&finding["severity"], &finding["origin"]), (&"error".into(), &"copilot".into()));
    assert_eq!((&finding["path"], &finding["environment"]), (&"variables.絵".into(), &Value::Null));
    let range = serde_json::json!({"start": {"line": 5, "character": 5}, "end": {"line": 5, "character": 8}});
    assert_eq!(finding["range"], range);
    assert!(finding["fixes"].is_array() && finding["url"].as_str().unwrap().starts_with("https://"));
}

#[test]
fn the_exit_status_tells_what_happened() {
    let folder = Folder::new("status");
    folder.write("copilot/api/manifest.yml", RIGHT);
    assert_eq!(folder.run(&["check"]).status.code(), Some(0));
    folder.write("copilot/api/manifest.yml", format!("{RIGHT}variabels: {{}}\n"));
    assert_eq!(folder.run(&["check"]).status.code(), Some(0));
    assert_eq!(folder.run(&["check", "--deny-warnings"]).status.code(), Some(1));
    assert_eq!(folder.run(&["check", "--no-such-option"]).status.code(), Some(2));
    let empty = Folder::new("status-empty");
    let output = empty.run(&["check"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("no manifest found"));
}

/// Each bad file is a finding with its reason, and the others are checked.
#[test]
fn files_that_cannot_be_read_are_findings() {
    let folder = Folder::new("unreadable");
    folder.write("copilot/good/manifest.yml", RIGHT.replace("api", "good"));
    folder.write("copilot/latin/manifest.yml", b"name: caf\xe9\n");
    folder.write("copilot/nul/manifest.yml", b"name: nul\0\n");
    folder.write("copilot/large/manifest.yml", vec![b'a'; 50 * 1024 * 1024]);
    fs::create_dir_all(folder.0.join("copilot/folder/manifest.yml")).unwrap();
    #[cfg(unix)]
    {
        fs::create_dir_all(folder.0.join("copilot/broken")).unwrap();
        std::os::unix::fs::symlink("nowhere", folder.0.join("copilot/broken/manifest.yml")).unwrap();
    }
    let (status, report) = folder.json(&[".", "missing.yml"]);
    let found = rules(&report);
    for name in ["broken", "folder", "large", "latin"].iter().filter(|name| cfg!(unix) || **name != "broken")
    {
        assert!(
            found.contains(&format!("copilot/{name}/manifest.yml: file.unreadable")),
            "{name} in {found:?}"
        );
    }
    assert!(found.contains(&"copilot/nul/manifest.yml: yaml.syntax".to_owned()), "{found:?}");
    assert!(found.contains(&"missing.yml: file.unreadable".to_owned()), "{found:?}");
    assert!(!found.iter().any(|found| found.starts_with("copilot/good")), "{found:?}");
    assert_eq!(status, Some(1));
    let text = folder.run(&["check"]);
    assert!(String::from_utf8_lossy(&text.stdout).contains("is not UTF-8"));
}

#[test]
fn nothing_readable_is_status_two() {
    let folder = Folder::new("nothing");
    folder.write("copilot/latin/manifest.yml", b"name: caf\xe9\n");
    let (status, report) = folder.json(&[]);
    assert_eq!((status, rules(&report).len()), (Some(2), 1));
    assert_eq!(folder.run(&["check", "missing.yml"]).status.code(), Some(2));
}

#[test]
fn the_text_report_draws_the_line() {
    let folder = Folder::new("text");
    folder.write("copilot/api/manifest.yml", format!("{RIGHT}memory: 2GB\n"));
    let plain = folder.run(&["check"]);
    let text = String::from_utf8_lossy(&plain.stdout).into_owned();
    for part in ["error[task.units-string]", "copilot/api/manifest.yml:5:9", "memory: 2GB", "^^^", "1 error"]
    {
        assert!(text.contains(part), "no {part} in {text}");
    }
    assert!(!text.contains('\u{1b}'), "no colour where there is no terminal");
    let colored = folder.run(&["check", "--color", "always"]);
    assert!(String::from_utf8_lossy(&colored.stdout).contains('\u{1b}'));
}

const TEMPLATE: &str = "Parameters:\n  App: {Type: String}\n  Env: {Type: String}\n  Name: {Type: String}\nResources:\n  \
                        Table:\n    Type: AWS::DynamoDB::Table\nOutputs:\n  TableName:\n    Value: !Ref Table\n";

#[test]
fn addons_and_overrides_are_other_languages() {
    let folder = Folder::new("addons");
    folder.write("copilot/api/manifest.yml", RIGHT);
    folder.write("copilot/api/addons/table.yml", TEMPLATE);
    folder.write("copilot/api/overrides/cfn.patches.yml", "- op: remove\n  path: /Resources/TaskRole\n");
    folder.write("copilot/api/overrides/other.yml", "- op: add\n");
    let (status, report) = folder.json(&["."]);
    assert_eq!((status, rules(&report).len(), report["summary"]["files"].as_u64()), (Some(0), 0, Some(1)));
    let (_, report) = folder.json(&["copilot/api/addons/table.yml"]);
    assert_eq!(rules(&report), [""; 0]);
    folder.write("copilot/api/overrides/cfn.patches.yml", "- op: add\n");
    folder.write("copilot/api/addons/latin.yml", b"# caf\xe9\n");
    let (status, report) = folder.json(&["."]);
    let patches = "copilot/api/overrides/cfn.patches.yml: overrides.patch";
    let expected = [
        "copilot/api/addons/latin.yml: file.unreadable".to_owned(),
        format!("{patches}-path"),
        format!("{patches}-value-missing"),
    ];
    assert_eq!((status, rules(&report)), (Some(1), expected.to_vec()));
}

#[test]
fn other_files_are_listed_where_something_is_found_in_them() {
    const TABLE: &str = "copilot/api/addons/table.yml";
    let folder = Folder::new("others");
    folder.write("copilot/api/manifest.yml", format!("{RIGHT}variables:\n  TABLE_NAME: a\n"));
    folder.write(TABLE, TEMPLATE.replace("  Name: {Type: String}\n", ""));
    fs::remove_file(folder.0.join("copilot/.workspace")).unwrap();
    let clash = "copilot/api/manifest.yml: workspace.addon-output-variable-clash";
    let required = format!("{TABLE}: addons.parameter-required");
    let summary = "copilot/.workspace: workspace.summary-missing";
    let (status, report) = folder.json(&[]);
    assert_eq!(
        (status, rules(&report)),
        (Some(1), vec![summary.to_owned(), required.clone(), clash.to_owned()])
    );
    assert_eq!(report["files"][1]["kind"], Value::Null);
    // A file asked for by name is told of alone, with its workspace around it.
    assert_eq!(rules(&folder.json(&["copilot/api/manifest.yml"]).1), [clash]);
    assert_eq!(rules(&folder.json(&[TABLE]).1), [required]);
    let (status, report) = folder.json(&["--no-cross-file"]);
    assert_eq!((status, rules(&report)), (Some(0), Vec::new()));
    let text = folder.run(&["check"]);
    let text = String::from_utf8_lossy(&text.stdout).into_owned();
    assert!(
        text.contains("warning[workspace.summary-missing]") && text.contains("1 manifest checked"),
        "{text}"
    );
}

#[test]
fn what_git_ignores_may_be_made_by_a_build() {
    let folder = Folder::new("ignored");
    folder.write("copilot/api/manifest.yml", format!("{RIGHT}env_file: conf/app.env\n"));
    assert_eq!(rules(&folder.json(&[]).1), ["copilot/api/manifest.yml: workspace.env-file-missing"]);
    folder.write(".gitignore", "conf/\n");
    assert_eq!(rules(&folder.json(&[]).1), [""; 0]);
    folder.write(".gitignore", "conf/*\n!conf/app.env\n");
    assert_eq!(rules(&folder.json(&[]).1).len(), 1);
}

#[test]
fn a_manifest_of_another_name_is_told_of() {
    let folder = Folder::new("extension");
    folder.write("copilot/api/manifest.yaml", RIGHT);
    let (status, report) = folder.json(&[]);
    assert_eq!(
        (status, rules(&report)),
        (Some(0), vec!["copilot/api/manifest.yaml: manifest.file-extension".to_owned()])
    );
}

#[test]
fn rules_and_schemas_can_be_printed() {
    let folder = Folder::new("explain");
    let explained = folder.run(&["explain", "sidecar.mount-volume-unknown"]);
    assert!(String::from_utf8_lossy(&explained.stdout).contains("Wrong:"));
    let unknown = folder.run(&["explain", "sidecar.mount-volume-unknwon"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(
        String::from_utf8_lossy(&unknown.stderr).contains("Did you mean `sidecar.mount-volume-unknown`?")
    );
    let schema = folder.run(&["schema", "pipeline"]);
    assert!(serde_json::from_slice::<Value>(&schema.stdout).unwrap()["properties"]["stages"].is_object());
}

#[test]
fn the_right_example_is_clean_and_the_wrong_one_is_not() {
    let check = |example: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_copilot-manifest-ls"));
        command.args(["check", "--format", "json", example]).current_dir(env!("CARGO_MANIFEST_DIR"));
        let report: Value = serde_json::from_slice(&command.output().unwrap().stdout).unwrap();
        rules(&report)
    };
    assert_eq!(check("examples/bookshop"), [""; 0]);
    let readme =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/README.md")).unwrap();
    let found = check("examples/bookshop-with-mistakes");
    assert!(found.len() >= 10, "{found:?}");
    for finding in found {
        let rule = finding.split(": ").nth(1).unwrap().to_owned();
        assert!(readme.contains(&rule), "{rule} is not told in examples/README.md");
    }
}

#[test]
fn the_language_follows_the_option_and_the_terminal() {
    let folder = Folder::new("language");
    folder.write("copilot/api/manifest.yml", format!("{RIGHT}cpu: 300\n"));
    let text = |output: Output| String::from_utf8(output.stdout).unwrap();
    let japanese = text(folder.run(&["check", "--locale", "ja"]));
    assert!(japanese.contains("マニフェスト 1 件を検査: エラー 1 件"), "{japanese}");
    assert!(text(folder.run(&["check"])).contains("1 manifest checked: 1 error"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_copilot-manifest-ls"));
    let by_terminal = command
        .arg("check")
        .current_dir(&folder.0)
        .env("LC_ALL", "")
        .env("LC_MESSAGES", "")
        .env("LANG", "ja_JP.UTF-8");
    assert_eq!(text(by_terminal.output().unwrap()), japanese);
    let (_, report) = folder.json(&["--locale", "ja"]);
    assert_eq!(report["files"][0]["diagnostics"][0]["rule"], "task.cpu-invalid");
    assert_eq!(report["files"][0]["diagnostics"][0]["severity"], "error");
}

#[test]
fn fields_are_explained_in_both_languages() {
    let folder = Folder::new("explain-fields");
    let text = |args: &[&str]| {
        let output = folder.run(args);
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let page =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reference/ja/sidecars.md"))
            .unwrap();
    let section =
        page.split("\n## ").find(|part| part.starts_with("`sidecars.<name>.credentialsParameter`")).unwrap();
    let first = section.lines().nth(2).unwrap();
    assert!(text(&["explain", "sidecars.credentialsParameter", "--locale", "ja"]).contains(first));
    let by_names = text(&["explain", "sidecars.nginx.mount_points[0].read_only"]);
    assert!(by_names.starts_with("# sidecars.<name>.mount_points[].read_only"), "{by_names}");
    assert!(
        text(&["explain", "network.vpc"]).matches("\n# network.vpc").count() >= 1,
        "several kinds have their own"
    );
    assert!(text(&["explain", "task.cpu-invalid", "--locale", "ja"]).contains("正しい例"));
    let wrong = folder.run(&["explain", "sidecars.prot"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("Did you mean `sidecars.port`?"));
    let short = folder.run(&["explain", "zq"]);
    assert!(!String::from_utf8_lossy(&short.stderr).contains("Did you mean"), "nothing is near a short word");
}

/// What a package of a distribution takes along is made by the binary itself.
#[test]
fn completions_and_manuals_are_printed() {
    let folder = Folder::new("shell");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = folder.run(&["completions", shell]);
        let text = String::from_utf8(script.stdout).unwrap();
        assert!(text.contains("copilot-manifest-ls") && text.contains("unsafe-fixes"), "{shell}: {text}");
    }
    let manual = String::from_utf8(folder.run(&["man"]).stdout).unwrap();
    assert!(manual.contains(".TH copilot-manifest-ls 1"), "{manual}");
    assert_eq!(folder.run(&["man", "--output", "pages"]).status.code(), Some(0));
    let page = fs::read_to_string(folder.0.join("pages/copilot-manifest-ls-check.1")).unwrap();
    assert!(
        page.contains("\\-\\-write\\-baseline")
            && !folder.0.join("pages/copilot-manifest-ls-generate.1").exists()
    );
    assert_eq!(folder.run(&["completions", "tcsh"]).status.code(), Some(2));
}
