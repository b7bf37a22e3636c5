//! A test's view of a message, as it was when it was looked at. Never changes it.

use std::sync::Arc;

use serde_json::Value;

use crate::render::render;
use crate::shared::Shared;
use crate::world::World;
use crate::world::message::{EPHEMERAL, LOADING};

/// A file that came with a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name.
    pub name: String,
    /// Its MIME type.
    pub kind: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// A message, as it was when it was looked at: see [`Self::now`].
#[derive(Clone, Debug)]
pub struct Message {
    pub(crate) shared: Arc<Shared>,
    id: u64,
    json: Value,
}

impl Message {
    pub(crate) fn read(shared: &Arc<Shared>, world: &World, id: u64) -> Option<Self> {
        let stored = world.messages.get(&id)?;
        Some(Self {
            shared: Arc::clone(shared),
            id,
            json: stored.json.clone(),
        })
    }

    /// The message as it is now.
    #[must_use]
    pub fn now(&self) -> Self {
        let world = self.shared.world();
        Self::read(&self.shared, &world, self.id).unwrap_or_else(|| self.clone())
    }

    /// Its id.
    pub fn id(&self) -> u64 {
        self.id
    }

    /// The id of its channel.
    pub fn channel_id(&self) -> u64 {
        self.json["channel_id"]
            .as_str()
            .and_then(|id| id.parse().ok())
            .unwrap_or(0)
    }

    /// All of it, as Discord's JSON.
    pub fn json(&self) -> &Value {
        &self.json
    }

    /// What is written in it, beside embeds.
    pub fn content(&self) -> &str {
        self.json["content"].as_str().unwrap_or_default()
    }

    /// Its embeds, as Discord's JSON.
    pub fn embeds(&self) -> &[Value] {
        self.json["embeds"].as_array().map_or(&[], Vec::as_slice)
    }

    /// Its rows of components, as Discord's JSON.
    pub fn components(&self) -> &[Value] {
        self.json["components"]
            .as_array()
            .map_or(&[], Vec::as_slice)
    }

    /// The labels of its buttons that can be pressed, in order.
    pub fn buttons(&self) -> Vec<&str> {
        let parts = self
            .parts()
            .filter(|part| part["type"] == 2 && part["disabled"] != true);
        parts.filter_map(|part| part["label"].as_str()).collect()
    }

    pub(crate) fn parts(&self) -> impl Iterator<Item = &Value> {
        let rows = self.components().iter();
        rows.flat_map(|row| row["components"].as_array().into_iter().flatten())
    }

    /// Its flags.
    pub fn flags(&self) -> u64 {
        self.json["flags"].as_u64().unwrap_or(0)
    }

    /// Whether only the person who caused it sees it.
    pub fn is_ephemeral(&self) -> bool {
        self.flags() & EPHEMERAL != 0
    }

    /// Whether it only says that the bot is thinking.
    pub fn is_loading(&self) -> bool {
        self.flags() & LOADING != 0
    }

    /// Whether the bot wrote it.
    pub fn is_from_bot(&self) -> bool {
        self.json["author"]["id"].as_str() == Some(&self.shared.world().bot.id.to_string())
    }

    /// Whether it has been deleted since.
    pub fn is_deleted(&self) -> bool {
        self.shared
            .world()
            .messages
            .get(&self.id)
            .is_none_or(|stored| stored.deleted)
    }

    /// All that can be read in it: content, embeds, labels.
    pub fn text(&self) -> String {
        render(&self.json)
    }

    /// Its files.
    pub fn files(&self) -> Vec<File> {
        let world = self.shared.world();
        let listed = self.json["attachments"].as_array().into_iter().flatten();
        let ids = listed.filter_map(|file| file["id"].as_str()?.parse::<u64>().ok());
        let stored = ids.filter_map(|id| world.files.get(&id));
        let files = stored.map(|file| File {
            name: file.name.clone(),
            kind: file.kind.clone(),
            bytes: file.bytes.clone(),
        });
        files.collect()
    }

    /// What it was before each edit so far, oldest first.
    pub fn edits(&self) -> Vec<Self> {
        let world = self.shared.world();
        let stored = world.messages.get(&self.id);
        let edits = stored.map_or(&[][..], |stored| &stored.edits);
        let older = edits.iter().map(|json| Self {
            shared: Arc::clone(&self.shared),
            id: self.id,
            json: json.clone(),
        });
        older.collect()
    }

    /// The bot's reactions so far.
    pub fn reactions(&self) -> Vec<String> {
        let world = self.shared.world();
        world
            .messages
            .get(&self.id)
            .map(|stored| stored.reactions.clone())
            .unwrap_or_default()
    }

    /// Waits until an edit makes it such as is looked for.
    pub async fn until(&self, what: &str, mut such: impl FnMut(&Self) -> bool) -> Self {
        // Without the lock, for what is looked for may ask the server itself.
        let find = || {
            let message = self.now();
            such(&message).then_some(message)
        };
        let what = format!("edit to a message that {what}");
        self.shared
            .wait_until(&self.shared.changed, &what, find)
            .await
    }

    /// Waits until it is deleted.
    pub async fn until_deleted(&self) {
        let gone = |world: &World| {
            let stored = world.messages.get(&self.id);
            stored.is_none_or(|stored| stored.deleted).then_some(())
        };
        self.shared.wait_for("deletion of a message", gone).await;
    }

    /// What the bot wrote as a reply to it so far, deleted ones among it.
    pub fn replies(&self) -> Vec<Self> {
        let world = self.shared.world();
        let mut ids: Vec<u64> = world
            .messages
            .values()
            .filter(|stored| stored.replies_to == Some(self.id) && stored.author == world.bot.id)
            .map(|stored| stored.id)
            .collect();
        ids.sort_unstable();
        ids.into_iter()
            .filter_map(|id| Self::read(&self.shared, &world, id))
            .collect()
    }

    /// Waits for the first message that the bot writes as a reply to it.
    pub async fn reply(&self) -> Self {
        let what = format!("reply to {:?}", self.content());
        let find = |world: &World| {
            let mut all = world.messages.values();
            let reply = all.find(|m| m.replies_to == Some(self.id) && m.author == world.bot.id)?;
            Self::read(&self.shared, world, reply.id)
        };
        self.shared.wait_for(&what, find).await
    }

    /// Waits for the first message that the bot writes after it in the same channel, a reply or
    /// not.
    pub async fn answer(&self) -> Self {
        let what = format!("message of the bot after {:?}", self.content());
        let channel = self.channel_id();
        let find = |world: &World| {
            let ids = world.channels.get(&channel)?.messages.iter();
            let mut later = ids.filter(|id| **id > self.id);
            let id = later.find(|id| {
                world
                    .messages
                    .get(id)
                    .is_some_and(|m| m.author == world.bot.id)
            })?;
            Self::read(&self.shared, world, *id)
        };
        self.shared.wait_for(&what, find).await
    }

    /// A picture of the message in plain text.
    pub fn render(&self) -> String {
        render(&self.json)
    }
}
