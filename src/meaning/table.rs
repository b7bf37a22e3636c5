//! The table of token vectors, and the cut of words into its tokens. Never opens a file.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use super::vector::DIMENSIONS;
use crate::language::{fold, is_of_pairs, words};
use unicode_normalization::char::is_combining_mark;

/// What the file starts with: name and version of its form.
const MAGIC: &[u8; 8] = b"FTNTBL01";

/// Longest word that is cut into tokens, in bytes.
const MAX_WORD_BYTES: usize = 64;

/// Largest scale of a row: far above any that is made, and small enough that no sum of rows is
/// infinite.
const MAX_SCALE: f32 = 1e6;

/// BLAKE3 of the table that comes with the program, so that it need not be worked out at each
/// start.
const SHIPPED_IDENTITY: &str = "079d8c155fe1b420a61f0d67c5d60c5db3bc66bfc6b7202b64ccd11f4975d570";

static SHIPPED_FILE: &[u8] = include_bytes!("../../assets/meaning.bin");

/// The table that comes with the program.
static SHIPPED: LazyLock<Arc<Table>> = LazyLock::new(|| {
    let parts = Parts::of(SHIPPED_FILE).expect("the file is part of the program");
    Arc::new(Table {
        starts: Cow::Borrowed(parts.starts),
        scales: Cow::Borrowed(parts.scales),
        rows: Cow::Borrowed(parts.rows),
        text: Cow::Borrowed(parts.text),
        identity: Cow::Borrowed(SHIPPED_IDENTITY),
    })
});

/// Why some bytes are no table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TableFault {
    /// They begin otherwise.
    #[error("it is no table of word vectors of this version")]
    OtherForm,
    /// Its vectors are of another length.
    #[error("its vectors have {0} dimensions instead of {DIMENSIONS}")]
    Dimensions(u32),
    /// There are fewer bytes than it says.
    #[error("it is cut short")]
    CutShort,
    /// Its tokens do not lie one after the other, from the first byte of their text to the last.
    #[error("the places of its tokens do not ascend to its end")]
    Starts,
    /// Its tokens are not sorted by their bytes, or one is there twice.
    #[error("its tokens are not sorted")]
    Unsorted,
    /// A row's scale is no number, or far too large.
    #[error("the scale of a vector is out of range")]
    Scale,
}

/// One vector per token: borrowed from the program, or a file's own.
///
/// The form of the file is described in `tools/distil_table.py`.
pub struct Table {
    /// Where each token starts in `text`, four bytes each, one more than there are tokens.
    starts: Cow<'static, [[u8; 4]]>,
    /// What each row is to be multiplied with, four bytes each.
    scales: Cow<'static, [[u8; 4]]>,
    rows: Cow<'static, [[u8; DIMENSIONS]]>,
    text: Cow<'static, [u8]>,
    identity: Cow<'static, str>,
}

/// A file, taken apart.
struct Parts<'file> {
    starts: &'file [[u8; 4]],
    scales: &'file [[u8; 4]],
    rows: &'file [[u8; DIMENSIONS]],
    text: &'file [u8],
}

impl<'file> Parts<'file> {
    fn of(file: &'file [u8]) -> Result<Self, TableFault> {
        let (magic, rest) = file.split_first_chunk::<8>().ok_or(TableFault::OtherForm)?;
        if magic != MAGIC {
            return Err(TableFault::OtherForm);
        }
        let (tokens, rest) = rest.split_first_chunk().ok_or(TableFault::CutShort)?;
        let (dimensions, rest) = rest.split_first_chunk().ok_or(TableFault::CutShort)?;
        let dimensions = u32::from_le_bytes(*dimensions);
        if dimensions as usize != DIMENSIONS {
            return Err(TableFault::Dimensions(dimensions));
        }
        let tokens = u32::from_le_bytes(*tokens) as usize;
        let (starts, rest) = split(rest, tokens.saturating_add(1))?;
        let (scales, rest) = split(rest, tokens)?;
        let (rows, text) = split(rest, tokens)?;
        Ok(Self {
            starts,
            scales,
            rows,
            text,
        })
    }

    /// Requires what reading a word rests on.
    fn check(&self) -> Result<(), TableFault> {
        let starts = self.starts.iter().map(|&start| u32::from_le_bytes(start));
        let starts: Vec<usize> = starts.map(|start| start as usize).collect();
        let ascend = starts.windows(2).all(|pair| pair[0] < pair[1]);
        if !ascend || starts.first() != Some(&0) || starts.last() != Some(&self.text.len()) {
            return Err(TableFault::Starts);
        }
        let token = |at: usize| &self.text[starts[at]..starts[at + 1]];
        if !(1..self.rows.len()).all(|at| token(at - 1) < token(at)) {
            return Err(TableFault::Unsorted);
        }
        let mut scales = self.scales.iter().map(|&scale| f32::from_le_bytes(scale));
        if !scales.all(|scale| (0.0..=MAX_SCALE).contains(&scale)) {
            return Err(TableFault::Scale);
        }
        Ok(())
    }
}

