//! One state of the index, open for reading, and the door that always has the newest.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};
use std::time::SystemTime;

use tantivy::schema::Value;
use tantivy::{DocAddress, ReloadPolicy, Searcher, TantivyDocument};

use super::board::SpareBoards;
use super::comparison::{Compared, Comparison};
use super::fusion::{Encoded, Meaning, fuse};
use super::generation::{Home, ReindexLock};
use super::manifest::{ArticleEntry, Manifest};
use super::opening::{Opened, open_generation, opening};
use super::passage_id::Shelves;
use super::reindex::{Progress, ReindexOptions, reindex};
use super::report::Report;
use super::schema::{Fields, StoredPassage};
use super::scoring::{Admits, FieldStatistics, search};
use super::thesaurus::Thesaurus;
use super::{IndexError, Query};
use crate::corpus::{Passage, Source};
use crate::language::Language;
use crate::meaning::Table;

/// How often opening is tried while another process switches the index under it.
const OPEN_ATTEMPTS: usize = 5;

/// Blocks of quoted text kept unpacked per segment (4 KiB each).
const CACHED_BLOCKS: usize = 256;

/// Passages, best by their words, whose meaning is weighed.
const WEIGHED: usize = 100;

/// The index of a corpus: opens itself again whenever any process has reindexed.
pub struct PassageIndex {
    pub(super) home: Home,
    /// What passages are compared by beside their words.
    pub(super) comparison: Comparison,
    current: RwLock<Option<(Stamp, Arc<Snapshot>)>>,
}

/// What changes on disk whenever the index does. A commit replaces `meta.json` by a
/// rename, a rebuild replaces `CURRENT`, so both get a new inode and time.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stamp([FileStamp; 2]);

#[derive(Debug, Clone, PartialEq, Eq)]
struct FileStamp {
    modified: Option<SystemTime>,
    len: u64,
    inode: u64,
}

impl FileStamp {
    fn of(path: &Path) -> Option<Self> {
        let metadata = fs::metadata(path).ok()?;
        #[cfg(unix)]
        let inode = std::os::unix::fs::MetadataExt::ino(&metadata);
        #[cfg(not(unix))]
        let inode = 0;
        Some(Self {
            modified: metadata.modified().ok(),
            len: metadata.len(),
            inode,
        })
    }
}

impl PassageIndex {
    /// The index in `folder`; nothing is read yet. Passages are compared by their words, and by
    /// what `comparison` names.
    pub fn new(folder: &Path, comparison: Comparison) -> Self {
        Self {
            home: Home(folder.to_owned()),
            comparison,
            current: RwLock::new(None),
        }
    }

    /// The newest state of the index. Two file look-ups when nothing has changed.
    pub fn snapshot(&self) -> Result<Arc<Snapshot>, IndexError> {
        let known = {
            let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
            current.clone()
        };
        if let Some((stamp, snapshot)) = &known
            && self.stamp(&snapshot.folder).as_ref() == Some(stamp)
        {
            return Ok(Arc::clone(snapshot));
        }
        match (self.open(), known) {
            (Ok((stamp, snapshot)), _) => {
                let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
                *current = Some((stamp, Arc::clone(&snapshot)));
                Ok(snapshot)
            }
            // What was open still answers while somebody mends the files.
            (Err(error), Some((_, snapshot))) => {
                tracing::warn!(%error, "the index changed but cannot be opened; answering from the old state");
                Ok(snapshot)
            }
            (Err(error), None) => Err(error),
        }
    }

    /// Whether there is an index, be it whole or not. One file look-up.
    pub fn is_there(&self) -> bool {
        self.home.current_file().exists()
    }

    /// Takes the lock under which this index and those that lie on it are brought up to date:
    /// only one reindex at a time may hold it, of all processes.
    pub fn lock(&self) -> Result<ReindexLock, IndexError> {
        let lock = self.home.lock();
        lock.map_err(|error| error.at(&self.home.0))
    }

    /// Brings the index up to date with `source`, unless `progress` breaks off.
    pub fn reindex(
        &self,
        _lock: &ReindexLock,
        source: &dyn Source,
        options: ReindexOptions,
        progress: &(dyn Fn(Progress) -> ControlFlow<()> + Sync),
    ) -> Result<Report, IndexError> {
        let done = self
            .comparison
            .look()
            .and_then(|compared| reindex(&self.home, source, options, compared, progress));
        done.map_err(|error| error.at(&self.home.0))
    }

    /// Takes the index away.
    pub fn remove(&self, _lock: &ReindexLock) -> Result<(), IndexError> {
        self.home.remove()
    }

    fn stamp(&self, folder: &Path) -> Option<Stamp> {
        Some(Stamp([
            FileStamp::of(&self.home.current_file())?,
            FileStamp::of(&folder.join("meta.json"))?,
        ]))
    }

