//! Rules that read several files, in shapes beside those of their examples.
#![allow(clippy::expect_used, reason = "a test may fail")]

mod support;

use copilot_manifest_ls::finding::{Finding, Severity};
use copilot_manifest_ls::manifest::source::Source;
use copilot_manifest_ls::settings::Settings;
use copilot_manifest_ls::workspace::Workspace;
use std::path::Path;
use std::sync::Arc;
use support::judged;

/// What is found in the files of an example, as `path rule`, but for what is said of the workspace itself.
fn found(example: &str) -> Vec<(String, Finding)> {
    let judged = judged(example, &Settings::default());
    let all =
        judged.into_iter().flat_map(|(path, _, found)| found.into_iter().map(move |it| (path.clone(), it)));
    all.filter(|(_, it)| it.rule != "workspace.summary-missing").collect()
}

#[track_caller]
fn finds(example: &str, expected: &[&str]) {
    let found: Vec<String> = found(example).iter().map(|(path, it)| format!("{path} {}", it.rule)).collect();
    assert_eq!(found, expected, "{example}");
}

const API: &str = "copilot/api/manifest.yml";

fn subscription(queue: &str, topics: &str, publisher: &str) -> String {
    format!(
        "# Worker Service\nsubscribe:\n  topics:\n    - name: orders\n      service: shop\n{topics}{queue}\
         # copilot/shop/manifest.yml\n# Backend Service\n{publisher}"
    )
}

#[test]
fn a_workspace_that_is_read_again_is_the_same_until_a_file_changes() {
    let mut workspace = Workspace::read(Path::new("examples/bookshop"));
    assert!(workspace.sources().count() > 5);
    let before = workspace.clone();
    workspace.refresh();
    assert!(workspace.is_same(&before));
    let path = before.workload("orders").and_then(|source| source.path.clone()).expect("a file");
    workspace.replace(Arc::new(Source::new(Some(&path), "name: orders\n".to_owned())));
    assert!(!workspace.is_same(&before));
    workspace.refresh();
    assert_eq!(workspace.workload("orders").expect("it").text, before.workload("orders").expect("it").text);
}

#[test]
fn fifo_is_asked_of_the_queue_that_takes_the_topic() {
    const FIFO: &str = "publish:\n  topics:\n    - name: orders\n      fifo: true\n";
    const STANDARD: &str = "publish:\n  topics:\n    - name: orders\n";
    const ADVANCED: &str =
        "publish:\n  topics:\n    - name: orders\n      fifo:\n        content_based_deduplication: true\n";
    let mismatch = [&*format!("{API} workspace.subscribe-fifo-mismatch")];
    finds(&subscription("  queue:\n    fifo: true\n", "", ADVANCED), &[]);
    finds(&subscription("", "      queue:\n        fifo: true\n", FIFO), &[]);
    finds(&subscription("  queue:\n    fifo: true\n", "      queue: true\n", STANDARD), &[]);
    finds(&subscription("  queue:\n    fifo: true\n", "      queue: true\n", FIFO), &mismatch);
    finds(&subscription("  queue:\n    fifo: true\n", "", STANDARD), &mismatch);
    finds(&subscription("  queue:\n    fifo: false\n", "", FIFO), &mismatch);
    let unknown = FIFO.replace("orders", "${NAME}");
    let rules: Vec<_> = found(&subscription("", "", &unknown)).iter().map(|(path, _)| path.clone()).collect();
    assert_eq!(rules, ["copilot/shop/manifest.yml"], "only the variable is told of");
}

#[test]
fn a_topic_may_be_published_in_one_environment_only() {
    let publisher = "environments:\n  prod:\n    publish:\n      topics:\n        - name: orders\n";
    let worker = "environments:\n  prod:\n    count: 1\n  test:\n    count: 2\n";
    let example =
        subscription("", "", publisher).replace("# copilot/shop", &format!("{worker}# copilot/shop"));
    let found = found(&example);
    let [(_, finding)] = found.as_slice() else { panic!("{found:#?}") };
    assert_eq!(
        (finding.rule, finding.environment.as_deref()),
        ("workspace.subscribe-topic-unknown", Some("test"))
    );
}

#[test]
fn a_broken_neighbour_is_no_reason_to_complain() {
    finds(&subscription("", "", "publish:\n  topics: [\n"), &["copilot/shop/manifest.yml yaml.syntax"]);
}

const BUILD: &str = "# Backend Service\nimage:\n  build: ./app/Dockerfile\n  port: 8080\n";

