//! Values: words, sizes, names, files, variables, anchors.

use super::beside::Beside;
use super::marked::{API, HEAD, PIPELINE, becomes, becomes_in, find, labels, labels_in};
use copilot_manifest_ls::assist::{Context, ItemKind, Snapshot};
use copilot_manifest_ls::locale::Locale;
use std::path::Path;

#[test]
fn words_with_blanks_and_signs() {
    let (_, item) = find(API, "name: api\ntype: Load Ba‸\n", "Load Balanced Web Service");
    assert_eq!(item.filter.as_deref(), Some("Load Balanced Web Service"));
    assert!(item.documentation.is_some_and(|text| text.contains("load balancer")));
    becomes_in(API, "type: Load Ba‸\n", "Load Balanced Web Service", "type: Load Balanced Web Service\n");
    becomes_in(
        API,
        "type: \"Load ‸\"\n",
        "Load Balanced Web Service",
        "type: \"Load Balanced Web Service\"\n",
    );
    assert_eq!(labels_in(API, "type: Backend ‸\n"), ["Backend Service"]);
    becomes("platform: linux/a‸\n", "linux/arm64", "platform: linux/arm64\n");
    let job = "name: api\ntype: Scheduled Job\non:\n  schedule: ";
    becomes_in(API, &format!("{job}‸\n"), "@daily", &format!("{job}\"@daily\"\n"));
    becomes_in(API, &format!("{job}\"@da‸\"\n"), "@daily", &format!("{job}\"@daily\"\n"));
    becomes_in(API, &format!("{job}'‸'\n"), "rate(1 hour)", &format!("{job}'rate(1 hour)'\n"));
}

#[test]
fn the_default_is_marked() {
    let (_, item) = find(API, &format!("{HEAD}logging:\n  retention: ‸\n"), "30");
    assert!(item.is_default && item.detail == "default");
    assert_eq!(labels("http:\n  path: /\n  deregistration_delay: ‸\n"), ["60s"]);
    becomes(
        "image:\n  healthcheck:\n    command: ‸\n",
        "[\"CMD-SHELL\",\"curl -f http://localhost/ || exit 1\"]",
        "image:\n  healthcheck:\n    command: [\"CMD-SHELL\",\"curl -f http://localhost/ || exit 1\"]\n",
    );
}

#[test]
fn sizes_form_a_pair() {
    assert_eq!(labels("cpu: ‸\n"), ["256", "512", "1024", "2048", "4096", "8192", "16384"]);
    assert_eq!(labels("cpu: 512\nmemory: ‸\n"), ["1024", "2048", "3072", "4096"]);
    assert_eq!(labels("memory: ‸\n"), ["512", "1024", "2048"], "with the default of 256");
    assert_eq!(labels("cpu: 1024\nmemory: 2048\nenvironments:\n  prod:\n    memory: 8‸\n").len(), 7);
    assert_eq!(labels("platform: windows/x86_64\ncpu: ‸\n"), ["1024", "2048", "4096"]);
    let app_runner = "name: api\ntype: Request-Driven Web Service\ncpu: 4096\nmemory: ‸\n";
    assert_eq!(labels_in(API, app_runner), ["8192", "10240", "12288"]);
    assert_eq!(find(API, &format!("{HEAD}cpu: ‸\n"), "256").1.detail, "0.25 vCPU, default");
}

#[test]
fn another_size_of_cpu_brings_its_memory() {
    assert_eq!(labels("cpu: 256‸\nmemory: 512\n")[..2], ["256", "512"]);
    becomes("cpu: 25‸6\nmemory: 512\n", "1024", "cpu: 1024\nmemory: 2048\n");
    becomes("memory: 512 # MiB\ncpu: ‸\n", "4096", "memory: 8192 # MiB\ncpu: 4096\n");
    becomes(
        "image: {build: .}\nmemory: 512\nenvironments:\n  prod:\n    cpu: ‸\n",
        "512",
        "image: {build: .}\nmemory: 512\nenvironments:\n  prod:\n    cpu: 512\n    memory: 1024\n",
    );
}

const SIDECARS: &str = "sidecars:\n  init:\n    image: demo/init:1\n    essential: false\n  nginx:\n    image: nginx:1.27\n    port: 80\n    healthcheck:\n      command: [\"CMD\", \"true\"]\n  log:\n    image: demo/log:1\n    depends_on:\n      api: start\n";

#[test]
fn only_dependencies_that_are_legal() {
    let image = |rest: &str| format!("image:\n  location: x\n  depends_on:\n    {rest}\n{SIDECARS}");
    assert_eq!(labels(&image("‸")), ["init", "nginx"], "not itself, nothing that waits for it");
    assert_eq!(labels(&image("init: start\n    ‸")), ["nginx"]);
    assert_eq!(labels(&image("init: ‸")), ["start", "complete", "success"]);
    assert_eq!(labels(&image("nginx: ‸")), ["start", "healthy"]);
    assert_eq!(labels(&format!("image:\n  location: x\n  depends_on: {{‸}}\n{SIDECARS}")), ["init", "nginx"]);
    assert_eq!(
        labels(&format!("logging:\n  enableMetadata: true\n{}", image("firelens_log_router: ‸"))),
        ["start"]
    );
    let sidecar = "sidecars:\n  a:\n    image: x\n    depends_on:\n      ‸\n  b:\n    image: x\n    depends_on:\n      a: start\n";
    assert_eq!(labels(sidecar), ["api"]);
    becomes(&image("ng‸"), "nginx", &image("nginx: "));
    assert_eq!(find(API, &format!("{HEAD}{}", image("‸")), "nginx").1.detail, "nginx:1.27, port 80");
}

