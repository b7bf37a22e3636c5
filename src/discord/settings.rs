//! [`Settings`]: what the servers have set, in memory, so that no question waits for the disk.
//! Knows no words for people.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use serenity::all::Timestamp;

use super::failure::Trouble;
use crate::journal::{Journal, JournalError, ServerSettings};

/// How often it is looked whether another process has changed them.
const LOOK_EVERY: Duration = Duration::from_secs(3);

type All = HashMap<u64, Arc<ServerSettings>>;

/// What the servers have set.
pub struct Settings {
    /// None where it cannot be opened: then all servers have the defaults.
    journal: Option<Journal>,
    kept: RwLock<All>,
    /// What the journal said of others' changes when all was last read. Held while something is
    /// read or changed, so that no change is overwritten by what was read before it.
    turn: tokio::sync::Mutex<Option<i64>>,
}

impl Settings {
    /// Reads what there is.
    pub async fn open(journal: Option<Journal>) -> Self {
        let settings = Self {
            journal,
            kept: RwLock::default(),
            turn: tokio::sync::Mutex::default(),
        };
        settings.refresh().await;
        settings
    }

    /// What a server has set; in a direct message, the defaults.
    pub fn of(&self, server: Option<u64>) -> Arc<ServerSettings> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        let settings = server.and_then(|id| kept.get(&id));
        settings.map(Arc::clone).unwrap_or_default()
    }

    /// What all servers have set that have set anything.
    pub fn all(&self) -> HashMap<u64, Arc<ServerSettings>> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        kept.clone()
    }

    /// Whether they can be changed.
    pub fn can_change(&self) -> bool {
        self.journal.is_some()
    }

    /// Changes what a server has set. It holds from now on, for every question.
    pub async fn change<T: Send + 'static>(
        &self,
        server: u64,
        change: impl FnOnce(&mut ServerSettings) -> T + Send + 'static,
    ) -> Result<(Arc<ServerSettings>, T), Trouble> {
        let journal = self.journal.clone().ok_or(Trouble::NoJournal)?;
        let _turn = self.turn.lock().await;
        let now = Timestamp::now().unix_timestamp();
        let work = move || journal.change_settings(server, now, change);
        let done = tokio::task::spawn_blocking(work).await;
        let (settings, said) = done.map_err(|_| Trouble::Broken)??;
        let settings = Arc::new(settings);
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        kept.insert(server, Arc::clone(&settings));
        Ok((settings, said))
    }

    /// Looks again and again whether another process has changed them.
    pub async fn watch(&self) {
        let mut ticks = tokio::time::interval(LOOK_EVERY);
        loop {
            ticks.tick().await;
            self.refresh().await;
        }
    }

    async fn refresh(&self) {
        let Some(journal) = self.journal.clone() else {
            return;
        };
        let mut turn = self.turn.lock().await;
        let last = *turn;
        let read = tokio::task::spawn_blocking(move || read(&journal, last)).await;
        match read {
            Ok(Ok(Some((number, all)))) => {
                *turn = Some(number);
                *self.kept.write().unwrap_or_else(PoisonError::into_inner) = all;
            }
            Ok(Ok(None)) => {}
            Ok(Err(error)) => tracing::warn!(%error, "the settings of servers cannot be read"),
            Err(_) => tracing::error!("the settings of servers cannot be read"),
        }
    }
}

/// All settings, if another process has written to the journal since `last`.
fn read(journal: &Journal, last: Option<i64>) -> Result<Option<(i64, All)>, JournalError> {
    // First the number: what is written meanwhile is read the next time.
    let number = journal.written_elsewhere()?;
    if last == Some(number) {
        return Ok(None);
    }
    let all = journal.all_settings()?.into_iter();
    let all = all.map(|(server, settings)| (server, Arc::new(settings)));
    Ok(Some((number, all.collect())))
}
