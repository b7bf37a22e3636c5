//! The files to import: which of a folder are taken, and their bytes. Judges no content.

use std::collections::HashSet;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::{ImportError, ImportReport};
use crate::corpus::Problem;

/// Endings of files that are taken from a folder.
const ENDINGS: &[&str] = &["md", "markdown", "html", "htm", "txt"];

/// The files that `paths` name, those of folders included, each once.
pub(super) fn files(
    paths: &[PathBuf],
    report: &mut ImportReport,
) -> Result<Vec<PathBuf>, ImportError> {
    let mut files = Vec::new();
    for path in paths {
        let unreadable = |source| ImportError::Unreadable {
            path: path.clone(),
            source,
        };
        if !fs::metadata(path).map_err(unreadable)?.is_dir() {
            files.push(path.clone());
            continue;
        }
        let entries = WalkDir::new(path)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.path()));
        for entry in entries {
            match entry {
                Ok(entry) if entry.file_type().is_file() && is_text(entry.path()) => {
                    files.push(entry.into_path());
                }
                Ok(_) => {}
                Err(error) => {
                    let place = error.path().unwrap_or(path).display().to_string();
                    let message = format!("cannot be read: {error}");
                    report
                        .problems
                        .push(Problem::error(&place, None, "unreadable", message));
                }
            }
        }
    }
    let mut seen = HashSet::new();
    files.retain(|file| seen.insert(file.clone()));
    Ok(files)
}

fn is_hidden(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

fn is_text(path: &Path) -> bool {
    path.extension().is_some_and(|ending| {
        let ending = ending.to_string_lossy().to_lowercase();
        ENDINGS.contains(&ending.as_str())
    })
}

/// The bytes of a file, or the rule it breaks and how.
pub(super) fn read(file: &Path, max_bytes: u64) -> Result<Vec<u8>, (&'static str, String)> {
    let unreadable = |error: io::Error| ("unreadable", format!("cannot be read: {error}"));
    let opened = fs::File::open(file).map_err(unreadable)?;
    if !opened.metadata().map_err(unreadable)?.is_file() {
        return Err(("unreadable", "is not a file".to_owned()));
    }
    let mut bytes = Vec::new();
    opened
        .take(max_bytes.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if bytes.len() as u64 > max_bytes {
        let message = format!("is larger than {max_bytes} bytes, the limit for an article");
        return Err(("too-large", message));
    }
    Ok(bytes)
}
