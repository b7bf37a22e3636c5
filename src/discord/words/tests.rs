//! Claims about the words: every language says everything, with the same arguments, what the code
//! asks for is there, and Discord takes the names of the commands.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use regex::Regex;
use serde_json::Value;
use walkdir::WalkDir;

use super::super::commands;
use super::*;

/// What begins the keys of names and descriptions of commands, which in English stand in the code.
const OF_COMMANDS: &str = "command-";

/// The messages of a language: their text as it is written in the file.
fn messages(language: Language) -> BTreeMap<String, String> {
    let mut messages: BTreeMap<String, String> = BTreeMap::new();
    let mut key = String::new();
    for line in language.source().lines() {
        if line.starts_with('#') {
            continue;
        }
        if let Some((name, text)) = line.split_once(" =").filter(|_| !line.starts_with(' ')) {
            name.clone_into(&mut key);
            let twice = messages.insert(key.clone(), text.trim().to_owned());
            assert!(twice.is_none(), "{key} stands twice in {language:?}");
        } else if let Some(text) = messages.get_mut(&key) {
            text.push('\n');
            text.push_str(line);
        }
    }
    messages
}

fn arguments(text: &str) -> BTreeSet<String> {
    let argument = Regex::new(r"\$(\w+)").expect("it is constant");
    let found = argument.captures_iter(text);
    found.map(|found| found[1].to_owned()).collect()
}

/// What the messages of `language` need, those of commands aside.
fn needed(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let messages = messages(language).into_iter();
    let own = messages.filter(|(key, _)| !key.starts_with(OF_COMMANDS));
    own.map(|(key, text)| (key, arguments(&text))).collect()
}

#[test]
fn every_file_is_read_to_its_end() {
    for language in Language::ALL {
        let read = FluentResource::try_new(language.source().to_owned());
        let read = read.map_err(|(_, errors)| errors);
        let entries = read.expect("nothing is broken").entries().count();
        assert!(entries >= messages(language).len(), "{language:?}");
    }
}

#[test]
fn every_language_says_the_same_with_the_same_arguments() {
    for language in Language::ALL {
        assert_eq!(
            needed(Language::English),
            needed(language),
            "English, and {language:?}"
        );
    }
}

