//! What goes wrong while the bot runs, and the words for it. Inner text never reaches a
//! member; the log has it, without a token and without anything a person wrote.

use super::attachment::FetchError;
use super::edit_words::{edit_words, upload_words};
use super::limits::fit;
use super::quota::Reached;
use super::reply::Reply;
use super::revision::Refusal;
use super::source_words::{NoSource, sources_words};
use super::text::{escape, plain};
use super::words::Language;
use crate::answer::QuestionError;
use crate::editing::{EditError, UploadError};
use crate::journal::JournalError;
use crate::librarian::{IndexError, LibrarianError};
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
    /// Only those who manage the server may do this.
    NotManager,
    /// Only moderators of the servers that own the articles may do this.
    NotHome,
    /// The server does not want answers for everybody in this channel.
    NotHere,
    /// What was set cannot be.
    Setting(Refusal),
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
    /// The sources could not serve.
    Sources(SourcesError),
    /// What was typed describes no source.
    NoSource(Box<NoSource>),
    /// There are no sources to refresh.
    NoSources,
    /// What came with a command fits none of its options.
    UnfitOption,
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
    pub fn reply(&self, language: Language) -> Reply {
        Reply::line(self.words(language)).private()
    }

    /// The sentence for the member.
    pub fn words(&self, language: Language) -> String {
        match self {
            Self::Question(QuestionError::TooLong { chars }) => {
                let max = crate::answer::MAX_QUESTION_CHARS;
                language.say_with(
                    "question-too-long",
                    [("chars", chars.into()), ("max", max.into())],
                )
            }
            Self::NothingAsked => language.say("nothing-asked"),
            Self::Librarian(error) => librarian_words(error, language),
            Self::Quota(Reached::Member) => language.say("too-many-member"),
            Self::Quota(Reached::Channel) => language.say("too-many-channel"),
            Self::Quota(Reached::Server) => language.say("too-many-server"),
            Self::Quota(Reached::Changes) => language.say("too-many-changes"),
            Self::NotModerator => language.say("not-moderator"),
            Self::NotManager => language.say("not-manager"),
            Self::NotHome => language.say("not-home"),
            Self::NotHere => language.say("not-here"),
            Self::Setting(refusal) => refusal.words(language),
            Self::Reindexing => language.say("reindexing"),
            Self::Cooldown { seconds } => {
                language.say_with("cooldown", [("seconds", seconds.into())])
            }
            Self::Closing => language.say("closing"),
            Self::UnknownPress => language.say("unknown-press"),
            Self::Broken => language.say("broken"),
            Self::NoJournal | Self::Journal(_) => language.say("no-journal"),
            Self::UnknownGap => language.say("unknown-gap"),
            Self::NoSource(fault) => {
                let why = escape(&fit(&plain(&fault.words(language)), 600));
                language.say_with("no-source", [("why", why.into())])
            }
            Self::NoSources => language.say("no-sources"),
            Self::UnfitOption => language.say("unfit-option"),
            Self::TooLate => language.say("too-late"),
            Self::Sources(error) => sources_words(error, language),
            Self::Edit(error) => edit_words(error, language),
            Self::Upload(error) => upload_words(error, language),
            Self::Fetch(error) => error.words(language),
            Self::NotYours => language.say("not-yours"),
            Self::TooSlow => language.say("too-slow"),
            Self::TooLongForAForm { chars } => {
                let (chars, max) = (chars.to_string(), super::form::MOST_CHARS.to_string());
                language.say_with(
                    "too-long-for-a-form",
                    [("chars", chars.into()), ("max", max.into())],
                )
            }
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
            | Self::TooLongForAForm { .. }
            | Self::NoSource(_)
            | Self::NoSources
            | Self::UnfitOption
            | Self::TooLate => {}
            Self::Fetch(error) => tracing::warn!(%error, "a file that was sent cannot be fetched"),
            Self::Sources(error) => {
                if matches!(error, SourcesError::Io { .. } | SourcesError::Corpus(_)) {
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

fn librarian_words(error: &LibrarianError, language: Language) -> String {
    let written = |name: &str| escape(&fit(&plain(name), 80));
    let list = |names: &[String]| {
        let names: Vec<String> = names.iter().take(10).map(|name| written(name)).collect();
        names.join(", ")
    };
    match error {
        LibrarianError::UnknownTopic { name, known } => language.say_with(
            "unknown-topic",
            [
                ("name", written(name).into()),
                ("known", list(known).into()),
            ],
        ),
        LibrarianError::UnknownArticle { name, near } if near.is_empty() => {
            language.say_with("unknown-article", [("name", written(name).into())])
        }
        LibrarianError::UnknownArticle { name, near } => language.say_with(
            "unknown-article-near",
            [("name", written(name).into()), ("near", list(near).into())],
        ),
        LibrarianError::Index(IndexError::Busy) => language.say("reindexing"),
        LibrarianError::Index(IndexError::WouldEmpty { .. }) => language.say("would-empty"),
        LibrarianError::Index(_) => language.say("unsearchable"),
    }
}
