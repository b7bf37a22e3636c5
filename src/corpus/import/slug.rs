//! A title -> the name of a file. Knows nothing of folders.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longest name, in characters, without its ending.
const MAX_NAME_CHARS: usize = 80;

/// `title` in lower case, words joined by `-`, marks on letters dropped; empty where
/// the title has neither letter nor digit.
pub fn slug(title: &str) -> String {
    let mut slug = String::new();
    let mut chars = 0;
    for character in title.nfkd().filter(|&c| !is_combining_mark(c)).nfc() {
        if chars >= MAX_NAME_CHARS {
            break;
        }
        if character.is_alphanumeric() {
            for lower in character.to_lowercase() {
                slug.push(lower);
                chars += 1;
            }
        } else if !matches!(character, '\'' | '’') && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
            chars += 1;
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// Names given in one run: no two files get the same.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: HashSet<String>,
}

impl Names {
    /// A name for the article called `title` in the file `stem`.
    pub(super) fn take(&mut self, title: &str, stem: &str) -> String {
        let mut name = slug(title);
        if name.is_empty() {
            name = slug(stem);
        }
        if name.is_empty() {
            name.push_str("article");
        }
        let base = name.clone();
        let mut number = 2_u32;
        while !self.taken.insert(name.clone()) {
            name = format!("{base}-{number}");
            number += 1;
        }
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_a_name() {
        assert_eq!(slug("What is Fascia?"), "what-is-fascia");
        assert_eq!(slug("Übungen für den Rücken"), "ubungen-fur-den-rucken");
        assert_eq!(slug("The Therapist’s Guide"), "the-therapists-guide");
        assert_eq!(slug("../../etc/passwd"), "etc-passwd");
        assert_eq!(slug("Что такое массаж?"), "что-такое-массаж");
        assert_eq!(slug("???"), "");
    }

    #[test]
    fn no_name_is_given_twice() {
        let mut names = Names::default();
        assert_eq!(names.take("Rest", "a"), "rest");
        assert_eq!(names.take("Rest!", "b"), "rest-2");
        assert_eq!(names.take("?", "My File"), "my-file");
        assert_eq!(names.take("?", "?"), "article");
    }
}
