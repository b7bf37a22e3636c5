//! [`Stage`]: a Discord, a world of articles, and the bot between them.

use std::fs::File;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use fake_discord::{FakeDiscord, Person};
use serde_json::{Value, json};

use crate::world::World;

/// Longest time that a process may take to end.
const PATIENCE: Duration = Duration::from_secs(20);

/// What everything is about.
pub const FASCIA: &str = "---
title: Fascia
url: https://example.org/fascia
topics: [Fascia]
updated: 2026-05-01
---

# Fascia

## What is fascia? {#what}

Fascia is a thin web of connective tissue that wraps every muscle, bone and organ of the body. \
It holds them in place and lets them glide past one another. It is made of collagen.

## Can fascia be stretched? {#stretched}

Fascia changes its length only a little when it is pulled. Slow stretching over many weeks makes \
people more flexible, mostly because they get used to the feeling.
";

/// Another article, with words of its own.
pub const KNOTS: &str = "---
title: Trigger points
url: https://example.org/knots
topics: [Trigger points, Muscles]
---

# Trigger points

## What is a trigger point? {#what}

A trigger point is a tender spot in a tight band of muscle. Pressing it often hurts somewhere \
else as well, which is called referred pain.

## How long should I press a knot? {#press}

Press a knot for thirty to ninety seconds, breathe slowly, and stop when the pain grows.
";

/// The bot on a stage.
pub struct Stage {
    pub discord: FakeDiscord,
    pub world: World,
    bot: Option<Bot>,
}

/// The program as a process. It is killed when it is dropped.
pub struct Bot {
    process: Child,
}

impl Drop for Bot {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Two articles, and no settings.
pub fn small_world() -> World {
    World::new()
        .article("fascia.md", FASCIA)
        .article("knots.md", KNOTS)
}

/// A Discord that lets a bot identify itself again at once.
pub async fn restartable() -> FakeDiscord {
    let at_once = Duration::from_millis(1);
    FakeDiscord::builder()
        .identify_period(at_once)
        .start()
        .await
}

impl Stage {
    /// Two articles with their index, a Discord, and the bot connected to it.
    pub async fn set() -> Self {
        Self::with(FakeDiscord::start().await, small_world().indexed()).await
    }

    /// As [`Stage::set`], with settings for `[discord]` made from what the Discord has.
    pub async fn with_settings(settings: impl FnOnce(&FakeDiscord) -> String) -> Self {
        let discord = FakeDiscord::start().await;
        let text = format!("[discord]\n{}\n", settings(&discord));
        let world = small_world().indexed().file("footnote.toml", text);
        Self::with(discord, world).await
    }

    /// The bot between `discord` and `world`, connected.
    pub async fn with(discord: FakeDiscord, world: World) -> Self {
        let mut stage = Self {
            discord,
            world,
            bot: None,
        };
        stage.start();
        stage.discord.wait_until_ready().await;
        stage
    }

    /// Starts the bot.
    pub fn start(&mut self) {
        self.bot = Some(start_bot(&self.discord, &self.world, &[]));
    }

    /// Ends the bot, starts it again, and waits until it has a session of its own.
    pub async fn restart(&mut self) {
        let session = self.discord.shard(0).session_id();
        assert_eq!(self.stop(), Some(0), "{}", self.log());
        self.come_back(session).await;
    }

    /// Kills the bot where it stands, and gives the session that it had.
    pub fn kill(&mut self) -> Option<String> {
        let session = self.discord.shard(0).session_id();
        drop(self.bot.take().expect("it runs"));
        session
    }

    /// Starts the bot after it has ended, and waits until it has another session than that.
    pub async fn come_back(&mut self, session: Option<String>) {
        self.start();
        let session = session.expect("it was connected");
        self.discord.shard(0).identified_after(&session).await;
        self.discord.wait_until_ready().await;
    }