/// The first `count` chunks, and the rest.
fn split<const BYTES: usize>(
    bytes: &[u8],
    count: usize,
) -> Result<(&[[u8; BYTES]], &[u8]), TableFault> {
    let length = count.saturating_mul(BYTES);
    let (chunks, rest) = bytes.split_at_checked(length).ok_or(TableFault::CutShort)?;
    Ok((chunks.as_chunks().0, rest))
}

impl Table {
    /// The table that comes with the program.
    pub fn shipped() -> Arc<Self> {
        Arc::clone(&SHIPPED)
    }

    /// The name of the table that comes with the program, see [`Table::identity`].
    pub fn shipped_identity() -> &'static str {
        SHIPPED_IDENTITY
    }

    /// Reads the bytes of a file, whatever they are.
    pub fn read(file: &[u8]) -> Result<Self, TableFault> {
        let parts = Parts::of(file)?;
        parts.check()?;
        Ok(Self {
            starts: Cow::Owned(parts.starts.to_vec()),
            scales: Cow::Owned(parts.scales.to_vec()),
            rows: Cow::Owned(parts.rows.to_vec()),
            text: Cow::Owned(parts.text.to_vec()),
            identity: Cow::Owned(blake3::hash(file).to_hex().to_string()),
        })
    }

    /// The bytes of its file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let count = |number: usize| (number as u32).to_le_bytes();
        [
            MAGIC.as_slice(),
            &count(self.rows.len()),
            &count(DIMENSIONS),
            self.starts.as_flattened(),
            self.scales.as_flattened(),
            self.rows.as_flattened(),
            &self.text,
        ]
        .concat()
    }

    /// BLAKE3 of its file, in hexadecimal: vectors by tables with different ones cannot be
    /// compared.
    pub fn identity(&self) -> &str {
        &self.identity
    }

    /// How many tokens it has, and with that rows.
    pub fn count(&self) -> usize {
        self.rows.len()
    }

    /// The vector of a row.
    pub fn vector(&self, row: u32) -> [f32; DIMENSIONS] {
        let mut parts = [0.0; DIMENSIONS];
        self.unpack(row, &mut parts);
        parts
    }

    /// The same table with other vectors for some rows, each in a byte per dimension. The bytes
    /// of all other rows stay as they are.
    #[must_use]
    pub fn with_vectors(&self, vectors: &[(u32, [f32; DIMENSIONS])]) -> Self {
        let (mut scales, mut rows) = (self.scales.to_vec(), self.rows.to_vec());
        for (row, vector) in vectors {
            let longest = vector
                .iter()
                .fold(0.0_f32, |most, part| most.max(part.abs()));
            let scale = (longest / 127.0).clamp(f32::MIN_POSITIVE, MAX_SCALE);
            scales[*row as usize] = scale.to_le_bytes();
            rows[*row as usize] = vector.map(|part| {
                let part = (part / scale).round().clamp(-127.0, 127.0);
                (part as i8).cast_unsigned()
            });
        }
        let mut table = Self {
            starts: self.starts.clone(),
            scales: Cow::Owned(scales),
            rows: Cow::Owned(rows),
            text: self.text.clone(),
            identity: Cow::Borrowed(""),
        };
        let identity = blake3::hash(&table.to_bytes()).to_hex().to_string();
        table.identity = Cow::Owned(identity);
        table
    }

    /// The token of a row, as bytes of UTF-8; of one that continues a word, with `##` before it.
    fn token(&self, row: usize) -> &[u8] {
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

    /// The rows of the tokens of a text, in order. Nothing is remembered of it: an
    /// [`Encoder`](super::Encoder) is quicker.
    pub fn rows(&self, text: &str) -> Vec<u32> {
        words(text)
            .flat_map(|word| self.rows_of(word.text))
            .collect()
    }

    /// The rows of the tokens of a word as it is written; none if the table cannot cut it.
    pub(super) fn rows_of(&self, word: &str) -> Vec<u32> {
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

    pub(super) fn unpack(&self, row: u32, parts: &mut [f32; DIMENSIONS]) {
        let row = row as usize;
        let scale = f32::from_le_bytes(self.scales[row]);
        for (part, &packed) in parts.iter_mut().zip(&self.rows[row]) {
            *part = f32::from(packed.cast_signed()) * scale;
        }
    }
}

impl PartialEq for Table {
    fn eq(&self, other: &Self) -> bool {
        self.identity == other.identity
    }
}

impl std::fmt::Debug for Table {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Table")
            .field("identity", &self.identity)
            .field("tokens", &self.count())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Encoder;
    use super::*;

    /// A file with these tokens, in this order.
    fn file(tokens: &[&str]) -> Vec<u8> {
        let mut starts = vec![0_u32];
        for token in tokens {
            starts.push(starts[starts.len() - 1] + token.len() as u32);
        }
        let mut file = MAGIC.to_vec();
        file.extend((tokens.len() as u32).to_le_bytes());
        file.extend((DIMENSIONS as u32).to_le_bytes());
        file.extend(starts.iter().flat_map(|start| start.to_le_bytes()));
        file.extend(tokens.iter().flat_map(|_| 0.01_f32.to_le_bytes()));
        for row in 1..=tokens.len() {
            file.extend((0..DIMENSIONS).map(|at| (at * row % 127) as u8));
        }
        file.extend(tokens.concat().as_bytes());
        file
    }

    const TOKENS: [&str; 6] = ["##s", "a", "cat", "cats", "mat", "ä"];

    /// Where the scale of the first token lies in [`file`] of [`TOKENS`].
    const FIRST_SCALE: usize = 16 + 4 * (TOKENS.len() + 1);

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
    fn the_table_is_the_one_whose_making_is_documented() {
        let read = Table::read(SHIPPED_FILE).expect("it is a table");
        assert_eq!(read.identity(), SHIPPED_IDENTITY);
        assert_eq!(*Table::shipped(), read);
        assert!(Table::shipped().to_bytes() == SHIPPED_FILE);
    }

    #[test]
    fn other_vectors_for_some_rows_leave_the_bytes_of_all_others() {
        let table = Table::read(&file(&TOKENS)).unwrap();
        let other = table.with_vectors(&[(2, [0.5; DIMENSIONS])]);
        let read = Table::read(&other.to_bytes()).unwrap();
        assert_eq!(read, other);
        assert_ne!(read, table);
        for row in 0..TOKENS.len() as u32 {
            let place = row as usize;
            let kept =
                read.rows[place] == table.rows[place] && read.scales[place] == table.scales[place];
            assert_eq!(kept, row != 2, "{row}");
        }
        assert!((read.vector(2)[17] - 0.5).abs() < 1e-6);
    }

    #[test]
    fn what_is_no_table_is_told_by_what_is_wrong_with_it() {
        let whole = file(&TOKENS);
        let fault = |at: usize, bytes: &[u8]| {
            let mut file = whole.clone();
            file[at..at + bytes.len()].copy_from_slice(bytes);
            Table::read(&file).expect_err("it is damaged")
        };
        assert_eq!(fault(7, b"2"), TableFault::OtherForm);
        assert_eq!(fault(12, &[0, 2, 0, 0]), TableFault::Dimensions(512));
        assert_eq!(fault(8, &[255; 4]), TableFault::CutShort);
        assert_eq!(fault(16, &[1]), TableFault::Starts);
        assert_eq!(fault(20, &[9]), TableFault::Starts);
        assert_eq!(
            fault(FIRST_SCALE, &f32::NAN.to_le_bytes()),
            TableFault::Scale
        );
        assert_eq!(
            fault(FIRST_SCALE, &1e30_f32.to_le_bytes()),
            TableFault::Scale
        );
        let short = Table::read(&whole[..whole.len() - 1]);
        assert_eq!(short.err(), Some(TableFault::Starts));
        for tokens in [["b", "a"], ["a", "a"]] {
            assert_eq!(
                Table::read(&file(&tokens)).err(),
                Some(TableFault::Unsorted)
            );
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(
            head in prop::collection::vec(any::<u8>(), 0..64),
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4),
            length in any::<prop::sample::Index>(),
            word in "[a-zäs]{0,12}",
        ) {
            prop_assert!(Table::read(&head).is_err());
            let mut bytes = file(&TOKENS);
            for (place, byte) in changes {
                let at = place.index(bytes.len());
                bytes[at] = byte;
            }
            // Whole as often as not.
            let cut = length.index(2 * bytes.len());
            bytes.truncate(cut);
            if let Ok(table) = Table::read(&bytes) {
                prop_assert!(table.to_bytes() == bytes);
                let mut encoder = Encoder::of(Arc::new(table));
                encoder.encode([word.as_str(), "cats sat"]);
                prop_assert!(encoder.weight(&word).is_none_or(f32::is_finite));
            }
        }
    }
}
