//! The report for people.

use super::folder::Folder;

#[test]
fn a_finding_is_drawn_with_its_fix_and_its_page() {
    let folder = Folder::new("drawn").with_api("variabels:\n  絵文字😀: b\n");
    let said = folder.check(&[]);
    said.has(&[
        "warning[manifest.unknown-key]",
        "--> copilot/api/manifest.yml:5:1\n",
        "5 | variabels:\n  | ^^^^^^^^^\n",
        "= see: https://github.com/copilot-manifest-ls/copilot-manifest-ls/blob/main/docs/rules/manifest.md#manifestunknown-key",
        "help: Rename to `variables`",
        "5 - variabels:\n5 + variables:\n",
        "1 manifest checked: 0 errors, 1 warning\n1 can be mended with `--fix`\n",
    ]);
    assert_eq!(said.status, Some(0));
}

/// A line that is put before another is drawn as such, also where the edit stands behind the indentation.
#[test]
fn what_is_not_certain_is_marked() {
    let more = "  depends_on:\n    proxy: success\nsidecars:\n  proxy:\n    image: nginx\n";
    let folder = Folder::new("uncertain").with_api(more);
    folder.check(&[]).has(&[
        "help: Set `essential: false` on the sidecar (please check)\n",
        "\n9 +     essential: false\n",
        "1 can be mended with `--fix --unsafe-fixes`",
    ]);
}

#[test]
fn files_are_summed_up() {
    let folder = Folder::new("summed")
        .with_api("memory: 2GB\n")
        .with("copilot/web/manifest.yml", "name: web\ntype: Backend Service\nimage: {}\nvariabels: {}\n")
        .with("copilot/job/manifest.yml", "name: job\ntype: Backend Service\nimage:\n  location: nginx\n");
    let said = folder.check(&[]);
    said.has(&[
        "\ncopilot/api/manifest.yml  1 error\ncopilot/web/manifest.yml  1 error, 1 warning\n\n3 manifests checked: 2 errors, 1 warning\n",
    ]);
    assert_eq!(said.stdout.find("copilot/api"), said.stdout.find("copilot/"), "sorted by path");
    folder.check(&["--locale", "ja"]).has(&[
        "copilot/web/manifest.yml  エラー 1 件、警告 1 件\n",
        "マニフェスト 3 件を検査: エラー 2 件、警告 1 件\n",
        "件は `--fix` で修正できます",
        "= 参照: https://github.com/copilot-manifest-ls/copilot-manifest-ls/blob/main/docs/rules/ja/",
    ]);
}

#[test]
fn the_page_of_a_rule_is_told_once() {
    let folder = Folder::new("once").with_api("variabels: {}\nsecerts: {}\n");
    let text = folder.check(&[]).stdout;
    assert_eq!(text.matches("warning[manifest.unknown-key]").count(), 2, "{text}");
    assert_eq!(text.matches("= see:").count(), 1, "{text}");
    let doc = "Copilot drops every key that it does not know";
    assert!(!text.contains(doc), "{text}");
    let explained = folder.check(&["--explain"]).stdout;
    assert_eq!(explained.matches(doc).count(), 1, "{explained}");
    assert!(
        explained.lines().filter(|line| !line.contains("= see:")).all(|line| line.chars().count() <= 130)
    );
    folder.check(&["--explain", "--locale", "ja"]).has(&["= note: Copilot"]);
}

#[test]
fn colour_follows_the_conventions() {
    let folder = Folder::new("colour").with_api("memory: 2GB\n");
    let is_coloured = |args: &[&str], variables: &[(&str, &str)]| {
        let output = folder.command(args).envs(variables.iter().copied()).output().unwrap();
        output.stdout.contains(&0x1b)
    };
    assert!(!is_coloured(&[], &[]), "no terminal");
    assert!(is_coloured(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!is_coloured(&[], &[("CLICOLOR_FORCE", "0")]));
    assert!(!is_coloured(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(is_coloured(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "")]), "an empty NO_COLOR says nothing");
    assert!(is_coloured(&["--color", "always"], &[("NO_COLOR", "1")]), "the option wins");
    assert!(!is_coloured(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
    assert!(
        is_coloured(&["--diff", "--unsafe-fixes"], &[("CLICOLOR_FORCE", "1")])
            || folder.api().contains("2GB")
    );
}

/// A line that is wider than the terminal is cut around the place.
#[test]
fn the_width_of_the_terminal_is_kept() {
    let long = "x".repeat(400);
    let folder = Folder::new("width").with_api(&format!("variables: {{A: {long}, B: [1], C: {long}}}\n"));
    let widest = |columns: &str| {
        let output = folder.command(&[]).env("COLUMNS", columns).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains("^^^"), "{text}");
        text.lines().filter(|line| line.starts_with("5 | ")).map(|line| line.chars().count()).max().unwrap()
    };
    assert!(widest("80") <= 90, "{}", widest("80"));
    assert!(widest("80") < widest("160"));
    assert!(widest("0") > 80 && widest("many") > 80, "nonsense is passed over");
}

/// What steers a terminal does not reach it from a manifest.
#[test]
fn a_manifest_can_not_steer_the_terminal() {
    let evil = "\"a\\e]0;owned\\ab\": 1\n\"variabels\\e[2J\": {}\n# \u{1b}[31m\nenvironments:\n  \"p\\e[1m\":\n    memory: 2GB\n";
    let folder =
        Folder::new("steer").with_api(evil).with("copilot/e\u{1b}[5mvil/manifest.yml", "memory: 2GB\n");
    for args in [&[] as &[&str], &["--explain"], &["--format", "github"], &["--format", "junit"]] {
        let said = folder.check(args);
        let has_steering = said.stdout.contains('\u{1b}') || said.stdout.contains('\u{7}');
        assert!(!has_steering, "{args:?}: {:?}", said.stdout);
    }
}

#[test]
fn a_large_file_with_many_findings_is_drawn_in_linear_time() {
    let lines: String = (0..2_000).map(|index| format!("key{index}: 1\n")).collect();
    let folder = Folder::new("large").with_api(&lines);
    let started = std::time::Instant::now();
    let said = folder.check(&[]);
    said.has(&["2000 warnings"]);
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}
