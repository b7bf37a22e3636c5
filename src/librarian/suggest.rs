//! [`Names`]: which names a person may mean who has typed the beginning of one, or has
//! mistyped it. Pure, and quick enough to be asked at every key: one look at each name, and
//! a second one for near spellings where the first found too few.

use crate::language::{fold, words};

/// Most characters of what is typed, and of a name, that are looked at.
const MOST_CHARS: usize = 100;

/// Most edits between what is typed and what is near to it.
const MOST_EDITS: usize = 2;

/// Fewest characters that may be mistyped at all.
const ONE_EDIT_CHARS: usize = 4;

/// Fewest characters of which two may be mistyped.
const TWO_EDITS_CHARS: usize = 7;

/// Names to be suggested, the more welcome ones first.
pub(super) struct Names(Vec<Name>);

/// A name or the beginning of one, as it is compared.
struct Name {
    /// Its words, folded, with a blank between them.
    text: String,
    /// The characters of `text`.
    chars: Vec<char>,
    /// Where in `chars` its words stand.
    words: Vec<std::ops::Range<usize>>,
}

/// How well a name fits what was typed, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Same,
    Begins,
    WordBegins,
    Contains,
    Near { edits: usize, other_initial: bool },
}

/// The words of a text, folded, with a blank between them: what two names have in common
/// that differ in letter case, accents and signs only.
pub(super) fn folded(text: &str) -> String {
    let mut whole = String::new();
    for word in words(text) {
        let word = fold(word.text);
        if !word.is_empty() {
            if !whole.is_empty() {
                whole.push(' ');
            }
            whole.push_str(&word);
        }
    }
    whole
}

impl Names {
    /// Of equally good names, the earlier ones are suggested first.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        Self(names.into_iter().map(Name::of).collect())
    }

    /// The places of the names that may be meant, best first, at most `limit`; the first
    /// ones where nothing is typed.
    pub fn suggest(&self, typed: &str, limit: usize) -> Vec<usize> {
        let typed = Name::of(typed);
        if typed.text.is_empty() {
            return (0..self.0.len().min(limit)).collect();
        }
        let mut found: Vec<(Fit, usize)> = Vec::new();
        let mut others = Vec::new();
        for (place, name) in self.0.iter().enumerate() {
            match name.fit(&typed) {
                Some(fit) => found.push((fit, place)),
                None => others.push(place),
            }
        }
        if found.len() < limit {
            let near = others
                .into_iter()
                .filter_map(|place| Some((self.0[place].nearness(&typed)?, place)));
            found.extend(near);
        }
        if found.len() > limit {
            // A single letter finds nearly all names: only the best are put in order.
            found.select_nth_unstable(limit);
            found.truncate(limit);
        }
        found.sort_unstable();
        found.into_iter().map(|(_, place)| place).collect()
    }

    /// The place of the first name that is the same as `name`, which is [`folded`].
    pub fn place_of(&self, name: &str) -> Option<usize> {
        let is_name = |other: &Name| !name.is_empty() && other.text == name;
        self.0.iter().position(is_name)
    }
}

impl Name {
    fn of(text: &str) -> Self {
        let end = text.char_indices().nth(MOST_CHARS);
        let text = folded(&text[..end.map_or(text.len(), |(end, _)| end)]);
        let chars: Vec<char> = text.chars().collect();
        let mut words = Vec::new();
        let mut start = 0;
        for word in chars.split(|&c| c == ' ').filter(|word| !word.is_empty()) {
            words.push(start..start + word.len());
            start += word.len() + 1;
        }
        Self { text, chars, words }
    }

    /// How a name fits that what was typed is a part of.
    fn fit(&self, typed: &Self) -> Option<Fit> {
        if let Some(rest) = self.text.strip_prefix(typed.text.as_str()) {
            return Some(if rest.is_empty() {
                Fit::Same
            } else {
                Fit::Begins
            });
        }
        let mut places = self.text.match_indices(&typed.text).peekable();
        places.peek()?;
        let begins_word = places.any(|(place, _)| self.text[..place].ends_with(' '));
        Some(if begins_word {
            Fit::WordBegins
        } else {
            Fit::Contains
        })
    }

    /// How a name fits that is only spelt like what was typed: from one of its words on, or
    /// each typed word like the beginning of one of its words, in any order.
    fn nearness(&self, typed: &Self) -> Option<Fit> {
        let begins = |typed: &[char], text: &[char]| {
            let edits = prefix_edits(typed, text, allowed(typed.len()))?;
            Some((edits, typed.first() != text.first()))
        };
        let starts = self.words.iter().map(|word| &self.chars[word.start..]);
        let whole = starts.filter_map(|text| begins(&typed.chars, text)).min();
        let each = || {
            let mut all = (0, false);
            for word in &typed.words {
                let own = self.words.iter().map(|word| &self.chars[word.clone()]);
                let best = own.filter_map(|text| begins(&typed.chars[word.clone()], text));
                let (edits, other_initial) = best.min()?;
                all = (all.0 + edits, all.1 | other_initial);
            }
            Some(all)
        };
        let each = if typed.words.len() > 1 { each() } else { None };
        let (edits, other_initial) = whole.into_iter().chain(each).min()?;
        Some(Fit::Near {
            edits,
            other_initial,
        })
    }
}

/// Edits allowed in so many typed characters.
fn allowed(chars: usize) -> usize {
    match chars {
        TWO_EDITS_CHARS.. => MOST_EDITS,
        ONE_EDIT_CHARS.. => 1,
        _ => 0,
    }
}

