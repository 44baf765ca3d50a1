//! Outline, folding, growing selections, semantic tokens and links.

use super::client::{Client, URI, width};
use serde_json::{Value, json};

/// Characters of one to four bytes before everything that is asked for.
const JAPANESE: &str = "\
name: web
type: Load Balanced Web Service
# 一つ目
# 二つ目😀
image: {location: \"店😀\", port: 80}
sidecars:
  プロキシ😀: {image: nginx, variables: {\"絵文字😀\": \"値 ${COPILOT_APPLICATION_NAME} 終\"}}
  nginx: &店
    image: nginx # 😀

cpu: 256
";

fn about(uri: &str) -> Value {
    json!({ "textDocument": { "uri": uri } })
}

/// A client that counts in this unit, with these abilities.
fn client(encoding: &str, text_document: Value) -> Client {
    let general = json!({ "positionEncodings": [encoding] });
    Client::with(json!({ "general": general, "textDocument": text_document }))
}

/// The text of a range, by the units of an encoding; fails where an end is no border of characters.
fn written<'t>(text: &'t str, range: &Value, encoding: &str) -> &'t str {
    let offset = |end: &str| {
        let number = |key: &str| usize::try_from(range[end][key].as_u64().unwrap()).unwrap();
        let start = text.split_inclusive('\n').take(number("line")).map(str::len).sum::<usize>();
        let line = text[start..].lines().next().unwrap_or_default();
        let borders = line.char_indices().map(|(at, _)| at).chain([line.len()]);
        let is_here = |at: &usize| width(&line[..*at], encoding) == number("character");
        start + borders.into_iter().find(is_here).unwrap_or_else(|| panic!("{range} in {line}"))
    };
    &text[offset("start")..offset("end")]
}

#[test]
fn the_outline_is_a_tree_in_every_encoding() {
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let kinds: Vec<u64> = (1..=26).collect();
        let abilities =
            json!({ "hierarchicalDocumentSymbolSupport": true, "symbolKind": { "valueSet": kinds } });
        let mut client = client(encoding, json!({ "documentSymbol": abilities }));
        client.check(URI, JAPANESE);
        let symbols = client.call("textDocument/documentSymbol", about(URI));
        let text = |range: &Value| written(JAPANESE, range, encoding).to_owned();
        assert_eq!(symbols[3]["name"], "sidecars");
        assert_eq!(symbols[3]["kind"], 2, "a module");
        let [proxy, nginx] = [&symbols[3]["children"][0], &symbols[3]["children"][1]];
        assert_eq!(proxy["name"], "プロキシ😀");
        assert_eq!((&proxy["kind"], &proxy["detail"]), (&json!(5), &json!("nginx")), "a class");
        assert_eq!(text(&proxy["selectionRange"]), "プロキシ😀");
        let variable = &proxy["children"][1]["children"][0];
        assert_eq!(variable["kind"], 14, "a constant");
        assert_eq!(text(&variable["range"]), "\"絵文字😀\": \"値 ${COPILOT_APPLICATION_NAME} 終\"");
        assert_eq!(text(&variable["selectionRange"]), "\"絵文字😀\"");
        assert_eq!(text(&nginx["range"]), "nginx: &店\n    image: nginx");
        client.finish();
    }
}

#[test]
fn the_outline_is_a_list_for_clients_of_old() {
    let mut client = Client::silent();
    client.check(URI, JAPANESE);
    let symbols = client.call("textDocument/documentSymbol", about(URI));
    let names: Vec<(&str, &str)> = symbols
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["name"].as_str().unwrap(), it["containerName"].as_str().unwrap_or_default()))
        .collect();
    assert_eq!(names[4..7], [("port", "image"), ("sidecars", ""), ("プロキシ😀", "sidecars")]);
    assert!(symbols.as_array().unwrap().iter().all(|it| it["kind"].as_u64().unwrap() <= 18), "{symbols}");
    assert_eq!(symbols[5]["location"]["uri"], URI);
    assert_eq!(written(JAPANESE, &symbols[6]["location"]["range"], "utf-16").lines().count(), 1);
    client.finish();
}

/// First and last line of each fold, its kind and what is shown instead.
fn lines(folds: &Value) -> Vec<(u64, u64, &str, &str)> {
    let text = |fold: &'_ Value, key| fold[key].as_str().unwrap_or_default().to_owned().leak() as &str;
    let number = |fold: &Value, key| fold[key].as_u64().unwrap();
    let folds = folds.as_array().unwrap().iter();
    folds
        .map(|it| {
            (number(it, "startLine"), number(it, "endLine"), text(it, "kind"), text(it, "collapsedText"))
        })
        .collect()
}

