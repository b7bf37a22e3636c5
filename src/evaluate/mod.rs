//! Runs a question set with known answers and reports how well they are found.
//!
//! Reads the project's own `questions.toml` and sets in the BEIR layout (`corpus.jsonl`,
//! `queries.jsonl`, `qrels/<split>.tsv`). A set is never looked at by name: what is
//! measured is what members get.

mod beir;
mod confidence;
mod golden;
mod measures;
mod question_file;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde::Serialize;
use thiserror::Error;

use crate::answer::{Question, QuestionError};
use crate::librarian::{AskOptions, Librarian, LibrarianError, Progress, ReindexOptions, Settings};
pub use beir::{Documents, documents};
use confidence::Kind;
pub use confidence::{Bin, ConfidenceFigures, Confidences, Separation};
pub use golden::GoldenFigures;
pub use measures::Latency;
use measures::{Means, Tally};

/// Documents of each ranking that are looked at.
const DEPTH: usize = 100;

/// The split of a set that has only one, and of the folder whose questions are off topic.
const DEFAULT_SPLIT: &str = "test";

/// Passages asked for where an answer, not a ranking, is measured.
const ANSWER_PASSAGES: usize = 3;

/// What a run found. The measures are means over the questions, between 0 and 1.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Evaluation {
    /// Name of the set: its folder or file.
    pub set: String,
    /// Which of its splits.
    pub split: String,
    /// How many questions were asked.
    pub questions: usize,
    /// Normalised discounted cumulative gain of the first ten, linear gain.
    pub ndcg_at_10: f64,
    /// Mean of 1 / rank of the first right document among the first ten.
    pub mrr_at_10: f64,
    /// Share whose first document is right.
    pub success_at_1: f64,
    /// Share of the right documents among the first five.
    pub recall_at_5: f64,
    /// Share of the right documents among the first hundred.
    pub recall_at_100: f64,
    /// Share of the questions that were not answered.
    pub refused: f64,
    /// How long it took to bring the index up to date.
    pub index_seconds: f64,
    /// How long an answer took.
    pub latency_ms: Latency,
    /// How well the confidence tells answerable questions from others, where there are both.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<ConfidenceFigures>,
    /// What that was worked out from, to be taken together with another set's.
    #[serde(skip)]
    pub confidences: Confidences,
    /// More figures, for the project's own questions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub golden: Option<GoldenFigures>,
}

/// What is asked of a set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// A `.toml` file with questions about the corpus, or a folder in the BEIR layout.
    pub set: PathBuf,
    /// Which judgements of a folder are used.
    pub split: String,
    /// Which split of the folder holds questions on its topic that it does not answer.
    pub against: Option<String>,
    /// A folder in the BEIR layout whose questions, of the split `test`, have nothing to do with
    /// this set.
    pub off_topic: Option<PathBuf>,
}

impl Evaluation {
    /// The figures of a set without those that only the project's own questions have.
    fn new(set: &Path, split: &str, questions: usize, index_seconds: f64, means: &Means) -> Self {
        Self {
            set: name(set),
            split: split.to_owned(),
            questions,
            ndcg_at_10: means.ndcg_at_10,
            mrr_at_10: means.mrr_at_10,
            success_at_1: means.success_at_1,
            recall_at_5: means.recall_at_5,
            recall_at_100: means.recall_at_100,
            refused: means.refused,
            index_seconds,
            latency_ms: means.latency_ms,
            confidence: means.confidences.figures(),
            confidences: means.confidences.clone(),
            golden: None,
        }
    }
}

/// Why a question set could not be run.
#[derive(Debug, Error)]
pub enum EvaluateError {
    /// A file cannot be read.
    #[error("cannot read {path}: {source}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A line of a file is not what it should be.
    #[error("{path}:{line}: {reason}")]
    Malformed {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// A question is too long to be asked.
    #[error("question {id}: {source}")]
    Question {
        /// Which one.
        id: String,
        /// What is wrong with it.
        source: QuestionError,
    },
    /// The set holds no question of this split.
    #[error("{path} holds no question of the split \"{split}\"")]
    Empty {
        /// The set.
        path: PathBuf,
        /// The split.
        split: String,
    },
    /// The service failed.
    #[error(transparent)]
    Librarian(#[from] LibrarianError),
}

/// Runs a question set: one about the corpus that `settings` names, or a folder in the BEIR
/// layout, whose documents get an index of their own below the one that `settings` names.
pub fn evaluate(
    run: &Run,
    settings: &Settings,
    progress: &(dyn Fn(Progress) -> ControlFlow<()> + Sync),
) -> Result<Evaluation, EvaluateError> {
    // A set that asks the same twice is to be answered twice.
    let settings = &Settings {
        remembered_answers: 0,
        ..settings.clone()
    };
    if run.set.is_dir() {
        beir::evaluate(run, settings, progress)
    } else {
        golden::evaluate(run, settings, progress)
    }
}

/// How well the confidence tells the answerable questions of several sets, taken together, from
/// the others of all of them; none where there are not both.
pub fn together(evaluations: &[Evaluation]) -> Option<ConfidenceFigures> {
    let mut all = Confidences::default();
    for evaluation in evaluations {
        all.extend(&evaluation.confidences);
    }
    all.figures()
}

/// Brings the index up to date and says how long that took.
fn index(
    librarian: &Librarian,
    progress: &(dyn Fn(Progress) -> ControlFlow<()> + Sync),
) -> Result<f64, LibrarianError> {
    Ok(librarian
        .reindex(ReindexOptions::default(), progress)?
        .seconds)
}

/// Asks one question for its ranking and for its answer; only the answer is timed.
fn ask(
    librarian: &Librarian,
    question: &Question,
    kind: Kind,
    tally: &mut Tally,
) -> Result<(Vec<String>, crate::answer::Answer), LibrarianError> {
    let options = AskOptions {
        limit: ANSWER_PASSAGES,
        topic: None,
        explain: false,
    };
    let started = Instant::now();
    let answer = librarian.ask(question, &options)?;
    tally.time(started.elapsed(), answer.answered);
    tally.confidences.count(kind, answer.confidence);
    let ranking = librarian.rank(question, DEPTH)?;
    Ok((ranking.articles, answer))
}

/// Asks the questions of another folder, which are off topic, or of another split of this one.
/// They count for the confidence alone.
fn ask_others(
    librarian: &Librarian,
    (folder, split): (&Path, &str),
    kind: Kind,
    tally: &mut Tally,
) -> Result<(), EvaluateError> {
    let options = AskOptions {
        limit: ANSWER_PASSAGES,
        topic: None,
        explain: false,
    };
    for (question, _) in beir::questions(folder, split)? {
        let answer = librarian.ask(&question, &options)?;
        tally.confidences.count(kind, answer.confidence);
    }
    Ok(())
}

/// Asks the questions that have nothing to do with the set, if there are any.
fn ask_off_topic(librarian: &Librarian, run: &Run, tally: &mut Tally) -> Result<(), EvaluateError> {
    match &run.off_topic {
        Some(other) => ask_others(librarian, (other, DEFAULT_SPLIT), Kind::OffTopic, tally),
        None => Ok(()),
    }
}

/// The name of a set: the last part of its path.
fn name(path: &Path) -> String {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn read(path: &Path) -> Result<String, EvaluateError> {
    std::fs::read_to_string(path).map_err(|source| EvaluateError::Unreadable {
        path: path.to_owned(),
        source,
    })
}
