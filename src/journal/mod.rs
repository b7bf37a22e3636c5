//! What must outlive a restart, in a database of its own (`SQLite`): settings of servers, what
//! moderators did, feedback, gaps, the state of sources, earlier versions of articles. Knows
//! nothing of articles or Discord beyond names and numbers; never holds the text of a question,
//! and never the name of who asked one.
//!
//! Every subject has a file here, with its table in `migrations/`.

mod audit;
mod opening;
mod sources;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;
use thiserror::Error;

pub use audit::{AuditEntry, Deed};
pub use sources::{AddedSource, Refreshed, SourcePage};

/// The journal: cheap to clone, safe to share between threads. All calls wait for the disk.
#[derive(Debug, Clone)]
pub struct Journal {
    folder: PathBuf,
    /// One connection: writes are few and short, and `SQLite` takes one at a time anyway.
    connection: Arc<Mutex<Connection>>,
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
        "the journal {0} is locked by another program; end that program, or name another folder as journal.path"
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
        Ok(Self {
            folder: folder.to_owned(),
            connection: Arc::new(Mutex::new(opening::open(folder)?)),
        })
    }

    /// The folder that it lies in, and where other things may lie that belong to it.
    pub fn folder(&self) -> &Path {
        &self.folder
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
