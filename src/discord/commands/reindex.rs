//! `/reindex`: brings the index up to date while members go on asking.

use std::convert::Infallible;
use std::fmt::Write as _;
use std::ops::ControlFlow;
use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};

use serenity::all::CommandInteraction;
use tokio::sync::{MutexGuard, watch};

use super::super::bot::Bot;
use super::super::delivery::{Call, Response};
use super::super::failure::Trouble;
use super::super::reply::Reply;
use super::super::text::{escape, lines};
use super::Context;
use crate::librarian::IndexError;
use crate::librarian::{LibrarianError, Progress, ReindexOptions, Report, Stage};

/// Between two changes of the reply: bearable for Discord, and alive for the reader.
const EDIT_EVERY: Duration = Duration::from_millis(1_500);

/// An interaction's token lives 15 minutes; a report after that goes to the log channel alone.
const TOKEN_LIVES: Duration = Duration::from_secs(14 * 60);

/// Most problems shown in the reply itself.
const SHOWN_PROBLEMS: usize = 8;

/// Read the articles again
#[poise::command(
    slash_command,
    default_member_permissions = "MANAGE_GUILD",
    install_context = "Guild",
    interaction_context = "Guild|BotDm"
)]
pub async fn reindex(
    ctx: Context<'_>,
    #[description = "Read every article again, whether it changed or not"] full: Option<bool>,
) -> Result<(), Infallible> {
    let full = full.unwrap_or(false);
    let bot = Arc::clone(ctx.data());
    let call = ctx.interaction;
    match may_start(&bot, call) {
        Ok(turn) => run(&bot, call, full, turn).await,
        Err(trouble) => {
            let refused = async { Err::<Reply, _>(trouble) };
            bot.serve(Call::from(call), true, refused).await;
        }
    }
    Ok(())
}

/// Whether the caller may reindex now; the turn is theirs until it is dropped.
fn may_start<'a>(bot: &'a Bot, call: &CommandInteraction) -> Result<MutexGuard<'a, ()>, Trouble> {
    bot.require_home_moderator(call)?;
    let turn = bot.reindexing.try_lock();
    let turn = turn.map_err(|_| Trouble::Reindexing)?;
    let cooldown = Duration::from_secs(bot.config.reindex_cooldown_seconds);
    let last = *last_reindex(bot);
    match last.and_then(|last| cooldown.checked_sub(last.elapsed())) {
        Some(left) if !left.is_zero() => Err(Trouble::Cooldown {
            seconds: left.as_secs() + 1,
        }),
        _ => Ok(turn),
    }
}

fn last_reindex(bot: &Bot) -> std::sync::MutexGuard<'_, Option<Instant>> {
    bot.last_reindex
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
}

async fn run(bot: &Arc<Bot>, call: &CommandInteraction, full: bool, turn: MutexGuard<'_, ()>) {
    if !bot.seen.is_new(call.id.get()) {
        return;
    }
    let Some(_stay) = bot.gate.enter() else {
        let closing = Trouble::Closing.reply();
        let _ = bot
            .delivery
            .respond(Call::from(call), Response::Message(&closing))
            .await;
        return;
    };
    let start = Instant::now();
    let first = Reply::line("Reading the articles …");
    let response = Response::Message(&first);
    if let Err(error) = bot.delivery.respond(Call::from(call), response).await {
        tracing::warn!(%error, "a reindex was not acknowledged; it is not started");
        return;
    }
    *last_reindex(bot) = Some(start);
    let (sender, mut progress) = watch::channel(Progress::default());
    let worker = Arc::clone(bot);
    let work = tokio::task::spawn_blocking(move || {
        let options = ReindexOptions {
            full,
            allow_empty: false,
        };
        worker.librarian.reindex(options, &|progress| {
            sender.send_replace(progress);
            // Told to leave, it rolls back.
            if worker.gate.is_closed() {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        })
    });
    let mut work = std::pin::pin!(work);
    // Once Discord has said that the reply can no longer be changed, it is left alone.
    let mut over = false;
    let mut ticks = tokio::time::interval(EDIT_EVERY);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    ticks.tick().await;
    let result = loop {
        tokio::select! {
            result = work.as_mut() => break result,
            _ = ticks.tick() => {
                let now = *progress.borrow_and_update();
                let line = Reply::line(progress_line(now, start.elapsed()));
                over = over || start.elapsed() >= TOKEN_LIVES;
                if !over && let Err(error) = bot.delivery.edit(&call.token, &line).await {
                    tracing::warn!(%error, "the progress of a reindex cannot be shown");
                    over = error.is_over();
                }
            }
        }
    };
    drop(turn);
    let reply = match result {
        Ok(Ok(report)) => {
            bot.ready.send_replace(true);
            report_card(&report)
        }
        Ok(Err(error)) => failed(bot, error),
        Err(_) => Trouble::Broken.reply(),
    };
    let mut shown = !over && start.elapsed() < TOKEN_LIVES;
    if shown && let Err(error) = bot.delivery.edit(&call.token, &reply).await {
        tracing::warn!(%error, "the report of a reindex cannot be shown");
        shown = false;
    }
    let kind = if full { "full reindex" } else { "reindex" };
    if shown {
        let first_line = reply.content.lines().next().unwrap_or_default();
        bot.note(call, &format!("{kind}: {first_line}")).await;
    } else {
        let report = format!("{kind}: {}", reply.content);
        bot.note_with_files(call, &report, reply.files).await;
    }
}

fn failed(bot: &Bot, error: LibrarianError) -> Reply {
    // A reindex that did not run needs no pause before the next.
    *last_reindex(bot) = None;
    if matches!(error, LibrarianError::Index(IndexError::Stopped)) {
        return Reply::line(
            "The reindex was stopped, since I am being restarted. The articles \
                            are as they were.",
        );
    }
    let trouble = Trouble::Librarian(error);
    trouble.log();
    Reply::line(trouble.words())
}

/// `Reading the articles ▓▓▓░░░░░░░ 3,000 of 10,000 · 4 s`
fn progress_line(progress: Progress, elapsed: Duration) -> String {
    const CELLS: usize = 20;
    let filled = (progress.done * CELLS)
        .checked_div(progress.total)
        .unwrap_or(0)
        .min(CELLS);
    let doing = match progress.stage {
        Stage::Reading => "Reading the articles",
        Stage::Encoding => "Encoding the passages",
    };
    format!(
        "{doing} `{}{}` {} of {} · {} s",
        "▓".repeat(filled),
        "░".repeat(CELLS - filled),
        progress.done,
        progress.total,
        elapsed.as_secs()
    )
}

/// What a reindex did, and the problems: a few in the text, many in a file.
fn report_card(report: &Report) -> Reply {
    let mut text = report.to_string();
    let problems = &report.problems;
    for problem in problems.iter().take(SHOWN_PROBLEMS) {
        let _ = write!(
            text,
            "\n-# {}",
            escape(&super::fit(&lines(&problem.to_string()), 180))
        );
    }
    let reply = Reply::line(&text);
    if problems.len() <= SHOWN_PROBLEMS {
        return reply;
    }
    let all: Vec<String> = problems.iter().map(|it| lines(&it.to_string())).collect();
    let more = problems.len() - SHOWN_PROBLEMS;
    Reply::line(format!(
        "{}\n-# and {more} more, in the file",
        reply.content
    ))
    .file("problems.txt", all.join("\n") + "\n")
}
