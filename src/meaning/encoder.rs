//! Texts -> vectors, by the sum of what a table holds for their tokens. Remembers words, never texts.

use std::cell::RefCell;
use std::sync::Arc;

use super::table::Table;
use super::vector::{DIMENSIONS, Vector};
use crate::language::{WordMap, words};

/// Rows that an [`Encoder`] keeps unpacked, a KiB each.
const UNPACKED_ROWS: usize = 2048;

/// Words remembered per [`Encoder`].
const MAX_CACHED_WORDS: usize = 100_000;

/// Encoders that a thread keeps, each of another table. A program has one table; its tests have
/// several.
const MOST_ENCODERS: usize = 4;

/// Rows of a table as numbers: the frequent words of a corpus come again and again.
#[derive(Debug)]
struct Unpacked {
    /// Which row is kept at a place, one more than its number; a row has one place to be.
    kept: Vec<u32>,
    rows: Vec<[f32; DIMENSIONS]>,
}

impl Default for Unpacked {
    fn default() -> Self {
        Self {
            kept: vec![0; UNPACKED_ROWS],
            rows: vec![[0.0; DIMENSIONS]; UNPACKED_ROWS],
        }
    }
}

impl Unpacked {
    fn add(&mut self, table: &Table, row: u32, sum: &mut [f32; DIMENSIONS]) {
        let place = row as usize % UNPACKED_ROWS;
        let parts = &mut self.rows[place];
        if self.kept[place] != row + 1 {
            table.unpack(row, parts);
            self.kept[place] = row + 1;
        }
        for (total, part) in sum.iter_mut().zip(parts) {
            *total += *part;
        }
    }
}

/// Texts -> vectors. Remembers the words it has cut, so keep it.
#[derive(Debug)]
pub struct Encoder {
    table: Arc<Table>,
    unpacked: Unpacked,
    cache: WordMap<Pieces>,
    /// The rows of all words that have several, word by word.
    rows: Vec<u32>,
}

/// The tokens of a word.
#[derive(Debug, Clone, Copy)]
struct Pieces {
    /// The row of the only one; else where their rows start in [`Encoder::rows`].
    first: u32,
    /// How many there are.
    count: u32,
}

/// The sum of the vectors of a text's tokens.
#[derive(Debug, Clone)]
pub struct Sum([f32; DIMENSIONS]);

impl Sum {
    fn direction(&self) -> Vector {
        Vector::of(&self.0)
    }
}

/// The encoder of the table that comes with the program.
impl Default for Encoder {
    fn default() -> Self {
        Self::of(Table::shipped())
    }
}

impl Encoder {
    /// The encoder of a table.
    pub fn of(table: Arc<Table>) -> Self {
        Self {
            table,
            unpacked: Unpacked::default(),
            cache: WordMap::default(),
            rows: Vec::new(),
        }
    }

    /// The direction of some texts taken together.
    pub fn encode<'text>(&mut self, texts: impl IntoIterator<Item = &'text str>) -> Vector {
        self.sum(texts).direction()
    }

    /// Some texts taken together, to go on from.
    pub fn sum<'text>(&mut self, texts: impl IntoIterator<Item = &'text str>) -> Sum {
        let mut sum = [0.0; DIMENSIONS];
        for text in texts {
            self.add_text(text, &mut sum);
        }
        Sum(sum)
    }

    /// The direction of what was summed and one more text.
    pub fn encode_after(&mut self, start: &Sum, text: &str) -> Vector {
        let mut sum = start.clone();
        self.add_text(text, &mut sum.0);
        sum.direction()
    }

    fn add_text(&mut self, text: &str, sum: &mut [f32; DIMENSIONS]) {
        for word in words(text) {
            self.add(word.text, sum);
        }
    }

    /// How much a word says in any text: the length of its vector. Words that carry little
    /// meaning were given short ones. None for a word that the table cannot cut.
    pub fn weight(&mut self, word: &str) -> Option<f32> {
        let mut sum = [0.0; DIMENSIONS];
        self.add(word, &mut sum);
        let length = sum.iter().map(|part| part * part).sum::<f32>().sqrt();
        (length > 0.0).then_some(length)
    }

    /// Whether a word is a token by itself, as the common words of English are.
    pub fn is_token(&mut self, word: &str) -> bool {
        let known = self.cache.get(word);
        known.unwrap_or_else(|| self.cut(word)).count == 1
    }

    fn add(&mut self, word: &str, sum: &mut [f32; DIMENSIONS]) {
        let known = self.cache.get(word);
        let pieces = known.unwrap_or_else(|| self.cut(word));
        if pieces.count == 1 {
            self.unpacked.add(&self.table, pieces.first, sum);
            return;
        }
        let start = pieces.first as usize;
        for &row in &self.rows[start..start + pieces.count as usize] {
            self.unpacked.add(&self.table, row, sum);
        }
    }

    /// Cuts a word, and remembers it.
    fn cut(&mut self, word: &str) -> Pieces {
        if self.cache.len() >= MAX_CACHED_WORDS {
            self.cache.clear();
            self.rows.clear();
        }
        let rows = self.table.rows_of(word);
        let pieces = match rows.as_slice() {
            [row] => Pieces {
                first: *row,
                count: 1,
            },
            rows => Pieces {
                first: self.rows.len() as u32,
                count: rows.len() as u32,
            },
        };
        if pieces.count > 1 {
            self.rows.extend(rows);
        }
        self.cache.insert(word, pieces);
        pieces
    }
}

