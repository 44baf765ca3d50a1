//! Static Sites: `http` and `files`.

use super::unknown_keys::Dropped;
use super::workspace::Which;
use crate::finding::{Origin, Severity};
use crate::manifest::kind::Kind;
use crate::rules::check::Check;
use crate::rules::network::arn;
use crate::rules::registry::AcrossCheck;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::values::is_empty_text;
use crate::rules::words::{quoted, quoted_path};
use crate::workspace::{Presence, Workspace};

/// The rules of this section.
pub const RULES: &[&Rule] = &[
    &SOURCE_MISSING,
    &SOURCE_NOT_FOUND,
    &CERTIFICATE_WITHOUT_ALIAS,
    &CERTIFICATE_REGION,
    &CERTIFICATE_ARN,
    &ALIAS_SHAPE,
    &HTTP_BOOLEAN,
    &FILES_MISSING,
    &CONTAINER_FIELDS,
    &REINCLUDE_WITHOUT_EXCLUDE,
];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[files, shared_sources, certificate];

/// The checks against the workspace.
pub const ACROSS: &[AcrossCheck] = &[sources_of_environment];

/// Dropped keys with a rule of their own.
pub const DROPPED: &[Dropped] = &[Dropped {
    rule: &CONTAINER_FIELDS,
    kinds: &[Kind::StaticSite],
    parent: &[],
    keys: &[
        "image",
        "entrypoint",
        "command",
        "cpu",
        "memory",
        "platform",
        "count",
        "exec",
        "variables",
        "env_file",
        "secrets",
        "storage",
        "logging",
        "sidecars",
        "network",
        "deployment",
        "observability",
        "taskdef_overrides",
    ],
}];

/// An upload of nothing.
pub const SOURCE_MISSING: Rule = Rule {
    id: "static-site.source-missing",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "This entry of `files` has no `source`: Copilot refuses the manifest. Name a file or a directory.",
    ],
    doc: "Each entry of `files` uploads one file or directory, given as `source` from the root of the workspace.",
    bad: "# Static Site\nfiles:\n  - destination: assets\n",
    good: "# Static Site\nfiles:\n  - source: site\n    destination: assets\n",
    source: "FileUpload.validateSource in internal/pkg/manifest/validate.go",
};

/// A source that does not exist.
pub const SOURCE_NOT_FOUND: Rule = Rule {
    id: "static-site.source-not-found",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "There is no {path} in the workspace, and Copilot has nothing to upload: the deployment stops. The path begins at the folder that holds `copilot/`.",
    ],
    doc: "`source` is a file or a directory, named from the root of the workspace, the folder that holds `copilot/`. Of a \
          directory that git ignores nothing is said, because a build may make it.",
    bad: "# Static Site\nfiles:\n  - source: public\n# copilot/.workspace\napplication: shop\n",
    good: "# Static Site\nfiles:\n  - source: public\n# copilot/.workspace\napplication: shop\n# ./public/index.html\n<!doctype html>\n",
    source: "validateSources in internal/pkg/cli/deploy/static_site.go",
};

/// A certificate for no name.
pub const CERTIFICATE_WITHOUT_ALIAS: Rule = Rule {
    id: "static-site.certificate-without-alias",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`certificate` needs `alias` beside it, the name that it is for: Copilot refuses the manifest without.",
    ],
    doc: "A certificate proves a domain name. Without `http.alias` there is no name of your own, and Copilot refuses \
          the certificate.",
    bad: "# Static Site\nhttp:\n  certificate: arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d\n",
    good: "# Static Site\nhttp:\n  alias: www.example.com\n  certificate: arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d\n",
    source: "StaticSiteHTTP.validate in internal/pkg/manifest/validate.go",
};

/// A certificate from elsewhere.
pub const CERTIFICATE_REGION: Rule = Rule {
    id: "static-site.certificate-region",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "CloudFront takes certificates from `us-east-1` only, and this one is in {region}: Copilot refuses it.",
    ],
    doc: "A static site is served by CloudFront, whose certificates must be in `us-east-1`, wherever the rest of the \
          application runs.",
    bad: "# Static Site\nhttp:\n  alias: www.example.com\n  certificate: arn:aws:acm:eu-west-1:123456789012:certificate/0a1b2c3d\n",
    good: "# Static Site\nhttp:\n  alias: www.example.com\n  certificate: arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d\n",
    source: "StaticSiteHTTP.validate in internal/pkg/manifest/validate.go",
};

/// A certificate that is no ARN.
pub const CERTIFICATE_ARN: Rule = Rule {
    id: "static-site.certificate-arn",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["{value} is no ARN: Copilot wants `arn:aws:acm:us-east-1:<account>:certificate/<id>`."],
    doc: "`http.certificate` is the ARN of a certificate of AWS Certificate Manager.",
    bad: "# Static Site\nhttp:\n  alias: www.example.com\n  certificate: abc\n",
    good: "# Static Site\nhttp:\n  alias: www.example.com\n  certificate: arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d\n",
    source: "StaticSiteHTTP.validate in internal/pkg/manifest/validate.go",
};

