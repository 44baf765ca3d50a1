//! Nothing is lost in silence.

use super::{DEFINITIONS, alone, read, source};
use copilot_manifest_ls::assist::Nothing;
use copilot_manifest_ls::assist::import::{Wanted, import_into};
use copilot_manifest_ls::locale::Locale;
use copilot_manifest_ls::yaml::Tree;
use proptest::prelude::*;
use serde_json::{Value, json};

/// The fields of a container and of a task definition in the ECS API (RegisterTaskDefinition, ContainerDefinition).
const CONTAINER: &str = "command cpu credentialSpecs dependsOn disableNetworking dnsSearchDomains dnsServers dockerLabels \
    dockerSecurityOptions entryPoint environment environmentFiles essential extraHosts firelensConfiguration healthCheck \
    hostname image interactive links linuxParameters logConfiguration memory memoryReservation mountPoints name \
    portMappings privileged pseudoTerminal readonlyRootFilesystem repositoryCredentials resourceRequirements \
    restartPolicy secrets startTimeout stopTimeout systemControls ulimits user versionConsistency volumesFrom \
    workingDirectory";
const TASK: &str = "containerDefinitions cpu enableFaultInjection ephemeralStorage executionRoleArn family \
    inferenceAccelerators ipcMode memory networkMode pidMode placementConstraints proxyConfiguration \
    requiresCompatibilities runtimePlatform tags taskRoleArn volumes";
const DEEPER: &str = "containerName condition interval timeout retries startPeriod logDriver options secretOptions \
    sourceVolume containerPath readOnly containerPort containerPortRange hostPort protocol appProtocol softLimit \
    hardLimit namespace sourceContainer credentialsParameter capabilities add drop devices hostPath permissions \
    initProcessEnabled sharedMemorySize tmpfs mountOptions size maxSwap swappiness enabled ignoredExitCodes \
    restartAttemptPeriod ipAddress cpuArchitecture operatingSystemFamily sizeInGiB host sourcePath \
    efsVolumeConfiguration fileSystemId rootDirectory transitEncryption transitEncryptionPort authorizationConfig \
    accessPointId iam dockerVolumeConfiguration scope autoprovision driver driverOpts labels \
    fsxWindowsFileServerVolumeConfiguration domain configuredAtLaunch expression properties deviceName deviceType \
    value valueFrom key";

#[test]
fn the_definitions_have_every_field_of_the_api() {
    let all: String = DEFINITIONS.iter().map(|name| read(name)).collect();
    let missing: Vec<&str> = [CONTAINER, TASK, DEEPER]
        .iter()
        .flat_map(|fields| fields.split_whitespace())
        .filter(|field| !all.contains(&format!("\"{field}\":")))
        .collect();
    assert!(missing.is_empty(), "no definition has {missing:?}");
}

/// A definition as JSON: comments and trailing commas away, placeholders as texts.
fn json_of(text: &str) -> Value {
    let lines = text.trim_start_matches('\u{feff}').lines().filter(|line| !line.trim().starts_with("//"));
    let mut text: String =
        lines.collect::<Vec<_>>().join("\n").replace(": ${hard_limit}", ": \"${hard_limit}\"");
    while let Some(at) = text
        .find(",\n")
        .into_iter()
        .chain(text.match_indices(",\n").map(|found| found.0))
        .find(|at| text[at + 1..].trim_start().starts_with(['}', ']']))
    {
        text.remove(at);
    }
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn leaves(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            map.iter()
                .for_each(|(key, value)| leaves(value, &format!("{path}/{}", key.replace('/', "~1")), found));
        }
        Value::Array(items) => {
            items
                .iter()
                .enumerate()
                .for_each(|(index, value)| leaves(value, &format!("{path}/{index}"), found));
        }
        _ => found.push(path.to_owned()),
    }
}

/// Another value of the same type.
fn other(value: &Value) -> Value {
    match value {
        Value::String(text) => json!(format!("{text}7")),
        Value::Number(number) => json!(number.as_u64().unwrap() + 1),
        Value::Bool(on) => json!(!on),
        _ => json!("7"),
    }
}

fn told(definition: &str, locale: Locale) -> Option<(String, Vec<String>)> {
    alone(definition, locale).ok().map(|import| (import.text, import.remarks))
}

/// Whatever leaf of a definition changes, the manifest or the remarks change with it.
#[track_caller]
pub fn every_leaf_shows(definition: &str) {
    let whole = json_of(definition);
    let mut found = Vec::new();
    leaves(&whole, "", &mut found);
    assert!(found.len() > 3);
    for locale in Locale::ALL {
        let before = told(&whole.to_string(), locale).expect("a definition");
        let silent = |path: &&String| {
            let mut changed = whole.clone();
            let leaf = changed.pointer_mut(path).unwrap();
            *leaf = other(leaf);
            told(&changed.to_string(), locale).as_ref() == Some(&before)
        };
        let silent: Vec<&String> = found.iter().filter(silent).collect();
        assert!(silent.is_empty(), "lost in silence: {silent:#?}");
    }
}

#[test]
fn every_leaf_of_every_definition_shows() {
    DEFINITIONS.iter().for_each(|name| every_leaf_shows(&read(name)));
}

