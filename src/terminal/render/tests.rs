//! Whole answers, as they are shown.

use proptest::prelude::*;

use super::*;
use crate::answer::{
    ConfidenceReason, Corrected, Explanation, Origin, PassageReason, TermReason, WordReason,
};

const COLOURFUL: Look = Look {
    colour: true,
    links: true,
    width: 60,
};

const PLAIN: Look = Look {
    width: 60,
    ..Look::PLAIN
};

/// A citation of `text`, with nothing marked in it.
pub fn citation(text: &str) -> Citation {
    Citation {
        id: "AAAAAAAA".to_owned(),
        rank: 1,
        score: 7.5,
        title: "Fascia".to_owned(),
        breadcrumb: vec!["Fascia".to_owned(), "What is fascia?".to_owned()],
        text: text.to_owned(),
        highlights: Vec::new(),
        best_sentence: [0, 0],
        url: Some("https://example.org/fascia#what".to_owned()),
        article: "fascia/what-it-is.md".to_owned(),
        topics: vec!["Fascia".to_owned(), "Anatomy".to_owned()],
        updated: Some("2026-10-02T08:00:00Z".to_owned()),
        verbatim: false,
    }
}

/// Marks `best` and each of `words` where it first stands in the text.
fn marked(mut citation: Citation, best: &str, words: &[&str]) -> Citation {
    let place = |part: &str| {
        let start = citation.text.find(part).unwrap();
        let start = citation.text[..start].chars().count();
        [start, start + part.chars().count()]
    };
    let best_sentence = place(best);
    let highlights = words.iter().map(|word| place(word)).collect();
    citation.best_sentence = best_sentence;
    citation.highlights = highlights;
    citation
}

fn answer_of(passages: Vec<Citation>) -> Answer {
    Answer {
        question: "what is fascia?".to_owned(),
        about: None,
        answered: !passages.is_empty(),
        confidence: 0.9,
        passages,
        corrected: Vec::new(),
        did_you_mean: Vec::new(),
        unknown_words: Vec::new(),
        topics: Vec::new(),
        explanation: None,
    }
}

fn shown(given: &Answer, look: Look) -> String {
    let mut out = Vec::new();
    answer(&mut out, given, look, Asked::Command).unwrap();
    String::from_utf8(out).unwrap()
}

/// The same with escape sequences that a person can read in a snapshot.
fn readable(given: &Answer, look: Look) -> String {
    shown(given, look).replace('\x1b', "␛")
}

fn one_passage() -> Answer {
    let text = "Many people meet the word at a massage.\n\nFascia is the thin, strong tissue that \
                wraps every muscle. It is made of:\n\n• collagen, which gives it its strength and \
                holds on when it is pulled\n• elastin, which lets it spring back";
    answer_of(vec![marked(
        citation(text),
        "Fascia is the thin, strong tissue that wraps every muscle.",
        &["Fascia", "muscle"],
    )])
}

fn three_passages() -> Answer {
    let long: Vec<String> = (1..=14)
        .map(|number| format!("This is sentence {number} of a long passage on tissue."))
        .collect();
    let mut second = marked(
        citation(&long.join(" ")),
        "This is sentence 7 of a long passage on tissue.",
        &["tissue"],
    );
    second.rank = 2;
    second.verbatim = true;
    second.url = Some("https://example.org/long#:~:text=This%20is,tissue.".to_owned());
    second.breadcrumb = vec!["Tissue".to_owned(), "Tissue".to_owned()];
    let mut third = citation(
        "Muscle | Where it is\niliopsoas | from the spine to the thigh, deep in the hip\ntrapezius | neck and shoulders",
    );
    third.rank = 3;
    third.url = None;
    third.topics.clear();
    third.updated = None;
    let mut answer = one_passage();
    answer.passages.extend([second, third]);
    answer.unknown_words = vec!["fasica".to_owned()];
    answer
}

fn nothing_found() -> Answer {
    let mut answer = answer_of(Vec::new());
    answer.unknown_words = vec!["fasica".to_owned(), "zzz".to_owned()];
    answer.did_you_mean = vec!["what is fascia?".to_owned()];
    answer.topics = ["Fascia", "Back pain", "Swedish massage"]
        .map(str::to_owned)
        .to_vec();
    answer
}

#[test]
fn one_passage_in_plain_text() {
    insta::assert_snapshot!(shown(&one_passage(), PLAIN));
}

#[test]
fn one_passage_in_colour() {
    insta::assert_snapshot!(readable(&one_passage(), COLOURFUL));
}

#[test]
fn further_passages_are_shorter() {
    insta::assert_snapshot!(shown(&three_passages(), PLAIN));
}

