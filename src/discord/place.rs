//! Where the bot answers for everybody, as a server has set it. Elsewhere a command is answered
//! for the asker alone, and a mention not at all.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use serenity::all::{ChannelId, CommandInteraction, ComponentInteraction, Message};
use serenity::http::Route;

use super::bot::Bot;
use crate::journal::ServerSettings;

/// Most channels whose parents are remembered.
const MOST_KNOWN: usize = 10_000;

/// The channels that threads lie in, as far as they were looked up. A thread never moves.
#[derive(Default)]
pub struct Parents(Mutex<HashMap<ChannelId, Option<ChannelId>>>);

/// Whether a server has set that the bot answers in a channel, or in the one it lies in. A
/// channel whose threads it answers unasked counts.
fn is_open(settings: &ServerSettings, channel: ChannelId, parent: Option<ChannelId>) -> bool {
    let named = |id: ChannelId| {
        let mut all = settings.channels.iter().chain(&settings.thread_channels);
        all.any(|&channel| channel == id.get())
    };
    settings.channels.is_empty() || named(channel) || parent.is_some_and(named)
}

impl Bot {
    /// Whether a command may be answered for everybody.
    pub fn is_open_to_command(&self, call: &CommandInteraction) -> bool {
        let settings = self.settings.of(call.guild_id.map(Into::into));
        let parent = call.channel.as_ref().and_then(|channel| channel.parent_id);
        is_open(&settings, call.channel_id, parent)
    }

    /// Whether a button may be answered for everybody.
    pub fn is_open_to_press(&self, call: &ComponentInteraction) -> bool {
        let settings = self.settings.of(call.guild_id.map(Into::into));
        let parent = call.channel.as_ref().and_then(|channel| channel.parent_id);
        is_open(&settings, call.channel_id, parent)
    }

    /// Whether a message may be answered.
    pub async fn is_open_to_message(&self, message: &Message) -> bool {
        let settings = self.settings.of(message.guild_id.map(Into::into));
        let channel = message.channel_id;
        // Most messages need no look-up.
        is_open(&settings, channel, None)
            || is_open(&settings, channel, self.parent_of(channel).await)
    }

    async fn parent_of(&self, channel_id: ChannelId) -> Option<ChannelId> {
        let known = |parents: &Parents| {
            let known = parents.0.lock().unwrap_or_else(PoisonError::into_inner);
            known.get(&channel_id).copied()
        };
        if let Some(parent) = known(&self.parents) {
            return parent;
        }
        let route = Route::Channel { channel_id };
        let channel = self.delivery.glance("channel", route, Vec::new()).await?;
        let parent = channel["parent_id"].as_str();
        let parent = parent.and_then(|id| id.parse().ok()).map(ChannelId::new);
        let mut known = self
            .parents
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST_KNOWN {
            known.clear();
        }
        known.insert(channel_id, parent);
        parent
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_list_every_channel_is_open_and_with_one_its_threads_are() {
        let channel = ChannelId::new;
        let none = ServerSettings::default();
        assert!(is_open(&none, channel(1), None));
        let some = ServerSettings {
            channels: vec![1],
            thread_channels: vec![2],
            ..ServerSettings::default()
        };
        assert!(is_open(&some, channel(1), None));
        assert!(is_open(&some, channel(9), Some(channel(1))));
        assert!(is_open(&some, channel(9), Some(channel(2))));
        assert!(!is_open(&some, channel(9), None));
        assert!(!is_open(&some, channel(9), Some(channel(8))));
    }
}
