//! Which passages fit a question: BM25F over title, headings and body, plus a share of the
//! whole article's own score.
//!
//! BM25F: Robertson, Zaragoza, Taylor, "Simple BM25 extension to multiple weighted fields",
//! CIKM 2004. A term's frequencies in the fields are weighted and added before they
//! saturate, so that a word in title and body is not counted as two.

use std::collections::{BinaryHeap, HashSet};
use std::sync::Arc;

use foldhash::fast::RandomState;
use tantivy::postings::{BlockSegmentPostings, TermInfo};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, InvertedIndexReader, Searcher, SegmentReader, Term};

use super::board::{Board, Boards};
use super::query::Query;
use super::schema::Fields;
use super::snapshot::{Candidate, NO_ARTICLE, SegmentArticles, Snapshot};
use super::{IndexError, Manifest};

/// How much a passage's length counts against it.
const BODY_B: f32 = 0.65;

/// How much the length of a title or heading counts against it.
const TITLE_B: f32 = 0.75;

/// What a word in the title counts for, compared with one in the body.
const TITLE_WEIGHT: f32 = 1.0;

/// What a word in a heading counts for, compared with one in the body.
const HEADINGS_WEIGHT: f32 = 2.0;

/// How much of its article's score a passage gets.
const ARTICLE_SHARE: f32 = 0.5;

/// How much an article's length counts against it.
const ARTICLE_B: f32 = 0.75;

/// Passages whose scores are looked at together: most have none.
const CHUNK: usize = 16;

/// Lengths of fields, made ready for scoring.
pub(super) struct FieldStatistics {
    /// By segment.
    segments: Vec<SegmentFields>,
    /// 1 / (1 - b + b * length / mean length), by length code, for title, headings, body.
    norms: [Box<[f32; 256]>; 3],
    /// The same for whole articles, by index into [`Manifest::articles`].
    article_norms: Vec<f32>,
    /// 1 / passages, by article: the title is indexed with each passage, and counts once.
    title_shares: Vec<f32>,
    /// How many passages there are.
    passages: f32,
}

/// Title, headings and body of a segment, ready to be read.
struct SegmentFields {
    indexes: [Arc<InvertedIndexReader>; 3],
    /// Length codes, by document number.
    lengths: [Vec<u8>; 3],
}

impl SegmentFields {
    fn of(reader: &SegmentReader, fields: &Fields) -> Result<Self, IndexError> {
        let index = |field| reader.inverted_index(field);
        let lengths = |field| -> Result<Vec<u8>, IndexError> {
            let lengths = reader.get_fieldnorms_reader(field)?;
            let documents = 0..reader.max_doc();
            Ok(documents.map(|id| lengths.fieldnorm_id(id)).collect())
        };
        let (title, headings, body) = (fields.title, fields.headings, fields.body);
        Ok(Self {
            indexes: [index(title)?, index(headings)?, index(body)?],
            lengths: [lengths(title)?, lengths(headings)?, lengths(body)?],
        })
    }
}

