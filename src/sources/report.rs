//! [`SourceReport`]: what a refresh of a source did, in figures and in words.

use std::fmt;

use serde::Serialize;

/// Something about a page or file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// Its address or path.
    pub what: String,
    /// What is to be said of it.
    pub why: String,
}

/// What a refresh of a source did.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct SourceReport {
    /// The source.
    pub name: String,
    /// Articles that are new.
    pub added: usize,
    /// Articles that changed.
    pub changed: usize,
    /// Articles that are as they were.
    pub unchanged: usize,
    /// Articles that are gone.
    pub removed: usize,
    /// Articles that stay as they were although their page could not be fetched or differs.
    pub kept: Vec<Note>,
    /// Pages of which no article was made.
    pub refused: Vec<Note>,
    /// Articles that would be removed, and were not, since they are too many at once.
    pub held: Vec<Note>,
    /// Why nothing could be refreshed, or not all.
    pub failure: Option<String>,
    /// How long it took.
    pub seconds: f64,
}

impl Note {
    /// A note.
    pub fn new(what: &str, why: &str) -> Self {
        Self {
            what: what.to_owned(),
            why: why.to_owned(),
        }
    }
}

impl fmt::Display for Note {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.what, self.why)
    }
}

impl SourceReport {
    /// Whether an article was written or removed.
    pub fn changed_the_corpus(&self) -> bool {
        self.added + self.changed + self.removed > 0
    }

    /// What became of the articles, without the name.
    pub fn figures(&self) -> String {
        let mut parts = vec![
            format!("{} added", self.added),
            format!("{} changed", self.changed),
            format!("{} unchanged", self.unchanged),
            format!("{} removed", self.removed),
        ];
        let more = [
            (self.kept.len(), "kept"),
            (self.refused.len(), "refused"),
            (self.held.len(), "held back"),
        ];
        let more = more.into_iter().filter(|(count, _)| *count > 0);
        parts.extend(more.map(|(count, words)| format!("{count} {words}")));
        parts.join(", ")
    }
}

impl fmt::Display for SourceReport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: ", self.name)?;
        match &self.failure {
            Some(failure) if self.added + self.changed + self.unchanged + self.removed == 0 => {
                write!(formatter, "not refreshed: {failure}")
            }
            Some(failure) => write!(formatter, "{}; ended early: {failure}", self.figures()),
            None => formatter.write_str(&self.figures()),
        }
    }
}
