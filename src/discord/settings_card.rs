//! What `/settings` shows: every setting of a server, and what holds where nothing is set. Pure;
//! what moderators and articles wrote is escaped here.

use std::fmt::Write as _;

use super::card::PER_PAGE;
use super::limits::fit;
use super::reply::{Embed, Reply};
use super::text::{escape, plain};
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
) -> Reply {
    let mut text = String::new();
    let mut row = |name: &str, value: &str| {
        let _ = writeln!(text, "**{name}** · {value}");
    };
    row(
        "Answers for everybody in",
        &mentions("#", &settings.channels).unwrap_or_else(|| "every channel".to_owned()),
    );
    // Of the configuration's channels, some may be in other servers: they are not named.
    row(
        "Answers new threads unasked in",
        &mentions("#", &settings.thread_channels)
            .unwrap_or_else(|| "no channel but those of my configuration".to_owned()),
    );
    row(
        "Moderators beside those with Manage Server",
        &mentions("@&", &settings.moderator_roles).unwrap_or_else(|| "nobody".to_owned()),
    );
    row(
        "Answers to /ask",
        match settings.private {
            Some(true) => "for the asker alone, if they do not say otherwise",
            _ => "for everybody, if the asker does not say otherwise",
        },
    );
    row(
        "Passages on a page",
        &settings.passages.unwrap_or(PER_PAGE).to_string(),
    );
    row(
        "Answers threads from a confidence of",
        &settings
            .unasked_confidence
            .unwrap_or(config.unasked_confidence)
            .to_string(),
    );
    row("Language of my own words", tongue_name(settings.language));
    let seen = articles.map_or_else(String::new, |count| format!(" ({count} at present)"));
    row("Articles", &format!("{}{seen}", part(settings)));
    for (topic, caution) in settings.cautions.iter().take(CAUTIONS) {
        row(
            &format!("Caution on {}", escaped(topic, 100)),
            &escaped(caution, 200),
        );
    }
    if settings.cautions.len() > CAUTIONS {
        let _ = writeln!(
            text,
            "-# and {} more cautions",
            settings.cautions.len() - CAUTIONS
        );
    }
    if !can_change {
        text.push_str(
            "\nNothing of it can be changed right now: I run without what I keep. Whoever runs \
             me finds the reason in my log.",
        );
    }
    let embed = Embed::new(text.trim_end()).title("Settings of this server", None);
    Reply::line("").embed(embed).private()
}

/// A language as it calls itself.
pub fn tongue_name(tongue: Tongue) -> &'static str {
    match tongue {
        Tongue::Auto => "that of the asker",
        Tongue::En => "English",
        Tongue::De => "Deutsch",
        Tongue::Es => "español",
        Tongue::Fr => "français",
    }
}

fn part(settings: &ServerSettings) -> String {
    let listed = |what: &str, names: &[String]| {
        let shown: Vec<String> = names
            .iter()
            .take(LISTED)
            .map(|name| escaped(name, 60))
            .collect();
        (!names.is_empty()).then(|| format!("{what} {}{}", shown.join(", "), more(names.len())))
    };
    let parts = [
        listed("on", &settings.topics),
        listed("in the folders", &settings.folders),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() {
        "all that are shared, and this server's own".to_owned()
    } else {
        format!(
            "those {}, and this server's own",
            parts.join(", and those ")
        )
    }
}

/// `<#1>, <#2>`; none if there are none.
fn mentions(sign: &str, ids: &[u64]) -> Option<String> {
    let shown: Vec<String> = ids
        .iter()
        .take(LISTED)
        .map(|id| format!("<{sign}{id}>"))
        .collect();
    (!ids.is_empty()).then(|| format!("{}{}", shown.join(", "), more(ids.len())))
}

fn more(count: usize) -> String {
    match count.checked_sub(LISTED) {
        Some(more @ 1..) => format!(" and {more} more"),
        _ => String::new(),
    }
}

fn escaped(text: &str, chars: usize) -> String {
    escape(&fit(&plain(text), chars))
}
