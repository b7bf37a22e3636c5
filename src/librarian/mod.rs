//! The one service that every front end calls: ask, topics, reindex, and what a front end
//! needs beside them: passages by their ids, names while somebody types, the state of things.
//!
//! Synchronous and quick (a question takes well under a millisecond); an async front end
//! calls it on threads of its own.

mod catalogue;
mod suggest;
mod summary;

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use thiserror::Error;

use crate::answer::{Answer, Citation, Composition, Question, cite, compose, rank};
use crate::corpus::{Folder, Source};
use crate::index::{ArticleEntry, Candidate, Hit, PassageId, PassageIndex, Query, Snapshot, Topic};
use crate::meaning::SentenceEncoder;
use crate::model::Model;
use catalogue::Shelf;

// What a front end needs to name of the rooms behind this one.
pub use crate::corpus::check::Findings;
pub use crate::corpus::{CorpusError, Problem, Severity};
pub use crate::index::{IndexError, Progress, ReindexOptions, Report, Stage};
pub use crate::model::ModelSettings;
pub use summary::{ArticleOutline, ArticleSummary, SectionSummary, Status, TopicSummary};

/// Passages that are read and weighed once more for an answer, at the least.
const WEIGHED: usize = 14;

/// Passages that are read for each one shown: some repeat others.
const READ_PER_SHOWN: usize = 4;

/// Most titles named where an article is unknown.
const NEAR_TITLES: usize = 5;

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
    /// Whether questions and passages are compared by meaning, beside their words.
    pub by_meaning: bool,
    /// The sentence encoder that they are compared by too, if there is one.
    pub model: Option<ModelSettings>,
}

/// The service: cheap to clone, safe to share between threads.
#[derive(Clone)]
pub struct Librarian {
    inner: Arc<Inner>,
}

struct Inner {
    source: Box<dyn Source + Send>,
    index: PassageIndex,
    corpus: PathBuf,
    min_confidence: f64,
    shelf: Shelf,
}

/// What a question may be narrowed by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskOptions {
    /// Most passages in the answer.
    pub limit: usize,
    /// Only articles of this topic.
    pub topic: Option<String>,
    /// Whether the answer says why it is what it is.
    pub explain: bool,
}

/// A question's articles in order, for measuring.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranking {
    /// Paths of the articles, best first, each once, by its best passage.
    pub articles: Vec<String>,
}

/// Why the librarian could not serve.
#[derive(Debug, Error)]
pub enum LibrarianError {
    /// The index could not be read or written.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// No article has this topic.
    #[error("no article has the topic \"{name}\"")]
    UnknownTopic {
        /// What was asked for.
        name: String,
        /// The topics there are, largest first.
        known: Vec<String>,
    },
    /// There is no such article, or it cannot be quoted from.
    #[error("there is no article \"{name}\"")]
    UnknownArticle {
        /// What was asked for.
        name: String,
        /// Titles that are spelt like it, nearest first.
        near: Vec<String>,
    },
}

impl Librarian {
    /// The service for a folder of articles; nothing is read until the first call.
    pub fn new(settings: Settings) -> Self {
        let source = Folder::new(
            settings.corpus.clone(),
            settings.max_file_bytes,
            settings.base_url.clone(),
        );
        Self::with_source(Box::new(source), settings)
    }

    /// The service for articles from elsewhere; `settings` names the index.
    pub fn with_source(source: Box<dyn Source + Send>, settings: Settings) -> Self {
        let encoder = settings
            .model
            .map(|model| Arc::new(Model::new(model)) as Arc<dyn SentenceEncoder>);
        Self {
            inner: Arc::new(Inner {
                source,
                index: PassageIndex::new(&settings.index, settings.by_meaning, encoder),
                corpus: settings.corpus,
                min_confidence: settings.min_confidence,
                shelf: Shelf::default(),
            }),
        }
    }

    /// The folder of the articles.
    pub fn corpus(&self) -> &std::path::Path {
        &self.inner.corpus
    }

    /// Opens the index, if it can be answered from. The error of one that is missing,
    /// damaged or outdated says so in [`IndexError::is_mended_by_rebuilding`].
    pub fn open(&self) -> Result<(), LibrarianError> {
        self.inner.index.snapshot()?;
        Ok(())
    }

