//! What to say when the articles do not answer: that they do not, why that may be, and
//! how to go on. Never makes up for it with something else.

use std::io::{self, Write};

use super::super::look::{Look, TITLE};
use super::{Asked, safe_text, wrapped};
use crate::answer::Answer;

/// Most topics named; the rest can be listed.
const MOST_TOPICS: usize = 12;

/// Writes that nothing was found.
pub fn nothing(out: &mut dyn Write, answer: &Answer, look: Look, asked: Asked) -> io::Result<()> {
    let headline = "The articles do not answer that.";
    writeln!(out, "{}", look.paint(TITLE, headline))?;
    let topics = match asked {
        Asked::Command => "`footnote topics`",
        Asked::Chat => "`:topics`",
    };
    let lines = [
        corrected(answer),
        unknown_words(answer),
        did_you_mean(answer),
        you_can_ask_about(answer),
        Some(format!(
            "Try it in other words, or see with {topics} what there is to ask about."
        )),
    ];
    for line in lines.into_iter().flatten() {
        for line in wrapped(&line, look.width) {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

/// The words that were read as others.
pub fn corrected(answer: &Answer) -> Option<String> {
    let read: Vec<String> = answer
        .corrected
        .iter()
        .map(|it| format!("{} as {}", quoted(&it.typed), quoted(&it.read_as)))
        .collect();
    (!read.is_empty()).then(|| format!("Read {}.", read.join(", ")))
}

/// The words of the question that no article has.
pub fn unknown_words(answer: &Answer) -> Option<String> {
    let words: Vec<String> = answer
        .unknown_words
        .iter()
        .map(|word| quoted(word))
        .collect();
    match words.as_slice() {
        [] => None,
        [word] => Some(format!("No article has the word {word}.")),
        words => Some(format!("No article has the words {}.", list(words))),
    }
}

/// The question in other spellings.
pub fn did_you_mean(answer: &Answer) -> Option<String> {
    let spellings: Vec<String> = answer
        .did_you_mean
        .iter()
        .map(|text| quoted(text))
        .collect();
    (!spellings.is_empty()).then(|| format!("Did you mean: {}", list(&spellings)))
}

fn you_can_ask_about(answer: &Answer) -> Option<String> {
    let mut topics: Vec<String> = answer
        .topics
        .iter()
        .take(MOST_TOPICS)
        .map(|topic| safe_text::line(topic).into_owned())
        .collect();
    if topics.is_empty() {
        return None;
    }
    if answer.topics.len() > MOST_TOPICS {
        topics.push("…".to_owned());
    }
    // Names of topics have commas and conjunctions of their own.
    Some(format!("You can ask about: {}", topics.join(" · ")))
}

fn quoted(text: &str) -> String {
    format!("“{}”", safe_text::line(text))
}

/// "a", "a or b", "a, b or c".
fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [item] => item.clone(),
        [items @ .., last] => format!("{} or {last}", items.join(", ")),
    }
}