#[test]
fn folds_of_whole_lines() {
    let abilities =
        json!({ "lineFoldingOnly": true, "rangeLimit": 3, "foldingRange": { "collapsedText": true } });
    let mut client = Client::with(json!({ "textDocument": { "foldingRange": abilities } }));
    let text =
        "type: Backend Service\n# 一\n# 二\nstages:\n- a:\n    b: 1\n  c: 2\ncommand: [\n  x,\n  y\n]\n";
    client.check(URI, text);
    let folds = client.call("textDocument/foldingRange", about(URI));
    let wanted = [(1, 2, "comment", ""), (3, 6, "", "1 item"), (7, 9, "", "2 items")];
    assert_eq!(lines(&folds), wanted, "the outermost three, the bracket stays");
    assert_eq!(folds[0].get("startCharacter"), None);
    client.finish();
}

#[test]
fn folds_by_character_in_every_encoding() {
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let mut client = client(encoding, json!({}));
        client.check(URI, JAPANESE);
        let folds = client.call("textDocument/foldingRange", about(URI));
        assert_eq!(lines(&folds), [(2, 3, "comment", ""), (5, 8, "", ""), (7, 8, "", "")]);
        assert_eq!(folds[0]["startCharacter"], width("# 一つ目", encoding));
        assert_eq!(folds[0]["endCharacter"], width("# 二つ目😀", encoding));
        assert_eq!(folds[2]["startCharacter"], width("  nginx: &店", encoding));
        assert_eq!(folds[2]["endCharacter"], width("    image: nginx # 😀", encoding));
        client.finish();
    }
}

#[test]
fn selections_grow_in_every_encoding() {
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let mut client = client(encoding, json!({}));
        client.check(URI, JAPANESE);
        let column =
            width("  プロキシ😀: {image: nginx, variables: {\"絵文字😀\": \"値 ${COPILOT_", encoding);
        let positions = json!([{ "line": 6, "character": column }, { "line": 3, "character": 3 }, { "line": 99, "character": 0 }]);
        let params = json!({ "textDocument": { "uri": URI }, "positions": positions });
        let answer = client.call("textDocument/selectionRange", params);
        let texts = |index: usize| {
            let first = answer[index].clone();
            let all = std::iter::successors(Some(first), |it| it.get("parent").cloned());
            all.map(|it| written(JAPANESE, &it["range"], encoding).to_owned()).collect::<Vec<_>>()
        };
        let found = texts(0);
        assert_eq!(
            found[..6],
            [
                "COPILOT_APPLICATION_NAME",
                "${COPILOT_APPLICATION_NAME}",
                "値 ${COPILOT_APPLICATION_NAME} 終",
                "\"値 ${COPILOT_APPLICATION_NAME} 終\"",
                "\"絵文字😀\": \"値 ${COPILOT_APPLICATION_NAME} 終\"",
                "{\"絵文字😀\": \"値 ${COPILOT_APPLICATION_NAME} 終\"}",
            ]
        );
        assert!(found.windows(2).all(|pair| pair[1].contains(&pair[0])), "{found:?}");
        assert_eq!(texts(1)[..4], ["二つ目", "二つ目😀", "# 二つ目😀", "# 一つ目\n# 二つ目😀"]);
        assert_eq!(texts(2), [JAPANESE]);
        client.finish();
    }
}

#[test]
fn nothing_is_said_of_foreign_texts() {
    let mut client = Client::silent();
    let compose = "file:///w/compose.yml";
    client.check(compose, "services:\n  web:\n    image: x\n");
    for method in ["documentSymbol", "foldingRange", "semanticTokens/full", "documentLink"] {
        let method = &format!("textDocument/{method}");
        assert_eq!(client.call(method, about(compose)), Value::Null, "{method}");
    }
    let position = json!([{ "line": 1, "character": 3 }]);
    let params = json!({ "textDocument": { "uri": compose }, "positions": position });
    assert_eq!(client.call("textDocument/selectionRange", params), Value::Null);
    assert_eq!(client.call("textDocument/foldingRange", about("file:///w/unknown.yml")), Value::Null);
    client.finish();
}

/// What a client says that can show tokens.
fn tokens_of_every_kind() -> Value {
    let requests = json!({ "range": true, "full": { "delta": true } });
    let abilities =
        json!({ "requests": requests, "tokenTypes": [], "tokenModifiers": [], "formats": ["relative"] });
    json!({ "semanticTokens": abilities })
}

/// The tokens of an answer: text, type and modifiers.
fn decoded(data: &Value, text: &str, encoding: &str, legend: &Value) -> Vec<(String, String, Vec<String>)> {
    let numbers: Vec<u64> = data.as_array().unwrap().iter().map(|it| it.as_u64().unwrap()).collect();
    let (mut line, mut column) = (0, 0);
    let mut found = Vec::new();
    for token in numbers.chunks(5) {
        let [lines, columns, length, kind, bits] = token else { panic!("{numbers:?}") };
        column = if *lines == 0 { column + columns } else { *columns };
        line += lines;
        let end = json!({ "line": line, "character": column + length });
        let range = json!({ "start": { "line": line, "character": column }, "end": end });
        let words = legend["tokenModifiers"].as_array().unwrap().iter().enumerate();
        let modifiers = words.filter(|(bit, _)| bits >> bit & 1 == 1);
        let modifiers = modifiers.map(|(_, word)| word.as_str().unwrap().to_owned()).collect();
        let kind = legend["tokenTypes"][usize::try_from(*kind).unwrap()].as_str().unwrap().to_owned();
        found.push((written(text, &range, encoding).to_owned(), kind, modifiers));
    }
    found
}

