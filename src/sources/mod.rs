//! Articles from elsewhere: websites, feeds, single pages, git repositories, other folders ->
//! files in the corpus. Fetches politely and never where it must not; writes nothing outside
//! the folder of a source, and never over what somebody else wrote. Knows nothing of the index.
//!
//! The way of a page: `plan` lists it -> `fetch` brings it, past `guard` and `robots` ->
//! `content` makes an article of it -> `shelf` writes that.

mod content;
mod feed;
mod fetch;
mod git;
mod guard;
mod place;
mod plan;
mod preview;
mod refresh;
mod report;
mod request;
mod robots;
mod shelf;
mod sitemap;

use std::fs::{File, TryLockError};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use thiserror::Error;

pub use preview::Preview;
pub use report::{Note, SourceReport};

use crate::config::{FetchingConfig, SourceConfig};
use crate::journal::{Journal, JournalError, Refreshed};
use refresh::Surroundings;
use shelf::{Shelf, ShelfError};

/// Name of the file that a refresh holds, in the journal's folder.
const LOCK: &str = "refresh.lock";

/// Most sources that moderators may add.
pub const MAX_ADDED: usize = 100;

/// The service: cheap to clone, safe to share between threads. What it does waits for the disk
/// and the journal, so an async front end calls it on a thread where that is allowed.
#[derive(Debug, Clone)]
pub struct Sources {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    journal: Journal,
    corpus: PathBuf,
    configured: Vec<SourceConfig>,
    fetching: FetchingConfig,
    agent: String,
}

/// Where the articles belong and what the configuration says.
#[derive(Debug, Clone)]
pub struct SourceSettings {
    /// The folder of the articles.
    pub corpus: PathBuf,
    /// The sources of the configuration.
    pub configured: Vec<SourceConfig>,
    /// How pages are fetched.
    pub fetching: FetchingConfig,
}

/// A source and how it is.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceState {
    /// What it is.
    pub source: SourceConfig,
    /// Whether it stands in the configuration; else a moderator added it.
    pub is_configured: bool,
    /// How many articles it has.
    pub articles: usize,
    /// What came of its last refresh.
    pub refreshed: Option<Refreshed>,
}

/// How far a refresh is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Progress {
    /// The source that is being refreshed.
    pub source: String,
    /// Pages looked at so far.
    pub done: usize,
    /// Pages to look at in all.
    pub total: usize,
}

/// Which sources to refresh, and how.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RefreshOptions {
    /// The names of the sources; none: all.
    pub only: Option<Vec<String>>,
    /// Whether more than a third of the articles of a source may vanish at once.
    pub accept_removals: bool,
}

/// Why the sources could not serve.
#[derive(Debug, Error)]
pub enum SourcesError {
    /// The journal could not.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The disk could not.
    #[error("{path} cannot be written: {source}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// There is no such source.
    #[error("there is no source \"{name}\"")]
    Unknown {
        /// What was asked for.
        name: String,
        /// The names of those there are.
        known: Vec<String>,
    },
    /// Another refresh runs.
    #[error("the sources are being refreshed already; wait for that to end")]
    Busy,
    /// The name is taken.
    #[error("there is a source \"{0}\" already")]
    Taken(String),
    /// The configuration names it.
    #[error("the source \"{0}\" stands in the configuration; remove it there")]
    Configured(String),
    /// There are too many.
    #[error("there are {MAX_ADDED} added sources already; remove one first")]
    TooMany,
}

impl From<ShelfError> for SourcesError {
    fn from(error: ShelfError) -> Self {
        match error {
            ShelfError::Journal(error) => Self::Journal(error),
            ShelfError::Io { path, source } => Self::Io { path, source },
        }
    }
}

impl Sources {
    /// The service; nothing is read until the first call.
    pub fn new(settings: SourceSettings, journal: Journal) -> Self {
        let contact = settings
            .fetching
            .contact
            .as_ref()
            .map(|url| format!(" (+{url})"));
        Self {
            inner: Arc::new(Inner {
                journal,
                corpus: settings.corpus,
                configured: settings.configured,
                fetching: settings.fetching,
                agent: format!(
                    "Footnote/{}{}",
                    env!("CARGO_PKG_VERSION"),
                    contact.unwrap_or_default()
                ),
            }),
        }
    }

    /// All sources: those of the configuration, then those that moderators added.
    pub fn list(&self) -> Result<Vec<SourceState>, SourcesError> {
        let mut all: Vec<(SourceConfig, bool)> = Vec::new();
        all.extend(self.inner.configured.iter().cloned().map(|it| (it, true)));
        for added in self.inner.journal.added_sources()? {
            match serde_json::from_str::<SourceConfig>(&added.definition) {
                Ok(source) if all.iter().all(|(other, _)| other.name != source.name) => {
                    all.push((source, false));
                }
                // The configuration has named one alike since; it wins.
                Ok(_) => {}
                Err(error) => {
                    tracing::warn!(name = added.name, %error, "a source is not understood");
                }
            }
        }
        let states = all.into_iter().map(|(source, is_configured)| {
            Ok(SourceState {
                articles: self.inner.journal.source_pages(&source.name)?.len(),
                refreshed: self.inner.journal.refreshed(&source.name)?,
                source,
                is_configured,
            })
        });
        states.collect()
    }

