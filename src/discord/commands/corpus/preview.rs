//! What would come of a change, shown before it is made. Pure; every text of people and articles
//! is escaped here.

use std::fmt::Write as _;

use super::super::super::edit_press::EditPress;
use super::super::super::edit_words::named;
use super::super::super::limits::fit;
use super::super::super::press::Press;
use super::super::super::reply::{Component, Embed, Reply, is_web_address};
use super::super::super::text::{escape, lines, link_target, plain};
use super::super::super::words::Language;
use super::super::topics::counted;
use super::history;
use crate::editing::{
    Comparison, Kind, Outline, Outlook, PlanId, Proposal, Skipped, Step, compare,
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
    pub notes: Vec<Option<String>>,
    /// What was in the archive and is no article.
    pub skipped: Vec<Skipped>,
    /// The change that would be taken back.
    pub undone: Option<Change>,
}

/// What would come of a proposal, with the buttons that make it or give it up.
pub fn card(proposal: &Proposal, outlook: &Outlook, extras: &Extras, id: &PlanId) -> Reply {
    let plan = &proposal.plan;
    let mut text = String::new();
    let mut diff = String::new();
    if let Some(undone) = &extras.undone {
        let _ = write!(text, "-# {}\n\n", history::line(undone));
    }
    match plan.steps.as_slice() {
        [step] if step.before.is_none() => {
            one(&mut text, step, outlook, extras);
        }
        [step] if step.after.is_some() => {
            let compared = comparison(proposal, step);
            changed(&mut text, step, &compared);
            diff = compared.unified;
            if plan.kind != Kind::Rename {
                shape(&mut text, outlook.articles.first());
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
            text.push_str("\n\nMembers will not find it any more. `/corpus undo` brings it back.");
        }
        steps => many(&mut text, steps, outlook, extras),
    }
    problems(&mut text, outlook);
    let embed = Embed::new(text)
        .title(heading(plan.kind, &plan.steps), None)
        .footer("Nothing is written before you confirm. This waits for an hour.");
    let buttons = [
        (label(plan.kind, outlook), EditPress::Confirm(id.clone())),
        ("Cancel", EditPress::Cancel(id.clone())),
    ];
    let buttons = buttons.into_iter().filter_map(|(label, press)| {
        Some(Component::button(label, Press::Edit(press).custom_id()?))
    });
    let reply = Reply::line("").embed(embed).buttons(buttons).private();
    if diff.is_empty() {
        reply
    } else {
        reply.file("changes.diff", diff)
    }
}

fn heading(kind: Kind, steps: &[Step]) -> &'static str {
    match kind {
        Kind::Add if steps.len() > 1 => "Add these articles?",
        Kind::Add => "Add this article?",
        Kind::Edit => "Change this article?",
        Kind::Remove => "Remove this article?",
        Kind::Rename => "Rename this article?",
        Kind::Undo => "Take back the last change?",
        Kind::Restore => "Bring this version back?",
    }
}

fn label(kind: Kind, outlook: &Outlook) -> &'static str {
    // Not to be overlooked: members would not find it, or not as it was meant.
    let knowingly = outlook.articles.iter().any(|article| article.passages == 0)
        || outlook.problems.iter().any(is_error);
    match (kind, knowingly) {
        (Kind::Add, false) => "Add",
        (Kind::Add, true) => "Add all the same",
        (Kind::Edit, false) => "Save",
        (Kind::Edit, true) => "Save all the same",
        (Kind::Remove, _) => "Remove",
        (Kind::Rename, _) => "Rename",
        (Kind::Undo, _) => "Take back",
        (Kind::Restore, _) => "Bring back",
    }
}

