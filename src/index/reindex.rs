//! Articles -> index: reads what changed, writes it in one atomic commit.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use rayon::prelude::*;
use tantivy::directory::error::LockError;
use tantivy::indexer::UserOperation;
use tantivy::{Index, IndexWriter, TantivyError, Term};

use super::IndexError;
use super::commit::{commit, remove_old_files};
use super::generation::Home;
use super::manifest::{ArticleEntry, Manifest, OutlineEntry};
use super::opening::{Opened, open_generation, require_readable};
use super::report::Report;
use super::schema::{Fields, settings};
use crate::corpus::{Article, Parsed, Passage, Problem, Source, cut};
use crate::language::Language;
use crate::meaning::{DIMENSIONS, with_encoder};

/// Articles up to which one thread writes: the index stays in one piece.
const ONE_THREAD_ARTICLES: usize = 500;

/// Memory for each writing thread before it spills a segment, in bytes.
const WRITER_BYTES: usize = 128 << 20;

/// Most threads that write.
const MAX_WRITER_THREADS: usize = 8;

/// How to reindex.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ReindexOptions {
    /// Read every article again, whether it changed or not, into a new index.
    pub full: bool,
    /// Accept a corpus without a single article.
    pub allow_empty: bool,
}

/// How far a reindex is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Articles looked at so far.
    pub done: usize,
    /// Articles to look at in all.
    pub total: usize,
}

/// What became of one path of the corpus.
enum Outcome {
    /// The file is as the index has it.
    Unchanged(ArticleEntry),
    /// It was read and its passages were handed to the writer; the vectors of its passages.
    Read(ArticleEntry, Vec<u8>),
    /// It cannot be used at all.
    Lost(Problem),
}

/// Brings the index in `home`, whose lock the caller holds, up to date with `source`. Readers
/// answer from the old state until the one commit at the end. Where `progress` breaks off before that, nothing
/// is committed. Vectors are made and kept only if passages are compared `by_meaning`.
pub(super) fn reindex(
    home: &Home,
    source: &dyn Source,
    options: ReindexOptions,
    by_meaning: bool,
    progress: &(dyn Fn(Progress) -> ControlFlow<()> + Sync),
) -> Result<Report, IndexError> {
    let started = Instant::now();
    home.sweep();
    let base = base(home, options.full, by_meaning)?;
    let old: HashMap<&str, &ArticleEntry> = base
        .manifest
        .articles
        .iter()
        .map(|entry| (entry.path.as_str(), entry))
        .collect();

    let listing = source.list()?;
    if listing.paths.is_empty() && !options.allow_empty {
        refuse_to_empty(&base.manifest)?;
    }
    let total = listing.paths.len();
    let tell = |done| match progress(Progress { done, total }) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(IndexError::Stopped),
    };
    tell(0)?;
    let fields = Fields::new();
    let (folder, index, mut writer) = open(home, &base, &fields, total)?;

    let next_id = AtomicUsize::new(base.manifest.next_id as usize);
    let done = AtomicUsize::new(0);
    let outcomes = listing
        .paths
        .par_iter()
        .map(|path| {
            let outcome = visit(path, source, &old, &base, |parsed, hash| {
                let id = next_id.fetch_add(1, Ordering::Relaxed) as u64;
                let entry = entry(id, path, hash, &parsed);
                add(&writer, &fields, entry, parsed.article, by_meaning)
            })?;
            tell(done.fetch_add(1, Ordering::Relaxed) + 1)?;
            Ok(outcome)
        })
        .collect::<Result<Vec<Outcome>, IndexError>>();
    let outcomes = match outcomes {
        Ok(outcomes) => outcomes,
        Err(error) => return Err(given_up(error, writer, home, &base)),
    };

    let (synonyms, faults) = source.synonyms();
    let mut problems = listing.problems;
    problems.extend(faults);
    let mut report = tally(&old, &outcomes);
    let mut manifest = Manifest {
        next_id: next_id.into_inner() as u64,
        synonyms,
        ..Manifest::default()
    };
    let mut vectors = Vec::new();
    let mut rewritten =
        manifest.synonyms != base.manifest.synonyms || base.has_vectors != by_meaning;
    for outcome in outcomes {
        match outcome {
            Outcome::Unchanged(entry) => {
                vectors.extend_from_slice(base.vectors_of(&entry));
                manifest.articles.push(entry);
            }
            Outcome::Read(entry, of_article) => {
                rewritten = true;
                vectors.extend(of_article);
                manifest.articles.push(entry);
            }
            Outcome::Lost(problem) => problems.push(problem),
        }
    }
    if manifest.published().next().is_none() && !options.allow_empty {
        refuse_to_empty(&base.manifest)?;
    }
    manifest.passages = manifest.articles.iter().map(|entry| entry.passages).sum();
    problems.extend(
        manifest
            .articles
            .iter()
            .flat_map(|entry| entry.problems.iter().cloned()),
    );
    problems.sort();

    if rewritten || report.removed > 0 || base.folder.is_none() {
        delete_others(&writer, &fields, &base, &manifest);
        let vectors = by_meaning.then_some(vectors.as_slice());
        commit(&mut writer, &folder, &manifest, vectors)?;
        writer.wait_merging_threads()?;
        if base.folder.is_none() {
            home.switch_to(&folder)?;
            home.sweep();
        } else {
            remove_old_files(&folder, &index);
        }
    }
    report.passages = manifest.passages;
    report.problems = problems;
    report.seconds = started.elapsed().as_secs_f64();
    Ok(report)
}

