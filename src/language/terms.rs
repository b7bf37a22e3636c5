//! Text -> words -> terms: the same cut, folding and stemming for articles and questions.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::{UnicodeSegmentation, UnicodeWordIndices};

use super::pairs::pairs;
use super::{Language, WordMap};

/// Longest word that is looked at, in bytes; the rest of a longer one is ignored.
const MAX_WORD_BYTES: usize = 64;

/// Stems kept per [`Stemmer`]; a corpus rarely has more different words at a time.
const MAX_CACHED_STEMS: usize = 100_000;

/// Which bytes are plain letters or digits: to look that up is quicker than to compare.
const LETTERS: [bool; 256] = {
    let mut letters = [false; 256];
    let mut byte = 0;
    while byte < letters.len() {
        letters[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    letters
};

/// A word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<'text> {
    /// Byte offset of the word in the text.
    pub start: usize,
    /// The word as it is written.
    pub text: &'text str,
}

impl Word<'_> {
    /// Byte offset of the word's end.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// The words of `text` by the rules of Unicode (UAX #29): hyphens part words,
/// apostrophes within a word do not. Chinese, Japanese and Korean characters are words, and
/// so is each pair of neighbours.
pub fn words(text: &str) -> Words<'_> {
    Words {
        text,
        at: 0,
        piece: None,
        pairs: Vec::new().into_iter(),
    }
}

/// See [`words`]. No word goes across a blank, and most pieces between blanks are one word
/// of plain letters: the rules are needed only for the others.
#[derive(Debug)]
pub struct Words<'text> {
    text: &'text str,
    at: usize,
    /// A piece that the rules have to part, and where it starts.
    piece: Option<(usize, UnicodeWordIndices<'text>)>,
    /// The words of a piece with characters that are words and pairs.
    pairs: std::vec::IntoIter<Range<usize>>,
}

impl<'text> Iterator for Words<'text> {
    type Item = Word<'text>;

    fn next(&mut self) -> Option<Word<'text>> {
        /// Signs that stand behind a word.
        const ENDS: &[u8] = b".,:;?!)";
        let is_blank = |byte: &u8| matches!(byte, b' ' | b'\n');
        loop {
            if let Some(range) = self.pairs.next() {
                let start = range.start;
                let text = &self.text[range];
                return Some(Word { start, text });
            }
            if let Some((start, words)) = &mut self.piece {
                if let Some((offset, text)) = words.next() {
                    let start = *start + offset;
                    return Some(Word { start, text });
                }
                self.piece = None;
            }
            let rest = &self.text.as_bytes()[self.at..];
            let blanks = rest.iter().position(|byte| !is_blank(byte));
            let start = self.at + blanks.unwrap_or(rest.len());
            let rest = &self.text.as_bytes()[start..];
            let letters = rest.iter().position(|&byte| !LETTERS[usize::from(byte)]);
            let letters = letters.unwrap_or(rest.len());
            let (piece, is_plain) = match &rest[letters..] {
                [] => (letters, true),
                [next, ..] if is_blank(next) => (letters, true),
                // A sign behind a word is no part of it unless more letters follow.
                [sign, ends @ ..] if ENDS.contains(sign) && ends.first().is_none_or(is_blank) => {
                    (letters + 1, true)
                }
                more => {
                    let end = more.iter().position(is_blank).unwrap_or(more.len());
                    (letters + end, false)
                }
            };
            if rest.is_empty() {
                return None;
            }
            self.at = start + piece;
            if is_plain {
                if letters == 0 {
                    continue;
                }
                let text = &self.text[start..start + letters];
                return Some(Word { start, text });
            }
            let piece = &self.text[start..self.at];
            match pairs(piece) {
                Some(mut found) => {
                    for range in &mut found {
                        *range = start + range.start..start + range.end;
                    }
                    self.pairs = found.into_iter();
                }
                None => self.piece = Some((start, piece.unicode_word_indices())),
            }
        }
    }
}

/// How many words a reader would count: pieces between white space. Scripts that put no
/// blanks between words count by Unicode words, and a piece of code or a web address
/// counts once per 24 characters, so that the count bounds the length.
pub fn word_count(text: &str) -> usize {
    text.split_whitespace()
        .map(|piece| {
            let by_length = piece.len().div_ceil(24);
            if piece.is_ascii() {
                by_length
            } else {
                piece.unicode_words().count().max(1).max(by_length / 3)
            }
        })
        .sum()
}

/// Lower case, without accents, apostrophes or a possessive ending.
pub fn fold(word: &str) -> Cow<'_, str> {
    if word
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    {
        return Cow::Borrowed(cut(word));
    }
    let word = cut(word);
    let mut folded = String::with_capacity(word.len());
    if word.is_ascii() {
        folded.extend(word.chars().map(|c| c.to_ascii_lowercase()));
    } else {
        for c in word
            .nfkd()
            .filter(|&c| !is_combining_mark(c) || is_voicing(c))
            .flat_map(char::to_lowercase)
        {
            match c {
                'ß' => folded.push_str("ss"),
                'æ' => folded.push_str("ae"),
                'œ' => folded.push_str("oe"),
                'ø' => folded.push('o'),
                'đ' => folded.push('d'),
                'ł' => folded.push('l'),
                'ı' => folded.push('i'),
                '’' | '‘' | 'ʼ' | '＇' => folded.push('\''),
                // Compatibility forms may unfold to signs and blanks, which are no part of a word.
                c if c.is_alphanumeric() || c == '\'' || is_voicing(c) => folded.push(c),
                _ => {}
            }
        }
    }
    if folded.ends_with("'s") {
        folded.truncate(folded.len() - 2);
    }
    folded.retain(|c| c != '\'');
    Cow::Owned(folded)
}

