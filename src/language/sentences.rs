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
    for (start, piece) in text.split_sentence_bound_indices() {
        let trimmed = piece.trim_end();
        let lead = trimmed.len() - trimmed.trim_start().len();
        if lead == trimmed.len() {
            // A line break ends a sentence even after an abbreviation.
            open &= !piece.contains('\n');
            continue;
        }
        let range = start + lead..start + trimmed.len();
        match ranges.last_mut() {
            Some(last) if open || !trimmed.contains(char::is_alphanumeric) => last.end = range.end,
            _ => ranges.push(range),
        }
        open = !piece.contains('\n') && ends_in_abbreviation(trimmed);
    }
    ranges
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
        fn no_character_is_lost(text in "\\PC*") {
            let kept: String = sentences(&text).into_iter().flat_map(|range| text[range].chars().collect::<Vec<_>>()).filter(|c| !c.is_whitespace()).collect();
            let all: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            prop_assert_eq!(kept, all);
        }
    }
}
