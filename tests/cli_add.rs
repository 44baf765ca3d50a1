//! `add` on the command line.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

const MANIFEST: &str =
    "# 表 😀\nname: api\ntype: Backend Service\nimage:\n  location: demo/api:1\n  port: 8080 # 港\n";
const PATH: &str = "copilot/api/manifest.yml";
const ADDON: &str = "copilot/api/addons/xray-policy.yml";

/// A folder that is gone when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, manifest: &str) -> Folder {
        let path =
            std::env::temp_dir().join(format!("copilot-manifest-ls-add-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(path.join("copilot/api")).unwrap();
        let folder = Folder(path);
        fs::write(folder.0.join(PATH), manifest).unwrap();
        fs::write(folder.0.join("copilot/.workspace"), "application: app\n").unwrap();
        folder
    }

    /// The exit status, standard output and standard error.
    fn run(&self, args: &[&str]) -> (i32, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_copilot-manifest-ls"));
        let command = command.arg("add").args(args).current_dir(&self.0).env("LC_ALL", "C");
        let Output { status, stdout, stderr } = command.output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (status.code().unwrap(), text(stdout), text(stderr))
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.0.join(path)).unwrap()
    }

    fn names(&self, path: &str) -> Vec<String> {
        let entries = fs::read_dir(self.0.join(path)).unwrap().flatten();
        let mut names: Vec<String> =
            entries.map(|it| it.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const SIDECAR: &str = "sidecars:\n  xray:\n    image: public.ecr.aws/xray/aws-xray-daemon:3.x\n    port: 2000/udp\n    essential: false\n";

#[test]
fn a_diff_of_both_files_that_patch_takes() {
    let folder = Folder::new("diff", MANIFEST);
    let (code, diff, said) = folder.run(&["xray-daemon", PATH]);
    assert_eq!((code, said.as_str()), (0, ""));
    let added: String = SIDECAR.split_inclusive('\n').map(|line| format!("+{line}")).collect();
    let head = format!(
        "--- a/{PATH}\n+++ b/{PATH}\n@@ -4,3 +4,8 @@\n image:\n   location: demo/api:1\n   port: 8080 # 港\n{added}"
    );
    let new = format!("--- /dev/null\n+++ b/{ADDON}\n@@ -0,0 +1,");
    assert!(diff.starts_with(&format!("{head}{new}")), "{diff}");
    assert!(diff.contains("\n+              - xray:PutTraceSegments\n"), "{diff}");
    assert_eq!(folder.text(PATH), MANIFEST, "only a diff");
    assert_eq!(folder.names("copilot/api"), ["manifest.yml"]);
}

#[test]
fn both_files_are_written_and_check_finds_nothing() {
    for line_break in ["\n", "\r\n"] {
        let folder = Folder::new(&format!("write{}", line_break.len()), &MANIFEST.replace('\n', line_break));
        assert_eq!(folder.run(&["xray-daemon", PATH, "--write"]), (0, String::new(), String::new()));
        assert_eq!(folder.text(PATH), format!("{MANIFEST}{SIDECAR}").replace('\n', line_break));
        let addon = folder.text(ADDON);
        assert!(addon.starts_with(&format!("Parameters:{line_break}")), "{addon}");
        assert_eq!(folder.names("copilot/api/addons"), ["xray-policy.yml"], "nothing is left beside it");
        let mut check = Command::new(env!("CARGO_BIN_EXE_copilot-manifest-ls"));
        let check = check.args(["check", "--deny-warnings"]).current_dir(&folder.0).output().unwrap();
        assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stdout));
        // What else sends traces has its permissions already.
        let (code, diff, _) = folder.run(&["otel-collector", PATH, "--name", "traces"]);
        assert!(code == 0 && diff.contains("+  traces:") && !diff.contains("/dev/null"), "{diff}");
        let (code, _, said) = folder.run(&["otel-collector", PATH, "--name", "xray", "--write"]);
        assert_eq!(code, 0, "{said}");
        assert!(said.contains("the name `xray` is taken; the container is `xray-2`."), "{said}");
        assert!(folder.text(PATH).contains("  xray-2:"));
    }
}

#[test]
fn the_file_may_be_named_from_its_own_folder() {
    let mut folder = Folder::new("inside", MANIFEST);
    let root = folder.0.clone();
    folder.0 = root.join("copilot/api");
    let (code, diff, said) = folder.run(&["xray-daemon", "manifest.yml", "--write"]);
    assert_eq!((code, diff.as_str(), said.as_str()), (0, "", ""));
    folder.0 = root;
    assert!(folder.text(ADDON).contains("XrayPolicy"));
}

