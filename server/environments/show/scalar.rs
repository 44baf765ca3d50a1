//! How a scalar is spelled: as in the manifest where that is one line, else in another style of the same content.

use super::pieces::Form;
use crate::yaml::{Node, NodeData, NodeId, Resolved, Style, Tree, resolve};

/// The form of a scalar node. `''` where Copilot reads an empty text and not nothing.
pub fn form(text: &str, tree: &Tree, node: NodeId, interpolates: bool) -> Form {
    let node = tree.node(node);
    let NodeData::Scalar { value, style } = &node.data else { return Form::Line(String::new()) };
    let tag = tag(text, node);
    let written = text.get(node.span.start..node.span.end).unwrap_or_default();
    match with_style(value, *style, written) {
        // Interpolation writes an empty value in braces back as a text.
        Form::Line(line) if line.is_empty() && interpolates && in_braces(tree, node) => {
            Form::Line(format!("{tag}''"))
        }
        Form::Line(line) => Form::Line(format!("{tag}{line}").trim_end().to_owned()),
        Form::Block(header, lines) => Form::Block(format!("{tag}{header}"), lines),
        other => other,
    }
}

fn with_style(value: &str, style: Style, written: &str) -> Form {
    let is_quoted = matches!(style, Style::SingleQuoted | Style::DoubleQuoted);
    // U+2028 and its like end a line outside of quotes, and control characters are no YAML.
    let ends_line =
        |c: char| c.is_control() && c != '\t' || (!is_quoted && matches!(c, '\u{2028}' | '\u{2029}'));
    let is_one_line = !written.contains(ends_line);
    match style {
        Style::Plain | Style::SingleQuoted | Style::DoubleQuoted if is_one_line => {
            Form::Line(written.to_owned())
        }
        Style::Plain if value.contains('\n') => literal(value),
        Style::Plain if reads_plain(value) => Form::Line(value.to_owned()),
        Style::Literal => literal(value),
        Style::Folded => folded(written).unwrap_or_else(|| Form::Line(quoted(value))),
        _ => Form::Line(quoted(value)),
    }
}

/// Folded text stays plain on one line, unless the fold hid what ends a plain text.
fn reads_plain(value: &str) -> bool {
    !value.contains(": ") && !value.contains(" #") && !value.ends_with(':')
}

fn in_braces(tree: &Tree, node: &Node) -> bool {
    node.parent.is_some_and(|parent| matches!(tree.node(parent).data, NodeData::Mapping { flow: true, .. }))
}

fn tag(text: &str, node: &Node) -> String {
    let tag = node.tag_span().and_then(|span| text.get(span.start..span.end));
    let tag = tag.filter(|tag| !tag.contains(char::is_control));
    tag.map(|tag| format!("{} ", tag.trim_end())).unwrap_or_default()
}

/// A `|` block, or one line in quotes where a block would be read otherwise.
fn literal(content: &str) -> Form {
    let body = content.trim_end_matches('\n');
    let first = body.split('\n').find(|line| !line.is_empty()).unwrap_or_default();
    let last = body.rsplit('\n').next().unwrap_or_default();
    let is_odd = |line: &str| line.trim().is_empty();
    if is_odd(first) || is_odd(last) || content.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
        return Form::Line(quoted(content));
    }
    let indentation = if first.starts_with([' ', '\t']) { "2" } else { "" };
    let breaks = content.len() - body.len();
    let chomping = match breaks {
        0 => "-",
        1 => "",
        _ => "+",
    };
    let mut lines: Vec<String> = body.split('\n').map(str::to_owned).collect();
    lines.resize(lines.len() + breaks.saturating_sub(1), String::new());
    Form::Block(format!("|{indentation}{chomping}"), lines)
}

/// A `>` block with the lines of the manifest; `None` where its indentation or its last breaks are told by the header.
fn folded(written: &str) -> Option<Form> {
    let mut lines = written.lines();
    let header = lines.next()?.split([' ', '\t']).next()?;
    let is_odd = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    let is_plain = matches!(header, ">" | ">-") && !written.replace("\r\n", "\n").contains(is_odd);
    let lines: Vec<&str> = lines.collect();
    let first = lines.iter().find(|line| !line.trim().is_empty()).filter(|_| is_plain)?;
    let margin = first.len() - first.trim_start_matches(' ').len();
    let inner = |line: &&str| {
        let blanks = line.len() - line.trim_start_matches(' ').len();
        line.get(margin.min(blanks)..).unwrap_or_default().to_owned()
    };
    Some(Form::Block(header.to_owned(), lines.iter().map(inner).collect()))
}

/// In double quotes, on one line.
fn quoted(content: &str) -> String {
    let mut line = String::with_capacity(content.len() + 2);
    line.push('"');
    for character in content.chars() {
        match character {
            '"' => line.push_str("\\\""),
            '\\' => line.push_str("\\\\"),
            '\n' => line.push_str("\\n"),
            '\t' => line.push_str("\\t"),
            '\u{2028}' | '\u{2029}' | '\u{feff}' => {
                line.push_str(&format!("\\u{:04x}", u32::from(character)))
            }
            control if control.is_control() => line.push_str(&format!("\\u{:04x}", u32::from(control))),
            other => line.push(other),
        }
    }
    line.push('"');
    line
}

