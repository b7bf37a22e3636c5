//! Where the front matter stands in a source and in which language it is written.
//! Never reads its keys.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::key;

/// Longest front matter that is looked for, in bytes.
const MAX_BYTES: usize = 256 * 1024;

/// The language of the front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Yaml,
    Toml,
    Json,
}

impl Format {
    /// The name that people know.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Yaml => "YAML",
            Self::Toml => "TOML",
            Self::Json => "JSON",
        }
    }

    /// The key that `line` sets, if it sets one, and the byte where its value starts.
    pub(super) fn key(self, line: &str) -> Option<(&str, usize)> {
        static YAML: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r#"^(?:"([^"]{1,80})"|'([^']{1,80})'|([\p{L}_][\p{L}\p{N}_./@-]*(?: [\p{L}\p{N}_./@-]+){0,2}))[ \t]*:(?:[ \t]|$)"#,
            )
        });
        static TOML: LazyLock<Regex> =
            LazyLock::new(|| pattern(r#"^[ \t]*"?([A-Za-z0-9_.-]{1,80})"?[ \t]*="#));
        static JSON: LazyLock<Regex> =
            LazyLock::new(|| pattern(r#"^[ \t]*\{?[ \t]*"([^"\\]{1,80})"[ \t]*:"#));

        let regex = match self {
            Self::Yaml => &YAML,
            Self::Toml => &TOML,
            Self::Json => &JSON,
        };
        let found = regex.captures(line.trim_end())?;
        let key = found.iter().skip(1).flatten().next()?.as_str();
        Some((key, found.get(0)?.end()))
    }
}

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a fixed pattern compiles")
}

/// A block of front matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) format: Format,
    /// Its text without the fences (JSON: with its braces).
    pub(super) inner: Range<usize>,
    /// Where the body starts.
    pub(super) end: usize,
    /// Whether its end is marked.
    pub(super) closed: bool,
}

/// Finds the front matter at the start of `source`; `start` is after a byte order mark.
pub(super) fn find(source: &str, start: usize) -> Option<Block> {
    let text = &source[start..];
    let block = if text.starts_with('{') {
        json(text)
    } else {
        fenced(text)
    }?;
    Some(Block {
        inner: block.inner.start + start..block.inner.end + start,
        end: block.end + start,
        ..block
    })
}

fn fenced(text: &str) -> Option<Block> {
    let mut lines = lines(text);
    let (_, first) = lines.next()?;
    let format = match first.trim_end() {
        "---" => Format::Yaml,
        "+++" => Format::Toml,
        _ => return None,
    };
    let start = first.len();
    for (at, line) in lines.take_while(|(at, _)| *at < MAX_BYTES) {
        let closes = match format {
            Format::Yaml => matches!(line.trim_end(), "---" | "..."),
            Format::Toml | Format::Json => line.trim_end() == "+++",
        };
        if closes {
            // Otherwise the fences are two rules with text between them.
            return starts_with_a_key(format, &text[start..at]).then(|| Block {
                format,
                inner: start..at,
                end: at + line.len(),
                closed: true,
            });
        }
    }
    let end = start + extent(format, &text[start..], false);
    (end > start && starts_with_a_key(format, &text[start..end])).then_some(Block {
        format,
        inner: start..end,
        end,
        closed: false,
    })
}

fn json(text: &str) -> Option<Block> {
    // Shortcodes, templates and attribute lists start with a brace as well.
    if !text[1..].trim_start().starts_with('"') {
        return None;
    }
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<serde::de::IgnoredAny>();
    if let Some(Ok(_)) = values.next() {
        let end = values.byte_offset();
        return Some(Block {
            format: Format::Json,
            inner: 0..end,
            end,
            closed: true,
        });
    }
    let brace = lines(text)
        .take_while(|(at, _)| *at < MAX_BYTES)
        .find(|(_, line)| line.trim_end() == "}");
    let end = match &brace {
        Some((at, line)) => at + line.len(),
        None => extent(Format::Json, text, false),
    };
    Some(Block {
        format: Format::Json,
        inner: 0..end,
        end,
        closed: brace.is_some(),
    })
}

/// Whether the first line that is neither blank nor a comment sets a key; an empty
/// block will do too.
fn starts_with_a_key(format: Format, inner: &str) -> bool {
    inner.trim().is_empty()
        || lines(inner)
            .map(|(_, line)| line)
            .find(|line| !line.trim().is_empty() && !line.starts_with('#'))
            .is_some_and(|line| format.key(line).is_some() || is_table(format, line))
}

fn is_table(format: Format, line: &str) -> bool {
    format == Format::Toml && line.starts_with('[') && line.trim_end().ends_with(']')
}

/// How far `text` looks like front matter from its start. A line that looks otherwise ends
/// it, and so does an unknown key after an empty line: text may start with "Note:" as well.
/// Where it is `lenient`, any key will do, and any line that follows without an empty one.
pub(super) fn extent(format: Format, text: &str, lenient: bool) -> usize {
    let mut end = 0;
    let mut after_blank = false;
    for (at, line) in lines(text).take_while(|(at, _)| *at < MAX_BYTES) {
        if line.trim().is_empty() {
            after_blank = true;
            continue;
        }
        let sets_a_key = format
            .key(line)
            .is_some_and(|(key, _)| lenient || !after_blank || key::meaning(key).is_some());
        let alike = sets_a_key
            || is_table(format, line)
            || line.starts_with([' ', '\t', ']', '}', '{'])
            || (!after_blank && line.starts_with(['#', '-']));
        if !alike && (after_blank || !lenient) {
            break;
        }
        end = at + line.len();
        after_blank = false;
    }
    end
}

/// The lines of `text` with their line breaks, and where each starts.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    })
}
