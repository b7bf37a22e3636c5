//! A copy of all that cannot be built again: the journal, what lies beside it, and the articles.
//! Written while the bot runs, and put back when it does not. Never touches the index.
//!
//! A backup is a folder: it can be looked into, compared, and put back by hand; what makes one
//! file of a folder is at hand on every machine. `manifest.json` in it names every file with its
//! hash.

mod manifest;
mod restore;
mod write;

#[cfg(test)]
mod tests;

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::journal::JournalError;

pub use restore::{Restored, restore};
pub use write::{Written, write};

/// What is copied, and where it is put back.
#[derive(Debug, Clone, Copy)]
pub struct Places<'a> {
    /// Folder of the journal.
    pub journal: &'a Path,
    /// Folder of the articles.
    pub corpus: &'a Path,
}

/// Why there is no backup, or why it was not put back.
#[derive(Debug, Error)]
pub enum BackupError {
    /// Something stands where the backup is to be written.
    #[error("{0} is there already; name a folder that does not exist yet")]
    Exists(PathBuf),
    /// The backup would become a part of itself.
    #[error("{0} lies in what is to be copied; name a folder elsewhere")]
    Within(PathBuf),
    /// There is nothing to copy.
    #[error(
        "there is neither a journal in {journal} nor a folder of articles at {corpus}; look \
         whether --corpus and journal.path name the right folders"
    )]
    Nothing {
        /// Folder of the journal.
        journal: PathBuf,
        /// Folder of the articles.
        corpus: PathBuf,
    },
    /// It is no backup.
    #[error("{path} is no backup: {reason}")]
    NotABackup {
        /// The folder.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// A file in it is not what was written.
    #[error(
        "the backup is damaged: {0} is not as it was written; nothing was put back. Take another \
         backup"
    )]
    Damaged(String),
    /// Something would be overwritten.
    #[error(
        "{0} is not empty; with --force it is moved aside (not deleted), and the backup takes its \
         place"
    )]
    NotEmpty(PathBuf),
    /// The journal could not be read, or is in use.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// A file could not be read or written.
    #[error("{path}: {source}; nothing was changed", path = path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// It went wrong between the two last steps.
    #[error(
        "{path} could not be put in its place ({source}); what was there before lies in {aside}, \
         and the backup is unchanged: put it back by hand, or try again",
        path = path.display(), aside = aside.display()
    )]
    HalfWay {
        /// The folder.
        path: PathBuf,
        /// Where the old one is.
        aside: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

/// Names the file in an error of the system.
fn at(path: &Path) -> impl FnOnce(io::Error) -> BackupError {
    let path = path.to_owned();
    move |source| BackupError::Io { path, source }
}