fn told(found: &[(String, String, Vec<String>)]) -> Vec<String> {
    let line = |(text, kind, modifiers): &(String, String, Vec<String>)| {
        format!("{text} {kind} {}", modifiers.join(" ")).trim_end().to_owned()
    };
    found.iter().map(line).collect()
}

#[test]
fn tokens_in_every_encoding() {
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let mut client = client(encoding, tokens_of_every_kind());
        client.check(URI, JAPANESE);
        let legend = client.capabilities["semanticTokensProvider"]["legend"].clone();
        let full = client.call("textDocument/semanticTokens/full", about(URI));
        let wanted = [
            "web type declaration",
            "Load Balanced Web Service enumMember",
            "プロキシ😀 class declaration",
            "${COPILOT_APPLICATION_NAME} variable readonly",
            "nginx class declaration",
        ];
        assert_eq!(told(&decoded(&full["data"], JAPANESE, encoding, &legend)), wanted, "{encoding}");

        let [start, end] = [0, 9].map(|character| json!({ "line": 6, "character": character }));
        let range = json!({ "textDocument": { "uri": URI }, "range": { "start": start, "end": end } });
        let part = client.call("textDocument/semanticTokens/range", range);
        assert_eq!(told(&decoded(&part["data"], JAPANESE, encoding, &legend)), wanted[2..3], "{encoding}");
        client.finish();
    }
}

#[test]
fn tokens_that_changed() {
    let mut client = client("utf-16", tokens_of_every_kind());
    client.check(URI, JAPANESE);
    let full = client.call("textDocument/semanticTokens/full", about(URI));
    let mut data = full["data"].as_array().unwrap().clone();
    client.change(URI, 2, json!([super::client::edit((5, 0), (5, 0), "secrets:\n  A: /${店}/${B}\n")]));
    let since = |id: &Value| json!({ "textDocument": { "uri": URI }, "previousResultId": id });
    let delta = client.call("textDocument/semanticTokens/full/delta", since(&full["resultId"]));
    for edit in delta["edits"].as_array().unwrap() {
        let number = |key: &str| usize::try_from(edit[key].as_u64().unwrap()).unwrap();
        let new = edit["data"].as_array().cloned().unwrap_or_default();
        data.splice(number("start")..number("start") + number("deleteCount"), new);
    }
    let whole = client.call("textDocument/semanticTokens/full", about(URI));
    assert_eq!(Value::Array(data), whole["data"]);
    let equal = client.call("textDocument/semanticTokens/full/delta", since(&whole["resultId"]));
    assert_eq!(equal["edits"], json!([]));
    let stale = client.call("textDocument/semanticTokens/full/delta", since(&full["resultId"]));
    assert_eq!(stale["data"], whole["data"], "all of them, since another answer came between");
    client.diagnostics(URI, 2);
    client.finish();
}

/// The address of a file of the example.
fn in_bookshop(path: &str) -> String {
    format!("file://{}/examples/bookshop/{path}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn links_in_every_encoding() {
    let text = "\
name: orders
type: Worker Service
image: {labels: {店: 😀}, build: \"services/orders/Dockerfile\"}
env_file: ../../Cargo.toml
sidecars:
  a: {image: 😀, env_file: services/orders/none.env}
environments:
  prod: {env_file: services/orders/prod.env}
";
    let uri = in_bookshop("copilot/orders/manifest.yml");
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let mut client = client(encoding, json!({ "documentLink": { "tooltipSupport": true } }));
        client.check(&uri, text);
        let links = client.call("textDocument/documentLink", about(&uri));
        let found: Vec<(&str, &str)> = links
            .as_array()
            .unwrap()
            .iter()
            .map(|link| (written(text, &link["range"], encoding), link["target"].as_str().unwrap()))
            .collect();
        let [dockerfile, prod, env_file] = [
            "services/orders/Dockerfile",
            "copilot/environments/prod/manifest.yml",
            "services/orders/prod.env",
        ]
        .map(in_bookshop);
        let pages = "https://github.com/copilot-manifest-ls/copilot-manifest-ls/blob/main/docs/reference/en";
        let wanted = [
            ("services/orders/Dockerfile", dockerfile.as_str()),
            ("sidecars", &format!("{pages}/sidecars.md#sidecars")),
            ("environments", &format!("{pages}/manifest.md#environments")),
            ("prod", &prod),
            ("services/orders/prod.env", &env_file),
        ];
        assert_eq!(found, wanted, "{encoding}: none that does not exist or lies outside");
        assert_eq!(links[0]["tooltip"], "Open services/orders/Dockerfile");
        client.finish();
    }
    let mut client = Client::silent();
    client.check(&uri, text);
    let links = client.call("textDocument/documentLink", about(&uri));
    assert_eq!(links[0].get("tooltip"), None, "for a client that has none");
    client.finish();
}
