//! The model against the facts that it was made from, and the published schemas against real manifests.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that can't go on fails")]

use copilot_manifest_ls::manifest::kind::Kind;
use copilot_manifest_ls::manifest::model;
use copilot_manifest_ls::schema::generate;
use jsonschema::Validator;
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A file of the folder of facts, which is not part of the repository.
fn shared(path: &str) -> Option<String> {
    fs::read_to_string(root().join("../shared").join(path)).ok()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Walks the places of a schema, with the path of each and the definition that holds its facts.
struct Walk<'s, F: FnMut(&str, &'s Json)> {
    definitions: &'s Json,
    visit: F,
}

impl<'s, F: FnMut(&str, &'s Json)> Walk<'s, F> {
    fn place(&mut self, path: &str, schema: &'s Json) {
        (self.visit)(path, schema);
        self.inside(path, schema);
    }

    fn inside(&mut self, path: &str, schema: &'s Json) {
        if let Some(name) = schema["$ref"].as_str() {
            let definition = &self.definitions[name.trim_start_matches("#/$defs/")];
            assert!(definition.is_object(), "{name} is not defined");
            return self.place(path, definition);
        }
        for branch in schema["anyOf"].as_array().into_iter().flatten() {
            self.place(path, branch);
        }
        for (name, field) in schema["properties"].as_object().into_iter().flatten() {
            self.place(&if path.is_empty() { name.clone() } else { format!("{path}.{name}") }, field);
        }
        if schema["additionalProperties"].is_object() && !path.ends_with("environments") {
            self.place(&format!("{path}.<>"), &schema["additionalProperties"]);
        }
        if schema["items"].is_object() {
            self.place(&format!("{path}[]"), &schema["items"]);
        }
    }
}

fn walk(kind: Kind, mut visit: impl FnMut(&str, &Json)) {
    let schema = model::schema(kind);
    Walk { definitions: &schema["$defs"], visit: |path: &str, schema: &Json| visit(path, schema) }
        .place("", &schema);
}

/// The paths of a kind as the table of fields writes them, the names of placeholders aside.
fn paths(kind: Kind) -> BTreeSet<String> {
    let mut paths = BTreeSet::new();
    let mut open = BTreeSet::new();
    walk(kind, |path, schema| {
        if schema["x-open"] == json!(true) {
            open.insert(format!("{path}."));
        }
        // The table names the items of a list only where they are more than texts.
        let plain_item = path.ends_with("[]") && schema.get("x-go").is_some();
        if !path.is_empty() && !plain_item {
            paths.insert(path.to_owned());
        }
        if schema["x-map"] == json!("pointer") && path.ends_with("environments") {
            paths.insert(format!("{path}.<>"));
        }
    });
    for prefix in open {
        paths.retain(|path| !path.starts_with(&prefix));
        paths.insert(format!("{prefix}<>"));
    }
    paths
}

fn without_names(path: &str) -> String {
    let parts = path.split('<').enumerate().map(|(index, part)| match part.split_once('>') {
        Some((_, rest)) if index > 0 => format!("<>{rest}"),
        _ => part.to_owned(),
    });
    parts.collect()
}

#[test]
fn the_model_has_every_field_of_copilot_and_no_other() {
    let Some(table) = shared("spec/fields.tsv") else {
        return eprintln!("skipped: no ../shared/spec/fields.tsv");
    };
    let mut expected: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for line in table.lines().skip(1) {
        let mut columns = line.split('\t');
        let kind = columns.next().unwrap_or_default();
        expected.entry(kind).or_default().insert(without_names(columns.next().unwrap_or_default()));
    }
    for kind in Kind::ALL {
        let (have, want) = (paths(kind), &expected[kind.name()]);
        let missing: Vec<_> = want.difference(&have).collect();
        let extra: Vec<_> = have.difference(want).collect();
        assert!(
            missing.is_empty() && extra.is_empty(),
            "{}: missing {missing:?}, extra {extra:?}",
            kind.name()
        );
    }
}

