//! [`Failure`]: why a subcommand could not do its work, and the one function that puts
//! it in words for people.

use std::io;
use std::path::PathBuf;

use crate::answer::QuestionError;
use crate::backup::BackupError;
use crate::corpus::{CorpusError, ImportError};
use crate::evaluate::EvaluateError;
use crate::index::IndexError;
use crate::journal::JournalError;
use crate::librarian::LibrarianError;
use crate::model::{DistilError, FetchError};
use crate::sources::SourcesError;

/// Most topics named where one is unknown.
const MOST_TOPICS: usize = 12;

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
    /// A question set could not be run.
    Evaluate(EvaluateError),
    /// Standard input could not be read.
    Input(io::Error),
    /// Something could not be written to the terminal or the pipe.
    Output(io::Error),
    /// The line editor gave up.
    Editor(rustyline::error::ReadlineError),
    /// Nothing could be imported.
    Import(ImportError),
    /// There is no journal in this folder.
    NoJournal(PathBuf),
    /// The journal could not serve.
    Journal(JournalError),
    /// There is no backup, or it was not put back.
    Backup(BackupError),
    /// The sources could not be listed or refreshed.
    Sources(SourcesError),
    /// A model could not be fetched.
    Fetch(FetchError),
    /// The table of word vectors was not adapted.
    Distil(DistilError),
    /// A file that was asked for cannot be written.
    Unwritable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The articles could not be read.
    Corpus(CorpusError),
}

impl From<SourcesError> for Failure {
    fn from(error: SourcesError) -> Self {
        Self::Sources(error)
    }
}

impl From<JournalError> for Failure {
    fn from(error: JournalError) -> Self {
        Self::Journal(error)
    }
}

impl From<BackupError> for Failure {
    fn from(error: BackupError) -> Self {
        Self::Backup(error)
    }
}

impl From<LibrarianError> for Failure {
    fn from(error: LibrarianError) -> Self {
        Self::Librarian(error)
    }
}

impl From<ImportError> for Failure {
    fn from(error: ImportError) -> Self {
        Self::Import(error)
    }
}

impl From<FetchError> for Failure {
    fn from(error: FetchError) -> Self {
        Self::Fetch(error)
    }
}

impl From<DistilError> for Failure {
    fn from(error: DistilError) -> Self {
        Self::Distil(error)
    }
}

impl From<CorpusError> for Failure {
    fn from(error: CorpusError) -> Self {
        Self::Corpus(error)
    }
}

impl From<EvaluateError> for Failure {
    fn from(error: EvaluateError) -> Self {
        Self::Evaluate(error)
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
        Failure::Librarian(error) | Failure::Evaluate(EvaluateError::Librarian(error)) => {
            librarian_words(error)
        }
        Failure::Evaluate(
            error @ (EvaluateError::Unreadable { .. }
            | EvaluateError::Malformed { .. }
            | EvaluateError::Question { .. }
            | EvaluateError::Empty { .. }),
        ) => error.to_string(),
        Failure::Question(error @ QuestionError::TooLong { .. }) => error.to_string(),
        Failure::NothingAsked => {
            "nothing was asked. Try: footnote ask \"what is fascia?\"".to_owned()
        }
        Failure::Input(error) => format!("cannot read the standard input: {error}"),
        Failure::Output(error) => format!("cannot write the output: {error}"),
        Failure::Editor(error) => format!("cannot read the line: {error}"),
        Failure::Import(error) => format!("{error}."),
        Failure::NoJournal(folder) => format!(
            "there is no journal in {} yet. The bot makes it when it starts; look whether \
             journal.path names its folder.",
            folder.display()
        ),
        Failure::Journal(error) => format!("{error}."),
        Failure::Backup(error) => format!("{error}."),
        Failure::Sources(SourcesError::Unknown { name, known }) if known.is_empty() => format!(
            "there is no source “{name}”; footnote.toml names none. docs/sources.md tells how."
        ),
        Failure::Sources(SourcesError::Unknown { name, known }) => format!(
            "there is no source “{name}”. There are: {}",
            known.join(", ")
        ),
        Failure::Sources(error) => format!("{error}."),
        Failure::Fetch(error) => format!("{error}."),
        Failure::Distil(error) => format!("{error}."),
        Failure::Unwritable { path, source } => format!(
            "{} cannot be written: {source}. Name another file with --out.",
            path.display()
        ),
        Failure::Corpus(error) => error.to_string(),
    }
}

