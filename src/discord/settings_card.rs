//! What `/settings` shows: every setting of a server, and what holds where nothing is set. Pure;
//! what moderators and articles wrote is escaped here.

use std::fmt::Write as _;

use super::card::PER_PAGE;
use super::limits::fit;
use super::reply::{Embed, Reply};
use super::text::{escape, plain};
use super::words::{Language, decimal};
use crate::config::DiscordConfig;
use crate::journal::{ServerSettings, Tongue};

/// Most names of a list that are shown.
const LISTED: usize = 20;

/// Most cautions that are shown; each may be long.
const CAUTIONS: usize = 8;

/// All settings of a server, for its moderators. `articles` is how many it sees, where there is an
/// index to tell.
pub fn settings_card(
    settings: &ServerSettings,
    config: &DiscordConfig,
    articles: Option<usize>,
    can_change: bool,
    language: Language,
) -> Reply {
    let mut text = String::new();
    let mut row = |name: &str, value: &str| {
        let _ = writeln!(text, "**{name}** · {value}");
    };
    row(
        &language.say("settings-channels"),
        &mentions("#", &settings.channels, language)
            .unwrap_or_else(|| language.say("settings-channels-all")),
    );
    // Of the configuration's channels, some may be in other servers: they are not named.
    row(
        &language.say("settings-threads"),
        &mentions("#", &settings.thread_channels, language)
            .unwrap_or_else(|| language.say("settings-threads-none")),
    );
    row(
        &language.say("settings-roles"),
        &mentions("@&", &settings.moderator_roles, language)
            .unwrap_or_else(|| language.say("settings-roles-none")),
    );
    row(
        &language.say("settings-ask"),
        &match settings.private {
            Some(true) => language.say("settings-ask-private"),
            _ => language.say("settings-ask-public"),
        },
    );
    row(
        &language.say("settings-passages"),
        &settings.passages.unwrap_or(PER_PAGE).to_string(),
    );
    let confidence = settings.unasked_confidence;
    row(
        &language.say("settings-confidence"),
        &decimal(confidence.unwrap_or(config.unasked_confidence), language),
    );
    row(
        &language.say("settings-language"),
        &tongue_name(settings.language, language),
    );
    let seen = part(settings, language);
    let seen = match articles {
        Some(count) => language.say_with(
            "settings-articles-seen",
            [("articles", seen.into()), ("count", count.into())],
        ),
        None => seen,
    };
    row(&language.say("settings-articles"), &seen);
    for (topic, caution) in settings.cautions.iter().take(CAUTIONS) {
        let topic = [("topic", escaped(topic, 100).into())];
        row(
            &language.say_with("settings-caution", topic),
            &escaped(caution, 200),
        );
    }
    if settings.cautions.len() > CAUTIONS {
        let count = settings.cautions.len() - CAUTIONS;
        let more = language.say_with("settings-more-cautions", [("count", count.into())]);
        let _ = writeln!(text, "-# {more}");
    }
    if !can_change {
        let _ = write!(text, "\n{}", language.say("settings-fixed"));
    }
    let embed = Embed::new(text.trim_end()).title(&language.say("settings-title"), None);
    Reply::line("").embed(embed).private()
}

/// A language as it calls itself, in words of `language` where that is left open.
pub fn tongue_name(tongue: Tongue, language: Language) -> String {
    match tongue {
        Tongue::Auto => return language.say("settings-language-auto"),
        Tongue::En => "English",
        Tongue::De => "Deutsch",
        Tongue::Es => "español",
        Tongue::Fr => "français",
    }
    .to_owned()
}

/// Which of the articles a server sees.
fn part(settings: &ServerSettings, language: Language) -> String {
    let listed = |names: &[String]| {
        let shown = names.iter().take(LISTED).map(|name| escaped(name, 60));
        let shown: Vec<String> = shown.collect();
        (!names.is_empty()).then(|| and_more(shown.join(", "), names.len(), language))
    };
    match (listed(&settings.topics), listed(&settings.folders)) {
        (None, None) => language.say("settings-articles-all"),
        (Some(topics), None) => {
            language.say_with("settings-articles-topics", [("topics", topics.into())])
        }
        (None, Some(folders)) => {
            language.say_with("settings-articles-folders", [("folders", folders.into())])
        }
        (Some(topics), Some(folders)) => language.say_with(
            "settings-articles-both",
            [("topics", topics.into()), ("folders", folders.into())],
        ),
    }
}

/// `<#1>, <#2>`; none if there are none.
fn mentions(sign: &str, ids: &[u64], language: Language) -> Option<String> {
    let shown: Vec<String> = ids
        .iter()
        .take(LISTED)
        .map(|id| format!("<{sign}{id}>"))
        .collect();
    (!ids.is_empty()).then(|| and_more(shown.join(", "), ids.len(), language))
}

/// Names of which the first are shown, of `count` in all.
fn and_more(names: String, count: usize, language: Language) -> String {
    match count.checked_sub(LISTED) {
        Some(more @ 1..) => language.say_with(
            "names-and-more",
            [("names", names.into()), ("count", more.into())],
        ),
        _ => names,
    }
}

fn escaped(text: &str, chars: usize) -> String {
    escape(&fit(&plain(text), chars))
}