    /// Answers `question`.
    pub fn ask(&self, question: &Question, options: &AskOptions) -> Result<Answer, LibrarianError> {
        let snapshot = self.inner.index.snapshot()?;
        let query = read(&snapshot, question)?;
        let topic = match &options.topic {
            Some(name) => Some(
                snapshot
                    .topic(name)
                    .ok_or_else(|| unknown_topic(&snapshot, name))?,
            ),
            None => None,
        };
        let admits = topic.map(|topic| {
            // Articles are in the order of their index.
            |article: usize| topic.articles.binary_search(&article).is_ok()
        });
        let wanted = (options.limit * READ_PER_SHOWN).max(WEIGHED);
        let candidates =
            snapshot.search(&query, wanted, admits.as_ref().map(|admits| admits as _))?;
        let hits = load(&snapshot, &candidates)?;
        let composition = Composition {
            limit: options.limit,
            min_confidence: self.inner.min_confidence,
            explain: options.explain,
        };
        Ok(compose(
            question,
            &query,
            hits,
            snapshot.topics(),
            composition,
        ))
    }

    /// The articles that fit `question` best, at most `limit`, whether it counts as
    /// answered or not and with no limit per article.
    pub fn rank(&self, question: &Question, limit: usize) -> Result<Ranking, LibrarianError> {
        /// Passages looked at for each article wanted.
        const PASSAGES_PER_ARTICLE: usize = 20;
        let snapshot = self.inner.index.snapshot()?;
        let query = read(&snapshot, question)?;
        let candidates = snapshot.search(&query, limit * PASSAGES_PER_ARTICLE, None)?;
        let weighed = candidates.len().min(WEIGHED);
        let first = rank(question, &query, load(&snapshot, &candidates[..weighed])?);
        let mut articles: Vec<String> = Vec::new();
        let order = first.iter().map(|hit| hit.article);
        let mut seen = std::collections::HashSet::new();
        for article in order.chain(candidates[weighed..].iter().map(|rest| rest.article)) {
            if articles.len() == limit {
                break;
            }
            if seen.insert(article) {
                articles.push(snapshot.article(article).path.clone());
            }
        }
        Ok(Ranking { articles })
    }

    /// The topics of the corpus, those with most articles first.
    pub fn topics(&self) -> Result<Vec<TopicSummary>, LibrarianError> {
        let snapshot = self.inner.index.snapshot()?;
        Ok(snapshot.topics().iter().map(topic_summary).collect())
    }

    /// The articles of one topic (letter case does not matter), by title.
    pub fn articles(&self, topic: &str) -> Result<Vec<ArticleSummary>, LibrarianError> {
        let snapshot = self.inner.index.snapshot()?;
        let topic = snapshot
            .topic(topic)
            .ok_or_else(|| unknown_topic(&snapshot, topic))?;
        let mut articles: Vec<ArticleSummary> = topic
            .articles
            .iter()
            .map(|&article| ArticleSummary::of(snapshot.article(article)))
            .collect();
        articles.sort_by(|a, b| a.title.cmp(&b.title).then_with(|| a.path.cmp(&b.path)));
        Ok(articles)
    }

    /// The passages of some ids (see [`Citation::id`]) as they are now, in the order of the
    /// ids, which `rank` counts; `None` where the passage is gone or the id is none. The words
    /// of `question` are marked in them. Their scores say nothing.
    pub fn passages(
        &self,
        ids: &[&str],
        question: Option<&Question>,
    ) -> Result<Vec<Option<Citation>>, LibrarianError> {
        let snapshot = self.inner.index.snapshot()?;
        let asked = match question {
            Some(question) => Some((question, read(&snapshot, question)?)),
            None => None,
        };
        let asked = asked.as_ref().map(|(question, query)| (*question, query));
        ids.iter()
            .enumerate()
            .map(|(place, id)| {
                let Some(id) = PassageId::parse(id) else {
                    return Ok(None);
                };
                let hit = snapshot.passage(id)?;
                Ok(hit.map(|hit| cite(place + 1, &hit, snapshot.article(hit.article), asked)))
            })
            .collect()
    }

