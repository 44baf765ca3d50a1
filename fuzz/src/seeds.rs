//! Where the fuzzers begin: the examples of the rules, the words of the model, and what was found before.

use crate::Target;
use crate::support::files;
use copilot_manifest_ls::rules::registry;
use std::collections::BTreeSet;
use std::path::Path;

/// The inputs that a target begins with, the committed ones included.
pub fn of(target: Target) -> Vec<Vec<u8>> {
    let mut seeds: Vec<Vec<u8>> = match target {
        Target::Document => documents().into_iter().map(String::into_bytes).collect(),
        Target::Workspace => workspaces().into_iter().map(String::into_bytes).collect(),
        Target::Settings => settings().into_iter().map(String::into_bytes).collect(),
        Target::Frames => frames(),
    };
    seeds.extend(committed(target));
    seeds
}

/// `fuzz/corpus/<target>`, in the order of the names.
fn committed(target: Target) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target.name());
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|it| it.path()).collect();
    paths.sort();
    paths.iter().filter_map(|path| std::fs::read(path).ok()).collect()
}

fn examples() -> impl Iterator<Item = Vec<(String, String)>> {
    registry::all().flat_map(|rule| [rule.bad, rule.good]).map(files)
}

fn document((path, text): (String, String)) -> String {
    let header = if path.starts_with("copilot/") { format!("# {path}\n") } else { format!("# ./{path}\n") };
    header + &text
}

fn documents() -> BTreeSet<String> {
    examples().flatten().filter(|(path, _)| path.ends_with("yml")).map(document).collect()
}

fn workspaces() -> BTreeSet<String> {
    let several = examples().filter(|files| files.len() > 1);
    several.map(|files| files.into_iter().map(document).collect()).collect()
}

fn settings() -> Vec<String> {
    let texts = [
        r#"{"locale":"ja"}"#,
        "{\"copilotManifest\":{\"severity\":{\"manifest.unknown-key\":\"off\",\"http.missing\":\"hint\"}}}\n{}",
        r#"{"inlayHints":{"defaults":false,"overrides":true,"meaning":null},"codeLens":{"effective":false}}"#,
        "{\"completion\":{\"snippets\":false,\"patterns\":\"no\"},\"semanticTokens\":0}\n[]\nnull\n5",
        r#"{"workspaceDiagnostics":false,"bogus":{"deep":[[[{"a":1e999}]]]},"path":"x","trace":{"server":"off"}}"#,
    ];
    texts.map(str::to_owned).to_vec()
}

fn frames() -> Vec<Vec<u8>> {
    let bodies = [
        r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#,
        r#"{"jsonrpc":"2.0","method":"initialized","params":{}}"#,
        r#"{"jsonrpc":"2.0","id":"a","method":"textDocument/hover","params":{"text":"\ud83d \ud83d\ude00"}}"#,
        r#"{"jsonrpc":"2.0","id":-9223372036854775808,"result":null}"#,
        r#"{"jsonrpc":"1.0","id":7}"#,
        r#"[{"jsonrpc":"2.0"}]"#,
        r#"{"jsonrpc":"2.0","method":"exit"}"#,
    ];
    let framed = bodies.map(|body| format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes());
    let mut all = framed.to_vec();
    all.push(framed.concat());
    all.push(
        b"content-length:5\r\nContent-Type: x\r\n\r\n{}   Content-Length: 99999999999999999999\r\n\r\n"
            .to_vec(),
    );
    all
}
