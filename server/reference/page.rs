//! A page in Markdown, cut into the sections of its fields.

/// What a page says of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section<'p> {
    /// The heading: a path with placeholders, as in `sidecars.<name>.mount_points[].path`.
    pub path: &'p str,
    /// What the field does and what to watch out for.
    pub prose: &'p str,
    /// The list of facts, made from the model.
    pub facts: &'p str,
    /// The example and where else the facts stand.
    pub rest: &'p str,
}

/// What comes before the first section, and the sections.
pub fn sections(text: &str) -> (&str, Vec<Section<'_>>) {
    let mut starts = heading_starts(text);
    let intro = &text[..starts.first().copied().unwrap_or(text.len())];
    starts.push(text.len());
    let sections = starts.windows(2).map(|pair| section(&text[pair[0]..pair[1]]));
    (intro, sections.collect())
}

/// The offsets of the lines that begin a section; a line of an example is none.
fn heading_starts(text: &str) -> Vec<usize> {
    let (mut starts, mut at, mut in_example) = (Vec::new(), 0, false);
    for line in text.split_inclusive('\n') {
        if line.starts_with("```") {
            in_example = !in_example;
        } else if line.starts_with("## ") && !in_example {
            starts.push(at);
        }
        at += line.len();
    }
    starts
}

fn section(text: &str) -> Section<'_> {
    let (heading, body) = text.split_once('\n').unwrap_or((text, ""));
    let (mut at, mut facts, mut rest) = (0, None, None);
    for line in body.split_inclusive('\n') {
        if line.starts_with("- ") && rest.is_none() {
            facts.get_or_insert(at..at).end = at + line.len();
        } else if ["```", "See also:", "参考:"].iter().any(|mark| line.starts_with(mark)) {
            rest.get_or_insert(at);
        }
        at += line.len();
    }
    let rest = rest.unwrap_or(body.len());
    let facts = facts.unwrap_or(rest..rest);
    Section {
        path: heading.trim_start_matches("## ").trim().trim_matches('`'),
        prose: body[..facts.start].trim(),
        facts: body[facts].trim(),
        rest: body[rest..].trim(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_cut_into_sections() {
        let page = "# image\n\nIntro.\n\n## image\n\nText.\n\n- Type: a map\n- Default: none\n\n```yaml\n## x\n```\n\nSee also: y\n\n## image.port\n\nMore.\n";
        let (intro, sections) = sections(page);
        assert_eq!(intro, "# image\n\nIntro.\n\n");
        assert_eq!(sections.len(), 2);
        assert_eq!(sections[0].prose, "Text.");
        assert_eq!(sections[0].facts, "- Type: a map\n- Default: none");
        assert_eq!(sections[0].rest, "```yaml\n## x\n```\n\nSee also: y");
        let port = Section { path: "image.port", prose: "More.", facts: "", rest: "" };
        assert_eq!(sections[1], port);
    }
}
