//! [`Report`]: what a reindex did, in figures and in one line of words.

use std::fmt;

use serde::Serialize;

use crate::corpus::Problem;

/// What a reindex did.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Articles that are new.
    pub added: usize,
    /// Articles whose file changed.
    pub changed: usize,
    /// Articles that are gone.
    pub removed: usize,
    /// Articles that stayed as they were.
    pub unchanged: usize,
    /// Passages in the index now.
    pub passages: usize,
    /// How long it took.
    pub seconds: f64,
    /// What is wrong with files of the corpus, those of unchanged articles included.
    pub problems: Vec<Problem>,
}

impl Report {
    /// Adds what another reindex did, of other articles.
    pub fn add(&mut self, other: Self) {
        self.added += other.added;
        self.changed += other.changed;
        self.removed += other.removed;
        self.unchanged += other.unchanged;
        self.passages += other.passages;
        self.seconds += other.seconds;
        self.problems.extend(other.problems);
        self.problems.sort();
    }
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} added, {} changed, {} removed, {} unchanged - {} {} in {:.1} s",
            grouped(self.added),
            grouped(self.changed),
            grouped(self.removed),
            grouped(self.unchanged),
            grouped(self.passages),
            if self.passages == 1 {
                "passage"
            } else {
                "passages"
            },
            self.seconds
        )
    }
}

/// A number with a comma between its thousands.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(grouped(7), "7");
        assert_eq!(grouped(1204), "1,204");
        assert_eq!(grouped(1_234_567), "1,234,567");
    }
}