#[test]
fn further_passages_in_colour() {
    insta::assert_snapshot!(readable(&three_passages(), COLOURFUL));
}

#[test]
fn a_narrow_window_is_enough() {
    let look = Look { width: 24, ..PLAIN };
    insta::assert_snapshot!(shown(&three_passages(), look));
}

#[test]
fn nothing_found_says_so_and_how_to_go_on() {
    insta::assert_snapshot!(shown(&nothing_found(), PLAIN));
}

#[test]
fn a_follow_up_shows_how_it_was_understood() {
    let mut answer = one_passage();
    answer.about = Some("trigger\x1b[2J points".to_owned());
    assert!(shown(&answer, PLAIN).starts_with("About: trigger[2J points\nFascia"));
    let mut nothing = nothing_found();
    nothing.about = answer.about;
    assert!(shown(&nothing, PLAIN).starts_with("About: trigger[2J points\nThe articles"));
}

#[test]
fn the_reasons_of_an_answer_stand_below_it() {
    let term = |term: &str, origin, share| TermReason {
        term: term.to_owned(),
        origin,
        share,
    };
    let word = |word: &str, weight: f64, terms: Vec<TermReason>| WordReason {
        word: word.to_owned(),
        searched: !terms.is_empty(),
        carried: word == "fascia",
        known: !terms.is_empty(),
        weight,
        terms,
    };
    let mut answer = one_passage();
    answer.explanation = Some(Explanation {
        words: vec![
            word("does", 0.0, vec![]),
            word(
                "hurt",
                2.314,
                vec![
                    term("hurt", Origin::Itself, 1.0),
                    term("trigger point", Origin::Synonym, 0.7),
                ],
            ),
            word("muscel", 1.5, vec![term("muscl", Origin::Correction, 0.8)]),
            word("zz\x1b[2Jz", 4.0, vec![]),
            word("fascia", 1.25, vec![term("fascia", Origin::Itself, 1.0)]),
        ],
        passages: vec![PassageReason {
            article: "fascia.md".to_owned(),
            breadcrumb: vec!["Fascia".to_owned(), "Does fascia hurt?".to_owned()],
            score: 0.98,
            words: 0.7,
            meaning: 0.3,
            definition: 0.0,
            heading: 0.1,
            proximity: 0.0,
            sentence: -0.12,
            found: vec!["hurt".to_owned(), "fascia".to_owned()],
        }],
        confidence: ConfidenceReason {
            value: 0.913,
            needed: 0.5,
            coverage: 0.75,
            likeness: Some(0.6),
            amount: 1.6412,
            proximity: 0.25,
            unknown: 0.25,
        },
    });
    insta::assert_snapshot!(shown(&answer, PLAIN));
}

#[test]
fn nothing_found_and_nothing_to_advise() {
    insta::assert_snapshot!(shown(&answer_of(Vec::new()), PLAIN));
}

#[test]
fn an_article_cannot_write_to_the_terminal() {
    let evil = "\x1b]0;owned\x07\x1b[2J\u{9b}31m\u{202e}txet\r";
    let mut citation = citation(evil);
    citation.title = evil.to_owned();
    citation.breadcrumb = vec![evil.to_owned()];
    citation.url = Some(format!("https://example.org/{evil}"));
    citation.topics = vec![evil.to_owned()];
    citation.updated = Some(evil.to_owned());
    let mut answer = answer_of(vec![citation.clone()]);
    answer.did_you_mean = vec![evil.to_owned()];
    answer.unknown_words = vec![evil.to_owned()];
    answer.corrected = vec![Corrected {
        typed: evil.to_owned(),
        read_as: evil.to_owned(),
    }];
    answer.about = Some(evil.to_owned());
    citation.url = None;
    citation.article = evil.to_owned();
    answer.passages.push(citation);
    let is_safe = |text: &str| {
        text.chars()
            .all(|c| c == '\n' || safe_text::is_printable(c))
    };
    assert!(is_safe(&shown(&answer, PLAIN)));
    answer.passages.clear();
    answer.topics = vec![evil.to_owned()];
    assert!(is_safe(&shown(&answer, PLAIN)));
}

proptest! {
    #[test]
    fn any_answer_can_be_shown(
        text in any::<String>(),
        best in any::<[usize; 2]>(),
        highlight in [0_usize..50, 0_usize..50],
        width in 0_usize..100,
    ) {
        let mut citation = citation(&text);
        citation.best_sentence = best;
        citation.highlights = vec![highlight];
        let answer = answer_of(vec![citation.clone(), citation]);
        shown(&answer, Look { width, ..COLOURFUL });
        let plain = shown(&answer, Look { width, ..PLAIN });
        prop_assert!(plain.chars().all(|c| c == '\n' || safe_text::is_printable(c)));
    }
}
