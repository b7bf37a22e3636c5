//! Starts a fake Discord with the bot connected, and lets a person type messages and slash
//! commands. Never leaves this machine: the only addresses are on 127.0.0.1.

mod terminal;

use std::process::ExitCode;

use anyhow::bail;
use fake_discord::FakeDiscord;
use terminal::{Bot, Screen, Session};

const USAGE: &str = "\
Tries the bot without an account: a Discord on this machine, with you in it.

Usage: fake-discord [--bot PROGRAM] [-- ARGUMENTS]

Starts the bot, which is footnote's `bot` if no other program is named, with DISCORD_TOKEN and
FOOTNOTE_DISCORD_API_URL set. ARGUMENTS go to the bot. Type !help at the prompt. With lines from
a pipe, each line waits for the answer to the one before; the exit code is 1 if the bot did
anything that Discord refuses.
";

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(code) => code,
        Err(error) => {
            Screen::complain(&format!("{error:#}"));
            ExitCode::from(2)
        }
    }
}

async fn run() -> anyhow::Result<ExitCode> {
    let mut arguments = std::env::args().skip(1);
    let (mut program, mut passed) = (None, Vec::new());
    let mut screen = Screen::new();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--bot" => program = arguments.next(),
            "--" => passed.extend(arguments.by_ref()),
            "--help" | "-h" => {
                screen.show(USAGE.trim_end());
                return Ok(ExitCode::SUCCESS);
            }
            other => bail!("{other:?} is no argument of this program\n\n{USAGE}"),
        }
    }
    let discord = FakeDiscord::builder()
        .without_rate_limits()
        .remember(1000)
        .start()
        .await;
    let mut bot = Bot::start(program.as_deref(), &passed, &discord)?;
    screen.show("Starting the bot; its own words go to standard error.");
    let played = async {
        bot.until_ready(&discord).await?;
        Session::new(&discord, &mut screen).run(&mut bot).await
    };
    let played = tokio::select! {
        played = played => played,
        _ = tokio::signal::ctrl_c() => Ok(()),
    };
    bot.stop().await;
    let refusals = discord.take_refusals();
    for refusal in &refusals {
        screen.refusal(refusal);
    }
    played?;
    Ok(if refusals.is_empty() && !screen.saw_refusals() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
