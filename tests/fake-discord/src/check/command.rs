//! The limits of application commands. Never compares with what was registered before.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::localization::{Names, check_descriptions, check_localizations};
use crate::limits;
use crate::refusal::Faults;

const SUBCOMMAND: u64 = 1;
const GROUP: u64 = 2;

/// Checks the whole set of commands of one scope.
pub(crate) fn check_commands(commands: &[Value]) -> Faults {
    let mut faults = Faults::default();
    let mut counts: BTreeMap<u64, usize> = BTreeMap::new();
    let mut names = BTreeSet::new();
    let mut translated = Names::default();
    for (nth, command) in commands.iter().enumerate() {
        let path = nth.to_string();
        let kind = command["type"].as_u64().unwrap_or(1);
        *counts.entry(kind).or_default() += 1;
        check_command(&mut faults, &path, command, kind);
        if !names.insert((kind, command["name"].as_str())) {
            faults.add(
                &format!("{path}.name"),
                "APPLICATION_COMMANDS_DUPLICATE_NAME",
                "Application command names must be unique",
            );
        }
        translated.take(
            &mut faults,
            &path,
            command,
            kind,
            "APPLICATION_COMMANDS_DUPLICATE_NAME",
        );
    }
    for (kind, count) in counts {
        let most = match kind {
            1 => limits::CHAT_INPUT_COMMANDS,
            _ => limits::CONTEXT_MENU_COMMANDS,
        };
        if count > most {
            faults.add(
                "",
                "APPLICATION_COMMAND_TOO_MANY",
                format!("At most {most} commands of type {kind}, were {count}."),
            );
        }
    }
    faults
}

fn check_command(faults: &mut Faults, path: &str, command: &Value, kind: u64) {
    match kind {
        1 => {
            check_name(faults, path, command);
            check_description(faults, path, command);
        }
        2 | 3 => {
            let name = format!("{path}.name");
            faults.text(&name, &command["name"], 1, limits::COMMAND_NAME_CHARS);
            check_localizations(faults, path, command, "name", |faults, path, name| {
                faults.text(path, name, 1, limits::COMMAND_NAME_CHARS);
            });
            let described = command["description"]
                .as_str()
                .is_some_and(|text| !text.is_empty());
            let options = command["options"]
                .as_array()
                .is_some_and(|list| !list.is_empty());
            if described || options {
                faults.add(
                    &format!("{path}.description"),
                    "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION",
                    "Context menu commands have no description and no options",
                );
            }
        }
        _ => {
            let path = format!("{path}.type");
            faults.add(
                &path,
                "BASE_TYPE_CHOICES",
                "Value must be one of (1, 2, 3).",
            );
        }
    }
    check_options(faults, path, command, 0);
    let total = chars(command);
    if total > limits::COMMAND_CHARS {
        faults.add(
            path,
            "APPLICATION_COMMAND_TOO_LARGE",
            format!(
                "Command exceeds maximum size ({}), was {total}",
                limits::COMMAND_CHARS
            ),
        );
    }
    let permissions = &command["default_member_permissions"];
    if let Some(bits) = permissions.as_str()
        && bits.parse::<u64>().is_err()
    {
        let path = format!("{path}.default_member_permissions");
        faults.add(&path, "NUMBER_TYPE_COERCE", "Value is not a number.");
    }
}

/// Letters and digits of any script, `-`, `_` and `'`, in lower case.
fn check_name(faults: &mut Faults, path: &str, command: &Value) {
    check_lower_case(faults, &format!("{path}.name"), &command["name"]);
    check_localizations(faults, path, command, "name", check_lower_case);
}

fn check_lower_case(faults: &mut Faults, path: &str, name: &Value) {
    faults.text(path, name, 1, limits::COMMAND_NAME_CHARS);
    let name = name.as_str().unwrap_or_default();
    let lower = name.to_lowercase() == name;
    let known = |c: char| c.is_alphanumeric() || "-_'".contains(c) || is_devanagari_or_thai(c);
    if !lower || !name.chars().all(known) {
        faults.add(
            path,
            "APPLICATION_COMMAND_INVALID_NAME",
            format!("Command name \"{name}\" is invalid"),
        );
    }
}

/// The two scripts whose vowel signs Discord takes as well as their letters.
fn is_devanagari_or_thai(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{97F}' | '\u{A8E0}'..='\u{A8FF}' | '\u{E01}'..='\u{E3A}' | '\u{E40}'..='\u{E5B}')
}

fn check_description(faults: &mut Faults, path: &str, command: &Value) {
    check_descriptions(faults, path, command);
    let path = format!("{path}.description");
    faults.text(
        &path,
        &command["description"],
        1,
        limits::COMMAND_DESCRIPTION_CHARS,
    );
}

