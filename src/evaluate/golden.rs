//! The project's own questions: a TOML file that names the article and section that
//! answer each one, or says that the corpus does not.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::measures::Tally;
use super::{EvaluateError, Evaluation, ask, index, read};
use crate::answer::{Answer, Citation, Question};
use crate::librarian::{AskOptions, Librarian, Progress, Settings};

/// Passages among which the one is looked for whose best sentence is known.
const SENTENCE_PASSAGES: usize = 30;

/// A file of questions.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct QuestionFile {
    question: Vec<GoldenQuestion>,
}

/// One question and what answers it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct GoldenQuestion {
    /// What was asked before it, oldest first.
    #[serde(default)]
    before: Vec<String>,
    /// As a member types it.
    text: String,
    /// Whether something of what was asked before belongs to it.
    completed: Option<bool>,
    /// Where it is answered; any of them is right. None: the corpus does not answer it.
    #[serde(default)]
    answers: Vec<Place>,
    /// Why it is not answered.
    refuse: Option<Refusal>,
}

/// A section of an article.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Place {
    /// Path within the corpus.
    article: String,
    /// The heading; empty for the text before the first one.
    section: String,
    /// Words of the sentence that answers best.
    sentence: Option<String>,
}

/// How far a question without an answer is from the corpus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Refusal {
    /// It has nothing to do with it.
    OffTopic,
    /// It is about something that the articles speak of, but they do not say this.
    NearTopic,
}

/// What is measured only where sections and refusals are known. Shares between 0 and 1.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GoldenFigures {
    /// Questions that the corpus answers.
    pub answerable: usize,
    /// Share of them whose answer's first passage is of a right article.
    pub right_article_first: f64,
    /// Share of them with a right section among the answer's first three passages.
    pub right_section_in_three: f64,
    /// Right sections found of which it is known which sentence answers best.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sentences: Option<usize>,
    /// Share of them in which that sentence is marked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub right_sentence: Option<f64>,
    /// Share of them that were wrongly not answered.
    pub answerable_refused: f64,
    /// Questions about something else.
    pub off_topic: usize,
    /// Share of them that were rightly not answered.
    pub off_topic_refused: f64,
    /// Questions on the topic that the corpus does not answer.
    pub near_topic: usize,
    /// Share of them that were rightly not answered.
    pub near_topic_refused: f64,
    /// Questions of which it is known whether they rest on the one before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after_others: Option<usize>,
    /// Share of them that were completed, or left alone, as they should be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rightly_completed: Option<f64>,
    /// Questions that went wrong, and how, to be looked at.
    pub misses: Vec<String>,
}

/// A share that is added up.
#[derive(Debug, Default)]
struct Share {
    right: usize,
    of: usize,
}

impl Share {
    fn count(&mut self, right: bool) {
        self.of += 1;
        self.right += usize::from(right);
    }

    fn value(&self) -> f64 {
        self.right as f64 / self.of.max(1) as f64
    }
}

