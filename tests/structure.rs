//! Outline, folding and growing selections, on texts that are marked in place: `‸` is the cursor, `⟦` and `⟧` are the
//! ends of a range.
#![allow(clippy::expect_used, reason = "a test may fail")]

use copilot_manifest_ls::assist::{FoldKind, Snapshot, Symbol, SymbolKind};
use copilot_manifest_ls::locale::Locale;
use std::path::Path;

const MANIFEST: &str = "/app/copilot/api/manifest.yml";

fn at(path: &str, text: &str) -> Snapshot {
    Snapshot::new(Some(Path::new(path)), text.to_owned())
}

/// The outline as lines: indentation, kind, name and detail.
fn outline(path: &str, text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    draw(&at(path, text).symbols().expect("an outline"), 0, &mut lines);
    lines
}

fn draw(symbols: &[Symbol], depth: usize, lines: &mut Vec<String>) {
    for symbol in symbols {
        let kind = match symbol.kind {
            SymbolKind::Named(kind) => format!("{kind:?}"),
            kind => format!("{kind:?}"),
        };
        let line = format!("{}{kind} {} {}", "  ".repeat(depth), symbol.name, symbol.detail);
        lines.push(line.trim_end().to_owned());
        draw(&symbol.children, depth + 1, lines);
    }
}

#[test]
fn the_outline_of_a_service_has_names_as_a_reader_thinks_of_them() {
    let text = "\
name: api
type: Worker Service
sidecars:
  nginx:
    image: nginx:1.27
    port: 80
    mount_points:
      - path: /data
        source_volume: cache
      - &again
        source_volume: logs
        path: /logs
storage:
  volumes:
    cache:
      path: /cache
subscribe:
  topics:
    - service: shop
      name: 注文😀
variables:
  LEVEL: debug
  EMPTY:
command: ['CMD', \"echo\"]
cpu: 256
exec: true
environments:
  prod:
    count: 3
  test: *again
";
    let wanted = "\
Text name api
Text type Worker Service
Section sidecars
  Container nginx nginx:1.27
    Text image nginx:1.27
    Number port 80
    List mount_points
      Volume cache /data
        Text path /data
        Text source_volume cache
      Volume logs /logs
        Text source_volume logs
        Text path /logs
Section storage
  Map volumes
    Volume cache /cache
      Text path /cache
Section subscribe
  List topics
    Topic 注文😀 shop
      Text service shop
      Text name 注文😀
Section variables
  Variable LEVEL debug
  Variable EMPTY
Section command
  Text CMD
  Text echo
Number cpu 256
Switch exec true
Section environments
  Environment prod
    Number count 3
  Environment test *again";
    assert_eq!(outline(MANIFEST, text), wanted.lines().collect::<Vec<_>>());
}

#[test]
fn the_outline_of_a_pipeline() {
    let text = "\
name: release
version: 1
source:
  provider: GitHub
  properties:
    branch: main
stages:
  - requires_approval: true
    name: prod
    deployments:
      api:
        depends_on: [db]
    pre_deployments:
      migrate:
        buildspec: a.yml
  - {}
";
    let wanted = "\
Text name release
Number version 1
Section source GitHub
  Text provider GitHub
  Map properties
    Text branch main
Section stages
  Environment prod
    Switch requires_approval true
    Text name prod
    Map deployments
      Deployment api
        List depends_on
          Text db
    Map pre_deployments
      Action migrate a.yml
        Text buildspec a.yml
  Map [1]";
    assert_eq!(
        outline("/app/copilot/pipelines/release/manifest.yml", text),
        wanted.lines().collect::<Vec<_>>()
    );
}

#[test]
fn the_outline_of_a_half_typed_text() {
    let head = "type: Backend Service\n";
    let of = |rest: &str| outline(MANIFEST, &format!("{head}{rest}"))[1..].join("\n");
    assert_eq!(of("sidecars:\n  ng\ncpu: 256\n"), "Text sidecars ng\nNumber cpu 256");
    assert_eq!(of("cou\nmemory: 512\n"), "Nothing cou\nNumber memory 512");
    assert_eq!(of("'': 1\n? [a, b]\n: 2\n"), "Number '' 1\nNumber [a, b] 2");
    assert_eq!(of("<<: {cpu: 1}\n"), "Section <<\n  Number cpu 1");
    assert_eq!(of("command: |\n  one\n  two\n"), "Text command one…");
    let long = "x".repeat(80);
    assert_eq!(of(&format!("command: {long}\n")), format!("Text command {}…", "x".repeat(60)));
    assert_eq!(outline(MANIFEST, ""), [""; 0]);
}

#[test]
fn old_words_are_marked() {
    let text = "type: Environment\nname: test\nhttp:\n  private:\n    security_groups:\n      ingress:\n        from_vpc: true\n";
    let symbols = at("/app/copilot/environments/test/manifest.yml", text).symbols().expect("an outline");
    let private = &symbols[2].children[0];
    let old: Vec<bool> = [private, &private.children[0], &private.children[0].children[0]]
        .map(|symbol| symbol.is_deprecated)
        .to_vec();
    assert_eq!(old, [false, true, true], "{private:?}");
}

#[test]
fn an_item_is_called_by_what_tells_it_apart() {
    let text = "\
type: Environment
network:
  vpc:
    subnets:
      public:
        - id: subnet-1
        - az: a
          cidr: 10.0.0.0/24
    unknown:
      - a: 1
";
    let wanted = "\
Text type Environment
Section network
  Map vpc
    Map subnets
      List public
        Map subnet-1
          Text id subnet-1
        Map 10.0.0.0/24
          Text az a
          Text cidr 10.0.0.0/24
    List unknown
      Map [0]
        Number a 1";
    assert_eq!(
        outline("/app/copilot/environments/test/manifest.yml", text),
        wanted.lines().collect::<Vec<_>>()
    );
}

fn find<'s>(symbols: &'s [Symbol], name: &str) -> &'s Symbol {
    let all = symbols.iter();
    let found = all.flat_map(|symbol| std::iter::once(symbol).chain(&symbol.children));
    found.into_iter().find(|symbol| symbol.name == name).expect("the symbol")
}

