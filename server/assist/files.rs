//! The files that values name: where Copilot looks for a Dockerfile, an env file, a buildspec, the files of a site.

use super::place::locate;
use crate::manifest::interpolate::resolved;
use crate::manifest::source::Source;
use crate::reference::facts::{fact, plain};
use crate::workspace::Around;
use crate::yaml::{NodeId, Segment, Span, Tree};

/// A value that names a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// What the value says: the characters of the path, without quotes.
    pub span: Span,
    /// What may be meant. Several where the environments differ, or where a folder may be meant.
    pub candidates: Vec<Candidate>,
}

/// A place that a path may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Relative to the folder that holds `copilot/`, with `/` between names and without `.` and `..`; not empty.
    pub path: String,
    /// What must lie there.
    pub wanted: Wanted,
}

/// What a path may lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// Both are right.
    Either,
}

impl Wanted {
    /// It is this.
    pub fn fits(self, is_folder: bool) -> bool {
        match self {
            Wanted::File => !is_folder,
            Wanted::Folder => is_folder,
            Wanted::Either => true,
        }
    }
}

impl Target {
    /// The paths of the candidates that are files of the workspace.
    pub fn files(&self, around: &dyn Around) -> Vec<String> {
        let paths = self.candidates.iter().filter(|it| it.wanted.fits(false)).map(|it| &it.path);
        paths.filter(|path| is_file(path, around)).cloned().collect()
    }
}

/// What the value at `node` names, if the model says that it names a file (`x-path`) and it leads nowhere else than
/// below the folder that holds `copilot/`.
pub fn target(source: &Source, node: NodeId) -> Option<Target> {
    let tree = source.tree();
    if tree.value_of(node).is_some() {
        return None;
    }
    let (value, _) = tree.scalar(node).filter(|(value, _)| !value.is_empty())?;
    let place = locate(tree, node, source.model()?)?;
    let meaning = plain(fact(&place.shape, "x-path")?);
    let paths = written(value, &environments(source, &place.steps));
    let mut candidates: Vec<Candidate> = Vec::new();
    for found in paths.iter().flat_map(|path| candidates_of(path, &meaning, tree, node)) {
        candidates.extend(Some(found).filter(|found| !candidates.contains(found)));
    }
    let span = super::spans::content(&source.text, tree, node);
    (!candidates.is_empty()).then_some(Target { span, candidates })
}

/// The value as each environment reads it; none where another variable stands in it.
fn written(value: &str, environments: &[String]) -> Vec<String> {
    match resolved(value, None, None) {
        Some(path) => vec![path],
        None => {
            environments.iter().filter_map(|environment| resolved(value, None, Some(environment))).collect()
        }
    }
}

/// The environments that read what stands at `steps`: the one of the block, else all that the text names.
fn environments(source: &Source, steps: &[Segment<'_>]) -> Vec<String> {
    let tree = source.tree();
    if let [Segment::Key("environments"), Segment::Key(environment), ..] = steps {
        return vec![(*environment).to_owned()];
    }
    let all = tree.root.and_then(|root| tree.get(root, "environments"));
    let keys = all.map(|all| tree.entries(all)).unwrap_or_default();
    keys.iter().filter_map(|entry| tree.scalar(entry.key)).map(|(name, _)| name.to_owned()).collect()
}

/// What a path may mean, the best first; `meaning` is what the model calls it (`x-path`).
pub(super) fn candidates_of(path: &str, meaning: &str, tree: &Tree, node: NodeId) -> Vec<Candidate> {
    let Some(path) = normal(path) else { return Vec::new() };
    let below = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}/{name}") };
    let mut found = Vec::new();
    let mut add = |path: String, wanted| found.push(Candidate { path, wanted });
    match meaning {
        "directory" => {
            // Copilot builds with the Dockerfile of the context where no other is written (`dockerfilePath`).
            let build = tree.node(node).parent;
            if build.is_some_and(|build| tree.get(build, "dockerfile").is_none()) {
                add(below("Dockerfile"), Wanted::File);
            }
            add(path, Wanted::Folder);
        }
        "source" => {
            let index = below("index.html");
            add(path, Wanted::Either);
            // A folder of a site is entered through its index.
            add(index, Wanted::File);
        }
        _ => add(path, Wanted::File),
    }
    found.retain(|candidate| !candidate.path.is_empty());
    found
}

