//! `footnote ask`: one question, one answer.

use std::io::{BufRead, Read};

use super::arguments::AskArguments;
use super::console::Console;
use super::failure::Failure;
use super::render::{self, Asked};
use super::{Outcome, json, reindex};
use crate::answer::{MAX_QUESTION_CHARS, Question};
use crate::config::Config;
use crate::librarian::{AskOptions, Librarian};

/// Most bytes of standard input that are read for a question: more than any question
/// has, so that one that is too long is still refused as such.
const MOST_BYTES: u64 = 16 * MAX_QUESTION_CHARS as u64;

/// Answers the question that was typed or piped in.
pub fn ask(
    arguments: AskArguments,
    config: &Config,
    librarian: &Librarian,
    console: &mut Console,
) -> Result<Outcome, Failure> {
    let text = question_text(&arguments.question, console)?;
    let question = Question::parse(&text)?;
    let options = AskOptions {
        limit: config.answer.limit,
        topic: arguments.answer.topic,
        explain: arguments.answer.explain,
    };
    let librarian = &reindex::ensure_index(librarian, arguments.answer.server, console)?;
    let answer = librarian.ask(&question, &options)?;
    if arguments.answer.json {
        json::write(&mut console.out, &answer)?;
    } else {
        render::answer(&mut console.out, &answer, console.look, Asked::Command)?;
    }
    Ok(if answer.answered {
        Outcome::Fine
    } else {
        Outcome::Nothing
    })
}

/// The words of the command line, or what standard input holds.
fn question_text(words: &[String], console: &mut Console) -> Result<String, Failure> {
    let piped = match words {
        [] => !console.input_is_terminal,
        [dash] => dash == "-",
        _ => false,
    };
    let text = if piped {
        read_text(&mut console.input)?
    } else {
        words.join(" ")
    };
    if text.trim().is_empty() {
        return Err(Failure::NothingAsked);
    }
    Ok(text)
}

fn read_text(input: &mut dyn BufRead) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    input
        .take(MOST_BYTES)
        .read_to_end(&mut bytes)
        .map_err(Failure::Input)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::super::console::tests::console;
    use super::*;

    fn asked(words: &[&str], input: &'static str) -> Result<String, Failure> {
        let words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
        question_text(&words, &mut console(input).0)
    }

    #[test]
    fn words_are_joined_to_a_question() {
        assert_eq!(
            asked(&["what", "is fascia?"], "piped").unwrap(),
            "what is fascia?"
        );
    }

    #[test]
    fn a_dash_or_nothing_reads_the_pipe() {
        assert_eq!(asked(&["-"], "piped?\n").unwrap(), "piped?\n");
        assert_eq!(asked(&[], "piped?\n").unwrap(), "piped?\n");
    }

    #[test]
    fn nothing_at_all_is_no_question() {
        for (words, input) in [(&["  "][..], "piped"), (&[], " \n"), (&["-"], "")] {
            assert!(matches!(asked(words, input), Err(Failure::NothingAsked)));
        }
    }

    #[test]
    fn an_endless_pipe_is_refused_as_too_long() {
        let (mut console, ..) = console("");
        console.input = Box::new(std::io::BufReader::new(std::io::repeat(b'a')));
        let text = question_text(&[], &mut console).unwrap();
        assert!(Question::parse(&text).is_err());
    }
}
