//! A block of front matter -> its keys and values, each with its line. What cannot be
//! parsed as a whole is read key by key. Never knows what a key means.

use std::ops::Range;

use serde_json::{Map, Value};

use super::block::{Block, Format, lines};

/// Most keys that are read one by one; nobody writes as many by hand.
const MAX_KEYS: usize = 500;

/// A key and its value.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    /// The key as it is written.
    pub(super) key: String,
    pub(super) value: Value,
    /// The value as it is written, where it stands on the key's own line.
    pub(super) raw: String,
    /// Byte offset of the key in the block's text.
    pub(super) offset: usize,
}

/// Why a block could not be parsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    /// It has no closing line.
    Unclosed,
    /// Its language has other rules.
    Invalid {
        message: String,
        /// Line within the block's text, from 0, where the parser names one.
        line: Option<usize>,
    },
}

/// A key with the lines up to the next key.
struct Chunk {
    key: String,
    range: Range<usize>,
    /// Where the value starts.
    value: usize,
}

/// Reads all of `text`, the inner text of `block`, or says why it cannot be read.
pub(super) fn parse(block: &Block, text: &str) -> Result<Vec<Entry>, Fault> {
    let map = parse_map(block.format, text)?;
    let chunks = chunks(block.format, text);
    // A key of a nested table may bear the name of one above: the first place is taken.
    let mut places = std::collections::HashMap::new();
    for chunk in &chunks {
        places.entry(chunk.key.as_str()).or_insert(chunk);
    }
    Ok(map
        .into_iter()
        .map(|(key, value)| {
            let chunk = places.get(key.as_str());
            Entry {
                raw: chunk.map_or_else(String::new, |chunk| raw(text, chunk)),
                offset: chunk.map_or(0, |chunk| chunk.range.start),
                key,
                value,
            }
        })
        .collect())
}

/// Reads as many keys as can be read one by one.
pub(super) fn salvage(format: Format, text: &str) -> Vec<Entry> {
    chunks(format, text)
        .into_iter()
        .map(|chunk| {
            let raw = raw(text, &chunk);
            let source = &text[chunk.range.clone()];
            let parsed = match format {
                Format::Yaml | Format::Toml => parse_map(format, source)
                    .ok()
                    .and_then(|map| map.into_iter().next())
                    .map(|(_, value)| value),
                Format::Json => {
                    let value = text[chunk.value..chunk.range.end].trim();
                    let value = value.strip_suffix('}').unwrap_or(value).trim_end();
                    serde_json::from_str(value.strip_suffix(',').unwrap_or(value)).ok()
                }
            };
            let value = parsed.unwrap_or_else(|| match unquoted(&raw) {
                "" => Value::Null,
                text => Value::String(text.to_owned()),
            });
            Entry {
                key: chunk.key,
                value,
                raw,
                offset: chunk.range.start,
            }
        })
        .collect()
}

/// The keys that stand in `text` more than once, where the language allows only one.
pub(super) fn repeated(format: Format, text: &str) -> Vec<(String, usize)> {
    let mut seen = std::collections::HashSet::new();
    chunks(format, text)
        .into_iter()
        .filter(|chunk| format == Format::Yaml && !seen.insert(chunk.key.clone()))
        .map(|chunk| (chunk.key, chunk.range.start))
        .collect()
}

fn parse_map(format: Format, text: &str) -> Result<Map<String, Value>, Fault> {
    if text.trim().is_empty() {
        return Ok(Map::new());
    }
    let value = match format {
        Format::Yaml => yaml(text)?,
        Format::Toml => toml(text)?,
        Format::Json => serde_json::from_str(text).map_err(|error| Fault::Invalid {
            line: error.line().checked_sub(1),
            message: without_place(&error.to_string()),
        })?,
    };
    match value {
        Value::Object(map) => Ok(map),
        Value::Null => Ok(Map::new()),
        _ => Err(Fault::Invalid {
            message: "it is not a list of keys and values".to_owned(),
            line: None,
        }),
    }
}

fn yaml(text: &str) -> Result<Value, Fault> {
    // A few short lines are expected; what is far beyond them wants to exhaust memory.
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_events: 20_000,
            max_nodes: 10_000,
            max_depth: 32,
            flow_nesting_limit: 32,
            max_aliases: 100,
            max_anchors: 100,
        },
        alias_limits: serde_saphyr::alias_limits! {
            max_total_replayed_events: 1_000,
            max_replay_stack_depth: 8,
        },
        duplicate_keys: serde_saphyr::DuplicateKeyPolicy::FirstWins,
        // "no" is Norwegian at least as often as it is false.
        strict_booleans: true,
        with_snippet: false,
    };
    serde_saphyr::from_str_with_options(text, options).map_err(|error| Fault::Invalid {
        line: error
            .location()
            .and_then(|location| usize::try_from(location.line()).ok())
            .and_then(|line| line.checked_sub(1)),
        message: without_place(&one_line(&error.without_snippet().to_string())),
    })
}

fn toml(text: &str) -> Result<Value, Fault> {
    let table: toml::Table = text
        .parse()
        .map_err(|error: toml::de::Error| Fault::Invalid {
            line: error
                .span()
                .and_then(|span| text.get(..span.start))
                .map(|before| before.matches('\n').count()),
            message: one_line(error.message()),
        })?;
    Ok(from_toml(toml::Value::Table(table)))
}

fn from_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(flag) => flag.into(),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(values) => values.into_iter().map(from_toml).collect(),
        toml::Value::Table(table) => table
            .into_iter()
            .map(|(key, value)| (key, from_toml(value)))
            .collect(),
    }
}

fn chunks(format: Format, text: &str) -> Vec<Chunk> {
    let mut chunks: Vec<Chunk> = Vec::new();
    for (at, line) in lines(text) {
        let open = chunks.last_mut().filter(|chunk| chunk.range.end == at);
        if let Some((key, value)) = format.key(line) {
            if chunks.len() == MAX_KEYS {
                break;
            }
            chunks.push(Chunk {
                key: key.trim().to_owned(),
                range: at..at + line.len(),
                value: at + value.min(line.len()),
            });
        } else if let Some(chunk) = open
            && !(format == Format::Toml && line.starts_with('['))
        {
            chunk.range.end = at + line.len();
        }
    }
    chunks
}

fn raw(text: &str, chunk: &Chunk) -> String {
    let line = text[chunk.value..chunk.range.end].lines().next();
    let line = line.unwrap_or_default().trim();
    let line = line.split(" #").next().unwrap_or_default();
    line.trim().trim_end_matches(',').to_owned()
}

/// Without quotes, also where one of the two is missing.
fn unquoted(raw: &str) -> &str {
    raw.trim_matches(['"', '\'']).trim()
}

/// The parser counts lines from the fence; ours are those of the file.
fn without_place(message: &str) -> String {
    message
        .split_once(" at line ")
        .map_or(message, |(message, _)| message)
        .to_owned()
}

fn one_line(message: &str) -> String {
    message.split_whitespace().collect::<Vec<_>>().join(" ")
}
