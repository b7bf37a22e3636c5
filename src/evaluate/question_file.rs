//! The form of the project's own question files. Knows what is right, measures nothing.

use std::path::Path;

use serde::Deserialize;

use super::{EvaluateError, Kind, read};
use crate::answer::{Answer, Citation, Question};

/// A file of questions.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct QuestionFile {
    question: Vec<GoldenQuestion>,
}

/// One question and what answers it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GoldenQuestion {
    /// What was asked before it, oldest first.
    #[serde(default)]
    pub before: Vec<String>,
    /// As a member types it.
    pub text: String,
    /// Whether something of what was asked before belongs to it.
    completed: Option<bool>,
    /// Where it is answered; any of them is right. None: the corpus does not answer it.
    #[serde(default)]
    pub answers: Vec<Place>,
    /// Why it is not answered.
    pub refuse: Option<Refusal>,
}

/// A section of an article.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Place {
    /// Path within the corpus.
    pub article: String,
    /// The heading; empty for the text before the first one.
    section: String,
    /// Words of the sentence that answers best.
    pub sentence: Option<String>,
}

/// How far a question without an answer is from the corpus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Refusal {
    /// It has nothing to do with it.
    OffTopic,
    /// It is about something that the articles speak of, but they do not say this.
    NearTopic,
}

/// The questions of a file.
pub(super) fn golden_questions(path: &Path) -> Result<Vec<GoldenQuestion>, EvaluateError> {
    let text = read(path)?;
    let file: QuestionFile = toml::from_str(&text).map_err(|error| EvaluateError::Malformed {
        path: path.to_owned(),
        line: error
            .span()
            .map_or(1, |span| text[..span.start].matches('\n').count() + 1),
        reason: error.message().to_owned(),
    })?;
    Ok(file.question)
}

impl GoldenQuestion {
    /// The question, with what those before it say that it is about.
    pub fn question(&self) -> Result<Question, EvaluateError> {
        let parse = |text: &String| {
            Question::parse(text).map_err(|source| EvaluateError::Question {
                id: text.clone(),
                source,
            })
        };
        let mut previous: Option<Question> = None;
        for text in self.before.iter().chain([&self.text]) {
            let question = parse(text)?;
            previous = Some(match &previous {
                Some(previous) => question.after(previous),
                None => question,
            });
        }
        previous.map_or_else(|| parse(&self.text), Ok)
    }

    pub fn kind(&self) -> Kind {
        match self.refuse {
            _ if !self.answers.is_empty() => Kind::Answerable,
            Some(Refusal::NearTopic) => Kind::NearTopic,
            Some(Refusal::OffTopic) | None => Kind::OffTopic,
        }
    }

    /// Whether it was completed, or left alone, as it should be; none where that is not known.
    pub fn is_rightly_completed(&self, question: &Question) -> Option<bool> {
        self.completed
            .map(|wanted| question.about().is_some() == wanted)
    }

    pub fn is_answered_by(&self, passage: &Citation) -> bool {
        self.answers.iter().any(|place| place.holds(passage))
    }

    /// The sentence that is marked in the first passage of which it is known which answers
    /// best, and whether it is one of those.
    pub fn marked_sentence(&self, answer: &Answer) -> Option<(bool, String)> {
        answer.passages.iter().find_map(|passage| {
            let text = one_line(&passage.text);
            let marked = best_sentence(passage);
            let places = self.answers.iter().filter(|place| place.holds(passage));
            let known: Vec<&String> = places
                .filter_map(|place| place.sentence.as_ref())
                .filter(|words| text.contains(words.as_str()))
                .collect();
            let right = known.iter().any(|words| marked.contains(words.as_str()));
            (!known.is_empty()).then_some((right, marked))
        })
    }
}

impl Place {
    fn holds(&self, passage: &Citation) -> bool {
        let heading = passage.breadcrumb.get(1..).unwrap_or_default();
        let right = if self.section.is_empty() {
            heading.is_empty()
        } else {
            heading.contains(&self.section)
        };
        self.article == passage.article && right
    }
}

/// The sentence that is marked in a passage, on one line.
fn best_sentence(passage: &Citation) -> String {
    let [start, end] = passage.best_sentence;
    let sentence: String = passage.text.chars().take(end).skip(start).collect();
    one_line(&sentence)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
