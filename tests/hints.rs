//! Inlay hints as a reader sees them: the text with each hint in `⟦…⟧`.
#![allow(clippy::expect_used, reason = "a test may fail")]

use copilot_manifest_ls::assist::{Context, Hint, Snapshot};
use copilot_manifest_ls::locale::Locale;
use copilot_manifest_ls::settings::InlayHints;
use copilot_manifest_ls::yaml::Span;
use std::path::Path;

const NONE: InlayHints = InlayHints { defaults: false, overrides: false, meaning: false };
const DEFAULTS: InlayHints = InlayHints { defaults: true, ..NONE };
const OVERRIDES: InlayHints = InlayHints { overrides: true, ..NONE };
const MEANING: InlayHints = InlayHints { meaning: true, ..NONE };
const ALL: InlayHints = InlayHints { defaults: true, overrides: true, meaning: true };

fn snapshot(path: &str, text: &str) -> Snapshot {
    Snapshot::new(Some(Path::new(path)), text.to_owned())
}

fn context(locale: Locale) -> Context<'static> {
    Context { locale, ..Context::default() }
}

fn hints(snapshot: &Snapshot, wanted: &InlayHints, locale: Locale) -> Vec<Hint> {
    snapshot.hints(Span { start: 0, end: snapshot.source.text.len() }, wanted, &context(locale))
}

fn shown_at(path: &str, text: &str, wanted: &InlayHints, locale: Locale) -> String {
    let mut shown = text.to_owned();
    for hint in hints(&snapshot(path, text), wanted, locale).iter().rev() {
        let label: String = hint.label.iter().map(|part| part.text.as_str()).collect();
        shown.insert_str(hint.offset, &format!("⟦{label}⟧"));
    }
    shown
}

const SERVICE: &str = "/app/copilot/api/manifest.yml";

/// `marked` is a text with its hints; of a service unless it says its `type`.
#[track_caller]
fn shows_in(locale: Locale, marked: &str, wanted: &InlayHints) {
    let head = if marked.contains("type:") { "" } else { "name: api\ntype: Backend Service\n" };
    let marked = format!("{head}{marked}");
    let mut text = marked.clone();
    while let Some(start) = text.find('⟦') {
        let end = text.find('⟧').expect("a closing bracket") + '⟧'.len_utf8();
        text.replace_range(start..end, "");
    }
    assert_eq!(shown_at(SERVICE, &text, wanted, locale), marked);
}

#[track_caller]
fn shows(marked: &str, wanted: &InlayHints) {
    shows_in(Locale::En, marked, wanted);
}

/// The tooltip of the first hint.
fn tooltip(text: &str, wanted: &InlayHints, locale: Locale) -> Option<String> {
    let snapshot = snapshot(SERVICE, &format!("name: api\ntype: Backend Service\n{text}"));
    let hints = hints(&snapshot, wanted, locale);
    snapshot.tooltips(&hints[..1], &context(locale)).remove(0)
}

#[test]
fn a_number_has_its_meaning_and_no_text_repeats_what_is_written() {
    shows("cpu: 256⟦0.25 vCPU⟧\nmemory: 2048⟦2 GiB⟧ # enough\n", &MEANING);
    shows("cpu: 1024⟦1 vCPU⟧\r\nmemory: 512⟦MiB⟧\r\nstorage: {ephemeral: 30⟦GiB⟧}\r\n", &MEANING);
    shows("logging:\n  retention: 30⟦days⟧\ncount:\n  range: 1-4\n  cpu_percentage: 70\n", &MEANING);
    shows("cpu: '256'\nmemory: ${MEMORY}\ncount: 2\nimage:\n  port: 8080\n", &MEANING);
    shows_in(Locale::Ja, "cpu: 512⟦0.5 vCPU⟧\nlogging:\n  retention: 30⟦日⟧\n", &MEANING);
    shows("x: &size 2048\nmemory: *size⟦2 GiB⟧\n", &MEANING);
}

#[test]
fn durations_are_told_where_their_unit_hides_their_length() {
    let text = |times: [&str; 4]| {
        let [interval, timeout, period, delay] = times;
        format!(
            "image:\n  healthcheck: {{interval: {interval}, timeout: {timeout}, start_period: {period}}}\n\
             http:\n  path: /\n  deregistration_delay: {delay}\n"
        )
    };
    shows(&text(["90s⟦1 minute 30 seconds⟧", "60s", "1m30s", "300s⟦5 minutes⟧"]), &MEANING);
    shows_in(Locale::Ja, &text(["90s⟦1 分 30 秒⟧", "60s", "100m⟦1 時間 40 分⟧", "x"]), &MEANING);
}

