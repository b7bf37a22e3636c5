//! Messages, their files and edits, and their JSON. Never decides who may see one.

use serde_json::{Map, Value, json};

use super::World;
use super::interaction::{Interaction, InteractionKind};
use crate::clock::{Clock, created_at};

/// Message flags.
pub(crate) const EPHEMERAL: u64 = 1 << 6;
pub(crate) const LOADING: u64 = 1 << 7;

/// A file that came with a message.
#[derive(Clone, Debug)]
pub(crate) struct StoredFile {
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) bytes: Vec<u8>,
}

#[derive(Clone, Debug)]
pub(crate) struct Message {
    pub(crate) id: u64,
    pub(crate) channel: u64,
    pub(crate) author: u64,
    /// As REST answers it: the member and the guild's id are added for the gateway.
    pub(crate) json: Value,
    /// What it was before each edit.
    pub(crate) edits: Vec<Value>,
    pub(crate) files: Vec<u64>,
    /// The bot's reactions, in order.
    pub(crate) reactions: Vec<String>,
    pub(crate) deleted: bool,
    /// The message it replies to.
    pub(crate) replies_to: Option<u64>,
}

impl Message {
    pub(crate) fn flags(&self) -> u64 {
        self.json["flags"].as_u64().unwrap_or_default()
    }
}

/// What a new message is made from.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    pub(crate) author: u64,
    pub(crate) channel: u64,
    /// Content, embeds, components and flags as they were sent.
    pub(crate) body: Value,
    pub(crate) files: Vec<(String, StoredFile)>,
    pub(crate) replies_to: Option<u64>,
    pub(crate) interaction: Option<u64>,
    pub(crate) kind: u8,
    /// The id, if it is known before: a post's first message has the post's.
    pub(crate) id: Option<u64>,
}

impl World {
    /// Puts a message into its channel and gives it its id. Sends no event.
    pub(crate) fn add_message(&mut self, clock: &Clock, draft: Draft) -> u64 {
        let id = draft.id.unwrap_or_else(|| clock.snowflake());
        let body = &draft.body;
        let mut json = json!({
            "id": id.to_string(),
            "channel_id": draft.channel.to_string(),
            "type": draft.kind,
            "author": self.user_json(draft.author),
            "content": body["content"].as_str().unwrap_or_default(),
            "timestamp": created_at(id),
            "edited_timestamp": null,
            "tts": false,
            "mention_everyone": false,
            "mentions": [],
            "mention_roles": [],
            "attachments": [],
            "embeds": shown_embeds(&body["embeds"]),
            "components": numbered(&body["components"]),
            "pinned": false,
            "flags": body["flags"].as_u64().unwrap_or(0),
        });
        if let Some(nonce) = body.get("nonce") {
            json["nonce"] = nonce.clone();
        }
        if let Some(target) = draft.replies_to {
            let mut reference = json!({
                "type": 0,
                "message_id": target.to_string(),
                "channel_id": draft.channel.to_string(),
            });
            if let Some(guild) = self.channels.get(&draft.channel).and_then(|c| c.guild) {
                reference["guild_id"] = json!(guild.to_string());
            }
            json["message_reference"] = reference;
            let target = self
                .messages
                .get(&target)
                .filter(|message| !message.deleted);
            json["referenced_message"] = target.map_or(Value::Null, |target| {
                let mut inner = target.json.clone();
                if let Some(inner) = inner.as_object_mut() {
                    inner.remove("referenced_message");
                }
                inner
            });
        }
        if let Some(interaction) = draft.interaction {
            self.add_interaction_to(&mut json, interaction);
        }
        let mut message = Message {
            id,
            channel: draft.channel,
            author: draft.author,
            json,
            edits: Vec::new(),
            files: Vec::new(),
            reactions: Vec::new(),
            deleted: false,
            replies_to: draft.replies_to,
        };
        self.attach(clock, &mut message, draft.files, &draft.body["attachments"]);
        self.mention(&mut message);
        self.messages.insert(id, message);
        self.message_order.push_back(id);
        if let Some(channel) = self.channels.get_mut(&draft.channel) {
            channel.messages.push(id);
        }
        self.forget_oldest();
        id
    }

    /// What a reply says about the interaction that it answers.
    fn add_interaction_to(&self, json: &mut Value, interaction: u64) {
        json["application_id"] = json!(self.application.to_string());
        json["webhook_id"] = json!(self.application.to_string());
        let Some(interaction) = self.interactions.get(&interaction) else {
            return;
        };
        let user = self.user_json(interaction.user);
        json["interaction_metadata"] = self.interaction_metadata(interaction);
        if !interaction.name.is_empty() {
            json["interaction"] = json!({
                "id": interaction.id.to_string(),
                "type": interaction.kind.number(),
                "name": interaction.name,
                "user": user,
            });
        }
    }

    fn interaction_metadata(&self, interaction: &Interaction) -> Value {
        let mut metadata = json!({
            "id": interaction.id.to_string(),
            "type": interaction.kind.number(),
            "user": self.user_json(interaction.user),
            "authorizing_integration_owners": {"0": interaction.guild.unwrap_or(0).to_string()},
        });
        if interaction.kind == InteractionKind::ModalSubmit {
            let asked = interaction.asked.and_then(|id| self.interactions.get(&id));
            // A form that nobody was asked to fill in counts as one after a command.
            let mut trigger = metadata.clone();
            trigger["type"] = json!(InteractionKind::Command.number());
            if let Some(asked) = asked {
                trigger = self.interaction_metadata(asked);
            }
            metadata["triggering_interaction_metadata"] = trigger;
        } else if let Some(message) = interaction.message {
            metadata["interacted_message_id"] = json!(message.to_string());
        }
        metadata
    }

