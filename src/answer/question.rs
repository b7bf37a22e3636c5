//! What was typed, and what kind of answer it asks for.

use std::sync::LazyLock;

use regex::{Regex, RegexSet, RegexSetBuilder, SetMatches};
use thiserror::Error;

use super::follow_up;

/// Longest question accepted, in characters.
pub const MAX_QUESTION_CHARS: usize = 500;

/// A question as a person typed it, trimmed. Any text up to
/// [`MAX_QUESTION_CHARS`] is one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Question {
    text: String,
    about: Option<String>,
}

/// What stands between a question and what it is about, see [`Question::told`].
const ABOUT: &str = " (about: ";

/// Why a text is no question.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum QuestionError {
    /// It is longer than [`MAX_QUESTION_CHARS`].
    #[error("the question has {chars} characters; please ask in at most {MAX_QUESTION_CHARS}")]
    TooLong {
        /// How many characters it has.
        chars: usize,
    },
}

/// What kind of passage answers a question best.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intent {
    /// One that says what the thing is: "what is fascia?"
    Definition,
    /// One that names a person: "who invented it?"
    Person,
    /// One with a date: "when was it invented?"
    Date,
    /// One with a number: "how many sessions?"
    Number,
    /// Any that speaks of it.
    Any,
}

impl Intent {
    /// Whether a sentence names what was asked for.
    pub(super) fn is_met(self, sentence: &str) -> bool {
        match self {
            Self::Date => {
                let digits =
                    |word: &str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
                sentence.split(|c: char| !c.is_alphanumeric()).any(digits)
            }
            Self::Number => sentence.bytes().any(|byte| byte.is_ascii_digit()),
            // A capital within a sentence.
            Self::Person => sentence
                .split_whitespace()
                .skip(1)
                .any(|word| word.len() > 1 && word.starts_with(char::is_uppercase)),
            Self::Definition | Self::Any => false,
        }
    }
}

/// How people ask what something is. ASCII between the words: the classes of Unicode take
/// longer to compile than everything else that a short question needs.
static DEFINITION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix) ^ [^a-z0-9_]* (?: (?:so|hey|hi|hello|ok|and|but|um) [^a-z0-9_]+ )*
        (?: what (?: ['’]?s | \s+ (?:is|are|was|were|exactly\s+is) ) \b
          | (?:define|explain) \b
          | (?:what \s+ is \s+)? (?:the \s+)? (?:definition|meaning) \s+ of \b
          | what \s+ do(?:es)? \b .* \b mean [^a-z0-9_]* $ )",
    )
    .expect("the pattern is a constant")
});

/// Questions for a person, a date, a number.
static ASKED: LazyLock<RegexSet> = LazyLock::new(|| {
    RegexSetBuilder::new([
        r"^(?:who|whom|whose)\b",
        r"^when\s+(?:was|were|did|is|are)\b|\b(?:what|which)\s+year\b",
        r"\bhow\s+(?:many|much)\b",
    ])
    .case_insensitive(true)
    .unicode(false)
    .build()
    .expect("the patterns are constants")
});

/// Kinds of questions, told by how they are put, in headings and by members alike.
static KINDS: LazyLock<RegexSet> = LazyLock::new(|| {
    RegexSetBuilder::new([
        r"\bhow\s+(?:long|many\s+(?:minutes|hours|days|weeks|months))\b",
        r"\bhow\s+(?:often|many\s+times)\b",
        r"\bhow\s+(?:much|many)\b|\b(?:cost|price)s?\b",
        r"\bhow\s+(?:do|does|can|to|should)\b",
        r"\bwhy\b|\bcauses?\b|\breasons?\b",
        r"\bwhen\b",
        r"\bwho(?:m|se)?\b",
        r"\bwhere\b",
        r"\bwhich\b|\bbest\b",
        r"\bdifferen(?:t|ce)\b|\bvs\b|\bversus\b|\bcompared?\b|\bbetter\b",
        r"\bsafe\b|\bok(?:ay)?\b|\ballowed\b|\bdangerous\b|\brisk|\bcan\s+(?:i|you)\b",
        r"\b(?:do|does|will)\b[a-z0-9 ,'-]*\b(?:work|help|fix|cure)\b|\bworth\b|\bany\s+good\b",
    ])
    .case_insensitive(true)
    // ASCII: the tables of Unicode take longer to compile than a short question to answer.
    .unicode(false)
    .build()
    .expect("the patterns are constants")
});

/// The kinds of question that a text is, by their place in [`KINDS`].
#[derive(Debug, Clone)]
pub(super) struct Kinds(SetMatches);

impl Kinds {
    /// Reads a question or a heading.
    pub fn of(text: &str) -> Self {
        Self(KINDS.matches(text))
    }

    /// Reads a question; what it carries of an earlier one says more where it says nothing.
    pub fn asked(question: &Question) -> Self {
        let own = Self::of(question.as_str());
        match question.about() {
            Some(about) if !own.0.matched_any() => Self::of(about),
            _ => own,
        }
    }

    /// Whether both ask for the same kind of thing.
    pub fn meet(&self, other: &Self) -> bool {
        self.0.iter().any(|kind| other.0.matched(kind))
    }
}

impl Question {
    /// Takes any text up to [`MAX_QUESTION_CHARS`] characters.
    pub fn parse(text: &str) -> Result<Self, QuestionError> {
        let text = text.trim();
        let chars = text.chars().count();
        if chars > MAX_QUESTION_CHARS {
            return Err(QuestionError::TooLong { chars });
        }
        Ok(Self {
            text: text.to_owned(),
            about: None,
        })
    }

