//! Definition, overrides, references and highlight: `‸` is the cursor, `«…»` what is found.
#![allow(clippy::expect_used, clippy::panic, reason = "a test may fail")]

#[path = "support/beside.rs"]
mod beside;
#[path = "support/marked.rs"]
mod marked;

use copilot_manifest_ls::assist::{Definition, Target, definition, highlights, overriding, references};
use copilot_manifest_ls::yaml::Span;
use marked::Marked;
use std::path::Path;

fn places(found: Option<Definition>) -> Vec<(String, Span)> {
    let place = |target: &Target| match target {
        Target::Text(place) => {
            assert!(place.whole.start <= place.span.start && place.span.end <= place.whole.end);
            (Marked::path(&place.source), place.span)
        }
        Target::File(path) => {
            let path = path.strip_prefix("/app").expect("in the workspace");
            (path.to_str().expect("UTF-8").to_owned(), Span::default())
        }
    };
    found.iter().flat_map(|found| found.targets.iter().map(place)).collect()
}

#[track_caller]
fn defined(text: &str) {
    let marked = Marked::new(text);
    let found = definition(&marked.source, marked.offset, &marked.beside);
    assert_eq!(marked.show(&places(found)), text);
}

#[track_caller]
fn overridden(text: &str) {
    let marked = Marked::new(text);
    assert_eq!(marked.show(&places(overriding(&marked.source, marked.offset))), text);
}

/// All places are marked; the lines of those that declare the name are `declared`.
#[track_caller]
fn referred(text: &str, declared: &[&str]) {
    let marked = Marked::new(text);
    let found = references(&marked.source, marked.offset, &marked.beside);
    let all: Vec<(String, Span)> =
        found.iter().map(|it| (Marked::path(&it.location.source), it.location.span)).collect();
    assert_eq!(marked.show(&all), text);
    let lines = found.iter().filter(|it| it.is_definition).map(|it| {
        let text = &it.location.source.text;
        let start = text[..it.location.span.start].rfind('\n').map_or(0, |at| at + 1);
        text[start..].lines().next().unwrap_or_default().trim().to_owned()
    });
    assert_eq!(lines.collect::<Vec<_>>(), declared);
}

#[track_caller]
fn highlighted(text: &str) {
    let marked = Marked::new(text);
    let path = Marked::path(&marked.source);
    let found: Vec<(String, Span)> = highlights(&marked.source, marked.offset, &marked.beside)
        .into_iter()
        .map(|(span, _)| (path.clone(), span))
        .collect();
    assert_eq!(marked.show(&found), text);
}

const API: &str = "--- copilot/api/manifest.yml\nname: api\ntype: Load Balanced Web Service\n";

fn api(rest: &str) -> String {
    format!("{API}{rest}")
}

#[test]
fn containers_are_defined_by_their_entries() {
    let sidecar = "sidecars:\n  «nginx»:\n    image: nginx\nenvironments:\n  prod:\n    sidecars:\n      nginx: {port: 80}\n";
    defined(&api(&format!("http:\n  target_container: ng‸inx\n{sidecar}")));
    defined(&api(&format!("http:\n  target_container: '‸nginx'\n{sidecar}")));
    defined(&api(&format!("image:\n  depends_on: {{nginx‸: healthy}}\n{sidecar}")));
    defined(&api(&format!("nlb:\n  target_container: nginx‸ # 店 😀\n{sidecar}")));
    defined(&api(&sidecar.replace("nginx: {", "ngi‸nx: {")));
    defined(&api(&sidecar.replace("«nginx»", "«n‸ginx»")));
}

#[test]
fn a_container_that_only_an_environment_has() {
    let both = "environments:\n  test:\n    sidecars:\n      «spy»: {image: spy}\n  prod:\n    sidecars:\n      «spy»: {image: spy}\n";
    defined(&api(&format!("image:\n  depends_on:\n    s‸py: start\n{both}")));
}

#[test]
fn the_main_container_is_the_workload() {
    let text = api("sidecars:\n  nginx:\n    depends_on:\n      a‸pi: start\n");
    defined(&text.replace("name: api", "name: «api»"));
    defined(&API.replace("name: api", "name: «a‸pi»"));
}

#[test]
fn the_log_router_comes_from_logging() {
    defined(&api(
        "image:\n  depends_on:\n    firelens‸_log_router: start\n«logging»:\n  destination: {Name: cloudwatch}\n",
    ));
}

