//! What a manifest has already.

use crate::import::Target;
use crate::locale::Phrase;
use crate::manifest::shape::Shape;
use crate::manifest::source::Source;
use crate::rules::Document;
use crate::rules::check::{Check, FIRELENS, OTEL};
use crate::workspace::Nothing;

/// What a definition has to know of a manifest.
///
/// # Errors
/// The manifest has no containers beside its own, or mistakes.
pub(super) fn of(source: &Source) -> Result<Target, Phrase> {
    let kind = source.kind().ok_or_else(|| {
        Phrase::new(
            "this is no manifest of AWS Copilot with a known `type`",
            "`type` が正しい AWS Copilot のマニフェストではありません",
        )
    })?;
    if Shape::of(kind).field("sidecars").is_none() {
        let name = kind.name();
        return Err(Phrase::new(
            format!("a {name} has no ECS containers to bring in"),
            format!("{name} に ECS のコンテナは取り込めません"),
        ));
    }
    if !source.tree().errors.is_empty() {
        return Err(Phrase::new(
            "the YAML of the manifest has mistakes, mend them first",
            "マニフェストの YAML に誤りがあります。先に直してください",
        ));
    }
    let document = Document::new(source, &Nothing);
    let mut target =
        Target { kind: Some(kind), name: source.root_text("name").map(str::to_owned), ..Target::default() };
    for check in layers(&document) {
        target.has_image |= check.at(&["image"]).is_some_and(|image| image.is_map());
        target.has_router |= check.has_firelens();
        target.containers.extend(containers(&check).into_iter().skip(1));
        for (name, volume) in check.entries(&["storage", "volumes"]) {
            let id = volume.at(&["efs", "id"]).and_then(|id| id.text()).map(str::to_owned);
            // A managed file system is no scratch volume, and has no id.
            let id = id.or_else(|| volume.get("efs").and_then(|efs| efs.text()).map(str::to_owned));
            target.volumes.push((name.to_owned(), id));
        }
    }
    Ok(target)
}

/// The base and each environment, as checks see them.
pub(super) fn layers<'d>(document: &'d Document<'d>) -> Vec<Check<'d>> {
    let environments = document.layers.iter().flat_map(|layers| &layers.environments);
    let names = std::iter::once(None).chain(environments.map(|environment| Some(&*environment.name)));
    names.filter_map(|name| document.check(name)).collect()
}

/// The containers of the task in the order of the template: the main one, those that Copilot adds, the sidecars by name.
pub(super) fn containers(check: &Check<'_>) -> Vec<String> {
    let mut sidecars: Vec<String> = check.sidecars().map(|(name, _)| name.to_owned()).collect();
    sidecars.sort_unstable();
    let router = check.has_firelens().then(|| FIRELENS.to_owned());
    let collector = check.tracing().map(|_| OTEL.to_owned());
    std::iter::once(check.name().to_owned()).chain(router).chain(collector).chain(sidecars).collect()
}
