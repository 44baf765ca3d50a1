//! Where a document lies.

use std::path::PathBuf;
use tower_lsp::lsp_types::Url;

/// The path of a `file:` URI on this machine; `None` for every other scheme (`untitled:`, `vscode-vfs:`) and host:
/// opening a manifest must not make the server speak to another machine.
pub fn to_path(uri: &Url) -> Option<PathBuf> {
    let is_local = uri.scheme() == "file" && uri.host().is_none();
    if is_local { uri.to_file_path().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(uri: &str) -> Option<String> {
        to_path(&Url::parse(uri).unwrap()).map(|path| path.to_str().unwrap().to_owned())
    }

    #[cfg(unix)]
    #[test]
    fn file_uris_are_decoded() {
        assert_eq!(path("file:///w/copilot/a%20b/manifest.yml").unwrap(), "/w/copilot/a b/manifest.yml");
        assert_eq!(path("file:///w/%E5%BA%97/manifest.yml").unwrap(), "/w/店/manifest.yml");
        assert_eq!(path("file:///w/店/manifest.yml").unwrap(), "/w/店/manifest.yml");
        assert_eq!(path("file://localhost/w/manifest.yml").unwrap(), "/w/manifest.yml");
        assert_eq!(path("file:///w/../../etc/manifest.yml").unwrap(), "/etc/manifest.yml");
        assert_eq!(path("file:///c%3A/w/copilot/manifest.yml").unwrap(), "/c:/w/copilot/manifest.yml");
    }

    #[cfg(windows)]
    #[test]
    fn file_uris_are_decoded() {
        assert_eq!(path("file:///c%3A/w/a%20b/manifest.yml").unwrap(), r"c:\w\a b\manifest.yml");
        assert_eq!(path("file:///C:/w/%E5%BA%97/manifest.yml").unwrap(), r"C:\w\店\manifest.yml");
    }

    #[test]
    fn other_schemes_and_hosts_have_no_path() {
        for uri in [
            "untitled:Untitled-1",
            "vscode-vfs://github/o/r/copilot/manifest.yml",
            "file://server/share/a.yml",
        ] {
            assert_eq!(path(uri), None, "{uri}");
        }
    }
}
