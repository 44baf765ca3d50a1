//! Spellings of other times and of other tools.

use super::unknown_keys::{Dropped, rename};
use crate::finding::{Origin, Severity};
use crate::manifest::kind::Kind;
use crate::rules::document::Document;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::yaml::NodeId;

/// The rules of this section.
pub const RULES: &[&Rule] = &[
    &TARGET_CONTAINER,
    &TARGET_CONTAINER_BACKEND,
    &TARGET_CONTAINER_RULE,
    &CREDENTIAL_PARAMETER,
    &CONFIG_FILE,
    &TASK_DEFINITION_KEY,
    &TEMPLATE_BRACES,
];

const SERVERS: &[Kind] = &[Kind::LoadBalancedWebService, Kind::BackendService];
const TASKS: &[Kind] = &Kind::ECS;

const fn task_definition(parent: &'static [&'static str], keys: &'static [&'static str]) -> Dropped {
    Dropped { rule: &TASK_DEFINITION_KEY, kinds: TASKS, parent, keys }
}

const OF_CONTAINERS: &[&str] = &[
    "dependsOn",
    "healthCheck",
    "mountPoints",
    "portMappings",
    "environment",
    "entryPoint",
    "ulimits",
    "logConfiguration",
    "firelensConfiguration",
    "memoryReservation",
];
const OF_VOLUMES: &[&str] = &["sourceVolume", "containerPath", "readOnly"];

/// Dropped keys with a rule of their own.
pub const DROPPED: &[Dropped] = &[
    Dropped {
        rule: &TARGET_CONTAINER_RULE,
        kinds: SERVERS,
        parent: &["http", "additional_rules", "*"],
        keys: &["targetContainer"],
    },
    Dropped {
        rule: &CREDENTIAL_PARAMETER,
        kinds: TASKS,
        parent: &["sidecars", "*"],
        keys: &["credentialParameter", "credential_parameter", "credentials", "credentials_parameter"],
    },
    Dropped { rule: &CONFIG_FILE, kinds: TASKS, parent: &["logging"], keys: &["configFile"] },
    task_definition(&[], OF_CONTAINERS),
    task_definition(&["image"], OF_CONTAINERS),
    task_definition(&["sidecars", "*"], OF_CONTAINERS),
    task_definition(&["storage", "volumes", "*"], OF_VOLUMES),
    task_definition(&["sidecars", "*", "mount_points", "*"], OF_VOLUMES),
    task_definition(&["image", "healthcheck"], &["startPeriod"]),
    task_definition(&["sidecars", "*", "healthcheck"], &["startPeriod"]),
];

const TARGET: &str = "# Load Balanced Web Service\nhttp:\n  path: /\n  target_container: nginx\nsidecars:\n  nginx:\n    image: nginx\n    port: 80\n";

/// The old spelling that works.
pub const TARGET_CONTAINER: Rule = Rule {
    id: "legacy.target-container-camel",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["`targetContainer` is the old spelling: write `target_container`."],
    doc: "Copilot still takes `http.targetContainer` of a Load Balanced Web Service, but the key is called \
          `target_container` now, and only that one is documented.",
    bad: "# Load Balanced Web Service\nhttp:\n  path: /\n  targetContainer: nginx\nsidecars:\n  nginx:\n    image: nginx\n    port: 80\n",
    good: TARGET,
    source: "HTTPOrBool.UnmarshalYAML in internal/pkg/manifest/http.go",
};

/// The old spelling that does nothing.
pub const TARGET_CONTAINER_BACKEND: Rule = Rule {
    id: "legacy.target-container-camel-backend",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "In a Backend Service `targetContainer` has no effect: the requests go to the main container. Write `target_container`.",
    ],
    doc: "Only Load Balanced Web Services still understand the old spelling. A Backend Service reads the key and never \
          uses it, so nobody notices a wrong name either.",
    bad: "# Backend Service\nhttp:\n  path: /\n  targetContainer: nginx\nsidecars:\n  nginx:\n    image: nginx\n    port: 80\n",
    good: "# Backend Service\nhttp:\n  path: /\n  target_container: nginx\nsidecars:\n  nginx:\n    image: nginx\n    port: 80\n",
    source: "HTTPOrBool.UnmarshalYAML in internal/pkg/manifest/http.go, which a Backend Service does not use",
};

/// The old spelling in a further rule.
pub const TARGET_CONTAINER_RULE: Rule = Rule {
    id: "legacy.target-container-camel-rule",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["Copilot ignores {key} in additional rules: the requests go to the main container.{advice}"],
    doc: "The old spelling `targetContainer` was never known in `http.additional_rules`. There the key is \
          `target_container`.",
    bad: "# Load Balanced Web Service\nhttp:\n  path: /\n  additional_rules:\n    - path: /a\n      targetContainer: nginx\nsidecars:\n  nginx:\n    image: nginx\n    port: 80\n",
    good: TARGET,
    source: "struct RoutingRule in internal/pkg/manifest/http.go",
};

