//! Words -> something, looked up for every word of every text. Never folds or stems.

use std::collections::HashMap;

use foldhash::fast::RandomState;

/// Longest word that is kept as a number, in bytes.
const SHORT_BYTES: usize = 15;

/// A map whose keys are words. Most words fit into a number: to hash and compare that takes
/// no look at a text elsewhere in memory.
#[derive(Debug)]
pub struct WordMap<T> {
    short: HashMap<u128, T, RandomState>,
    long: HashMap<Box<str>, T, RandomState>,
}

impl<T> Default for WordMap<T> {
    fn default() -> Self {
        Self {
            short: HashMap::default(),
            long: HashMap::default(),
        }
    }
}

impl<T: Copy> WordMap<T> {
    /// What is kept for `word`.
    pub fn get(&self, word: &str) -> Option<T> {
        match number(word) {
            Some(number) => self.short.get(&number).copied(),
            None => self.long.get(word).copied(),
        }
    }

    /// Keeps `value` for `word`.
    pub fn insert(&mut self, word: &str, value: T) {
        match number(word) {
            Some(number) => self.short.insert(number, value),
            None => self.long.insert(word.into(), value),
        };
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.short.len() + self.long.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Forgets all of them.
    pub fn clear(&mut self) {
        self.short.clear();
        self.long.clear();
    }
}

/// The bytes of a short word in one number, behind a one that tells how many there are.
fn number(word: &str) -> Option<u128> {
    let push = |number, &byte| number << 8 | u128::from(byte);
    (word.len() <= SHORT_BYTES).then(|| word.as_bytes().iter().fold(1, push))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_word_has_a_place_of_its_own(words in proptest::collection::vec("[ab\0é]{0,20}", 1..50)) {
            let mut map = WordMap::default();
            let mut known = HashMap::new();
            for (place, word) in words.iter().enumerate() {
                map.insert(word, place);
                known.insert(word.clone(), place);
            }
            prop_assert_eq!(map.len(), known.len());
            for (word, place) in known {
                prop_assert_eq!(map.get(&word), Some(place));
            }
            map.clear();
            prop_assert!(map.is_empty());
        }
    }
}
