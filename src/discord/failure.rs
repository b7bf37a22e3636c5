//! What goes wrong while the bot runs, and the words for it. Inner text never reaches a
//! member; the log has it, without a token and without anything a person wrote.

use super::limits::fit;
use super::quota::Reached;
use super::reply::Reply;
use super::text::{escape, plain};
use crate::answer::QuestionError;
use crate::journal::JournalError;
use crate::librarian::LibrarianError;
use crate::sources::SourcesError;

/// Why a member does not get what they asked for.
#[derive(Debug)]
pub enum Trouble {
    /// The text is no question.
    Question(QuestionError),
    /// Nothing was asked.
    NothingAsked,
    /// The service could not serve.
    Librarian(LibrarianError),
    /// Too much was asked.
    Quota(Reached),
    /// Only moderators may do this.
    NotModerator,
    /// Only moderators of the servers that own the articles may do this.
    NotHome,
    /// A reindex runs.
    Reindexing,
    /// A reindex ran a moment ago.
    Cooldown {
        /// Seconds until the next one may start.
        seconds: u64,
    },
    /// The bot is about to leave.
    Closing,
    /// The button is one that this version does not know.
    UnknownPress,
    /// A worker ended early.
    Broken,
    /// The bot runs without a journal.
    NoJournal,
    /// The journal could not serve.
    Journal(JournalError),
    /// The sources could not serve.
    Sources(SourcesError),
    /// What was typed describes no source; in words, which may repeat what was typed.
    NoSource(String),
    /// The question whether to add or remove something was answered before, or long ago.
    TooLate,
}

impl From<LibrarianError> for Trouble {
    fn from(error: LibrarianError) -> Self {
        Self::Librarian(error)
    }
}

impl From<JournalError> for Trouble {
    fn from(error: JournalError) -> Self {
        Self::Journal(error)
    }
}

impl From<SourcesError> for Trouble {
    fn from(error: SourcesError) -> Self {
        match error {
            SourcesError::Journal(error) => Self::Journal(error),
            error => Self::Sources(error),
        }
    }
}

impl From<QuestionError> for Trouble {
    fn from(error: QuestionError) -> Self {
        Self::Question(error)
    }
}

impl Trouble {
    /// What the member is told.
    pub fn reply(&self) -> Reply {
        Reply::line(self.words()).private()
    }

    /// The sentence for the member.
    pub fn words(&self) -> String {
        match self {
            Self::Question(QuestionError::TooLong { chars }) => format!(
                "That question has {chars} characters. Please ask in at most {}.",
                crate::answer::MAX_QUESTION_CHARS
            ),
            Self::NothingAsked => "Ask me something: for instance `/ask question: what is \
                                   fascia?`"
                .to_owned(),
            Self::Librarian(error) => librarian_words(error),
            Self::Quota(Reached::Member) => {
                "You have asked a lot just now. Give me a minute, then ask again.".to_owned()
            }
            Self::Quota(Reached::Channel) => {
                "This channel has asked a lot just now. Try again in a minute.".to_owned()
            }
            Self::Quota(Reached::Server) => {
                "This server has asked a lot just now. Try again in a minute.".to_owned()
            }
            Self::NotModerator => "Only moderators can do that: members with the permission \
                                   Manage Server, or with a role that was named for it."
                .to_owned(),
            Self::NotHome => "The articles are shared with other servers; only moderators of \
                              the servers that keep them can do that."
                .to_owned(),
            Self::Reindexing => {
                "A reindex is already running. Its report comes when it ends.".to_owned()
            }
            Self::Cooldown { seconds } => {
                format!("The articles were read a moment ago. Try again in {seconds} s.")
            }
            Self::Closing => "I am being restarted. Ask me again in a minute.".to_owned(),
            Self::UnknownPress => {
                "That button is from another version of me. Please ask again.".to_owned()
            }
            Self::Broken => "Something went wrong on my side. Please try again.".to_owned(),
            Self::NoSource(why) => format!("That is no source: {}.", escape(&plain(why))),
            Self::TooLate => {
                "That was answered already, or too long ago. Please start again.".to_owned()
            }
            Self::NoJournal
            | Self::Journal(_)
            | Self::Sources(SourcesError::Journal(_) | SourcesError::Io { .. }) => {
                "What I keep cannot be read or written right \
                                                   now. Whoever runs me finds the reason in my log."
                    .to_owned()
            }
            Self::Sources(error) => sources_words(error),
        }
    }

