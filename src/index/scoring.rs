//! Which passages fit a question: BM25F over title, headings and body, plus a share of the
//! whole article's own score.
//!
//! BM25F: Robertson, Zaragoza, Taylor, "Simple BM25 extension to multiple weighted fields",
//! CIKM 2004. A term's frequencies in the fields are weighted and added before they
//! saturate, so that a word in title and body is not counted as two.

use std::collections::BinaryHeap;

use tantivy::postings::BlockSegmentPostings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, Searcher, SegmentReader, Term};

use super::query::Query;
use super::schema::Fields;
use super::snapshot::{Candidate, SegmentArticles, Snapshot};
use super::{IndexError, Manifest};

/// How fast repeated words stop counting, in a passage.
const K1: f32 = 0.9;

/// How much a passage's length counts against it.
const BODY_B: f32 = 0.65;

/// How much the length of a title or heading counts against it.
const TITLE_B: f32 = 0.75;

/// What a word in the title counts for, compared with one in the body.
const TITLE_WEIGHT: f32 = 1.0;

/// What a word in a heading counts for, compared with one in the body.
const HEADINGS_WEIGHT: f32 = 1.0;

/// How much of its article's score a passage gets.
const ARTICLE_SHARE: f32 = 0.5;

/// How much an article's length counts against it.
const ARTICLE_B: f32 = 0.75;

/// Lengths of fields, made ready for scoring.
pub(super) struct FieldStatistics {
    /// 1 / (1 - b + b * length / mean length), by length code, for title, headings, body.
    norms: [Box<[f32; 256]>; 3],
    /// The same for whole articles, by index into [`Manifest::articles`].
    article_norms: Vec<f32>,
    /// 1 / passages, by article: the title is indexed with each passage, and counts once.
    title_shares: Vec<f32>,
    /// How many passages there are.
    passages: f32,
}

impl FieldStatistics {
    pub fn of(
        searcher: &Searcher,
        fields: &Fields,
        segments: &[SegmentArticles],
        manifest: &Manifest,
    ) -> Result<Self, IndexError> {
        let documents: u64 = searcher
            .segment_readers()
            .iter()
            .map(|s| u64::from(s.max_doc()))
            .sum();
        let mean = |field: Field| -> Result<f32, IndexError> {
            let mut tokens = 0;
            for segment in searcher.segment_readers() {
                tokens += segment.inverted_index(field)?.total_num_tokens();
            }
            Ok((tokens as f32 / documents.max(1) as f32).max(1.0))
        };
        let mut lengths = vec![0.0_f32; manifest.articles.len()];
        for (reader, segment) in searcher.segment_readers().iter().zip(segments) {
            let norms = reader.get_fieldnorms_reader(fields.body)?;
            for (document, &article) in segment.article_of.iter().enumerate() {
                if let Some(length) = lengths.get_mut(article as usize) {
                    *length += norms.fieldnorm(document as u32) as f32;
                }
            }
        }
        let articles = manifest.published().count().max(1) as f32;
        let mean_length = (lengths.iter().sum::<f32>() / articles).max(1.0);
        Ok(Self {
            norms: [
                norms(mean(fields.title)?, TITLE_B),
                norms(mean(fields.headings)?, TITLE_B),
                norms(mean(fields.body)?, BODY_B),
            ],
            article_norms: lengths
                .iter()
                .map(|length| norm(*length, mean_length, ARTICLE_B))
                .collect(),
            title_shares: manifest
                .articles
                .iter()
                .map(|article| 1.0 / article.passages.max(1) as f32)
                .collect(),
            passages: searcher.num_docs() as f32,
        })
    }
}

fn norm(length: f32, mean: f32, b: f32) -> f32 {
    1.0 / (1.0 - b + b * length / mean)
}

fn norms(mean: f32, b: f32) -> Box<[f32; 256]> {
    let mut table = Box::new([0.0; 256]);
    for (code, entry) in (0..=u8::MAX).zip(table.iter_mut()) {
        let length = tantivy::fieldnorm::FieldNormReader::id_to_fieldnorm(code);
        *entry = norm(length as f32, mean, b);
    }
    table
}

/// Inverse document frequency as in Lucene's BM25: never negative.
pub(super) fn idf(passages: f32, frequency: f32) -> f32 {
    (1.0 + (passages - frequency + 0.5) / (frequency + 0.5)).ln()
}

impl Snapshot {
    /// What a word is worth that `frequency` passages have.
    pub(super) fn idf(&self, frequency: u32) -> f32 {
        idf(self.statistics.passages, frequency as f32)
    }

    /// How many passages have a term, in whatever field (at most as many as have it in
    /// two fields are counted twice).
    pub(super) fn frequency(&self, text: &str) -> Result<u32, IndexError> {
        let mut largest = 0;
        for field in [self.fields.title, self.fields.headings, self.fields.body] {
            let term = Term::from_field_text(field, text);
            largest = largest.max(self.searcher.doc_freq(&term)?);
        }
        Ok(largest as u32)
    }
}

/// Scores of the passages and articles of one segment.
struct Board {
    /// Score by document.
    passages: Vec<f32>,
    /// What the word at hand counts for so far, by document; zero between words.
    word: Vec<f32>,
    /// Documents that have the word at hand.
    touched: Vec<u32>,
}

