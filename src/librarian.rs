//! The one service that every front end calls: ask, topics, reindex.

use std::path::PathBuf;

use serde::Serialize;
use thiserror::Error;

use crate::answer::{Answer, Question};
use crate::corpus::Problem;

/// Where the articles and the index are, and how answers are made.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Folder of the articles.
    pub corpus: PathBuf,
    /// Folder of the index.
    pub index: PathBuf,
    /// Base that a `slug` in the front matter is appended to.
    pub base_url: Option<url::Url>,
    /// Largest file that is read, in bytes.
    pub max_file_bytes: u64,
    /// Least confidence with which a question is answered, 0 to 1.
    pub min_confidence: f64,
}

/// The service: cheap to clone, safe to share between threads.
#[derive(Debug, Clone)]
pub struct Librarian {
    settings: Settings,
}

/// What a question may be narrowed by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskOptions {
    /// Most passages in the answer.
    pub limit: usize,
    /// Only articles of this topic.
    pub topic: Option<String>,
}

/// How to reindex.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ReindexOptions {
    /// Read every article again, whether it changed or not.
    pub full: bool,
    /// Accept a corpus without a single article.
    pub allow_empty: bool,
}

/// How far a reindex is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Articles read so far.
    pub done: usize,
    /// Articles to read in all.
    pub total: usize,
}

/// What a reindex did.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Articles that are new.
    pub added: usize,
    /// Articles whose text or front matter changed.
    pub changed: usize,
    /// Articles that are gone.
    pub removed: usize,
    /// Articles that stayed as they were.
    pub unchanged: usize,
    /// Passages in the index now.
    pub passages: usize,
    /// How long it took.
    pub seconds: f64,
    /// What is wrong with files of the corpus, those of unchanged articles included.
    pub problems: Vec<Problem>,
}

/// A topic and how many articles it has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TopicSummary {
    /// The topic as the articles write it.
    pub name: String,
    /// How many articles have it.
    pub articles: usize,
}

/// An article in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ArticleSummary {
    /// Path within the corpus.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Link to its page.
    pub url: Option<String>,
    /// Its topics.
    pub topics: Vec<String>,
    /// When it was last changed, as it says itself.
    pub updated: Option<String>,
    /// Its headings, in order: what it answers.
    pub headings: Vec<String>,
}

/// Why the librarian could not serve.
#[derive(Debug, Error)]
pub enum LibrarianError {
    /// Placeholder until the index is in place.
    #[error("the index is not built yet")]
    NoIndex,
    /// No article has this topic.
    #[error("no article has the topic \"{0}\"")]
    UnknownTopic(String),
}

impl Librarian {
    /// Opens the service; nothing is read until the first call.
    pub fn new(settings: Settings) -> Self {
        Self { settings }
    }

    /// Whether there is an index to answer from. `ask` and `topics` fail without one.
    pub fn has_index(&self) -> bool {
        self.settings.index.join("CURRENT").exists()
    }

    /// Answers `question`.
    pub fn ask(
        &self,
        _question: &Question,
        _options: &AskOptions,
    ) -> Result<Answer, LibrarianError> {
        Err(LibrarianError::NoIndex)
    }

    /// The topics of the corpus, those with most articles first.
    pub fn topics(&self) -> Result<Vec<TopicSummary>, LibrarianError> {
        Err(LibrarianError::NoIndex)
    }

    /// The articles of one topic (letter case does not matter), by title.
    pub fn articles(&self, _topic: &str) -> Result<Vec<ArticleSummary>, LibrarianError> {
        Err(LibrarianError::NoIndex)
    }

    /// Brings the index up to date with the corpus.
    pub fn reindex(
        &self,
        _options: ReindexOptions,
        _progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<Report, LibrarianError> {
        Err(LibrarianError::NoIndex)
    }
}
