//! How fast the bot is: `cargo bench --bench discord`. The real program as a process against
//! a Discord on this machine that refuses what Discord refuses. Prints figures and judges none.
//!
//! `FOOTNOTE_BENCH_SECONDS` says how long the steady load lasts (60); the made-up corpus is the
//! one of `cargo bench --bench speed`.

#[path = "../speed/made_up.rs"]
#[expect(dead_code, reason = "the other benchmark uses all of it")]
mod made_up;

use std::fs;
use std::io::{Write, stdout};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use fake_discord::{FakeDiscord, Person};
use serde_json::json;

/// Questions a second of the steady load.
const RATE: u32 = 200;

/// Rates tried for the highest that the bot holds, and how long each lasts.
const RATES: [u32; 5] = [400, 600, 800, 1_000, 1_500];
const STEP: Duration = Duration::from_secs(5);

/// A rate at which one answer in a hundred takes longer is not held.
const TOO_SLOW: Duration = Duration::from_millis(500);

/// How often choices are asked for.
const TYPED: usize = 200;

/// Members who ask in turn.
const MEMBERS: usize = 50;

#[tokio::main]
async fn main() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let starter = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let questions = [
        "what is fascia?",
        "should deep tissue hurt?",
        "how long am i sore after a massage",
        "can i get a massage while pregnant",
        "who won the football world cup?",
    ];
    let questions: Vec<String> = questions.iter().map(|&it| it.to_owned()).collect();
    measure(
        "starter corpus",
        &starter,
        &folder.path().join("a"),
        &questions,
    )
    .await?;

    let (articles, questions) = made_up::make(&starter)?;
    let root = folder.path().join("corpus");
    made_up::write(&articles, &root)?;
    let name = format!("{} articles", made_up::ARTICLES);
    measure(&name, &root, &folder.path().join("b"), &questions).await
}

/// The program, killed when it is dropped.
struct Bot(Child);

impl Drop for Bot {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Bot {
    /// Resident memory, in MiB, where the system tells it.
    fn memory(&self) -> Option<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.0.id())).ok()?;
        let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
        let kib: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
        Some(kib / 1024.0)
    }
}

async fn measure(name: &str, corpus: &Path, place: &Path, questions: &[String]) -> Result<()> {
    say(&format!("{name}:"))?;
    fs::create_dir_all(place)?;
    let program = PathBuf::from(env!("CARGO_BIN_EXE_footnote"));
    let command = |verb: &str| {
        let mut command = Command::new(&program);
        command
            .current_dir(place)
            .arg("--corpus")
            .arg(corpus)
            .arg(verb)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command
    };
    ensure!(
        command("reindex").status()?.success(),
        "the index cannot be built"
    );

    let discord = FakeDiscord::builder()
        .without_rate_limits()
        .remember(1_000)
        .start()
        .await;
    let start = Instant::now();
    let bot = command("bot")
        .env("DISCORD_TOKEN", discord.token())
        .env("FOOTNOTE_DISCORD_API_URL", discord.api_url())
        .env("FOOTNOTE_DISCORD_MEMBER_QUESTIONS_PER_MINUTE", "0")
        .env("FOOTNOTE_DISCORD_CHANNEL_QUESTIONS_PER_MINUTE", "0")
        .env("FOOTNOTE_DISCORD_SERVER_QUESTIONS_PER_MINUTE", "0")
        // The same questions come again and again, and each is to be answered anew.
        .env("FOOTNOTE_ANSWER_REMEMBERED_ANSWERS", "0")
        .spawn()?;
    let bot = Bot(bot);
    discord.wait_until_ready().await;
    say(&format!(
        "  ready after {:.2} s",
        start.elapsed().as_secs_f64()
    ))?;
    let result = figures(&discord, &bot, questions).await;
    drop(bot);
    // At the rate that was too high, answers may have come late.
    discord.take_refusals();
    say(&format!(
        "  refusals at the rates that were held: {}",
        result?
    ))
}

