//! Reads JSON as people paste it: with a byte order mark, comments, trailing commas, placeholders of Terraform outside
//! of texts, several objects without brackets around them, and members without braces.

use crate::locale::Phrase;
use serde_json::{Map, Number, Value};

/// Deeper than any definition; no text makes the reader overflow.
const DEPTH: usize = 64;

/// What was read.
#[derive(Debug)]
pub(super) struct Read {
    pub value: Value,
    /// The values of keys that stand a second time in the same object; the later value counts.
    pub doubled: Vec<(String, Value)>,
}

/// Reads a text.
///
/// # Errors
/// Says in which line it is no JSON.
pub(super) fn read(text: &str) -> Result<Read, Phrase> {
    let mut reader = Reader { text, at: 0, doubled: Vec::new() };
    reader.blanks();
    let first = reader.value(0)?;
    reader.blanks();
    let value = match (reader.peek(), first) {
        (Some(':'), Value::String(key)) => Value::Object(reader.members(Some(key), 0)?),
        (Some(','), first) => Value::Array(reader.more(first)?),
        (_, first) => first,
    };
    reader.blanks();
    if reader.peek() == Some(';') {
        reader.at += 1;
        reader.blanks();
    }
    if reader.at < text.len() {
        return Err(reader.wrong("the end of the text", "テキストの終わり"));
    }
    Ok(Read { value, doubled: reader.doubled })
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    doubled: Vec<(String, Value)>,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn eat(&mut self, sign: char) -> bool {
        let is_next = self.peek() == Some(sign);
        self.at += if is_next { sign.len_utf8() } else { 0 };
        is_next
    }

    /// White space and comments.
    fn blanks(&mut self) {
        loop {
            let rest = self.rest();
            let blank = |sign: char| sign.is_whitespace() || sign == '\u{feff}';
            let text = rest.trim_start_matches(blank);
            let skipped = rest.len() - text.len();
            let comment = if text.starts_with("//") || text.starts_with('#') {
                text.find('\n').unwrap_or(text.len())
            } else if text.starts_with("/*") {
                text.find("*/").map_or(text.len(), |end| end + 2)
            } else {
                0
            };
            self.at += skipped + comment;
            if comment == 0 {
                return;
            }
        }
    }

    fn value(&mut self, depth: usize) -> Result<Value, Phrase> {
        if depth > DEPTH {
            return Err(self.wrong("less depth", "浅い入れ子"));
        }
        match self.peek() {
            Some('{') => {
                self.at += 1;
                self.members(None, depth).map(Value::Object)
            }
            Some('[') => {
                self.at += 1;
                self.items(depth).map(Value::Array)
            }
            Some('"') => self.string().map(Value::String),
            Some('$') if self.rest().starts_with("${") => Ok(Value::String(self.placeholder())),
            _ => self.word(),
        }
    }

    /// The members of an object to its brace, or of a text without braces whose first key is read already to its end.
    fn members(&mut self, first: Option<String>, depth: usize) -> Result<Map<String, Value>, Phrase> {
        let (mut members, is_bare) = (Map::new(), first.is_some());
        let mut key = first;
        loop {
            self.blanks();
            let is_end = if is_bare { self.at >= self.text.len() } else { self.eat('}') };
            if key.is_none() && is_end {
                return Ok(members);
            }
            let name = match key.take() {
                Some(name) => name,
                None if self.peek() == Some('"') => self.string()?,
                None => return Err(self.wrong("a key in double quotes", "二重引用符で囲んだキー")),
            };
            self.blanks();
            if !self.eat(':') {
                return Err(self.wrong("a colon", "コロン"));
            }
            self.blanks();
            let value = self.value(depth + 1)?;
            if let Some(old) = members.insert(name.clone(), value) {
                self.doubled.push((name, old));
            }
            self.blanks();
            let is_end = if is_bare { self.at >= self.text.len() } else { self.peek() == Some('}') };
            if !self.eat(',') && !is_end {
                return Err(self.wrong("a comma or a closing brace", "カンマまたは閉じ波かっこ"));
            }
        }
    }

    fn items(&mut self, depth: usize) -> Result<Vec<Value>, Phrase> {
        let mut items = Vec::new();
        loop {
            self.blanks();
            if self.eat(']') {
                return Ok(items);
            }
            items.push(self.value(depth + 1)?);
            self.blanks();
            if !self.eat(',') && self.peek() != Some(']') {
                return Err(self.wrong("a comma or a closing bracket", "カンマまたは閉じ角かっこ"));
            }
        }
    }

    /// The values behind the first one, each after a comma.
    fn more(&mut self, first: Value) -> Result<Vec<Value>, Phrase> {
        let mut items = vec![first];
        while self.eat(',') {
            self.blanks();
            if self.at >= self.text.len() {
                break;
            }
            items.push(self.value(1)?);
            self.blanks();
        }
        Ok(items)
    }

    fn string(&mut self) -> Result<String, Phrase> {
        let start = self.at;
        let mut escaped = false;
        let body = self.rest().get(1..).unwrap_or_default();
        let end = body.find(|sign: char| {
            let ends = sign == '"' && !escaped;
            escaped = sign == '\\' && !escaped;
            ends
        });
        let Some(end) = end else { return Err(self.wrong("a closing quote", "閉じ引用符")) };
        let length = end + 2;
        // A text over several lines is no JSON, but nobody can mistake it.
        let quoted = self.text.get(start..start + length).unwrap_or_default();
        let one_line = quoted.replace("\r\n", "\\n").replace(['\n', '\r'], "\\n").replace('\t', "\\t");
        let read = serde_json::from_str(&one_line);
        let read = read.map_err(|_| self.wrong("a text with right escapes", "エスケープが正しい文字列"))?;
        self.at += length;
        Ok(read)
    }

    /// `${...}` and what follows at once, as a text.
    fn placeholder(&mut self) -> String {
        let (mut depth, mut in_text, start) = (0_usize, false, self.at);
        for (index, sign) in self.text.get(start..).unwrap_or_default().char_indices() {
            match sign {
                '"' if depth > 0 => in_text = !in_text,
                '{' if !in_text => depth += 1,
                '}' if !in_text && depth > 0 => depth -= 1,
                ',' | ']' | '}' | '\n' | ' ' | '\t' | '\r' if depth == 0 => {
                    self.at = start + index;
                    return self.text.get(start..self.at).unwrap_or_default().to_owned();
                }
                _ => {}
            }
        }
        self.at = self.text.len();
        self.text.get(start..).unwrap_or_default().to_owned()
    }

    /// A number, `true`, `false` or `null`.
    fn word(&mut self) -> Result<Value, Phrase> {
        let is_word = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '+' | '.' | '_');
        let rest = self.rest();
        let length = rest.find(|sign| !is_word(sign)).unwrap_or(rest.len());
        let word = &rest[..length];
        let value = match word {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "null" => Value::Null,
            _ => match serde_json::from_str::<Number>(word) {
                // What can't be kept exactly stays as it is written.
                Ok(number) if number.to_string() == word => Value::Number(number),
                Ok(_) => Value::String(word.to_owned()),
                Err(_) => return Err(self.wrong("a value of JSON", "JSON の値")),
            },
        };
        self.at += length;
        Ok(value)
    }

    fn wrong(&self, en: &str, ja: &str) -> Phrase {
        let before = self.text.get(..self.at).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let found = self.peek();
        let en_found = found.map_or("nothing more".to_owned(), |sign| format!("`{}`", sign.escape_default()));
        let ja_found = found
            .map_or("テキストの終わり".to_owned(), |sign| format!("`{}`", sign.escape_default()));
        Phrase::new(
            format!("this is no JSON: line {line} has {en_found} where {en} should be"),
            format!("JSON ではありません。{line} 行目は{ja}のはずですが、{ja_found} があります"),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn json_as_people_paste_it() {
        for (text, value) in [
            ("\u{feff}[1, 2,]", json!([1, 2])),
            ("// a\n{\"a\": /* b */ 1, # c\n}", json!({ "a": 1 })),
            (
                "{\"a\": ${port}, \"b\": [${x.y[\"k\"]}-z]}",
                json!({ "a": "${port}", "b": ["${x.y[\"k\"]}-z"] }),
            ),
            ("{\"a\": ${jsonencode({b = \"}\"})}}", json!({ "a": "${jsonencode({b = \"}\"})}" })),
            ("{\"a\": 1}, {\"a\": 2},", json!([{ "a": 1 }, { "a": 2 }])),
            ("\"a\": [], \"b\": {}", json!({ "a": [], "b": {} })),
            ("{\"a\": \"\\u65e5\\n\t\"};", json!({ "a": "日\n\t" })),
            (
                "[1.50, -2, 123456789012345678901234567890]",
                json!(["1.50", -2, "123456789012345678901234567890"]),
            ),
        ] {
            let read = read(text);
            assert_eq!(
                read.map(|read| read.value).map_err(|why| why.text(Default::default()).to_owned()),
                Ok(value)
            );
        }
    }

    #[test]
    fn the_last_of_two_equal_keys_counts_and_the_other_is_told() {
        let read = read("{\"a\": 1, \"a\": 2}").expect("JSON");
        assert_eq!((read.value, read.doubled), (json!({ "a": 2 }), vec![("a".to_owned(), json!(1))]));
    }

    #[test]
    fn what_is_no_json_is_refused_with_its_line() {
        for (text, line) in
            [("", 1), ("{\n\"a\" 1}", 2), ("[1\n2]", 2), ("\"a", 1), ("a: 1", 1), ("{\"a\":1}}", 1)]
        {
            let why = read(text).expect_err(text);
            let said = why.text(Default::default());
            assert!(said.contains(&format!("line {line} ")), "{text}: {said}");
        }
        assert!(read(&"[".repeat(100_000)).is_err());
    }
}
