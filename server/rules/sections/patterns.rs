//! Sidecar patterns that go wrong.

use crate::finding::{Origin, Severity};
use crate::locale::Phrase;
use crate::manifest::kind::Kind;
use crate::manifest::value::{Data, Value};
use crate::rules::check::{Check, FIRELENS, OTEL};
use crate::rules::fixes::insert;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::values::is_digits;
use crate::rules::words::quoted;
use std::sync::Arc;

/// The rules of this section; `pattern.init-essential` stands with the dependencies.
pub const RULES: &[&Rule] =
    &[&ONE_SHOT_ESSENTIAL, &OTEL_TWICE, &PLAIN_FLUENT_BIT, &SIDECAR_LOCALHOST, &WINDOWS_IMAGE];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] =
    &[one_shot, otel_twice, plain_fluent_bit, localhost, windows_images];

/// An essential sidecar that ends.
pub const ONE_SHOT_ESSENTIAL: Rule = Rule {
    id: "pattern.one-shot-essential",
    severity: Severity::Warning,
    origin: Origin::Aws,
    messages: &[
        "The command of {name} ends soon, and as an essential sidecar it stops the whole task when it does. Write `essential: false`.",
    ],
    doc: "Sidecars are essential unless they say otherwise: when one ends, ECS stops the task. A sidecar that only \
          prepares something needs `essential: false`.",
    bad: "# Backend Service\nsidecars:\n  migrate:\n    image: demo/migrate:1\n    command: \"echo done\"\n",
    good: "# Backend Service\nsidecars:\n  migrate:\n    image: demo/migrate:1\n    essential: false\n    command: \"echo done\"\n",
    source: "docs/developing/sidecars#essential",
};

/// Two collectors.
pub const OTEL_TWICE: Rule = Rule {
    id: "pattern.otel-twice",
    severity: Severity::Warning,
    origin: Origin::Aws,
    messages: &[
        "`observability.tracing` adds a collector of its own, which listens on the same ports as {name}. Keep one of the two.",
    ],
    doc: "With `observability.tracing: awsxray` Copilot adds an OpenTelemetry collector. A second one as a sidecar \
          wants the same ports, and all containers of a task share them.",
    bad: "# Backend Service\nobservability:\n  tracing: awsxray\nsidecars:\n  otel:\n    image: public.ecr.aws/aws-observability/aws-otel-collector:v0.40.0\n",
    good: "# Backend Service\nsidecars:\n  otel:\n    image: public.ecr.aws/aws-observability/aws-otel-collector:v0.40.0\n",
    source: "templates/workloads/partials/cf/sidecars.yml",
};

/// A log router that gets no logs.
pub const PLAIN_FLUENT_BIT: Rule = Rule {
    id: "pattern.fluent-bit-as-plain-sidecar",
    severity: Severity::Hint,
    origin: Origin::Style,
    messages: &[
        "As a plain sidecar {name} gets no logs by itself: only `logging` sends the logs of the main container to Fluent Bit.",
    ],
    doc: "ECS hands logs only to the log router that `logging` sets up. The image of that router, its configuration, \
          variables and secrets can all be written there.",
    bad: "# Backend Service\nsidecars:\n  fluentbit:\n    image: public.ecr.aws/aws-observability/aws-for-fluent-bit:stable\n",
    good: "# Backend Service\nlogging:\n  image: public.ecr.aws/aws-observability/aws-for-fluent-bit:stable\n  destination:\n    Name: cloudwatch\n",
    source: "docs/developing/sidecars#sidecar-patterns",
};

/// A sidecar's name as a host.
pub const SIDECAR_LOCALHOST: Rule = Rule {
    id: "aws.sidecar-localhost",
    severity: Severity::Hint,
    origin: Origin::Style,
    messages: &[
        "Containers of a task reach each other on `localhost`: {name} is no host name here, as it would be in Docker Compose.",
    ],
    doc: "All containers of a task share one network. A sidecar listens on `localhost` and its port; its name can't be \
          resolved.",
    bad: "# Backend Service\nvariables:\n  PROXY: http://nginx:80\nsidecars:\n  nginx:\n    image: demo/n:1\n    port: 80\n",
    good: "# Backend Service\nvariables:\n  PROXY: http://localhost:80\nsidecars:\n  nginx:\n    image: demo/n:1\n    port: 80\n",
    source: "templates/workloads/partials/cf/fargate-taskdef-base-properties.yml (NetworkMode awsvpc)",
};

