//! What a moderator changed of the settings, or why not. Data first: the moderator reads it in
//! their language, the log in its own. Names in it are escaped, or Discord's own marks for
//! channels and roles.

use super::settings_card::tongue_name;
use super::words::Language;
use crate::journal::Tongue;

/// Something that was changed.
#[derive(Debug, Clone, PartialEq)]
pub enum Revision {
    /// A name was added to a list.
    Added(String),
    /// A name was taken off a list.
    Removed(String),
    /// Whether answers are shown to the asker alone.
    Private(bool),
    /// Passages on a page.
    Passages(usize),
    /// Least confidence for an answer unasked.
    Confidence(f64),
    /// The language of the bot's own words.
    Language(Tongue),
    /// A caution is said under answers on a topic.
    Caution(String),
    /// Nothing is said under answers on a topic.
    NoCaution(String),
    /// A part went back to what holds where nothing is set.
    Reset(Resettable),
}

/// What is set back to what holds where nothing is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, poise::ChoiceParameter)]
pub enum Resettable {
    /// All but the roles: who makes moderators is not undone by the way.
    #[name = "everything but the roles"]
    Everything,
    /// Where the bot answers for everybody.
    #[name = "channels"]
    Channels,
    /// Where it answers threads.
    #[name = "threads"]
    Threads,
    /// How answers are shown.
    #[name = "answers"]
    Answers,
    /// What is said under them.
    #[name = "cautions"]
    Cautions,
    /// What of the shared articles is seen.
    #[name = "articles"]
    Articles,
}

/// Why nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The name to take off is not in the list.
    NotInList(String),
    /// The name to add is in the list.
    InListAlready(String),
    /// The list has the most names that it may have.
    ListFull(usize),
    /// The name is empty, or longer than this.
    NameLength(usize),
    /// Nothing was said to be changed.
    NothingToChange,
    /// The role is that of every member.
    RoleOfEverybody,
    /// The confidence is not between 0 and 1.
    ConfidenceRange,
    /// There is no caution on this topic to take off.
    NoSuchCaution(String),
    /// There are the most cautions that there may be.
    CautionsFull(usize),
}

impl Revision {
    /// What was done, without a full stop.
    pub fn words(&self, language: Language) -> String {
        match self {
            Self::Added(name) => language.say_with("set-added", [("name", name.into())]),
            Self::Removed(name) => language.say_with("set-removed", [("name", name.into())]),
            Self::Private(true) => language.say("set-private"),
            Self::Private(false) => language.say("set-public"),
            Self::Passages(count) => {
                language.say_with("set-passages", [("count", (*count).into())])
            }
            Self::Confidence(confidence) => {
                language.say_with("set-confidence", [("confidence", (*confidence).into())])
            }
            Self::Language(tongue) => {
                let name = tongue_name(*tongue, language);
                language.say_with("set-language", [("language", name.into())])
            }
            Self::Caution(topic) => language.say_with("set-caution", [("topic", topic.into())]),
            Self::NoCaution(topic) => {
                language.say_with("set-no-caution", [("topic", topic.into())])
            }
            Self::Reset(Resettable::Everything) => language.say("reset-everything"),
            Self::Reset(Resettable::Channels) => language.say("reset-channels"),
            Self::Reset(Resettable::Threads) => language.say("reset-threads"),
            Self::Reset(Resettable::Answers) => language.say("reset-answers"),
            Self::Reset(Resettable::Cautions) => language.say("reset-cautions"),
            Self::Reset(Resettable::Articles) => language.say("reset-articles"),
        }
    }
}

impl Refusal {
    /// The sentence for the moderator.
    pub fn words(&self, language: Language) -> String {
        match self {
            Self::NotInList(name) => language.say_with("not-in-list", [("name", name.into())]),
            Self::InListAlready(name) => {
                language.say_with("in-list-already", [("name", name.into())])
            }
            Self::ListFull(max) => language.say_with("list-full", [("max", (*max).into())]),
            Self::NameLength(max) => language.say_with("name-length", [("max", (*max).into())]),
            Self::NothingToChange => language.say("nothing-to-change"),
            Self::RoleOfEverybody => language.say("role-of-everybody"),
            Self::ConfidenceRange => language.say("confidence-range"),
            Self::NoSuchCaution(topic) => {
                language.say_with("no-such-caution", [("topic", topic.into())])
            }
            Self::CautionsFull(max) => language.say_with("cautions-full", [("max", (*max).into())]),
        }
    }
}

/// What was done, in a line.
pub fn said(revisions: &[Revision], language: Language) -> String {
    let words: Vec<String> = revisions.iter().map(|it| it.words(language)).collect();
    words.join(", ")
}
