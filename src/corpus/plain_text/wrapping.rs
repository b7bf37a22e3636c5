//! Whether two lines are one paragraph that was wrapped, or two. Looks only at widths
//! and at how lines end and begin.

use super::units::{Line, ends_sentence};

/// Widest line that a program which wraps text makes, in characters.
const MAX_WIDTH: usize = 110;
/// Narrowest width that counts as wrapped.
const MIN_WIDTH: usize = 40;

/// How the lines of a text were wrapped.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wrapping {
    /// The width at which lines were cut, where they were.
    width: Option<usize>,
}

impl Wrapping {
    /// Judges the lines of a text. A program that wraps puts as many words on a line as
    /// fit: where the next line's first word would have fitted, the line was ended on
    /// purpose. If that is rare, the text is wrapped.
    pub(super) fn of(source: &str, lines: &[Line]) -> Self {
        let pairs = || {
            lines
                .windows(2)
                .filter(|pair| !pair[1].after_blank && pair[1].marker.is_none())
        };
        let long = lines
            .iter()
            .filter(|line| line.width > MAX_WIDTH && source[line.range.clone()].contains(' '))
            .count();
        let width = pairs()
            .map(|pair| pair[0].width)
            .filter(|&width| width <= MAX_WIDTH)
            .max()
            .filter(|&width| width >= MIN_WIDTH && long * 10 <= lines.len());
        let Some(width) = width else {
            return Self { width: None };
        };
        let all = pairs().count();
        let full = pairs()
            .filter(|pair| is_full(source, &pair[0], &pair[1], width))
            .count();
        let mid_sentence = pairs()
            .filter(|pair| !ends_sentence(&source[pair[0].range.clone()]))
            .count();
        // Lines that each end a sentence were not cut by a program.
        let wrapped = full >= 2 && full * 2 >= all && mid_sentence * 2 >= all;
        Self {
            width: wrapped.then_some(width),
        }
    }

    /// Whether `next` continues the paragraph of `line`.
    pub(super) fn joins(self, source: &str, line: &Line, next: &Line) -> bool {
        let text = &source[line.range.clone()];
        let after = &source[next.range.clone()];
        if self
            .width
            .is_some_and(|width| is_full(source, line, next, width))
        {
            return true;
        }
        let continues = after.starts_with(char::is_lowercase) && !after.starts_with("by ");
        continues
            && line.width >= MIN_WIDTH / 2
            && !ends_sentence(text)
            && !text.ends_with([':', ';'])
    }
}

/// Whether the first word of `next` would not have fitted on `line`.
fn is_full(source: &str, line: &Line, next: &Line, width: usize) -> bool {
    let word = source[next.range.clone()]
        .split_whitespace()
        .next()
        .map_or(0, |word| word.chars().count());
    line.width + 1 + word > width
}
