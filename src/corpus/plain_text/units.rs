//! The lines of a text -> units: paragraphs, items of lists and lines that stand alone,
//! hard-wrapped lines joined. Drops nothing but lines made of dashes.

use std::ops::Range;

use super::joining::join;
use super::markers::{Marker, keep_sure_markers, marker};
use super::wrapping::Wrapping;
use crate::corpus::SourceText;

/// A line without white space at its ends.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Its bytes in the source.
    pub(super) range: Range<usize>,
    /// Characters of white space before it.
    pub(super) indent: usize,
    /// Characters, the indent included.
    pub(super) width: usize,
    /// Whether an empty line (or none) comes before.
    pub(super) after_blank: bool,
    /// What makes it an item of a list.
    pub(super) marker: Option<Marker>,
}

/// What a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum UnitKind {
    /// A paragraph or a line.
    Text,
    /// An item of a list.
    Item {
        /// Nesting, 0 for the outermost list.
        depth: u8,
        /// The number shown.
        number: Option<u64>,
    },
}

/// A paragraph, an item or a line that stands alone.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    pub(super) kind: UnitKind,
    pub(super) text: SourceText,
    /// How many lines of the source it has.
    pub(super) lines: usize,
    /// Whether an empty line (or none) comes before.
    pub(super) after_blank: bool,
    /// Whether a line of dashes stands below it.
    pub(super) underlined: bool,
    /// How many words it has.
    pub(super) words: usize,
}

impl Unit {
    /// The text.
    pub(super) fn as_str(&self) -> &str {
        self.text.as_str()
    }

    /// Whether it is an item of a list.
    pub(super) fn is_item(&self) -> bool {
        matches!(self.kind, UnitKind::Item { .. })
    }

    /// Whether it ends as a sentence does.
    pub(super) fn ends_sentence(&self) -> bool {
        ends_sentence(self.as_str())
    }
}

/// Whether `text` ends as a sentence does, closing quotes and brackets aside.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end()
        .trim_end_matches(['"', '\'', '”', '’', '»', '“', ')', ']', '*'])
        .ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟'])
}

/// The units of `source` from `start` on.
pub(super) fn read(source: &str, start: usize) -> Vec<Unit> {
    let mut lines = split(source, start);
    keep_sure_markers(source, &mut lines);
    let wrapping = Wrapping::of(source, &lines);
    let mut units: Vec<Unit> = Vec::new();
    let mut indents: Vec<usize> = Vec::new();
    let mut blank = true;
    let mut index = 0;
    let mut places: Vec<Range<usize>> = Vec::new();
    while index < lines.len() {
        let line = &lines[index];
        let text = &source[line.range.clone()];
        if is_rule(text) {
            if let Some(unit) = units.last_mut()
                && !line.after_blank
                && !unit.is_item()
            {
                unit.underlined = unit.lines == 1;
            }
            blank = true;
            index += 1;
            continue;
        }
        let first = index;
        let item_indent = line.marker.map(|_| line.indent);
        index += 1;
        while let Some(next) = lines.get(index) {
            let introduces = source[next.range.clone()].ends_with([':', '…'])
                || source[next.range.clone()].ends_with("...");
            let next_list = introduces
                && item_indent.is_some()
                && lines
                    .get(index + 1)
                    .is_some_and(|line| line.marker.is_some());
            let joined = next.marker.is_none()
                && !next.after_blank
                && !next_list
                && !is_rule(&source[next.range.clone()])
                && (wrapping.joins(source, &lines[index - 1], next)
                    || item_indent.is_some_and(|indent| next.indent > indent));
            if !joined {
                break;
            }
            index += 1;
        }
        let kind = if let Some(marker) = lines[first].marker {
            let indent = lines[first].indent;
            while indents.last().is_some_and(|&outer| outer >= indent) {
                indents.pop();
            }
            let depth = u8::try_from(indents.len()).unwrap_or(u8::MAX);
            indents.push(indent);
            UnitKind::Item {
                depth,
                number: marker.number,
            }
        } else {
            indents.clear();
            UnitKind::Text
        };
        let text = join(source, &lines[first..index]);
        if !text.as_str().contains(char::is_alphanumeric) {
            continue;
        }
        places.push(first..index);
        units.push(Unit {
            kind,
            words: text.as_str().split_whitespace().count(),
            text,
            lines: index - first,
            after_blank: blank || lines[first].after_blank,
            underlined: false,
        });
        blank = false;
    }
    number_headings(source, &mut lines, &places, &mut units);
    units
}

/// "1. Where to begin" between paragraphs is a heading, number and all.
fn number_headings(source: &str, lines: &mut [Line], places: &[Range<usize>], units: &mut [Unit]) {
    for index in 0..units.len() {
        let UnitKind::Item {
            number: Some(_), ..
        } = units[index].kind
        else {
            continue;
        };
        let alone = (index == 0 || !units[index - 1].is_item())
            && units.get(index + 1).is_some_and(|next| !next.is_item());
        if !alone || units[index].ends_sentence() || units[index].lines > 1 {
            continue;
        }
        let lines = &mut lines[places[index].clone()];
        for line in lines.iter_mut() {
            line.marker = None;
        }
        let text = join(source, lines);
        let unit = &mut units[index];
        unit.kind = UnitKind::Text;
        unit.words = text.as_str().split_whitespace().count();
        unit.text = text;
    }
}

fn split(source: &str, start: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut after_blank = true;
    let body = source.get(start..).unwrap_or_default();
    let mut offset = start;
    // `\r` alone ends a line too; between `\r\n` it makes an empty one, which is told
    // apart from a real one by having no line feed of its own.
    for full in body.split_inclusive(['\n', '\r']) {
        let range = offset..offset + full.len();
        offset = range.end;
        let text = full.trim();
        if text.is_empty() {
            let half_of_windows_end =
                full == "\n" && source.as_bytes().get(range.start.wrapping_sub(1)) == Some(&b'\r');
            after_blank |= !half_of_windows_end;
            continue;
        }
        let lead = full.len() - full.trim_start().len();
        let begin = range.start + lead;
        let indent = full[..lead].chars().count();
        lines.push(Line {
            range: begin..begin + text.len(),
            indent,
            width: indent + text.chars().count(),
            after_blank,
            marker: marker(text),
        });
        after_blank = false;
    }
    lines
}

/// A line that only draws a line.
fn is_rule(text: &str) -> bool {
    let mut characters = text.chars();
    let Some(first) = characters.next() else {
        return false;
    };
    "-=_*~#—–".contains(first) && text.chars().count() >= 3 && characters.all(|c| c == first)
}
