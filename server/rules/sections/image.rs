//! `image` of the main container.

use super::unknown_keys::Dropped;
use crate::finding::{Origin, Severity};
use crate::locale::Phrase;
use crate::manifest::kind::Kind;
use crate::rules::check::Check;
use crate::rules::fixes::remove_value;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::values::{in_order, is_digits};
use crate::rules::words::quoted;

/// The rules of this section.
pub const RULES: &[&Rule] = &[
    &BUILD_XOR_LOCATION,
    &BUILD_OR_LOCATION_MISSING,
    &SCALAR,
    &BUILD_SHAPE,
    &BUILD_PARTIAL_TYPE_ERROR,
    &PORT_MISSING,
    &PORT_TYPE,
    &PORT_ZERO,
    &PORT_IGNORED,
    &RDWS_LOCATION_REGISTRY,
    &RDWS_IGNORED_FIELDS,
    &LOCATION_WINDOWS_PLATFORM,
    &CREDENTIALS_ARN,
    &DEPENDS_ON_LIST,
];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] =
    &[source_missing, port_missing, app_runner_registry, app_runner_fields, other_platform, credentials];

/// The checks of a block as written.
pub const BLOCK_CHECKS: &[fn(&mut Check<'_>)] = &[both_sources];

/// Dropped keys with a rule of their own.
pub const DROPPED: &[Dropped] = &[
    Dropped {
        rule: &PORT_IGNORED,
        kinds: &[Kind::WorkerService, Kind::ScheduledJob],
        parent: &["image"],
        keys: &["port"],
    },
    Dropped {
        rule: &RDWS_IGNORED_FIELDS,
        kinds: &[Kind::RequestDrivenWebService],
        parent: &["image"],
        keys: &["healthcheck"],
    },
];

/// Both `build` and `location`.
pub const BUILD_XOR_LOCATION: Rule = Rule {
    id: "image.build-xor-location",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["`image` has both `build` and `location`: Copilot refuses the manifest. Keep one of them."],
    doc: "An image is either built by Copilot (`build`) or pulled from a registry (`location`). Both in one block are \
          refused while the file is read. An environment may replace the one of the base by the other.",
    bad: "# Backend Service\nimage:\n  build: ./Dockerfile\n  location: public.ecr.aws/nginx/nginx:1.27\n  port: 80\n",
    good: "# Backend Service\nimage:\n  build: ./Dockerfile\n  port: 80\n",
    source: "Image.UnmarshalYAML in internal/pkg/manifest/workload.go",
};

/// Neither `build` nor `location`.
pub const BUILD_OR_LOCATION_MISSING: Rule = Rule {
    id: "image.build-or-location-missing",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["`image` needs either `build` (a Dockerfile) or `location` (a finished image)."],
    doc: "Without `build` and `location` Copilot does not know which image to run and refuses the manifest. An empty \
          text for `build` counts as not given.",
    bad: "# Backend Service\nimage:\n  port: 8080\n",
    good: "# Backend Service\nimage:\n  build: ./Dockerfile\n  port: 8080\n",
    source: "ImageLocationOrBuild.validate in internal/pkg/manifest/validate.go",
};

/// A text for `image`.
pub const SCALAR: Rule = Rule {
    id: "image.scalar",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`image` must be a map with `build` or `location`, not {found}: Copilot refuses the manifest.",
    ],
    doc: "The main container's `image` is always a map. Only sidecars may give their image as a plain text; for the \
          main container the same text belongs in `image.location`.",
    bad: "# Backend Service\nimage: public.ecr.aws/nginx/nginx:1.27\n",
    good: "# Backend Service\nimage:\n  location: public.ecr.aws/nginx/nginx:1.27\n",
    source: "struct Image in internal/pkg/manifest/workload.go",
};

/// `build` of another form.
pub const BUILD_SHAPE: Rule = Rule {
    id: "image.build-shape",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`build` must be the path of a Dockerfile or a map, not {found}: Copilot refuses the manifest.",
        "`build` must be the path of a Dockerfile or a map, not {found}: Copilot drops it without a word.",
        "Copilot knows none of the keys of this `build` and refuses it. It takes {known}.",
    ],
    doc: "`build` is the path of a Dockerfile, or a map with at least one of `dockerfile`, `context`, `args`, \
          `target` and `cache_from`. Anything else is refused.",
    bad: "# Backend Service\nimage:\n  build:\n    file: ./Dockerfile\n  port: 80\n",
    good: "# Backend Service\nimage:\n  build:\n    dockerfile: ./Dockerfile\n  port: 80\n",
    source: "BuildArgsOrString.UnmarshalYAML in internal/pkg/manifest/workload.go",
};

