//! Semantic tokens in place: `⟦kind text⟧`, where the kind has `+` for a declaration, `=` for what Copilot sets and `-`
//! for old words.
#![allow(clippy::expect_used, reason = "a test may fail")]

use copilot_manifest_ls::assist::{Snapshot, Token, TokenKind};
use std::path::Path;

fn tokens(path: &str, text: &str) -> Vec<Token> {
    Snapshot::new(Some(Path::new(path)), text.to_owned()).tokens().expect("tokens")
}

fn marked(path: &str, text: &str) -> String {
    let mut marked = String::new();
    let mut from = 0;
    for token in tokens(path, text) {
        assert!(from <= token.span.start, "tokens overlap: {token:?} in {text}");
        let kind = match token.kind {
            TokenKind::Name(kind) => format!("{kind:?}"),
            kind => format!("{kind:?}"),
        };
        let marks = [(token.is_declaration, "+"), (token.is_readonly, "="), (token.is_deprecated, "-")];
        let marks: String = marks.iter().filter(|(is, _)| *is).map(|(_, mark)| *mark).collect();
        let written = &text[token.span.start..token.span.end];
        assert!(!written.contains(['\n', '\r']), "over several lines: {written}");
        marked += &format!("{}⟦{}{marks} {written}⟧", &text[from..token.span.start], kind.to_lowercase());
        from = token.span.end;
    }
    marked + &text[from..]
}

#[track_caller]
fn check(path: &str, expected: &str) {
    let mut text = String::new();
    for (index, part) in expected.split('⟦').enumerate() {
        let part = part.replacen('⟧', "", 1);
        text += if index == 0 { &part } else { part.split_once(' ').expect("a kind").1 };
    }
    assert_eq!(marked(path, &text), expected);
    let with_returns = text.replace('\n', "\r\n");
    assert_eq!(marked(path, &with_returns), expected.replace('\n', "\r\n"));
}

const SERVICE: &str = "/app/copilot/api/manifest.yml";

#[test]
fn names_words_and_variables_of_a_service() {
    check(
        SERVICE,
        r#"name: ⟦workload+ api⟧
type: ⟦word Load Balanced Web Service⟧
image:
  location: "店😀/${:-x}/⟦variable ${TAG}⟧" # ${NOT}
  depends_on:
    ⟦container nginx⟧: ⟦word HEALTHY⟧
    ⟦container firelens_log_router⟧: '⟦word start⟧'
http:
  path: /
  target_container: "⟦container nginx⟧"
  ⟦key- targetContainer⟧: ⟦container api⟧
network:
  vpc:
    placement: ⟦word private⟧
cpu: 256
exec: true
logging: {}
sidecars:
  '⟦container+ プロキシ😀⟧': {image: a, mount_points: [{source_volume: ⟦volume 棚⟧, path: /a}]}
storage:
  volumes:
    ⟦volume+ 棚⟧: &a {path: /a}
    ⟦volume+ b⟧: *a
publish:
  topics:
    - name: ⟦topic+ orders⟧
variables:
  KEY: \${ESCAPED} ⟦variable= ${COPILOT_ENVIRONMENT_NAME}⟧
environments:
  ⟦environment prod⟧:
    image: {depends_on: {⟦container nginx⟧: ⟦word success⟧}}
"#,
    );
}

#[test]
fn tokens_in_texts_over_several_lines() {
    check(
        SERVICE,
        "name: ⟦workload+ api⟧\ntype: ⟦word Backend⟧\n  ⟦word Service⟧\nvariables:\n  A: >- # ${NOT}\n    日本 ⟦variable ${ONE}⟧\n\n    ⟦variable= ${COPILOT_APPLICATION_NAME}⟧😀⟦variable ${TWO}⟧\n  B: |\n    ⟦variable ${A}⟧\n  C: \"x\n    ⟦variable ${B}⟧\"\n  ${KEY}: 1\n",
    );
    check(SERVICE, "type: |-\n  ⟦word Backend Service⟧\n");
}

#[test]
fn a_variable_goes_before_the_name_that_it_is_in() {
    check(
        SERVICE,
        "type: ⟦word Worker Service⟧\nsubscribe:\n  topics:\n    - name: a-⟦variable ${X}⟧\n      service: ⟦workload shop⟧\n",
    );
}

#[test]
fn words_and_names_elsewhere() {
    check(
        "/app/copilot/pipelines/main/manifest.yml",
        "name: ⟦pipeline+ main⟧\nsource:\n  provider: ⟦word GitHub⟧\n  properties:\n    ⟦key- access_token_secret⟧: ${NOT}\nstages:\n  - name: ⟦environment prod⟧\n    deployments:\n      ⟦workload api⟧:\n      ⟦workload web⟧: {depends_on: [⟦deployment api⟧]}\n    pre_deployments:\n      ⟦action+ db⟧: {buildspec: a}\n",
    );
    check(
        "/app/copilot/environments/test/manifest.yml",
        "name: ⟦environment+ test⟧\ntype: ⟦word Environment⟧\nhttp:\n  private:\n    ⟦key- security_groups⟧:\n      ⟦key- ingress⟧: {⟦key- from_vpc⟧: true}\n",
    );
    check(SERVICE, "type: Nonsense\nnetwork: {vpc: {placement: both}}\n");
}

#[test]
fn half_typed_texts_have_their_tokens() {
    check(SERVICE, "type: ⟦word Backend Service⟧\nima\nvariables:\n  A: ⟦variable ${A}⟧/${\nexec: [\n");
    let foreign = Snapshot::new(Some(Path::new("/app/compose.yml")), "a: ${B}\n".to_owned());
    assert!(foreign.tokens().is_none());
}