/// Deletes the passages of the articles that are no longer in `manifest` as they were.
fn delete_others(writer: &IndexWriter, fields: &Fields, base: &Base, manifest: &Manifest) {
    if base.folder.is_none() {
        return;
    }
    let kept: HashSet<u64> = manifest.articles.iter().map(|entry| entry.id).collect();
    for entry in &base.manifest.articles {
        if !kept.contains(&entry.id) {
            writer.delete_term(Term::from_field_u64(fields.article, entry.id));
        }
    }
}

/// The generation to write to, which is a new one where there is none to go on with.
fn open(
    home: &Home,
    base: &Base,
    fields: &Fields,
    articles: usize,
) -> Result<(PathBuf, Index, IndexWriter), IndexError> {
    let Some(folder) = &base.folder else {
        let folder = home.create()?;
        let index = Index::builder()
            .schema(fields.schema.clone())
            .settings(settings())
            .create_in_dir(&folder)?;
        let threads = if articles > ONE_THREAD_ARTICLES {
            rayon::current_num_threads().min(MAX_WRITER_THREADS)
        } else {
            1
        };
        let writer = writer(&index, threads)?;
        return Ok((folder, index, writer));
    };
    let index = Index::open_in_dir(folder)?;
    let writer = writer(&index, 1)?;
    // What a killed reindex left behind has the names that this one is going to use.
    writer.garbage_collect_files().wait()?;
    Ok((folder.clone(), index, writer))
}

/// A writer to `index`. The engine has a lock of its own below ours; only a process that
/// another thread is just starting can have it open still, and not for long.
pub(super) fn writer(index: &Index, threads: usize) -> Result<IndexWriter, IndexError> {
    /// How often, and how long apart, the engine's lock is tried.
    const ATTEMPTS: usize = 100;
    const PAUSE: Duration = Duration::from_millis(5);
    for _ in 1..ATTEMPTS {
        match index.writer_with_num_threads(threads, threads * WRITER_BYTES) {
            Err(TantivyError::LockFailure(LockError::LockBusy, _)) => std::thread::sleep(PAUSE),
            writer => return Ok(writer?),
        }
    }
    Ok(index.writer_with_num_threads(threads, threads * WRITER_BYTES)?)
}

/// Ends a reindex that cannot go on, without a commit, and says why.
fn given_up(error: IndexError, mut writer: IndexWriter, home: &Home, base: &Base) -> IndexError {
    let error = cause(error, &mut writer);
    drop(writer);
    if base.folder.is_none() {
        // Half an index is of no use and may be large.
        home.sweep();
    }
    error
}

/// Why the engine stopped taking passages: it says that a thread has ended, and only when
/// asked to commit, what ended it.
fn cause(error: IndexError, writer: &mut IndexWriter) -> IndexError {
    match error {
        IndexError::Engine(TantivyError::ErrorInThread(_)) => match writer.prepare_commit() {
            Err(cause) => cause.into(),
            Ok(_) => error,
        },
        error => error,
    }
}

/// The state that a reindex starts from.
#[derive(Default)]
struct Base {
    manifest: Manifest,
    /// The vectors of the passages, in the order of the manifest, where they are wanted.
    vectors: Vec<u8>,
    /// Whether it has vectors, wanted or not.
    has_vectors: bool,
    /// Where the vectors of each article start, by its number.
    vector_starts: HashMap<u64, usize>,
    /// The generation to go on with; none if a new one must be made.
    folder: Option<PathBuf>,
}

fn base(home: &Home, full: bool, by_meaning: bool) -> Result<Base, IndexError> {
    let current = match home.current() {
        Ok(current) => current,
        Err(error) if error.is_mended_by_rebuilding() => None,
        Err(error) => return Err(error),
    };
    let Some(folder) = current else {
        return Ok(Base::default());
    };
    let opened = open_generation(&folder, by_meaning).and_then(|opened| {
        require_readable(&opened.index)?;
        Ok(opened)
    });
    match opened {
        Ok(Opened {
            manifest,
            vectors,
            has_vectors,
            ..
        }) => {
            let mut start = 0;
            let mut vector_starts = HashMap::new();
            for entry in &manifest.articles {
                vector_starts.insert(entry.id, start);
                start += entry.passages * DIMENSIONS;
            }
            Ok(Base {
                manifest,
                vectors: vectors.unwrap_or_default(),
                has_vectors,
                vector_starts,
                folder: (!full).then_some(folder),
            })
        }
        Err(error) if error.is_mended_by_rebuilding() => {
            tracing::info!(%error, "building a new index");
            Ok(Base::default())
        }
        Err(error) => Err(error),
    }
}