#[test]
fn schedules_are_told() {
    let job = |schedule: &str| format!("name: nightly\ntype: Scheduled Job\non:\n  schedule: {schedule}\n");
    shows(&job("\"@daily\"⟦Every day at 00:00 (UTC)⟧"), &MEANING);
    shows(&job("'cron(0 10 ? * 2 *)'⟦At 10:00, on Monday (UTC)⟧  # weekly"), &MEANING);
    shows(&job("rate(5 minutes)⟦Every 5 minutes⟧"), &MEANING);
    shows_in(Locale::Ja, &job("0 9 * * 1-5⟦月曜日～金曜日、09:00 (UTC)⟧"), &MEANING);
    shows_in(Locale::Ja, &job("rate(1 hour)⟦1 時間ごと⟧"), &MEANING);
    shows(&job("whenever"), &MEANING);
    shows(&job("0 0 1 1,2,3 *⟦At 00:00, on day 1 of the month, in month 1…⟧"), &MEANING);
}

const COUNTS: &str = "\
count: 2⟦test: 1, prod: 4⟧
variables:⟦prod: +EXTRA⟧
  LOG: info⟦prod: 警告⟧
environments:
  test:
    count: 1⟦base: 2⟧
  prod:
    count: 4⟦base: 2⟧ # more
    variables:
      LOG: 警告⟦base: info⟧
      EXTRA: 1
  idle:
";

#[test]
fn overridden_values_are_shown_on_both_sides() {
    shows(COUNTS, &OVERRIDES);
    shows(&COUNTS.replace('\n', "\r\n"), &OVERRIDES);
    shows_in(Locale::Ja, &COUNTS.replace("⟦base", "⟦ベース"), &OVERRIDES);
    shows("environments:\n  test:\n    count: 1\n    cpu: 512\n", &OVERRIDES);
}

#[test]
fn a_label_leads_to_what_it_speaks_of() {
    let text = "name: api\ntype: Backend Service\ncount: 2\nenvironments:\n  test:\n    count: 1\n  prod: {count: 4}\n";
    let snapshot = snapshot(SERVICE, text);
    let hints = hints(&snapshot, &OVERRIDES, Locale::En);
    let labels: Vec<Vec<(&str, Option<usize>)>> = hints
        .iter()
        .map(|hint| {
            hint.label.iter().map(|part| (part.text.as_str(), part.target.map(|to| to.start))).collect()
        })
        .collect();
    let at = |words: &str| text.find(words);
    let (test, prod) = (at("count: 1"), at("count: 4"));
    assert_eq!(
        labels,
        [
            vec![("test: 1", test), (", ", None), ("prod: 4", prod)],
            vec![("base: 2", at("count: 2"))],
            vec![("base: 2", at("count: 2"))],
        ]
    );
}

#[test]
fn an_override_of_another_form_replaces_the_whole() {
    shows(
        "count:⟦test: 1⟧\n  range: 1-4\n  cpu_percentage: 70\nenvironments:\n  test:\n    count: 1⟦base: {…}⟧\n",
        &OVERRIDES,
    );
    shows("count: 2⟦test: {…}⟧\nenvironments:\n  test:\n    count:⟦base: 2⟧\n      range: 1-4\n", &OVERRIDES);
    shows(
        "count:⟦test: +spot⟧\n  range: 1-4⟦test: not set⟧\nenvironments:\n  test:\n    count:\n      spot: 1\n",
        &OVERRIDES,
    );
    shows("command: [a, b]⟦test: [c]⟧\nenvironments:\n  test:\n    command: [c]⟦base: [a, b]⟧\n", &OVERRIDES);
    // An override of `exec` in its short form leaves the long form of the base in force.
    shows("exec:\n  enable: true\nenvironments:\n  test:\n    exec: false\n", &OVERRIDES);
}

#[test]
fn merge_keys_and_anchors_are_seen_through() {
    shows(
        "count: 2⟦test: 1, prod: 1⟧\nenvironments:\n  test: &small\n    count: 1⟦base: 2⟧\n  prod:\n    <<: *small\n",
        &OVERRIDES,
    );
    shows("count: &n 2⟦test: 2⟧\nenvironments:\n  test:\n    count: *n⟦base: 2⟧\n", &OVERRIDES);
}

#[test]
fn long_labels_end_with_an_ellipsis() {
    let long = "x".repeat(60);
    let short = "x".repeat(37);
    shows(
        &format!(
            "env_file: a.env⟦test: {short}…⟧\nenvironments:\n  test:\n    env_file: {long}⟦base: a.env⟧\n"
        ),
        &OVERRIDES,
    );
    let environments: String =
        (1..9).map(|n| format!("  environment-{n}:\n    count: {n}⟦base: 9⟧\n")).collect();
    shows(
        &format!("count: 9⟦environment-1: 1, environment-2: 2, …⟧\nenvironments:\n{environments}"),
        &OVERRIDES,
    );
}

