//! Messages of channels, reactions, typing, and the threads that the bot opens.

use serde_json::{Value, json};

use super::{Answer, Call, id, no_route};
use crate::check::{check_mentions, check_message};
use crate::limits;
use crate::permissions;
use crate::refusal::{Faults, Refusal, Refused, codes};
use crate::shared::Shared;
use crate::world::World;
use crate::world::guild::{Channel, ChannelKind};
use crate::world::message::{Draft, EPHEMERAL};
use crate::world::session::{MESSAGE_CONTENT, blank};

pub(super) fn route(
    shared: &Shared,
    world: &mut World,
    channel: &str,
    rest: &[&str],
    call: Call,
) -> Result<Answer, Refused> {
    let channel = id(channel);
    let Some(known) = world.channels.get(&channel) else {
        return Err(Refused::new(404, codes::UNKNOWN_CHANNEL, "Unknown Channel"));
    };
    let thread = known.kind == ChannelKind::Thread;
    world.require(channel, permissions::VIEW_CHANNEL)?;
    let send = if thread {
        permissions::SEND_MESSAGES_IN_THREADS
    } else {
        permissions::SEND_MESSAGES
    };
    match (call.method.as_str(), rest) {
        ("POST", ["messages"]) => {
            world.require(channel, send)?;
            create(shared, world, channel, call)
        }
        ("GET", ["messages"]) => {
            world.require(channel, permissions::READ_MESSAGE_HISTORY)?;
            list(world, channel, &call.query)
        }
        ("POST", ["typing"]) => {
            world.require(channel, send)?;
            world.counts.typing += 1;
            Ok(Answer::Nothing)
        }
        ("POST", ["threads"] | ["messages", _, "threads"]) => {
            world.require(channel, send)?;
            open_thread(shared, world, channel, &call)
        }
        (method, ["messages", message, "reactions", emoji, ..]) => {
            world.require(
                channel,
                permissions::ADD_REACTIONS | permissions::READ_MESSAGE_HISTORY,
            )?;
            let (message, emoji) = (world.seen(channel, id(message))?, decode(emoji));
            if let Some(message) = world.messages.get_mut(&message) {
                message.reactions.retain(|other| *other != emoji);
                if method == "PUT" {
                    message.reactions.push(emoji);
                }
            }
            Ok(Answer::Nothing)
        }
        ("GET", ["messages", message]) => {
            world.require(channel, permissions::READ_MESSAGE_HISTORY)?;
            let message = world.seen(channel, id(message))?;
            Answer::ok(world.shown(message))
        }
        ("PATCH", ["messages", message]) => {
            let message = world.seen(channel, id(message))?;
            if world.messages[&message].author != world.bot.id {
                let text = "Cannot edit a message authored by another user";
                return Err(Refused::new(403, codes::NOT_THE_AUTHOR, text));
            }
            world.check_edit("", message, &call.body, &call.sizes())?;
            world.check_promise(&call, &call.body.clone());
            world.edit_message(&shared.clock, message, &call.body, call.files);
            world.dispatch_message("MESSAGE_UPDATE", message);
            Answer::ok(world.shown(message))
        }
        ("DELETE", ["messages", message]) => {
            let message = world.seen(channel, id(message))?;
            if world.messages[&message].author != world.bot.id {
                world.require(channel, permissions::MANAGE_MESSAGES)?;
            }
            world.delete_message(message);
            Ok(Answer::Nothing)
        }
        _ => Err(no_route()),
    }
}

