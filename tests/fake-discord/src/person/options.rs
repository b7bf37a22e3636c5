//! Options of a slash command, from what a person typed to Discord's JSON. Never sends them.

use serde_json::{Map, Value, json};

use super::Person;
use super::payload::partial_channel;
use crate::limits;
use crate::world::World;
use crate::world::guild::Guild;
use crate::world::message::{StoredFile, file_json};

/// What a person typed.
pub(super) struct Typed<'a> {
    pub(super) person: &'a Person,
    pub(super) options: &'a Value,
    /// The option that is being typed, for autocomplete.
    pub(super) focused: Option<&'a str>,
    /// Whether the values are taken as they are.
    pub(super) forged: bool,
}

/// The `options` and `resolved` of a command's data.
pub(super) fn encode(command: &Value, path: &str, typed: &Typed<'_>) -> Result<Value, String> {
    let empty = Map::new();
    let given = match typed.options {
        Value::Object(given) => given,
        Value::Null => &empty,
        other => return Err(format!("options are an object, not {other}")),
    };
    let names: Vec<&str> = path.split(' ').skip(1).collect();
    let mut leaf = command;
    for name in &names {
        let below = options(leaf)
            .iter()
            .find(|o| o["name"] == *name && nested(o));
        leaf = below.ok_or_else(|| format!("there is no subcommand {name:?}"))?;
    }
    if options(leaf).iter().any(nested) {
        return Err("a subcommand is missing".to_owned());
    }
    let mut resolved = json!({});
    let mut encoded = Vec::new();
    for name in given.keys() {
        let known = options(leaf)
            .iter()
            .any(|option| option["name"] == name.as_str());
        if !known && !typed.forged {
            return Err(format!("there is no option {name:?}"));
        }
    }
    for option in options(leaf) {
        let name = option["name"].as_str().unwrap_or_default();
        let focused = typed.focused == Some(name);
        let Some(value) = given.get(name) else {
            if option["required"] == true && typed.focused.is_none() && !typed.forged {
                return Err(format!("the option {name:?} is required"));
            }
            continue;
        };
        let mut part = json!({"name": name, "type": option["type"]});
        if focused {
            if option["autocomplete"] != true && !typed.forged {
                return Err(format!("the option {name:?} has no autocomplete"));
            }
            part["focused"] = json!(true);
            part["value"] = value.clone();
        } else {
            let value = convert(option, value, typed, &mut resolved);
            part["value"] = value.map_err(|why| format!("the option {name:?} {why}"))?;
        }
        encoded.push(part);
    }
    for name in names.iter().rev() {
        let kind = if encoded.iter().any(nested) { 2 } else { 1 };
        encoded = vec![json!({"name": name, "type": kind, "options": encoded})];
    }
    let mut data = json!({"options": encoded});
    if resolved.as_object().is_some_and(|kinds| !kinds.is_empty()) {
        data["resolved"] = resolved;
    }
    Ok(data)
}

fn options(command: &Value) -> &[Value] {
    command["options"].as_array().map_or(&[], Vec::as_slice)
}

/// Whether it is a subcommand or a group of them.
fn nested(option: &Value) -> bool {
    option["type"] == 1 || option["type"] == 2
}

