//! Mistakes of form that have no rule of their own section.

use crate::finding::{Origin, Severity};
use crate::rules::rule::Rule;

/// The rules of this section.
pub const RULES: &[&Rule] = &[&TYPE, &QUOTED_NUMBER, &DUPLICATE_KEY, &NON_STRING_FIELD];

/// A wrong type without a rule of its own.
pub const TYPE: Rule = Rule {
    id: "schema.type",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "{key} must be {expected}, not {found}: Copilot refuses the manifest.",
        "{key} must be {expected}, not {found}: Copilot accepts the manifest but drops this value without a word.",
        "{key} needs {needed}: Copilot refuses a map in which it knows no key.",
        "`<<` merges maps only: an alias of a map, a map, or a list of them.",
        "The aliases of this file multiply beyond what a manifest can hold; Copilot refuses it.",
        "{key} must be {expected}, but Copilot makes a list of every text that is a JSON list of strings, and refuses it here.",
        "{key} stands where the names of environments belong: indent it below its environment. Copilot refuses the manifest.",
    ],
    doc: "Every field has a type. Most fields refuse a value of another type, and the deployment stops while the \
          manifest is read. Some fields with a long and a short form swallow the mistake: the value is dropped or \
          becomes zero, and nobody says so.",
    bad: "# Backend Service\nstorage:\n  readonly_fs: sometimes\n",
    good: "# Backend Service\nstorage:\n  readonly_fs: true\n",
    source: "yaml.v3 decode.go; internal/pkg/manifest UnmarshalYAML methods",
};

/// A number in quotes.
pub const QUOTED_NUMBER: Rule = Rule {
    id: "manifest.quoted-number",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "{key} must be a number, but this is {found}: Copilot refuses the manifest.",
        "{key} must be a number, but this is {found}: Copilot drops it without a word.",
    ],
    doc: "Quotes make a text of a number, and a field that wants a number refuses it. The other way round is fine: a \
          field that wants a text takes a number without quotes.",
    bad: "# Backend Service\nstorage:\n  ephemeral: \"50\"\n",
    good: "# Backend Service\nstorage:\n  ephemeral: 50\n",
    source: "yaml.v3 decode.go",
};

/// A key twice in a mapping that Copilot decodes.
pub const DUPLICATE_KEY: Rule = Rule {
    id: "yaml.duplicate-key",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "The key {key} stands twice in this map: Copilot refuses the manifest. Keep one of them.",
        "The key {key} stands twice in this map: Copilot drops the whole map without a word. Keep one of them.",
    ],
    doc: "A key may stand once in a map. Copilot's YAML library refuses the second one, wherever the map is decoded \
          into a known section. Inside the items of `http.additional_rules` and in `cdn.static_assets` the complaint \
          is swallowed, and the whole map is lost.",
    bad: "# Backend Service\nvariables:\n  A: \"1\"\n  A: \"2\"\n",
    good: "# Backend Service\nvariables:\n  A: \"1\"\n  B: \"2\"\n",
    source: "yaml.v3 decode.go, uniqueKeys",
};

/// A variable where a number or a switch is needed.
pub const NON_STRING_FIELD: Rule = Rule {
    id: "interpolation.non-string-field",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "A variable always gives a text, and {key} must be {expected}: Copilot refuses it whatever the variable \
         holds. Write the value, or override it under `environments`.",
        "A variable always gives a text, and {key} must be {expected}: Copilot drops the value without a word. \
         Write the value, or override it under `environments`.",
    ],
    doc: "Copilot replaces `${NAME}` in texts only, and the result stays a text. Fields that hold a number or a \
          switch refuse it even when the variable holds digits. To vary such a field, override it under \
          `environments`.",
    bad: "# Backend Service\ncpu: ${CPU}\n",
    good: "# Backend Service\ncpu: 256\n",
    source: "docs/developing/manifest-env-var; internal/pkg/manifest/interpolate.go",
};