/// The path without `.`, `..` and a leading `/`, which Copilot joins to the folder as Go's `filepath.Join` does; `None`
/// where it leads out of the folder, or is written for another system.
fn normal(path: &str) -> Option<String> {
    if path.contains(['\\', '\0']) {
        return None;
    }
    let mut names: Vec<&str> = Vec::new();
    for name in path.split('/') {
        match name {
            "" | "." => {}
            ".." => drop(names.pop()?),
            name => names.push(name),
        }
    }
    Some(names.join("/"))
}

fn is_file(path: &str, around: &dyn Around) -> bool {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    around.list(folder).iter().any(|entry| entry.name == name && !entry.is_folder)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    /// The candidates of the value below the cursor `‸`.
    fn candidates(path: &str, marked: &str) -> Vec<String> {
        let offset = marked.find('‸').unwrap();
        let source = Source::new(Some(Path::new(path)), marked.replace('‸', ""));
        let node = source.tree().at(offset).unwrap();
        let candidates = target(&source, node).map(|target| target.candidates).unwrap_or_default();
        let files = candidates.into_iter().filter(|it| it.wanted.fits(false));
        files.map(|it| it.path).collect()
    }

    fn service(rest: &str) -> Vec<String> {
        candidates("/app/copilot/api/manifest.yml", &format!("name: api\ntype: Backend Service\n{rest}"))
    }

    #[test]
    fn paths_stay_inside() {
        let of = |path| normal(path).unwrap_or_else(|| "outside".to_owned());
        assert_eq!(of("./a//b/../c/"), "a/c");
        assert_eq!(of("/a"), "a", "Copilot joins it to the workspace all the same");
        assert_eq!(of("."), "");
        assert_eq!(of("a/../../b"), "outside");
    }

    #[test]
    fn dockerfiles_contexts_and_env_files() {
        assert_eq!(service("image:\n  build: ‸./a/../b//Dockerfile\n"), ["b/Dockerfile"]);
        assert_eq!(service("image: {build: {dockerfile: '‸店/Dockerfile'}}\n"), ["店/Dockerfile"]);
        assert_eq!(service("image: {build: {context: ‸./web/}}\n"), ["web/Dockerfile"]);
        assert_eq!(service("image: {build: {context: ‸.}}\n"), ["Dockerfile"]);
        assert_eq!(service("image: {build: {context: ‸web, dockerfile: x}}\n"), [""; 0]);
        assert_eq!(service("sidecars:\n  n:\n    image:\n      build: ‸n/Dockerfile\n"), ["n/Dockerfile"]);
        assert_eq!(service("env_file: ‸/x.env\n"), ["x.env"]);
        assert_eq!(service("logging:\n  env_file: ‸log.env\n"), ["log.env"]);
    }

    #[test]
    fn no_file_is_named() {
        for rest in [
            "image:\n  ‸build: a\n",
            "image:\n  build: ‸../../etc/passwd\n",
            "image:\n  build: ‸${DIR}/Dockerfile\n",
            "image:\n  build: ‸C:\\Dockerfile\n",
            "image:\n  location: ‸nginx\n",
            "image:\n  build: ‸.\n",
            "nonsense:\n  build: ‸a\n",
        ] {
            assert_eq!(service(rest), [""; 0], "{rest}");
        }
    }

    #[test]
    fn each_environment_may_have_a_file() {
        let environments = "environments:\n  test:\n  prod:\n";
        let named = service(&format!("env_file: ‸${{COPILOT_ENVIRONMENT_NAME}}.env\n{environments}"));
        assert_eq!(named, ["test.env", "prod.env"]);
        let own = "environments:\n  prod:\n    env_file: ‸${COPILOT_ENVIRONMENT_NAME}.env\n";
        assert_eq!(service(own), ["prod.env"]);
    }

    #[test]
    fn sites_and_pipelines() {
        let site = "name: www\ntype: Static Site\nfiles:\n  - source: ‸dist\n";
        assert_eq!(candidates("/app/copilot/www/manifest.yml", site), ["dist", "dist/index.html"]);
        let pipeline = "build:\n  buildspec: ‸ci/buildspec.yml\n";
        assert_eq!(candidates("/app/copilot/pipelines/main/manifest.yml", pipeline), ["ci/buildspec.yml"]);
    }
}
