//! [`Room`]: how much a server has of its own, against what it may have. Anybody who may invite
//! the bot is a moderator somewhere, and the disk is not theirs. Never reads an article.

use std::path::Path;

use super::{CorpusError, View, list};

/// How much a server has of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// Its articles.
    pub articles: usize,
    /// The bytes of all of them together.
    pub bytes: u64,
}

impl Room {
    /// Most articles that a server may have of its own, as far as its moderators add them.
    pub const MOST_ARTICLES: usize = 200;

    /// Most bytes of all of them together when another is added.
    pub const MOST_BYTES: u64 = 32 << 20;

    /// What a server has in the corpus at `root`.
    pub fn taken(root: &Path, server: u64) -> Result<Self, CorpusError> {
        let listing = match list(root, View::Own(server), u64::MAX) {
            Ok(listing) => listing,
            Err(CorpusError::Missing(_)) => return Ok(Self::EMPTY),
            Err(error) => return Err(error),
        };
        let size = |path: &Path| path.metadata().map_or(0, |metadata| metadata.len());
        Ok(Self {
            articles: listing.files.len(),
            bytes: listing.files.iter().map(|it| size(&it.absolute)).sum(),
        })
    }

    const EMPTY: Self = Self {
        articles: 0,
        bytes: 0,
    };

    /// Whether that many articles and bytes may be added. Without a new article, how many there
    /// are does not matter.
    pub fn takes(self, articles: usize, bytes: u64) -> bool {
        let few = articles == 0 || self.articles + articles <= Self::MOST_ARTICLES;
        few && self.bytes.saturating_add(bytes) <= Self::MOST_BYTES
    }
}