#[test]
fn every_rule_that_the_model_names_is_in_the_catalogue() {
    let Some(catalogue) = shared("spec/rules.md") else {
        return eprintln!("skipped: no ../shared/spec/rules.md");
    };
    let known: BTreeSet<&str> =
        catalogue.lines().filter_map(|line| line.strip_prefix("#### `")?.strip_suffix('`')).collect();
    assert!(known.len() > 500, "the catalogue has another form: {} rules", known.len());
    for kind in Kind::ALL {
        walk(kind, |path, schema| {
            for id in schema["x-rules"].as_object().into_iter().flatten().filter_map(|(_, id)| id.as_str()) {
                assert!(known.contains(id), "{}: {path} names {id}", kind.name());
            }
        });
    }
}

#[test]
fn every_constraint_has_its_rule_and_every_rule_its_constraint() {
    let keywords = [
        ("enum", &["enum"][..]),
        ("range", &["minimum", "maximum", "exclusiveMinimum"]),
        ("pattern", &["pattern"]),
    ];
    for kind in Kind::ALL {
        walk(kind, |path, schema| {
            let go = schema["x-go"].as_str().unwrap_or_default();
            for (rule, of) in keywords {
                // Go's own types bring limits of their own: their rule is that of the wrong type.
                let built_in = match rule {
                    "range" => go.contains("uint"),
                    "pattern" => go.contains("bool") || go.contains("Duration"),
                    _ => false,
                };
                let constrained = of.iter().any(|keyword| schema.get(keyword).is_some());
                let named = schema["x-rules"].get(rule).is_some();
                assert!(constrained == named || built_in, "{}: {path}: {rule}", kind.name());
            }
        });
    }
}

#[test]
fn every_keyword_of_the_model_is_one_that_is_read() {
    let known = [
        "x-copies",
        "x-default",
        "x-default-unless",
        "x-deprecated",
        "x-docs",
        "x-empty",
        "x-example",
        "x-exclusive",
        "x-fold",
        "x-go",
        "x-map",
        "x-name",
        "x-one-of",
        "x-open",
        "x-path",
        "x-raw",
        "x-ref",
        "x-ref-keys",
        "x-refused",
        "x-required",
        "x-rules",
        "x-same",
        "x-short",
        "x-since",
        "x-union",
        "x-unit",
        "x-values",
    ];
    for kind in Kind::ALL {
        walk(kind, |path, schema| {
            for keyword in schema.as_object().into_iter().flatten().map(|(keyword, _)| keyword) {
                assert!(!keyword.starts_with("x-") || known.contains(&keyword.as_str()), "{path}: {keyword}");
            }
        });
    }
}

/// The anchors that stand between backquotes behind a name, and what the line includes.
fn anchors(line: &str) -> (BTreeSet<String>, Vec<String>) {
    let at = line.find("includes: `").or_else(|| line.find("include `")).unwrap_or(line.len());
    let (own, included) = line.split_at(at);
    let quoted = |text: &str| text.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    (quoted(own).into_iter().collect(), quoted(included))
}

/// Page → anchors, of the catalogue's index of the documentation.
fn documentation(catalogue: &str) -> BTreeMap<String, BTreeSet<String>> {
    let index = catalogue.split("## 11. ").nth(1).unwrap_or_default();
    let mut includes = BTreeMap::new();
    let mut pages: BTreeMap<String, (BTreeSet<String>, Vec<String>)> = BTreeMap::new();
    let mut page = String::new();
    for line in index.lines() {
        match line.strip_prefix("- **").and_then(|rest| rest.split_once("**")) {
            Some((name, rest)) if rest.starts_with(':') => {
                drop(includes.insert(name.to_owned(), anchors(rest)))
            }
            Some((name, _)) => page = name.split(' ').next().unwrap_or_default().to_owned(),
            None => {
                let (own, included) = anchors(line.trim());
                let entry = pages.entry(page.clone()).or_default();
                entry.0.extend(own);
                entry.1.extend(included);
            }
        }
    }
    let resolve = |(own, mut open): (BTreeSet<String>, Vec<String>)| {
        let mut all = own;
        while let Some((own, included)) = open.pop().and_then(|name| includes.get(&name).cloned()) {
            all.extend(own);
            open.extend(included);
        }
        all
    };
    pages.into_iter().map(|(name, page)| (name, resolve(page))).collect()
}

