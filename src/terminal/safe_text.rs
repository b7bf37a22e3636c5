//! Which characters may reach a terminal. Articles and questions are written by
//! strangers: what would move the cursor, set a colour or turn the direction of writing
//! is left out. Never changes what is printed otherwise.

use std::borrow::Cow;

/// Whether `character` may be printed as it is. A line break or a tab may not: they
/// are layout, which is for the caller to decide on.
pub fn is_printable(character: char) -> bool {
    !matches!(character,
        // C0, DEL and C1: escape sequences begin with them.
        '\0'..='\x1f' | '\x7f'..='\u{9f}'
        // Line and paragraph separators.
        | '\u{2028}' | '\u{2029}'
        // Marks, embeddings, overrides and isolates of the writing direction.
        | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}'
        // Byte order mark, interlinear annotation, tags: invisible, and good for hiding text only.
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
    )
}

/// `text` as one line that is safe to print: white space of any kind becomes a blank,
/// other characters that are not printable are left out.
pub fn line(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_printable) {
        return Cow::Borrowed(text);
    }
    let safe = text.chars().filter_map(|character| {
        if character.is_whitespace() {
            Some(' ')
        } else {
            is_printable(character).then_some(character)
        }
    });
    Cow::Owned(safe.collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_escape_sequence_loses_its_power() {
        assert_eq!(line("a\x1b[31mred\x1b]0;title\x07 b"), "a[31mred]0;title b");
        assert_eq!(line("\u{9b}31m"), "31m");
    }

    #[test]
    fn text_cannot_be_turned_around() {
        assert_eq!(line("abc\u{202e}fed\u{2066}x"), "abcfedx");
    }

    #[test]
    fn a_line_break_becomes_a_blank() {
        assert_eq!(line("a\nb\u{2028}c\td"), "a b c d");
    }

    #[test]
    fn ordinary_text_of_any_script_stays_as_it_is() {
        for text in [
            "¿Qué es la fascia?",
            "筋膜とは",
            "क्‍ष",
            "👩‍⚕️",
            "ما هي اللفافة",
        ] {
            assert_eq!(line(text), text);
        }
    }

    proptest! {
        #[test]
        fn nothing_unprintable_is_left(text in any::<String>()) {
            prop_assert!(line(&text).chars().all(is_printable));
        }
    }
}
