//! [`overlay`]: an index of another one's articles and some more. The files of the other are
//! linked, not copied or read again; what comes on top is parsed and added. An overlay is never
//! added to: whenever one of the two changes, a new generation is made, so that the files that
//! both have stay as they are.
//!
//! ```text
//! index/servers/17/g-000001/            links to the files of index/g-000004/, and more
//! index/servers/17/g-000001/overlay.json  what it was made of
//! ```

use std::borrow::Cow;
use std::collections::HashMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use tantivy::merge_policy::NoMergePolicy;
use tantivy::{Index, IndexWriter};

use super::IndexError;
use super::commit::{Meanings, commit};
use super::comparison::Compared;
use super::encoding::{Encoding, Key, remove_unfinished, split};
use super::gathering::Meant;
use super::generation::{Home, ReindexLock, write_atomically};
use super::manifest::{ArticleEntry, Manifest};
use super::opening::{Opened, open_generation, open_to_renew, opening};
use super::reindex::{Progress, ReindexOptions, Stage, add, entry, told as heard, writer};
use super::report::Report;
use super::schema::Fields;
use super::snapshot::PassageIndex;
use crate::corpus::{Problem, Source, Synonyms};
use crate::meaning::DIMENSIONS;

/// Folder of the overlays, in the folder of the index that they lie on.
const SERVERS: &str = "servers";

/// Name of the file that says what a generation was made of.
const MADE_OF: &str = "overlay.json";

/// What a generation was made of.
#[derive(Default, Serialize, Deserialize)]
struct MadeOf {
    /// BLAKE3 of the commit below and of every file on top, in hexadecimal.
    hash: String,
    /// Paths of the articles on top.
    own: Vec<String>,
}

/// What lies on top: files, and words that mean the same.
struct Own {
    files: Vec<OwnFile>,
    synonyms: Synonyms,
    /// What cannot be read, and what is wrong beside the articles.
    problems: Vec<Problem>,
}

struct OwnFile {
    path: String,
    bytes: Vec<u8>,
    /// BLAKE3 of the bytes, in hexadecimal.
    hash: String,
}

/// What an overlay is now.
#[derive(Default)]
struct Before {
    manifest: Manifest,
    made_of: MadeOf,
    /// What the wanted encoder made of its passages, as the commit has it.
    directions: Vec<u8>,
}

/// An article, and what is kept of the meaning of its passages: their vectors and their keys,
/// where there are any.
struct Placed<'a> {
    entry: ArticleEntry,
    vectors: Cow<'a, [u8]>,
    keys: Cow<'a, [Key]>,
}

impl PassageIndex {
    /// The index that lies on this one for one server; there may be none yet.
    #[must_use]
    pub fn of_server(&self, id: u64) -> Self {
        let folder = self.home.0.join(SERVERS).join(id.to_string());
        Self::new(&folder, self.comparison.clone())
    }

    /// The servers that an index lies on this one for.
    pub fn servers(&self) -> Vec<u64> {
        let entries = fs::read_dir(self.home.0.join(SERVERS));
        let names = entries.into_iter().flatten().flatten();
        names
            .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
            .collect()
    }

    /// How many articles this index has beside those of the one that it lies on.
    pub fn own_articles(&self) -> usize {
        let folder = self.home.current().ok().flatten();
        let made_of = folder.and_then(|folder| read_made_of(&folder));
        made_of.map_or(0, |made_of| made_of.own.len())
    }

    /// Makes this an index of the articles of `ground`, whose lock is held, and of those of
    /// `source`, unless `progress` breaks off. The report is about those of `source`.
    pub fn lay_on(
        &self,
        ground: &Self,
        _lock: &ReindexLock,
        source: &dyn Source,
        options: ReindexOptions,
        progress: &(dyn Fn(Progress) -> ControlFlow<()> + Sync),
    ) -> Result<Report, IndexError> {
        let (home, below) = (&self.home, &ground.home);
        let done = self
            .comparison
            .look()
            .and_then(|compared| overlay(home, below, source, options, compared, progress));
        done.map_err(|error| error.at(&self.home.0))
    }
}

