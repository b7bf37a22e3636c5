//! The lines of a text -> units: paragraphs, items of lists and lines that stand alone,
//! hard-wrapped lines joined. Drops nothing but rules made of dashes.

use std::ops::Range;

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

/// A bullet or number at the start of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marker {
    /// The bullet's character; a digit's place is taken by `0`.
    sign: char,
    /// The number.
    number: Option<u64>,
    /// Bytes up to the text.
    length: usize,
}

impl Marker {
    /// A sign that also serves as a dash or a multiplication sign.
    fn is_weak(self) -> bool {
        matches!(self.sign, '-' | '–' | '—' | '*' | '+' | 'o' | '»' | '>')
    }
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
        let kind = match lines[first].marker {
            Some(marker) => {
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
            }
            None => {
                indents.clear();
                UnitKind::Text
            }
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

fn marker(text: &str) -> Option<Marker> {
    let first = text.chars().next()?;
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (sign, number, sign_length) = if (1..=3).contains(&digits) {
        let after = text[digits..].chars().next()?;
        if !matches!(after, '.' | ')') {
            return None;
        }
        ('0', text[..digits].parse().ok(), digits + 1)
    } else if "•·▪●◦‣⁃∙■□○◾➢➤✓✔-–—*+o".contains(first) {
        (first, None, first.len_utf8())
    } else {
        return None;
    };
    let rest = &text[sign_length..];
    let white = rest.len() - rest.trim_start().len();
    // A round bullet may stand right before its text; other signs need a blank.
    let apart = white > 0 || "•▪●‣■➢➤✓✔".contains(first);
    (apart && !rest.trim().is_empty()).then_some(Marker {
        sign,
        number,
        length: sign_length + white,
    })
}

/// Takes away markers that are more likely a dash, or a number in running text: a weak
/// sign needs company, and so does a number.
fn keep_sure_markers(source: &str, lines: &mut [Line]) {
    let before: Vec<Option<Marker>> = lines.iter().map(|line| line.marker).collect();
    let neighbour = |index: usize, marker: Marker| {
        let alike = |other: &Option<Marker>| {
            other.is_some_and(|other| match (marker.number, other.number) {
                (Some(one), Some(two)) => one.abs_diff(two) == 1,
                (None, None) => one_kind(marker.sign, other.sign),
                _ => false,
            })
        };
        let from = index.saturating_sub(6);
        let to = (index + 7).min(before.len());
        before[from..index].iter().any(alike) || before[index + 1..to].iter().any(alike)
    };
    for index in 0..lines.len() {
        let Some(marker) = before[index] else {
            continue;
        };
        let unsure = marker.is_weak() || marker.number.is_some();
        if unsure && !neighbour(index, marker) {
            lines[index].marker = None;
            continue;
        }
        // "... on 3 May\n2. The" cannot begin a list in the middle of a sentence.
        let mid_sentence =
            index > 0 && !lines[index].after_blank && lines[index - 1].marker.is_none() && {
                let previous = &source[lines[index - 1].range.clone()];
                !ends_sentence(previous) && !previous.ends_with(':')
            };
        if mid_sentence && marker.number.is_some_and(|number| number > 1) {
            let continues = before[index.saturating_sub(6)..index]
                .iter()
                .flatten()
                .any(|other| {
                    other
                        .number
                        .is_some_and(|number| number + 1 == marker.number.unwrap_or(0))
                });
            if !continues {
                lines[index].marker = None;
            }
        }
    }
}

fn one_kind(one: char, other: char) -> bool {
    one == other || (matches!(one, '-' | '–' | '—') && matches!(other, '-' | '–' | '—'))
}

/// A line that only draws a line.
fn is_rule(text: &str) -> bool {
    let mut characters = text.chars();
    let Some(first) = characters.next() else {
        return false;
    };
    "-=_*~#—–".contains(first) && text.chars().count() >= 3 && characters.all(|c| c == first)
}

fn join(source: &str, lines: &[Line]) -> SourceText {
    let mut text = SourceText::default();
    let mut end = None;
    for line in lines {
        let skipped = line.marker.map_or(0, |marker| marker.length);
        let start = line.range.start + skipped;
        if let Some(end) = end {
            // A word that was cut at its own hyphen goes on without a blank.
            let mut back = text.as_str().chars().rev();
            let cut = back.next() == Some('-')
                && back.next().is_some_and(char::is_alphanumeric)
                && source[start..].starts_with(char::is_lowercase);
            if !cut {
                text.push(" ", end..start);
            }
        }
        push_words(source, start..line.range.end, &mut text);
        end = Some(line.range.end);
    }
    text.trim();
    text
}

/// Appends the words of `range` with one blank between them, without characters that
/// are not seen.
fn push_words(source: &str, range: Range<usize>, text: &mut SourceText) {
    let mut end: Option<usize> = None;
    let mut run: Option<Range<usize>> = None;
    for (at, character) in source[range.clone()].char_indices() {
        let start = range.start + at;
        let next = start + character.len_utf8();
        let space = character.is_whitespace() || character.is_control();
        let unseen = matches!(character, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}');
        if space || unseen {
            if let Some(run) = run.take() {
                text.push(&source[run.clone()], run.clone());
                end = end.or(Some(run.end));
            }
            if space {
                end = end.or(Some(start));
            } else {
                // Not seen, so no gap either.
                end = None;
            }
            continue;
        }
        match &mut run {
            Some(run) => run.end = next,
            None => {
                if let Some(end) = end.take()
                    && !text.is_empty()
                    && !text.as_str().ends_with(' ')
                    && source[end..start].contains(|c: char| c.is_whitespace() || c.is_control())
                {
                    text.push(" ", end..start);
                }
                run = Some(start..next);
            }
        }
    }
    if let Some(run) = run {
        text.push(&source[run.clone()], run);
    }
}
