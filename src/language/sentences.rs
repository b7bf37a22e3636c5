//! Text -> sentences, by the rules of Unicode (UAX #29) with abbreviations mended.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// Abbreviations that are followed by a capital letter within a sentence.
const ABBREVIATIONS: &[&str] = &[
    "al", "approx", "bzw", "cf", "dr", "drs", "e.g", "eg", "etc", "fig", "figs", "i.e", "ie", "jr",
    "mr", "mrs", "ms", "mt", "no", "nos", "nr", "p", "pp", "prof", "sr", "st", "u.a", "vgl", "vol",
    "vs", "z.b",
];

/// The sentences of `text` as byte ranges, in order, without white space at their ends.
/// Together they hold every character of the text that is not white space.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    each_piece(text, |start, piece| {
        let trimmed = piece.trim_end();
        let lead = trimmed.len() - trimmed.trim_start().len();
        if lead == trimmed.len() {
            // A line break ends a sentence even after an abbreviation.
            open &= !piece.contains('\n');
            return;
        }
        let range = start + lead..start + trimmed.len();
        match ranges.last_mut() {
            Some(last) if open || !trimmed.contains(char::is_alphanumeric) => last.end = range.end,
            _ => ranges.push(range),
        }
        open = !piece.contains('\n') && ends_in_abbreviation(trimmed);
    });
    ranges
}

/// Visits the pieces of `text` between the boundaries of the rules, each with its place.
///
/// A sign that ends sentences, a blank and a plain capital are a boundary whatever stands
/// around them, and what the rules say behind it rests on nothing before it. Between two of
/// those the rules are needed only where something else could end a sentence.
fn each_piece<'text>(text: &'text str, mut visit: impl FnMut(usize, &'text str)) {
    let bytes = text.as_bytes();
    let mut start = 0;
    let mut is_plain = true;
    for (at, byte) in bytes.iter().enumerate() {
        let mut end = at + 1;
        match byte {
            b'.' | b'?' | b'!' => match &bytes[end..] {
                [b' ', b'A'..=b'Z', ..] => end += 1,
                _ => is_plain = false,
            },
            b'\n' | b'\r' | 0x80.. => is_plain = false,
            _ => {}
        }
        let is_boundary = end > at + 1;
        if !is_boundary && end < bytes.len() {
            continue;
        }
        let piece = &text[start..end];
        if is_plain {
            visit(start, piece);
        } else {
            for (offset, piece) in piece.split_sentence_bound_indices() {
                visit(start + offset, piece);
            }
        }
        start = end;
        is_plain = true;
    }
}

/// Whether a full stop at the end belongs to an abbreviation or an initial.
fn ends_in_abbreviation(sentence: &str) -> bool {
    let Some(stem) = sentence.strip_suffix('.') else {
        return false;
    };
    let word = stem
        .rsplit(|c: char| c.is_whitespace() || c == '(' || c == '[')
        .next()
        .unwrap_or(stem);
    let mut chars = word.chars();
    let initial =
        matches!((chars.next(), chars.next()), (Some(c), None) if c.is_uppercase() && c != 'I');
    initial
        || word.len() <= 6 && ABBREVIATIONS.contains(&word.to_lowercase().as_str()) && word != "no"
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn case(text: &str, expected: &[&str]) {
        let found: Vec<&str> = sentences(text)
            .into_iter()
            .map(|range| &text[range])
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn sentences_end_at_full_stops_questions_and_exclamations() {
        case(
            "It helps. Does it? Yes!",
            &["It helps.", "Does it?", "Yes!"],
        );
    }

    #[test]
    fn abbreviations_and_initials_end_no_sentence() {
        case("Dr. Rolf wrote it.", &["Dr. Rolf wrote it."]);
        case(
            "Ida P. Rolf wrote it. So it is.",
            &["Ida P. Rolf wrote it.", "So it is."],
        );
        case(
            "Some tools, e.g. Rollers, help.",
            &["Some tools, e.g. Rollers, help."],
        );
        case(
            "The answer is no. Ask again.",
            &["The answer is no.", "Ask again."],
        );
    }

    #[test]
    fn numbers_and_quotes_stay_whole() {
        case(
            "About 1.5 hours. “No pain.” Right?",
            &["About 1.5 hours.", "“No pain.”", "Right?"],
        );
    }

    proptest! {
        #[test]
        fn pieces_are_those_of_the_rules(
            text in prop_oneof!["\\PC*", "[abAB1 .,:;?!'_()\\-\n\r\t\u{308}\u{85}\u{2028}é•”…]{0,40}", "([a-z]{1,3}[.?!]? [A-Z]?){0,20}"]
        ) {
            let mut found = Vec::new();
            each_piece(&text, |start, piece| found.push((start, piece)));
            let rules: Vec<_> = text.split_sentence_bound_indices().collect();
            prop_assert_eq!(found, rules);
        }

        #[test]
        fn no_character_is_lost(text in "\\PC*") {
            let kept: String = sentences(&text).into_iter().flat_map(|range| text[range].chars().collect::<Vec<_>>()).filter(|c| !c.is_whitespace()).collect();
            let all: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            prop_assert_eq!(kept, all);
        }
    }
}
