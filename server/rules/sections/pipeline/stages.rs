//! `stages` of a pipeline.

use crate::finding::{Origin, Severity};
use crate::locale::Phrase;
use crate::manifest::kind::Kind;
use crate::manifest::value::Value;
use crate::rules::check::Check;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::words::quoted;
use std::collections::HashMap;

/// The rules of this section.
pub const RULES: &[&Rule] =
    &[&STAGES_EMPTY, &NAME_MISSING, &DUPLICATE, &TEST_AND_POST, &TEST_COMMANDS_SHAPE, &DEPLOYMENTS_SHAPE];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[check];

const GOOD: &str = "# Pipeline\nstages:\n  - name: test\n    test_commands: [make test]\n    deployments:\n      api:\n      web:\n        depends_on: [api]\n  - name: prod\n";

/// No stage.
pub const STAGES_EMPTY: Rule = Rule {
    id: "pipeline.stages-empty",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &["A pipeline needs at least one stage: AWS refuses to create one that deploys nowhere."],
    doc: "`stages` lists the environments to which the pipeline deploys, in this order. Copilot accepts an empty list, \
          but such a pipeline can't be created.",
    bad: "# Pipeline\n# (no stages key)\nname: main\n",
    good: GOOD,
    source: "docs/manifest/pipeline#stages; NewPipeline in internal/pkg/manifest/pipeline.go",
};

/// A stage without a name.
pub const NAME_MISSING: Rule = Rule {
    id: "pipeline.stage-name-missing",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &["This stage needs a `name`: that of the environment to which it deploys."],
    doc: "The name of a stage is that of an environment of the application. Without it `pipeline deploy` finds no \
          environment.",
    bad: "# Pipeline\nstages:\n  - requires_approval: true\n",
    good: GOOD,
    source: "docs/manifest/pipeline#stages-name; convertStages in internal/pkg/cli/pipeline_deploy.go",
};

/// The same environment twice.
pub const DUPLICATE: Rule = Rule {
    id: "pipeline.stage-duplicate",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &["There is a stage {name} already: AWS refuses two stages of one name."],
    doc: "CodePipeline needs a different name for every stage, and Copilot names them after their environments. So each \
          environment can be the target of one stage only.",
    bad: "# Pipeline\nstages:\n  - name: test\n  - name: test\n",
    good: GOOD,
    source: "StageFullNamePrefix in internal/pkg/deploy/pipeline.go; CodePipeline, stage names",
};

/// Two ways to test.
pub const TEST_AND_POST: Rule = Rule {
    id: "pipeline.test-and-post",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "Copilot refuses `test_commands` and `post_deployments` in one stage. Run the tests as an action of `post_deployments`.",
    ],
    doc: "Both run after the deployment of the stage, and Copilot takes only one of them. `post_deployments` can do what \
          `test_commands` does.",
    bad: "# Pipeline\nstages:\n  - name: test\n    test_commands: [make test]\n    post_deployments:\n      check:\n        buildspec: ./check.yml\n",
    good: "# Pipeline\nstages:\n  - name: test\n    post_deployments:\n      check:\n        buildspec: ./check.yml\n",
    source: "PipelineStage.validate in internal/pkg/manifest/validate.go",
};

/// Whether two keys of a stage may stand together.
pub fn go_together(one: &str, other: &str) -> bool {
    let is_test = |key: &str| matches!(key, "test_commands" | "post_deployments");
    one == other || !is_test(one) || !is_test(other)
}

/// Commands that are no list.
pub const TEST_COMMANDS_SHAPE: Rule = Rule {
    id: "pipeline.test-commands-shape",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`test_commands` must be a list of commands, not {found}: Copilot refuses the manifest.",
        "`test_commands` must be a list of commands, not {found}: Copilot drops it.",
    ],
    doc: "`test_commands` is a list, also when there is one command.",
    bad: "# Pipeline\nstages:\n  - name: test\n    test_commands: make test\n",
    good: GOOD,
    source: "docs/manifest/pipeline#stages-test-cmds",
};

/// Deployments that are no map.
pub const DEPLOYMENTS_SHAPE: Rule = Rule {
    id: "pipeline.deployments-shape",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`deployments` must be a map with the names as keys, not {found}: Copilot refuses the manifest.",
        "`deployments` must be a map with the names as keys, not {found}: Copilot drops it.",
    ],
    doc: "The keys of `deployments` are the workloads or stacks that the stage deploys; a name alone (`api:`) is enough. \
          A list is refused.",
    bad: "# Pipeline\nstages:\n  - name: test\n    deployments: [api, web]\n",
    good: GOOD,
    source: "docs/manifest/pipeline#stages-deployments",
};

fn check(check: &mut Check<'_>) {
    if check.kind != Kind::Pipeline {
        return;
    }
    let stages = check.section("stages");
    let none = stages.is_none_or(|stages| stages.is_list() && stages.items().is_empty());
    let null = stages.is_none() && !check.writes(check.root(), "stages");
    if none && (null || stages.is_some()) {
        let place = check.missing(&["stages"]);
        check.report(Report::new(&STAGES_EMPTY, place));
        return;
    }
    let mut seen: HashMap<&str, &Value> = HashMap::new();
    for stage in stages.map_or(&[][..], |stages| stages.items()) {
        let name = stage.get("name");
        if stage.is_map() && check.lacks(stage, "name") {
            check.report(Report::new(&NAME_MISSING, Place::missing_in(stage).at_key("name")));
        }
        let Some((name, text)) = name.and_then(|name| Some((name, name.text()?))) else { continue };
        if let Some(first) = seen.insert(text, name).filter(|_| !text.is_empty()) {
            let report = Report::new(&DUPLICATE, Place::value(name)).arg("name", quoted(text));
            check.report(
                report
                    .related(first, Phrase::new("the first stage of that name", "同じ名前の最初のステージ")),
            );
        }
    }
    for stage in stages.map_or(&[][..], |stages| stages.items()) {
        let commands = stage.get("test_commands").filter(|commands| !commands.items().is_empty());
        if let Some((commands, post)) = commands.zip(stage.get("post_deployments")) {
            let report = Report::new(&TEST_AND_POST, Place::key(commands));
            check.report(report.related(post, Phrase::new("the other one", "もう一方")));
        }
    }
}