fn librarian_words(error: &LibrarianError) -> String {
    match error {
        LibrarianError::Index(error) => index_words(error),
        LibrarianError::UnknownTopic { name, known } => match known.as_slice() {
            [] => format!("no article has the topic “{name}”; none has any."),
            known => {
                let some = known.iter().take(MOST_TOPICS).cloned();
                let some: Vec<String> = some.collect();
                let more = if known.len() > some.len() {
                    ", …"
                } else {
                    ""
                };
                format!(
                    "no article has the topic “{name}”. There are: {}{more}",
                    some.join(", ")
                )
            }
        },
        LibrarianError::UnknownArticle { name, near } => match near.as_slice() {
            [] => format!(
                "there is no article “{name}”. `footnote topics TOPIC` lists those of a topic."
            ),
            near => format!(
                "there is no article “{name}”. Did you mean: {}",
                near.join(", ")
            ),
        },
    }
}

fn index_words(error: &IndexError) -> String {
    match error {
        IndexError::Missing(_)
        | IndexError::Outdated { .. }
        | IndexError::Damaged { .. }
        | IndexError::WithoutMeaning
        | IndexError::OtherEncoder
        | IndexError::OtherTable => {
            format!("{error}. Build it with `footnote reindex`.")
        }
        IndexError::Busy
        | IndexError::Stopped
        | IndexError::Engine(_)
        | IndexError::Encoder(_)
        | IndexError::Table(_) => format!("{error}."),
        IndexError::WouldEmpty { .. } => format!(
            "{error}. Look whether --corpus names the right folder; `footnote reindex \
             --allow-empty` empties the index all the same."
        ),
        IndexError::Corpus(error) => error.to_string(),
        IndexError::Io { source, .. } => {
            let advice = match source.kind() {
                io::ErrorKind::StorageFull
                | io::ErrorKind::QuotaExceeded
                | io::ErrorKind::FileTooLarge => {
                    " Make room on the disk, or name another folder with --index."
                }
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                    " Name a folder that can be written to with --index."
                }
                _ => "",
            };
            format!("{error}.{advice}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(error: IndexError) -> String {
        words(&Failure::Librarian(LibrarianError::Index(error)))
    }

    #[test]
    fn a_full_disk_and_a_lack_of_permission_come_with_advice() {
        let error = |kind: io::ErrorKind| IndexError::Io {
            path: "index/a".into(),
            source: kind.into(),
        };
        assert!(said(error(io::ErrorKind::StorageFull)).ends_with("another folder with --index."));
        assert!(said(error(io::ErrorKind::PermissionDenied)).contains("can be written to"));
        assert_eq!(
            said(error(io::ErrorKind::InvalidData)),
            "index/a: invalid data."
        );
    }

    #[test]
    fn an_unknown_article_names_those_near_to_it() {
        let error = |near: &[&str]| LibrarianError::UnknownArticle {
            name: "facia".to_owned(),
            near: near.iter().map(|&title| title.to_owned()).collect(),
        };
        let said = |near| words(&Failure::Librarian(error(near)));
        assert_eq!(
            said(&["Fascia", "Face"]),
            "there is no article “facia”. Did you mean: Fascia, Face"
        );
        assert!(said(&[]).contains("`footnote topics TOPIC`"));
    }

    #[test]
    fn a_missing_index_says_how_to_build_it() {
        assert_eq!(
            said(IndexError::Missing("index".into())),
            "there is no index in index yet. Build it with `footnote reindex`."
        );
    }

    #[test]
    fn an_unknown_topic_names_those_there_are() {
        let error = LibrarianError::UnknownTopic {
            name: "fasica".to_owned(),
            known: vec!["Fascia".to_owned(), "Back pain".to_owned()],
        };
        assert_eq!(
            words(&Failure::Librarian(error)),
            "no article has the topic “fasica”. There are: Fascia, Back pain"
        );
    }
}
