//! The terminal: the only code that prints. One file for each subcommand, thin: load,
//! act, report. Never searches and never decides what an answer is.

pub mod arguments;
mod ask;
mod backup;
mod chat;
mod check;
mod completions;
mod console;
mod distil;
mod eval;
mod failure;
mod import;
mod insights;
mod json;
mod look;
mod model;
mod progress;
mod reindex;
mod render;
mod safe_text;
mod sources;
mod topics;

use std::process::ExitCode;

pub use self::arguments::Arguments;
use self::arguments::Command;
use self::console::Console;
use self::failure::Failure;
use crate::config::{Config, ConfigError};
use crate::librarian::{Librarian, Settings};

/// How a subcommand went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Answered, or done.
    Fine,
    /// Nothing was found; or, for `check`, there are errors.
    Nothing,
    /// Some of it went wrong, and that has been said.
    Failed,
}

/// Runs a subcommand and says how it went: 0 fine, 1 nothing found, 2 an error.
pub async fn run(command: Command, config: Config, settings: Settings) -> ExitCode {
    // The librarian and the streams block; they get a thread on which that is allowed.
    let work = tokio::task::spawn_blocking(move || {
        let mut console = Console::standard();
        let result = act(command, &config, &settings, &mut console);
        let result = result.and_then(|outcome| console.flush().map(|()| outcome));
        conclude(result, &mut console)
    });
    // Only a panic ends the thread early, and that has been reported by then.
    work.await.unwrap_or(ExitCode::from(2))
}

/// Says why there is no configuration to run with.
pub fn refuse(error: &ConfigError) -> ExitCode {
    let mut console = Console::standard();
    conclude(Err(Failure::Config(error.to_string())), &mut console)
}

/// Says what is going on, line by line, on standard error.
pub fn announce(text: &str) {
    let mut console = Console::standard();
    for line in text.lines() {
        // Nobody may be listening; the work goes on.
        let _ = console.note(line);
    }
}

/// Says why something cannot go on.
pub fn complain(words: &str) -> ExitCode {
    let mut console = Console::standard();
    conclude(Err(Failure::Config(words.to_owned())), &mut console)
}

fn act(
    command: Command,
    config: &Config,
    settings: &Settings,
    console: &mut Console,
) -> Result<Outcome, Failure> {
    // Nothing is read until it is asked.
    let librarian = &Librarian::new(settings.clone());
    match command {
        Command::Ask(arguments) => ask::ask(arguments, config, librarian, console),
        Command::Chat(arguments) => chat::chat(arguments, config, librarian, console),
        Command::Topics(arguments) => topics::topics(&arguments, librarian, console),
        Command::Reindex(arguments) => reindex::reindex(&arguments, config, librarian, console),
        Command::Sources(arguments) => sources::sources(arguments, config, console),
        Command::Import(arguments) => import::import(&arguments, settings, console),
        Command::Check(arguments) => check::check(&arguments, librarian, console),
        Command::Eval(arguments) => eval::eval(&arguments, settings, console),
        Command::Insights(arguments) => insights::insights(&arguments, &config.journal, console),
        Command::Backup(arguments) => backup::backup(&arguments, config, console),
        Command::Restore(arguments) => backup::restore(&arguments, config, librarian, console),
        Command::Forget(arguments) => backup::forget(&arguments, config, console),
        Command::Model(arguments) => model::model(&arguments, settings, console),
        Command::Completions(arguments) => completions::completions(&arguments, console),
        // A front end of its own; `main` starts it.
        Command::Bot(_) => Ok(Outcome::Fine),
    }
}

fn conclude(result: Result<Outcome, Failure>, console: &mut Console) -> ExitCode {
    match result {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Nothing) => ExitCode::from(1),
        Ok(Outcome::Failed) => ExitCode::from(2),
        // Whoever read our output has enough of it.
        Err(failure) if failure.is_broken_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            console.complain(&failure);
            ExitCode::from(2)
        }
    }
}
