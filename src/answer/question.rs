//! What was typed, made safe to search with.

use thiserror::Error;

/// Longest question accepted, in characters.
pub const MAX_QUESTION_CHARS: usize = 500;

/// A question as a person typed it, trimmed. Any text up to
/// [`MAX_QUESTION_CHARS`] is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    text: String,
}

/// Why a text is no question.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum QuestionError {
    /// It is longer than [`MAX_QUESTION_CHARS`].
    #[error("the question has {chars} characters; please ask in at most {MAX_QUESTION_CHARS}")]
    TooLong {
        /// How many characters it has.
        chars: usize,
    },
}

impl Question {
    /// Takes any text up to [`MAX_QUESTION_CHARS`] characters.
    pub fn parse(text: &str) -> Result<Self, QuestionError> {
        let text = text.trim();
        let chars = text.chars().count();
        if chars > MAX_QUESTION_CHARS {
            return Err(QuestionError::TooLong { chars });
        }
        Ok(Self {
            text: text.to_owned(),
        })
    }

    /// The text as it was typed, without white space at its ends.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}
