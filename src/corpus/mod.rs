//! Files -> [`Article`] -> [`Passage`]. Reads and parses the folder of articles;
//! never searches, never writes the index.

mod article;
pub mod check;
mod link;
mod passage;
mod problem;
mod source;

pub use article::{Article, Block, BlockKind, Metadata, Section, SourceText};
pub use link::{LinkError, page_url, passage_link, section_link};
pub use passage::{MAX_PASSAGE_WORDS, MIN_PASSAGE_WORDS, Passage, cut};
pub use problem::{Problem, Severity};
pub use source::{Folder, Listing, Source};

/// What parsing one file gave. Faults never lose an article: `article` is `None` only
/// for a file that asks to be left out (`draft: true`) or has no text at all.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    /// The article.
    pub article: Option<Article>,
    /// What was wrong with the file.
    pub problems: Vec<Problem>,
}

/// What the text of a file gave, before its front matter is laid over it.
#[derive(Debug, Clone, PartialEq, Default)]
struct Body {
    /// What the text itself says (first heading, `<title>`, `<html lang>`); empty where it is silent.
    metadata: Metadata,
    /// The sections; offsets are those of the whole file.
    sections: Vec<Section>,
    /// What was wrong with the text.
    problems: Vec<Problem>,
}

/// Why the corpus could not be read at all.
#[derive(Debug, thiserror::Error)]
pub enum CorpusError {
    /// The folder of articles cannot be read.
    #[error("cannot read the articles in {path}: {source}")]
    Unreadable {
        /// The folder.
        path: std::path::PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}