impl Base {
    fn vectors_of(&self, entry: &ArticleEntry) -> &[u8] {
        let start = self
            .vector_starts
            .get(&entry.id)
            .copied()
            .unwrap_or_default();
        self.vectors
            .get(start..start + entry.passages * DIMENSIONS)
            .unwrap_or_default()
    }
}

fn refuse_to_empty(manifest: &Manifest) -> Result<(), IndexError> {
    match manifest.published().count() {
        0 => Ok(()),
        articles => Err(IndexError::WouldEmpty { articles }),
    }
}

fn visit(
    path: &str,
    source: &dyn Source,
    old: &HashMap<&str, &ArticleEntry>,
    base: &Base,
    add: impl FnOnce(Parsed, String) -> Result<(ArticleEntry, Vec<u8>), IndexError>,
) -> Result<Outcome, IndexError> {
    let bytes = match source.load(path) {
        Ok(bytes) => bytes,
        Err(problem) => return Ok(Outcome::Lost(problem)),
    };
    let hash = blake3::hash(&bytes).to_hex().to_string();
    if base.folder.is_some()
        && let Some(entry) = old.get(path).filter(|entry| entry.hash == hash)
    {
        return Ok(Outcome::Unchanged((*entry).clone()));
    }
    let (entry, vectors) = add(source.parse(path, &bytes), hash)?;
    Ok(Outcome::Read(entry, vectors))
}

/// The entry of an article, before its text is looked at.
pub(super) fn entry(id: u64, path: &str, hash: String, parsed: &Parsed) -> ArticleEntry {
    ArticleEntry {
        id,
        path: path.to_owned(),
        hash,
        passages: 0,
        metadata: crate::corpus::Metadata::default(),
        language: Language::English,
        outline: Vec::new(),
        problems: parsed.problems.clone(),
    }
}

/// Hands the passages of an article to the writer.
pub(super) fn add(
    writer: &IndexWriter,
    fields: &Fields,
    mut entry: ArticleEntry,
    article: Option<Article>,
    by_meaning: bool,
) -> Result<(ArticleEntry, Vec<u8>), IndexError> {
    let mut vectors = Vec::new();
    if let Some(article) = article {
        let passages = cut(&article);
        entry.passages = passages.len();
        entry.language = language(&article);
        entry.outline = outline(&article);
        if by_meaning {
            vectors = self::vectors(&article, &passages);
        }
        let documents = fields.documents(entry.id, &article, &passages, entry.language);
        entry.metadata = article.metadata;
        // One call, so that the passages of an article lie side by side in one segment.
        let operations: Vec<_> = documents.into_iter().map(UserOperation::Add).collect();
        writer.run(operations)?;
    }
    Ok((entry, vectors))
}

/// The direction of each passage, title and headings included.
fn vectors(article: &Article, passages: &[Passage]) -> Vec<u8> {
    with_encoder(|encoder| {
        passages
            .iter()
            .flat_map(|passage| {
                let headings = article.sections[passage.section]
                    .headings
                    .iter()
                    .map(String::as_str);
                let texts = [article.metadata.title.as_str(), &passage.text];
                encoder.encode(headings.chain(texts)).as_bytes()
            })
            .collect()
    })
}

/// The language the article names, else the one its text shows, else English.
fn language(article: &Article) -> Language {
    if let Some(code) = &article.metadata.language {
        return Language::from_code(code);
    }
    let mut sample = String::new();
    let blocks = article.sections.iter().flat_map(|section| &section.blocks);
    for block in blocks {
        sample.push_str(block.text.as_str());
        sample.push('\n');
        if sample.len() > 1500 {
            break;
        }
    }
    Language::detect(&sample).unwrap_or(Language::English)
}

fn outline(article: &Article) -> Vec<OutlineEntry> {
    article
        .sections
        .iter()
        .filter_map(|section| {
            Some(OutlineEntry {
                heading: section.headings.last()?.clone(),
                depth: section.headings.len() - 1,
                anchor: section.anchor.clone(),
            })
        })
        .collect()
}

fn tally(old: &HashMap<&str, &ArticleEntry>, outcomes: &[Outcome]) -> Report {
    let mut report = Report {
        added: 0,
        changed: 0,
        removed: 0,
        unchanged: 0,
        passages: 0,
        seconds: 0.0,
        problems: Vec::new(),
    };
    let mut kept = 0;
    for outcome in outcomes {
        let (Outcome::Unchanged(entry) | Outcome::Read(entry, _)) = outcome else {
            continue;
        };
        match old.get(entry.path.as_str()) {
            None => report.added += 1,
            Some(before) if before.hash == entry.hash => report.unchanged += 1,
            Some(_) => report.changed += 1,
        }
        kept += usize::from(old.contains_key(entry.path.as_str()));
    }
    report.removed = old.len() - kept;
    report
}
