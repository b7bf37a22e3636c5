//! [`Explanation`]: why an answer is what it is, for people who tune or doubt it. Plain data;
//! never decides anything.

use serde::{Deserialize, Serialize};

use super::confidence::Evidence;
use crate::index::Query;

// What a front end needs to name of a reason.
pub use crate::index::Origin;

/// Passages that are explained.
pub(super) const EXPLAINED: usize = 5;

/// The reasons of an answer. A part of the public format, described in `docs/answer.md`;
/// numbers are rounded to four places.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Explanation {
    /// The question's words, in order, then those of the question before.
    pub words: Vec<WordReason>,
    /// The passages that came first, best first, whether they are shown or not.
    pub passages: Vec<PassageReason>,
    /// What the confidence rests on.
    pub confidence: ConfidenceReason,
}

/// What a word of the question did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WordReason {
    /// As it was typed.
    pub word: String,
    /// Whether it took part in the search; function words and repetitions do not.
    pub searched: bool,
    /// Whether it comes from the question before.
    pub carried: bool,
    /// Whether the articles have it, or something that stands for it.
    pub known: bool,
    /// Its weight: rarer words and words that say more have more.
    pub weight: f64,
    /// What was searched for it.
    pub terms: Vec<TermReason>,
}

/// Something that was searched for a word.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TermReason {
    /// The stem, or several with a blank between.
    pub term: String,
    /// Why it stands for the word.
    pub origin: Origin,
    /// What it counts for, beside the word itself.
    pub share: f64,
}

/// What a passage's score is made of: the parts add up to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PassageReason {
    /// Path of the article.
    pub article: String,
    /// Title of the article, then the headings down to the passage.
    pub breadcrumb: Vec<String>,
    /// The score.
    pub score: f64,
    /// From its words and its article's.
    pub words: f64,
    /// From its meaning: below zero if it is less like the question than the others.
    pub meaning: f64,
    /// For saying what the subject is, where that was asked.
    pub definition: f64,
    /// For a heading that asks the same kind of thing.
    pub heading: f64,
    /// For words that stand as near to each other as in the question.
    pub proximity: f64,
    /// From the meaning of its nearest sentence, beside that of the others'.
    pub sentence: f64,
    /// The words of the question that it has.
    pub found: Vec<String>,
}

/// What the confidence rests on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ConfidenceReason {
    /// The confidence.
    pub value: f64,
    /// What it has to reach for an answer.
    pub needed: f64,
    /// Share of the question's weight that the best passage has, from 0 to 1.
    pub coverage: f64,
    /// How near the nearest passage is in meaning, from -1 to 1; none where that cannot be told.
    pub likeness: Option<f64>,
    /// How much of the question the best passage has, counted in words that a single passage of
    /// all has.
    #[serde(default)]
    pub amount: f64,
    /// How near the question's words stand to each other where they stand nearest, from 0 to 1;
    /// a usual value for a question of one word.
    #[serde(default)]
    pub proximity: f64,
    /// Share of the question's weight that no article has, from 0 to 1.
    pub unknown: f64,
}

/// Parts of a passage's score that come from what was asked; see [`PassageReason`].
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Parts {
    pub words: f32,
    pub meaning: f32,
    pub definition: f32,
    pub heading: f32,
    pub proximity: f32,
    pub sentence: f32,
}

impl ConfidenceReason {
    pub(super) fn of(evidence: Option<Evidence>, value: f64, needed: f64) -> Self {
        let of = |sign: fn(&Evidence) -> f64| evidence.as_ref().map_or(0.0, |it| rounded(sign(it)));
        Self {
            value: rounded(value),
            needed,
            coverage: of(|it| it.coverage),
            likeness: evidence.and_then(|it| it.likeness).map(rounded),
            amount: of(|it| it.amount),
            proximity: of(|it| it.proximity),
            unknown: of(|it| it.unknown),
        }
    }
}

/// What the words of a question did.
pub(super) fn words(query: &Query) -> Vec<WordReason> {
    let reason = |word: &crate::index::QueryWord| WordReason {
        word: word.text.clone(),
        searched: word.is_searched(),
        carried: word.is_carried,
        known: word.is_known,
        weight: rounded(f64::from(word.weight)),
        terms: word
            .alternatives
            .iter()
            .map(|alternative| TermReason {
                term: alternative.terms.join(" "),
                origin: alternative.origin,
                share: rounded(f64::from(alternative.weight)),
            })
            .collect(),
    };
    query.words.iter().map(reason).collect()
}

/// To four places, which is more than the figures mean.
pub(super) fn rounded(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}