/// Makes the index in `home` one of the articles of the index in `ground` and of those of
/// `source`. The caller holds the lock of `ground`. The report is about those of `source` alone.
/// Where `progress` breaks off, everything stays as it was.
fn overlay(
    home: &Home,
    ground: &Home,
    source: &dyn Source,
    options: ReindexOptions,
    compared: Compared<'_>,
    progress: &(dyn Fn(Progress) -> ControlFlow<()> + Sync),
) -> Result<Report, IndexError> {
    let started = Instant::now();
    fs::create_dir_all(&home.0).map_err(|error| IndexError::io(&home.0, error))?;
    home.sweep();
    let below = ground
        .current()?
        .ok_or_else(|| IndexError::Missing(ground.0.clone()))?;
    let own = read(source)?;
    let made_of = made_of(&below, &own)?;
    let old = current(home, compared).unwrap_or_default();
    let before = entries(&old.manifest, &old.made_of.own);

    let now: Vec<ArticleEntry> = if !options.full && old.made_of.hash == made_of.hash {
        before.values().map(|&entry| entry.clone()).collect()
    } else {
        let ground = open_generation(&below, compared)?;
        let layer = Layer {
            below: &below,
            ground: &ground,
            own: &own,
            made_of: &made_of,
            known: &old.directions,
            compared,
        };
        let laid = layer.lay(home, source, progress);
        // Old generations, or half a new one.
        home.sweep();
        laid?
    };
    let mut report = told(&before, &now);
    report.problems.extend(own.problems);
    report.problems.sort();
    report.seconds = started.elapsed().as_secs_f64();
    Ok(report)
}

fn read(source: &dyn Source) -> Result<Own, IndexError> {
    let listing = source.list()?;
    let (synonyms, faults) = source.synonyms();
    let mut problems = listing.problems;
    problems.extend(faults);
    let loaded: Vec<_> = listing
        .paths
        .into_par_iter()
        .map(|path| {
            let bytes = source.load(&path)?;
            let hash = blake3::hash(&bytes).to_hex().to_string();
            Ok(OwnFile { path, bytes, hash })
        })
        .collect();
    let mut files = Vec::new();
    for file in loaded {
        match file {
            Ok(file) => files.push(file),
            Err(problem) => problems.push(problem),
        }
    }
    Ok(Own {
        files,
        synonyms,
        problems,
    })
}

fn made_of(below: &Path, own: &Own) -> Result<MadeOf, IndexError> {
    let metas = Index::open_in_dir(below)
        .and_then(|index| index.load_metas())
        .map_err(opening)?;
    let files = own.files.iter();
    let files: Vec<_> = files.map(|file| (&file.path, &file.hash)).collect();
    let all = serde_json::to_vec(&(metas.payload, files, &own.synonyms))
        .expect("strings always serialise");
    Ok(MadeOf {
        hash: blake3::hash(&all).to_hex().to_string(),
        own: own.files.iter().map(|file| file.path.clone()).collect(),
    })
}

/// What the overlay is now, if it is whole.
fn current(home: &Home, compared: Compared<'_>) -> Option<Before> {
    let folder = home.current().ok().flatten()?;
    let (opened, _) = open_to_renew(&folder, compared)
        .inspect_err(|error| tracing::info!(%error, "building a new index"))
        .ok()?;
    Some(Before {
        manifest: opened.manifest,
        made_of: read_made_of(&folder).unwrap_or_default(),
        directions: opened.directions.unwrap_or_default(),
    })
}

fn read_made_of(folder: &Path) -> Option<MadeOf> {
    let text = fs::read(folder.join(MADE_OF)).ok()?;
    serde_json::from_slice(&text).ok()
}

