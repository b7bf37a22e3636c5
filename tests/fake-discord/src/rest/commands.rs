//! Registration of commands, in all guilds or in one. Never runs a command.

use std::time::Duration;

use serde_json::{Value, json};

use super::{Answer, Call, id, no_route};
use crate::check::check_commands;
use crate::limits;
use crate::refusal::{Refused, codes};
use crate::shared::Shared;
use crate::world::{Scope, World};

pub(super) fn route(
    shared: &Shared,
    world: &mut World,
    application: &str,
    guild: Option<&str>,
    rest: &[&str],
    call: &Call,
) -> Result<Answer, Refused> {
    if id(application) != world.application {
        return Err(Refused::new(404, 10_002, "Unknown Application"));
    }
    let scope = match guild {
        None => Scope::Global,
        Some(guild) if world.guild(id(guild)).is_some() => Scope::Guild(id(guild)),
        Some(_) => return Err(Refused::new(403, codes::MISSING_ACCESS, "Missing Access")),
    };
    let known = world.commands.get(&scope).cloned().unwrap_or_default();
    let position = |text: &str| {
        let nth = known.iter().position(|command| command["id"] == text);
        let unknown = Refused::new(404, codes::UNKNOWN_COMMAND, "Unknown application command");
        nth.ok_or(unknown)
    };
    match (call.method.as_str(), rest) {
        ("GET", []) if call.query.contains("with_localizations=true") => {
            Answer::ok(Value::Array(known))
        }
        ("GET", []) => Answer::ok(known.iter().map(without_translations).collect()),
        ("PUT", []) => {
            let Some(wanted) = call.body.as_array() else {
                let text = "Only iterables may be used.";
                return Err(Refused::form("", "LIST_TYPE_CONVERT", text));
            };
            register(shared, world, scope, &known, wanted)?;
            *world.overwrites.entry(scope).or_default() += 1;
            Answer::ok(Value::Array(world.commands[&scope].clone()))
        }
        ("POST", []) => {
            let mut wanted = known.clone();
            wanted.retain(|other| !same(other, &call.body));
            wanted.push(call.body.clone());
            register(shared, world, scope, &known, &wanted)?;
            let added = world.commands[&scope].last().cloned();
            Ok(Answer::Json(201, added.unwrap_or_default()))
        }
        ("GET", [command]) => Answer::ok(known[position(command)?].clone()),
        ("PATCH", [command]) => {
            let nth = position(command)?;
            let mut wanted = known.clone();
            for (key, value) in call.body.as_object().into_iter().flatten() {
                wanted[nth][key] = value.clone();
            }
            register(shared, world, scope, &known, &wanted)?;
            Answer::ok(world.commands[&scope][nth].clone())
        }
        ("DELETE", [command]) => {
            let nth = position(command)?;
            if let Some(commands) = world.commands.get_mut(&scope) {
                commands.remove(nth);
            }
            Ok(Answer::Nothing)
        }
        _ => Err(no_route()),
    }
}

/// Makes `wanted` the commands of the scope, if it is within the limits.
fn register(
    shared: &Shared,
    world: &mut World,
    scope: Scope,
    known: &[Value],
    wanted: &[Value],
) -> Result<(), Refused> {
    check_commands(wanted).check()?;
    let now = shared.clock.now();
    let created = world.created_commands.entry(scope).or_default();
    created.retain(|at| now.saturating_sub(*at) < Duration::from_secs(86_400));
    let new = wanted
        .iter()
        .filter(|command| !known.iter().any(|other| same(other, command)));
    for _ in new {
        created.push_back(now);
    }
    if created.len() > limits::COMMAND_CREATIONS {
        return Err(Refused::new(
            429,
            codes::TOO_MANY_COMMANDS_CREATED,
            "Max number of daily application command creates has been reached (200)",
        ));
    }
    let registered = wanted.iter().map(|command| {
        let old = known.iter().find(|other| same(other, command));
        let id = old.map_or_else(
            || json!(shared.clock.snowflake().to_string()),
            |old| old["id"].clone(),
        );
        full(world, scope, command, id, shared.clock.snowflake())
    });
    let registered = registered.collect();
    world.commands.insert(scope, registered);
    Ok(())
}

/// Whether two are one command: names are unique within a type.
fn same(one: &Value, other: &Value) -> bool {
    let kind = |command: &Value| command["type"].as_u64().unwrap_or(1);
    one["name"] == other["name"] && kind(one) == kind(other)
}

/// A command as it is listed unless its translations are asked for.
fn without_translations(part: &Value) -> Value {
    match part {
        Value::Object(part) => {
            let own = part
                .iter()
                .filter(|(key, _)| !key.ends_with("_localizations"));
            let own = own.map(|(key, value)| (key.clone(), without_translations(value)));
            Value::Object(own.collect())
        }
        Value::Array(parts) => parts.iter().map(without_translations).collect(),
        other => other.clone(),
    }
}

/// A command as Discord gives it back.
fn full(world: &World, scope: Scope, command: &Value, id: Value, version: u64) -> Value {
    let mut full = json!({
        "id": id,
        "application_id": world.application.to_string(),
        "version": version.to_string(),
        "type": 1,
        "name": null,
        "description": "",
        "default_member_permissions": null,
        "nsfw": false,
        "integration_types": [0],
        "contexts": null,
        "options": [],
    });
    for (key, value) in command.as_object().into_iter().flatten() {
        if !matches!(key.as_str(), "id" | "application_id" | "version") {
            full[key] = value.clone();
        }
    }
    if let Scope::Guild(guild) = scope {
        full["guild_id"] = json!(guild.to_string());
    }
    full
}
