//! `footnote chat`: one question after the other, typed or piped in. Keeps what was asked
//! in memory only, for the arrow keys; it is gone when the conversation ends.

use std::io::{self, BufRead, Write};

use rustyline::Editor;
use rustyline::error::ReadlineError;
use rustyline::history::MemHistory;

use super::arguments::{AnswerArguments, ChatArguments};
use super::console::Console;
use super::failure::Failure;
use super::look::{DIM, Look, TITLE};
use super::render::{self, Asked};
use super::{Outcome, json, reindex, safe_text, topics};
use crate::answer::{Answer, MAX_QUESTION_CHARS, Question};
use crate::config::Config;
use crate::librarian::{AskOptions, Librarian, LibrarianError};

const PROMPT: &str = "› ";

/// Most bytes of a piped line that are kept: more than any question has.
const MOST_BYTES: usize = 16 * MAX_QUESTION_CHARS;

const HELP: &str = "\
Ask in your own words; the articles answer. A question may rest on the one before it.

  :topics          list the topics
  :topics TOPIC    list the articles of one
  :help            show this
  :quit            end (or Ctrl-D)
";

/// What a line of the conversation came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    Answered,
    NotFound,
    /// A command, or an empty line.
    Aside,
    End,
}

/// Answers until there are no more questions.
pub fn chat(
    arguments: ChatArguments,
    config: &Config,
    librarian: &Librarian,
    console: &mut Console,
) -> Result<Outcome, Failure> {
    let librarian = &reindex::ensure_index(librarian, arguments.answer.server, console)?;
    let AnswerArguments {
        topic,
        json,
        explain,
        ..
    } = arguments.answer;
    let options = AskOptions {
        limit: config.answer.limit,
        topic,
        explain,
    };
    let mut conversation = Conversation::new(librarian, json);
    let ask = |question: &Question| librarian.ask(question, &options);
    if console.input_is_terminal {
        conversation.typed(&ask, console)
    } else {
        conversation.piped(&ask, console)
    }
}

type Ask<'a> = dyn Fn(&Question) -> Result<Answer, LibrarianError> + 'a;

struct Conversation<'a> {
    librarian: &'a Librarian,
    json: bool,
    /// The last question: the next one may rest on it.
    previous: Option<Question>,
}

impl<'a> Conversation<'a> {
    fn new(librarian: &'a Librarian, json: bool) -> Self {
        Self {
            librarian,
            json,
            previous: None,
        }
    }

    /// Reads from a person, with line editing.
    fn typed(&mut self, ask: &Ask<'_>, console: &mut Console) -> Result<Outcome, Failure> {
        let config = rustyline::Config::builder().auto_add_history(true).build();
        let history = MemHistory::with_config(&config);
        let mut editor: Editor<(), MemHistory> =
            Editor::with_history(config, history).map_err(Failure::Editor)?;
        let welcome = console
            .look
            .paint(DIM, "Ask a question. :help for more, Ctrl-D to end.");
        writeln!(self.aside(console), "{welcome}")?;
        let mut interrupted = false;
        loop {
            console.flush()?;
            match editor.readline(PROMPT) {
                Ok(line) => {
                    interrupted = false;
                    match self.turn(&line, ask, console) {
                        Ok(Turn::End) => return Ok(Outcome::Fine),
                        Ok(Turn::Aside) => {}
                        Ok(_) if self.json => {}
                        Ok(Turn::Answered | Turn::NotFound) => writeln!(console.out)?,
                        Err(failure) => go_on_after(failure, console)?,
                    }
                }
                // The first one drops the line, the second one means it.
                Err(ReadlineError::Interrupted) if !interrupted => interrupted = true,
                Err(ReadlineError::Interrupted | ReadlineError::Eof) => return Ok(Outcome::Fine),
                Err(error) => return Err(Failure::Editor(error)),
            }
        }
    }

