//! `sidecars`: names and images. Mistakes of form stand in [`super::sidecar_forms`], volumes in
//! [`super::mount_points`].

use crate::finding::{Origin, Severity};
use crate::locale::Phrase;
use crate::manifest::value::{Data, Value};
use crate::rules::check::{Check, FIRELENS, OTEL};
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::values::{in_order, is_container_name, is_empty_text, logical_id, repeated};
use crate::rules::words::quoted;
use std::sync::Arc;

/// The rules of this section.
pub const RULES: &[&Rule] = &[
    &NULL,
    &NULL_IN_ENVIRONMENT,
    &IMAGE_MISSING,
    &IMAGE_EMPTY_STRING,
    &IMAGE_XOR,
    &PORT_FIRELENS,
    &PORT_OTEL,
    &NAME_EQUALS_MAIN,
    &NAME_FIRELENS,
    &NAME_OTEL,
    &NAME_CHARACTERS,
    &NAME_COLLISION,
];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[bodies, images, names, collisions, router_port, collector_ports];

/// A sidecar without a body.
pub const NULL: Rule = Rule {
    id: "sidecar.null",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["The sidecar {name} has no body: Copilot crashes on it. Give it at least an `image`."],
    doc: "Copilot looks into every sidecar without asking whether it is there, and dies on an empty one. Write the \
          sidecar's settings below its name, or remove the name.",
    bad: "# Backend Service\nsidecars:\n  nginx:\n",
    good: "# Backend Service\nsidecars:\n  nginx:\n    image: public.ecr.aws/nginx/nginx:1.27\n",
    source: "SidecarConfig.validate in internal/pkg/manifest/validate.go",
};

/// A sidecar of one environment without a body.
pub const NULL_IN_ENVIRONMENT: Rule = Rule {
    id: "sidecar.null-in-environment",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "The sidecar {name} exists only in this environment and has no body: Copilot crashes when it deploys there.",
    ],
    doc: "A sidecar that only an environment names must be written there in full. An empty one makes Copilot die. \
          (An empty sidecar over one of the base changes nothing.)",
    bad: "# Backend Service\nenvironments:\n  test:\n    sidecars:\n      nginx:\n",
    good: "# Backend Service\nenvironments:\n  test:\n    sidecars:\n      nginx:\n        image: public.ecr.aws/nginx/nginx:1.27\n",
    source: "SidecarConfig.validate in internal/pkg/manifest/validate.go",
};

/// No image.
pub const IMAGE_MISSING: Rule = Rule {
    id: "sidecar.image-missing",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "The sidecar {name} has no image. Add `image: <location>`, or `image` with `build` or `location`.",
    ],
    doc: "Every sidecar needs an image: the location of a finished one as a text, or a map with `build` (a \
          Dockerfile) or `location`.",
    bad: "# Backend Service\nsidecars:\n  nginx:\n    port: 80\n",
    good: "# Backend Service\nsidecars:\n  nginx:\n    port: 80\n    image: public.ecr.aws/nginx/nginx:1.27\n",
    source: "SidecarConfig.validateImage in internal/pkg/manifest/validate.go",
};

/// An empty image.
pub const IMAGE_EMPTY_STRING: Rule = Rule {
    id: "sidecar.image-empty-string",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &["The image is empty: Copilot does not notice, but ECS refuses a container without an image."],
    doc: "Copilot only asks whether an image is written, not what. An empty text ends up in the task definition, \
          which ECS then refuses.",
    bad: "# Backend Service\nsidecars:\n  nginx:\n    image: \"\"\n",
    good: "# Backend Service\nsidecars:\n  nginx:\n    image: public.ecr.aws/nginx/nginx:1.27\n",
    source: "SidecarConfig.validateImage in internal/pkg/manifest/validate.go; ECS RegisterTaskDefinition",
};

/// Both `build` and `location`.
pub const IMAGE_XOR: Rule = Rule {
    id: "sidecar.image-xor",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "The image of the sidecar {name} has both `build` and `location`: Copilot refuses the manifest. Keep one.",
    ],
    doc: "The image of a sidecar is either built (`build`) or pulled (`location`). Unlike for the main container, an \
          environment that writes the one while the base has the other ends up with both.",
    bad: "# Backend Service\nsidecars:\n  nginx:\n    image:\n      build: ./nginx/Dockerfile\n      location: nginx\n",
    good: "# Backend Service\nsidecars:\n  nginx:\n    image:\n      build: ./nginx/Dockerfile\n",
    source: "ImageLocationOrBuild.validate in internal/pkg/manifest/validate.go",
};

