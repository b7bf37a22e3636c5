//! What follows the first reply to an interaction: reading, editing, deleting and following it.

use super::{Answer, Call, id, no_route};
use crate::check::check_message;
use crate::limits;
use crate::refusal::{Refused, codes};
use crate::shared::Shared;
use crate::world::World;
use crate::world::message::{Draft, EPHEMERAL, LOADING};

pub(super) fn route(
    shared: &Shared,
    world: &mut World,
    application: &str,
    token: &str,
    rest: &[&str],
    call: Call,
) -> Result<Answer, Refused> {
    // A token ends with the id of its interaction.
    let found = token
        .rsplit('-')
        .next()
        .and_then(|tail| world.interactions.get(&id(tail)))
        .filter(|known| known.token == token && id(application) == world.application);
    let invalid = Refused::new(401, codes::INVALID_WEBHOOK_TOKEN, "Invalid Webhook Token");
    let Some(known) = found else {
        return Err(invalid);
    };
    let age = shared.clock.now().saturating_sub(known.created);
    if known.expired || age > limits::INTERACTION_TOKEN {
        return Err(invalid);
    }
    let unknown = Refused::new(404, codes::UNKNOWN_WEBHOOK, "Unknown Webhook");
    let Some(first) = &known.first else {
        return Err(unknown);
    };
    // Choices and modals leave nothing to edit, and a modal's follow-ups belong to its own
    // interaction.
    let (interaction, first_kind, original) = (known.id, first.kind, known.original);
    let message = match rest {
        ["messages", "@original"] => original.ok_or(unknown)?,
        ["messages", message] => {
            let message = id(message);
            if !known.follow_ups.contains(&message) && known.original != Some(message) {
                return Err(Refused::new(404, codes::UNKNOWN_MESSAGE, "Unknown Message"));
            }
            message
        }
        [] if call.method == "POST" && first_kind != 8 => {
            return follow_up(shared, world, interaction, call);
        }
        [] if call.method == "POST" => return Err(unknown),
        _ => return Err(no_route()),
    };
    let Some(stored) = world
        .messages
        .get(&message)
        .filter(|message| !message.deleted)
    else {
        return Err(Refused::new(404, codes::UNKNOWN_MESSAGE, "Unknown Message"));
    };
    match call.method.as_str() {
        "GET" => Answer::ok(stored.json.clone()),
        "PATCH" => {
            world.check_edit("", message, &call.body, &call.sizes())?;
            world.check_promise(&call, &call.body.clone());
            world.edit_message(&shared.clock, message, &call.body, call.files);
            world.dispatch_message("MESSAGE_UPDATE", message);
            wake(world, interaction);
            Answer::ok(world.messages[&message].json.clone())
        }
        "DELETE" => {
            world.delete_message(message);
            wake(world, interaction);
            Ok(Answer::Nothing)
        }
        _ => Err(no_route()),
    }
}

/// Adds a message after the first reply; after a deferred one, the first takes its place,
/// unless that was deleted.
fn follow_up(
    shared: &Shared,
    world: &mut World,
    interaction: u64,
    mut call: Call,
) -> Result<Answer, Refused> {
    check_message("", &call.body, &call.sizes(), false).check()?;
    world.check_promise(&call, &call.body.clone());
    let known = &world.interactions[&interaction];
    let (channel, original) = (known.channel, known.original);
    let loading = original
        .and_then(|id| world.messages.get(&id))
        .is_some_and(|message| !message.deleted && message.flags() & LOADING != 0);
    if let (true, Some(original)) = (loading, original) {
        world.edit_message(&shared.clock, original, &call.body, call.files);
        world.dispatch_message("MESSAGE_UPDATE", original);
        wake(world, interaction);
        return Answer::ok(world.messages[&original].json.clone());
    }
    let flags = call.body["flags"].as_u64().unwrap_or(0);
    let draft = Draft {
        author: world.bot.id,
        channel,
        body: std::mem::take(&mut call.body),
        files: call.files,
        replies_to: original,
        interaction: Some(interaction),
        kind: 0,
        id: None,
    };
    let message = world.add_message(&shared.clock, draft);
    if flags & EPHEMERAL == 0 {
        world.dispatch_message("MESSAGE_CREATE", message);
    }
    if let Some(known) = world.interactions.get_mut(&interaction) {
        known.follow_ups.push(message);
    }
    wake(world, interaction);
    Answer::ok(world.messages[&message].json.clone())
}

fn wake(world: &World, interaction: u64) {
    if let Some(known) = world.interactions.get(&interaction) {
        known.changed.notify_waiters();
    }
}
