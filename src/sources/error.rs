//! [`SourcesError`]: why the sources could not serve.

use std::path::PathBuf;

use thiserror::Error;

use super::shelf::ShelfError;
use crate::corpus::CorpusError;
use crate::journal::JournalError;

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
    /// The articles cannot be listed.
    #[error(transparent)]
    Corpus(#[from] CorpusError),
    /// There is no such source.
    #[error("there is no source \"{name}\"")]
    Unknown {
        /// What was asked for.
        name: String,
        /// The names of those there are for whoever asked.
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
    #[error("there are {most} added sources already; remove one first")]
    TooMany {
        /// Most of them.
        most: u32,
    },
}

impl From<ShelfError> for SourcesError {
    fn from(error: ShelfError) -> Self {
        match error {
            ShelfError::Journal(error) => Self::Journal(error),
            ShelfError::Io { path, source } => Self::Io { path, source },
        }
    }
}
