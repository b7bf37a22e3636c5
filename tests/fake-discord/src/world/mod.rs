//! Everything the fake Discord knows: people, guilds, messages, commands, sessions, refusals.
//!
//! Plain data behind one lock, and the changes that keep it whole. Never touches a socket: what
//! is to be sent goes into the queue of a session.

pub(crate) mod faults;
pub(crate) mod guild;
pub(crate) mod interaction;
pub(crate) mod message;
mod population;
pub(crate) mod session;

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::time::Duration;

use serde_json::{Value, json};

use crate::builder::Rules;
use crate::refusal::Refusal;
use faults::Fault;
use guild::{Channel, Guild, User};
use interaction::Interaction;
use message::{Message, StoredFile};
use session::Session;

/// Lines of what happened that are kept for the text of a failed wait.
const STORY_LINES: usize = 60;

/// Where commands are registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// In all guilds and in private.
    Global,
    /// In the guild with this id.
    Guild(u64),
}

/// How often something of a bot's was counted.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    pub(crate) interactions: usize,
    pub(crate) answered: usize,
    /// Microseconds from event written to first reply, in the order of the replies.
    pub(crate) latencies: Vec<u32>,
    pub(crate) typing: usize,
    pub(crate) requests: usize,
}

/// All state.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) rules: Rules,
    pub(crate) address: String,
    pub(crate) token: String,
    pub(crate) bot: User,
    pub(crate) application: u64,
    pub(crate) users: HashMap<u64, User>,
    pub(crate) guilds: Vec<Guild>,
    pub(crate) channels: HashMap<u64, Channel>,
    pub(crate) messages: HashMap<u64, Message>,
    pub(crate) files: HashMap<u64, StoredFile>,
    pub(crate) commands: BTreeMap<Scope, Vec<Value>>,
    pub(crate) overwrites: BTreeMap<Scope, usize>,
    pub(crate) created_commands: BTreeMap<Scope, VecDeque<Duration>>,
    pub(crate) interactions: HashMap<u64, Interaction>,
    pub(crate) sessions: Vec<Session>,
    pub(crate) identifies: Vec<(u64, Duration)>,
    pub(crate) refusals: Vec<Refusal>,
    pub(crate) faults: Vec<Fault>,
    pub(crate) requests: VecDeque<Duration>,
    /// Until when everything but interactions is refused, on the server's clock.
    pub(crate) quiet_until: Duration,
    pub(crate) sends: HashMap<u64, VecDeque<Duration>>,
    pub(crate) invalid_requests: VecDeque<Duration>,
    pub(crate) story: VecDeque<String>,
    pub(crate) counts: Counts,
    /// Messages and interactions in the order they came, so that the oldest are forgotten first.
    pub(crate) message_order: VecDeque<u64>,
    pub(crate) interaction_order: VecDeque<u64>,
}

impl World {
    /// Adds a line to what a failed wait shows.
    pub(crate) fn tell(&mut self, line: impl Into<String>) {
        if self.story.len() == STORY_LINES {
            self.story.pop_front();
        }
        self.story.push_back(line.into());
    }

    /// Records a refusal.
    pub(crate) fn refuse(&mut self, refusal: Refusal) {
        self.tell(format!("REFUSED {refusal}"));
        tracing::debug!(%refusal, "refused");
        self.refusals.push(refusal);
    }

    pub(crate) fn guild(&self, id: u64) -> Option<&Guild> {
        self.guilds.iter().find(|guild| guild.id == id)
    }

    /// A user, the bot included.
    pub(crate) fn user(&self, id: u64) -> Option<&User> {
        if id == self.bot.id {
            return Some(&self.bot);
        }
        self.users.get(&id)
    }

    /// A user as JSON; `null` if there is none.
    pub(crate) fn user_json(&self, id: u64) -> Value {
        self.user(id).map_or(Value::Null, User::json)
    }

    /// The private channel between the bot and a person; made when it is first needed.
    pub(crate) fn private_channel(&mut self, user: u64, new_id: u64) -> u64 {
        let known = self
            .channels
            .values()
            .find(|channel| channel.recipient == Some(user))
            .map(|channel| channel.id);
        known.unwrap_or_else(|| {
            self.channels.insert(new_id, Channel::private(new_id, user));
            new_id
        })
    }

    /// What the bot may do in a channel; everything in a private one.
    pub(crate) fn bot_permissions(&self, channel: u64) -> u64 {
        let Some(channel) = self.channels.get(&channel) else {
            return 0;
        };
        let Some(guild) = channel.guild else {
            return crate::permissions::MEMBER;
        };
        let Some(guild) = self.guild(guild) else {
            return 0;
        };
        let parent = channel.parent.and_then(|id| self.channels.get(&id));
        let denied = channel.denied_to_bot | parent.map_or(0, |parent| parent.denied_to_bot);
        guild.permissions(self.bot.id) & !denied
    }

    /// A channel as JSON, with its guild's id.
    pub(crate) fn channel_json(&self, id: u64) -> Value {
        let Some(channel) = self.channels.get(&id) else {
            return Value::Null;
        };
        if let Some(recipient) = channel.recipient {
            return json!({
                "id": id.to_string(),
                "type": 1,
                "last_message_id": channel.messages.last().map(u64::to_string),
                "recipients": [self.user_json(recipient)],
            });
        }
        channel.json()
    }

    /// Forgets the oldest messages and interactions beyond what is to be remembered.
    pub(crate) fn forget_oldest(&mut self) {
        let Some(most) = self.rules.remember else {
            return;
        };
        while self.message_order.len() > most {
            let Some(id) = self.message_order.pop_front() else {
                break;
            };
            if let Some(message) = self.messages.remove(&id) {
                for file in message.files {
                    self.files.remove(&file);
                }
                if let Some(channel) = self.channels.get_mut(&message.channel) {
                    channel.messages.retain(|other| *other != id);
                }
            }
        }
        while self.interaction_order.len() > most {
            if let Some(id) = self.interaction_order.pop_front() {
                self.interactions.remove(&id);
            }
        }
    }
}