#[test]
fn volumes_and_anchors() {
    defined(&api(
        "sidecars:\n  a:\n    mount_points:\n      - source_volume: \"棚 📚‸\"\nstorage:\n  volumes:\n    «棚 📚»: {path: /x}\n",
    ));
    defined(&api("x: &«a» 1\ny: *a‸\n"));
    defined(&api("x: &«a» {image: x}\nsidecars:\n  b:\n    <<: *‸a\n"));
    // The alias stands for the name of the volume.
    defined(&api(
        "storage:\n  volumes:\n    &«v» «data»: {path: /x}\nsidecars:\n  a:\n    mount_points: [{source_volume: *‸v}]\n",
    ));
}

const TEST: &str = "--- copilot/environments/test/manifest.yml\nname: «test»\ntype: Environment\n";

#[test]
fn environments_are_defined_by_their_manifests() {
    defined(&(api("environments:\n  te‸st:\n    count: 2\n") + TEST));
    defined(&format!("--- copilot/pipelines/p/manifest.yml\nstages:\n  - name: ‸test\n{TEST}"));
    defined(&TEST.replace("«test»", "«t‸est»"));
    let nameless = "--- copilot/environments/test/manifest.yml\n«»type: Environment\n";
    defined(&(api("environments:\n  te‸st:\n") + nameless));
    defined(&api("environments:\n  «ol‸d»:\n    count: 2\n"));
}

#[test]
fn workloads_are_defined_by_their_manifests() {
    let web = "--- copilot/web/manifest.yml\nname: «web»\ntype: Backend Service\n";
    let pipeline = "--- copilot/pipelines/p/manifest.yml\nstages:\n  - name: test\n    deployments:\n";
    defined(&format!("{pipeline}      w‸eb:\n{web}"));
    let worker = "--- copilot/mail/manifest.yml\nname: mail\ntype: Worker Service\nsubscribe:\n  topics:\n";
    defined(&format!("{worker}    - {{name: orders, service: we‸b}}\n{web}"));
    // A step by itself, and the steps that it waits for.
    defined(&format!("{pipeline}      «deploy-‸env»: {{stack_name: x}}\n"));
    defined(&format!("{pipeline}      «one»:\n      two:\n        depends_on: [‸one]\n"));
    let actions = "--- copilot/pipelines/p/manifest.yml\nstages:\n  - name: a\n    pre_deployments:\n      «x»: {buildspec: b}\n      y: {buildspec: b, depends_on: [x‸]}\n  - name: b\n    pre_deployments:\n      x: {buildspec: b}\n";
    defined(actions);
}

#[test]
fn topics_are_defined_by_their_publisher() {
    let worker = "--- copilot/mail/manifest.yml\nname: mail\ntype: Worker Service\nsubscribe:\n  topics:\n";
    let publish = |name: &str, topic: &str| {
        format!(
            "--- copilot/{name}/manifest.yml\nname: {name}\ntype: Backend Service\npublish:\n  topics:\n    - name: {topic}\n"
        )
    };
    let subscription = "    - name: ord‸ers\n      service: api\n";
    let both = publish("api", "«orders»") + &publish("web", "orders");
    defined(&format!("{worker}{subscription}{both}"));
    defined(&format!("{worker}    - name: ord‸ers\n{}", publish("api", "orders")));
}

#[test]
fn overrides_lead_to_the_base_and_back() {
    defined(&api("«cpu»: 256\nenvironments:\n  prod:\n    c‸pu: 512\n"));
    defined(&api("c‸pu: 256\nenvironments:\n  test:\n    memory: 1\n  prod:\n    «cpu»: 512\n"));
    defined(&api("http:\n  «path»: /\nenvironments:\n  prod:\n    http: {pa‸th: /x}\n"));
    defined(&api("environments:\n  prod:\n    c‸pu: 512\n"));
    defined(&api("c‸pu: 256\n"));
    overridden(&api("sidecars:\n  ng‸inx: {}\nenvironments:\n  prod:\n    sidecars:\n      «nginx»: {}\n"));
    overridden(&api("cpu: 1\nenvironments:\n  a: {cpu‸: 2}\n  b: {«cpu»: 2}\n"));
    overridden(&api("environ‸ments:\n  a: {cpu: 2}\n"));
}

#[test]
fn values_lead_to_files() {
    let dockerfile = "--- services/api/Dockerfile\n«»FROM scratch\n";
    defined(&(api("image:\n  build: ./services/api/Docker‸file\n") + dockerfile));
    defined(&(api("image:\n  build: {context: ‸services/api}\n") + dockerfile));
    defined(
        &(api(
            "env_file: \"${COPILOT_ENVIRONMENT_NAME}.env‸\"\nenvironments: {test: {}, prod: {}, old: {}}\n",
        ) + "--- test.env\n«»A=1\n--- prod.env\n«»A=2\n"),
    );
    defined(&api("image:\n  build: ./no/Docker‸file\n"));
    defined(
        "--- copilot/www/manifest.yml\nname: www\ntype: Static Site\nfiles:\n  - source: si‸te\n--- site/index.html\n«»\n",
    );
    defined(
        "--- copilot/pipelines/p/manifest.yml\nbuild:\n  buildspec: ci/bu‸ild.yml\n--- ci/build.yml\n«»version: 0.2\n",
    );
}

