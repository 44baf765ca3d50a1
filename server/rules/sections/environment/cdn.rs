//! `cdn`: CloudFront before the load balancer.

use crate::finding::{Origin, Severity};
use crate::locale::Phrase;
use crate::manifest::kind::Kind;
use crate::manifest::value::{Data, Value};
use crate::rules::check::Check;
use crate::rules::network::arn;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::values::is_blank;
use crate::rules::words::{all_quoted, quoted};
use std::sync::Arc;

/// The rules of this section.
pub const RULES: &[&Rule] = &[
    &SHAPE,
    &CERTIFICATE_ARN,
    &CERTIFICATE_REGION,
    &CERTIFICATE_NEEDS_TLS,
    &NEEDS_CERTIFICATE,
    &STATIC_INCOMPLETE,
    &STATIC_LOCATION,
];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[check];

/// `cdn` of another type.
pub const SHAPE: Rule = Rule {
    id: "env.cdn-shape",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`cdn` must be true or false, or a map with {known}, not {found}: Copilot refuses the manifest.",
        "{key} must be {expected}, not {found}: Copilot drops the value without a word.",
        "A `cdn` map needs at least one of {known}: Copilot refuses an empty one and one in which it knows no key.",
    ],
    doc: "`cdn: true` puts CloudFront before the public load balancer. A map sets its certificate, whether TLS ends \
          there, and static assets.",
    bad: "# Environment\ncdn: {}\n",
    good: "# Environment\ncdn: true\n",
    source: "docs/manifest/environment#cdn; EnvironmentCDNConfig.UnmarshalYAML",
};

/// A certificate by another name.
pub const CERTIFICATE_ARN: Rule = Rule {
    id: "env.cdn-certificate-arn",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["{value} is no ARN: write `arn:aws:acm:us-east-1:<account>:certificate/<id>`."],
    doc: "The certificate of the CDN is named by its full ARN in Certificate Manager. Copilot refuses anything else.",
    bad: "# Environment\ncdn:\n  certificate: my-cert\n  terminate_tls: true\n",
    good: "# Environment\ncdn:\n  certificate: arn:aws:acm:us-east-1:123456789012:certificate/abc\n  terminate_tls: true\n",
    source: "docs/manifest/environment#cdn-certificate; AdvancedCDNConfig.validate",
};

/// A certificate of another region.
pub const CERTIFICATE_REGION: Rule = Rule {
    id: "env.cdn-certificate-region",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["CloudFront takes certificates from `us-east-1` only; this one is from {region}."],
    doc: "CloudFront reads certificates only in the region us-east-1, wherever the environment is. Request or import one \
          there.",
    bad: "# Environment\ncdn:\n  certificate: arn:aws:acm:eu-west-1:123456789012:certificate/abc\n  terminate_tls: true\n",
    good: "# Environment\ncdn:\n  certificate: arn:aws:acm:us-east-1:123456789012:certificate/abc\n  terminate_tls: true\n",
    source: "docs/manifest/environment#cdn-certificate; errInvalidCloudFrontRegion",
};

/// A certificate for the CDN only, and TLS to the load balancer.
pub const CERTIFICATE_NEEDS_TLS: Rule = Rule {
    id: "env.cdn-certificate-needs-tls",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "With this certificate alone TLS has to end at CloudFront: set `terminate_tls: true`, or give the load balancer certificates in `http.public.certificates`.",
    ],
    doc: "If only the CDN has a certificate, the load balancer behind it has none and can be reached by HTTP only. \
          Copilot wants that said with `terminate_tls: true`.",
    bad: "# Environment\ncdn:\n  certificate: arn:aws:acm:us-east-1:123456789012:certificate/abc\n",
    good: "# Environment\ncdn:\n  certificate: arn:aws:acm:us-east-1:123456789012:certificate/abc\n  terminate_tls: true\n",
    source: "docs/manifest/environment#cdn-tls-termination; EnvironmentConfig.validate",
};

/// Certificates for the load balancer only.
pub const NEEDS_CERTIFICATE: Rule = Rule {
    id: "env.cdn-needs-certificate",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["`http.public.certificates` with a CDN needs a `cdn.certificate` (in `us-east-1`) too."],
    doc: "If the load balancer has certificates of yours, CloudFront in front of it needs one as well: a certificate in \
          us-east-1, named in `cdn.certificate`.",
    bad: "# Environment\ncdn: true\nhttp:\n  public:\n    certificates: [\"arn:aws:acm:us-west-2:123456789012:certificate/abc\"]\n",
    good: "# Environment\ncdn:\n  certificate: arn:aws:acm:us-east-1:123456789012:certificate/abc\nhttp:\n  public:\n    certificates: [\"arn:aws:acm:us-west-2:123456789012:certificate/abc\"]\n",
    source: "EnvironmentConfig.validate in internal/pkg/manifest/validate_env.go",
};

