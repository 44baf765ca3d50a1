//! `${NAME}` in manifests, as Copilot replaces it (`internal/pkg/manifest/interpolate.go`).

/// The names that Copilot defines itself.
pub const PREDEFINED: [&str; 2] = ["COPILOT_APPLICATION_NAME", "COPILOT_ENVIRONMENT_NAME"];

/// A `${NAME}` in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placeholder<'t> {
    /// The byte of its `$` (of the backslash where it is escaped).
    pub start: usize,
    /// One past its `}`.
    pub end: usize,
    /// The name between the braces.
    pub name: &'t str,
    /// A backslash stands before it: it is written out literally.
    pub escaped: bool,
}

/// The placeholders of a text, in order. `$NAME`, `${NAME:-x}` and `${1X}` are none.
pub fn placeholders(text: &str) -> impl Iterator<Item = Placeholder<'_>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + text[from..].find("${")?;
            from = start + 2;
            if let Some(length) = name_length(&text[from..]) {
                let name = &text[from..from + length];
                let escaped = text[..start].ends_with('\\');
                from += length + 1;
                return Some(Placeholder { start: start - usize::from(escaped), end: from, name, escaped });
            }
        }
    })
}

/// The bytes of a name that is closed by a brace.
fn name_length(text: &str) -> Option<usize> {
    let length = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_')?;
    let closed = text[length..].starts_with('}');
    let begins = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    (closed && begins).then_some(length)
}

/// Holds a placeholder that is replaced when Copilot runs.
pub fn is_interpolated(text: &str) -> bool {
    placeholders(text).any(|placeholder| !placeholder.escaped)
}

/// The text as Copilot reads it for an environment of an application; `None` where it takes a name that is not given, or
/// stands for itself by a backslash.
pub fn resolved(text: &str, application: Option<&str>, environment: Option<&str>) -> Option<String> {
    let [of_application, of_environment] = PREDEFINED;
    let (mut whole, mut from) = (String::with_capacity(text.len()), 0);
    for Placeholder { start, end, name, escaped } in placeholders(text) {
        let value = match name {
            _ if escaped => None,
            _ if name == of_application => application,
            _ if name == of_environment => environment,
            _ => None,
        };
        whole.push_str(&text[from..start]);
        whole.push_str(value?);
        from = end;
    }
    whole.push_str(&text[from..]);
    Some(whole)
}

/// The items, where a text is a JSON list of strings: interpolation turns it into a YAML list.
pub fn json_list(text: &str) -> Option<Vec<String>> {
    if !text.trim_start().starts_with('[') {
        return None;
    }
    let items: Vec<Option<String>> = serde_json::from_str(text).ok()?;
    (!items.is_empty()).then(|| items.into_iter().map(Option::unwrap_or_default).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_braced_names_are_placeholders() {
        let text = r"$A ${B} ${C:-x} ${1D} \${E} $${F} ${my-var}";
        let found: Vec<_> = placeholders(text).map(|p| (p.name, p.escaped)).collect();
        assert_eq!(found, [("B", false), ("E", true), ("F", false)]);
    }

    #[test]
    fn names_of_copilot_are_replaced_where_they_are_known() {
        let of = |text: &str| resolved(text, None, Some("試験"));
        assert_eq!(
            of("😀/${COPILOT_ENVIRONMENT_NAME}.${COPILOT_ENVIRONMENT_NAME}").as_deref(),
            Some("😀/試験.試験")
        );
        assert_eq!(of("plain ${").as_deref(), Some("plain ${"));
        for unknown in [
            "${COPILOT_APPLICATION_NAME}",
            "${HOME}/${COPILOT_ENVIRONMENT_NAME}",
            r"\${COPILOT_ENVIRONMENT_NAME}",
        ] {
            assert_eq!(of(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn a_json_list_of_strings_becomes_a_list() {
        assert_eq!(json_list(r#"["a","b"]"#), Some(vec!["a".into(), "b".into()]));
        assert_eq!(json_list("[]"), None);
        assert_eq!(json_list("[1]"), None);
        assert_eq!(json_list("a"), None);
    }
}
