//! `publish`: topics that a workload sends to.

use super::unknown_keys::Dropped;
use crate::finding::{Origin, Severity};
use crate::locale::Phrase;
use crate::manifest::kind::Kind;
use crate::rules::check::Check;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::values::{is_empty_text, logical_id, repeated};
use crate::rules::words::quoted;

/// The rules of this section.
pub const RULES: &[&Rule] =
    &[&NAME_MISSING, &NAME_CHARACTERS, &ITEM_SHAPE, &FIFO_SHAPE, &DUPLICATE, &STATIC_SITE];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[names];

/// Keys that Copilot drops here.
pub const DROPPED: &[Dropped] =
    &[Dropped { rule: &STATIC_SITE, kinds: &[Kind::StaticSite], parent: &[], keys: &["publish"] }];

/// A topic without a name.
pub const NAME_MISSING: Rule = Rule {
    id: "publish.name-missing",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["This topic needs `name`."],
    doc: "Copilot creates one SNS topic for each item of `publish.topics`, under a name that begins with application, \
          environment and workload and ends with this one.",
    bad: "# Backend Service\npublish:\n  topics:\n    - fifo: true\n",
    good: "# Backend Service\npublish:\n  topics:\n    - name: orders\n      fifo: true\n",
    source: "docs/manifest/backend-service#publish-topics-topic-name; validatePubSubName",
};

/// A name with other characters.
pub const NAME_CHARACTERS: Rule = Rule {
    id: "publish.name-characters",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "{value} is no name of a topic. Allowed are letters, digits, `_` and `-`; Copilot adds `.fifo` by itself.",
    ],
    doc: "The name of a topic holds letters, digits, underscores and hyphens. The ending that AWS wants of a FIFO topic \
          is not written: `fifo: true` adds it.",
    bad: "# Backend Service\npublish:\n  topics:\n    - name: orders.fifo\n",
    good: "# Backend Service\npublish:\n  topics:\n    - name: orders\n      fifo: true\n",
    source: "docs/manifest/backend-service#publish-topics-topic-name; validatePubSubName",
};

/// A topic that is no map.
pub const ITEM_SHAPE: Rule = Rule {
    id: "publish.item-shape",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["A topic must be a map with `name`, not {found}: Copilot refuses the manifest."],
    doc: "Each item of `publish.topics` is a map with `name` and, if wanted, `fifo`.",
    bad: "# Backend Service\npublish:\n  topics: [orders]\n",
    good: "# Backend Service\npublish:\n  topics:\n    - name: orders\n",
    source: "docs/manifest/backend-service#publish-topics; Topic in internal/pkg/manifest/workload.go",
};

/// `fifo` of another form.
pub const FIFO_SHAPE: Rule = Rule {
    id: "publish.fifo-shape",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`fifo` must be true, false or a map with `content_based_deduplication`, not {found}.",
        "`fifo` must be true, false or a map with `content_based_deduplication`: Copilot drops {found}.",
        "`fifo` must be true, false or a map with `content_based_deduplication`: nothing else is known here, and Copilot refuses the manifest.",
    ],
    doc: "`fifo: true` makes an ordered topic. The map form is for content-based deduplication only.",
    bad: "# Backend Service\npublish:\n  topics:\n    - name: orders\n      fifo:\n        dedup: true\n",
    good: "# Backend Service\npublish:\n  topics:\n    - name: orders\n      fifo:\n        content_based_deduplication: true\n",
    source: "docs/manifest/backend-service#publish-topics-topic-fifo; FIFOTopicAdvanceConfigOrBool.UnmarshalYAML",
};

/// Two topics that make one resource.
pub const DUPLICATE: Rule = Rule {
    id: "publish.duplicate",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "In CloudFormation {name} and {other} are the same resource, because only letters and digits of a name count there: the deployment fails. Rename one topic.",
    ],
    doc: "Copilot derives the id of the resource from the letters and digits of a topic's name. Names that differ in `-` \
          and `_` only, or not at all, collide.",
    bad: "# Backend Service\npublish:\n  topics:\n    - name: my-topic\n    - name: mytopic\n",
    good: "# Backend Service\npublish:\n  topics:\n    - name: my-topic\n    - name: other\n",
    source: "templates/workloads/partials/cf/publish.yml; StripNonAlphaNumFunc",
};

/// Topics of a workload that has no process.
pub const STATIC_SITE: Rule = Rule {
    id: "publish.static-site",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["A {kind} runs no code that could publish: Copilot ignores {key}."],
    doc: "Static sites are files behind a CDN. Topics belong to the service that sends to them.",
    bad: "# Static Site\npublish:\n  topics:\n    - name: orders\n",
    good: "# Backend Service\npublish:\n  topics:\n    - name: orders\n",
    source: "StaticSiteConfig in internal/pkg/manifest/static_site.go",
};

fn names(check: &mut Check<'_>) {
    let mut ids = Vec::new();
    for topic in check.items(&["publish", "topics"]).iter().filter(|topic| topic.is_map()) {
        match topic.get("name") {
            None => check.report(Report::new(&NAME_MISSING, Place::missing_in(topic))),
            Some(name) if is_empty_text(name) => {
                check.report(Report::new(&NAME_MISSING, Place::value(name)));
            }
            Some(name) if name.zeroed => {}
            Some(name) => ids.extend(name.text().map(|text| (logical_id(text), (text, name)))),
        }
    }
    for (_, (other, first), (text, name)) in repeated(ids) {
        let report = Report::new(&DUPLICATE, Place::value(name)).because(first);
        let report = report.arg("name", quoted(text)).arg("other", quoted(other));
        check.report(report.related(first, Phrase::new("the other topic", "もう一方のトピック")));
    }
}
