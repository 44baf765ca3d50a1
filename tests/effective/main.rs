//! The text of an effective manifest: how it looks, and that Copilot reads in it what it reads in the manifest.
#![allow(clippy::unwrap_used, reason = "clippy.toml allows it inside test functions only")]

mod manifest;
mod same;
mod sound;
#[path = "../support/mod.rs"]
mod support;

use copilot_manifest_ls::environments::show::Shown;
use copilot_manifest_ls::locale::Locale;
use manifest::Manifest;
use same::assert_sound;

const ECS: &str = "name: web\ntype: Load Balanced Web Service\n";

/// The lines below the head.
fn body(shown: &Shown) -> String {
    let lines = shown.text.lines().skip_while(|line| line.starts_with('#'));
    lines.map(|line| format!("{line}\n")).collect()
}

#[track_caller]
fn shows(manifest: &str, expected: &str) {
    let text = format!("{ECS}{manifest}");
    let manifest = Manifest::new("copilot/web/manifest.yml", &text);
    assert_eq!(body(&manifest.show(Some("prod")).unwrap()), format!("{ECS}{expected}"));
    assert_sound("copilot/web/manifest.yml", &text);
}

#[test]
fn an_override_is_marked_with_its_lines() {
    shows(
        "\
image: {location: nginx, port: 80}
http:
  path: '/'
  healthcheck: /ok   # comments stay in the manifest
cpu: 256
count: 1
variables:
  LOG_LEVEL: info
  REGION: \"${AWS_REGION}\"

environments:
  test:
    cpu: 512
  prod:
    cpu: 1024
    http:
      alias: shop.example.com
    count:
      range: 1-10
      cpu_percentage: 70
    variables:
      LOG_LEVEL: warn
    command: [serve, \"--all\"]
",
        "\
image: {location: nginx, port: 80}
http:
  path: '/'
  healthcheck: /ok
  alias: shop.example.com  # prod, line 19
cpu: 1024  # prod, line 17
count:  # prod, line 20
  range: 1-10  # prod, line 21
  cpu_percentage: 70  # prod, line 22
variables:
  LOG_LEVEL: warn  # prod, line 24
  REGION: \"${AWS_REGION}\"
command: [serve, \"--all\"]  # prod, line 25
",
    );
}

#[test]
fn lists_and_blocks_are_written_in_block_style() {
    shows(
        "\
entrypoint: >-
    sh -c
    true
variables:
  CERT: |
      -----BEGIN
        日本 😀
  EMPTY: ''
  ON: 'on'
  NUMBER: '1'
storage:
  volumes:
    data:
      efs: true
      path: /data
environments:
  prod:
    publish:
      topics:
        - name: orders
          fifo: true
        - {name: news}
    variables:
      CERT: |-
        new
",
        "\
entrypoint: >-
  sh -c
  true
variables:
  CERT: |-  # prod, line 26
    new
  EMPTY: ''
  ON: 'on'
  NUMBER: '1'
storage:
  volumes:
    data:
      efs: true
      path: /data
publish:  # prod, line 20
  topics:  # prod, line 21
    - name: orders  # prod, line 22
      fifo: true  # prod, line 23
    - {name: news}  # prod, line 24
",
    );
}

#[test]
fn aliases_and_merge_keys_are_expanded_and_unknown_keys_left_out() {
    shows(
        "\
x-common: &common
  A: 1
  B: &b two
variables:
  <<: *common
  C: *b
bogus: 1
taskdef_overrides:
  - path: ContainerDefinitions[0].Ulimits
    value: &limits
      - Name: nofile
        HardLimit: 0o17
  - path: Tags
    value: *limits
environments:
  prod:
    variables:
      D: *b
",
        "\
variables:
  C: two
  A: 1
  B: two
  D: two  # prod, line 20
taskdef_overrides:
  - path: ContainerDefinitions[0].Ulimits
    value:
      - Name: nofile
        HardLimit: 0o17
  - path: Tags
    value:
      - Name: nofile
        HardLimit: 0o17
",
    );
}

#[test]
fn what_would_be_read_otherwise_is_quoted() {
    shows(
        "\
variables: {A: , \"null\": x, B: 'it''s', \"a: b\": c}
command: |
  [\"a\", \"b\"]
environments:
  prod:
    variables: {E: }
",
        "\
variables:
  A: ''
  \"null\": x
  B: 'it''s'
  \"a: b\": c
  E: ''  # prod, line 8
command: |
  [\"a\", \"b\"]
",
    );
}

/// An empty field of the base takes Copilot's default away; one in an override means nothing.
#[test]
fn empty_fields_of_the_base_stay() {
    shows(
        "\
cpu:
memory: ~
exec:
environments:
  prod:
    count:
    memory: 512
    variables:
      A:
",
        "\
cpu:
memory: 512  # prod, line 9
exec:
variables:  # prod, line 10
  A:  # prod, line 11
",
    );
}

#[test]
fn the_head_says_what_it_is() {
    let manifest = Manifest::new(
        "copilot/web/manifest.yml",
        &format!("{ECS}bogus: 1\nenvironments:\n  prod:\n    cpu: 1\n"),
    );
    let head = |environment, locale| {
        let shown = manifest.show_in(environment, locale).unwrap();
        assert_eq!(shown.is_named, environment == Some("prod"));
        shown.text.lines().take_while(|line| line.starts_with('#')).collect::<Vec<_>>().join("\n")
    };
    let prod = head(Some("prod"), Locale::En);
    for part in [
        "environment prod",
        "copilot/web/manifest.yml",
        "Load Balanced Web Service",
        "`prod, line N`",
        "bogus (line 3)",
    ] {
        assert!(prod.contains(part), "no {part} in {prod}");
    }
    assert!(head(Some("staging"), Locale::En).contains("overrides nothing for staging"));
    assert!(head(None, Locale::En).contains("without an environment"));
    let japanese = head(Some("prod"), Locale::Ja);
    assert!(
        japanese.contains("環境 prod の実効マニフェスト") && japanese.contains("「prod、N 行目」"),
        "{japanese}"
    );
    assert!(manifest.show_in(Some("prod"), Locale::Ja).unwrap().text.contains("cpu: 1  # prod、6 行目\n"));
}

#[test]
fn each_line_knows_where_it_comes_from() {
    let text = format!(
        "{ECS}cpu: 1\r\nvariables:\r\n  店: 😀\r\nenvironments:\r\n  prod:\r\n    variables:\r\n      店: 本\r\n"
    );
    let manifest = Manifest::new("copilot/web/manifest.yml", &text);
    let shown = manifest.show(Some("prod")).unwrap();
    let from = |line: &str| {
        let at = shown.text.lines().position(|other| other.starts_with(line)).unwrap();
        shown.lines[at].map(|source| (&text[source.span.start..], source.in_override))
    };
    assert!(from("cpu").is_some_and(|(source, own)| source.starts_with("cpu: 1\r\n") && !own));
    assert!(from("  店: 本  # prod, line 9").is_some_and(|(source, own)| source == "店: 本\r\n" && own));
    assert_eq!(from("#"), None);
}

#[test]
fn broken_texts_are_shown_as_far_as_they_can_be_read() {
    let text = format!(
        "{ECS}cpu: 256\nvariables:\n  A: \"x\n  B: y\ncount: 2\nenvironments:\n  prod:\n    cpu: 512\n"
    );
    let shown = Manifest::new("copilot/web/manifest.yml", &text).show(Some("prod")).unwrap();
    assert!(
        !shown.unreadable.is_empty() && shown.text.contains("Copilot refuses the manifest"),
        "{}",
        shown.text
    );
    assert!(shown.text.contains("\ncpu: 512  # prod, line 10\n"), "{}", shown.text);
    let refused = Manifest::new("copilot/web/manifest.yml", &format!("{ECS}cpu: many\n"));
    let shown = refused.show(None).unwrap();
    assert_eq!(shown.unreadable, [3]);
    assert!(shown.text.contains("\ncpu: many  # of a wrong type"), "{}", shown.text);
    let dropped =
        Manifest::new("copilot/web/manifest.yml", &format!("{ECS}count: {{range: 1-2, spot: x}}\n"));
    let shown = dropped.show(None).unwrap();
    assert!(
        shown.unreadable.is_empty() && shown.text.contains("  spot: x  # of a wrong type"),
        "{}",
        shown.text
    );
}

/// Neither aliases that multiply nor deep brackets take time or memory.
#[test]
fn hostile_texts_are_answered() {
    let mut bomb = format!("{ECS}x0: &x0 [a, a, a, a, a, a, a, a, a, a]\n");
    for level in 1..12 {
        let items = vec![format!("*x{}", level - 1); 10].join(", ");
        bomb.push_str(&format!("x{level}: &x{level} [{items}]\n"));
    }
    bomb.push_str("taskdef_overrides:\n  - path: A\n    value: *x11\n");
    let refusal =
        Manifest::new("copilot/web/manifest.yml", &bomb).ask(None, Locale::En).unwrap().unwrap_err();
    assert!(refusal.text(Locale::En).contains("aliases"));
    let deep = format!(
        "{ECS}taskdef_overrides:\n  - path: A\n    value: {}{}\n",
        "[".repeat(5000),
        "]".repeat(5000)
    );
    let shown = Manifest::new("copilot/web/manifest.yml", &deep).show(None).unwrap();
    assert_eq!(shown.unreadable, [5]);
    let own = format!("{ECS}taskdef_overrides:\n  - path: A\n    value: &a [*a]\n");
    assert!(Manifest::new("copilot/web/manifest.yml", &own).show(None).is_some());
}