#[test]
fn every_link_to_the_documentation_has_its_anchor() {
    let Some(catalogue) = shared("spec/rules.md") else {
        return eprintln!("skipped: no ../shared/spec/rules.md");
    };
    let documentation = documentation(&catalogue);
    for kind in Kind::ALL {
        walk(kind, |path, schema| {
            let Some(link) = schema["x-docs"].as_str() else { return };
            let (page, anchor) = link.split_once('#').expect("a page and an anchor");
            let known = documentation.get(page).is_some_and(|anchors| anchors.contains(anchor));
            assert!(known, "{}: {path}: {link}", kind.name());
        });
    }
}

#[test]
fn the_schemas_of_the_repository_are_current() {
    for kind in Kind::ALL {
        let path = root().join("schemas").join(format!("{}.json", kind.slug()));
        let committed = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            committed == generate::file(kind),
            "{} is not what the model says: run `cargo run --release -- generate`",
            path.display()
        );
    }
}

fn published(kind: Kind) -> Validator {
    jsonschema::validator_for(&generate::published(kind)).expect("the schema of a kind compiles")
}

/// The manifest as a YAML server sees it; nothing where such a server stops before its schema.
fn parse(text: &str) -> Option<Json> {
    let document = serde_yaml::Deserializer::from_str(text).next()?;
    let mut value: serde_yaml::Value = serde::Deserialize::deserialize(document).ok()?;
    value.apply_merge().ok()?;
    serde_json::to_value(value).ok()
}

fn complaints(validator: &Validator, manifest: &Json) -> Vec<String> {
    validator.iter_errors(manifest).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

fn manifests(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        match entry.path() {
            path if path.is_dir() => manifests(&path, found),
            path if path.ends_with("manifest.yml") => found.push(path),
            _ => {}
        }
    }
}

#[test]
fn the_schemas_accept_the_example() {
    let mut found = Vec::new();
    manifests(&root().join("examples/bookshop/copilot"), &mut found);
    let mut kinds = BTreeSet::new();
    for path in found {
        let manifest = parse(&fs::read_to_string(&path).expect("a text")).expect("YAML");
        let named = manifest["type"].as_str().unwrap_or("Pipeline");
        let kind = Kind::ALL.into_iter().find(|kind| kind.name() == named).expect("a kind");
        kinds.insert(kind);
        assert_eq!(complaints(&published(kind), &manifest), Vec::<String>::new(), "{}", path.display());
    }
    assert_eq!(kinds.len(), Kind::ALL.len(), "the example shows every kind");
}

/// The labelled manifests of a list that Copilot takes whole, with their kinds and texts.
fn taken_by_copilot(list: &str, text_of: impl Fn(&Json) -> Option<String>) -> Vec<(String, Kind, Json)> {
    let cases = list.lines().map(|line| serde_json::from_str::<Json>(line).expect("a case"));
    let whole = cases.filter(|case| case["ignored"] == json!([]) && case["later_error"].is_null());
    let read = whole.filter_map(|case| {
        let kind = Kind::ALL.into_iter().find(|kind| case["kind"] == kind.name())?;
        Some((case["file"].to_string(), kind, parse(&text_of(&case)?)?))
    });
    read.collect()
}