#[test]
fn only_targets_that_have_a_port() {
    let http =
        |rest: &str| format!("image:\n  location: x\n  port: 8080\nhttp:\n  path: /\n  {rest}\n{SIDECARS}");
    assert_eq!(labels(&http("target_container: ‸")), ["api", "nginx"]);
    assert_eq!(labels(&http("target_port: 80\n  target_container: ‸")), ["nginx"]);
    assert_eq!(labels(&http("target_port: ‸")), ["8080", "80"]);
    assert_eq!(labels(&http("target_container: nginx\n  target_port: ‸")), ["80"]);
    assert_eq!(labels(&http("healthcheck:\n    port: ‸")), ["8080", "80"]);
}

#[test]
fn volumes_of_this_environment() {
    let text = |base: &str, prod: &str| {
        format!(
            "storage:\n  volumes:\n    data:\n      path: /d\nsidecars:\n  a:\n    image: x\n    mount_points:\n      - source_volume: {base}\nenvironments:\n  prod:\n    storage:\n      volumes:\n        more:\n          path: /m\n    sidecars:\n      a:\n        mount_points:\n          - source_volume: {prod}\n"
        )
    };
    assert_eq!(labels(&text("‸", "data")), ["data"]);
    assert_eq!(labels(&text("data", "‸")), ["data", "more"]);
}

#[test]
fn an_override_may_change_what_the_base_names() {
    let base = "variables:\n  LEVEL: info\nsidecars:\n  nginx:\n    image: x\n";
    assert_eq!(labels(&format!("{base}environments:\n  prod:\n    variables:\n      ‸\n")), ["LEVEL"]);
    becomes(
        &format!("{base}environments:\n  prod:\n    sidecars:\n      ‸\n"),
        "nginx",
        &format!("{base}environments:\n  prod:\n    sidecars:\n      nginx:\n        \n"),
    );
}

#[test]
fn names_of_the_workspace() {
    assert_eq!(labels("environments:\n  prod:\n    cpu: 256\n  ‸\n"), ["test"]);
    let stage = "name: main\nversion: 1\nstages:\n  - name: test\n  - name: ";
    assert_eq!(labels_in(PIPELINE, &format!("{stage}‸\n")), ["prod"]);
    assert_eq!(
        labels_in(PIPELINE, &format!("{stage}prod\n    deployments:\n      ‸\n")),
        ["mails", "orders"]
    );
    let deployments = format!(
        "{stage}prod\n    deployments:\n      orders:\n        depends_on: [‸]\n      mails:\n      more:\n        depends_on: [orders]\n"
    );
    assert_eq!(labels_in(PIPELINE, &deployments), ["mails"]);
    let worker = "name: api\ntype: Worker Service\nsubscribe:\n  topics:\n    - ";
    assert_eq!(labels_in(API, &format!("{worker}service: ‸\n")), ["orders"]);
    assert_eq!(labels_in(API, &format!("{worker}service: orders\n      name: ‸\n")), ["placed", "shipped"]);
    assert_eq!(labels_in(API, &format!("{worker}service: mails\n      name: ‸\n")), [""; 0]);
    assert_eq!(find(API, &format!("{worker}name: ‸\n"), "placed").1.detail, "orders");
    becomes(
        "variables:\n  B:\n    from_cfn: ‸\n",
        "${COPILOT_APPLICATION_NAME}-${COPILOT_ENVIRONMENT_NAME}-Bucket",
        "variables:\n  B:\n    from_cfn: ${COPILOT_APPLICATION_NAME}-${COPILOT_ENVIRONMENT_NAME}-Bucket\n",
    );
    assert_eq!(
        labels("variables:\n  B:\n    from_cfn: ‸\n").len(),
        1,
        "what a manifest can't say is left out"
    );
}

