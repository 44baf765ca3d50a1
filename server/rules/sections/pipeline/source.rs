//! `source` of a pipeline: where the code comes from.

use crate::finding::{Origin, Severity};
use crate::locale::Phrase;
use crate::manifest::kind::Kind;
use crate::manifest::value::Value;
use crate::rules::check::Check;
use crate::rules::fixes::change_title;
use crate::rules::fixes::edit;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::words::quoted;
use crate::yaml::{Entry, Resolved};

/// The rules of this section.
pub const RULES: &[&Rule] = &[
    &SOURCE_MISSING,
    &PROVIDER_UNKNOWN,
    &REPOSITORY_MISSING,
    &PROPERTY_NOT_STRING,
    &REPOSITORY_FORMAT,
    &GITHUB_V1,
    &TOKEN_MISSING,
    &OUTPUT_FORMAT,
];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[check];

const GOOD: &str = "# Pipeline\nsource:\n  provider: GitHub\n  properties:\n    branch: main\n    repository: https://github.com/o/r\n";

/// No source.
pub const SOURCE_MISSING: Rule = Rule {
    id: "pipeline.source-missing",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &["`source` is missing: Copilot crashes when it deploys a pipeline without one."],
    doc: "`source` says where the code of the pipeline comes from: a provider and a repository. Copilot does not look \
          whether it is there before it uses it.",
    bad: "# Pipeline\n# (no source key)\nname: main\n",
    good: GOOD,
    source: "docs/manifest/pipeline#source; deployPipelineOpts.Execute in internal/pkg/cli/pipeline_deploy.go",
};

/// Another provider.
pub const PROVIDER_UNKNOWN: Rule = Rule {
    id: "pipeline.provider-unknown",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "{value} is no provider; `pipeline deploy` stops there. Allowed, with this spelling: {allowed}.",
        "`provider` is missing; `pipeline deploy` stops there. Allowed: `GitHub`, `Bitbucket` or `CodeCommit`.",
    ],
    doc: "The provider is `GitHub`, `Bitbucket` or `CodeCommit`, spelt like that; `GitHubV1` is an old form of the \
          first. The mistake shows only at `pipeline deploy`.",
    bad: "# Pipeline\nsource:\n  provider: Github\n  properties:\n    repository: https://github.com/o/r\n",
    good: GOOD,
    source: "docs/manifest/pipeline#source-provider; PipelineSourceFromManifest in internal/pkg/deploy/pipeline.go",
};

/// No repository.
pub const REPOSITORY_MISSING: Rule = Rule {
    id: "pipeline.repository-missing",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &["`repository` is missing in `source.properties`; `pipeline deploy` stops there."],
    doc: "A pipeline needs the URL of its repository in `source.properties.repository`.",
    bad: "# Pipeline\nsource:\n  provider: GitHub\n  properties:\n    branch: main\n",
    good: GOOD,
    source: "docs/manifest/pipeline#source-properties-repository; convertRequiredProperty",
};

/// A property of another type.
pub const PROPERTY_NOT_STRING: Rule = Rule {
    id: "pipeline.property-not-string",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &["{key} must be a string, or `pipeline deploy` stops there. Put it in quotes."],
    doc: "The properties of the source are strings. A branch that looks like a number, a date or a switch needs quotes, \
          and an empty one is no string either.",
    bad: "# Pipeline\nsource:\n  provider: GitHub\n  properties:\n    branch: 2024\n    repository: https://github.com/o/r\n",
    good: "# Pipeline\nsource:\n  provider: GitHub\n  properties:\n    branch: \"2024\"\n    repository: https://github.com/o/r\n",
    source: "convertOptionalProperty and convertRequiredProperty in internal/pkg/deploy/pipeline.go",
};

/// A repository of another form.
pub const REPOSITORY_FORMAT: Rule = Rule {
    id: "pipeline.repository-format",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &["{value} is no repository of {provider}: Copilot can't read its name from it. Write {form}."],
    doc: "Copilot cuts the owner and the name of the repository out of its URL, and each provider has one form: \
          `https://github.com/<owner>/<repo>`, `https://bitbucket.org/<owner>/<repo>`, and for CodeCommit the URL of the \
          console, not that of git.",
    bad: "# Pipeline\nsource:\n  provider: CodeCommit\n  properties:\n    repository: https://git-codecommit.us-east-2.amazonaws.com/v1/repos/MyRepo\n",
    good: "# Pipeline\nsource:\n  provider: CodeCommit\n  properties:\n    repository: https://us-east-2.console.aws.amazon.com/codesuite/codecommit/repositories/MyRepo/browse\n",
    source: "ghRepoExp, ccRepoExp and bbRepoExp in internal/pkg/deploy/pipeline.go",
};

