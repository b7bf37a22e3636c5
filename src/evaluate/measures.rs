//! The measures of a ranking, and their means over a set.

use std::collections::HashMap;
use std::time::Duration;

use serde::Serialize;

use super::Confidences;

/// How long answers took, in milliseconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Latency {
    /// The mean.
    pub mean: f64,
    /// The median.
    pub p50: f64,
    /// The 99th percentile.
    pub p99: f64,
}

/// Figures added up over the questions of a set.
#[derive(Debug, Default)]
pub(super) struct Tally {
    ranked: usize,
    ndcg: f64,
    reciprocal_rank: f64,
    success: f64,
    recall_at_5: f64,
    recall_at_100: f64,
    refused: usize,
    times: Vec<Duration>,
    /// How sure the answers were.
    pub confidences: Confidences,
}

/// The means of a [`Tally`].
pub(super) struct Means {
    pub ndcg_at_10: f64,
    pub mrr_at_10: f64,
    pub success_at_1: f64,
    pub recall_at_5: f64,
    pub recall_at_100: f64,
    pub refused: f64,
    pub latency_ms: Latency,
    pub confidences: Confidences,
}

impl Tally {
    /// Counts a ranking of document ids against the gains of the right ones.
    pub fn rank(&mut self, ranking: &[String], gains: &HashMap<String, f64>) {
        let right = |document: &String| gains.get(document).copied().unwrap_or(0.0);
        let wanted = gains.values().filter(|&&gain| gain > 0.0).count();
        let found = |depth: usize| {
            let count = ranking
                .iter()
                .take(depth)
                .filter(|document| right(document) > 0.0)
                .count();
            count as f64 / wanted.max(1) as f64
        };
        self.ranked += 1;
        self.ndcg += ndcg(ranking.iter().map(right), gains.values().copied(), 10);
        if let Some(first) = ranking
            .iter()
            .take(10)
            .position(|document| right(document) > 0.0)
        {
            self.reciprocal_rank += 1.0 / (first + 1) as f64;
            self.success += f64::from(u8::from(first == 0));
        }
        self.recall_at_5 += found(5);
        self.recall_at_100 += found(100);
    }

    /// Counts how long an answer took, and whether there was one.
    pub fn time(&mut self, time: Duration, answered: bool) {
        self.times.push(time);
        self.refused += usize::from(!answered);
    }

    pub fn means(mut self) -> Means {
        let ranked = self.ranked.max(1) as f64;
        self.times.sort_unstable();
        let asked = self.times.len();
        let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
        let percentile = |percent: usize| {
            let place = (asked * percent).div_ceil(100).max(1) - 1;
            self.times.get(place).copied().map_or(0.0, milliseconds)
        };
        Means {
            ndcg_at_10: self.ndcg / ranked,
            mrr_at_10: self.reciprocal_rank / ranked,
            success_at_1: self.success / ranked,
            recall_at_5: self.recall_at_5 / ranked,
            recall_at_100: self.recall_at_100 / ranked,
            refused: self.refused as f64 / asked.max(1) as f64,
            latency_ms: Latency {
                mean: milliseconds(self.times.iter().sum()) / asked.max(1) as f64,
                p50: percentile(50),
                p99: percentile(99),
            },
            confidences: self.confidences,
        }
    }
}

/// Normalised discounted cumulative gain with linear gain: Järvelin, Kekäläinen,
/// "Cumulated gain-based evaluation of IR techniques", TOIS 2002, as BEIR computes it.
fn ndcg(ranked: impl Iterator<Item = f64>, gains: impl Iterator<Item = f64>, depth: usize) -> f64 {
    let discounted = |gains: &mut dyn Iterator<Item = f64>| -> f64 {
        gains
            .take(depth)
            .enumerate()
            .map(|(place, gain)| gain / ((place + 2) as f64).log2())
            .sum()
    };
    let mut ideal: Vec<f64> = gains.collect();
    ideal.sort_by(|a, b| b.total_cmp(a));
    let best = discounted(&mut ideal.into_iter());
    if best > 0.0 {
        discounted(&mut { ranked }) / best
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(ranking: &[&str], gains: &[(&str, f64)]) -> Means {
        let ranking: Vec<String> = ranking.iter().map(|&id| id.to_owned()).collect();
        let gains = gains
            .iter()
            .map(|&(id, gain)| (id.to_owned(), gain))
            .collect();
        let mut tally = Tally::default();
        tally.rank(&ranking, &gains);
        tally.means()
    }

    #[test]
    fn a_perfect_ranking_scores_one() {
        let means = measured(&["a", "b", "c"], &[("a", 2.0), ("b", 1.0)]);
        assert!((means.ndcg_at_10 - 1.0).abs() < 1e-9);
        assert!((means.success_at_1 - 1.0).abs() < 1e-9);
        assert!((means.recall_at_5 - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_right_answer_in_second_place_is_discounted() {
        let means = measured(&["x", "a"], &[("a", 1.0)]);
        assert!((means.ndcg_at_10 - 1.0 / 3_f64.log2()).abs() < 1e-9);
        assert!((means.mrr_at_10 - 0.5).abs() < 1e-9);
        assert!(means.success_at_1.abs() < 1e-9);
    }

    #[test]
    fn documents_of_no_gain_are_not_right() {
        let means = measured(&["x"], &[("x", 0.0), ("a", 1.0)]);
        assert!(means.ndcg_at_10.abs() < 1e-9);
        assert!(means.mrr_at_10.abs() < 1e-9);
    }
}
