//! Sentence encoders in a folder, as sentence-transformers keeps them: loaded, fetched, and used
//! to adapt the table. The only code that says `candle` or `tokenizers`, both behind the
//! feature `encoder`. Knows nothing of articles or indexes.

#[cfg(feature = "encoder")]
mod bert;
mod distil;
mod fetch;
#[cfg(feature = "encoder")]
mod folder;
mod known;
#[cfg(all(test, feature = "encoder"))]
mod tests;

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::{Mutex, OnceLock, PoisonError};

use lru::LruCache;

use crate::meaning::{Direction, EncoderError, Role, SentenceEncoder};

pub use crate::meaning::reads as can_learn;
pub use distil::{DistilError, DistilProgress, DistilStage, DistilWatch, Distilled, distil};
pub use fetch::{DEFAULT_NAME, FetchError, FetchProgress, Fetched, HUB, fetch};

/// Questions whose directions are remembered.
const REMEMBERED: usize = 256;

/// Where a model is, and what its own files may leave open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ModelSettings {
    /// The folder.
    pub folder: PathBuf,
    /// What stands before a question. Empty: what the model's files say.
    pub query_prefix: String,
    /// What stands before a passage. Empty: what the model's files say.
    pub passage_prefix: String,
}

/// Why a model cannot be used.
#[derive(Debug, Clone, thiserror::Error)]
pub enum ModelError {
    /// The program was built without encoders.
    #[error(
        "a sentence encoder is asked for, but this footnote was built without; build it with \
         `--features encoder`, or leave the model out"
    )]
    NotBuiltIn,
    /// A file is missing or cannot be read.
    #[error(
        "the model in {}: cannot read {file}: {reason}. A model's folder holds config.json, \
         model.safetensors, tokenizer.json and modules.json; `footnote model get` fetches one",
        folder.display()
    )]
    Unreadable {
        /// The model's folder.
        folder: PathBuf,
        /// Which file.
        file: String,
        /// What the system said.
        reason: String,
    },
    /// A file does not hold what it should.
    #[error("the model in {}: {file} is not understood: {reason}", folder.display())]
    Malformed {
        /// The model's folder.
        folder: PathBuf,
        /// Which file.
        file: String,
        /// What is wrong with it.
        reason: String,
    },
    /// It is a model of a kind that is not known here.
    #[error(
        "the model in {}: {what} is not supported; BERT models of sentence-transformers are, \
         such as all-MiniLM-L6-v2, bge, e5 and gte in their BERT form",
        folder.display()
    )]
    Unsupported {
        /// The model's folder.
        folder: PathBuf,
        /// What about it.
        what: String,
    },
    /// It gave no directions for a text.
    #[error("the model in {} failed: {reason}", folder.display())]
    Failed {
        /// The model's folder.
        folder: PathBuf,
        /// What went wrong.
        reason: String,
    },
}

impl From<ModelError> for EncoderError {
    fn from(error: ModelError) -> Self {
        Self::from(Box::<dyn std::error::Error + Send + Sync>::from(error))
    }
}

/// A model in a folder. Nothing is read until it is used; then it stays in memory.
pub struct Model {
    settings: ModelSettings,
    loaded: OnceLock<Result<Loaded, ModelError>>,
    /// By the hash of the question, so that no text is kept.
    remembered: Mutex<LruCache<blake3::Hash, Direction>>,
}

impl Model {
    /// The model of these settings.
    pub fn new(settings: ModelSettings) -> Self {
        let room = NonZeroUsize::new(REMEMBERED).unwrap_or(NonZeroUsize::MIN);
        Self {
            settings,
            loaded: OnceLock::new(),
            remembered: Mutex::new(LruCache::new(room)),
        }
    }

    fn loaded(&self) -> Result<&Loaded, ModelError> {
        let loaded = self.loaded.get_or_init(|| Loaded::load(&self.settings));
        loaded.as_ref().map_err(Clone::clone)
    }

    /// Reads the folder, unless that was done before.
    pub fn load(&self) -> Result<(), ModelError> {
        self.loaded().map(|_| ())
    }

    /// The vector of each text, of length 1.
    pub fn vectors(&self, texts: &[&str], role: Role) -> Result<Vec<Vec<f32>>, ModelError> {
        self.loaded()?.vectors(texts, role)
    }
}

impl SentenceEncoder for Model {
    fn identity(&self) -> Result<&str, EncoderError> {
        Ok(self.loaded()?.identity())
    }

    fn dimensions(&self) -> Result<usize, EncoderError> {
        Ok(self.loaded()?.dimensions())
    }

    fn encode(&self, texts: &[&str], role: Role) -> Result<Vec<Direction>, EncoderError> {
        let question = match (texts, role) {
            (&[question], Role::Question) => Some(blake3::hash(question.as_bytes())),
            _ => None,
        };
        let remembered = || {
            self.remembered
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
        };
        if let Some(key) = question
            && let Some(direction) = remembered().get(&key)
        {
            return Ok(vec![direction.clone()]);
        }
        let vectors = self.vectors(texts, role)?;
        let directions: Vec<Direction> = vectors.iter().map(|it| Direction::of(it)).collect();
        if let (Some(key), [direction]) = (question, directions.as_slice()) {
            remembered().put(key, direction.clone());
        }
        Ok(directions)
    }
}

#[cfg(feature = "encoder")]
use bert::Loaded;

/// Stands for a loaded model where none can be loaded.
#[cfg(not(feature = "encoder"))]
enum Loaded {}

#[cfg(not(feature = "encoder"))]
impl Loaded {
    fn load(_: &ModelSettings) -> Result<Self, ModelError> {
        Err(ModelError::NotBuiltIn)
    }

    fn identity(&self) -> &str {
        match *self {}
    }

    fn dimensions(&self) -> usize {
        match *self {}
    }

    fn vectors(&self, _: &[&str], _: Role) -> Result<Vec<Vec<f32>>, ModelError> {
        match *self {}
    }
}
