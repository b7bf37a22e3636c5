//! How questions and passages are compared by meaning.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::value;

/// How questions and passages are compared by meaning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SemanticConfig {
    /// Whether they are, beside their words.
    pub enabled: bool,
    /// File with a table of word vectors. Empty in the file: none, the program's own is used.
    #[serde(
        serialize_with = "value::write_optional_path",
        deserialize_with = "value::optional_path"
    )]
    pub table: Option<PathBuf>,
    /// Folder of a sentence encoder. Empty in the file: none.
    #[serde(
        serialize_with = "value::write_optional_path",
        deserialize_with = "value::optional_path"
    )]
    pub model: Option<PathBuf>,
    /// What the encoder reads before a question, where its own files do not say.
    pub query_prefix: String,
    /// What the encoder reads before a passage, where its own files do not say.
    pub passage_prefix: String,
}

impl Default for SemanticConfig {
    fn default() -> Self {
        Self {
            enabled: true,
            table: None,
            model: None,
            query_prefix: String::new(),
            passage_prefix: String::new(),
        }
    }
}
