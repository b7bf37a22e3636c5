//! How sure it is that the passages answer a question: from what was found of its words and
//! its meaning, not from the ranking's score, which says nothing across questions.

use crate::index::Query;

/// What speaks for an answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Evidence {
    /// Share of the question's weight that the best passage has, from 0 to 1.
    pub coverage: f64,
    /// How near the nearest passage is in meaning, from -1 to 1; none where meaning cannot be
    /// told, or is not looked at.
    pub likeness: Option<f64>,
    /// Share of the question's weight that no article has, from 0 to 1.
    pub unknown: f64,
}

impl Evidence {
    /// Weighs what was found, by word of the question (0 to 1), in the best passage. None for
    /// a question without a word of any weight. That the articles know the words of an earlier
    /// question makes its own words no better known.
    pub fn of(query: &Query, found: &[f32], likeness: Option<f32>) -> Option<Self> {
        let (mut total, mut covered, mut own, mut unknown) = (0.0, 0.0, 0.0, 0.0);
        for (word, part) in query
            .words
            .iter()
            .zip(found)
            .filter(|(word, _)| !word.is_light)
        {
            total += f64::from(word.weight);
            covered += f64::from(word.weight * part);
            if !word.is_carried {
                own += f64::from(word.weight);
                if !word.is_known {
                    unknown += f64::from(word.weight);
                }
            }
        }
        (total > 0.0).then(|| Self {
            coverage: (covered / total).clamp(0.0, 1.0),
            likeness: likeness.map(f64::from),
            unknown: if own > 0.0 {
                (unknown / own).clamp(0.0, 1.0)
            } else {
                0.0
            },
        })
    }

    /// The probability that the passages answer, if it was as likely as not before: logistic
    /// regression on golden questions that are answerable or off topic (see ARCHITECTURE.md).
    pub fn confidence(self) -> f64 {
        let log_odds = match self.likeness {
            Some(likeness) => 1.5 * self.coverage + 9.2 * likeness - 2.0 * self.unknown - 3.28,
            None => 1.9 * self.coverage - 3.3 * self.unknown,
        };
        1.0 / (1.0 + (-log_odds).exp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn confidence(coverage: f64, likeness: impl Into<Option<f64>>, unknown: f64) -> f64 {
        Evidence {
            coverage,
            likeness: likeness.into(),
            unknown,
        }
        .confidence()
    }

    #[test]
    fn words_alone_decide_where_meaning_cannot_be_told() {
        let of = |coverage, unknown| {
            Evidence {
                coverage,
                likeness: None,
                unknown,
            }
            .confidence()
        };
        assert!(of(0.7, 0.0) > 0.5);
        assert!(of(0.2, 0.4) < 0.5);
        assert!(of(0.5, 0.5) < 0.5);
    }

    #[test]
    fn every_sign_counts_in_its_direction() {
        let usual = confidence(0.5, 0.4, 0.2);
        assert!(confidence(0.8, 0.4, 0.2) > usual);
        assert!(confidence(0.5, 0.6, 0.2) > usual);
        assert!(confidence(0.5, 0.4, 0.6) < usual);
        let by_words = confidence(0.5, None, 0.2);
        assert!(confidence(0.8, None, 0.2) > by_words);
        assert!(confidence(0.5, None, 0.6) < by_words);
    }

    #[test]
    fn confidence_is_a_probability() {
        assert!(confidence(1.0, 1.0, 0.0) < 1.0);
        assert!(confidence(0.0, -1.0, 1.0) > 0.0);
    }
}