/// A new article.
fn one(text: &mut String, step: &Step, outlook: &Outlook, extras: &Extras) {
    let _ = write!(
        text,
        "**{}**\n{}",
        short(&step.title),
        named(step.path.as_str())
    );
    if let Some(note) = extras.notes.first().and_then(Option::as_deref) {
        let _ = write!(text, "\n-# {note}");
    }
    let Some(article) = outlook.articles.first() else {
        return;
    };
    shape(text, Some(article));
    if let Some(url) = article.url.as_deref().filter(|url| is_web_address(url)) {
        let link = link_target(url);
        if link.len() <= 200 {
            let _ = write!(text, "\nPage: [{}]({link})", escape(&fit(&plain(url), 80)));
        }
    }
    if !article.headings.is_empty() {
        text.push('\n');
        for heading in article.headings.iter().take(HEADINGS) {
            let _ = write!(text, "\n• {}", escape(&fit(&plain(heading), 80)));
        }
        rest(text, article.headings.len(), HEADINGS);
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
fn shape(text: &mut String, article: Option<&Outline>) {
    let Some(article) = article else {
        return;
    };
    if article.passages == 0 {
        text.push_str(
            "\n**Nothing could be quoted from it: members would not find it.** It has no text, or \
             asks to be left out (`draft`).",
        );
        return;
    }
    let _ = write!(
        text,
        "\n{} · {} · {}",
        counted(article.headings.len(), "headings", Language::English),
        counted(article.passages, "passages", Language::English),
        counted(article.words, "words", Language::English)
    );
    if !article.topics.is_empty() {
        let topics = fit(&plain(&article.topics.join(", ")), 200);
        let _ = write!(text, "\nTopics: {}", escape(&topics));
    }
}

/// Another text: how many lines differ, and the first of them.
fn changed(text: &mut String, step: &Step, compared: &Comparison) {
    let _ = write!(
        text,
        "**{}**\n{}\n{} added, {} removed",
        short(&step.title),
        named(step.path.as_str()),
        counted(compared.added, "lines", Language::English),
        counted(compared.removed, "lines", Language::English)
    );
    let differ = differing(&compared.unified);
    text.push('\n');
    for (sign, line) in differ.iter().take(LINES) {
        let line = escape(&fit(&plain(line), LINE_CHARS));
        let _ = write!(text, "\n**{sign}** {line}");
    }
    if differ.len() > LINES {
        let _ = write!(text, "\n-# and {} more, in the file", differ.len() - LINES);
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
fn many(text: &mut String, steps: &[Step], outlook: &Outlook, extras: &Extras) {
    for step in steps.iter().take(ARTICLES) {
        let verb = match (&step.before, &step.after) {
            (None, _) => "",
            (_, None) => "removed: ",
            _ => "as before: ",
        };
        let _ = write!(
            text,
            "\n• {verb}**{}** ({})",
            short(&step.title),
            named(step.path.as_str())
        );
        let article = outlook.articles.iter().find(|it| it.path == step.path);
        match article {
            Some(article) if article.passages == 0 => text.push_str(" · **nothing to quote**"),
            Some(article) => {
                let _ = write!(
                    text,
                    " · {}",
                    counted(article.passages, "passages", Language::English)
                );
            }
            None => {}
        }
    }
    rest(text, steps.len(), ARTICLES);
    let remade = extras.notes.iter().flatten().count();
    if remade > 0 {
        let _ = write!(
            text,
            "\n-# {} or plain text, kept as Markdown",
            counted(remade, "pages", Language::English)
        );
    }
    if !extras.skipped.is_empty() {
        let names: Vec<String> = extras
            .skipped
            .iter()
            .take(5)
            .map(|it| format!("{} ({})", escape(&fit(&plain(&it.name), 60)), it.reason))
            .collect();
        let more = extras.skipped.len().saturating_sub(5);
        let more = if more > 0 {
            format!(" and {more} more")
        } else {
            String::new()
        };
        let _ = write!(text, "\n-# Left out: {}{more}", names.join(", "));
    }
}

fn problems(text: &mut String, outlook: &Outlook) {
    if outlook.problems.is_empty() {
        return;
    }
    text.push('\n');
    for problem in outlook.problems.iter().take(PROBLEMS) {
        let kind = if is_error(problem) {
            "**error**"
        } else {
            "warning"
        };
        let told = escape(&fit(&plain(&problem.to_string()), 160));
        let _ = write!(text, "\n-# {kind}: {told}");
    }
    rest(text, outlook.problems.len(), PROBLEMS);
}

fn is_error(problem: &crate::librarian::Problem) -> bool {
    problem.severity == crate::librarian::Severity::Error
}

fn rest(text: &mut String, all: usize, shown: usize) {
    if all > shown {
        let _ = write!(text, "\n-# and {} more", all - shown);
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
