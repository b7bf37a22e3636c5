//! [`Citation`]: one passage as it is quoted, with its marks and its link. Never decides
//! which passages are.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::matching::Matches;
use crate::corpus::passage_link;
use crate::index::{ArticleEntry, Hit, PassageId};

/// A passage quoted word for word, and where it comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Citation {
    /// Name of the passage: eight characters of base64url, the same after any reindex as
    /// long as the passage is. See [`PassageId`].
    pub id: String,
    /// Place in the answer, from 1.
    pub rank: usize,
    /// Score of the ranking: comparable within one answer only.
    pub score: f64,
    /// Title of the article.
    pub title: String,
    /// Title of the article, then the headings down to the passage.
    pub breadcrumb: Vec<String>,
    /// The quote. Paragraphs are separated by an empty line, list items start with `• `
    /// or their number, cells of a table are separated by ` | `.
    pub text: String,
    /// Where the question's words stand in `text`: `[start, end)`, in order, not overlapping.
    pub highlights: Vec<[usize; 2]>,
    /// The sentence that answers best: `[start, end)` in `text`.
    pub best_sentence: [usize; 2],
    /// Link to the page: to the place of the quote if `verbatim`, else to the article's source.
    pub url: Option<String>,
    /// Path of the article within the corpus.
    pub article: String,
    /// Topics of the article.
    pub topics: Vec<String>,
    /// When the article was last changed, as it says itself.
    pub updated: Option<String>,
    /// Whether the article is a word-for-word copy of the linked page. If not, the
    /// link is its source and the quote need not stand there.
    pub verbatim: bool,
}

impl Citation {
    /// Quotes a passage, with the marks of what a question found in it.
    pub(super) fn of(
        rank: usize,
        hit: &Hit,
        article: &ArticleEntry,
        matches: Option<&Matches>,
    ) -> Self {
        let metadata = &article.metadata;
        let text = &hit.passage.text;
        let best = hit
            .passage
            .sentences
            .get(matches.map_or(0, |matches| matches.best_sentence))
            .cloned()
            .unwrap_or(0..text.len());
        let mut ranges = matches.map_or_else(Vec::new, |matches| matches.highlights.clone());
        ranges.push(best);
        let mut ranges = in_characters(text, &ranges);
        let best_sentence = ranges.pop().unwrap_or_default();
        let mut breadcrumb = vec![metadata.title.clone()];
        breadcrumb.extend(hit.headings.iter().cloned());
        Self {
            id: PassageId::of(&article.path, text).to_string(),
            rank,
            score: f64::from(hit.score),
            title: metadata.title.clone(),
            breadcrumb,
            text: text.clone(),
            highlights: ranges,
            best_sentence,
            url: passage_link(metadata, hit.anchor.as_deref(), text),
            article: article.path.clone(),
            topics: metadata.topics.clone(),
            updated: metadata.updated.clone(),
            verbatim: metadata.verbatim && metadata.url.is_some(),
        }
    }
}

/// Byte ranges as `[start, end)` in characters.
fn in_characters(text: &str, ranges: &[Range<usize>]) -> Vec<[usize; 2]> {
    if text.is_ascii() {
        return ranges
            .iter()
            .map(|range| [range.start, range.end])
            .collect();
    }
    // Number of characters before each byte.
    let mut before = vec![0; text.len() + 1];
    let mut count = 0;
    for (at, c) in text.char_indices() {
        before[at..at + c.len_utf8()].fill(count);
        count += 1;
    }
    before[text.len()] = count;
    ranges
        .iter()
        .map(|range| [before[range.start], before[range.end]])
        .collect()
}
