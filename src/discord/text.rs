//! Text from people and articles, made safe to show: no control characters, no direction
//! overrides, no towers of accents, and no Markdown but our own.

use unicode_normalization::char::is_combining_mark;

/// Most marks on one letter; some scripts need four.
const MAX_MARKS: usize = 4;

/// `text` on one line, without what could hide or disturb its surroundings. For places that
/// Discord shows as they are: author lines, footers, labels, file names.
pub fn plain(text: &str) -> String {
    lines(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `text` with its line breaks, without what could hide or disturb its surroundings.
pub fn lines(text: &str) -> String {
    let mut marks = 0;
    text.chars()
        .filter(|&c| {
            marks = if is_combining_mark(c) { marks + 1 } else { 0 };
            marks <= MAX_MARKS && (c == '\n' || !(c.is_control() || disturbs(c)))
        })
        .collect()
}

/// Whether a character turns the direction of writing around, or is not seen at all and has
/// no use in a text. (Joiners have one.)
fn disturbs(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// `text` with every character escaped that Discord's Markdown could read.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut starts_line = true;
    let mut digits = false;
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let special = match c {
            '\\' | '*' | '_' | '~' | '`' | '|' | '[' | ']' | '<' | '>' | '@' | '#' => true,
            // An address would become a link of its own.
            ':' => characters.peek() == Some(&'/'),
            '-' | '+' => starts_line,
            '.' | ')' => digits,
            _ => false,
        };
        if special {
            escaped.push('\\');
        }
        escaped.push(c);
        digits = c.is_ascii_digit() && (digits || starts_line);
        starts_line = c == '\n' || (starts_line && c == ' ');
    }
    escaped
}

/// The text that [`escape`] made `markdown` of.
pub fn unescaped(markdown: &str) -> String {
    let mut text = String::with_capacity(markdown.len());
    let mut characters = markdown.chars();
    while let Some(c) = characters.next() {
        // A backslash at the end escapes nothing.
        let next = if c == '\\' { characters.next() } else { None };
        text.push(next.unwrap_or(c));
    }
    text
}

/// An address as it may stand in `[words](address)`: nothing in it ends the link early.
pub fn link_target(url: &str) -> String {
    let mut target = String::with_capacity(url.len());
    for c in url.chars() {
        match c {
            '(' => target.push_str("%28"),
            ')' => target.push_str("%29"),
            '<' => target.push_str("%3C"),
            '>' => target.push_str("%3E"),
            '\\' => target.push_str("%5C"),
            c if c.is_whitespace() || c.is_control() => {}
            c => target.push(c),
        }
    }
    target
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn markdown_mentions_and_links_become_plain_text() {
        assert_eq!(
            escape("[a](https://b) <@1> @everyone **c** `d` ||e||"),
            "\\[a\\](https\\://b) \\<\\@1\\> \\@everyone \\*\\*c\\*\\* \\`d\\` \\|\\|e\\|\\|"
        );
        assert_eq!(
            escape("# a\n- b\n1. c\nd - e 2.5"),
            "\\# a\n\\- b\n1\\. c\nd - e 2.5"
        );
    }

    #[test]
    fn direction_overrides_control_characters_and_towers_of_accents_go() {
        assert_eq!(plain("a\u{202e}b\u{7}c\r\n d"), "abc d");
        let tower = format!("e{}", "\u{301}".repeat(50));
        assert_eq!(plain(&tower).chars().count(), 1 + MAX_MARKS);
    }

    proptest! {
        /// What Discord shows of the escaped text is the text.
        #[test]
        fn escaping_loses_nothing(text in any::<String>()) {
            prop_assert_eq!(unescaped(&escape(&text)), text);
        }
    }
}