    fn open(&self) -> Result<(Stamp, Arc<Snapshot>), IndexError> {
        let mut last = IndexError::Missing(self.home.0.clone());
        let compared = self.comparison.look()?;
        for _ in 0..OPEN_ATTEMPTS {
            let Some(folder) = self.home.current()? else {
                return Err(IndexError::Missing(self.home.0.clone()));
            };
            let stamp = self.stamp(&folder);
            let opened = Snapshot::open(&folder, compared);
            // A switch while opening may have taken files away: what counts is the new state.
            if let Some(stamp) = stamp
                && self.stamp(&folder).as_ref() == Some(&stamp)
            {
                return opened.map(|snapshot| (stamp, Arc::new(snapshot)));
            }
            if let Err(error) = opened {
                last = error;
            }
        }
        Err(last)
    }
}

/// One state of the index: stays as it is however often others reindex.
pub struct Snapshot {
    pub(super) folder: PathBuf,
    pub(super) searcher: Searcher,
    pub(super) fields: Fields,
    pub(super) manifest: Manifest,
    pub(super) segments: Vec<SegmentArticles>,
    pub(super) statistics: FieldStatistics,
    pub(super) spare_boards: SpareBoards,
    /// What words are looked up in: the table that passages are compared by, or where they are
    /// not compared by one, the program's own.
    pub(super) table: Arc<Table>,
    /// None where passages are not compared by meaning.
    pub(super) meaning: Option<Meaning>,
    pub(super) languages: Vec<Language>,
    pub(super) thesaurus: Thesaurus,
    topics: Vec<Topic>,
    /// Made when a passage is first looked for by its name.
    pub(super) shelves: OnceLock<Shelves>,
}

/// A topic and the articles that have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// Its name, as the first of the articles writes it.
    pub name: String,
    /// Indexes into [`Manifest::articles`].
    pub articles: Vec<usize>,
}

/// Which article each passage of a segment belongs to.
pub(super) struct SegmentArticles {
    /// Index into [`Manifest::articles`], by document number; [`NO_ARTICLE`] for what is deleted.
    pub article_of: Vec<u32>,
    /// Which vector is the passage's, by document number.
    pub row_of: Vec<u32>,
}

/// Stands for the article of a deleted passage.
pub(super) const NO_ARTICLE: u32 = u32::MAX;

/// A passage found, not yet read: where it lies and how well it fits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// Index into [`Manifest::articles`].
    pub article: usize,
    /// How well it fits, by words and meaning; comparable within one search.
    pub score: f32,
    /// What of the score comes from words, not from meaning.
    pub by_words: f32,
    /// How near it is to the question in meaning, from -1 to 1; 0 if that was not looked at.
    pub likeness: f32,
    pub(super) address: DocAddress,
}

impl Candidate {
    /// A passage found by its words, whose meaning was not looked at.
    pub(super) fn new(article: u32, score: f32, address: DocAddress) -> Self {
        Self {
            article: article as usize,
            score,
            by_words: score,
            likeness: 0.0,
            address,
        }
    }
}

/// A passage found and read.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Index of its article in [`Manifest::articles`].
    pub article: usize,
    /// How well it fits, by words and meaning; comparable within one search.
    pub score: f32,
    /// What of the score comes from words, not from meaning.
    pub by_words: f32,
    /// How near it is to the question in meaning, from -1 to 1; 0 if that was not looked at.
    pub likeness: f32,
    /// The passage.
    pub passage: Passage,
    /// The headings above it, outermost first.
    pub headings: Vec<String>,
    /// The anchor of its section.
    pub anchor: Option<String>,
}

impl Snapshot {
    fn open(folder: &Path, compared: Compared<'_>) -> Result<Self, IndexError> {
        let Opened {
            index,
            manifest,
            vectors,
            directions,
            ..
        } = open_generation(folder, compared)?;
        let searcher = index
            .reader_builder()
            // `PassageIndex` looks for changes itself, at every question.
            .reload_policy(ReloadPolicy::Manual)
            .doc_store_cache_num_blocks(CACHED_BLOCKS)
            .try_into()
            .map_err(opening)?
            .searcher();
        let fields = Fields::new();
        let segments = segment_articles(&searcher, &manifest)?;
        let statistics = FieldStatistics::of(&searcher, &fields, &segments, &manifest)?;
        let languages = languages(&manifest);
        let encoded_passages = compared
            .encoder
            .zip(directions)
            .map(|(encoder, stored)| Encoded::of(Arc::clone(encoder), &stored))
            .transpose()?;
        Ok(Self {
            folder: folder.to_owned(),
            thesaurus: Thesaurus::new(&manifest.synonyms, languages[0]),
            languages,
            topics: topics(&manifest),
            searcher,
            fields,
            manifest,
            statistics,
            spare_boards: SpareBoards::default(),
            table: compared.table.cloned().unwrap_or_else(Table::shipped),
            meaning: vectors.map(|vectors| Meaning::of(&vectors, encoded_passages, &segments)),
            segments,
            shelves: OnceLock::new(),
        })
    }

