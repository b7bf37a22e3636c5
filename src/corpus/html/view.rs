//! The text of a page as one string without white space, each byte of it with its
//! place in the source. Blocks of the parsed page find their byte ranges in it.
//! Knows nothing of elements or blocks.

use std::ops::Range;

use html5gum::{DefaultEmitter, Token, Tokenizer};

use crate::corpus::SourceText;

/// A stretch of the text and where it stands in the source. Where both have the same
/// length they correspond byte for byte; a character reference only as a whole.
#[derive(Debug)]
struct Run {
    /// Offset in the dense text; the run ends where the next one starts.
    start: usize,
    source: Range<usize>,
}

/// The text of a page without white space and invisible characters.
#[derive(Debug, Default)]
pub(super) struct SourceView {
    dense: String,
    runs: Vec<Run>,
}

/// Whether a character separates words.
pub(super) fn is_space(character: char) -> bool {
    character.is_whitespace() || character.is_control()
}

/// Soft hyphens, zero-width spaces and byte order marks: they are not seen on the page
/// and would keep a word from being found.
pub(super) fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

impl SourceView {
    /// Bytes of text so far.
    pub(super) fn len(&self) -> usize {
        self.dense.len()
    }

    /// Appends the text that stands at `range` of `source`, and returns it with its
    /// character references resolved.
    pub(super) fn push(&mut self, source: &str, range: Range<usize>, resolve: bool) -> String {
        let raw = source.get(range.clone()).unwrap_or_default();
        let mut text = String::with_capacity(raw.len());
        let mut rest = raw;
        let mut offset = range.start;
        while !rest.is_empty() {
            let plain = if resolve {
                rest.find('&').unwrap_or(rest.len())
            } else {
                rest.len()
            };
            self.push_plain(&rest[..plain], offset);
            text.push_str(&rest[..plain]);
            rest = &rest[plain..];
            offset += plain;
            if rest.is_empty() {
                break;
            }
            let reference = reference_len(rest);
            let resolved = resolve_reference(&rest[..reference]);
            if resolved == rest[..reference] {
                self.push_plain(&resolved, offset);
            } else {
                self.push_whole(&resolved, offset..offset + reference);
            }
            text.push_str(&resolved);
            rest = &rest[reference..];
            offset += reference;
        }
        text
    }

    fn push_plain(&mut self, text: &str, offset: usize) {
        let seen = |character: char| !is_space(character) && !is_invisible(character);
        let mut rest = text;
        while let Some(start) = rest.find(seen) {
            let word = &rest[start..];
            let end = word
                .find(|character| !seen(character))
                .unwrap_or(word.len());
            let at = offset + (text.len() - rest.len()) + start;
            self.runs.push(Run {
                start: self.dense.len(),
                source: at..at + end,
            });
            self.dense.push_str(&word[..end]);
            rest = &word[end..];
        }
    }

    fn push_whole(&mut self, resolved: &str, source: Range<usize>) {
        let seen: String = resolved
            .chars()
            .filter(|&character| !is_space(character) && !is_invisible(character))
            .collect();
        if seen.is_empty() {
            return;
        }
        self.runs.push(Run {
            start: self.dense.len(),
            source,
        });
        self.dense.push_str(&seen);
    }

    /// Whether `text` (without white space) stands at `offset`.
    pub(super) fn stands_at(&self, offset: usize, text: &str) -> bool {
        self.dense
            .get(offset..)
            .is_some_and(|rest| rest.starts_with(text))
    }

    /// The first place of `text` within `range`, and how many bytes were looked at.
    pub(super) fn find(&self, range: Range<usize>, text: &str) -> (Option<usize>, usize) {
        let end = range.end.min(self.dense.len());
        let Some(haystack) = self.dense.get(range.start..end) else {
            return (None, 0);
        };
        match haystack.find(text) {
            Some(at) => (Some(range.start + at), at + text.len()),
            None => (None, haystack.len()),
        }
    }

    /// Appends the word at `range` of the dense text to `target`, with its places, and
    /// says where it ends in the source.
    pub(super) fn push_word(&self, range: Range<usize>, target: &mut SourceText) -> usize {
        let mut source_end = 0;
        let mut at = range.start;
        let mut index = self.run_at(at);
        while at < range.end && index < self.runs.len() {
            let run = &self.runs[index];
            let run_end = self
                .runs
                .get(index + 1)
                .map_or(self.dense.len(), |next| next.start);
            let end = run_end.min(range.end);
            let exact = run.source.len() == run_end - run.start;
            let source = if exact {
                run.source.start + (at - run.start)..run.source.start + (end - run.start)
            } else {
                run.source.clone()
            };
            source_end = source.end;
            target.push(&self.dense[at..end], source);
            at = end;
            index += 1;
        }
        source_end
    }

    /// The place in the source of the dense byte at `offset`.
    pub(super) fn source_start(&self, offset: usize) -> usize {
        let index = self.run_at(offset);
        self.runs.get(index).map_or(0, |run| {
            let within = (offset - run.start).min(run.source.len());
            run.source.start + within
        })
    }

    fn run_at(&self, offset: usize) -> usize {
        self.runs
            .partition_point(|run| run.start <= offset)
            .saturating_sub(1)
    }
}

/// How many bytes at the start of `text` (an ampersand first) may belong to one
/// character reference.
fn reference_len(text: &str) -> usize {
    let name = text[1..]
        .find(|character: char| !character.is_ascii_alphanumeric() && character != '#')
        .unwrap_or(text.len() - 1);
    let end = 1 + name;
    end + usize::from(text[end..].starts_with(';'))
}

fn resolve_reference(raw: &str) -> String {
    if raw == "&" || raw == "&;" {
        return raw.to_owned();
    }
    let emitter = DefaultEmitter::<()>::new_with_span();
    let mut resolved = String::new();
    for Ok(token) in Tokenizer::new_with_emitter(raw, emitter) {
        if let Token::String(text) = token {
            resolved.push_str(&String::from_utf8_lossy(&text));
        }
    }
    resolved
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_reference_maps_to_the_whole_of_its_source() {
        let source = "salt &amp; pepper";
        let mut view = SourceView::default();
        let text = view.push(source, 0..source.len(), true);
        assert_eq!(text, "salt & pepper");
        assert_eq!(view.dense, "salt&pepper");
        let mut word = SourceText::default();
        view.push_word(4..5, &mut word);
        assert_eq!(word.source(0..1), 5..10);
    }

    #[test]
    fn a_bare_ampersand_stays_as_it_is() {
        let source = "R&D & more &unknown; &";
        let mut view = SourceView::default();
        assert_eq!(view.push(source, 0..source.len(), true), source);
        assert_eq!(view.dense, "R&D&more&unknown;&");
    }

    #[test]
    fn a_long_run_of_references_takes_linear_time() {
        let source = "&".repeat(200_000) + &"&a".repeat(100_000) + &"a".repeat(400_000);
        let mut view = SourceView::default();
        view.push(&source, 0..source.len(), true);
        assert_eq!(view.len(), source.len());
    }
}
