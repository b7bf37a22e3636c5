//! Footnote answers questions from a folder of articles with ranked passages,
//! quoted word for word, each with a link back to its page.

pub mod answer;
pub mod config;
pub mod corpus;
pub mod evaluate;
pub mod index;
pub mod language;
pub mod librarian;
pub mod meaning;
pub mod terminal;
