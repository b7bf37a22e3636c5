//! What a fake Discord is started with. Never changes a running one.

use std::time::Duration;

use crate::limits;
use crate::server::FakeDiscord;

/// The privileged intents: members, presences, message content.
const PRIVILEGED: u64 = 1 << 1 | 1 << 8 | 1 << 15;

/// How strict and how large the server is.
#[derive(Clone, Debug)]
pub(crate) struct Rules {
    pub(crate) token: String,
    pub(crate) bot_name: String,
    pub(crate) guilds: usize,
    pub(crate) channels: Vec<String>,
    pub(crate) forums: Vec<String>,
    /// The privileged intents that are switched on.
    pub(crate) privileged: u64,
    pub(crate) shards: u64,
    pub(crate) max_concurrency: u64,
    pub(crate) session_starts: usize,
    pub(crate) identify_period: Duration,
    pub(crate) heartbeat: Duration,
    pub(crate) guilds_per_shard: usize,
    pub(crate) rate_limits: bool,
    pub(crate) message_bucket: Option<(usize, Duration)>,
    pub(crate) remember: Option<usize>,
}

/// Says what to start. Made by [`FakeDiscord::builder`].
#[derive(Clone, Debug)]
#[must_use]
pub struct Builder {
    pub(crate) rules: Rules,
}

impl Builder {
    pub(crate) fn new() -> Self {
        Self {
            rules: Rules {
                token: "MTEwMDAwMDAwMDAwMDAwMDAwMA.fake01.only-a-fake-discord-takes-this-token"
                    .to_owned(),
                bot_name: "Footnote".to_owned(),
                guilds: 1,
                channels: vec!["general".to_owned(), "questions".to_owned()],
                forums: vec!["help".to_owned()],
                privileged: 0,
                shards: 1,
                max_concurrency: 1,
                session_starts: limits::IDENTIFIES,
                identify_period: limits::IDENTIFY_PERIOD,
                heartbeat: Duration::from_millis(41_250),
                guilds_per_shard: limits::SHARD_GUILDS,
                rate_limits: true,
                message_bucket: None,
                remember: None,
            },
        }
    }

    /// The bot's token, without `Bot `.
    pub fn token(mut self, token: &str) -> Self {
        token.clone_into(&mut self.rules.token);
        self
    }

    /// The bot's name; `Footnote` if not said.
    pub fn bot_name(mut self, name: &str) -> Self {
        name.clone_into(&mut self.rules.bot_name);
        self
    }

    /// How many guilds the bot is in; one if not said.
    pub fn guilds(mut self, count: usize) -> Self {
        self.rules.guilds = count;
        self
    }

    /// One more text channel in each guild, beside `general` and `questions`.
    pub fn channel(mut self, name: &str) -> Self {
        self.rules.channels.push(name.to_owned());
        self
    }

    /// One more forum in each guild, beside `help`.
    pub fn forum(mut self, name: &str) -> Self {
        self.rules.forums.push(name.to_owned());
        self
    }

    /// Switches the privileged intents on, the intent for message content among them. A bot that
    /// asks for one that is off is closed with 4014.
    pub fn privileged_intents(mut self) -> Self {
        self.rules.privileged = PRIVILEGED;
        self
    }

    /// The number of shards that `GET /gateway/bot` recommends.
    pub fn shards(mut self, count: u64) -> Self {
        self.rules.shards = count;
        self
    }

    /// How many shards may identify at once.
    pub fn max_concurrency(mut self, count: u64) -> Self {
        self.rules.max_concurrency = count;
        self
    }

    /// How many IDENTIFY are left today.
    pub fn session_starts(mut self, count: usize) -> Self {
        self.rules.session_starts = count;
        self
    }

    /// The time between two IDENTIFY of one bucket; 5 s if not said.
    pub fn identify_period(mut self, period: Duration) -> Self {
        self.rules.identify_period = period;
        self
    }

    /// The interval at which the bot shall send heartbeats; 41.25 s if not said.
    pub fn heartbeat_interval(mut self, interval: Duration) -> Self {
        self.rules.heartbeat = interval;
        self
    }

    /// How many guilds one shard takes before the gateway closes with 4011; 2,500 if not said.
    pub fn guilds_per_shard(mut self, count: usize) -> Self {
        self.rules.guilds_per_shard = count;
        self
    }

    /// Counts no rates: neither requests per second nor invalid requests nor gateway sends.
    pub fn without_rate_limits(mut self) -> Self {
        self.rules.rate_limits = false;
        self
    }

    /// Takes only so many new messages per channel and time. Off if not said, because serenity's
    /// own rate limiter does not work together with its proxy setting.
    pub fn message_bucket(mut self, messages: usize, per: Duration) -> Self {
        self.rules.message_bucket = Some((messages, per));
        self
    }

    /// Remembers only so many messages and interactions, for long runs under load. Counts and
    /// latencies stay.
    pub fn remember(mut self, count: usize) -> Self {
        self.rules.remember = Some(count);
        self
    }

    /// Starts the server on a free port of 127.0.0.1.
    pub async fn start(self) -> FakeDiscord {
        FakeDiscord::launch(self.rules).await
    }
}