fn create(
    shared: &Shared,
    world: &mut World,
    channel: u64,
    mut call: Call,
) -> Result<Answer, Refused> {
    let known = &world.channels[&channel];
    if known.kind == ChannelKind::Forum {
        return Err(Refused::new(
            400,
            50_008,
            "Cannot send messages in a non-text channel",
        ));
    }
    let recipient = known.recipient.and_then(|id| world.user(id));
    if recipient.is_some_and(|user| user.takes_no_private_messages) {
        let text = "Cannot send messages to this user";
        return Err(Refused::new(403, codes::CANNOT_SEND_PRIVATELY, text));
    }
    if world.is_empty_post(channel) {
        return Err(Refused::new(
            403,
            codes::NO_FIRST_MESSAGE,
            "Cannot message this thread until after the post author has sent an initial message",
        ));
    }
    check_message("", &call.body, &call.sizes(), false).check()?;
    if let Some(message) = world.sent_before(channel, &call.body) {
        return Answer::ok(world.shown(message));
    }
    if !call.files.is_empty() {
        world.require(channel, permissions::ATTACH_FILES)?;
    }
    // Discord takes the message without the permission, and shows no embed.
    if world.bot_permissions(channel) & permissions::EMBED_LINKS == 0 {
        call.body["embeds"] = json!([]);
    }
    world.check_promise(&call, &call.body.clone());
    let reference = &call.body["message_reference"];
    let mut replies_to = None;
    if let Some(target) = reference["message_id"].as_str().map(id) {
        if world.seen(channel, target).is_ok() {
            world.require(channel, permissions::READ_MESSAGE_HISTORY)?;
            replies_to = Some(target);
        } else if reference["fail_if_not_exists"] != false {
            return Err(Refused::form(
                "message_reference",
                "REPLIES_UNKNOWN_MESSAGE",
                "Unknown message",
            ));
        }
    }
    let draft = Draft {
        author: world.bot.id,
        channel,
        body: std::mem::take(&mut call.body),
        files: call.files,
        replies_to,
        interaction: None,
        kind: if replies_to.is_some() { 19 } else { 0 },
        id: None,
    };
    let message = world.add_message(&shared.clock, draft);
    world.dispatch_message("MESSAGE_CREATE", message);
    Answer::ok(world.shown(message))
}

fn list(world: &World, channel: u64, query: &str) -> Result<Answer, Refused> {
    let parameter = |name: &str| {
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        let mut value = pairs
            .filter(|(key, _)| *key == name)
            .map(|(_, value)| id(value));
        value.next_back()
    };
    let limit = usize::try_from(parameter("limit").unwrap_or(50)).unwrap_or(usize::MAX);
    if !(1..=100).contains(&limit) {
        let text = "int value should be between 1 and 100.";
        return Err(Refused::form("limit", "NUMBER_TYPE_MAX", text));
    }
    let before = parameter("before").unwrap_or(u64::MAX);
    let after = parameter("after").unwrap_or(0);
    let ids = world.channels[&channel].messages.iter().rev();
    let seen = ids.filter(|id| **id < before && **id > after && world.seen(channel, **id).is_ok());
    let mut messages: Vec<u64> = seen.copied().collect();
    if parameter("after").is_some() {
        messages = messages.split_off(messages.len().saturating_sub(limit));
    }
    messages.truncate(limit);
    Answer::ok(messages.into_iter().map(|id| world.shown(id)).collect())
}

/// Opens a thread in a channel, or on one of its messages.
fn open_thread(
    shared: &Shared,
    world: &mut World,
    parent: u64,
    call: &Call,
) -> Result<Answer, Refused> {
    let mut faults = Faults::default();
    faults.text("name", &call.body["name"], 1, limits::THREAD_TITLE_CHARS);
    faults.check()?;
    let Some(guild) = world.channels[&parent].guild else {
        return Err(no_route());
    };
    let thread = shared.clock.snowflake();
    let name = call.body["name"].as_str().unwrap_or_default();
    let mut channel = Channel::new(thread, guild, ChannelKind::Thread, name);
    channel.parent = Some(parent);
    channel.owner = Some(world.bot.id);
    let mut json = channel.json();
    world.channels.insert(thread, channel);
    json["newly_created"] = json!(true);
    world.dispatch("THREAD_CREATE", Some(guild), &json, None);
    Ok(Answer::Json(201, world.channel_json(thread)))
}