#[test]
fn files_one_folder_at_a_time() {
    assert_eq!(labels("image:\n  build: ‸\n")[..4], ["Dockerfile", "copilot/", "services/", "context"]);
    assert_eq!(labels("image:\n  build: services/‸\n"), ["api/"]);
    assert_eq!(labels("image:\n  build: ./services/api/Do‸\n"), ["Dockerfile", "Dockerfile.arm"]);
    assert_eq!(labels("image:\n  build:\n    context: services/‸\n"), ["api/"]);
    assert_eq!(labels("env_file: services/‸\n"), ["web.env", "api/"]);
    assert_eq!(labels("env_file: /‸\n"), [""; 0]);
    assert_eq!(labels("env_file: ${X}/‸\n"), [""; 0]);
    becomes("image:\n  build: ser‸\n", "services/", "image:\n  build: services\n");
    becomes(
        "image:\n  build: services/a‸pi/Dockerfile\n",
        "api/",
        "image:\n  build: services/api/Dockerfile\n",
    );
    becomes("image:\n  build:‸\n", "Dockerfile", "image:\n  build: Dockerfile\n");
    becomes(
        "image:\n  build: 'services/api/‸'\n",
        "Dockerfile.arm",
        "image:\n  build: 'services/api/Dockerfile.arm'\n",
    );
    assert!(!labels("image:\n  build: .‸\n").contains(&"node_modules/".to_owned()));
    assert_eq!(
        labels_in(API, "type: Static Site\nfiles:\n  - source: ‸\n")[..2],
        ["Dockerfile", "README.md"]
    );
}

#[test]
fn a_folder_with_too_many_files_is_cut() {
    let names: Vec<String> = (0..300).map(|number| format!("{number:03}.env")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    let around = Beside::new(&files);
    let context = Context { around: &around, ..Context::default() };
    let ask = |typed: &str| {
        let text = format!("{HEAD}env_file: {typed}");
        Snapshot::new(Some(Path::new("/app/copilot/api/manifest.yml")), text.clone())
            .complete(text.len(), &context)
    };
    assert!(ask("").is_incomplete);
    assert!(ask("29").items.iter().any(|item| item.label == "299.env"), "what is typed narrows");
}

#[test]
fn variables_after_the_dollar() {
    let used = "variables:\n  A: ${TAG}\n  B: ";
    assert_eq!(
        labels(&format!("{used}${{‸\n")),
        ["COPILOT_APPLICATION_NAME", "COPILOT_ENVIRONMENT_NAME", "TAG"]
    );
    becomes(
        &format!("{used}x-${{COP‸\n"),
        "COPILOT_ENVIRONMENT_NAME",
        &format!("{used}x-${{COPILOT_ENVIRONMENT_NAME}}\n"),
    );
    becomes(&format!("{used}${{‸}}/y\n"), "TAG", &format!("{used}${{TAG}}/y\n"));
    becomes(&format!("{used}$‸\n"), "TAG", &format!("{used}${{TAG}}\n"));
    becomes(
        "image: {location: \"店/${T‸AX}\"}\n",
        "COPILOT_ENVIRONMENT_NAME",
        "image: {location: \"店/${COPILOT_ENVIRONMENT_NAME}\"}\n",
    );
    assert_eq!(labels("command: |\n  echo ${‸\n").len(), 2);
    assert_eq!(labels("cpu: ${‸\n"), [""; 0], "numbers take none");
    assert_eq!(labels("variables:\n  A: \\${‸\n"), [""; 0]);
    assert_eq!(labels("variables:\n  ${‸\n"), [""; 0], "keys take none");
    let (_, item) = find(API, &format!("{HEAD}command: ${{‸\n"), "COPILOT_APPLICATION_NAME");
    assert!(item.documentation.is_some_and(|text| text.contains("shop")));
}

#[test]
fn anchors_that_fit() {
    let anchors = "x-a: &probe\n  retries: 3\nimage:\n  build: .\n  healthcheck: ";
    assert_eq!(labels(&format!("{anchors}*‸\n")), ["*probe"]);
    becomes(&format!("{anchors}*pr‸\n"), "*probe", &format!("{anchors}*probe\n"));
    assert_eq!(labels("x-a: &probe\n  retries: 3\nnetwork: *‸\n"), [""; 0], "its keys are others");
    let merge = "x-a: &probe\n  retries: 3\nimage:\n  build: .\n  healthcheck:\n    ";
    becomes(&format!("{merge}‸\n"), "<<: *probe", &format!("{merge}<<: *probe\n"));
    becomes(&format!("{merge}<<: ‸\n"), "*probe", &format!("{merge}<<: *probe\n"));
    becomes(&format!("{merge}<<: *‸\n"), "*probe", &format!("{merge}<<: *probe\n"));
    assert!(!labels(&format!("{merge}<<: *probe\n    ‸\n")).contains(&"<<: *probe".to_owned()));
}

#[test]
fn icons_and_languages() {
    assert_eq!(find(API, &format!("{HEAD}image:\n  build: ‸\n"), "services/").1.kind, ItemKind::Folder);
    assert_eq!(
        find(API, &format!("{HEAD}command: ${{‸\n"), "COPILOT_ENVIRONMENT_NAME").1.kind,
        ItemKind::Variable
    );
    let text = format!("{HEAD}image:\n  depends_on:\n    \n{SIDECARS}");
    let offset = text.find("    \n").expect("a line") + 4;
    let context = Context { locale: Locale::Ja, ..Context::default() };
    let snapshot = Snapshot::new(Some(Path::new("/app/copilot/api/manifest.yml")), text);
    let nginx = snapshot.complete(offset, &context).into_iter().find(|item| item.label == "nginx");
    assert_eq!(nginx.expect("nginx").detail, "nginx:1.27、ポート 80");
}
