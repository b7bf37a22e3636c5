//! What a word that no article has may stand for: a word of the articles that is spelt like
//! it, or two of them that were written as one.

use std::sync::Arc;

use tantivy::Term;
use tantivy::query::FuzzyTermQuery;

use super::IndexError;
use super::query::terms;
use super::scoring::living;
use super::snapshot::Snapshot;
use crate::meaning::{Table, with_encoder};

/// Shortest word that is corrected, in characters.
const MIN_CORRECTED_CHARS: usize = 4;

/// Longest word that is corrected, in characters: the automaton grows with it.
const MAX_CORRECTED_CHARS: usize = 24;

/// Words of at least this many characters may differ by two edits, shorter ones by one.
const TWO_EDITS_CHARS: usize = 7;

/// Most corrections offered for one word.
const MAX_CORRECTIONS: usize = 3;

/// A misspelling is taken for the commonest of equally near words only if that is in so many
/// times as many articles as the next.
const FAR_COMMONER: u32 = 5;

/// Fewest characters of a word that is corrected without a doubt, by the number of edits.
const CLEAR_CHARS: [usize; 3] = [0, 5, 9];

/// Endings of forms of an English word.
const ENDINGS: &[&str] = &[
    "s", "es", "d", "ed", "ing", "r", "er", "st", "est", "y", "ly",
];

/// Fewest characters before an ending.
const MIN_STEM_CHARS: usize = 4;

/// Fewest characters of a part of two words written as one.
const MIN_PART_CHARS: usize = 3;

/// What a word that no article has may stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Respelling {
    /// These words, beyond doubt.
    Clear(Vec<String>),
    /// One of these, nearest first, or none of them.
    Unclear(Vec<String>),
    /// It is a word by itself; these may be forms of it, nearest first.
    Another(Vec<String>),
}

impl Snapshot {
    /// What a folded word may stand for. A word of everyday English that the articles happen
    /// not to have is no misspelling.
    pub(super) fn respell(&self, word: &str) -> Result<Respelling, IndexError> {
        let near = self.near_spellings(word)?;
        if is_english(&self.table, word) {
            let near = near.into_iter().take(MAX_CORRECTIONS);
            return Ok(Respelling::Another(near.map(|it| it.text).collect()));
        }
        if let Some(clear) = self.clear(word, &near, 1) {
            return Ok(Respelling::Clear(vec![clear]));
        }
        if let Some(parts) = self.parts(word)? {
            return Ok(Respelling::Clear(parts));
        }
        if let Some(clear) = self.clear(word, &near, 2) {
            return Ok(Respelling::Clear(vec![clear]));
        }
        let near = near.into_iter().take(MAX_CORRECTIONS);
        Ok(Respelling::Unclear(near.map(|it| it.text).collect()))
    }

    /// The nearest of some spellings, at most `edits` away, if nothing else can be meant. Two
    /// forms of a word are one.
    fn clear(&self, word: &str, near: &[Spelling], edits: usize) -> Option<String> {
        let best = near.first().filter(|best| best.edits <= edits)?;
        if word.chars().count() < CLEAR_CHARS[best.edits.min(CLEAR_CHARS.len() - 1)] {
            return None;
        }
        let stem = |text: &str| terms(text, &self.languages[..1]);
        let rival = near[1..]
            .iter()
            .filter(|other| other.edits == best.edits && stem(&other.text) != stem(&best.text))
            .map(|other| other.articles)
            .max();
        let is_commonest = rival.is_none_or(|rival| best.articles >= FAR_COMMONER * rival);
        let keeps_start = word.chars().next() == best.text.chars().next();
        (is_commonest && keeps_start).then(|| best.text.clone())
    }

    /// The two words of the articles that `word` is made of; of several pairs the one whose
    /// rarer word is commonest.
    fn parts(&self, word: &str) -> Result<Option<Vec<String>>, IndexError> {
        if word.chars().count() > MAX_CORRECTED_CHARS {
            return Ok(None);
        }
        let mut best = None;
        for (at, _) in word.char_indices() {
            let (first, second) = word.split_at(at);
            if [first, second]
                .iter()
                .any(|part| part.chars().count() < MIN_PART_CHARS)
            {
                continue;
            }
            let articles = self.articles_with(first)?.min(self.articles_with(second)?);
            if articles > 0 && best.as_ref().is_none_or(|(most, _)| articles > *most) {
                best = Some((articles, vec![first.to_owned(), second.to_owned()]));
            }
        }
        Ok(best.map(|(_, parts)| parts))
    }

    /// How many articles have a folded word.
    fn articles_with(&self, word: &str) -> Result<u32, IndexError> {
        let term = Term::from_field_text(self.fields.words, word);
        let mut articles = 0;
        for (reader, segment) in self.searcher.segment_readers().iter().zip(&self.segments) {
            let index = reader.inverted_index(self.fields.words)?;
            if let Some(entry) = index.get_term_info(&term)? {
                articles += living(reader, segment, &index, &entry)?;
            }
        }
        Ok(articles)
    }

    /// The words of the articles nearest in spelling to a folded word, best first: fewest
    /// edits (a swap of neighbours is one), then the same first letter, then most articles.
    fn near_spellings(&self, word: &str) -> Result<Vec<Spelling>, IndexError> {
        let chars = word.chars().count();
        if !(MIN_CORRECTED_CHARS..=MAX_CORRECTED_CHARS).contains(&chars)
            || word.contains(|c: char| c.is_ascii_digit())
        {
            return Ok(Vec::new());
        }
        let edits = if chars >= TWO_EDITS_CHARS { 2 } else { 1 };
        let term = Term::from_field_text(self.fields.words, word);
        let fuzzy = FuzzyTermQuery::new(term, edits, true);
        let mut found: Vec<Spelling> = Vec::new();
        for (reader, segment) in self.searcher.segment_readers().iter().zip(&self.segments) {
            let index = reader.inverted_index(self.fields.words)?;
            let mut terms = index
                .terms()
                .search(fuzzy.automaton()?)
                .into_stream()
                .map_err(tantivy::TantivyError::from)?;
            while terms.advance() {
                let Ok(text) = std::str::from_utf8(terms.key()) else {
                    continue;
                };
                let articles = living(reader, segment, &index, terms.value())?;
                if articles == 0 {
                    // Only articles that are gone have it.
                    continue;
                }
                match found.iter_mut().find(|spelling| spelling.text == text) {
                    Some(spelling) => spelling.articles += articles,
                    None => found.push(Spelling {
                        edits: strsim::osa_distance(word, text),
                        other_initial: word.chars().next() != text.chars().next(),
                        articles,
                        text: text.to_owned(),
                    }),
                }
            }
        }
        found.sort_by(|a, b| a.order().cmp(&b.order()));
        Ok(found)
    }
}

/// Whether a word is a common one of English, or a form of one: the table of meaning has
/// those whole.
fn is_english(table: &Arc<Table>, word: &str) -> bool {
    with_encoder(table, |encoder| {
        let stems = ENDINGS
            .iter()
            .filter_map(|ending| word.strip_suffix(ending));
        let mut stems = stems.filter(|stem| stem.len() >= MIN_STEM_CHARS);
        encoder.is_token(word) || stems.any(|stem| encoder.is_token(stem))
    })
}

/// A word of the articles that could have been meant.
struct Spelling {
    edits: usize,
    other_initial: bool,
    articles: u32,
    text: String,
}

impl Spelling {
    fn order(&self) -> impl Ord + '_ {
        (
            self.edits,
            self.other_initial,
            std::cmp::Reverse(self.articles),
            &self.text,
        )
    }
}
