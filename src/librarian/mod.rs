//! The one service that every front end calls: ask, topics, reindex, and what a front end
//! needs beside them: passages by their ids, names while somebody types, the state of things.
//!
//! Synchronous and quick (a question takes well under a millisecond); an async front end
//! calls it on threads of its own.

mod catalogue;
mod gist;
mod house;
mod part;
mod remembered;
mod seen;
mod settings;
mod suggest;
mod summary;

use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Instant;

use thiserror::Error;

use crate::answer::{Answer, Citation, Composition, Question, cite, compose, rank};
use crate::corpus::{Folder, Source};
use crate::index::{ArticleEntry, Candidate, Hit, PassageId, PassageIndex, Query, Snapshot, Topic};
use catalogue::{Catalogue, Shelf};
use house::House;
use remembered::{Asked, Remembered};
use seen::Seen;

// What a front end needs to name of the rooms behind this one.
pub use crate::corpus::check::Findings;
pub use crate::corpus::{CorpusError, Problem, Severity};
pub use crate::index::{IndexError, Progress, ReindexOptions, Report, Stage};
pub use crate::model::ModelSettings;
pub use gist::Gist;
pub use house::seen_by;
pub use part::Part;
pub use settings::Settings;
pub use summary::{ArticleOutline, ArticleSummary, SectionSummary, Status, TopicSummary};

/// Passages that are read and weighed once more for an answer.
const WEIGHED: usize = 14;

/// Passages that are found for each one shown: some repeat others.
const FOUND_PER_SHOWN: usize = 4;

/// Passages among which an article must be that answers a question.
const CHECKED: usize = 9;

/// Most titles named where an article is unknown.
const NEAR_TITLES: usize = 5;

/// The service, as one server sees the articles, or as none does: cheap to clone, safe to share
/// between threads.
#[derive(Clone)]
pub struct Librarian {
    house: Arc<House>,
    inner: Arc<Inner>,
    /// What of the articles is searched.
    part: Part,
}

/// What belongs to one index.
struct Inner {
    index: PassageIndex,
    min_confidence: f64,
    shelf: Shelf,
    remembered: Remembered<Snapshot>,
}

impl Inner {
    fn new(index: PassageIndex, settings: &Settings) -> Self {
        Self {
            index,
            min_confidence: settings.min_confidence,
            shelf: Shelf::default(),
            remembered: Remembered::new(settings.remembered_answers),
        }
    }
}

