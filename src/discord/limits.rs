//! Discord's limits, and the one way text is cut to fit them. Source: Discord's developer
//! documentation, "Message", "Embed Limits", "Component Reference", "Application Commands".

use unicode_segmentation::UnicodeSegmentation;

/// Characters of a message's text.
pub const CONTENT: usize = 2_000;
/// Characters of an embed's title.
pub const EMBED_TITLE: usize = 256;
/// Characters of an embed's text.
pub const EMBED_DESCRIPTION: usize = 4_096;
/// Characters of an embed's author line.
pub const EMBED_AUTHOR: usize = 256;
/// Characters of an embed's footer.
pub const EMBED_FOOTER: usize = 2_048;
/// Characters of the address behind a title.
pub const EMBED_URL: usize = 2_048;
/// Characters of all embeds of a message together.
pub const EMBEDS_TOTAL: usize = 6_000;
/// Characters of a button's label.
pub const LABEL: usize = 80;
/// Characters of a `custom_id`.
pub const CUSTOM_ID: usize = 100;
/// Options of a select menu, and choices of an autocomplete.
pub const OPTIONS: usize = 25;
/// Characters of an option's label, description and value, and of a choice.
pub const OPTION: usize = 100;

/// `text`, cut with an ellipsis where it has more than `max` characters; never within what
/// a reader takes for one letter, unless that alone is too long.
pub fn fit(text: &str, max: usize) -> String {
    if text.chars().count() <= max {
        return text.to_owned();
    }
    let mut room = max.saturating_sub(1);
    let mut cut = String::new();
    for grapheme in text.graphemes(true) {
        let chars = grapheme.chars().count();
        if chars > room {
            break;
        }
        room -= chars;
        cut.push_str(grapheme);
    }
    cut.truncate(cut.trim_end().len());
    cut.push('…');
    cut
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_letter_of_many_characters_is_not_cut_in_two() {
        assert_eq!(fit("abc👩‍👩‍👧", 5), "abc…");
        assert_eq!(fit("abcdef", 6), "abcdef");
        assert_eq!(fit("abc def", 5), "abc…");
    }

    proptest! {
        #[test]
        fn what_is_cut_fits(text in any::<String>(), max in 1_usize..300) {
            prop_assert!(fit(&text, max).chars().count() <= max);
        }
    }
}
