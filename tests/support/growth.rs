//! Whether the cost of an answer grows with the text or with its square, whatever the text repeats.
//!
//! Measured in processor time of this thread, which other work on the machine does not change; Linux tells it.

use super::holds::{self, Asked, QUESTIONS};
use copilot_manifest_ls::assist::{Nothing, Snapshot};
use std::path::Path;
use std::time::Duration;

/// How many times more the longer text repeats; a square would cost the square of this.
const TIMES: usize = 8;
/// What is fast whatever its growth is not told apart from noise.
const NOISE: Duration = Duration::from_millis(60);
/// How much more than `TIMES` is no square yet: tables grow out of the caches of the processor.
const SLACK: u32 = 3;
/// How often it is measured before it is told.
const TRIES: usize = 3;

/// What a text repeats: its path, what stands before, the repeated lines with `#` for a number, what stands after.
type Repeated = (&'static str, &'static str, &'static str, &'static str);

const WEB: &str =
    "name: web\ntype: Load Balanced Web Service\nimage:\n  location: nginx\n  port: 80\nhttp:\n  path: /\n";
const WORKER: &str = "name: web\ntype: Worker Service\nimage:\n  location: nginx\n";
const ENVIRONMENT: &str = "name: test\ntype: Environment\n";
const PIPELINE: &str = "name: main\nversion: 1\nsource:\n  provider: GitHub\n  properties:\n    repository: https://github.com/o/r\n";

const REPEATED: &[Repeated] = &[
    (WEB, "variables:\n", "  V#: a#\n", ""),
    (WEB, "variables:\n", "  V#: ${V#}\n", "environments:\n  test:\n    variables: {V1: b}\n"),
    (WEB, "secrets:\n", "  S#: /s/#\n", ""),
    (WEB, "sidecars:\n", "  s#:\n    image: nginx\n    port: 1#\n", ""),
    (WEB, "sidecars:\n", "  s#:\n    image: nginx\n    depends_on:\n      s1: start\n", ""),
    (
        WEB,
        "sidecars:\n",
        "  s#:\n    image: nginx\n    mount_points:\n      - source_volume: v\n        path: /p\n",
        "storage:\n  volumes:\n    v: {path: /p}\n",
    ),
    (WEB, "depends_on:\n", "  s#: start\n", ""),
    (WEB, "storage:\n  volumes:\n", "    v#:\n      path: /v\n", ""),
    (WEB, "  additional_rules:\n", "    - path: /p#\n      target_port: 80\n", ""),
    (WEB, "  additional_rules:\n", "    - path: /p\n      healthcheck: {path: /#}\n", ""),
    (WEB, "  alias:\n", "    - a#.example.com\n", ""),
    (WEB, "  allowed_source_ips:\n", "    - 10.0.0.#/8\n", ""),
    (WEB, "nlb:\n  port: 80/tcp\n  additional_listeners:\n", "    - port: 81/tcp\n", ""),
    (WEB, "environments:\n", "  e#:\n    count: 1\n", ""),
    (WEB, "environments:\n", "  e#:\n    variables: {A: $X}\n    cpu: bad\n", ""),
    (WEB, "command:\n", "  - a#\n", ""),
    (WEB, "bogus:\n", "  k#: 1\n", ""),
    (WEB, "", "bogus#: 1\n", ""),
    (WEB, "", "cpu: 256\n", ""),
    (WEB, "", "cpu#\n", ""),
    (WEB, "", "cpu: [#\n", ""),
    (WEB, "", ": #\n", ""),
    (WEB, "", "x-#: &a.# 1\n", ""),
    (WEB, "", "x-#: \"\\/\"\n", ""),
    (WEB, "", "x-#: \u{7}\n", ""),
    (WEB, "variables: {", ": #, ", "}\n"),
    (WEB, "variables: {", "A: #, ", "}\n"),
    (WEB, "", "# copilot-manifest-ls: ignore[task.cpu-invalid] #\n", ""),
    (WEB, "", "x-#: &a# {A: 1}\n", "variables: *a1\n"),
    (WEB, "x-a: &a {A: 1}\nsidecars:\n", "  s#:\n    image: nginx\n    variables: *a\n", ""),
    (WEB, "x-a: &a {A: 1}\nsidecars:\n", "  s#:\n    <<: *a\n    image: nginx\n", ""),
    (WEB, "publish:\n  topics:\n", "    - name: t#\n", ""),
    (WEB, "publish:\n  topics:\n", "    - name: t\n", ""),
    (WEB, "taskdef_overrides:\n", "  - path: Cpu\n    value: #\n", ""),
    (WEB, "network:\n  vpc:\n    security_groups:\n", "      - sg-#\n", ""),
    (WEB, "env_file: a.env\nlogging:\n  variables:\n", "    L#: x\n", ""),
    (WEB, "variables: {", "V#: a, ", "}\n"),
    (WEB, "command: [", "a#, ", "]\n"),
    (WEB, "command: '", "a # ", "'\n"),
    (WEB, "variables:\n  A: '", "${V#} ", "'\n"),
    (WEB, "# ", "note # ", "\n"),
    (WEB, "", "# note\u{2028}", "\n"),
    (WORKER, "subscribe:\n  topics:\n", "    - name: t#\n      service: api\n", ""),
    (WORKER, "subscribe:\n  topics:\n", "    - name: t\n      service: api\n      queue: {timeout: 1}\n", ""),
    (
        ENVIRONMENT,
        "network:\n  vpc:\n    subnets:\n      public:\n",
        "        - cidr: 10.0.0.0/24\n          az: us-east-1a\n",
        "",
    ),
    (ENVIRONMENT, "network:\n  vpc:\n    subnets:\n      private:\n", "        - id: subnet-#\n", ""),
    (
        ENVIRONMENT,
        "network:\n  vpc:\n    security_group:\n      ingress:\n",
        "        - ip_protocol: tcp\n          ports: #\n          cidr: 10.0.0.0/8\n",
        "",
    ),
    (
        ENVIRONMENT,
        "http:\n  public:\n    certificates:\n",
        "      - arn:aws:acm:us-east-1:1:certificate/#\n",
        "",
    ),
    (PIPELINE, "stages:\n", "  - name: s#\n    requires_approval: true\n", ""),
    (PIPELINE, "stages:\n  - name: test\n    deployments:\n", "      d#:\n        depends_on: [d1]\n", ""),
    (
        PIPELINE,
        "stages:\n  - name: test\n    post_deployments:\n",
        "      d#:\n        buildspec: x.yml\n        depends_on: [d1]\n",
        "",
    ),
    (PIPELINE, "stages:\n  - name: test\n    test_commands:\n", "      - make #\n", ""),
];

