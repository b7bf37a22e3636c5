//! What makes a line an item of a list: its bullet or number. A dash or a number in
//! running text is told apart by the company it keeps.

use super::units::{Line, ends_sentence};

/// How many lines on either side are looked at for company.
const NEIGHBOURS: usize = 6;

/// A bullet or number at the start of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marker {
    /// The bullet's character; a digit's place is taken by `0`.
    sign: char,
    /// The number.
    pub(super) number: Option<u64>,
    /// Bytes up to the text.
    pub(super) length: usize,
}

impl Marker {
    /// A sign that also serves as a dash or a multiplication sign.
    fn is_weak(self) -> bool {
        matches!(self.sign, '-' | '–' | '—' | '*' | '+' | 'o' | '»' | '>')
    }
}

/// The marker that `text` begins with.
pub(super) fn marker(text: &str) -> Option<Marker> {
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
pub(super) fn keep_sure_markers(source: &str, lines: &mut [Line]) {
    let before: Vec<Option<Marker>> = lines.iter().map(|line| line.marker).collect();
    let neighbour = |index: usize, marker: Marker| {
        let alike = |other: &Option<Marker>| {
            other.is_some_and(|other| match (marker.number, other.number) {
                (Some(one), Some(two)) => one.abs_diff(two) == 1,
                (None, None) => one_kind(marker.sign, other.sign),
                _ => false,
            })
        };
        let from = index.saturating_sub(NEIGHBOURS);
        let to = (index + 1 + NEIGHBOURS).min(before.len());
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
        // Nor can the word that "o" is in some languages.
        if mid_sentence && marker.sign == 'o' {
            let continues = lines[index.saturating_sub(NEIGHBOURS)..index]
                .iter()
                .any(|line| line.marker.is_some_and(|other| other.sign == 'o'));
            if !continues {
                lines[index].marker = None;
            }
        }
        if mid_sentence && marker.number.is_some_and(|number| number > 1) {
            let continues = before[index.saturating_sub(NEIGHBOURS)..index]
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
