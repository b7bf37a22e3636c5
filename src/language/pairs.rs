//! Chinese, Japanese and Korean: where a word ends is not written, or its endings are many. So
//! each character there is a word, and each pair of neighbours: a pair is about a word long.
//!
//! Bigrams of characters find as well as a dictionary does: Nie, Gao, Zhang, Zhou, "On the use of
//! words and n-grams for Chinese information retrieval", IRAL 2000.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::terms::{Word, words};

/// Least first byte of a character that [`is_paired`].
const LEAST_FIRST_BYTE: u8 = 0xE3;

/// Whether a character is written without a blank to its word's neighbours: Han, kana, Hangul.
fn is_paired(c: char) -> bool {
    matches!(c,
        '\u{3005}'..='\u{3007}'
        | '\u{3041}'..='\u{309F}'
        | '\u{30A1}'..='\u{30FA}'
        | '\u{30FC}'..='\u{30FF}'
        | '\u{31F0}'..='\u{31FF}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FF66}'..='\u{FF9F}'
        | '\u{20000}'..='\u{3FFFF}')
}

/// Whether a character is hiragana: Japanese writes its grammar with it, and most words that
/// say something with others.
pub fn is_grammar(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309F}')
}

/// Whether a word consists of characters that stand for themselves and in pairs.
pub fn is_of_pairs(word: &str) -> bool {
    word.bytes()
        .next()
        .is_some_and(|byte| byte >= LEAST_FIRST_BYTE)
        && word.chars().all(is_paired)
}

/// The words of a piece of text that has such characters; none if it has not.
pub(super) fn pairs(piece: &str) -> Option<Vec<Range<usize>>> {
    if !piece.bytes().any(|byte| byte >= LEAST_FIRST_BYTE) || !piece.contains(is_paired) {
        return None;
    }
    let mut found = Vec::new();
    let mut rest = piece;
    while !rest.is_empty() {
        let start = piece.len() - rest.len();
        let run = rest.find(|c| !is_paired(c)).unwrap_or(rest.len());
        let mut last = None;
        for (offset, c) in rest[..run].char_indices() {
            let (at, end) = (start + offset, start + offset + c.len_utf8());
            if let Some(last) = last {
                found.push(last..end);
            }
            found.push(at..end);
            last = Some(at);
        }
        let other = rest[run..].find(is_paired).unwrap_or(rest.len() - run);
        let words = rest[run..run + other].unicode_word_indices();
        found.extend(words.map(|(at, word)| {
            let at = start + run + at;
            at..at + word.len()
        }));
        rest = &rest[run + other..];
    }
    Some(found)
}

/// The words of a text that are no part of another one: what is asked for. Where characters
/// are words and pairs of them too, the pairs say more.
pub fn longest_words(text: &str) -> Vec<Word<'_>> {
    let all: Vec<Word<'_>> = words(text).collect();
    let within = |word: &Word<'_>, other: Option<&Word<'_>>| {
        other.is_some_and(|other| {
            other.start <= word.start && word.end() <= other.end() && other.text != word.text
        })
    };
    all.iter()
        .enumerate()
        .filter(|&(at, word)| {
            let before = at.checked_sub(1).and_then(|at| all.get(at));
            !within(word, before) && !within(word, all.get(at + 1))
        })
        .map(|(_, word)| *word)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts<'text>(words: impl IntoIterator<Item = Word<'text>>) -> Vec<&'text str> {
        words.into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn each_character_is_a_word_and_each_pair_of_neighbours() {
        assert_eq!(
            texts(words("筋膜 deep-tissue 按摩师!")),
            [
                "筋", "筋膜", "膜", "deep", "tissue", "按", "按摩", "摩", "摩师", "师"
            ]
        );
        assert_eq!(texts(words("근막은")), ["근", "근막", "막", "막은", "은"]);
        assert_eq!(texts(words("痛")), ["痛"]);
    }

    #[test]
    fn pairs_are_asked_for_and_a_character_only_where_it_stands_alone() {
        assert_eq!(
            texts(longest_words("筋膜是什么?")),
            ["筋膜", "膜是", "是什", "什么"]
        );
        assert_eq!(texts(longest_words("痛 or pain")), ["痛", "or", "pain"]);
    }

    #[test]
    fn letters_beside_such_characters_keep_together() {
        assert_eq!(
            texts(longest_words("MRI検査とDNA")),
            ["MRI", "検査", "査と", "DNA"]
        );
    }
}
