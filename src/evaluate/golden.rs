//! The project's own questions: a TOML file that names the article and section that
//! answer each one, or says that the corpus does not.

use std::collections::HashMap;
use std::ops::ControlFlow;

use serde::Serialize;

use super::measures::Tally;
use super::question_file::{GoldenQuestion, golden_questions};
use super::{DEFAULT_SPLIT, EvaluateError, Evaluation, Kind, Run, ask, ask_off_topic, index};
use crate::answer::{Answer, Question};
use crate::librarian::{AskOptions, Librarian, Progress, Settings};

/// Passages among which the one is looked for whose best sentence is known.
const SENTENCE_PASSAGES: usize = 30;

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
    run: &Run,
    settings: &Settings,
    progress: &(dyn Fn(Progress) -> ControlFlow<()> + Sync),
) -> Result<Evaluation, EvaluateError> {
    let questions = golden_questions(&run.set)?;
    let librarian = Librarian::new(settings.clone());
    let index_seconds = index(&librarian, progress)?;
    let mut tally = Tally::default();
    let (mut article, mut section, mut answered) =
        (Share::default(), Share::default(), Share::default());
    let (mut off_topic, mut near_topic) = (Share::default(), Share::default());
    let (mut completed, mut sentence) = (Share::default(), Share::default());
    let mut misses = Vec::new();
    for golden in &questions {
        let question = golden.question()?;
        if let Some(right) = golden.is_rightly_completed(&question) {
            completed.count(right);
            if !right {
                let about = question.about().unwrap_or("nothing");
                misses.push(format!("about {about}: {}", golden.text));
            }
        }
        let kind = golden.kind();
        let (ranking, answer) = ask(&librarian, &question, kind, &mut tally)?;
        if kind != Kind::Answerable {
            let share = if kind == Kind::OffTopic {
                &mut off_topic
            } else {
                &mut near_topic
            };
            share.count(!answer.answered);
            if answer.answered {
                let (asked, first) = (asked(&question), first(&answer));
                misses.push(format!("answered: {asked} <- {first}"));
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
        if let Some((right, marked)) = marked_sentence(&librarian, golden, &question)? {
            sentence.count(right);
            if !right {
                misses.push(format!("wrong sentence: {} <- {marked}", asked(&question)));
            }
        }
        article.count(right_article);
        section.count(right_section);
        answered.count(answer.answered);
        if !answer.answered {
            let asked = asked(&question);
            misses.push(format!("refused ({:.2}): {asked}", answer.confidence));
        } else if !right_article || !right_section {
            let what = if right_article { "section" } else { "article" };
            misses.push(format!(
                "wrong {what}: {} <- {}",
                asked(&question),
                first(&answer)
            ));
        }
    }
    ask_off_topic(&librarian, run, &mut tally)?;
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
        ..Evaluation::new(
            &run.set,
            DEFAULT_SPLIT,
            questions.len(),
            index_seconds,
            &tally.means(),
        )
    })
}

/// The sentence that is marked in the right section, and whether it is the right one, where
/// that is known.
fn marked_sentence(
    librarian: &Librarian,
    golden: &GoldenQuestion,
    question: &Question,
) -> Result<Option<(bool, String)>, EvaluateError> {
    if golden.answers.iter().all(|place| place.sentence.is_none()) {
        return Ok(None);
    }
    // Wherever the section was ranked: that is measured elsewhere.
    let options = AskOptions {
        limit: SENTENCE_PASSAGES,
        topic: None,
        explain: false,
    };
    let answer = librarian.ask(question, &options)?;
    Ok(golden.marked_sentence(&answer))
}

fn asked(question: &Question) -> String {
    Question::told(question.as_str(), question.about(), usize::MAX)
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