/// The fewest edits between what was typed and any beginning of `text`, if they are no more
/// than `most`, which is at most [`MOST_EDITS`]. A swap of neighbours is one edit.
///
/// Optimal string alignment, in a band around the diagonal: Ukkonen, "Algorithms for
/// approximate string matching", Information and Control 64, 1985.
fn prefix_edits(typed: &[char], text: &[char], most: usize) -> Option<usize> {
    const FAR: usize = MOST_EDITS + 1;
    const BAND: usize = 2 * MOST_EDITS + 1;
    let at = |row: &[usize; BAND], place: usize| row.get(place).copied().unwrap_or(FAR);
    // Entry `b` of row `i` stands for the first `i` characters of `typed` and the first
    // `i + b - MOST_EDITS` of `text`.
    let mut row = [FAR; BAND];
    for (characters, entry) in row[MOST_EDITS..].iter_mut().enumerate() {
        if characters <= text.len() {
            *entry = characters;
        }
    }
    let mut above = [FAR; BAND];
    for (i, &typed_char) in typed.iter().enumerate() {
        let before = std::mem::replace(&mut above, row);
        row = [FAR; BAND];
        for b in 0..BAND {
            let Some(j) = (i + 1 + b).checked_sub(MOST_EDITS) else {
                continue;
            };
            if j > text.len() {
                break;
            }
            let mut edits = at(&above, b + 1) + 1;
            if j > 0 {
                edits = edits.min(above[b] + usize::from(typed_char != text[j - 1]));
                if b > 0 {
                    edits = edits.min(row[b - 1] + 1);
                }
                if i > 0 && j > 1 && typed_char == text[j - 2] && typed[i - 1] == text[j - 1] {
                    edits = edits.min(before[b] + 1);
                }
            }
            row[b] = edits.min(FAR);
        }
        if row.iter().all(|&edits| edits > most) {
            return None;
        }
    }
    row.into_iter().min().filter(|&edits| edits <= most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TITLES: [&str; 8] = [
        "Back pain",
        "Deep tissue massage",
        "Does a massage help with back pain?",
        "Fascia",
        "How the fasciae hold a body",
        "Trigger points",
        "Crème brûlée",
        "Heat or ice?",
    ];

    fn suggested(typed: &str) -> Vec<&'static str> {
        let places = Names::new(TITLES).suggest(typed, 4);
        places.into_iter().map(|place| TITLES[place]).collect()
    }

    #[test]
    fn nothing_typed_suggests_the_first_names() {
        for typed in ["", "  ", "“"] {
            assert_eq!(suggested(typed), TITLES[..4], "{typed}");
        }
    }

    #[test]
    fn a_beginning_comes_before_a_word_and_a_word_before_a_part() {
        let names = Names::new(["Comeback", "My back", "Backs", "BACK", "Black"]);
        assert_eq!(names.suggest("back", 9), [3, 2, 1, 0, 4]);
        assert_eq!(names.suggest("back", 2), [3, 2]);
    }

    #[test]
    fn letter_case_accents_and_signs_do_not_matter() {
        assert_eq!(suggested("creme BRU"), ["Crème brûlée"]);
        assert_eq!(suggested("heat or ice"), ["Heat or ice?"]);
        assert_eq!(suggested("what’s"), Vec::<&str>::new());
    }

    #[test]
    fn typing_errors_are_seen_through() {
        for (typed, meant) in [
            ("facia", "Fascia"),
            ("fsac", "Fascia"),
            ("triger po", "Trigger points"),
            ("trigger piont", "Trigger points"),
            ("pionts", "Trigger points"),
            ("deeptissue mas", "Deep tissue massage"),
            ("pain back", "Back pain"),
            ("massge deep", "Deep tissue massage"),
        ] {
            assert_eq!(suggested(typed).first(), Some(&meant), "{typed}");
        }
        for typed in ["xyz", "kangaroo", "fxa"] {
            assert_eq!(suggested(typed), Vec::<&str>::new(), "{typed}");
        }
    }

    #[test]
    fn a_name_of_another_script_is_found() {
        let names = Names::new(["筋膜リリース", "Фасция", "🍮"]);
        assert_eq!(names.suggest("筋膜", 3), [0]);
        assert_eq!(names.suggest("фасц", 3), [1]);
        assert_eq!(names.suggest("фацсия", 3), [1]);
    }

    proptest! {
        #[test]
        fn the_edits_are_those_of_the_nearest_beginning(
            typed in "[abc]{0,9}", text in "[abc]{0,12}", most in 0..=MOST_EDITS
        ) {
            let chars = |text: &str| text.chars().collect::<Vec<_>>();
            let beginnings = (0..=text.len()).map(|end| strsim::osa_distance(&typed, &text[..end]));
            let nearest = beginnings.min().filter(|&edits| edits <= most);
            prop_assert_eq!(prefix_edits(&chars(&typed), &chars(&text), most), nearest);
        }

        #[test]
        fn any_text_may_be_typed(typed in "\\PC*", name in "\\PC*", limit in 0..4_usize) {
            let names = Names::new([name.as_str(), "Fascia"]);
            prop_assert!(names.suggest(&typed, limit).len() <= limit);
            // A long name is compared by its beginning only.
            if !folded(&name).is_empty() && name.chars().count() <= MOST_CHARS {
                prop_assert!(names.suggest(&name, 2).contains(&0));
            }
        }
    }
}