thread_local! {
    static ENCODERS: RefCell<Vec<Encoder>> = const { RefCell::new(Vec::new()) };
}

/// Runs `work` with this thread's encoder of `table`. Not to be called within itself.
pub fn with_encoder<R>(table: &Arc<Table>, work: impl FnOnce(&mut Encoder) -> R) -> R {
    ENCODERS.with_borrow_mut(|encoders| {
        let is_of_it = |encoder: &Encoder| Arc::ptr_eq(&encoder.table, table);
        let place = encoders.iter().position(is_of_it).unwrap_or_else(|| {
            if encoders.len() == MOST_ENCODERS {
                encoders.remove(0);
            }
            encoders.push(Encoder::of(Arc::clone(table)));
            encoders.len() - 1
        });
        work(&mut encoders[place])
    })
}

#[cfg(test)]
mod tests {
    use super::super::Probe;
    use super::*;

    fn likeness(one: &str, other: &str) -> f32 {
        let mut encoder = Encoder::default();
        let other = encoder.encode([other]);
        Probe::of(&encoder.encode([one])).cosine(&other)
    }

    #[test]
    fn texts_of_one_meaning_are_nearer_than_others() {
        let question = "is it ok if i am expecting a baby";
        let near = likeness(question, "Massage during pregnancy");
        let far = likeness(question, "How to set up a desk and chair");
        assert!(near > far + 0.1, "{near} and {far}");
    }

    #[test]
    fn a_text_is_like_itself_and_an_empty_one_like_nothing() {
        assert!(likeness("trigger points", "Trigger points") > 0.99);
        assert!(likeness("", "trigger points").abs() < f32::EPSILON);
        assert!(likeness("…", "trigger points").abs() < f32::EPSILON);
    }

    #[test]
    fn function_words_weigh_less_than_subjects() {
        let mut encoder = Encoder::default();
        let mut weight = |word: &str| encoder.weight(word).unwrap_or_default();
        assert!(weight("really") < weight("massage"));
        assert!(weight("the") < weight("sciatica"));
    }

    #[test]
    fn a_thread_has_an_encoder_for_each_of_many_tables() {
        let shipped = Table::shipped();
        let row = shipped.rows_of("massage")[0];
        let tables: Vec<Arc<Table>> = (0..2 * MOST_ENCODERS)
            .map(|length| {
                let mut vector = [0.0; DIMENSIONS];
                vector[0] = 1.0 + length as f32;
                Arc::new(shipped.with_vectors(&[(row, vector)]))
            })
            .collect();
        for _ in 0..2 {
            for (length, table) in tables.iter().enumerate() {
                let weight = with_encoder(table, |encoder| encoder.weight("massage"));
                let expected = 1.0 + length as f32;
                assert!((weight.unwrap_or_default() - expected).abs() < 1e-3);
            }
        }
    }
}
