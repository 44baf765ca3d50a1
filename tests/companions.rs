//! Files that are no manifests and are judged beside them: patches of the template, folders of overrides.
#![allow(clippy::expect_used, reason = "a test may fail")]

mod support;

use copilot_manifest_ls::finding::Finding;
use copilot_manifest_ls::manifest::source::Source;
use copilot_manifest_ls::rules::{Document, judge};
use copilot_manifest_ls::settings::Settings;
use copilot_manifest_ls::workspace::Nothing;
use std::path::Path;
use support::judged;

const PATCHES: &str = "/app/copilot/店/overrides/cfn.patches.yml";

fn findings(text: &str) -> Vec<Finding> {
    let source = Source::new(Some(Path::new(PATCHES)), text.to_owned());
    judge(&Document::new(&source, &Nothing), &Settings::default())
}

/// Each finding as the rest of its id, what is underlined and the title of its first fix.
#[track_caller]
fn finds(text: &str, expected: &[(&str, &str, Option<&str>)]) {
    let found = findings(text);
    let shown: Vec<_> = found
        .iter()
        .map(|it| {
            let rule = it.rule.strip_prefix("overrides.patch-").unwrap_or(it.rule);
            let underlined = text.get(it.span.start..it.span.end).expect("characters");
            (rule, underlined.trim_end(), it.fixes.first().map(|fix| fix.title.as_str()))
        })
        .collect();
    assert_eq!(shown, expected, "{text}");
}

#[test]
fn right_patches_are_left_alone() {
    for text in [
        "",
        "# 絵 😀 nothing yet\n",
        "null\n",
        "- op: add\n  path: /Mappings\n  value: {Sizes: {test: {Cpu: 256}}}\n",
        "- {op: remove, path: /Resources/TaskRole}\r\n- {op: \"replace\", path: '/Resources/A~1B/Properties/X', value: }\r\n",
        "- op: add\n  path: /Resources/TaskRole/Properties/Policies/-\n  value:\n    - !Sub \"${App}\"\n    - comment: 名前\n",
        "- &one\n  op: replace\n  path: /Resources/X/0\n  value: !Ref 値\n- <<: *one\n  path: /Resources/Y/0\n",
        "- op: replace\n  path: \"\"\n  value: {}\n",
    ] {
        finds(text, &[]);
    }
}

#[test]
fn each_mistake_is_told_at_its_place() {
    finds("op: add\n", &[("shape", "op: add", None)]);
    finds("- 😀\n", &[("shape", "😀", None)]);
    finds("- op: [add]\n  path: {a: b}\n", &[("shape", "[add]", None), ("shape", "{a: b}", None)]);
    finds("- op: remove\n  path: /Resources/A\n  path: /Resources/B\n", &[("shape", "path", None)]);
    finds("- op: Add\n  path: /Resources/A\n  value: 1\n", &[("operation", "Add", Some("Change to `add`"))]);
    finds("- op: delete\n  path: /Resources/A\n", &[("operation", "delete", Some("Change to `remove`"))]);
    finds("- op: move\n  path: /Resources/A\n", &[("operation", "move", None)]);
    finds("- value: 1\n", &[("operation", "value", None), ("path", "value", None)]);
    finds(
        "- op: remove\n  path: Resources/日本/0\n",
        &[("path", "Resources/日本/0", Some("Change to `/Resources/日本/0`"))],
    );
    finds(
        "- op: remove\n  path: /Resource/A\n",
        &[("path", "/Resource/A", Some("Change to `/Resources/A`"))],
    );
    finds("- op: remove\n  path: /Resources/A/-\n", &[("path", "/Resources/A/-", None)]);
    finds("- op: add\n  path: /Resources/-/A\n  value: 1\n", &[("path", "/Resources/-/A", None)]);
    finds("- op: remove\n  path: /Resources/A/\n", &[("path", "/Resources/A/", None)]);
    finds("- op: add\n  path: /Resources/A\n", &[("value-missing", "op", None)]);
    finds(
        "- op: add\n  path: /Resources/A\n  vlaue: 1\n",
        &[("value-missing", "op", None), ("unknown-key", "vlaue", Some("Change to `value`"))],
    );
    finds(
        "- op: remove # copilot-manifest-ls: ignore[overrides.patch-path] 理由\n  path: /Resources/A\n",
        &[(
            "suppression.unused",
            "# copilot-manifest-ls: ignore[overrides.patch-path] 理由",
            Some("Remove the comment"),
        )],
    );
}

#[test]
fn half_typed_patches_are_not_called_incomplete() {
    for text in ["- op: add\n  path: /Resources/A\n  val", "- op: \"ad", "- op: add\n  pa", "-", "- ", "- op"]
    {
        let found = findings(text);
        assert!(found.iter().all(|it| !it.rule.ends_with("value-missing")), "{text}: {found:?}");
    }
    let whole = "- op: replace\n  path: /Resources/絵😀/Properties\n  value: {a: !Ref B}\n";
    for cut in (0..whole.len()).filter(|cut| whole.is_char_boundary(*cut)) {
        for finding in findings(&whole[..cut]) {
            assert!(whole.get(finding.span.start..finding.span.end.min(cut)).is_some(), "{cut}");
        }
    }
}

#[test]
fn a_folder_of_overrides_holds_something_to_apply() {
    const API: &str = "# copilot/.workspace\napplication: a\n# copilot/api/manifest.yml\n# Backend Service\n";
    let found = |files: &str| {
        let judged = judged(&format!("{API}{files}"), &Settings::default());
        let told = judged
            .into_iter()
            .flat_map(|(path, _, found)| found.into_iter().map(move |it| (path.clone(), it)));
        told.map(|(path, it)| format!("{path} {}", it.rule)).collect::<Vec<_>>()
    };
    let nothing = |path: &str| [format!("{path} overrides.nothing-to-apply")];
    assert_eq!(found("# copilot/api/overrides/cdk.json\n{}\n"), [""; 0]);
    assert_eq!(found("# copilot/api/overrides/.build/a\nx\n"), [""; 0]);
    assert_eq!(found("# copilot/api/overrides/README.md\ntext\n"), nothing("copilot/api/overrides"));
    assert_eq!(
        found("# copilot/environments/overrides/stack.ts\ntext\n"),
        nothing("copilot/environments/overrides")
    );
    assert_eq!(
        found("# copilot/api/overrides/cfn.patches.yaml\n[]\n"),
        nothing("copilot/api/overrides/cfn.patches.yaml")
    );
    assert_eq!(
        found(
            "# copilot/pipelines/main/manifest.yml\n# Pipeline\n# copilot/pipelines/main/overrides/x.txt\nx\n# copilot/pipelines/main/buildspec.yml\nversion: 0.2\n"
        ),
        nothing("copilot/pipelines/main/overrides")
    );
}