/// What is left out stands in the manifest as a comment, word for word as the remark tells it.
#[test]
fn what_is_left_out_is_a_comment() {
    for locale in Locale::ALL {
        let import = alone(&read("ec2"), locale).unwrap();
        for lost in
            ["hostname", "privileged", "networkMode", "anotherFutureField", "futureField", "swappiness"]
        {
            let is_told = |text: &str| {
                text.starts_with(lost)
                    || text.contains(&format!(" {lost} "))
                    || text.contains(&format!(".{lost} "))
            };
            let comment = import.text.lines().find(|line| line.starts_with("# ") && is_told(&line[2..]));
            let comment = comment.unwrap_or_else(|| panic!("{lost} in {}", import.text));
            assert!(import.remarks.iter().any(|remark| *remark == comment[2..]), "{comment}");
        }
        assert_eq!(import.text.is_ascii(), locale == Locale::En);
    }
}

#[test]
fn keys_that_stand_twice_are_told() {
    let import = alone("{\"name\":\"a\",\"image\":\"old\",\"image\":\"new\"}", Locale::En).unwrap();
    assert!(import.text.contains("image: new\n") && import.text.contains("\"old\""), "{}", import.text);
}

fn any_json() -> impl Strategy<Value = Value> {
    let key = prop_oneof![
        proptest::sample::select(
            [CONTAINER, TASK, DEEPER].join(" ").split_whitespace().map(str::to_owned).collect::<Vec<_>>()
        ),
        "[a-zA-Z ${}:#\\-]{0,6}",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<u32>().prop_map(Value::from),
        "[\\PC\\n\\t]{0,12}".prop_map(Value::from),
        proptest::sample::select(vec![
            "tcp",
            "awslogs",
            "awsfirelens",
            "HEALTHY",
            "${A}",
            "[\"a\"]",
            "c0",
            "c1"
        ])
        .prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 60, 6, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::vec((key.clone(), inner), 0..6).prop_map(Value::from_iter),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever stands in a container, its leaves are in the outcome, which is YAML.
    #[test]
    fn no_value_of_any_container_is_lost(fields in proptest::collection::vec((proptest::sample::select(CONTAINER.split_whitespace().collect::<Vec<_>>()), any_json()), 1..8)) {
        let mut container = serde_json::Map::from_iter(fields.into_iter().map(|(key, value)| (key.to_owned(), value)));
        container.insert("name".to_owned(), json!("c0"));
        container.insert("image".to_owned(), json!("i"));
        let definition = Value::Array(vec![Value::Object(container.clone()), json!({ "name": "c1", "image": "j" })]);
        let import = alone(&definition.to_string(), Locale::En).expect("a definition");
        let tree = Tree::parse(&import.text);
        prop_assert!(tree.errors.is_empty(), "{}", import.text);
        let mut found = Vec::new();
        leaves(&Value::Object(container.clone()), "", &mut found);
        let all = format!("{}\n{}", import.text, import.remarks.join("\n"));
        let container = Value::Object(container);
        for path in found {
            let Some(Value::Number(number)) = container.pointer(&path) else { continue };
            prop_assert!(number.as_u64() == Some(0) || all.contains(&number.to_string()), "{path} {number} in\n{all}");
        }
    }

    /// The same for the task around the containers.
    #[test]
    fn no_value_of_any_task_is_lost(
        fields in proptest::collection::vec((proptest::sample::select(TASK.split_whitespace().collect::<Vec<_>>()), any_json()), 1..6),
        efs in any_json(), auth in any_json(), volume in any_json(), mount in any_json(), secrets in any_json(),
    ) {
        let mut task = serde_json::Map::from_iter(fields.into_iter().map(|(key, value)| (key.to_owned(), value)));
        let volumes = json!([
            { "name": "v0", "efsVolumeConfiguration": { "fileSystemId": "fs-1", "authorizationConfig": auth, "extra": efs } },
            { "name": "v1", "efsVolumeConfiguration": efs, "host": volume },
            volume,
        ]);
        let mounts = json!([{ "sourceVolume": "v0", "containerPath": "/a", "readOnly": mount }, mount, { "sourceVolume": "v1", "containerPath": mount }]);
        let log = json!({ "logDriver": "awsfirelens", "options": volume, "secretOptions": secrets });
        task.insert("volumes".to_owned(), volumes);
        let main = json!({ "name": "c0", "image": "i", "mountPoints": mounts, "logConfiguration": log });
        task.insert("containerDefinitions".to_owned(), json!([main, { "name": "c1", "image": "j", "essential": false }]));
        let definition = Value::Object(task);
        let import = alone(&definition.to_string(), Locale::En).expect("a definition");
        prop_assert!(Tree::parse(&import.text).errors.is_empty(), "{}", import.text);
        let all = format!("{}\n{}", import.text, import.remarks.join("\n"));
        let mut found = Vec::new();
        leaves(&definition, "", &mut found);
        for path in found {
            let Some(Value::Number(number)) = definition.pointer(&path) else { continue };
            prop_assert!(number.as_u64() == Some(0) || all.contains(&number.to_string()), "{path} {number} in\n{all}");
        }
    }

    /// Any text is a definition or is refused, and never breaks the manifest.
    #[test]
    fn any_text_is_imported_or_refused(text in "[\\PC\\n]{0,40}", json in any_json()) {
        let manifest = source("name: api\ntype: Backend Service\nimage: {location: nginx}\n");
        let list = format!("[{{\"name\":\"c0\",\"image\":\"i\",\"dependsOn\":{json}}}]");
        for definition in [text.clone(), json.to_string(), list, format!("[{text}]"), format!("{{\"image\":\"{text}\"}}")] {
            let wanted = Wanted { definition: &definition, main: None, locale: Locale::Ja, around: &Nothing };
            if let Ok(import) = import_into(&manifest, None, &wanted) {
                prop_assert!(Tree::parse(&import.text).errors.is_empty(), "{}", import.text);
            }
        }
    }
}
