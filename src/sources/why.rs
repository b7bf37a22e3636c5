//! [`Why`] and [`Failure`]: what is to be said of a page, and why a refresh failed. Data, so that
//! each front end has its own words; the display is English, for the log and the terminal.

use std::mem::{Discriminant, discriminant};
use std::path::PathBuf;

use serde::{Deserialize, Serialize, Serializer};
use thiserror::Error;
use url::Url;

use super::content::Refusal;
use super::fetch::FetchError;
use super::git::GitError;
use super::shelf::Kept;
use crate::corpus::Room;

/// What is to be said of a page or file.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Why {
    /// It was not fetched.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// No article is made of it.
    #[error(transparent)]
    Refusal(#[from] Refusal),
    /// Its article stays as it is.
    #[error(transparent)]
    Kept(#[from] Kept),
    /// It is not there any more.
    #[error("it is gone")]
    Gone,
    /// There is none.
    #[error("there is no such page")]
    NoPage,
    /// The site lists it no more.
    #[error("it is no longer listed")]
    NotListed,
    /// Another address leads to the same page.
    #[error("it is another address of a page that is taken")]
    Twin,
    /// There are too many pages.
    #[error("{count} more pages are listed than max_pages allows")]
    PagesBeyond {
        /// How many are left out.
        count: usize,
        /// Most of them.
        limit: usize,
    },
    /// There are too many files.
    #[error("there are more files than max_pages allows")]
    FilesBeyond {
        /// Most of them.
        limit: usize,
    },
    /// A server has as many articles of its own as it may have, or as large ones.
    #[error(
        "{count} pages were left out: a server may have {} articles of its own, {} MiB together",
        Self::MOST_ARTICLES,
        Self::MOST_MIB
    )]
    NoRoom {
        /// How many are left out.
        count: usize,
    },
    /// A file is too large.
    #[error("it has more than {0} MiB (max_page_mib)")]
    TooLarge(u64),
    /// A file has a name that cannot be used.
    #[error("its name cannot be used everywhere; rename it")]
    Name,
    /// The site has too many sitemaps.
    #[error("it has more than {0} sitemaps")]
    ManySitemaps(usize),
    /// What should be a sitemap is none.
    #[error("it is no sitemap")]
    NoSitemap,
    /// A sitemap lists pages of other sites.
    #[error("{0} addresses of other sites in its sitemap were left out")]
    Elsewhere(usize),
    /// There is no article in a repository.
    #[error("there is no .md, .html or .txt file in it")]
    NoArticle,
    /// Files that the source did not write stay where its articles were.
    #[error("{0} files that the source did not write stay")]
    Strangers(usize),
    /// A fault of a file, as the corpus words it.
    #[error("{0}")]
    Fault(String),
}

impl Why {
    /// Most articles of a server's own.
    pub const MOST_ARTICLES: usize = Room::MOST_ARTICLES;

    /// Most MiB of all of them together.
    pub const MOST_MIB: u64 = Room::MOST_BYTES >> 20;
}

impl Serialize for Why {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Why nothing of a source could be refreshed, or not all.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum Failure {
    /// A list of pages could not be fetched.
    #[error("{address}: {error}")]
    List {
        /// Its address.
        address: Url,
        /// Why not.
        error: FetchError,
    },
    /// There is no sitemap.
    #[error(
        "no sitemap was found: neither robots.txt nor /sitemap.xml of {0} lists the pages; give \
         the sitemap's own address, or use the kind page or feed"
    )]
    NoSitemap(String),
    /// What is there is no feed.
    #[error("there is no RSS or Atom feed at {0}")]
    NoFeed(Url),
    /// There is nothing to fetch.
    #[error("there is no page")]
    NoPage,
    /// Nothing can be fetched.
    #[error(transparent)]
    Fetch(FetchError),
    /// It ended before its end.
    #[error("{error}; {stay} articles were not looked at and stay")]
    Early {
        /// Why.
        error: FetchError,
        /// Articles that were not looked at.
        stay: usize,
    },
    /// A repository could not be fetched.
    #[error(transparent)]
    Git(#[from] GitError),
    /// A folder cannot be read.
    #[error("the folder {} cannot be read: {reason}", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// A folder is part of the corpus.
    #[error(
        "the folder {} lies in the corpus, or the corpus in it; its articles are read without a \
         source",
        .0.display()
    )]
    InCorpus(PathBuf),
    /// A folder cannot be looked at from Discord.
    #[error("a folder is added in the configuration alone")]
    FolderFromElsewhere,
}

/// What kind of failure it is: with the kind of what went wrong in it.
type Kind = (
    Discriminant<Failure>,
    Option<Discriminant<FetchError>>,
    Option<Discriminant<GitError>>,
);

impl Failure {
    /// Whether it is the same again as far as anybody can do something about it, whatever the
    /// numbers in it.
    pub fn is_like(&self, other: &Self) -> bool {
        self.kind() == other.kind()
    }

    fn kind(&self) -> Kind {
        let (fetching, git) = match self {
            Self::List { error, .. } | Self::Fetch(error) | Self::Early { error, .. } => {
                (Some(discriminant(error)), None)
            }
            Self::Git(error) => (None, Some(discriminant(error))),
            _ => (None, None),
        };
        (discriminant(self), fetching, git)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_is_the_same_again_whatever_its_numbers() {
        let early = |error, stay| Failure::Early { error, stay };
        let later = |seconds| early(FetchError::Later(seconds), 3);
        assert!(later(7).is_like(&early(FetchError::Later(9), 4)));
        assert!(!later(7).is_like(&early(FetchError::GivenUp, 3)));
        assert!(!later(7).is_like(&Failure::Fetch(FetchError::Later(7))));
        assert!(!Failure::Git(GitError::NoGit).is_like(&Failure::Git(GitError::NotHttps)));
    }

    #[test]
    fn a_failure_that_is_kept_comes_back_as_it_was() {
        let failure = Failure::List {
            address: "https://a.example/feed".parse().unwrap(),
            error: FetchError::Status(500),
        };
        let kept = serde_json::to_string(&failure).unwrap();
        assert_eq!(serde_json::from_str::<Failure>(&kept).unwrap(), failure);
    }
}
