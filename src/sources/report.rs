//! [`SourceReport`]: what a refresh of a source did, and [`Outcome`], what is remembered of it:
//! figures, and why it failed. The display is English, for the log and the terminal.

use std::fmt;

use serde::{Deserialize, Serialize, Serializer};

use super::why::{Failure, Why};

/// Something about a page or file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// Its address or path.
    pub what: String,
    /// What is to be said of it.
    pub why: Why,
}

/// What a refresh of a source did.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct SourceReport {
    /// The source.
    pub name: String,
    /// The server that alone sees its articles; none: all share them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub server: Option<u64>,
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
    #[serde(serialize_with = "in_words")]
    pub failure: Option<Failure>,
    /// How long it took.
    pub seconds: f64,
}

/// What became of the articles and pages of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Figures {
    /// New.
    pub added: usize,
    /// Changed.
    pub changed: usize,
    /// As they were.
    pub unchanged: usize,
    /// Gone.
    pub removed: usize,
    /// As they were although their page could not be fetched or differs.
    pub kept: usize,
    /// Pages of which no article was made.
    pub refused: usize,
    /// Not removed, since they are too many at once.
    pub held: usize,
}

/// What is remembered of a refresh.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Outcome {
    /// What became of the articles.
    pub figures: Figures,
    /// Why nothing could be refreshed, or not all.
    pub failure: Option<Failure>,
}

impl Note {
    /// A note.
    pub fn new(what: &str, why: impl Into<Why>) -> Self {
        Self {
            what: what.to_owned(),
            why: why.into(),
        }
    }
}

impl fmt::Display for Note {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.what, self.why)
    }
}

#[expect(clippy::ref_option, reason = "serde hands the field over as it is")]
fn in_words<S: Serializer>(failure: &Option<Failure>, serializer: S) -> Result<S::Ok, S::Error> {
    let words = failure.as_ref().map(ToString::to_string);
    words.serialize(serializer)
}

impl SourceReport {
    /// Whether an article was written or removed.
    pub fn changed_the_corpus(&self) -> bool {
        self.added + self.changed + self.removed > 0
    }

    /// What is remembered of it.
    pub fn outcome(&self) -> Outcome {
        Outcome {
            figures: Figures {
                added: self.added,
                changed: self.changed,
                unchanged: self.unchanged,
                removed: self.removed,
                kept: self.kept.len(),
                refused: self.refused.len(),
                held: self.held.len(),
            },
            failure: self.failure.clone(),
        }
    }
}

impl Figures {
    /// Whether no article was seen to at all.
    pub fn saw_nothing(&self) -> bool {
        self.added + self.changed + self.unchanged + self.removed == 0
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} added, {} changed, {} unchanged, {} removed",
            self.added, self.changed, self.unchanged, self.removed
        )?;
        for (count, words) in [
            (self.kept, "kept"),
            (self.refused, "refused"),
            (self.held, "held back"),
        ] {
            if count > 0 {
                write!(formatter, ", {count} {words}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.failure {
            Some(failure) if self.figures.saw_nothing() => {
                write!(formatter, "not refreshed: {failure}")
            }
            Some(failure) => write!(formatter, "{}; ended early: {failure}", self.figures),
            None => self.figures.fmt(formatter),
        }
    }
}

impl fmt::Display for SourceReport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.name, self.outcome())
    }
}
