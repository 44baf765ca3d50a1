//! The promises of SECURITY.md, each with a test that a breach fails. `scripts/test-security.sh` holds the release build
//! against them too: its symbols and its system calls.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail")]

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const SECRET: &str = "t0p-secret";

/// A folder with a workspace, a folder beside it that is none of its business, and folders for what a program may write.
struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Place {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name} {}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        let place = Place(path);
        for folder in ["work", "home", "temporary"] {
            fs::create_dir_all(place.0.join(folder)).unwrap();
        }
        place.write("work/copilot/.workspace", "application: shop\n");
        place.write("outside/manifest.yml", &format!("name: {SECRET}\ntype: Nonsense\n{SECRET}: 1\n"));
        place.write("outside/secret.env", &format!("{SECRET}=\"quoted\"\n"));
        place
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn run(&self, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_copilot-manifest-ls"));
        command.args(args).current_dir(self.0.join("work")).env("LC_ALL", "C");
        command.env("HOME", self.0.join("home")).env("TMPDIR", self.0.join("temporary"));
        command.env_remove("XDG_CONFIG_HOME").output().unwrap()
    }

    /// Every file with its content and every folder.
    fn contents(&self) -> BTreeMap<PathBuf, Option<Vec<u8>>> {
        let mut found = BTreeMap::new();
        let mut folders = vec![self.0.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap().flatten() {
                let path = entry.path();
                if path.is_dir() {
                    folders.push(path.clone());
                    found.insert(path, None);
                } else {
                    found.insert(path.clone(), Some(fs::read(path).unwrap()));
                }
            }
        }
        found
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn sources(folder: &Path, of: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, of);
        } else if path.extension().is_some_and(|it| it == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let code = text.split("\nmod tests {").next().unwrap().to_owned();
            of.push((path, code));
        }
    }
}

/// The file that tests the isolation is compiled for tests only.
fn is_for_tests(path: &Path) -> bool {
    path.ends_with("lsp/isolation.rs") || path.ends_with("rules/broken.rs")
}

#[test]
fn the_sources_use_no_network_and_start_no_program() {
    let mut all = Vec::new();
    sources(Path::new("server"), &mut all);
    assert!(all.len() > 200, "the sources are found");
    let forbidden = [
        "TcpListener",
        "ToSocketAddrs",
        "tokio::net",
        "TcpStream",
        "UdpSocket",
        "UnixStream",
        "process::Command",
        "Command::new(",
    ];
    for (path, code) in all.iter().filter(|(path, _)| !is_for_tests(path)) {
        let used: Vec<_> = forbidden.iter().filter(|word| code.contains(**word)).collect();
        assert!(used.is_empty(), "{} uses {used:?}", path.display());
    }
}

#[test]
fn files_are_written_by_what_is_told_to_write_them_only() {
    // Reports and mended manifests; generated pages, the manual; effective manifests for an editor.
    const WRITERS: [&str; 4] = [
        "server/cli/write.rs",
        "server/cli/generate.rs",
        "server/cli/shell.rs",
        "server/lsp/effective_files.rs",
    ];
    let writing = [
        "fs::write",
        "File::create",
        "OpenOptions::new",
        ".write(true)",
        ".write(true)",
        "create_dir",
        "fs::rename",
        "fs::remove",
        "fs::copy",
    ];
    let mut all = Vec::new();
    sources(Path::new("server"), &mut all);
    let writes = |code: &str| writing.iter().any(|word| code.contains(word));
    let mut writers: Vec<String> = all
        .iter()
        .filter(|(path, code)| !is_for_tests(path) && writes(code))
        .map(|(path, _)| path.to_string_lossy().replace('\\', "/"))
        .collect();
    writers.sort();
    let mut expected = WRITERS.to_vec();
    expected.sort_unstable();
    assert_eq!(writers, expected);
}

#[test]
fn a_check_writes_nothing() {
    let place = Place::new("written");
    place.write(
        "work/copilot/api/manifest.yml",
        "name: api\ntype: Backend Service\nbogus: 1\nenvironments:\n  a: {}\n",
    );
    let before = place.contents();
    for args in [
        &["check"][..],
        &["check", "--format", "json"],
        &["show", "copilot/api/manifest.yml", "--env", "a"],
        &["explain", "count"],
        &["schema", "environment"],
    ] {
        let output = place.run(args);
        assert!(!output.stdout.is_empty(), "{args:?} does something: {output:?}");
    }
    assert_eq!(place.contents(), before);
}