#[test]
fn a_dockerfile_may_be_named_by_its_environments() {
    let example = format!(
        "{BUILD}environments:\n  test:\n    image:\n      build: ./Dockerfile\n# ./Dockerfile\nFROM scratch\n"
    );
    let found = found(&example);
    let [(_, finding)] = found.as_slice() else { panic!("{found:#?}") };
    assert_eq!((finding.rule, finding.severity), ("environments.base-incomplete", Severity::Hint));
}

#[test]
fn dockerfiles_are_looked_for_as_copilot_does() {
    let with = |build: &str, files: &str| {
        format!("# Backend Service\nimage:\n{build}  port: 80\n# copilot/.workspace\napplication: a\n{files}")
    };
    let missing = [&*format!("{API} workspace.dockerfile-missing")];
    finds(&with("  build:\n    context: app\n", "# ./app/Dockerfile\nFROM a\n"), &[]);
    finds(&with("  build:\n    context: app/\n", "# ./app/x\n"), &missing);
    finds(&with("  build:\n    target: a\n", "# ./Dockerfile\nFROM b AS A\n"), &[]);
    finds(
        &with("  build:\n    dockerfile: Dockerfile\n    context: no/where\n", "# ./Dockerfile\nFROM a\n"),
        &missing,
    );
    finds(&with("  build: ../up/Dockerfile\n", ""), &[]);
    finds(&with("  build: app\n", "# ./app/Dockerfile\nFROM a\n"), &missing);
    let near = found(&with("  build: app/Dockerfil\n", "# ./app/Dockerfile\nFROM a\n"));
    assert_eq!(near[0].1.fixes[0].edits[0].text, "app/Dockerfile");
}

#[test]
fn sidecars_are_built_and_configured_too() {
    let example = "# Backend Service\nimage:\n  location: a\nsidecars:\n  proxy:\n    image:\n      build: ./proxy/Dockerfile\n    \
                   env_file: proxy.env\nlogging:\n  destination:\n    Name: loki\n  env_file: log.env\n# ./log.env\nA=\"b\"\n";
    finds(
        example,
        &[
            &format!("{API} workspace.dockerfile-missing"),
            &format!("{API} workspace.env-file-missing"),
            &format!("{API} workspace.env-file-content"),
        ],
    );
}

#[test]
fn ports_that_cannot_be_read_are_not_compared() {
    for expose in ["EXPOSE $PORT", "EXPOSE 8000-9000", "EXPOSE 80\nEXPOSE 8080/tcp", "CMD a"] {
        finds(&format!("{BUILD}# ./app/Dockerfile\nFROM a\n{expose}\n"), &[]);
    }
    finds(
        &format!("{BUILD}# ./app/Dockerfile\nFROM a\nEXPOSE 80 81\n"),
        &[&format!("{API} workspace.expose-mismatch")],
    );
}

#[test]
fn a_copied_health_check_is_a_right_one() {
    let text = format!(
        "{BUILD}# ./app/Dockerfile\nFROM a\nHEALTHCHECK --interval=1m \\\n  CMD curl \"localhost\"\n"
    );
    let all = found(&text);
    let edit = &all[0].1.fixes[0].edits[0];
    let (_, whole) = support::files(&text).swap_remove(0);
    let mended = format!("{}{}{}", &whole[..edit.span.start], edit.text, &whole[edit.span.start..]);
    finds(&format!("# {API}\n{mended}# ./app/Dockerfile\nFROM a\n"), &[]);
}

const WEB: &str = "# copilot/web/manifest.yml\n# Load Balanced Web Service\n";

#[test]
fn paths_are_compared_behind_one_load_balancer() {
    let conflict = [
        &*format!("{API} workspace.http-path-conflict"),
        "copilot/web/manifest.yml workspace.http-path-conflict",
    ];
    let api = "# Load Balanced Web Service\nhttp:\n  path: /x\n";
    let second = "  additional_rules:\n    - path: x\n      target_port: 8081\n";
    finds(&format!("{api}{WEB}http:\n  path: /\n{second}"), &conflict);
    finds(&format!("{api}  alias: a.example.com\n{WEB}http:\n  path: /x\n  alias: b.example.com\n"), &[]);
    finds(&format!("{api}{WEB}http:\n  path: /x\n  alb: other\n"), &[]);
    finds(
        &format!("{api}{WEB}http:\n  path: ${{WEB_PATH}}\n"),
        &["copilot/web/manifest.yml interpolation.undefined"],
    );
    let internal = api.replace("Load Balanced Web", "Backend");
    finds(&format!("{internal}# copilot/web/manifest.yml\n{internal}"), &[]);
}