    /// The topics that a person may mean who has typed the beginning of one, or has mistyped
    /// it; best first, at most `limit`. Of equally good ones, and where nothing is typed,
    /// those with most articles come first.
    pub fn suggest_topics(
        &self,
        typed: &str,
        limit: usize,
    ) -> Result<Vec<TopicSummary>, LibrarianError> {
        let snapshot = self.inner.index.snapshot()?;
        let catalogue = self.inner.shelf.catalogue(&snapshot);
        let places = catalogue.topics.suggest(typed, limit).into_iter();
        Ok(places
            .map(|place| topic_summary(&snapshot.topics()[place]))
            .collect())
    }

    /// The articles whose title a person may mean, as [`Librarian::suggest_topics`]; of
    /// equally good ones, and where nothing is typed, by title.
    pub fn suggest_articles(
        &self,
        typed: &str,
        limit: usize,
    ) -> Result<Vec<ArticleSummary>, LibrarianError> {
        let snapshot = self.inner.index.snapshot()?;
        let catalogue = self.inner.shelf.catalogue(&snapshot);
        Ok(catalogue
            .suggest(&snapshot, typed, limit)
            .map(ArticleSummary::of)
            .collect())
    }

    /// The article at a path within the corpus, else of a title (letter case, accents and
    /// signs do not matter), with its sections.
    pub fn article(&self, name: &str) -> Result<ArticleOutline, LibrarianError> {
        let snapshot = self.inner.index.snapshot()?;
        let catalogue = self.inner.shelf.catalogue(&snapshot);
        match catalogue.article(&snapshot, name) {
            Some(entry) => Ok(ArticleOutline::of(entry)),
            None => Err(LibrarianError::UnknownArticle {
                name: name.to_owned(),
                near: catalogue
                    .suggest(&snapshot, name, NEAR_TITLES)
                    .map(|entry| entry.metadata.title.clone())
                    .collect(),
            }),
        }
    }

    /// How large, how old and how faultless the index is.
    pub fn status(&self) -> Result<Status, LibrarianError> {
        let snapshot = self.inner.index.snapshot()?;
        let manifest = snapshot.manifest();
        let problems = manifest.articles.iter().map(|entry| entry.problems.len());
        Ok(Status {
            articles: manifest.published().count(),
            passages: manifest.passages,
            topics: snapshot.topics().len(),
            problems: problems.sum(),
            index_bytes: snapshot.bytes_on_disk(),
            reindexed: snapshot.committed(),
            format: snapshot.format(),
        })
    }

    /// Reads the articles as they are now, and looks for faults that their writers can mend.
    /// Takes as long as reading them does, and needs no index.
    pub fn check(&self) -> Result<Findings, LibrarianError> {
        let findings = Findings::of(self.inner.source.as_ref()).map_err(IndexError::Corpus)?;
        Ok(findings)
    }

    /// Brings the index up to date with the corpus. Questions are answered meanwhile. Where
    /// `progress` breaks off before all articles are read, the index stays as it is:
    /// [`IndexError::Stopped`].
    pub fn reindex(
        &self,
        options: ReindexOptions,
        progress: &(dyn Fn(Progress) -> ControlFlow<()> + Sync),
    ) -> Result<Report, LibrarianError> {
        Ok(self
            .inner
            .index
            .reindex(self.inner.source.as_ref(), options, progress)?)
    }
}

fn read(snapshot: &Snapshot, question: &Question) -> Result<Query, IndexError> {
    Query::read(question.as_str(), question.about(), snapshot)
}

fn load<'index>(
    snapshot: &'index Snapshot,
    candidates: &[Candidate],
) -> Result<Vec<(Hit, &'index ArticleEntry)>, IndexError> {
    candidates
        .iter()
        .map(|candidate| {
            Ok((
                snapshot.load(candidate)?,
                snapshot.article(candidate.article),
            ))
        })
        .collect()
}

fn topic_summary(topic: &Topic) -> TopicSummary {
    TopicSummary {
        name: topic.name.clone(),
        articles: topic.articles.len(),
    }
}

fn unknown_topic(snapshot: &Snapshot, name: &str) -> LibrarianError {
    LibrarianError::UnknownTopic {
        name: name.to_owned(),
        known: snapshot
            .topics()
            .iter()
            .map(|topic| topic.name.clone())
            .collect(),
    }
}
