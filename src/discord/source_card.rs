//! What is shown of sources of articles: those that there are, one that might be added, one that
//! is to be removed.

use std::fmt::Write as _;

use super::commands::counted;
use super::limits::fit;
use super::press::{Press, SourcePress};
use super::reply::{Component, Embed, Reply};
use super::text::{escape, plain};
use super::words::Language;
use crate::config::{SourceConfig, SourcePlace, write_interval};
use crate::sources::{Preview, SourceState};

/// Longest that an address, a title or a reason is shown, in characters.
const SHOWN_CHARS: usize = 150;

/// Most problems of a source that is to be added that are shown.
const SHOWN_PROBLEMS: usize = 5;

/// What a source would bring, and the question whether to add it: it waits in the journal as
/// `draft`.
pub fn offer_card(source: &SourceConfig, preview: &Preview, draft: i64) -> Reply {
    let found = match source.place {
        SourcePlace::Git { .. } => counted(preview.pages, "files", Language::English),
        _ => counted(preview.pages, "pages", Language::English),
    };
    let mut text = format!(
        "{} · {}\n**{}** would be fetched",
        source.place.kind(),
        shown(&source.place.to_string()),
        found
    );
    if preview.beyond > 0 {
        let _ = write!(text, " (and {} more would not: too many)", preview.beyond);
    }
    if !preview.titles.is_empty() {
        text.push_str(". The first:");
        for title in &preview.titles {
            let _ = write!(text, "\n- {}", shown(title));
        }
    }
    let when = source.every.map_or_else(
        || "Only when somebody asks for it".to_owned(),
        |every| format!("Every {}", write_interval(every)),
    );
    let _ = write!(text, "\nRefreshed: {when}.");
    if !source.topics.is_empty() {
        let _ = write!(text, " Topic: {}.", shown(&source.topics.join(", ")));
    }
    for problem in preview.problems.iter().take(SHOWN_PROBLEMS) {
        let _ = write!(text, "\n-# {}", shown(&problem.to_string()));
    }
    text.push_str("\nQuote only what you may: ask the owners of pages that are not yours.");
    let title = format!("Add the source {}?", source.name);
    let embed = Embed::new(text).title(&escape(&title), None);
    let buttons = [
        ("Add it", SourcePress::Add(draft)),
        ("Leave it", SourcePress::Leave),
    ];
    Reply::line("")
        .embed(embed)
        .buttons(buttons.into_iter().filter_map(button))
}

/// The question what becomes of the articles of a source that is to be removed.
pub fn ask_what_becomes_of(state: &SourceState) -> Reply {
    let source = &state.source;
    let articles = counted(state.articles, "articles", Language::English);
    let name = source.name.clone();
    let text = format!(
        "The source **{}** ({}) has {articles}. What should become of them?",
        escape(&name),
        shown(&source.place.to_string())
    );
    let with = |with_articles| SourcePress::Remove {
        name: name.clone(),
        with_articles,
    };
    let label = format!("Remove it and its {articles}");
    let buttons = [
        (label.as_str(), with(true)),
        ("Remove it, keep the articles", with(false)),
        ("Leave it", SourcePress::Leave),
    ];
    Reply::line(text).buttons(buttons.into_iter().filter_map(button))
}

fn button((label, press): (&str, SourcePress)) -> Option<Component> {
    Some(Component::button(label, Press::Source(press).custom_id()?))
}

/// All sources, and how each is.
pub fn list_card(states: &[SourceState]) -> Reply {
    if states.is_empty() {
        return Reply::line(
            "There are no sources: all articles lie in the corpus's own folder. `/source add` \
             adds a website, a feed, a page or a git repository.",
        );
    }
    let mut text = String::new();
    for state in states {
        let source = &state.source;
        let _ = writeln!(
            text,
            "**{}** · {} · {}",
            escape(&source.name),
            source.place.kind(),
            shown(&source.place.to_string())
        );
        let every = source.every.map_or_else(
            || "when asked".to_owned(),
            |every| format!("every {}", write_interval(every)),
        );
        let origin = if state.is_configured {
            " · from the configuration"
        } else {
            ""
        };
        let _ = writeln!(
            text,
            "{} · {every}{origin}",
            counted(state.articles, "articles", Language::English)
        );
        match &state.refreshed {
            Some(refreshed) => {
                let outcome = shown(&refreshed.outcome);
                let _ = writeln!(text, "-# <t:{}:R>: {outcome}", refreshed.at);
            }
            None => text.push_str("-# never refreshed\n"),
        }
    }
    let title = counted(states.len(), "sources", Language::English);
    Reply::line("").embed(Embed::new(text.trim_end()).title(&title, None))
}

/// Text from elsewhere, short and without effect.
fn shown(text: &str) -> String {
    escape(&fit(&plain(text), SHOWN_CHARS))
}
