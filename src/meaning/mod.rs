//! Text -> vector: how near two texts are in meaning, without a model at hand.
//!
//! A static table holds one small vector per `WordPiece` token; a text is the normalised sum
//! of its tokens' vectors. The table that comes with the program was distilled from a sentence
//! encoder, see `tools/distil_table.py` and `assets/README.md`; another may take its place. Where a sentence encoder is at hand it is known
//! here by what it does alone. Knows nothing of articles, indexes or files.

mod direction;
mod encoder;
mod products;
mod sentence;
mod table;
mod vector;
mod vectors;

pub use direction::{Direction, DirectionProbe, Directions};
pub use encoder::{Encoder, Sum, with_encoder};
pub use sentence::{EncoderError, Role, SentenceEncoder};
pub use table::{Table, TableFault};
pub use vector::{DIMENSIONS, Probe, Vector};
pub use vectors::Vectors;

use crate::language::Language;

/// Whether the table tells the meaning of texts in a language. In others it sees that letters are
/// alike, which all texts of a language are.
pub fn reads(language: Language) -> bool {
    language == Language::English
}
