//! [`Reading`]: a question cut into words that say much, little or nothing, and what that
//! tells of its need of another question.

use std::sync::LazyLock;

use super::lists::{
    CIRCUMSTANCES, COMPARED, ENDS, FILLERS, GENERAL_TERMS, JOINS, OPEN_ENDED, POINTERS, PRONOUNS,
    QUESTION_WORDS, SELVES, VERBS,
};
use crate::language::{Language, StopWords, fold, with_stemmer, words};

/// Most words of weight that a mere circumstance has: "and if I take blood thinners?"
const MAX_CIRCUMSTANCE: usize = 3;

/// Most words of weight beside a pronoun that stands for something said before.
const MAX_BESIDE_PRONOUN: usize = 4;

static STOP_WORDS: LazyLock<StopWords> = LazyLock::new(|| StopWords::of(Language::English));

/// A word of a question.
pub(super) struct Token {
    pub folded: String,
    pub start: usize,
    pub end: usize,
    pub weight: Weight,
}

/// How much a word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Function,
    General,
    Specific,
}

impl Token {
    pub fn is_of(&self, list: &[&str]) -> bool {
        list.contains(&self.folded.as_str())
    }

    pub fn is_specific(&self) -> bool {
        self.weight == Weight::Specific
    }
}

/// How much of the question before belongs to this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// What it was about: "does *it* hurt?"
    Subject,
    /// All of it: "why?", "and for beginners?"
    Whole,
}

/// A question cut into words, without what stands before it.
pub(super) struct Reading<'text> {
    pub text: &'text str,
    pub tokens: Vec<Token>,
    /// Whether it is joined to what was said: "and ...".
    pub joined: bool,
}

impl<'text> Reading<'text> {
    pub fn of(text: &'text str) -> Self {
        // Made with the stemmer as well, which serves one at a time.
        let general = &*GENERAL_TERMS;
        let mut tokens: Vec<Token> = with_stemmer(Language::English, |stemmer| {
            words(text)
                .map(|word| {
                    let folded = fold(word.text).into_owned();
                    let weight =
                        if STOP_WORDS.contains(&folded) || PRONOUNS.contains(&folded.as_str()) {
                            Weight::Function
                        } else if general.contains(stemmer.term(word.text)) {
                            Weight::General
                        } else {
                            Weight::Specific
                        };
                    Token {
                        folded,
                        start: word.start,
                        end: word.end(),
                        weight,
                    }
                })
                .collect()
        });
        let mut joined = false;
        let before = tokens
            .iter()
            .take_while(|token| {
                joined |= token.is_of(JOINS);
                token.is_of(FILLERS) || token.is_of(JOINS)
            })
            .count();
        tokens.drain(..before);
        Self {
            text,
            tokens,
            joined,
        }
    }

    fn specific(&self) -> usize {
        self.tokens
            .iter()
            .filter(|token| token.is_specific())
            .count()
    }

    /// Whether it begins with "what about" or "how about".
    pub fn proposes(&self) -> bool {
        matches!(self.tokens.as_slice(), [first, second, ..]
            if first.is_of(&["what", "how"]) && second.folded == "about")
    }

    /// Whether it begins as a question does.
    pub fn is_framed(&self) -> bool {
        self.tokens
            .first()
            .is_some_and(|first| first.is_of(VERBS) || first.is_of(QUESTION_WORDS))
    }

    /// Whether it names a circumstance and nothing else.
    pub fn is_circumstance(&self) -> bool {
        let [first, rest @ ..] = self.tokens.as_slice() else {
            return false;
        };
        let asks_itself = |pair: &[Token]| pair[0].is_of(VERBS) && pair[1].is_of(SELVES);
        first.is_of(CIRCUMSTANCES)
            && self.specific() <= MAX_CIRCUMSTANCE
            && !rest.iter().any(|token| token.is_of(QUESTION_WORDS))
            && !rest.windows(2).any(asks_itself)
    }

