//! What is written to the terminal. Never reads from it.

use std::io::{IsTerminal as _, Write as _, stderr, stdin, stdout};

use fake_discord::Refusal;

/// Standard output, with a prompt when a person sits at it.
pub(crate) struct Screen {
    interactive: bool,
    saw_refusals: bool,
    prompted: bool,
}

impl Screen {
    pub(crate) fn new() -> Self {
        Self {
            interactive: stdin().is_terminal(),
            saw_refusals: false,
            prompted: false,
        }
    }

    /// Whether a person types.
    pub(crate) fn is_interactive(&self) -> bool {
        self.interactive
    }

    /// Whether a refusal was shown.
    pub(crate) fn saw_refusals(&self) -> bool {
        self.saw_refusals
    }

    /// Shows a text and an empty line. A closed pipe is no reason to fail.
    pub(crate) fn show(&mut self, text: &str) {
        if self.prompted {
            self.prompted = false;
            let _ = writeln!(stdout());
        }
        let _ = writeln!(stdout(), "{text}\n");
    }

    pub(crate) fn refusal(&mut self, refusal: &Refusal) {
        self.saw_refusals = true;
        self.show(&format!("!! Discord would not take this: {refusal}"));
    }

    /// Asks for a line.
    pub(crate) fn prompt(&mut self, prompt: &str) {
        if self.interactive && !self.prompted {
            self.prompted = true;
            let _ = write!(stdout(), "{prompt}");
            let _ = stdout().flush();
        }
    }

    /// A line was typed, or came through a pipe: then it is shown, as the terminal would.
    pub(crate) fn typed(&mut self, prompt: &str, line: &str) {
        self.prompted = false;
        if !self.interactive {
            let _ = writeln!(stdout(), "{prompt}{line}");
        }
    }

    /// Says why the program ends.
    pub(crate) fn complain(text: &str) {
        let _ = writeln!(stderr(), "{text}");
    }
}
