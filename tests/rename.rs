//! Renaming: `‸` is the cursor; what is compared are all files of the application afterwards.
#![allow(clippy::expect_used, clippy::panic, reason = "a test may fail")]

#[path = "support/beside.rs"]
mod beside;
#[path = "support/marked.rs"]
#[allow(dead_code, reason = "other tests use it")]
mod marked;

use beside::Beside;
use copilot_manifest_ls::assist::{
    Around, Context, NameKind, Renaming, Snapshot, moved, names, prepare_rename, rename,
};
use copilot_manifest_ls::locale::Locale;
use copilot_manifest_ls::manifest::source::Source;
use copilot_manifest_ls::settings::Settings;
use copilot_manifest_ls::workspace::Nothing;
use marked::Marked;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The files of an application by path in `/app`.
type Files = BTreeMap<String, String>;

fn beside(files: &Files) -> Beside {
    let given: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    Beside::new(&given)
}

fn parse(text: &str) -> Files {
    let files = text.split("--- ").skip(1).filter_map(|file| file.split_once('\n'));
    files.map(|(path, text)| (path.to_owned(), text.to_owned())).collect()
}

/// The application after a renaming.
fn applied(files: &Files, renaming: &Renaming) -> Files {
    let mut files = files.clone();
    for file in &renaming.files {
        let text = files.get_mut(&Marked::path(&file.source)).expect("a file of the application");
        for edit in file.edits.iter().rev() {
            text.replace_range(edit.span.start..edit.span.end, &edit.text);
        }
    }
    let Some((from, to)) = &renaming.folder else { return files };
    let inner = |path: &Path| path.strip_prefix("/app").expect("in the application").to_owned();
    let (from, to) = (inner(from), inner(to));
    let new = |path: &str| match Path::new(path).strip_prefix(&from) {
        Ok(rest) => to.join(rest).to_str().expect("UTF-8").to_owned(),
        Err(_) => path.to_owned(),
    };
    files.into_iter().map(|(path, text)| (new(&path), text)).collect()
}

fn attempt(text: &str, new: &str) -> Result<Renaming, String> {
    let marked = Marked::new(text);
    let context = Context { around: &marked.beside, ..Context::default() };
    let found = rename(&marked.source, marked.offset, new, true, &context)?;
    let prepared = prepare_rename(&marked.source, marked.offset, true, &context)?;
    assert_eq!(found.is_some(), prepared.is_some());
    Ok(found.expect("a name"))
}

#[track_caller]
fn renames(text: &str, new: &str, expected: &str) {
    let renaming = attempt(text, new).unwrap_or_else(|reason| panic!("{reason}"));
    let files = parse(&text.replace('‸', ""));
    assert_eq!(applied(&files, &renaming), parse(expected));
}

/// A renaming in one manifest, where `@` stands for the name and `‸@` for the one at the cursor.
#[track_caller]
fn renames_in_api(rest: &str, old: &str, new: &str) {
    let text = format!("--- copilot/api/manifest.yml\nname: api\ntype: Load Balanced Web Service\n{rest}");
    renames(&text.replace('@', old), new, &text.replace('‸', "").replace('@', new));
}

#[track_caller]
fn refuses(text: &str, new: &str, part: &str) {
    let reason = attempt(text, new).expect_err("a refusal");
    assert!(reason.contains(part), "{reason}");
}

fn api(rest: &str) -> String {
    format!("--- copilot/api/manifest.yml\nname: api\ntype: Load Balanced Web Service\n{rest}")
}

#[test]
fn a_sidecar_in_all_places() {
    // Target of http, awaited by two, changed in two environments.
    let text = "http:\n  path: /\n  target_container: ‸@\n  additional_rules:\n    - {path: /x, target_container: '@'}\nnlb:\n  port: 443/tls\n  target_container: @\n\
        image:\n  build: nginx/Dockerfile\n  port: 80\n  depends_on: {@: start}\n\
        sidecars:\n  @: # 店の nginx 😀\n    image: nginx\n  agent:\n    image: agent\n    depends_on:\n      \"@\": healthy\n\
        variables: {UPSTREAM: nginx}\n\
        environments:\n  test:\n    sidecars:\n      @: {port: 81}\n  prod:\n    sidecars: {@: {port: 82}}\n";
    renames_in_api(text, "nginx", "proxy");
    renames_in_api(&text.replace('‸', "").replace("  @: # ", "  ‸@: # "), "nginx", "proxy");
    renames_in_api(&text.replace('‸', "").replace("{@: {port: 82", "{‸@: {port: 82"), "nginx", "proxy");
}

