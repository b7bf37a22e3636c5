//! A fault found in a file of the corpus: reported, never the end of a run.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The article works, but could be better.
    Warning,
    /// Something is lost or wrong until it is mended.
    Error,
}

/// A fault found in a file of the corpus.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Problem {
    /// Path within the corpus.
    pub path: String,
    /// Line in the file, from 1, where one can be named.
    pub line: Option<usize>,
    /// How bad it is.
    pub severity: Severity,
    /// A short, stable name of the kind of fault, such as `bad-url`.
    pub rule: String,
    /// What is wrong and what to do, in one sentence.
    pub message: String,
}

impl Problem {
    /// An error in `path`.
    pub fn error(path: &str, line: Option<usize>, rule: &str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, path, line, rule, message.into())
    }

    /// A warning about `path`.
    pub fn warning(
        path: &str,
        line: Option<usize>,
        rule: &str,
        message: impl Into<String>,
    ) -> Self {
        Self::new(Severity::Warning, path, line, rule, message.into())
    }

    fn new(
        severity: Severity,
        path: &str,
        line: Option<usize>,
        rule: &str,
        message: String,
    ) -> Self {
        Self {
            path: path.to_owned(),
            line,
            severity,
            rule: rule.to_owned(),
            message,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.path)?;
        if let Some(line) = self.line {
            write!(formatter, ":{line}")?;
        }
        write!(formatter, ": {}", self.message)
    }
}