/// Static assets without all of their three fields.
pub const STATIC_INCOMPLETE: Rule = Rule {
    id: "env.cdn-static-assets-incomplete",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["`static_assets` needs `alias`, `location` and `path`; missing: {missing}."],
    doc: "Static assets behind the CDN are described by three fields that belong together: the domain (`alias`), the \
          bucket (`location`) and the pattern of paths (`path`).",
    bad: "# Environment\ncdn:\n  static_assets:\n    location: bucket.s3.us-west-2.amazonaws.com\n",
    good: STATIC,
    source: "docs/manifest/environment#cdn-static-assets; CDNStaticConfig.validate",
};

const STATIC: &str = "# Environment\ncdn:\n  static_assets:\n    location: bucket.s3.us-west-2.amazonaws.com\n    alias: static.example.com\n    path: static/*\n";

/// A bucket by another name.
pub const STATIC_LOCATION: Rule = Rule {
    id: "env.cdn-static-location-format",
    severity: Severity::Warning,
    origin: Origin::Aws,
    messages: &[
        "CloudFront needs the domain of the bucket, `<bucket>.s3.<region>.amazonaws.com`; {value} is none.",
    ],
    doc: "`location` is the regional domain name of the S3 bucket. Copilot does not check it; with the name of the \
          bucket alone CloudFront finds nothing there.",
    bad: "# Environment\ncdn:\n  static_assets:\n    location: my-bucket\n    alias: static.example.com\n    path: static/*\n",
    good: STATIC,
    source: "docs/manifest/environment#cdn-static-assets-location",
};

/// There is a CDN, or that can't be known.
pub fn may_be_on(cdn: Option<&Arc<Value>>) -> bool {
    cdn.is_some_and(|cdn| match cdn.data {
        Data::Bool(on) => on || cdn.unknown,
        Data::Map(_) => true,
        _ => cdn.unknown,
    })
}

fn check(check: &mut Check<'_>) {
    if check.kind != Kind::Environment {
        return;
    }
    let Some(cdn) = check.at(&["cdn"]) else { return };
    if let Some(certificate) = cdn.get("certificate") {
        one_certificate(check, certificate);
    }
    certificates(check, cdn);
    if let Some(assets) = cdn.get("static_assets").filter(|assets| !assets.unknown) {
        static_assets(check, assets);
    }
}

fn one_certificate(check: &mut Check<'_>, certificate: &Value) {
    let Some(text) = certificate.text() else { return };
    match arn(text) {
        None => {
            check.report(Report::new(&CERTIFICATE_ARN, Place::value(certificate)).arg("value", quoted(text)))
        }
        Some([_, _, _, region, ..]) if region != "us-east-1" => {
            let report = Report::new(&CERTIFICATE_REGION, Place::value(certificate));
            check.report(report.arg("region", quoted(region)));
        }
        Some(_) => {}
    }
}

fn certificates(check: &mut Check<'_>, cdn: &Arc<Value>) {
    if !may_be_on(Some(cdn)) || cdn.unknown {
        return;
    }
    let of_balancer = check.at(&["http", "public", "certificates"]);
    let of_cdn = cdn.get("certificate");
    let ends_tls = cdn.get("terminate_tls").is_some_and(|on| on.unknown || on.bool() == Some(true));
    match (of_balancer, of_cdn) {
        (None, Some(own)) if !ends_tls => {
            check.report(Report::new(&CERTIFICATE_NEEDS_TLS, Place::key(own)));
        }
        (Some(other), None) => {
            let report = Report::new(&NEEDS_CERTIFICATE, Place::key(cdn));
            check.report(report.related(
                other,
                Phrase::new("the certificates of the load balancer", "ロードバランサーの証明書"),
            ));
        }
        _ => {}
    }
}

fn static_assets(check: &mut Check<'_>, assets: &Value) {
    const FIELDS: [&str; 3] = ["alias", "location", "path"];
    let missing: Vec<&str> = FIELDS.into_iter().filter(|field| is_blank(assets.get(field))).collect();
    if missing.len() == FIELDS.len() {
        return;
    }
    if !missing.is_empty() {
        // A field of another type is dropped here and then missing, so that even then Copilot refuses.
        let place = Place::key(assets);
        check.report(Report::new(&STATIC_INCOMPLETE, place).arg("missing", all_quoted(missing)));
    }
    let Some(location) = assets.get("location") else { return };
    if let Some(text) = location.text().filter(|text| !text.is_empty() && !is_bucket_domain(text)) {
        check.report(Report::new(&STATIC_LOCATION, Place::value(location)).arg("value", quoted(text)));
    }
}

/// `<bucket>.s3.<region>.amazonaws.com`, also with `s3-` variants and the domain of China.
fn is_bucket_domain(text: &str) -> bool {
    let host = text.strip_suffix(".cn").unwrap_or(text);
    let Some(rest) = host.strip_suffix(".amazonaws.com") else { return false };
    rest.find(".s3").is_some_and(|at| at > 0 && rest.get(at + 3..).is_some_and(|behind| behind.contains('-')))
}