#[test]
fn volumes_with_their_mount_points() {
    let text = "storage:\n  volumes:\n    ‸@: {path: /data, efs: true}\nsidecars:\n  a:\n    image: a\n    mount_points:\n      - {source_volume: @, path: /x}\n  b:\n    image: b\n    mount_points:\n      - source_volume: \"@\"\n        path: /x\nenvironments:\n  prod:\n    storage:\n      volumes:\n        '@':\n          efs: {uid: 1, gid: 1}\n";
    renames_in_api(text, "data", "shared_2");
    renames_in_api(&text.replace('‸', "").replace("\"@", "\"‸@"), "データ", "data");
}

#[test]
fn a_volume_named_by_an_alias_of_its_key() {
    renames_in_api(
        "storage:\n  volumes:\n    &v ‸@: {path: /x}\nsidecars:\n  a:\n    image: a\n    mount_points: [{source_volume: *v, path: /x}]\n",
        "data",
        "other",
    );
}

#[test]
fn anchors_with_all_aliases() {
    renames_in_api("x: &@ 1\ny: [*‸@, *@]\nz: &other 2\n", "a", "base-1");
    renames_in_api("x: &‸@ {image: x}\nsidecars:\n  b:\n    <<: *@\n", "a", "base");
    let compose = Source::new(Some(Path::new("/app/compose.yml")), "a: &x 1\nb: *x\n".to_owned());
    let done =
        rename(&Arc::new(compose), 4, "y", false, &Context::default()).expect("no reason").expect("a name");
    assert_eq!(done.files[0].edits.len(), 2);
    refuses(&api("x: &‸a 1\ny: &b 2\n"), "b", "already");
    refuses(&api("x: &‸a 1\ny: *a\n"), "店", "");
    refuses(&api("x: &‸a 1\ny: *a\n"), "a b", "");
    refuses(&api("x: &‸a 1\ny: *a\n"), "", "");
}

#[test]
fn quotes_are_kept_and_added_where_needed() {
    let text = "storage:\n  volumes:\n    ‸data: {path: /data}\nsidecars:\n  a:\n    image: a\n    mount_points: [{source_volume: 'data', path: /x}, {source_volume: \"d\\x61ta\", path: /y}]\n";
    let expected = text
        .replace('‸', "")
        .replace("'data'", "'123'")
        .replace("d\\x61ta", "123")
        .replace(" data:", " \"123\":");
    renames(&api(text), "123", &api(&expected));
    let expected = text
        .replace('‸', "")
        .replace("'data'", "'on'")
        .replace("d\\x61ta", "on")
        .replace(" data:", " \"on\":");
    renames(&api(text), "on", &api(&expected));
}

const WORKSPACE: &str = "--- copilot/api/manifest.yml
name: api
type: Backend Service
image:
  build: copilot/api/Dockerfile
  port: 80
publish:
  topics:
    - name: orders
    - name: refunds
sidecars:
  nginx:
    image: nginx
    depends_on: {api: start}
environments:
  prod:
    count: 2
--- copilot/environments/prod/manifest.yml
name: prod
type: Environment
--- copilot/mail/manifest.yml
name: mail
type: Worker Service
image:
  build: ./copilot/api/Dockerfile
subscribe:
  topics:
    - name: orders
      service: api
    - name: orders
      service: other
