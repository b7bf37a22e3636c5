//! [`Console`]: the three streams that a subcommand works with, so that tests can hand it
//! others. Never decides what is written.

use std::io::{self, BufRead, BufReader, BufWriter, IsTerminal, Write};

use super::failure::{Failure, words};
use super::look::{ERROR, Look};
use super::safe_text;

/// Where questions come from and where answers go.
pub struct Console {
    /// Standard input.
    pub input: Box<dyn BufRead>,
    /// Whether a person types it.
    pub input_is_terminal: bool,
    /// Standard output: what was asked for.
    pub out: Box<dyn Write>,
    /// What `out` can show.
    pub look: Look,
    /// Standard error: what happens meanwhile, and what went wrong.
    pub notes: Box<dyn Write + Send>,
    /// Whether a person watches it.
    pub notes_are_watched: bool,
}

impl Console {
    /// The streams of the process.
    pub fn standard() -> Self {
        // Not locked: the line editor of `chat` uses the same streams.
        let stdout = anstream::AutoStream::auto(io::stdout());
        Self {
            input: Box::new(BufReader::new(io::stdin())),
            input_is_terminal: io::stdin().is_terminal(),
            out: Box::new(BufWriter::new(stdout)),
            look: Look::of_stdout(),
            notes: Box::new(anstream::AutoStream::auto(io::stderr())),
            notes_are_watched: io::stderr().is_terminal(),
        }
    }

    /// Writes a note of one line, after what was written so far.
    pub fn note(&mut self, text: &str) -> Result<(), Failure> {
        self.flush()?;
        writeln!(self.notes, "{}", safe_text::line(text))?;
        Ok(())
    }

    /// Says what went wrong. That this cannot be said either is nobody's to hear.
    pub fn complain(&mut self, failure: &Failure) {
        let _ = self.out.flush();
        let label = if self.notes_are_watched {
            // The stream drops the colour where it is not wanted.
            format!("{ERROR}error:{ERROR:#}")
        } else {
            "error:".to_owned()
        };
        let _ = writeln!(self.notes, "{label} {}", safe_text::line(&words(failure)));
    }

    /// Hands on what was written.
    pub fn flush(&mut self) -> Result<(), Failure> {
        Ok(self.out.flush()?)
    }
}

#[cfg(test)]
pub mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    /// What was written to a stream, readable while the stream lives.
    #[derive(Clone, Default)]
    pub struct Written(Arc<Mutex<Vec<u8>>>);

    impl Written {
        /// The text so far.
        pub fn text(&self) -> String {
            String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
        }
    }

    impl Write for Written {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// A console with `input` in its pipe, its output and its notes.
    pub fn console(input: &'static str) -> (Console, Written, Written) {
        let (out, notes) = (Written::default(), Written::default());
        let console = Console {
            input: Box::new(input.as_bytes()),
            input_is_terminal: false,
            out: Box::new(out.clone()),
            look: Look::PLAIN,
            notes: Box::new(notes.clone()),
            notes_are_watched: false,
        };
        (console, out, notes)
    }

    #[test]
    fn what_went_wrong_is_said_on_one_safe_line() {
        let (mut console, out, notes) = console("");
        console.complain(&Failure::Config("a\x1b[2J\nb".to_owned()));
        assert_eq!(notes.text(), "error: a[2J b\n");
        assert_eq!(out.text(), "");
    }
}
