//! The words of several lines -> one text that knows the place of each. Changes no word.

use std::ops::Range;

use super::units::Line;
use crate::corpus::SourceText;

/// The text of `lines` without their markers.
pub(super) fn join(source: &str, lines: &[Line]) -> SourceText {
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
        let space = is_space(character);
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
        if let Some(run) = &mut run {
            run.end = next;
            continue;
        }
        if let Some(end) = end.take()
            && !text.is_empty()
            && !text.as_str().ends_with(' ')
            && source[end..start].contains(is_space)
        {
            text.push(" ", end..start);
        }
        run = Some(start..next);
    }
    if let Some(run) = run {
        text.push(&source[run.clone()], run);
    }
}

fn is_space(character: char) -> bool {
    character.is_whitespace() || character.is_control()
}
