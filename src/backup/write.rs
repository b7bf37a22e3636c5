//! Writes a backup.

use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::manifest::{self, Entry, Manifest};
use super::{BackupError, Places, at};
use crate::journal::{FILE_NAME, Journal, now};

/// What a backup has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Articles and what lies beside them.
    pub corpus: usize,
    /// Files of the journal.
    pub journal: usize,
    /// All bytes.
    pub bytes: u64,
    /// Links that lead out of the folders, and what is neither file nor folder.
    pub left_out: Vec<PathBuf>,
}

/// Writes a backup into the folder `target`, which must not exist yet; it appears when it is
/// whole. The database is copied first, as it is at one moment: the earlier versions of articles
/// that it names lie in files that were written before.
pub fn write(places: Places<'_>, target: &Path) -> Result<Written, BackupError> {
    if target.symlink_metadata().is_ok() {
        return Err(BackupError::Exists(target.to_owned()));
    }
    let parent = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    fs::create_dir_all(parent).map_err(at(parent))?;
    let within = |folder: &Path| {
        let (folder, parent) = (fs::canonicalize(folder), fs::canonicalize(parent));
        folder.is_ok_and(|folder| parent.is_ok_and(|parent| parent.starts_with(folder)))
    };
    if within(places.corpus) || within(places.journal) {
        return Err(BackupError::Within(target.to_owned()));
    }
    let has_journal = Journal::is_in(places.journal);
    if !has_journal && !places.corpus.is_dir() {
        return Err(BackupError::Nothing {
            journal: places.journal.to_owned(),
            corpus: places.corpus.to_owned(),
        });
    }
    let unfinished = tempfile::Builder::new()
        .prefix(".footnote-backup-")
        .tempdir_in(parent)
        .map_err(at(parent))?;
    let mut copying = Copying {
        target: unfinished.path(),
        entries: Vec::new(),
        left_out: Vec::new(),
    };
    if has_journal {
        let folder = unfinished.path().join("journal");
        fs::create_dir(&folder).map_err(at(&folder))?;
        let copy = folder.join(FILE_NAME);
        Journal::open(places.journal)?.copy_to(&copy)?;
        let (bytes, blake3) = manifest::measure(&copy)?;
        copying.entries.push(Entry {
            path: format!("journal/{FILE_NAME}"),
            bytes,
            blake3,
        });
        copying.folder(places.journal, "journal", is_of_the_database)?;
    }
    let journal = copying.entries.len();
    if places.corpus.is_dir() {
        copying.folder(places.corpus, "corpus", |_| false)?;
    }
    let written = Written {
        corpus: copying.entries.len() - journal,
        journal,
        bytes: copying.entries.iter().map(|entry| entry.bytes).sum(),
        left_out: copying.left_out,
    };
    Manifest::of(copying.entries, now()).write(unfinished.path())?;
    let unfinished = unfinished.keep();
    fs::rename(&unfinished, target).map_err(|error| {
        // What could not be finished is of no use.
        let _ = fs::remove_dir_all(&unfinished);
        at(target)(error)
    })?;
    Ok(written)
}

/// Whether a file at the top of the journal's folder is the database, what belongs to it while
/// it is open, or a copy of an older version.
fn is_of_the_database(path: &Path) -> bool {
    let name = path.to_string_lossy();
    name.starts_with("journal.") || name.starts_with("journal-before-version-")
}

struct Copying<'a> {
    target: &'a Path,
    entries: Vec<Entry>,
    left_out: Vec<PathBuf>,
}

impl Copying<'_> {
    /// Copies the files below `root` that are not to be skipped, by their path within it.
    fn folder(
        &mut self,
        root: &Path,
        name: &str,
        skips: impl Fn(&Path) -> bool,
    ) -> Result<(), BackupError> {
        let canonical = fs::canonicalize(root).map_err(at(root))?;
        for entry in WalkDir::new(root).min_depth(1).sort_by_file_name() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = error.path().unwrap_or(root).to_owned();
                    let source = error.into();
                    return Err(BackupError::Io { path, source });
                }
            };
            let Ok(within) = entry.path().strip_prefix(root) else {
                continue;
            };
            if entry.file_type().is_dir() || skips(within) {
                continue;
            }
            let real = fs::canonicalize(entry.path());
            let is_ours = real.is_ok_and(|real| real.starts_with(&canonical) && real.is_file());
            let path: Option<Vec<&str>> = within.iter().map(|part| part.to_str()).collect();
            let (true, Some(path)) = (is_ours, path) else {
                self.left_out.push(entry.path().to_owned());
                continue;
            };
            let path = format!("{name}/{}", path.join("/"));
            let copied = manifest::copy(entry.path(), &self.target.join(&path));
            let (bytes, blake3) = match copied {
                // It was removed since the folder was listed.
                Err(BackupError::Io { source, .. })
                    if source.kind() == std::io::ErrorKind::NotFound =>
                {
                    continue;
                }
                copied => copied?,
            };
            self.entries.push(Entry {
                path,
                bytes,
                blake3,
            });
        }
        Ok(())
    }
}
