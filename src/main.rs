//! Command line -> configuration -> one front end -> exit code.

use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use footnote::config::{self, Config, SemanticConfig, Token, TokenError};
use footnote::discord;
use footnote::editing::Editor;
use footnote::journal::Journal;
use footnote::librarian::{Librarian, ModelSettings, Settings};
use footnote::sources::{SourceSettings, Sources};
use footnote::terminal::arguments::{BotArguments, Command};
use footnote::terminal::{self, Arguments};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::LevelFilter;

/// What a person reads who starts the bot without a token.
const HOW_TO_GET_A_TOKEN: &str = "\
The bot needs a token from Discord:
1. https://discord.com/developers/applications > New Application > Bot > Reset Token
2. Start again with it: DISCORD_TOKEN=... footnote bot (or DISCORD_TOKEN_FILE=FILE).
3. Open the link that is printed then. It invites the bot with the scopes bot and
applications.commands, and the permissions View Channel, Send Messages, Send Messages in
Threads, Embed Links, Read Message History and Attach Files.
docs/discord.md tells it step by step.";

/// How long what still runs may take to end with the program.
const LAST_WAIT: Duration = Duration::from_secs(1);

fn main() -> ExitCode {
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => return terminal::complain(&format!("cannot start: {error}")),
    };
    let code = runtime.block_on(run());
    runtime.shutdown_timeout(LAST_WAIT);
    code
}

async fn run() -> ExitCode {
    let arguments = Arguments::parse();
    start_log();
    let config = match Config::load(&arguments.overrides(), &config::environment) {
        Ok(config) => config,
        Err(error) => return terminal::refuse(&error),
    };
    let settings = settings(&config);
    match arguments.command {
        Command::Bot(arguments) => bot(arguments, config, settings).await,
        command => terminal::run(command, config, settings).await,
    }
}

/// Runs the bot until it is told to end.
async fn bot(arguments: BotArguments, config: Config, settings: Settings) -> ExitCode {
    let token = match Token::load(&config::environment) {
        Ok(token) => token,
        Err(error @ TokenError::Missing) => {
            terminal::announce(HOW_TO_GET_A_TOKEN);
            return terminal::complain(&error.to_string());
        }
        Err(error) => return terminal::complain(&error.to_string()),
    };
    // Questions are answered without it.
    let journal = Journal::open(&config.journal.path)
        .inspect_err(|error| tracing::error!(%error, "going on without the journal"))
        .ok();
    let editor = journal.clone().map(|journal| {
        let (root, base_url) = (settings.corpus.clone(), settings.base_url.clone());
        Editor::new(root, settings.max_file_bytes, base_url, journal)
            .keeping(config.discord.own_versions_mib << 20)
    });
    let source_settings = SourceSettings {
        corpus: config.corpus.path.clone(),
        configured: config.sources,
        fetching: config.fetching,
    };
    let sources = journal
        .clone()
        .map(|journal| Sources::new(source_settings, journal));
    let start = discord::Start {
        librarian: Librarian::new(settings),
        journal,
        keep: config.journal,
        editor,
        sources,
        watch: config
            .corpus
            .watch
            .then_some(config.corpus.max_file_bytes()),
        config: config.discord,
        token,
        server: arguments.guild,
    };
    match discord::run(start, told_to_end(), terminal::announce).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => terminal::complain(&error.to_string()),
    }
}

/// Ends when the person or the system asks the program to.
async fn told_to_end() {
    let interrupt = async {
        // Without a handler there is nothing to wait for.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}

/// Warnings go to standard error; `FOOTNOTE_LOG` says what else does.
fn start_log() {
    let wanted = config::environment("FOOTNOTE_LOG").unwrap_or_default();
    let filter = EnvFilter::builder()
        .with_default_directive(LevelFilter::WARN.into())
        .parse(&wanted);
    let refused = filter.as_ref().err().map(ToString::to_string);
    tracing_subscriber::fmt()
        .with_env_filter(filter.unwrap_or_else(|_| EnvFilter::new("warn")))
        .with_writer(std::io::stderr)
        // Else it panics where a line cannot be written, as on a full disk.
        .log_internal_errors(false)
        .without_time()
        .init();
    if let Some(reason) = refused {
        tracing::warn!(reason, "FOOTNOTE_LOG is not understood; warnings are shown");
    }
}

fn settings(config: &Config) -> Settings {
    Settings {
        corpus: config.corpus.path.clone(),
        index: config.index.path.clone(),
        base_url: config.corpus.base_url.clone(),
        max_file_bytes: config.corpus.max_file_bytes(),
        min_confidence: config.answer.min_confidence,
        by_meaning: config.semantic.enabled,
        remembered_answers: config.answer.remembered_answers,
        table: config.semantic.table.clone(),
        model: model(&config.semantic),
    }
}

fn model(config: &SemanticConfig) -> Option<ModelSettings> {
    Some(ModelSettings {
        folder: config.model.clone()?,
        query_prefix: config.query_prefix.clone(),
        passage_prefix: config.passage_prefix.clone(),
    })
}
