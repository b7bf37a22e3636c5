//! Words and meaning together: passages found by either, in one order.

use tantivy::DocAddress;

use super::scoring::Admits;
use super::snapshot::{Candidate, NO_ARTICLE, SegmentArticles};
use crate::meaning::{Probe, Vectors};

/// Passages that are found by meaning alone, whatever their words.
const NEAREST: usize = 100;

/// What the meaning of a passage counts for, beside its words.
const MEANING_SHARE: f32 = 0.3;

/// How much of a passage's meaning is that of its whole article.
const ARTICLE_MEANING: f32 = 0.3;

/// Likenesses that differ by less say nothing.
const LEAST_SPREAD: f32 = 0.1;

/// The vectors of the passages, and which passage each is of.
pub(super) struct Meaning {
    vectors: Vectors,
    /// Where the passage of each row lies.
    places: Vec<DocAddress>,
    /// Which article it is of: an article's rows lie side by side.
    article_of: Vec<u32>,
}

/// What a question means, read against the index.
#[derive(Debug, Clone, PartialEq)]
pub struct QueryMeaning {
    /// Its direction.
    pub probe: Probe,
    /// How near the passages of the index are to it in the mean, from -1 to 1.
    pub usual: f32,
}

impl QueryMeaning {
    /// How far above the usual `likeness` is, as a share of `farthest`, the largest one.
    pub fn above_usual(&self, likeness: f32, farthest: f32) -> f32 {
        (likeness - self.usual) / (farthest - self.usual).max(LEAST_SPREAD)
    }
}

impl Meaning {
    /// Takes stored vectors, one for each passage in the order of the manifest.
    pub fn of(stored: &[u8], segments: &[SegmentArticles]) -> Self {
        let vectors = Vectors::of(stored);
        let mut places = vec![DocAddress::new(0, 0); vectors.count()];
        let mut article_of = vec![NO_ARTICLE; vectors.count()];
        for (ordinal, segment) in segments.iter().enumerate() {
            let rows = segment.article_of.iter().zip(&segment.row_of);
            for (document, (&article, &row)) in rows.enumerate() {
                if article != NO_ARTICLE {
                    places[row as usize] = DocAddress::new(ordinal as u32, document as u32);
                    article_of[row as usize] = article;
                }
            }
        }
        Self {
            vectors,
            places,
            article_of,
        }
    }

    /// What a question means whose vector is `probe`.
    pub fn read(&self, probe: Probe) -> QueryMeaning {
        QueryMeaning {
            usual: self.vectors.usual(&probe),
            probe,
        }
    }

    /// The passages nearest to a question, and their articles.
    pub fn nearest(&self, query: &QueryMeaning, admits: Admits<'_>) -> Vec<(DocAddress, u32)> {
        let admits = |row: usize| admits.is_none_or(|admits| admits(self.article_of[row] as usize));
        let nearest = self.vectors.nearest(&query.probe, NEAREST, admits);
        nearest
            .into_iter()
            .map(|(row, _)| (self.places[row], self.article_of[row]))
            .collect()
    }

    /// How near the passages of an article are in the mean, one of whose rows is `row`.
    fn likeness_of_article(&self, probe: &Probe, row: usize) -> f32 {
        let is_of_it = |other: &usize| self.article_of.get(*other) == self.article_of.get(row);
        let rows = (0..row).rev().take_while(is_of_it);
        let rows = rows.chain((row..self.article_of.len()).take_while(is_of_it));
        let (mut sum, mut count) = (0.0, 0.0_f32);
        for row in rows {
            sum += self.vectors.cosine(probe, row);
            count += 1.0;
        }
        sum / count.max(1.0)
    }
}

/// Scores candidates by words and, where there is any, meaning, and sorts them. Words: the
/// score so far as a share of the best. Meaning: how far above the usual likeness, as a share
/// of the farthest.
pub(super) fn fuse(
    meaning: Option<(&Meaning, &QueryMeaning)>,
    segments: &[SegmentArticles],
    candidates: &mut [Candidate],
) {
    let best = candidates
        .iter()
        .map(|candidate| candidate.score)
        .fold(f32::MIN_POSITIVE, f32::max);
    for candidate in candidates.iter_mut() {
        candidate.score /= best;
        candidate.by_words = candidate.score;
    }
    if let Some((meaning, query)) = meaning {
        // Those of one article side by side: its likeness is computed once.
        candidates.sort_by_key(|candidate| candidate.article);
        let mut of_article = (usize::MAX, 0.0);
        let likenesses: Vec<f32> = candidates
            .iter_mut()
            .map(|candidate| {
                let segment = &segments[candidate.address.segment_ord as usize];
                let row = segment.row_of[candidate.address.doc_id as usize] as usize;
                candidate.likeness = meaning.vectors.cosine(&query.probe, row);
                if of_article.0 != candidate.article {
                    let likeness = meaning.likeness_of_article(&query.probe, row);
                    of_article = (candidate.article, likeness);
                }
                (1.0 - ARTICLE_MEANING) * candidate.likeness + ARTICLE_MEANING * of_article.1
            })
            .collect();
        let farthest = likenesses.iter().copied().fold(f32::MIN, f32::max);
        for (candidate, likeness) in candidates.iter_mut().zip(likenesses) {
            candidate.by_words = (1.0 - MEANING_SHARE) * candidate.score;
            candidate.score =
                candidate.by_words + MEANING_SHARE * query.above_usual(likeness, farthest);
        }
    }
    // Equal ones by path and place.
    candidates.sort_by(|a, b| {
        let place = |candidate: &Candidate| (candidate.article, candidate.address);
        b.score
            .total_cmp(&a.score)
            .then_with(|| place(a).cmp(&place(b)))
    });
}