/// Personal access tokens.
pub const GITHUB_V1: Rule = Rule {
    id: "pipeline.github-v1",
    severity: Severity::Hint,
    origin: Origin::Style,
    messages: &[
        "Access tokens for GitHub are the way of before v1.4. Use `provider: GitHub` with a connection.",
    ],
    doc: "Since v1.4 pipelines reach GitHub over a connection of AWS, which needs no token of a person. \
          `access_token_secret` and `GitHubV1` still work.",
    bad: "# Pipeline\nsource:\n  provider: GitHubV1\n  properties:\n    repository: https://github.com/o/r\n    access_token_secret: token\n",
    good: GOOD,
    source: "docs/manifest/pipeline#source-properties-ats",
};

/// GitHubV1 without a token.
pub const TOKEN_MISSING: Rule = Rule {
    id: "pipeline.github-v1-token-missing",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "`GitHubV1` needs `access_token_secret`; `pipeline deploy` stops there. Or use `provider: GitHub` with a connection.",
    ],
    doc: "The old provider `GitHubV1` reaches the repository with a personal access token, whose secret is named in \
          `access_token_secret`.",
    bad: "# Pipeline\nsource:\n  provider: GitHubV1\n  properties:\n    repository: https://github.com/o/r\n",
    good: GOOD,
    source: "PipelineSourceFromManifest in internal/pkg/deploy/pipeline.go",
};

/// An unknown format of the output.
pub const OUTPUT_FORMAT: Rule = Rule {
    id: "pipeline.output-artifact-format",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "{value} is no format of the output: AWS knows `CODE_ZIP` and `CODEBUILD_CLONE_REF`.",
        "With an access token Copilot ignores `output_artifact_format`: it belongs to a connection.",
    ],
    doc: "The source hands on its code as a zip file (`CODE_ZIP`, the default) or as a git clone \
          (`CODEBUILD_CLONE_REF`). With an access token there is no choice.",
    bad: "# Pipeline\nsource:\n  provider: GitHub\n  properties:\n    repository: https://github.com/o/r\n    output_artifact_format: zip\n",
    good: "# Pipeline\nsource:\n  provider: GitHub\n  properties:\n    repository: https://github.com/o/r\n    output_artifact_format: CODEBUILD_CLONE_REF\n",
    source: "docs/manifest/pipeline#source-properties-output-artifact-format",
};

fn check(check: &mut Check<'_>) {
    if check.kind != Kind::Pipeline {
        return;
    }
    let Some(source) = check.section("source") else {
        if !check.writes(check.root(), "source") {
            let place = check.missing(&["source"]);
            check.report(Report::new(&SOURCE_MISSING, place));
        }
        return;
    };
    if !source.is_map() {
        return;
    }
    let provider = source.get("provider").and_then(|provider| provider.text()).unwrap_or_default();
    if provider.is_empty() && !check.writes(source, "provider") {
        let place = check.missing(&["source", "provider"]);
        check.report(Report::new(&PROVIDER_UNKNOWN, place).message(1));
    }
    let Some(properties) = source.get("properties") else {
        if !check.writes(source, "properties") {
            let place = check.missing(&["source", "properties"]).at_key("repository");
            check.report(Report::new(&REPOSITORY_MISSING, place));
        }
        return;
    };
    strings(check, properties);
    repository(check, properties, provider);
    token(check, source, properties, provider);
    output_format(check, properties);
}

/// A property as it is written: null counts, because the map of properties holds it.
fn written(check: &Check<'_>, properties: &Value, key: &str) -> Option<Entry> {
    let entry = check.tree.entry(properties.origin.node, key)?;
    let broken = check.tree.node(entry.value).broken || check.tree.node(entry.key).broken;
    (!broken).then_some(entry)
}

/// The text of a property that is a string.
fn text<'m>(check: &Check<'m>, properties: &Value, key: &str) -> Option<&'m str> {
    let entry = written(check, properties, key)?;
    let tree = check.tree;
    let is_string = tree.resolved(entry.value) == Some(Resolved::Str);
    tree.scalar(entry.value).map(|(text, _)| text).filter(|_| is_string)
}

fn place(check: &Check<'_>, properties: &Value, key: &str, entry: Entry) -> Place {
    let value = check.tree.node(entry.value).span;
    let span = if value.start == value.end { check.tree.node(entry.key).span } else { value };
    Place { path: properties.origin.path.key(key), ..Place::written_at(span) }
}

