//! Words and meaning together: passages found by either, in one order.

use std::collections::HashSet;
use std::sync::Arc;

use tantivy::DocAddress;

use super::IndexError;
use super::encoding::split;
use super::scoring::Admits;
use super::snapshot::{Candidate, NO_ARTICLE, SegmentArticles};
use crate::meaning::{DirectionProbe, Directions, Probe, Role, SentenceEncoder, Table, Vectors};

/// Passages that are found by meaning alone, whatever their words.
const NEAREST: usize = 100;

/// What the meaning of a passage counts for, beside its words.
const MEANING_SHARE: f32 = 0.3;

/// What it counts for where a sentence encoder tells it, which knows better.
const ENCODER_SHARE: f32 = 0.4;

/// How much of a passage's meaning is that of its whole article.
const ARTICLE_MEANING: f32 = 0.3;

/// Likenesses that differ by less say nothing.
const LEAST_SPREAD: f32 = 0.1;

/// The vectors of the passages, and which passage each is of.
pub(super) struct Meaning {
    vectors: Vectors,
    encoded: Option<Encoded>,
    /// Where the passage of each row lies.
    places: Vec<DocAddress>,
    /// Which article it is of: an article's rows lie side by side.
    article_of: Vec<u32>,
}

/// What a sentence encoder made of the passages, in the order of the vectors.
pub(super) struct Encoded {
    encoder: Arc<dyn SentenceEncoder>,
    directions: Directions,
}

impl Encoded {
    /// Takes what a commit has stored.
    pub fn of(encoder: Arc<dyn SentenceEncoder>, stored: &[u8]) -> Result<Self, IndexError> {
        let dimensions = encoder.dimensions()?;
        let (_, rows) = split(stored, dimensions);
        Ok(Self {
            directions: Directions::of(rows, dimensions),
            encoder,
        })
    }

    fn read(&self, question: &str) -> Result<EncodedQuery, IndexError> {
        let directions = self.encoder.encode(&[question], Role::Question)?;
        let probe = directions.first().map(DirectionProbe::of);
        let probe = probe.ok_or_else(|| IndexError::damaged("a question was not encoded"))?;
        Ok(EncodedQuery {
            usual: self.directions.usual(&probe),
            probe,
        })
    }
}

/// What a question means, read against the index.
#[derive(Debug, Clone, PartialEq)]
pub struct QueryMeaning {
    /// Its direction.
    pub probe: Probe,
    /// The table that it was made by.
    pub table: Arc<Table>,
    /// How near the passages of the index are to it in the mean, from -1 to 1.
    pub usual: f32,
    /// The same by a sentence encoder, where there is one.
    encoded: Option<EncodedQuery>,
}

/// What a question means to a sentence encoder.
#[derive(Debug, Clone, PartialEq)]
struct EncodedQuery {
    probe: DirectionProbe,
    usual: f32,
}

impl QueryMeaning {
    /// How far above the usual `likeness` is, as a share of `farthest`, the largest one.
    pub fn above_usual(&self, likeness: f32, farthest: f32) -> f32 {
        above(self.usual, likeness, farthest)
    }
}

/// How far above `usual` a likeness is, as a share of the `farthest`.
fn above(usual: f32, likeness: f32, farthest: f32) -> f32 {
    (likeness - usual) / (farthest - usual).max(LEAST_SPREAD)
}

