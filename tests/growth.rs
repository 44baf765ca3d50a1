//! The cost of every answer grows with the text and not with its square. `make fuzz` asks it of longer texts.

mod support;

/// Each of their changes is judged, and there are as many as mistakes.
const SLOW: [&str; 2] = ["actions", "mended"];

#[test]
fn no_answer_costs_the_square_of_the_text() {
    let problems = support::growth::problems(100, |name| !SLOW.contains(&name)).unwrap_or_default();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
