//! Runs the targets on mutated examples, counts the executions and saves what breaks a promise.
//!
//! `fuzz [--minutes N] [--executions N] [--seed N] [--target NAME]` · `fuzz --target NAME --replay FILE...` ·
//! `fuzz --growth N`, which measures whether cost grows with the square of texts that repeat N lines and more.

mod runner;
mod watch;

use fuzz::Target;
use runner::{Limits, Runner};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

/// As large as the stack of the threads that analyse in the server.
const STACK: usize = 2 * 1024 * 1024;

fn main() -> ExitCode {
    let arguments = match Arguments::parse(std::env::args().skip(1)) {
        Ok(arguments) => arguments,
        Err(problem) => {
            eprintln!("{problem}");
            return ExitCode::from(2);
        }
    };
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(move || arguments.run());
    match thread.map(std::thread::JoinHandle::join) {
        Ok(Ok(0)) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

struct Arguments {
    limits: Limits,
    seed: u64,
    targets: Vec<Target>,
    replay: Vec<PathBuf>,
    growth: Option<usize>,
}

impl Arguments {
    fn parse(mut given: impl Iterator<Item = String>) -> Result<Arguments, String> {
        let mut limits = Limits { time: Duration::from_secs(60), executions: u64::MAX };
        let (mut seed, mut targets, mut replay, mut growth) = (1, Target::ALL.to_vec(), Vec::new(), None);
        while let Some(name) = given.next() {
            if name == "--replay" {
                replay.extend(given.by_ref().map(PathBuf::from));
                break;
            }
            let value = given.next().ok_or_else(|| format!("{name} lacks its value"))?;
            let number = || value.parse::<u64>().map_err(|_| format!("{name}: {value} is no number"));
            match name.as_str() {
                "--minutes" => limits.time = Duration::from_secs(60 * number()?),
                "--executions" => (limits.executions, limits.time) = (number()?, Duration::MAX),
                "--growth" => growth = Some(usize::try_from(number()?).unwrap_or(usize::MAX)),
                "--seed" => seed = number()?,
                "--target" => {
                    targets.retain(|target| target.name() == value);
                    if targets.is_empty() {
                        return Err(format!("no target is called {value}"));
                    }
                }
                _ => return Err(format!("{name} is unknown")),
            }
        }
        Ok(Arguments { limits, seed, targets, replay, growth })
    }

    /// Runs, and gives the number of findings.
    fn run(self) -> usize {
        if let Some(few) = self.growth {
            let problems = fuzz::growth(few);
            problems.iter().for_each(|problem| println!("{problem}"));
            return problems.len();
        }
        watch::start();
        let mut runner = Runner::new(self.seed);
        if self.replay.is_empty() {
            runner.run(&self.targets, &self.limits);
        } else {
            for path in &self.replay {
                match std::fs::read(path) {
                    Ok(bytes) => runner.replay(self.targets[0], &bytes),
                    Err(error) => eprintln!("{}: {error}", path.display()),
                }
            }
        }
        runner.found()
    }
}
