//! The first reply to an interaction. Never a later one.

use std::time::Duration;

use serde_json::{Value, json};

use super::{Answer, Call, id};
use crate::check::{check_choices, check_message, check_modal};
use crate::limits;
use crate::refusal::{Refused, codes};
use crate::shared::Shared;
use crate::world::World;
use crate::world::interaction::{FirstReply, InteractionKind};
use crate::world::message::{Draft, EPHEMERAL, LOADING};

/// Discord's numbers for the kinds of reply.
const MESSAGE: u64 = 4;
const DEFERRED_MESSAGE: u64 = 5;
const DEFERRED_UPDATE: u64 = 6;
const UPDATE: u64 = 7;
const CHOICES: u64 = 8;
const MODAL: u64 = 9;

/// Takes a first reply.
pub(super) fn callback(
    shared: &Shared,
    world: &mut World,
    interaction: &str,
    token: &str,
    call: Call,
) -> Result<Answer, Refused> {
    let arrived = std::time::Instant::now();
    let unknown = |reason: &str| {
        Refused::new(
            404,
            codes::UNKNOWN_INTERACTION,
            format!("Unknown interaction ({reason})"),
        )
    };
    let interaction = id(interaction);
    let Some(known) = world.interactions.get(&interaction) else {
        return Err(unknown("there is none with this id"));
    };
    if known.token != token {
        return Err(unknown("the token is not its token"));
    }
    if known.first.is_some() {
        return Err(Refused::new(
            400,
            codes::ALREADY_ACKNOWLEDGED,
            "Interaction has already been acknowledged.",
        ));
    }
    let late = shared.clock.now().saturating_sub(known.created);
    if late > limits::FIRST_REPLY || known.expired {
        return Err(unknown(&format!("the first reply came after {late:.1?}")));
    }
    let kind = call.body["type"].as_u64().unwrap_or_default();
    let data = call.body["data"].clone();
    check_kind(known.kind, known.message.is_some(), kind)?;
    let (source, channel) = (known.message, known.channel);
    let latency = known
        .written
        .map_or(Duration::ZERO, |written| arrived - written);

    let mut message = None;
    match kind {
        MESSAGE => {
            check_message("data", &data, &call.sizes(), false).check()?;
            world.check_promise(&call, &data);
            message = Some(add_reply(
                shared,
                world,
                interaction,
                channel,
                &data,
                call.files,
            ));
        }
        DEFERRED_MESSAGE => {
            let flags = data["flags"].as_u64().unwrap_or(0) & EPHEMERAL | LOADING;
            let body = json!({"content": "", "flags": flags});
            message = Some(add_reply(
                shared,
                world,
                interaction,
                channel,
                &body,
                Vec::new(),
            ));
        }
        DEFERRED_UPDATE => message = source,
        UPDATE => {
            world.check_edit("data", source.unwrap_or(0), &data, &call.sizes())?;
            world.check_promise(&call, &data);
            if let Some(source) = source {
                world.edit_message(&shared.clock, source, &data, call.files);
                world.dispatch_message("MESSAGE_UPDATE", source);
            }
            message = source;
        }
        CHOICES => check_choices(&data["choices"]).check()?,
        _ => check_modal(&data).check()?,
    }
    let micros = u32::try_from(latency.as_micros()).unwrap_or(u32::MAX);
    let latency = Duration::from_micros(micros.into());
    world.counts.answered += 1;
    world.counts.latencies.push(micros);
    let (id, mut resource) = (interaction.to_string(), json!({"type": kind}));
    if let Some(message) = message.and_then(|id| world.messages.get(&id)) {
        resource["message"] = message.json.clone();
    }
    let mut description = json!({"id": id, "type": 2, "activity_instance_id": null});
    if let Some(known) = world.interactions.get_mut(&interaction) {
        known.first = Some(FirstReply {
            kind,
            data,
            latency,
        });
        known.original = message;
        description["type"] = json!(known.kind.number());
        known.changed.notify_waiters();
    }
    if let Some(message) = message {
        description["response_message_id"] = json!(message.to_string());
        description["response_message_loading"] = json!(kind == DEFERRED_MESSAGE);
    }
    if call.query.contains("with_response=true") {
        return Answer::ok(json!({"interaction": description, "resource": resource}));
    }
    Ok(Answer::Nothing)
}

/// Which kinds of reply an interaction of a kind takes.
fn check_kind(asked: InteractionKind, has_message: bool, kind: u64) -> Result<(), Refused> {
    let takes = match asked {
        InteractionKind::Autocomplete => kind == CHOICES,
        InteractionKind::Command => matches!(kind, MESSAGE | DEFERRED_MESSAGE | MODAL),
        InteractionKind::Component => matches!(
            kind,
            MESSAGE | DEFERRED_MESSAGE | DEFERRED_UPDATE | UPDATE | MODAL
        ),
        InteractionKind::ModalSubmit => {
            matches!(kind, MESSAGE | DEFERRED_MESSAGE)
                || has_message && matches!(kind, DEFERRED_UPDATE | UPDATE)
        }
    };
    if takes {
        return Ok(());
    }
    Err(Refused::form(
        "type",
        "BASE_TYPE_CHOICES",
        format!("A reply of type {kind} does not fit an interaction of kind {asked:?}."),
    ))
}

/// Adds the message of a first reply.
fn add_reply(
    shared: &Shared,
    world: &mut World,
    interaction: u64,
    channel: u64,
    body: &Value,
    files: Vec<(String, crate::world::message::StoredFile)>,
) -> u64 {
    let menu = world
        .interactions
        .get(&interaction)
        .is_some_and(|known| known.kind == InteractionKind::Command);
    let draft = Draft {
        author: world.bot.id,
        channel,
        body: body.clone(),
        files,
        replies_to: None,
        interaction: Some(interaction),
        kind: if menu { 20 } else { 0 },
        id: None,
    };
    let message = world.add_message(&shared.clock, draft);
    if body["flags"].as_u64().unwrap_or(0) & EPHEMERAL == 0 {
        world.dispatch_message("MESSAGE_CREATE", message);
    }
    message
}
