//! Footnote answers questions from a folder of articles with ranked passages,
//! quoted word for word, each with a link back to its page.
//!
//! The way of a question, front end to front end:
//!
//! ```text
//! terminal or discord -> Librarian::ask -> Query (index) -> candidates -> hits -> answer::compose -> Answer
//! ```
//!
//! The way of an article:
//!
//! ```text
//! file -> corpus (parse, cut) -> index (terms, vectors) -> one atomic commit
//! ```
//!
//! Each room may use those that stand above it here, and no other; `ARCHITECTURE.md` has the
//! table, and a test holds the code to it.

pub mod language;

pub mod meaning;

pub mod model;

pub mod corpus;

pub mod index;

pub mod answer;

pub mod journal;

pub mod backup;
pub mod editing;

pub mod librarian;

pub mod evaluate;

pub mod config;

pub mod sources;

pub mod watch;

pub mod terminal;

pub mod discord;