/// A wrong type inside the map of `build`.
pub const BUILD_PARTIAL_TYPE_ERROR: Rule = Rule {
    id: "image.build-partial-type-error",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "{key} must be {expected}, not {found}: Copilot refuses this `build`.",
        "{key} must be {expected}, not {found}: Copilot builds without it and does not say so.",
    ],
    doc: "As long as one key of `build` is right, Copilot swallows type errors in the others. A frequent case is \
          Compose's list form of `args`: Copilot wants a map.",
    bad: "# Backend Service\nimage:\n  build:\n    context: ./app\n    args: [A=1]\n  port: 80\n",
    good: "# Backend Service\nimage:\n  build:\n    context: ./app\n    args:\n      A: \"1\"\n  port: 80\n",
    source: "BuildArgsOrString.UnmarshalYAML in internal/pkg/manifest/workload.go",
};

/// No port where one is needed.
pub const PORT_MISSING: Rule = Rule {
    id: "image.port-missing",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["`image.port` is missing: a {kind} needs the port that its container listens on."],
    doc: "Load Balanced Web Services and Request-Driven Web Services receive traffic, so Copilot must know the port \
          of the main container.",
    bad: "# Load Balanced Web Service\nimage:\n  build: ./Dockerfile\n",
    good: "# Load Balanced Web Service\nimage:\n  build: ./Dockerfile\n  port: 8080\n",
    source: "ImageWithPort.validate in internal/pkg/manifest/validate.go",
};

/// A port that is no number.
pub const PORT_TYPE: Rule = Rule {
    id: "image.port-type",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`port` must be one unquoted number from 1 to 65535, not {found}: Copilot refuses the manifest.",
        "`port` must be one unquoted number from 1 to 65535, not {found}: Copilot drops it without a word.",
    ],
    doc: "The main container has one port, an integer without quotes and without a protocol. (Only sidecars take \
          `53/udp`.)",
    bad: "# Backend Service\nimage:\n  build: ./Dockerfile\n  port: 80/tcp\n",
    good: "# Backend Service\nimage:\n  build: ./Dockerfile\n  port: 80\n",
    source: "ImageWithPort in internal/pkg/manifest/workload.go",
};

/// Port 0.
pub const PORT_ZERO: Rule = Rule {
    id: "image.port-zero",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "Port {value} can't be used: Copilot accepts it, but a container port is a number from 1 to 65535.",
    ],
    doc: "Copilot passes port 0 on, and the load balancer or ECS refuses it when the service is deployed.",
    bad: "# Backend Service\nimage:\n  build: ./Dockerfile\n  port: 0\n",
    good: "# Backend Service\nimage:\n  build: ./Dockerfile\n  port: 8080\n",
    source: "basicPortValidation in internal/pkg/cli/validate.go",
};

/// A port of a kind that has none.
pub const PORT_IGNORED: Rule = Rule {
    id: "image.port-ignored",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["A {kind} has no `image.port`: Copilot ignores it, and nothing is exposed."],
    doc: "Worker Services and Scheduled Jobs receive no traffic, so their image takes no port. Copilot drops the key \
          without a message.",
    bad: "# Worker Service\nimage:\n  build: ./Dockerfile\n  port: 80\n",
    good: "# Worker Service\nimage:\n  build: ./Dockerfile\n",
    source: "struct ImageWithHealthcheck in internal/pkg/manifest/workload.go",
};

/// A registry that App Runner does not take.
pub const RDWS_LOCATION_REGISTRY: Rule = Rule {
    id: "image.rdws-location-registry",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &["App Runner can't pull {value}: it takes images from `public.ecr.aws/` and from \
         `<account>.dkr.ecr.<region>.amazonaws.com/` only."],
    doc: "A Request-Driven Web Service runs on App Runner, which pulls from Amazon ECR and from ECR Public only. \
          Copilot stops when it renders the template. Many images of Docker Hub have a copy on ECR Public.",
    bad: "# Request-Driven Web Service\nimage:\n  location: nginx:1.27\n  port: 80\n",
    good: "# Request-Driven Web Service\nimage:\n  location: public.ecr.aws/nginx/nginx:1.27\n  port: 80\n",
    source: "DetermineImageRepositoryType in internal/pkg/aws/apprunner/apprunner.go",
};

