//! `--fix`, `--diff` and `--stdin`.

use super::folder::{Folder, RIGHT};
use std::process::{Command, Stdio};

const API: &str = "copilot/api/manifest.yml";

/// Comments, CRLF and the byte order mark stay; only what is wrong changes.
#[test]
fn only_what_is_wrong_is_changed() {
    let text =
        format!("\u{feff}{RIGHT}# 日本語 😀\nvariabels:   # why\n  A: b\n\n\n# end").replace('\n', "\r\n");
    let folder = Folder::new("changed").with(API, &text);
    let said = folder.check(&["--fix"]);
    assert_eq!(said.status, Some(0), "{}", said.stderr);
    assert_eq!(folder.api(), text.replace("variabels", "variables"));
    said.has(&["1 manifest checked, nothing found\n1 finding mended in 1 file\n"]);
    assert_eq!(folder.names("copilot/api"), ["manifest.yml"]);
    let again = folder.check(&["--fix"]);
    assert!(!again.stdout.contains("mended"), "{}", again.stdout);
}

#[test]
fn what_is_left_is_reported() {
    let folder = Folder::new("left")
        .with_api("variabels: {}\nsidecars:\n  a:\n    image: nginx\n    prot: 80\nmemory: 2GB\n");
    let said = folder.check(&["--fix"]);
    assert_eq!(said.status, Some(1));
    said.has(&["error[task.units-string]", "2 findings mended in 1 file"]);
    assert!(!said.stdout.contains("unknown-key"), "{}", said.stdout);
    let japanese = Folder::new("left-ja").with_api("variabels: {}\n").check(&["--fix", "--locale", "ja"]);
    japanese.has(&["ファイル 1 件で問題 1 件を修正しました"]);
}

#[test]
fn what_is_not_certain_needs_another_word() {
    let folder = Folder::new("unsafe").with_api("zzz: 1\n");
    folder.check(&["--fix"]);
    assert_eq!(folder.api(), format!("{RIGHT}zzz: 1\n"));
    let said = folder.check(&["--fix", "--unsafe-fixes"]);
    assert_eq!((folder.api().as_str(), said.status), (RIGHT, Some(0)));
}

/// A template of addons is mended too, also where nothing is left to say of it afterwards.
#[test]
fn the_diff_is_what_fix_does() {
    let folder =
        Folder::new("diff").with_api("variabels:\n  A: b\nx: 1\ny: 2\nz: 3\nq: 4\nr: 5\nsecerts: {}").with(
            "copilot/web/manifest.yml",
            "name: web\r\ntype: Backend Service\r\nimage:\r\n  location: a\r\nvariabels: {}\r\n",
        );
    let before = folder.api();
    let said = folder.check(&["--diff"]);
    assert_eq!((said.status, folder.api() == before), (Some(1), true), "it changes nothing");
    assert!(said.stderr.contains("would mend 3 findings in 2 files"), "{}", said.stderr);
    said.has(&[
        "--- a/copilot/api/manifest.yml\n+++ b/copilot/api/manifest.yml\n@@ -",
        "\n\\ No newline at end of file\n",
    ]);
    let mut apply = Command::new("git");
    apply.args(["apply", "--whitespace=nowarn", "-"]).current_dir(&folder.0).stdin(Stdio::piped());
    let mut child = apply.spawn().unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), said.stdout.as_bytes()).unwrap();
    assert!(child.wait().unwrap().success());
    let applied = [folder.api(), folder.read("copilot/web/manifest.yml")];
    folder.write(API, &before);
    folder.write("copilot/web/manifest.yml", applied[1].replace("variables", "variabels"));
    folder.check(&["--fix"]);
    assert_eq!([folder.api(), folder.read("copilot/web/manifest.yml")], applied);
    let nothing = folder.check(&["--diff"]);
    assert_eq!((nothing.status, nothing.stdout.as_str()), (Some(0), ""));
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay() {
    use std::fs;
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = Folder::new("links").with("elsewhere/real.yml", format!("{RIGHT}variabels: {{}}\n"));
    fs::create_dir_all(folder.0.join("copilot/api")).unwrap();
    symlink("../../elsewhere/real.yml", folder.0.join(API)).unwrap();
    let real = folder.0.join("elsewhere/real.yml");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    assert_eq!(folder.check(&["--fix"]).status, Some(0));
    assert!(folder.read("elsewhere/real.yml").contains("variables: {}"));
    assert!(fs::symlink_metadata(folder.0.join(API)).unwrap().is_symlink());
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(folder.names("elsewhere"), ["real.yml"]);
}