#[test]
fn defaults_in_force_stand_behind_the_key_of_their_section() {
    shows("name: api\ntype: Backend Service⟦cpu: 256, memory: 512, …⟧ # a service\n", &DEFAULTS);
    let rest = "cpu: 256\nmemory: 512\nplatform: linux/arm64\ncount: 1\n";
    shows(
        &format!("{rest}http:⟦version: http1, deregistration_delay: 60s⟧  # paths\n  path: /\n"),
        &DEFAULTS,
    );
    shows(&format!("{rest}http: {{path: /, version: grpc}}⟦deregistration_delay: 60s⟧\n"), &DEFAULTS);
    shows(
        &format!("{rest}logging: &l⟦retention: 30, enableMetadata: true⟧\n  destination: {{Name: x}}\n"),
        &DEFAULTS,
    );
}

#[test]
fn no_default_is_shown_that_is_not_in_force() {
    let rest = "cpu: 256\nmemory: 512\nplatform: linux/arm64\ncount: 1\n";
    for quiet in [
        "http:\n",
        "http: {}\n",
        "logging:\n  retention: 7\n",
        "image:\n  build:\n    context: src\n",
        "environments:\n  test:\n    http:\n      path: /\n",
        "bogus:\n  http:\n    path: /\n",
        "storage:\n  ephemeral: 30\n  volumes:\n    data:\n      path: /data\n      read_only: false\n      efs:\n        uid: 1\n        gid: 1\n",
    ] {
        shows(&format!("{rest}{quiet}"), &DEFAULTS);
    }
    shows(&format!("{rest}image:\n  build:⟦dockerfile: Dockerfile⟧\n    target: x\n"), &DEFAULTS);
    let environment = |vpc: &str| format!("name: test\ntype: Environment\nnetwork:\n  vpc:{vpc}\n");
    shows_environment(&environment("⟦cidr: 10.0.0.0/16⟧\n    flow_logs: true"));
    shows_environment(&environment("\n    id: vpc-1"));
}

#[track_caller]
fn shows_environment(marked: &str) {
    let text = marked.replace("⟦cidr: 10.0.0.0/16⟧", "");
    let shown = shown_at("/app/copilot/environments/test/manifest.yml", &text, &DEFAULTS, Locale::En);
    assert_eq!(shown, marked);
}

#[test]
fn tooltips_say_more() {
    let text =
        "cpu: 256\nmemory: 512\nplatform: linux/arm64\ncount: 1\ndeployment:\n  rollback_alarms: [a]\n";
    for (locale, heading) in [
        (Locale::En, "Left out of `deployment`, with these defaults:"),
        (Locale::Ja, "`deployment` で省略されているフィールドの既定値:"),
    ] {
        let expected = format!("{heading}\n\n- `rolling`: `default`");
        assert_eq!(tooltip(text, &DEFAULTS, locale), Some(expected));
    }
    assert_eq!(tooltip("memory: 2048\n", &MEANING, Locale::En).as_deref(), Some("2048 MiB = 2 GiB"));
    assert_eq!(tooltip("memory: 512\n", &MEANING, Locale::En), None, "nothing more to say");
    let text = "count: 2\nenvironments:\n  test: {cpu: 512}\n  prod: {count: 4}\n";
    assert_eq!(
        tooltip(text, &OVERRIDES, Locale::Ja).as_deref(),
        Some("| 環境 | 値 | 行 |\n| --- | --- | --- |\n| (ベース) | `2` | 3 |\n| prod | `4` | 6 |")
    );
    let text = "count:\n  cpu_percentage: 70\n  range: 1-4\nenvironments:\n  test:\n    count: {spot: 1}\n";
    let snapshot = snapshot(SERVICE, &format!("name: api\ntype: Backend Service\n{text}"));
    let hints = hints(&snapshot, &OVERRIDES, Locale::En);
    let tooltips = snapshot.tooltips(&hints, &context(Locale::En));
    assert!(
        tooltips.iter().flatten().any(|tooltip| tooltip.contains("| test | not set | |")),
        "{tooltips:?}"
    );
}

#[test]
fn texts_that_are_no_manifests_have_no_hints() {
    for text in ["", "cpu: 256\n", "a: [", "- 1\n", "\u{feff}"] {
        assert_eq!(shown_at("/app/values.yml", text, &ALL, Locale::En), text);
    }
    let text = "name: api\ntype: Backend Service\ncpu: 256\n";
    assert_eq!(shown_at(SERVICE, text, &NONE, Locale::En), text);
}

#[test]
fn a_broken_line_takes_no_other_hint_away() {
    shows("cpu: 256⟦0.25 vCPU⟧\nimage: [\nmemory: 2048⟦2 GiB⟧\n", &MEANING);
    shows(
        "cpu: 256⟦0.25 vCPU⟧⟦test: 512⟧\nenvironments:\n  test:\n    cpu: 512⟦0.5 vCPU⟧⟦base: 256⟧\n    cou\n",
        &InlayHints { defaults: false, ..ALL },
    );
}