fn convert(
    option: &Value,
    value: &Value,
    typed: &Typed<'_>,
    resolved: &mut Value,
) -> Result<Value, String> {
    let kind = option["type"].as_u64().unwrap_or_default();
    let choices = option["choices"].as_array().map_or(&[][..], Vec::as_slice);
    if !choices.is_empty() && !typed.forged {
        let chosen = choices
            .iter()
            .find(|c| c["value"] == *value || c["name"] == *value);
        let chosen = chosen.ok_or_else(|| format!("has no choice {value}"))?;
        return Ok(chosen["value"].clone());
    }
    let fits = match kind {
        3 => value.is_string(),
        4 => value.is_i64(),
        5 => value.is_boolean(),
        10 => value.is_number(),
        _ => true,
    };
    if !fits && !typed.forged {
        return Err(format!("cannot be {value}"));
    }
    if let (3, Some(text), false) = (kind, value.as_str(), typed.forged) {
        let count = text.chars().count() as u64;
        let least = option["min_length"].as_u64().unwrap_or(0);
        let most = option["max_length"]
            .as_u64()
            .unwrap_or(limits::STRING_OPTION_CHARS as u64);
        // The client trims, and does not send what is empty then.
        if count < least.max(1) || count > most {
            return Err(format!("takes {least} to {most} characters, not {count}"));
        }
    }
    if let (4 | 10, Some(number), false) = (kind, value.as_f64(), typed.forged) {
        let least = option["min_value"].as_f64().unwrap_or(f64::MIN);
        let most = option["max_value"].as_f64().unwrap_or(f64::MAX);
        if number < least || number > most {
            return Err(format!("takes {least} to {most}, not {number}"));
        }
    }
    if matches!(kind, 6..=9) {
        let id = value.as_u64().map_or_else(
            || value.as_str().unwrap_or_default().to_owned(),
            |id| id.to_string(),
        );
        let named = by_name(&typed.person.shared.world(), typed.person.guild, kind, &id);
        let id = named.map_or(id, |id| id.to_string());
        resolve(
            &typed.person.shared.world(),
            typed.person.guild,
            &id,
            resolved,
        );
        return Ok(json!(id));
    }
    if kind == 11 {
        return Ok(upload(typed.person, value, resolved));
    }
    Ok(value.clone())
}

/// The channel or role of a guild that a person named by its name, as the client offers it.
fn by_name(world: &World, guild: u64, kind: u64, name: &str) -> Option<u64> {
    let guild = world.guild(guild)?;
    let name = name.trim_start_matches(['#', '@']);
    match kind {
        7 => {
            let mut channels = guild.channels.iter();
            channels.find(|id| world.channels[id].name == name).copied()
        }
        8 => {
            let role = guild.roles.iter().find(|role| role.name == name);
            role.map(|role| role.id)
        }
        _ => None,
    }
}

/// Adds what an id names to the resolved objects.
fn resolve(world: &World, guild: u64, id: &str, resolved: &mut Value) {
    let number = id.parse().unwrap_or(0);
    let guild = world.guild(guild);
    if world.user(number).is_some() {
        resolved["users"][id] = world.user_json(number);
        if let Some(guild) = guild.filter(|guild| guild.member(number).is_some()) {
            let mut member = guild.partial_member_json(number);
            member["permissions"] = json!(guild.permissions(number).to_string());
            resolved["members"][id] = member;
        }
    } else if world.channels.contains_key(&number) {
        resolved["channels"][id] = partial_channel(world, number);
    } else if let Some(guild) = guild
        && let Some(nth) = guild.roles.iter().position(|role| role.id == number)
    {
        resolved["roles"][id] = Guild::role_json(&guild.roles[nth], nth);
    }
}

/// Stores a file given as `{"filename": "a.md", "text": "..."}`, or with `"bytes": [80, 75]`
/// where it is no text. A changed client can say another `url` than that of the file.
fn upload(person: &Person, value: &Value, resolved: &mut Value) -> Value {
    let text = |key: &str| value[key].as_str().unwrap_or_default();
    let file = StoredFile {
        name: text("filename").to_owned(),
        kind: value["content_type"]
            .as_str()
            .unwrap_or("text/plain; charset=utf-8")
            .to_owned(),
        bytes: match value["bytes"].as_array() {
            Some(bytes) => bytes
                .iter()
                .filter_map(|byte| byte.as_u64()?.try_into().ok())
                .collect(),
            None => text("text").as_bytes().to_vec(),
        },
    };
    let id = person.shared.clock.snowflake();
    person.shared.update(|world| {
        let mut json = file_json(&world.address, 0, id, &file);
        if let Some(url) = value["url"].as_str() {
            json["url"] = json!(url);
        }
        resolved["attachments"][id.to_string()] = json;
        world.files.insert(id, file);
    });
    json!(id.to_string())
}