#[test]
fn standard_input_stands_for_a_file() {
    let folder = Folder::new("stdin")
        .with_api("")
        .with("copilot/environments/test/manifest.yml", "name: test\ntype: Environment\n");
    let text = format!("{RIGHT}variabels: {{}}\nmemory: 2GB\n");
    let said = folder.check_text(text.as_bytes(), &["--stdin", "--path", API]);
    assert_eq!(said.status, Some(1));
    said.has(&["--> copilot/api/manifest.yml:5:1", "--> copilot/api/manifest.yml:6:9", "1 manifest checked"]);
    let mended = folder.check_text(text.as_bytes(), &["--stdin", "--path", API, "--fix"]);
    assert_eq!((mended.stdout, mended.status), (text.replace("variabels", "variables"), Some(1)));
    assert!(mended.stderr.contains("error[task.units-string]"), "{}", mended.stderr);
    let diff = folder.check_text(text.as_bytes(), &["--stdin", "--path", API, "--diff"]);
    diff.has(&["-variabels: {}\n+variables: {}\n"]);
    assert_eq!(folder.api(), RIGHT, "the file is never touched");
}

/// Its place decides what the text is and what lies around it.
#[test]
fn the_path_of_standard_input_decides() {
    let folder = Folder::new("stdin-path").with_api("env_file: app.env\n");
    let rules = |path: &[&str], text: &str| {
        let args = [&["--stdin", "--format", "json"], path].concat();
        let said = folder.check_text(text.as_bytes(), &args);
        let report: serde_json::Value = serde_json::from_str(&said.stdout).unwrap();
        let found = report["files"][0]["diagnostics"].as_array().unwrap().clone();
        found.iter().map(|it| it["rule"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let text = folder.api();
    assert_eq!(rules(&["--path", API], &text), ["workspace.env-file-missing"]);
    assert_eq!(rules(&[], &text), [""; 0], "without a path nothing lies around it");
    assert_eq!(rules(&[], &format!("{text}memory: 2GB\n")), ["task.units-string"]);
    assert_eq!(rules(&["--path", "copilot/new/manifest.yml"], "cpu: 256\n"), ["manifest.type-unknown"]);
    assert_eq!(rules(&["--path", "compose.yml"], "services: {}\n"), [""; 0]);
    assert_eq!(folder.check_text(b"\xff", &["--stdin"]).status, Some(2));
    assert_eq!(folder.check(&["--path", "x"]).status, Some(2), "a path without --stdin");
    assert_eq!(folder.check(&["--stdin", "copilot"]).status, Some(2), "one text only");
}

/// What is made right in one file is seen from the others before anything is written.
#[test]
fn files_are_mended_together() {
    let folder = Folder::new("together");
    for index in 0..40 {
        let text =
            format!("name: s{index}\ntype: Backend Service\nimage:\n  location: nginx\nvariabels: {{}}\n");
        folder.write(&format!("copilot/s{index}/manifest.yml"), text);
    }
    let said = folder.check(&["--fix"]);
    said.has(&["40 manifests checked, nothing found\n40 findings mended in 40 files\n"]);
    assert_eq!(folder.rules(&[]), [""; 0]);
}