#[test]
fn aliases_are_shared_behind_one_load_balancer_only() {
    let api = "# Load Balanced Web Service\nhttp:\n  path: /api\n  alias: [a.example.com, b.example.com]\n";
    finds(&format!("{api}{WEB}http:\n  path: /\n  alias:\n    - name: b.example.com\n"), &[]);
    let all = found(&format!("{api}{WEB}http:\n  path: /\nnlb:\n  port: 443/tls\n  alias: B.example.com\n"));
    let rules: Vec<&str> = all.iter().map(|(_, it)| it.rule).collect();
    assert_eq!(rules, ["workspace.alias-duplicate"; 2]);
    assert_eq!(all[0].1.path, "http.alias[1]");
}

#[test]
fn a_suppressed_finding_stays_hidden() {
    let example = BUILD.replace(
        "  build:",
        "  # copilot-manifest-ls: ignore[workspace.dockerfile-missing] made in CI\n  build:",
    );
    finds(&format!("{example}# copilot/.workspace\napplication: a\n"), &[]);
}

const HEAD: &str = "# copilot/api/addons/a.yml\nParameters: {App: {Type: String}, Env: {Type: String}, Name: {Type: String}}\n";

#[test]
fn what_addons_refer_to_is_attached() {
    let with = |rest: &str| format!("# Backend Service\n{HEAD}{rest}");
    let policy = "Resources:\n  P: {Type: AWS::IAM::ManagedPolicy}\n";
    let missing = ["copilot/api/addons/a.yml addons.policy-output-missing"];
    let not_ref = ["copilot/api/addons/a.yml addons.policy-output-not-ref"];
    finds(&with(policy), &missing);
    finds(&with(&format!("{policy}Outputs:\n  A: {{Value: {{Ref: P}}}}\n")), &[]);
    finds(&with(&format!("{policy}Outputs:\n  A: {{Value: !GetAtt P.Arn}}\n")), &not_ref);
    finds(&with(&format!("{policy}Outputs:\n  A: {{Value: !Sub 'x${{P}}'}}\n  B: {{Value: !Ref P}}\n")), &[]);
    // The output stands in another file.
    finds(&format!("{}# copilot/api/addons/b.yml\nOutputs:\n  A: {{Value: !Ref P}}\n", with(policy)), &[]);
    // A role of the template has it.
    let role = "  R: {Type: AWS::IAM::Role, Properties: {ManagedPolicyArns: [!Ref P]}}\n";
    finds(&with(&format!("{policy}{role}")), &[]);
    finds(&with("Transform: Mine\nResources:\n  P: {Type: AWS::IAM::ManagedPolicy}\n"), &[]);
    let secret =
        "Resources:\n  S: {Type: AWS::SecretsManager::Secret}\nOutputs:\n  A: {Value: !Sub '${S}'}\n";
    finds(&with(secret), &not_ref);
    let used = "Resources:\n  S: {Type: AWS::SecretsManager::Secret}\nOutputs:\n  A: {Value: !Sub '{{resolve:secretsmanager:${S}}}'}\n";
    finds(&with(used), &[]);
}

#[test]
fn the_templates_of_a_folder_are_one() {
    let twin = "Parameters: {App: {Type: String}, Env: {Type: String}, Name: {Type: String}}\n";
    let rest = "Resources: {A: {Type: AWS::SQS::Queue}}\n";
    let other = |text: &str| format!("# Backend Service\n{HEAD}{rest}# copilot/api/addons/b.yml\n{text}");
    finds(&other(&format!("{twin}Resources: {{B: {{Type: AWS::SQS::Queue}}}}\n")), &[]);
    finds(
        &other("Parameters: {App: {Type: Number}}\nMappings: {A: {B: {C: d}}}\n"),
        &["copilot/api/addons/b.yml addons.key-conflict"],
    );
    finds(
        &other("Parameters: {Own: {Type: String}}\n"),
        &["copilot/api/addons/b.yml addons.parameter-without-value"],
    );
    finds(&other("Outputs: [\n"), &["copilot/api/addons/b.yml yaml.syntax"]);
}

#[test]
fn addons_of_environments_have_no_name() {
    let with = |parameters: &str| {
        format!(
            "# copilot/environments/addons/a.yml\nParameters: {{App: {{Type: String}}, Env: {{Type: String}}{parameters}}}\n\
             Resources: {{A: {{Type: AWS::SQS::Queue}}}}\n# copilot/.workspace\napplication: a\n"
        )
    };
    finds(&with(""), &[]);
    finds(
        &with(", Name: {Type: String}"),
        &["copilot/environments/addons/a.yml addons.parameter-without-value"],
    );
}