impl FieldStatistics {
    pub fn of(
        searcher: &Searcher,
        fields: &Fields,
        segments: &[SegmentArticles],
        manifest: &Manifest,
    ) -> Result<Self, IndexError> {
        let documents = searcher.num_docs();
        let mean = |field: Field| -> Result<f32, IndexError> {
            let mut tokens = 0.0;
            for (reader, segment) in searcher.segment_readers().iter().zip(segments) {
                let all = reader.inverted_index(field)?.total_num_tokens();
                tokens += all as f32 * living_share(reader, segment, field)?;
            }
            Ok((tokens / documents.max(1) as f32).max(1.0))
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
            segments: searcher
                .segment_readers()
                .iter()
                .map(|reader| SegmentFields::of(reader, fields))
                .collect::<Result<_, _>>()?,
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

/// How much of a segment's text is of articles that are still there.
fn living_share(
    reader: &SegmentReader,
    segment: &SegmentArticles,
    field: Field,
) -> Result<f32, IndexError> {
    if !reader.has_deletes() {
        return Ok(1.0);
    }
    let norms = reader.get_fieldnorms_reader(field)?;
    let (mut living, mut all) = (0, 0);
    for (document, &article) in segment.article_of.iter().enumerate() {
        let length = u64::from(norms.fieldnorm(document as u32));
        all += length;
        if article != NO_ARTICLE {
            living += length;
        }
    }
    Ok(living as f32 / all.max(1) as f32)
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
        let fields = [self.fields.title, self.fields.headings, self.fields.body];
        for (place, field) in fields.into_iter().enumerate() {
            let term = Term::from_field_text(field, text);
            let mut frequency = 0;
            for ((reader, segment), fields) in self
                .searcher
                .segment_readers()
                .iter()
                .zip(&self.segments)
                .zip(&self.statistics.segments)
            {
                let index = &fields.indexes[place];
                if let Some(entry) = index.get_term_info(&term)? {
                    frequency += living(reader, segment, index, &entry)?;
                }
            }
            largest = largest.max(frequency);
        }
        Ok(largest)
    }
}

/// How many documents of a segment have a term, those of articles that are gone left out.
pub(super) fn living(
    reader: &SegmentReader,
    segment: &SegmentArticles,
    index: &InvertedIndexReader,
    entry: &TermInfo,
) -> Result<u32, IndexError> {
    if !reader.has_deletes() {
        return Ok(entry.doc_freq);
    }
    let mut postings = index.read_block_postings_from_terminfo(entry, IndexRecordOption::Basic)?;
    let mut count = 0;
    each_document(&mut postings, |document| {
        count += u32::from(segment.article_of[document as usize] != NO_ARTICLE);
    });
    Ok(count)
}

/// Says which articles may be found; none: all.
pub(super) type Admits<'a> = Option<&'a dyn Fn(usize) -> bool>;

/// The passages whose words fit `query` best, best first (equal ones by path and place), then
/// those of `others` that are not among them: places and articles.
pub(super) fn search(
    snapshot: &Snapshot,
    query: &Query,
    limit: usize,
    admits: Admits<'_>,
    others: &[(DocAddress, u32)],
) -> Result<Vec<Candidate>, IndexError> {
    let spare = &snapshot.spare_boards;
    let mut boards = spare.take().unwrap_or_else(|| Boards::new(snapshot));
    for word in query.words.iter().filter(|word| word.is_searched()) {
        // Most words are one term: nothing is to be compared before it counts.
        let is_one_term = matches!(word.alternatives.as_slice(), [only] if only.terms.len() == 1);
        for alternative in &word.alternatives {
            for term in &alternative.terms {
                let mut frequency = 0;
                for (ordinal, board) in boards.segments.iter_mut().enumerate() {
                    count(snapshot, ordinal, term, board, &mut boards.articles)?;
                    frequency += board.touched[0].len();
                }
                let weight = word.emphasis * alternative.weight * snapshot.idf(frequency as u32)
                    / alternative.terms.len() as f32;
                if is_one_term {
                    boards.each(|board| board.end_only_term(weight));
                } else {
                    boards.each(|board| board.end_term(weight));
                }
            }
            boards.each(Board::end_alternative);
        }
        boards.each(Board::end_word);
    }
    let mut found = best(snapshot, &boards, limit, admits);
    let known: HashSet<DocAddress, RandomState> =
        found.iter().map(|candidate| candidate.address).collect();
    let others = others.iter().filter(|(place, _)| !known.contains(place));
    found.extend(others.map(|&(address, article)| {
        let board = &boards.segments[address.segment_ord as usize];
        let of_passage = board.total[address.doc_id as usize];
        let of_article = boards.articles.total[article as usize];
        Candidate::new(article, of_passage + ARTICLE_SHARE * of_article, address)
    }));
    spare.give_back(boards);
    Ok(found)
}

/// Counts one term in the passages of a segment, and in their articles.
fn count(
    snapshot: &Snapshot,
    ordinal: usize,
    term: &str,
    board: &mut Board,
    articles: &mut Board,
) -> Result<(), IndexError> {
    let statistics = &snapshot.statistics;
    let segment = &statistics.segments[ordinal];
    let article_of = snapshot.segments[ordinal].article_of.as_slice();
    let has_deletes = snapshot
        .searcher
        .segment_reader(ordinal as u32)
        .has_deletes();
    let fields = [
        (snapshot.fields.title, TITLE_WEIGHT),
        (snapshot.fields.headings, HEADINGS_WEIGHT),
        (snapshot.fields.body, 1.0),
    ];
    for (place, (field, weight)) in fields.into_iter().enumerate() {
        let term = Term::from_field_text(field, term);
        let index = &segment.indexes[place];
        let Some(mut postings) = index.read_block_postings(&term, IndexRecordOption::WithFreqs)?
        else {
            continue;
        };
        let (norms, lengths) = (&statistics.norms[place], segment.lengths[place].as_slice());
        let is_title = field == snapshot.fields.title;
        let is_gone = |document: u32| has_deletes && article_of[document as usize] == NO_ARTICLE;
        each_block(&mut postings, |documents, frequencies| {
            // One loop for each board: what a loop needs fits into registers.
            for (&document, &frequency) in documents.iter().zip(frequencies) {
                if !is_gone(document) {
                    let norm = norms[usize::from(lengths[document as usize])];
                    board.count(document, weight * frequency as f32 * norm);
                }
            }
            for (&document, &frequency) in documents.iter().zip(frequencies) {
                if !is_gone(document) {
                    let article = article_of[document as usize];
                    let norm = statistics.article_norms[article as usize];
                    let mut frequency = weight * frequency as f32;
                    if is_title {
                        frequency *= statistics.title_shares[article as usize];
                    }
                    articles.count(article, frequency * norm);
                }
            }
        });
    }
    Ok(())
}

fn each_document(postings: &mut BlockSegmentPostings, mut visit: impl FnMut(u32)) {
    loop {
        let documents = postings.docs();
        if documents.is_empty() {
            return;
        }
        documents.iter().copied().for_each(&mut visit);
        postings.advance();
    }
}

fn each_block(postings: &mut BlockSegmentPostings, mut visit: impl FnMut(&[u32], &[u32])) {
    loop {
        let documents = postings.docs();
        if documents.is_empty() {
            return;
        }
        visit(documents, postings.freqs());
        postings.advance();
    }
}

fn best(snapshot: &Snapshot, boards: &Boards, limit: usize, admits: Admits<'_>) -> Vec<Candidate> {
    // A heap of the best so far, the worst of them on top.
    let mut heap: BinaryHeap<Ranked> = BinaryHeap::with_capacity(limit + 1);
    let mut worst = f32::MIN_POSITIVE;
    // What a passage can get for its article at the most.
    let most = ARTICLE_SHARE * boards.articles.total.iter().copied().fold(0.0, f32::max);
    let segments = boards.segments.iter().zip(&snapshot.segments);
    for (ordinal, (board, segment)) in segments.enumerate() {
        let reader = snapshot.searcher.segment_reader(ordinal as u32);
        let alive = reader.alive_bitset();
        for (number, chunk) in board.total.chunks(CHUNK).enumerate() {
            let top = chunk.iter().copied().fold(0.0, f32::max);
            if top <= 0.0 || top + most < worst {
                continue;
            }
            for (document, &score) in (number * CHUNK..).zip(chunk) {
                if score <= 0.0 || score + most < worst {
                    continue;
                }
                let document = document as u32;
                let article = segment.article_of[document as usize];
                let score = score + ARTICLE_SHARE * boards.articles.total[article as usize];
                if score < worst
                    || alive.is_some_and(|alive| alive.is_deleted(document))
                    || admits.is_some_and(|admits| !admits(article as usize))
                {
                    continue;
                }
                let address = DocAddress::new(ordinal as u32, document);
                heap.push(Ranked(Candidate::new(article, score, address)));
                if heap.len() > limit {
                    heap.pop();
                }
                if heap.len() == limit {
                    worst = heap.peek().map_or(worst, |worst| worst.0.score);
                }
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

impl Ord for Ranked {
    /// Equal scores: articles are sorted by path, and the passages of one lie in order.
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let place = |ranked: &Self| (ranked.0.article, ranked.0.address);
        let by_score = other.0.score.total_cmp(&self.0.score);
        by_score.then_with(|| place(self).cmp(&place(other)))
    }
}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Ranked {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Ranked {}
