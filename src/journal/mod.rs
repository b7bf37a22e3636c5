//! What must outlive a restart, in a database of its own (`SQLite`): settings of servers, what
//! moderators did, feedback, gaps, the state of sources, earlier versions of articles. Knows
//! nothing of articles or Discord beyond names and numbers. Of a question it holds a day and
//! counts, and of one that was not answered its words, from when enough different people have
//! asked for the same; never the whole text, and never who asked. `docs/privacy.md` tells it for
//! people.
//!
//! Every subject has a file here, with its table in `migrations/`.

mod audit;
mod day;
mod forgetting;
mod gaps;
mod insights;
mod observing;
mod opening;
mod recorder;
mod retention;
mod settings;
mod sources;
mod spreadsheet;
mod versions;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;
use thiserror::Error;

pub use audit::{AuditEntry, Deed, NOBODY};
pub use day::{Day, now};
pub use forgetting::{Kept, KeptVersion};
pub use gaps::{Check, Gap, GapState, Subject};
pub use insights::{ArticleRating, DayCount, Insights, NameCount, Span};
pub use observing::{Asked, Observation, Outcome, Rated};
pub use opening::FILE_NAME;
pub use recorder::Recorder;
pub use retention::Retention;
pub use settings::{ServerSettings, Tongue};
pub use sources::{AddedSource, Refreshed, SourceKey, SourcePage};
pub use spreadsheet::audit_csv;
pub use versions::{Change, Version};

/// The journal: cheap to clone, safe to share between threads. All calls wait for the disk.
#[derive(Debug, Clone)]
pub struct Journal {
    folder: PathBuf,
    /// One connection: writes are few and short, and `SQLite` takes one at a time anyway.
    connection: Arc<Mutex<Connection>>,
    /// Held so that nobody puts another journal in the place of this one.
    _lock: Arc<opening::Lock>,
}

/// A journal's folder in which nobody reads or writes. As long as it lives, nobody can open the
/// journal.
#[derive(Debug)]
pub struct Sealed {
    _lock: opening::Lock,
}

impl Sealed {
    /// Keeps everybody from the journal in `folder`; [`JournalError::Locked`] where a program
    /// has it open.
    pub fn folder(folder: &Path) -> Result<Self, JournalError> {
        Ok(Self {
            _lock: opening::lock(folder, true)?,
        })
    }
}

/// Why the journal cannot serve.
#[derive(Debug, Error)]
pub enum JournalError {
    /// Its folder or file cannot be made, read or written.
    #[error(
        "the journal {path} cannot be opened: {reason}; check that its folder can be written to"
    )]
    Unwritable {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// Another program holds it.
    #[error(
        "the journal {0} is locked: it is in use by another program; end that program, or name another folder as journal.path"
    )]
    Locked(PathBuf),
    /// What is in it is no database, or a broken one.
    #[error(
        "the journal {path} is damaged ({reason}); put a backup in its place with `footnote restore`, or move it away to begin a new one"
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What `SQLite` says.
        reason: String,
    },
    /// A newer program wrote it.
    #[error(
        "the journal {path} was written by a newer Footnote (version {found} of its tables, this program knows {known}); use that one"
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// The version found.
        found: usize,
        /// The newest version that is known.
        known: usize,
    },
    /// A question to the database failed.
    #[error("the journal failed: {0}")]
    Database(#[from] rusqlite::Error),
}

impl Journal {
    /// Opens the journal in `folder`, and makes or migrates it where that is needed. Before a
    /// migration, the file is copied beside itself.
    pub fn open(folder: &Path) -> Result<Self, JournalError> {
        let lock = opening::lock(folder, false)?;
        Ok(Self {
            _lock: Arc::new(lock),
            folder: folder.to_owned(),
            connection: Arc::new(Mutex::new(opening::open(folder)?)),
        })
    }

    /// The folder that it lies in, and where other things may lie that belong to it.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether there is a journal in `folder`.
    pub fn is_in(folder: &Path) -> bool {
        folder.join(FILE_NAME).is_file()
    }

    /// Writes a copy of the database to `path`, as it is at one moment, while others go on
    /// reading and writing.
    pub fn copy_to(&self, path: &Path) -> Result<(), JournalError> {
        // A connection of its own, and one step: a writer never waits, and what it writes
        // meanwhile does not make the copy begin again.
        let source = Connection::open(self.folder.join(FILE_NAME))?;
        source.busy_timeout(opening::BUSY)?;
        let mut target = Connection::open(path)?;
        let copying = rusqlite::backup::Backup::new(&source, &mut target)?;
        copying.run_to_completion(i32::MAX, opening::BUSY, None)?;
        Ok(())
    }

    /// Moves what stands in the log of writes into the database, and empties the log.
    fn fold_log(&self) -> Result<(), JournalError> {
        let connection = self
            .connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        // It answers with a row; one that says that a reader is in the way is no failure.
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    }

    /// Does something with the database, in one transaction that is undone if it fails.
    fn transact<T>(
        &self,
        work: impl FnOnce(&rusqlite::Transaction<'_>) -> Result<T, rusqlite::Error>,
    ) -> Result<T, JournalError> {
        let mut connection = self
            .connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let transaction =
            connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let done = work(&transaction)?;
        transaction.commit()?;
        Ok(done)
    }
}
