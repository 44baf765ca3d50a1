//! Keys of pipeline manifests that Copilot drops and that have a rule of their own.

use super::super::unknown_keys::Dropped;
use crate::finding::{Origin, Severity};
use crate::manifest::kind::Kind;
use crate::rules::rule::Rule;

/// The rules of this section.
pub const RULES: &[&Rule] = &[&REQUIRE_APPROVAL, &POLICY_DOCUMENT];

/// Dropped keys with a rule of their own.
pub const DROPPED: &[Dropped] = &[
    Dropped {
        rule: &REQUIRE_APPROVAL,
        kinds: &[Kind::Pipeline],
        parent: &["stages", "*"],
        keys: &["require_approval", "requireApproval", "approval", "manual_approval"],
    },
    Dropped {
        rule: &POLICY_DOCUMENT,
        kinds: &[Kind::Pipeline],
        parent: &["build", "additional_policy"],
        keys: &["policy_document", "policyDocument", "policydocument", "policy-document", "policy"],
    },
];

/// A word is missing an s.
pub const REQUIRE_APPROVAL: Rule = Rule {
    id: "pipeline.require-approval-typo",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["Copilot ignores {key}: the stage runs without approval. Write `requires_approval`."],
    doc: "A stage waits for a person only with `requires_approval: true`. A sample of Copilot's documentation says \
          `require_approval`, which is dropped without a word.",
    bad: "# Pipeline\nstages:\n  - name: prod\n    require_approval: true\n",
    good: "# Pipeline\nstages:\n  - name: prod\n    requires_approval: true\n",
    source: "docs/manifest/pipeline#stages-approval",
};

/// A key in another writing.
pub const POLICY_DOCUMENT: Rule = Rule {
    id: "pipeline.policy-document-key",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["Copilot ignores {key}: the build runs without this policy. Write `PolicyDocument`."],
    doc: "Under `build.additional_policy` the one key is `PolicyDocument`, spelt as in IAM. In any other writing the \
          policy is dropped.",
    bad: "# Pipeline\nbuild:\n  additional_policy:\n    policy_document:\n      Version: '2012-10-17'\n",
    good: "# Pipeline\nbuild:\n  additional_policy:\n    PolicyDocument:\n      Version: '2012-10-17'\n",
    source: "docs/manifest/pipeline#build-additional-policy",
};
