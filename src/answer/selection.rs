//! Which of the ranked passages are shown: no article crowds out the others, nothing twice.

use std::collections::HashSet;
use std::hash::{BuildHasher, Hash};

use foldhash::fast::FixedState;

use crate::language::{fold, words};

/// Most passages of one article among the first [`CROWDED_PLACES`], unless nothing else fits.
const PER_ARTICLE: usize = 2;

/// Places for which [`PER_ARTICLE`] holds.
const CROWDED_PLACES: usize = 5;

/// Length of the word sequences by which texts are compared.
const SHINGLE_WORDS: usize = 3;

/// Share of the smaller text's sequences from which two passages are nearly the same.
const NEARLY_THE_SAME: f64 = 0.8;

/// Hashes of word sequences.
type Shingles = HashSet<u64, FixedState>;

/// A ranked passage, as the selection sees it.
pub(super) trait Ranked {
    /// Which article it is of.
    fn article(&self) -> usize;
    /// What it says.
    fn text(&self) -> &str;
}

/// Takes up to `limit` of `ranked`, in order: nearly the same text once, and an article's
/// third passage only where no other article has one left.
pub(super) fn select<R: Ranked>(ranked: Vec<R>, limit: usize) -> Vec<R> {
    let mut chosen: Vec<(R, Shingles)> = Vec::new();
    let mut crowded: Vec<(R, Shingles)> = Vec::new();
    for candidate in ranked {
        if chosen.len() == limit {
            break;
        }
        let shingles = shingles(candidate.text());
        let repeats = |others: &[(R, Shingles)]| {
            others
                .iter()
                .any(|(_, other)| nearly_the_same(&shingles, other))
        };
        if repeats(&chosen) || repeats(&crowded) {
            continue;
        }
        let of_article = chosen
            .iter()
            .filter(|(other, _)| other.article() == candidate.article())
            .count();
        if of_article >= PER_ARTICLE && chosen.len() < CROWDED_PLACES {
            crowded.push((candidate, shingles));
        } else {
            chosen.push((candidate, shingles));
        }
    }
    let free = limit - chosen.len();
    chosen.extend(crowded.into_iter().take(free));
    chosen.into_iter().map(|(passage, _)| passage).collect()
}

fn shingles(text: &str) -> Shingles {
    let hashes: Vec<u64> = words(text)
        .map(|word| hash(fold(word.text).as_ref()))
        .collect();
    if hashes.len() < SHINGLE_WORDS {
        return std::iter::once(hash(hashes.as_slice())).collect();
    }
    hashes.windows(SHINGLE_WORDS).map(hash).collect()
}

fn hash<T: Hash + ?Sized>(value: &T) -> u64 {
    // The same at every run, so that the same question has the same answer.
    FixedState::default().hash_one(value)
}

fn nearly_the_same(one: &Shingles, other: &Shingles) -> bool {
    let smaller = one.len().min(other.len()).max(1);
    let shared = one.intersection(other).count();
    shared as f64 / smaller as f64 >= NEARLY_THE_SAME
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Ranked for (usize, &str) {
        fn article(&self) -> usize {
            self.0
        }
        fn text(&self) -> &str {
            self.1
        }
    }

    #[test]
    fn an_articles_third_passage_gives_way_to_other_articles() {
        let ranked = vec![
            (1, "one two three four"),
            (1, "five six seven eight"),
            (1, "nine ten eleven twelve"),
            (2, "alpha beta gamma delta"),
        ];
        let shown: Vec<usize> = select(ranked, 3).iter().map(|passage| passage.0).collect();
        assert_eq!(shown, [1, 1, 2]);
    }

    #[test]
    fn an_articles_third_passage_is_shown_if_nothing_else_fits() {
        let ranked = vec![
            (1, "one two three four"),
            (1, "five six seven eight"),
            (1, "nine ten eleven twelve"),
        ];
        assert_eq!(select(ranked, 3).len(), 3);
    }

    #[test]
    fn nearly_the_same_text_is_shown_once() {
        let ranked = vec![
            (1, "Heat relaxes a tight muscle and most people like it."),
            (2, "heat relaxes a tight muscle, and most people like it!"),
            (3, "Ice numbs a sore spot for a while."),
        ];
        let shown: Vec<usize> = select(ranked, 3).iter().map(|passage| passage.0).collect();
        assert_eq!(shown, [1, 3]);
    }
}
