//! What is known of an interaction: who began it, when, and what the bot replied. Never validates.

use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::Value;
use tokio::sync::Notify;

/// What a person did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InteractionKind {
    /// A slash command, or one of a context menu.
    Command,
    /// A press of a button, or a choice in a select menu.
    Component,
    /// A text that is being typed into an option.
    Autocomplete,
    /// A form that was filled in.
    ModalSubmit,
}

impl InteractionKind {
    pub(crate) fn number(self) -> u8 {
        match self {
            Self::Command => 2,
            Self::Component => 3,
            Self::Autocomplete => 4,
            Self::ModalSubmit => 5,
        }
    }
}

/// The bot's first reply to an interaction.
#[derive(Clone, Debug)]
pub(crate) struct FirstReply {
    /// Discord's number for the kind of reply.
    pub(crate) kind: u64,
    /// What came with it.
    pub(crate) data: Value,
    pub(crate) latency: Duration,
}

#[derive(Debug)]
pub(crate) struct Interaction {
    pub(crate) id: u64,
    pub(crate) token: String,
    pub(crate) kind: InteractionKind,
    /// The command's name; empty for components.
    pub(crate) name: String,
    pub(crate) user: u64,
    pub(crate) channel: u64,
    pub(crate) guild: Option<u64>,
    /// The message whose component was used.
    pub(crate) message: Option<u64>,
    /// The interaction that was replied to with the form.
    pub(crate) asked: Option<u64>,
    /// On the server's clock.
    pub(crate) created: Duration,
    /// When the event was written to the socket.
    pub(crate) written: Option<Instant>,
    pub(crate) first: Option<FirstReply>,
    /// The message of the first reply.
    pub(crate) original: Option<u64>,
    pub(crate) follow_ups: Vec<u64>,
    pub(crate) expired: bool,
    pub(crate) changed: Arc<Notify>,
}