/// A schema takes what Copilot takes, in manifests that use every field and in those of real people.
#[test]
fn the_schemas_accept_what_copilot_accepts() {
    let (Some(cases), Some(corpus)) = (shared("conformance/cases.jsonl"), shared("conformance/corpus.jsonl"))
    else {
        return eprintln!("skipped: no ../shared/conformance");
    };
    let mut accepted = taken_by_copilot(&cases, |case| {
        (case["origin"] == "base").then(|| case["text"].as_str().unwrap_or_default().to_owned())
    });
    accepted.extend(taken_by_copilot(&corpus, |case| {
        let path = format!("corpus/{}", case["file"].as_str().unwrap_or_default());
        (case["accepts"] == true).then(|| shared(&path)).flatten()
    }));
    assert!(accepted.len() > 200, "only {} manifests", accepted.len());
    let validators: BTreeMap<Kind, Validator> = Kind::ALL.map(|kind| (kind, published(kind))).into();
    for (name, kind, manifest) in accepted {
        assert_eq!(complaints(&validators[&kind], &manifest), Vec::<String>::new(), "{name}");
    }
}

/// Where a complaint points; for a key that is not known, that key.
fn place_of(error: &jsonschema::ValidationError<'_>) -> String {
    match error.kind() {
        jsonschema::error::ValidationErrorKind::AdditionalProperties { unexpected } => unexpected.join(" "),
        _ => error.instance_path().to_string(),
    }
}

#[test]
fn the_schemas_see_mistakes_and_know_leniencies() {
    let judge = |kind: Kind, text: &str| {
        let head = if kind == Kind::Pipeline {
            "name: a\nversion: 1"
        } else {
            &format!("name: a\ntype: {}", kind.name())
        };
        let manifest = parse(&format!("{head}\n{text}")).expect("YAML");
        let validator = published(kind);
        let places: BTreeSet<String> =
            validator.iter_errors(&manifest).map(|error| place_of(&error)).collect();
        places.into_iter().collect::<Vec<_>>().join(" ")
    };
    let cases = [
        ("cpu: 300", "/cpu"),
        ("cpu: '256'", "/cpu"),
        ("cpu:", ""),
        ("colour: red", "colour"),
        ("image: nginx", "/image"),
        ("image: {port: 0}", "/image/port"),
        ("platform: linux", "/platform"),
        ("platform: Linux/ARM64", ""),
        ("platform: ${PLATFORM}", ""),
        ("http: yes", ""),
        ("http: maybe", "/http"),
        ("http: {path: /, alias: [a.example, {name: b}]}", "/http"),
        ("http: {path: 5, stickiness: on, version: GRPC}", ""),
        ("http: {path: /, deregistration_delay: 30}", "/http"),
        ("network: {vpc: {placement: Public}}", "/network/vpc/placement"),
        ("network: {vpc: {placement: '${WHERE}'}}", ""),
        ("network: {vpc: {placement: {subnets: '${SUBNETS}'}}}", ""),
        ("variables: {A: 1, B: yes, C: , D: {from_cfn: x}}", ""),
        ("variables: [A=1]", "/variables"),
        ("env_file: prod.txt", "/env_file"),
        ("env_file: '${STAGE}'", ""),
        ("sidecars: {a: {depends_on: {b: HEALTHY, c: ready}}}", "/sidecars/a/depends_on/c"),
        ("environments: {test: {count: {range: 1-x}}}", "/environments/test/count"),
        ("environments: {test: {cpu: 300}}", "/environments/test/cpu"),
        ("x-shared: &a {memory: 1}\nstorage: {}", ""),
    ];
    for (text, place) in cases {
        assert_eq!(judge(Kind::LoadBalancedWebService, text), place, "{text}");
    }
    assert_eq!(
        judge(Kind::Pipeline, "source: {provider: github, properties: {repository: r, other: 1}}"),
        "/source/provider"
    );
    assert_eq!(judge(Kind::Pipeline, "stages: [{name: test, deployments: {api: }}]"), "");
    assert_eq!(
        judge(Kind::RequestDrivenWebService, "network: {vpc: {placement: public}}"),
        "/network/vpc/placement"
    );
    assert_eq!(judge(Kind::BackendService, "http: true"), "/http");
    assert_eq!(judge(Kind::Environment, "cdn: {terminate_tls: 'true'}"), "/cdn");
}