    /// Changes what an edit names, and keeps what was there.
    pub(crate) fn edit_message(
        &mut self,
        clock: &Clock,
        id: u64,
        body: &Value,
        files: Vec<(String, StoredFile)>,
    ) {
        let Some(mut message) = self.messages.remove(&id) else {
            return;
        };
        let loading = message.flags() & LOADING != 0;
        if !loading {
            message.edits.push(message.json.clone());
            message.json["edited_timestamp"] = json!(clock.timestamp());
        }
        message.json["flags"] = json!(message.flags() & !LOADING);
        if let Some(content) = body.get("content") {
            message.json["content"] = json!(content.as_str().unwrap_or_default());
        }
        if let Some(embeds) = body.get("embeds") {
            message.json["embeds"] = shown_embeds(embeds);
        }
        if let Some(components) = body.get("components") {
            message.json["components"] = numbered(components);
        }
        if let Some(kept) = body["attachments"].as_array() {
            let kept: Vec<&Value> = kept.iter().map(|file| &file["id"]).collect();
            if let Some(attachments) = message.json["attachments"].as_array_mut() {
                attachments.retain(|file| kept.contains(&&file["id"]));
            }
        }
        self.attach(clock, &mut message, files, &body["attachments"]);
        self.mention(&mut message);
        self.messages.insert(id, message);
    }

    /// Stores the files that came with a message, and lists them in it.
    fn attach(
        &mut self,
        clock: &Clock,
        message: &mut Message,
        files: Vec<(String, StoredFile)>,
        described: &Value,
    ) {
        for (part, file) in files {
            let id = clock.snowflake();
            let nth = part.trim_start_matches("files[").trim_end_matches(']');
            let described = described.as_array().into_iter().flatten().find(|entry| {
                let id = &entry["id"];
                id.as_str().map_or_else(|| id.to_string(), str::to_owned) == nth
            });
            let mut json = file_json(&self.address, message.channel, id, &file);
            if let Some(text) = described.and_then(|entry| entry["description"].as_str()) {
                json["description"] = json!(text);
            }
            if let Some(attachments) = message.json["attachments"].as_array_mut() {
                attachments.push(json);
            }
            message.files.push(id);
            self.files.insert(id, file);
        }
    }

    /// Lists one more user as mentioned, as a reply does with the author that it answers.
    pub(crate) fn add_mention(&mut self, message: u64, user: u64) {
        let user = self.user_json(user);
        let message = self.messages.get_mut(&message);
        if let Some(mentions) = message.and_then(|m| m.json["mentions"].as_array_mut())
            && !mentions.iter().any(|known| known["id"] == user["id"])
        {
            mentions.push(user);
        }
    }

    /// Lists the users and roles that the content mentions.
    fn mention(&self, message: &mut Message) {
        let content = message.json["content"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        let ids = |prefix: &str| -> Vec<u64> {
            let mut ids = Vec::new();
            for rest in content.split(prefix).skip(1) {
                let rest = rest.strip_prefix('!').unwrap_or(rest);
                if let Some(id) = rest.split('>').next().and_then(|id| id.parse().ok())
                    && !ids.contains(&id)
                {
                    ids.push(id);
                }
            }
            ids
        };
        let guild = self.channels.get(&message.channel).and_then(|c| c.guild);
        let guild = guild.and_then(|id| self.guild(id));
        let mut users: Vec<Value> = Vec::new();
        // What the bot writes mentions nobody: the promise is checked before.
        if message.author != self.bot.id {
            for id in ids("<@") {
                let mut user = self.user_json(id);
                if user.is_object() {
                    if let Some(guild) = guild {
                        user["member"] = guild.partial_member_json(id);
                    }
                    users.push(user);
                }
            }
            message.json["mention_roles"] = ids("<@&")
                .iter()
                .map(u64::to_string)
                .collect::<Vec<_>>()
                .into();
            message.json["mention_everyone"] =
                json!(content.contains("@everyone") || content.contains("@here"));
        }
        message.json["mentions"] = json!(users);
    }
}

/// A file as a message lists it.
pub(crate) fn file_json(address: &str, channel: u64, id: u64, file: &StoredFile) -> Value {
    let url = format!("http://{address}/attachments/{channel}/{id}/{}", file.name);
    json!({
        "id": id.to_string(),
        "filename": file.name,
        "size": file.bytes.len(),
        "url": url,
        "proxy_url": url,
        "content_type": file.kind,
    })
}

/// Embeds as Discord gives them back: each has its type.
fn shown_embeds(embeds: &Value) -> Value {
    let embeds = embeds.as_array().map_or(&[][..], Vec::as_slice).iter();
    let shown = embeds.map(|embed| {
        let mut shown = Map::new();
        for (key, value) in embed.as_object().into_iter().flatten() {
            if !value.is_null() && !value.as_array().is_some_and(Vec::is_empty) {
                shown.insert(key.clone(), value.clone());
            }
        }
        shown.insert("type".to_owned(), json!("rich"));
        Value::Object(shown)
    });
    Value::Array(shown.collect())
}

/// Components as Discord gives them back: each has a number.
fn numbered(components: &Value) -> Value {
    let mut next = 1;
    let mut rows = components.as_array().cloned().unwrap_or_default();
    for row in &mut rows {
        row["id"] = json!(next);
        next += 1;
        for part in row["components"].as_array_mut().into_iter().flatten() {
            part["id"] = json!(next);
            next += 1;
        }
    }
    Value::Array(rows)
}
