//! Text with line breaks where the window wants them: hanging indents for the items of
//! a list, columns for tables. Never changes a word, only the white space between them.

use std::ops::Range;

use textwrap::core::{Word, break_words, display_width};
use textwrap::wrap_algorithms::wrap_first_fit;
use textwrap::{WordSeparator, WordSplitter, word_splitters};

/// Between the cells of a row, in the text of an answer.
const CELL_SEPARATOR: &str = " | ";

/// What a line of a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// Running text, or a line of code.
    Text,
    /// An item of a list.
    Item,
    /// A row of a table.
    Row,
}

impl LineKind {
    /// What `line` is, by the marks that an answer's text has.
    pub fn of(line: &str) -> Self {
        if bullet_len(line.trim_start()) > 0 {
            Self::Item
        } else if line.contains(CELL_SEPARATOR) {
            Self::Row
        } else {
            Self::Text
        }
    }
}

/// A piece of a line that is shown: so many blanks, then a part of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Blanks before it.
    pub blanks: usize,
    /// What is shown, in bytes of the text.
    pub range: Range<usize>,
    /// Whether a cell of a table begins here, to be told from the one before.
    pub cell: bool,
}

/// A line as it is shown.
pub type ShownLine = Vec<Segment>;

/// Lays `text` out in at most `width` columns (a little more where they are very few).
pub fn lay_out(text: &str, width: usize) -> Vec<ShownLine> {
    let lines: Vec<(usize, &str)> = lines_with_offsets(text).collect();
    let same_table = |one: &(usize, &str), other: &(usize, &str)| {
        let rows = [one, other].map(|line| LineKind::of(line.1) == LineKind::Row);
        rows == [true, true] && cells(one.0, one.1).len() == cells(other.0, other.1).len()
    };
    let mut shown = Vec::new();
    for group in lines.chunk_by(same_table) {
        let table = if group.len() > 1 {
            lay_out_table(text, group, width)
        } else {
            None
        };
        match table {
            Some(rows) => shown.extend(rows),
            None => {
                for &(start, line) in group {
                    shown.extend(lay_out_line(text, start, line, width));
                }
            }
        }
    }
    shown
}

/// The lines of `text` with the byte that each starts at.
pub fn lines_with_offsets(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut next = 0;
    text.split('\n').map(move |line| {
        let start = next;
        next += line.len() + 1;
        (start, line)
    })
}

fn lay_out_line(text: &str, start: usize, line: &str, width: usize) -> Vec<ShownLine> {
    let indent = line.len() - line.trim_start().len();
    // An indent is worth keeping only while there is room beside it.
    let blanks = display_width(&line[..indent]).min(width / 2);
    let bullet = bullet_len(&line[indent..]);
    let hanging = match LineKind::of(line) {
        LineKind::Row => blanks + 2,
        _ => blanks + display_width(&line[indent..indent + bullet]),
    };
    let start = start + indent;
    let end = start + line[indent..].trim_end().len();
    if start >= end {
        return vec![Vec::new()];
    }
    let room = width.saturating_sub(hanging).max(1);
    let lines = wrap(text, (start + bullet).min(end)..end, room);
    let lines = lines.into_iter().enumerate().map(|(index, range)| {
        let (blanks, range) = match index {
            0 => (blanks, start..range.end),
            _ => (hanging, range),
        };
        vec![Segment {
            blanks,
            range,
            cell: false,
        }]
    });
    lines.collect()
}

/// The rows with their cells in columns; `None` where that would break a word.
fn lay_out_table(text: &str, rows: &[(usize, &str)], width: usize) -> Option<Vec<ShownLine>> {
    let rows: Vec<Vec<Range<usize>>> = rows.iter().map(|&(at, line)| cells(at, line)).collect();
    let columns = rows.first()?.len();
    let column = |column: usize| rows.iter().map(move |row| &text[row[column].clone()]);
    let widest_in = |index| column(index).map(display_width).max().unwrap_or(0);
    let longest_word_in = |index| {
        let words = column(index).flat_map(str::split_whitespace);
        words.map(display_width).max().unwrap_or(0)
    };
    let room = width.checked_sub((columns - 1) * CELL_SEPARATOR.len())?;
    let fair = room / columns;
    if fair == 0 {
        return None;
    }
    let mut widths: Vec<usize> = (0..columns).map(widest_in).collect();
    // The widest column gives way first; none has to give up its fair share.
    while widths.iter().sum::<usize>() > room {
        let excess = widths.iter().sum::<usize>() - room;
        let widest = widths.iter_mut().max()?;
        *widest -= excess.min(*widest - fair).max(1);
    }
    if (0..columns).any(|index| longest_word_in(index) > widths[index]) {
        return None;
    }

    let mut shown = Vec::new();
    for row in &rows {
        let wrapped: Vec<Vec<Range<usize>>> = row
            .iter()
            .zip(&widths)
            .map(|(cell, &width)| wrap(text, cell.clone(), width.max(1)))
            .collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
        for line in 0..height {
            let mut segments = Vec::new();
            let mut gap = 0;
            for (column, cell) in wrapped.iter().enumerate() {
                let range = cell.get(line).cloned().unwrap_or(0..0);
                let used = display_width(&text[range.clone()]);
                segments.push(Segment {
                    blanks: gap,
                    range,
                    cell: column > 0,
                });
                gap = widths[column].saturating_sub(used);
            }
            shown.push(segments);
        }
    }
    Some(shown)
}

