//! What a reindex starts from, and what it has found. Never writes.

use std::collections::HashMap;
use std::path::PathBuf;

use super::IndexError;
use super::comparison::Compared;
use super::encoding::{Encodable, Key, split};
use super::generation::Home;
use super::manifest::{ArticleEntry, Manifest};
use super::opening::{Opened, open_to_renew};
use crate::corpus::Problem;
use crate::meaning::DIMENSIONS;

/// The state that a reindex starts from.
#[derive(Default)]
pub(super) struct Base {
    pub manifest: Manifest,
    /// The vectors of the passages, in the order of the manifest, where they are wanted.
    vectors: Vec<u8>,
    /// Whether it has vectors, wanted or not.
    pub has_vectors: bool,
    /// What the wanted encoder made of the passages, as the commit has it.
    pub directions: Vec<u8>,
    /// Dimensions of that.
    dimensions: usize,
    /// Whether an encoder made something of them, wanted or not.
    pub is_encoded: bool,
    /// Where the passages of each article start, by its number.
    starts: HashMap<u64, usize>,
    /// The generation to go on with; none if a new one must be made.
    pub folder: Option<PathBuf>,
}

impl Base {
    /// Opens the generation in use, if it can be gone on with; not where `full` is wanted.
    pub fn open(home: &Home, full: bool, compared: Compared<'_>) -> Result<Self, IndexError> {
        let current = match home.current() {
            Ok(current) => current,
            Err(error) if error.is_mended_by_rebuilding() => None,
            Err(error) => return Err(error),
        };
        let Some(folder) = current else {
            return Ok(Base::default());
        };
        match open_to_renew(&folder, compared) {
            Ok((opened, lacks_vectors)) => {
                let Opened {
                    manifest,
                    vectors,
                    has_vectors,
                    directions,
                    is_encoded,
                    ..
                } = opened;
                let mut start = 0;
                let mut starts = HashMap::new();
                for entry in &manifest.articles {
                    starts.insert(entry.id, start);
                    start += entry.passages;
                }
                Ok(Base {
                    manifest,
                    vectors: vectors.unwrap_or_default(),
                    has_vectors,
                    directions: directions.unwrap_or_default(),
                    dimensions: compared.encoded_dimensions()?,
                    is_encoded,
                    starts,
                    folder: (!full && !lacks_vectors).then_some(folder),
                })
            }
            Err(error) if error.is_mended_by_rebuilding() => {
                tracing::info!(%error, "building a new index");
                Ok(Base::default())
            }
            Err(error) => Err(error),
        }
    }

    /// Its articles by their paths.
    pub fn by_path(&self) -> HashMap<&str, &ArticleEntry> {
        let articles = self.manifest.articles.iter();
        articles.map(|entry| (entry.path.as_str(), entry)).collect()
    }

    fn vectors_of(&self, entry: &ArticleEntry) -> &[u8] {
        let start = self.start(entry);
        self.vectors
            .get(start * DIMENSIONS..(start + entry.passages) * DIMENSIONS)
            .unwrap_or_default()
    }

    fn keys_of(&self, entry: &ArticleEntry) -> &[Key] {
        let start = self.start(entry);
        let (keys, _) = split(&self.directions, self.dimensions);
        keys.get(start..start + entry.passages).unwrap_or_default()
    }

    fn start(&self, entry: &ArticleEntry) -> usize {
        self.starts.get(&entry.id).copied().unwrap_or_default()
    }
}

/// What became of one path of the corpus.
pub(super) enum Outcome {
    /// The file is as the index has it.
    Unchanged(ArticleEntry),
    /// It was read and its passages were handed to the writer.
    Read(ArticleEntry, Meant),
    /// It cannot be used at all.
    Lost(Problem),
}

/// What the passages of an article that was read mean.
#[derive(Default)]
pub(super) struct Meant {
    /// By the table, one vector after the other.
    pub vectors: Vec<u8>,
    /// What an encoder is to read of them.
    pub encodable: Vec<Encodable>,
}

/// What became of all paths, in their order.
#[derive(Default)]
pub(super) struct Gathered {
    pub articles: Vec<ArticleEntry>,
    /// The vectors of their passages, where they are wanted.
    pub vectors: Vec<u8>,
    /// What an encoder knows their passages by, where there is one.
    pub keys: Vec<Key>,
    /// The passages that were read.
    pub encodable: Vec<Encodable>,
    pub lost: Vec<Problem>,
    /// Whether any article was read.
    pub has_new: bool,
}

impl Gathered {
    /// Puts together what was read and what `base` has of the rest.
    pub fn of(outcomes: Vec<Outcome>, base: &Base) -> Self {
        let mut gathered = Self::default();
        for outcome in outcomes {
            match outcome {
                Outcome::Unchanged(entry) => {
                    gathered.vectors.extend_from_slice(base.vectors_of(&entry));
                    gathered.keys.extend_from_slice(base.keys_of(&entry));
                    gathered.articles.push(entry);
                }
                Outcome::Read(entry, meant) => {
                    gathered.has_new = true;
                    gathered.vectors.extend(meant.vectors);
                    let keys = meant.encodable.iter().map(|passage| passage.key);
                    gathered.keys.extend(keys);
                    gathered.encodable.extend(meant.encodable);
                    gathered.articles.push(entry);
                }
                Outcome::Lost(problem) => gathered.lost.push(problem),
            }
        }
        gathered
    }
}
