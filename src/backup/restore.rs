//! Puts a backup back.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::manifest::{self, Manifest};
use super::{BackupError, Places, at};
use crate::journal::{Journal, Sealed, now};

/// What was put back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// Files of the articles.
    pub corpus: usize,
    /// Files of the journal.
    pub journal: usize,
    /// When the backup was made, in Unix seconds.
    pub made: i64,
    /// Where that lies now which was there before.
    pub aside: Vec<PathBuf>,
}

/// Puts the backup in the folder `source` back. All of it is copied beside its place and
/// compared with its hashes before anything is changed; then each folder is exchanged by two
/// renames. What was there stays beside it, and is only touched with `force`.
pub fn restore(places: Places<'_>, source: &Path, force: bool) -> Result<Restored, BackupError> {
    let manifest = Manifest::read(source)?;
    let files = |top: &str| {
        let of_top = |entry: &&manifest::Entry| entry.parts().is_some_and(|(it, _)| it == top);
        manifest.files.iter().filter(of_top).collect::<Vec<_>>()
    };
    let parts = [
        (files("journal"), places.journal),
        (files("corpus"), places.corpus),
    ];
    let known: usize = parts.iter().map(|(files, _)| files.len()).sum();
    let paths: HashSet<&str> = manifest.files.iter().map(|it| it.path.as_str()).collect();
    if known == 0 || known != manifest.files.len() || paths.len() != known {
        return Err(BackupError::NotABackup {
            path: source.to_owned(),
            reason: "its manifest names no files, or others than it should".to_owned(),
        });
    }
    let parts: Vec<_> = parts
        .into_iter()
        .filter(|(files, _)| !files.is_empty())
        .collect();
    if let Some((_, place)) = parts.iter().find(|(_, place)| !force && !is_free(place)) {
        return Err(BackupError::NotEmpty((*place).to_owned()));
    }
    // Nobody opens the journal while another is put in its place.
    let sealed = Sealed::folder(places.journal)?;
    let mut ready = Vec::new();
    for (files, place) in &parts {
        let folder = staged(source, files, place)?;
        if *place == places.journal {
            // A journal that this program cannot read must not take the place of one.
            drop(Journal::open(folder.path())?);
        }
        ready.push((folder, *place));
    }
    let made = manifest.made;
    let mut aside = Vec::new();
    for (folder, place) in ready {
        aside.extend(exchange(folder, place)?);
    }
    drop(sealed);
    Ok(Restored {
        journal: files("journal").len(),
        corpus: files("corpus").len(),
        made,
        aside,
    })
}

/// Whether nothing would be lost at a place: it is not there, or holds the file of the lock
/// alone.
fn is_free(place: &Path) -> bool {
    match fs::read_dir(place) {
        Ok(entries) => entries
            .flatten()
            .all(|entry| entry.file_name() == "journal.lock"),
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
    }
}

/// Copies files of a backup beside the place where they belong, and compares their hashes.
fn staged(source: &Path, files: &[&manifest::Entry], place: &Path) -> Result<TempDir, BackupError> {
    let parent = parent(place);
    fs::create_dir_all(parent).map_err(at(parent))?;
    let folder = tempfile::Builder::new()
        .prefix(".footnote-restore-")
        .tempdir_in(parent)
        .map_err(at(parent))?;
    for entry in files {
        let Some((_, path)) = entry.parts() else {
            continue;
        };
        let damaged = || BackupError::Damaged(entry.path.clone());
        let from = source.join(&entry.path);
        // A link in its place would lead to a file that is no part of the backup.
        let is_file = from.symlink_metadata().is_ok_and(|it| it.is_file());
        if !is_file {
            return Err(damaged());
        }
        let (bytes, blake3) = manifest::copy(&from, &folder.path().join(path))?;
        if bytes != entry.bytes || blake3 != entry.blake3 {
            return Err(damaged());
        }
    }
    Ok(folder)
}

/// Puts `folder` in the place of another; says where that is now, if there was one with
/// something in it.
fn exchange(folder: TempDir, place: &Path) -> Result<Option<PathBuf>, BackupError> {
    let aside = free_name(place);
    let had_something = !is_free(place);
    let was_there = place.exists();
    if was_there {
        fs::rename(place, &aside).map_err(at(place))?;
    }
    let staged = folder.keep();
    if let Err(source) = fs::rename(&staged, place) {
        let back = if was_there {
            fs::rename(&aside, place)
        } else {
            Ok(())
        };
        // The backup itself is whole.
        let _ = fs::remove_dir_all(&staged);
        let path = place.to_owned();
        return Err(match back {
            Ok(()) => BackupError::Io { path, source },
            Err(_) => BackupError::HalfWay {
                path,
                aside,
                source,
            },
        });
    }
    if was_there && !had_something {
        // Nothing but a lock, which is free by now or held by us.
        let _ = fs::remove_dir_all(&aside);
        return Ok(None);
    }
    Ok(was_there.then_some(aside))
}

/// A name beside `place` that nothing has.
fn free_name(place: &Path) -> PathBuf {
    let name = place.file_name().unwrap_or(place.as_os_str());
    let name = format!("{}.before-restore-{}", name.to_string_lossy(), now());
    let mut free = place.with_file_name(&name);
    let mut number = 1;
    while free.symlink_metadata().is_ok() {
        number += 1;
        free = place.with_file_name(format!("{name}-{number}"));
    }
    free
}

fn parent(place: &Path) -> &Path {
    match place.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}
