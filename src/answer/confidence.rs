//! How sure it is that the passages answer a question: from what was found of its words and
//! its meaning, not from the ranking's score, which says nothing across questions.

use crate::index::Query;

/// How near the words of a usual question stand to each other; what a question of one word, which
/// is near nothing, is taken to have.
const USUAL_PROXIMITY: f64 = 0.3;

/// What speaks for an answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Evidence {
    /// Share of the question's weight that the best passage has, from 0 to 1.
    pub coverage: f64,
    /// How near the nearest passage is in meaning, from -1 to 1; none where meaning cannot be
    /// told, or is not looked at.
    pub likeness: Option<f64>,
    /// How much that is: the weight of the words found, counted in words that a single passage
    /// has. A short question of everyday words has little that can be found.
    pub amount: f64,
    /// How near the question's words stand to each other where they stand nearest, from 0 to 1.
    pub proximity: f64,
    /// Share of the question's weight that no article has, from 0 to 1.
    pub unknown: f64,
}

impl Evidence {
    /// Weighs what was found, by word of the question (0 to 1), in the best passage. None for
    /// a question without a word of any weight. That the articles know the words of an earlier
    /// question makes its own words no better known.
    pub fn of(query: &Query, found: &[f32], likeness: Option<f32>, proximity: f32) -> Option<Self> {
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
            amount: covered / f64::from(query.rarest).max(f64::MIN_POSITIVE),
            proximity: if query.content().count() > 1 {
                f64::from(proximity)
            } else {
                USUAL_PROXIMITY
            },
            unknown: if own > 0.0 {
                (unknown / own).clamp(0.0, 1.0)
            } else {
                0.0
            },
        })
    }

    /// The probability that the passages answer, if it was as likely as not before: logistic
    /// regression on questions that are answerable or off topic (see ARCHITECTURE.md). The first
    /// word found says more than the fifth.
    pub fn confidence(self) -> f64 {
        let amount = self.amount.ln_1p();
        let log_odds = match self.likeness {
            Some(likeness) => {
                2.14 * self.coverage + 13.18 * likeness + 2.55 * amount + 2.02 * self.proximity
                    - 1.7 * self.unknown
                    - 8.19
            }
            None => {
                1.78 * self.coverage + 3.77 * amount + 3.78 * self.proximity
                    - 3.77 * self.unknown
                    - 3.68
            }
        };
        1.0 / (1.0 + (-log_odds).exp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found of a usual question.
    const USUAL: Evidence = Evidence {
        coverage: 0.5,
        likeness: Some(0.4),
        amount: 1.0,
        proximity: 0.3,
        unknown: 0.2,
    };

    fn grows(from: Evidence, to: Evidence) {
        assert!(from.confidence() < to.confidence(), "{from:?} to {to:?}");
    }

    #[test]
    fn every_sign_counts_in_its_direction() {
        for likeness in [Some(0.4), None] {
            let usual = Evidence { likeness, ..USUAL };
            grows(
                usual,
                Evidence {
                    coverage: 0.8,
                    ..usual
                },
            );
            grows(
                usual,
                Evidence {
                    amount: 2.0,
                    ..usual
                },
            );
            grows(
                usual,
                Evidence {
                    proximity: 0.6,
                    ..usual
                },
            );
            grows(
                usual,
                Evidence {
                    unknown: 0.1,
                    ..usual
                },
            );
        }
        grows(
            USUAL,
            Evidence {
                likeness: Some(0.6),
                ..USUAL
            },
        );
    }

    #[test]
    fn words_alone_decide_where_meaning_cannot_be_told() {
        let of = |coverage, amount, proximity, unknown| {
            Evidence {
                coverage,
                likeness: None,
                amount,
                proximity,
                unknown,
            }
            .confidence()
        };
        assert!(of(0.8, 1.5, 0.5, 0.0) > 0.9);
        assert!(of(0.2, 0.3, 0.0, 0.5) < 0.1);
    }

    #[test]
    fn confidence_is_a_probability() {
        let all = Evidence {
            coverage: 1.0,
            likeness: Some(1.0),
            amount: 20.0,
            proximity: 1.0,
            unknown: 0.0,
        };
        let nothing = Evidence {
            coverage: 0.0,
            likeness: Some(-1.0),
            amount: 0.0,
            proximity: 0.0,
            unknown: 1.0,
        };
        assert!(all.confidence() <= 1.0);
        assert!(nothing.confidence() > 0.0);
    }
}
