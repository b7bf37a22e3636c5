//! The way to the sources, and [`Fetching`]: how much is fetched at once for single servers, whose
//! sources and patience are not the operator's.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{Semaphore, SemaphorePermit};

use super::bot::Bot;
use super::failure::Trouble;
use crate::config::SourceConfig;
use crate::sources::{self, Preview, RefreshOptions, SourceReport, Sources, SourcesError, Whose};

/// Most servers for which something is fetched at once.
const AT_ONCE: usize = 4;

/// How much is fetched at once for single servers.
pub struct Fetching {
    places: Semaphore,
    /// The servers for which something is fetched, or will be.
    busy: Mutex<HashSet<u64>>,
}

impl Default for Fetching {
    fn default() -> Self {
        Self {
            places: Semaphore::new(AT_ONCE),
            busy: Mutex::default(),
        }
    }
}

/// A turn to fetch, given back when it is dropped. For what all servers share, which waits for
/// nobody, there is nothing to give back.
struct Turn<'a> {
    _busy: Option<Busy<'a>>,
    _place: Option<SemaphorePermit<'a>>,
}

/// That something is fetched for a server.
struct Busy<'a> {
    fetching: &'a Fetching,
    server: u64,
}

impl Drop for Busy<'_> {
    fn drop(&mut self) {
        self.fetching.busy().remove(&self.server);
    }
}

impl Fetching {
    fn busy(&self) -> MutexGuard<'_, HashSet<u64>> {
        self.busy.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The turn to fetch for a server: one thing at a time.
    async fn turn(&self, server: Option<u64>) -> Result<Turn<'_>, Trouble> {
        let Some(server) = server else {
            return Ok(Turn {
                _busy: None,
                _place: None,
            });
        };
        if !self.busy().insert(server) {
            return Err(Trouble::Sources(SourcesError::Busy));
        }
        let busy = Busy {
            fetching: self,
            server,
        };
        Ok(Turn {
            _busy: Some(busy),
            // It is never closed.
            _place: self.places.acquire().await.ok(),
        })
    }
}

impl Bot {
    /// Asks or changes the list of sources, which waits for the disk.
    pub async fn with_sources<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Sources) -> Result<T, SourcesError> + Send + 'static,
    ) -> Result<T, Trouble> {
        let sources = self.sources.clone().ok_or(Trouble::NoJournal)?;
        let done = tokio::task::spawn_blocking(move || work(&sources)).await;
        Ok(done.map_err(|_| Trouble::Broken)??)
    }

    /// Looks at what a source would bring.
    pub async fn preview_source(&self, source: SourceConfig) -> Result<Preview, Trouble> {
        let sources = self.sources.clone().ok_or(Trouble::NoJournal)?;
        let work = async {
            let _turn = self.fetching.turn(source.server).await?;
            let looking = tokio::task::spawn_blocking(move || {
                tokio::runtime::Handle::current().block_on(sources.preview(&source))
            });
            looking.await.map_err(|_| Trouble::Broken)
        };
        tokio::select! {
            preview = work => preview,
            () = self.gate.closed() => Err(Trouble::Closing),
        }
    }
}

/// Refreshes sources of `server` (none: those that all share) on a thread of its own, until the
/// bot is told to leave.
pub async fn refresh_sources(
    bot: &Arc<Bot>,
    server: Option<u64>,
    options: RefreshOptions,
    progress: impl Fn(sources::Progress) + Send + 'static,
) -> Result<Vec<SourceReport>, Trouble> {
    let sources = bot.sources.clone().ok_or(Trouble::NoJournal)?;
    let options = RefreshOptions {
        whose: Whose::Of(server),
        ..options
    };
    let _turn = tokio::select! {
        turn = bot.fetching.turn(server) => turn?,
        () = bot.gate.closed() => return Err(Trouble::Closing),
    };
    let worker = Arc::clone(bot);
    let work = tokio::task::spawn_blocking(move || {
        tokio::runtime::Handle::current().block_on(async {
            tokio::select! {
                reports = sources.refresh(&options, &progress) => Ok(reports?),
                () = worker.gate.closed() => Err(Trouble::Closing),
            }
        })
    });
    work.await.map_err(|_| Trouble::Broken)?
}
