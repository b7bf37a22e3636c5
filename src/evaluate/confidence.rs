//! How well the confidence tells questions that are answered from those that are not, and
//! whether it means what it says. Knows no question, only numbers.

use serde::Serialize;

/// One answerable question of so many may stay unanswered: 95 % are to be answered.
const SPARED: usize = 20;

/// Bins of the reliability table.
const BINS: usize = 10;

/// Whether a question is answered by the articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// It is.
    Answerable,
    /// It has nothing to do with them.
    OffTopic,
    /// They speak of it, and do not answer it.
    NearTopic,
}

/// The confidences of many answers, from 0 to 1, by kind of question.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Confidences {
    answerable: Vec<f64>,
    off_topic: Vec<f64>,
    near_topic: Vec<f64>,
}

/// How well the confidence tells them apart. Shares and probabilities are between 0 and 1.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ConfidenceFigures {
    /// Questions that are answered.
    pub answerable: usize,
    /// Those against questions about something else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub off_topic: Option<Separation>,
    /// Those against questions on the topic that are not answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub near_topic: Option<Separation>,
    /// The answerable against the off-topic ones (without any, the near-topic ones), by
    /// confidence: ten bins from 0 to 1. Both sides weigh the same, however many they are.
    pub reliability: Vec<Bin>,
    /// Mean distance between the confidence of a bin and the share that is answerable: the
    /// expected calibration error of Naeini, Cooper, Hauskrecht, "Obtaining well calibrated
    /// probabilities using Bayesian binning", AAAI 2015.
    pub expected_calibration_error: f64,
    /// Mean square distance between confidence and truth: Brier, "Verification of forecasts
    /// expressed in terms of probability", 1950.
    pub brier_score: f64,
}

/// How well the confidence tells answerable questions from others.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Separation {
    /// How many others there are.
    pub questions: usize,
    /// Area under the ROC curve: how often an answerable question has more confidence than
    /// another one, of all pairs; equal ones count half.
    pub area_under_roc: f64,
    /// The largest threshold at which 95 % of the answerable questions are answered.
    pub threshold: f64,
    /// Share of the others that are answered at that.
    pub answered_at_threshold: f64,
}

/// A row of the reliability table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Bin {
    /// Least confidence of the bin; the next one's is the end of it.
    pub from: f64,
    /// Answerable questions in it.
    pub answerable: usize,
    /// Off-topic questions in it.
    pub off_topic: usize,
    /// Near-topic questions in it.
    pub near_topic: usize,
    /// Mean confidence; none where the bin is empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f64>,
    /// Share that is answerable; none where the bin is empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub are_answerable: Option<f64>,
}

impl Confidences {
    /// Counts the answer to a question.
    pub(super) fn count(&mut self, kind: Kind, confidence: f64) {
        match kind {
            Kind::Answerable => self.answerable.push(confidence),
            Kind::OffTopic => self.off_topic.push(confidence),
            Kind::NearTopic => self.near_topic.push(confidence),
        }
    }

    /// Takes those of another set to these.
    pub(super) fn extend(&mut self, other: &Self) {
        self.answerable.extend(&other.answerable);
        self.off_topic.extend(&other.off_topic);
        self.near_topic.extend(&other.near_topic);
    }

    /// What they tell; none where one of the two sides is empty.
    pub(super) fn figures(&self) -> Option<ConfidenceFigures> {
        let off_topic = Separation::of(&self.answerable, &self.off_topic);
        let near_topic = Separation::of(&self.answerable, &self.near_topic);
        off_topic.or(near_topic)?;
        let others = if off_topic.is_some() {
            &self.off_topic
        } else {
            &self.near_topic
        };
        let mut reliability: Vec<Bin> = (0..BINS)
            .map(|bin| Bin {
                from: bin as f64 / BINS as f64,
                ..Bin::default()
            })
            .collect();
        for &confidence in &self.answerable {
            reliability[bin_of(confidence)].answerable += 1;
        }
        for &confidence in &self.off_topic {
            reliability[bin_of(confidence)].off_topic += 1;
        }
        for &confidence in &self.near_topic {
            reliability[bin_of(confidence)].near_topic += 1;
        }
        // By bin: the weight of the answerable ones, of all, and of all times their confidence.
        let mut sums = [[0.0; 3]; BINS];
        let mut brier_score = 0.0;
        for (confidences, truth) in [(&self.answerable, 1.0), (others, 0.0)] {
            let weight = 0.5 / confidences.len() as f64;
            for &confidence in confidences {
                let [right, all, said] = &mut sums[bin_of(confidence)];
                *right += weight * truth;
                *all += weight;
                *said += weight * confidence;
                brier_score += weight * (confidence - truth).powi(2);
            }
        }
        let mut expected_calibration_error = 0.0;
        for (bin, [right, all, said]) in reliability.iter_mut().zip(sums) {
            if all > 0.0 {
                bin.confidence = Some(said / all);
                bin.are_answerable = Some(right / all);
                expected_calibration_error += (said - right).abs();
            }
        }
        Some(ConfidenceFigures {
            answerable: self.answerable.len(),
            off_topic,
            near_topic,
            reliability,
            expected_calibration_error,
            brier_score,
        })
    }
}

