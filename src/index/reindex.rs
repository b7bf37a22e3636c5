//! Articles -> index: reads what changed, writes it in one atomic commit.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use rayon::prelude::*;
use tantivy::directory::error::LockError;
use tantivy::indexer::UserOperation;
use tantivy::{Index, IndexWriter, TantivyError, Term};

use super::IndexError;
use super::commit::{Meanings, commit, remove_old_files};
use super::comparison::Compared;
use super::encoding::{Encoding, remove_unfinished};
use super::gathering::{Base, Gathered, Meant, Outcome};
use super::generation::Home;
use super::manifest::{ArticleEntry, Manifest, OutlineEntry};
use super::report::Report;
use super::schema::{Fields, settings};
use crate::corpus::{Article, Parsed, Passage, Source, cut};
use crate::language::Language;
use crate::meaning::{Table, with_encoder};

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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// What it does.
    pub stage: Stage,
    /// Articles looked at so far, or passages encoded.
    pub done: usize,
    /// Articles to look at in all, or passages to encode.
    pub total: usize,
}

/// What a reindex does: one after the other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Stage {
    /// Articles are read.
    #[default]
    Reading,
    /// New passages are encoded, where there is a sentence encoder.
    Encoding,
}

/// Brings the index in `home`, whose lock the caller holds, up to date with `source`. Readers
/// answer from the old state until the one commit at the end. Where `progress` breaks off before
/// that, nothing is committed. Vectors are made and kept only if passages are compared by a table, and
/// passages are encoded only if they are by an encoder.
pub(super) fn reindex(
    home: &Home,
    source: &dyn Source,
    options: ReindexOptions,
    compared: Compared<'_>,
    progress: &(dyn Fn(Progress) -> ControlFlow<()> + Sync),
) -> Result<Report, IndexError> {
    let started = Instant::now();
    home.sweep();
    let base = Base::open(home, options.full, compared)?;
    let mut encoding = compared
        .encoder
        .map(|encoder| Encoding::start(encoder.as_ref(), home, &base.directions))
        .transpose()?;
    let old = base.by_path();

    let listing = source.list()?;
    if listing.paths.is_empty() && !options.allow_empty {
        refuse_to_empty(&base.manifest)?;
    }
    let total = listing.paths.len();
    let tell = |stage, done, total| told(progress(Progress { stage, done, total }));
    tell(Stage::Reading, 0, total)?;
    let fields = Fields::new();
    let (folder, index, mut writer) = open(home, &base, &fields, total)?;

    let next_id = AtomicUsize::new(base.manifest.next_id as usize);
    let done = AtomicUsize::new(0);
    let add_article = |entry, article| {
        add(
            &writer,
            &fields,
            entry,
            article,
            compared.table,
            encoding.as_ref(),
        )
    };
    let outcomes = listing
        .paths
        .par_iter()
        .map(|path| {
            let outcome = visit(path, source, &old, &base, |parsed, hash| {
                let id = next_id.fetch_add(1, Ordering::Relaxed) as u64;
                let entry = entry(id, path, hash, &parsed);
                add_article(entry, parsed.article)
            })?;
            let done = done.fetch_add(1, Ordering::Relaxed) + 1;
            tell(Stage::Reading, done, total)?;
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
    let gathered = Gathered::of(outcomes, &base);
    let rewritten = gathered.has_new
        || manifest.synonyms != base.manifest.synonyms
        || base.has_vectors != compared.table.is_some()
        || base.is_encoded != compared.encoder.is_some();
    problems.extend(gathered.lost);
    manifest.articles = gathered.articles;
    if manifest.published().next().is_none() && !options.allow_empty {
        refuse_to_empty(&base.manifest)?;
    }
    manifest.passages = manifest.articles.iter().map(|entry| entry.passages).sum();
    problems.extend(manifest.problems().cloned());
    problems.sort();

    if rewritten || report.removed > 0 || base.folder.is_none() {
        let tell = |done, total| tell(Stage::Encoding, done, total);
        let result = encoding.as_mut().map(|encoding| {
            encoding.encode(gathered.encodable, &tell)?;
            encoding.stored(&gathered.keys)
        });
        let directions = match result.transpose() {
            Ok(directions) => directions,
            Err(error) => return Err(given_up(error, writer, home, &base)),
        };
        delete_others(&writer, &fields, &base, &manifest);
        let meanings = Meanings {
            vectors: compared
                .table
                .map(|table| (table.as_ref(), gathered.vectors.as_slice())),
            directions: encoding.as_ref().zip(directions.as_deref()),
        };
        commit(&mut writer, &folder, &manifest, &meanings)?;
        writer.wait_merging_threads()?;
        if base.folder.is_none() {
            home.switch_to(&folder)?;
            home.sweep();
        } else {
            remove_old_files(&folder, &index);
        }
        remove_unfinished(home);
    }
    report.passages = manifest.passages;
    report.problems = problems;
    report.seconds = started.elapsed().as_secs_f64();
    Ok(report)
}

/// What becomes of a reindex when it has been told how far it is.
pub(super) fn told(answer: ControlFlow<()>) -> Result<(), IndexError> {
    match answer {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(IndexError::Stopped),
    }
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
    add: impl FnOnce(Parsed, String) -> Result<(ArticleEntry, Meant), IndexError>,
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
    let (entry, meant) = add(source.parse(path, &bytes), hash)?;
    Ok(Outcome::Read(entry, meant))
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
    table: Option<&Arc<Table>>,
    encoding: Option<&Encoding<'_>>,
) -> Result<(ArticleEntry, Meant), IndexError> {
    let mut meant = Meant::default();
    if let Some(article) = article {
        let passages = cut(&article);
        entry.passages = passages.len();
        entry.language = article.language();
        entry.outline = outline(&article);
        if let Some(table) = table {
            meant.vectors = vectors(table, &article, &passages);
        }
        if let Some(encoding) = encoding {
            meant.encodable = encoding.wanted(&article, &passages);
        }
        let documents = fields.documents(entry.id, &article, &passages, entry.language);
        entry.metadata = article.metadata;
        // One call, so that the passages of an article lie side by side in one segment.
        let operations: Vec<_> = documents.into_iter().map(UserOperation::Add).collect();
        writer.run(operations)?;
    }
    Ok((entry, meant))
}

/// The direction of each passage by a table, title and headings included.
fn vectors(table: &Arc<Table>, article: &Article, passages: &[Passage]) -> Vec<u8> {
    with_encoder(table, |encoder| {
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
