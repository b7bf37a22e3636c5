//! Question + hits -> [`Answer`]. Pure: no files, no async, no clock.

mod citation;
mod confidence;
mod matching;
mod proximity;
mod question;
mod selection;

pub use citation::Citation;
pub use question::{Intent, MAX_QUESTION_CHARS, Question, QuestionError};

use serde::{Deserialize, Serialize};

use crate::index::{ArticleEntry, Hit, Query, Topic};
use confidence::Evidence;
use matching::Matches;
use question::Kinds;

/// What a passage that says what the subject is gains, if that was asked.
const DEFINITION_BONUS: f32 = 0.4;

/// What a passage gains whose heading asks for the same kind of thing.
const SAME_KIND_BONUS: f32 = 0.1;

/// What the passage with the nearest sentence gains over one that is as near as is usual.
const SENTENCE_SHARE: f32 = 0.3;

/// What a passage gains in which the question's words stand as they do in the question.
const PROXIMITY_SHARE: f32 = 0.3;

/// Share of the best passage's score below which a passage no longer fits.
const FITS: f32 = 0.4;

/// Most topics named when nothing was found.
const MAX_TOPICS: usize = 12;

/// The answer to a question: plain data, the same for every front end.
///
/// This is a public format (`footnote ask --json`), described in `docs/answer.md`.
/// All offsets count characters (Unicode scalar values) of `text`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// The question as it was asked.
    pub question: String,
    /// Whether the articles answer it. If not, there are no passages.
    pub answered: bool,
    /// How sure that is, from 0 to 1.
    pub confidence: f64,
    /// The passages, best first.
    pub passages: Vec<Citation>,
    /// Words that the articles have and that are spelt like the unknown ones, nearest first.
    pub did_you_mean: Vec<String>,
    /// Words of the question that no article has, as they were typed.
    pub unknown_words: Vec<String>,
    /// What can be asked about instead: topics, nearest first. Only when nothing was found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
}

/// How an answer is made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Composition {
    /// Most passages in it.
    pub limit: usize,
    /// Least confidence with which the question counts as answered.
    pub min_confidence: f64,
}

/// A passage found, with its article and what the question found in it.
struct Found<'index> {
    hit: Hit,
    article: &'index ArticleEntry,
    matches: Matches,
}

impl selection::Ranked for Found<'_> {
    fn article(&self) -> usize {
        self.hit.article
    }
    fn text(&self) -> &str {
        &self.hit.passage.text
    }
}

/// Makes the answer: weighs what was found once more by what was asked, decides whether it
/// answers, and chooses what is shown. `topics` names what can be asked about, largest first.
pub fn compose<'index>(
    question: &Question,
    query: &Query,
    hits: impl IntoIterator<Item = (Hit, &'index ArticleEntry)>,
    topics: &[Topic],
    composition: Composition,
) -> Answer {
    let ranked = weigh(question, query, hits);
    let nearest = query.meaning.as_ref().map(|_| {
        let likenesses = ranked.iter().map(|found| found.hit.likeness);
        likenesses.fold(f32::MIN, f32::max)
    });
    let confidence = ranked
        .first()
        .and_then(|best| Evidence::of(query, &best.matches.found, nearest))
        .map_or(0.0, Evidence::confidence);
    let answered = confidence >= composition.min_confidence && confidence > 0.0;
    let content = || query.content().filter(|word| !word.is_known);
    let mut answer = Answer {
        question: question.as_str().to_owned(),
        answered,
        confidence,
        passages: Vec::new(),
        did_you_mean: content()
            .flat_map(|word| word.corrections.iter().cloned())
            .collect(),
        unknown_words: content().map(|word| word.text.clone()).collect(),
        topics: Vec::new(),
    };
    if answered {
        let floor = ranked.first().map_or(0.0, |best| best.hit.score) * FITS;
        let fitting = ranked
            .into_iter()
            .filter(|found| found.hit.score >= floor)
            .collect();
        answer.passages = selection::select(fitting, composition.limit)
            .iter()
            .enumerate()
            .map(|(index, found)| {
                Citation::of(index + 1, &found.hit, found.article, Some(&found.matches))
            })
            .collect();
    } else {
        answer.topics = nearest_topics(&ranked, topics);
    }
    answer
}

/// A passage cited by itself, at `rank` of a list that nothing was weighed for: its score says
/// nothing. The words of a question are marked in it, if there is one; without one, the first
/// sentence is the best.
pub fn cite(
    rank: usize,
    hit: &Hit,
    article: &ArticleEntry,
    asked: Option<(&Question, &Query)>,
) -> Citation {
    let matches =
        asked.map(|(question, query)| Matches::find(query, question.intent(), hit, article));
    Citation::of(rank, hit, article, matches.as_ref())
}

/// The hits in the order in which [`compose`] ranks them.
pub fn rank<'index>(
    question: &Question,
    query: &Query,
    hits: impl IntoIterator<Item = (Hit, &'index ArticleEntry)>,
) -> Vec<Hit> {
    weigh(question, query, hits)
        .into_iter()
        .map(|found| found.hit)
        .collect()
}

/// Best first, by score and by whether a passage is of the kind that was asked for.
fn weigh<'index>(
    question: &Question,
    query: &Query,
    hits: impl IntoIterator<Item = (Hit, &'index ArticleEntry)>,
) -> Vec<Found<'index>> {
    let (intent, kinds) = (question.intent(), Kinds::of(question.as_str()));
    let mut ranked: Vec<Found<'_>> = hits
        .into_iter()
        .map(|(mut hit, article)| {
            let matches = Matches::find(query, intent, &hit, article);
            hit.score *= 1.0 + DEFINITION_BONUS * matches.defines;
            let heading = hit.headings.last().unwrap_or(&article.metadata.title);
            if kinds.meet(&Kinds::of(heading)) {
                hit.score *= 1.0 + SAME_KIND_BONUS;
            }
            Found {
                hit,
                article,
                matches,
            }
        })
        .collect();
    let nearest = ranked
        .iter()
        .map(|found| found.matches.sentence_likeness)
        .fold(f32::MIN, f32::max);
    for Found { hit, matches, .. } in &mut ranked {
        hit.score += PROXIMITY_SHARE * matches.proximity;
        if let Some(meaning) = &query.meaning {
            let share = meaning.above_usual(matches.sentence_likeness, nearest);
            hit.score += SENTENCE_SHARE * share;
        }
    }
    // Stable: equal scores keep the order of the index.
    ranked.sort_by(|a, b| b.hit.score.total_cmp(&a.hit.score));
    ranked
}

/// The topics of the articles that came nearest, then the others.
fn nearest_topics(ranked: &[Found<'_>], topics: &[Topic]) -> Vec<String> {
    let near = ranked
        .iter()
        .take(3)
        .flat_map(|found| &found.article.metadata.topics);
    let mut names: Vec<String> = Vec::new();
    for name in near.chain(topics.iter().map(|topic| &topic.name)) {
        if names.len() < MAX_TOPICS && !names.contains(name) {
            names.push(name.clone());
        }
    }
    names
}
