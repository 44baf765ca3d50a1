//! What a check sees: one effective manifest, with helpers for what many rules ask.

use super::report::{Place, Report};
use crate::finding::{Edit, Fix};
use crate::manifest::is_set;
use crate::manifest::kind::Kind;
use crate::manifest::shape::Shape;
use crate::manifest::value::{Data, Value};
use crate::yaml::{NodeData, Resolved, Span, Tree};
use std::sync::Arc;

/// The name of the log router that Copilot injects with `logging`.
pub const FIRELENS: &str = "firelens_log_router";

/// The name of the collector that Copilot injects with `observability.tracing`.
pub const OTEL: &str = "aws-otel-collector";

/// One effective manifest on its way through the checks.
pub struct Check<'m> {
    /// The kind of the manifest.
    pub kind: Kind,
    /// The manifest as this environment gets it.
    pub root: &'m Arc<Value>,
    /// The environment; `None` for one that the manifest does not name.
    pub environment: Option<&'m str>,
    /// The text that all spans count in.
    pub text: &'m str,
    /// The tree of the text.
    pub tree: &'m Tree,
    pub(super) reports: Vec<Report>,
}

/// A container of the task.
#[derive(Debug, Clone, Copy)]
pub struct Container<'m> {
    /// Its name: the workload's for the main one.
    pub name: &'m str,
    /// The map that describes it: `image` for the main one, else the sidecar.
    pub body: Option<&'m Arc<Value>>,
    /// It is the main container.
    pub main: bool,
}

impl<'m> Check<'m> {
    /// What stands at these keys of the effective manifest.
    pub fn at(&self, keys: &[&str]) -> Option<&'m Arc<Value>> {
        self.root.at(keys)
    }

    /// What stands at these keys if Copilot counts it as given: an empty map is often not.
    pub fn given(&self, keys: &[&str]) -> Option<&'m Arc<Value>> {
        let (mut value, mut shape) = (self.root, Shape::of(self.kind));
        for key in keys {
            value = value.get(key)?;
            shape = shape.field(key)?;
        }
        is_set(value, shape).then_some(value)
    }

    /// The kind runs its containers as tasks of ECS.
    pub fn is_ecs(&self) -> bool {
        let services = [Kind::LoadBalancedWebService, Kind::BackendService, Kind::WorkerService];
        services.contains(&self.kind) || self.kind == Kind::ScheduledJob
    }

    /// Hands in a violation.
    pub fn report(&mut self, report: Report) {
        self.reports.push(report);
    }

    /// Where something is missing that belongs to `keys`: the deepest of these keys that exists, else the document.
    pub fn missing(&self, keys: &[&str]) -> Place {
        let mut place = self.document();
        let mut value = self.root;
        for (depth, key) in keys.iter().enumerate() {
            match value.get(key) {
                Some(next) => {
                    value = next;
                    place = Place::missing_in(next);
                }
                None => {
                    for key in &keys[depth..] {
                        place = place.at_key(key);
                    }
                    break;
                }
            }
        }
        place
    }

    /// The document as a whole, shown at its first key.
    pub fn document(&self) -> Place {
        let mut place = Place { missing: true, ..Place::value(self.root) };
        place.path = crate::manifest::path::Path::default();
        let first = self.root.entries().filter_map(|(_, value)| value.origin.key).min();
        place.span = first.unwrap_or(place.span);
        place
    }

    /// Something is written under this key of a map, be it right or wrong.
    pub fn writes(&self, map: &Value, key: &str) -> bool {
        let entry = self.tree.entry(map.origin.node, key);
        entry.is_some_and(|entry| self.tree.resolved(entry.value) != Some(Resolved::Null))
    }

    /// Nothing is written under this key of a map, or an empty text.
    pub fn lacks(&self, map: &Value, key: &str) -> bool {
        match map.get(key) {
            Some(value) => is_blank(Some(value)),
            None => !self.writes(map, key),
        }
    }

    /// The name of the workload, which is that of the main container; empty where it is missing or unknown.
    pub fn name(&self) -> &'m str {
        self.root.get("name").and_then(|name| name.text()).unwrap_or("")
    }

    /// The sidecars that have a body, by name.
    pub fn sidecars(&self) -> impl Iterator<Item = (&'m str, &'m Arc<Value>)> + use<'m> {
        let sidecars = self.root.get("sidecars").into_iter().flat_map(|sidecars| sidecars.entries());
        sidecars.filter(|(_, sidecar)| sidecar.is_map())
    }

    /// The main container and the sidecars.
    pub fn containers(&self) -> Vec<Container<'m>> {
        let main = Container { name: self.name(), body: self.root.get("image"), main: true };
        let sidecars = self.sidecars().map(|(name, body)| Container { name, body: Some(body), main: false });
        std::iter::once(main).chain(sidecars).collect()
    }

    /// `logging` holds more than `retention`: the task gets a log router.
    pub fn has_firelens(&self) -> bool {
        self.root.get("logging").is_some_and(|logging| logging.entries().any(|(key, _)| key != "retention"))
    }

    /// The first field of `logging` that makes Copilot add a log router, if any.
    pub fn firelens_cause(&self) -> Option<&'m Arc<Value>> {
        let mut fields = self.root.get("logging")?.entries();
        fields.find(|(key, _)| *key != "retention").map(|(_, value)| value)
    }

    /// `observability.tracing`, where it makes Copilot add a collector.
    pub fn tracing(&self) -> Option<&'m Arc<Value>> {
        let tracing = self.at(&["observability", "tracing"])?;
        tracing.text().filter(|vendor| vendor.eq_ignore_ascii_case("awsxray")).map(|_| tracing)
    }

    /// The operating system of `platform`, lower case; `linux` by default, `None` where it can't be known.
    pub fn os(&self) -> Option<String> {
        self.platform_part("osfamily", 0, "linux")
    }

    /// The architecture of `platform`, lower case; `x86_64` by default, `None` where it can't be known.
    pub fn architecture(&self) -> Option<String> {
        self.platform_part("architecture", 1, "x86_64")
    }

    fn platform_part(&self, key: &str, index: usize, default: &str) -> Option<String> {
        let Some(platform) = self.root.get("platform") else { return Some(default.to_owned()) };
        if platform.is_map() {
            return platform.get(key).map_or(Some(String::new()), |part| part.text().map(str::to_lowercase));
        }
        let text = platform.text()?;
        Some(text.split('/').nth(index).unwrap_or_default().to_lowercase())
    }

    /// The task runs on Windows.
    pub fn is_windows(&self) -> bool {
        const FAMILIES: [&str; 5] = [
            "windows",
            "windows_server_2019_core",
            "windows_server_2019_full",
            "windows_server_2022_core",
            "windows_server_2022_full",
        ];
        self.os().is_some_and(|os| FAMILIES.contains(&os.as_str()))
    }
}

