//! Articles from elsewhere: websites, feeds, single pages, git repositories, other folders ->
//! files in the corpus. Fetches politely and never where it must not; writes nothing outside
//! the folder of a source, and never over what somebody else wrote. Knows nothing of the index.
//!
//! The way of a page: `plan` lists it -> `fetch` brings it, past `guard` and `robots` ->
//! `content` makes an article of it -> `shelf` writes that.

mod content;
mod error;
mod feed;
mod fetch;
mod git;
mod guard;
mod left;
mod place;
mod plan;
mod preview;
mod refresh;
mod report;
mod request;
mod robots;
mod shelf;
mod sitemap;
mod turns;
mod why;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, TryLockError};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

pub use content::{Kind as PageKind, Refusal};
pub use error::SourcesError;
pub use fetch::{Bound, FetchError};
pub use git::GitError;
pub use guard::GuardError;
pub use left::Left;
pub use preview::Preview;
pub use report::{Figures, Note, Outcome, SourceReport};
pub use shelf::Kept;
pub use why::{Failure, Why};

use crate::config::{FetchingConfig, SourceConfig, SourceLimits};
use crate::journal::{Journal, Refreshed, SourceKey};
use fetch::Manners;
use refresh::Surroundings;
use shelf::Shelf;

/// Most sources that moderators of the home servers may add.
const MOST_SHARED: u32 = 100;

/// Most sources that the moderators of a server may add for it alone.
const MOST_OF_SERVER: u32 = 5;

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
    manners: Manners,
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
    /// Its last refresh.
    pub refreshed: Option<LastRefresh>,
}

/// The last refresh of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastRefresh {
    /// When, in seconds since 1970-01-01 UTC.
    pub at: i64,
    /// What came of it; none where an older version wrote it down.
    pub outcome: Option<Outcome>,
}

/// Whose sources are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Whose {
    /// Everybody's.
    #[default]
    All,
    /// Those of one server, or that all servers share (none).
    Of(Option<u64>),
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
    /// Whose.
    pub whose: Whose,
    /// The names of the sources; none: all.
    pub only: Option<Vec<String>>,
    /// Whether more than a third of the articles of a source may vanish at once.
    pub accept_removals: bool,
}

impl SourceState {
    /// Which source it is.
    pub fn key(&self) -> SourceKey {
        key(&self.source)
    }

    /// Whether the moderators of one server added it for that alone: then what it may do is
    /// bounded.
    fn is_bounded(&self) -> bool {
        self.source.server.is_some() && !self.is_configured
    }
}

