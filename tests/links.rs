//! Links in place: `⟦target⟧(text)`. A page of the reference is shown by its end.
#![allow(clippy::expect_used, reason = "a test may fail")]

#[path = "support/beside.rs"]
mod beside;

use beside::Beside;
use copilot_manifest_ls::assist::{Context, Link, LinkTarget, Snapshot};
use copilot_manifest_ls::locale::Locale;
use copilot_manifest_ls::manifest::kind::Kind;
use copilot_manifest_ls::reference::lookup::spots;
use std::path::Path;

const FILES: [(&str, &str); 15] = [
    ("copilot/.workspace", "application: shop\n"),
    ("copilot/api/manifest.yml", ""),
    ("copilot/api/addons/table.yml", ""),
    ("copilot/web/manifest.yml", ""),
    ("copilot/environments/prod/manifest.yml", ""),
    ("copilot/environments/addons/archive.yml", ""),
    ("copilot/pipelines/main/buildspec.yml", ""),
    ("Dockerfile", ""),
    ("サービス/Dockerfile", ""),
    ("api/Dockerfile", ""),
    ("api/other/Dockerfile", ""),
    ("api/api.env", ""),
    ("api/fluent.env", ""),
    ("site/index.html", ""),
    ("api.env/x", ""),
];

fn links(path: &str, text: &str, locale: Locale) -> Vec<Link> {
    let around = Beside::new(&FILES);
    let snapshot = Snapshot::new(Some(Path::new(path)), text.to_owned());
    snapshot.links(&Context { locale, around: &around, findings: &[] }).expect("links")
}

fn marked(path: &str, text: &str) -> String {
    let mut marked = String::new();
    let mut from = 0;
    for link in links(path, text, Locale::En) {
        let target = match &link.target {
            LinkTarget::File(path) => path.strip_prefix("/app").expect("inside").display().to_string(),
            LinkTarget::Page(page) => page.rsplit('/').next().expect("its end").to_owned(),
        };
        assert!(!link.tooltip.is_empty());
        let written = &text[link.span.start..link.span.end];
        marked += &format!("{}⟦{target}⟧({written})", &text[from..link.span.start]);
        from = link.span.end;
    }
    marked + &text[from..]
}

#[track_caller]
fn check(path: &str, expected: &str) {
    let mut text = String::new();
    for (index, part) in expected.split('⟦').enumerate() {
        let rest = part.split_once("⟧(").map_or(part, |(_, rest)| rest);
        text += &if index == 0 { part.to_owned() } else { rest.replacen(')', "", 1) };
    }
    assert_eq!(marked(path, &text), expected);
}

const SERVICE: &str = "/app/copilot/api/manifest.yml";

#[test]
fn files_of_a_service() {
    check(
        SERVICE,
        "\
name: ⟦copilot/api/addons⟧(api)
type: Backend Service
⟦image.md#image⟧(image):
  build: \"⟦サービス/Dockerfile⟧(./サービス/Dockerfile)\" # 😀
env_file: ⟦api/api.env⟧(api/./other/../api.env)
⟦logging.md#logging⟧(logging):
  env_file: '⟦api/fluent.env⟧(/api/fluent.env)'
⟦sidecars.md#sidecars⟧(sidecars):
  one: {image: {build: ⟦Dockerfile⟧(Dockerfile)}, env_file: missing.env}
  two:
    image: {build: {context: ⟦api/other/Dockerfile⟧(api/other)}}
    env_file: api.env
  three:
    image:
      build:
        context: ⟦api⟧(api)
        dockerfile: ⟦api/other/Dockerfile⟧(api/other/Dockerfile)
⟦manifest.md#environments⟧(environments):
  ⟦copilot/environments/prod/manifest.yml⟧(prod):
    image: {build: ../Dockerfile}
    env_file: ${STAGE}.env
  test: {image: {build: api/Nothing}}
",
    );
}