/// More names than one.
pub const ALIAS_SHAPE: Rule = Rule {
    id: "static-site.alias-shape",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["A static site has one `alias`, a text, not {found}: Copilot refuses the manifest."],
    doc: "Unlike services behind a load balancer, a static site has one name of its own, without a list and without a \
          hosted zone.",
    bad: "# Static Site\nhttp:\n  alias: [www.example.com]\n",
    good: "# Static Site\nhttp:\n  alias: www.example.com\n",
    source: "StaticSiteHTTP in internal/pkg/manifest/static_site.go",
};

/// A switch for `http`.
pub const HTTP_BOOLEAN: Rule = Rule {
    id: "static-site.http-boolean",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["`http` of a static site must be a map, not {found}: Copilot refuses the manifest."],
    doc: "`http` holds `alias` and `certificate`. A static site is always served over HTTP, so there is nothing to \
          switch.",
    bad: "# Static Site\nhttp: true\n",
    good: "# Static Site\nhttp:\n  alias: www.example.com\n",
    source: "StaticSiteHTTP in internal/pkg/manifest/static_site.go",
};

/// A site of nothing.
pub const FILES_MISSING: Rule = Rule {
    id: "static-site.files-missing",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["Without `files` nothing is uploaded: the site stays empty, and Copilot does not say so."],
    doc: "`files` lists what the site consists of. Copilot accepts a manifest without it and deploys an empty bucket.",
    bad: "# Static Site\n# (no files key)\nhttp:\n  alias: www.example.com\n",
    good: "# Static Site\nfiles:\n  - source: site\n",
    source: "StaticSiteConfig.validate in internal/pkg/manifest/validate.go",
};

/// Sections of containers.
pub const CONTAINER_FIELDS: Rule = Rule {
    id: "static-site.container-fields",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["A {kind} runs no container: Copilot ignores {key}."],
    doc: "A static site is a bucket with a CDN in front of it. It has `http` and `files`; what describes containers and \
          tasks is dropped without a message.",
    bad: "# Static Site\nimage:\n  location: public.ecr.aws/nginx/nginx:1.27\n",
    good: "# Static Site\nfiles:\n  - source: site\n",
    source: "StaticSiteConfig in internal/pkg/manifest/static_site.go",
};

/// An exception to nothing.
pub const REINCLUDE_WITHOUT_EXCLUDE: Rule = Rule {
    id: "static-site.reinclude-without-exclude",
    severity: Severity::Hint,
    origin: Origin::Style,
    messages: &["`reinclude` has no effect without `exclude`: it only brings back what `exclude` took out."],
    doc: "All files below `source` are uploaded unless `exclude` takes them out. `reinclude` names exceptions to that.",
    bad: "# Static Site\nfiles:\n  - source: dist\n    reinclude: \"*.png\"\n",
    good: "# Static Site\nfiles:\n  - source: dist\n    exclude: \"*\"\n    reinclude: \"*.png\"\n",
    source: "docs/manifest/static-site#files-reinclude",
};

/// `files[].source` against what lies there.
fn sources(check: &mut Check<'_>, which: Which) {
    if check.kind != Kind::StaticSite {
        return;
    }
    for file in check.items(&["files"]) {
        let Some(source) = file.get("source").filter(|source| which.is(source)) else { continue };
        let Some(path) = which.path(check, source) else { continue };
        if check.document.around.presence(&path) == Presence::Missing {
            let report = Report::new(&SOURCE_NOT_FOUND, Place::value(source));
            check.report(report.arg("path", quoted_path(&path)));
        }
    }
}

fn shared_sources(check: &mut Check<'_>) {
    sources(check, Which::Shared);
}

fn sources_of_environment(check: &mut Check<'_>, _: &Workspace) {
    sources(check, Which::OfEnvironment);
}

fn files(check: &mut Check<'_>) {
    if check.kind != Kind::StaticSite {
        return;
    }
    let files = check.items(&["files"]);
    if files.is_empty() {
        check.report(Report::new(&FILES_MISSING, check.missing(&["files"])));
    }
    for file in files {
        if file.get("source").is_none_or(|source| is_empty_text(source)) {
            check.report(Report::new(&SOURCE_MISSING, Place::missing_in(file)));
        }
        if let Some(reinclude) = file.get("reinclude").filter(|_| file.get("exclude").is_none()) {
            check.report(Report::new(&REINCLUDE_WITHOUT_EXCLUDE, Place::key(reinclude)));
        }
    }
}

/// Go's `arn.Parse`, then the region of CloudFront.
fn certificate(check: &mut Check<'_>) {
    let is_site = check.kind == Kind::StaticSite;
    let Some(certificate) = check.given(&["http", "certificate"]).filter(|_| is_site) else { return };
    if check.given(&["http", "alias"]).is_none() {
        check.report(Report::new(&CERTIFICATE_WITHOUT_ALIAS, Place::key(certificate)));
        return;
    }
    let Some(text) = certificate.text() else { return };
    let place = Place::value(certificate);
    let report = match arn(text) {
        Some([_, _, _, "us-east-1", ..]) => return,
        Some([_, _, _, region, ..]) => Report::new(&CERTIFICATE_REGION, place).arg("region", quoted(region)),
        None => Report::new(&CERTIFICATE_ARN, place).arg("value", quoted(text)),
    };
    check.report(report);
}