/// What a question may be narrowed by.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
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
    /// The service for a folder of articles, as one sees them who belongs to no server; nothing
    /// is read until the first call.
    pub fn new(settings: Settings) -> Self {
        let folder = Folder::new(
            settings.corpus.clone(),
            settings.max_file_bytes,
            settings.base_url.clone(),
        );
        let source = Box::new(folder.clone());
        Self::of(House::new(source, Some(folder), settings))
    }

    /// The service for articles from elsewhere; `settings` names the index. No server has
    /// articles of its own.
    pub fn with_source(source: Box<dyn Source + Send>, settings: Settings) -> Self {
        Self::of(House::new(source, None, settings))
    }

    fn of(house: House) -> Self {
        Self {
            inner: Arc::clone(&house.shared),
            part: Part::default(),
            house: Arc::new(house),
        }
    }

    /// The service as a server sees the articles: the shared ones and its own. `None`, in a
    /// direct message for instance: the shared ones. Costs one file look-up.
    #[must_use]
    pub fn of_server(&self, server: Option<u64>) -> Self {
        let shared = || Arc::clone(&self.house.shared);
        Self {
            inner: server.map_or_else(shared, |id| self.house.of_server(id)),
            ..self.clone()
        }
    }

    /// The same, with only a part of the shared articles.
    #[must_use]
    pub fn narrowed(self, part: Part) -> Self {
        Self { part, ..self }
    }

    /// Whether a server has articles of its own, indexed or not.
    pub fn has_own(&self, server: u64) -> bool {
        self.house.has_own(server)
    }

    /// The folder of the articles.
    pub fn corpus(&self) -> &std::path::Path {
        self.house.corpus()
    }

    /// Opens the shared index, if it can be answered from. The error of one that is missing,
    /// damaged or outdated says so in [`IndexError::is_mended_by_rebuilding`].
    pub fn open(&self) -> Result<(), LibrarianError> {
        self.house.open(None)
    }

    /// The same, and where a server has articles of its own, its index.
    pub fn open_for(&self, server: Option<u64>) -> Result<(), LibrarianError> {
        self.house.open(server)
    }

    /// The same, of the index of every server.
    pub fn open_all(&self) -> Result<(), LibrarianError> {
        self.house.open_all()
    }

    fn look(&self) -> Result<Seen, IndexError> {
        let snapshot = self.inner.index.snapshot()?;
        let narrowed = !self.part.is_all();
        let catalogue = narrowed.then(|| self.inner.shelf.catalogue(&snapshot, &self.part));
        Ok(Seen {
            snapshot,
            catalogue,
        })
    }

    fn browse(&self) -> Result<(Arc<Snapshot>, Arc<Catalogue>), IndexError> {
        let snapshot = self.inner.index.snapshot()?;
        let catalogue = self.inner.shelf.catalogue(&snapshot, &self.part);
        Ok((snapshot, catalogue))
    }

    /// Answers `question`; at once if the same was asked a moment ago, and the index is the
    /// same as then.
    pub fn ask(&self, question: &Question, options: &AskOptions) -> Result<Answer, LibrarianError> {
        let seen = self.look()?;
        let remembered = &self.inner.remembered;
        let asked = Asked {
            question: question.clone(),
            options: options.clone(),
            part: self.part.clone(),
        };
        if let Some(answer) = remembered.answer(&seen.snapshot, &asked, Instant::now()) {
            return Ok(Arc::unwrap_or_clone(answer));
        }
        let answer = self.find(&seen, question, options)?;
        remembered.keep(&seen.snapshot, asked, &answer, Instant::now());
        Ok(answer)
    }

    fn find(
        &self,
        seen: &Seen,
        question: &Question,
        options: &AskOptions,
    ) -> Result<Answer, LibrarianError> {
        let snapshot = &seen.snapshot;
        let query = read(snapshot, question)?;
        let topic = match &options.topic {
            Some(name) => Some(seen.topic(name).ok_or_else(|| seen.unknown_topic(name))?),
            None => None,
        };
        let narrowed = topic.is_some() || seen.catalogue.is_some();
        let admits = narrowed.then_some(|article: usize| {
            // Articles are in the order of their index.
            topic.is_none_or(|topic| topic.articles.binary_search(&article).is_ok())
                && seen.admits(article)
        });
        let wanted = (options.limit * FOUND_PER_SHOWN).max(WEIGHED);
        let candidates =
            snapshot.search(&query, wanted, admits.as_ref().map(|admits| admits as _))?;
        let composition = Composition {
            limit: options.limit,
            weighed: WEIGHED,
            min_confidence: self.inner.min_confidence,
            explain: options.explain,
        };
        Ok(compose(
            question,
            &query,
            load(snapshot, &candidates),
            seen.topics(),
            composition,
        )?)
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
        let first = load(&snapshot, &candidates[..weighed]).collect::<Result<Vec<_>, _>>()?;
        let first = rank(question, &query, first);
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

    /// What a question asks for, in a few words that tell nothing of who asked.
    pub fn gist(&self, question: &Question) -> Result<Gist, LibrarianError> {
        let snapshot = self.inner.index.snapshot()?;
        let query = read(&snapshot, question)?;
        Ok(Gist::of(question, &query, snapshot.language()))
    }

    /// Whether a question of these words is answered, with `article` (its path) among the
    /// passages.
    pub fn answers_with(&self, words: &str, article: &str) -> Result<bool, LibrarianError> {
        let Ok(question) = Question::parse(words) else {
            return Ok(false);
        };
        let options = AskOptions {
            limit: CHECKED,
            topic: None,
            explain: false,
        };
        let answer = self.ask(&question, &options)?;
        Ok(answer.passages.iter().any(|it| it.article == article))
    }

    /// The topics of the corpus, those with most articles first.
    pub fn topics(&self) -> Result<Vec<TopicSummary>, LibrarianError> {
        Ok(self.look()?.topics().iter().map(topic_summary).collect())
    }

    /// The articles of one topic (letter case does not matter), by title.
    pub fn articles(&self, topic: &str) -> Result<Vec<ArticleSummary>, LibrarianError> {
        let seen = self.look()?;
        let topic = seen.topic(topic).ok_or_else(|| seen.unknown_topic(topic))?;
        let mut articles: Vec<ArticleSummary> = topic
            .articles
            .iter()
            .map(|&article| ArticleSummary::of(seen.snapshot.article(article)))
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
        let seen = self.look()?;
        let snapshot = &seen.snapshot;
        let asked = match question {
            Some(question) => Some((question, read(snapshot, question)?)),
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
                let hit = hit.filter(|hit| seen.admits(hit.article));
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
        let (_, catalogue) = self.browse()?;
        let places = catalogue.topic_names.suggest(typed, limit).into_iter();
        Ok(places
            .map(|place| topic_summary(&catalogue.topics[place]))
            .collect())
    }

    /// The articles whose title a person may mean, as [`Librarian::suggest_topics`]; of
    /// equally good ones, and where nothing is typed, by title.
    pub fn suggest_articles(
        &self,
        typed: &str,
        limit: usize,
    ) -> Result<Vec<ArticleSummary>, LibrarianError> {
        let (snapshot, catalogue) = self.browse()?;
        Ok(catalogue
            .suggest(&snapshot, typed, limit)
            .map(ArticleSummary::of)
            .collect())
    }

    /// The article at a path within the corpus, else of a title (letter case, accents and
    /// signs do not matter), with its sections.
    pub fn article(&self, name: &str) -> Result<ArticleOutline, LibrarianError> {
        let (snapshot, catalogue) = self.browse()?;
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
        let (snapshot, catalogue) = self.browse()?;
        let entries = &snapshot.manifest().articles;
        let seen = entries.iter().enumerate();
        let seen = seen.filter(|(article, _)| catalogue.admits(*article));
        let (passages, problems) = seen.fold((0, 0), |(passages, problems), (_, entry)| {
            (passages + entry.passages, problems + entry.problems.len())
        });
        Ok(Status {
            articles: catalogue.articles.len(),
            passages,
            topics: catalogue.topics.len(),
            problems,
            index_bytes: snapshot.bytes_on_disk(),
            reindexed: snapshot.committed(),
            format: snapshot.format(),
        })
    }

    /// Reads the shared articles as they are now, and looks for faults that their writers can
    /// mend. Takes as long as reading them does, and needs no index.
    pub fn check(&self) -> Result<Findings, LibrarianError> {
        self.house.check(&[])
    }

    /// The same, in the shared articles and in those of a server.
    pub fn check_for(&self, server: Option<u64>) -> Result<Findings, LibrarianError> {
        self.house.check(server.as_slice())
    }

    /// The same, in the shared articles and in those of all servers.
    pub fn check_all(&self) -> Result<Findings, LibrarianError> {
        self.house.check_all()
    }

    /// Brings the indexes up to date with the corpus: the shared one and those of all servers,
    /// whichever this librarian answers for. Questions are answered meanwhile. Where `progress`
    /// breaks off before all shared articles are read, everything stays as it is:
    /// [`IndexError::Stopped`].
    pub fn reindex(
        &self,
        options: ReindexOptions,
        progress: &(dyn Fn(Progress) -> ControlFlow<()> + Sync),
    ) -> Result<Report, LibrarianError> {
        self.house.reindex(options, progress)
    }

    /// Brings the index of one server up to date with its own articles. The shared articles, and
    /// what other servers see, stay as they are. The report is about its own articles alone.
    pub fn reindex_server(
        &self,
        server: u64,
        options: ReindexOptions,
        progress: &(dyn Fn(Progress) -> ControlFlow<()> + Sync),
    ) -> Result<Report, LibrarianError> {
        self.house.reindex_server(server, options, progress)
    }
}

fn read(snapshot: &Snapshot, question: &Question) -> Result<Query, IndexError> {
    Query::read(question.as_str(), question.about(), snapshot)
}

/// Reads passages, each when it is wanted.
fn load<'index>(
    snapshot: &'index Snapshot,
    candidates: &[Candidate],
) -> impl Iterator<Item = Result<(Hit, &'index ArticleEntry), IndexError>> {
    candidates.iter().map(|candidate| {
        Ok((
            snapshot.load(candidate)?,
            snapshot.article(candidate.article),
        ))
    })
}

fn topic_summary(topic: &Topic) -> TopicSummary {
    TopicSummary {
        name: topic.name.clone(),
        articles: topic.articles.len(),
    }
}
