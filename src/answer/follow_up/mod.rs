//! Whether a question rests on the one before it ("does it hurt?"), and what of that one
//! belongs to it. By the words alone: never looks at the articles.
//!
//! A question that has enough words of its own is left as it is, even where it would do with
//! more: to complete what is on something new does more harm. The lists are English.

mod lists;
mod reading;

use self::lists::PRONOUNS;
use self::reading::{Need, Reading, Weight};
use super::question::Question;
use crate::language::words;

/// Most characters of an earlier question that are taken along.
const MAX_CARRIED_CHARS: usize = 120;

/// What of `previous` belongs to a question with the words `text`, if anything does.
pub(super) fn carried(text: &str, previous: &Question) -> Option<String> {
    let need = Reading::of(text).need()?;
    let carried = match need {
        Need::Subject => subject(previous),
        Need::Whole => whole(previous),
    };
    let carried = cut(&carried);
    (!carried.is_empty()).then_some(carried)
}

/// Whether something of the question before belongs to `text`.
pub(super) fn rests_on_another(text: &str) -> bool {
    Reading::of(text).need().is_some()
}

/// What a question was about.
fn subject(question: &Question) -> String {
    let reading = Reading::of(question.as_str());
    let own = reading.own_subject();
    let Some(about) = question.about() else {
        return if own.is_empty() {
            whole(question)
        } else {
            own.to_owned()
        };
    };
    // A new subject for the same question, not one more circumstance of the old one.
    let is_new = reading.proposes() || reading.joined && !reading.is_framed();
    if is_new && !reading.is_circumstance() && !own.is_empty() {
        return own.to_owned();
    }
    match Reading::of(about).own_subject() {
        "" => about.to_owned(),
        subject => subject.to_owned(),
    }
}

/// All that a question asked, with what it was about itself.
fn whole(question: &Question) -> String {
    let reading = Reading::of(question.as_str());
    let start = if reading.proposes() { 2 } else { 0 };
    let last = reading.tokens.len().saturating_sub(1);
    let own = reading.part(start, last);
    let Some(about) = question.about() else {
        return own.to_owned();
    };
    if let Some(pronoun) = reading.tokens.iter().find(|token| token.is_of(PRONOUNS)) {
        let (before, after) = (reading.tokens.first(), reading.tokens.last());
        let from = before.map_or(0, |first| first.start);
        let to = after.map_or(question.as_str().len(), |last| last.end);
        let text = question.as_str();
        return format!(
            "{}{about}{}",
            &text[from..pronoun.start],
            &text[pronoun.end..to]
        );
    }
    let says_something = reading
        .tokens
        .iter()
        .any(|token| token.weight != Weight::Function);
    if says_something {
        format!("{own}, {about}")
    } else {
        about.to_owned()
    }
}

/// The beginning of a text, up to the end of a word.
fn cut(text: &str) -> String {
    if text.chars().count() <= MAX_CARRIED_CHARS {
        return text.to_owned();
    }
    let end = words(text)
        .map(|word| word.end())
        .take_while(|&end| text[..end].chars().count() <= MAX_CARRIED_CHARS)
        .last();
    text[..end.unwrap_or(0)].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn question(text: &str) -> Question {
        Question::parse(text).expect("it is short")
    }

    #[track_caller]
    fn about(turns: &[&str], expected: Option<&str>) {
        let (first, rest) = turns.split_first().expect("there are turns");
        let last = rest.iter().fold(question(first), |previous, text| {
            question(text).after(&previous)
        });
        assert_eq!(last.about(), expected, "{turns:?}");
    }

    #[test]
    fn a_pronoun_stands_for_the_subject_of_the_question_before() {
        about(
            &["what is trigger point therapy?", "does it hurt?"],
            Some("trigger point therapy"),
        );
        about(
            &["does cupping help during pregnancy?", "is it safe?"],
            Some("cupping"),
        );
        about(
            &["how do I use a foam roller?", "ok, and can I sit on it"],
            Some("foam roller"),
        );
    }

    #[test]
    fn a_question_of_few_words_is_asked_of_all_of_the_one_before() {
        about(
            &["so does cupping help?", "why?"],
            Some("does cupping help"),
        );
        about(
            &["is cupping safe?", "for pregnant women?"],
            Some("is cupping safe"),
        );
        about(
            &["is cupping safe?", "and rolfing?"],
            Some("is cupping safe"),
        );
        about(
            &["is cupping safe?", "what about gua sha"],
            Some("is cupping safe"),
        );
    }

    #[test]
    fn a_chain_keeps_its_subject_until_another_is_named() {
        let turns = [
            "what is rolfing?",
            "does it hurt?",
            "how long does it take?",
        ];
        about(&turns, Some("rolfing"));
        about(
            &["what is rolfing?", "does it hurt?", "why?"],
            Some("does rolfing hurt"),
        );
        about(
            &["is cupping safe?", "what about gua sha?", "does it hurt?"],
            Some("gua sha"),
        );
        about(
            &["what is rolfing?", "what is gua sha?", "does it hurt?"],
            Some("gua sha"),
        );
    }

    #[test]
    fn a_question_with_words_of_its_own_is_left_alone() {
        for text in [
            "what is fascia?",
            "fascia",
            "and what is fascia?",
            "is it bad to sleep on your stomach?",
            "my shoulder aches, what is it?",
            "does massage help or does it hurt?",
            "if I have a clot can I have a massage?",
            "is one of my legs shorter than the other",
            "ok thanks!",
            "",
        ] {
            about(&["what is rolfing?", text], None);
        }
    }

    proptest! {
        #[test]
        fn any_two_texts_can_follow_each_other(first in "\\PC{0,200}", second in "\\PC{0,200}") {
            let completed = question(&second).after(&question(&first));
            let again = question(&second).after(&completed);
            for question in [completed, again] {
                let chars = question.about().map_or(1, |about| about.chars().count());
                prop_assert!((1..=4 * MAX_CARRIED_CHARS).contains(&chars));
            }
        }
    }

    #[test]
    fn hardly_any_question_that_stands_alone_is_taken_for_a_follow_up() {
        const MOST: f64 = 0.03;
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
        for file in ["questions.toml", "questions-hard.toml"] {
            let text = std::fs::read_to_string(folder.join(file)).expect("it is there");
            let questions: Vec<&str> = text
                .lines()
                .filter_map(|line| line.strip_prefix("text = \"")?.strip_suffix('"'))
                .collect();
            let taken = questions.iter().filter(|text| rests_on_another(text));
            let share = taken.count() as f64 / questions.len() as f64;
            assert!(questions.len() > 200 && share <= MOST, "{file}: {share}");
        }
    }
}
