//! Question + hits -> [`Answer`]. Pure: no files, no async, no clock.

mod citation;
mod comparison;
mod confidence;
mod explanation;
mod follow_up;
mod matching;
mod proximity;
mod question;
mod selection;

pub use citation::Citation;
pub use explanation::{
    ConfidenceReason, Explanation, Origin, PassageReason, TermReason, WordReason,
};
pub use question::{Intent, MAX_QUESTION_CHARS, Question, QuestionError};

use serde::{Deserialize, Serialize};

use crate::index::{ArticleEntry, Hit, Query, QueryWord, Topic};
use crate::meaning::reads;
use comparison::{Sides, cover_both};
use confidence::Evidence;
use explanation::{EXPLAINED, Parts, rounded};
use matching::{Matches, joined};
use question::Kinds;

/// What a passage that says what the subject is gains, if that was asked.
const DEFINITION_BONUS: f32 = 0.4;

/// What a passage gains whose heading asks for the same kind of thing.
const SAME_KIND_BONUS: f32 = 0.1;

/// What a passage gains whose best sentence names the kind of thing that was asked for.
const NAMED_BONUS: f32 = 0.05;

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
    /// What an earlier question says that this one is about, if it rests on that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// Whether the articles answer it. If not, there are no passages.
    pub answered: bool,
    /// How sure that is, from 0 to 1.
    pub confidence: f64,
    /// The passages, best first.
    pub passages: Vec<Citation>,
    /// Words that no article has, and what they were read as beyond doubt.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrected: Vec<Corrected>,
    /// Words that the articles have and that are spelt like the unknown ones, nearest first.
    pub did_you_mean: Vec<String>,
    /// Words of the question that no article has, as they were typed.
    pub unknown_words: Vec<String>,
    /// What can be asked about instead: topics, nearest first. Only when nothing was found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
    /// Why the answer is what it is. Only when that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<Explanation>,
}

/// A word that was read as another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrected {
    /// As it was typed.
    pub typed: String,
    /// What it was read as: a word of the articles, or two.
    pub read_as: String,
}

/// How an answer is made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Composition {
    /// Most passages in it.
    pub limit: usize,
    /// How many of the hits are weighed once more by what was asked. Those behind them stay
    /// behind them, and are read only as far as they are needed.
    pub weighed: usize,
    /// Least confidence with which the question counts as answered.
    pub min_confidence: f64,
    /// Whether it says why it is what it is.
    pub explain: bool,
}

/// A passage found, with its article and what the question found in it.
struct Found<'index> {
    hit: Hit,
    article: &'index ArticleEntry,
    matches: Matches,
    parts: Parts,
}

impl Found<'_> {
    fn reason(&self, query: &Query) -> PassageReason {
        let title = &self.article.metadata.title;
        let has = |(word, part): &(&QueryWord, &f32)| **part > 0.0 && !word.is_light;
        let part = |part: f32| rounded(f64::from(part));
        PassageReason {
            article: self.article.path.clone(),
            breadcrumb: [title]
                .into_iter()
                .chain(&self.hit.headings)
                .cloned()
                .collect(),
            score: part(self.hit.score),
            words: part(self.parts.words),
            meaning: part(self.parts.meaning),
            definition: part(self.parts.definition),
            heading: part(self.parts.heading),
            proximity: part(self.parts.proximity),
            sentence: part(self.parts.sentence),
            found: query
                .words
                .iter()
                .zip(&self.matches.found)
                .filter(has)
                .map(|(word, _)| word.text.clone())
                .collect(),
        }
    }
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
/// answers, and chooses what is shown. `hits` are read as they are needed; one that cannot be
/// read fails the answer. `topics` names what can be asked about, largest first.
pub fn compose<'index, E>(
    question: &Question,
    query: &Query,
    hits: impl IntoIterator<Item = Result<(Hit, &'index ArticleEntry), E>>,
    topics: &[Topic],
    composition: Composition,
) -> Result<Answer, E> {
    let mut hits = hits.into_iter();
    let first: Vec<(Hit, &ArticleEntry)> = hits
        .by_ref()
        .take(composition.weighed)
        .collect::<Result<_, E>>()?;
    let scale = Scale::of(question, query);
    let (ranked, nearest_sentence) = scale.weigh(first);
    let nearest = ranked
        .iter()
        .map(|found| found.hit.likeness)
        .fold(f32::MIN, f32::max);
    let together = ranked
        .iter()
        .map(|found| found.matches.proximity)
        .fold(0.0, f32::max);
    let evidence = ranked.first().and_then(|best| {
        let told = reads(best.article.language) && query.meaning.is_some();
        let likeness = told.then_some(nearest);
        Evidence::of(query, &best.matches.found, likeness, together)
    });
    let confidence = evidence.map_or(0.0, Evidence::confidence);
    let answered = confidence >= composition.min_confidence && confidence > 0.0;
    let content = || query.content().filter(|word| !word.is_known);
    let mut answer = Answer {
        question: question.as_str().to_owned(),
        about: question.about().map(str::to_owned),
        answered,
        confidence,
        passages: Vec::new(),
        corrected: query
            .content()
            .filter_map(|word| {
                Some(Corrected {
                    typed: word.text.clone(),
                    read_as: word.read_as.clone()?,
                })
            })
            .collect(),
        did_you_mean: content()
            .flat_map(|word| word.corrections.iter().cloned())
            .collect(),
        unknown_words: unknown_words(question, query),
        topics: Vec::new(),
        explanation: composition.explain.then(|| Explanation {
            words: explanation::words(query),
            passages: ranked
                .iter()
                .take(EXPLAINED)
                .map(|found| found.reason(query))
                .collect(),
            confidence: ConfidenceReason::of(evidence, confidence, composition.min_confidence),
        }),
    };
    if answered {
        let floor = ranked.first().map_or(0.0, |best| best.hit.score) * FITS;
        let mut fitting: Vec<Found<'_>> = ranked
            .into_iter()
            .filter(|found| found.hit.score >= floor)
            .collect();
        if let Some(sides) = &scale.sides {
            cover_both(&mut fitting, composition.limit, |found| {
                sides.spoken_of(query, &found.matches.found)
            });
        }
        let behind = hits.map(|hit| {
            let (hit, article) = hit?;
            let mut found = scale.find(hit, article);
            scale.add_nearness(&mut found, nearest_sentence);
            Ok(found)
        });
        let fits = |found: &Result<Found<'_>, E>| {
            found
                .as_ref()
                .map_or(true, |found| found.hit.score >= floor)
        };
        let ranked = fitting.into_iter().map(Ok).chain(behind.filter(fits));
        answer.passages = selection::select(ranked, composition.limit)?
            .iter()
            .enumerate()
            .map(|(index, found)| {
                Citation::of(index + 1, &found.hit, found.article, Some(&found.matches))
            })
            .collect();
    } else {
        answer.topics = nearest_topics(&ranked, topics);
    }
    Ok(answer)
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
    let (ranked, _) = Scale::of(question, query).weigh(hits);
    ranked.into_iter().map(|found| found.hit).collect()
}

