//! Passages -> the index on disk -> hits. The only code that says `tantivy`.
//!
//! Never reads a question's meaning, never decides what is shown.

mod board;
mod commit;
mod comparison;
mod encoding;
mod fusion;
mod gathering;
mod generation;
mod manifest;
mod on_disk;
mod opening;
mod overlay;
mod passage_id;
mod query;
mod reindex;
mod report;
mod schema;
mod scoring;
mod snapshot;
mod spelling;
mod thesaurus;

use std::path::{Path, PathBuf};

use tantivy::TantivyError;
use tantivy::directory::error::OpenWriteError;

pub use comparison::{Comparison, TableError};
pub use fusion::QueryMeaning;
pub use generation::ReindexLock;
pub use manifest::{ArticleEntry, Manifest, OutlineEntry};
pub use passage_id::PassageId;
pub use query::{Alternative, Origin, Query, QueryWord};
pub use reindex::{Progress, ReindexOptions, Stage};
pub use report::Report;
pub use snapshot::{Candidate, Hit, PassageIndex, Snapshot, Topic};

/// Why the index could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// There is none yet.
    #[error("there is no index in {0} yet")]
    Missing(PathBuf),
    /// It was made by another version of this program.
    #[error("the index was made by another version of footnote (format {found})")]
    Outdated {
        /// The format's number that was found.
        found: u32,
    },
    /// Its files are not what they should be.
    #[error("the index is damaged: {reason}")]
    Damaged {
        /// What is wrong with it.
        reason: String,
    },
    /// It was made without vectors, and they are wanted.
    #[error("the index was made without vectors, as [semantic] enabled = false asks for")]
    WithoutMeaning,
    /// It was made without the sentence encoder that is wanted, or with another one.
    #[error("the index was not made with the sentence encoder that [semantic] model names")]
    OtherEncoder,
    /// Its vectors were made by another table than the one that is wanted.
    #[error(
        "the index was made with another table of word vectors than the one that [semantic] \
         table names, or with one where none is named"
    )]
    OtherTable,
    /// The table cannot be used.
    #[error(transparent)]
    Table(#[from] TableError),
    /// The sentence encoder cannot be used.
    #[error(transparent)]
    Encoder(crate::meaning::EncoderError),
    /// Another reindex holds the lock.
    #[error("a reindex is already running; wait until it ends")]
    Busy,
    /// The caller wanted it to stop before it was done.
    #[error("the reindex was stopped; the index is as it was")]
    Stopped,
    /// The corpus gave no article, and the index has some.
    #[error("no article was found, but the index holds {articles}; it was left as it is")]
    WouldEmpty {
        /// How many articles the index holds.
        articles: usize,
    },
    /// The corpus could not be read.
    #[error(transparent)]
    Corpus(#[from] crate::corpus::CorpusError),
    /// A file could not be read or written.
    #[error("{path}: {source}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The index could not be written or searched.
    #[error("the index failed: {0}")]
    Engine(TantivyError),
}

impl IndexError {
    fn damaged(reason: impl Into<String>) -> Self {
        Self::Damaged {
            reason: reason.into(),
        }
    }

    fn io(path: &Path, source: std::io::Error) -> Self {
        Self::Io {
            path: path.to_owned(),
            source,
        }
    }

    /// An error of the system that the engine passed on, told like one of our own.
    fn at(self, folder: &Path) -> Self {
        let again = |error: &std::io::Error| match error.raw_os_error() {
            Some(code) => std::io::Error::from_raw_os_error(code),
            None => std::io::Error::new(error.kind(), error.to_string()),
        };
        match &self {
            Self::Engine(TantivyError::IoError(error)) => Self::io(folder, again(error)),
            Self::Engine(TantivyError::OpenWriteError(OpenWriteError::IoError {
                io_error,
                filepath,
            })) => Self::io(&folder.join(filepath), again(io_error)),
            // Parts of the engine pass on no more than the words.
            Self::Engine(TantivyError::InternalError(words)) => match os_error(words) {
                Some(error) => Self::io(folder, error),
                None => self,
            },
            _ => self,
        }
    }

    /// Whether a rebuild mends it.
    pub fn is_mended_by_rebuilding(&self) -> bool {
        matches!(
            self,
            Self::Missing(_)
                | Self::Outdated { .. }
                | Self::Damaged { .. }
                | Self::WithoutMeaning
                | Self::OtherEncoder
                | Self::OtherTable
        )
    }
}

/// The error of the system that `words` name.
fn os_error(words: &str) -> Option<std::io::Error> {
    let (_, code) = words.rsplit_once("(os error ")?;
    let code = code.split(')').next()?.parse().ok()?;
    Some(std::io::Error::from_raw_os_error(code))
}

impl From<TantivyError> for IndexError {
    fn from(error: TantivyError) -> Self {
        Self::Engine(error)
    }
}

impl From<std::io::Error> for IndexError {
    fn from(error: std::io::Error) -> Self {
        Self::Engine(error.into())
    }
}
