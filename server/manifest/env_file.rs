//! Files of environment variables, as ECS reads them: `NAME=value` line by line, without quotes and variables.

/// A line of an env file that is neither empty nor a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line<'t> {
    /// Its number, from 1.
    pub number: usize,
    /// What stands before the first `=`, trimmed; all of it where there is none.
    pub name: &'t str,
    /// What is wrong with it.
    pub flaw: Option<Flaw>,
}

/// What ECS does not read as it was meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// No `=`, or nothing before it.
    NoPair,
    /// `export NAME=value`: ECS knows no shell.
    Export,
    /// A quote around the value becomes part of it.
    Quotes,
    /// `$NAME` is not replaced.
    Variable,
}

/// The lines of an env file.
pub fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.lines().enumerate().filter_map(|(index, line)| {
        let content = line.trim();
        let is_said = !content.is_empty() && !content.starts_with('#');
        is_said.then(|| parse(index + 1, content))
    })
}

fn parse(number: usize, content: &str) -> Line<'_> {
    let Some((name, value)) = content.split_once('=').filter(|(name, _)| !name.trim().is_empty()) else {
        return Line { number, name: content, flaw: Some(Flaw::NoPair) };
    };
    let (name, value) = (name.trim(), value.trim());
    if let Some(exported) = name.strip_prefix("export ") {
        return Line { number, name: exported.trim(), flaw: Some(Flaw::Export) };
    }
    let flaw = if is_quoted(value) {
        Some(Flaw::Quotes)
    } else if value.contains("${") {
        Some(Flaw::Variable)
    } else {
        None
    };
    Line { number, name, flaw }
}

fn is_quoted(value: &str) -> bool {
    ['"', '\''].iter().any(|quote| value.len() > 1 && value.starts_with(*quote) && value.ends_with(*quote))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_pairs_or_flawed() {
        let text = "\u{feff}# c\n\nA=1\r\nexport B=2\nC=\"x y\"\nD=${A}/x\nE\n=1\nF='a'\nG=\"\nH=a=b\n";
        let found: Vec<_> = lines(text).map(|line| (line.number, line.name, line.flaw)).collect();
        let expected = [
            (3, "A", None),
            (4, "B", Some(Flaw::Export)),
            (5, "C", Some(Flaw::Quotes)),
            (6, "D", Some(Flaw::Variable)),
            (7, "E", Some(Flaw::NoPair)),
            (8, "=1", Some(Flaw::NoPair)),
            (9, "F", Some(Flaw::Quotes)),
            (10, "G", None),
            (11, "H", None),
        ];
        assert_eq!(found, expected);
    }
}
