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
/// third passage only where no other article has one left. Takes no more from `ranked` than it
/// has to look at.
pub(super) fn select<R: Ranked, E>(
    ranked: impl IntoIterator<Item = Result<R, E>>,
    limit: usize,
) -> Result<Vec<R>, E> {
    let mut ranked = ranked.into_iter();
    let mut chosen: Vec<(R, Shingles)> = Vec::new();
    let mut crowded: Vec<(R, Shingles)> = Vec::new();
    while chosen.len() < limit
        && let Some(candidate) = ranked.next()
    {
        let candidate = candidate?;
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
    Ok(chosen.into_iter().map(|(passage, _)| passage).collect())
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
    use std::convert::Infallible;

    use super::*;

    impl Ranked for (usize, &str) {
        fn article(&self) -> usize {
            self.0
        }
        fn text(&self) -> &str {
            self.1
        }
    }

    /// The articles of the passages that are shown.
    fn shown(ranked: &[(usize, &'static str)], limit: usize) -> Vec<usize> {
        let ranked = ranked.iter().copied().map(Ok::<_, Infallible>);
        let Ok(chosen) = select(ranked, limit);
        chosen.iter().map(|passage| passage.0).collect()
    }

    #[test]
    fn an_articles_third_passage_gives_way_to_other_articles() {
        let ranked = [
            (1, "one two three four"),
            (1, "five six seven eight"),
            (1, "nine ten eleven twelve"),
            (2, "alpha beta gamma delta"),
        ];
        assert_eq!(shown(&ranked, 3), [1, 1, 2]);
    }

    #[test]
    fn an_articles_third_passage_is_shown_if_nothing_else_fits() {
        let ranked = [
            (1, "one two three four"),
            (1, "five six seven eight"),
            (1, "nine ten eleven twelve"),
        ];
        assert_eq!(shown(&ranked, 3), [1, 1, 1]);
    }

    #[test]
    fn nearly_the_same_text_is_shown_once() {
        let ranked = [
            (1, "Heat relaxes a tight muscle and most people like it."),
            (2, "heat relaxes a tight muscle, and most people like it!"),
            (3, "Ice numbs a sore spot for a while."),
        ];
        assert_eq!(shown(&ranked, 3), [1, 3]);
    }

    #[test]
    fn a_passage_behind_the_last_one_shown_is_not_read() {
        let mut read = 0;
        let ranked = ["one", "two", "three", "four"].into_iter().map(|text| {
            read += 1;
            Ok::<_, Infallible>((read, text))
        });
        let Ok(chosen) = select(ranked, 2);
        assert_eq!(chosen.len(), 2);
        assert_eq!(read, 2);
    }
}