/// Whether a mark tells one kana from another, as a letter would.
fn is_voicing(c: char) -> bool {
    matches!(c, '\u{3099}' | '\u{309A}')
}

/// The first [`MAX_WORD_BYTES`] of a word.
fn cut(word: &str) -> &str {
    if word.len() <= MAX_WORD_BYTES {
        return word;
    }
    let end = (0..=MAX_WORD_BYTES)
        .rev()
        .find(|&end| word.is_char_boundary(end));
    &word[..end.unwrap_or(0)]
}

/// Words -> terms of one language. Remembers what it has stemmed, so keep it.
pub struct Stemmer {
    algorithm: Option<frostem::Stemmer>,
    language: Language,
    /// Where in `terms` the term of a word is.
    places: WordMap<u32>,
    terms: Vec<Box<str>>,
}

impl Stemmer {
    /// A stemmer for `language`.
    pub fn new(language: Language) -> Self {
        Self {
            algorithm: language.stemmer(),
            language,
            places: WordMap::default(),
            terms: Vec::new(),
        }
    }

    /// The term of a word as it is written: lower case, stem, no accents. May be empty.
    pub fn term(&mut self, word: &str) -> &str {
        let place = if let Some(place) = self.places.get(word) {
            place as usize
        } else {
            if self.terms.len() >= MAX_CACHED_STEMS {
                self.places.clear();
                self.terms.clear();
            }
            let place = self.terms.len();
            self.terms.push(self.stem(word).into_boxed_str());
            self.places.insert(word, place as u32);
            place
        };
        &self.terms[place]
    }

    fn stem(&self, word: &str) -> String {
        let Some(algorithm) = &self.algorithm else {
            return fold(word).into_owned();
        };
        if self.language == Language::English || word.is_ascii() {
            algorithm.stem(&fold(word)).into_owned()
        } else {
            // The Snowball rules of other languages rest on their accents.
            let lower = cut(word).to_lowercase();
            fold(&algorithm.stem(&lower)).into_owned()
        }
    }
}

thread_local! {
    /// One stemmer per thread and language: it remembers the stems of a whole corpus.
    static STEMMERS: RefCell<HashMap<Language, Stemmer>> = RefCell::new(HashMap::new());
}

/// Runs `work` with this thread's stemmer for `language`. Not to be called within itself.
pub fn with_stemmer<R>(language: Language, work: impl FnOnce(&mut Stemmer) -> R) -> R {
    STEMMERS.with_borrow_mut(|stemmers| {
        work(
            stemmers
                .entry(language)
                .or_insert_with(|| Stemmer::new(language)),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn hyphens_part_words_and_apostrophes_do_not() {
        let found: Vec<&str> = words("Deep-tissue work: the body’s own")
            .map(|w| w.text)
            .collect();
        assert_eq!(found, ["Deep", "tissue", "work", "the", "body’s", "own"]);
    }

    #[test]
    fn case_accents_and_possessives_are_folded() {
        assert_eq!(fold("Body’s"), "body");
        assert_eq!(fold("CAFÉ"), "cafe");
        assert_eq!(fold("Straße"), "strasse");
        assert_eq!(fold("don't"), "dont");
        assert_eq!(fold("ﬁbre"), "fibre");
    }

    #[test]
    fn forms_of_a_word_share_a_term() {
        let mut english = Stemmer::new(Language::English);
        let massage = english.term("massages").to_owned();
        assert_eq!(english.term("Massage"), massage);
        let mut german = Stemmer::new(Language::German);
        let muscle = german.term("Muskeln").to_owned();
        assert_eq!(german.term("muskel"), muscle);
    }

    #[test]
    fn text_without_blanks_is_counted_by_its_words() {
        assert_eq!(word_count("deep tissue - massage"), 4);
        assert!(word_count("筋膜は全身を包む組織です") >= 8);
        assert!(word_count(&"x".repeat(4_800)) >= 200);
    }

    proptest! {
        #[test]
        fn words_are_those_of_the_rules(
            text in prop_oneof!["\\PC*", "[ab1 .,:;'_()\\-\n\r\t\u{308}\u{200d}\u{5d0}é•”]{0,40}"]
        ) {
            let found: Vec<_> = words(&text).map(|word| (word.start, word.text)).collect();
            prop_assume!(!text.chars().any(|c| super::super::is_of_pairs(&c.to_string())));
            // By the rules, a mark without a letter goes with the blank before it.
            let rules: Vec<_> = text
                .unicode_word_indices()
                .map(|(start, text)| {
                    let word = text.trim_start_matches(' ');
                    (start + text.len() - word.len(), word)
                })
                .collect();
            prop_assert_eq!(found, rules);
        }

        #[test]
        fn words_come_in_order_and_stand_where_they_say(text in "[a-z膜筋は가 .,\\-]{0,30}|\\PC*") {
            let mut last = 0;
            for word in words(&text) {
                prop_assert_eq!(&text[word.start..word.end()], word.text);
                prop_assert!(word.start >= last);
                last = word.start;
            }
        }

        #[test]
        fn any_word_folds_to_lower_case_letters_and_digits(text in "\\PC*") {
            for word in words(&text) {
                let folded = fold(word.text);
                prop_assert!(!folded.chars().any(|c| c.is_whitespace() || c == '\''));
                prop_assert!(folded.len() <= 4 * MAX_WORD_BYTES);
            }
        }
    }
}