#[test]
fn permissions_come_from_any_policy_that_matches() {
    let with = |destination: &str, action: &str| {
        format!(
            "# Backend Service\nlogging:\n  destination:\n    {destination}\n{HEAD}Resources:\n  P:\n    Type: AWS::IAM::ManagedPolicy\n    \
             Properties: {{PolicyDocument: {{Statement: [{{Action: {action}}}]}}}}\nOutputs: {{P: {{Value: !Ref P}}}}\n"
        )
    };
    let lacks = |example: &str| found(example).iter().any(|(_, it)| it.rule == "addons.firelens-permission");
    assert!(lacks(&with("Name: s3", "sqs:*")));
    assert!(lacks(&with("Name: Kinesis_Streams", "[kinesis:GetRecords, s3:PutObject]")));
    assert!(!lacks(&with("Name: s3", "'s3:Put*'")));
    assert!(!lacks(&with("Name: s3", "!Ref Actions")));
    assert!(!lacks(&with("Name: datadog", "sqs:*")));
    assert!(!lacks(&with("{Name: s3, role_arn: 'arn:aws:iam::1:role/r'}", "sqs:*")));
}

#[test]
fn certificates_bind_the_services_of_their_environment_only() {
    let environment =
        |name: &str, http: &str| format!("# copilot/environments/{name}/manifest.yml\n# Environment\n{http}");
    let public = "http:\n  public:\n    certificates: [\"arn:aws:acm:us-west-2:1:certificate/a\"]\n";
    let service = "# Load Balanced Web Service\nhttp:\n  path: /\nenvironments:\n  prod:\n    http:\n      alias: a.example.com\n";
    finds(&format!("{service}{}{}", environment("prod", public), environment("test", "")), &[]);
    let all = found(&format!("{service}{}{}", environment("prod", ""), environment("test", public)));
    let [(_, finding)] = all.as_slice() else { panic!("{all:#?}") };
    assert_eq!(
        (finding.rule, finding.environment.as_deref()),
        ("http.alias-required-with-certs", Some("test"))
    );
    let own = "# Load Balanced Web Service\nhttp:\n  path: /\n  alb: mine\n";
    finds(&format!("{own}{}", environment("test", public)), &[]);
}

#[test]
fn a_partial_workspace_gives_no_flood() {
    finds(
        "# Backend Service\nenvironments:\n  test:\n    count: 2\n# copilot/web/manifest.yml\n# Backend Service\n",
        &[],
    );
    let pipeline = "# Pipeline\nstages:\n  - name: test\n    deployments:\n      api:\n# copilot/pipelines/main/buildspec.yml\nversion: 0.2\n";
    finds(pipeline, &[]);
}

/// Any beginning of any file of the examples: no panic, no place outside of the text.
#[test]
fn half_typed_files_are_judged() {
    let settings = Settings::default();
    let rules = copilot_manifest_ls::rules::registry::all();
    let examples =
        rules.filter(|rule| ["addons.", "workspace.", "env.cdn-"].iter().any(|it| rule.id.starts_with(it)));
    for rule in examples {
        let files = support::files(rule.bad);
        for index in 0..files.len() {
            let text = files[index].1.clone();
            for end in (0..text.len()).step_by(17).filter(|end| text.is_char_boundary(*end)) {
                let mut files = files.clone();
                files[index].1.truncate(end);
                for (path, text, found) in support::judged_files(&files, &settings) {
                    for finding in found.iter().filter(|_| !text.is_empty()) {
                        let places = finding.fixes.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
                        for span in places.chain([finding.span]) {
                            assert!(
                                text.get(span.start..span.end).is_some(),
                                "{} in {path}\n{text}",
                                finding.rule
                            );
                        }
                    }
                }
            }
        }
    }
}

/// Everything twice and thousandfold: linear all the same.
#[test]
fn a_large_template_takes_no_time() {
    let mut template = String::from(
        "Parameters: {App: {Type: String}, Env: {Type: String}, Name: {Type: String}}\nResources:\n",
    );
    let mut outputs = String::from("Outputs:\n");
    for number in 0..4_000 {
        template += &format!("  P{number}: {{Type: AWS::IAM::ManagedPolicy}}\n");
        outputs += &format!("  Out{number}: {{Value: !Sub '${{Q{number}}}'}}\n");
    }
    let variables: String = (0..4_000).map(|number| format!("  OUT{number}: a\n")).collect();
    let files = [
        ("copilot/api/addons/a.yml", format!("{template}{outputs}")),
        ("copilot/api/addons/b.yml", template.replace("ManagedPolicy", "Role")),
        (API, format!("name: api\ntype: Backend Service\nimage:\n  location: a\nvariables:\n{variables}")),
    ];
    let files: Vec<_> = files.into_iter().map(|(path, text)| (path.to_owned(), text)).collect();
    let count = |rule: &str| {
        let judged = support::judged_files(&files, &Settings::default());
        judged.iter().flat_map(|(_, _, found)| found).filter(|it| it.rule == rule).count()
    };
    assert_eq!(count("addons.key-conflict"), 4_000);
    assert_eq!(count("workspace.addon-output-variable-clash"), 4_000);
    assert_eq!(count("addons.policy-output-missing"), 4_000);
}

