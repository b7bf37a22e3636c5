//! [`Left`]: articles whose source is there no more: the configuration names it no longer, or a
//! moderator removed it and kept them. Counts files, reads none.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::corpus::{CorpusError, Folder, View, list};
use crate::journal::SourceKey;

use super::place;

/// Articles whose source is there no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Which source it was.
    pub key: SourceKey,
    /// The folder that they lie in, within the corpus.
    pub folder: String,
    /// How many they are.
    pub articles: usize,
}

/// The articles below the folder of all sources of `server` (none: of those that all share) that
/// belong to none of the sources called `known`.
pub fn of(
    corpus: &Path,
    server: Option<u64>,
    known: &BTreeSet<&str>,
) -> Result<Vec<Left>, CorpusError> {
    let above = place::folder_of_all(server);
    let Ok(entries) = fs::read_dir(corpus.join(&above)) else {
        return Ok(Vec::new());
    };
    let names: BTreeSet<String> = entries
        .flatten()
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| !known.contains(name.as_str()))
        .collect();
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let view = server.map_or(View::Shared, View::Own);
    let mut articles: BTreeMap<String, usize> = BTreeMap::new();
    for file in list(corpus, view, u64::MAX)?.files {
        let within = file.path.strip_prefix(&above);
        let within = within.and_then(|path| path.strip_prefix('/'));
        if let Some((name, _)) = within.and_then(|path| path.split_once('/'))
            && names.contains(name)
        {
            *articles.entry(name.to_owned()).or_default() += 1;
        }
    }
    let left = articles.into_iter().map(|(name, articles)| Left {
        folder: format!("{above}/{name}"),
        key: SourceKey { server, name },
        articles,
    });
    Ok(left.collect())
}

/// The servers that have articles of their own in the corpus.
pub fn servers(corpus: &Path) -> Result<Vec<u64>, CorpusError> {
    Folder::new(corpus.to_owned(), u64::MAX, None).servers()
}
