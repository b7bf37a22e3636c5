//! What the index knows of each article: read and written whole, named by the index's
//! own commit, so that both change in one step.

use serde::{Deserialize, Serialize};

use super::IndexError;
use super::schema::FORMAT_VERSION;
use crate::corpus::{Metadata, Problem, Synonyms};
use crate::language::Language;
use crate::meaning::Table;

/// The articles of one state of the index.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// The articles, sorted by path; those that ask to be left out included.
    pub articles: Vec<ArticleEntry>,
    /// The number that the next new article gets.
    pub next_id: u64,
    /// How many passages there are.
    pub passages: usize,
    /// What the corpus says means the same.
    pub synonyms: Synonyms,
}

/// One article in the [`Manifest`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ArticleEntry {
    /// Its number, never used for another article.
    pub id: u64,
    /// Path within the corpus.
    pub path: String,
    /// BLAKE3 of the file, in hexadecimal.
    pub hash: String,
    /// How many passages it has; none if it is left out.
    pub passages: usize,
    /// What its front matter says.
    pub metadata: Metadata,
    /// The language its words were stemmed by.
    pub language: Language,
    /// Its headings with their anchors, in order.
    pub outline: Vec<OutlineEntry>,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

/// A heading of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutlineEntry {
    /// The heading.
    pub heading: String,
    /// How many headings stand above it.
    pub depth: usize,
    /// Its anchor, where the source has one.
    pub anchor: Option<String>,
}

impl Manifest {
    /// The articles that can be quoted from.
    pub fn published(&self) -> impl Iterator<Item = &ArticleEntry> {
        self.articles.iter().filter(|article| article.passages > 0)
    }

    /// What is wrong with the articles.
    pub(super) fn problems(&self) -> impl Iterator<Item = &Problem> {
        self.articles.iter().flat_map(|article| &article.problems)
    }
}

/// What a commit says of itself: the message that the index keeps with it.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct CommitNote {
    /// [`FORMAT_VERSION`] of the program that wrote it.
    pub format: u32,
    /// Its manifest.
    pub manifest: Named,
    /// Its vectors, one per passage in the order of the manifest; none where passages are not
    /// compared by meaning.
    pub vectors: Option<Named>,
    /// Which table made them, see [`Table::identity`]. Notes from before there was more than one
    /// do not say it.
    #[serde(default = "first_table")]
    pub table: String,
    /// What a sentence encoder made of the passages, where there is one. Notes from before there
    /// were encoders do not have it and need no other format.
    #[serde(default)]
    pub encoded: Option<Encoded>,
}

/// Directions that a sentence encoder made: the passages' keys and then their directions, in
/// the order of the manifest.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Encoded {
    /// Which encoder, see [`SentenceEncoder::identity`].
    ///
    /// [`SentenceEncoder::identity`]: crate::meaning::SentenceEncoder::identity
    pub encoder: String,
    /// Where they are.
    pub rows: Named,
}

/// A file that a commit names.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Named {
    /// Its name.
    pub file: String,
    /// BLAKE3 of what it holds, in hexadecimal.
    pub hash: String,
}

/// The table of the notes that name none: the one that came with the program.
fn first_table() -> String {
    Table::shipped_identity().to_owned()
}

impl CommitNote {
    /// Reads the note of a commit and refuses one of another version.
    pub fn read(payload: Option<&str>) -> Result<Self, IndexError> {
        // A version is looked for first: the rest may have another form there.
        #[derive(Deserialize)]
        struct Version {
            format: u32,
        }
        let payload = payload.ok_or_else(|| IndexError::damaged("it was never committed"))?;
        let version: Version = serde_json::from_str(payload)
            .map_err(|_| IndexError::damaged("its commit note cannot be read"))?;
        if version.format != FORMAT_VERSION {
            return Err(IndexError::Outdated {
                found: version.format,
            });
        }
        serde_json::from_str(payload)
            .map_err(|_| IndexError::damaged("its commit note cannot be read"))
    }
}
