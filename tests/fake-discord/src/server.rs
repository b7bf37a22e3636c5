//! The server: starts, ends, and answers what a test asks about the bot.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::get;
use axum::serve::ListenerExt;
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::builder::{Builder, Rules};
use crate::clock::Clock;
use crate::refusal::Refusal;
use crate::shared::Shared;
use crate::world::faults::{Failure, Fault};
use crate::world::guild::User;
use crate::world::{Counts, Scope, World};
use crate::{Channel, Guild, Message, Person, Shard, gateway, rest};

/// A Discord on this machine.
///
/// When it is dropped, the test fails if the bot did anything that Discord refuses and that the
/// test did not expect with [`Self::expect_refusal`].
#[derive(Debug)]
pub struct FakeDiscord {
    pub(crate) shared: Arc<Shared>,
    server: JoinHandle<()>,
}

impl FakeDiscord {
    /// Starts one with a guild, two text channels (`general` and `questions`) and a forum
    /// (`help`).
    pub async fn start() -> Self {
        Self::builder().start().await
    }

    /// Says first what to start.
    pub fn builder() -> Builder {
        Builder::new()
    }

    pub(crate) async fn launch(rules: Rules) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .await
            .expect("a free port on 127.0.0.1");
        let address = listener
            .local_addr()
            .expect("the socket is bound")
            .to_string();
        let clock = Clock::start();
        let token = rules.token.clone();
        let bot = User::new(clock.snowflake(), &rules.bot_name, true);
        let mut world = World {
            address,
            token,
            // A bot made today has its application's id.
            application: bot.id,
            bot,
            users: HashMap::new(),
            guilds: Vec::new(),
            channels: HashMap::new(),
            messages: HashMap::new(),
            files: HashMap::new(),
            commands: BTreeMap::new(),
            overwrites: BTreeMap::new(),
            created_commands: BTreeMap::new(),
            interactions: HashMap::new(),
            sessions: Vec::new(),
            identifies: Vec::new(),
            refusals: Vec::new(),
            faults: Vec::new(),
            requests: VecDeque::new(),
            quiet_until: Duration::ZERO,
            sends: HashMap::new(),
            invalid_requests: VecDeque::new(),
            story: VecDeque::new(),
            counts: Counts::default(),
            message_order: VecDeque::new(),
            interaction_order: VecDeque::new(),
            rules,
        };
        for nth in 0..world.rules.guilds {
            world.found_guild(&clock, nth);
        }
        let shared = Arc::new(Shared::new(world, clock));
        let router = Router::new()
            .route("/", get(gateway::accept))
            .route("/attachments/{*path}", get(rest::attachment))
            .fallback(rest::api)
            .layer(DefaultBodyLimit::max(rest::MOST_BYTES))
            .with_state(Arc::clone(&shared));
        let listener = listener.tap_io(|stream| {
            // Without this, small answers wait for the acknowledgement of the last one.
            let _ = stream.set_nodelay(true);
        });
        let server = tokio::spawn(async move {
            let _ = axum::serve(listener, router).await;
        });
        Self { shared, server }
    }

    /// What the bot is to use in place of `https://discord.com`.
    pub fn api_url(&self) -> String {
        format!("http://{}", self.shared.world().address)
    }

    /// Where the gateway listens.
    pub fn gateway_url(&self) -> String {
        self.shared.world().gateway_url()
    }

    /// The bot's token, without `Bot `.
    pub fn token(&self) -> String {
        self.shared.world().rules.token.clone()
    }

    /// The id of the bot's user.
    pub fn bot_id(&self) -> u64 {
        self.shared.world().bot.id
    }

    /// The bot's name.
    pub fn bot_name(&self) -> String {
        self.shared.world().bot.name.clone()
    }

    /// The id of the bot's application.
    pub fn application_id(&self) -> u64 {
        self.shared.world().application
    }

    /// The text that mentions the bot.
    pub fn mention(&self) -> String {
        format!("<@{}>", self.bot_id())
    }

    /// The first guild.
    pub fn guild(&self) -> Guild {
        self.nth_guild(0)
    }

    /// A guild by its number, from 0.
    pub fn nth_guild(&self, nth: usize) -> Guild {
        let world = self.shared.world();
        let guild = world
            .guilds
            .get(nth)
            .expect("the guild was asked for at the start");
        Guild::new(Arc::clone(&self.shared), guild.id)
    }

    /// Adds the bot to one more guild.
    pub fn invites_bot(&self) -> Guild {
        let id = self.shared.update(|world| {
            let nth = world.guilds.len();
            let id = world.found_guild(&self.shared.clock, nth);
            let json = world.guild_create_json(id);
            world.dispatch("GUILD_CREATE", Some(id), &json, None);
            id
        });
        Guild::new(Arc::clone(&self.shared), id)
    }

    /// A channel of the first guild, by its name.
    pub fn channel(&self, name: &str) -> Channel {
        self.guild().channel(name)
    }

    /// A member of the first guild, who joins if there is none of this name.
    pub fn member(&self, name: &str) -> Person {
        self.guild().member(name)
    }

    /// A member of the first guild who may manage it.
    pub fn moderator(&self, name: &str) -> Person {
        self.guild().moderator(name)
    }

    /// A shard by its number.
    pub fn shard(&self, number: u64) -> Shard {
        Shard::new(Arc::clone(&self.shared), number)
    }

    /// Waits until all shards that the bot announced have their guilds.
    pub async fn wait_until_ready(&self) {
        let ready = |world: &World| world.is_ready().then_some(());
        self.shared
            .wait_for("bot that is ready on all shards", ready)
            .await;
    }

    /// Whether all shards that the bot announced have their guilds.
    pub fn is_ready(&self) -> bool {
        self.shared.world().is_ready()
    }

    /// The commands registered now.
    pub fn commands(&self, scope: Scope) -> Vec<Value> {
        self.shared
            .world()
            .commands
            .get(&scope)
            .cloned()
            .unwrap_or_default()
    }

    /// Waits until a command is registered, anywhere, and gives it.
    pub async fn command(&self, name: &str) -> Value {
        let find = |world: &World| {
            let mut all = world.commands.values().flatten();
            all.find(|command| command["name"] == name).cloned()
        };
        self.shared
            .wait_for(&format!("command {name:?}"), find)
            .await
    }

    /// How often the set of commands was replaced.
    pub fn overwrites(&self, scope: Scope) -> usize {
        self.shared
            .world()
            .overwrites
            .get(&scope)
            .copied()
            .unwrap_or(0)
    }

    /// All messages of a channel that are still there, oldest first, ephemeral ones among them.
    pub fn messages(&self, channel: &Channel) -> Vec<Message> {
        channel.messages()
    }

    /// All messages of all channels, the private ones among them, in the order they came.
    pub fn all_messages(&self) -> Vec<Message> {
        let world = self.shared.world();
        let mut there: Vec<u64> = world.messages.keys().copied().collect();
        there.sort_unstable();
        let there = there
            .into_iter()
            .filter_map(|id| Message::read(&self.shared, &world, id));
        there
            .filter(|message| !world.messages[&message.id()].deleted)
            .collect()
    }

    /// A channel, a thread or a private channel by its id.
    pub fn channel_by_id(&self, id: u64) -> Option<Channel> {
        let known = self.shared.world().channels.contains_key(&id);
        known.then(|| Channel::new(Arc::clone(&self.shared), id))
    }

    /// How often the bot showed that it is typing.
    pub fn typing(&self) -> usize {
        self.shared.world().counts.typing
    }

    /// How many requests the bot sent.
    pub fn requests(&self) -> usize {
        self.shared.world().counts.requests
    }

    /// Interactions sent, and how many of them were replied to.
    pub fn interactions(&self) -> (usize, usize) {
        let world = self.shared.world();
        (world.counts.interactions, world.counts.answered)
    }

    /// Time from each event written to its first reply received, and forgets them.
    pub fn take_latencies(&self) -> Vec<Duration> {
        let micros = self
            .shared
            .update(|world| std::mem::take(&mut world.counts.latencies));
        micros
            .into_iter()
            .map(|micros| Duration::from_micros(micros.into()))
            .collect()
    }

    /// Moves the clock of the deadlines forward: three seconds, fifteen minutes, all rates.
    pub fn pass(&self, time: Duration) {
        self.shared.clock.pass(time);
        self.shared.update(|_| ());
    }

    /// Lets the next requests fail whose path has this part: `/callback`, or `PATCH @original`.
    pub fn fail_next(&self, route: &str, failure: Failure, times: usize) {
        let route = route.to_owned();
        self.shared.update(|world| {
            world.faults.push(Fault {
                route,
                failure,
                times,
            });
        });
    }

    /// How many of the failures asked for have not come yet.
    pub fn failures_left(&self) -> usize {
        self.shared
            .world()
            .faults
            .iter()
            .map(|fault| fault.times)
            .sum()
    }

    /// Makes the bot's token worthless: REST answers 401, the gateway closes with 4004.
    pub fn revoke_token(&self) {
        self.shared.update(|world| {
            "revoked".clone_into(&mut world.token);
            world.close_all(4004);
        });
    }

    /// What was refused so far and not yet expected.
    pub fn refusals(&self) -> Vec<Refusal> {
        self.shared.world().refusals.clone()
    }

    /// Waits for a refusal with this code, and takes it away: it no longer fails the test.
    pub async fn expect_refusal(&self, code: u32) -> Refusal {
        let what = format!("refusal with code {code}");
        let find = |world: &World| {
            world
                .refusals
                .iter()
                .position(|refusal| refusal.code == code)
        };
        self.shared.wait_for(&what, find).await;
        let taken = self.shared.update(|world| {
            let nth = find(world)?;
            Some(world.refusals.remove(nth))
        });
        taken.expect("nobody else takes refusals of this server")
    }

    /// Takes all refusals away, for a person to read.
    pub fn take_refusals(&self) -> Vec<Refusal> {
        self.shared
            .update(|world| std::mem::take(&mut world.refusals))
    }

    /// What has happened so far, for people.
    pub fn story(&self) -> String {
        self.shared.story()
    }
}

impl Drop for FakeDiscord {
    fn drop(&mut self) {
        self.shared.ended.send_replace(true);
        self.server.abort();
        let refusals = self.take_refusals();
        if !refusals.is_empty() && !std::thread::panicking() {
            let lines: Vec<String> = refusals
                .iter()
                .map(|refusal| format!("  {refusal}"))
                .collect();
            panic!(
                "Discord would have refused:\n{}\n{}",
                lines.join("\n"),
                self.story()
            );
        }
    }
}
