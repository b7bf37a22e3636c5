//! Section -> passages: bounded pieces of text, cut only between sentences or list items.

use std::fmt::Write as _;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::article::{Article, Block, BlockKind, Section};
use crate::language::{sentences, word_count};

/// Most words in a passage. A single sentence above that is cut between words.
pub const MAX_PASSAGE_WORDS: usize = 200;

/// Least words in a passage, where its section has that many and the sentences allow it.
pub const MIN_PASSAGE_WORDS: usize = 40;

/// Most words in a sentence or item that is kept whole: one less, for an item's bullet.
const MAX_UNIT_WORDS: usize = MAX_PASSAGE_WORDS - 1;

/// Words that a cut aims at: short enough to be read in a chat, long enough to stand alone.
const TARGET_PASSAGE_WORDS: usize = 110;

/// A quotable piece of one section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// Index of its section in [`Article::sections`].
    pub section: usize,
    /// The text as it is quoted. Paragraphs are separated by an empty line, list items
    /// and table rows stand on lines of their own, items start with `• ` or their number.
    pub text: String,
    /// Byte ranges in `text` of its sentences, list items and table rows, in order.
    pub sentences: Vec<Range<usize>>,
    /// The bytes of the source (as UTF-8) that the text came from.
    pub source: Range<usize>,
}

/// The smallest piece that a cut keeps whole.
struct Unit<'article> {
    block: &'article Block,
    range: Range<usize>,
    words: usize,
    /// What a passage that starts here would part: a cheap or a dear cut.
    cut: Cut,
    /// A continuation of a sentence that is too long to be whole.
    starts_block: bool,
}

/// Kinds of places to cut at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cut {
    /// Between two blocks.
    Block,
    /// Between two items of a list, or two rows of a table.
    Item,
    /// Between two sentences of a paragraph.
    Sentence,
    /// Between a list and the line that introduces it.
    Introduction,
}

impl Cut {
    /// What the cut costs, in squared words off the target.
    fn cost(self) -> usize {
        match self {
            Self::Block => 0,
            Self::Item => 900,
            Self::Sentence => 400,
            Self::Introduction => 20_000,
        }
    }
}

/// Cuts an article into passages. No word is lost, none is in two passages.
pub fn cut(article: &Article) -> Vec<Passage> {
    let mut passages = Vec::new();
    for (index, section) in article.sections.iter().enumerate() {
        let units = units(section);
        for range in split(&units) {
            passages.push(join(index, &units[range]));
        }
    }
    passages
}

fn units(section: &Section) -> Vec<Unit<'_>> {
    let mut units: Vec<Unit<'_>> = Vec::new();
    let mut previous: Option<&Block> = None;
    for block in &section.blocks {
        let text = block.text.as_str();
        let block_cut = match (previous.map(|block| block.kind), block.kind) {
            (Some(BlockKind::Paragraph), BlockKind::Item { .. } | BlockKind::Row) => {
                let introduces = previous.is_some_and(|block| introduces(block.text.as_str()));
                if introduces {
                    Cut::Introduction
                } else {
                    Cut::Block
                }
            }
            (Some(BlockKind::Item { .. }), BlockKind::Item { .. })
            | (Some(BlockKind::Row), BlockKind::Row) => Cut::Item,
            _ => Cut::Block,
        };
        for (position, range) in pieces(block.kind, text).into_iter().enumerate() {
            let marker = position == 0 && matches!(block.kind, BlockKind::Item { .. });
            units.push(Unit {
                block,
                words: word_count(&text[range.clone()]).max(1) + usize::from(marker),
                range,
                cut: if position == 0 {
                    block_cut
                } else {
                    Cut::Sentence
                },
                starts_block: position == 0,
            });
        }
        previous = Some(block);
    }
    units
}

/// Whether a paragraph announces the list that follows it.
fn introduces(text: &str) -> bool {
    text.ends_with([':', '…', '—', '–']) || text.ends_with("...")
}

/// The units of one block: sentences of a paragraph, lines of code, items and rows whole.
fn pieces(kind: BlockKind, text: &str) -> Vec<Range<usize>> {
    let parts = match kind {
        BlockKind::Item { .. } | BlockKind::Row if word_count(text) <= MAX_UNIT_WORDS => {
            std::iter::once(0..text.len()).collect()
        }
        BlockKind::Paragraph | BlockKind::Item { .. } | BlockKind::Row => sentences(text),
        BlockKind::Code => lines(text),
    };
    parts
        .into_iter()
        .flat_map(|range| bounded(text, range))
        .collect()
}