    pub fn need(&self) -> Option<Need> {
        let (first, last) = (self.tokens.first()?, self.tokens.last()?);
        // Small talk with the bot.
        if self
            .tokens
            .windows(2)
            .any(|pair| pair[0].folded == "are" && pair[1].folded == "you")
        {
            return None;
        }
        let specific = self.specific();
        if self.proposes()
            || self.is_circumstance()
            || self.joined && !self.is_framed() && specific <= MAX_CIRCUMSTANCE
        {
            return Some(Need::Whole);
        }
        if specific == 0 {
            let says_something = self
                .tokens
                .iter()
                .any(|token| token.weight == Weight::General);
            let is_bare = first.is_of(QUESTION_WORDS) && self.tokens.len() <= 2;
            let points = (0..self.tokens.len()).any(|at| self.is_pronoun(at));
            // "who are you?", "what can you do?"
            if !says_something && self.tokens.iter().any(|token| token.folded == "you") {
                return None;
            }
            return Some(if points || says_something && !is_bare {
                Need::Subject
            } else {
                Need::Whole
            });
        }
        if self.has_open_pronoun() {
            return Some(Need::Subject);
        }
        if specific > 1 {
            return None;
        }
        let compares = self.tokens.iter().any(|token| token.is_of(COMPARED));
        if last.is_of(OPEN_ENDED) && !compares || self.tokens.iter().any(|t| t.folded == "else") {
            return Some(Need::Whole);
        }
        // "can I exercise?": the one word is what is done, not what it is about.
        let asks_itself = matches!(self.tokens.as_slice(), [verb, who, .., last]
            if verb.is_of(VERBS) && who.is_of(&["i", "we"]) && last.is_specific());
        asks_itself.then_some(Need::Whole)
    }

    /// Whether a word is a pronoun where it stands.
    fn is_pronoun(&self, at: usize) -> bool {
        let (token, next) = (&self.tokens[at], self.tokens.get(at + 1));
        let previous = at.checked_sub(1).map(|before| &self.tokens[before]);
        match token.folded.as_str() {
            // "which one should I", not "one way to".
            "one" | "ones" => next.is_none_or(|next| next.is_of(VERBS)),
            // "does that hurt", not "a muscle that hurts" or "that bad".
            "that" => previous.is_none_or(|previous| {
                previous.is_of(VERBS)
                    || previous.is_of(CIRCUMSTANCES)
                    || previous.weight == Weight::General
            }),
            "it" => previous.is_none_or(|previous| previous.folded != "worth"),
            _ => token.is_of(PRONOUNS),
        }
    }

    /// Whether a pronoun stands for something that the question does not name itself.
    fn has_open_pronoun(&self) -> bool {
        /// Words behind "it" that say what it stands for: "is it bad *to* ...".
        const ANNOUNCED: &[&str] = &["to", "that", "if", "when"];
        let specific = self.specific();
        let open = (0..self.tokens.len()).find(|&at| self.is_pronoun(at));
        let Some(at) = open.filter(|_| specific <= MAX_BESIDE_PRONOUN) else {
            return false;
        };
        let (before, rest) = self.tokens.split_at(at);
        let [pronoun, after @ ..] = rest else {
            return false;
        };
        let points_at_noun =
            pronoun.is_of(POINTERS) && after.first().is_some_and(Token::is_specific);
        if points_at_noun && specific > 2 {
            return false;
        }
        let specific_after = after.iter().filter(|token| token.is_specific()).count();
        let announces = after.iter().take(4).any(|token| token.is_of(ANNOUNCED));
        if pronoun.folded == "it" && announces && specific_after > 1 {
            return false;
        }
        if before.iter().any(Token::is_specific) && !self.joined {
            // "can massage fix it": what it is was said before; "my back hurts, what is it" says so.
            let verbs = before.iter().filter(|token| token.is_of(VERBS)).count();
            let one_clause = verbs <= 1
                && !before.iter().skip(1).any(|token| {
                    token.is_of(JOINS)
                        || token.is_of(CIRCUMSTANCES)
                        || token.is_of(&["when", "that", "what"])
                });
            return self.is_framed() && one_clause;
        }
        true
    }

    /// The part from one word to another, as it was typed.
    pub fn part(&self, from: usize, to: usize) -> &'text str {
        match (self.tokens.get(from), self.tokens.get(to)) {
            (Some(first), Some(last)) => &self.text[first.start..last.end],
            _ => "",
        }
    }

    /// What the question is about, by its own words.
    pub fn own_subject(&self) -> &'text str {
        let Some(start) = self.tokens.iter().position(Token::is_specific) else {
            return "";
        };
        let end = self.tokens[start..]
            .iter()
            .position(|token| {
                token.weight == Weight::General || token.is_of(ENDS) || token.is_of(VERBS)
            })
            .map_or(self.tokens.len(), |length| start + length);
        let last = self.tokens[..end]
            .iter()
            .rposition(Token::is_specific)
            .unwrap_or(start);
        self.part(start, last)
    }
}