/// A key of a value. `written` is its text in the manifest; Copilot may have given it another name.
pub fn key(key: &str, written: Option<&str>) -> String {
    let inner = |written: &str| {
        let quote = written.chars().next().filter(|first| matches!(first, '"' | '\''))?;
        written.strip_prefix(quote)?.strip_suffix(quote).map(str::to_owned)
    };
    let is_simple = !key.contains(['\\', '"', '\'']) && !key.chars().any(char::is_control);
    match written {
        Some(written) if is_simple && inner(written).is_some_and(|inner| inner == key) => written.to_owned(),
        _ if is_plain_key(key) => key.to_owned(),
        _ => quoted(key),
    }
}

/// A key without quotes is this text to Go's library, in any place.
fn is_plain_key(key: &str) -> bool {
    let begins = |first: char| first.is_alphanumeric() || matches!(first, '_' | '/' | '.' | '$' | '~');
    let goes_on = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '/' | '.' | '$' | '~' | '+' | '@');
    key.starts_with(begins)
        && key.chars().all(goes_on)
        && !matches!(resolve(key, Style::Plain, None), Resolved::Null | Resolved::Merge)
}

/// A key of a part that Copilot does not look into, with its tag; `None` where it is no text.
pub fn raw_key(text: &str, tree: &Tree, key: NodeId) -> Option<String> {
    let node = tree.node(tree.resolve(key));
    let NodeData::Scalar { value, style } = &node.data else { return None };
    let written = text.get(node.span.start..node.span.end)?;
    let spelled = match with_style(value, *style, written) {
        Form::Line(line) if line.is_empty() => "null".to_owned(),
        Form::Line(line) => line,
        _ => quoted(value),
    };
    (!node.broken).then(|| tag(text, node) + &spelled)
}

/// A spelling that means the same within brackets.
pub fn fits_flow(spelled: &str) -> bool {
    spelled.starts_with(['"', '\''])
        || !(spelled.contains([',', '[', ']', '{', '}', '?'])
            || spelled.starts_with([':', '-', '!', '&', '*'])
            || spelled.ends_with(':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The content that Go's library would read, from the form under a key.
    fn read_back(form: Form) -> String {
        let text = match form {
            Form::Line(line) => format!("a:\n  k: {line}\n"),
            Form::Block(header, lines) => {
                let lines: String = lines.iter().map(|line| format!("    {line}\n")).collect();
                format!("a:\n  k: {header}\n{lines}")
            }
            _ => String::new(),
        };
        let tree = Tree::parse(&text);
        assert!(tree.errors.is_empty(), "{text:?}: {:?}", tree.errors);
        let value = tree.root.and_then(|root| tree.get(tree.get(root, "a")?, "k")).unwrap();
        tree.scalar(value).unwrap().0.to_owned()
    }

    #[test]
    fn texts_of_several_lines_keep_their_content() {
        for content in [
            "a\nb\n",
            "a\nb",
            "a\n\n\n",
            "  a\nb\n",
            "\ta\n",
            "\n  a\n",
            "a\n  \n",
            " \n",
            "\n",
            "",
            "a\u{7}\n",
            "日\n😀",
            "# no comment\n- no: list\n",
            "\"\\${X}\"\n",
        ] {
            assert_eq!(read_back(literal(content)), content, "{content:?}");
            assert_eq!(read_back(Form::Line(quoted(content))), content, "{content:?}");
        }
    }

    #[test]
    fn folded_lines_move_with_their_block() {
        let source =
            "x:\n      k: >-\n            a\n            b\n\n              more\n            c\nz: 1\n";
        let tree = Tree::parse(source);
        let node = tree.root.and_then(|root| tree.get(tree.get(root, "x")?, "k")).unwrap();
        let Form::Block(header, lines) = form(source, &tree, node, true) else { panic!("no block") };
        assert_eq!((header.as_str(), lines[0].as_str()), (">-", "a"));
        assert_eq!(read_back(Form::Block(header, lines)), tree.scalar(node).unwrap().0);
    }

    #[test]
    fn keys_are_quoted_where_they_would_be_read_otherwise() {
        assert_eq!(key("LOG_LEVEL", Some("LOG_LEVEL")), "LOG_LEVEL");
        assert_eq!(key("on", Some("\"on\"")), "\"on\"");
        assert_eq!(key("null", Some("'null'")), "'null'");
        assert_eq!(key("null", None), "\"null\"");
        assert_eq!(key("<<", Some("*merge")), "\"<<\"");
        assert_eq!(key("a: b", None), "\"a: b\"");
        assert_eq!(key("店", Some("店")), "店");
        assert_eq!(key("target_container", Some("targetContainer")), "target_container");
    }
}