/// The port of the log router.
pub const PORT_FIRELENS: Rule = Rule {
    id: "sidecar.port-firelens",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "Port 24224 belongs to the log router that `logging` adds to the task: this container can't listen there.",
    ],
    doc: "All containers of a task share their ports. With any field of `logging` but `retention` the task gets a \
          FireLens log router, which listens on port 24224.",
    bad: "# Backend Service\nlogging:\n  destination:\n    Name: cloudwatch\nsidecars:\n  fluentd:\n    image: demo/audit:1\n    port: 24224\n",
    good: "# Backend Service\nlogging:\n  destination:\n    Name: cloudwatch\nsidecars:\n  fluentd:\n    image: demo/audit:1\n    port: 24225\n",
    source: "docs/developing/sidecars#sidecar-patterns; ECS developer guide, FireLens",
};

/// A port of the injected collector.
pub const PORT_OTEL: Rule = Rule {
    id: "sidecar.port-otel",
    severity: Severity::Hint,
    origin: Origin::Aws,
    messages: &[
        "The collector that `observability.tracing` adds to the task listens on port {port} too: the two may collide.",
    ],
    doc: "With `observability.tracing: awsxray` an OpenTelemetry collector runs beside the containers. By default it \
          receives on 4317 and 4318 (OTLP) and on 2000/udp (X-Ray), and all containers of a task share their ports.",
    bad: "# Backend Service\nobservability:\n  tracing: awsxray\nsidecars:\n  jaeger:\n    image: jaegertracing/all-in-one:1\n    port: 4317\n",
    good: "# Backend Service\nobservability:\n  tracing: awsxray\nsidecars:\n  jaeger:\n    image: jaegertracing/all-in-one:1\n    port: 14317\n",
    source: "templates/workloads/partials/cf/sidecars.yml; default configuration of the ADOT collector",
};

/// Named like the main container.
pub const NAME_EQUALS_MAIN: Rule = Rule {
    id: "sidecar.name-equals-main",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "The main container is called {name} already, after the workload: ECS refuses two containers of one name.",
    ],
    doc: "The main container has the name of the workload. A sidecar of the same name gives a task definition with a \
          duplicate, which ECS refuses; Copilot itself does not look.",
    bad: "# Backend Service\nsidecars:\n  api:\n    image: public.ecr.aws/nginx/nginx:1.27\n",
    good: "# Backend Service\nsidecars:\n  nginx:\n    image: public.ecr.aws/nginx/nginx:1.27\n",
    source: "containerDependencies in internal/pkg/manifest/workload_ecs.go; ECS RegisterTaskDefinition",
};

/// Named like the log router.
pub const NAME_FIRELENS: Rule = Rule {
    id: "sidecar.name-firelens",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "`logging` adds a container of the name {name}: ECS refuses two containers of one name. Set it up with `logging`, or rename the sidecar.",
    ],
    doc: "The log router that Copilot adds for `logging` is called `firelens_log_router`. Its image, variables and \
          secrets are settings of `logging`, not of a sidecar.",
    bad: "# Backend Service\nlogging:\n  destination:\n    Name: cloudwatch\nsidecars:\n  firelens_log_router:\n    image: demo/router:1\n",
    good: "# Backend Service\nlogging:\n  image: demo/router:1\n  destination:\n    Name: cloudwatch\n",
    source: "FirelensContainerName in internal/pkg/manifest/workload_ecs.go",
};

/// Named like the injected collector.
pub const NAME_OTEL: Rule = Rule {
    id: "sidecar.name-otel",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "`observability.tracing` adds a container of the name {name}: ECS refuses two containers of one name.",
    ],
    doc: "With `observability.tracing: awsxray` Copilot adds a collector called `aws-otel-collector`. To run one of \
          your own, leave `tracing` out.",
    bad: "# Backend Service\nobservability:\n  tracing: awsxray\nsidecars:\n  aws-otel-collector:\n    image: demo/collector:1\n",
    good: "# Backend Service\nsidecars:\n  aws-otel-collector:\n    image: demo/collector:1\n",
    source: "templates/workloads/partials/cf/sidecars.yml",
};

/// A name that ECS refuses.
pub const NAME_CHARACTERS: Rule = Rule {
    id: "sidecar.name-characters",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "{name} is no container name for ECS: use up to 255 letters, digits, hyphens and underscores.",
    ],
    doc: "The name of a sidecar becomes the name of a container. ECS takes letters, digits, hyphens and underscores, \
          at most 255 of them.",
    bad: "# Backend Service\nsidecars:\n  \"my sidecar\":\n    image: public.ecr.aws/nginx/nginx:1.27\n",
    good: "# Backend Service\nsidecars:\n  my-sidecar:\n    image: public.ecr.aws/nginx/nginx:1.27\n",
    source: "ECS RegisterTaskDefinition, ContainerDefinition",
};

/// Names that differ in punctuation only.
pub const NAME_COLLISION: Rule = Rule {
    id: "sidecar.name-logical-id-collision",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "Without punctuation {name} and {other} are the same name to CloudFormation: the template gets one parameter twice and is refused.",
    ],
    doc: "For each sidecar Copilot makes a template parameter from its name, with everything but letters and digits \
          left out. `log-router` and `log_router` therefore collide.",
    bad: "# Backend Service\nsidecars:\n  log-router:\n    image: demo/a:1\n  log_router:\n    image: demo/b:1\n",
    good: "# Backend Service\nsidecars:\n  log-router:\n    image: demo/a:1\n  audit-router:\n    image: demo/b:1\n",
    source: "StripNonAlphaNumFunc in internal/pkg/template/template_functions.go",
};

