//! What would come of a change, shown before it is made. Pure; every text of people and articles
//! is escaped here.

use std::fmt::Write as _;

use super::super::super::edit_press::EditPress;
use super::super::super::edit_words::{named, note_words, reason_words};
use super::super::super::limits::fit;
use super::super::super::press::Press;
use super::super::super::reply::{Component, Embed, Reply, is_web_address};
use super::super::super::text::{escape, lines, link_target, plain};
use super::super::super::words::Language;
use super::super::topics::counted;
use super::history;
use crate::editing::{
    Comparison, Kind, Outline, Outlook, PlanId, Proposal, Remade, Skipped, Step, compare,
};
use crate::journal::Change;

/// Most headings that are listed.
const HEADINGS: usize = 6;

/// Most problems that are listed.
const PROBLEMS: usize = 4;

/// Most articles that are listed.
const ARTICLES: usize = 10;

/// Most changed lines that are shown.
const LINES: usize = 10;

/// Most characters of a changed line.
const LINE_CHARS: usize = 110;

/// Characters that are shown before the first difference of a line.
const BEFORE: usize = 40;

/// What goes with a proposal beside what it says itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Extras {
    /// What each file was taken for.
    pub notes: Vec<Option<Remade>>,
    /// What was in the archive and is no article.
    pub skipped: Vec<Skipped>,
    /// The change that would be taken back.
    pub undone: Option<Change>,
}

/// What would come of a proposal, with the buttons that make it or give it up.
pub fn card(
    proposal: &Proposal,
    outlook: &Outlook,
    extras: &Extras,
    id: &PlanId,
    language: Language,
) -> Reply {
    let plan = &proposal.plan;
    let mut text = String::new();
    let mut diff = String::new();
    if let Some(undone) = &extras.undone {
        let _ = write!(text, "-# {}\n\n", history::line(undone, language));
    }
    match plan.steps.as_slice() {
        [step] if step.before.is_none() => {
            one(&mut text, step, outlook, extras, language);
        }
        [step] if step.after.is_some() => {
            let compared = comparison(proposal, step);
            changed(&mut text, step, &compared, language);
            diff = compared.unified;
            if plan.kind != Kind::Rename {
                shape(&mut text, outlook.articles.first(), language);
            }
        }
        [old, new] if plan.kind == Kind::Rename && old.after.is_none() => {
            let _ = write!(
                text,
                "{} → **{}**",
                named(old.path.as_str()),
                named(new.path.as_str())
            );
            if old.title != new.title {
                let _ = write!(text, "\n{} → **{}**", short(&old.title), short(&new.title));
            }
        }
        [step] => {
            let _ = write!(
                text,
                "**{}**\n{}",
                short(&step.title),
                named(step.path.as_str())
            );
            let _ = write!(text, "\n\n{}", language.say("preview-removed"));
        }
        steps => many(&mut text, steps, outlook, extras, language),
    }
    problems(&mut text, outlook, language);
    let embed = Embed::new(text)
        .title(&heading(plan.kind, &plan.steps, language), None)
        .footer(&language.say("preview-footer"));
    let buttons = [
        (
            label(plan.kind, outlook, language),
            EditPress::Confirm(id.clone()),
        ),
        (language.say("button-cancel"), EditPress::Cancel(id.clone())),
    ];
    let buttons = buttons.into_iter().filter_map(|(label, press)| {
        Some(Component::button(&label, Press::Edit(press).custom_id()?))
    });
    let reply = Reply::line("").embed(embed).buttons(buttons).private();
    if diff.is_empty() {
        reply
    } else {
        reply.file("changes.diff", diff)
    }
}

fn heading(kind: Kind, steps: &[Step], language: Language) -> String {
    match kind {
        Kind::Add if steps.len() > 1 => language.say("preview-add-several"),
        Kind::Add => language.say("preview-add"),
        Kind::Edit => language.say("preview-edit"),
        Kind::Remove => language.say("preview-remove"),
        Kind::Rename => language.say("preview-rename"),
        Kind::Undo => language.say("preview-undo"),
        Kind::Restore => language.say("preview-restore"),
    }
}