/// The entries of some paths.
fn entries<'a>(manifest: &'a Manifest, paths: &[String]) -> HashMap<&'a str, &'a ArticleEntry> {
    let found = paths.iter().filter_map(|path| {
        let place = manifest
            .articles
            .binary_search_by(|entry| entry.path.cmp(path));
        manifest.articles.get(place.ok()?)
    });
    found.map(|entry| (entry.path.as_str(), entry)).collect()
}

/// What became of the articles on top.
fn told(before: &HashMap<&str, &ArticleEntry>, now: &[ArticleEntry]) -> Report {
    let mut report = Report {
        added: 0,
        changed: 0,
        removed: before.len(),
        unchanged: 0,
        passages: 0,
        seconds: 0.0,
        problems: Vec::new(),
    };
    for entry in now {
        match before.get(entry.path.as_str()) {
            None => report.added += 1,
            Some(before) => {
                report.removed -= 1;
                if before.hash == entry.hash {
                    report.unchanged += 1;
                } else {
                    report.changed += 1;
                }
            }
        }
        report.passages += entry.passages;
        report.problems.extend(entry.problems.iter().cloned());
    }
    report
}

/// A new generation of an overlay.
struct Layer<'a> {
    /// The generation below.
    below: &'a Path,
    ground: &'a Opened,
    own: &'a Own,
    made_of: &'a MadeOf,
    /// Directions of the overlay as it was: its articles are not encoded again because one
    /// below has changed.
    known: &'a [u8],
    compared: Compared<'a>,
}

