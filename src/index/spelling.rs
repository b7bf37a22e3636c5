//! Words of the articles that are spelt like a word they do not have.

use tantivy::Term;
use tantivy::query::FuzzyTermQuery;

use super::IndexError;
use super::scoring::living;
use super::snapshot::Snapshot;

/// Shortest word that is corrected, in characters.
const MIN_CORRECTED_CHARS: usize = 4;

/// Longest word that is corrected, in characters: the automaton grows with it.
const MAX_CORRECTED_CHARS: usize = 24;

/// Words of at least this many characters may differ by two edits, shorter ones by one.
const TWO_EDITS_CHARS: usize = 7;

/// Most corrections offered for one word.
const MAX_CORRECTIONS: usize = 3;

impl Snapshot {
    /// The words of the articles nearest in spelling to a folded word, best first: fewest
    /// edits (a swap of neighbours is one), then the same first letter, then most articles.
    pub(super) fn corrections(&self, word: &str) -> Result<Vec<String>, IndexError> {
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
        Ok(found
            .into_iter()
            .take(MAX_CORRECTIONS)
            .map(|spelling| spelling.text)
            .collect())
    }
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