/// A Linux image beside Windows.
pub const WINDOWS_IMAGE: Rule = Rule {
    id: "aws.windows-sidecar-image",
    severity: Severity::Hint,
    origin: Origin::Aws,
    messages: &["All containers of a Windows task need Windows images, and {value} does not look like one."],
    doc: "The platform is that of the whole task: with Windows every sidecar must run a Windows image too, or the task \
          does not start.",
    bad: "# Backend Service\nplatform: windows/x86_64\ncpu: 1024\nmemory: 2048\nsidecars:\n  nginx:\n    image: nginx:1.27\n",
    good: "# Backend Service\nplatform: windows/x86_64\ncpu: 1024\nmemory: 2048\nsidecars:\n  iis:\n    image: mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2019\n",
    source: "docs/developing/sidecars",
};

fn one_shot(check: &mut Check<'_>) {
    if check.kind == Kind::ScheduledJob {
        return;
    }
    for (name, sidecar) in check.sidecars() {
        let essential = sidecar.get("essential");
        let ends = sidecar.get("entrypoint").is_none()
            && sidecar.get("command").is_some_and(|command| ends(command));
        if !ends
            || essential.is_some_and(|essential| essential.bool() != Some(true))
            || is_awaited(check, name)
        {
            continue;
        }
        let mut report = Report::new(&ONE_SHOT_ESSENTIAL, Place::key(sidecar)).arg("name", quoted(name));
        report = report.because_of(sidecar.get("command"));
        if essential.is_none() {
            report = report.fix(insert(
                check,
                Phrase::new("Set `essential: false`", "`essential: false` を設定する"),
                sidecar,
                "essential: false",
            ));
        }
        check.report(report);
    }
}

/// A dependency on its end is refused and reported there.
fn is_awaited(check: &Check<'_>, name: &str) -> bool {
    let containers = check.containers();
    let conditions =
        containers.iter().filter_map(|container| container.body?.at(&["depends_on", name])?.text());
    conditions
        .into_iter()
        .any(|condition| matches!(condition.to_lowercase().as_str(), "complete" | "success"))
}

/// The command surely ends: each of its steps is a program that does.
fn ends(command: &Value) -> bool {
    let Some(words) = words(command) else { return false };
    let script = match words.as_slice() {
        [shell, flag, script] if is_shell(shell) && flag.starts_with('-') && flag.ends_with('c') => {
            script.clone()
        }
        words => words.join(" "),
    };
    let mut steps =
        script.split(['\n', ';', '&', '|']).map(str::trim).filter(|step| !step.is_empty()).peekable();
    steps.peek().is_some() && steps.all(step_ends)
}

fn words(command: &Value) -> Option<Vec<String>> {
    if let Data::Str(text) = &command.data {
        let text = command.text().map(|_| text.trim())?;
        let mut parts = text.splitn(3, char::is_whitespace);
        let (Some(shell), Some(flag), Some(script)) = (parts.next(), parts.next(), parts.next()) else {
            return Some(vec![text.to_owned()]);
        };
        return Some(if is_shell(shell) {
            vec![shell.to_owned(), flag.to_owned(), script.trim_matches(['"', '\'']).to_owned()]
        } else {
            vec![text.to_owned()]
        });
    }
    command.items().iter().map(|item| item.text().map(str::to_owned)).collect()
}

fn is_shell(word: &str) -> bool {
    matches!(word.rsplit('/').next(), Some("sh" | "bash" | "ash" | "dash"))
}

