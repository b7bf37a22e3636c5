//! What it costs that servers have articles of their own: `cargo bench --bench views`. Disk,
//! memory and time of the indexes that lie on the shared one. Prints figures and judges none.

#[path = "../speed/made_up.rs"]
#[expect(dead_code, reason = "another benchmark uses all of it")]
mod made_up;

use std::collections::HashSet;
use std::fs;
use std::io::{Write, stdout};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};
use footnote::answer::Question;
use footnote::librarian::{AskOptions, Librarian, ReindexOptions, Settings};

/// Servers with articles of their own, at the most.
const SERVERS: u64 = 10;

/// Articles that each of them has.
const OWN: usize = 10;

/// How often each question is asked.
const QUESTIONS: usize = 500;

fn main() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let starter = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let (articles, questions) = made_up::make(&starter)?;

    let small = folder.path().join("small/corpus");
    for entry in fs::read_dir(&starter)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            fs::create_dir_all(&small)?;
            fs::copy(entry.path(), small.join(entry.file_name()))?;
        }
    }
    let own: Vec<&str> = articles.iter().map(|it| it.markdown.as_str()).collect();
    measure("starter corpus", &small, &own, &questions)?;

    let large = folder.path().join("large/corpus");
    for article in &articles {
        write(&large.join(&article.path), &article.markdown)?;
    }
    let name = format!("{} articles", made_up::ARTICLES);
    measure(&name, &large, &own, &questions)
}

fn measure(name: &str, corpus: &Path, own: &[&str], questions: &[String]) -> Result<()> {
    say(&format!("{name}, {OWN} articles of each server:"))?;
    let index = corpus.with_file_name("index");
    let librarian = Librarian::new(Settings {
        corpus: corpus.to_owned(),
        index: index.clone(),
        base_url: None,
        max_file_bytes: 10 << 20,
        min_confidence: 0.5,
        by_meaning: true,
        remembered_answers: 0,
        table: None,
        model: None,
    });
    let timed = |what: &str, full: bool| -> Result<()> {
        let start = Instant::now();
        let options = ReindexOptions {
            full,
            allow_empty: false,
        };
        librarian.reindex(options, &|_| ControlFlow::Continue(()))?;
        say(&format!("  {what}: {:.3} s", start.elapsed().as_secs_f64()))
    };
    let article = |server: u64, number: usize| -> PathBuf {
        corpus.join(format!("servers/{server}/own-{number}.md"))
    };
    let text = |number: usize| own[number % own.len()];
    timed("full reindex, no server", true)?;
    timed("nothing changed, no server", false)?;
    let shared = disk(&index)?;
    say(&format!("  disk, no server: {}", mib(shared)))?;
    ask(&librarian, None, questions)?;
    say(&format!("  memory, no server: {}", memory()))?;

    for (servers, earlier) in [(1, 0), (SERVERS, 1)] {
        for server in earlier + 1..=servers {
            for number in 0..OWN {
                write(&article(server, number), text(number + server as usize))?;
            }
        }
        timed(&format!("first reindex with {servers} of them"), false)?;
        timed("  nothing changed", false)?;
        write(
            &article(1, 0),
            &format!("{}\nMore.\n", text(servers as usize)),
        )?;
        timed("  one article of one server changed", false)?;
        write(
            &corpus.join("changing.md"),
            &format!("{} {servers}", text(0)),
        )?;
        timed("  one shared article changed", false)?;
        let more = disk(&index)?.saturating_sub(shared);
        say(&format!(
            "    disk: {} more, {} for each",
            mib(more),
            mib(more / servers)
        ))?;
        for server in 1..=servers {
            ask(&librarian, Some(server), &questions[..20])?;
        }
        say(&format!("    memory with all of them open: {}", memory()))?;
    }
    timed("full reindex of all", true)?;
    for (what, server) in [("none", None), ("another", Some(99)), ("one", Some(1))] {
        let millis = ask(&librarian, server, questions)?;
        say(&format!(
            "  ask, in {what} with own articles: mean {millis:.3} ms"
        ))?;
    }
    Ok(())
}

/// The mean time of an answer, in milliseconds.
fn ask(librarian: &Librarian, server: Option<u64>, questions: &[String]) -> Result<f64> {
    let questions: Vec<Question> = questions
        .iter()
        .take(QUESTIONS)
        .map(|text| Question::parse(text))
        .collect::<Result<_, _>>()?;
    let options = AskOptions {
        limit: 3,
        topic: None,
        explain: false,
    };
    // The first round warms the caches.
    let mut mean = 0.0;
    for _ in 0..2 {
        let start = Instant::now();
        for question in &questions {
            librarian.of_server(server).ask(question, &options)?;
        }
        mean = start.elapsed().as_secs_f64() * 1e3 / questions.len() as f64;
    }
    Ok(mean)
}

/// What the files below a folder take, each linked one once, in bytes.
fn disk(folder: &Path) -> Result<u64> {
    let mut seen = HashSet::new();
    let mut bytes = 0;
    for entry in walkdir::WalkDir::new(folder) {
        let metadata = entry?.metadata()?;
        #[cfg(unix)]
        let inode = std::os::unix::fs::MetadataExt::ino(&metadata);
        #[cfg(not(unix))]
        let inode = seen.len();
        if metadata.is_file() && seen.insert(inode) {
            bytes += metadata.len();
        }
    }
    Ok(bytes)
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::create_dir_all(path.parent().context("it has one")?)?;
    Ok(fs::write(path, text)?)
}

fn mib(bytes: u64) -> String {
    format!("{:.2} MiB", bytes as f64 / f64::from(1 << 20))
}

/// Resident memory of this process, where the system tells it.
fn memory() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    let kib = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok());
    kib.map_or_else(
        || "unknown".to_owned(),
        |kib| format!("{:.0} MiB", kib / 1024.0),
    )
}

fn say(line: &str) -> Result<()> {
    writeln!(stdout(), "{line}")?;
    Ok(())
}
