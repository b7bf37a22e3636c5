//! Results as JSON. What a terminal could take for a command is escaped, which leaves
//! the value the same.

use std::fmt::Write as _;
use std::io::{self, Write};

use serde::Serialize;

use super::safe_text;

/// Writes `value` over several lines, for people and programs.
pub fn write(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    let json = serde_json::to_string_pretty(value)?;
    writeln!(out, "{}", escaped(&json))
}

/// Writes `value` on one line, for a stream of values.
pub fn write_line(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    let json = serde_json::to_string(value)?;
    writeln!(out, "{}", escaped(&json))
}

/// Such characters stand within strings only, but for the line breaks of the layout.
fn escaped(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for character in json.chars() {
        if character == '\n' || safe_text::is_printable(character) {
            escaped.push(character);
            continue;
        }
        for unit in character.encode_utf16(&mut [0; 2]) {
            // Writing to a string cannot fail.
            let _ = write!(escaped, "\\u{unit:04x}");
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_text_is_safe_and_reads_back_as_it_was(text in any::<String>()) {
            let mut out = Vec::new();
            write_line(&mut out, &text).unwrap();
            let json = String::from_utf8(out).unwrap();
            prop_assert!(json.trim_end().chars().all(safe_text::is_printable));
            prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }

    #[test]
    fn a_direction_override_is_escaped() {
        let mut out = Vec::new();
        write_line(&mut out, &"a\u{202e}b\u{e0041}").unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "\"a\\u202eb\\udb40\\udc41\"\n"
        );
    }
}
