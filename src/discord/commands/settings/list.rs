//! Lists that are changed name by name.

use crate::discord::revision::{Refusal, Revision};

/// Most channels, roles, topics or folders in one list.
const MOST_LISTED: usize = 50;

/// Most characters of a topic or folder.
const MOST_NAME: usize = 200;

/// Adds to a list and removes from it.
pub fn revise<T: PartialEq + AsName>(
    list: &mut Vec<T>,
    add: Option<T>,
    remove: Option<T>,
    shown: impl Fn(&T) -> String,
) -> Result<Vec<Revision>, Refusal> {
    let mut done = Vec::new();
    if let Some(gone) = remove {
        let before = list.len();
        list.retain(|one| *one != gone);
        if list.len() == before {
            return Err(Refusal::NotInList(shown(&gone)));
        }
        done.push(Revision::Removed(shown(&gone)));
    }
    if let Some(new) = add {
        if !new.is_name() {
            return Err(Refusal::NameLength(MOST_NAME));
        }
        if list.contains(&new) {
            return Err(Refusal::InListAlready(shown(&new)));
        }
        if list.len() >= MOST_LISTED {
            return Err(Refusal::ListFull(MOST_LISTED));
        }
        done.push(Revision::Added(shown(&new)));
        list.push(new);
    }
    Ok(done)
}

/// What can stand in a list.
pub trait AsName {
    fn is_name(&self) -> bool;
}

impl AsName for u64 {
    fn is_name(&self) -> bool {
        true
    }
}

impl AsName for String {
    fn is_name(&self) -> bool {
        (1..=MOST_NAME).contains(&self.chars().count())
    }
}