#[test]
fn files_of_other_kinds() {
    check(
        "/app/copilot/pipelines/main/manifest.yml",
        "\
name: main
version: 1
⟦pipeline.md#build⟧(build):
  buildspec: ⟦copilot/pipelines/main/buildspec.yml⟧(copilot/pipelines/main/buildspec.yml)
⟦pipeline.md#stages⟧(stages):
  - name: ⟦copilot/environments/prod/manifest.yml⟧(prod)
    deployments:
      ⟦copilot/api/manifest.yml⟧(api):
      nothing:
    post_deployments: {smoke: {buildspec: copilot/pipelines}}
",
    );
    check(
        "/app/copilot/web/manifest.yml",
        "name: web\ntype: Static Site\n⟦static-site.md#files⟧(files):\n- source: ⟦site⟧(site/)\n- source: ⟦site/index.html⟧(site/index.html)\n- source: ..\n- source: .\n",
    );
    check(
        "/app/copilot/mail/manifest.yml",
        "type: Worker Service\nsubscribe: {topics: [{name: a, service: ⟦copilot/web/manifest.yml⟧(web)}]}\n",
    );
    check(
        "/app/copilot/environments/prod/manifest.yml",
        "name: ⟦copilot/environments/addons⟧(prod)\ntype: Environment\n⟦environment.md#network⟧(network):\n  vpc: {}\nunknown:\n  a: 1\n",
    );
}

#[test]
fn half_typed_texts_have_links() {
    check(SERVICE, "type: Backend Service\nenv_file: \"⟦api/api.env⟧(api/api.env)\ncpu: 256\n");
    check(SERVICE, "type: Backend Service\nenv_file: >-\n  ⟦api/api.env⟧(api/api.env)\nima\n");
    check(SERVICE, "type: Backend Service\nenv_file:\nimage: {build: ''}\n");
}

#[test]
fn links_speak_the_language_of_the_user() {
    let text =
        "name: api\ntype: Backend Service\nimage:\n  build: api/Dockerfile\nenvironments: {prod: {}}\n";
    let told = |locale| -> Vec<String> {
        links(SERVICE, text, locale).into_iter().map(|link| link.tooltip).collect()
    };
    let english = [
        "Open the addons in copilot/api/addons",
        "Read about image",
        "Open api/Dockerfile",
        "Open the manifest of the environment prod",
    ];
    assert_eq!(told(Locale::En), english);
    let japanese = [
        "アドオン copilot/api/addons を開く",
        "image の説明を読む",
        "api/Dockerfile を開く",
        "環境 prod のマニフェストを開く",
    ];
    assert_eq!(told(Locale::Ja), japanese);
    let page = &links(SERVICE, text, Locale::Ja)[1].target;
    assert!(matches!(page, LinkTarget::Page(page) if page.ends_with("/docs/reference/ja/image.md#image")));
}

#[test]
fn without_a_workspace_only_pages_are_linked() {
    let text = "name: api\ntype: Backend Service\nimage:\n  build: api/Dockerfile\n";
    let snapshot = Snapshot::new(None, text.to_owned());
    let links = snapshot.links(&Context::default()).expect("links");
    assert!(matches!(&links[..], [Link { target: LinkTarget::Page(_), .. }]), "{links:?}");
    let foreign = Snapshot::new(Some(Path::new("/app/compose.yml")), "image: a\n".to_owned());
    assert!(foreign.links(&Context::default()).is_none());
}

/// What GitHub makes of a heading.
fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    kept.collect::<String>().to_lowercase()
}

#[test]
fn every_section_has_a_page_that_exists() {
    let mut checked = 0;
    for kind in Kind::ALL {
        let path = match kind {
            Kind::Pipeline => "/app/copilot/pipelines/main/manifest.yml",
            Kind::Environment => "/app/copilot/environments/test/manifest.yml",
            _ => SERVICE,
        };
        let keys = spots(kind).into_iter().map(|spot| spot.key);
        for key in keys.filter(|key| !key.contains(['.', '[']) && !matches!(key.as_str(), "name" | "type")) {
            let text = format!("type: {}\n{key}:\n  x: 1\n", kind.name());
            for locale in Locale::ALL {
                let links = links(path, &text, locale);
                let [Link { target: LinkTarget::Page(page), .. }] = &links[..] else {
                    panic!("{key} of {kind:?}: {links:?}")
                };
                let (file, fragment) =
                    page.split_once("/docs/").and_then(|(_, rest)| rest.split_once('#')).expect("a section");
                let there = std::fs::read_to_string(format!("docs/{file}")).expect("a page");
                let is_here = |line: &str| line.starts_with("## ") && anchor(line) == fragment;
                assert!(there.lines().any(is_here), "{page}");
                checked += 1;
            }
        }
    }
    assert!(checked > 100, "only {checked}");
}