    /// Reads one question a line from a pipe; goes on after errors.
    fn piped(&mut self, ask: &Ask<'_>, console: &mut Console) -> Result<Outcome, Failure> {
        let mut last_error = None;
        let mut answered = false;
        let mut asked = false;
        while let Some(line) = read_line(&mut console.input).map_err(Failure::Input)? {
            let is_question = !line.is_empty() && !line.starts_with(':');
            if is_question && !self.json {
                if asked {
                    writeln!(console.out)?;
                }
                let question = format!("{PROMPT}{}", safe_text::line(&line));
                writeln!(console.out, "{}", console.look.paint(TITLE, &question))?;
            }
            asked |= is_question;
            match self.turn(&line, ask, console) {
                Ok(Turn::End) => break,
                Ok(turn) => answered |= turn == Turn::Answered,
                Err(failure) if failure.is_broken_pipe() => return Err(failure),
                Err(failure) => {
                    console.complain(&failure);
                    last_error = Some(failure);
                }
            }
            console.flush()?;
        }
        match last_error {
            Some(_) => Ok(Outcome::Failed),
            None if asked && !answered => Ok(Outcome::Nothing),
            None => Ok(Outcome::Fine),
        }
    }

    /// Answers a question, or does what a command says.
    fn turn(&mut self, line: &str, ask: &Ask<'_>, console: &mut Console) -> Result<Turn, Failure> {
        let line = line.trim();
        if line.is_empty() {
            return Ok(Turn::Aside);
        }
        if let Some(command) = line.strip_prefix(':') {
            return self.command(command, console);
        }
        let mut question = Question::parse(line)?;
        if let Some(previous) = &self.previous {
            question = question.after(previous);
        }
        let answer = ask(self.previous.insert(question))?;
        if self.json {
            json::write_line(&mut console.out, &answer)?;
        } else {
            render::answer(&mut console.out, &answer, console.look, Asked::Chat)?;
        }
        Ok(if answer.answered {
            Turn::Answered
        } else {
            Turn::NotFound
        })
    }

    /// Where is written what is no answer: a stream of JSON holds answers only.
    fn aside<'console>(&self, console: &'console mut Console) -> &'console mut dyn Write {
        if self.json {
            &mut console.notes
        } else {
            &mut console.out
        }
    }

    fn command(&self, command: &str, console: &mut Console) -> Result<Turn, Failure> {
        let (name, rest) = command
            .split_once(char::is_whitespace)
            .unwrap_or((command, ""));
        match (name, rest.trim()) {
            ("quit" | "q" | "exit", _) => return Ok(Turn::End),
            ("help" | "h" | "?", _) => write!(self.aside(console), "{HELP}")?,
            ("topics" | "t", "") => {
                topics::write_topics(self.aside(console), &self.librarian.topics()?)?;
            }
            ("topics" | "t", topic) => {
                let articles = self.librarian.articles(topic)?;
                let look = if self.json { Look::PLAIN } else { console.look };
                topics::write_articles(self.aside(console), &articles, look)?;
            }
            (name, _) => {
                let name = safe_text::line(name);
                writeln!(
                    self.aside(console),
                    "There is no command :{name}. :help lists those there are."
                )?;
            }
        }
        Ok(Turn::Aside)
    }
}

/// Says what went wrong and lets the conversation go on, unless nobody can hear.
fn go_on_after(failure: Failure, console: &mut Console) -> Result<(), Failure> {
    if matches!(failure, Failure::Output(_)) {
        return Err(failure);
    }
    console.complain(&failure);
    Ok(())
}