impl Meaning {
    /// Takes stored vectors, one for each passage in the order of the manifest, and what an
    /// encoder made of the same passages.
    pub fn of(stored: &[u8], encoded: Option<Encoded>, segments: &[SegmentArticles]) -> Self {
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
            encoded,
            places,
            article_of,
        }
    }

    /// What a `question` means whose vector by `table` is `probe`.
    pub fn read(
        &self,
        table: Arc<Table>,
        probe: Probe,
        question: &str,
    ) -> Result<QueryMeaning, IndexError> {
        let encoded = self.encoded.as_ref();
        Ok(QueryMeaning {
            usual: self.vectors.usual(&probe),
            encoded: encoded.map(|encoded| encoded.read(question)).transpose()?,
            probe,
            table,
        })
    }

    /// The passages nearest to a question, and their articles.
    pub fn nearest(&self, query: &QueryMeaning, admits: Admits<'_>) -> Vec<(DocAddress, u32)> {
        let admits = |row: usize| admits.is_none_or(|admits| admits(self.article_of[row] as usize));
        let mut rows = self.vectors.nearest(&query.probe, NEAREST, admits);
        if let Some((encoded, query)) = self.encoded.as_ref().zip(query.encoded.as_ref()) {
            let nearest = encoded.directions.nearest(&query.probe, NEAREST, admits);
            let known: HashSet<usize> = rows.iter().map(|&(row, _)| row).collect();
            rows.extend(nearest.into_iter().filter(|(row, _)| !known.contains(row)));
        }
        rows.into_iter()
            .map(|(row, _)| (self.places[row], self.article_of[row]))
            .collect()
    }

    /// How near candidates are, which are sorted by article: their own cosines, and a share of
    /// the mean of all passages of their article.
    fn likenesses(
        &self,
        segments: &[SegmentArticles],
        candidates: &[Candidate],
        cosine: impl Fn(usize) -> f32,
    ) -> Vec<f32> {
        // Those of one article stand side by side: its likeness is computed once.
        let mut of_article = (usize::MAX, 0.0);
        let likenesses = candidates.iter().map(|candidate| {
            let row = row_of(segments, candidate);
            if of_article.0 != candidate.article {
                of_article = (candidate.article, self.mean_of_article(row, &cosine));
            }
            (1.0 - ARTICLE_MEANING) * cosine(row) + ARTICLE_MEANING * of_article.1
        });
        likenesses.collect()
    }

    /// The mean of the cosines of an article's passages, one of whose rows is `row`.
    fn mean_of_article(&self, row: usize, cosine: impl Fn(usize) -> f32) -> f32 {
        let is_of_it = |other: &usize| self.article_of.get(*other) == self.article_of.get(row);
        let rows = (0..row).rev().take_while(is_of_it);
        let rows = rows.chain((row..self.article_of.len()).take_while(is_of_it));
        let (mut sum, mut count) = (0.0, 0.0_f32);
        for row in rows {
            sum += cosine(row);
            count += 1.0;
        }
        sum / count.max(1.0)
    }
}

/// The row of a candidate's vector.
fn row_of(segments: &[SegmentArticles], candidate: &Candidate) -> usize {
    let segment = &segments[candidate.address.segment_ord as usize];
    segment.row_of[candidate.address.doc_id as usize] as usize
}

/// Scores candidates by words and, where there is any, meaning, and sorts them. Words: the
/// score so far as a share of the best. Meaning: how far above the usual likeness, as a share
/// of the farthest; by the encoder where there is one, else by the table.
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
        candidates.sort_by_key(|candidate| candidate.article);
        for candidate in candidates.iter_mut() {
            candidate.likeness = meaning
                .vectors
                .cosine(&query.probe, row_of(segments, candidate));
        }
        let encoded = meaning.encoded.as_ref().zip(query.encoded.as_ref());
        let (share, usual, likenesses) = if let Some((encoded, query)) = encoded {
            let cosine = |row| encoded.directions.cosine(&query.probe, row);
            let likenesses = meaning.likenesses(segments, candidates, cosine);
            (ENCODER_SHARE, query.usual, likenesses)
        } else {
            let cosine = |row| meaning.vectors.cosine(&query.probe, row);
            let likenesses = meaning.likenesses(segments, candidates, cosine);
            (MEANING_SHARE, query.usual, likenesses)
        };
        let farthest = likenesses.iter().copied().fold(f32::MIN, f32::max);
        for (candidate, &likeness) in candidates.iter_mut().zip(&likenesses) {
            candidate.by_words = (1.0 - share) * candidate.score;
            candidate.score = candidate.by_words + share * above(usual, likeness, farthest);
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