#[test]
fn a_symbol_ends_where_its_content_ends() {
    let text = "type: Backend Service\nimage: &i # the image\n  build: 店\n  # more\n\nstages:\n- # one\n  name: a\n\n- b\n";
    let symbols = at(MANIFEST, text).symbols().expect("an outline");
    let written = |name| {
        let symbol = find(&symbols, name);
        let of = |span: copilot_manifest_ls::yaml::Span| &text[span.start..span.end];
        (of(symbol.span), of(symbol.selection))
    };
    assert_eq!(written("image"), ("image: &i # the image\n  build: 店", "image"));
    assert_eq!(written("a"), ("- # one\n  name: a", "a"));
    assert_eq!(written("b"), ("- b", "b"));
}

/// Folds as marks in the text, those of values as brackets.
fn folds(text: &str) -> String {
    let found = at(MANIFEST, text).folds(Locale::En).expect("folds");
    let mut marks: Vec<(usize, usize, char)> = Vec::new();
    for (order, fold) in found.iter().enumerate() {
        let [open, close] = match fold.kind {
            FoldKind::Value => ['⟦', '⟧'],
            FoldKind::Comment => ['«', '»'],
            FoldKind::Region => ['⟪', '⟫'],
        };
        marks.push((fold.span.start, order + found.len(), open));
        // Inner folds close first.
        marks.push((fold.span.end, found.len() - order, close));
    }
    marks.sort_unstable();
    let mut marked = String::new();
    let mut from = 0;
    for (at, _, mark) in marks {
        marked.push_str(&text[from..at]);
        marked.push(mark);
        from = at;
    }
    marked.push_str(&text[from..]);
    marked
}

#[track_caller]
fn folds_as(marked: &str) {
    let text = marked.replace(['⟦', '⟧', '«', '»', '⟪', '⟫'], "");
    assert_eq!(folds(&text), marked);
    // The marks stand before line breaks, so they stand still when those are CRLF.
    assert_eq!(folds(&text.replace('\n', "\r\n")), marked.replace('\n', "\r\n"));
}

#[test]
fn blocks_fold_to_their_last_content() {
    folds_as(
        "type: Backend Service\nsidecars: # two⟦\n  nginx:⟦\n    image: 店 # the shop😀⟧\n\n  # next\n  envoy:⟦\n    image: e⟧⟧\n\n# the end\n\ncpu: 256\n",
    );
    folds_as("a:⟦\n  - b: 1⟦\n    c: 2⟧\n  - d⟧\n");
    folds_as("a:⟦\n- b:⟦⟦\n    c: 2⟧\n  d: 1⟧\n- - x⟦\n  - y⟧⟧\n");
    folds_as("a: &x !y⟦\n  b: 1⟧\nc: *x\n");
}

#[test]
fn texts_and_brackets_fold() {
    folds_as("command: |⟦\n  one\n\n  two⟧\n\ncpu: 1\n");
    folds_as("a: \"one⟦\n  two\"⟧\nb: one⟦\n  two⟧\nc:⟦\n  one⟧\nd: 1\n");
    folds_as("a: [⟦\n  1,\n  2\n⟧]\nb: {c: [1,⟦⟦\n  2⟧], d: 1\n⟧} # e\n");
    folds_as("a: [1, 2]\nb: {}\nc: ''\n");
}

#[test]
fn comments_and_regions_fold() {
    folds_as("\u{feff}# one«\n# 二\n  # three»\n\n# alone\na: 1 # not\n# this\n\n# x«\n# y»\n");
    folds_as("# region 設定⟪\na:⟦\n  b: 1⟧\n#region⟪\nc: 1\n# endregion⟫\n# endregion⟫\n# endregion\n");
    assert!(!folds("a:\n  #region\n  b: 1\nc: 1\n#endregion\n").contains('⟪'), "it would cross a block");
}

