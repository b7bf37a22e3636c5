//! What is said once a change is made: what there is now, and how to ask for it.

use std::fmt::Write as _;

use super::super::super::bot::Bot;
use super::super::super::edit_words::named;
use super::super::super::limits::fit;
use super::super::super::press::Press;
use super::super::super::reply::{Component, Reply};
use super::super::super::text::{escape, plain};
use super::super::super::words::Language;
use super::super::topics::counted;
use crate::answer::Question;
use crate::editing::{ArticlePath, Kind, Plan, Step};
use crate::librarian::{ArticleOutline, AskOptions, Librarian, LibrarianError};

/// Most questions that are tried.
const TRIED: usize = 6;

/// Longest question that a button carries, in characters.
const MOST_CHARS: usize = 90;

/// How an article is found, or why not.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Findable {
    /// This question finds it.
    By(String),
    /// None of the tried ones does; another article answers the first.
    BehindAnother(String),
    /// None of the tried ones is answered at all.
    NotSurely,
    /// It is not in the index.
    Unread,
}

/// What there is now.
pub async fn card(bot: &Bot, plan: &Plan, language: Language) -> Reply {
    let mut text = made(plan, language);
    let mut button = None;
    let there = plan.steps.iter().find(|step| step.after.is_some());
    if let Some(step) = there {
        let path = step.path.clone();
        let findable = bot
            .with_librarian(plan.origin.place.server(), move |librarian| {
                findable(librarian, &path)
            })
            .await;
        match findable {
            Ok(Findable::By(question)) => {
                let asked = [("question", escape(&plain(&question)).into())];
                let _ = write!(text, "\n{}", language.say_with("done-ask", asked));
                let id = Press::Ask { question }.custom_id();
                button = id.map(|id| Component::button(&language.say("button-ask-it"), id));
            }
            Ok(Findable::BehindAnother(title)) => {
                let another = [("title", escape(&fit(&plain(&title), 150)).into())];
                let _ = write!(text, "\n{}", language.say_with("done-behind", another));
            }
            Ok(Findable::NotSurely) => {
                let _ = write!(text, "\n{}", language.say("done-not-surely"));
            }
            Ok(Findable::Unread) => {
                let _ = write!(text, "\n{}", language.say("done-unread"));
            }
            Err(trouble) => trouble.log(),
        }
    }
    let _ = write!(text, "\n-# {}", language.say("done-undo-hint"));
    Reply::line(text).buttons(button).private()
}

/// What was done, in a sentence.
fn made(plan: &Plan, language: Language) -> String {
    let (there, what) = match (plan.kind, plan.steps.as_slice()) {
        (_, [step]) => (step.after.is_some(), titled(step)),
        (Kind::Rename, [old, new]) => {
            let names = [
                ("old", named(old.path.as_str()).into()),
                ("what", titled(new).into()),
            ];
            return language.say_with("done-rename-to", names);
        }
        (_, steps) => (true, counted(steps.len(), "articles", language)),
    };
    let what = [("what", what.into())];
    match plan.kind {
        Kind::Add => language.say_with("done-add", what),
        Kind::Edit => language.say_with("done-edit", what),
        Kind::Remove => language.say_with("done-remove", what),
        Kind::Rename => language.say_with("done-rename", what),
        Kind::Undo if there => language.say_with("done-undo-there", what),
        Kind::Undo => language.say_with("done-undo-gone", what),
        Kind::Restore => language.say_with("done-restore", what),
    }
}

/// `**Fascia** (fascia.md)`
fn titled(step: &Step) -> String {
    format!(
        "**{}** ({})",
        escape(&fit(&plain(&step.title), 150)),
        named(step.path.as_str())
    )
}

/// A question that finds the article, tried out.
fn findable(librarian: &Librarian, path: &ArticlePath) -> Result<Findable, LibrarianError> {
    let article = match librarian.article(path.as_str()) {
        Ok(article) if article.summary.path == path.as_str() => article,
        Ok(_) | Err(LibrarianError::UnknownArticle { .. }) => return Ok(Findable::Unread),
        Err(error) => return Err(error),
    };
    let options = AskOptions {
        limit: 3,
        topic: None,
        explain: false,
    };
    let mut another = None;
    for text in questions(&article) {
        let Ok(question) = Question::parse(&text) else {
            continue;
        };
        let answer = librarian.ask(&question, &options)?;
        let mut passages = answer.passages.iter();
        if !answer.answered {
            continue;
        }
        if passages.any(|passage| passage.article == path.as_str()) {
            return Ok(Findable::By(text));
        }
        let first = answer.passages.first().map(|passage| passage.title.clone());
        another = another.or(first);
    }
    Ok(another.map_or(Findable::NotSurely, Findable::BehindAnother))
}

/// What might be asked, as the article suggests it: what it asks itself, then its title.
fn questions(article: &ArticleOutline) -> Vec<String> {
    let headings = article.sections.iter().map(|section| &section.heading);
    let asking = headings.clone().filter(|heading| heading.ends_with('?'));
    let title = &article.summary.title;
    let about = format!("what is {title}?");
    let mut questions: Vec<String> = asking
        .chain([title, &about])
        .chain(headings.filter(|heading| !heading.ends_with('?')))
        .map(|text| plain(text))
        .filter(|text| (1..=MOST_CHARS).contains(&text.chars().count()))
        .take(TRIED)
        .collect();
    questions.dedup();
    questions
}
