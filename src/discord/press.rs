//! [`Press`]: what a button or menu does. All of its state stands in its `custom_id`, so that
//! it works after a restart.

use super::edit_press::EditPress;
use super::limits;

/// Characters of a passage's id.
const ID_CHARS: usize = 8;

/// Most passages that a button can carry.
pub const MAX_PASSAGES: usize = 9;

/// What a button or menu does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Press {
    /// Show the passages from this place on.
    Turn(Pages),
    /// Post these passages, beginning with this place, for everybody.
    Share(Pages),
    /// Show one of the passages of the other articles; which, says the menu.
    More,
    /// Ask again with one word of the question spelt otherwise.
    Respell {
        /// The word as it was typed.
        from: String,
        /// The word that the articles have.
        to: String,
    },
    /// The first passage helped, or not.
    Rate {
        /// Id of the passage.
        passage: String,
        /// Whether it helped.
        helpful: bool,
    },
    /// Show a topic; which, says the menu.
    Topic,
    /// Show an article; which, says the menu.
    Article,
    /// Choose an article for a gap; which gap, says the menu.
    Gap,
    /// A gap is covered; by which article, says the menu.
    Cover {
        /// Number of the gap.
        gap: i64,
    },
    /// Show what moderators did before an entry of the audit log; none: the newest.
    Audit {
        /// Number of the entry.
        before: Option<i64>,
    },
    /// Ask this.
    Ask {
        /// The question.
        question: String,
    },
    /// Something about changing articles.
    Edit(EditPress),
    /// Show what the articles of a topic answer.
    Questions {
        /// The topic.
        topic: String,
    },
    /// Do something with a source of articles.
    Source(SourcePress),
}

/// What a moderator's button does with a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourcePress {
    /// Add the one that was shown, by its number in the journal.
    Add(i64),
    /// Remove it, with its articles or without.
    Remove {
        /// Its name.
        name: String,
        /// Whether its articles go with it.
        with_articles: bool,
    },
    /// Refresh it, however many articles vanish.
    AcceptRemovals {
        /// Its name.
        name: String,
    },
    /// Leave everything as it is.
    Leave,
}

/// The passages of an answer, and the place that is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pages {
    /// Who asked.
    pub asker: u64,
    /// Place of the first passage that is shown, from 0.
    pub from: usize,
    /// Ids of all passages, best first; at most [`MAX_PASSAGES`].
    pub passages: Vec<String>,
}

impl Press {
    /// The `custom_id`; `None` if it would not fit.
    pub fn custom_id(&self) -> Option<String> {
        let id = match self {
            Self::Turn(pages) => format!("t{}", pages.encode()),
            Self::Share(pages) => format!("s{}", pages.encode()),
            Self::More => "m".to_owned(),
            Self::Respell { from, to } => format!("r{from}\n{to}"),
            Self::Rate { passage, helpful } => {
                format!("{}{passage}", if *helpful { 'h' } else { 'n' })
            }
            Self::Topic => "o".to_owned(),
            Self::Article => "a".to_owned(),
            Self::Gap => "g".to_owned(),
            Self::Cover { gap } => format!("v{gap}"),
            Self::Audit { before } => {
                let before = before.map(|before| before.to_string());
                format!("u{}", before.unwrap_or_default())
            }
            Self::Ask { question } => format!("k{question}"),
            Self::Edit(press) => format!("c{}", press.encode()),
            Self::Questions { topic } => format!("q{topic}"),
            Self::Source(press) => format!("S{}", press.encode()),
        };
        (id.chars().count() <= limits::CUSTOM_ID).then_some(id)
    }

    /// Reads a `custom_id`; anything may stand in it.
    pub fn parse(custom_id: &str) -> Option<Self> {
        let mut characters = custom_id.chars();
        let kind = characters.next()?;
        let rest = characters.as_str();
        Some(match kind {
            't' => Self::Turn(Pages::decode(rest)?),
            's' => Self::Share(Pages::decode(rest)?),
            'm' if rest.is_empty() => Self::More,
            'r' => {
                let (from, to) = rest.split_once('\n')?;
                if from.is_empty() || to.is_empty() {
                    return None;
                }
                Self::Respell {
                    from: from.to_owned(),
                    to: to.to_owned(),
                }
            }
            'h' | 'n' if is_id(rest) => Self::Rate {
                passage: rest.to_owned(),
                helpful: kind == 'h',
            },
            'o' if rest.is_empty() => Self::Topic,
            'a' if rest.is_empty() => Self::Article,
            'g' if rest.is_empty() => Self::Gap,
            'v' => Self::Cover {
                gap: rest.parse().ok()?,
            },
            'u' if rest.is_empty() => Self::Audit { before: None },
            'u' => Self::Audit {
                before: Some(rest.parse().ok()?),
            },
            'k' if !rest.is_empty() => Self::Ask {
                question: rest.to_owned(),
            },
            'c' => Self::Edit(EditPress::decode(rest)?),
            'q' => Self::Questions {
                topic: rest.to_owned(),
            },
            'S' => Self::Source(SourcePress::decode(rest)?),
            _ => return None,
        })
    }
}