/// The keys that the code asks for, with the arguments that it gives.
fn asked_for() -> BTreeMap<String, BTreeSet<String>> {
    let plain = Regex::new(r#"\.say\(\s*"([a-z-]+)"\s*\)"#).expect("it is constant");
    let counted = Regex::new(r#"counted\([^"{]+"([a-z-]+)""#).expect("it is constant");
    let full = Regex::new(r#"\.say_with\(\s*"([a-z-]+)",\s*(\[|\w+)"#).expect("it is constant");
    let name = Regex::new(r#"\(\s*"(\w+)","#).expect("it is constant");
    let mut asked = BTreeMap::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/discord");
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let path = entry.expect("the sources can be read").into_path();
        let is_code = path.extension().is_some_and(|it| it == "rs") && !path.ends_with("tests.rs");
        if !is_code {
            continue;
        }
        let code = std::fs::read_to_string(&path).expect("a source is text");
        for found in plain.captures_iter(&code) {
            asked.insert(found[1].to_owned(), BTreeSet::new());
        }
        for found in counted.captures_iter(&code) {
            asked.insert(found[1].to_owned(), BTreeSet::from(["count".to_owned()]));
        }
        for found in full.captures_iter(&code) {
            let place = found.get(2).expect("it is part of the match");
            let list = match place.as_str() {
                "[" => &code[place.start()..],
                bound => {
                    let bound = code[..place.start()].rfind(&format!("let {bound} = ["));
                    &code[bound.unwrap_or_else(|| panic!("{}: {found:?}", path.display()))..]
                }
            };
            let list = &list[list.find('[').expect("it begins so")..];
            let mut open = 0;
            let end = list.find(|c: char| {
                open += i32::from(c == '[') - i32::from(c == ']');
                open == 0
            });
            let list = &list[..end.expect("it ends")];
            let names = name.captures_iter(list).map(|name| name[1].to_owned());
            asked.insert(found[1].to_owned(), names.collect());
        }
    }
    asked
}

#[test]
fn what_the_code_asks_for_is_there_and_nothing_is_left_over() {
    assert_eq!(
        asked_for(),
        needed(Language::English),
        "the code, and en.ftl"
    );
}

#[test]
fn a_message_that_nobody_wrote_is_its_key_and_never_a_fault() {
    assert_eq!(Language::French.say("no-such-message"), "no-such-message");
}

#[test]
fn locales_of_discord_are_languages_and_others_are_english() {
    for (locale, language) in [
        ("de", Language::German),
        ("es-ES", Language::Spanish),
        ("es-419", Language::Spanish),
        ("fr", Language::French),
        ("en-GB", Language::English),
        ("pt-BR", Language::English),
        ("eo", Language::English),
        ("", Language::English),
    ] {
        assert_eq!(Language::of_locale(locale), language, "{locale}");
    }
    let told = Languages::told("de", Some("fr"));
    assert_eq!(told.of(true), Language::German);
    assert_eq!(told.of(false), Language::French);
    assert_eq!(Languages::told("de", None).shared, Language::German);
}

#[test]
fn numbers_decide_between_singular_and_plural() {
    let articles = |language: Language| {
        [0, 1, 2, 1_234].map(|count| language.say_with("articles", [("count", count.into())]))
    };
    assert_eq!(
        articles(Language::English),
        ["0 articles", "1 article", "2 articles", "1,234 articles"]
    );
    assert_eq!(
        articles(Language::French),
        [
            "0 article",
            "1 article",
            "2 articles",
            "1\u{202f}234 articles"
        ]
    );
}

#[test]
fn what_is_set_in_stays_as_it_is_and_brings_no_marks_of_direction() {
    let word = "{ $word } \u{5d0} **x**";
    let said = Language::English.say_with("did-you-mean", [("word", word.into())]);
    assert_eq!(said, format!("Did you mean “{word}”?"));
}

#[test]
fn each_language_keeps_to_its_typography() {
    let wrong = |language: Language, pattern: &str| {
        let pattern = Regex::new(pattern).expect("it is constant");
        // What stands in code or braces is no text.
        let aside = Regex::new(r"`[^`]*`|\{[^{}]*(?:->)?|<[^>]*>").expect("it is constant");
        for (key, text) in messages(language) {
            let text = aside.replace_all(&text, "x");
            assert!(!pattern.is_match(&text), "{language:?} {key}: {text}");
        }
    };
    wrong(Language::English, "\"|[„«»]");
    wrong(Language::German, "[\"”«»]|“[^“„]*“");
    wrong(Language::Spanish, "[\"“”„]|^[^¿]*\\?|^[^¡]*!");
    // A narrow space at which no line ends stands before these signs and within the quotes.
    wrong(Language::French, "[\"“”„']|[^\u{202f}][?!:;»]|«[^\u{202f}]");
}

/// The commands as they are registered.
fn registered() -> Value {
    let commands = poise::builtins::create_application_commands(&commands::all());
    let mut commands = serde_json::to_value(commands).expect("it is data");
    localise(&mut commands);
    commands
}

/// Looks at a command, its options and choices: with where it stands and whether it is one that
/// is written in lower case.
fn visit(part: &Value, place: &str, seen: &mut impl FnMut(&Value, &str, bool)) {
    let place = format!("{place} {}", part["name"]);
    let is_choice = part.get("value").is_some();
    seen(
        part,
        &place,
        !is_choice && part["type"] != 3 || part.get("required").is_some(),
    );
    for list in ["options", "choices"] {
        for below in part[list].as_array().into_iter().flatten() {
            visit(below, &place, seen);
        }
    }
}

#[test]
fn discord_takes_every_name_and_description_in_every_language() {
    let commands = registered();
    let locales = ["de", "es-ES", "es-419", "fr"];
    for command in commands.as_array().expect("it is a list") {
        visit(command, "", &mut |part, place, lower_case| {
            for locale in locales {
                let name = part["name_localizations"][locale].as_str();
                let name = name.unwrap_or_else(|| panic!("{place} has no name in {locale}"));
                assert!((1..=32).contains(&name.chars().count()), "{place}: {name}");
                let fits = |c: char| c.is_alphanumeric() || "-_'".contains(c);
                let valid = name.chars().all(fits) && name == name.to_lowercase();
                assert!(!lower_case || valid, "{place}: {name}");
                let about = &part["description_localizations"][locale];
                let described = part["description"]
                    .as_str()
                    .is_some_and(|it| !it.is_empty());
                assert_eq!(about.is_string(), described, "{place} in {locale}");
                let chars = about.as_str().unwrap_or_default().chars().count();
                assert!(chars <= 100, "{place}: {about}");
            }
        });
    }
    // Names are unique side by side.
    let unique = |parts: &Value| {
        for locale in locales {
            let names = parts.as_array().into_iter().flatten().map(|part| {
                (
                    part["type"].to_string(),
                    part["name_localizations"][locale].to_string(),
                )
            });
            let names: Vec<_> = names.collect();
            let distinct: BTreeSet<_> = names.iter().map(|(_, name)| name).collect();
            assert_eq!(distinct.len(), names.len(), "{names:?}");
        }
    };
    unique(&commands);
    for command in commands.as_array().expect("it is a list") {
        visit(command, "", &mut |part, _, _| unique(&part["options"]));
    }
}

#[test]
fn no_translation_of_a_command_is_left_over() {
    let commands = registered();
    let mut used = BTreeSet::new();
    for command in commands.as_array().expect("it is a list") {
        visit(command, "", &mut |part, _, _| {
            for field in ["name_localizations", "description_localizations"] {
                used.extend(part[field]["de"].as_str().map(str::to_owned));
            }
        });
    }
    for language in Language::ALL {
        let of_commands =
            |(key, text): (String, String)| key.starts_with(OF_COMMANDS).then_some((key, text));
        let messages: BTreeMap<_, _> = messages(language)
            .into_iter()
            .filter_map(of_commands)
            .collect();
        if language == Language::English {
            assert!(messages.is_empty(), "in English they stand in the code");
        } else if language == Language::German {
            let left: Vec<_> = messages
                .iter()
                .filter(|(_, text)| !used.contains(*text))
                .collect();
            assert!(left.is_empty(), "{left:?}");
        } else {
            let german = self::messages(Language::German);
            let keys = german.keys().filter(|key| key.starts_with(OF_COMMANDS));
            assert!(messages.keys().eq(keys), "{language:?}");
        }
    }
}

/// A text that names a command names it as the reader's client does.
#[test]
fn texts_name_commands_as_the_reader_sees_them() {
    let commands = registered();
    let mention = Regex::new(r"`/([^`:]+)(:[^`]*)?`").expect("it is constant");
    for language in Language::ALL {
        let name = |part: &Value| {
            let localised = language.locales().first();
            let localised = localised.map(|locale| &part["name_localizations"][locale]);
            let name = localised.unwrap_or(&part["name"]).as_str();
            name.expect("it has one").to_owned()
        };
        let mut known = BTreeSet::new();
        for command in commands.as_array().expect("it is a list") {
            known.insert(name(command));
            for below in command["options"].as_array().into_iter().flatten() {
                known.insert(format!("{} {}", name(command), name(below)));
            }
        }
        for (key, text) in messages(language) {
            for found in mention.captures_iter(&text) {
                assert!(
                    known.contains(&found[1]),
                    "{language:?} {key}: /{}",
                    &found[1]
                );
            }
        }
        let mut menu = commands.as_array().expect("it is a list").iter();
        let menu = menu.find(|command| command["type"] == 3).map(name);
        let menu = menu.expect("there is one for messages");
        assert!(language.say("help-ask-menu").contains(&menu), "{menu}");
    }
}
