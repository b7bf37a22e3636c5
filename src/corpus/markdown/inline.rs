//! The text of one block while it is read, each part with its place in the file.
//! Never knows what kind of block it is.

use std::ops::Range;

use super::mask::Masked;
use crate::corpus::SourceText;

/// Gathers the text of a block.
pub(super) struct Inline<'a> {
    masked: &'a Masked<'a>,
    /// Where the masked text starts in the file.
    base: usize,
    text: SourceText,
    /// The text that stands for images.
    alt: SourceText,
    /// Where the text read last ends.
    end: usize,
    /// The images being read: whether their text is no more than a file name.
    images: Vec<bool>,
}

impl<'a> Inline<'a> {
    pub(super) fn new(masked: &'a Masked<'a>, base: usize) -> Self {
        Self {
            masked,
            base,
            text: SourceText::default(),
            alt: SourceText::default(),
            end: 0,
            images: Vec::new(),
        }
    }

    /// The text gathered, trimmed; without any, what stands for its images.
    pub(super) fn take(&mut self) -> SourceText {
        let mut text = std::mem::take(&mut self.text);
        let mut alt = std::mem::take(&mut self.alt);
        text.trim();
        if text.is_empty() {
            alt.trim();
            text = alt;
        }
        text
    }

    /// The text gathered, as it is.
    pub(super) fn take_code(&mut self) -> SourceText {
        std::mem::take(&mut self.text)
    }

    pub(super) fn open_image(&mut self, is_file: bool) {
        self.images.push(is_file);
    }

    pub(super) fn close_image(&mut self) {
        self.images.pop();
    }

    /// Adds a blank for what lies between the text read last and `next`.
    pub(super) fn push_gap(&mut self, next: usize) {
        self.push_space(self.end.min(next)..next);
    }

    /// Adds a blank that stands nowhere.
    pub(super) fn push_blank(&mut self) {
        self.push_space(self.end..self.end);
    }

    /// Adds the separator of two cells; the next one starts at `next`, where it is known.
    pub(super) fn push_separator(&mut self, next: Option<usize>) {
        let next = next.unwrap_or(self.end);
        let start = self.end.min(next);
        let kept = self.text.as_str().trim_end().len();
        self.text.slice_to(kept);
        self.text.push(" | ", self.base + start..self.base + next);
    }

    /// Adds `text` as it is.
    pub(super) fn push_code(&mut self, text: &str, range: Range<usize>) {
        self.end = range.end;
        let place = self.base + range.start..self.base + range.end;
        self.text.push(text, place);
    }

    /// Adds `text`, which stands at `range`, with its white space collapsed.
    pub(super) fn push_text(&mut self, text: &str, range: Range<usize>) {
        self.end = range.end;
        if self.masked.text.get(range.clone()) == Some(text) {
            for part in self.masked.visible(range) {
                let visible = &self.masked.text[part.clone()];
                self.push_words(visible, part);
            }
        } else {
            self.push_words(text, range);
        }
    }

    fn push_words(&mut self, text: &str, range: Range<usize>) {
        let exact = text.len() == range.len();
        let mut at = 0;
        for piece in text.split_inclusive(char::is_whitespace) {
            let word = piece.trim_end_matches(char::is_whitespace);
            let word_end = at + word.len();
            let end = at + piece.len();
            let place = |from: usize, to: usize| {
                if exact {
                    range.start + from..range.start + to
                } else {
                    range.clone()
                }
            };
            if !word.is_empty() {
                let place = place(at, word_end);
                let place = self.base + place.start..self.base + place.end;
                if let Some(target) = self.target() {
                    target.push(word, place);
                }
            }
            if end > word_end {
                self.push_space(place(word_end, end));
            }
            at = end;
        }
    }

    /// Adds a blank for what stands at `range`, unless there is one.
    pub(super) fn push_space(&mut self, range: Range<usize>) {
        let place = self.base + range.start..self.base + range.end;
        if let Some(target) = self.target()
            && !target.is_empty()
            && !target.as_str().ends_with(' ')
        {
            target.push(" ", place);
        }
    }

    /// Where text goes: nowhere for the file name of an embedded file.
    fn target(&mut self) -> Option<&mut SourceText> {
        match self.images.last() {
            None => Some(&mut self.text),
            Some(true) => None,
            Some(false) => Some(&mut self.alt),
        }
    }
}
