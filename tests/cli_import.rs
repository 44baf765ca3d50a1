//! `import` on the command line.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

const MANIFEST: &str = "# 表\nname: api\ntype: Backend Service\nimage:\n  location: nginx\n\nexec: true\n";
const DEFINITION: &str = r#"{ "name": "proxy", "image": "envoy", "user": "0", "hostname": "h" }"#;

/// A folder that is gone when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path =
            std::env::temp_dir().join(format!("copilot-manifest-ls-import-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(path.join("copilot/api")).unwrap();
        let folder = Folder(path);
        fs::write(folder.manifest(), MANIFEST).unwrap();
        fs::write(folder.0.join("task.json"), DEFINITION).unwrap();
        folder
    }

    fn manifest(&self) -> PathBuf {
        self.0.join("copilot/api/manifest.yml")
    }

    fn run(&self, args: &[&str]) -> Output {
        self.run_with(args, "")
    }

    fn run_with(&self, args: &[&str], input: &str) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_copilot-manifest-ls"));
        command.arg("import").args(args).current_dir(&self.0).env("LC_ALL", "C");
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // A command that refuses its arguments reads nothing.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        child.wait_with_output().unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

const YAML: &str = "sidecars:\n  proxy:\n    # `proxy`: hostname \"h\" is left out: tasks with the network mode awsvpc can't have it.\n    image: envoy\ntaskdef_overrides:\n  - path: ContainerDefinitions[1].User\n    value: \"0\"\n";

#[test]
fn yaml_on_standard_output_and_remarks_on_standard_error() {
    let folder = Folder::new("print");
    for (args, input) in [(["task.json"], ""), (["-"], DEFINITION)] {
        let output = folder.run_with(&args, input);
        assert_eq!((output.status.code(), text(&output.stdout)), (Some(0), YAML));
        let remarks: Vec<&str> = text(&output.stderr).lines().collect();
        assert_eq!(remarks.len(), 2, "{remarks:?}");
        assert!(remarks[0].starts_with("copilot-manifest-ls: `proxy`: hostname \"h\" is left out"));
        assert!(remarks[1].contains("`taskdef_overrides` is deprecated"));
    }
    let japanese = folder.run(&["task.json", "--locale", "ja"]);
    assert!(text(&japanese.stdout).contains("hostname \"h\" は取り込んでいません"));
}

#[test]
fn a_diff_that_patch_takes() {
    let folder = Folder::new("diff");
    let output = folder.run(&["task.json", "--into", "copilot/api/manifest.yml"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let lines: Vec<String> = YAML.lines().map(|line| format!("+{line}\n")).collect();
    let head = "--- a/copilot/api/manifest.yml\n+++ b/copilot/api/manifest.yml\n@@ -5,3 +5,12 @@\n   location: nginx\n \n exec: true\n";
    let (sidecars, overrides) = (lines[..4].concat(), lines[4..].concat());
    assert_eq!(text(&output.stdout), format!("{head}+\n{sidecars}+\n{overrides}"));
    assert_eq!(fs::read_to_string(folder.manifest()).unwrap(), MANIFEST, "only a diff");
}

#[test]
fn the_manifest_is_replaced_as_a_whole() {
    let folder = Folder::new("write");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder.manifest(), fs::Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink("copilot/api/manifest.yml", folder.0.join("link.yml")).unwrap();
    }
    let path = if cfg!(unix) { "link.yml" } else { "copilot/api/manifest.yml" };
    let output = folder.run(&["task.json", "--into", path, "--write"]);
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(0), ""), "{}", text(&output.stderr));
    let after = fs::read_to_string(folder.manifest()).unwrap();
    assert!(after.starts_with(MANIFEST) && after.contains("\nsidecars:\n  proxy:\n"), "{after}");
    let left: Vec<_> = fs::read_dir(folder.0.join("copilot/api")).unwrap().flatten().collect();
    assert_eq!(left.len(), 1, "{left:?}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(folder.manifest()).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(fs::symlink_metadata(folder.0.join("link.yml")).unwrap().is_symlink());
    }
}

#[test]
fn a_read_only_manifest_stays() {
    let folder = Folder::new("read-only");
    let mut permissions = fs::metadata(folder.manifest()).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(folder.manifest(), permissions).unwrap();
    let output = folder.run(&["task.json", "--into", "copilot/api/manifest.yml", "--write"]);
    assert_eq!(output.status.code(), Some(2), "{}", text(&output.stderr));
    assert_eq!(fs::read_to_string(folder.manifest()).unwrap(), MANIFEST);
}

#[test]
fn the_exit_status_tells_what_happened() {
    let folder = Folder::new("status");
    let status = |args: &[&str], input: &str| {
        let output = folder.run_with(args, input);
        (output.status.code().unwrap(), text(&output.stderr).to_owned())
    };
    let (code, said) = status(&["-"], "[{\"name\":\"a\",\"image\":\"\"},{\"name\":\"b\",\"image\":\"b\"}]");
    assert_eq!(code, 1, "{said}");
    for (args, input, why) in [
        (vec!["-"], "name: a", "this is no JSON: line 1"),
        (vec!["-"], "[]", "no ECS container definitions"),
        (vec!["-", "--main", "prox"], DEFINITION, "Did you mean `proxy`?"),
        (vec!["none.json"], "", "none.json: "),
        (vec!["-", "--into", "none.yml"], DEFINITION, "none.yml: "),
        (vec!["-", "--into", "task.json"], DEFINITION, "no manifest of AWS Copilot"),
        (vec!["-", "--write"], DEFINITION, "--into"),
    ] {
        let (code, said) = status(&args, input);
        assert!(code == 2 && said.contains(why), "{args:?}: {code} {said}");
    }
}
