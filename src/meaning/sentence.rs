//! The door to a sentence encoder: a model that reads a text as a whole, where one is at hand.
//! What it is and where it lies is not known here.

use super::direction::Direction;

/// What a text is to an encoder: some are told by a prefix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Something that somebody asks.
    Question,
    /// Something that may answer it.
    Passage,
}

/// Why an encoder gave no directions; in words that say what to do.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct EncoderError(#[from] Box<dyn std::error::Error + Send + Sync>);

/// Texts -> directions, read as a whole. Loads what it needs at the first call.
pub trait SentenceEncoder: Send + Sync {
    /// Names the model and all that changes what it says: directions of encoders with
    /// different identities cannot be compared.
    fn identity(&self) -> Result<&str, EncoderError>;

    /// Dimensions of its directions.
    fn dimensions(&self) -> Result<usize, EncoderError>;

    /// The direction of each text, in the order of the texts. Texts of like length side by
    /// side cost least.
    fn encode(&self, texts: &[&str], role: Role) -> Result<Vec<Direction>, EncoderError>;
}
