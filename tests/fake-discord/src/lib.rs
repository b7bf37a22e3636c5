//! A Discord on this machine that refuses what Discord refuses, to test bots against.
//!
//! [`FakeDiscord`] is a server with real sockets on 127.0.0.1: REST and the gateway. A test
//! starts it, points a bot at [`FakeDiscord::api_url`], and then acts as the people in a guild:
//!
//! ```ignore
//! let discord = FakeDiscord::start().await;
//! // start the bot with discord.api_url() and discord.token()
//! discord.wait_until_ready().await;
//! let ada = discord.member("Ada");
//! let asked = ada.slash(&discord.channel("general"), "ask", json!({"question": "Why?"})).await;
//! println!("{}", asked.reply().await.render());
//! ```
//!
//! What Discord would refuse is answered as Discord answers it, and kept as a [`Refusal`]. When
//! the server is dropped, every refusal that the test did not expect fails the test. Never
//! depends on the bot, nor on the library that the bot is built with: it knows Discord only.

mod builder;
mod channel;
mod check;
mod clock;
mod gateway;
mod guild;
mod interaction;
pub mod limits;
mod message;
pub mod permissions;
mod person;
mod refusal;
mod render;
mod rest;
mod server;
mod shard;
mod shared;
mod world;

pub use builder::Builder;
pub use channel::Channel;
pub use guild::Guild;
pub use interaction::{Choice, Interaction};
pub use message::{File, Message};
pub use person::Person;
pub use refusal::{Refusal, codes};
pub use server::FakeDiscord;
pub use shard::Shard;
pub use world::Scope;
pub use world::faults::Failure;
pub use world::guild::ChannelKind;
pub use world::interaction::InteractionKind;
