//! [`Form`]: a form as Discord takes it, plain data. Built only by functions that keep Discord's
//! limits.

use serde::Serialize;

use super::limits::fit;
use super::text::plain;

/// Most characters of a title or of a label.
const LABEL: usize = 45;

/// Most characters of a field.
pub const MOST_CHARS: usize = 4_000;

/// A form to fill in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Form {
    custom_id: String,
    title: String,
    components: Vec<Row>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Row {
    #[serde(rename = "type")]
    kind: u8,
    components: [Field; 1],
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Field {
    #[serde(rename = "type")]
    kind: u8,
    custom_id: &'static str,
    label: String,
    /// 1 one line, 2 several.
    style: u8,
    value: String,
    max_length: usize,
    required: bool,
}

impl Form {
    /// A form that is told apart by `custom_id`, at most 100 characters.
    pub fn new(custom_id: String, title: &str) -> Self {
        Self {
            custom_id,
            title: fit(&plain(title), LABEL),
            components: Vec::new(),
        }
    }

    /// A field of several lines that holds `text` already, at most [`MOST_CHARS`] characters.
    pub fn text(mut self, id: &'static str, label: &str, text: &str) -> Self {
        self.components.push(Row {
            kind: 1,
            components: [Field {
                kind: 4,
                custom_id: id,
                label: fit(&plain(label), LABEL),
                style: 2,
                value: fit(text, MOST_CHARS),
                max_length: MOST_CHARS,
                required: true,
            }],
        });
        self
    }
}