/// Each environment of the workspace and of the manifest reads another path.
#[test]
fn paths_with_the_name_of_the_environment_are_followed_in_each() {
    const ENVIRONMENTS: &str = "# copilot/.workspace\napplication: shop\n# copilot/environments/test/manifest.yml\n# Environment\n# copilot/environments/prod/manifest.yml\n# Environment\n";
    const BAD: &str = "export A=1\n";
    let service =
        |section: &str, files: &str| format!("# {API}\n# Backend Service\n{section}{ENVIRONMENTS}{files}");
    let env_file = "env_file: conf/${COPILOT_ENVIRONMENT_NAME}.env\n";
    finds(&service(env_file, "# ./conf/test.env\nA=1\n# ./conf/prod.env\nA=1\n"), &[]);
    let example = service(env_file, "# ./conf/test.env\nA=1\n");
    finds(&example, &[&format!("{API} workspace.env-file-missing")]);
    let missing = &found(&example)[0].1;
    assert_eq!((missing.environment.as_deref(), missing.fixes.len()), (Some("prod"), 0));
    assert!(missing.message.contains("`conf/prod.env`"), "{}", missing.message);
    let content = format!("# ./conf/test.env\n{BAD}# ./conf/prod.env\n{BAD}");
    let both = found(&service(env_file, &content));
    assert_eq!(
        (both.len(), both[0].1.related.len()),
        (1, 1),
        "told once, with the other environment: {both:?}"
    );

    let build =
        "image:\n  build: ${COPILOT_APPLICATION_NAME}/${COPILOT_ENVIRONMENT_NAME}/Dockerfile\n  port: 80\n";
    finds(&service(build, "# ./shop/test/Dockerfile\nFROM a\n# ./shop/prod/Dockerfile\nFROM a\n"), &[]);
    finds(
        &service(build, "# ./shop/test/Dockerfile\nFROM a\n"),
        &[&format!("{API} workspace.dockerfile-missing")],
    );
    let context = "image:\n  build:\n    context: ${COPILOT_ENVIRONMENT_NAME}\n    dockerfile: a/Dockerfile\n  port: 80\n";
    let port = "# ./a/Dockerfile\nFROM a\nEXPOSE 81\n";
    let expected =
        ["workspace.dockerfile-missing", "workspace.expose-mismatch"].map(|it| format!("{API} {it}"));
    finds(
        &service(context, &format!("{port}# ./test/a\n")),
        &expected.iter().map(String::as_str).collect::<Vec<_>>(),
    );
    let unknown = service("env_file: ${HOME}/${COPILOT_ENVIRONMENT_NAME}.env\n", "");
    finds(&unknown, &[&format!("{API} interpolation.undefined")]);
    let site = format!(
        "# {API}\n# Static Site\nfiles:\n  - source: site-${{COPILOT_ENVIRONMENT_NAME}}\n{ENVIRONMENTS}"
    );
    let not_found = format!("{API} static-site.source-not-found");
    let found_in = found(&format!("{site}# ./site-test/a\nx\n"));
    assert_eq!(
        found_in.iter().map(|(path, it)| format!("{path} {}", it.rule)).collect::<Vec<_>>(),
        [not_found]
    );
}

#[test]
fn an_addon_may_give_the_group_that_tasks_are_reached_by() {
    let with = |outputs: &str| {
        format!(
            "# {API}\n# Backend Service\nnetwork:\n  vpc:\n    security_groups:\n      deny_default: true\n\
             # copilot/api/addons/group.yml\nParameters:\n  App: {{Type: String}}\n  Env: {{Type: String}}\n  Name: {{Type: String}}\n\
             Resources:\n  Group: {{Type: AWS::EC2::SecurityGroup}}\n{outputs}# copilot/.workspace\napplication: a\n"
        )
    };
    finds(&with("Outputs:\n  GroupId: {Value: !Ref Group}\n"), &[]);
    finds(&with("Transform: Mine\n"), &[]);
    finds(&with(""), &[&format!("{API} network.deny-default-alone")]);
}
