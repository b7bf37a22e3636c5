//! Where a question's words stand in a passage, and which sentence answers best.

use std::ops::Range;

use super::proximity::proximity;
use super::question::Intent;
use crate::index::{ArticleEntry, Hit, Query, QueryMeaning, QueryWord};
use crate::language::{Language, with_stemmer, words};
use crate::meaning::with_encoder;

/// What the sentence that defines the subject is worth, beside all of the question's words.
const DEFINES: f32 = 0.5;

/// What a sentence's likeness to the question is worth, beside all of the question's words.
const LIKENESS: f32 = 1.5;

/// What the first sentence of a passage is worth: authors answer first.
const OPENS: f32 = 0.15;

/// What a sentence is worth that names the kind of thing that was asked for.
const NAMES: f32 = 0.1;

/// What a sentence loses that only asks or announces.
const ANNOUNCES: f32 = 1.0;

/// Words by which a sentence says what its subject is.
const COPULAS: &[&str] = &[
    "is",
    "are",
    "was",
    "were",
    "means",
    "mean",
    "refers",
    "refer",
    "describes",
    "describe",
    "involves",
    "consists",
    "combines",
    "uses",
    "ist",
    "sind",
    "est",
    "sont",
    "es",
    "son",
];

/// Words that may stand before the subject of a sentence.
const ARTICLES: &[&str] = &[
    "a", "an", "the", "der", "die", "das", "ein", "eine", "le", "la", "les", "un", "une", "el",
    "los",
];

/// Words that follow the verb where a sentence says what kind of thing its subject is.
const KINDS: &[&str] = &[
    "a", "an", "the", "one", "any", "to", "ein", "eine", "der", "die", "das", "un", "une", "una",
    "el", "la", "le", "les",
];

/// How far behind the subject its verb may stand, in words: "Fascia, or connective tissue, is".
const COPULA_REACH: usize = 7;

/// What a question found in a passage.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Matches {
    /// Where words of the question stand in the passage's text, in bytes, in order.
    pub highlights: Vec<Range<usize>>,
    /// For each word of [`Query::words`], how far it was found: in the text or above it.
    pub found: Vec<f32>,
    /// Index of the sentence that answers best.
    pub best_sentence: usize,
    /// How near the nearest sentence is to the question in meaning, from -1 to 1; 0 if that was
    /// not looked at.
    pub sentence_likeness: f32,
    /// How near the words of the question stand to each other, from 0 to 1.
    pub proximity: f32,
    /// How clearly a sentence says what the subject of the question is, from 0 to 1.
    pub defines: f32,
    /// Whether the sentence that answers best names what kind of thing was asked for.
    pub names: bool,
}

impl Matches {
    /// Looks for `query` in a passage, its headings and its article's title.
    pub fn find(query: &Query, intent: Intent, hit: &Hit, article: &ArticleEntry) -> Self {
        let text = &hit.passage.text;
        let sentences = &hit.passage.sentences;
        let language = article.language;
        let wanted = Wanted::of(query);
        let occurrences = wanted.occurrences(language, text);
        let mut found = vec![0.0; query.words.len()];
        for above in hit.headings.iter().chain([&article.metadata.title]) {
            for occurrence in wanted.occurrences(language, above) {
                mark(&mut found, &occurrence);
            }
        }
        for occurrence in &occurrences {
            mark(&mut found, occurrence);
        }
        let subject: Vec<&QueryWord> = query.content().collect();
        let asks_definition = intent == Intent::Definition && !subject.is_empty();
        let total: f32 = query
            .content()
            .map(|word| word.weight)
            .sum::<f32>()
            .max(f32::MIN_POSITIVE);
        let mut defines = 0.0_f32;
        let mut names = false;
        let mut best = (0, f32::MIN);
        let mut sentence_likeness = f32::MIN;
        // A sentence answers the heading that it stands under.
        let heading = hit.headings.last().unwrap_or(&article.metadata.title);
        let likenesses = query.meaning.as_ref().map_or_else(
            || vec![0.0; sentences.len()],
            |meaning| likenesses(meaning, heading, text, sentences),
        );
        for ((index, range), likeness) in sentences.iter().enumerate().zip(likenesses) {
            let sentence = &text[range.clone()];
            let mut here = vec![0.0; query.words.len()];
            for occurrence in occurrences
                .iter()
                .filter(|o| range.contains(&o.range.start))
            {
                mark(&mut here, occurrence);
            }
            let matched: f32 = query
                .words
                .iter()
                .zip(&here)
                .map(|(word, part)| word.weight * part)
                .sum();
            sentence_likeness = sentence_likeness.max(likeness);
            let mut score = matched / total + LIKENESS * likeness;
            // A question, or a line that announces what follows, is no answer by itself.
            if sentence.ends_with(['?', ':']) || sentence.ends_with("...") {
                score -= ANNOUNCES;
            }
            if asks_definition {
                let clarity = definition(&subject, language, sentence);
                score += DEFINES * clarity;
                defines = defines.max(clarity);
            }
            if index == 0 {
                score += OPENS;
            }
            if intent.is_met(sentence) {
                score += NAMES;
            }
            if score > best.1 {
                best = (index, score);
                names = intent.is_met(sentence);
            }
        }
        let places: Vec<(usize, usize)> = occurrences
            .iter()
            .map(|occurrence| (occurrence.position, occurrence.word))
            .collect();
        Self {
            proximity: proximity(query, &places),
            highlights: joined(occurrences.into_iter().map(|occurrence| occurrence.range)),
            found,
            best_sentence: best.0,
            sentence_likeness: sentence_likeness.clamp(-1.0, 1.0),
            defines,
            names,
        }
    }
}