fn label(kind: Kind, outlook: &Outlook, language: Language) -> String {
    // Not to be overlooked: members would not find it, or not as it was meant.
    let knowingly = outlook.articles.iter().any(|article| article.passages == 0)
        || outlook.problems.iter().any(is_error);
    match (kind, knowingly) {
        (Kind::Add, false) => language.say("button-add"),
        (Kind::Add, true) => language.say("button-add-anyway"),
        (Kind::Edit, false) => language.say("button-save"),
        (Kind::Edit, true) => language.say("button-save-anyway"),
        (Kind::Remove, _) => language.say("button-remove"),
        (Kind::Rename, _) => language.say("button-rename"),
        (Kind::Undo, _) => language.say("button-undo"),
        (Kind::Restore, _) => language.say("button-restore"),
    }
}

/// A new article.
fn one(text: &mut String, step: &Step, outlook: &Outlook, extras: &Extras, language: Language) {
    let _ = write!(
        text,
        "**{}**\n{}",
        short(&step.title),
        named(step.path.as_str())
    );
    if let Some(note) = extras.notes.first().copied().flatten() {
        let _ = write!(text, "\n-# {}", note_words(note, language));
    }
    let Some(article) = outlook.articles.first() else {
        return;
    };
    shape(text, Some(article), language);
    if let Some(url) = article.url.as_deref().filter(|url| is_web_address(url)) {
        let link = link_target(url);
        if link.len() <= 200 {
            let link = format!("[{}]({link})", escape(&fit(&plain(url), 80)));
            let page = language.say_with("preview-page", [("link", link.into())]);
            let _ = write!(text, "\n{page}");
        }
    }
    if !article.headings.is_empty() {
        text.push('\n');
        for heading in article.headings.iter().take(HEADINGS) {
            let _ = write!(text, "\n• {}", escape(&fit(&plain(heading), 80)));
        }
        rest(text, article.headings.len(), HEADINGS, language);
    }
    let beginning = lines(&article.beginning);
    if !beginning.trim().is_empty() {
        text.push('\n');
        for line in fit(&beginning, 300).lines() {
            let _ = write!(text, "\n> {}", escape(line));
        }
    }
}

/// How an article would be read, in one line.
fn shape(text: &mut String, article: Option<&Outline>, language: Language) {
    let Some(article) = article else {
        return;
    };
    if article.passages == 0 {
        let _ = write!(
            text,
            "\n**{}** {}",
            language.say("preview-unquotable"),
            language.say("preview-unquotable-why")
        );
        return;
    }
    let _ = write!(
        text,
        "\n{} · {} · {}",
        counted(article.headings.len(), "headings", language),
        counted(article.passages, "passages", language),
        counted(article.words, "words", language)
    );
    if !article.topics.is_empty() {
        let topics = fit(&plain(&article.topics.join(", ")), 200);
        let topics = [("topics", escape(&topics).into())];
        let _ = write!(text, "\n{}", language.say_with("preview-topics", topics));
    }
}

/// Another text: how many lines differ, and the first of them.
fn changed(text: &mut String, step: &Step, compared: &Comparison, language: Language) {
    let figures = [
        ("added", counted(compared.added, "lines", language).into()),
        (
            "removed",
            counted(compared.removed, "lines", language).into(),
        ),
    ];
    let _ = write!(
        text,
        "**{}**\n{}\n{}",
        short(&step.title),
        named(step.path.as_str()),
        language.say_with("preview-lines", figures)
    );
    let differ = differing(&compared.unified);
    text.push('\n');
    for (sign, line) in differ.iter().take(LINES) {
        let line = escape(&fit(&plain(line), LINE_CHARS));
        let _ = write!(text, "\n**{sign}** {line}");
    }
    if differ.len() > LINES {
        let more = [("count", (differ.len() - LINES).into())];
        let _ = write!(text, "\n-# {}", language.say_with("more-in-file", more));
    }
    text.push('\n');
}

/// The lines that differ, with their signs. Of a long line that takes the place of another, the
/// part from shortly before the first difference on.
fn differing(unified: &str) -> Vec<(&'static str, String)> {
    let lines: Vec<&str> = unified.lines().skip(2).collect();
    let run = |from: usize, sign: char| {
        let rest = lines[from..].iter();
        rest.take_while(|line| line.starts_with(sign)).count()
    };
    let mut differing = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let gone = run(at, '-');
        let new = run(at + gone, '+');
        for nth in 0..gone + new {
            let line = &lines[at + nth][1..];
            let other = if nth < gone { gone + nth } else { nth - gone };
            let paired = gone == new;
            let other = if paired {
                &lines[at + other][1..]
            } else {
                line
            };
            let sign = if nth < gone { "−" } else { "+" };
            differing.push((sign, from_difference(line, other)));
        }
        at += (gone + new).max(1);
    }
    differing
}

