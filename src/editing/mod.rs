//! Articles as people change them: what somebody sends is looked at ([`read`]), shown before
//! anything is written ([`Outlook`]), kept aside until it is confirmed ([`Plan`]), written with
//! what was there before ([`Editor::apply`]), and taken back. Knows nothing of Discord, and never
//! writes outside the corpus and the journal's folder.
//!
//! Every change names, by hash, what it replaces. If the file is another one by then, nothing is
//! written.

mod applying;
mod archive;
mod forgetting;
mod hash;
mod nature;
mod outlook;
mod path;
mod plan;
mod staging;
#[cfg(test)]
mod tests;
mod upload;
mod vault;

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;
use url::Url;

pub use applying::Recovered;
pub use forgetting::MAX_OWN_CHANGES;
pub use hash::{ContentHash, base_of};
pub use nature::{LeftOut, Matter, NoText, Remade};
pub use outlook::{Comparison, Outline, Outlook, compare};
pub use path::{ArticlePath, OF_SOURCES, PathFault, Place};
pub use plan::{Kind, Origin, Plan, Proposal, Step};
pub use staging::PlanId;
pub use upload::{Draft, Extra, Skipped, Upload, UploadError, UploadLimits, read, replacement};

use crate::corpus::View;
use crate::journal::{Journal, JournalError};

/// Bytes of earlier versions that are kept of a server's own articles, if nothing else is said.
const OWN_VERSIONS_BYTES: u64 = 64 << 20;

/// Changes the articles of one corpus. Cheap to clone; all calls wait for the disk.
#[derive(Debug, Clone)]
pub struct Editor {
    root: PathBuf,
    max_file_bytes: u64,
    base_url: Option<Url>,
    journal: Journal,
    own_versions_bytes: u64,
}