/// How near each sentence is to the question, under its heading.
fn likenesses(
    meaning: &QueryMeaning,
    heading: &str,
    text: &str,
    sentences: &[Range<usize>],
) -> Vec<f32> {
    with_encoder(&meaning.table, |encoder| {
        let above = encoder.sum([heading]);
        let vectors = sentences
            .iter()
            .map(|range| encoder.encode_after(&above, &text[range.clone()]));
        vectors
            .map(|vector| meaning.probe.cosine(&vector))
            .collect()
    })
}

/// A word of the question in a text.
struct Occurrence {
    range: Range<usize>,
    /// Which word of the text it is.
    position: usize,
    /// Index into [`Query::words`].
    word: usize,
    /// What the match counts for: less for a corrected spelling.
    weight: f32,
}

/// The terms that are looked for, in the order in which they are preferred.
struct Wanted<'query>(Vec<(&'query str, usize, f32)>);

impl<'query> Wanted<'query> {
    fn of(query: &'query Query) -> Self {
        let mut wanted = Vec::new();
        for (index, word) in query.words.iter().enumerate() {
            for alternative in &word.alternatives {
                let terms = alternative.terms.iter();
                wanted.extend(terms.map(|term| (term.as_str(), index, alternative.weight)));
            }
        }
        Self(wanted)
    }

    fn occurrences(&self, language: Language, text: &str) -> Vec<Occurrence> {
        with_stemmer(language, |stemmer| {
            words(text)
                .enumerate()
                .filter_map(|(position, found)| {
                    let term = stemmer.term(found.text);
                    let &(_, word, weight) = self.0.iter().find(|(wanted, ..)| *wanted == term)?;
                    Some(Occurrence {
                        range: found.start..found.end(),
                        position,
                        word,
                        weight,
                    })
                })
                .collect()
        })
    }
}

/// Ranges in order, those that overlap as one: pairs of characters do.
pub(super) fn joined(ranges: impl IntoIterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

fn mark(found: &mut [f32], occurrence: &Occurrence) {
    let entry = &mut found[occurrence.word];
    *entry = entry.max(occurrence.weight);
}

/// How clearly a sentence says what its subject is: it starts with the subject and goes on
/// with "is a", "means the" (clearly), or with "is" and something else (less so).
fn definition(subject: &[&QueryWord], language: Language, sentence: &str) -> f32 {
    /// What "is" without an article or the like after it counts for.
    const VAGUE: f32 = 0.5;
    with_stemmer(language, |stemmer| {
        let mut rest = words(sentence).peekable();
        let lower = |text: &str| text.to_lowercase();
        while rest
            .next_if(|word| ARTICLES.contains(&lower(word.text).as_str()))
            .is_some()
        {}
        for wanted in subject {
            let Some(word) = rest.next() else {
                return 0.0;
            };
            let term = stemmer.term(word.text);
            if !wanted
                .alternatives
                .iter()
                .any(|alternative| alternative.terms == [term])
            {
                return 0.0;
            }
        }
        let mut verb = rest
            .take(COPULA_REACH + 1)
            .skip_while(|word| !COPULAS.contains(&lower(word.text).as_str()));
        match (verb.next(), verb.next()) {
            (Some(_), Some(next)) if KINDS.contains(&lower(next.text).as_str()) => 1.0,
            (Some(_), Some(_)) => VAGUE,
            _ => 0.0,
        }
    })
}
