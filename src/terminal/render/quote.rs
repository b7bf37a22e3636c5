//! [`Quote`]: the text of a passage, made safe for a terminal, with the words and the
//! sentence to mark in it. Leaves characters out, but never changes or moves one.

use std::ops::Range;

use anstyle::Style;

use crate::answer::Citation;
use crate::terminal::look::{BEST, MATCH};
use crate::terminal::safe_text;

/// What is special about a byte of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Mark {
    best: bool,
    matched: bool,
}

impl Mark {
    /// How the text is shown.
    pub fn style(self) -> Style {
        match (self.best, self.matched) {
            (false, false) => Style::new(),
            (true, false) => BEST,
            (false, true) => MATCH,
            (true, true) => MATCH.bold(),
        }
    }
}

/// A text with a mark for each of its bytes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Quote {
    text: String,
    marks: Vec<Mark>,
}

impl Quote {
    /// The text of a citation. Ranges outside the text are cut to it.
    pub fn of(citation: &Citation) -> Self {
        let length = citation.text.chars().count();
        let mut marks = vec![Mark::default(); length];
        for mark in &mut marks[within(citation.best_sentence, length)] {
            mark.best = true;
        }
        for &highlight in &citation.highlights {
            for mark in &mut marks[within(highlight, length)] {
                mark.matched = true;
            }
        }

        let mut quote = Self::default();
        for (character, mark) in citation.text.chars().zip(marks) {
            let safe = match character {
                '\n' => '\n',
                '\t' => ' ',
                character if safe_text::is_printable(character) => character,
                _ => continue,
            };
            quote.push(safe, mark);
        }
        quote.trim_end();
        quote
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where the sentence that answers best stands, in bytes; empty where there is none.
    pub fn best(&self) -> Range<usize> {
        let start = self.marks.iter().position(|mark| mark.best).unwrap_or(0);
        let end = self.marks.iter().rposition(|mark| mark.best);
        start..end.map_or(start, |last| last + 1)
    }

    /// The text of `range` in pieces of the same mark.
    pub fn pieces(&self, range: Range<usize>) -> impl Iterator<Item = (&str, Mark)> {
        let mut start = range.start;
        self.marks[range]
            .chunk_by(|one, other| one == other)
            .map(move |run| {
                let piece = &self.text[start..start + run.len()];
                start += run.len();
                (piece, run[0])
            })
    }

    /// The part at `range`, with `before` and `after` it, unmarked.
    pub fn part(&self, before: &str, range: Range<usize>, after: &str) -> Self {
        let mut part = Self::default();
        part.push_str(before);
        part.text.push_str(&self.text[range.clone()]);
        part.marks.extend_from_slice(&self.marks[range]);
        part.push_str(after);
        part
    }

    fn push(&mut self, character: char, mark: Mark) {
        self.text.push(character);
        self.marks.resize(self.text.len(), mark);
    }

    fn push_str(&mut self, text: &str) {
        self.text.push_str(text);
        self.marks.resize(self.text.len(), Mark::default());
    }

    fn trim_end(&mut self) {
        self.text.truncate(self.text.trim_end().len());
        self.marks.truncate(self.text.len());
    }
}

fn within([start, end]: [usize; 2], length: usize) -> Range<usize> {
    let start = start.min(length);
    start..end.clamp(start, length)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::citation;
    use super::*;

    fn marked(quote: &Quote) -> Vec<(&str, bool, bool)> {
        quote
            .pieces(0..quote.text().len())
            .map(|(piece, mark)| (piece, mark.best, mark.matched))
            .collect()
    }

    #[test]
    fn marks_stay_on_their_words_when_characters_are_left_out() {
        let mut citation = citation("a\x1b\u{202e}b über c");
        citation.best_sentence = [1, 9];
        citation.highlights = vec![[5, 9]];
        let quote = Quote::of(&citation);
        assert_eq!(
            marked(&quote),
            [
                ("a", false, false),
                ("b ", true, false),
                ("über", true, true),
                (" c", false, false)
            ]
        );
        assert_eq!(quote.best(), 1..8);
    }

    proptest! {
        #[test]
        fn any_ranges_in_any_text_are_marked(
            text in any::<String>(),
            best in any::<[usize; 2]>(),
            highlights in prop::collection::vec([0_usize..40, 0_usize..40], 0..8),
        ) {
            let mut citation = citation(&text);
            citation.best_sentence = best;
            citation.highlights = highlights;
            let quote = Quote::of(&citation);
            let whole: String = marked(&quote).into_iter().map(|(piece, ..)| piece).collect();
            prop_assert_eq!(whole.as_str(), quote.text());
            let safe = |character| character == '\n' || safe_text::is_printable(character);
            prop_assert!(quote.text().chars().all(safe));
        }
    }
}