impl Layer<'_> {
    /// Makes the generation and switches to it. Gives the entries of the articles on top.
    fn lay(
        &self,
        home: &Home,
        source: &dyn Source,
        progress: &(dyn Fn(Progress) -> ControlFlow<()> + Sync),
    ) -> Result<Vec<ArticleEntry>, IndexError> {
        let mut encoding = self.encoding(home)?;
        let folder = home.create()?;
        link_files(self.below, &folder)?;
        let index = Index::open_in_dir(&folder)?;
        let mut writer = writer(&index, 1)?;
        // Merging would copy what is linked.
        writer.set_merge_policy(Box::new(NoMergePolicy));
        let own = self.add_all(&writer, source, encoding.as_ref(), progress)?;
        let entries = own.iter().map(|(entry, _)| entry.clone()).collect();

        let mut all = self.placed_below()?;
        let mut encodable = Vec::new();
        for (entry, meant) in own {
            all.push(Placed {
                entry,
                vectors: meant.vectors.into(),
                keys: meant.encodable.iter().map(|passage| passage.key).collect(),
            });
            encodable.extend(meant.encodable);
        }
        all.sort_by(|a, b| a.entry.path.cmp(&b.entry.path));
        let mut synonyms = self.ground.manifest.synonyms.clone();
        synonyms
            .rules
            .extend(self.own.synonyms.rules.iter().cloned());
        let mut manifest = Manifest {
            next_id: self.ground.manifest.next_id + self.own.files.len() as u64,
            synonyms,
            ..Manifest::default()
        };
        let (mut vectors, mut keys) = (Vec::new(), Vec::new());
        for article in all {
            manifest.passages += article.entry.passages;
            vectors.extend_from_slice(&article.vectors);
            keys.extend_from_slice(&article.keys);
            manifest.articles.push(article.entry);
        }
        let directions = match &mut encoding {
            None => None,
            Some(encoding) => {
                let stage = Stage::Encoding;
                let tell = |done, total| heard(progress(Progress { stage, done, total }));
                encoding.encode(encodable, &tell)?;
                Some(encoding.stored(&keys)?)
            }
        };
        let meanings = Meanings {
            vectors: self
                .compared
                .table
                .map(|table| (table.as_ref(), vectors.as_slice())),
            directions: encoding.as_ref().zip(directions.as_deref()),
        };
        commit(&mut writer, &folder, &manifest, &meanings)?;
        writer.wait_merging_threads()?;
        let made_of = serde_json::to_vec(self.made_of).expect("strings always serialise");
        write_atomically(&folder.join(MADE_OF), &made_of)?;
        home.switch_to(&folder)?;
        remove_unfinished(home);
        Ok(entries)
    }

    /// What is known of the directions below, of the overlay as it was, and of one that was
    /// stopped. What is encoded for a server is kept in its own folder alone.
    fn encoding(&self, home: &Home) -> Result<Option<Encoding<'_>>, IndexError> {
        let Some(encoder) = self.compared.encoder else {
            return Ok(None);
        };
        let below = self.ground.directions.as_deref().unwrap_or_default();
        let mut encoding = Encoding::start(encoder.as_ref(), home, below)?;
        encoding.know(self.known);
        Ok(Some(encoding))
    }

    /// Parses the articles on top and hands their passages to the writer.
    fn add_all(
        &self,
        writer: &IndexWriter,
        source: &dyn Source,
        encoding: Option<&Encoding<'_>>,
        progress: &(dyn Fn(Progress) -> ControlFlow<()> + Sync),
    ) -> Result<Vec<(ArticleEntry, Meant)>, IndexError> {
        let fields = Fields::new();
        let total = self.own.files.len();
        let stage = Stage::Reading;
        let tell = |done| heard(progress(Progress { stage, done, total }));
        tell(0)?;
        let done = AtomicUsize::new(0);
        let files = self.own.files.par_iter().enumerate();
        let added = files.map(|(nth, file)| {
            let id = self.ground.manifest.next_id + nth as u64;
            let parsed = source.parse(&file.path, &file.bytes);
            let entry = entry(id, &file.path, file.hash.clone(), &parsed);
            let table = self.compared.table;
            let added = add(writer, &fields, entry, parsed.article, table, encoding)?;
            tell(done.fetch_add(1, Ordering::Relaxed) + 1)?;
            Ok(added)
        });
        added.collect()
    }

    /// The articles below, with their vectors and keys.
    fn placed_below(&self) -> Result<Vec<Placed<'_>>, IndexError> {
        let vectors = self.ground.vectors.as_deref().unwrap_or_default();
        let dimensions = self.compared.encoded_dimensions()?;
        let directions = self.ground.directions.as_deref().unwrap_or_default();
        let (keys, _) = split(directions, dimensions);
        let mut start = 0;
        let place = |entry: &ArticleEntry| {
            let end = start + entry.passages;
            let of_article = vectors.get(start * DIMENSIONS..end * DIMENSIONS);
            let keys_of_article = keys.get(start..end);
            start = end;
            Placed {
                entry: entry.clone(),
                vectors: of_article.unwrap_or_default().into(),
                keys: keys_of_article.unwrap_or_default().into(),
            }
        };
        Ok(self.ground.manifest.articles.iter().map(place).collect())
    }
}

/// Links the engine's files of one generation into another, or copies them where the system has
/// no links. Those that the engine replaces are copied.
fn link_files(from: &Path, to: &Path) -> Result<(), IndexError> {
    let entries = fs::read_dir(from).map_err(|error| IndexError::io(from, error))?;
    for file in entries.flatten() {
        let name = file.file_name();
        let path = Path::new(&name);
        let text = name.to_string_lossy();
        // Locks, and what a commit of ours names or a killed one left behind.
        let is_ours = ["manifest-", "vectors-", "encoded-", ".new-", ".tmp"]
            .iter()
            .any(|start| text.starts_with(start));
        let is_lock = path.extension().is_some_and(|it| it == "lock");
        if is_ours || is_lock || text == MADE_OF || !file.path().is_file() {
            continue;
        }
        let target = to.join(&name);
        let is_replaced = path.extension().is_some_and(|it| it == "json");
        if is_replaced || fs::hard_link(file.path(), &target).is_err() {
            fs::copy(file.path(), &target).map_err(|error| IndexError::io(&target, error))?;
        }
    }
    Ok(())
}
