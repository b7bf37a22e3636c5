//! The words of a question, read against the index: which carry weight, what is searched
//! for each, and which the articles do not know. A person's text never reaches a query parser.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

use super::IndexError;
use super::snapshot::Snapshot;
use crate::language::{Language, StopWords, fold, with_stemmer, words};

/// What a corrected spelling counts for, compared with the word itself.
const CORRECTION_WEIGHT: f32 = 0.8;

/// Most corrections that are searched for one word.
const SEARCHED_CORRECTIONS: usize = 2;

/// A question's words.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Query {
    /// All its words, in order.
    pub words: Vec<QueryWord>,
}

/// A word of a question.
#[derive(Debug, Clone, PartialEq)]
pub struct QueryWord {
    /// Where it stands in the question, in bytes.
    pub range: Range<usize>,
    /// As it was typed.
    pub text: String,
    /// Lower case, without accents.
    pub folded: String,
    /// Whether it is a question or function word, or a repetition, and not searched.
    pub is_light: bool,
    /// Whether the articles have it.
    pub is_known: bool,
    /// How rare it is among the passages: its weight in the answer. An unknown word weighs
    /// as much as one that a single passage has.
    pub weight: f32,
    /// The terms that stand for it in the index.
    pub alternatives: Vec<Alternative>,
    /// Words of the articles spelt like it, nearest first, if it is unknown.
    pub corrections: Vec<String>,
}

/// A term that stands for a word of the question.
#[derive(Debug, Clone, PartialEq)]
pub struct Alternative {
    /// The term.
    pub term: String,
    /// What it counts for, compared with the word itself.
    pub weight: f32,
}

impl QueryWord {
    /// Whether the word takes part in the search.
    pub fn is_searched(&self) -> bool {
        !self.is_light && !self.alternatives.is_empty()
    }
}

thread_local! {
    static STOP_WORDS: RefCell<HashMap<Language, StopWords>> = RefCell::new(HashMap::new());
}

impl Query {
    pub(super) fn read(question: &str, snapshot: &Snapshot) -> Result<Self, IndexError> {
        let mut query = Self {
            words: words(question)
                .map(|word| QueryWord {
                    range: word.start..word.end(),
                    text: word.text.to_owned(),
                    folded: fold(word.text).into_owned(),
                    is_light: false,
                    is_known: false,
                    weight: 0.0,
                    alternatives: Vec::new(),
                    corrections: Vec::new(),
                })
                .collect(),
        };
        query.mark_light_words(&snapshot.languages);
        for index in 0..query.words.len() {
            let repeated = {
                let (before, word) = query.words.split_at(index);
                before
                    .iter()
                    .any(|earlier| earlier.folded == word[0].folded && !earlier.is_light)
            };
            query.words[index].is_light |= repeated;
            if !query.words[index].is_light {
                query.words[index].look_up(snapshot)?;
            }
        }
        Ok(query)
    }

    /// Sets the function words apart, by the language of the corpus that has most of them
    /// in this question. If nothing else is left, they are what is asked for.
    fn mark_light_words(&mut self, languages: &[Language]) {
        let mut best: Vec<bool> = vec![false; self.words.len()];
        for &language in languages {
            let marks: Vec<bool> = STOP_WORDS.with_borrow_mut(|lists| {
                let list = lists
                    .entry(language)
                    .or_insert_with(|| StopWords::of(language));
                self.words
                    .iter()
                    .map(|word| list.contains(&word.folded))
                    .collect()
            });
            let count = |marks: &[bool]| marks.iter().filter(|&&mark| mark).count();
            if count(&marks) > count(&best) {
                best = marks;
            }
        }
        if best.iter().all(|&mark| mark) {
            return;
        }
        for (word, mark) in self.words.iter_mut().zip(best) {
            word.is_light = mark;
        }
    }

    /// The words that carry weight.
    pub fn content(&self) -> impl Iterator<Item = &QueryWord> {
        self.words.iter().filter(|word| !word.is_light)
    }
}

impl QueryWord {
    fn look_up(&mut self, snapshot: &Snapshot) -> Result<(), IndexError> {
        let mut frequency = 0;
        for term in terms(&self.text, &snapshot.languages) {
            let known = snapshot.frequency(&term)?;
            if known > 0 {
                frequency += known;
                self.alternatives.push(Alternative { term, weight: 1.0 });
            }
        }
        self.is_known = frequency > 0;
        if !self.is_known {
            self.corrections = snapshot.corrections(&self.folded)?;
            for correction in self.corrections.iter().take(SEARCHED_CORRECTIONS) {
                for term in terms(correction, &snapshot.languages) {
                    let known = snapshot.frequency(&term)?;
                    if known > 0 && !self.alternatives.iter().any(|other| other.term == term) {
                        frequency += known;
                        self.alternatives.push(Alternative {
                            term,
                            weight: CORRECTION_WEIGHT,
                        });
                    }
                }
            }
        }
        self.weight = snapshot.idf(frequency.max(1));
        Ok(())
    }
}

/// The terms of a word in each language of the corpus, each once.
fn terms(word: &str, languages: &[Language]) -> Vec<String> {
    let mut terms: Vec<String> = Vec::new();
    for &language in languages {
        let term = with_stemmer(language, |stemmer| stemmer.term(word).to_owned());
        if !term.is_empty() && !terms.contains(&term) {
            terms.push(term);
        }
    }
    terms
}
