//! The bot as a process of its own. Never speaks for it.

use std::io::stderr;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context as _, bail};
use fake_discord::{FakeDiscord, Scope};
use tokio::process::{Child, Command};
use tokio::time::{sleep, timeout};

/// How long the bot may take to end when asked to.
const LONGEST_GOODBYE: Duration = Duration::from_secs(10);
/// How long after it is ready its commands are waited for.
const COMMANDS_WAIT: Duration = Duration::from_secs(10);
const LOOK_AGAIN: Duration = Duration::from_millis(20);

/// The running bot.
pub(crate) struct Bot {
    child: Child,
    name: String,
}

impl Bot {
    /// Starts a program with arguments, or footnote's `bot`, with the environment that leads it
    /// to the fake Discord.
    pub(crate) fn start(
        program: Option<&str>,
        arguments: &[String],
        discord: &FakeDiscord,
    ) -> anyhow::Result<Self> {
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
        let (name, fixed) = match program {
            Some(program) => (program.to_owned(), vec![]),
            // Not `-p`: for one package alone, its dependencies would be built once more.
            None => (
                cargo,
                vec!["run", "--release", "--bin", "footnote", "--", "bot"],
            ),
        };
        let mut command = Command::new(&name);
        // What cargo says of the package that it runs would have it build others once more.
        for (key, _) in std::env::vars_os() {
            let of_package = |name: &str| {
                [
                    "CARGO_PKG_",
                    "CARGO_MANIFEST_",
                    "CARGO_CRATE_",
                    "CARGO_BIN_",
                ]
                .iter()
                .any(|start| name.starts_with(start))
            };
            if key.to_str().is_some_and(of_package) {
                command.env_remove(key);
            }
        }
        let child = command
            .args(fixed)
            .args(arguments)
            .env("DISCORD_TOKEN", discord.token())
            .env("FOOTNOTE_DISCORD_API_URL", discord.api_url())
            .stdin(Stdio::null())
            // What it says must not get between the answers of a transcript.
            .stdout(Stdio::from(stderr()))
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("cannot start the bot: {name}"))?;
        Ok(Self { child, name })
    }

    /// Waits until it is ready and has registered its commands; fails if it ends before.
    pub(crate) async fn until_ready(&mut self, discord: &FakeDiscord) -> anyhow::Result<()> {
        while !discord.is_ready() {
            self.check()?;
            sleep(LOOK_AGAIN).await;
        }
        let registered = async {
            while discord.commands(Scope::Global).is_empty()
                && discord
                    .commands(Scope::Guild(discord.guild().id()))
                    .is_empty()
            {
                sleep(LOOK_AGAIN).await;
            }
        };
        // A bot without commands can still be talked to.
        let _ = timeout(COMMANDS_WAIT, registered).await;
        Ok(())
    }

    /// Fails if it has ended.
    pub(crate) fn check(&mut self) -> anyhow::Result<()> {
        if let Some(status) = self.child.try_wait()? {
            bail!("the bot has ended ({}): {status}", self.name);
        }
        Ok(())
    }

    /// Asks it to end, as a service manager does, and ends it if it does not.
    pub(crate) async fn stop(&mut self) {
        #[cfg(unix)]
        if let Some(id) = self.child.id().and_then(|id| i32::try_from(id).ok())
            && let Some(id) = rustix::process::Pid::from_raw(id)
        {
            let _ = rustix::process::kill_process(id, rustix::process::Signal::TERM);
            if timeout(LONGEST_GOODBYE, self.child.wait()).await.is_ok() {
                return;
            }
        }
        let _ = timeout(LONGEST_GOODBYE, self.child.kill()).await;
    }
}
