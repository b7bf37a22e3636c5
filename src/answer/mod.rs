//! Question + hits -> [`Answer`]. Pure: no files, no async, no clock.

mod question;

pub use question::{MAX_QUESTION_CHARS, Question, QuestionError};

use serde::{Deserialize, Serialize};

/// The answer to a question: plain data, the same for every front end.
///
/// This is a public format (`footnote ask --json`), described in `docs/answer.md`.
/// All offsets count characters (Unicode scalar values) of `text`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// The question as it was asked.
    pub question: String,
    /// Whether the articles answer it. If not, there are no passages.
    pub answered: bool,
    /// How sure that is, from 0 to 1.
    pub confidence: f64,
    /// The passages, best first.
    pub passages: Vec<Citation>,
    /// The question in other spellings that the articles know, likeliest first.
    pub did_you_mean: Vec<String>,
    /// Words of the question that no article has, as they were typed.
    pub unknown_words: Vec<String>,
    /// What can be asked about instead: topics, nearest first. Only when nothing was found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
}

/// A passage quoted word for word, and where it comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Citation {
    /// Place in the answer, from 1.
    pub rank: usize,
    /// Score of the ranking: comparable within one answer only.
    pub score: f64,
    /// Title of the article.
    pub title: String,
    /// Title of the article, then the headings down to the passage.
    pub breadcrumb: Vec<String>,
    /// The quote. Paragraphs are separated by an empty line, list items start with `• `
    /// or their number, cells of a table are separated by ` | `.
    pub text: String,
    /// Where the question's words stand in `text`: `[start, end)`, in order, not overlapping.
    pub highlights: Vec<[usize; 2]>,
    /// The sentence that answers best: `[start, end)` in `text`.
    pub best_sentence: [usize; 2],
    /// Link to the page: to the place of the quote if `verbatim`, else to the article's source.
    pub url: Option<String>,
    /// Path of the article within the corpus.
    pub article: String,
    /// Topics of the article.
    pub topics: Vec<String>,
    /// When the article was last changed, as it says itself.
    pub updated: Option<String>,
    /// Whether the article is a word-for-word copy of the linked page. If not, the
    /// link is its source and the quote need not stand there.
    pub verbatim: bool,
}