    /// What the index knows of its articles.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The entry of an article that a [`Candidate`] or [`Hit`] names.
    pub fn article(&self, index: usize) -> &ArticleEntry {
        &self.manifest.articles[index]
    }

    /// The language of most articles.
    pub fn language(&self) -> Language {
        self.languages[0]
    }

    /// The topics, those with most articles first.
    pub fn topics(&self) -> &[Topic] {
        &self.topics
    }

    /// The topic of a name, whatever its letter case.
    pub fn topic(&self, name: &str) -> Option<&Topic> {
        let name = name.trim().to_lowercase();
        self.topics
            .iter()
            .find(|topic| topic.name.to_lowercase() == name)
    }

    /// The passages that fit best by words or meaning, best first, only from articles that
    /// `admits` names.
    pub fn search(
        &self,
        query: &Query,
        limit: usize,
        admits: Admits<'_>,
    ) -> Result<Vec<Candidate>, IndexError> {
        let meaning = self.meaning.as_ref().zip(query.meaning.as_ref());
        let nearest =
            meaning.map_or_else(Vec::new, |(meaning, query)| meaning.nearest(query, admits));
        let mut candidates = search(self, query, limit.max(WEIGHED), admits, &nearest)?;
        fuse(meaning, &self.segments, &mut candidates);
        candidates.truncate(limit);
        Ok(candidates)
    }

    /// Reads a passage found.
    pub fn load(&self, candidate: &Candidate) -> Result<Hit, IndexError> {
        let document: TantivyDocument = self.searcher.doc(candidate.address)?;
        let stored = document
            .get_first(self.fields.passage)
            .and_then(|value| value.as_str())
            .ok_or_else(|| IndexError::damaged("a passage has no text"))?;
        let stored = StoredPassage::decode(stored)
            .map_err(|_| IndexError::damaged("a passage cannot be read"))?;
        Ok(Hit {
            article: candidate.article,
            score: candidate.score,
            by_words: candidate.by_words,
            likeness: candidate.likeness,
            passage: stored.passage.into_owned(),
            headings: stored.headings.into_owned(),
            anchor: stored.anchor.map(Cow::into_owned),
        })
    }
}

impl std::fmt::Debug for Snapshot {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Snapshot")
            .field("folder", &self.folder)
            .field("articles", &self.manifest.articles.len())
            .finish_non_exhaustive()
    }
}

fn segment_articles(
    searcher: &Searcher,
    manifest: &Manifest,
) -> Result<Vec<SegmentArticles>, IndexError> {
    // By number: which article, and which vector is its first.
    let mut places: HashMap<u64, (u32, u32)> = HashMap::new();
    let mut row = 0;
    for (index, entry) in manifest.articles.iter().enumerate() {
        places.insert(entry.id, (index as u32, row));
        row += entry.passages as u32;
    }
    searcher
        .segment_readers()
        .iter()
        .map(|segment| {
            let ids = segment.fast_fields().u64("article")?;
            let mut last = u64::MAX;
            let (mut article, mut row) = (NO_ARTICLE, 0);
            let (mut article_of, mut row_of) = (Vec::new(), Vec::new());
            for document in 0..segment.max_doc() {
                let id = ids.first(document).unwrap_or(u64::MAX);
                // The passages of an article lie side by side, in order.
                if id != last {
                    (article, row) = places.get(&id).copied().unwrap_or((NO_ARTICLE, 0));
                    last = id;
                }
                article_of.push(article);
                row_of.push(row);
                row += 1;
            }
            Ok(SegmentArticles { article_of, row_of })
        })
        .collect()
}

/// The languages of the corpus, that of most articles first.
fn languages(manifest: &Manifest) -> Vec<Language> {
    let mut counts: HashMap<Language, usize> = HashMap::new();
    for entry in manifest.published() {
        *counts.entry(entry.language).or_default() += 1;
    }
    let mut languages: Vec<(Language, usize)> = counts.into_iter().collect();
    languages.sort_by_key(|&(language, count)| (std::cmp::Reverse(count), language));
    if languages.is_empty() {
        return vec![Language::English];
    }
    languages
        .into_iter()
        .map(|(language, _)| language)
        .collect()
}

/// The topics of all articles; names that differ in letter case only are one.
fn topics(manifest: &Manifest) -> Vec<Topic> {
    let mut topics: Vec<Topic> = Vec::new();
    let mut by_name: HashMap<String, usize> = HashMap::new();
    for (index, entry) in manifest.articles.iter().enumerate() {
        if entry.passages == 0 {
            continue;
        }
        for name in &entry.metadata.topics {
            let place = *by_name.entry(name.to_lowercase()).or_insert_with(|| {
                topics.push(Topic {
                    name: name.clone(),
                    articles: Vec::new(),
                });
                topics.len() - 1
            });
            if topics[place].articles.last() != Some(&index) {
                topics[place].articles.push(index);
            }
        }
    }
    topics.sort_by(|a, b| {
        b.articles
            .len()
            .cmp(&a.articles.len())
            .then_with(|| a.name.cmp(&b.name))
    });
    topics
}