fn bodies(check: &mut Check<'_>) {
    let Some(sidecars) = check.at(&["sidecars"]) else { return };
    for (name, sidecar) in sidecars.entries().filter(|(_, sidecar)| sidecar.is_null()) {
        let place = Place::key(sidecar);
        let rule = if place.in_override { &NULL_IN_ENVIRONMENT } else { &NULL };
        check.report(Report::new(rule, place).arg("name", quoted(name)));
    }
}

fn images(check: &mut Check<'_>) {
    for (name, sidecar) in check.sidecars() {
        let new = |rule, place| Report::new(rule, place).arg("name", quoted(name));
        let Some(image) = sidecar.get("image") else {
            check.report(new(&IMAGE_MISSING, Place::missing_in(sidecar)));
            continue;
        };
        if !image.is_map() {
            if is_empty_text(image) {
                check.report(new(&IMAGE_EMPTY_STRING, Place::value(image)));
            }
            continue;
        }
        let (build, location) = (image.get("build").filter(|build| is_given(build)), image.get("location"));
        match (build, location) {
            (Some(build), Some(location)) => check.report(both(new, build, location)),
            (None, None) => check.report(new(&IMAGE_MISSING, Place::missing_in(image))),
            (None, Some(location)) if is_empty_text(location) => {
                check.report(new(&IMAGE_EMPTY_STRING, Place::value(location)));
            }
            _ => {}
        }
    }
}

fn both(new: impl Fn(&'static Rule, Place) -> Report, build: &Arc<Value>, location: &Arc<Value>) -> Report {
    let (first, second) = in_order(build, location);
    new(&IMAGE_XOR, Place::key(second))
        .because(first)
        .related(first, Phrase::new("the other image", "もう一方のイメージ"))
}

/// Copilot takes an empty text for `build` as none at all.
fn is_given(build: &Value) -> bool {
    !matches!(&build.data, Data::Str(text) if text.is_empty() && !build.unknown)
}

fn names(check: &mut Check<'_>) {
    let (main, firelens, traced) = (check.name(), check.firelens_cause(), check.tracing());
    for (name, sidecar) in check.sidecars() {
        let new = |rule| Report::new(rule, Place::key(sidecar)).arg("name", quoted(name));
        if name == main {
            check.report(new(&NAME_EQUALS_MAIN));
        } else if let Some(cause) = firelens.filter(|_| name == FIRELENS) {
            check.report(new(&NAME_FIRELENS).because(cause));
        } else if let Some(cause) = traced.filter(|_| name == OTEL) {
            check.report(new(&NAME_OTEL).because(cause));
        } else if !is_container_name(name) {
            check.report(new(&NAME_CHARACTERS));
        }
    }
}

fn collisions(check: &mut Check<'_>) {
    let ids = check.sidecars().map(|(name, sidecar)| (logical_id(name), (name, sidecar)));
    for (_, (other, first), (name, sidecar)) in repeated(ids) {
        let report = Report::new(&NAME_COLLISION, Place::key(sidecar)).because(first);
        let report = report.arg("name", quoted(name)).arg("other", quoted(other));
        check.report(report.related(first, Phrase::new("the other sidecar", "もう一方のサイドカー")));
    }
}

/// The ports of all containers: number, protocol in lower case, and where it is written.
fn ports<'m>(check: &Check<'m>) -> Vec<(i64, String, &'m Arc<Value>)> {
    let sidecars = check.sidecars().filter_map(|(_, sidecar)| {
        let port = sidecar.get("port")?;
        let (number, protocol) = port.text()?.split_once('/').unwrap_or((port.text()?, "tcp"));
        Some((number.parse().ok()?, protocol.to_lowercase(), port))
    });
    let main = check.at(&["image", "port"]).and_then(|port| Some((port.int()?, "tcp".to_owned(), port)));
    main.into_iter().chain(sidecars).collect()
}

fn router_port(check: &mut Check<'_>) {
    const ROUTER: i64 = 24224;
    let Some(cause) = check.firelens_cause() else { return };
    for (_, _, port) in ports(check).into_iter().filter(|(number, _, _)| *number == ROUTER) {
        check.report(Report::new(&PORT_FIRELENS, Place::value(port)).because(cause));
    }
}

fn collector_ports(check: &mut Check<'_>) {
    let Some(cause) = check.tracing() else { return };
    for (number, protocol, port) in ports(check) {
        if matches!((number, protocol.as_str()), (4317 | 4318, "tcp") | (2000, "udp")) {
            let report = Report::new(&PORT_OTEL, Place::value(port)).arg("port", number);
            check.report(report.because(cause));
        }
    }
}