impl SourcePress {
    fn encode(&self) -> String {
        match self {
            Self::Add(draft) => format!("c{draft}"),
            Self::Remove {
                name,
                with_articles,
            } => format!("{}{name}", if *with_articles { 'r' } else { 'k' }),
            Self::AcceptRemovals { name } => format!("a{name}"),
            Self::Leave => "l".to_owned(),
        }
    }

    fn decode(text: &str) -> Option<Self> {
        let mut characters = text.chars();
        let kind = characters.next()?;
        let rest = characters.as_str();
        let name = rest.to_owned();
        Some(match kind {
            'c' => Self::Add(rest.parse().ok()?),
            'r' | 'k' => Self::Remove {
                name,
                with_articles: kind == 'r',
            },
            'a' => Self::AcceptRemovals { name },
            'l' if rest.is_empty() => Self::Leave,
            _ => return None,
        })
    }
}

impl Pages {
    /// `from`, the asker in base 36, then the ids: at most 1 + 13 + 1 + 72 characters.
    fn encode(&self) -> String {
        format!(
            "{}{}.{}",
            self.from,
            base_36(self.asker),
            self.passages.concat()
        )
    }

    fn decode(text: &str) -> Option<Self> {
        let (head, ids) = text.split_once('.')?;
        let from = head.get(..1)?.parse().ok()?;
        let asker = u64::from_str_radix(head.get(1..)?, 36).ok()?;
        if !ids.is_ascii() || ids.len() % ID_CHARS != 0 || ids.len() > MAX_PASSAGES * ID_CHARS {
            return None;
        }
        let passages: Vec<String> = ids
            .as_bytes()
            .chunks(ID_CHARS)
            .map(|id| String::from_utf8_lossy(id).into_owned())
            .collect();
        let valid = from < passages.len() && passages.iter().all(|id| is_id(id));
        valid.then_some(Self {
            asker,
            from,
            passages,
        })
    }
}

fn is_id(text: &str) -> bool {
    let of_base_64 = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    text.len() == ID_CHARS && text.bytes().all(of_base_64)
}

fn base_36(mut number: u64) -> String {
    const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
    let mut digits = Vec::new();
    loop {
        digits.push(char::from(DIGITS[(number % 36) as usize]));
        number /= 36;
        if number == 0 {
            return digits.iter().rev().collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pages() -> impl Strategy<Value = Pages> {
        let ids = proptest::collection::vec("[A-Za-z0-9_-]{8}", 1..=MAX_PASSAGES);
        (any::<u64>(), ids, any::<prop::sample::Index>()).prop_map(|(asker, passages, index)| {
            Pages {
                asker,
                from: index.index(passages.len()),
                passages,
            }
        })
    }

    proptest! {
        #[test]
        fn pages_fit_and_come_back_as_they_were(pages in pages()) {
            for press in [Press::Turn(pages.clone()), Press::Share(pages)] {
                let id = press.custom_id().expect("it fits");
                prop_assert_eq!(Press::parse(&id), Some(press));
            }
        }

        #[test]
        fn words_come_back_as_they_were(from in "[^\n]{1,40}", to in "[^\n]{1,40}") {
            let press = Press::Respell { from, to };
            let id = press.custom_id().expect("it fits");
            prop_assert_eq!(Press::parse(&id), Some(press));
        }

        #[test]
        fn gaps_and_places_in_the_audit_log_come_back_as_they_were(number in any::<i64>()) {
            let presses = [
                Press::Gap,
                Press::Cover { gap: number },
                Press::Audit { before: Some(number) },
                Press::Audit { before: None },
            ];
            for press in presses {
                let id = press.custom_id().expect("it fits");
                prop_assert_eq!(Press::parse(&id), Some(press));
            }
        }

        #[test]
        fn a_source_comes_back_as_it_was(name in "[a-z0-9-]{1,40}", with_articles: bool, draft: i64) {
            for press in [
                SourcePress::Add(draft),
                SourcePress::Remove { name: name.clone(), with_articles },
                SourcePress::AcceptRemovals { name },
                SourcePress::Leave,
            ] {
                let press = Press::Source(press);
                let id = press.custom_id().expect("it fits");
                prop_assert_eq!(Press::parse(&id), Some(press));
            }
        }

        #[test]
        fn any_custom_id_is_read_without_a_fault(text in any::<String>()) {
            let _ = Press::parse(&text);
        }
    }
}
