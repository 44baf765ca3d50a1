//! `cpu` and `memory`.

pub mod sizes;

use self::sizes::{APP_RUNNER, FARGATE_CPUS, Memory, WINDOWS};
use crate::finding::{Origin, Severity};
use crate::locale::Phrase;
use crate::manifest::kind::Kind;
use crate::manifest::value::Value;
use crate::rules::check::Check;
use crate::rules::fixes::{Fix, add_below, change_to, replace, unsafely};
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::words::{any_of, quoted};
use crate::yaml::{Entry, Resolved, resolve};
use std::sync::Arc;

/// The rules of this section.
pub const RULES: &[&Rule] = &[
    &CPU_INVALID,
    &CPU_MEMORY_PAIR,
    &WINDOWS_MINIMUM,
    &WINDOWS_MAX_CPU,
    &MEMORY_UNIT,
    &RDWS_PAIR,
    &UNITS_STRING,
];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[fargate, app_runner, memory_unit, emptied];

/// CPU units that Fargate does not have.
pub const CPU_INVALID: Rule = Rule {
    id: "task.cpu-invalid",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "Fargate has no tasks with {value} CPU units. Allowed: {allowed}.",
        "An empty `cpu` takes the default away: Copilot asks for 0 CPU units. Remove the key or give a number.",
    ],
    doc: "Fargate offers seven sizes of CPU, from a quarter of a vCPU (256) to sixteen (16384). Copilot passes any \
          number on, and the deployment fails.",
    bad: "# Backend Service\ncpu: 300\n",
    good: "# Backend Service\ncpu: 512\nmemory: 1024\n",
    source: "docs/manifest/lb-web-service#cpu; Amazon ECS, task CPU and memory",
};

/// Memory that does not go with the CPU.
pub const CPU_MEMORY_PAIR: Rule = Rule {
    id: "task.cpu-memory-pair",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "Fargate has no tasks with {cpu} CPU units and {memory} MiB of memory. With {cpu}: {allowed} MiB.",
        "An empty `memory` takes the default away: Copilot asks for 0 MiB. Remove the key or give a number.",
    ],
    doc: "For each size of CPU Fargate offers certain sizes of memory only. Copilot passes any pair on, and the \
          deployment fails. What is not given counts as 256 CPU units and 512 MiB.",
    bad: "# Backend Service\ncpu: 1024\nmemory: 512\n",
    good: "# Backend Service\ncpu: 1024\nmemory: 2048\n",
    source: "docs/manifest/lb-web-service#memory; Amazon ECS, task CPU and memory",
};

/// Too little for Windows.
pub const WINDOWS_MINIMUM: Rule = Rule {
    id: "task.windows-minimum",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "Windows tasks need at least 1024 CPU units and 2048 MiB of memory; this one has {cpu} and {memory}.",
    ],
    doc: "Windows tasks on Fargate need a whole vCPU and two GiB. Copilot's defaults of 256 and 512 are too small, so \
          both fields must be given.",
    bad: "# Backend Service\nplatform: windows/x86_64\ncpu: 512\nmemory: 1024\n",
    good: "# Backend Service\nplatform: windows/x86_64\ncpu: 1024\nmemory: 2048\n",
    source: "MinWindowsTaskCPU and MinWindowsTaskMemory in internal/pkg/manifest/workload_ecs.go",
};

/// Too much for Windows.
pub const WINDOWS_MAX_CPU: Rule = Rule {
    id: "task.windows-max-cpu",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &["Windows tasks have at most 4096 CPU units; {cpu} exists for Linux only."],
    doc: "Fargate offers 8 and 16 vCPUs for Linux tasks only.",
    bad: "# Backend Service\nplatform: windows/x86_64\ncpu: 8192\nmemory: 16384\n",
    good: "# Backend Service\nplatform: windows/x86_64\ncpu: 4096\nmemory: 16384\n",
    source: "Amazon ECS, task CPU and memory",
};

/// Gigabytes, probably.
pub const MEMORY_UNIT: Rule = Rule {
    id: "task.memory-unit",
    severity: Severity::Hint,
    origin: Origin::Style,
    messages: &["`memory` counts in MiB, and no task has less than 512. Were GiB meant?"],
    doc: "`memory` is a number of MiB without a unit. Two GiB are written as 2048.",
    bad: "# Backend Service\nmemory: 2\n",
    good: "# Backend Service\nmemory: 2048\n",
    source: "docs/manifest/lb-web-service#memory",
};