    /// Notes it for the person who runs the bot, if it is their concern.
    pub fn log(&self) {
        match self {
            Self::Librarian(
                LibrarianError::UnknownTopic { .. } | LibrarianError::UnknownArticle { .. },
            )
            | Self::Question(_)
            | Self::NothingAsked
            | Self::Quota(_)
            | Self::NotModerator
            | Self::NotHome
            | Self::Reindexing
            | Self::Cooldown { .. }
            | Self::Closing
            | Self::UnknownPress
            | Self::NoSource(_)
            | Self::TooLate
            | Self::NoJournal => {}
            Self::Sources(error) => {
                if matches!(error, SourcesError::Io { .. }) {
                    tracing::error!(%error, "the sources cannot serve");
                }
            }
            Self::Journal(error) => tracing::error!(%error, "the journal cannot serve"),
            Self::Librarian(LibrarianError::Index(error)) => {
                tracing::error!(%error, "the index cannot serve");
            }
            Self::Broken => tracing::error!("a worker ended early"),
        }
    }
}

fn sources_words(error: &SourcesError) -> String {
    match error {
        SourcesError::Unknown { name, known } if known.is_empty() => format!(
            "There is no source “{}”; there is none at all yet. `/source add` adds one.",
            escape(&fit(&plain(name), 80))
        ),
        SourcesError::Unknown { name, known } => format!(
            "There is no source “{}”. There are: {}",
            escape(&fit(&plain(name), 80)),
            known.join(", ")
        ),
        SourcesError::Busy => "The sources are being refreshed already. Wait for that to end, \
                               then try again."
            .to_owned(),
        SourcesError::Taken(name) => {
            format!("There is a source “{name}” already. Give this one another name.")
        }
        SourcesError::Configured(name) => format!(
            "The source “{name}” stands in the configuration, and only whoever runs me can \
             remove it there."
        ),
        SourcesError::TooMany => format!(
            "There are {} added sources already. Remove one first.",
            crate::sources::MAX_ADDED
        ),
        // Those have words of their own above.
        SourcesError::Journal(_) | SourcesError::Io { .. } => String::new(),
    }
}

fn librarian_words(error: &LibrarianError) -> String {
    let list = |names: &[String]| {
        let names: Vec<String> = names
            .iter()
            .take(10)
            .map(|name| escape(&fit(&plain(name), 80)))
            .collect();
        names.join(", ")
    };
    match error {
        LibrarianError::UnknownTopic { name, known } => format!(
            "No article has the topic “{}”. There are: {}",
            escape(&fit(&plain(name), 80)),
            list(known)
        ),
        LibrarianError::UnknownArticle { name, near } if near.is_empty() => {
            format!("There is no article “{}”.", escape(&fit(&plain(name), 80)))
        }
        LibrarianError::UnknownArticle { name, near } => format!(
            "There is no article “{}”. Near it: {}",
            escape(&fit(&plain(name), 80)),
            list(near)
        ),
        LibrarianError::Index(crate::librarian::IndexError::Busy) => Trouble::Reindexing.words(),
        LibrarianError::Index(crate::librarian::IndexError::WouldEmpty { .. }) => {
            "No article was found in the folder, so the old ones were kept. Whoever runs me \
             should look there."
                .to_owned()
        }
        LibrarianError::Index(_) => "The articles cannot be searched right now. Whoever runs me \
                                     finds the reason in my log."
            .to_owned(),
    }
}