impl Separation {
    fn of(answerable: &[f64], others: &[f64]) -> Option<Self> {
        let mut answerable = answerable.to_vec();
        answerable.sort_by(f64::total_cmp);
        let threshold = *answerable.get(answerable.len() / SPARED)?;
        if others.is_empty() {
            return None;
        }
        let mut above = 0.0;
        for other in others {
            let below = answerable.partition_point(|one| one < other);
            let equal = answerable[below..].partition_point(|one| one <= other);
            above += (answerable.len() - below - equal) as f64 + equal as f64 / 2.0;
        }
        let count = others.len() as f64;
        let answered = others.iter().filter(|&&other| other >= threshold).count();
        Some(Self {
            questions: others.len(),
            area_under_roc: above / (count * answerable.len() as f64),
            threshold,
            answered_at_threshold: answered as f64 / count,
        })
    }
}

fn bin_of(confidence: f64) -> usize {
    let begun = (1..BINS).take_while(|&bin| confidence >= bin as f64 / BINS as f64);
    begun.count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn confidences(answerable: &[f64], off_topic: &[f64], near_topic: &[f64]) -> Confidences {
        Confidences {
            answerable: answerable.to_vec(),
            off_topic: off_topic.to_vec(),
            near_topic: near_topic.to_vec(),
        }
    }

    #[track_caller]
    fn is(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
    }

    #[test]
    fn the_area_is_the_share_of_pairs_in_the_right_order() {
        let figures = confidences(&[0.9, 0.6], &[0.6, 0.1, 0.95], &[0.95]);
        let figures = figures.figures().unwrap();
        // Of six pairs three are in order, and one is equal.
        is(figures.off_topic.unwrap().area_under_roc, 3.5 / 6.0);
        is(figures.near_topic.unwrap().area_under_roc, 0.0);
        assert_eq!(figures.off_topic.unwrap().questions, 3);
    }

    #[test]
    fn the_threshold_answers_19_of_20() {
        let answerable: Vec<f64> = (1..=20).map(|step| f64::from(step) / 20.0).collect();
        let figures = confidences(&answerable, &[0.0, 0.06, 0.1, 0.5], &[]);
        let separation = figures.figures().unwrap().off_topic.unwrap();
        is(separation.threshold, 0.1);
        is(separation.answered_at_threshold, 0.5);
    }

    #[test]
    fn both_sides_of_the_table_weigh_the_same() {
        let figures = confidences(&[0.75], &[0.75, 0.71, 0.05, 0.05], &[0.72, 1.0]);
        let figures = figures.figures().unwrap();
        let bin = figures.reliability[7];
        assert_eq!((bin.answerable, bin.off_topic, bin.near_topic), (1, 2, 1));
        is(bin.from, 0.7);
        is(bin.are_answerable.unwrap(), 0.5 / 0.75);
        is(bin.confidence.unwrap(), (0.375 + 0.1825) / 0.75);
        is(
            figures.expected_calibration_error,
            (0.5575 - 0.5_f64).abs() + 0.25 * 0.05,
        );
        let brier = 0.5 * 0.0625 + 0.125 * (0.5625 + 0.5041 + 2.0 * 0.0025);
        is(figures.brier_score, brier);
        // Near-topic ones are counted; they weigh only where there are no others.
        assert_eq!(figures.reliability[9].near_topic, 1);
        assert_eq!(figures.reliability[9].confidence, None);
        let alone = confidences(&[0.75], &[], &[1.0]).figures().unwrap();
        is(alone.reliability[9].are_answerable.unwrap(), 0.0);
    }

    #[test]
    fn without_both_sides_there_is_nothing_to_tell() {
        assert_eq!(confidences(&[0.5], &[], &[]).figures(), None);
        assert_eq!(confidences(&[], &[0.5], &[0.5]).figures(), None);
    }

    proptest! {
        #[test]
        fn turning_the_sides_round_turns_the_area_round(
            some in proptest::collection::vec(0.0_f64..=1.0, 1..20),
            others in proptest::collection::vec(0.0_f64..=1.0, 1..20),
        ) {
            let one = Separation::of(&some, &others).unwrap().area_under_roc;
            let other = Separation::of(&others, &some).unwrap().area_under_roc;
            prop_assert!((one + other - 1.0).abs() < 1e-9);
        }

        #[test]
        fn the_threshold_answers_as_many_as_it_says(
            answerable in proptest::collection::vec(0.0_f64..=1.0, 1..50),
        ) {
            let threshold = Separation::of(&answerable, &[0.5]).unwrap().threshold;
            let answered = answerable.iter().filter(|&&one| one >= threshold).count();
            prop_assert!(100 * answered >= 95 * answerable.len());
        }

        #[test]
        fn every_question_stands_in_one_bin(
            answerable in proptest::collection::vec(0.0_f64..=1.0, 1..20),
            off_topic in proptest::collection::vec(0.0_f64..=1.0, 1..20),
        ) {
            let figures = confidences(&answerable, &off_topic, &[]).figures().unwrap();
            let count = |of: fn(&Bin) -> usize| figures.reliability.iter().map(of).sum::<usize>();
            prop_assert_eq!(count(|bin| bin.answerable), answerable.len());
            prop_assert_eq!(count(|bin| bin.off_topic), off_topic.len());
            prop_assert!((0.0..=1.0).contains(&figures.expected_calibration_error));
            prop_assert!((0.0..=1.0).contains(&figures.brier_score));
        }
    }
}