impl World {
    /// Refuses when the bot lacks one of the permissions in the channel.
    pub(super) fn require(&self, channel: u64, needed: u64) -> Result<(), Refused> {
        let missing = needed & !self.bot_permissions(channel);
        if missing & permissions::VIEW_CHANNEL != 0 {
            return Err(Refused::new(403, codes::MISSING_ACCESS, "Missing Access"));
        }
        if missing != 0 {
            return Err(Refused::new(
                403,
                codes::MISSING_PERMISSIONS,
                "Missing Permissions",
            ));
        }
        Ok(())
    }

    /// Whether a channel is a post without a message yet: only its author may write the first.
    pub(crate) fn is_empty_post(&self, channel: u64) -> bool {
        let kind = |id: u64| self.channels.get(&id).map(|channel| channel.kind);
        self.channels.get(&channel).is_some_and(|post| {
            post.messages.is_empty() && post.parent.and_then(kind) == Some(ChannelKind::Forum)
        })
    }

    /// The bot's message in this channel that was sent with the same nonce, where it is to be
    /// sent only once.
    fn sent_before(&self, channel: u64, body: &Value) -> Option<u64> {
        let nonce = body.get("nonce").filter(|nonce| !nonce.is_null())?;
        let once = body["enforce_nonce"] == true;
        let mut sent = self.channels[&channel].messages.iter().rev();
        let same = |id: &&u64| {
            let stored = self.messages.get(id);
            stored.is_some_and(|it| it.author == self.bot.id && it.json.get("nonce") == Some(nonce))
        };
        sent.find(same).filter(|_| once).copied()
    }

    /// The message, if the bot sees it in that channel by its own right. Ephemeral messages are
    /// reached through their interaction only.
    fn seen(&self, channel: u64, message: u64) -> Result<u64, Refused> {
        let found = self.messages.get(&message).filter(|found| {
            found.channel == channel && !found.deleted && found.flags() & EPHEMERAL == 0
        });
        found
            .map(|found| found.id)
            .ok_or_else(|| Refused::new(404, codes::UNKNOWN_MESSAGE, "Unknown Message"))
    }

    /// A message as REST shows it to the bot.
    fn shown(&self, message: u64) -> Value {
        let message = &self.messages[&message];
        let mut json = message.json.clone();
        if self.rules.privileged & MESSAGE_CONTENT == 0 {
            let private = self.channels[&message.channel].guild.is_none();
            blank(&mut json, self.bot.id, private);
        }
        json
    }

    /// Marks a message deleted and tells the bot.
    pub(crate) fn delete_message(&mut self, message: u64) {
        self.dispatch_message("MESSAGE_DELETE", message);
        if let Some(message) = self.messages.get_mut(&message) {
            message.deleted = true;
        }
    }

    /// Checks what a message would be after an edit.
    pub(super) fn check_edit(
        &self,
        path: &str,
        message: u64,
        body: &Value,
        files: &[usize],
    ) -> Result<(), Refused> {
        let mut after = self.messages.get(&message).map_or_else(
            || json!({}),
            |stored| {
                let mut kept = json!({});
                for key in ["content", "embeds", "components", "attachments"] {
                    kept[key] = stored.json[key].clone();
                }
                kept
            },
        );
        for key in ["content", "embeds", "components", "attachments", "flags"] {
            if let Some(value) = body.get(key) {
                after[key] = value.clone();
            }
        }
        check_message(path, &after, files, false).check()
    }

    /// Records a message that might mention someone. Discord would take it; the bot promises not
    /// to write it.
    pub(super) fn check_promise(&mut self, call: &Call, message: &Value) {
        if let Some(reason) = check_mentions(message) {
            self.refuse(Refusal {
                code: codes::MENTIONS_ALLOWED,
                status: None,
                route: format!("{} {}", call.method, super::short(&call.path)),
                reason,
            });
        }
    }
}

/// Undoes the percent signs in a reaction.
fn decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = after
            .get(..2)
            .and_then(|pair| std::str::from_utf8(pair).ok());
        let byte = hex.and_then(|pair| u8::from_str_radix(pair, 16).ok());
        if let Some(byte) = byte.filter(|_| *first == b'%') {
            bytes.push(byte);
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