pub(super) fn evaluate(
    path: &Path,
    settings: &Settings,
    progress: &(dyn Fn(Progress) -> ControlFlow<()> + Sync),
) -> Result<Evaluation, EvaluateError> {
    let text = read(path)?;
    let file: QuestionFile = toml::from_str(&text).map_err(|error| EvaluateError::Malformed {
        path: path.to_owned(),
        line: error
            .span()
            .map_or(1, |span| text[..span.start].matches('\n').count() + 1),
        reason: error.message().to_owned(),
    })?;
    let librarian = Librarian::new(settings.clone());
    let index_seconds = index(&librarian, progress)?;
    let mut tally = Tally::default();
    let (mut article, mut section, mut answered) =
        (Share::default(), Share::default(), Share::default());
    let (mut off_topic, mut near_topic) = (Share::default(), Share::default());
    let (mut completed, mut sentence) = (Share::default(), Share::default());
    let mut misses = Vec::new();
    for golden in &file.question {
        let question = golden.question()?;
        if let Some(wanted) = golden.completed {
            let right = question.about().is_some() == wanted;
            completed.count(right);
            if !right {
                let about = question.about().unwrap_or("nothing");
                misses.push(format!("about {about}: {}", golden.text));
            }
        }
        let (ranking, answer) = ask(&librarian, &question, &mut tally)?;
        if golden.answers.is_empty() {
            let share = match golden.refuse.unwrap_or(Refusal::OffTopic) {
                Refusal::OffTopic => &mut off_topic,
                Refusal::NearTopic => &mut near_topic,
            };
            share.count(!answer.answered);
            if answer.answered {
                misses.push(format!(
                    "answered: {} <- {}",
                    asked(&question),
                    first(&answer)
                ));
            }
            continue;
        }
        let gains: HashMap<String, f64> = golden
            .answers
            .iter()
            .map(|place| (place.article.clone(), 1.0))
            .collect();
        tally.rank(&ranking, &gains);
        let right_article = answer
            .passages
            .first()
            .is_some_and(|passage| gains.contains_key(&passage.article));
        let right_section = answer
            .passages
            .iter()
            .any(|passage| golden.is_answered_by(passage));
        if golden.answers.iter().any(|place| place.sentence.is_some()) {
            let more = AskOptions {
                limit: SENTENCE_PASSAGES,
                topic: None,
                explain: false,
            };
            let more = librarian.ask(&question, &more)?;
            if let Some((passage, right)) = golden.sentence_in(&more) {
                sentence.count(right);
                if !right {
                    let marked = best_sentence(passage);
                    misses.push(format!("wrong sentence: {} <- {marked}", asked(&question)));
                }
            }
        }
        article.count(right_article);
        section.count(right_section);
        answered.count(answer.answered);
        if !answer.answered {
            misses.push(format!(
                "refused ({:.2}): {}",
                answer.confidence,
                asked(&question)
            ));
        } else if !right_article || !right_section {
            let what = if right_article { "section" } else { "article" };
            misses.push(format!(
                "wrong {what}: {} <- {}",
                asked(&question),
                first(&answer)
            ));
        }
    }
    let questions = file.question.len();
    Ok(Evaluation {
        golden: Some(GoldenFigures {
            answerable: article.of,
            right_article_first: article.value(),
            right_section_in_three: section.value(),
            sentences: (sentence.of > 0).then_some(sentence.of),
            right_sentence: (sentence.of > 0).then(|| sentence.value()),
            answerable_refused: 1.0 - answered.value(),
            off_topic: off_topic.of,
            off_topic_refused: off_topic.value(),
            near_topic: near_topic.of,
            near_topic_refused: near_topic.value(),
            after_others: (completed.of > 0).then_some(completed.of),
            rightly_completed: (completed.of > 0).then(|| completed.value()),
            misses,
        }),
        ..Evaluation::new(path, "test", questions, index_seconds, &tally.means())
    })
}

fn asked(question: &Question) -> String {
    Question::told(question.as_str(), question.about(), usize::MAX)
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

fn first(answer: &Answer) -> String {
    answer.passages.first().map_or_else(String::new, |passage| {
        format!(
            "{} ({:.2})",
            passage.breadcrumb.join(" > "),
            answer.confidence
        )
    })
}

impl GoldenQuestion {
    /// The question, with what those before it say that it is about.
    fn question(&self) -> Result<Question, EvaluateError> {
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

    fn is_answered_by(&self, passage: &Citation) -> bool {
        self.answers.iter().any(|place| place.holds(passage))
    }

    /// The first passage shown that has a sentence which is known to answer, and whether one
    /// of these is marked in it.
    fn sentence_in<'a>(&self, answer: &'a Answer) -> Option<(&'a Citation, bool)> {
        answer.passages.iter().find_map(|passage| {
            let text = one_line(&passage.text);
            let marked = best_sentence(passage);
            let places = self.answers.iter().filter(|place| place.holds(passage));
            let known: Vec<&String> = places
                .filter_map(|place| place.sentence.as_ref())
                .filter(|words| text.contains(words.as_str()))
                .collect();
            let right = known.iter().any(|words| marked.contains(words.as_str()));
            (!known.is_empty()).then_some((passage, right))
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