impl Whose {
    fn are(self, server: Option<u64>) -> bool {
        self == Self::All || self == Self::Of(server)
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
                manners: Manners {
                    agent: format!(
                        "Footnote/{}{}",
                        env!("CARGO_PKG_VERSION"),
                        contact.unwrap_or_default()
                    ),
                    turns: turns::Turns::default(),
                },
            }),
        }
    }

    /// Sources: those of the configuration, then those that moderators added.
    pub fn list(&self, whose: Whose) -> Result<Vec<SourceState>, SourcesError> {
        let mut all: Vec<(SourceConfig, bool)> = Vec::new();
        all.extend(self.inner.configured.iter().cloned().map(|it| (it, true)));
        for added in self.inner.journal.added_sources()? {
            match serde_json::from_str::<SourceConfig>(&added.definition) {
                Ok(source) => {
                    let server = added.key.server;
                    let source = SourceConfig { server, ..source };
                    // Where the configuration has named one alike since, it wins.
                    if all.iter().all(|(other, _)| key(other) != key(&source)) {
                        all.push((source, false));
                    }
                }
                Err(error) => {
                    tracing::warn!(id = added.id, %error, "a source is not understood");
                }
            }
        }
        let meant = all.into_iter().filter(|(it, _)| whose.are(it.server));
        let states = meant.map(|(source, is_configured)| {
            let refreshed = self.inner.journal.refreshed(&key(&source))?;
            Ok(SourceState {
                articles: self.inner.journal.source_pages(&key(&source))?.len(),
                refreshed: refreshed.map(|refreshed| LastRefresh {
                    at: refreshed.at,
                    outcome: serde_json::from_str(&refreshed.outcome).ok(),
                }),
                source,
                is_configured,
            })
        });
        states.collect()
    }

    /// Articles whose source is there no more.
    pub fn left(&self, whose: Whose) -> Result<Vec<Left>, SourcesError> {
        let corpus = &self.inner.corpus;
        let servers = match whose {
            Whose::Of(server) => vec![server],
            Whose::All => {
                let servers = left::servers(corpus)?.into_iter().map(Some);
                std::iter::once(None).chain(servers).collect()
            }
        };
        let all = self.list(whose)?;
        let mut left = Vec::new();
        for server in servers {
            let of = all.iter().filter(|state| state.source.server == server);
            let known: BTreeSet<&str> = of.map(|state| state.source.name.as_str()).collect();
            left.extend(left::of(corpus, server, &known)?);
        }
        Ok(left)
    }

    /// Refreshes sources, one after the other. May be dropped at any moment: every article is
    /// then as it was or as it is now.
    pub async fn refresh(
        &self,
        options: &RefreshOptions,
        progress: &dyn Fn(Progress),
    ) -> Result<Vec<SourceReport>, SourcesError> {
        let all = self.list(options.whose)?;
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
        let mut locks = BTreeMap::new();
        for state in &chosen {
            let server = state.source.server;
            if let std::collections::btree_map::Entry::Vacant(free) = locks.entry(server) {
                free.insert(self.lock(server)?);
            }
        }
        let mut reports = Vec::new();
        for state in chosen {
            let around = Surroundings {
                journal: &self.inner.journal,
                corpus: &self.inner.corpus,
                key: &state.key(),
                bounded: state.is_bounded(),
                manners: &self.inner.manners,
                accept_removals: options.accept_removals,
                progress,
            };
            let source = self.completed(&state.source, state.is_configured);
            let report = refresh::refresh(&source, &around).await?;
            let refreshed = Refreshed {
                at: now(),
                outcome: serde_json::to_string(&report.outcome()).unwrap_or_default(),
            };
            let journal = &self.inner.journal;
            journal.note_refresh(&state.key(), &refreshed)?;
            reports.push(report);
        }
        Ok(reports)
    }

    /// The sources whose time has come, of single servers or those that all share, and the seconds
    /// until the next one's has; none where no source is refreshed by itself.
    pub fn due(&self, of_servers: bool) -> Result<(Vec<SourceState>, Option<u64>), SourcesError> {
        let now = now();
        let (mut due, mut next) = (Vec::new(), None);
        for state in self.list(Whose::All)? {
            let Some(mut every) = state.source.every else {
                continue;
            };
            if state.source.server.is_some() != of_servers {
                continue;
            }
            if state.is_bounded() {
                every = every.max(Duration::from_secs(SourceLimits::LEAST_EVERY_OF_SERVER));
            }
            let at = state.refreshed.as_ref().map_or(now, |refreshed| {
                // A clock that was set back does not put a source off for ever.
                refreshed.at.min(now) + every.as_secs().cast_signed()
            });
            if at <= now {
                due.push(state);
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
        preview::preview(&self.completed(source, false), &self.inner.manners).await
    }

    /// Keeps a source that a moderator is asked to confirm. Gives its number.
    pub fn draft(&self, source: &SourceConfig) -> Result<i64, SourcesError> {
        self.require_room(source)?;
        let definition = serde_json::to_string(source).unwrap_or_default();
        let journal = &self.inner.journal;
        Ok(journal.draft_source(&key(source), &definition, now())?)
    }

    /// Requires that a source may be added beside those there are.
    pub fn require_room(&self, source: &SourceConfig) -> Result<(), SourcesError> {
        let all = self.list(Whose::Of(source.server))?;
        if all.iter().any(|state| state.source.name == source.name) {
            return Err(SourcesError::Taken(source.name.clone()));
        }
        let most = most(source.server);
        if all.iter().filter(|state| !state.is_configured).count() >= most as usize {
            return Err(SourcesError::TooMany { most });
        }
        Ok(())
    }

    /// Adds a source of `server` that was kept, and gives its name; none where it is not waiting
    /// there any more.
    pub fn confirm(&self, server: Option<u64>, draft: i64) -> Result<Option<String>, SourcesError> {
        let journal = &self.inner.journal;
        let added = journal.confirm_source(server, draft, most(server))?;
        Ok(added.map(|added| added.key.name))
    }

    /// Removes a source that was added, with its articles or without; or the articles whose
    /// source is there no more. Says how many articles went, and which stay because somebody
    /// edited them.
    pub fn remove(
        &self,
        key: &SourceKey,
        with_articles: bool,
    ) -> Result<SourceReport, SourcesError> {
        let whose = Whose::Of(key.server);
        let all = self.list(whose)?;
        let state = all.iter().find(|state| state.source.name == key.name);
        if state.is_some_and(|state| state.is_configured) {
            return Err(SourcesError::Configured(key.name.clone()));
        }
        if state.is_none() && self.left(whose)?.iter().all(|left| left.key != *key) {
            return Err(unknown(&key.name, &all));
        }
        let _lock = self.lock(key.server)?;
        let mut report = SourceReport {
            name: key.name.clone(),
            server: key.server,
            ..SourceReport::default()
        };
        if with_articles {
            let (journal, corpus) = (&self.inner.journal, &self.inner.corpus);
            let mut articles = Shelf::open(journal, corpus, key, String::new())?;
            for address in articles.addresses() {
                match articles.remove(&address)? {
                    None => report.removed += 1,
                    Some(why) => report.kept.push(Note::new(&address, why)),
                }
            }
        }
        self.inner.journal.forget_source(key)?;
        if with_articles && report.kept.is_empty() {
            let left = self.left(whose)?.into_iter().find(|left| left.key == *key);
            let strangers = left.map(|it| Note::new(&it.folder, Why::Strangers(it.articles)));
            report.kept.extend(strangers);
        }
        Ok(report)
    }

    /// A source with what the configuration says of all, and within what holds for those that
    /// moderators of one server add.
    fn completed(&self, source: &SourceConfig, is_configured: bool) -> SourceConfig {
        let mut source = source.clone();
        let fetching = &self.inner.fetching;
        if source.server.is_some() && !is_configured {
            source.limits = source.limits.within(SourceLimits::OF_SERVER);
            source
                .allow_hosts
                .clone_from(&fetching.allow_hosts_for_servers);
        } else {
            source.allow_hosts.extend_from_slice(&fetching.allow_hosts);
        }
        let delay = source.limits.delay_seconds;
        source.limits.delay_seconds = delay.or(Some(fetching.delay_seconds));
        source
    }

    /// Takes the lock that only one refresh at a time may hold, in whatever process: one for
    /// each server, so that none waits for another's or learns of it.
    fn lock(&self, server: Option<u64>) -> Result<File, SourcesError> {
        let name = server.map_or_else(
            || "refresh.lock".to_owned(),
            |server| format!("refresh-{server}.lock"),
        );
        let path = self.inner.journal.folder().join(name);
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

fn key(source: &SourceConfig) -> SourceKey {
    SourceKey::new(source.server, &source.name)
}

/// Most sources that may be added for a server, or for all.
fn most(server: Option<u64>) -> u32 {
    if server.is_some() {
        MOST_OF_SERVER
    } else {
        MOST_SHARED
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
