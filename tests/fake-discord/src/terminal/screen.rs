//! What is written to the terminal. Never reads from it.

use std::io::{IsTerminal as _, Write as _, stderr, stdin, stdout};

use fake_discord::Refusal;

/// Characters of a line inside a box.
const BOX_CHARS: usize = 96;

/// Cuts a long line of a box into several between words, each with the side of the box.
fn wrap(line: &str) -> String {
    let Some(text) = line.strip_prefix("│ ") else {
        return line.to_owned();
    };
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let last = lines.last_mut().filter(|last| {
            last.is_empty() || last.chars().count() + 1 + word.chars().count() <= BOX_CHARS
        });
        match last {
            Some(last) if last.is_empty() => last.push_str(word),
            Some(last) => {
                last.push(' ');
                last.push_str(word);
            }
            None => lines.push(word.to_owned()),
        }
    }
    format!("│ {}", lines.join("\n│ "))
}

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
        for line in text.lines() {
            let _ = writeln!(stdout(), "{}", wrap(line));
        }
        let _ = writeln!(stdout());
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
