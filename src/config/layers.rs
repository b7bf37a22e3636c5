//! One layer of settings over another, and what to say when a layer is not understood.
//! Never reads: it is given the text of the file and the environment as a function.

use std::ops::Range;
use std::path::Path;

use toml::{Table, Value};

use super::{Config, ConfigError};

/// The keys whose values are paths: those of the file are relative to its folder.
const PATHS: [(&str, &str); 4] = [
    ("corpus", "path"),
    ("index", "path"),
    ("journal", "path"),
    ("semantic", "model"),
];

/// The settings so far. Always the table of a valid [`Config`].
pub struct Layers {
    table: Table,
}

impl Layers {
    /// The defaults alone.
    pub fn new() -> Self {
        Self {
            table: Table::try_from(Config::default()).expect("the defaults are plain values"),
        }
    }

    /// Lays the text of a config file over what there is.
    pub fn lay_file(&mut self, text: &str, path: &Path) -> Result<(), ConfigError> {
        // The first reading is for the errors, which know their place in the text; the
        // second one is for the keys that the file really has.
        let refuse = |error: &toml::de::Error| ConfigError::Invalid {
            path: path.to_owned(),
            line: line_of(text, error.span()),
            message: words(error.message(), key_at(text, error.span())),
        };
        toml::from_str::<Config>(text).map_err(|error| refuse(&error))?;
        let mut file: Table = toml::from_str(text).map_err(|error| refuse(&error))?;

        let folder = path.parent().unwrap_or(Path::new(""));
        for (section, key) in PATHS {
            if let Some(Value::String(path)) = file.get_mut(section).and_then(|it| it.get_mut(key))
                && !path.trim().is_empty()
            {
                *path = folder.join(&*path).to_string_lossy().into_owned();
            }
        }
        if let Some(Value::Array(sources)) = file.get_mut("sources") {
            for source in sources {
                if let Some(Value::String(path)) = source.get_mut("path") {
                    *path = folder.join(&*path).to_string_lossy().into_owned();
                }
            }
        }
        lay(&mut self.table, file);
        Ok(())
    }

    /// Lays the environment over what there is: one variable for each key.
    pub fn lay_environment(
        &mut self,
        environment: &dyn Fn(&str) -> Option<String>,
    ) -> Result<(), ConfigError> {
        for (section, key) in keys(&self.table) {
            let name = variable(&section, &key);
            let Some(text) = environment(&name) else {
                continue;
            };
            let Some(value) = self
                .table
                .get_mut(&section)
                .and_then(|section| section.get_mut(&key))
            else {
                continue;
            };
            *value = like(value, text);
            if let Err(error) = self.table.clone().try_into::<Config>() {
                return Err(ConfigError::Variable {
                    name,
                    message: words(error.message(), None),
                });
            }
        }
        Ok(())
    }

    /// The settings that result.
    pub fn into_config(self) -> Config {
        self.table
            .try_into()
            .expect("every layer was checked when it was laid")
    }
}

/// Every key that holds a single value, with its section.
fn keys(table: &Table) -> Vec<(String, String)> {
    let sections = table
        .iter()
        .filter_map(|(section, keys)| Some((section, keys.as_table()?)));
    sections
        .flat_map(|(section, keys)| {
            keys.iter()
                .filter(|(_, value)| !matches!(value, Value::Table(_) | Value::Array(_)))
                .map(|(key, _)| (section.clone(), key.clone()))
        })
        .collect()
}

/// The variable of a key: `FOOTNOTE_ANSWER_LIMIT`; a section's path is the section's
/// own variable, `FOOTNOTE_CORPUS`.
pub fn variable(section: &str, key: &str) -> String {
    let name = match key {
        "path" => format!("FOOTNOTE_{section}"),
        key => format!("FOOTNOTE_{section}_{key}"),
    };
    name.to_uppercase()
}

/// `text` as a value of the kind that stood there before; as it is where it is none.
fn like(before: &Value, text: String) -> Value {
    let trimmed = text.trim();
    let value = match before {
        Value::Integer(_) => trimmed.parse().ok().map(Value::Integer),
        Value::Float(_) => trimmed.parse().ok().map(Value::Float),
        Value::Boolean(_) => trimmed.parse().ok().map(Value::Boolean),
        _ => None,
    };
    value.unwrap_or(Value::String(text))
}

/// Lays `upper` over `lower`, table by table.
fn lay(lower: &mut Table, upper: Table) {
    for (key, value) in upper {
        match (lower.get_mut(&key), value) {
            (Some(Value::Table(below)), Value::Table(above)) => lay(below, above),
            (_, value) => {
                lower.insert(key, value);
            }
        }
    }
}

fn line_of(text: &str, span: Option<Range<usize>>) -> usize {
    let start = span.map_or(0, |span| span.start);
    1 + text.bytes().take(start).filter(|&b| b == b'\n').count()
}

/// The key whose value stands at `span`: what is left of the `=` on that line.
fn key_at(text: &str, span: Option<Range<usize>>) -> Option<&str> {
    let start = span?.start;
    let line = text.get(..start)?.lines().last()?;
    let key = line.split_once('=')?.0.trim();
    (!key.is_empty()).then_some(key)
}

/// serde's message in words for people, with the nearest key where one is unknown.
fn words(message: &str, key: Option<&str>) -> String {
    let message = message.trim();
    if let Some(rest) = message.strip_prefix("unknown field ") {
        let mut names = rest.split('`').skip(1).step_by(2);
        let unknown = names.next().unwrap_or_default();
        let expected: Vec<&str> = names.collect();
        return unknown_key(unknown, &expected);
    }
    let message = ["invalid value: ", "invalid type: "]
        .iter()
        .find_map(|kind| message.strip_prefix(kind))
        .and_then(|rest| rest.rsplit_once(", expected "))
        .map_or_else(
            || message.to_owned(),
            |(found, expected)| format!("expected {expected}, found {found}"),
        );
    match key {
        Some(key) => format!("`{key}`: {message}"),
        None => message,
    }
}

fn unknown_key(unknown: &str, expected: &[&str]) -> String {
    let list: Vec<String> = expected.iter().map(|name| format!("`{name}`")).collect();
    let list = list.join(", ");
    match nearest(unknown, expected) {
        Some(nearest) => {
            format!("unknown key `{unknown}`; expected {list} (did you mean `{nearest}`?)")
        }
        None => format!("unknown key `{unknown}`; expected {list}"),
    }
}

/// The name that is nearest in spelling, if one is near at all.
fn nearest<'a>(unknown: &str, names: &[&'a str]) -> Option<&'a str> {
    // Longer than any key can be; bounds the work on a hostile file.
    if unknown.len() > 64 {
        return None;
    }
    names
        .iter()
        .map(|&name| (strsim::osa_distance(unknown, name), name))
        .filter(|&(edits, name)| edits * 3 <= name.len().max(3))
        .min()
        .map(|(_, name)| name)
}