/// A fix that replaces the characters of a value.
pub fn replace(title: impl Into<String>, value: &Value, text: impl Into<String>) -> Fix {
    let edit = Edit { span: value.origin.span, text: text.into() };
    Fix { title: title.into(), edits: vec![edit], safe: true }
}

/// A text stands there, or a variable that gives one.
pub fn is_given(value: Option<&Arc<Value>>) -> bool {
    value.is_some_and(|value| matches!(&value.data, Data::Str(text) if !text.is_empty()))
}

/// Nothing stands there, or an empty text.
pub fn is_blank(value: Option<&Arc<Value>>) -> bool {
    value.is_none_or(|value| {
        !value.unknown && !value.zeroed && matches!(&value.data, Data::Str(text) if text.is_empty())
    })
}

/// A fix that takes out a key with its value, where they fill whole lines of a block map.
pub fn removal(title: impl Into<String>, value: &Value, text: &str) -> Option<Fix> {
    let (key, span) = (value.origin.key?, value.origin.span);
    let start = text[..key.start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let rest = &text[key.end.max(span.end)..];
    let line_end = rest.find(['\n', '\r']).unwrap_or(rest.len());
    let alone = text[start..key.start].trim().is_empty() && rest[..line_end].trim().is_empty();
    let mut end = key.end.max(span.end) + line_end;
    for line_break in ["\r\n", "\n", "\r"] {
        if text[end..].starts_with(line_break) {
            end += line_break.len();
            break;
        }
    }
    let edits = vec![Edit { span: Span { start, end }, text: String::new() }];
    alone.then(|| Fix { title: title.into(), edits, safe: true })
}

/// A fix that writes `key: value` as the first entry of a map; none where the map is not written out at this place.
pub fn insert(check: &Check<'_>, title: &str, map: &Value, entry: &str) -> Option<Fix> {
    let NodeData::Mapping { entries, flow } = &check.tree.node(map.origin.node).data else { return None };
    let start = check.tree.node(entries.first()?.key).span.start;
    let line = check.text[..start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let column = check.text[line..start].chars().count();
    let end = if check.text.contains("\r\n") { "\r\n" } else { "\n" };
    let separator = if *flow { ", ".to_owned() } else { format!("{end}{}", " ".repeat(column)) };
    let edit = Edit { span: Span { start, end: start }, text: format!("{entry}{separator}") };
    Some(Fix { title: title.to_owned(), edits: vec![edit], safe: false })
}

/// ECS takes it as the name of a container or of a volume.
pub fn is_container_name(name: &str) -> bool {
    const LONGEST: usize = 255;
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    !name.is_empty() && name.len() <= LONGEST && name.chars().all(allowed)
}

/// A text for a message: in backticks, cut where it is long.
pub fn quoted(text: &str) -> String {
    const LONGEST: usize = 60;
    if text.is_empty() {
        return "`\"\"`".to_owned();
    }
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() <= LONGEST && line.len() == text.len() {
        return format!("`{text}`");
    }
    let cut: String = line.chars().take(LONGEST).collect();
    format!("`{cut}…`")
}

/// A list for a message: `a, b or c`.
pub fn any_of<T: AsRef<str>>(words: &[T]) -> String {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => words.concat(),
    }
}

/// The word of `known` that was most likely meant.
pub fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let lower = word.to_lowercase();
    let distance = |other: &str| {
        if other.to_lowercase().replace(['-', '_'], "") == lower.replace(['-', '_'], "") {
            return 0;
        }
        strsim::damerau_levenshtein(&lower, &other.to_lowercase())
    };
    let limit = (word.chars().count() / 3).clamp(1, 3);
    let best = known.into_iter().map(|other| (distance(other), other)).min_by_key(|(distance, _)| *distance);
    best.filter(|(distance, _)| *distance <= limit).map(|(_, other)| other)
}