fn step_ends(step: &str) -> bool {
    const SHORT: [&str; 15] = [
        "echo", "printf", "true", "false", "exit", "cp", "mv", "rm", "mkdir", "chown", "chmod", "touch",
        "ln", "ls", "date",
    ];
    const MIGRATIONS: [&str; 6] =
        ["migrate", "db:migrate", "db:setup", "db:seed", "upgrade", "collectstatic"];
    let mut words = step.split_whitespace();
    let first = words.next().and_then(|word| word.rsplit('/').next()).unwrap_or_default();
    SHORT.contains(&first) || words.any(|word| MIGRATIONS.contains(&word))
}

/// The location of a sidecar's image in lower case, with the value that holds it.
fn location(sidecar: &Arc<Value>) -> Option<(String, &Arc<Value>)> {
    let image = sidecar.get("image")?;
    let location = image.get("location").unwrap_or(image);
    Some((location.text()?.to_lowercase(), location))
}

fn is_collector(image: &str) -> bool {
    image.contains("aws-otel-collector") || image.contains("opentelemetry-collector")
}

fn otel_twice(check: &mut Check<'_>) {
    let Some(tracing) = check.tracing() else { return };
    for (name, sidecar) in check.sidecars().filter(|(name, _)| *name != OTEL) {
        if location(sidecar).is_some_and(|(image, _)| is_collector(&image)) {
            let report = Report::new(&OTEL_TWICE, Place::key(sidecar)).because(tracing);
            check.report(report.arg("name", quoted(name)).related(
                tracing,
                Phrase::new("adds the other collector", "もう一つのコレクターを追加します"),
            ));
        }
    }
}

/// One that reads files or listens on a port gets its logs on another way.
fn plain_fluent_bit(check: &mut Check<'_>) {
    for (name, sidecar) in check.sidecars().filter(|(name, _)| *name != FIRELENS) {
        let own_way = ["mount_points", "port"].iter().any(|key| sidecar.get(key).is_some());
        let router = |image: String| image.contains("fluent-bit") || image.contains("fluentd");
        if !own_way && location(sidecar).is_some_and(|(image, _)| router(image)) {
            check.report(Report::new(&PLAIN_FLUENT_BIT, Place::key(sidecar)).arg("name", quoted(name)));
        }
    }
}

fn localhost(check: &mut Check<'_>) {
    for (_, value) in check.entries(&["variables"]) {
        let Data::Str(text) = &value.data else { continue };
        let Some(host) = host(text) else { continue };
        let Some(sidecar) = check.at(&["sidecars", host]).filter(|_| host != "localhost") else { continue };
        let report = Report::new(&SIDECAR_LOCALHOST, Place::value(value)).because(sidecar);
        check.report(
            report.arg("name", quoted(host)).related(sidecar, Phrase::new("the sidecar", "サイドカー")),
        );
    }
}

/// The host of `scheme://host...` or `host:port`.
fn host(text: &str) -> Option<&str> {
    match text.split_once("://") {
        Some((_, rest)) => {
            let authority = rest.split(['/', '?', '#']).next()?;
            let address = authority.rsplit('@').next()?;
            address.split(':').next()
        }
        None => text.split_once(':').filter(|(_, port)| is_digits(port)).map(|(host, _)| host),
    }
}

fn windows_images(check: &mut Check<'_>) {
    const WINDOWS: [&str; 7] =
        ["windows", "nanoserver", "servercore", "mcr.microsoft.com", "ltsc", "dotnet/framework", "-win"];
    const LINUX: [&str; 14] = [
        "nginx",
        "envoy",
        "busybox",
        "alpine",
        "ubuntu",
        "debian",
        "amazonlinux",
        "redis",
        "memcached",
        "haproxy",
        "traefik",
        "httpd",
        "statsd",
        "fluent",
    ];
    if !check.is_windows() {
        return;
    }
    for (_, sidecar) in check.sidecars() {
        let Some((image, value)) = location(sidecar) else { continue };
        let contains = |words: &[&str]| words.iter().any(|word| image.contains(word));
        if contains(&LINUX) && !contains(&WINDOWS) {
            let report = Report::new(&WINDOWS_IMAGE, Place::value(value)).arg("value", quoted(&image));
            check.report(report.because_of(check.at(&["platform"])));
        }
    }
}