/// A pair that App Runner does not have.
pub const RDWS_PAIR: Rule = Rule {
    id: "task.rdws-pair",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "App Runner has no instances with {cpu} CPU units and {memory} MiB of memory. With {cpu}: {allowed} MiB.",
        "App Runner has no instances with {cpu} CPU units. Allowed: {allowed}.",
        "An empty {key} takes the default away, and Copilot can't deploy without. Remove the key or give a number.",
    ],
    doc: "For each size of CPU App Runner offers certain sizes of memory only. Copilot passes any pair on, and the \
          deployment fails. What is not given counts as 1024 CPU units and 2048 MiB.",
    bad: "# Request-Driven Web Service\ncpu: 1024\nmemory: 512\n",
    good: "# Request-Driven Web Service\ncpu: 1024\nmemory: 2048\n",
    source: "docs/manifest/rd-web-service#cpu; App Runner API, InstanceConfiguration",
};

/// A number with its unit.
pub const UNITS_STRING: Rule = Rule {
    id: "task.units-string",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "{key} must be an integer without quotes and without a unit, not {found}: Copilot refuses the manifest.",
    ],
    doc: "`cpu` counts in 1/1024 of a vCPU and `memory` in MiB, both as plain integers: `1024`, not `1 vCPU` or `1GB`.",
    bad: "# Backend Service\nmemory: 2GB\n",
    good: "# Backend Service\ncpu: 512\nmemory: 2048\n",
    source: "TaskConfig in internal/pkg/manifest/workload_ecs.go",
};

/// The sizes of memory (MiB) that Fargate offers with these CPU units, as words.
fn fargate_memory(cpu: i64, memory: i64) -> (bool, Phrase) {
    let offered = sizes::fargate(cpu);
    let fits = offered.sizes().contains(&memory);
    let words = match offered {
        Memory::Some(sizes) => any_of(&sizes.iter().map(i64::to_string).collect::<Vec<_>>()),
        Memory::Steps(low, high, step) => {
            Phrase::new(format!("{low} to {high} in steps of {step}"), format!("{low}～{high} ({step} 刻み)"))
        }
    };
    (fits, words)
}

/// Both values with what they are by default; `None` where one can't be known.
struct Size<'m> {
    cpu: Option<&'m Arc<Value>>,
    memory: Option<&'m Arc<Value>>,
    units: i64,
    mib: i64,
}