const SHARED: &str = "--- copilot/environments/addons/bucket.yml\nOutputs:\n  «BucketArn»:\n    Value: !GetAtt Bucket.Arn\n    Export:\n      Name: !Sub '${App}-${Env}-BucketArn'\n";

#[test]
fn outputs_of_addons() {
    let import = |value: &str| api(&format!("variables:\n  BUCKET:\n    from_cfn: {value}\n"));
    let workspace = "--- copilot/.workspace\napplication: shop\n";
    defined(&(import("${COPILOT_APPLICATION_NAME}-${COPILOT_ENVIRONMENT_NAME}-‸BucketArn") + SHARED));
    defined(&(import("shop-${COPILOT_ENVIRONMENT_NAME}-Buc‸ketArn") + SHARED + workspace));
    defined(&(import("shop-‸prod-BucketArn") + "environments: {prod: {}}\n" + SHARED + workspace));
    let other = SHARED.replace(['«', '»'], "");
    defined(&(import("shop-‸prod-BucketArn") + "environments: {test: {}}\n" + &other + workspace));
    let own = "--- copilot/api/addons/table.yml\nOutputs:\n  «TableName»:\n    Value: !Ref Table\n";
    defined(&(import("TableN‸ame") + own));
    defined(&(api("variables:\n  TABLE_NA‸ME: fixed\n") + own));
}

#[test]
fn references_of_a_sidecar() {
    let text = "http:\n  target_container: «nginx»\nimage:\n  depends_on:\n    «nginx»: start\nsidecars:\n  «ngi‸nx»:\n    image: nginx\n  other:\n    depends_on: {'«nginx»': healthy}\nenvironments:\n  prod:\n    sidecars:\n      «nginx»: {port: 80}\n";
    referred(&api(text), &["nginx:", "nginx: {port: 80}"]);
    highlighted(&api(text));
}

#[test]
fn references_of_an_environment_cross_files() {
    let all = api("environments:\n  «prod»:\n    variables: {A: prod, B: '${COPILOT_ENVIRONMENT_NAME}'}\n")
        + "--- copilot/environments/prod/manifest.yml\nname: «pr‸od»\ntype: Environment\n"
        + "--- copilot/pipelines/p/manifest.yml\nname: prod\nstages:\n  - name: «prod»\n"
        + "--- copilot/web/manifest.yml\nname: web\ntype: Static Site\nenvironments: {«prod»: {}}\n";
    referred(&all, &["name: prod"]);
    referred(&all.replace('‸', "").replace("- name: «prod", "- name: «‸prod"), &["name: prod"]);
}

#[test]
fn references_of_a_workload_include_its_container_and_its_steps() {
    let all = "--- copilot/web/manifest.yml\nname: «w‸eb»\ntype: Backend Service\nsidecars:\n  a:\n    depends_on: {«web»: start}\n"
        .to_owned()
        + "--- copilot/other/manifest.yml\nname: other\ntype: Backend Service\nsidecars:\n  web: {image: x}\n"
        + "--- copilot/mail/manifest.yml\nname: mail\ntype: Worker Service\nsubscribe:\n  topics:\n    - {name: t, service: «web»}\n"
        + "--- copilot/pipelines/p/manifest.yml\nstages:\n  - name: test\n    deployments:\n      «web»:\n      b: {depends_on: [«web»]}\n";
    referred(&all, &["name: web"]);
    // From the step, the text of the pipeline comes first.
    let marked = Marked::new(&all.replace('‸', "").replace("depends_on: [«web", "depends_on: [«‸web"));
    assert_eq!(references(&marked.source, marked.offset, &marked.beside).len(), 5);
}

#[test]
fn references_of_topics_and_outputs() {
    let topics = "--- copilot/api/manifest.yml\nname: api\ntype: Backend Service\npublish:\n  topics:\n    - name: «ord‸ers»\n".to_owned()
        + "--- copilot/mail/manifest.yml\nname: mail\ntype: Worker Service\nsubscribe:\n  topics:\n    - {name: «orders», service: api}\n    - {name: orders, service: web}\n";
    referred(&topics, &["- name: orders"]);
    let import = api(
        "variables:\n  BUCKET:\n    from_cfn: «${COPILOT_APPLICATION_NAME}-${COPILOT_ENVIRONMENT_NAME}-BucketArn»\n",
    );
    referred(&(import + &SHARED.replace("«Bucket", "«Buc‸ket")), &["BucketArn:"]);
}

