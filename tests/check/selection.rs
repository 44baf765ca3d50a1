//! Which files, which environments and which rules count.

use super::folder::{Folder, RIGHT};

#[test]
fn excluded_files_are_not_reported() {
    let folder = Folder::new("exclude")
        .with_api("memory: 2GB\n")
        .with("copilot/old/manifest.yml", "name: old\ntype: Backend Service\nimage: {}\n")
        .with("copilot/ignored/manifest.yml", "memory: 2GB\n")
        .with("copilot/hushed/manifest.yml", "memory: 2GB\n")
        .with(".gitignore", "copilot/ignored/\n")
        .with(".ignore", "hushed/\n");
    let found = folder.rules(&[]);
    assert!(
        found.iter().all(|it| it.starts_with("copilot/api") || it.starts_with("copilot/old")),
        "{found:?}"
    );
    let found = folder.rules(&["--exclude", "copilot/old/"]);
    assert_eq!(found, ["copilot/api/manifest.yml: task.units-string"]);
    let found = folder.rules(&[
        "--exclude",
        "old",
        "--exclude",
        "*",
        "--exclude",
        "!api/",
        "copilot/old/manifest.yml",
    ]);
    assert_eq!(found, [""; 0], "a file by its name too");
    let said = folder.check(&["--exclude", "*"]);
    assert_eq!((said.status, said.stdout.as_str()), (Some(0), "0 manifests checked, nothing found\n"));
    let said = folder.check(&["--exclude", "a{b"]);
    assert_eq!(said.status, Some(2));
    assert!(said.stderr.contains("--exclude"), "{}", said.stderr);
}

/// What is left out is still there for the others.
#[test]
fn excluded_files_still_lie_around() {
    let folder = Folder::new("exclude-around")
        .with_api("")
        .with("copilot/environments/test/manifest.yml", "name: test\ntype: Environment\nbogus: 1\n")
        .with("copilot/pipelines/main/manifest.yml", "name: main\nversion: 1\nsource:\n  provider: GitHub\n  properties:\n    repository: https://github.com/o/r\nstages:\n  - name: test\n");
    let found = folder.rules(&["--exclude", "environments/"]);
    assert_eq!(
        found,
        ["copilot/pipelines/main/manifest.yml: workspace.buildspec-missing"],
        "the stage names an environment that is there"
    );
}

const LAYERS: &str = "memory: 2GB\nenvironments:\n  test:\n    memory: 512\n    variabels: {}\n  prod:\n    cpu: 300\n    secerts: {}\n";

/// What one deployment meets: the base where the override does not mend it, its own block, and no other.
#[test]
fn one_environment_is_judged_by_itself() {
    let folder = Folder::new("env").with_api(LAYERS);
    for name in ["test", "prod", "other"] {
        let text = format!("name: {name}\ntype: Environment\nbogus: 1\n");
        folder.write(&format!("copilot/environments/{name}/manifest.yml"), text);
    }
    let of = |name: &str| {
        let report = folder.json(&["--env", name]);
        let found = report["files"][0]["diagnostics"].as_array().unwrap().clone();
        found
            .iter()
            .map(|it| format!("{} {}", it["path"].as_str().unwrap(), it["environment"]))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        of("test"),
        ["memory null", "environments.test.variabels null"],
        "Copilot decodes the base for all"
    );
    assert_eq!(
        of("prod"),
        ["memory null", "environments.prod.cpu \"prod\"", "environments.prod.secerts null"]
    );
    let other = folder.rules(&["--env", "other"]);
    assert_eq!(
        other,
        [
            "copilot/api/manifest.yml: task.units-string",
            "copilot/environments/other/manifest.yml: manifest.unknown-key"
        ]
    );
    assert!(!folder.rules(&["--env", "test"]).iter().any(|it| it.contains("environments/other")));
}