/// Where the cells of a row stand; a line that is no row is one cell.
fn cells(start: usize, line: &str) -> Vec<Range<usize>> {
    let mut next = start;
    line.split(CELL_SEPARATOR)
        .map(|cell| {
            let lead = cell.len() - cell.trim_start().len();
            let range = next + lead..next + lead.max(cell.trim_end().len());
            next += cell.len() + CELL_SEPARATOR.len();
            range
        })
        .collect()
}

/// Cuts `range` of `text` into lines of at most `width` columns.
fn wrap(text: &str, range: Range<usize>, width: usize) -> Vec<Range<usize>> {
    let words = WordSeparator::new().find_words(&text[range.clone()]);
    let words: Vec<Word<'_>> = break_words(
        word_splitters::split_words(words, &WordSplitter::NoHyphenation),
        width,
    );
    let mut next = range.start;
    wrap_first_fit(&words, &[width as f64])
        .into_iter()
        .map(|line| {
            let start = next;
            next += line
                .iter()
                .map(|word| word.word.len() + word.whitespace.len())
                .sum::<usize>();
            let end = next - line.last().map_or(0, |word| word.whitespace.len());
            start..end
        })
        .collect()
}

/// How many bytes the bullet or the number at the start of `line` has, with its blank.
fn bullet_len(line: &str) -> usize {
    if line.starts_with("• ") {
        return "• ".len();
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=4).contains(&digits) && line[digits..].starts_with(". ") {
        digits + ". ".len()
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str, width: usize) -> String {
        let mut shown = String::new();
        for line in lay_out(text, width) {
            for segment in line {
                shown.push_str(&" ".repeat(segment.blanks));
                shown.push_str(if segment.cell { " | " } else { "" });
                shown.push_str(&text[segment.range]);
            }
            shown.push('\n');
        }
        shown
    }

    #[test]
    fn an_item_has_a_hanging_indent() {
        let text = "It is:\n• slow work along the muscle\n  • nested deeper than that\n12. numbered as it should be";
        insta::assert_snapshot!(shown(text, 20), @r"
        It is:
        • slow work along
          the muscle
          • nested deeper
            than that
        12. numbered as it
            should be
        ");
    }

    #[test]
    fn a_table_stands_in_columns() {
        let text = "Kind | Pressure | For whom\nSwedish | light | those who want to rest\nDeep tissue | firm | those with stiff muscles and patience";
        insta::assert_snapshot!(shown(text, 50), @r"
        Kind        | Pressure | For whom
        Swedish     | light    | those who want to rest
        Deep tissue | firm     | those with stiff muscles
                    |          | and patience
        ");
    }

    #[test]
    fn a_table_that_is_too_wide_is_shown_row_by_row() {
        let text = "a long cell | another one | and a third\n1 | 2 | 3";
        insta::assert_snapshot!(shown(text, 24), @r"
        a long cell | another
          one | and a third
        1 | 2 | 3
        ");
    }

    #[test]
    fn a_word_that_is_too_long_is_broken() {
        assert_eq!(
            shown(&"x".repeat(25), 20),
            format!("{}\n{}\n", "x".repeat(20), "x".repeat(5))
        );
    }

    #[test]
    fn wide_characters_count_as_two_columns() {
        assert_eq!(shown("筋膜筋膜筋膜", 8), "筋膜筋膜\n筋膜\n");
    }

    proptest! {
        #[test]
        fn no_word_is_lost_and_no_line_is_too_long(
            text in "([a-zé筋👩]{1,30}(\n|\n\n| | \\| |\n• |\n1\\. |\n    )){0,60}",
            width in 20_usize..90,
        ) {
            let shown = shown(&text, width);
            // Cells that go on below each other change the order; bars are repeated there.
            let bare = |shown: &str| {
                let mut bare: Vec<char> = shown.replace(['|', ' ', '\n'], "").chars().collect();
                if text.contains(CELL_SEPARATOR) {
                    bare.sort_unstable();
                }
                bare
            };
            prop_assert_eq!(bare(&shown), bare(&text));
            for line in shown.lines() {
                prop_assert!(display_width(line.trim_end()) <= width, "{:?}", line);
            }
        }
    }
}
