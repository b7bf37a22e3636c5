//! What a person typed, read. Never does it.

use serde_json::{Map, Value, json};

/// A line, read.
#[derive(Debug, PartialEq)]
pub(crate) enum Line {
    /// A slash command: the rest of the line after the slash.
    Slash(String),
    /// A message.
    Says(String),
    /// `!name rest`
    Order(String, String),
    Nothing,
}

impl Line {
    pub(crate) fn parse(line: &str) -> Self {
        let line = line.trim();
        if line.is_empty() {
            return Self::Nothing;
        }
        if let Some(rest) = line.strip_prefix('/') {
            return Self::Slash(rest.to_owned());
        }
        if let Some(rest) = line.strip_prefix('!') {
            let (name, rest) = rest.split_once(' ').unwrap_or((rest, ""));
            return Self::Order(name.to_owned(), rest.trim().to_owned());
        }
        Self::Says(line.to_owned())
    }
}

/// A slash command as a person typed it: its path, and its options by name.
///
/// Options are `name: value`; text before the first of them is the first option.
pub(crate) fn parse_slash(typed: &str, commands: &[Value]) -> Result<(String, Value), String> {
    let (name, mut rest) = split_word(typed);
    let known = commands
        .iter()
        .find(|c| c["name"] == name && c["type"].as_u64() != Some(3));
    let mut leaf = known.ok_or_else(|| {
        let names: Vec<String> = commands
            .iter()
            .filter(|command| command["type"].as_u64().unwrap_or(1) == 1)
            .filter_map(|command| Some(format!("/{}", command["name"].as_str()?)))
            .collect();
        format!("There is no /{name}. There are: {}", names.join(" "))
    })?;
    let mut path = name.to_owned();
    loop {
        let (word, after) = split_word(rest);
        let below = options(leaf)
            .iter()
            .find(|o| (o["type"] == 1 || o["type"] == 2) && o["name"] == word);
        let Some(below) = below else { break };
        path = format!("{path} {word}");
        (leaf, rest) = (below, after);
    }
    let mut values = Map::new();
    for (name, text) in split_options(rest, options(leaf)) {
        let option = options(leaf)
            .iter()
            .find(|option| option["name"] == name.as_str());
        let kind = option
            .and_then(|option| option["type"].as_u64())
            .unwrap_or(3);
        // Of choices, people type the name.
        let is_choice = option.is_some_and(|option| !choices(option).is_empty());
        let kind = if is_choice { 3 } else { kind };
        values.insert(name, convert(kind, &text)?);
    }
    Ok((path, Value::Object(values)))
}

fn options(command: &Value) -> &[Value] {
    command["options"].as_array().map_or(&[], Vec::as_slice)
}

fn choices(option: &Value) -> &[Value] {
    option["choices"].as_array().map_or(&[], Vec::as_slice)
}

fn split_word(text: &str) -> (&str, &str) {
    let text = text.trim();
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    (word, rest.trim())
}

/// Cuts `value a: value b: value` at the names that the command has.
fn split_options(text: &str, known: &[Value]) -> Vec<(String, String)> {
    let names: Vec<&str> = known
        .iter()
        .filter_map(|option| option["name"].as_str())
        .collect();
    let mut found: Vec<(String, String)> = Vec::new();
    for word in text.split_whitespace() {
        let name = word
            .split_once(':')
            .filter(|(name, _)| names.contains(name));
        if let Some((name, first)) = name {
            found.push((name.to_owned(), first.to_owned()));
            continue;
        }
        if found.is_empty() {
            let first = names.first().copied().unwrap_or_default();
            found.push((first.to_owned(), String::new()));
        }
        if let Some((_, value)) = found.last_mut() {
            if !value.is_empty() {
                value.push(' ');
            }
            value.push_str(word);
        }
    }
    found
}

/// A value of the option's type. A file option takes the path of a file.
fn convert(kind: u64, text: &str) -> Result<Value, String> {
    let wrong = |_| format!("{text:?} is not what the option takes");
    Ok(match kind {
        4 => json!(
            text.parse::<i64>()
                .map_err(|error| wrong(error.to_string()))?
        ),
        5 => json!(matches!(text, "true" | "yes" | "on")),
        10 => json!(
            text.parse::<f64>()
                .map_err(|error| wrong(error.to_string()))?
        ),
        11 => {
            let content =
                std::fs::read_to_string(text).map_err(|error| format!("{text}: {error}"))?;
            let name = std::path::Path::new(text).file_name().unwrap_or_default();
            json!({"filename": name.to_string_lossy(), "text": content})
        }
        _ => json!(text),
    })
}
