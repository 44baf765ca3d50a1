//! The names of a text: `«kind name»` marks what is declared, `‹kind name›` what is used.
#![allow(clippy::expect_used, reason = "a test may fail")]

use copilot_manifest_ls::assist::{NameKind, Owner, names};
use copilot_manifest_ls::manifest::source::Source;
use std::path::Path;

/// The text with its names marked where the analysis finds them.
fn marked(path: &str, text: &str) -> String {
    let source = Source::new(Some(Path::new(path)), text.to_owned());
    let mut marked = String::new();
    let mut from = 0;
    for it in names(&source) {
        if it.span.start < from {
            continue; // One text with two meanings: the main container has the name of the workload.
        }
        let written = &text[it.span.start..it.span.end];
        assert!(!it.is_editable || written == it.name, "{written}");
        let (open, close) = if it.is_definition { ('«', '»') } else { ('‹', '›') };
        let kind = format!("{:?}", it.kind).to_lowercase();
        marked += &format!("{}{open}{kind} {}{close}", &text[from..it.span.start], written);
        from = it.span.end;
    }
    marked + &text[from..]
}

#[track_caller]
fn check(path: &str, expected: &str) {
    let mut text = String::new();
    for (index, part) in expected.split(['«', '‹']).enumerate() {
        let name = part.replacen(['»', '›'], "", 1);
        text += if index == 0 { part } else { name.split_once(' ').expect("a kind").1 };
    }
    assert_eq!(marked(path, &text), expected);
}

#[test]
fn a_service_declares_and_uses_names() {
    check(
        "/app/copilot/api/manifest.yml",
        r#"name: «container api»
type: Backend Service
image:
  depends_on:
    ‹container nginx›: healthy
    "‹container firelens_log_router›": start
variables:
  «variable LEVEL»: info
logging: {retention: 7, image: a}
sidecars:
  '«container nginx»': &«anchor web»
    image: nginx
    mount_points:
      - source_volume: "‹volume 棚 📚›"
  other: *‹anchor web›
storage:
  volumes:
    «volume 棚 📚»: {}
publish:
  topics:
    - name: «topic orders»
environments:
  ‹environment prod›:
    sidecars:
      «container nginx»: {}
"#
        .replace("logging: {", "«container logging»: {")
        .replace("  other:", "  «container other»:")
        .as_str(),
    );
}

#[test]
fn what_makes_no_container_and_no_name_is_none() {
    check(
        "/app/copilot/api/manifest.yml",
        "name: {x: 1}\ntype: Backend Service\nlogging: {retention: 7, image: }\nenvironments:\n  ‹environment 試験›:\n    \
         «container logging»: {enableMetadata: false}\n",
    );
}

#[test]
fn names_that_are_written_otherwise() {
    // An alias is the name of a volume and of its anchor.
    check(
        "/app/copilot/api/manifest.yml",
        "type: Backend Service\nsidecars:\n  «container a»:\n    mount_points:\n      - source_volume: *‹volume v›\n"
            .replace("sidecars", "x: &«anchor v» data\nsidecars")
            .as_str(),
    );
    let text = "type: Backend Service\nsidecars:\n  a:\n    mount_points:\n      - source_volume: |-\n          data\n";
    let source = Source::new(Some(Path::new("/app/copilot/api/manifest.yml")), text.to_owned());
    let volume = names(&source).into_iter().find(|it| it.kind == NameKind::Volume).expect("the volume");
    assert_eq!((volume.name.as_str(), volume.is_editable), ("data", false));
}

#[test]
fn variables_belong_to_a_container() {
    let text = "type: Backend Service\nvariables: {A: 1}\nsidecars:\n  n: {secrets: {A: x}}\nlogging: {variables: {A: 1}}\n\
                environments:\n  t:\n    variables: {A: 2}\n    sidecars: {n: {variables: {A: 1}}}\n";
    let source = Source::new(Some(Path::new("/app/copilot/api/manifest.yml")), text.to_owned());
    let owners: Vec<Owner> =
        names(&source).into_iter().filter(|it| it.kind == NameKind::Variable).map(|it| it.owner).collect();
    let expected = ["", "n", "firelens_log_router", "", "n"];
    assert_eq!(owners, expected.map(|name| Owner::Container(name.to_owned())));
}

#[test]
fn workers_and_pipelines_use_names_of_other_files() {
    check(
        "/app/copilot/mail/manifest.yml",
        "name: «container mail»\ntype: Worker Service\nsubscribe:\n  topics:\n    - {name: ‹topic orders›, service: ‹workload api›}\n",
    );
    check(
        "/app/copilot/pipelines/main/manifest.yml",
        "name: «pipeline main»\nstages:\n  - name: ‹environment prod›\n    deployments:\n      ‹workload api›:\n      ‹workload web›:\n        depends_on: [‹deployment api›]\n",
    );
    check("/app/copilot/environments/prod/manifest.yml", "name: «environment prod»\ntype: Environment\n");
    check("/app/compose.yml", "a: &«anchor x» 1\nb: *‹anchor x›\n");
}

#[test]
fn a_half_quoted_name_is_whole() {
    let head = "type: Backend Service\nhttp:\n  target_container: ";
    check("/app/copilot/api/manifest.yml", &format!("{head}\"‹container 店›\n"));
}
