//! Where the JavaScript of MDX ends: tags of components, imports, exports.
//! Never looks for where it starts.

use std::sync::LazyLock;

use regex::Regex;

/// Longest tag, shortcode or import, in bytes; what is longer is text.
pub(super) const MAX_TAG_BYTES: usize = 4_000;

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a fixed pattern compiles")
}

/// The end of the tag of a component (`<Tabs items={["a", "b"]}>`) that starts at `start`,
/// or where it turned out to be none.
pub(super) fn component(body: &str, start: usize) -> Result<usize, usize> {
    let bytes = &body.as_bytes()[..body.len().min(start + MAX_TAG_BYTES)];
    let mut at = start + 1;
    let mut depth = 0_u32;
    let mut quote = None;
    while let Some(byte) = bytes.get(at) {
        at += 1;
        match (quote, byte) {
            (Some(open), _) if *byte == open => quote = None,
            (None, b'"' | b'\'') => quote = Some(*byte),
            (None, b'`') if depth > 0 => quote = Some(*byte),
            (None, b'{') => depth += 1,
            (None, b'}') => depth = depth.saturating_sub(1),
            (None, b'>') if depth == 0 => return Ok(at),
            (None, b'<') if depth == 0 => return Err(at - 1),
            _ => {}
        }
    }
    // A character is not to be cut, so the search goes on at its start.
    while !body.is_char_boundary(at) {
        at -= 1;
    }
    Err(at)
}

/// The end of an `import` or `export` of MDX at the start of `text`.
pub(super) fn module(text: &str) -> Option<usize> {
    static IMPORT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r#"^import\s+(?:[A-Za-z0-9_*$\s{},]+\sfrom\s+)?["'][^"'\n]+["'][ \t]*;?[ \t]*(?:\r?\n|$)"#,
        )
    });
    static EXPORT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^export\s+(?:(?:const|let|var|function|class|async|default)\b[^\n]*[={(;]|\{|\*\s)",
        )
    });
    if !text.starts_with("import") && !text.starts_with("export") {
        return None;
    }
    let mut paragraph = 0;
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() || paragraph + line.len() > MAX_TAG_BYTES {
            break;
        }
        paragraph += line.len();
    }
    let text = &text[..paragraph];
    if let Some(found) = IMPORT.find(text) {
        return Some(found.end());
    }
    EXPORT.is_match(text).then_some(paragraph)
}