#[test]
fn an_addon_that_is_there_stays() {
    let folder = Folder::new("there", MANIFEST);
    fs::create_dir(folder.0.join("copilot/api/addons")).unwrap();
    fs::write(folder.0.join(ADDON), "Resources: {} # mine\n").unwrap();
    let (code, _, said) = folder.run(&["xray-daemon", PATH, "--write"]);
    assert_eq!(code, 0, "{said}");
    assert_eq!(folder.text(ADDON), "Resources: {} # mine\n");
    assert_eq!(folder.names("copilot/api/addons"), ["xray-policy-2.yml", "xray-policy.yml"]);
}

#[test]
fn both_files_or_none() {
    let folder = Folder::new("read-only", MANIFEST);
    let mut permissions = fs::metadata(folder.0.join(PATH)).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(folder.0.join(PATH), permissions).unwrap();
    let (code, _, said) = folder.run(&["xray-daemon", PATH, "--write"]);
    assert!(code == 2 && said.contains("read-only"), "{code} {said}");
    assert_eq!(folder.text(PATH), MANIFEST);
    assert_eq!(folder.names("copilot/api"), ["manifest.yml"], "the addon and its folder went again");
}

#[test]
fn patterns_are_listed_for_a_kind() {
    let folder = Folder::new("list", MANIFEST);
    let ids = |args: &[&str]| -> Vec<String> {
        let (code, list, said) = folder.run(args);
        assert_eq!(code, 0, "{said}");
        list.lines().map(|line| line.split_once("  ").unwrap().0.trim_end().to_owned()).collect()
    };
    let all = ids(&["--list"]);
    assert!(all.len() >= 17 && all.contains(&"firelens-s3".to_owned()), "{all:?}");
    assert_eq!(ids(&["--list", PATH]), all);
    fs::write(folder.0.join(PATH), "name: api\ntype: Worker Service\nimage:\n  location: demo/api:1\n")
        .unwrap();
    let worker = ids(&["--list", PATH]);
    let without: Vec<&str> =
        all.iter().map(String::as_str).filter(|id| !worker.contains(&(*id).to_owned())).collect();
    assert_eq!(without, ["nginx", "envoy"]);
    let (_, japanese, _) = folder.run(&["--list", "--locale", "ja"]);
    assert!(japanese.contains("nginx リバースプロキシ"), "{japanese}");
}

#[test]
fn the_exit_status_tells_what_happened() {
    let folder = Folder::new("status", MANIFEST);
    let site = "name: site\ntype: Static Site\nfiles:\n  - source: dist\n";
    fs::create_dir_all(folder.0.join("copilot/site")).unwrap();
    fs::write(folder.0.join("copilot/site/manifest.yml"), site).unwrap();
    fs::write(folder.0.join("loose.yml"), MANIFEST).unwrap();
    for (args, why) in [
        (vec!["ngin", PATH], "Did you mean `nginx`?"),
        (vec!["nginx", "none.yml"], "none.yml: "),
        (vec!["nginx", "copilot/.workspace"], "no manifest of AWS Copilot"),
        (vec!["nginx", PATH, "--name", "a b"], "the name of a container"),
        (vec!["nginx", "copilot/site/manifest.yml"], "a Static Site does not have it"),
        (vec!["--list", "copilot/site/manifest.yml"], "a Static Site has no sidecars"),
        (vec!["nginx"], "name a pattern and a manifest"),
        (vec![], "required"),
        (vec!["--list", PATH, PATH], "one manifest at most"),
        (vec!["--list", "--write"], "cannot be used with"),
    ] {
        let (code, out, said) = folder.run(&args);
        assert!(code == 2 && out.is_empty() && said.contains(why), "{args:?}: {code} {said}");
    }
    let (code, diff, said) = folder.run(&["xray-daemon", "loose.yml"]);
    assert!(code == 0 && !diff.contains("/dev/null"), "{diff}");
    assert!(said.contains("no addon was made") && said.contains("`xray:PutTraceSegments`"), "{said}");
    let (_, _, said) = folder.run(&["xray-daemon", "loose.yml", "--locale", "ja"]);
    assert!(said.contains("そのためアドオンは作成しません"), "{said}");
    fs::write(folder.0.join(PATH), format!("{MANIFEST}cpu: many\n")).unwrap();
    let (code, diff, said) = folder.run(&["xray-daemon", PATH]);
    assert!(code == 1 && diff.contains("+sidecars:"), "{code} {said}");
    assert!(said.contains("errors that the manifest had before: 1."), "{said}");
}
