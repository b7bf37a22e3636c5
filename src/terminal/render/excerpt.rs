//! The part of a quote that is shown of the second and further passages: the sentence
//! that answers best with its neighbours. Leaves out, but never re-words.

use std::ops::Range;

use super::layout::{LineKind, lines_with_offsets};
use super::quote::Quote;
use crate::language::sentences;

/// A passage of up to this many words is shown whole, and neighbours are added up to it.
const WORDS: usize = 60;

/// The best sentence of `quote` with its neighbours, the rest elided with `…`.
pub fn excerpt(quote: &Quote) -> Quote {
    let text = quote.text();
    if words(text) <= WORDS {
        return quote.clone();
    }
    let units = units(text);
    let best = quote.best();
    let first = units.partition_point(|unit| unit.range.end <= best.start);
    let first = first.min(units.len().saturating_sub(1));
    let after = units.partition_point(|unit| unit.range.start < best.end);
    let mut chosen = first..after.max(first + 1);

    // One neighbour after it, one before it: what it leads to is worth more.
    let mut spent: usize = units[chosen.clone()].iter().map(|unit| unit.words).sum();
    if let Some(next) = units.get(chosen.end)
        && spent + next.words <= WORDS
    {
        spent += next.words;
        chosen.end += 1;
    }
    if let Some(previous) = chosen.start.checked_sub(1).map(|index| &units[index])
        && spent + previous.words <= WORDS
    {
        chosen.start -= 1;
    }

    let (first, last) = (&units[chosen.start], &units[chosen.end - 1]);
    let before = match (chosen.start, first.kind) {
        (0, _) => "",
        (_, LineKind::Text) => "… ",
        _ => "…\n",
    };
    let after = match (chosen.end == units.len(), last.kind) {
        (true, _) => "",
        (_, LineKind::Text) => " …",
        _ => "\n…",
    };
    quote.part(before, first.range.start..last.range.end, after)
}

/// What is shown whole or not at all: a sentence, an item, a row.
struct Unit {
    range: Range<usize>,
    kind: LineKind,
    words: usize,
}

fn units(text: &str) -> Vec<Unit> {
    let mut units = Vec::new();
    for (start, line) in lines_with_offsets(text) {
        let kind = LineKind::of(line);
        let mut push = |offset: usize, piece: &str| {
            let piece = piece.trim_end();
            if !piece.is_empty() {
                let start = start + offset;
                units.push(Unit {
                    range: start..start + piece.len(),
                    kind,
                    words: words(piece),
                });
            }
        };
        match kind {
            LineKind::Text => sentences(line)
                .into_iter()
                .for_each(|range| push(range.start, &line[range])),
            LineKind::Item | LineKind::Row => push(0, line),
        }
    }
    units
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::citation;
    use super::*;

    fn excerpt_of(text: &str, best: &str) -> String {
        let mut citation = citation(text);
        let start = text.find(best).unwrap();
        let start = text[..start].chars().count();
        citation.best_sentence = [start, start + best.chars().count()];
        excerpt(&Quote::of(&citation)).text().to_owned()
    }

    fn sentences(count: usize) -> String {
        let sentences: Vec<String> = (1..=count)
            .map(|number| format!("Sentence {number} has a handful of words, no more."))
            .collect();
        sentences.join(" ")
    }

    #[test]
    fn a_short_passage_is_shown_whole() {
        let text = sentences(5);
        assert_eq!(excerpt_of(&text, "Sentence 3"), text);
    }

    #[test]
    fn the_best_sentence_keeps_its_neighbours() {
        assert_eq!(
            excerpt_of(&sentences(12), "Sentence 6 has"),
            "… Sentence 5 has a handful of words, no more. Sentence 6 has a handful of words, \
             no more. Sentence 7 has a handful of words, no more. …"
        );
    }

    #[test]
    fn nothing_is_elided_at_the_ends() {
        let text = sentences(12);
        assert!(excerpt_of(&text, "Sentence 1 has").starts_with("Sentence 1 has"));
        assert!(
            excerpt_of(&text, "Sentence 12 has")
                .ends_with("Sentence 12 has a handful of words, no more.")
        );
    }

    #[test]
    fn an_item_of_a_list_is_shown_whole_on_a_line_of_its_own() {
        let item = "• One of the things that a list can have, with words enough to be long";
        let text = format!("{}\n\n{}", sentences(3), [item; 8].join("\n"));
        let start = text[..text.rfind("• One").unwrap() - 3].rfind('•').unwrap();
        let mut citation = citation(&text);
        let start = text[..start].chars().count();
        citation.best_sentence = [start, start + item.chars().count()];
        let shown = excerpt(&Quote::of(&citation));
        assert_eq!(shown.text(), format!("…\n{item}\n{item}\n{item}"));
    }

    proptest! {
        #[test]
        fn an_excerpt_is_word_for_word(text in "([a-zà-ü]{1,9}[ .!\n•|]{1,2}){1,150}", best in [0_usize..900, 0_usize..900]) {
            let mut citation = citation(&text);
            citation.best_sentence = best;
            let quote = Quote::of(&citation);
            let shown = excerpt(&quote);
            let inner = shown.text().strip_prefix('…').unwrap_or(shown.text());
            let inner = inner.strip_suffix('…').unwrap_or(inner);
            prop_assert!(quote.text().contains(inner.trim()));
        }
    }
}
