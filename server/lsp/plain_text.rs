//! Markdown without its marks, for clients that show text as it is.

/// The text of Markdown: code without backticks and fences, links as `text (address)`, tables as lines.
pub fn of(markdown: &str) -> String {
    let mut lines = Vec::new();
    let mut in_example = false;
    for line in markdown.lines() {
        if line.starts_with("```") {
            in_example = !in_example;
        } else if in_example {
            lines.push(format!("  {line}"));
        } else if !line.starts_with("| ---") {
            lines.push(unlinked(&unmarked(line)));
        }
    }
    lines.join("\n")
}

/// A line without its marks; the stars within code are none.
fn unmarked(line: &str) -> String {
    let parts = line.split('`').enumerate();
    let text =
        parts.map(|(index, part)| if index % 2 == 0 { part.replace("**", "") } else { part.to_owned() });
    text.collect()
}

/// `[text](address)` as `text (address)`.
fn unlinked(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("](") {
        let (head, label) = before.rsplit_once('[').unwrap_or((before, ""));
        let (address, tail) = after.split_once(')').unwrap_or((after, ""));
        text.push_str(&format!("{head}{label} ({address})"));
        rest = tail;
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn marks_go_and_texts_stay() {
        let markdown = "**`cpu`** of `**/*.map`\n\nSee [here](https://example.com/a) now.\n\n```yaml\ncpu: 256\n```\n\n| a | b |\n| --- | --- |";
        assert_eq!(
            of(markdown),
            "cpu of **/*.map\n\nSee here (https://example.com/a) now.\n\n  cpu: 256\n\n| a | b |"
        );
    }
}
