//! A test's view of an interaction: what the bot replied, and how fast. Never replies itself.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use tokio::sync::Notify;

use crate::Message;
use crate::shared::Shared;
use crate::world::World;
use crate::world::interaction::{FirstReply, Interaction as Stored};

/// Discord's numbers for the kinds of reply.
const DEFERRED_MESSAGE: u64 = 5;
const DEFERRED_UPDATE: u64 = 6;
const CHOICES: u64 = 8;
const MODAL: u64 = 9;

/// Something that a person did and that the bot is to reply to.
#[derive(Clone, Debug)]
pub struct Interaction {
    pub(crate) shared: Arc<Shared>,
    pub(crate) id: u64,
    changed: Arc<Notify>,
    what: String,
}

/// A choice of an autocomplete reply.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What the person reads.
    pub name: String,
    /// What is sent when it is chosen.
    pub value: Value,
}

impl Interaction {
    pub(crate) fn new(shared: Arc<Shared>, id: u64, changed: Arc<Notify>, what: String) -> Self {
        Self {
            shared,
            id,
            changed,
            what,
        }
    }

    /// Its id.
    pub fn id(&self) -> u64 {
        self.id
    }

    /// Its token.
    pub fn token(&self) -> String {
        let world = self.shared.world();
        world
            .interactions
            .get(&self.id)
            .map(|known| known.token.clone())
            .unwrap_or_default()
    }

    async fn wait<T>(&self, what: &str, mut look: impl FnMut(&World, &Stored) -> Option<T>) -> T {
        let what = format!("{what} to {}", self.what);
        let look = |world: &World| {
            let known = world.interactions.get(&self.id);
            look(
                world,
                known.expect("the interaction was forgotten: Builder::remember is too small"),
            )
        };
        self.shared.wait_on(&self.changed, &what, look).await
    }

    async fn first(&self, what: &str) -> FirstReply {
        self.wait(what, |_, known| known.first.clone()).await
    }

    /// Waits for the message that answers it: the first reply, or what a deferred one becomes.
    ///
    /// # Panics
    ///
    /// If the bot replied with something else, or not in time.
    pub async fn reply(&self) -> Message {
        let look = |world: &World, known: &Stored| {
            let first = known.first.as_ref()?;
            assert!(
                first.kind < CHOICES,
                "{} was answered with a reply of type {}, not with a message",
                self.what,
                first.kind
            );
            let stored = world.messages.get(&known.original?)?;
            let message = Message::read(&self.shared, world, stored.id)?;
            let done = match first.kind {
                DEFERRED_MESSAGE => !message.is_loading(),
                DEFERRED_UPDATE => !stored.edits.is_empty() || stored.deleted,
                _ => true,
            };
            done.then_some(message)
        };
        self.wait("reply", look).await
    }

    /// Waits for the first reply, whatever it is, and gives the time from the event written to
    /// the reply received.
    pub async fn acknowledged(&self) -> Duration {
        self.first("first reply").await.latency
    }

    /// Waits for a first reply that only says that the bot is thinking. Whether it is ephemeral.
    ///
    /// # Panics
    ///
    /// If the first reply is another.
    pub async fn deferred(&self) -> bool {
        let first = self.first("deferred reply").await;
        assert!(
            matches!(first.kind, DEFERRED_MESSAGE | DEFERRED_UPDATE),
            "{} was not deferred but answered with a reply of type {}",
            self.what,
            first.kind
        );
        first.data["flags"].as_u64().unwrap_or(0) & 64 != 0
    }

    /// Waits for the choices of an autocomplete.
    ///
    /// # Panics
    ///
    /// If the bot replied with something else.
    pub async fn choices(&self) -> Vec<Choice> {
        let first = self.first("choices").await;
        assert_eq!(
            first.kind, CHOICES,
            "{} was not answered with choices",
            self.what
        );
        let choices = first.data["choices"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        let choices = choices.into_iter().map(|choice| Choice {
            name: choice["name"].as_str().unwrap_or_default().to_owned(),
            value: choice["value"].clone(),
        });
        choices.collect()
    }

    /// Waits for a form to fill in, as Discord's JSON: see [`crate::Person::submits`].
    ///
    /// # Panics
    ///
    /// If the bot replied with something else.
    pub async fn modal(&self) -> Value {
        let first = self.first("modal").await;
        assert_eq!(
            first.kind, MODAL,
            "{} was not answered with a modal",
            self.what
        );
        first.data
    }

    /// The messages that followed the first reply so far.
    pub fn follow_ups(&self) -> Vec<Message> {
        let world = self.shared.world();
        let known = world.interactions.get(&self.id);
        let ids = known.map_or(&[][..], |known| &known.follow_ups);
        ids.iter()
            .filter_map(|id| Message::read(&self.shared, &world, *id))
            .collect()
    }

    /// Waits for the message that follows the first reply as number `nth`, from 0.
    pub async fn follow_up(&self, nth: usize) -> Message {
        let look = |world: &World, known: &Stored| {
            Message::read(&self.shared, world, *known.follow_ups.get(nth)?)
        };
        self.wait("follow-up", look).await
    }

    /// Whether there is a first reply.
    pub fn is_answered(&self) -> bool {
        let world = self.shared.world();
        world
            .interactions
            .get(&self.id)
            .is_some_and(|known| known.first.is_some())
    }

    /// How many replies and follow-ups were taken so far.
    pub fn answers(&self) -> usize {
        let world = self.shared.world();
        world.interactions.get(&self.id).map_or(0, |known| {
            usize::from(known.first.is_some()) + known.follow_ups.len()
        })
    }

    /// Makes its token worthless at once.
    pub fn expire(&self) {
        self.shared.update(|world| {
            if let Some(known) = world.interactions.get_mut(&self.id) {
                known.expired = true;
            }
        });
    }
}
