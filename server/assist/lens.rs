//! Lines above the text that open effective manifests.

use super::{Context, effective};
use crate::manifest::source::Source;
use crate::yaml::Span;

/// The most environments that the title at the top names.
const MOST: usize = 5;

/// Something to click, drawn above a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lens {
    /// What it belongs to: the key of an environment, or the begin of the text.
    pub span: Span,
    /// What it opens.
    pub title: String,
    /// The environment whose effective manifest it opens; `None` where the user is to choose.
    pub environment: Option<String>,
}

/// One at the top to choose from all environments, those of the workspace included, and one above each that is named.
pub(super) fn lenses(source: &Source, context: &Context<'_>) -> Vec<Lens> {
    let named = effective::named(source);
    let others = effective::others(source, context.around.workspace().as_deref());
    let names: Vec<&str> = named.iter().map(|it| &it.name).chain(&others).map(String::as_str).collect();
    if names.is_empty() {
        return Vec::new();
    }
    let locale = context.locale;
    let mut listed = names[..names.len().min(MOST)].join(locale.pick(", ", "、"));
    if names.len() > MOST {
        listed.push_str(locale.pick(", …", "、…"));
    }
    let title = locale.pick(format!("Effective manifest: {listed}"), format!("実効マニフェスト: {listed}"));
    let top = Lens { span: Span::default(), title, environment: None };
    let each = named.iter().map(|it| Lens {
        span: it.span,
        title: locale
            .pick(format!("Effective manifest of {}", it.name), format!("{} の実効マニフェスト", it.name)),
        environment: Some(it.name.clone()),
    });
    std::iter::once(top).chain(each).collect()
}
