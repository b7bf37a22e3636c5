//! How near the words of a question stand to each other in a passage.
//!
//! Neighbours in the question say more where they are neighbours in the passage, in the same
//! order: the idea of Metzler, Croft, "A Markov random field model for term dependencies",
//! SIGIR 2005, with a distance instead of a window.

use crate::index::Query;

/// Words further apart than this have nothing to do with each other.
const REACH: usize = 8;

/// What two words in the other order count for.
const TURNED: f32 = 0.5;

/// How near the words of `query` stand to each other: 0 if none is near its neighbour, 1 if all
/// stand as in the question. `places` says where they were found: which word of the passage,
/// and which of [`Query::words`], in the order of the passage.
pub(super) fn proximity(query: &Query, places: &[(usize, usize)]) -> f32 {
    // The words that are searched, and for each word of the question its place among them.
    let mut searched: Vec<usize> = Vec::new();
    let mut place_of = vec![usize::MAX; query.words.len()];
    for (index, word) in query.words.iter().enumerate() {
        if word.is_searched() {
            place_of[index] = searched.len();
            searched.push(index);
        }
    }
    // By pair of neighbours among them, named by the first.
    let mut nearness = vec![0.0_f32; searched.len()];
    for (at, &(position, word)) in places.iter().enumerate() {
        let within = places[at + 1..].iter();
        for &(other_position, other) in within.take_while(|(other, _)| other - position <= REACH) {
            let (first, second) = (place_of[word], place_of[other]);
            let (pair, share) = if first.checked_add(1) == Some(second) {
                (first, 1.0)
            } else if second.checked_add(1) == Some(first) {
                (second, TURNED)
            } else {
                continue;
            };
            // Function words between them, in the question and here, do not part them.
            let asked = searched[pair + 1] - searched[pair];
            let apart = (other_position - position).saturating_sub(asked) + 1;
            nearness[pair] = nearness[pair].max(share / apart as f32);
        }
    }
    let (mut sum, mut total) = (0.0, 0.0);
    for (pair, nearness) in searched.windows(2).zip(nearness) {
        let weight = |word: usize| query.words[word].weight;
        let weight = weight(pair[0]).min(weight(pair[1]));
        sum += weight * nearness;
        total += weight;
    }
    if total > 0.0 { sum / total } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::{Alternative, Origin, QueryWord};

    /// A question of such words; those that start with `-` are function words.
    fn query(words: &[&str]) -> Query {
        let words = words.iter().map(|text| QueryWord {
            range: 0..0,
            text: (*text).to_owned(),
            folded: (*text).to_owned(),
            is_light: text.starts_with('-'),
            is_known: true,
            weight: 1.0,
            emphasis: 1.0,
            is_carried: false,
            read_as: None,
            alternatives: vec![Alternative {
                origin: Origin::Itself,
                terms: vec![(*text).to_owned()],
                weight: 1.0,
            }],
            corrections: Vec::new(),
        });
        Query {
            words: words.collect(),
            rarest: 1.0,
            meaning: None,
        }
    }

    fn is(found: f32, expected: f32) -> bool {
        (found - expected).abs() < 1e-6
    }

    #[test]
    fn words_that_stand_as_in_the_question_are_as_near_as_can_be() {
        let query = query(&["deep", "tissue", "massage"]);
        assert!(is(proximity(&query, &[(4, 0), (5, 1), (6, 2)]), 1.0));
    }

    #[test]
    fn the_further_apart_the_less_near_and_out_of_reach_not_at_all() {
        let query = query(&["deep", "tissue"]);
        let apart = |words| proximity(&query, &[(10, 0), (10 + words, 1)]);
        assert!(apart(1) > apart(2) && apart(2) > apart(REACH));
        assert!(apart(REACH) > 0.0);
        assert!(is(apart(REACH + 1), 0.0));
    }

    #[test]
    fn the_order_counts() {
        let query = query(&["deep", "tissue"]);
        let in_order = proximity(&query, &[(1, 0), (2, 1)]);
        let turned = proximity(&query, &[(1, 1), (2, 0)]);
        assert!(in_order > turned && turned > 0.0);
    }

    #[test]
    fn function_words_of_the_question_do_not_part_its_words() {
        let query = query(&["knots", "-in", "-the", "shoulder"]);
        assert!(is(proximity(&query, &[(3, 0), (6, 3)]), 1.0));
        assert!(is(proximity(&query, &[(3, 0), (4, 3)]), 1.0));
    }

    #[test]
    fn one_word_alone_is_near_nothing() {
        assert!(is(proximity(&query(&["fascia"]), &[(1, 0), (2, 0)]), 0.0));
        assert!(is(proximity(&query(&["deep", "tissue"]), &[]), 0.0));
    }
}
