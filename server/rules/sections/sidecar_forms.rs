//! `sidecars`: values of a wrong form and keys that a sidecar does not have. The decoder and the model find them.

use super::unknown_keys::Dropped;
use crate::finding::{Origin, Severity};
use crate::manifest::kind::Kind;
use crate::rules::rule::Rule;

/// The rules of this section.
pub const RULES: &[&Rule] = &[
    &NOT_A_MAP,
    &IMAGE_EMPTY_MAP,
    &IMAGE_IGNORED_FIELDS,
    &PORT_LIST,
    &ESSENTIAL_TYPE,
    &ENV_FILE_EXTENSION,
    &MOUNT_POINTS_SHAPE,
    &LABELS_SHAPE,
    &VOLUMES_KEY,
    &RDWS,
];

const ECS: &[Kind] = &Kind::ECS;

/// Dropped keys with a rule of their own.
pub const DROPPED: &[Dropped] = &[
    Dropped {
        rule: &IMAGE_IGNORED_FIELDS,
        kinds: ECS,
        parent: &["sidecars", "*", "image"],
        keys: &["port", "labels", "depends_on", "credentials", "healthcheck", "essential", "variables"],
    },
    Dropped {
        rule: &VOLUMES_KEY,
        kinds: ECS,
        parent: &["sidecars", "*"],
        keys: &["volumes", "mounts", "mountPoints", "environment", "ports", "cpu", "memory", "logging"],
    },
    Dropped { rule: &RDWS, kinds: &[Kind::RequestDrivenWebService], parent: &[], keys: &["sidecars"] },
];

/// `sidecars` of another form.
pub const NOT_A_MAP: Rule = Rule {
    id: "sidecar.not-a-map",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "{key} must be a map with the name of each sidecar as key, not {found}: Copilot refuses the manifest.",
        "{key} must be a map with the name of each sidecar as key, not {found}: Copilot drops it.",
    ],
    doc: "Sidecars are a map: the key is the name of the container, its settings stand below. A list with `name` \
          keys, as in an ECS task definition, is refused.",
    bad: "# Backend Service\nsidecars:\n  - name: nginx\n    image: public.ecr.aws/nginx/nginx:1.27\n",
    good: "# Backend Service\nsidecars:\n  nginx:\n    image: public.ecr.aws/nginx/nginx:1.27\n",
    source: "docs/developing/sidecars#general-sidecars",
};

/// An image of another form.
pub const IMAGE_EMPTY_MAP: Rule = Rule {
    id: "sidecar.image-empty-map",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "The image of a sidecar must be a location as text, or a map with `build` or `location`, not {found}.",
        "The image of a sidecar must be a location as text, or a map with `build` or `location`: Copilot drops {found}.",
        "Copilot finds neither `build` nor `location` in this image and refuses the manifest.",
    ],
    doc: "A sidecar's `image` is the location of an image as a plain text, or a map with `build` or `location`. A map \
          with neither of the two is refused.",
    bad: "# Backend Service\nsidecars:\n  nginx:\n    image: {}\n",
    good: "# Backend Service\nsidecars:\n  nginx:\n    image:\n      location: public.ecr.aws/nginx/nginx:1.27\n",
    source: "Union.UnmarshalYAML in internal/pkg/manifest/union.go",
};

/// A key of the main container's image.
pub const IMAGE_IGNORED_FIELDS: Rule = Rule {
    id: "sidecar.image-ignored-fields",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "Below the `image` of a sidecar Copilot knows only `build` and `location` and ignores {key}. Such settings belong one level up (`credentials` as `credentialsParameter`).",
    ],
    doc: "The main container has its port, health check, labels and dependencies below `image`; a sidecar has them \
          beside `image`. Written below it they are dropped without a message.",
    bad: "# Backend Service\nsidecars:\n  nginx:\n    image:\n      location: public.ecr.aws/nginx/nginx:1.27\n      depends_on:\n        api: start\n",
    good: "# Backend Service\nsidecars:\n  nginx:\n    image:\n      location: public.ecr.aws/nginx/nginx:1.27\n    depends_on:\n      api: start\n",
    source: "SidecarConfig in internal/pkg/manifest/workload_ecs.go",
};

/// More than one port.
pub const PORT_LIST: Rule = Rule {
    id: "sidecar.port-list",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "A sidecar has one `port` (`443` or `53/udp`), not {found}: Copilot refuses the manifest.",
        "A sidecar has one `port` (`443` or `53/udp`), not {found}: Copilot drops it.",
    ],
    doc: "A sidecar opens a single port, with an optional protocol after a slash. Further ports open by themselves \
          when a rule of `http` or a listener of `nlb` points at them with `target_container` and `target_port`.",
    bad: "# Backend Service\nsidecars:\n  nginx:\n    image: public.ecr.aws/nginx/nginx:1.27\n    port: [80, 443]\n",
    good: "# Backend Service\nsidecars:\n  nginx:\n    image: public.ecr.aws/nginx/nginx:1.27\n    port: 443\n",
    source: "docs/developing/sidecars#port",
};