fn lines(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut lines = Vec::new();
    for line in text.split_inclusive('\n') {
        let end = start + line.trim_end().len();
        if end > start {
            lines.push(start..end);
        }
        start += line.len();
    }
    lines
}

/// A sentence as it is, or, if it is too long for a passage, in pieces cut between words
/// (within a word only where that alone is too long).
fn bounded(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    if word_count(&text[range.clone()]) <= MAX_UNIT_WORDS {
        return vec![range];
    }
    let mut pieces = Vec::new();
    let mut start = range.start;
    let mut words = 0;
    for piece in text[range.clone()].split_inclusive(char::is_whitespace) {
        let offset = piece.as_ptr().addr() - text.as_ptr().addr();
        let count = word_count(piece);
        if count > MAX_PASSAGE_WORDS / 2 {
            // Longer than any word: cut by characters, 24 bytes counting as a word at most.
            for (at, c) in piece.char_indices() {
                let end = offset + at;
                if end + c.len_utf8() - start > MAX_PASSAGE_WORDS && end > start {
                    pieces.push(start..end);
                    start = end;
                }
            }
            words = word_count(&text[start..offset + piece.len()]);
            continue;
        }
        if words + count > MAX_UNIT_WORDS && offset > start {
            pieces.push(start..offset);
            start = offset;
            words = 0;
        }
        words += count;
    }
    pieces.push(start..range.end);
    for piece in &mut pieces {
        let kept = text[piece.clone()].trim_end().len();
        piece.end = piece.start + kept;
        piece.start += kept - text[piece.clone()].trim_start().len();
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// Groups units into passages: the cheapest way to cut, by dynamic programming over the
/// units (each looks back over at most [`MAX_PASSAGE_WORDS`] units, for each has a word).
fn split(units: &[Unit<'_>]) -> Vec<Range<usize>> {
    let total: usize = units.iter().map(|unit| unit.words).sum();
    if units.is_empty() {
        return Vec::new();
    }
    if total <= MAX_PASSAGE_WORDS {
        return std::iter::once(0..units.len()).collect();
    }
    // best[end]: cost of the best cut of the first `end` units, and where its last passage starts.
    let mut best: Vec<(usize, usize)> = vec![(0, 0)];
    for end in 1..=units.len() {
        let mut words = 0;
        let mut choice = (usize::MAX, end - 1);
        for start in (0..end).rev() {
            words += units[start].words;
            if words > MAX_PASSAGE_WORDS && start + 1 < end {
                break;
            }
            let mut cost = best[start].0 + words.abs_diff(TARGET_PASSAGE_WORDS).pow(2);
            if words < MIN_PASSAGE_WORDS {
                cost += 50_000;
            }
            if start > 0 {
                cost += units[start].cut.cost();
            }
            if cost < choice.0 {
                choice = (cost, start);
            }
        }
        best.push(choice);
    }
    let mut ranges = Vec::new();
    let mut end = units.len();
    while end > 0 {
        let start = best[end].1;
        ranges.push(start..end);
        end = start;
    }
    ranges.reverse();
    ranges
}

fn join(section: usize, units: &[Unit<'_>]) -> Passage {
    let mut text = String::new();
    let mut sentences = Vec::new();
    let mut source: Option<Range<usize>> = None;
    let mut previous: Option<&Unit<'_>> = None;
    for unit in units {
        match previous {
            Some(last) if std::ptr::eq(last.block, unit.block) => {
                text.push_str(&unit.block.text.as_str()[last.range.end..unit.range.start]);
            }
            Some(last) => text.push_str(separator(last.block, unit.block)),
            None => {}
        }
        if unit.starts_block {
            push_marker(&mut text, unit.block.kind);
        }
        let start = text.len();
        text.push_str(&unit.block.text.as_str()[unit.range.clone()]);
        sentences.push(start..text.len());
        let place = unit.block.text.source(unit.range.clone());
        source = Some(source.map_or(place.clone(), |all| {
            all.start.min(place.start)..all.end.max(place.end)
        }));
        previous = Some(unit);
    }
    Passage {
        section,
        text,
        sentences,
        source: source.unwrap_or_default(),
    }
}

fn separator(last: &Block, next: &Block) -> &'static str {
    match (last.kind, next.kind) {
        (BlockKind::Item { .. }, BlockKind::Item { .. }) | (BlockKind::Row, BlockKind::Row) => "\n",
        (BlockKind::Paragraph, BlockKind::Item { .. }) if introduces(last.text.as_str()) => "\n",
        _ => "\n\n",
    }
}

fn push_marker(text: &mut String, kind: BlockKind) {
    if let BlockKind::Item { depth, number } = kind {
        text.extend(std::iter::repeat_n("  ", usize::from(depth.min(8))));
        match number {
            Some(number) => {
                let _ = write!(text, "{number}. ");
            }
            None => text.push_str("• "),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::article::SourceText;
    use super::*;
    use proptest::prelude::*;

    fn block(kind: BlockKind, text: &str, at: usize) -> Block {
        let mut source = SourceText::default();
        source.push(text, at..at + text.len());
        Block { kind, text: source }
    }

    fn item() -> BlockKind {
        BlockKind::Item {
            depth: 0,
            number: None,
        }
    }

    fn article(blocks: Vec<(BlockKind, String)>) -> Article {
        let mut at = 0;
        let mut section = Section::default();
        for (kind, text) in blocks {
            section.blocks.push(block(kind, &text, at));
            at += text.len() + 1;
        }
        Article {
            path: "a.md".to_owned(),
            metadata: super::super::Metadata::default(),
            sections: vec![section],
        }
    }

    fn sentence(words: usize) -> String {
        format!("Word{}.", " word".repeat(words - 1))
    }

    #[test]
    fn a_short_section_stays_whole() {
        let passages = cut(&article(vec![
            (BlockKind::Paragraph, "It is NOT:".to_owned()),
            (item(), "a test of will".to_owned()),
            (item(), "a race".to_owned()),
        ]));
        assert_eq!(passages.len(), 1);
        assert_eq!(passages[0].text, "It is NOT:\n• a test of will\n• a race");
        assert_eq!(
            &passages[0].text[passages[0].sentences[2].clone()],
            "a race"
        );
    }

    #[test]
    fn a_long_section_is_cut_into_even_pieces() {
        let text = vec![sentence(20); 12].join(" ");
        let passages = cut(&article(vec![(BlockKind::Paragraph, text)]));
        let lengths: Vec<usize> = passages.iter().map(|p| word_count(&p.text)).collect();
        assert_eq!(lengths, [120, 120]);
    }

    #[test]
    fn a_list_keeps_the_line_that_introduces_it() {
        let passages = cut(&article(vec![
            (BlockKind::Paragraph, vec![sentence(30); 4].join(" ")),
            (BlockKind::Paragraph, "These help:".to_owned()),
            (item(), sentence(35)),
            (item(), sentence(35)),
            (item(), sentence(35)),
        ]));
        assert_eq!(passages.len(), 2);
        assert!(passages[1].text.starts_with("These help:\n• Word"));
    }

    #[test]
    fn the_range_in_the_source_covers_the_text() {
        let passages = cut(&article(vec![
            (BlockKind::Paragraph, "One.".to_owned()),
            (BlockKind::Paragraph, "Two.".to_owned()),
        ]));
        assert_eq!(passages[0].source, 0..9);
    }

    fn any_blocks() -> impl Strategy<Value = Vec<(BlockKind, String)>> {
        let kind = prop_oneof![
            Just(BlockKind::Paragraph),
            Just(item()),
            Just(BlockKind::Row),
            Just(BlockKind::Code)
        ];
        let text = prop_oneof![
            "[a-z]{1,8}( [a-z]{1,8}){0,300}\\.?",
            "([A-Z][a-z]{1,6}( [a-z]{1,6}){0,40}[.!?] ?){1,12}",
            "\\PC{1,80}",
            "[a-z]{1000,6000}",
            "[ぁ-ん]{1,900}",
        ];
        proptest::collection::vec((kind, text), 1..12)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn cutting_loses_no_word_and_keeps_the_bound(blocks in any_blocks()) {
            let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
            let all: String = blocks.iter().map(|(_, text)| letters(text)).collect();
            let passages = cut(&article(blocks));
            let kept: String = passages.iter().map(|passage| letters(&passage.text)).collect();
            prop_assert_eq!(kept, all);
            for passage in &passages {
                prop_assert!(word_count(&passage.text) <= MAX_PASSAGE_WORDS);
                for range in &passage.sentences {
                    prop_assert!(passage.text.get(range.clone()).is_some());
                }
            }
        }
    }
}