/// A base that only the override completes is right for that environment, and wrong for one without an override.
#[test]
fn the_override_completes_the_base() {
    let text = "name: api\ntype: Load Balanced Web Service\nimage:\n  location: nginx\n  port: 80\nenvironments:\n  test:\n    http:\n      path: /\n";
    let folder = Folder::new("env-base")
        .with("copilot/api/manifest.yml", text)
        .with("copilot/environments/prod/manifest.yml", "name: prod\ntype: Environment\n")
        .with("copilot/environments/test/manifest.yml", "name: test\ntype: Environment\n");
    assert_eq!(folder.rules(&["--env", "test"]), [""; 0]);
    let missing = folder.rules(&["--env", "prod"]);
    assert_eq!(missing.len(), 1, "{missing:?}");
    assert!(!missing[0].contains("base-incomplete"), "{missing:?}");
    assert_eq!(folder.check(&["--env", "prod"]).status, Some(1));
    assert_eq!(folder.check(&[]).status, Some(0), "a hint for all of them");
}

/// A mistake of the decoding in another block stops Copilot before it looks for one.
#[test]
fn what_stops_all_deployments_counts_for_each() {
    let folder = Folder::new("env-decode")
        .with_api("environments:\n  test:\n    cpu: 256\n  prod:\n    cpu: [1]\n    variabels: {}\n");
    let found = folder.rules(&["--env", "test"]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(folder.rules(&["--env", "prod"]).len() > 1);
    let suppressed = Folder::new("env-suppressed").with_api(
        "environments:\n  test:\n    cpu: 256\n  prod:\n    # copilot-manifest-ls: ignore[manifest.unknown-key]\n    variabels: {}\n",
    );
    assert_eq!(suppressed.rules(&["--env", "test"]), [""; 0], "the comment is used in another environment");
}

#[test]
fn an_unknown_environment_is_a_slip() {
    let folder = Folder::new("env-unknown").with_api(LAYERS);
    let said = folder.check(&["--env", "prdo"]);
    assert_eq!(said.status, Some(2));
    assert!(
        said.stderr.contains("`prdo`; known is `prod` or `test`. Did you mean `prod`?"),
        "{}",
        said.stderr
    );
    let bare = Folder::new("env-any").with_api("");
    assert_eq!(bare.check(&["--env", "any"]).status, Some(0), "no environment is known anywhere");
}

#[test]
fn severities_can_be_set() {
    let folder = Folder::new("severity").with_api("variabels: {}\n");
    let status = |args: &[&str]| folder.check(args).status;
    assert_eq!(status(&[]), Some(0));
    assert_eq!(status(&["--deny-warnings"]), Some(1));
    assert_eq!(status(&["--severity", "manifest.unknown-key=error"]), Some(1));
    assert_eq!(status(&["--severity", "manifest.unknown-key=hint", "--deny-warnings"]), Some(0));
    assert_eq!(folder.rules(&["--severity", "manifest.unknown-key=off"]), [""; 0]);
    let wrong = folder.check(&["--severity", "manifest.unknwon-key=error"]);
    assert_eq!(wrong.status, Some(2));
    assert!(wrong.stderr.contains("did you mean `manifest.unknown-key`?"), "{}", wrong.stderr);
    assert_eq!(status(&["--severity", "manifest.unknown-key=fatal"]), Some(2));
}

/// A path that climbs leads to the same file, with the same workspace around it.
#[test]
fn paths_may_climb() {
    let folder = Folder::new("climb").with_api("env_file: app.env\n").with("copilot/web/x", "");
    let mut command = folder.command(&["--format", "json", "../api", "../../copilot/api/manifest.yml"]);
    let output = command.current_dir(folder.0.join("copilot/web")).output().unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["files"].as_array().unwrap().len(), 1, "{report}");
    assert_eq!(report["files"][0]["diagnostics"][0]["rule"], "workspace.env-file-missing", "{report}");
}

/// Whoever is ready first: the order is that of the paths, in every run.
#[test]
fn the_order_is_always_the_same() {
    let folder = Folder::new("order");
    for index in 0..60 {
        let more = if index % 7 == 0 { "memory: 2GB\n".repeat(50) } else { "memory: 2GB\n".to_owned() };
        folder.write(
            &format!("copilot/s{index}/manifest.yml"),
            format!("{}{more}", RIGHT.replace("api", &format!("s{index}"))),
        );
    }
    let first = folder.check(&[]).stdout;
    assert!((0..3).all(|_| folder.check(&[]).stdout == first));
    let report = folder.json(&[]);
    let paths: Vec<&str> =
        report["files"].as_array().unwrap().iter().map(|it| it["path"].as_str().unwrap()).collect();
    assert!(paths.len() == 60 && paths.is_sorted());
}