/// `essential` that is no switch.
pub const ESSENTIAL_TYPE: Rule = Rule {
    id: "sidecar.essential-type",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`essential` must be `true` or `false` without quotes, not {found}: Copilot refuses the manifest.",
        "`essential` must be `true` or `false` without quotes, not {found}: Copilot drops it.",
    ],
    doc: "`essential` says whether the whole task stops when this sidecar stops. It is a switch: `\"false\"` in quotes \
          is a text, and refused.",
    bad: "# Backend Service\nsidecars:\n  init:\n    image: demo/init:1\n    essential: \"false\"\n",
    good: "# Backend Service\nsidecars:\n  init:\n    image: demo/init:1\n    essential: false\n",
    source: "docs/developing/sidecars#essential",
};

/// An env file with another extension.
pub const ENV_FILE_EXTENSION: Rule = Rule {
    id: "sidecar.env-file-extension",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["{value} must end in `.env`: Copilot refuses other environment files."],
    doc: "ECS takes environment files only with the extension `.env`, in lower case. The path counts from the root \
          of the workspace.",
    bad: "# Backend Service\nsidecars:\n  nginx:\n    image: public.ecr.aws/nginx/nginx:1.27\n    env_file: nginx.txt\n",
    good: "# Backend Service\nsidecars:\n  nginx:\n    image: public.ecr.aws/nginx/nginx:1.27\n    env_file: nginx.env\n",
    source: "SidecarConfig.validate in internal/pkg/manifest/validate.go",
};

/// `mount_points` of another form.
pub const MOUNT_POINTS_SHAPE: Rule = Rule {
    id: "sidecar.mount-points-shape",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`mount_points` is a list of maps with `source_volume` and `path`, not {found}: Copilot refuses the manifest.",
        "`mount_points` is a list of maps with `source_volume` and `path`, not {found}: Copilot drops it.",
    ],
    doc: "Each item of `mount_points` is a map: `source_volume` names a volume of `storage.volumes`, `path` says where \
          the sidecar sees it. A map by volume or Docker's `name:/path` are refused.",
    bad: "# Backend Service\nsidecars:\n  nginx:\n    image: public.ecr.aws/nginx/nginx:1.27\n    mount_points:\n      data: /data\n",
    good: "# Backend Service\nstorage:\n  volumes:\n    data:\n      path: /data\n      efs: true\nsidecars:\n  nginx:\n    image: public.ecr.aws/nginx/nginx:1.27\n    mount_points:\n      - source_volume: data\n        path: /data\n        read_only: true\n",
    source: "docs/developing/sidecars#mount-points",
};

/// Labels of another form.
pub const LABELS_SHAPE: Rule = Rule {
    id: "sidecar.labels-shape",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`labels` must be a map of names to texts, not {found}: Copilot refuses the manifest.",
        "`labels` must be a map of names to texts, not {found}: Copilot drops it.",
    ],
    doc: "Docker labels are a map, for sidecars and for the main container. Compose's list form (`- a=b`) is refused.",
    bad: "# Backend Service\nsidecars:\n  nginx:\n    image: public.ecr.aws/nginx/nginx:1.27\n    labels: [\"a=b\"]\n",
    good: "# Backend Service\nsidecars:\n  nginx:\n    image: public.ecr.aws/nginx/nginx:1.27\n    labels:\n      a: b\n",
    source: "docs/developing/sidecars#labels",
};

/// A key of Compose or of a task definition.
pub const VOLUMES_KEY: Rule = Rule {
    id: "sidecar.volumes-key",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "A sidecar has no {key}: Copilot ignores it. It has `mount_points` for volumes, `variables` for its environment and one `port`; everything else needs a YAML patch.",
    ],
    doc: "Keys of Docker Compose and of ECS task definitions mean nothing here and are dropped without a message. \
          What a sidecar has no field for (`cpu`, `memory`, log drivers) can be set with a YAML patch of the \
          task definition.",
    bad: "# Backend Service\nsidecars:\n  nginx:\n    image: public.ecr.aws/nginx/nginx:1.27\n    environment:\n      A: \"1\"\n",
    good: "# Backend Service\nsidecars:\n  nginx:\n    image: public.ecr.aws/nginx/nginx:1.27\n    variables:\n      A: \"1\"\n",
    source: "SidecarConfig in internal/pkg/manifest/workload_ecs.go",
};

/// App Runner has no sidecars.
pub const RDWS: Rule = Rule {
    id: "sidecar.rdws",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["App Runner runs one container: Copilot ignores the {key} of a {kind}."],
    doc: "A Request-Driven Web Service runs on App Runner, which knows a single container. Sidecars need one of the \
          kinds that run on ECS, for example a Load Balanced Web Service.",
    bad: "# Request-Driven Web Service\nsidecars:\n  nginx:\n    image: public.ecr.aws/nginx/nginx:1.27\n",
    good: "# Load Balanced Web Service\nsidecars:\n  nginx:\n    image: public.ecr.aws/nginx/nginx:1.27\n",
    source: "docs/developing/sidecars; RequestDrivenWebServiceConfig in internal/pkg/manifest/rd_web_svc.go",
};
