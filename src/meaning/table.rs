//! The table of token vectors, and the cut of words into its tokens.

use std::cell::RefCell;
use std::ops::Range;
use std::sync::LazyLock;

use super::vector::{DIMENSIONS, Vector};
use crate::language::{WordMap, fold, is_of_pairs, words};
use unicode_normalization::char::is_combining_mark;

/// What the file starts with: name and version of its form.
const MAGIC: &[u8; 8] = b"FTNTBL01";

/// Longest word that is cut into tokens, in bytes.
const MAX_WORD_BYTES: usize = 64;

/// Rows that an [`Encoder`] keeps unpacked, a KiB each.
const UNPACKED_ROWS: usize = 2048;

/// Words remembered per [`Encoder`].
const MAX_CACHED_WORDS: usize = 100_000;

/// The table that comes with the program.
static SHIPPED: LazyLock<Table> = LazyLock::new(|| {
    Table::parse(include_bytes!("../../assets/meaning.bin"))
        .expect("the file is part of the program")
});

/// One vector per token, borrowed from the bytes of its file.
///
/// The form of the file is described in `tools/distil_table.py`.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Where each token starts in `text`, four bytes each, one more than there are tokens.
    starts: &'static [[u8; 4]],
    /// What each row is to be multiplied with, four bytes each.
    scales: &'static [[u8; 4]],
    rows: &'static [[u8; DIMENSIONS]],
    text: &'static [u8],
}