/// The next line, without its end; `None` after the last one. What is beyond
/// [`MOST_BYTES`] is read but not kept, so that a line without an end takes no memory.
fn read_line(input: &mut dyn BufRead) -> io::Result<Option<String>> {
    let mut kept = Vec::new();
    let mut any = false;
    loop {
        let available = match input.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            available => available?,
        };
        if available.is_empty() {
            break;
        }
        any = true;
        let end = available.iter().position(|&byte| byte == b'\n');
        let line = &available[..end.unwrap_or(available.len())];
        kept.extend_from_slice(&line[..line.len().min(MOST_BYTES - kept.len())]);
        let used = end.map_or(available.len(), |end| end + 1);
        input.consume(used);
        if end.is_some() {
            break;
        }
    }
    Ok(any.then(|| String::from_utf8_lossy(&kept).trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::super::console::tests::console;
    use super::*;
    use crate::librarian::Settings;

    fn librarian() -> Librarian {
        Librarian::new(Settings {
            corpus: "no-corpus".into(),
            index: "no-index".into(),
            base_url: None,
            max_file_bytes: 1,
            min_confidence: 0.5,
            by_meaning: true,
            remembered_answers: 0,
            table: None,
            model: None,
        })
    }

    /// Answers nothing, fails when asked to.
    fn answer_to(question: &Question) -> Result<Answer, LibrarianError> {
        if question.as_str() == "fail" {
            return Err(LibrarianError::UnknownTopic {
                name: "x".to_owned(),
                known: Vec::new(),
            });
        }
        Ok(Answer {
            question: question.as_str().to_owned(),
            about: question.about().map(str::to_owned),
            answered: question.as_str() == "yes?",
            confidence: 0.0,
            passages: Vec::new(),
            corrected: Vec::new(),
            did_you_mean: Vec::new(),
            unknown_words: Vec::new(),
            topics: Vec::new(),
            explanation: None,
        })
    }

    fn held(input: &'static str, json: bool) -> (Outcome, String, String) {
        let (mut console, out, notes) = console(input);
        let librarian = librarian();
        let mut conversation = Conversation::new(&librarian, json);
        let outcome = conversation.piped(&answer_to, &mut console).unwrap();
        (outcome, out.text(), notes.text())
    }

    #[test]
    fn each_piped_line_is_a_question() {
        let (outcome, out, notes) = held("first\x1b?\r\n\n  yes?", false);
        assert_eq!(outcome, Outcome::Fine);
        insta::assert_snapshot!(out, @r"
        › first?
        The articles do not answer that.
        Try it in other words, or see with `:topics` what there is to ask about.

        › yes?
        The articles do not answer that.
        Try it in other words, or see with `:topics` what there is to ask about.
        ");
        assert_eq!(notes, "");
    }

    #[test]
    fn a_pipe_goes_on_after_an_error() {
        let (outcome, out, notes) = held("fail\nyes?\n", true);
        assert_eq!(outcome, Outcome::Failed);
        assert_eq!(out.lines().count(), 1);
        assert!(notes.starts_with("error: no article has the topic"));
    }

    #[test]
    fn a_pipe_that_nothing_answers_says_so_by_its_outcome() {
        assert_eq!(held("first?\n", true).0, Outcome::Nothing);
        assert_eq!(held("", true).0, Outcome::Fine);
    }

    #[test]
    fn an_answer_is_one_line_of_json() {
        let (_, out, _) = held("one?\ntwo?\n", true);
        for (line, question) in out.lines().zip(["one?", "two?"]) {
            let answer: Answer = serde_json::from_str(line).unwrap();
            assert_eq!(answer.question, question);
        }
    }

    #[test]
    fn commands_begin_with_a_colon() {
        let (_, out, _) = held(":help\n:frobnicate\n:quit\nnever asked\n", false);
        let expected =
            format!("{HELP}There is no command :frobnicate. :help lists those there are.\n");
        assert_eq!(out, expected);
    }

    #[test]
    fn a_stream_of_json_holds_nothing_but_answers() {
        let (_, out, notes) = held(":help\none?\n:frobnicate\n", true);
        assert_eq!(out.lines().count(), 1);
        assert!(serde_json::from_str::<Answer>(&out).is_ok());
        let expected =
            format!("{HELP}There is no command :frobnicate. :help lists those there are.\n");
        assert_eq!(notes, expected);
    }

    #[test]
    fn a_line_without_an_end_takes_no_memory() {
        let mut input = io::BufReader::new(io::Read::take(io::repeat(b'a'), 10_000_000));
        let line = read_line(&mut input).unwrap().unwrap();
        assert_eq!(line.len(), MOST_BYTES);
        assert!(Question::parse(&line).is_err());
        assert_eq!(read_line(&mut input).unwrap(), None);
    }
}
