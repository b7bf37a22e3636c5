//! What the bot does by itself: reads files that changed, and refreshes sources when their time
//! has come. Never while a moderator's reindex runs.

use std::sync::Arc;
use std::time::Duration;

use super::bot::Bot;
use super::failure::Trouble;
use super::fetching::refresh_sources;
use super::renewal::reindex;
use super::source_news;
use crate::librarian::{IndexError, LibrarianError};
use crate::sources::{RefreshOptions, SourceReport, SourceState};
use crate::watch::Watch;

/// How often the sources are looked through for one whose time has come, at the least.
const LOOK_EVERY: Duration = Duration::from_secs(60);

/// How long another program's reindex is waited for before it is asked for again.
const BUSY_WAIT: Duration = Duration::from_secs(2);

/// Keeps the articles up to date for as long as the bot runs.
pub async fn keep_up(bot: &Arc<Bot>) {
    // Before there is an index, whoever builds it reads everything.
    let _ = bot.ready.subscribe().wait_for(|ready| *ready).await;
    // What single servers have of their own does not keep what all share waiting.
    tokio::join!(
        follow_files(bot),
        follow_schedule(bot, false),
        follow_schedule(bot, true)
    );
}

/// Reads files that changed.
async fn follow_files(bot: &Arc<Bot>) {
    let Some(max_file_bytes) = bot.watch else {
        return;
    };
    let mut watch = Watch::of(bot.articles.keeper().corpus(), max_file_bytes);
    loop {
        watch.changed().await;
        let _turn = bot.reindexing.lock().await;
        read_again(bot, None, "files changed").await;
    }
}

/// Refreshes sources whose time has come, one after the other: single servers' own, or those
/// that all share.
async fn follow_schedule(bot: &Arc<Bot>, own: bool) {
    if bot.sources.is_none() {
        return;
    }
    loop {
        let due = bot.with_sources(move |sources| sources.due(own));
        let (due, next) = match due.await {
            Ok(due) => due,
            Err(trouble) => {
                trouble.log();
                (Vec::new(), None)
            }
        };
        for source in due {
            refresh_one(bot, source).await;
        }
        let next = next.map_or(LOOK_EVERY, Duration::from_secs);
        tokio::time::sleep(next.clamp(Duration::from_secs(1), LOOK_EVERY)).await;
    }
}

async fn refresh_one(bot: &Arc<Bot>, state: SourceState) {
    let Some(stay) = bot.gate.enter() else {
        return;
    };
    let server = state.source.server;
    let options = RefreshOptions {
        only: Some(vec![state.source.name]),
        ..RefreshOptions::default()
    };
    // Moderators may reindex meanwhile: it can take an hour.
    let refreshed = refresh_sources(bot, server, options, |_| {}).await;
    drop(stay);
    let reports = match refreshed {
        Ok(reports) => reports,
        Err(trouble) => return trouble.log(),
    };
    let before = state.refreshed.and_then(|refreshed| refreshed.outcome);
    for report in &reports {
        log(report);
        source_news::tell(bot, before.as_ref(), report).await;
    }
    if reports.iter().any(SourceReport::changed_the_corpus) {
        let _turn = bot.reindexing.lock().await;
        read_again(bot, server, "a source changed").await;
    }
}

/// What a server's own source is called and fetches is nobody else's to know.
fn log(report: &SourceReport) {
    let whole = report.failure.is_none() && report.held.is_empty();
    match report.server {
        Some(server) if whole => tracing::info!(server, "a server's own source was refreshed"),
        Some(server) => tracing::warn!(server, "a server's own source was not refreshed in full"),
        None if whole => tracing::info!(%report, "a source was refreshed"),
        None => tracing::warn!(%report, "a source was not refreshed in full"),
    }
}

/// Reindexes all, or what is `of` one server; waits where another program does. Whoever calls
/// this has the turn.
async fn read_again(bot: &Arc<Bot>, of: Option<u64>, why: &str) {
    loop {
        let Some(stay) = bot.gate.enter() else {
            return;
        };
        let done = reindex(bot, of, false, |_| {}).await;
        drop(stay);
        match done {
            Ok(report) => {
                bot.ready.send_replace(true);
                let problems = report.problems.len();
                tracing::info!(%report, problems, why, "the articles were read");
                bot.check_gaps(true).await;
                return;
            }
            Err(Trouble::Librarian(LibrarianError::Index(IndexError::Busy))) => {
                tokio::time::sleep(BUSY_WAIT).await;
            }
            // The next change is tried again.
            Err(trouble) => return trouble.log(),
        }
    }
}
