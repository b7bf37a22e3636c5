//! [`Config`]: flags over environment over `footnote.toml` over defaults. The only
//! reader of the environment and of the config file; never opens an article.
//!
//! A new section is a struct with a `Default` and a field in [`Config`]: its variables,
//! its place in the error messages and the test of `config.example.toml` follow from that.

mod discord;
mod fetching;
mod interval;
mod journal;
mod layers;
mod semantic;
mod source_fault;
mod sources;
mod token;
mod value;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use thiserror::Error;
use url::Url;

pub use discord::DiscordConfig;
pub use fetching::FetchingConfig;
pub use interval::{read_interval, write_interval};
pub use journal::JournalConfig;
pub use semantic::SemanticConfig;
pub use source_fault::SourceFault;
pub use sources::{MAX_SOURCE_NAME, SourceConfig, SourceLimits, SourcePlace};
pub use token::{Token, TokenError};

/// The file that is read from the working directory when no other is named.
pub const FILE_NAME: &str = "footnote.toml";

/// Least confidence with which a question is answered.
pub const DEFAULT_MIN_CONFIDENCE: f64 = 0.25;

/// Most passages that an answer can be asked to have.
pub const MAX_LIMIT: usize = 50;

/// Every setting.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// The articles.
    pub corpus: CorpusConfig,
    /// The index built from them.
    pub index: IndexConfig,
    /// How questions are answered.
    pub answer: AnswerConfig,
    /// How questions and passages are compared by meaning.
    pub semantic: SemanticConfig,
    /// What outlives a restart of the bot.
    pub journal: JournalConfig,
    /// The bot on Discord.
    pub discord: DiscordConfig,
    /// How pages are fetched, whatever the source.
    pub fetching: FetchingConfig,
    /// Where articles come from beside the corpus's own folder.
    #[serde(
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "value::sources_with_names_of_their_own"
    )]
    pub sources: Vec<SourceConfig>,
}

/// The articles.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CorpusConfig {
    /// Folder of the articles.
    #[serde(deserialize_with = "value::path")]
    pub path: PathBuf,
    /// Base that a `slug` in the front matter is appended to. Empty in the file: none.
    #[serde(
        serialize_with = "value::write_web_address",
        deserialize_with = "value::web_address"
    )]
    pub base_url: Option<Url>,
    /// Largest file that is read, in MiB.
    #[serde(deserialize_with = "value::file_size")]
    pub max_file_mib: u64,
    /// Whether changed files are read by themselves while the bot runs.
    pub watch: bool,
}

/// The index built from the articles.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct IndexConfig {
    /// Folder of the index.
    #[serde(deserialize_with = "value::path")]
    pub path: PathBuf,
}

/// How questions are answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AnswerConfig {
    /// Most passages shown.
    #[serde(deserialize_with = "value::limit")]
    pub limit: usize,
    /// Least confidence with which a question is answered, 0 to 1.
    #[serde(deserialize_with = "value::share")]
    pub min_confidence: f64,
    /// Most answers that are kept in memory, for ten minutes, in case the same is asked again;
    /// 0: none.
    #[serde(deserialize_with = "value::remembered_answers")]
    pub remembered_answers: usize,
}

impl Default for CorpusConfig {
    fn default() -> Self {
        Self {
            path: PathBuf::from("corpus"),
            base_url: None,
            max_file_mib: 10,
            watch: true,
        }
    }
}

impl CorpusConfig {
    /// Largest file that is read, in bytes.
    pub fn max_file_bytes(&self) -> u64 {
        self.max_file_mib << 20
    }
}

impl Default for IndexConfig {
    fn default() -> Self {
        Self {
            path: PathBuf::from("index"),
        }
    }
}

impl Default for AnswerConfig {
    fn default() -> Self {
        Self {
            limit: 3,
            min_confidence: DEFAULT_MIN_CONFIDENCE,
            remembered_answers: 256,
        }
    }
}

/// What was given on the command line; it wins over everything else.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Overrides {
    /// Config file to read; it must exist.
    pub file: Option<PathBuf>,
    /// Folder of the articles.
    pub corpus: Option<PathBuf>,
    /// Folder of the index.
    pub index: Option<PathBuf>,
    /// Most passages shown.
    pub limit: Option<usize>,
}

/// Why there is no configuration.
#[derive(Debug, Error)]
pub enum ConfigError {
    /// The file that was named could not be read.
    #[error("cannot read the config file {}: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// The file says something that is not understood.
    #[error("{}, line {line}: {message}", path.display())]
    Invalid {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong, and what is expected.
        message: String,
    },
    /// A variable of the environment says something that is not understood.
    #[error("the environment variable {name}: {message}")]
    Variable {
        /// The variable.
        name: String,
        /// What is wrong, and what is expected.
        message: String,
    },
}

impl Config {
    /// Lays the layers over each other. `environment` gives the value of a variable;
    /// an empty one counts as not set.
    pub fn load(
        overrides: &Overrides,
        environment: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Self, ConfigError> {
        let environment = |name: &str| environment(name).filter(|value| !value.trim().is_empty());
        let named = overrides
            .file
            .clone()
            .or_else(|| environment("FOOTNOTE_CONFIG").map(PathBuf::from));
        let mut layers = layers::Layers::new();
        if let Some(text) = read(named.as_deref())? {
            layers.lay_file(&text, named.as_deref().unwrap_or(Path::new(FILE_NAME)))?;
        }
        layers.lay_environment(&environment)?;

        let mut config = layers.into_config();
        if let Some(corpus) = &overrides.corpus {
            config.corpus.path.clone_from(corpus);
        }
        if let Some(index) = &overrides.index {
            config.index.path.clone_from(index);
        }
        if let Some(limit) = overrides.limit {
            config.answer.limit = limit;
        }
        Ok(config)
    }
}

/// The value of a variable of the process's environment, if it is set and is text.
pub fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// The text of the config file. Only the one that nobody named may be missing.
fn read(named: Option<&Path>) -> Result<Option<String>, ConfigError> {
    let path = named.unwrap_or(Path::new(FILE_NAME));
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if named.is_none() && error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(ConfigError::Unreadable {
            path: path.to_owned(),
            source,
        }),
    }
}