#[test]
fn variables_are_those_of_one_container() {
    let text = "variables:\n  «LE‸VEL»: info\nsidecars:\n  a:\n    variables: {LEVEL: debug}\nenvironments:\n  prod:\n    variables: {«LEVEL»: warn}\n";
    referred(&api(text), &["LEVEL: info", "variables: {LEVEL: warn}"]);
}

#[test]
fn anchors_are_highlighted_by_themselves() {
    highlighted(&api("x: &«‸a» 1\ny: *«a»\nz: [*«a», &b 2, *b]\n"));
    highlighted(&api("c‸pu: 256\nmemory: 512\n"));
}

#[test]
fn nothing_is_found_where_nothing_is_named() {
    for rest in [
        "# ngi‸nx\nsidecars: {nginx: {}}\n",
        "\n‸\nsidecars: {nginx: {}}\n",
        "http:\n  target_container: unkn‸own\n",
    ] {
        let marked = Marked::new(&api(rest));
        assert!(definition(&marked.source, marked.offset, &marked.beside).is_none(), "{rest}");
    }
}

#[test]
fn other_yaml_has_its_anchors() {
    let text = "a: &x 1\nb: *x\nsidecars: {nginx: {}}\nimage: {depends_on: {nginx: start}}\n";
    let source = copilot_manifest_ls::manifest::source::Source::new(
        Some(Path::new("/app/compose.yml")),
        text.to_owned(),
    );
    let source = std::sync::Arc::new(source);
    let nothing = &copilot_manifest_ls::assist::Nothing;
    let at = |what: &str| text.rfind(what).expect("it is there") + 1;
    assert_eq!(definition(&source, at("*x"), nothing).expect("the anchor").targets.len(), 1);
    assert!(definition(&source, at("nginx"), nothing).is_none());
}

#[test]
fn templates_declare_what_their_functions_name() {
    const HEAD: &str =
        "Parameters:\n  App: {Type: String}\nResources:\n  Table: {Type: AWS::DynamoDB::Table}\n";
    let marks = [
        ("App", "  Arn: {Value: !Ref A‸pp}\n"),
        ("Table", "  Arn: {Value: !Ref \"Table‸\"}\n"),
        ("Table", "  Arn: {Value: {Ref: ‸Table}}\n"),
        ("Table", "  Arn: {Value: !GetAtt T‸able.Arn}\n"),
        ("Table", "  Arn: {Value: !GetAtt [Tab‸le, Arn]}\n"),
        ("Table", "  Arn: {Value: {'Fn::GetAtt': [Tab‸le, Arn]}}\n"),
        ("App", "  Arn: {Value: !Sub \"絵😀-${A‸pp}-${Table.Arn}\"}\n"),
        ("Table", "  Arn:\n    Value: !Sub 絵😀-${App}-${Table.A‸rn}\n"),
        ("Table", "  Arn: {Value: {'Fn::Sub': ['${Tab‸le}', {X: 1}]}}\n"),
        ("Table", "  Arn: {DependsOn: [App, Tabl‸e]}\n"),
        ("", "  Arn: {Value: !Ref AWS::Reg‸ion}\n"),
        ("", "  Arn: {Value: !Sub \"${!Tab‸le} ${AWS::Region} Table\"}\n"),
        ("", "  Arn: {Value: !Sub \"${Table} Tab‸le\"}\n"),
        ("", "  Arn: {Value: !GetAtt Table.A‸rn}\n"),
        ("", "  Arn: {Value: !GetAtt [Table, Tab‸le]}\n"),
        ("", "  Arn: {Value: Tab‸le}\n"),
        ("", "  Arn: {Value: !Sub \"${Tab‸le\"}\n"),
    ];
    for (name, output) in marks {
        let head = match name {
            "" => HEAD.to_owned(),
            name => HEAD.replace(&format!("  {name}:"), &format!("  «{name}»:")),
        };
        defined(&format!("--- copilot/api/addons/a.yml\n{head}Outputs:\n{output}"));
    }
    // Copilot makes one template of all files of a folder.
    defined(
        "--- copilot/api/addons/a.yml\nOutputs: {A: {Value: !Ref Qu‸eue}}\n--- copilot/api/addons/b.yml\nResources:\n  «Queue»: {}\n\
         --- copilot/web/addons/b.yml\nResources:\n  Queue: {}\n",
    );
}