impl Table {
    /// The table that comes with the program.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    fn parse(file: &'static [u8]) -> Option<Self> {
        let (magic, rest) = file.split_first_chunk::<8>()?;
        let (tokens, rest) = rest.split_first_chunk::<4>()?;
        let (dimensions, rest) = rest.split_first_chunk::<4>()?;
        let tokens = u32::from_le_bytes(*tokens) as usize;
        if magic != MAGIC || u32::from_le_bytes(*dimensions) as usize != DIMENSIONS {
            return None;
        }
        let (starts, rest) = rest.split_at_checked(4 * (tokens + 1))?;
        let (scales, rest) = rest.split_at_checked(4 * tokens)?;
        let (rows, text) = rest.split_at_checked(DIMENSIONS * tokens)?;
        Some(Self {
            starts: starts.as_chunks().0,
            scales: scales.as_chunks().0,
            rows: rows.as_chunks().0,
            text,
        })
    }

    fn token(&self, row: usize) -> &'static [u8] {
        let start = u32::from_le_bytes(self.starts[row]) as usize;
        let end = u32::from_le_bytes(self.starts[row + 1]) as usize;
        self.text.get(start..end).unwrap_or_default()
    }

    /// The longest token that is `prefix` and a beginning of `text`: its row, and how many
    /// bytes of `text` it takes.
    ///
    /// Tokens are sorted by their bytes, so those that begin alike lie side by side: each
    /// byte narrows the rows down, and looks at one byte of a token at a time.
    fn longest(&self, prefix: &[u8], text: &[u8]) -> Option<(u32, usize)> {
        let mut longest = None;
        let (mut low, mut high) = (0, self.rows.len());
        for (at, byte) in prefix.iter().chain(text).enumerate() {
            low = self.first(low..high, |token| token.get(at) >= Some(byte));
            high = self.first(low..high, |token| token.get(at) > Some(byte));
            if low == high {
                break;
            }
            // A token stands before those that it begins.
            if at >= prefix.len() && self.token(low).len() == at + 1 {
                longest = Some((low as u32, at + 1 - prefix.len()));
            }
        }
        longest
    }

    /// The first of some rows whose token is `behind`, as are all after it.
    fn first(&self, rows: Range<usize>, behind: impl Fn(&[u8]) -> bool) -> usize {
        let (mut low, mut high) = (rows.start, rows.end);
        while low < high {
            let middle = usize::midpoint(low, high);
            if behind(self.token(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        low
    }

    /// The rows of a folded word: the longest token that it starts with, then the longest
    /// continuation (`##...`), and so on; none if that does not work out.
    ///
    /// `WordPiece`: Devlin et al., "BERT", NAACL 2019, and its reference tokeniser.
    fn pieces(&self, word: &str) -> Vec<u32> {
        let mut pieces = Vec::new();
        if word.len() > MAX_WORD_BYTES {
            return pieces;
        }
        let mut rest = word.as_bytes();
        while !rest.is_empty() {
            let prefix: &[u8] = if pieces.is_empty() { b"" } else { b"##" };
            let Some((row, bytes)) = self.longest(prefix, rest) else {
                return Vec::new();
            };
            pieces.push(row);
            rest = &rest[bytes..];
        }
        pieces
    }

    /// The rows of a word as it is written.
    fn rows_of(&self, word: &str) -> Vec<u32> {
        if is_of_pairs(word) && word.chars().nth(1).is_some() {
            // Its characters are words themselves.
            return Vec::new();
        }
        let folded: String = fold(word)
            .chars()
            .filter(|&c| !is_combining_mark(c))
            .collect();
        self.pieces(&folded)
    }

    fn unpack(&self, row: u32, parts: &mut [f32; DIMENSIONS]) {
        let row = row as usize;
        let scale = f32::from_le_bytes(self.scales[row]);
        for (part, &packed) in parts.iter_mut().zip(&self.rows[row]) {
            *part = f32::from(packed.cast_signed()) * scale;
        }
    }
}

/// Rows of a table as numbers: the frequent words of a corpus come again and again.
#[derive(Debug)]
struct Unpacked {
    table: &'static Table,
    /// Which row is kept at a place, one more than its number; a row has one place to be.
    kept: Vec<u32>,
    rows: Vec<[f32; DIMENSIONS]>,
}

impl Unpacked {
    fn of(table: &'static Table) -> Self {
        Self {
            table,
            kept: vec![0; UNPACKED_ROWS],
            rows: vec![[0.0; DIMENSIONS]; UNPACKED_ROWS],
        }
    }

    fn add(&mut self, row: u32, sum: &mut [f32; DIMENSIONS]) {
        let place = row as usize % UNPACKED_ROWS;
        let parts = &mut self.rows[place];
        if self.kept[place] != row + 1 {
            self.table.unpack(row, parts);
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
    table: &'static Table,
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

impl Default for Encoder {
    fn default() -> Self {
        Self {
            table: Table::shipped(),
            unpacked: Unpacked::of(Table::shipped()),
            cache: WordMap::default(),
            rows: Vec::new(),
        }
    }
}

impl Encoder {
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
            self.unpacked.add(pieces.first, sum);
            return;
        }
        let start = pieces.first as usize;
        for &row in &self.rows[start..start + pieces.count as usize] {
            self.unpacked.add(row, sum);
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
    static ENCODER: RefCell<Encoder> = RefCell::new(Encoder::default());
}

/// Runs `work` with this thread's encoder. Not to be called within itself.
pub fn with_encoder<R>(work: impl FnOnce(&mut Encoder) -> R) -> R {
    ENCODER.with_borrow_mut(work)
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
    fn words_are_cut_into_the_longest_tokens() {
        let table = Table::shipped();
        let names = |word: &str| -> Vec<String> {
            let pieces = table.pieces(word);
            pieces
                .iter()
                .map(|&row| String::from_utf8_lossy(table.token(row as usize)).into_owned())
                .collect()
        };
        assert_eq!(names("massage"), ["massage"]);
        assert_eq!(names("myofascial"), ["my", "##of", "##as", "##cial"]);
        assert!(names(&"x".repeat(100)).is_empty());
    }

    #[test]
    fn function_words_weigh_less_than_subjects() {
        let mut encoder = Encoder::default();
        let mut weight = |word: &str| encoder.weight(word).unwrap_or_default();
        assert!(weight("really") < weight("massage"));
        assert!(weight("the") < weight("sciatica"));
    }

    #[test]
    fn the_table_is_the_one_whose_making_is_documented() {
        let hash = blake3::hash(include_bytes!("../../assets/meaning.bin"));
        assert_eq!(
            hash.to_hex().as_str(),
            "079d8c155fe1b420a61f0d67c5d60c5db3bc66bfc6b7202b64ccd11f4975d570"
        );
    }
}
