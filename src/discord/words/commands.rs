//! Names and descriptions of the commands in other languages, as Discord takes them. What a
//! command is called when it comes back stays English.

use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Language;

/// Discord's number for a message command, and its numbers for options that hold options
/// ("Application Command Types", "Application Command Option Type").
const MESSAGE_COMMAND: u64 = 3;
const SUBCOMMANDS: [u64; 2] = [1, 2];

/// Adds to `commands`, as Discord takes them, what they are called in other languages. The keys
/// are made of English names: `command-ask`, `command-ask-description`,
/// `command-ask-option-question`, `command-corpus-check`, and `...-choice-NAME` for a choice.
/// What has no translation stays English.
pub fn localise(commands: &mut Value) {
    for command in commands.as_array_mut().into_iter().flatten() {
        let described = command["type"].as_u64() != Some(MESSAGE_COMMAND);
        translate(command, &format!("command-{}", slug(command)), described);
    }
}

fn translate(part: &mut Value, key: &str, described: bool) {
    set(part, "name_localizations", key);
    if described {
        set(
            part,
            "description_localizations",
            &format!("{key}-description"),
        );
    }
    for (list, kind) in [("options", "option-"), ("choices", "choice-")] {
        let below = part.get_mut(list).and_then(Value::as_array_mut);
        for below in below.into_iter().flatten() {
            let nested = below["type"]
                .as_u64()
                .is_some_and(|it| SUBCOMMANDS.contains(&it));
            let kind = if nested && list == "options" {
                ""
            } else {
                kind
            };
            let key = format!("{key}-{kind}{}", slug(below));
            translate(below, &key, list == "options");
        }
    }
}

/// Sets the translations of one text, by Discord's locales.
fn set(part: &mut Value, field: &str, key: &str) {
    for language in Language::ALL {
        let Some(text) = language.find(key, &super::FluentArgs::new()) else {
            continue;
        };
        for locale in language.locales() {
            part[field][locale] = json!(text);
        }
    }
}

/// A name as it stands in a key, without accents: `answer-from-the-articles`, `espanol`.
fn slug(part: &Value) -> String {
    let name = part["name"].as_str().unwrap_or_default().to_lowercase();
    let name: String = name.nfd().filter(|&c| !is_combining_mark(c)).collect();
    name.replace(|c: char| !c.is_ascii_alphanumeric(), "-")
}
