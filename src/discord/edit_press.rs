//! [`EditPress`] and [`EditForm`]: what the buttons, menus and forms do that change articles. As
//! with every button, all that they need stands in their ids; the texts wait in the journal's
//! folder.

use crate::editing::{ContentHash, PlanId};

/// What a button or menu does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditPress {
    /// Make a change that waits.
    Confirm(PlanId),
    /// Give it up.
    Cancel(PlanId),
    /// Show changes that are older than one.
    History {
        /// Short name of the article; none: of all.
        article: Option<String>,
        /// Number of the change; none: the newest.
        before: Option<i64>,
    },
    /// Give a version as a file; which, says the menu.
    Version,
    /// Prepare to bring a version back.
    PutBack(VersionId),
}

/// A version: the file of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VersionId {
    /// Number of the change.
    pub change: i64,
    /// Which of its files, from 0.
    pub step: usize,
}

/// The form in which an article is edited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditForm {
    /// Short name of the article.
    pub article: String,
    /// What was in it when the form was opened.
    pub base: ContentHash,
}

impl EditPress {
    /// What stands in the id, after the letter for all of them.
    pub fn encode(&self) -> String {
        match self {
            Self::Confirm(id) => format!("y{}", id.as_str()),
            Self::Cancel(id) => format!("n{}", id.as_str()),
            Self::History { article, before } => format!(
                "h{}.{}",
                article.as_deref().unwrap_or_default(),
                before.map(|id| id.to_string()).unwrap_or_default()
            ),
            Self::Version => "v".to_owned(),
            Self::PutBack(version) => format!("b{}", version.encode()),
        }
    }

    /// Reads what stands in an id.
    pub fn decode(text: &str) -> Option<Self> {
        let rest = text.get(1..)?;
        Some(match text.get(..1)? {
            "y" => Self::Confirm(PlanId::parse(rest)?),
            "n" => Self::Cancel(PlanId::parse(rest)?),
            "h" => {
                let (article, before) = rest.split_once('.')?;
                let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
                let before = some(before).map(|id| id.parse().ok());
                Self::History {
                    article: some(article),
                    before: match before {
                        Some(id) => Some(id?),
                        None => None,
                    },
                }
            }
            "v" if rest.is_empty() => Self::Version,
            "b" => Self::PutBack(VersionId::decode(rest)?),
            _ => return None,
        })
    }
}

impl VersionId {
    /// As a menu says which one was chosen.
    pub fn encode(self) -> String {
        format!("{}.{}", self.change, self.step)
    }

    /// Reads what a menu says.
    pub fn decode(text: &str) -> Option<Self> {
        let (change, step) = text.split_once('.')?;
        Some(Self {
            change: change.parse().ok()?,
            step: step.parse().ok()?,
        })
    }
}

impl EditForm {
    /// The id of the form.
    pub fn custom_id(&self) -> String {
        format!("e{}.{}", self.article, self.base)
    }

    /// Reads the id of a form; anything may stand in it.
    pub fn parse(custom_id: &str) -> Option<Self> {
        let (article, base) = custom_id.strip_prefix('e')?.split_once('.')?;
        Some(Self {
            article: article.to_owned(),
            base: ContentHash::parse(base)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discord::press::Press;
    use proptest::prelude::*;

    #[test]
    fn what_stands_in_an_id_comes_back_as_it_was_and_fits() {
        let id = PlanId::parse("0123456789abcdef0123456789abcdef").unwrap();
        let article = Some("0123456789abcdef".to_owned());
        let version = VersionId {
            change: i64::MAX,
            step: usize::MAX,
        };
        for press in [
            EditPress::Confirm(id.clone()),
            EditPress::Cancel(id),
            EditPress::History {
                article,
                before: Some(i64::MAX),
            },
            EditPress::History {
                article: None,
                before: None,
            },
            EditPress::Version,
            EditPress::PutBack(version),
        ] {
            let press = Press::Edit(press);
            let id = press.custom_id().expect("it fits");
            assert_eq!(Press::parse(&id), Some(press));
        }
        let form = EditForm {
            article: "0123456789abcdef".to_owned(),
            base: ContentHash::of(b"text"),
        };
        assert!(form.custom_id().len() <= 100);
        assert_eq!(EditForm::parse(&form.custom_id()), Some(form));
    }

    proptest! {
        #[test]
        fn any_id_is_read_without_a_fault(text in any::<String>()) {
            let _ = EditPress::decode(&text);
            let _ = EditForm::parse(&text);
            let _ = VersionId::decode(&text);
        }
    }
}