#[test]
fn a_fold_says_what_it_hides() {
    let text = "a:\n  b: 1\n  c: 2\n  d: 3\n  e: 4\nf:\n  - 1\n  - 2\ng:\n  - 1\nh: |\n  x\n  y\n";
    let summaries = |locale| {
        let folds = at(MANIFEST, text).folds(locale).expect("folds");
        folds.into_iter().map(|fold| fold.summary).collect::<Vec<_>>()
    };
    assert_eq!(summaries(Locale::En), ["b, c, d, …", "2 items", "1 item", "2 lines"]);
    assert_eq!(summaries(Locale::Ja), ["b, c, d, …", "2 件", "1 件", "2 行"]);
}

/// What is selected around the cursor, from the inside, without the whole text.
#[track_caller]
fn grows(marked: &str, wanted: &[&str]) {
    let offset = marked.find('‸').expect("a cursor");
    let text = marked.replace('‸', "");
    let spans = at(MANIFEST, &text).selections(offset).expect("selections");
    let found: Vec<&str> = spans.iter().map(|span| &text[span.start..span.end]).collect();
    let (whole, found) = found.split_last().expect("at least the text");
    assert_eq!(*whole, text);
    assert_eq!(found, wanted);
}

#[test]
fn a_selection_grows_from_a_word_to_the_text() {
    let sidecars = "sidecars:\n  nginx:\n    image: \"店/my-im‸age:${TAG}\" # x\n    port: 80\n\n  envoy:\n    image: e\n";
    grows(
        &format!("# top\nname: api\n{sidecars}cpu: 1\n"),
        &[
            "image",
            "店/my-image:${TAG}",
            "\"店/my-image:${TAG}\"",
            "image: \"店/my-image:${TAG}\"",
            "image: \"店/my-image:${TAG}\" # x\n    port: 80",
            "nginx:\n    image: \"店/my-image:${TAG}\" # x\n    port: 80",
            "nginx:\n    image: \"店/my-image:${TAG}\" # x\n    port: 80\n\n  envoy:\n    image: e",
            "sidecars:\n  nginx:\n    image: \"店/my-image:${TAG}\" # x\n    port: 80\n\n  envoy:\n    image: e",
            "name: api\nsidecars:\n  nginx:\n    image: \"店/my-image:${TAG}\" # x\n    port: 80\n\n  envoy:\n    image: e\ncpu: 1",
        ],
    );
}

#[test]
fn a_selection_grows_over_keys_items_and_variables() {
    grows("na‸me: api\n", &["name", "name: api"]);
    grows("name:‸ api\n", &["name: api"]);
    grows("a:\n  - b\n  ‸- c\n", &["- c", "- b\n  - c", "a:\n  - b\n  - c"]);
    grows("a: [b, {c: 😀‸}]\n", &["😀", "c: 😀", "{c: 😀}", "[b, {c: 😀}]", "a: [b, {c: 😀}]"]);
    grows("a: x/${MY_‸TAG}/y\n", &["MY_TAG", "${MY_TAG}", "x/${MY_TAG}/y", "a: x/${MY_TAG}/y"]);
    grows("a: &x !t b‸c\n", &["bc", "&x !t bc", "a: &x !t bc"]);
    grows("b: *‸x\n", &["x", "*x", "b: *x"]);
}

#[test]
fn a_selection_grows_over_lines_of_texts_and_comments() {
    grows(
        "a: |\n  one two\n  th‸ree four\nb: 1\n",
        &[
            "three",
            "three four",
            "one two\n  three four",
            "|\n  one two\n  three four",
            "a: |\n  one two\n  three four",
            "a: |\n  one two\n  three four\nb: 1",
        ],
    );
    grows(
        "a: 1\n# one 日‸本\n#  two\nb: 1\n",
        &["日本", "one 日本", "# one 日本", "# one 日本\n#  two", "a: 1\n# one 日本\n#  two\nb: 1"],
    );
    grows("a: 1\n‸\nb: 1\n", &["a: 1\n\nb: 1"]);
    grows(
        "a: \"half ty‸ped\nb: 1\n",
        &["typed", "half typed", "\"half typed", "a: \"half typed", "a: \"half typed\nb: 1"],
    );
    grows("‸", &[]);
}

#[test]
fn foreign_texts_are_left_to_others() {
    let compose = at("/app/compose.yml", "services:\n  web:\n    image: x\n");
    assert!(compose.symbols().is_none() && compose.folds(Locale::En).is_none());
    assert!(compose.selections(3).is_none());
}

#[test]
fn the_outline_of_a_text_that_never_ends_keeps_its_sections() {
    let command = "x, ".repeat(40_000);
    let text = format!("name: api\ntype: Backend Service\ncommand: [{command}]\nvariables:\n  A: b\n");
    assert_eq!(
        outline(MANIFEST, &text),
        ["Text name api", "Text type Backend Service", "Section command", "Section variables"]
    );
    let keys: String = (0..40_000).map(|number| format!("key{number}: 1\n")).collect();
    assert_eq!(outline(MANIFEST, &format!("type: Backend Service\n{keys}")).len(), 30_000);
}