/// Why articles cannot be changed.
#[derive(Debug, Error)]
pub enum EditError {
    /// The name is none that an article can have.
    #[error("the path {path:?} cannot be used: {fault}")]
    Path {
        /// What was named.
        path: String,
        /// What is wrong with it.
        fault: PathFault,
    },
    /// It lies in another part of the corpus than the one that may be changed.
    #[error("{0} lies in another part of the corpus")]
    Elsewhere(ArticlePath),
    /// A source writes it, and would write over every change.
    #[error("{0} is written by a source")]
    OfSource(ArticlePath),
    /// There is no such file.
    #[error("there is no file {0}")]
    Missing(ArticlePath),
    /// There is such a file already, perhaps in other letter case.
    #[error("there is a file {0} already")]
    Exists(ArticlePath),
    /// It, or a folder above it, is a symbolic link.
    #[error("{0} is reached through a symbolic link")]
    Linked(ArticlePath),
    /// It is larger than a file of the corpus may be.
    #[error("{path} is larger than {limit} bytes")]
    TooLarge {
        /// The file.
        path: ArticlePath,
        /// Most bytes.
        limit: u64,
    },
    /// A server has as many articles of its own as it may have, or as large ones.
    #[error("a server may have {articles} articles of its own, of {bytes} bytes together")]
    Full {
        /// Most articles.
        articles: usize,
        /// Most bytes of all of them together.
        bytes: u64,
    },
    /// What the articles of a server's own were before would be more than is kept.
    #[error("the earlier versions of a server's articles may have {bytes} bytes together")]
    FullOfVersions {
        /// Most bytes of all of them together.
        bytes: u64,
    },
    /// It is not what it was when the change was made up.
    #[error("{0} has changed since")]
    Changed(ArticlePath),
    /// The change would leave everything as it is.
    #[error("nothing would change")]
    Unchanged,
    /// The title cannot be set where it stands.
    #[error("the title of {0} cannot be set in its front matter")]
    Title(ArticlePath),
    /// What was prepared is not there any more: too old, done, or given up.
    #[error("what was prepared is not there any more")]
    Expired,
    /// Nobody has changed anything yet.
    #[error("there is no change to take back")]
    NothingToUndo,
    /// A version was forgotten, because a server had too many of them.
    #[error("the version of {path} was forgotten: {limit} bytes of them are kept")]
    Forgotten {
        /// The article.
        path: ArticlePath,
        /// Most bytes that are kept.
        limit: u64,
    },
    /// A version that was kept is missing or is not what it was.
    #[error("the version {0} is missing or damaged")]
    VersionLost(ContentHash),
    /// The corpus or the journal's folder cannot be read or written.
    #[error("{path} cannot be read or written: {reason}")]
    Disk {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// The journal cannot serve.
    #[error(transparent)]
    Journal(#[from] JournalError),
}

impl EditError {
    fn disk(path: &Path, error: &io::Error) -> Self {
        Self::Disk {
            path: path.to_owned(),
            reason: error.to_string(),
        }
    }
}

impl Editor {
    /// Changes the articles in `root`; files over `max_file_bytes` are none, a `slug` in the
    /// front matter is appended to `base_url`.
    pub fn new(
        root: PathBuf,
        max_file_bytes: u64,
        base_url: Option<Url>,
        journal: Journal,
    ) -> Self {
        Self {
            root,
            max_file_bytes,
            base_url,
            journal,
            own_versions_bytes: OWN_VERSIONS_BYTES,
        }
    }

    /// Keeps so many bytes of what the articles that a server has of its own were before.
    #[must_use]
    pub fn keeping(mut self, own_versions_bytes: u64) -> Self {
        self.own_versions_bytes = own_versions_bytes;
        self
    }

    /// Most bytes that are kept of what the articles of a server's own were before.
    pub fn own_versions_bytes(&self) -> u64 {
        self.own_versions_bytes
    }

    /// Largest file of the corpus, in bytes.
    pub fn max_file_bytes(&self) -> u64 {
        self.max_file_bytes
    }

    /// What is in the file at `path` now; `None` where there is none.
    pub fn current(&self, path: &ArticlePath) -> Result<Option<Vec<u8>>, EditError> {
        let place = self.locate(path)?;
        let file = match std::fs::File::open(&place) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(EditError::disk(&place, &error)),
        };
        let mut bytes = Vec::new();
        let limit = self.max_file_bytes;
        io::Read::read_to_end(
            &mut io::Read::take(file, limit.saturating_add(1)),
            &mut bytes,
        )
        .map_err(|error| EditError::disk(&place, &error))?;
        if bytes.len() as u64 > limit {
            return Err(EditError::TooLarge {
                path: path.clone(),
                limit,
            });
        }
        Ok(Some(bytes))
    }

    /// Where a path is on the disk. Nothing on the way there is a symbolic link, so that it is
    /// not outside the corpus.
    fn locate(&self, path: &ArticlePath) -> Result<PathBuf, EditError> {
        let mut place = self.root.clone();
        for part in path.as_str().split('/') {
            place.push(part);
            match std::fs::symlink_metadata(&place) {
                Ok(metadata) if metadata.is_symlink() => {
                    return Err(EditError::Linked(path.clone()));
                }
                Ok(_) => {}
                Err(error) if is_absent(&error) => {}
                Err(error) => return Err(EditError::disk(&place, &error)),
            }
        }
        Ok(place)
    }

    /// The paths of a place's articles on the disk, sorted.
    pub fn paths(&self, place: &Place) -> Result<Vec<ArticlePath>, EditError> {
        let view = place.server().map_or(View::Shared, View::Own);
        let listing = match crate::corpus::list(&self.root, view, self.max_file_bytes) {
            Ok(listing) => listing,
            Err(crate::corpus::CorpusError::Missing(_)) => return Ok(Vec::new()),
            Err(error) => {
                return Err(EditError::Disk {
                    path: self.root.clone(),
                    reason: error.to_string(),
                });
            }
        };
        let paths = listing.files.into_iter();
        Ok(paths
            .filter_map(|file| ArticlePath::existing(&file.path).ok())
            .collect())
    }

    /// The article of a place that a short name stands for: see [`ArticlePath::key`].
    pub fn named(&self, place: &Place, key: &str) -> Result<Option<ArticlePath>, EditError> {
        let mut paths = self.paths(place)?.into_iter();
        Ok(paths.find(|path| path.key() == key))
    }
}

/// A moment at which the program may be killed: tests do that at each of them.
#[cfg(not(test))]
fn moment() {}

#[cfg(test)]
use tests::moment;

/// Whether there is nothing at a path.
fn is_absent(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}