/// Credentials by another name.
pub const CREDENTIAL_PARAMETER: Rule = Rule {
    id: "legacy.credential-parameter",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["Copilot ignores {key} here, so the image is pulled without credentials.{advice}"],
    doc: "The secret with the credentials of a private registry is named in `credentialsParameter` of a sidecar (and in \
          `image.credentials` of the main container). Any other spelling is dropped.",
    bad: "# Backend Service\nsidecars:\n  nginx:\n    image: registry.example.com/nginx\n    credentialParameter: arn:aws:secretsmanager:us-west-2:111122223333:secret:r\n",
    good: "# Backend Service\nsidecars:\n  nginx:\n    image: registry.example.com/nginx\n    credentialsParameter: arn:aws:secretsmanager:us-west-2:111122223333:secret:r\n",
    source: "struct SidecarConfig in internal/pkg/manifest/workload_ecs.go",
};

/// The configuration of Fluent Bit by another name.
pub const CONFIG_FILE: Rule = Rule {
    id: "legacy.config-file",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["Copilot ignores {key}, so the configuration is not used.{advice}"],
    doc: "The path of a configuration within the image of the log router is given in `logging.configFilePath`. The \
          older `configFile` is dropped.",
    bad: "# Backend Service\nlogging:\n  image: fluent/fluent-bit\n  configFile: /extra.conf\n",
    good: "# Backend Service\nlogging:\n  image: fluent/fluent-bit\n  configFilePath: /extra.conf\n",
    source: "docs/manifest/lb-web-service#logging-configFilePath",
};

/// A key of ECS.
pub const TASK_DEFINITION_KEY: Rule = Rule {
    id: "legacy.ecs-task-definition-key",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["{key} is a key of ECS task definitions; Copilot does not know it and ignores it.{advice}"],
    doc: "A manifest is no task definition of ECS, although it describes the same things. The keys of Copilot have \
          underscores and often another form: `depends_on` is a map, `port` a single number, `variables` a map. What \
          Copilot has no key for can be set with `taskdef_overrides` or an override of the template.",
    bad: "# Backend Service\nsidecars:\n  nginx:\n    image: nginx\n    dependsOn:\n      - containerName: api\n        condition: START\n",
    good: "# Backend Service\nsidecars:\n  nginx:\n    image: nginx\n    depends_on:\n      api: start\n",
    source: "struct tags in internal/pkg/manifest/workload_ecs.go",
};

/// A placeholder of a sample.
pub const TEMPLATE_BRACES: Rule = Rule {
    id: "legacy.doc-template-braces",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "Double braces mark a placeholder of a sample; to YAML they are a map within a map, which Copilot refuses. Write the real value.",
        "Double braces mark a placeholder of a sample; to YAML they are a map within a map, which Copilot drops. Write the real value.",
    ],
    doc: "Some samples mark what you should fill in with double braces. YAML reads them as a map that is the key of \
          another map, so neither the text nor a variable arrives.",
    bad: "# Backend Service\nsidecars:\n  nginx:\n    image: {{ image url }}\n",
    good: "# Backend Service\nsidecars:\n  nginx:\n    image: public.ecr.aws/nginx/nginx:1.27\n",
    source: "yaml.v3 decode.go; YAML 1.2 specification, flow mappings",
};

/// `http.targetContainer` as it is written in the base and in each environment.
pub fn once(document: &Document<'_>) -> Vec<Report> {
    let Some(kind) = document.kind().filter(|kind| SERVERS.contains(kind)) else { return Vec::new() };
    let tree = document.tree;
    let Some(root) = tree.root else { return Vec::new() };
    let environments = tree.get(root, "environments").map(|blocks| tree.entries(blocks)).unwrap_or_default();
    let blocks = std::iter::once(root).chain(environments.into_iter().map(|entry| entry.value));
    let old = |block: NodeId| tree.entry(tree.get(block, "http")?, "targetContainer").map(|entry| entry.key);
    let mut keys: Vec<NodeId> = blocks.filter_map(old).filter(|key| !tree.node(*key).broken).collect();
    keys.dedup();
    let report = |key: NodeId| {
        let legacy = kind == Kind::LoadBalancedWebService;
        let rule = if legacy { &TARGET_CONTAINER } else { &TARGET_CONTAINER_BACKEND };
        let mut report = Report::new(rule, Place::node(key, tree));
        let fix = rename(key, "target_container", tree).map(|mut fix| {
            // A key that had no effect so far may bring another mistake to light.
            fix.safe = legacy;
            fix
        });
        report.fixes.extend(fix);
        report
    };
    keys.into_iter().map(report).collect()
}
