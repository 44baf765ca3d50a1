//! The words of a command line, as google/shlex splits it.

/// The words; `None` where a quote or an escape has no end.
pub fn split(text: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut rest = text.chars().peekable();
    loop {
        while rest.next_if(|character| is_blank(*character)).is_some() {}
        match rest.peek() {
            None => return Some(words),
            Some('#') => while rest.next_if(|character| *character != '\n').is_some() {},
            Some(_) => words.push(word(&mut rest)?),
        }
    }
}

fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\r' | '\n')
}

/// One word: quotes may begin anywhere in it; an escape works outside of single quotes.
fn word(rest: &mut impl Iterator<Item = char>) -> Option<String> {
    let mut word = String::new();
    let mut quote = None;
    loop {
        let Some(character) = rest.next() else { return quote.is_none().then_some(word) };
        match (quote, character) {
            (None, blank) if is_blank(blank) => return Some(word),
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), close) if open == close => quote = None,
            (None | Some('"'), '\\') => word.push(rest.next()?),
            _ => word.push(character),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::split;

    fn words(text: &str) -> Vec<String> {
        split(text).unwrap()
    }

    #[test]
    fn quotes_join_and_escapes_keep() {
        assert_eq!(words(r#"sh -c 'a "b"' x\ y"#), ["sh", "-c", "a \"b\"", "x y"]);
        assert_eq!(words(r#"a"b c"d '' "\"" "#), ["ab cd", "", "\""]);
        assert_eq!(words("a#b # c\nd"), ["a#b", "d"]);
        assert!(words(" \t\n").is_empty());
    }

    #[test]
    fn an_open_quote_or_escape_is_an_error() {
        for text in ["sh -c 'echo hi", "echo \"a", "a\\", "\"a\\"] {
            assert_eq!(split(text), None, "{text}");
        }
    }
}
