//! `--baseline`: what is accepted and what is new.

use super::folder::{Folder, RIGHT};

const MEMORY: &str = "memory: 2GB\n";

fn accepted(name: &str, more: &str) -> Folder {
    let folder = Folder::new(name).with_api(more);
    let said = folder.check(&["--baseline", "ci/accepted.json", "--write-baseline"]);
    assert_eq!(said.status, Some(2), "the folder is not there");
    std::fs::create_dir(folder.0.join("ci")).unwrap();
    let said = folder.check(&["--baseline", "ci/accepted.json", "--write-baseline"]);
    assert_eq!(said.status, Some(0), "{said:?}");
    folder
}

#[test]
fn accepted_findings_are_silent_and_new_ones_fail() {
    let folder = accepted("accepted", "memory: 2GB\nvariabels: {}\n");
    let said = folder.check(&["--baseline", "ci/accepted.json", "--deny-warnings"]);
    assert_eq!(said.status, Some(0));
    said.has(&["1 manifest checked, nothing found\n", "2 accepted by the baseline\n"]);
    folder.write("copilot/api/manifest.yml", format!("{RIGHT}{MEMORY}cpu: 300\n"));
    let said = folder.check(&["--baseline", "ci/accepted.json"]);
    assert_eq!(said.status, Some(1));
    said.has(&["error[task.cpu-invalid]", "1 accepted by the baseline\n", "1 of the baseline are gone"]);
    said.has(&["  ../copilot/api/manifest.yml: manifest.unknown-key variabels\n"]);
    assert!(!said.stdout.contains("task.units-string]"), "{}", said.stdout);
    folder.check(&["--baseline", "ci/accepted.json", "--locale", "ja"]).has(&["ベースラインで許容: 1 件"]);
}

/// Lines may move, items of lists too, and the language and the folder may be others.
#[test]
fn what_moves_stays_accepted() {
    let ports = "sidecars:\n  a:\n    image: nginx\n    mount_points:\n      - source_volume: lost\n        path: /a\n";
    let folder = accepted("moved", &format!("{MEMORY}{ports}"));
    let item = "      - source_volume: known\n        path: /b\n";
    let moved = ports.replace("mount_points:\n", &format!("mount_points:\n{item}"));
    let text = format!(
        "# more\n\n{RIGHT}storage:\n  volumes:\n    known:\n      path: /k\n      efs: true\n# 日本語\n{moved}\n{MEMORY}"
    );
    folder.write("copilot/api/manifest.yml", text);
    let said = folder.check(&["--baseline", "ci/accepted.json", "--locale", "ja"]);
    assert_eq!(said.status, Some(0), "{}", said.stdout);
    let mut inside = folder.command(&["--baseline", "../../ci/accepted.json", "manifest.yml"]);
    let status = inside.current_dir(folder.0.join("copilot/api")).output().unwrap().status;
    assert_eq!(status.code(), Some(0), "from another folder");
}

/// One more of the same is new.
#[test]
fn the_same_again_is_new() {
    let volume = "      - source_volume: lost\n        path: /a\n";
    let head = "sidecars:\n  a:\n    image: nginx\n    mount_points:\n";
    let folder = accepted("again", &format!("{head}{volume}"));
    folder.write("copilot/api/manifest.yml", format!("{RIGHT}{head}{volume}{}", volume.replace("/a", "/b")));
    let said = folder.check(&["--baseline", "ci/accepted.json"]);
    assert_eq!(said.status, Some(1));
    said.has(&["1 manifest checked: 1 error, 0 warnings"]);
}

/// Of files that were not looked at nothing is known.
#[test]
fn a_part_of_the_files_can_be_checked() {
    let folder = accepted("part", MEMORY);
    folder.write("copilot/web/manifest.yml", RIGHT.replace("api", "web"));
    let said = folder.check(&["--baseline", "ci/accepted.json", "copilot/web"]);
    assert!(said.status == Some(0) && !said.stdout.contains("gone"), "{said:?}");
    folder.write("copilot/web/manifest.yml", format!("{}{MEMORY}", RIGHT.replace("api", "web")));
    let said = folder.check(&["--baseline", "ci/accepted.json", "copilot/web", "--write-baseline"]);
    assert_eq!(said.status, Some(0));
    assert_eq!(folder.check(&["--baseline", "ci/accepted.json"]).status, Some(0), "both files are accepted");
    std::fs::remove_dir_all(folder.0.join("copilot/api")).unwrap();
    folder.check(&["--baseline", "ci/accepted.json"]).has(&["1 of the baseline are gone"]);
    folder.check(&["--baseline", "ci/accepted.json", "--write-baseline"]);
    assert!(!folder.read("ci/accepted.json").contains("copilot/api"));
}

#[test]
fn the_file_is_for_review() {
    let folder = accepted("review", MEMORY);
    let text = folder.read("ci/accepted.json");
    let entry: serde_json::Value = serde_json::from_str(&text).unwrap();
    let first = &entry["findings"][0];
    assert_eq!((&entry["version"], &first["path"]), (&1.into(), &"memory".into()));
    assert_eq!(first["file"], "../copilot/api/manifest.yml");
    assert!(text.ends_with("}\n") && text.lines().count() > 5, "one line for each fact");
    let report = folder.json(&["--baseline", "ci/accepted.json"]);
    assert_eq!(report["baseline"], serde_json::json!({"accepted": 1, "gone": []}));
}

#[test]
fn a_baseline_that_is_none_is_told() {
    let folder = Folder::new("none")
        .with_api("")
        .with("b.json", "{}")
        .with("v.json", "{\"version\":2,\"findings\":[]}");
    for (file, reason) in
        [("b.json", "This is no baseline"), ("v.json", "version 2"), ("missing.json", "can't be read")]
    {
        let said = folder.check(&["--baseline", file]);
        assert_eq!(said.status, Some(2), "{file}");
        assert!(said.stderr.contains(file) && said.stderr.contains(reason), "{}", said.stderr);
    }
    assert_eq!(folder.check(&["--write-baseline"]).status, Some(2), "which file?");
    assert_eq!(
        folder.check(&["--baseline", "b.json", "--write-baseline"]).status,
        Some(2),
        "nothing foreign is overwritten"
    );
    assert_eq!(folder.read("b.json"), "{}");
}
