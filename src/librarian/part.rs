//! [`Part`]: the part of the articles that is searched, by topics and folders. What a server
//! has of its own always belongs to it. It narrows what is found; it keeps no secret, for that
//! each server has an index of its own.

use std::path::Path;

use crate::corpus::View;
use crate::index::ArticleEntry;

/// The part of the articles that is searched: those of one of the topics, and those in one of the
/// folders. Without either: all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Part {
    /// Topics, in lower case, sorted.
    topics: Vec<String>,
    /// Folders within the corpus, without a slash at either end, sorted.
    folders: Vec<String>,
}

impl Part {
    /// The part that some topics (whatever their letter case) and folders make.
    pub fn new<'a>(
        topics: impl IntoIterator<Item = &'a String>,
        folders: impl IntoIterator<Item = &'a String>,
    ) -> Self {
        let topics = topics.into_iter().map(|topic| topic.trim().to_lowercase());
        let folders = folders.into_iter();
        let folders = folders.map(|folder| folder.trim().trim_matches('/').to_owned());
        let sorted = |mut names: Vec<String>| {
            names.retain(|name| !name.is_empty());
            names.sort();
            names.dedup();
            names
        };
        Self {
            topics: sorted(topics.collect()),
            folders: sorted(folders.collect()),
        }
    }

    /// Whether it is all of the articles.
    pub fn is_all(&self) -> bool {
        self.topics.is_empty() && self.folders.is_empty()
    }

    /// Whether an article belongs to it.
    pub(super) fn admits(&self, entry: &ArticleEntry) -> bool {
        let path = Path::new(&entry.path);
        let is_own = || View::of(path) != Some(View::Shared);
        let by_folder = || self.folders.iter().any(|folder| path.starts_with(folder));
        let by_topic = || {
            let mut topics = entry.metadata.topics.iter();
            topics.any(|topic| self.topics.binary_search(&topic.to_lowercase()).is_ok())
        };
        self.is_all() || is_own() || by_folder() || by_topic()
    }
}
