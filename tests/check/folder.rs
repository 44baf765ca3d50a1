//! A workspace on disk, and the binary in it.

use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// A manifest without a finding.
pub const RIGHT: &str = "name: api\ntype: Backend Service\nimage:\n  location: nginx\n";

/// A workspace that is gone when the test ends.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str) -> Folder {
        let path =
            std::env::temp_dir().join(format!("copilot-manifest-ls-check-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Folder(path.canonicalize().unwrap()).with("copilot/.workspace", "application: shop\n")
    }

    pub fn with(self, path: &str, bytes: impl AsRef<[u8]>) -> Folder {
        self.write(path, bytes);
        self
    }

    /// The folder with `RIGHT`, and more behind it, as the manifest of the service `api`.
    pub fn with_api(self, more: &str) -> Folder {
        self.with("copilot/api/manifest.yml", format!("{RIGHT}{more}"))
    }

    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.join(path)).unwrap()
    }

    /// The manifest of the service `api`.
    pub fn api(&self) -> String {
        self.read("copilot/api/manifest.yml")
    }

    /// `check` with these arguments, in the surroundings of no terminal.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_copilot-manifest-ls"));
        command.arg("check").args(args).current_dir(&self.0).env("LC_ALL", "C").env("COLUMNS", "120");
        let terminal = ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM", "GITHUB_WORKSPACE"];
        for name in terminal {
            command.env_remove(name);
        }
        command
    }

    pub fn check(&self, args: &[&str]) -> Said {
        Said::of(self.command(args).output().unwrap())
    }

    pub fn check_text(&self, text: &[u8], args: &[&str]) -> Said {
        let mut command = self.command(args);
        let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = piped.spawn().unwrap();
        child.stdin.take().unwrap().write_all(text).unwrap();
        Said::of(child.wait_with_output().unwrap())
    }

    pub fn json(&self, args: &[&str]) -> Value {
        serde_json::from_str(&self.check(&[&["--format", "json"], args].concat()).stdout).unwrap()
    }

    /// The findings as `path: rule`.
    pub fn rules(&self, args: &[&str]) -> Vec<String> {
        let report = self.json(args);
        let of_file = |file: &Value| {
            let path = file["path"].as_str().unwrap().to_owned();
            let found = file["diagnostics"].as_array().unwrap().clone();
            found.into_iter().map(move |finding| format!("{path}: {}", finding["rule"].as_str().unwrap()))
        };
        report["files"].as_array().unwrap().iter().flat_map(of_file).collect()
    }

    /// The names of everything in a folder, hidden files included.
    pub fn names(&self, path: &str) -> Vec<String> {
        let entries = fs::read_dir(self.0.join(path)).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What a command said, and how it ended.
#[derive(Debug)]
pub struct Said {
    pub status: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Said {
    pub fn of(output: Output) -> Said {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Said { status: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    #[track_caller]
    pub fn has(&self, parts: &[&str]) {
        for part in parts {
            assert!(self.stdout.contains(part), "no {part:?} in {}", self.stdout);
        }
    }
}
