//! What the bot does by itself: reads files that changed, and refreshes sources when their time
//! has come. Never while a moderator's reindex runs.

use std::sync::Arc;
use std::time::Duration;

use super::bot::Bot;
use super::failure::Trouble;
use super::renewal::{refresh_sources, reindex};
use crate::librarian::{IndexError, LibrarianError};
use crate::sources::{RefreshOptions, SourceReport, Sources};
use crate::watch::Watch;

/// How often the sources are looked through for one whose time has come, at the least.
const LOOK_EVERY: Duration = Duration::from_secs(60);

/// How long another program's reindex is waited for before it is asked for again.
const BUSY_WAIT: Duration = Duration::from_secs(2);

/// Keeps the articles up to date for as long as the bot runs.
pub async fn keep_up(bot: &Arc<Bot>) {
    // Before there is an index, whoever builds it reads everything.
    let _ = bot.ready.subscribe().wait_for(|ready| *ready).await;
    tokio::join!(follow_files(bot), follow_schedule(bot));
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
        read_again(bot, "files changed").await;
    }
}

/// Refreshes sources whose time has come, one after the other.
async fn follow_schedule(bot: &Arc<Bot>) {
    if bot.sources.is_none() {
        return;
    }
    loop {
        let (due, next) = match bot.with_sources(Sources::due).await {
            Ok(due) => due,
            Err(trouble) => {
                trouble.log();
                (Vec::new(), None)
            }
        };
        for name in due {
            refresh_one(bot, name).await;
        }
        let next = next.map_or(LOOK_EVERY, Duration::from_secs);
        tokio::time::sleep(next.clamp(Duration::from_secs(1), LOOK_EVERY)).await;
    }
}

async fn refresh_one(bot: &Arc<Bot>, name: String) {
    let Some(stay) = bot.gate.enter() else {
        return;
    };
    let options = RefreshOptions {
        only: Some(vec![name]),
        accept_removals: false,
    };
    // Moderators may reindex meanwhile: it can take an hour.
    let refreshed = refresh_sources(bot, options, |_| {}).await;
    drop(stay);
    match refreshed {
        Ok(reports) => {
            for report in &reports {
                if report.failure.is_some() || !report.held.is_empty() {
                    tracing::warn!(%report, "a source was not refreshed in full");
                } else {
                    tracing::info!(%report, "a source was refreshed");
                }
            }
            if reports.iter().any(SourceReport::changed_the_corpus) {
                let _turn = bot.reindexing.lock().await;
                read_again(bot, "a source changed").await;
            }
        }
        Err(trouble) => trouble.log(),
    }
}

/// Reindexes; waits where another program does. Whoever calls this has the turn.
async fn read_again(bot: &Arc<Bot>, why: &str) {
    loop {
        let Some(stay) = bot.gate.enter() else {
            return;
        };
        let done = reindex(bot, None, false, |_| {}).await;
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
