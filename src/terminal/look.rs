//! [`Look`]: what the place that is written to can show, and the few styles that are
//! used. Never writes anything that a [`Look`] without colour or links does not allow.

use std::io::{self, IsTerminal, Write};

use anstyle::{AnsiColor, Style};
use supports_hyperlinks::Stream;

use super::safe_text;

/// Longest line that is comfortable to read.
const WIDEST: usize = 88;

/// Least width that text is wrapped to, however small the window is.
const NARROWEST: usize = 20;

/// Width where there is no window.
const DEFAULT_WIDTH: usize = 80;

/// What the place that is written to can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Whether colour and weight are shown.
    pub colour: bool,
    /// Whether links can be clicked (OSC 8).
    pub links: bool,
    /// Columns that text is wrapped to.
    pub width: usize,
}

impl Look {
    /// Plain text.
    pub const PLAIN: Self = Self {
        colour: false,
        links: false,
        width: DEFAULT_WIDTH,
    };

    /// What standard output can show.
    pub fn of_stdout() -> Self {
        let stdout = io::stdout();
        let colour = anstream::AutoStream::choice(&stdout) != anstream::ColorChoice::Never;
        Self {
            colour,
            // A terminal that asks for no styling gets no invisible links either.
            links: colour && supports_hyperlinks::on(Stream::Stdout),
            width: width(stdout.is_terminal()),
        }
    }

    /// `text` in `style`; as it is where there is no colour. The text must be safe already.
    pub fn paint(self, style: Style, text: &str) -> String {
        if self.colour && !text.is_empty() {
            format!("{style}{text}{style:#}")
        } else {
            text.to_owned()
        }
    }

    /// Writes `shown`, which leads to `url` where links can be clicked.
    pub fn link(self, out: &mut dyn Write, url: &str, shown: &str) -> io::Result<()> {
        let shown = self.paint(LINK, &safe_text::line(shown));
        // Anything but plain characters could end the sequence early.
        if self.links && url.bytes().all(|byte| byte.is_ascii_graphic()) {
            write!(out, "\x1b]8;;{url}\x1b\\{shown}\x1b]8;;\x1b\\")
        } else {
            write!(out, "{shown}")
        }
    }
}

fn width(is_terminal: bool) -> usize {
    if !is_terminal {
        return DEFAULT_WIDTH;
    }
    terminal_size::terminal_size().map_or(DEFAULT_WIDTH, |(columns, _)| {
        usize::from(columns.0).clamp(NARROWEST, WIDEST)
    })
}

/// Titles and other things to find first.
pub const TITLE: Style = Style::new().bold();

/// What is good to know, but not what was asked.
pub const DIM: Style = Style::new().dimmed();

/// The bar beside a quote.
pub const BAR: Style = AnsiColor::Cyan.on_default();

/// An address.
pub const LINK: Style = AnsiColor::Blue.on_default().underline();

/// A word of the question. Colours that can be read on a dark and on a light ground.
pub const MATCH: Style = AnsiColor::Green.on_default().underline();

/// The sentence that answers best.
pub const BEST: Style = Style::new().bold();

/// A problem that loses something.
pub const ERROR: Style = AnsiColor::Red.on_default().bold();

/// A problem that could be mended.
pub const WARNING: Style = AnsiColor::Yellow.on_default().bold();

#[cfg(test)]
mod tests {
    use super::*;

    fn link(look: Look, url: &str) -> String {
        let mut out = Vec::new();
        look.link(&mut out, url, "here").unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_link_is_clickable_only_where_that_is_supported() {
        let look = Look {
            links: true,
            ..Look::PLAIN
        };
        let url = "https://example.org/a";
        assert_eq!(
            link(look, url),
            "\x1b]8;;https://example.org/a\x1b\\here\x1b]8;;\x1b\\"
        );
        assert_eq!(link(Look::PLAIN, url), "here");
    }

    #[test]
    fn an_address_cannot_break_out_of_its_link() {
        let look = Look {
            links: true,
            ..Look::PLAIN
        };
        assert_eq!(link(look, "https://example.org/\x1b\\\x1b[31m"), "here");
    }

    #[test]
    fn nothing_is_painted_without_colour() {
        assert_eq!(Look::PLAIN.paint(ERROR, "text"), "text");
    }
}
