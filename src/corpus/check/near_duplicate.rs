//! Articles with nearly the same text. The share of runs of five words that two articles
//! have in common is exact; which pairs are compared is decided by minhash, so that the
//! work grows with the corpus and not with its square.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use rayon::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::{Article, Problem};

/// Share of common runs (Jaccard) from which two articles count as nearly the same.
const NEARLY_THE_SAME: f64 = 0.8;

/// Words in a run.
const RUN: usize = 5;

/// Two articles that share 80 % of their runs agree in one of 16 bands of 3 minima with a
/// probability of 0.99998; those that share 20 %, with one of 0.12.
const BANDS: usize = 16;
const MINIMA_PER_BAND: usize = 3;

/// Most articles remembered for each value of a band: bounds the work on a corpus full of
/// copies, each of which is compared with the first few.
const MOST_IN_BUCKET: usize = 8;

/// Adds a problem for each article that is nearly the same as an earlier one.
pub fn near_duplicates(articles: &[Article], problems: &mut Vec<Problem>) {
    let prints: Vec<Print> = articles.par_iter().map(Print::of).collect();
    let mut buckets: HashMap<(usize, u64), Vec<usize>> = HashMap::new();
    for (index, print) in prints.iter().enumerate() {
        if print.runs.is_empty() {
            continue;
        }
        let keys = print.bands.iter().copied().enumerate();
        let mut candidates: Vec<usize> = keys
            .clone()
            .filter_map(|key| buckets.get(&key))
            .flatten()
            .copied()
            .collect();
        candidates.sort_unstable();
        candidates.dedup();
        let nearest = candidates
            .into_iter()
            .map(|earlier| (earlier, share(&prints[earlier].runs, &print.runs)))
            .filter(|&(_, share)| share >= NEARLY_THE_SAME)
            .max_by(|one, other| one.1.total_cmp(&other.1).then(other.0.cmp(&one.0)));
        if let Some((earlier, share)) = nearest {
            problems.push(Problem::warning(
                &articles[index].path,
                None,
                "near-duplicate",
                format!(
                    "{:.0} % of the text is that of {}; keep one of them",
                    (share * 100.0).floor(),
                    articles[earlier].path
                ),
            ));
        }
        for key in keys {
            let bucket = buckets.entry(key).or_default();
            if bucket.len() < MOST_IN_BUCKET {
                bucket.push(index);
            }
        }
    }
}

/// What an article's text is compared by.
struct Print {
    /// The hashes of its runs of words, sorted, each once.
    runs: Vec<u64>,
    /// A hash of the minima of each band.
    bands: [u64; BANDS],
}

impl Print {
    fn of(article: &Article) -> Self {
        let blocks = article.sections.iter().flat_map(|section| &section.blocks);
        let words: Vec<u64> = blocks
            .flat_map(|block| block.text.as_str().unicode_words())
            .map(|word| hash(&word.to_lowercase()))
            .collect();
        let mut runs: Vec<u64> = words.windows(RUN).map(|run| hash(&run)).collect();
        if runs.is_empty() && !words.is_empty() {
            runs.push(hash(&words));
        }
        runs.sort_unstable();
        runs.dedup();
        Self {
            bands: bands(&runs),
            runs,
        }
    }
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

fn bands(runs: &[u64]) -> [u64; BANDS] {
    std::array::from_fn(|band| {
        let minima: [u64; MINIMA_PER_BAND] = std::array::from_fn(|place| {
            let seed = hash(&(band, place));
            let shuffled = runs.iter().map(|run| (run ^ seed).wrapping_mul(seed | 1));
            shuffled.min().unwrap_or(u64::MAX)
        });
        hash(&minima)
    })
}

/// How much of what two sorted lists hold is common to both, from 0 to 1.
fn share(one: &[u64], other: &[u64]) -> f64 {
    let (mut left, mut right, mut common) = (0, 0, 0_usize);
    while left < one.len() && right < other.len() {
        match one[left].cmp(&other[right]) {
            std::cmp::Ordering::Less => left += 1,
            std::cmp::Ordering::Greater => right += 1,
            std::cmp::Ordering::Equal => {
                common += 1;
                left += 1;
                right += 1;
            }
        }
    }
    let all = one.len() + other.len() - common;
    if all == 0 {
        0.0
    } else {
        common as f64 / all as f64
    }
}
