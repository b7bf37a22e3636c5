//! What is shown of sources of articles: those that there are, one that might be added, one that
//! is to be removed.

use std::fmt::Write as _;

use super::commands::counted;
use super::limits::fit;
use super::press::{Press, SourcePress};
use super::reply::{Component, Embed, Reply};
use super::source_words::{note_words, outcome_words};
use super::text::{escape, plain};
use super::words::Language;
use crate::config::{SourceConfig, SourcePlace, write_interval};
use crate::sources::{Left, Preview, SourceReport, SourceState};

/// Longest that an address, a title or a reason is shown, in characters.
const SHOWN_CHARS: usize = 150;

/// Most problems of a source that is to be added that are shown.
const SHOWN_PROBLEMS: usize = 5;

/// What a source would bring, and the question whether to add it: it waits in the journal as
/// `draft`.
pub fn offer_card(
    source: &SourceConfig,
    preview: &Preview,
    draft: i64,
    language: Language,
) -> Reply {
    let found = match source.place {
        SourcePlace::Git { .. } => counted(preview.pages, "files", language),
        _ => counted(preview.pages, "pages", language),
    };
    let mut lines = vec![
        what_it_is(source, language),
        language.say_with("source-offer", [("found", found.into())]),
    ];
    if preview.beyond > 0 {
        let count = [("count", preview.beyond.into())];
        lines.push(language.say_with("source-offer-beyond", count));
    }
    if !preview.titles.is_empty() {
        lines.push(language.say("source-offer-first"));
        let titles = preview.titles.iter();
        lines.extend(titles.map(|title| format!("- {}", shown(title))));
    }
    lines.push(match source.every {
        None => language.say("source-offer-asked"),
        Some(every) => {
            let every = write_interval(every);
            language.say_with("source-offer-every", [("every", every.into())])
        }
    });
    if !source.topics.is_empty() {
        let topic = shown(&source.topics.join(", "));
        lines.push(language.say_with("source-offer-topic", [("topic", topic.into())]));
    }
    for problem in preview.problems.iter().take(SHOWN_PROBLEMS) {
        lines.push(format!("-# {}", shown(&note_words(problem, language))));
    }
    lines.push(language.say("source-offer-rights"));
    let name = escape(&source.name);
    let title = language.say_with("source-offer-title", [("name", name.into())]);
    let embed = Embed::new(lines.join("\n")).title(&title, None);
    let buttons = [
        (language.say("button-add-it"), SourcePress::Add(draft)),
        (language.say("button-leave-it"), SourcePress::Leave),
    ];
    Reply::line("")
        .embed(embed)
        .buttons(buttons.into_iter().filter_map(button))
}

/// The question what becomes of the articles of a source that is to be removed.
pub fn ask_what_becomes_of(state: &SourceState, language: Language) -> Reply {
    let source = &state.source;
    let articles = counted(state.articles, "articles", language);
    let text = language.say_with(
        "source-remove",
        [
            ("name", escape(&source.name).into()),
            ("place", shown(&source.place.to_string()).into()),
            ("articles", articles.clone().into()),
        ],
    );
    let with = |with_articles| SourcePress::Remove {
        name: source.name.clone(),
        with_articles,
    };
    let articles = [("articles", articles.into())];
    let buttons = [
        (
            language.say_with("button-remove-with", articles),
            with(true),
        ),
        (language.say("button-remove-keep"), with(false)),
        (language.say("button-leave-it"), SourcePress::Leave),
    ];
    Reply::line(text).buttons(buttons.into_iter().filter_map(button))
}

/// The question whether articles are to go whose source is there no more.
pub fn ask_of_left(left: &Left, language: Language) -> Reply {
    let articles = counted(left.articles, "articles", language);
    let text = language.say_with(
        "source-left-remove",
        [
            ("name", shown(&left.key.name).into()),
            ("articles", articles.clone().into()),
            ("folder", shown(&left.folder).into()),
        ],
    );
    let remove = SourcePress::Remove {
        name: left.key.name.clone(),
        with_articles: true,
    };
    let articles = [("articles", articles.into())];
    let buttons = [
        (language.say_with("button-remove-left", articles), remove),
        (language.say("button-leave-it"), SourcePress::Leave),
    ];
    Reply::line(text).buttons(buttons.into_iter().filter_map(button))
}

/// What came of a removal.
pub fn gone_words(report: &SourceReport, with_articles: bool, language: Language) -> String {
    let name = shown(&report.name);
    let mut text = match (with_articles, report.removed) {
        (false, _) => language.say_with("source-gone-kept", [("name", name.into())]),
        (true, 0) => language.say_with("source-gone", [("name", name.into())]),
        (true, removed) => language.say_with(
            "source-gone-with",
            [
                ("name", name.into()),
                ("articles", counted(removed, "articles", language).into()),
            ],
        ),
    };
    for note in report.kept.iter().take(SHOWN_PROBLEMS) {
        let _ = write!(text, "\n-# {}", shown(&note_words(note, language)));
    }
    if let Some(more @ 1..) = report.kept.len().checked_sub(SHOWN_PROBLEMS) {
        let more = language.say_with("and-more", [("count", more.into())]);
        let _ = write!(text, "\n-# {more}");
    }
    text
}

fn button((label, press): (String, SourcePress)) -> Option<Component> {
    Some(Component::button(&label, Press::Source(press).custom_id()?))
}

/// All sources, and how each is, and the articles whose source is there no more.
pub fn list_card(states: &[SourceState], left: &[Left], language: Language) -> Reply {
    if states.is_empty() && left.is_empty() {
        return Reply::line(language.say("no-sources"));
    }
    let mut lines = Vec::new();
    for state in states {
        let source = &state.source;
        let name = escape(&source.name);
        lines.push(format!("**{name}** · {}", what_it_is(source, language)));
        let mut facts = vec![counted(state.articles, "articles", language)];
        facts.push(match source.every {
            None => language.say("source-asked"),
            Some(every) => {
                let every = write_interval(every);
                language.say_with("source-every", [("every", every.into())])
            }
        });
        if state.is_configured {
            facts.push(language.say("source-of-configuration"));
        }
        lines.push(facts.join(" · "));
        lines.push(match &state.refreshed {
            None => format!("-# {}", language.say("source-never")),
            Some(refreshed) => {
                let outcome = refreshed.outcome.as_ref();
                let words = outcome.map(|it| shown(&outcome_words(it, language)));
                format!("-# <t:{}:R> {}", refreshed.at, words.unwrap_or_default())
            }
        });
    }
    for left in left {
        lines.push(language.say_with(
            "source-left",
            [
                ("name", shown(&left.key.name).into()),
                (
                    "articles",
                    counted(left.articles, "articles", language).into(),
                ),
                ("folder", shown(&left.folder).into()),
            ],
        ));
    }
    let title = counted(states.len(), "sources", language);
    Reply::line("").embed(Embed::new(lines.join("\n")).title(&title, None))
}

/// Its kind and where it is.
fn what_it_is(source: &SourceConfig, language: Language) -> String {
    let kind = match source.place {
        SourcePlace::Folder(_) => language.say("kind-folder"),
        SourcePlace::Website(_) => language.say("kind-website"),
        SourcePlace::Feed(_) => language.say("kind-feed"),
        SourcePlace::Page(_) => language.say("kind-page"),
        SourcePlace::Git { .. } => language.say("kind-git"),
    };
    format!("{kind} · {}", shown(&source.place.to_string()))
}

/// Text from elsewhere, short and without effect.
fn shown(text: &str) -> String {
    escape(&fit(&plain(text), SHOWN_CHARS))
}