/// What App Runner does not look at.
pub const RDWS_IGNORED_FIELDS: Rule = Rule {
    id: "image.rdws-ignored-fields",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["{key} of `image` has no effect in a {kind}: nothing of it reaches App Runner."],
    doc: "App Runner runs one container without sidecars. `credentials`, `labels`, `depends_on` and `healthcheck` of \
          the image are not rendered; the health check of the service is `http.healthcheck`.",
    bad: "# Request-Driven Web Service\nimage:\n  build: ./Dockerfile\n  port: 80\n  labels:\n    team: web\n",
    good: "# Request-Driven Web Service\nimage:\n  build: ./Dockerfile\n  port: 80\n",
    source: "templates/workloads/services/rd-web/cf.yml",
};

/// An image of another platform than the task's.
pub const LOCATION_WINDOWS_PLATFORM: Rule = Rule {
    id: "image.location-windows-platform",
    severity: Severity::Hint,
    origin: Origin::Style,
    messages: &[
        "{value} looks like an image for {other}, and the task runs on {platform}. Set `platform: {wanted}`.",
    ],
    doc: "Copilot runs tasks on `linux/x86_64` unless `platform` says something else, and it does not look into the \
          image. A Windows or ARM image on the default platform does not start.",
    bad: "# Backend Service\nimage:\n  location: mcr.microsoft.com/windows/servercore:ltsc2019\n",
    good: "# Backend Service\nimage:\n  location: mcr.microsoft.com/windows/servercore:ltsc2019\nplatform: windows/x86_64\ncpu: 1024\nmemory: 2048\n",
    source: "docs/manifest/lb-web-service#image-location",
};

/// Credentials that are no secret's ARN.
pub const CREDENTIALS_ARN: Rule = Rule {
    id: "image.credentials-arn",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "{value} is no ARN of a secret: `credentials` must be `arn:aws:secretsmanager:<region>:<account>:secret:<name>`.",
    ],
    doc: "The credentials of a private registry stand in a secret of AWS Secrets Manager. Copilot copies the text into \
          the task definition as it is, and the image can't be pulled unless it is the secret's ARN.",
    bad: "# Backend Service\nimage:\n  location: registry.example.com/app:1\n  credentials: my-secret\n",
    good: "# Backend Service\nimage:\n  location: registry.example.com/app:1\n  credentials: arn:aws:secretsmanager:us-west-2:111122223333:secret:app-AbCdEf\n",
    source: "docs/manifest/lb-web-service#image-credential",
};

/// A list of dependencies.
pub const DEPENDS_ON_LIST: Rule = Rule {
    id: "image.depends-on-list",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`depends_on` must be a map from container to condition, such as `nginx: start`, not {found}: Copilot refuses \
         the manifest.",
    ],
    doc: "Each entry of `depends_on` names a container and the state it must have reached: `start`, `healthy`, \
          `complete` or `success`. The list form of Docker Compose is refused.",
    bad: "# Backend Service\nimage:\n  build: ./Dockerfile\n  depends_on: [nginx]\nsidecars:\n  nginx:\n    image: public.ecr.aws/nginx/nginx:1.27\n",
    good: "# Backend Service\nimage:\n  build: ./Dockerfile\n  depends_on:\n    nginx: start\nsidecars:\n  nginx:\n    image: public.ecr.aws/nginx/nginx:1.27\n",
    source: "DependsOn in internal/pkg/manifest/workload.go",
};

fn both_sources(check: &mut Check<'_>) {
    let Some(build) = check.given(&["image", "build"]) else { return };
    let Some(location) = check.at(&["image", "location"]) else { return };
    let (first, second) = in_order(build, location);
    let report = Report::new(&BUILD_XOR_LOCATION, Place::key(second));
    let fixes = [location, build].map(|source| remove_value(check, source));
    check.report(
        fixes
            .into_iter()
            .fold(report, Report::fix)
            .related(first, Phrase::new("the other source stands here", "もう一方の指定はここです")),
    );
}

/// The kinds that run containers.
fn has_image(check: &Check<'_>) -> bool {
    check.kind.is_workload() && check.kind != Kind::StaticSite
}

fn source_missing(check: &mut Check<'_>) {
    let build = check.given(&["image", "build"]);
    if has_image(check) && build.is_none() && check.at(&["image", "location"]).is_none() {
        let report = Report::new(&BUILD_OR_LOCATION_MISSING, check.missing(&["image"]));
        check.report(report.because_of(check.at(&["image", "build"])));
    }
}

