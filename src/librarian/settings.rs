//! [`Settings`]: what a librarian must be told. Never reads a file or the environment.

use std::path::PathBuf;

use super::ModelSettings;

/// Where the articles and the index are, and how answers are made.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Folder of the articles.
    pub corpus: PathBuf,
    /// Folder of the index.
    pub index: PathBuf,
    /// Base that a `slug` in the front matter is appended to.
    pub base_url: Option<url::Url>,
    /// Largest file that is read, in bytes.
    pub max_file_bytes: u64,
    /// Least confidence with which a question is answered, 0 to 1.
    pub min_confidence: f64,
    /// Whether questions and passages are compared by meaning, beside their words.
    pub by_meaning: bool,
    /// Most answers that are kept in memory, for ten minutes, in case the same is asked again;
    /// 0: none.
    pub remembered_answers: usize,
    /// The table of word vectors that they are compared by; none: the one that comes with the
    /// program.
    pub table: Option<PathBuf>,
    /// The sentence encoder that they are compared by too, if there is one.
    pub model: Option<ModelSettings>,
}