/// Gives the number of refusals before the bot was asked too much.
async fn figures(discord: &FakeDiscord, bot: &Bot, questions: &[String]) -> Result<usize> {
    let members: Vec<Person> = (0..MEMBERS)
        .map(|number| discord.member(&format!("Member{number}")))
        .collect();

    load(discord, &members, questions, RATE, Duration::from_secs(1)).await?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    say(&format!("  idle: {}", mib(bot.memory())))?;

    let seconds = std::env::var("FOOTNOTE_BENCH_SECONDS").ok();
    let seconds = seconds.and_then(|text| text.parse().ok()).unwrap_or(60);
    let mut memory = Vec::new();
    let third = Duration::from_secs(seconds) / 3;
    let mut all = Vec::new();
    for _ in 0..3 {
        let load = load(discord, &members, questions, RATE, third).await?;
        memory.push(mib(bot.memory()));
        all.extend(load);
    }
    say(&format!(
        "  {RATE} questions a second for {seconds} s: {}",
        told(&mut all)
    ))?;
    say(&format!("  memory after each third: {}", memory.join(", ")))?;

    let mut times = typing(discord, &members).await;
    say(&format!(
        "  choices while somebody types: {}",
        told(&mut times)
    ))?;

    let mut refusals = discord.take_refusals().len();
    for rate in RATES {
        let Ok(mut times) = load(discord, &members, questions, rate, STEP).await else {
            say(&format!("  {rate} a second: too many"))?;
            break;
        };
        say(&format!("  {rate} a second: {}", told(&mut times)))?;
        if share(&mut times, 990) > TOO_SLOW {
            break;
        }
        refusals += discord.take_refusals().len();
    }
    Ok(refusals)
}

/// Types the beginnings of topics and titles, some misspelt.
async fn typing(discord: &FakeDiscord, members: &[Person]) -> Vec<Duration> {
    let general = discord.channel("general");
    let mut times = Vec::new();
    for number in 0..TYPED {
        let typed = ["mas", "fasica", "deep ti", "b", ""][number % 5];
        let (command, option) = [("topic", "name"), ("article", "title")][number % 2];
        let member = &members[number % members.len()];
        let typing = member.types(&general, command, option, typed, json!({}));
        times.push(typing.await.acknowledged().await);
    }
    times
}

/// Asks at a rate for a time; gives the time of each answer. None may be lost or doubled.
async fn load(
    discord: &FakeDiscord,
    members: &[Person],
    questions: &[String],
    rate: u32,
    time: Duration,
) -> Result<Vec<Duration>> {
    let general = discord.channel("general");
    let (sent_before, answered_before) = discord.interactions();
    discord.take_latencies();
    let count = (time.as_millis() * u128::from(rate) / 1_000) as usize;
    let start = Instant::now();
    for number in 0..count {
        let due = start + Duration::from_secs_f64(number as f64 / f64::from(rate));
        tokio::time::sleep_until(due.into()).await;
        let options = json!({ "question": questions[number % questions.len()] });
        let _ = members[number % members.len()]
            .slash(&general, "ask", options)
            .await;
    }
    let patience = Instant::now() + Duration::from_secs(5);
    loop {
        let (sent, answered) = discord.interactions();
        if answered - answered_before == sent - sent_before {
            break;
        }
        ensure!(
            Instant::now() < patience,
            "{} of {} answers are lost",
            (sent - sent_before) - (answered - answered_before),
            sent - sent_before
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let times = discord.take_latencies();
    ensure!(
        times.len() == count,
        "{} answers to {count} questions",
        times.len()
    );
    Ok(times)
}

fn told(times: &mut [Duration]) -> String {
    let millis = |time: Duration| time.as_secs_f64() * 1e3;
    format!(
        "p50 {:.2} ms, p99 {:.2} ms, slowest {:.1} ms, {} answered",
        millis(share(times, 500)),
        millis(share(times, 990)),
        millis(share(times, 1_000)),
        times.len()
    )
}

/// The time within which this share of the answers came.
fn share(times: &mut [Duration], per_mille: usize) -> Duration {
    times.sort_unstable();
    let place = times.len() * per_mille / 1_000;
    times
        .get(place.saturating_sub(1))
        .copied()
        .unwrap_or_default()
}

fn mib(memory: Option<f64>) -> String {
    memory.map_or_else(|| "memory unknown".to_owned(), |it| format!("{it:.1} MiB"))
}

fn say(line: &str) -> Result<()> {
    writeln!(stdout(), "{line}")?;
    Ok(())
}
