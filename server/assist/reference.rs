//! What a name stands for: a volume, a container, a topic, a workload, an environment, a file.

use super::images;
use super::place::Place;
use crate::environments::Layers;
use crate::locale::Locale;
use crate::reference::facts::{fact, plain};
use crate::reference::lookup::spot;
use crate::yaml::{NodeId, Segment, Tree};

/// The most lines that are quoted of a definition.
const MOST_LINES: usize = 12;

/// The definition of the thing that a value names, or where it is to be found.
pub(super) fn named(
    text: &str,
    tree: &Tree,
    node: NodeId,
    place: &Place<'_>,
    locale: Locale,
) -> Option<String> {
    let (name, _) = tree.scalar(node).filter(|(name, _)| !name.is_empty())?;
    if let Some(kind) = fact(&place.shape, "x-ref").map(plain) {
        return match kind.as_str() {
            "volume" => definition(text, tree, &["storage", "volumes"], name, place, locale),
            "container" => container(text, tree, name, place, locale),
            _ => elsewhere(&kind, name, locale),
        };
    }
    fact(&place.shape, "x-path").map(|_| file(name, locale))
}

/// The container that a key of `depends_on` names, or the workload that one of `deployments` does.
pub(super) fn named_by_key(text: &str, tree: &Tree, place: &Place<'_>, locale: Locale) -> Option<String> {
    let (Segment::Key(name), around) = place.steps.split_last()? else { return None };
    let around = spot(place.kind, around)?;
    match fact(&around.shape, "x-ref-keys").map(plain)?.as_str() {
        "container" => container(text, tree, name, place, locale),
        kind => elsewhere(kind, name, locale),
    }
}

fn file(name: &str, locale: Locale) -> String {
    locale.pick(
        format!("The file or folder `{name}`, relative to the folder that holds `copilot/`."),
        format!("`copilot/` があるフォルダーからの相対パス `{name}`。"),
    )
}

fn elsewhere(kind: &str, name: &str, locale: Locale) -> Option<String> {
    let text = match kind {
        "topic" => locale.pick(
            format!("The topic `{name}`, which the `publish.topics` of the named service declare."),
            format!("指定したサービスの `publish.topics` で宣言されたトピック `{name}`。"),
        ),
        "workload" => locale.pick(
            format!("The workload of `copilot/{name}/manifest.yml`."),
            format!("`copilot/{name}/manifest.yml` のワークロード。"),
        ),
        "environment" => locale.pick(
            format!("The environment of `copilot/environments/{name}/manifest.yml`."),
            format!("`copilot/environments/{name}/manifest.yml` の環境。"),
        ),
        _ => return None,
    };
    Some(text)
}

fn container(text: &str, tree: &Tree, name: &str, place: &Place<'_>, locale: Locale) -> Option<String> {
    let main = tree.root.and_then(|root| tree.get(root, "name")).and_then(|node| tree.scalar(node));
    if main.is_some_and(|(main, _)| main == name) {
        return Some(locale.pick("The main container.", "メインコンテナ。").to_owned());
    }
    if name == crate::rules::check::FIRELENS {
        return Some(
            locale
                .pick(
                    "The container that Copilot makes for `logging`.",
                    "`logging` のために Copilot が作るコンテナ。",
                )
                .to_owned(),
        );
    }
    definition(text, tree, &["sidecars"], name, place, locale)
}

/// The lines of a definition: of the block of the same environment, else of the base.
fn definition(
    text: &str,
    tree: &Tree,
    path: &[&str],
    name: &str,
    place: &Place<'_>,
    locale: Locale,
) -> Option<String> {
    let root = tree.root?;
    let block = match place.steps.as_slice() {
        [Segment::Key("environments"), Segment::Key(environment), ..] => {
            tree.get(root, "environments").and_then(|all| tree.get(all, environment))
        }
        _ => None,
    };
    let under = |start: NodeId| {
        path.iter().try_fold(start, |node, key| tree.get(node, key)).and_then(|map| entry(tree, map, name))
    };
    let (key, value) = block.and_then(under).or_else(|| under(root))?;
    let end = tree.node(value).span.end.max(tree.node(key).span.end);
    let lines = lines(text, tree.node(key).span.start, end);
    let label = locale.pick("Defined as", "定義");
    Some(format!("{label}:\n\n```yaml\n{lines}\n```"))
}

fn entry(tree: &Tree, map: NodeId, name: &str) -> Option<(NodeId, NodeId)> {
    tree.entry(map, name).map(|entry| (entry.key, entry.value))
}

/// The lines from `start` to `end`, without the indentation of the first and with at most [`MOST_LINES`].
fn lines(text: &str, start: usize, end: usize) -> String {
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let indent = start - line_start;
    let all: Vec<&str> = text[line_start..end].trim_end().lines().collect();
    let shown = all.iter().take(MOST_LINES).map(|line| line.get(indent..).unwrap_or(line.trim_start()));
    let more = (all.len() > MOST_LINES).then_some("# …");
    shown.chain(more).collect::<Vec<_>>().join("\n")
}

/// What is known of the image of the sidecar whose name is under the cursor.
pub(super) fn image(layers: &Layers, place: &Place<'_>, locale: Locale) -> Option<String> {
    let [Segment::Key("sidecars"), Segment::Key(name)] = place.effective() else { return None };
    let image = layers.base.at(&["sidecars", name, "image"]).or_else(|| {
        let each = layers.environments.iter();
        each.filter_map(|environment| environment.effective.at(&["sidecars", name, "image"])).next()
    })?;
    let location = image.get("location").unwrap_or(image);
    images::describe(location.text()?).map(|text| text.text(locale).to_owned())
}
