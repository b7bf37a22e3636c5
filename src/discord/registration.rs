//! Tells Discord which commands there are, and only when they changed: a server may take
//! 200 new commands a day.

use serde_json::{Map, Value};
use serenity::all::GuildId;

use super::commands::Command;
use super::delivery::{Delivery, DeliveryError};
use super::words::localise;

/// Texts by locale: equal in any order, and their keys are no keys of a command.
const TRANSLATIONS: [&str; 2] = ["name_localizations", "description_localizations"];

/// What of a command can change. The rest is Discord's own (ids, versions).
const KEYS: [&str; 13] = [
    "type",
    "name",
    "description",
    "required",
    "autocomplete",
    "options",
    "choices",
    "value",
    "min_length",
    "max_length",
    "default_member_permissions",
    "contexts",
    "integration_types",
];

/// Registers `commands` for one server or for all, unless they are already.
/// Says whether it did.
pub async fn register(
    delivery: &Delivery,
    commands: &[Command],
    server: Option<GuildId>,
) -> Result<bool, DeliveryError> {
    let wanted = poise::builtins::create_application_commands(commands);
    let mut wanted = serde_json::to_value(wanted).unwrap_or_default();
    localise(&mut wanted);
    let registered = delivery.commands(server).await?;
    if essence(&wanted) == essence(&registered) {
        return Ok(false);
    }
    delivery.overwrite_commands(server, wanted).await?;
    Ok(true)
}

/// A list of commands in a form in which equal ones are equal: what counts, in a fixed order.
fn essence(commands: &Value) -> Vec<Value> {
    let mut list: Vec<Value> = commands
        .as_array()
        .into_iter()
        .flatten()
        .map(|command| {
            let mut command = part(command);
            // A chat command is one by default.
            if let Some(command) = command.as_object_mut() {
                command.entry("type").or_insert(Value::from(1));
            }
            command
        })
        .collect();
    list.sort_by_key(|command| (command["type"].to_string(), command["name"].to_string()));
    list
}

fn part(value: &Value) -> Value {
    match value {
        Value::Object(object) => {
            let mut kept: Vec<(String, Value)> = object
                .iter()
                .filter_map(|(key, value)| {
                    let part = match key.as_str() {
                        _ if says_nothing(value) => return None,
                        key if TRANSLATIONS.contains(&key) => value.clone(),
                        key if KEYS.contains(&key) => part(value),
                        _ => return None,
                    };
                    Some((key.clone(), part))
                })
                .collect();
            kept.sort_by(|a, b| a.0.cmp(&b.0));
            Value::Object(kept.into_iter().collect::<Map<_, _>>())
        }
        Value::Array(list) => Value::Array(list.iter().map(part).collect()),
        value => value.clone(),
    }
}

/// Whether leaving a value out would mean the same.
fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(object) => object.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_discord_adds_is_no_change_and_a_new_description_is() {
        let ours = json!([{ "name": "ask", "description": "Ask", "options": [
            { "type": 3, "name": "question", "description": "It", "required": true }] }]);
        let theirs = json!([{ "id": "7", "version": "8", "type": 1, "name": "ask",
            "description": "Ask", "nsfw": false, "default_member_permissions": null,
            "options": [{ "type": 3, "name": "question", "description": "It",
                          "required": true, "autocomplete": false }] }]);
        assert_eq!(essence(&ours), essence(&theirs));
        let mut changed = theirs.clone();
        changed[0]["description"] = json!("Ask me");
        assert_ne!(essence(&ours), essence(&changed));
    }

    #[test]
    fn translations_count_in_any_order() {
        let command = |translations: Value| json!([{ "name": "ask", "description": "Ask", "name_localizations": translations }]);
        let ours = command(json!({ "de": "fragen", "fr": "demander" }));
        let theirs = command(json!({ "fr": "demander", "de": "fragen" }));
        let changed = command(json!({ "fr": "demander", "de": "frage" }));
        assert_eq!(essence(&ours), essence(&theirs));
        assert_ne!(essence(&ours), essence(&changed));
        assert_ne!(essence(&ours), essence(&command(json!({}))));
        assert_eq!(essence(&command(json!({}))), essence(&command(Value::Null)));
    }
}
