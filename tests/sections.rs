//! Snippets of sections and whole manifests: with their defaults filled in they have no finding in their place.
#![allow(clippy::expect_used, clippy::panic, reason = "a test may fail")]

mod support;

use copilot_manifest_ls::assist::snippet::{
    Layout, Snippet, entry_snippet, item_snippet, manifest_snippet, section_snippet,
};
use copilot_manifest_ls::manifest::kind::Kind;
use copilot_manifest_ls::manifest::shape::Shape;
use copilot_manifest_ls::manifest::source::Source;
use copilot_manifest_ls::reference::lookup::{Spot, spots};
use copilot_manifest_ls::rules::{Document, judge};
use copilot_manifest_ls::settings::Settings;
use copilot_manifest_ls::workspace::Nothing;
use serde_yaml::Value;
use std::path::Path;

fn unknown(_: &str) -> Vec<String> {
    Vec::new()
}

fn findings(path: &str, text: &str) -> Vec<String> {
    let source = Source::new(Some(Path::new(path)), text.to_owned());
    let found = judge(&Document::new(&source, &Nothing), &Settings::default());
    found.iter().map(|it| format!("{} at {}: {}", it.rule, it.path, it.message)).collect()
}

fn snippet(spot: &Spot) -> Option<Snippet> {
    let key = spot.key.rsplit('.').next()?;
    section_snippet(key, &spot.shape, 0, &Layout::default(), &unknown)
}

/// The steps of a path of the reference: keys, `<>` for a name, `[]` for an item.
fn steps(key: &str) -> Vec<String> {
    key.replace("[]", ".[]").split('.').map(str::to_owned).collect()
}

/// What stands under a key of a map or list, made anew where it is missing.
fn child<'v>(value: &'v mut Value, step: &str, new: Value) -> &'v mut Value {
    if step == "[]" {
        if !value.is_sequence() {
            *value = Value::Sequence(Vec::new());
        }
        let items = value.as_sequence_mut().expect("a list");
        if items.is_empty() {
            items.push(new);
        }
        return items.last_mut().expect("an item");
    }
    if !value.is_mapping() {
        *value = Value::Mapping(serde_yaml::Mapping::new());
    }
    let map = value.as_mapping_mut().expect("a map");
    map.entry(Value::from(step.replace("<>", "entry"))).or_insert(new)
}

/// The value that a snippet gives its key.
fn written(snippet: &Snippet) -> Value {
    let map: serde_yaml::Mapping = serde_yaml::from_str(&snippet.text).expect("YAML");
    map.into_iter().next().expect("a key").1
}

/// What a section does not work without, though Copilot does not demand it of the section itself.
fn surroundings(key: &str) -> &'static str {
    match key {
        "count.requests" | "count.response_time" => "count:\n  range: 1-10\nhttp:\n  path: /\n",
        "count.range" => "count:\n  cpu_percentage: 70\n",
        key if key.starts_with("count.") => "count:\n  range: 1-10\n",
        key if key.starts_with("sidecars.<>.mount_points") => {
            "storage:\n  volumes:\n    volume:\n      path: /data\n      efs: true\n"
        }
        "storage" | "storage.volumes" | "storage.volumes.<>" => {
            "sidecars:\n  reader:\n    image: demo/reader:1\n    mount_points:\n      - source_volume: volume\n        path: /data\n        read_only: false\n"
        }
        _ => "",
    }
}

/// A manifest of a kind in which a section holds what its snippet writes.
fn manifest(kind: Kind, key: &str, value: Value) -> (String, String) {
    let (path, text) = support::whole(&format!("# {}\n{}", kind.name(), surroundings(key)));
    let mut root: Value = serde_yaml::from_str(&text).expect("YAML");
    let (mut at, steps) = (&mut root, steps(key));
    let mut shape = Shape::of(kind).clone();
    for (index, step) in steps.iter().enumerate() {
        shape = if step == "[]" { shape.item() } else { shape.field(step) }.expect("a place").clone();
        // What stands around the section has what it requires.
        let around = section_snippet("key", &shape, 0, &Layout::default(), &unknown);
        let is_last = index + 1 == steps.len();
        let around = around.filter(|_| !is_last).map_or(Value::Null, |around| written(&around));
        at = child(at, step, around);
    }
    *at = value;
    (path, serde_yaml::to_string(&root).expect("YAML"))
}

/// The places where a snippet of a section is offered: not within a block of `environments`, which requires nothing.
fn places() -> Vec<(Kind, Spot)> {
    let of = |kind: Kind| spots(kind).into_iter().map(move |spot| (kind, spot));
    let offered = |(kind, spot): &(Kind, Spot)| {
        // Which metrics a kind scales on is a rule, not the model's.
        let other_metric = match kind {
            Kind::ScheduledJob => spot.key.starts_with("count."),
            Kind::WorkerService => matches!(spot.key.as_str(), "count.requests" | "count.response_time"),
            _ => spot.key == "count.queue_delay",
        };
        let is_part = spot.key.ends_with(['>', ']']);
        !is_part && !other_metric && snippet(spot).is_some()
    };
    Kind::ALL.into_iter().flat_map(of).filter(offered).collect()
}

#[test]
fn every_section_has_no_finding_in_its_place() {
    let (mut problems, places) = (Vec::new(), places());
    for (kind, spot) in &places {
        let snippet = snippet(spot).expect("a snippet");
        let (path, text) = manifest(*kind, &spot.key, written(&snippet));
        let found = findings(&path, &text);
        if !found.is_empty() {
            problems.push(format!("{} of {}:\n{text}\n{}", spot.key, kind.name(), found.join("\n")));
        }
    }
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n\n"));
    assert!(places.len() > 60, "only {} places", places.len());
}