/// The passages that fit `query` best, best first; equal ones by path and place.
pub(super) fn search(
    snapshot: &Snapshot,
    query: &Query,
    limit: usize,
    admits: Option<&dyn Fn(usize) -> bool>,
) -> Result<Vec<Candidate>, IndexError> {
    let readers = snapshot.searcher.segment_readers();
    let mut boards: Vec<Board> = readers
        .iter()
        .map(|reader| Board {
            passages: vec![0.0; reader.max_doc() as usize],
            word: vec![0.0; reader.max_doc() as usize],
            touched: Vec::new(),
        })
        .collect();
    let articles = snapshot.manifest.articles.len();
    let mut article_scores = vec![0.0_f32; articles];
    let mut article_word = vec![0.0_f32; articles];
    let mut touched_articles: Vec<u32> = Vec::new();
    for word in query.words.iter().filter(|word| word.is_searched()) {
        for ((reader, board), segment) in readers.iter().zip(&mut boards).zip(&snapshot.segments) {
            for alternative in &word.alternatives {
                count(
                    snapshot,
                    reader,
                    segment,
                    &alternative.term,
                    alternative.weight,
                    board,
                    |article, frequency| {
                        let entry = &mut article_word[article as usize];
                        if *entry == 0.0 {
                            touched_articles.push(article);
                        }
                        *entry += frequency;
                    },
                )?;
            }
        }
        let frequency: usize = boards.iter().map(|board| board.touched.len()).sum();
        let idf = idf(
            snapshot.statistics.passages.max(frequency as f32),
            frequency as f32,
        );
        for board in &mut boards {
            for document in board.touched.drain(..) {
                let frequency = std::mem::take(&mut board.word[document as usize]);
                board.passages[document as usize] += idf * frequency / (K1 + frequency);
            }
        }
        for article in touched_articles.drain(..) {
            let frequency = std::mem::take(&mut article_word[article as usize])
                * snapshot.statistics.article_norms[article as usize];
            article_scores[article as usize] += idf * frequency / (K1 + frequency);
        }
    }
    Ok(best(snapshot, &boards, &article_scores, limit, admits))
}

/// Adds up what one term counts for in each passage of a segment, and in each article.
fn count(
    snapshot: &Snapshot,
    reader: &SegmentReader,
    segment: &SegmentArticles,
    term: &str,
    weight: f32,
    board: &mut Board,
    mut add_to_article: impl FnMut(u32, f32),
) -> Result<(), IndexError> {
    let fields = [
        (snapshot.fields.title, TITLE_WEIGHT),
        (snapshot.fields.headings, HEADINGS_WEIGHT),
        (snapshot.fields.body, 1.0),
    ];
    for ((field, field_weight), norms) in fields.into_iter().zip(&snapshot.statistics.norms) {
        let index = reader.inverted_index(field)?;
        let term = Term::from_field_text(field, term);
        let Some(mut postings) = index.read_block_postings(&term, IndexRecordOption::WithFreqs)?
        else {
            continue;
        };
        let lengths = reader.get_fieldnorms_reader(field)?;
        let is_title = field == snapshot.fields.title;
        each_posting(&mut postings, |document, frequency| {
            let article = segment.article_of[document as usize];
            if article == u32::MAX {
                return;
            }
            let frequency = weight * field_weight * frequency as f32;
            let entry = &mut board.word[document as usize];
            if *entry == 0.0 {
                board.touched.push(document);
            }
            *entry += frequency * norms[usize::from(lengths.fieldnorm_id(document))];
            let share = if is_title {
                snapshot.statistics.title_shares[article as usize]
            } else {
                1.0
            };
            add_to_article(article, frequency * share);
        });
    }
    Ok(())
}

fn each_posting(postings: &mut BlockSegmentPostings, mut visit: impl FnMut(u32, u32)) {
    loop {
        let documents = postings.docs();
        if documents.is_empty() {
            return;
        }
        for (&document, &frequency) in documents.iter().zip(postings.freqs()) {
            visit(document, frequency);
        }
        postings.advance();
    }
}

fn best(
    snapshot: &Snapshot,
    boards: &[Board],
    article_scores: &[f32],
    limit: usize,
    admits: Option<&dyn Fn(usize) -> bool>,
) -> Vec<Candidate> {
    // A heap of the best so far, the worst of them on top.
    let mut heap: BinaryHeap<Ranked> = BinaryHeap::with_capacity(limit + 1);
    for (ordinal, (board, segment)) in boards.iter().zip(&snapshot.segments).enumerate() {
        let reader = snapshot.searcher.segment_reader(ordinal as u32);
        let alive = reader.alive_bitset();
        for (document, &score) in board.passages.iter().enumerate() {
            if score <= 0.0 {
                continue;
            }
            let document = document as u32;
            let article = segment.article_of[document as usize];
            let score = score + ARTICLE_SHARE * article_scores[article as usize];
            if heap.len() == limit && heap.peek().is_some_and(|worst| score < worst.0.score) {
                continue;
            }
            if alive.is_some_and(|alive| alive.is_deleted(document))
                || admits.is_some_and(|admits| !admits(article as usize))
            {
                continue;
            }
            heap.push(Ranked(Candidate {
                article: article as usize,
                score,
                address: DocAddress::new(ordinal as u32, document),
            }));
            if heap.len() > limit {
                heap.pop();
            }
        }
    }
    heap.into_sorted_vec()
        .into_iter()
        .map(|ranked| ranked.0)
        .collect()
}

/// Ordered so that a better passage is smaller: the heap's top is the worst.
struct Ranked(Candidate);

impl Ranked {
    /// Articles are sorted by path, and the passages of one lie in order.
    fn order(&self, other: &Self) -> std::cmp::Ordering {
        let place = |ranked: &Self| (ranked.0.article, ranked.0.address);
        other
            .0
            .score
            .total_cmp(&self.0.score)
            .then_with(|| place(self).cmp(&place(other)))
    }
}

impl Ord for Ranked {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.order(other)
    }
}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.order(other))
    }
}

impl PartialEq for Ranked {
    fn eq(&self, other: &Self) -> bool {
        self.order(other).is_eq()
    }
}

impl Eq for Ranked {}
