//! `show` as a user meets it: the manifest that an environment gets.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

const MANIFEST: &str = "\
name: web
type: Backend Service
image:
  location: nginx   # 本家 😀
  port: 80
cpu: 256
variables:
  GREETING: 'こんにちは 😀'
environments:
  test:
    cpu: 512
  prod:
    cpu: 1024
    variables:
      GREETING: |
        本番です 🎉
        ${COPILOT_ENVIRONMENT_NAME}
";

const OF_PROD: &str = "\
name: web
type: Backend Service
image:
  location: nginx
  port: 80
cpu: 1024  # prod, line 13
variables:
  GREETING: |  # prod, line 15
    本番です 🎉
    ${COPILOT_ENVIRONMENT_NAME}
";

/// A folder that is gone when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path =
            std::env::temp_dir().join(format!("copilot-manifest-ls-show-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Folder(path.canonicalize().unwrap())
    }

    fn with(self, path: &str, bytes: impl AsRef<[u8]>) -> Folder {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    fn show(&self, args: &[&str]) -> Shown {
        let mut command = Command::new(env!("CARGO_BIN_EXE_copilot-manifest-ls"));
        let output = command.arg("show").args(args).current_dir(&self.0).env("LC_ALL", "C").output().unwrap();
        Shown::of(&output)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

struct Shown {
    status: Option<i32>,
    head: String,
    body: String,
    stderr: String,
}

impl Shown {
    fn of(output: &Output) -> Shown {
        let text = String::from_utf8(output.stdout.clone()).unwrap();
        let (head, body): (Vec<&str>, Vec<&str>) =
            text.split_inclusive('\n').partition(|line| line.starts_with('#'));
        let stderr = String::from_utf8(output.stderr.clone()).unwrap();
        Shown { status: output.status.code(), head: head.concat(), body: body.concat(), stderr }
    }
}

fn web(name: &str) -> Folder {
    Folder::new(name).with("copilot/web/manifest.yml", MANIFEST)
}

#[test]
fn an_environment_is_shown_with_the_lines_of_its_override() {
    let folder = web("environment");
    let shown = folder.show(&["copilot/web/manifest.yml", "--env", "prod"]);
    assert_eq!((shown.status, shown.body.as_str(), shown.stderr.as_str()), (Some(0), OF_PROD, ""));
    for part in ["environment prod", "copilot/web/manifest.yml", "Backend Service"] {
        assert!(shown.head.contains(part), "no {part} in {}", shown.head);
    }
    let again = folder.with("copilot/shown/manifest.yml", OF_PROD).show(&["copilot/shown/manifest.yml"]);
    assert_eq!(
        (again.status, again.body),
        (Some(0), OF_PROD.replace("  # prod, line 13", "").replace("  # prod, line 15", ""))
    );
}

#[test]
fn the_comments_follow_the_language() {
    let shown = web("japanese").show(&["copilot/web/manifest.yml", "--env", "prod", "--locale", "ja"]);
    assert!(shown.body.contains("cpu: 1024  # prod、13 行目\n"), "{}", shown.body);
    assert!(shown.head.contains("環境 prod の実効マニフェスト"), "{}", shown.head);
}

/// It goes to standard output by itself; what else there is to see is said beside it.
#[test]
fn without_an_environment_it_is_the_base() {
    let shown = web("base").show(&["copilot/web/manifest.yml"]);
    assert_eq!(shown.status, Some(0));
    assert!(shown.body.contains("cpu: 256\n") && !shown.body.contains("environments:"), "{}", shown.body);
    assert!(shown.stderr.contains("`test` or `prod`"), "{}", shown.stderr);
}

#[test]
fn an_unknown_environment_is_told_with_those_that_exist() {
    let folder = web("unknown")
        .with("copilot/environments/staging/manifest.yml", "name: staging\ntype: Environment\n");
    let shown = folder.show(&["copilot/web/manifest.yml", "--env", "prdo"]);
    assert_eq!((shown.status, shown.body.as_str()), (Some(2), ""));
    for part in ["copilot/web/manifest.yml", "`prdo`", "`test`, `prod` or `staging`", "Did you mean `prod`?"]
    {
        assert!(shown.stderr.contains(part), "no {part} in {}", shown.stderr);
    }
    let japanese = folder.show(&["copilot/web/manifest.yml", "--env", "prdo", "--locale", "ja"]);
    assert!(japanese.stderr.contains("`prod` のことですか?"), "{}", japanese.stderr);
}

/// Copilot deploys the base where the manifest names no override.
#[test]
fn an_environment_without_an_override_gets_the_base() {
    let folder = web("unnamed")
        .with("copilot/environments/staging/manifest.yml", "name: staging\ntype: Environment\n");
    let shown = folder.show(&["copilot/web/manifest.yml", "--env", "staging"]);
    assert_eq!((shown.status, shown.stderr.as_str()), (Some(0), ""));
    assert!(shown.body.contains("cpu: 256\n"), "{}", shown.body);
    assert!(shown.head.contains("overrides nothing for staging"), "{}", shown.head);
    let bare = Folder::new("bare").with("m.yml", "name: a\ntype: Worker Service\n");
    assert_eq!(bare.show(&["m.yml", "--env", "any"]).status, Some(0), "no environment is known anywhere");
}

#[test]
fn other_kinds_are_shown_without_an_environment() {
    let folder = Folder::new("kinds").with(
        "copilot/environments/test/manifest.yml",
        "name: test\ntype: Environment\nobservability: &o\n  container_insights: true\n",
    );
    let path = "copilot/environments/test/manifest.yml";
    let shown = folder.show(&[path]);
    assert_eq!(shown.body, "name: test\ntype: Environment\nobservability:\n  container_insights: true\n");
    let shown = folder.show(&[path, "--env", "test"]);
    assert_eq!(shown.status, Some(2));
    assert!(shown.stderr.contains("has no `environments`"), "{}", shown.stderr);
}

#[test]
fn what_cannot_be_shown_is_told_with_its_reason() {
    let folder = Folder::new("nothing")
        .with("latin.yml", b"name: caf\xe9\n")
        .with("compose.yml", "services: {}\n")
        .with("empty.yml", "")
        .with("copilot/web/manifest.yml", "name: web\ntype: Web Service\n")
        .with("copilot/empty/manifest.yml", "# nothing\n")
        .with("copilot/environments/test/manifest.yml", "# nothing\n");
    for (file, reason) in [
        ("latin.yml", "not UTF-8"),
        ("compose.yml", "no manifest of Copilot"),
        ("empty.yml", "no manifest of Copilot"),
        ("copilot/web/manifest.yml", "`Backend Service`"),
        ("copilot/empty/manifest.yml", "`type`"),
        ("copilot/environments/test/manifest.yml", "no keys"),
        ("missing.yml", "can't be read"),
        ("copilot", "directory"),
    ] {
        let shown = folder.show(&[file]);
        assert_eq!((shown.status, shown.body.as_str()), (Some(2), ""), "{file}");
        assert!(shown.stderr.contains(file) && shown.stderr.contains(reason), "{file}: {}", shown.stderr);
    }
    assert_eq!(folder.show(&[]).status, Some(2));
}

#[test]
fn a_manifest_that_copilot_refuses_is_shown_as_far_as_it_can_be_read() {
    let folder = Folder::new("refused").with("copilot/web/manifest.yml", format!("{MANIFEST}broken\n"));
    let shown = folder.show(&["copilot/web/manifest.yml", "--env", "prod"]);
    assert_eq!(shown.status, Some(1));
    assert!(shown.body.contains("cpu: 1024  # prod, line 13\n"), "{}", shown.body);
    assert!(shown.stderr.contains("line 18"), "{}", shown.stderr);
}

#[test]
fn two_environments_are_compared() {
    let folder = web("compared");
    let shown = folder.show(&["copilot/web/manifest.yml", "--diff", "test", "prod"]);
    assert_eq!(shown.status, Some(1), "{}", shown.stderr);
    let expected = "\
--- copilot/web/manifest.yml (test)
+++ copilot/web/manifest.yml (prod)
@@ -3,6 +3,8 @@
 image:
   location: nginx
   port: 80
-cpu: 512  # test, line 11
+cpu: 1024  # prod, line 13
 variables:
-  GREETING: こんにちは 😀  # line 8
+  GREETING: |  # prod, line 15
+    本番です 🎉
+    ${COPILOT_ENVIRONMENT_NAME}
";
    assert_eq!(shown.body.replace('\'', ""), expected);
    let first = folder.show(&["--diff", "test", "prod", "copilot/web/manifest.yml"]);
    assert_eq!(first.body, shown.body, "the names may stand first");
    let japanese = folder.show(&["copilot/web/manifest.yml", "--diff", "test", "prod", "--locale", "ja"]);
    assert!(japanese.body.contains("+cpu: 1024  # prod、13 行目\n"), "{}", japanese.body);
    let same = folder.show(&["copilot/web/manifest.yml", "--diff", "prod", "prod"]);
    assert_eq!((same.status, same.body.as_str()), (Some(0), ""));
    let coloured =
        folder.show(&["copilot/web/manifest.yml", "--diff", "test", "prod", "--color", "always"]).body;
    assert!(coloured.contains("\u{1b}[32m+cpu: 1024"), "{coloured:?}");
}

#[test]
fn an_environment_is_compared_with_the_base_or_with_another_manifest() {
    let folder = web("compared-files").with(
        "copilot/other/manifest.yml",
        MANIFEST.replace("name: web", "name: other").replace("cpu: 1024", "cpu: 2048"),
    );
    let (web, other) = ("copilot/web/manifest.yml", "copilot/other/manifest.yml");
    let base = folder.show(&[web, "--diff", "prod"]);
    assert!(base.body.contains("-cpu: 256  # line 6\n+cpu: 1024  # prod, line 13\n"), "{}", base.body);
    let named = folder.show(&[web, "--env", "test", "--diff", "prod"]);
    assert!(named.body.contains("-cpu: 512  # test, line 11\n+cpu: 1024"), "{}", named.body);
    let files = folder.show(&[web, other, "--env", "prod", "--diff"]);
    assert_eq!(files.status, Some(1));
    assert!(files.body.contains("-name: web  # line 1\n+name: other  # line 1\n"), "{}", files.body);
    assert!(
        files.body.contains("-cpu: 1024  # prod, line 13\n+cpu: 2048  # prod, line 13\n"),
        "{}",
        files.body
    );
    for wrong in [
        &[web, other] as &[&str],
        &[web, "--diff"],
        &[web, other, "--diff", "prod"],
        &[web, "--diff", "prdo", "test"],
    ] {
        let shown = folder.show(wrong);
        assert_eq!((shown.status, shown.body.as_str()), (Some(2), ""), "{wrong:?}");
        assert!(!shown.stderr.is_empty());
    }
}

/// Of a manifest that Copilot refuses nobody knows whether it is the same.
#[test]
fn a_refused_manifest_is_never_the_same() {
    let folder =
        Folder::new("compared-refused").with("copilot/web/manifest.yml", format!("{MANIFEST}broken\n"));
    let shown = folder.show(&["copilot/web/manifest.yml", "--diff", "prod", "prod"]);
    assert_eq!((shown.status, shown.body.as_str()), (Some(1), ""));
    assert!(shown.stderr.contains("line 18"), "{}", shown.stderr);
}