#[test]
fn the_sections_with_required_fields_are_there() {
    let known: Vec<String> = places().into_iter().map(|(_, spot)| spot.key).collect();
    for key in [
        "image",
        "http",
        "http.additional_rules",
        "nlb",
        "nlb.additional_listeners",
        "on",
        "publish",
        "publish.topics",
        "subscribe",
        "subscribe.topics",
        "storage",
        "storage.volumes",
        "sidecars",
        "sidecars.<>.mount_points",
        "count.range",
        "files",
        "stages",
        "source",
        "source.properties",
        "cdn.static_assets",
        "network.vpc.security_group.ingress",
        "stages[].pre_deployments",
    ] {
        assert!(known.iter().any(|found| found == key), "{key}");
    }
    for key in ["taskdef_overrides", "network", "deployment", "variables", "cdn"] {
        assert!(!known.iter().any(|found| found == key), "{key}");
    }
}

fn shape(kind: Kind, keys: &[&str]) -> std::sync::Arc<Shape> {
    let root = Shape::of(kind);
    keys.iter().try_fold(root, |shape, key| shape.field(key)).expect("a place").clone()
}

#[test]
fn sections_items_and_entries_in_the_style_of_the_file() {
    let layout = Layout { step: 4, dash: 0, line_break: "\r\n", spaced: true };
    let kind = Kind::LoadBalancedWebService;
    let topics =
        section_snippet("publish", &shape(kind, &["publish"]), 4, &layout, &unknown).expect("a snippet");
    assert_eq!(topics.text, "publish:\r\n        topics:\r\n        - name: topic");
    assert_eq!(topics.snippet, "publish:\n        topics:\n        - name: ${1:topic}$0");
    let rule =
        item_snippet(&shape(kind, &["http", "additional_rules"]), 8, &layout, &unknown).expect("a snippet");
    assert_eq!(rule.snippet, "- path: ${1:/api}$0");
    let volume =
        entry_snippet(&shape(kind, &["storage", "volumes"]), 8, &layout, &unknown).expect("a snippet");
    assert_eq!(
        volume.snippet,
        "${1:volume}:\n            path: ${2:/var/data}\n            read_only: ${3|false,true|}$0"
    );
    let job = shape(Kind::ScheduledJob, &["on"]);
    let on = section_snippet("on", &job, 0, &Layout::default(), &unknown).expect("a snippet");
    assert_eq!(on.text, "on:\n  schedule: \"@hourly\"");
    assert!(entry_snippet(&shape(kind, &["environments"]), 2, &layout, &unknown).is_none());
    assert!(section_snippet("cpu", &shape(kind, &["cpu"]), 0, &layout, &unknown).is_none());
}

#[test]
fn declared_names_and_files_are_choices() {
    let names = |reference: &str| match reference {
        "volume" => vec!["data".to_owned(), "cache".to_owned()],
        "dockerfile" => vec!["api/Dockerfile".to_owned(), "a,b/Dockerfile".to_owned()],
        _ => Vec::new(),
    };
    let kind = Kind::BackendService;
    let sidecar = shape(kind, &["sidecars", "x", "mount_points"]);
    let mounts = section_snippet("mount_points", &sidecar, 0, &Layout::default(), &names).expect("a snippet");
    assert_eq!(
        mounts.snippet,
        "mount_points:\n  - source_volume: ${1|data,cache|}\n    path: ${2:/var/data}\n    read_only: ${3|false,true|}$0"
    );
    let image =
        section_snippet("image", &shape(kind, &["image"]), 0, &Layout::default(), &names).expect("a snippet");
    assert_eq!(image.snippet, "image:\n  build: ${1|api/Dockerfile,a\\,b/Dockerfile|}\n  port: ${2:8080}$0");
    assert_eq!(image.text, "image:\n  build: api/Dockerfile\n  port: 8080");
}

#[test]
fn a_whole_manifest_of_each_kind_has_no_finding() {
    for kind in Kind::ALL {
        let path = match kind {
            Kind::Environment => "/app/copilot/environments/main/manifest.yml",
            Kind::Pipeline => "/app/copilot/pipelines/main/manifest.yml",
            _ => "/app/copilot/main/manifest.yml",
        };
        for layout in [Layout::default(), Layout { line_break: "\r\n", ..Layout::default() }] {
            let whole = manifest_snippet(kind, Some("main"), &layout, &unknown);
            assert_eq!(findings(path, &whole.text), Vec::<String>::new(), "{}", whole.text);
            let source = Source::new(Some(Path::new(path)), whole.text.clone());
            assert_eq!(source.kind(), Some(kind));
            assert_eq!(source.root_text("name"), Some("main"));
            assert_eq!(whole.text.contains("\r\n"), layout.line_break == "\r\n");
            assert!(whole.snippet.starts_with("name: ${1:main}\n") && whole.snippet.ends_with("$0"));
        }
    }
    let service = manifest_snippet(Kind::LoadBalancedWebService, None, &Layout::default(), &unknown);
    assert_eq!(
        service.snippet,
        "name: ${1:workload}\ntype: Load Balanced Web Service\n\nimage:\n  build: ${2:./Dockerfile}\n  port: ${3:8080}\n\nhttp:\n  path: ${4:/}$0"
    );
}
