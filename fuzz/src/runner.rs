//! The loop: a mutated input, an execution, and what is to be kept of it.

use super::watch;
use fuzz::random::{Random, hash};
use fuzz::{Target, mutate, seeds};
use std::cell::RefCell;
use std::collections::{BTreeMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

/// The most inputs that are mutated; later ones take the places of earlier ones.
const POOL: usize = 30_000;
/// How much processor time an execution may take: many times what any needs that tries all actions.
const SLOW: Duration = Duration::from_millis(150);
/// How many executions a finding is made smaller by.
const SHRINKING: usize = 3_000;

thread_local! {
    /// Where the last panic was, and what it said.
    static PANIC: RefCell<(String, String)> = RefCell::default();
}

/// When to stop.
pub struct Limits {
    /// After this time.
    pub time: Duration,
    /// After so many executions of documents and workspaces.
    pub executions: u64,
}

/// The inputs of one target.
struct Pool {
    target: Target,
    inputs: Vec<Vec<u8>>,
    seen: HashSet<u64>,
    executions: u64,
}

/// See the module.
pub struct Runner {
    random: Random,
    seed: u64,
    /// By where a promise broke.
    findings: BTreeMap<String, String>,
}

impl Runner {
    /// A run of its own for each seed.
    pub fn new(seed: u64) -> Runner {
        std::panic::set_hook(Box::new(|info| {
            let place = info.location().map(ToString::to_string).unwrap_or_default();
            let payload = info.payload();
            let said = payload.downcast_ref::<&str>().map(|it| (*it).to_owned());
            let said = said.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_default();
            PANIC.with(|panic| *panic.borrow_mut() = (place, said));
        }));
        Runner { random: Random::new(seed), seed, findings: BTreeMap::new() }
    }

    /// How many different findings there are.
    pub fn found(&self) -> usize {
        self.findings.len()
    }

    /// Runs the targets in turn.
    pub fn run(&mut self, targets: &[Target], limits: &Limits) {
        let new = |target: &Target| {
            let inputs = seeds::of(*target);
            Pool { target: *target, inputs, seen: HashSet::new(), executions: 0 }
        };
        let mut pools: Vec<Pool> = targets.iter().map(new).collect();
        let (start, mut told) = (Instant::now(), Instant::now());
        for pool in &mut pools {
            for input in pool.inputs.clone() {
                self.execute(pool, input);
            }
        }
        let documents = |pools: &[Pool]| -> u64 {
            let of_text = pools.iter().filter(|it| matches!(it.target, Target::Document | Target::Workspace));
            of_text.map(|pool| pool.executions).sum()
        };
        while start.elapsed() < limits.time && documents(&pools) < limits.executions {
            for pool in &mut pools {
                let times = if pool.target == Target::Document { 80 } else { 5 };
                for _ in 0..times {
                    let input = mutate::mutated(pool.target, &pool.inputs, &mut self.random);
                    self.execute(pool, input);
                }
            }
            if told.elapsed() > Duration::from_secs(60) {
                told = Instant::now();
                self.tell(&pools, start);
            }
        }
        self.tell(&pools, start);
    }

    fn tell(&self, pools: &[Pool], start: Instant) {
        let count =
            |pool: &Pool| format!("{} {} ({} kept)", pool.executions, pool.target.name(), pool.inputs.len());
        let counts: Vec<String> = pools.iter().map(count).collect();
        let seconds = start.elapsed().as_secs();
        println!("seed {}, {seconds} s: {}; {} findings", self.seed, counts.join(", "), self.findings.len());
    }

    /// One execution, counted.
    fn execute(&mut self, pool: &mut Pool, input: Vec<u8>) {
        pool.executions += 1;
        match attempt(pool.target, &input) {
            Ok(behaviour) if pool.seen.insert(behaviour) => {
                if pool.inputs.len() < POOL {
                    pool.inputs.push(input);
                } else {
                    let place = self.random.below(POOL);
                    pool.inputs[place] = input;
                }
            }
            Ok(_) => {}
            Err(problem) => self.keep(pool.target, problem, input),
        }
    }

    /// Executes a saved input and says what comes of it.
    pub fn replay(&mut self, target: Target, input: &[u8]) {
        match attempt(target, input) {
            Ok(_) => println!("nothing is wrong"),
            Err((key, said)) => {
                println!("{key}\n{said}");
                self.findings.insert(key, said);
            }
        }
    }

    /// Saves the first input of each finding, as small as can be.
    fn keep(&mut self, target: Target, (key, said): (String, String), input: Vec<u8>) {
        if self.findings.contains_key(&key) {
            return;
        }
        let small = shrunk(target, &key, input);
        println!("FINDING in {}: {key}\n{}", target.name(), said.chars().take(2_000).collect::<String>());
        save(target, &key, &small);
        self.findings.insert(key, said);
    }
}

/// What an execution showed, or where a promise broke and how.
fn attempt(target: Target, input: &[u8]) -> Result<u64, (String, String)> {
    let mut best = Duration::MAX;
    // Another process may have taken the time: what is slow is slow three times.
    for again in 0..3 {
        watch::begin(target, input);
        let (start, before) = (Instant::now(), (again > 0).then(used).flatten());
        let outcome = catch_unwind(AssertUnwindSafe(|| target.run(input)));
        // Only where it seems slow, because it costs more than the clock.
        let spent = || used().zip(before).map(|(now, before)| now.saturating_sub(before));
        let elapsed = start.elapsed();
        best = best.min(if elapsed < SLOW { elapsed } else { spent().unwrap_or(elapsed) });
        watch::end();
        let Ok(behaviour) = outcome else {
            let (place, said) = PANIC.with(|panic| panic.borrow().clone());
            return Err((kind(&place, &said), said));
        };
        if best < SLOW {
            return Ok(behaviour);
        }
    }
    Err(("slow".to_owned(), format!("{best:?} for {} bytes", input.len())))
}

/// The processor time that this thread has used, where the system tells it.
fn used() -> Option<Duration> {
    let numbers = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    numbers.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

/// The place of a panic with the first words, which tell the rule or the action.
fn kind(place: &str, said: &str) -> String {
    let words = said.split([':', '`', '"']).next().unwrap_or_default();
    let plain: String =
        words.chars().filter(|sign| sign.is_ascii_alphabetic() || " .-".contains(*sign)).collect();
    format!("{place} {}", plain.chars().take(50).collect::<String>().trim())
}

/// The input without lines and characters that the finding does not need.
fn shrunk(target: Target, key: &str, mut input: Vec<u8>) -> Vec<u8> {
    let mut left = SHRINKING;
    let mut size = input.len() / 2;
    let start = Instant::now();
    while size > 0 && left > 0 && start.elapsed() < Duration::from_secs(20) {
        let (mut at, mut is_smaller) = (0, false);
        while at < input.len() && left > 0 {
            let mut fewer = input.clone();
            fewer.drain(at..(at + size).min(input.len()));
            left -= 1;
            if attempt(target, &fewer).is_err_and(|(other, _)| other == key) {
                (input, is_smaller) = (fewer, true);
            } else {
                at += size;
            }
        }
        if !is_smaller {
            size /= 2;
        }
    }
    input
}

/// Writes an input to `fuzz/findings`.
pub fn save(target: Target, key: &str, input: &[u8]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("findings").join(target.name());
    let name = format!("{:016x}", hash(key.as_bytes()));
    let written = std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(folder.join(&name), input));
    match written {
        Ok(()) => println!("saved as fuzz/findings/{}/{name}", target.name()),
        Err(error) => eprintln!("{}: {error}", folder.display()),
    }
}