    /// Refreshes sources, one after the other. May be dropped at any moment: every article is
    /// then as it was or as it is now.
    pub async fn refresh(
        &self,
        options: &RefreshOptions,
        progress: &dyn Fn(Progress),
    ) -> Result<Vec<SourceReport>, SourcesError> {
        let all = self.list()?;
        let chosen: Vec<&SourceState> = match &options.only {
            None => all.iter().collect(),
            Some(names) => {
                let find = |name: &String| {
                    let found = all.iter().find(|state| state.source.name == *name);
                    found.ok_or_else(|| unknown(name, &all))
                };
                names.iter().map(find).collect::<Result<_, _>>()?
            }
        };
        let _lock = self.lock()?;
        let mut reports = Vec::new();
        for state in chosen {
            let around = Surroundings {
                journal: &self.inner.journal,
                corpus: &self.inner.corpus,
                target: "",
                agent: &self.inner.agent,
                accept_removals: options.accept_removals,
                progress,
            };
            let report = refresh::refresh(&self.completed(&state.source), &around).await?;
            let refreshed = Refreshed {
                at: now(),
                outcome: match &report.failure {
                    Some(_) => report.to_string(),
                    None => report.figures(),
                },
            };
            self.inner
                .journal
                .note_refresh(&state.source.name, &refreshed)?;
            reports.push(report);
        }
        Ok(reports)
    }

    /// The sources whose time has come, and the seconds until the next one's has; none where no
    /// source is refreshed by itself.
    pub fn due(&self) -> Result<(Vec<String>, Option<u64>), SourcesError> {
        let now = now();
        let (mut due, mut next) = (Vec::new(), None);
        for state in self.list()? {
            let Some(every) = state.source.every else {
                continue;
            };
            let at = state.refreshed.map_or(now, |refreshed| {
                // A clock that was set back does not put a source off for ever.
                refreshed.at.min(now) + every.as_secs().cast_signed()
            });
            if at <= now {
                due.push(state.source.name);
            } else {
                let wait = (at - now).cast_unsigned();
                next = Some(next.map_or(wait, |other: u64| other.min(wait)));
            }
        }
        Ok((due, next))
    }

    /// What a refresh of a source that is to be added would fetch: the list of its pages and the
    /// first of them. Writes nothing.
    pub async fn preview(&self, source: &SourceConfig) -> Preview {
        preview::preview(&self.completed(source), &self.inner.agent).await
    }

    /// Keeps a source that a moderator is asked to confirm. Gives its number.
    pub fn draft(&self, source: &SourceConfig) -> Result<i64, SourcesError> {
        let all = self.list()?;
        if all.iter().any(|state| state.source.name == source.name) {
            return Err(SourcesError::Taken(source.name.clone()));
        }
        if all.iter().filter(|state| !state.is_configured).count() >= MAX_ADDED {
            return Err(SourcesError::TooMany);
        }
        let definition = serde_json::to_string(source).unwrap_or_default();
        Ok(self
            .inner
            .journal
            .draft_source(&source.name, &definition, now())?)
    }

    /// Adds a source that was kept, and gives its name; none where it is not waiting any more.
    pub fn confirm(&self, draft: i64) -> Result<Option<String>, SourcesError> {
        let added = self.inner.journal.confirm_source(draft)?;
        Ok(added.map(|added| added.name))
    }

    /// Removes a source that was added, with its articles or without. Gives how many articles
    /// went, and those that stay because somebody edited them.
    pub fn remove(&self, name: &str, with_articles: bool) -> Result<SourceReport, SourcesError> {
        let all = self.list()?;
        let state = all
            .iter()
            .find(|state| state.source.name == name)
            .ok_or_else(|| unknown(name, &all))?;
        if state.is_configured {
            return Err(SourcesError::Configured(name.to_owned()));
        }
        let _lock = self.lock()?;
        let mut report = SourceReport {
            name: name.to_owned(),
            ..SourceReport::default()
        };
        if with_articles {
            let journal = &self.inner.journal;
            let corpus = &self.inner.corpus;
            let mut articles = Shelf::open(journal, corpus, name, String::new())?;
            for address in articles.addresses() {
                match articles.remove(&address)? {
                    None => report.removed += 1,
                    Some(why) => report.kept.push(Note::new(&address, why)),
                }
            }
        }
        self.inner.journal.forget_source(name)?;
        Ok(report)
    }

    /// A source with what the configuration says of all.
    fn completed(&self, source: &SourceConfig) -> SourceConfig {
        let mut source = source.clone();
        let fetching = &self.inner.fetching;
        source.allow_hosts.extend_from_slice(&fetching.allow_hosts);
        let delay = source.limits.delay_seconds;
        source.limits.delay_seconds = delay.or(Some(fetching.delay_seconds));
        source
    }

    /// Takes the lock that only one refresh at a time may hold, in whatever process.
    fn lock(&self) -> Result<File, SourcesError> {
        let path = self.inner.journal.folder().join(LOCK);
        let failed = |source| SourcesError::Io {
            path: path.clone(),
            source,
        };
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => Err(SourcesError::Busy),
            Err(TryLockError::Error(source)) => Err(failed(source)),
        }
    }
}

fn unknown(name: &str, all: &[SourceState]) -> SourcesError {
    SourcesError::Unknown {
        name: name.to_owned(),
        known: all.iter().map(|state| state.source.name.clone()).collect(),
    }
}

/// Seconds since 1970-01-01 UTC.
fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs().cast_signed())
}
