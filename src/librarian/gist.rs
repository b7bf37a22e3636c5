//! [`Gist`]: the few words that say what a question asks for, without what could tell who asked
//! it: no names, numbers, addresses or mentions. Pure.

use std::ops::Range;

use crate::answer::Question;
use crate::index::{Query, QueryWord};
use crate::language::{Language, fold, with_stemmer};

/// Words that say no more than this say nothing of what is asked for, see
/// [`QueryWord::emphasis`]: "help" has 0.68, "leave" 0.78, "effective" 0.80; "back" has 0.83, "safe"
/// 0.90, "bruises" 1.
const GENERAL: f32 = 0.8;

/// Longest word that is taken for one.
const LONGEST: usize = 30;

/// What stands before a name.
const FORMS_OF_ADDRESS: [&str; 14] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "doctor",
    "prof",
    "professor",
    "herr",
    "frau",
    "madame",
    "monsieur",
    "senor",
    "senora",
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
            .filter(|word| word.is_carried || word.emphasis > GENERAL)
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
            gist.stems
                .extend(stems.into_iter().filter(|it| !it.is_empty()));
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
    let previous = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
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

#[cfg(test)]
mod tests {
    use std::fs;
    use std::ops::ControlFlow;

    use super::super::{Librarian, ReindexOptions, Settings};
    use super::*;

    /// A librarian with an article that has the words of `text`.
    fn librarian(text: &str) -> (tempfile::TempDir, Librarian) {
        let folder = tempfile::tempdir().unwrap();
        let corpus = folder.path().join("corpus");
        fs::create_dir(&corpus).unwrap();
        fs::write(corpus.join("a.md"), format!("# Fascia\n\n{text}\n")).unwrap();
        let librarian = Librarian::new(Settings {
            corpus,
            index: folder.path().join("index"),
            base_url: None,
            max_file_bytes: 1 << 20,
            min_confidence: 0.5,
            by_meaning: true,
            remembered_answers: 0,
            table: None,
            model: None,
        });
        librarian
            .reindex(ReindexOptions::default(), &|_| ControlFlow::Continue(()))
            .unwrap();
        (folder, librarian)
    }

    const ENGLISH: &str = "Fascia is a thin web of tissue that wraps every muscle of the body, and \
        it holds them in place. A therapist from Sweden may press it with the thumbs, which helps \
        you when your back hurts, and what they do then is not known to this day.";

    fn words(librarian: &Librarian, question: &str) -> String {
        let question = Question::parse(question).unwrap();
        librarian.gist(&question).unwrap().words.join(" ")
    }

    #[test]
    fn a_question_is_reduced_to_what_it_asks_for() {
        let (_folder, librarian) = librarian(ENGLISH);
        for (question, gist) in [
            ("Does cupping leave bruises?", "cupping bruises"),
            (
                "can you please help me: cupping, bruises, cupping!!",
                "cupping bruises",
            ),
            ("what is reiki", "reiki"),
            ("is it any good?", "good"),
            ("What is Reiki?", ""),
            ("WHAT IS REIKI", "reiki"),
            (
                "Is Reiki Safe For Pregnant Women",
                "reiki safe pregnant women",
            ),
            ("does ACL surgery hurt", "surgery hurt"),
            ("is there a therapist in Sweden", "therapist sweden"),
            ("???", ""),
        ] {
            assert_eq!(words(&librarian, question), gist, "{question}");
        }
    }

    #[test]
    fn two_questions_for_the_same_share_their_stems() {
        let (_folder, librarian) = librarian(ENGLISH);
        let stems = |question| {
            let question = Question::parse(question).unwrap();
            let mut stems = librarian.gist(&question).unwrap().stems;
            stems.sort();
            stems
        };
        assert_eq!(
            stems("does cupping leave bruises?"),
            stems("Bruised after a cupping, can I do it?")
        );
    }

    #[test]
    fn names_numbers_and_addresses_are_left_out() {
        let (_folder, librarian) = librarian(ENGLISH);
        for question in [
            "cupping with Marvella",
            "cupping by dr kowalski",
            "cupping by Mrs. Kowalski",
            "cupping +49 (0)176-5550134",
            "cupping 2026-05-01 at 14:30",
            "cupping zappo@example.org",
            "cupping https://zappo.example/a?b=c",
            "cupping www.zappo.example",
            "cupping zappo.example.org",
            "cupping first.last",
            "cupping <@123456789> <#55> <:zappo:77>",
            "cupping @zappo #zappo zappo_7",
            "cupping C:\\Users\\zappo",
            "cupping aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        ] {
            assert_eq!(words(&librarian, question), "cupping", "{question}");
        }
    }

    #[test]
    fn what_was_carried_along_is_a_part_of_it() {
        let (_folder, librarian) = librarian(ENGLISH);
        let before = Question::parse("what is cupping?").unwrap();
        let question = Question::parse("does it hurt?").unwrap().after(&before);
        let gist = librarian.gist(&question).unwrap();
        assert_eq!(gist.words.join(" "), "hurt cupping");
    }
}
