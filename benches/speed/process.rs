//! The program as a person starts it: a new process for each question.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// How many processes are timed.
pub const RUNS: usize = 50;

/// What they are asked, in turn.
const QUESTIONS: [&str; 5] = [
    "what is fascia?",
    "should deep tissue hurt?",
    "can i have a massage while pregnant",
    "how long will i be sore after deep tissue massage",
    "what does a trigger point feel like",
];

fn footnote(corpus: &Path, index: &Path, subcommand: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_footnote"));
    command
        .arg(subcommand)
        .arg("--corpus")
        .arg(corpus)
        .arg("--index")
        .arg(index);
    command
}

/// How long `ask` takes as a process of its own, from start to exit.
pub fn ask(corpus: &Path, index: &Path) -> Result<Vec<Duration>> {
    let run = |question: &str| -> Result<Duration> {
        let started = Instant::now();
        let output = footnote(corpus, index, "ask").arg(question).output()?;
        let took = started.elapsed();
        anyhow::ensure!(output.status.success(), "not answered: {question}");
        Ok(took)
    };
    // The first one builds the index.
    run(QUESTIONS[0])?;
    (0..RUNS)
        .map(|number| run(QUESTIONS[number % QUESTIONS.len()]))
        .collect()
}

/// Peak memory of a process that has answered a question, in bytes; none where the system
/// does not tell (`/proc` is of Linux). `chat` is asked: it lives until its input ends.
pub fn peak_memory(corpus: &Path, index: &Path) -> Result<Option<u64>> {
    let mut child = footnote(corpus, index, "chat")
        .arg("--json")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut input = child.stdin.take().context("it was asked for")?;
    let mut output = BufReader::new(child.stdout.take().context("it was asked for")?);
    writeln!(input, "{}", QUESTIONS[0])?;
    let mut answer = String::new();
    output.read_line(&mut answer)?;
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).ok();
    drop(input);
    child.wait()?;
    let kibibytes = status.as_deref().and_then(|status| {
        let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
        line.split_whitespace().nth(1)?.parse::<u64>().ok()
    });
    Ok(kibibytes.map(|kibibytes| kibibytes * 1024))
}