environments: {\"prod\": {}, test: {}}
--- copilot/pipelines/main/manifest.yml
name: main
version: 1
source: {provider: GitHub, properties: {repository: https://github.com/o/r}}
stages:
  - name: prod
    deployments:
      deploy-env: {stack_name: shop-env}
      api: {depends_on: [deploy-env]}
      mail: {depends_on: ['api']}
";

/// The workspace with the cursor before the only place of `at`.
fn workspace(at: &str) -> String {
    assert_eq!(WORKSPACE.matches(at).count(), 1, "{at}");
    WORKSPACE.replace(at, &at.replace("api", "‸api").replace("prod", "‸prod").replace("orders", "‸orders"))
}

#[test]
fn a_workload_with_its_folder_its_container_and_its_steps() {
    let expected = WORKSPACE
        .replace("copilot/api/", "copilot/shop/")
        .replace("name: api", "name: shop")
        .replace("{api: start}", "{shop: start}")
        .replace("service: api", "service: shop")
        .replace("      api: ", "      shop: ")
        .replace("'api'", "'shop'");
    for at in ["name: api", "{api: start}", "service: api", "      api: ", "'api'"] {
        renames(&workspace(at), "shop", &expected);
    }
    let caution = attempt(&workspace("name: api"), "shop").expect("no reason").caution.expect("a caution");
    assert!(caution.contains("`api`") && caution.contains("`shop`"), "{caution}");
}

#[test]
fn an_environment_in_all_files() {
    let expected = WORKSPACE
        .replace("environments/prod", "environments/live")
        .replace("name: prod", "name: live")
        .replace("  prod:\n", "  live:\n")
        .replace("\"prod\"", "\"live\"");
    for at in ["  prod:\n", "\"prod\"", "- name: prod"] {
        renames(&workspace(at), "live", &expected);
    }
    // One that has no manifest here.
    renames(&WORKSPACE.replace(" test:", " te‸st:"), "beta", &WORKSPACE.replace(" test:", " beta:"));
}

#[test]
fn a_topic_with_its_subscriptions() {
    let expected = WORKSPACE
        .replace("    - name: orders\n    - name: refunds", "    - name: sales\n    - name: refunds")
        .replace("    - name: orders\n      service: api", "    - name: sales\n      service: api");
    renames(&workspace("- name: orders\n    - name: refunds"), "sales", &expected);
    let text = WORKSPACE.replace("orders\n      service: api", "‸orders\n      service: api");
    renames(&text, "sales", &expected);
    refuses(&text, "refunds", "already");
    refuses(&text, "re-funds", "same resource");
    refuses(&text, "a.fifo", "no name of a topic");
    refuses(
        &WORKSPACE.replace("orders\n      service: other", "‸orders\n      service: other"),
        "x",
        "No file",
    );
}

#[test]
fn steps_and_actions_of_one_stage() {
    let pipeline = "--- copilot/pipelines/p/manifest.yml\nname: p\nversion: 1\nsource: {provider: GitHub, properties: {repository: https://github.com/o/r}}\nstages:\n  - name: test\n    deployments:\n      ‸first: {stack_name: x}\n      second: {stack_name: y, depends_on: [first]}\n  - name: prod\n    deployments:\n      first: {stack_name: z}\n";
    let expected = pipeline.replace('‸', "").replacen("first", "one", 2);
    renames(pipeline, "one", &expected);
    refuses(pipeline, "second", "already");
}

#[test]
fn names_that_copilot_or_aws_refuses() {
    let text = api(
        "image: {build: Dockerfile, port: 80}\nhttp: {path: /}\nsidecars:\n  ‸nginx: {image: nginx}\n  other: {image: x}\n",
    );
    refuses(&text, "ng inx", "name");
    refuses(&text, "店", "name");
    refuses(&text, "", "");
    refuses(&text, "a: b", "");
    refuses(&text, "x\ny", "");
    refuses(&text, "api", "already");
    refuses(&text, "other", "already");
    refuses(&text, "firelens_log_router", "firelens_log_router");
    let name = workspace("name: api");
    refuses(&name, "Shop", "lower-case");
    refuses(&name, "mail", "already");
    refuses(&name, "environments", "already");
    refuses(&name, "nginx", "already");
    refuses(&workspace("- name: prod"), "Prod", "lower-case");
    refuses(&workspace("- name: prod"), "test", "already");
    refuses(&(name + "--- copilot/shop/addons/x.yml\nResources: {}\n"), "shop", "exists already");
}

#[test]
fn what_has_no_other_name() {
    let logging =
        "logging: {destination: {Name: cloudwatch}}\nimage: {depends_on: {firelens_‸log_router: start}}\n";
    refuses(&api(logging), "router", "log router");
    refuses(&api("log‸ging: {destination: {Name: cloudwatch}}\n"), "router", "log router");
    refuses(&api("http: {target_container: un‸known}\n"), "x", "No file");
    let block = "storage:\n  volumes:\n    da‸ta: {path: /x}\nsidecars:\n  a:\n    mount_points:\n      - source_volume: |-\n          data\n";
    refuses(&api(block), "x", "In line 10 of `copilot/api/manifest.yml`");
    let shared = "x: &v data\nstorage:\n  volumes:\n    da‸ta: {path: /x}\nsidecars:\n  a:\n    mount_points:\n      - source_volume: *v\n";
    refuses(&api(shared), "x", "alias");
    let twice = "--- copilot/api2/manifest.yml\nname: api\ntype: Backend Service\n";
    refuses(&(workspace("name: api") + twice), "shop", "Several files");
}

#[test]
fn nothing_to_rename() {
    for rest in ["c‸pu: 256\n", "cpu: 2‸56\n", "# ngi‸nx\n", "variables: {A: ngi‸nx}\n"] {
        let marked = Marked::new(&api(rest));
        let context = Context { around: &marked.beside, ..Context::default() };
        assert!(
            rename(&marked.source, marked.offset, "x", true, &context).expect("no reason").is_none(),
            "{rest}"
        );
        assert!(prepare_rename(&marked.source, marked.offset, true, &context).expect("no reason").is_none());
    }
}

#[test]
fn what_can_be_renamed_is_told_without_its_quotes() {
    let marked = Marked::new(&api("sidecars:\n  '‸ng''inx': {}\n"));
    let context = Context { around: &marked.beside, ..Context::default() };
    let (span, name) =
        prepare_rename(&marked.source, marked.offset, true, &context).expect("no reason").expect("a name");
    assert_eq!((&marked.source.text[span.start..span.end], name.as_str()), ("ng''inx", "ng'inx"));
}

#[test]
fn a_client_that_renames_no_folder() {
    let marked = Marked::new(&workspace("service: api"));
    for (locale, part) in [(Locale::En, "`copilot/api`"), (Locale::Ja, "フォルダー `copilot/api`")] {
        let context = Context { around: &marked.beside, locale, ..Context::default() };
        let reason = rename(&marked.source, marked.offset, "shop", false, &context).expect_err("a reason");
        assert!(reason.contains(part), "{reason}");
        assert_eq!(prepare_rename(&marked.source, marked.offset, false, &context), Err(reason));
    }
}

#[test]
fn a_folder_that_the_user_renames() {
    let files = parse(WORKSPACE);
    let around = beside(&files);
    let index = around.workspace().expect("a workspace");
    let context = Context { around: &around, ..Context::default() };
    let at = |path: &str| Arc::clone(index.source(&Path::new("/app").join(path)).expect("a file"));
    let api = at("copilot/api/manifest.yml");
    let done = moved(&api, "shop", &context).expect("no reason").expect("changes");
    let renamed = rename(&api, 6, "shop", true, &context).expect("no reason").expect("changes");
    assert_eq!(applied(&files, &done), applied(&files, &renamed));
    let prod = moved(&at("copilot/environments/prod/manifest.yml"), "live", &context).expect("no reason");
    assert_eq!(prod.expect("changes").files.len(), 4);
    assert!(moved(&api, "Shop", &context).is_err());
    assert!(moved(&at("copilot/pipelines/main/manifest.yml"), "x", &context).expect("no reason").is_none());
    let other = Source::new(Some(&PathBuf::from("/app/copilot/old/manifest.yml")), api.text.clone());
    assert!(
        moved(&Arc::new(other), "new", &context).map_or(true, |done| done.is_none()),
        "not its folder's name"
    );
}

/// A rule and the line that breaks it.
type Wrong = (&'static str, usize);

/// What is wrong in all files.
fn findings(files: &Files) -> Vec<Wrong> {
    let judge = |(path, text): (&String, &String)| {
        // Most files of an application stay as they are.
        thread_local!(static KNOWN: RefCell<BTreeMap<(String, String), Vec<Wrong>>> = RefCell::default());
        let key = (path.clone(), text.clone());
        if let Some(known) = KNOWN.with_borrow(|known| known.get(&key).cloned()) {
            return known;
        }
        let snapshot = Snapshot::new(Some(&Path::new("/app").join(path)), text.clone());
        let line = |at: usize| text[..at].matches('\n').count();
        let mut found = snapshot.findings(&Settings::default(), &Nothing);
        // The folder of a pipeline keeps its name, which is only worth a hint.
        found.retain(|it| it.rule != "workspace.pipeline-name-directory");
        let found: Vec<Wrong> = found.into_iter().map(|it| (it.rule, line(it.span.start))).collect();
        KNOWN.with_borrow_mut(|known| known.insert(key, found.clone()));
        found
    };
    let mut found: Vec<_> = files.iter().flat_map(judge).collect();
    found.sort();
    found
}

fn folder(root: &str) -> Files {
    let mut files = Files::new();
    let mut folders = vec![PathBuf::from(root)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            match entry.path() {
                path if path.is_dir() => folders.push(path),
                path => {
                    let inner = path.strip_prefix(root).expect("below").to_str().expect("UTF-8").to_owned();
                    files.insert(inner, std::fs::read_to_string(&path).expect("a text"));
                }
            }
        }
    }
    files
}

/// Renames every name of the application to a fresh one and back, from its first place in each file.
fn there_and_back(files: &Files) -> usize {
    const FRESH: &str = "fresh-1";
    let (around, wrong) = (beside(files), findings(files));
    let index = around.workspace().expect("a workspace");
    let context = Context { around: &around, ..Context::default() };
    let mut done = 0;
    for source in index.sources() {
        let mut seen = Vec::new();
        for it in names(source) {
            let first = (it.kind, it.owner.clone(), it.name.clone());
            if seen.contains(&first) {
                continue;
            }
            seen.push(first);
            let Ok(Some(there)) = rename(source, it.span.start, FRESH, true, &context) else { continue };
            let between = applied(files, &there);
            assert_eq!(findings(&between), wrong, "{:?} {}", it.kind, it.name);
            let around = beside(&between);
            let index = around.workspace().expect("a workspace");
            let context = Context { around: &around, ..Context::default() };
            let (source, offset) = index
                .sources()
                .find_map(|source| {
                    let fresh = names(source).into_iter().find(|it| it.name == FRESH)?;
                    Some((source, fresh.span.start))
                })
                .expect("the fresh name");
            let back = rename(source, offset, &it.name, true, &context).expect("no reason").expect("a name");
            assert_eq!(&applied(&between, &back), files, "{:?} {}", it.kind, it.name);
            done += 1;
        }
    }
    done
}

#[test]
fn there_and_back_again() {
    assert!(there_and_back(&folder("examples/bookshop")) > 40);
    assert!(there_and_back(&parse(WORKSPACE)) > 12);
    let windows: Files =
        parse(WORKSPACE).into_iter().map(|(path, text)| (path, text.replace('\n', "\r\n"))).collect();
    assert!(there_and_back(&windows) > 12);
    // Old names may be ones that Copilot refuses; here only what stands around them is odd.
    let odd = api(
        "x-店: &a 😀\nimage: {build: Dockerfile, port: 80, depends_on: {\"a\": start}} # 😀\nhttp: {path: /, alias: 店.example.com}\nsidecars: {'a': {image: 店😀}, b: {image: x, depends_on: {a: start}}}\n",
    );
    assert!(there_and_back(&parse(&odd)) > 4);
}

#[test]
fn every_kind_is_renamed_in_the_example() {
    let files = folder("examples/bookshop");
    let around = beside(&files);
    let index = around.workspace().expect("a workspace");
    let context = Context { around: &around, ..Context::default() };
    let mut kinds: Vec<NameKind> = Vec::new();
    for source in index.sources() {
        for it in names(source) {
            let renaming = rename(source, it.span.start, "fresh-1", true, &context);
            kinds.extend(renaming.is_ok().then_some(it.kind));
        }
    }
    kinds.sort();
    kinds.dedup();
    use NameKind::*;
    assert_eq!(
        kinds,
        [Container, Volume, Environment, Workload, Topic, Pipeline, Deployment, Action, Variable]
    );
}