fn check_options(faults: &mut Faults, path: &str, command: &Value, depth: usize) {
    let options = command["options"].as_array().map_or(&[][..], Vec::as_slice);
    let path = format!("{path}.options");
    if options.len() > limits::COMMAND_OPTIONS {
        faults.add(
            &path,
            "BASE_TYPE_MAX_LENGTH",
            format!("Must be {} or fewer in length.", limits::COMMAND_OPTIONS),
        );
    }
    let (mut names, mut optional) = (BTreeSet::new(), false);
    let mut translated = Names::default();
    for (nth, option) in options.iter().enumerate() {
        let path = format!("{path}.{nth}");
        check_name(faults, &path, option);
        check_description(faults, &path, option);
        if !names.insert(option["name"].as_str()) {
            faults.add(
                &format!("{path}.name"),
                "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
                "Option name already exists",
            );
        }
        translated.take(
            faults,
            &path,
            option,
            0,
            "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
        );
        let kind = option["type"].as_u64().unwrap_or_default();
        let nested = kind == SUBCOMMAND || kind == GROUP;
        let below_type = (depth == 1 && kind == GROUP) || (depth == 2 && nested);
        if !(1..=11).contains(&kind) || below_type {
            let path = format!("{path}.type");
            faults.add(
                &path,
                "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
                "Invalid option type",
            );
        }
        let beside = options.iter().any(|other| {
            let other = other["type"].as_u64().unwrap_or_default();
            (other == SUBCOMMAND || other == GROUP) != nested
        });
        if nested && beside {
            let path = format!("{path}.type");
            faults.add(
                &path,
                "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
                "Sub-command and sub-command group option types are mutually exclusive to all other types",
            );
        }
        if option["required"] == true && optional {
            faults.add(
                &path,
                "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                "Required options must be placed before non-required options",
            );
        }
        optional |= option["required"] != true && !nested;
        check_values(faults, &path, option, kind);
        if nested {
            check_options(faults, &path, option, if kind == GROUP { 1 } else { 2 });
        }
    }
}

fn check_values(faults: &mut Faults, path: &str, option: &Value, kind: u64) {
    let choices = option["choices"].as_array().map_or(&[][..], Vec::as_slice);
    let at = format!("{path}.choices");
    if choices.len() > limits::CHOICES {
        let most = limits::CHOICES;
        faults.add(
            &at,
            "BASE_TYPE_MAX_LENGTH",
            format!("Must be {most} or fewer in length."),
        );
    }
    let mut names = BTreeSet::new();
    let mut translated = Names::default();
    for (nth, choice) in choices.iter().enumerate() {
        let at = format!("{at}.{nth}");
        faults.text(
            &format!("{at}.name"),
            &choice["name"],
            1,
            limits::CHOICE_CHARS,
        );
        if kind == 3 {
            faults.text(
                &format!("{at}.value"),
                &choice["value"],
                1,
                limits::CHOICE_CHARS,
            );
        } else if !choice["value"].is_number() {
            faults.add(
                &format!("{at}.value"),
                "NUMBER_TYPE_COERCE",
                "Value is not a number.",
            );
        }
        check_localizations(faults, &at, choice, "name", |faults, path, name| {
            faults.text(path, name, 1, limits::CHOICE_CHARS);
        });
        translated.take(
            faults,
            &at,
            choice,
            0,
            "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS",
        );
        if !names.insert(choice["name"].as_str()) {
            faults.add(
                &format!("{at}.name"),
                "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS",
                "Option choice names must be unique",
            );
        }
    }
    if option["autocomplete"] == true && (!choices.is_empty() || !matches!(kind, 3 | 4 | 10)) {
        faults.add(
            &format!("{path}.autocomplete"),
            "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID",
            "Autocomplete needs a string, integer or number option without choices",
        );
    }
    for key in ["min_length", "max_length"] {
        if option[key].as_u64().unwrap_or(1) > limits::STRING_OPTION_CHARS as u64 {
            let path = format!("{path}.{key}");
            faults.add(&path, "NUMBER_TYPE_MAX", "int value should be <= 6000.");
        }
    }
}

/// Characters of names, descriptions and values, as Discord counts the size of a command: for
/// each text, its longest translation.
fn chars(part: &Value) -> usize {
    let longest = |key: &str| {
        let own = part[key].as_str().map_or(0, |text| text.chars().count());
        let translated = part[format!("{key}_localizations")]
            .as_object()
            .into_iter()
            .flatten()
            .filter_map(|(_, text)| Some(text.as_str()?.chars().count()))
            .max();
        own.max(translated.unwrap_or(0))
    };
    let below: usize = ["options", "choices"]
        .iter()
        .flat_map(|key| part[*key].as_array().into_iter().flatten())
        .map(chars)
        .sum();
    longest("name")
        + longest("description")
        + part["value"]
            .as_str()
            .map_or(0, |text| text.chars().count())
        + below
}
