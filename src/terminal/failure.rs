//! [`Failure`]: why a subcommand could not do its work, and the one function that puts
//! it in words for people.

use std::io;

use crate::answer::QuestionError;
use crate::librarian::LibrarianError;

/// Why a subcommand could not do its work.
#[derive(Debug)]
pub enum Failure {
    /// The settings are not understood; already in words.
    Config(String),
    /// The service could not serve.
    Librarian(LibrarianError),
    /// The text is no question.
    Question(QuestionError),
    /// There was no text at all.
    NothingAsked,
    /// Standard input could not be read.
    Input(io::Error),
    /// Something could not be written to the terminal or the pipe.
    Output(io::Error),
    /// The line editor gave up.
    Editor(rustyline::error::ReadlineError),
    /// A subcommand that is not there yet.
    Missing(&'static str),
}

impl From<LibrarianError> for Failure {
    fn from(error: LibrarianError) -> Self {
        Self::Librarian(error)
    }
}

impl From<QuestionError> for Failure {
    fn from(error: QuestionError) -> Self {
        Self::Question(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl Failure {
    /// Whether the reader of our output has gone, which is no fault.
    pub fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

/// What to tell the person.
pub fn words(failure: &Failure) -> String {
    match failure {
        Failure::Config(words) => words.clone(),
        Failure::Librarian(LibrarianError::NoIndex) => {
            "there is no index yet. Build it with `footnote reindex`.".to_owned()
        }
        Failure::Librarian(LibrarianError::UnknownTopic(topic)) => {
            format!("no article has the topic “{topic}”. `footnote topics` lists those there are.")
        }
        Failure::Question(error @ QuestionError::TooLong { .. }) => error.to_string(),
        Failure::NothingAsked => {
            "nothing was asked. Try: footnote ask \"what is fascia?\"".to_owned()
        }
        Failure::Input(error) => format!("cannot read the standard input: {error}"),
        Failure::Output(error) => format!("cannot write the output: {error}"),
        Failure::Editor(error) => format!("cannot read the line: {error}"),
        Failure::Missing(what) => format!("`footnote {what}` is not there yet."),
    }
}