fn port_missing(check: &mut Check<'_>) {
    let needs_port = matches!(check.kind, Kind::LoadBalancedWebService | Kind::RequestDrivenWebService);
    let image = check.at(&["image"]);
    if needs_port && image.is_some_and(|image| image.get("port").is_none()) {
        let report = Report::new(&PORT_MISSING, check.missing(&["image"])).arg("kind", check.kind.name());
        check.report(report);
    }
}

fn app_runner_registry(check: &mut Check<'_>) {
    if check.kind != Kind::RequestDrivenWebService {
        return;
    }
    let Some(location) = check.at(&["image", "location"]) else { return };
    if let Some(text) = location.text().filter(|text| !is_of_ecr(text)) {
        check.report(Report::new(&RDWS_LOCATION_REGISTRY, Place::value(location)).arg("value", quoted(text)));
    }
}

/// `^\d{12}\.dkr\.ecr\.[^\.]+\.amazonaws\.com/` or `^public\.ecr\.aws/`.
fn is_of_ecr(location: &str) -> bool {
    let Some((host, _)) = location.split_once('/') else { return false };
    let parts: Vec<&str> = host.split('.').collect();
    let is_account = |text: &str| text.len() == 12 && is_digits(text);
    match parts.as_slice() {
        ["public", "ecr", "aws"] => true,
        [account, "dkr", "ecr", region, "amazonaws", "com"] => is_account(account) && !region.is_empty(),
        _ => false,
    }
}

fn app_runner_fields(check: &mut Check<'_>) {
    if check.kind != Kind::RequestDrivenWebService {
        return;
    }
    for key in ["credentials", "labels", "depends_on"] {
        if let Some(value) = check.at(&["image", key]) {
            let report = Report::new(&RDWS_IGNORED_FIELDS, Place::key(value));
            check.report(report.arg("key", quoted(key)).arg("kind", check.kind.name()));
        }
    }
}

fn other_platform(check: &mut Check<'_>) {
    if check.kind == Kind::RequestDrivenWebService {
        return;
    }
    let Some(location) = check.at(&["image", "location"]) else { return };
    let (Some(text), Some(os), Some(architecture)) = (location.text(), check.os(), check.architecture())
    else {
        return;
    };
    let (other, wanted) = if is_windows_image(text) && !os.starts_with("windows") {
        ("Windows", "windows/x86_64")
    } else if is_arm_image(text) && !architecture.starts_with("arm") {
        ("ARM", "linux/arm64")
    } else {
        return;
    };
    let report = Report::new(&LOCATION_WINDOWS_PLATFORM, Place::value(location)).arg("value", quoted(text));
    let report =
        report.arg("other", other).arg("wanted", wanted).arg("platform", format!("`{os}/{architecture}`"));
    check.report(report.because_of(check.at(&["platform"])));
}

/// Microsoft's own base images, and the names by which others tag what they build on them.
fn is_windows_image(location: &str) -> bool {
    let location = location.to_lowercase();
    ["mcr.microsoft.com/windows/", "mcr.microsoft.com/dotnet/framework/", "windowsservercore", "nanoserver"]
        .iter()
        .any(|sign| location.contains(sign))
}

/// Docker Hub's organizations of ARM images, and tags that end in the architecture.
fn is_arm_image(location: &str) -> bool {
    let location = location.to_lowercase();
    let (path, tag) = location.rsplit_once(':').unwrap_or((&location, ""));
    path.split('/').any(|part| part == "arm64v8")
        || tag.split(['-', '_']).next_back().is_some_and(|end| matches!(end, "arm64" | "arm64v8" | "aarch64"))
}

fn credentials(check: &mut Check<'_>) {
    if check.kind == Kind::RequestDrivenWebService {
        return;
    }
    let Some(credentials) = check.at(&["image", "credentials"]) else { return };
    if let Some(text) = credentials.text().filter(|text| !text.is_empty() && !is_secret_arn(text)) {
        check.report(Report::new(&CREDENTIALS_ARN, Place::value(credentials)).arg("value", quoted(text)));
    }
}

fn is_secret_arn(text: &str) -> bool {
    let parts: Vec<&str> = text.splitn(7, ':').collect();
    matches!(parts.as_slice(), ["arn", partition, "secretsmanager", _, _, "secret", name]
        if partition.starts_with("aws") && !name.is_empty())
}