    /// The question with what belongs to it of the one before, if it rests on that.
    #[must_use]
    pub fn after(mut self, previous: &Self) -> Self {
        self.about = follow_up::carried(&self.text, previous);
        self
    }

    /// Whether it rests on a question before it: "does it hurt?"
    pub fn is_follow_up(&self) -> bool {
        follow_up::rests_on_another(&self.text)
    }

    /// What an earlier question says that this one is about.
    pub fn about(&self) -> Option<&str> {
        self.about.as_deref()
    }

    /// The question and what it is about in one line of at most `max` characters, which
    /// [`Question::recall`] reads.
    pub fn told(text: &str, about: Option<&str>, max: usize) -> String {
        let about = about.map_or_else(String::new, |about| format!("{ABOUT}{about})"));
        let room = max.saturating_sub(about.chars().count());
        if text.chars().count() <= room {
            return format!("{text}{about}");
        }
        let cut: String = text.chars().take(room.saturating_sub(1)).collect();
        format!("{}…{about}", cut.trim_end())
    }

    /// A question as [`Question::told`] wrote it.
    pub fn recall(told: &str) -> Result<Self, QuestionError> {
        let (text, about) = told
            .trim()
            .strip_suffix(')')
            .and_then(|inner| inner.rsplit_once(ABOUT))
            .map_or((told, None), |(text, about)| {
                (text, Some(about.trim().to_owned()))
            });
        Ok(Self {
            about: about.filter(|about| !about.is_empty()),
            ..Self::parse(text)?
        })
    }

    /// The text as it was typed, without white space at its ends.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What kind of passage answers it best.
    pub fn intent(&self) -> Intent {
        if DEFINITION.is_match(&self.text) {
            return Intent::Definition;
        }
        let asked = ASKED.matches(&self.text);
        match (asked.matched(0), asked.matched(1), asked.matched(2)) {
            (true, ..) => Intent::Person,
            (_, true, _) => Intent::Date,
            (.., true) => Intent::Number,
            _ => Intent::Any,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_question_over_the_limit_is_refused_with_its_length() {
        let error = Question::parse(&"ä".repeat(501)).expect_err("it is too long");
        assert_eq!(error, QuestionError::TooLong { chars: 501 });
        assert!(Question::parse(&"ä".repeat(500)).is_ok());
    }

    proptest! {
        #[test]
        fn what_was_told_is_recalled(text in "[a-zä][a-zä?() :]{0,60}", about in "[a-zä]([a-zä ]{0,30}[a-zä])?") {
            let asked = Question::parse(&text).expect("it is short");
            let told = Question::told(asked.as_str(), Some(&about), usize::MAX);
            let recalled = Question::recall(&told).expect("it is short");
            prop_assert_eq!(recalled.as_str(), asked.as_str());
            prop_assert_eq!(recalled.about(), Some(about.as_str()));
        }

        #[test]
        fn what_is_told_fits_and_keeps_what_it_is_about(text in "q\\PC{0,499}", about in "[a-z]{1,120}") {
            let told = Question::told(&text, Some(&about), 256);
            prop_assert!(told.chars().count() <= 256);
            let recalled = Question::recall(&told).expect("it is short");
            prop_assert_eq!(recalled.about(), Some(about.as_str()));
        }
    }

    #[test]
    fn a_question_meets_the_heading_that_asks_the_same_kind_of_thing() {
        let meet = |one: &str, other: &str| Kinds::of(one).meet(&Kinds::of(other));
        assert!(meet(
            "how long am i sore",
            "How long does the soreness last?"
        ));
        assert!(meet(
            "is it ok to drink wine",
            "Is it safe to drink alcohol before a massage?"
        ));
        assert!(!meet(
            "how long am i sore",
            "Why am I sore after a massage?"
        ));
        assert!(!meet("fascia", "What is fascia?"));
    }

    #[test]
    fn who_when_and_how_many_ask_for_names_dates_and_numbers() {
        let intent = |text: &str| Question::parse(text).expect("it is short").intent();
        assert_eq!(intent("Who invented rolfing?"), Intent::Person);
        assert_eq!(intent("when was it invented"), Intent::Date);
        assert_eq!(intent("in what year did it begin"), Intent::Date);
        assert_eq!(intent("how many sessions do I need"), Intent::Number);
        assert_eq!(intent("when should I see a doctor"), Intent::Any);
        assert!(Intent::Person.is_met("It was begun by Ida Rolf."));
        assert!(!Intent::Person.is_met("Nobody knows."));
        assert!(Intent::Date.is_met("She was born in 1896."));
        assert!(!Intent::Date.is_met("It takes 30 minutes."));
        assert!(Intent::Number.is_met("It takes 30 minutes."));
    }

    #[test]
    fn questions_for_a_definition_are_recognised() {
        for text in [
            "what is fascia?",
            "Whats a trigger point",
            "hey, what's rolfing?",
            "define myofascial release",
            "what does contraindication mean?",
            "meaning of psoas",
        ] {
            let question = Question::parse(text).expect("it is short");
            assert_eq!(question.intent(), Intent::Definition, "{text}");
        }
        for text in [
            "should deep tissue hurt?",
            "how long does it last",
            "what helps a stiff neck",
        ] {
            let question = Question::parse(text).expect("it is short");
            assert_eq!(question.intent(), Intent::Any, "{text}");
        }
    }
}
