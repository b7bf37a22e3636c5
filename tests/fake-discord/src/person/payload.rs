//! Interactions as Discord sends them, with every key that a library may insist on.

use std::sync::Arc;

use serde_json::{Value, json};
use tokio::sync::Notify;

use super::Person;
use crate::limits;
use crate::world::World;
use crate::world::interaction::{Interaction as Stored, InteractionKind};
use crate::{Channel, Interaction};

/// What an interaction is begun with.
pub(super) struct Beginning {
    pub(super) kind: InteractionKind,
    /// The command's name; empty for components.
    pub(super) name: String,
    pub(super) data: Value,
    /// The message whose component was used, or whose modal was filled in.
    pub(super) message: Option<u64>,
    /// The interaction that was replied to with the form.
    pub(super) asked: Option<u64>,
}

impl Person {
    /// Begins an interaction and sends its event.
    pub(super) fn begin(&self, channel: &Channel, beginning: Beginning) -> Interaction {
        let clock = &self.shared.clock;
        let changed = Arc::new(Notify::new());
        let what = match beginning.kind {
            InteractionKind::Command => format!("/{}", beginning.name),
            InteractionKind::Autocomplete => format!("the text typed into /{}", beginning.name),
            _ => format!("the component {}", beginning.data["custom_id"]),
        };
        let id = self.shared.update(|world| {
            let id = clock.snowflake();
            let token = format!(
                "aW50ZXJhY3Rpb246{:032x}-{id}",
                id.wrapping_mul(0x9E37_79B9_7F4A_7C15)
            );
            let guild = world
                .channels
                .get(&channel.id())
                .and_then(|channel| channel.guild);
            let payload = self.payload(world, channel.id(), guild, id, &token, &beginning);
            world.interactions.insert(
                id,
                Stored {
                    id,
                    token,
                    kind: beginning.kind,
                    name: beginning.name,
                    user: self.user,
                    channel: channel.id(),
                    guild,
                    message: beginning.message,
                    asked: beginning.asked,
                    created: clock.now(),
                    written: None,
                    first: None,
                    original: None,
                    follow_ups: Vec::new(),
                    expired: false,
                    changed: Arc::clone(&changed),
                },
            );
            world.interaction_order.push_back(id);
            world.counts.interactions += 1;
            world.tell(format!("a person used {what}"));
            world.forget_oldest();
            if !world.dispatch("INTERACTION_CREATE", guild, &payload, Some(id)) {
                world.tell("but no shard serves that place: the application did not respond");
            }
            id
        });
        Interaction::new(Arc::clone(&self.shared), id, changed, what)
    }

    fn payload(
        &self,
        world: &World,
        channel: u64,
        guild: Option<u64>,
        id: u64,
        token: &str,
        beginning: &Beginning,
    ) -> Value {
        let user = world.user_json(self.user);
        let locale = world.user(self.user).map_or("en-US", |user| &user.locale);
        let mut payload = json!({
            "id": id.to_string(),
            "application_id": world.application.to_string(),
            "type": beginning.kind.number(),
            "token": token,
            "version": 1,
            "channel_id": channel.to_string(),
            "channel": partial_channel(world, channel),
            "locale": locale,
            "entitlements": [],
            "attachment_size_limit": limits::FILE_BYTES,
            "authorizing_integration_owners": {"0": guild.unwrap_or(0).to_string()},
            "context": i32::from(guild.is_none()),
            "app_permissions": world.bot_permissions(channel).to_string(),
            "data": beginning.data,
        });
        if let Some(guild) = guild.and_then(|id| world.guild(id)) {
            let mut member = guild.partial_member_json(self.user);
            member["user"] = user;
            member["permissions"] = json!(guild.permissions(self.user).to_string());
            payload["member"] = member;
            payload["guild_id"] = json!(guild.id.to_string());
            payload["guild_locale"] = json!(guild.locale);
            payload["guild"] = json!({
                "id": guild.id.to_string(),
                "locale": guild.locale,
                "features": [],
            });
        } else {
            payload["user"] = user;
        }
        if let Some(message) = beginning.message.and_then(|id| world.messages.get(&id)) {
            payload["message"] = message.json.clone();
        }
        payload
    }
}

/// A channel as interactions carry it.
pub(super) fn partial_channel(world: &World, id: u64) -> Value {
    let mut json = world.channel_json(id);
    if json.is_object() {
        json["permissions"] = json!(world.bot_permissions(id).to_string());
    }
    json
}
