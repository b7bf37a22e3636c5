//! What the librarian says of topics, articles and the index, beside answers. Plain data.

use std::time::SystemTime;

use serde::Serialize;

use crate::corpus::section_link;
use crate::index::ArticleEntry;

/// A topic and how many articles it has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TopicSummary {
    /// The topic as the articles write it.
    pub name: String,
    /// How many articles have it.
    pub articles: usize,
}

/// An article in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ArticleSummary {
    /// Path within the corpus.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Link to its page.
    pub url: Option<String>,
    /// Its topics.
    pub topics: Vec<String>,
    /// When it was last changed, as it says itself.
    pub updated: Option<String>,
    /// Its headings, in order: what it answers.
    pub headings: Vec<String>,
}

/// An article and its sections.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ArticleOutline {
    /// The article.
    pub summary: ArticleSummary,
    /// Its sections that have a heading, in order.
    pub sections: Vec<SectionSummary>,
}

/// A section of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SectionSummary {
    /// Its heading.
    pub heading: String,
    /// How many headings stand above it, the article's title not counted.
    pub depth: usize,
    /// Link to it on the article's page; to the page where the source has no anchor.
    pub url: Option<String>,
}

/// How the index is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// Articles that can be quoted from.
    pub articles: usize,
    /// Their passages.
    pub passages: usize,
    /// Their topics.
    pub topics: usize,
    /// Problems that reading the articles found, those left out included.
    pub problems: usize,
    /// How large the files of the index are, in bytes.
    pub index_bytes: u64,
    /// When a reindex last changed it, where the system keeps the time of files.
    pub reindexed: Option<SystemTime>,
    /// The number of its format.
    pub format: u32,
}

impl ArticleSummary {
    pub(super) fn of(entry: &ArticleEntry) -> Self {
        Self {
            path: entry.path.clone(),
            title: entry.metadata.title.clone(),
            url: section_link(&entry.metadata, None),
            topics: entry.metadata.topics.clone(),
            updated: entry.metadata.updated.clone(),
            headings: entry
                .outline
                .iter()
                .map(|heading| heading.heading.clone())
                .collect(),
        }
    }
}

impl ArticleOutline {
    pub(super) fn of(entry: &ArticleEntry) -> Self {
        let sections = entry.outline.iter().map(|section| SectionSummary {
            heading: section.heading.clone(),
            depth: section.depth,
            url: section_link(&entry.metadata, section.anchor.as_deref()),
        });
        Self {
            summary: ArticleSummary::of(entry),
            sections: sections.collect(),
        }
    }
}
