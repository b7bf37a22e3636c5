//! Words that mean the same: `synonyms.txt` in the corpus, in the form that Solr reads.
//!
//! ```text
//! # a comment
//! hurt, pain, ache          any of them finds the others
//! si joint => sacroiliac    the left finds the right, not the other way round
//! ```

use serde::{Deserialize, Serialize};

use super::Problem;
use crate::language::{fold, longest_words};

/// Name of the file, at the root of the corpus, or of a server's folder in it.
pub const SYNONYMS_FILE: &str = "synonyms.txt";

/// Most words in one entry.
const MAX_WORDS: usize = 5;

/// Most rules that are read.
const MAX_RULES: usize = 20_000;

/// Some words, folded: one entry of a rule.
pub type Phrase = Vec<String>;

/// What stands for what.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Synonyms {
    /// In the order of the file.
    pub rules: Vec<SynonymRule>,
}

/// One line: each of `from` also finds each of `to` (but not itself).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SynonymRule {
    /// What is asked with.
    pub from: Vec<Phrase>,
    /// What is found as well.
    pub to: Vec<Phrase>,
}

impl Synonyms {
    /// Reads the text of the file at `path`; a line with a fault is left out and reported.
    pub fn parse(path: &str, text: &str) -> (Self, Vec<Problem>) {
        let mut synonyms = Self::default();
        let mut problems = Vec::new();
        for (number, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let line = line.split('#').next().unwrap_or_default().trim();
            if line.is_empty() {
                continue;
            }
            let rule = if synonyms.rules.len() < MAX_RULES {
                rule(line)
            } else {
                Err(format!("there are more than {MAX_RULES} lines"))
            };
            match rule {
                Ok(rule) => synonyms.rules.push(rule),
                Err(reason) => problems.push(Problem::error(
                    path,
                    Some(number + 1),
                    "synonyms",
                    format!("this line is left out: {reason}"),
                )),
            }
        }
        (synonyms, problems)
    }
}

fn rule(line: &str) -> Result<SynonymRule, String> {
    let mut sides = line.split("=>");
    let from = phrases(sides.next().unwrap_or_default())?;
    let to = match (sides.next(), sides.next()) {
        (None, _) => {
            if from.len() < 2 {
                return Err(
                    "a word alone has no synonym; write at least two, with commas between"
                        .to_owned(),
                );
            }
            from.clone()
        }
        (Some(right), None) => phrases(right)?,
        (Some(_), Some(_)) => return Err("there is more than one \"=>\"".to_owned()),
    };
    Ok(SynonymRule { from, to })
}

fn phrases(side: &str) -> Result<Vec<Phrase>, String> {
    side.split(',')
        .map(|entry| {
            let phrase: Phrase = longest_words(entry)
                .into_iter()
                .map(|word| fold(word.text).into_owned())
                .collect();
            match phrase.len() {
                0 => Err("there is nothing between two commas or beside \"=>\"".to_owned()),
                1..=MAX_WORDS => Ok(phrase),
                _ => Err(format!(
                    "\"{}\" has more than {MAX_WORDS} words",
                    entry.trim()
                )),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrase(text: &str) -> Phrase {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn words_with_commas_find_each_other() {
        let (synonyms, problems) =
            Synonyms::parse(SYNONYMS_FILE, "# pain\nHurt, pain,ache # all of them\n\n");
        assert!(problems.is_empty());
        let group = vec![phrase("hurt"), phrase("pain"), phrase("ache")];
        assert_eq!(
            synonyms.rules,
            [SynonymRule {
                from: group.clone(),
                to: group
            }]
        );
    }

    #[test]
    fn an_arrow_leads_one_way_and_may_lead_to_several_words() {
        let (synonyms, _) = Synonyms::parse(SYNONYMS_FILE, "SI-joint => sacroiliac joint");
        assert_eq!(synonyms.rules[0].from, [phrase("si joint")]);
        assert_eq!(synonyms.rules[0].to, [phrase("sacroiliac joint")]);
    }

    #[test]
    fn a_line_with_a_fault_is_named_and_the_others_count() {
        let (synonyms, problems) =
            Synonyms::parse(SYNONYMS_FILE, "a, b\nalone\na => b => c\nc,,d\n=> x\ne, f");
        assert_eq!(synonyms.rules.len(), 2);
        let lines: Vec<Option<usize>> = problems.iter().map(|problem| problem.line).collect();
        assert_eq!(lines, [Some(2), Some(3), Some(4), Some(5)]);
    }
}