/// The processor time that this thread has used.
fn used() -> Option<Duration> {
    let numbers = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    numbers.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

fn timed(work: impl FnOnce()) -> Duration {
    let before = used().unwrap_or_default();
    work();
    used().unwrap_or_default().saturating_sub(before)
}

fn text(repeated: &Repeated, times: usize) -> (&'static str, String) {
    let (head, before, line, after) = repeated;
    let lines: String = (0..times).map(|number| line.replace('#', &number.to_string())).collect();
    let lines = if line.starts_with('#') || before.starts_with('#') { line.repeat(times) } else { lines };
    let path = match *head {
        ENVIRONMENT => "/app/copilot/environments/test/manifest.yml",
        PIPELINE => "/app/copilot/pipelines/main/manifest.yml",
        _ => "/app/copilot/web/manifest.yml",
    };
    (path, format!("{head}{before}{lines}{after}"))
}

/// What each answer costs.
fn costs(repeated: &Repeated, times: usize, asks: impl Fn(&str) -> bool) -> Vec<(&'static str, Duration)> {
    let (path, text) = text(repeated, times);
    let mut costs = Vec::new();
    let (mut findings, mut snapshot) = (Vec::new(), None);
    let judge = || {
        let new = Snapshot::new(Some(Path::new(path)), text.clone());
        findings = holds::findings(&new, &Nothing);
        snapshot = Some(new);
    };
    costs.push(("findings", timed(judge)));
    let Some(snapshot) = snapshot else { return costs };
    let asked = Asked { snapshot: &snapshot, findings: &findings, around: &Nothing };
    for (name, question) in QUESTIONS.iter().filter(|(name, _)| asks(name)) {
        costs.push((name, timed(|| question(&asked, text.len().saturating_sub(3)))));
    }
    costs
}

/// What costs more than in proportion: texts that repeat their lines `few` times against [`TIMES`] as many. Questions are
/// asked whose name `asks` takes. `None` where the system does not tell.
pub fn problems(few: usize, asks: impl Fn(&str) -> bool) -> Option<Vec<String>> {
    used()?;
    let costly = |repeated: &Repeated| {
        // What is made once for a kind is made before.
        costs(repeated, 1, &asks);
        // The neighbour on the same core may slow down one measurement: a square shows in all.
        let measured = (0..TRIES).map(|_| too_costly(repeated, few, &asks));
        measured.take_while(|found| !found.is_empty()).nth(TRIES - 1).unwrap_or_default()
    };
    Some(REPEATED.iter().flat_map(costly).collect())
}

fn too_costly(repeated: &Repeated, few: usize, asks: impl Fn(&str) -> bool) -> Vec<String> {
    let (less, more) = (costs(repeated, few, &asks), costs(repeated, few * TIMES, &asks));
    let pairs = less.into_iter().zip(more).map(|((name, less), (_, more))| (name, less, more));
    pairs
        .filter(|(_, less, more)| *more > NOISE && *more > *less * (TIMES as u32) * SLACK)
        .map(|(name, less, more)| format!("{name}: {less:?} → {more:?} for {:?}", (repeated.1, repeated.2)))
        .collect()
}
