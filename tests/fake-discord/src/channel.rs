//! A test's view of a channel, a thread or a private channel. Never writes in it.

use std::sync::Arc;

use crate::Message;
use crate::shared::Shared;
use crate::world::World;

/// A place where messages are.
#[derive(Clone, Debug)]
pub struct Channel {
    pub(crate) shared: Arc<Shared>,
    id: u64,
}

impl Channel {
    pub(crate) fn new(shared: Arc<Shared>, id: u64) -> Self {
        Self { shared, id }
    }

    /// Its id.
    pub fn id(&self) -> u64 {
        self.id
    }

    /// Its name; a thread's title.
    pub fn name(&self) -> String {
        let world = self.shared.world();
        world
            .channels
            .get(&self.id)
            .map(|channel| channel.name.clone())
            .unwrap_or_default()
    }

    /// Takes permissions away from the bot here: see [`crate::permissions`].
    pub fn deny(&self, permissions: u64) {
        self.shared.update(|world| {
            if let Some(channel) = world.channels.get_mut(&self.id) {
                channel.denied_to_bot |= permissions;
            }
        });
    }

    /// Gives the bot back what [`Self::deny`] took.
    pub fn allow(&self, permissions: u64) {
        self.shared.update(|world| {
            if let Some(channel) = world.channels.get_mut(&self.id) {
                channel.denied_to_bot &= !permissions;
            }
        });
    }

    /// All messages that are still there, oldest first, ephemeral ones among them.
    pub fn messages(&self) -> Vec<Message> {
        let world = self.shared.world();
        let ids = world
            .channels
            .get(&self.id)
            .map_or(&[][..], |channel| &channel.messages);
        let there = ids
            .iter()
            .filter(|id| world.messages.get(id).is_some_and(|m| !m.deleted));
        there
            .filter_map(|id| Message::read(&self.shared, &world, *id))
            .collect()
    }

    /// The bot's messages that are still there, oldest first.
    pub fn bot_messages(&self) -> Vec<Message> {
        let mut messages = self.messages();
        messages.retain(Message::is_from_bot);
        messages
    }

    /// Waits for the next message of the bot: the oldest that this method has not given yet.
    pub async fn next_message(&self) -> Message {
        let what = format!("message of the bot in #{}", self.name());
        let find = |world: &World| {
            let channel = world.channels.get(&self.id)?;
            let mut new = channel.messages.iter().filter(|id| **id > channel.given);
            let id = new.find(|id| {
                world
                    .messages
                    .get(id)
                    .is_some_and(|m| m.author == world.bot.id)
            })?;
            Message::read(&self.shared, world, *id)
        };
        let message = self.shared.wait_for(&what, find).await;
        self.shared.update(|world| {
            if let Some(channel) = world.channels.get_mut(&self.id) {
                channel.given = message.id();
            }
        });
        message
    }

    /// Proves that the bot writes nothing here while something else goes on: give it an event
    /// that the bot answers elsewhere, and its answer.
    ///
    /// ```ignore
    /// ada.says(&general, "nothing for the bot");
    /// general.stays_quiet_while(async { ada.writes_privately("hello").answer().await }).await;
    /// ```
    ///
    /// # Panics
    ///
    /// If the bot wrote a message here.
    pub async fn stays_quiet_while<T>(&self, other: impl Future<Output = T>) -> T {
        let count = |world: &World| {
            let ids = world
                .channels
                .get(&self.id)
                .map_or(&[][..], |channel| &channel.messages);
            let own = ids.iter().filter(|id| {
                world
                    .messages
                    .get(id)
                    .is_some_and(|message| message.author == world.bot.id)
            });
            own.count()
        };
        let before = count(&self.shared.world());
        let done = other.await;
        let after = count(&self.shared.world());
        assert_eq!(
            after,
            before,
            "the bot wrote in #{}. {}",
            self.name(),
            self.shared.story()
        );
        done
    }
}
