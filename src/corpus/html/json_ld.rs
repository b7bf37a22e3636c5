//! What a page says of itself in JSON-LD. Broken scripts say nothing.

use serde_json::Value;

use super::facts::collapse;

/// Levels of JSON-LD that are looked into.
const JSON_LD_DEPTH: usize = 4;

/// What the page says of itself in JSON-LD.
#[derive(Debug, Default)]
pub(super) struct JsonLd {
    /// Who wrote it.
    pub(super) author: Option<String>,
    /// When it was last changed.
    pub(super) modified: Option<String>,
    /// When it was published.
    pub(super) published: Option<String>,
}

impl JsonLd {
    /// Reads the texts of the scripts.
    pub(super) fn read(scripts: &[String]) -> Self {
        let mut found = Self::default();
        for script in scripts {
            if let Ok(value) = serde_json::from_str::<Value>(script) {
                found.collect(&value, JSON_LD_DEPTH);
            }
        }
        found
    }

    fn collect(&mut self, value: &Value, depth: usize) {
        if depth == 0 {
            return;
        }
        match value {
            Value::Array(values) => {
                for value in values {
                    self.collect(value, depth - 1);
                }
            }
            Value::Object(fields) => {
                let text = |key: &str| fields.get(key).and_then(Value::as_str).map(collapse);
                if fields.contains_key("datePublished") || fields.contains_key("dateModified") {
                    self.modified = self.modified.take().or_else(|| text("dateModified"));
                    self.published = self.published.take().or_else(|| text("datePublished"));
                    let author = fields.get("author").and_then(name);
                    self.author = self.author.take().or(author);
                }
                if let Some(graph) = fields.get("@graph") {
                    self.collect(graph, depth - 1);
                }
            }
            _ => {}
        }
    }
}

/// An author's name, who may be given as text, as an object or as a list of these.
fn name(author: &Value) -> Option<String> {
    let author = match author {
        Value::Array(authors) => authors.first()?,
        other => other,
    };
    let name = match author {
        Value::String(name) => name,
        other => other.get("name")?.as_str()?,
    };
    let name = collapse(name);
    (!name.is_empty() && !name.contains("://")).then_some(name)
}