/// `line` from shortly before the place on where it differs from `other`.
fn from_difference(line: &str, other: &str) -> String {
    let same = line
        .chars()
        .zip(other.chars())
        .take_while(|(one, other)| one == other)
        .count();
    if line == other || same <= BEFORE || line.chars().count() <= LINE_CHARS {
        return line.to_owned();
    }
    let from: String = line.chars().skip(same - BEFORE).collect();
    // From a whole word on.
    let from = from.split_once(' ').map_or(from.as_str(), |(_, from)| from);
    format!("… {from}")
}

/// Several files at once.
fn many(text: &mut String, steps: &[Step], outlook: &Outlook, extras: &Extras, language: Language) {
    for step in steps.iter().take(ARTICLES) {
        let name = format!("**{}** ({})", short(&step.title), named(step.path.as_str()));
        let name = match (&step.before, &step.after) {
            (None, _) => name,
            (_, None) => language.say_with("preview-step-removed", [("article", name.into())]),
            _ => language.say_with("preview-step-before", [("article", name.into())]),
        };
        let _ = write!(text, "\n• {name}");
        let article = outlook.articles.iter().find(|it| it.path == step.path);
        match article {
            Some(article) if article.passages == 0 => {
                let _ = write!(text, " · **{}**", language.say("preview-nothing-to-quote"));
            }
            Some(article) => {
                let _ = write!(
                    text,
                    " · {}",
                    counted(article.passages, "passages", language)
                );
            }
            None => {}
        }
    }
    rest(text, steps.len(), ARTICLES, language);
    let remade = extras.notes.iter().flatten().count();
    if remade > 0 {
        let pages = [("pages", counted(remade, "pages", language).into())];
        let _ = write!(text, "\n-# {}", language.say_with("preview-remade", pages));
    }
    if !extras.skipped.is_empty() {
        let names: Vec<String> = extras
            .skipped
            .iter()
            .take(5)
            .map(|it| {
                let reason = reason_words(it.reason, language);
                format!("{} ({reason})", escape(&fit(&plain(&it.name), 60)))
            })
            .collect();
        let names = names.join(", ");
        let names = match extras.skipped.len().saturating_sub(5) {
            0 => names,
            more => language.say_with(
                "names-and-more",
                [("names", names.into()), ("count", more.into())],
            ),
        };
        let left_out = language.say_with("preview-left-out", [("names", names.into())]);
        let _ = write!(text, "\n-# {left_out}");
    }
}

/// What is wrong is told in English, as `/corpus check` does.
fn problems(text: &mut String, outlook: &Outlook, language: Language) {
    if outlook.problems.is_empty() {
        return;
    }
    text.push('\n');
    for problem in outlook.problems.iter().take(PROBLEMS) {
        let kind = if is_error(problem) {
            format!("**{}**", language.say("preview-error"))
        } else {
            language.say("preview-warning")
        };
        let told = escape(&fit(&plain(&problem.to_string()), 160));
        let _ = write!(text, "\n-# {kind}: {told}");
    }
    rest(text, outlook.problems.len(), PROBLEMS, language);
}

fn is_error(problem: &crate::librarian::Problem) -> bool {
    problem.severity == crate::librarian::Severity::Error
}

fn rest(text: &mut String, all: usize, shown: usize, language: Language) {
    if all > shown {
        let more = [("count", (all - shown).into())];
        let _ = write!(text, "\n-# {}", language.say_with("and-more", more));
    }
}

fn short(title: &str) -> String {
    escape(&fit(&plain(title), 120))
}

fn comparison(proposal: &Proposal, step: &Step) -> Comparison {
    let bytes = |hash| proposal.bytes(hash).unwrap_or_default();
    compare(
        &step.path,
        bytes(step.before.as_ref()),
        bytes(step.after.as_ref()),
    )
}
