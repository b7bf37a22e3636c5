//! The corpus's synonyms, ready to be looked up by the terms of a question.

use std::collections::HashMap;

use super::query::terms;
use crate::corpus::Synonyms;
use crate::language::Language;

/// What stands for what, by term.
#[derive(Debug, Default)]
pub(super) struct Thesaurus {
    /// Rules by the first term of what they stand for.
    by_first: HashMap<String, Vec<Entry>>,
    /// What they lead to.
    targets: Vec<Vec<Vec<String>>>,
}

#[derive(Debug)]
struct Entry {
    /// The terms of the phrase, the first included.
    phrase: Vec<String>,
    /// Index into [`Thesaurus::targets`].
    target: usize,
}

impl Thesaurus {
    /// The synonyms as terms of the corpus's main language.
    pub fn new(synonyms: &Synonyms, language: Language) -> Self {
        let stemmed = |phrase: &Vec<String>| -> Vec<String> {
            phrase
                .iter()
                .flat_map(|word| terms(word, &[language]))
                .collect()
        };
        let mut thesaurus = Self::default();
        for rule in &synonyms.rules {
            let target = thesaurus.targets.len();
            thesaurus
                .targets
                .push(rule.to.iter().map(stemmed).collect());
            for phrase in rule.from.iter().map(stemmed) {
                if let Some(first) = phrase.first() {
                    let entries = thesaurus.by_first.entry(first.clone()).or_default();
                    entries.push(Entry { phrase, target });
                }
            }
        }
        thesaurus
    }

    /// The rules whose phrase `words` starts with: how many words it has, and what it leads to.
    pub fn rules_at(&self, words: &[String]) -> impl Iterator<Item = (usize, &[Vec<String>])> {
        let entries = words.first().and_then(|first| self.by_first.get(first));
        entries
            .into_iter()
            .flatten()
            .filter(|entry| words.starts_with(&entry.phrase))
            .map(|entry| (entry.phrase.len(), self.targets[entry.target].as_slice()))
    }
}