impl<'m> Size<'m> {
    fn of(check: &Check<'m>) -> Option<Size<'m>> {
        if ["cpu", "memory"].into_iter().any(|key| emptied_key(check, key).is_some()) {
            return None;
        }
        let (cpu, memory) = (check.at(&["cpu"]), check.at(&["memory"]));
        let (cpu_default, memory_default) = sizes::defaults(check.kind);
        let number = |value: Option<&Arc<Value>>, default| match value {
            Some(value) if value.zeroed => None,
            Some(value) => value.int(),
            None => Some(default),
        };
        let (units, mib) = (number(cpu, cpu_default)?, number(memory, memory_default)?);
        Some(Size { cpu, memory, units, mib })
    }

    /// The nearest memory for this CPU, and the smallest CPU for this memory.
    fn fixes(&self, check: &Check<'_>) -> Vec<Fix> {
        const STEP: usize = 512;
        let fits = |cpu: i64, memory: i64| fargate_memory(cpu, memory).0;
        let sizes = (512..=122_880).step_by(STEP).filter(|mib| fits(self.units, *mib));
        let memory = sizes.min_by_key(|mib| mib.abs_diff(self.mib));
        let memory = memory.and_then(|mib| match (self.memory, self.cpu) {
            (Some(value), _) => change_to(value, &mib.to_string()).map(unsafely),
            (None, cpu) => add_below(check, cpu?, &format!("memory: {mib}")),
        });
        let cpu = FARGATE_CPUS.into_iter().find(|cpu| fits(*cpu, self.mib));
        let cpu = self.cpu.zip(cpu).and_then(|(value, cpu)| change_to(value, &cpu.to_string())).map(unsafely);
        memory.into_iter().chain(cpu.filter(|_| self.memory.is_some())).collect()
    }

    /// A report at one of the two values, or at `platform` where neither is given.
    fn report(&self, check: &Check<'_>, rule: &'static Rule, at_cpu: bool) -> Report {
        let (first, second) = if at_cpu { (self.cpu, self.memory) } else { (self.memory, self.cpu) };
        let platform = check.at(&["platform"]);
        let place = first.or(second).map(|value| Place::value(value));
        let place = place.or_else(|| platform.map(|value| Place::value(value)));
        let report = Report::new(rule, place.unwrap_or_else(|| check.document()));
        let causes = [first, second, platform].into_iter().flatten();
        report.because_of(causes).arg("cpu", self.units).arg("memory", self.mib)
    }
}

fn fargate(check: &mut Check<'_>) {
    if !check.kind.is_ecs() {
        return;
    }
    let Some(size) = Size::of(check) else { return };
    if !FARGATE_CPUS.contains(&size.units) {
        return;
    }
    let report = if check.is_windows() && (size.units < *WINDOWS.cpu.start() || size.mib < WINDOWS.memory) {
        size.report(check, &WINDOWS_MINIMUM, size.units < *WINDOWS.cpu.start())
    } else if check.is_windows() && size.units > *WINDOWS.cpu.end() {
        size.report(check, &WINDOWS_MAX_CPU, true)
    } else {
        let (fits, allowed) = fargate_memory(size.units, size.mib);
        if fits {
            return;
        }
        let report = size.report(check, &CPU_MEMORY_PAIR, false).say("allowed", allowed);
        size.fixes(check).into_iter().fold(report, Report::fix)
    };
    check.report(report);
}

fn app_runner(check: &mut Check<'_>) {
    if check.kind != Kind::RequestDrivenWebService {
        return;
    }
    let Some(size) = Size::of(check) else { return };
    let words = |numbers: &[i64]| any_of(&numbers.iter().map(i64::to_string).collect::<Vec<_>>());
    let Some((_, memory)) = APP_RUNNER.iter().find(|(cpu, _)| *cpu == size.units) else {
        let allowed = words(&APP_RUNNER.map(|(cpu, _)| cpu));
        check.report(size.report(check, &RDWS_PAIR, true).message(1).say("allowed", allowed));
        return;
    };
    if !memory.contains(&size.mib) {
        check.report(size.report(check, &RDWS_PAIR, false).say("allowed", words(memory)));
    }
}

/// A null takes the place of Copilot's default; in an environment it changes nothing.
fn emptied(check: &mut Check<'_>) {
    let is_app_runner = check.kind == Kind::RequestDrivenWebService;
    if !check.kind.is_ecs() && !is_app_runner {
        return;
    }
    for (key, rule) in [("cpu", &CPU_INVALID), ("memory", &CPU_MEMORY_PAIR)] {
        let Some(place) = emptied_key(check, key) else { continue };
        let (rule, message) = if is_app_runner { (&RDWS_PAIR, 2) } else { (rule, 1) };
        check.report(Report::new(rule, place).message(message).arg("key", quoted(key)));
    }
}

/// The key of a null at the top level that no environment replaces.
fn emptied_key(check: &Check<'_>, key: &str) -> Option<Place> {
    if check.at(&[key]).is_some() {
        return None;
    }
    let entries = check.tree.entries(check.root_node());
    let is_it = |entry: &&Entry| check.tree.scalar(entry.key).is_some_and(|(text, _)| text == key);
    let is_broken = |entry: &&Entry| [entry.key, entry.value].iter().any(|id| check.tree.node(*id).broken);
    let entry = entries.iter().find(is_it).filter(|entry| !is_broken(entry))?;
    let (text, style) = check.tree.scalar(entry.value)?;
    let is_null = resolve(text, style, None) == Resolved::Null;
    let span = check.tree.node(entry.key).span;
    is_null.then(|| Place { span, missing: false, ..check.document() }.at_key(key))
}

fn memory_unit(check: &mut Check<'_>) {
    const MOST_GIB: i64 = 120;
    let Some(memory) = check.at(&["memory"]).filter(|memory| check.kind.is_ecs() && !memory.zeroed) else {
        return;
    };
    let Some(number) = memory.int().filter(|number| (1..512).contains(number)) else { return };
    let mut report = Report::new(&MEMORY_UNIT, Place::value(memory));
    if number <= MOST_GIB {
        let mib = (number * 1024).to_string();
        report = report.fix(replace(
            Phrase::new(format!("Write {number} GiB as {mib}"), format!("{number} GiB を {mib} と書く")),
            memory,
            mib,
        ));
    }
    check.report(report);
}