fn strings(check: &mut Check<'_>, properties: &Value) {
    const STRINGS: [&str; 5] =
        ["branch", "repository", "output_artifact_format", "access_token_secret", "connection_name"];
    for key in STRINGS {
        let Some(entry) = written(check, properties, key) else { continue };
        let resolved = check.tree.resolved(entry.value);
        let harmless = key == "access_token_secret" && resolved == Some(Resolved::Null);
        if resolved == Some(Resolved::Str) || harmless {
            continue;
        }
        let place = place(check, properties, key, entry);
        let mut report = Report::new(&PROPERTY_NOT_STRING, place).arg("key", quoted(key));
        let scalar = check.tree.scalar(entry.value).filter(|_| check.tree.node(entry.value).is_scalar());
        if let Some((text, _)) = scalar.filter(|_| resolved != Some(Resolved::Null)) {
            let text = format!("\"{text}\"");
            report = report.fix(edit(change_title(&text), check.tree.node(entry.value).span, text));
        }
        check.report(report);
    }
}

fn repository(check: &mut Check<'_>, properties: &Value, provider: &str) {
    const GITHUB: &str = "`https://github.com/<owner>/<repo>`";
    const BITBUCKET: &str = "`https://bitbucket.org/<owner>/<repo>`";
    const CODECOMMIT: &str =
        "`https://<region>.console.aws.amazon.com/codesuite/codecommit/repositories/<repo>/browse`";
    let Some(entry) = written(check, properties, "repository") else {
        if check.tree.entry(properties.origin.node, "repository").is_none() {
            let place = Place::missing_in(properties).at_key("repository");
            check.report(Report::new(&REPOSITORY_MISSING, place));
        }
        return;
    };
    let Some(text) = text(check, properties, "repository") else { return };
    let (right, form) = match provider {
        "GitHub" | "GitHubV1" => {
            (is_owner_and_name(text.strip_prefix("https://github.com/").unwrap_or(text)), GITHUB)
        }
        "Bitbucket" => {
            (text.strip_prefix("https://bitbucket.org/").is_some_and(is_owner_and_name), BITBUCKET)
        }
        "CodeCommit" => (is_console_url(text), CODECOMMIT),
        _ => return,
    };
    if !right && crate::manifest::interpolate::placeholders(text).next().is_none() {
        let report = Report::new(&REPOSITORY_FORMAT, place(check, properties, "repository", entry));
        check.report(report.arg("value", quoted(text)).arg("provider", provider).arg("form", form));
    }
}

fn is_owner_and_name(text: &str) -> bool {
    let parts = text.split_once('/');
    parts.is_some_and(|(owner, name)| {
        !owner.is_empty() && !name.is_empty() && !name.contains('/') && !text.contains([':', ' ', '@'])
    })
}

/// Copilot's pattern, which may stand anywhere in the text.
fn is_console_url(text: &str) -> bool {
    const PATH: &str = ".console.aws.amazon.com/codesuite/codecommit/repositories/";
    let parts = text.split_once("https://").and_then(|(_, rest)| rest.split_once(PATH));
    parts.is_some_and(|(region, rest)| !region.is_empty() && rest.find("/browse").is_some_and(|at| at > 0))
}

fn token(check: &mut Check<'_>, source: &Value, properties: &Value, provider: &str) {
    let old = provider == "GitHubV1";
    let token = written(check, properties, "access_token_secret");
    let given = token.filter(|token| check.tree.resolved(token.value) != Some(Resolved::Null));
    match given {
        Some(entry) if old || provider == "GitHub" => {
            let span = check.tree.node(entry.key).span;
            let path = properties.origin.path.key("access_token_secret");
            check.report(Report::new(&GITHUB_V1, Place { path, ..Place::written_at(span) }));
        }
        None if old => {
            let place = Place::missing_in(properties).at_key("access_token_secret");
            let report = Report::new(&TOKEN_MISSING, place);
            check.report(match source.get("provider") {
                Some(provider) => report.related(
                    provider,
                    Phrase::new("the provider that needs it", "これを必要とするプロバイダー"),
                ),
                None => report,
            });
        }
        _ => {}
    }
}

fn output_format(check: &mut Check<'_>, properties: &Value) {
    const KEY: &str = "output_artifact_format";
    let Some((entry, text)) = written(check, properties, KEY).zip(text(check, properties, KEY)) else {
        return;
    };
    let report = Report::new(&OUTPUT_FORMAT, place(check, properties, KEY, entry));
    if !matches!(text, "" | "CODE_ZIP" | "CODEBUILD_CLONE_REF") {
        check.report(report.arg("value", quoted(text)));
    } else if written(check, properties, "access_token_secret").is_some() {
        let report = Report { severity: Severity::Warning, origin: Origin::Style, ..report.message(1) };
        check.report(report);
    }
}
