//! The words of a question, read against the index: which carry weight, what is searched
//! for each, and which the articles do not know. A person's text never reaches a query parser.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::IndexError;
use super::fusion::QueryMeaning;
use super::snapshot::Snapshot;
use super::spelling::Respelling;
use crate::language::{
    Language, StopWords, fold, is_grammar, is_of_pairs, longest_words, with_stemmer,
};
use crate::meaning::{Probe, Table, Vector, with_encoder};

/// What a word counts for that was beyond doubt meant, compared with the word itself.
const CLEAR_WEIGHT: f32 = 1.0;

/// What a word counts for that may have been meant.
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

/// What a word of an earlier question counts for, beside the question's own.
const CARRIED_WEIGHT: f32 = 0.5;

/// A question's words.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// All its words, in order.
    pub words: Vec<QueryWord>,
    /// What a word weighs that a single passage has.
    pub rarest: f32,
    /// What it means; none where passages are not compared by that.
    pub meaning: Option<QueryMeaning>,
}

/// A word of a question.
#[derive(Debug, Clone, PartialEq)]
pub struct QueryWord {
    /// Where it stands in the question, in bytes; what an earlier one says comes behind it.
    pub range: Range<usize>,
    /// As it was typed.
    pub text: String,
    /// Whether it comes from an earlier question.
    pub is_carried: bool,
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
    /// What it is read as, if it is unknown and there is no doubt what was meant.
    pub read_as: Option<String>,
    /// Words of the articles spelt like it, nearest first, if it is unknown and there is doubt.
    pub corrections: Vec<String>,
}

/// What stands for a word of the question: its own term, a correction, a synonym.
#[derive(Debug, Clone, PartialEq)]
pub struct Alternative {
    /// The terms: one, or several for a synonym of several words.
    pub terms: Vec<String>,
    /// What it counts for, compared with the word itself.
    pub weight: f32,
    /// Why it stands for the word.
    pub origin: Origin,
}