    /// Asks the bot to end, and gives its exit code.
    pub fn stop(&mut self) -> Option<i32> {
        let mut bot = self.bot.take().expect("it runs");
        terminate(&bot);
        exit_code(&mut bot)
    }

    /// Lets no file of the bot grow beyond so many bytes, as on a full disk; none: as it was.
    pub fn lets_files_grow_to(&self, bytes: Option<u64>) {
        let bot = self.bot.as_ref().expect("it runs");
        let bytes = bytes.map_or("unlimited".to_owned(), |bytes| bytes.to_string());
        let limited = std::process::Command::new("prlimit")
            .arg(format!("--pid={}", bot.process.id()))
            .arg(format!("--fsize={bytes}:unlimited"))
            .status();
        assert!(limited.expect("there is a prlimit").success());
    }

    /// What the bot wrote to its standard error so far.
    pub fn log(&self) -> String {
        self.world.read("bot.log")
    }

    /// Waits until the bot has written something to its standard error, and gives all of it.
    pub async fn logs(&self, text: &str) -> String {
        let start = Instant::now();
        loop {
            let log = self.log();
            if log.contains(text) {
                return log;
            }
            assert!(
                start.elapsed() < PATIENCE,
                "{text:?} is not in the log:\n{log}"
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Asks by the command, as a member called Ada.
    pub async fn ask(&self, question: &str) -> fake_discord::Message {
        let general = self.discord.channel("general");
        let options = json!({ "question": question });
        let asked = self.ada().slash(&general, "ask", options).await;
        asked.reply().await
    }

    /// A member.
    pub fn ada(&self) -> Person {
        self.discord.member("Ada")
    }
}

/// Starts the bot for `discord`, with its standard error in the file `bot.log`.
pub fn start_bot(discord: &FakeDiscord, world: &World, arguments: &[&str]) -> Bot {
    let log = File::create(world.path("bot.log")).expect("the folder can be written to");
    let process = world
        .unsignalled("")
        .arg("bot")
        .args(arguments)
        .env("DISCORD_TOKEN", discord.token())
        .env("FOOTNOTE_DISCORD_API_URL", discord.api_url())
        .env("FOOTNOTE_LOG", "footnote=debug")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(log)
        .spawn()
        .expect("the program can be started");
    Bot { process }
}

/// Asks a process to end, as a service manager does.
pub fn terminate(bot: &Bot) {
    let id = bot.process.id().to_string();
    let killed = std::process::Command::new("kill")
        .args(["-TERM", &id])
        .status();
    assert!(killed.expect("there is a kill").success());
}

/// Waits until a process has ended.
pub fn exit_code(bot: &mut Bot) -> Option<i32> {
    let start = Instant::now();
    loop {
        if let Some(status) = bot.process.try_wait().expect("it can be waited for") {
            return status.code();
        }
        assert!(start.elapsed() < PATIENCE, "the bot does not end");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Waits until the reply to a reindex has become its report.
pub async fn report(reply: &fake_discord::Message) -> fake_discord::Message {
    let is_report = |message: &fake_discord::Message| message.content().contains("unchanged");
    reply.until("is the report", is_report).await
}

/// The text of an embed of a message.
pub fn description(message: &fake_discord::Message, embed: usize) -> String {
    let text = &message.embeds()[embed]["description"];
    text.as_str().unwrap_or_default().to_owned()
}

/// The values of the first menu of a message.
pub fn options(message: &fake_discord::Message) -> Vec<String> {
    let rows = message.components().iter();
    let components = rows.flat_map(|row| row["components"].as_array().cloned().unwrap_or_default());
    let menu = components
        .into_iter()
        .find(|component| component["type"] == 3);
    let options = menu.map(|menu| menu["options"].clone()).unwrap_or_default();
    let options = options.as_array().cloned().unwrap_or_default();
    let value = |option: &Value| option["value"].as_str().unwrap_or_default().to_owned();
    options.iter().map(value).collect()
}
