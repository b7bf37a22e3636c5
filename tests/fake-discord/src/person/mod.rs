//! People: what they write and open. Never what the bot does.

mod commands;
mod components;
mod options;
mod payload;

use std::sync::Arc;

use serde_json::json;

use crate::clock::Clock;
use crate::shared::Shared;
use crate::world::World;
use crate::world::guild::{Channel as StoredChannel, ChannelKind};
use crate::world::message::{Draft, StoredFile};
use crate::{Channel, Message};

/// Somebody in a guild with the bot.
#[derive(Clone, Debug)]
pub struct Person {
    pub(crate) shared: Arc<Shared>,
    user: u64,
    guild: u64,
}

impl Person {
    pub(crate) fn new(shared: Arc<Shared>, user: u64, guild: u64) -> Self {
        Self {
            shared,
            user,
            guild,
        }
    }

    /// The id of the user.
    pub fn id(&self) -> u64 {
        self.user
    }

    /// The text that mentions the person.
    pub fn mention(&self) -> String {
        format!("<@{}>", self.user)
    }

    /// Sets the language of the person's client, as Discord names it: `de`, `pt-BR`.
    pub fn speaks(&self, locale: &str) {
        self.shared.update(|world| {
            if let Some(user) = world.users.get_mut(&self.user) {
                locale.clone_into(&mut user.locale);
            }
        });
    }

    /// Takes no private messages from now on.
    pub fn takes_no_private_messages(&self) {
        self.shared.update(|world| {
            if let Some(user) = world.users.get_mut(&self.user) {
                user.takes_no_private_messages = true;
            }
        });
    }

    /// The private channel with the bot.
    pub fn private_channel(&self) -> Channel {
        let new = self.shared.clock.snowflake();
        let id = self
            .shared
            .update(|world| world.private_channel(self.user, new));
        Channel::new(Arc::clone(&self.shared), id)
    }

    /// Writes a message. `<@id>` mentions a user.
    pub fn says(&self, channel: &Channel, text: &str) -> Message {
        self.write(self.draft(channel.id(), text), true)
    }

    /// Writes a message with a file.
    pub fn sends_file(&self, channel: &Channel, text: &str, name: &str, bytes: &[u8]) -> Message {
        let file = StoredFile {
            name: name.to_owned(),
            kind: "text/plain; charset=utf-8".to_owned(),
            bytes: bytes.to_vec(),
        };
        let draft = Draft {
            files: vec![("files[0]".to_owned(), file)],
            ..self.draft(channel.id(), text)
        };
        self.write(draft, true)
    }

    /// Replies to a message, which mentions its author.
    pub fn replies_to(&self, message: &Message, text: &str) -> Message {
        self.write(self.reply_draft(message, text), true)
    }

    /// Replies to a message with the mention switched off.
    pub fn replies_quietly_to(&self, message: &Message, text: &str) -> Message {
        self.write(self.reply_draft(message, text), false)
    }

    /// Writes the bot a private message.
    pub fn writes_privately(&self, text: &str) -> Message {
        self.says(&self.private_channel(), text)
    }

    /// Changes a message of their own.
    pub fn edits(&self, message: &Message, text: &str) -> Message {
        self.shared.update(|world| {
            world.edit_message(
                &self.shared.clock,
                message.id(),
                &json!({"content": text}),
                Vec::new(),
            );
            world.dispatch_message("MESSAGE_UPDATE", message.id());
        });
        message.now()
    }

    /// Deletes a message.
    pub fn deletes(&self, message: &Message) {
        self.shared
            .update(|world| world.delete_message(message.id()));
    }

    /// Opens a thread in a text channel, or a post in a forum, with its first message.
    pub fn opens_thread(&self, parent: &Channel, title: &str, text: &str) -> (Channel, Message) {
        let clock = &self.shared.clock;
        let (thread, message) = self.shared.update(|world| {
            let thread = self.begin_thread(world, parent, title);
            let draft = self.draft(thread, text);
            (thread, Self::write_in(world, clock, draft, true))
        });
        let thread = Channel::new(Arc::clone(&self.shared), thread);
        (thread, self.message(message))
    }

    /// Opens a thread or a post whose first message is still to come: what is said in it first.
    pub fn begins_thread(&self, parent: &Channel, title: &str) -> Channel {
        let begin = |world: &mut World| self.begin_thread(world, parent, title);
        let thread = self.shared.update(begin);
        Channel::new(Arc::clone(&self.shared), thread)
    }

    fn begin_thread(&self, world: &mut World, parent: &Channel, title: &str) -> u64 {
        let thread = self.shared.clock.snowflake();
        let mut channel = StoredChannel::new(thread, self.guild, ChannelKind::Thread, title);
        channel.parent = Some(parent.id());
        channel.owner = Some(self.user);
        let mut json = channel.json();
        world.channels.insert(thread, channel);
        json["newly_created"] = json!(true);
        world.dispatch("THREAD_CREATE", Some(self.guild), &json, None);
        thread
    }

    pub(crate) fn message(&self, id: u64) -> Message {
        let message = Message::read(&self.shared, &self.shared.world(), id);
        message.expect("the message was just written")
    }

    fn draft(&self, channel: u64, text: &str) -> Draft {
        Draft {
            author: self.user,
            channel,
            body: json!({"content": text}),
            ..Draft::default()
        }
    }

    fn reply_draft(&self, message: &Message, text: &str) -> Draft {
        Draft {
            replies_to: Some(message.id()),
            kind: 19,
            ..self.draft(message.channel_id(), text)
        }
    }

    fn write(&self, draft: Draft, pings: bool) -> Message {
        let clock = &self.shared.clock;
        let id = self
            .shared
            .update(|world| Self::write_in(world, clock, draft, pings));
        self.message(id)
    }

    fn write_in(world: &mut World, clock: &Clock, mut draft: Draft, pings: bool) -> u64 {
        // The first message of a post has the post's id.
        if world.is_empty_post(draft.channel) {
            draft.id = Some(draft.channel);
        }
        let line = format!("a person wrote {}", draft.body["content"]);
        let replies_to = draft.replies_to;
        let id = world.add_message(clock, draft);
        if pings && let Some(target) = replies_to.and_then(|id| world.messages.get(&id)) {
            world.add_mention(id, target.author);
        }
        world.tell(line);
        world.dispatch_message("MESSAGE_CREATE", id);
        id
    }
}