/// What passages are weighed by: a question, and what kind of answer it asks for.
struct Scale<'question> {
    query: &'question Query,
    intent: Intent,
    kinds: Kinds,
    sides: Option<Sides>,
}

impl<'question> Scale<'question> {
    fn of(question: &Question, query: &'question Query) -> Self {
        Self {
            query,
            intent: question.intent(),
            kinds: Kinds::asked(question),
            sides: Sides::of(query),
        }
    }

    /// Best first, by score and by whether a passage is of the kind that was asked for; then
    /// how near the nearest sentence of all of them is to the question.
    fn weigh<'index>(
        &self,
        hits: impl IntoIterator<Item = (Hit, &'index ArticleEntry)>,
    ) -> (Vec<Found<'index>>, f32) {
        let mut ranked: Vec<Found<'_>> = hits
            .into_iter()
            .map(|(hit, article)| self.find(hit, article))
            .collect();
        let nearest = ranked
            .iter()
            .map(|found| found.matches.sentence_likeness)
            .fold(f32::MIN, f32::max);
        for found in &mut ranked {
            self.add_nearness(found, nearest);
        }
        // Stable: equal scores keep the order of the index.
        ranked.sort_by(|a, b| b.hit.score.total_cmp(&a.hit.score));
        (ranked, nearest)
    }

    /// Looks for the question in a passage, and weighs it by all that the passage itself says.
    fn find<'index>(&self, mut hit: Hit, article: &'index ArticleEntry) -> Found<'index> {
        let matches = Matches::find(self.query, self.intent, &hit, article);
        let mut parts = Parts {
            words: hit.by_words,
            meaning: hit.score - hit.by_words,
            definition: hit.score * DEFINITION_BONUS * matches.defines,
            ..Parts::default()
        };
        hit.score += parts.definition;
        let heading = hit.headings.last().unwrap_or(&article.metadata.title);
        let mut gain = |share: f32| {
            let bonus = hit.score * share;
            parts.heading += bonus;
            hit.score += bonus;
        };
        if matches.names {
            gain(NAMED_BONUS);
        }
        if self.kinds.meet(&Kinds::of(heading)) {
            gain(SAME_KIND_BONUS);
        }
        if let Some(sides) = &self.sides {
            gain(sides.factor(self.query, &matches.found) - 1.0);
        }
        Found {
            hit,
            article,
            matches,
            parts,
        }
    }

    /// Adds how near the words of a passage stand to each other, and its nearest sentence to the
    /// question, of which the nearest of all has this likeness.
    fn add_nearness(&self, found: &mut Found<'_>, nearest: f32) {
        let Found {
            hit,
            matches,
            parts,
            ..
        } = found;
        parts.proximity = PROXIMITY_SHARE * matches.proximity;
        if let Some(meaning) = &self.query.meaning {
            let share = meaning.above_usual(matches.sentence_likeness, nearest);
            parts.sentence = SENTENCE_SHARE * share;
        }
        hit.score += parts.proximity + parts.sentence;
    }
}

/// The words of a question that no article has, as they were typed; then those of an earlier
/// question, whose text is not at hand.
fn unknown_words(question: &Question, query: &Query) -> Vec<String> {
    let unknown = || query.content().filter(|word| !word.is_known);
    let own = unknown().filter(|word| !word.is_carried);
    let own = joined(own.map(|word| word.range.clone()));
    let typed = own
        .into_iter()
        .filter_map(|range| question.as_str().get(range));
    let carried = unknown().filter(|word| word.is_carried);
    typed
        .map(str::to_owned)
        .chain(carried.map(|word| word.text.clone()))
        .collect()
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