/// Why something stands for a word of the question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// It is the word.
    Itself,
    /// The word is taken for a misspelling of it.
    Correction,
    /// The articles write two words as one, or one as two.
    Compound,
    /// The corpus says that both mean the same.
    Synonym,
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
    /// Reads a question, and what an earlier one says that it is about.
    pub fn read(
        question: &str,
        about: Option<&str>,
        snapshot: &Snapshot,
    ) -> Result<Self, IndexError> {
        let about = about.unwrap_or_default();
        let own = longest_words(question).into_iter();
        let carried = longest_words(about).into_iter();
        let behind = question.len() + 1;
        let mut query = Self {
            words: own
                .map(|word| (word, 0))
                .chain(carried.map(|word| (word, behind)))
                .map(|(word, offset)| QueryWord {
                    range: offset + word.start..offset + word.end(),
                    text: word.text.to_owned(),
                    is_carried: offset > 0,
                    folded: fold(word.text).into_owned(),
                    is_light: false,
                    is_known: false,
                    weight: 0.0,
                    emphasis: 1.0,
                    alternatives: Vec::new(),
                    read_as: None,
                    corrections: Vec::new(),
                })
                .collect(),
            rarest: snapshot.idf(1),
            meaning: None,
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
        query.set_straddling_pairs_aside(&snapshot.languages);
        query.add_compounds(snapshot)?;
        query.add_synonyms(snapshot)?;
        for word in query.words.iter_mut().filter(|word| !word.is_light) {
            if word.alternatives.is_empty() {
                word.correct(snapshot)?;
            }
            word.weigh(snapshot)?;
        }
        if let Some(meaning) = &snapshot.meaning {
            let vector = query.encode(&snapshot.table);
            if !vector.is_empty() {
                let whole = format!("{question} {about}");
                let table = Arc::clone(&snapshot.table);
                query.meaning = Some(meaning.read(table, Probe::of(&vector), whole.trim())?);
            }
        }
        Ok(query)
    }

    /// The direction of the words by a table, as they are read. A question's own words count twice beside
    /// those of an earlier one.
    fn encode(&self, table: &Arc<Table>) -> Vector {
        let texts = |carried: bool| {
            let words = self
                .words
                .iter()
                .filter(move |word| word.is_carried == carried);
            words.map(|word| word.read_as.as_deref().unwrap_or(&word.text))
        };
        with_encoder(table, |encoder| {
            if self.words.iter().any(|word| word.is_carried) {
                encoder.encode(texts(false).chain(texts(false)).chain(texts(true)))
            } else {
                encoder.encode(texts(false))
            }
        })
    }

    /// Adds words that the articles write as one: "light headed", "lightheaded".
    fn add_compounds(&mut self, snapshot: &Snapshot) -> Result<(), IndexError> {
        for second in 1..self.words.len() {
            let pair = &self.words[second - 1..=second];
            let apart = pair
                .iter()
                .any(|word| word.is_light || is_of_pairs(&word.text))
                || pair[0].is_carried != pair[1].is_carried;
            if apart {
                continue;
            }
            let joined = format!("{}{}", pair[0].folded, pair[1].folded);
            for term in terms(&joined, &snapshot.languages) {
                if snapshot.frequency(&term)? > 0 {
                    // A first part that the articles never have alone is no word of its own.
                    self.words[second - 1].is_light |= !self.words[second - 1].is_known;
                    self.words[second].alternatives.push(Alternative {
                        terms: vec![term],
                        weight: 1.0,
                        origin: Origin::Compound,
                    });
                }
            }
        }
        Ok(())
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
                            origin: Origin::Synonym,
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
                    .map(|word| list.contains(&word.folded) || word.text.chars().all(is_grammar))
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

    /// Sets pairs of characters aside that no article has because they are the end of one word
    /// and the beginning of the next: both of their characters belong to another pair, one that
    /// the articles have or that carries no weight, or carry none themselves.
    fn set_straddling_pairs_aside(&mut self, languages: &[Language]) {
        let says_nothing = |pair: &QueryWord| pair.is_light || pair.is_known;
        let mut explained: Vec<Range<usize>> = Vec::new();
        for word in self.words.iter().filter(|word| is_of_pairs(&word.text)) {
            if says_nothing(word) {
                explained.push(word.range.clone());
                continue;
            }
            for (at, c) in word.text.char_indices() {
                let (start, end) = (word.range.start + at, word.range.start + at + c.len_utf8());
                if is_grammar(c) || is_stop_word(&c.to_string(), languages) {
                    explained.push(start..end);
                }
            }
        }
        for word in &mut self.words {
            if !says_nothing(word) && is_of_pairs(&word.text) {
                word.is_light = word.text.char_indices().all(|(at, _)| {
                    let at = word.range.start + at;
                    explained.iter().any(|range| range.contains(&at))
                });
            }
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
                    origin: Origin::Itself,
                });
            }
        }
        self.is_known = !self.alternatives.is_empty();
        Ok(())
    }

    /// Looks for words spelt like it.
    fn correct(&mut self, snapshot: &Snapshot) -> Result<(), IndexError> {
        if is_of_pairs(&self.text) {
            return Ok(());
        }
        match snapshot.respell(&self.folded)? {
            Respelling::Clear(words) => {
                let stems = words
                    .iter()
                    .filter_map(|word| terms(word, &snapshot.languages[..1]).pop());
                self.alternatives.push(Alternative {
                    terms: stems.collect(),
                    weight: CLEAR_WEIGHT,
                    origin: if words.len() > 1 {
                        Origin::Compound
                    } else {
                        Origin::Correction
                    },
                });
                self.read_as = Some(words.join(" "));
            }
            Respelling::Unclear(near) => {
                self.search_near(&near, snapshot)?;
                self.corrections = near;
            }
            Respelling::Another(near) => self.search_near(&near, snapshot)?,
        }
        Ok(())
    }

    /// Searches words spelt like it, which may have been meant.
    fn search_near(&mut self, near: &[String], snapshot: &Snapshot) -> Result<(), IndexError> {
        for correction in near.iter().take(SEARCHED_CORRECTIONS) {
            for term in terms(correction, &snapshot.languages) {
                if snapshot.frequency(&term)? > 0 {
                    self.alternatives.push(Alternative {
                        terms: vec![term],
                        weight: CORRECTION_WEIGHT,
                        origin: Origin::Correction,
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
        let stands = |it: &Alternative| it.origin != Origin::Correction;
        self.is_known |= self.read_as.is_some() || self.alternatives.iter().any(stands);
        if snapshot.meaning.is_some() {
            let read = self.read_as.as_deref().unwrap_or(&self.text);
            let said =
                with_encoder(&snapshot.table, |encoder| encoder.weight(read)).unwrap_or(FULL_WORD);
            self.emphasis = (said / FULL_WORD)
                .clamp(LEAST_EMPHASIS, 1.0)
                .powf(EMPHASIS_POWER);
        }
        if self.is_carried {
            self.emphasis *= CARRIED_WEIGHT;
        }
        self.weight = self.emphasis * snapshot.idf(frequency.max(1));
        Ok(())
    }
}

fn is_stop_word(folded: &str, languages: &[Language]) -> bool {
    STOP_WORDS.with_borrow_mut(|lists| {
        languages.iter().any(|&language| {
            let list = lists
                .entry(language)
                .or_insert_with(|| StopWords::of(language));
            list.contains(folded)
        })
    })
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
