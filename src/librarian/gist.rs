//! [`Gist`]: the few words that say what a question asks for, without what could tell who asked
//! it: no names, numbers, addresses or mentions. Pure.

use std::ops::Range;

use crate::answer::Question;
use crate::index::{Query, QueryWord};
use crate::language::{Language, fold, with_stemmer};

/// Words that say less than this say nothing of what is asked for, see [`QueryWord::emphasis`]:
/// "help", "good", "get".
const GENERAL: f32 = 0.6;

/// Longest word that is taken for one.
const LONGEST: usize = 30;

/// What stands before a name.
const FORMS_OF_ADDRESS: [&str; 14] = [
    "mr", "mrs", "ms", "miss", "dr", "doctor", "prof", "professor", "herr", "frau", "madame",
    "monsieur", "senor", "senora",
];

/// What a question asks for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Gist {
    /// The stems of its words.
    pub stems: Vec<String>,
    /// The words, folded, in their order.
    pub words: Vec<String>,
}

impl Gist {
    /// Reduces a question to its words. `language` is that of most articles.
    pub(super) fn of(question: &Question, query: &Query, language: Language) -> Self {
        let all: Vec<&QueryWord> = query
            .content()
            .filter(|word| is_harmless(question, word, language))
            .collect();
        let telling: Vec<&QueryWord> = all
            .iter()
            .copied()
            .filter(|word| word.is_carried || word.emphasis >= GENERAL)
            .collect();
        let mut gist = Self::default();
        for word in if telling.is_empty() { all } else { telling } {
            let text = word.read_as.as_deref().unwrap_or(&word.text);
            let stem = |text: &str| with_stemmer(language, |it| it.term(text).to_owned());
            // A word that was read as two has two stems.
            let stems: Vec<String> = text.split(' ').map(stem).collect();
            if stems.iter().all(|stem| gist.stems.contains(stem)) {
                continue;
            }
            gist.stems.extend(stems.into_iter().filter(|it| !it.is_empty()));
            let folded: Vec<String> = text.split(' ').map(|it| fold(it).into_owned()).collect();
            gist.words.push(folded.join(" "));
        }
        gist
    }
}

/// Whether a word can be kept: none that looks like a part of a name, a number, an address or
/// a mention.
fn is_harmless(question: &Question, word: &QueryWord, language: Language) -> bool {
    let (text, range) = source(question, word);
    let piece = piece(text, &range);
    let chars = word.text.chars().count();
    let is_address = piece.contains(['@', '/', '\\', '#', '=', '<', '>', '&', '_'])
        || piece.contains("www.")
        || has_inner_dot(piece);
    !is_address
        && chars <= LONGEST
        && !piece.chars().any(char::is_numeric)
        && !looks_like_a_name(text, &range, word, language)
}

/// The text in which a word stands, and where: the question, or what an earlier one was about.
fn source<'a>(question: &'a Question, word: &QueryWord) -> (&'a str, Range<usize>) {
    if !word.is_carried {
        return (question.as_str(), word.range.clone());
    }
    let offset = question.as_str().len() + 1;
    let range = word.range.start.saturating_sub(offset)..word.range.end.saturating_sub(offset);
    (question.about().unwrap_or_default(), range)
}

/// What stands between blanks around a word.
fn piece<'a>(text: &'a str, range: &Range<usize>) -> &'a str {
    let before = text.get(..range.start).unwrap_or_default();
    let start = before.rfind(char::is_whitespace).map_or(0, |blank| {
        blank + before[blank..].chars().next().map_or(1, char::len_utf8)
    });
    let after = text.get(range.end..).unwrap_or_default();
    let end = after.find(char::is_whitespace).unwrap_or(after.len());
    text.get(start..range.end + end).unwrap_or_default()
}

/// Whether a dot stands between letters, as in `example.org` and `first.last`.
fn has_inner_dot(piece: &str) -> bool {
    let letters: Vec<char> = piece.chars().collect();
    letters
        .windows(3)
        .any(|three| three[1] == '.' && three[0].is_alphanumeric() && three[2].is_alphanumeric())
}

/// Whether a word is written with a capital letter that nothing but a name explains, or stands
/// behind a form of address.
fn looks_like_a_name(
    text: &str,
    range: &Range<usize>,
    word: &QueryWord,
    language: Language,
) -> bool {
    let before = text.get(..range.start).unwrap_or_default().trim_end();
    let previous = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let is_form = |word: &str| {
        let word = fold(word.trim_matches(|c: char| !c.is_alphanumeric()));
        FORMS_OF_ADDRESS.contains(&word.as_ref())
    };
    if is_form(previous) || is_form(&word.text) {
        return true;
    }
    let starts_sentence = before.is_empty() || before.ends_with(['.', '?', '!', ':', '"', '“']);
    let capital = word.text.chars().next().is_some_and(char::is_uppercase);
    let is_shouted = text.chars().all(|c| !c.is_lowercase());
    // German writes all nouns so, a title all words, and what the articles have is no secret.
    capital
        && !starts_sentence
        && !is_shouted
        && !is_title(text)
        && !word.is_known
        && language != Language::German
}

/// Whether most words of a text begin with a capital letter.
fn is_title(text: &str) -> bool {
    let words = text.split_whitespace();
    let first = words.filter_map(|word| word.chars().find(|c| c.is_alphabetic()));
    let (mut capitals, mut all) = (0, 0);
    for c in first {
        all += 1;
        capitals += usize::from(c.is_uppercase());
    }
    all >= 4 && capitals * 4 > all * 3
}
