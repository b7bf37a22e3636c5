//! Lists that are changed name by name, and the words for what was done.

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
) -> Result<String, String> {
    let mut done = Vec::new();
    if let Some(gone) = remove {
        let before = list.len();
        list.retain(|one| *one != gone);
        if list.len() == before {
            return Err(format!("{} is not in the list.", shown(&gone)));
        }
        done.push(format!("{} is taken off", shown(&gone)));
    }
    if let Some(new) = add {
        if !new.is_name() {
            return Err(format!("A name has 1 to {MOST_NAME} characters."));
        }
        if list.contains(&new) {
            return Err(format!("{} is in the list already.", shown(&new)));
        }
        if list.len() >= MOST_LISTED {
            return Err(format!(
                "There are {MOST_LISTED} in the list already; remove one first."
            ));
        }
        done.push(format!("{} is added", shown(&new)));
        list.push(new);
    }
    said(&done)
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

/// What was done; what to do where it was nothing.
pub fn said(done: &[String]) -> Result<String, String> {
    if done.is_empty() {
        return Err("Say what to change: choose one of the options.".to_owned());
    }
    Ok(done.join(", "))
}
