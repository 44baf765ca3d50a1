//! The picture of the README is what the terminal shows. `UPDATE=1 cargo test --test picture` draws it anew.
#![allow(clippy::expect_used, reason = "a test may fail")]

use std::process::Command;

const PICTURE: &str = "docs/images/check.svg";

fn drawn() -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_copilot-manifest-ls"))
        .args(["check", "examples/bookshop-with-mistakes/copilot/storefront", "--color", "always"])
        .env("COLUMNS", "120")
        .output()
        .expect("the binary runs");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    anstyle_svg::Term::new().render_svg(&text)
}

#[test]
fn the_picture_of_the_readme_is_current() {
    let picture = drawn();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all("docs/images").expect("a folder");
        std::fs::write(PICTURE, &picture).expect("the picture");
    }
    let committed = std::fs::read_to_string(PICTURE).unwrap_or_default();
    assert!(committed == picture, "{PICTURE} is not current: UPDATE=1 cargo test --test picture");
}
