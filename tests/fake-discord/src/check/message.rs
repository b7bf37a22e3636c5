//! The limits of a message, and the promise that none mentions anyone. Never stores a message.

use serde_json::Value;

use super::component::check_components;
use super::embed::check_embeds;
use crate::limits;
use crate::refusal::Faults;

/// Flags that a bot may set: suppress embeds, ephemeral, suppress notifications.
const SETTABLE_FLAGS: u64 = 1 << 2 | 1 << 6 | 1 << 12;

/// Checks what a message would be after it is created or edited.
///
/// `files` are the sizes of the files sent with it, in bytes.
pub(crate) fn check_message(
    path: &str,
    message: &Value,
    files: &[usize],
    may_be_empty: bool,
) -> Faults {
    let mut faults = Faults::default();
    let at = |key: &str| {
        if path.is_empty() {
            key.to_owned()
        } else {
            format!("{path}.{key}")
        }
    };
    faults.text(
        &at("content"),
        &message["content"],
        0,
        limits::CONTENT_CHARS,
    );
    let list = |key: &str| message[key].as_array().map_or(&[][..], Vec::as_slice);
    for key in ["embeds", "components"] {
        if !message[key].is_array() && !message[key].is_null() {
            faults.add(&at(key), "LIST_TYPE_CONVERT", "Only iterables may be used.");
        }
    }
    check_embeds(&mut faults, &at("embeds"), list("embeds"));
    check_components(&mut faults, &at("components"), list("components"));
    if files.len() > limits::FILES {
        let path = at("attachments");
        faults.add(
            &path,
            "BASE_TYPE_MAX_LENGTH",
            "Must be 10 or fewer in length.",
        );
    }
    if let Some(flags) = message["flags"].as_u64()
        && flags & !SETTABLE_FLAGS != 0
    {
        let path = at("flags");
        faults.add(
            &path,
            "MESSAGE_FLAGS_INVALID",
            format!("Flags {flags} cannot be set."),
        );
    }
    let written = message["content"]
        .as_str()
        .is_some_and(|content| !content.trim().is_empty());
    let empty = !written
        && files.is_empty()
        && ["embeds", "components", "attachments", "sticker_ids"]
            .iter()
            .all(|key| list(key).is_empty())
        && message["poll"].is_null();
    if empty && !may_be_empty {
        faults.message_is_empty();
    }
    faults
}

/// Why the message might mention someone, if it might.
pub(crate) fn check_mentions(message: &Value) -> Option<String> {
    let allowed = &message["allowed_mentions"];
    let Some(parse) = allowed["parse"].as_array() else {
        return Some(r#"the message comes without allowed_mentions {"parse": []}"#.to_owned());
    };
    let named = |key: &str| allowed[key].as_array().is_some_and(|ids| !ids.is_empty());
    if !parse.is_empty() || named("users") || named("roles") || allowed["replied_user"] == true {
        return Some(format!("the message may mention people: {allowed}"));
    }
    None
}
