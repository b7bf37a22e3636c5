//! Which English words do what in a question. Lists, and nothing else.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::language::{Language, with_stemmer};

/// Words with which people begin before they ask.
pub(super) const FILLERS: &[&str] = &[
    "so", "ok", "okay", "oh", "hm", "hmm", "um", "uh", "hey", "hi", "hello", "well", "then",
    "thanks", "thank", "thx", "you", "cool", "great", "nice", "right", "please", "lol", "yes",
    "yeah", "there", "yep", "no", "nope", "sorry",
];

/// Words that join a question to the one before.
pub(super) const JOINS: &[&str] = &["and", "but", "or", "also", "plus"];

pub(super) const VERBS: &[&str] = &[
    "is", "are", "was", "were", "do", "does", "did", "can", "could", "should", "shall", "will",
    "would", "may", "might", "must", "has", "have", "had", "am", "isnt", "arent", "dont", "doesnt",
    "didnt", "cant", "couldnt", "shouldnt", "wont", "wouldnt",
];

pub(super) const QUESTION_WORDS: &[&str] = &[
    "what", "whats", "how", "hows", "why", "when", "whens", "where", "wheres", "which", "who",
    "whos", "whom", "whose",
];

/// What stands for something said before.
pub(super) const PRONOUNS: &[&str] = &[
    "it", "its", "itself", "they", "theyre", "them", "their", "theirs", "this", "that", "thats",
    "these", "those", "he", "she", "him", "her", "his", "hers", "one", "ones",
];

/// Those of them that also stand before a noun: "this pain".
pub(super) const POINTERS: &[&str] = &[
    "this", "that", "these", "those", "its", "their", "her", "his", "one",
];

/// Words that begin a circumstance: "for pregnant women?"
pub(super) const CIRCUMSTANCES: &[&str] = &[
    "for", "with", "without", "during", "after", "before", "in", "on", "at", "while", "if", "from",
    "by", "under", "against", "despite", "unless", "until", "as", "because", "since",
];

/// Words behind which something is missing at the end of a question, or which compare with
/// what they do not name.
pub(super) const OPEN_ENDED: &[&str] = &[
    "after",
    "afterwards",
    "afterward",
    "before",
    "beforehand",
    "instead",
    "else",
    "too",
    "either",
    "help",
    "helps",
    "better",
    "worse",
    "safer",
    "cheaper",
    "stronger",
];

/// With one of these, a comparison is complete.
pub(super) const COMPARED: &[&str] = &["than", "or", "vs", "versus"];

/// Words that end what a question is about: "*cupping* during pregnancy".
pub(super) const ENDS: &[&str] = &[
    "for", "with", "without", "during", "after", "before", "while", "when", "if", "because", "in",
    "on", "at", "than",
];

pub(super) const SELVES: &[&str] = &["i", "we", "you", "my"];

/// Words that say what is asked and not about what.
const GENERAL: &str = "hurt work help last long take cost use try need feel cause treat choose \
    pick happen mean say know think want make tell show find look keep stop start begin worry \
    avoid prevent invent compare differ different difference risk danger dangerous safe safety \
    benefit effect side evidence proof proven true real sign symptom warning normal good bad \
    better worse best worst worth often much many time day week month hour minute year quick fast \
    soon way kind type example reason thing people person anyone someone doctor see expect \
    go come ask explain detail possible ok exactly really actually tho though \
    even ever still today yet available recommend expensive cheap free price everyone ideal main \
    usual usually typical else other another same similar";

/// The terms of [`GENERAL`].
pub(super) static GENERAL_TERMS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    with_stemmer(Language::English, |stemmer| {
        GENERAL
            .split_whitespace()
            .map(|word| stemmer.term(word).to_owned())
            .collect()
    })
});
