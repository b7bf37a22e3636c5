//! A test's view of a shard, and everything that can go wrong with its connection.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};

use crate::shared::Shared;
use crate::world::World;
use crate::world::session::{Order, Session};

/// One shard of the bot.
#[derive(Clone, Debug)]
pub struct Shard {
    shared: Arc<Shared>,
    number: u64,
}

impl Shard {
    pub(crate) fn new(shared: Arc<Shared>, number: u64) -> Self {
        Self { shared, number }
    }

    fn find<'a>(&self, world: &'a World) -> Option<&'a Session> {
        world
            .sessions
            .iter()
            .find(|session| session.shard.0 == self.number)
    }

    fn read<T>(&self, look: impl FnOnce(&Session) -> T) -> Option<T> {
        self.find(&self.shared.world()).map(look)
    }

    fn order(&self, order: Order) {
        self.shared.update(|world| {
            world.tell(format!("shard {}: {order:?}, as asked", self.number));
            if let Some(session) = self.find(world) {
                session.order(order);
            }
        });
    }

    /// Waits until the shard has its guilds.
    pub async fn ready(&self) {
        let ready = |world: &World| self.find(world)?.ready.then_some(());
        self.shared
            .wait_for(&format!("ready shard {}", self.number), ready)
            .await;
    }

    /// Its session; another one after a new IDENTIFY.
    pub fn session_id(&self) -> Option<String> {
        self.read(|session| session.id.clone())
    }

    /// How many shards it said there are.
    pub fn count(&self) -> Option<u64> {
        self.read(|session| session.shard.1)
    }

    /// The intents that it asked for.
    pub fn intents(&self) -> Option<u64> {
        self.read(|session| session.intents)
    }

    /// Whether a connection serves it.
    pub fn is_connected(&self) -> bool {
        self.read(|session| session.connection.is_some())
            .unwrap_or(false)
    }

    /// How often its session was resumed.
    pub fn resumes(&self) -> usize {
        self.read(|session| session.resumed).unwrap_or(0)
    }

    /// How many heartbeats came.
    pub fn heartbeats(&self) -> usize {
        self.read(|session| session.heartbeats).unwrap_or(0)
    }

    /// Waits until it was resumed so often.
    pub async fn resumed(&self, times: usize) {
        let resumed = |world: &World| (self.find(world)?.resumed >= times).then_some(());
        self.shared
            .wait_for(&format!("RESUME of shard {}", self.number), resumed)
            .await;
    }

    /// Waits until it has another session than this: it identified anew.
    pub async fn identified_after(&self, session: &str) {
        let other = |world: &World| (self.find(world)?.id != session).then_some(());
        self.shared
            .wait_for(&format!("new session of shard {}", self.number), other)
            .await;
    }

    /// Waits for a heartbeat after now, so that all earlier events were read.
    pub async fn beats(&self) {
        let before = self.heartbeats();
        self.request_heartbeat();
        let more = |world: &World| (self.find(world)?.heartbeats > before).then_some(());
        self.shared
            .wait_for(&format!("heartbeat of shard {}", self.number), more)
            .await;
    }

    /// Ends the connection without a word, as when a cable is cut.
    pub fn drop_connection(&self) {
        self.order(Order::Drop);
    }

    /// Neither reads nor writes any more, and keeps the socket open.
    pub fn half_open(&self) {
        self.order(Order::HalfOpen);
    }

    /// Answers no heartbeat any more, and goes on with everything else.
    pub fn ignore_heartbeats(&self) {
        self.order(Order::IgnoreHeartbeats);
    }

    /// Neither reads nor writes for a time.
    pub fn stall(&self, time: Duration) {
        self.order(Order::Stall(time));
    }

    /// Closes with a code.
    pub fn close(&self, code: u16) {
        self.order(Order::Close(code));
    }

    /// Asks the bot to connect anew and resume.
    pub fn request_reconnect(&self) {
        self.order(Order::Send(json!({"op": 7, "d": null}).to_string(), None));
    }

    /// Asks the bot for a heartbeat.
    pub fn request_heartbeat(&self) {
        self.order(Order::Send(json!({"op": 1, "d": null}).to_string(), None));
    }

    /// Tells the bot that its session is no longer valid, and forgets it unless it may be
    /// resumed.
    pub fn invalidate_session(&self, resumable: bool) {
        self.order(Order::Send(
            json!({"op": 9, "d": resumable}).to_string(),
            None,
        ));
        if !resumable {
            self.forget_session();
        }
    }

    /// Forgets the session, as Discord does after a while: a RESUME is answered with opcode 9.
    pub fn forget_session(&self) {
        self.shared.update(|world| {
            world
                .sessions
                .retain(|session| session.shard.0 != self.number);
        });
    }

    /// Lets the next RESUME bring so many events again that the bot has already seen.
    pub fn replay_extra(&self, events: u64) {
        self.shared.update(|world| {
            for session in world
                .sessions
                .iter_mut()
                .filter(|s| s.shard.0 == self.number)
            {
                session.replay_extra = events;
            }
        });
    }

    /// Sends the newest event with this name once more, as a new one.
    pub fn repeat_event(&self, name: &str) {
        self.shared.update(|world| {
            for session in world
                .sessions
                .iter_mut()
                .filter(|s| s.shard.0 == self.number)
            {
                let kept = session.kept.iter().rev();
                let mut payloads = kept.filter_map(|(_, text, interaction)| {
                    Some((serde_json::from_str::<Value>(text).ok()?, *interaction))
                });
                let newest = payloads.find(|(payload, _)| payload["t"] == name);
                if let Some((payload, interaction)) = newest {
                    session.dispatch(name, &payload["d"], interaction);
                }
            }
        });
    }
}