#[cfg(unix)]
#[test]
fn links_out_of_the_workspace_are_not_followed() {
    let place = Place::new("links");
    let link = |to: &str, at: &str| {
        let at = place.0.join(at);
        fs::create_dir_all(at.parent().unwrap()).unwrap();
        std::os::unix::fs::symlink(place.0.join(to), at).unwrap();
    };
    link("outside/manifest.yml", "work/copilot/web/manifest.yml");
    link("outside", "work/copilot/linked");
    link("outside/manifest.yml", "work/copilot/api/addons/template.yml");
    link("outside/secret.env", "work/linked.env");
    place.write(
        "work/copilot/api/manifest.yml",
        "name: api\ntype: Backend Service\nimage:\n  location: nginx\nenv_file: linked.env\n",
    );
    // A link within the workspace is as good as its target.
    place.write(
        "work/shared.yml",
        "name: inner\ntype: Backend Service\nimage:\n  location: nginx\nbogus: 1\n",
    );
    link("work/shared.yml", "work/copilot/inner/manifest.yml");
    for args in [
        &["check"][..],
        &["check", "copilot"],
        &["check", "--no-cross-file", "."],
        &["check", "--format", "json"],
    ] {
        let output = place.run(args);
        let said = format!("{output:?}");
        assert!(!said.contains(SECRET), "{args:?}: {said}");
        assert!(said.contains("leads out of the workspace"), "{args:?}: {said}");
        assert!(said.contains("bogus"), "{args:?}: {said}");
    }
}

#[test]
fn paths_out_of_the_workspace_are_not_read() {
    let place = Place::new("paths");
    let absolute = place.0.join("outside/secret.env");
    let read = |env_file: &str| {
        let text = format!(
            "name: api\ntype: Backend Service\nimage:\n  location: nginx\nenv_file: '{env_file}'\nsidecars:\n  s:\n    image: x\n    env_file: '{env_file}'\n"
        );
        place.write("work/copilot/api/manifest.yml", &text);
        let output = place.run(&["check", "--format", "json"]);
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        report.to_string()
    };
    // The control: a file inside of the workspace is read, and what is wrong in it is told.
    place.write("work/secret.env", &format!("{SECRET}=\"quoted\"\n"));
    assert!(read("secret.env").contains("env-file-content"));
    for path in [
        "../outside/secret.env",
        "copilot/../../outside/secret.env",
        absolute.to_str().unwrap(),
        r"\\server\share\secret.env",
        "//server/share/secret.env",
        "file://server/share/secret.env",
    ] {
        let report = read(path);
        assert!(!report.contains("env-file-content") && !report.contains(SECRET), "{path}: {report}");
    }
}

/// Only what the user sets for the machine may name a program: a workspace must not.
#[test]
fn no_setting_of_a_workspace_runs_anything() {
    let package: Value =
        serde_json::from_str(&fs::read_to_string("editors/vscode/package.json").unwrap()).unwrap();
    let restricted =
        package["capabilities"]["untrustedWorkspaces"]["restrictedConfigurations"].as_array().unwrap();
    let settings = package["contributes"]["configuration"]["properties"].as_object().unwrap();
    let names_program = |name: &str| {
        let words = ["path", "command", "executable", "program", "args", "env", "shell"];
        name.split('.').any(|word| words.contains(&word.to_ascii_lowercase().as_str()))
    };
    let mut found = Vec::new();
    for (name, setting) in settings.iter().filter(|(name, _)| names_program(name)) {
        assert_eq!(setting["scope"], "machine", "{name}");
        assert!(restricted.iter().any(|it| it == name), "{name} is not restricted");
        found.push(name.as_str());
    }
    assert_eq!(found, ["copilotManifest.server.path"]);
    // The settings of the server choose words, findings and what is shown; the list is short enough to be read.
    let documented = fs::read_to_string("docs/settings.md").unwrap();
    assert!(!documented.contains("copilotManifest.server."), "the server itself knows no program to run");
}

#[test]
fn every_dependency_is_listed_with_its_reason() {
    let manifest = fs::read_to_string("Cargo.toml").unwrap();
    let listed = fs::read_to_string("ARCHITECTURE.md").unwrap();
    let listed =
        listed.split("## Dependencies").nth(1).expect("the list").split("\n## ").next().unwrap().to_owned();
    let mut is_dependency = false;
    let mut names = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            is_dependency = line.trim_end_matches(']').ends_with("dependencies");
        } else if let Some((name, _)) = line.split_once(" = ").filter(|_| is_dependency) {
            names.push(name.to_owned());
        }
    }
    assert!(names.len() > 15, "{names:?}");
    let missing: Vec<_> = names.iter().filter(|name| !listed.contains(&format!("`{name}`"))).collect();
    assert!(missing.is_empty(), "not in ARCHITECTURE.md: {missing:?}");
    let rows = listed.lines().filter(|line| line.starts_with("| ") && line.contains('`'));
    let first_cells: String = rows.filter_map(|row| row.split('|').nth(1)).collect();
    let gone: Vec<_> =
        first_cells.split('`').skip(1).step_by(2).filter(|it| !names.iter().any(|n| n == it)).collect();
    assert!(gone.is_empty(), "listed, but not used: {gone:?}");
}
