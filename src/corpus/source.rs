//! Where articles are read from: the door through which the index asks for them.

use std::path::PathBuf;

use url::Url;

use super::{
    CorpusError, Parsed, Problem, SYNONYMS_FILE, SourceFile, Synonyms, decode, list, load, parse,
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

/// The folder of articles.
#[derive(Debug, Clone)]
pub struct Folder {
    root: PathBuf,
    max_file_bytes: u64,
    base_url: Option<Url>,
}

impl Folder {
    /// The articles in `root`; files over `max_file_bytes` are left out, a `slug` in the
    /// front matter is appended to `base_url`.
    pub fn new(root: PathBuf, max_file_bytes: u64, base_url: Option<Url>) -> Self {
        Self {
            root,
            max_file_bytes,
            base_url,
        }
    }
}

impl Source for Folder {
    fn list(&self) -> Result<Inventory, CorpusError> {
        let listing = list(&self.root, self.max_file_bytes)?;
        Ok(Inventory {
            paths: listing.files.into_iter().map(|file| file.path).collect(),
            problems: listing.problems,
        })
    }

    fn load(&self, path: &str) -> Result<Vec<u8>, Problem> {
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
        self.root.join(path).exists()
    }

    fn synonyms(&self) -> (Synonyms, Vec<Problem>) {
        if !self.root.join(SYNONYMS_FILE).exists() {
            return (Synonyms::default(), Vec::new());
        }
        let read = self.load(SYNONYMS_FILE).and_then(|bytes| {
            let (text, note) = decode(SYNONYMS_FILE, &bytes)?;
            Ok((Synonyms::parse(&text), note))
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
