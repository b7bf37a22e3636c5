//! What Discord checks in a body before it takes it. Pure: a value in, faults out.

mod command;
mod component;
mod embed;
mod interaction;
mod localization;
mod message;

pub(crate) use command::check_commands;
pub(crate) use interaction::{check_choices, check_modal};
pub(crate) use message::{check_mentions, check_message};

use crate::refusal::Faults;

/// A link must be absolute, and of a scheme that Discord takes.
fn check_url(faults: &mut Faults, path: &str, url: &str, schemes: &[&str], most: usize) {
    faults.chars(path, url, 1, most);
    let Some((scheme, rest)) = url.split_once("://") else {
        faults.add(path, "URL_TYPE_INVALID_URL", "Not a well formed URL.");
        return;
    };
    if !schemes.contains(&scheme) {
        faults.add(
            path,
            "URL_TYPE_INVALID_SCHEME",
            format!("Scheme \"{scheme}\" is not one of {schemes:?}."),
        );
    } else if rest.is_empty()
        || rest.starts_with(['/', '?', '#'])
        || url.contains(char::is_whitespace)
    {
        faults.add(path, "URL_TYPE_INVALID_URL", "Not a well formed URL.");
    }
}
