//! Command line -> configuration -> one front end -> exit code.

use std::process::ExitCode;

use clap::Parser;
use footnote::config::{self, Config};
use footnote::librarian::Settings;
use footnote::terminal::{self, Arguments};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::LevelFilter;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    start_log();
    let config = match Config::load(&arguments.overrides(), &config::environment) {
        Ok(config) => config,
        Err(error) => return terminal::refuse(&error),
    };
    let settings = settings(&config);
    terminal::run(arguments.command, config, settings).await
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
    }
}
