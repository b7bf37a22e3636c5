//! [`Sides`]: the two things that a question compares, so that an answer speaks of both.

use crate::index::{Query, QueryWord};

/// What a passage gains that speaks of both sides.
const BOTH_BONUS: f32 = 0.2;

/// Share of a side's weight from which a passage speaks of it.
const SPEAKS: f32 = 0.5;

/// Words that say that two things are compared, and are neither of them.
const COMPARING: &[&str] = &[
    "different",
    "difference",
    "differences",
    "differ",
    "differs",
    "diff",
    "better",
    "worse",
    "safer",
    "cheaper",
    "stronger",
    "best",
    "compare",
    "compares",
    "compared",
    "comparison",
    "same",
];

/// Words that stand between a comparing word and the second side.
const LINKS: &[&str] = &["from", "than", "to", "with", "as"];

/// Words behind which both sides share what follows: "ice or heat *for* a sore back".
const SHARED: &[&str] = &[
    "for", "in", "with", "on", "during", "after", "before", "when", "if", "while",
];

/// The words of either side, by their place in [`Query::words`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sides([Vec<usize>; 2]);

impl Sides {
    /// Reads a question; none if it compares nothing.
    pub fn of(query: &Query) -> Option<Self> {
        let words = &query.words;
        let place = |from: usize, names: &[&str]| {
            let found = words[from..].iter().position(|word| is_of(word, names));
            found.map(|offset| from + offset)
        };
        let (left, right) = if let Some(at) = place(0, &["vs", "versus"]) {
            (0..at, at + 1)
        } else if let Some(between) = place(0, &["between"]) {
            let and = place(between, &["and"])?;
            (between + 1..and, and + 1)
        } else if let Some((at, link)) = place(0, COMPARING)
            .and_then(|at| Some((at, place(at, LINKS)?)))
            .filter(|(at, link)| link - at <= 2)
        {
            (0..at, link + 1)
        } else {
            let or = place(0, &["or"])?;
            (0..or, or + 1)
        };
        let has_begun = |at: usize| words[right..at].iter().any(carries);
        let end = (right..words.len())
            .find(|&at| words[at].is_carried || is_of(&words[at], SHARED) && has_begun(at))
            .unwrap_or(words.len());
        let of = |range: std::ops::Range<usize>| -> Vec<usize> {
            range.filter(|&at| carries(&words[at])).collect()
        };
        let sides = [of(left), of(right..end)];
        (sides.iter().all(|side| !side.is_empty())).then_some(Self(sides))
    }

    /// Which sides a passage speaks of that has these parts of the words.
    pub fn spoken_of(&self, query: &Query, found: &[f32]) -> [bool; 2] {
        self.0
            .each_ref()
            .map(|side| share(query, side, found) >= SPEAKS)
    }

    /// What a passage's score is multiplied with.
    pub fn factor(&self, query: &Query, found: &[f32]) -> f32 {
        let [one, other] = self.0.each_ref().map(|side| share(query, side, found));
        1.0 + BOTH_BONUS * one.min(other)
    }
}

/// How much of a side's weight was found, from 0 to 1.
fn share(query: &Query, side: &[usize], found: &[f32]) -> f32 {
    let all: f32 = side.iter().map(|&at| query.words[at].weight).sum();
    let part: f32 = side
        .iter()
        .map(|&at| query.words[at].weight * found[at])
        .sum();
    part / all.max(f32::MIN_POSITIVE)
}

fn carries(word: &QueryWord) -> bool {
    !word.is_light && !word.is_carried && !is_of(word, COMPARING)
}

fn is_of(word: &QueryWord, names: &[&str]) -> bool {
    names.contains(&word.folded.as_str())
}

/// Brings a passage of the side that is missing among the first `limit` up to their end, if
/// there is one behind them.
pub(super) fn cover_both<T>(
    ranked: &mut Vec<T>,
    limit: usize,
    spoken_of: impl Fn(&T) -> [bool; 2],
) {
    if limit < 2 || ranked.len() <= limit {
        return;
    }
    for side in 0..2 {
        if ranked[..limit].iter().any(|it| spoken_of(it)[side]) {
            continue;
        }
        if let Some(at) = ranked.iter().position(|it| spoken_of(it)[side]) {
            let passage = ranked.remove(at);
            ranked.insert(limit - 1, passage);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::{Alternative, Origin};
    use crate::language::{Language, StopWords, fold, words};

    fn query(text: &str) -> Query {
        let stop_words = StopWords::of(Language::English);
        let word = |text: &str| {
            let folded = fold(text).into_owned();
            QueryWord {
                range: 0..0,
                text: text.to_owned(),
                is_carried: false,
                is_light: stop_words.contains(&folded),
                is_known: true,
                weight: 1.0,
                emphasis: 1.0,
                alternatives: vec![Alternative {
                    terms: vec![folded.clone()],
                    weight: 1.0,
                    origin: Origin::Itself,
                }],
                folded,
                read_as: None,
                corrections: Vec::new(),
            }
        };
        Query {
            words: words(text).map(|found| word(found.text)).collect(),
            rarest: 1.0,
            meaning: None,
        }
    }

    #[track_caller]
    fn sides(text: &str, expected: Option<[&str; 2]>) {
        let query = query(text);
        let name = |side: &Vec<usize>| {
            let words: Vec<&str> = side
                .iter()
                .map(|&at| query.words[at].text.as_str())
                .collect();
            words.join(" ")
        };
        let found = Sides::of(&query).map(|sides| sides.0.each_ref().map(name));
        assert_eq!(
            found,
            expected.map(|sides| sides.map(str::to_owned)),
            "{text}"
        );
    }

    #[test]
    fn the_two_sides_of_a_comparison_are_told_apart() {
        sides("cupping vs gua sha", Some(["cupping", "gua sha"]));
        sides(
            "what is the difference between rolfing and cupping?",
            Some(["rolfing", "cupping"]),
        );
        sides(
            "how is rolfing different from cupping",
            Some(["rolfing", "cupping"]),
        );
        sides(
            "is heat better than ice for a sore back?",
            Some(["heat", "ice"]),
        );
        sides("heat or ice after a massage", Some(["heat", "ice"]));
        for text in [
            "what is fascia",
            "is massage better for backs",
            "should I go or not",
            "or",
        ] {
            sides(text, None);
        }
    }

    #[test]
    fn a_passage_of_either_side_is_among_those_shown() {
        let mut ranked = vec!["heat 1", "heat 2", "heat 3", "heat 4", "ice 5"];
        let spoken_of = |text: &&str| [text.starts_with("heat"), text.starts_with("ice")];
        cover_both(&mut ranked, 3, spoken_of);
        assert_eq!(ranked, ["heat 1", "heat 2", "ice 5", "heat 3", "heat 4"]);
        // One place cannot show both, and a side that nothing speaks of stays out.
        let mut ranked = vec!["heat 1", "ice 2"];
        cover_both(&mut ranked, 1, spoken_of);
        assert_eq!(ranked, ["heat 1", "ice 2"]);
        let mut ranked = vec!["heat 1", "heat 2", "heat 3"];
        cover_both(&mut ranked, 2, spoken_of);
        assert_eq!(ranked, ["heat 1", "heat 2", "heat 3"]);
    }
}
