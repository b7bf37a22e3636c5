//! How fast Footnote is: `cargo bench`. Prints figures and judges none of them.
//!
//! Makes its own corpus, the same at every run. With `FOOTNOTE_BENCH_SET=FOLDER` (BEIR
//! layout: `corpus.jsonl`, `queries.jsonl`) questions and full reindex are measured on that
//! set instead. With `FOOTNOTE_BENCH_MODEL=FOLDER` and the feature `encoder`, answers with that
//! sentence encoder are measured too, beside those without. Times on a busy machine mean little; the ratios are of one run.

mod encoder;
mod fts5;
mod made_up;
mod nearest;
mod passages;
mod plain;
mod process;

use std::fs;
use std::io::{Write, stdout};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use footnote::answer::{MAX_QUESTION_CHARS, Question};
use footnote::corpus::{Folder, Source};
use footnote::evaluate::Documents;
use footnote::librarian::{AskOptions, Librarian, ReindexOptions, Settings};
use fts5::Fts5;
use plain::Plain;
use serde_json::Value;

/// Passages in an answer.
const LIMIT: usize = 3;

/// How often each question is asked; every time counts.
const ROUNDS: usize = 3;

/// How often a full reindex is run; the fastest counts.
const FULL_RUNS: usize = 3;

/// How often a small reindex is run; the middle one counts.
const SMALL_RUNS: usize = 5;

const MAX_FILE_BYTES: u64 = 10 << 20;

fn main() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let starter = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");

    let (articles, questions) = made_up::make(&starter)?;
    let root = folder.path().join("corpus");
    made_up::write(&articles, &root)?;
    let bytes = articles.iter().map(|article| article.text_bytes).sum();
    let markdown = Bench {
        name: format!("{} articles in Markdown", made_up::ARTICLES),
        source: &|| Ok(Box::new(Folder::new(root.clone(), MAX_FILE_BYTES, None))),
        index: folder.path().join("index"),
        bytes,
        questions,
    };
    let others = folder.path().join("others");
    if let Some(set) = std::env::var_os("FOOTNOTE_BENCH_SET") {
        let set = PathBuf::from(set);
        let documents = set.join("corpus.jsonl");
        let texts_of_documents = texts(&documents, &["title", "text"])?;
        let beir = Bench {
            name: set.display().to_string(),
            source: &|| Ok(Box::new(Documents::read(&documents)?)),
            index: folder.path().join("set"),
            bytes: texts_of_documents.iter().map(String::len).sum(),
            questions: texts(&set.join("queries.jsonl"), &["text"])?,
        };
        beir.full_reindex()?;
        beir.ask(&others)?;
        markdown.full_reindex()?;
    } else {
        markdown.full_reindex()?;
        markdown.ask(&others)?;
    }
    scan()?;
    small_reindex(&markdown, &root.join(&articles[articles.len() / 2].path))?;
    processes(&starter, &folder.path().join("starter"))?;
    match std::env::var_os("FOOTNOTE_BENCH_MODEL") {
        Some(model) => encoder::measure(&starter, folder.path(), Path::new(&model)),
        None => Ok(()),
    }
}

/// One corpus to measure.
struct Bench<'a> {
    name: String,
    source: &'a dyn Fn() -> Result<Box<dyn Source + Send>>,
    index: PathBuf,
    /// How much text the articles have.
    bytes: usize,
    questions: Vec<String>,
}

impl Bench<'_> {
    /// Answers each question anew, unless it may keep answers.
    fn librarian(&self, remembered_answers: usize) -> Result<Librarian> {
        let settings = Settings {
            corpus: PathBuf::new(),
            index: self.index.clone(),
            base_url: None,
            max_file_bytes: MAX_FILE_BYTES,
            min_confidence: 0.0,
            by_meaning: true,
            remembered_answers,
            table: None,
            model: None,
        };
        Ok(Librarian::with_source((self.source)()?, settings))
    }

    fn full_reindex(&self) -> Result<()> {
        let librarian = self.librarian(0)?;
        let options = ReindexOptions {
            full: true,
            ..ReindexOptions::default()
        };
        let mut times = Vec::new();
        let mut passages = 0;
        for _ in 0..FULL_RUNS {
            let report = librarian.reindex(options, &|_| ControlFlow::Continue(()))?;
            times.push(Duration::from_secs_f64(report.seconds));
            passages = report.passages;
        }
        times.sort();
        let megabytes = self.bytes as f64 / 1e6;
        let speed = megabytes / times[0].as_secs_f64();
        title(&format!(
            "{}: {megabytes:.1} MB of text, {passages} passages",
            self.name
        ))?;
        row(
            "full reindex",
            &format!("{speed:.1} MB/s"),
            &format!("{:.2} s, best of {FULL_RUNS}", times[0].as_secs_f64()),
        )
    }

    /// Footnote, plain tantivy and FTS5 in turn, so that all meet the same noise.
    fn ask(&self, folder: &Path) -> Result<()> {
        fs::create_dir_all(folder.join("plain"))?;
        let plain = Plain::index(self.source()?.as_ref(), &folder.join("plain"))?;
        let fts5 = Fts5::index(self.source()?.as_ref(), &folder.join("fts5"))?;
        let librarian = self.librarian(0)?;
        let options = AskOptions {
            limit: LIMIT,
            topic: None,
            explain: false,
        };
        let questions = self
            .questions
            .iter()
            .map(|text| {
                let text: String = text.chars().take(MAX_QUESTION_CHARS).collect();
                Ok(Question::parse(&text)?)
            })
            .collect::<Result<Vec<_>>>()?;
        let mut times = [Vec::new(), Vec::new(), Vec::new()];
        let mut answered = 0;
        for round in 0..=ROUNDS {
            // The first round warms all up.
            for question in &questions {
                let (took, answer) = timed(|| Ok(librarian.ask(question, &options)?))?;
                let (plain_took, _) = timed(|| plain.ask(question.as_str()))?;
                if round == 0 {
                    answered += usize::from(!answer.passages.is_empty());
                    continue;
                }
                times[0].push(took);
                times[1].push(plain_took);
                // So slow that one round tells enough.
                if round == ROUNDS {
                    times[2].push(timed(|| fts5.ask(question.as_str()))?.0);
                }
            }
        }
        let remembering = self.librarian(questions.len())?;
        let mut again = Vec::new();
        for question in &questions {
            remembering.ask(question, &options)?;
            again.push(timed(|| Ok(remembering.ask(question, &options)?))?.0);
        }
        let [ours, plain_times, fts5_times] = times.map(Spread::of);
        let asked = format!(
            "{} questions, {answered} with passages, one thread, {ROUNDS} rounds",
            questions.len()
        );
        row("ask, warm", &ours.to_string(), &asked)?;
        row("ask, the same again", &Spread::of(again).to_string(), "")?;
        let compared = format!("{} passages, BM25, ids only", plain.passages());
        row("plain tantivy", &plain_times.to_string(), &compared)?;
        row("FTS5", &fts5_times.to_string(), "the same, one round")?;
        for (name, theirs) in [("plain tantivy", plain_times), ("FTS5", fts5_times)] {
            row(
                &format!("ask / {name}"),
                &format!(
                    "means {:.2}, medians {:.2}",
                    ours.mean / theirs.mean,
                    ours.p50 / theirs.p50
                ),
                "",
            )?;
        }
        Ok(())
    }

    fn source(&self) -> Result<Box<dyn Source + Send>> {
        (self.source)()
    }
}

