//! One block while it is read: its words are looked up in the source and put together
//! with the white space between them. Knows nothing of elements.

use std::ops::Range;

use super::view::{SourceView, is_invisible, is_space};
use crate::corpus::SourceText;

/// What stands between the cells of a row.
const BORDER: &str = " | ";

/// Where the reading has got to in the text of the page.
pub(super) struct Locator<'a> {
    view: &'a SourceView,
    /// Where the next text is expected.
    cursor: usize,
    /// Where the element around it ends.
    limit: usize,
    /// Bytes that may still be searched for text that is not where it is expected.
    budget: usize,
}

impl<'a> Locator<'a> {
    /// At the start of the page.
    pub(super) fn new(view: &'a SourceView) -> Self {
        Self {
            view,
            cursor: 0,
            limit: view.len(),
            budget: view.len() * 8 + 65_536,
        }
    }

    /// Goes into an element; gives the limit to go back to.
    pub(super) fn enter(&mut self, extent: &Range<usize>) -> usize {
        self.cursor = extent.start;
        std::mem::replace(&mut self.limit, extent.end)
    }

    /// Leaves an element.
    pub(super) fn leave(&mut self, extent: &Range<usize>, outer: usize) {
        self.cursor = extent.end;
        self.limit = outer;
    }

    /// Where in the source it is.
    pub(super) fn source(&self) -> usize {
        self.view.source_start(self.cursor)
    }

    /// Where `dense` stands: at the cursor, or further on in the element around it.
    fn locate(&mut self, dense: &str) -> Option<usize> {
        if dense.is_empty() || self.view.stands_at(self.cursor, dense) {
            return Some(self.cursor);
        }
        let end = self.limit.min(self.cursor.saturating_add(self.budget));
        let (found, looked_at) = self.view.find(self.cursor..end, dense);
        self.budget = self.budget.saturating_sub(looked_at);
        found
    }
}

/// The block being read.
#[derive(Default)]
pub(super) struct Line {
    /// The text so far.
    pub(super) text: SourceText,
    /// How many bytes of it are links.
    pub(super) link_bytes: usize,
    /// Whether a part of it could not be located.
    pub(super) broken: bool,
    /// White space (or the border of a cell) to put before the next word.
    gap: Option<String>,
    /// Where the last word ends in the source.
    end: usize,
}

impl Line {
    /// Reads a text of the page. Code keeps its white space.
    pub(super) fn read(&mut self, locator: &mut Locator, text: &str, code: bool, linked: bool) {
        let dense: String = text
            .chars()
            .filter(|&character| !is_space(character) && !is_invisible(character))
            .collect();
        let Some(mut at) = locator.locate(&dense) else {
            self.broken = true;
            return;
        };
        let mut rest = text;
        while !rest.is_empty() {
            let white = rest.find(|c| !is_space(c)).unwrap_or(rest.len());
            if white > 0 {
                self.space(&rest[..white], code);
                rest = &rest[white..];
            }
            let end = rest.find(is_space).unwrap_or(rest.len());
            let length: usize = rest[..end]
                .chars()
                .filter(|&character| !is_invisible(character))
                .map(char::len_utf8)
                .sum();
            if length > 0 {
                self.word(locator.view, at..at + length, code);
                self.link_bytes += if linked { length } else { 0 };
            }
            at += length;
            rest = &rest[end..];
        }
        locator.cursor = at;
    }

    /// White space before the next word.
    pub(super) fn space(&mut self, white: &str, code: bool) {
        if self.gap.as_deref() == Some(BORDER) {
            return;
        }
        if code {
            self.gap.get_or_insert_default().push_str(white);
        } else {
            self.gap = Some(" ".to_owned());
        }
    }

    /// The border of a cell, if there was one before.
    pub(super) fn border(&mut self) {
        if !self.text.is_empty() {
            self.gap = Some(BORDER.to_owned());
        }
    }

    fn word(&mut self, view: &SourceView, range: Range<usize>, code: bool) {
        let start = view.source_start(range.start);
        if let Some(gap) = self.gap.take() {
            let gap = gap.replace(" \n", "\n");
            if !self.text.is_empty() {
                self.text.push(&gap, self.end.min(start)..start);
            } else if code {
                // Indentation belongs to code; other blocks begin with their first word.
                let indent = gap.rsplit('\n').next().unwrap_or_default();
                self.text.push(indent, start..start);
            }
        }
        self.end = view.push_word(range, &mut self.text);
    }
}
