//! The value of a key -> text, list or flag, as people mean it. Never knows the key.

use std::collections::HashSet;

use serde_json::Value;

use super::entry::Entry;

/// The value as one line of text.
pub(super) fn text(entry: &Entry) -> Option<String> {
    let text = scalar(&entry.value, &entry.raw)?;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// A scalar as it is written: `1.10` is not 1.1.
fn scalar(value: &Value, raw: &str) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) if !raw.is_empty() => Some(raw.to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// The value as a list: an array, or a string cut at `separators`.
pub(super) fn list(entry: &Entry, separators: &[char]) -> Vec<String> {
    let value = &entry.value;
    let items: Vec<String> = match value {
        Value::Array(items) => items.iter().filter_map(name).collect(),
        Value::Object(_) => name(value).into_iter().collect(),
        _ => scalar(value, &entry.raw)
            .map(|text| text.split(separators).map(str::to_owned).collect())
            .unwrap_or_default(),
    };
    items
        .iter()
        .map(|item| item.trim().trim_start_matches('#').trim().to_owned())
        .filter(|item| !item.is_empty())
        .collect()
}

/// A scalar, or the name that an object bears (`authors: [{name: Ann}]`).
fn name(value: &Value) -> Option<String> {
    const NAMES: [&str; 4] = ["name", "title", "url", "slug"];
    match value {
        Value::Object(map) => NAMES
            .iter()
            .find_map(|key| map.get(*key)?.as_str())
            .map(str::to_owned),
        _ => scalar(value, ""),
    }
}

pub(super) fn flag(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(flag) => Some(*flag),
        Value::String(text) => match text.trim().to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" => Some(true),
            "false" | "no" | "off" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// Drops what differs in letter case only.
pub(super) fn distinct(topics: Vec<String>) -> Vec<String> {
    let mut seen = HashSet::new();
    topics
        .into_iter()
        .filter(|topic| seen.insert(topic.to_lowercase()))
        .collect()
}