/// How long some work takes, and what it gives.
fn timed<T>(work: impl FnOnce() -> Result<T>) -> Result<(Duration, T)> {
    let started = Instant::now();
    let done = std::hint::black_box(work()?);
    Ok((started.elapsed(), done))
}

/// The nearest vectors among many.
fn scan() -> Result<()> {
    title("the nearest of made-up vectors, exact, one thread")?;
    for vectors in nearest::SIZES {
        let times = Spread::of(nearest::among(vectors));
        row(
            &format!("{vectors} vectors"),
            &times.to_string(),
            &format!("{} questions", nearest::RUNS),
        )?;
    }
    Ok(())
}

/// Nothing changed, and one article changed, among all.
fn small_reindex(bench: &Bench<'_>, changed: &Path) -> Result<()> {
    let librarian = bench.librarian(0)?;
    let run = || -> Result<Duration> {
        let report =
            librarian.reindex(ReindexOptions::default(), &|_| ControlFlow::Continue(()))?;
        Ok(Duration::from_secs_f64(report.seconds))
    };
    let nothing = (0..SMALL_RUNS).map(|_| run()).collect::<Result<_>>()?;
    let text = fs::read_to_string(changed)?;
    let one = (0..SMALL_RUNS)
        .map(|number| {
            fs::write(changed, format!("{text}\n\nChanged {number} times.\n"))?;
            run()
        })
        .collect::<Result<_>>()?;
    for (what, times) in [("nothing changed", nothing), ("one article changed", one)] {
        let seconds = middle(times).as_secs_f64();
        row(
            &format!("reindex, {what}"),
            &format!("{seconds:.3} s"),
            &format!("median of {SMALL_RUNS}"),
        )?;
    }
    Ok(())
}

fn processes(corpus: &Path, index: &Path) -> Result<()> {
    title("the starter corpus, a new process for each question")?;
    let times = Spread::of(process::ask(corpus, index)?);
    row(
        "ask",
        &times.to_string(),
        &format!("{} processes", process::RUNS),
    )?;
    if let Some(bytes) = process::peak_memory(corpus, index)? {
        row(
            "peak memory",
            &format!("{:.1} MiB", bytes as f64 / f64::from(1 << 20)),
            "chat, after one answer",
        )?;
    }
    Ok(())
}

/// How times are spread, in milliseconds.
struct Spread {
    mean: f64,
    p50: f64,
    p99: f64,
}

impl Spread {
    fn of(mut times: Vec<Duration>) -> Self {
        times.sort();
        let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
        let at = |share: usize| milliseconds(times[(times.len() - 1) * share / 100]);
        Self {
            mean: milliseconds(times.iter().sum::<Duration>()) / times.len() as f64,
            p50: at(50),
            p99: at(99),
        }
    }
}

impl std::fmt::Display for Spread {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { mean, p50, p99 } = self;
        write!(
            formatter,
            "mean {mean:.3} ms, p50 {p50:.3} ms, p99 {p99:.3} ms"
        )
    }
}

fn middle(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// Some fields of each line of a file in JSON lines, joined.
fn texts(path: &Path, fields: &[&str]) -> Result<Vec<String>> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| {
            let line: Value = serde_json::from_str(line)?;
            let parts = fields.iter().filter_map(|field| line[field].as_str());
            Ok(parts.collect())
        })
        .collect()
}

fn title(text: &str) -> Result<()> {
    Ok(writeln!(stdout(), "\n{text}")?)
}

fn row(what: &str, figure: &str, note: &str) -> Result<()> {
    Ok(writeln!(stdout(), "  {what:<28} {figure:<52} {note}")?)
}
