//! Where articles are read from: the door through which the index asks for them.

use std::fs;
use std::path::{Path, PathBuf};

use url::Url;

use super::view::servers;
use super::{
    CorpusError, Parsed, Problem, SYNONYMS_FILE, SourceFile, Synonyms, View, decode, list, load,
    parse,
};

/// What there is to read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inventory {
    /// Paths within the corpus, sorted, each once.
    pub paths: Vec<String>,
    /// What was left out, and why.
    pub problems: Vec<Problem>,
}

/// A set of articles. The usual one is [`Folder`](super::Folder).
pub trait Source: Sync {
    /// Lists what there is to read.
    fn list(&self) -> Result<Inventory, CorpusError>;

    /// The bytes of one article's file.
    fn load(&self, path: &str) -> Result<Vec<u8>, Problem>;

    /// Parses what [`Source::load`] gave.
    fn parse(&self, path: &str, bytes: &[u8]) -> Parsed;

    /// Whether there is a file or a folder at `path`, be it an article or not.
    fn exists(&self, path: &str) -> bool {
        self.load(path).is_ok()
    }

    /// The words that mean the same here, and what is wrong with their list.
    fn synonyms(&self) -> (Synonyms, Vec<Problem>) {
        (Synonyms::default(), Vec::new())
    }
}

/// The folder of articles: those that are shared, or those of one server.
#[derive(Debug, Clone)]
pub struct Folder {
    root: PathBuf,
    view: View,
    max_file_bytes: u64,
    base_url: Option<Url>,
}

impl Folder {
    /// The articles in `root` that all servers share; files over `max_file_bytes` are left
    /// out, a `slug` in the front matter is appended to `base_url`.
    pub fn new(root: PathBuf, max_file_bytes: u64, base_url: Option<Url>) -> Self {
        Self {
            root,
            view: View::Shared,
            max_file_bytes,
            base_url,
        }
    }

    /// The articles of the same corpus that are one server's own.
    #[must_use]
    pub fn of_server(&self, id: u64) -> Self {
        Self {
            view: View::Own(id),
            ..self.clone()
        }
    }

    /// The servers that have a folder in the corpus, in order. One that is empty counts.
    pub fn servers(&self) -> Result<Vec<u64>, CorpusError> {
        Ok(servers(&self.root)?.0)
    }

    /// Where its list of synonyms lies, within the corpus, if there is one.
    fn synonyms_file(&self) -> Option<String> {
        let path = self.view.folder().join(SYNONYMS_FILE);
        let absolute = self.root.join(&path);
        let there = match self.view {
            View::Shared => absolute.exists(),
            // Through a link it could be another server's.
            View::Own(id) => {
                self.servers().is_ok_and(|ids| ids.contains(&id))
                    && fs::symlink_metadata(&absolute).is_ok_and(|metadata| metadata.is_file())
            }
        };
        there.then(|| path.to_string_lossy().replace('\\', "/"))
    }
}

impl Source for Folder {
    fn list(&self) -> Result<Inventory, CorpusError> {
        let listing = list(&self.root, self.view, self.max_file_bytes)?;
        Ok(Inventory {
            paths: listing.files.into_iter().map(|file| file.path).collect(),
            problems: listing.problems,
        })
    }

    fn load(&self, path: &str) -> Result<Vec<u8>, Problem> {
        if View::of(Path::new(path)) != Some(self.view) {
            let reason = "skipped: it belongs to another server";
            return Err(Problem::error(path, None, "no-server", reason));
        }
        let file = SourceFile {
            path: path.to_owned(),
            absolute: self.root.join(path),
        };
        load(&file, self.max_file_bytes)
    }

    fn parse(&self, path: &str, bytes: &[u8]) -> Parsed {
        parse(path, bytes, self.base_url.as_ref())
    }

    fn exists(&self, path: &str) -> bool {
        let Ok(target) = fs::canonicalize(self.root.join(path)) else {
            return false;
        };
        // What another server has is not there.
        let root = fs::canonicalize(&self.root);
        let inside = root.ok().and_then(|root| target.strip_prefix(root).ok());
        inside.is_none_or(|inside| self.view.sees(inside))
    }

    fn synonyms(&self) -> (Synonyms, Vec<Problem>) {
        let Some(path) = self.synonyms_file() else {
            return (Synonyms::default(), Vec::new());
        };
        let read = self.load(&path).and_then(|bytes| {
            let (text, note) = decode(&path, &bytes)?;
            Ok((Synonyms::parse(&path, &text), note))
        });
        match read {
            Ok(((synonyms, mut problems), note)) => {
                problems.extend(note);
                (synonyms, problems)
            }
            Err(problem) => (Synonyms::default(), vec![problem]),
        }
    }
}
