//! What goes wrong while the bot runs, and the words for it. Inner text never reaches a
//! member; the log has it, without a token and without anything a person wrote.

use super::attachment::FetchError;
use super::edit_words::{edit_words, upload_words};
use super::limits::fit;
use super::quota::Reached;
use super::reply::Reply;
use super::text::{escape, plain};
use crate::answer::QuestionError;
use crate::editing::{EditError, UploadError};
use crate::journal::JournalError;
use crate::librarian::LibrarianError;

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
    /// Only those who manage the server may do this.
    NotManager,
    /// Only moderators of the servers that own the articles may do this.
    NotHome,
    /// The server does not want answers for everybody in this channel.
    NotHere,
    /// What was set cannot be; a sentence says why.
    Setting(String),
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
    /// There is no such gap, or not in this server.
    UnknownGap,
    /// The bot runs without a journal.
    NoJournal,
    /// The journal could not serve.
    Journal(JournalError),
    /// Articles cannot be changed like that.
    Edit(EditError),
    /// A file is not taken.
    Upload(UploadError),
    /// A file cannot be fetched.
    Fetch(FetchError),
    /// What was prepared is somebody else's.
    NotYours,
    /// A form could not be shown in time.
    TooSlow,
    /// The article is too long for a form.
    TooLongForAForm {
        /// How many characters it has.
        chars: usize,
    },
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

impl From<EditError> for Trouble {
    fn from(error: EditError) -> Self {
        match error {
            EditError::Journal(error) => Self::Journal(error),
            error => Self::Edit(error),
        }
    }
}

impl From<UploadError> for Trouble {
    fn from(error: UploadError) -> Self {
        Self::Upload(error)
    }
}

impl From<FetchError> for Trouble {
    fn from(error: FetchError) -> Self {
        Self::Fetch(error)
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
            Self::NotManager => {
                "Only members with the permission Manage Server can do that.".to_owned()
            }
            Self::NotHere => {
                "In this channel I answer for you alone, as this server has set it.".to_owned()
            }
            Self::Setting(words) => words.clone(),
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
            Self::UnknownGap => {
                "That gap is no longer there. `/insights` shows those there are.".to_owned()
            }
            Self::Broken => "Something went wrong on my side. Please try again.".to_owned(),
            Self::NoJournal | Self::Journal(_) => "What I keep cannot be read or written right \
                                                   now. Whoever runs me finds the reason in my log."
                .to_owned(),
            Self::Edit(error) => edit_words(error),
            Self::Upload(error) => upload_words(error),
            Self::Fetch(error) => error.words(),
            Self::NotYours => {
                "That was prepared by somebody else. Use the command yourself.".to_owned()
            }
            Self::TooSlow => "That took too long for a form. Please try again.".to_owned(),
            Self::TooLongForAForm { chars } => format!(
                "That article has {chars} characters, and a form takes {}. Get it with \
                 `/corpus show`, change it, and send it with `/corpus edit` as `file`.",
                super::form::MOST_CHARS
            ),
        }
    }

    /// Notes it for the person who runs the bot, if it is their concern.
    pub fn log(&self) {
        match self {
            Self::Edit(error @ (EditError::Disk { .. } | EditError::VersionLost(_))) => {
                tracing::error!(%error, "the articles cannot be changed");
            }
            Self::Librarian(
                LibrarianError::UnknownTopic { .. } | LibrarianError::UnknownArticle { .. },
            )
            | Self::Question(_)
            | Self::NothingAsked
            | Self::Quota(_)
            | Self::NotModerator
            | Self::NotManager
            | Self::NotHome
            | Self::NotHere
            | Self::Setting(_)
            | Self::Reindexing
            | Self::Cooldown { .. }
            | Self::Closing
            | Self::UnknownPress
            | Self::UnknownGap
            | Self::NoJournal
            | Self::Edit(_)
            | Self::Upload(_)
            | Self::NotYours
            | Self::TooSlow
            | Self::TooLongForAForm { .. } => {}
            Self::Fetch(error) => tracing::warn!(%error, "a file that was sent cannot be fetched"),
            Self::Journal(error) => tracing::error!(%error, "the journal cannot serve"),
            Self::Librarian(LibrarianError::Index(error)) => {
                tracing::error!(%error, "the index cannot serve");
            }
            Self::Broken => tracing::error!("a worker ended early"),
        }
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
