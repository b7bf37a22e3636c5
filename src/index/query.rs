//! The words of a question, read against the index: which carry weight, what is searched
//! for each, and which the articles do not know. A person's text never reaches a query parser.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

use super::IndexError;
use super::fusion::QueryMeaning;
use super::snapshot::Snapshot;
use crate::language::{Language, StopWords, fold, with_stemmer, words};
use crate::meaning::{Probe, with_encoder};

/// What a corrected spelling counts for, compared with the word itself.
const CORRECTION_WEIGHT: f32 = 0.8;

/// Length of the vector of a word that says something, see [`Encoder::weight`].
///
/// [`Encoder::weight`]: crate::meaning::Encoder::weight
const FULL_WORD: f32 = 2.0;

/// Least that a word is made of.
const LEAST_EMPHASIS: f32 = 0.2;

/// How sharply words that say little are set back.
const EMPHASIS_POWER: f32 = 0.5;

/// What a synonym counts for, compared with the word itself.
const SYNONYM_WEIGHT: f32 = 0.7;

/// Most corrections that are searched for one word.
const SEARCHED_CORRECTIONS: usize = 2;

/// A question's words.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// All its words, in order.
    pub words: Vec<QueryWord>,
    /// What it means; none where passages are not compared by that.
    pub meaning: Option<QueryMeaning>,
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
    /// How much is made of it in the search, beside its rarity: 1 for most words.
    pub emphasis: f32,
    /// What stands for it in the index; the best one counts.
    pub alternatives: Vec<Alternative>,
    /// Words of the articles spelt like it, nearest first, if it is unknown.
    pub corrections: Vec<String>,
}

/// What stands for a word of the question: its own term, a correction, a synonym.
#[derive(Debug, Clone, PartialEq)]
pub struct Alternative {
    /// The terms: one, or several for a synonym of several words.
    pub terms: Vec<String>,
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
                    emphasis: 1.0,
                    alternatives: Vec::new(),
                    corrections: Vec::new(),
                })
                .collect(),
            meaning: snapshot.meaning.as_ref().map(|meaning| {
                let vector = with_encoder(|encoder| encoder.encode([question]));
                meaning.read(Probe::of(&vector))
            }),
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
        query.add_synonyms(snapshot)?;
        for word in query.words.iter_mut().filter(|word| !word.is_light) {
            if word.alternatives.is_empty() {
                word.correct(snapshot)?;
            }
            word.weigh(snapshot)?;
        }
        Ok(query)
    }

    /// Adds what the corpus says means the same as words of the question.
    fn add_synonyms(&mut self, snapshot: &Snapshot) -> Result<(), IndexError> {
        let stems: Vec<String> = self
            .words
            .iter()
            .map(|word| {
                terms(&word.text, &snapshot.languages[..1])
                    .pop()
                    .unwrap_or_default()
            })
            .collect();
        for start in 0..stems.len() {
            for (matched, rule) in snapshot.thesaurus.rules_at(&stems[start..]) {
                // The weight of a phrase lies on its last word that carries any.
                let Some(word) = (start..start + matched)
                    .rev()
                    .find(|&at| !self.words[at].is_light)
                else {
                    continue;
                };
                for phrase in rule {
                    let repeats = phrase.iter().any(|term| stems.contains(term));
                    let mut known = !repeats;
                    for term in phrase {
                        known = known && snapshot.frequency(term)? > 0;
                    }
                    let alternatives = &mut self.words[word].alternatives;
                    if known && !alternatives.iter().any(|other| other.terms == *phrase) {
                        alternatives.push(Alternative {
                            terms: phrase.clone(),
                            weight: SYNONYM_WEIGHT,
                        });
                    }
                }
            }
        }
        Ok(())
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
    /// Looks for the word itself.
    fn look_up(&mut self, snapshot: &Snapshot) -> Result<(), IndexError> {
        for term in terms(&self.text, &snapshot.languages) {
            if snapshot.frequency(&term)? > 0 {
                self.alternatives.push(Alternative {
                    terms: vec![term],
                    weight: 1.0,
                });
            }
        }
        self.is_known = !self.alternatives.is_empty();
        Ok(())
    }

    /// Looks for words spelt like it.
    fn correct(&mut self, snapshot: &Snapshot) -> Result<(), IndexError> {
        self.corrections = snapshot.corrections(&self.folded)?;
        for correction in self.corrections.iter().take(SEARCHED_CORRECTIONS) {
            for term in terms(correction, &snapshot.languages) {
                if snapshot.frequency(&term)? > 0 {
                    self.alternatives.push(Alternative {
                        terms: vec![term],
                        weight: CORRECTION_WEIGHT,
                    });
                }
            }
        }
        Ok(())
    }

    /// Weighs the word by its rarity; a synonym makes an unknown one known.
    fn weigh(&mut self, snapshot: &Snapshot) -> Result<(), IndexError> {
        let mut frequency = 0;
        if let Some(best) = self.alternatives.first() {
            for term in &best.terms {
                frequency = frequency.max(snapshot.frequency(term)?);
            }
        }
        self.is_known |= !self.alternatives.is_empty() && self.corrections.is_empty();
        if snapshot.meaning.is_some() {
            let said = with_encoder(|encoder| encoder.weight(&self.text)).unwrap_or(FULL_WORD);
            self.emphasis = (said / FULL_WORD)
                .clamp(LEAST_EMPHASIS, 1.0)
                .powf(EMPHASIS_POWER);
        }
        self.weight = self.emphasis * snapshot.idf(frequency.max(1));
        Ok(())
    }
}

/// The terms of a word in each language of the corpus, each once.
pub(super) fn terms(word: &str, languages: &[Language]) -> Vec<String> {
    let mut terms: Vec<String> = Vec::new();
    for &language in languages {
        let term = with_stemmer(language, |stemmer| stemmer.term(word).to_owned());
        if !term.is_empty() && !terms.contains(&term) {
            terms.push(term);
        }
    }
    terms
}
