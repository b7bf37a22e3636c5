//! Sessions of the gateway: what was sent to each shard, and which events it asked for.
//!
//! Never touches a socket: a connection takes what is queued for it.

use std::collections::VecDeque;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::sync::mpsc::UnboundedSender;

use super::World;

/// Events that a session keeps for RESUME.
const KEPT_EVENTS: usize = 1000;

/// Intents.
pub(crate) const GUILDS: u64 = 1;
pub(crate) const GUILD_MESSAGES: u64 = 1 << 9;
pub(crate) const DIRECT_MESSAGES: u64 = 1 << 12;
pub(crate) const MESSAGE_CONTENT: u64 = 1 << 15;

/// What a connection is told to do.
#[derive(Debug)]
pub(crate) enum Order {
    /// Write an event; the interaction that it carries.
    Send(String, Option<u64>),
    /// Close with a code.
    Close(u16),
    /// End without a word.
    Drop,
    /// Neither read nor write any more, and keep the socket open.
    HalfOpen,
    /// Answer no heartbeat any more.
    IgnoreHeartbeats,
    /// Neither read nor write for a time.
    Stall(Duration),
}

/// The connection that serves a session.
#[derive(Debug)]
pub(crate) struct Link {
    pub(crate) number: u64,
    pub(crate) orders: UnboundedSender<Order>,
}

#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) id: String,
    /// Number and count.
    pub(crate) shard: (u64, u64),
    pub(crate) intents: u64,
    pub(crate) sequence: u64,
    pub(crate) kept: VecDeque<(u64, String, Option<u64>)>,
    /// Nothing when no connection serves it.
    pub(crate) connection: Option<Link>,
    /// Events before the last one seen that the next RESUME sends again.
    pub(crate) replay_extra: u64,
    /// How often it was resumed.
    pub(crate) resumed: usize,
    /// Whether the guilds were sent: the bot is ready.
    pub(crate) ready: bool,
    pub(crate) heartbeats: usize,
}

impl Session {
    pub(crate) fn serves(&self, guild: Option<u64>) -> bool {
        let (number, count) = self.shard;
        guild.map_or(0, |guild| (guild >> 22) % count) == number
    }

    /// Tells the connection something. One that has just ended gets events with RESUME.
    pub(crate) fn order(&self, order: Order) {
        if let Some(link) = &self.connection {
            let _ = link.orders.send(order);
        }
    }

    /// Queues an event, and keeps it for RESUME.
    pub(crate) fn dispatch(&mut self, name: &str, data: &Value, interaction: Option<u64>) {
        self.sequence += 1;
        let payload = json!({"op": 0, "t": name, "s": self.sequence, "d": data}).to_string();
        self.order(Order::Send(payload.clone(), interaction));
        if self.kept.len() == KEPT_EVENTS {
            self.kept.pop_front();
        }
        self.kept.push_back((self.sequence, payload, interaction));
    }
}

/// The intent that an event needs; nothing if it needs none.
fn intent(name: &str, guild: Option<u64>) -> u64 {
    match (name, guild) {
        ("MESSAGE_CREATE" | "MESSAGE_UPDATE" | "MESSAGE_DELETE", Some(_)) => GUILD_MESSAGES,
        ("MESSAGE_CREATE" | "MESSAGE_UPDATE" | "MESSAGE_DELETE", None) => DIRECT_MESSAGES,
        (
            "GUILD_CREATE" | "GUILD_UPDATE" | "GUILD_DELETE" | "CHANNEL_CREATE" | "CHANNEL_DELETE"
            | "THREAD_CREATE" | "THREAD_DELETE",
            _,
        ) => GUILDS,
        _ => 0,
    }
}

impl World {
    /// Whether all shards that the bot announced have their guilds.
    pub(crate) fn is_ready(&self) -> bool {
        let ready = self.sessions.iter().filter(|session| session.ready).count();
        let newest = self.sessions.last();
        newest.is_some_and(|session| ready as u64 >= session.shard.1)
    }

    /// The session that a connection serves.
    pub(crate) fn session_of(&mut self, connection: u64) -> Option<&mut Session> {
        let mut sessions = self.sessions.iter_mut();
        sessions.find(|session| {
            let link = session.connection.as_ref();
            link.is_some_and(|link| link.number == connection)
        })
    }

    /// A connection has ended; its session stays, to be resumed.
    pub(crate) fn release(&mut self, connection: u64) {
        if let Some(session) = self.session_of(connection) {
            session.connection = None;
        }
    }

    /// Closes all connections.
    pub(crate) fn close_all(&mut self, code: u16) {
        for session in &self.sessions {
            session.order(Order::Close(code));
        }
    }

    /// Sends an event to the sessions that serve the guild and asked for it.
    pub(crate) fn dispatch(
        &mut self,
        name: &str,
        guild: Option<u64>,
        data: &Value,
        interaction: Option<u64>,
    ) -> bool {
        let needed = intent(name, guild);
        let bot = self.bot.id;
        let mut sent = false;
        for session in &mut self.sessions {
            if !session.serves(guild) || session.intents & needed != needed {
                continue;
            }
            let blanked;
            let mut seen = data;
            if name.starts_with("MESSAGE") && session.intents & MESSAGE_CONTENT == 0 {
                let mut copy = data.clone();
                blank(&mut copy, bot, guild.is_none());
                blanked = copy;
                seen = &blanked;
            }
            session.dispatch(name, seen, interaction);
            sent = true;
        }
        sent
    }

    /// A message's event: create, update or delete.
    pub(crate) fn dispatch_message(&mut self, name: &str, id: u64) {
        let Some(message) = self.messages.get(&id) else {
            return;
        };
        let guild = self.channels.get(&message.channel).and_then(|c| c.guild);
        let mut data = message.json.clone();
        if name == "MESSAGE_DELETE" {
            data = json!({"id": id.to_string(), "channel_id": message.channel.to_string()});
        }
        if let Some(guild) = guild.and_then(|id| self.guild(id)) {
            data["guild_id"] = json!(guild.id.to_string());
            if name != "MESSAGE_DELETE" && guild.member(message.author).is_some() {
                data["member"] = guild.partial_member_json(message.author);
            }
        }
        self.dispatch(name, guild, &data, None);
    }
}

/// Takes out of a message what a bot without the intent for content does not see.
pub(crate) fn blank(message: &mut Value, bot: u64, private: bool) {
    let bot_id = bot.to_string();
    let mentioned = message["mentions"]
        .as_array()
        .is_some_and(|users| users.iter().any(|user| user["id"] == bot_id.as_str()));
    if message["referenced_message"].is_object() {
        blank(&mut message["referenced_message"], bot, private);
    }
    if private || mentioned || message["author"]["id"] == bot_id.as_str() {
        return;
    }
    if message.get("content").is_some() {
        message["content"] = json!("");
    }
    for key in ["embeds", "attachments", "components"] {
        if message.get(key).is_some() {
            message[key] = json!([]);
        }
    }
}
