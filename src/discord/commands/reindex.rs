//! `/reindex`: brings the index up to date while members go on asking.

use std::collections::HashMap;
use std::convert::Infallible;
use std::fmt::Write as _;
use std::ops::ControlFlow;
use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};

use serenity::all::{CommandInteraction, GuildId};
use tokio::sync::{MutexGuard, watch};

use super::super::bot::Bot;
use super::super::delivery::{Call, Response};
use super::super::failure::Trouble;
use super::super::reply::Reply;
use super::super::text::{escape, lines};
use super::super::words::{KEPT_IN, Language, Languages, tenths};
use super::topics::counted;
use super::{Context, languages};
use crate::librarian::IndexError;
use crate::librarian::{LibrarianError, Progress, ReindexOptions, Report, seen_by};

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
    match may_start(&bot, call).await {
        Ok((of, turn)) => run(&bot, call, of, full, turn, languages(&ctx)).await,
        Err(trouble) => {
            let refused = async { Err::<Reply, _>(trouble) };
            bot.serve(Call::from(call), true, refused).await;
        }
    }
    Ok(())
}

/// Whose articles the caller may reindex now: all (`None`), or those of their own server; the
/// turn is theirs until it is dropped.
async fn may_start<'a>(
    bot: &'a Bot,
    call: &CommandInteraction,
) -> Result<(Option<u64>, MutexGuard<'a, ()>), Trouble> {
    let of = match bot.require_home_moderator(call) {
        Ok(()) => None,
        Err(Trouble::NotHome) => Some(own_articles(bot, call).await?),
        Err(trouble) => return Err(trouble),
    };
    let turn = bot.reindexing.try_lock();
    let turn = turn.map_err(|_| Trouble::Reindexing)?;
    let cooldown = Duration::from_secs(bot.config.reindex_cooldown_seconds);
    let last = last_reindex(bot).get(&of).copied();
    match last.and_then(|last| cooldown.checked_sub(last.elapsed())) {
        Some(left) if !left.is_zero() => Err(Trouble::Cooldown {
            seconds: left.as_secs() + 1,
        }),
        _ => Ok((of, turn)),
    }
}

/// The caller's server, if it has articles of its own.
async fn own_articles(bot: &Bot, call: &CommandInteraction) -> Result<u64, Trouble> {
    let server = call.guild_id.map(GuildId::get).ok_or(Trouble::NotHome)?;
    let has_own = bot
        .aside(move |articles| Ok(articles.keeper().has_own(server)))
        .await?;
    if has_own {
        Ok(server)
    } else {
        Err(Trouble::NotHome)
    }
}

fn last_reindex(bot: &Bot) -> std::sync::MutexGuard<'_, HashMap<Option<u64>, Instant>> {
    bot.last_reindex
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
}

async fn run(
    bot: &Arc<Bot>,
    call: &CommandInteraction,
    of: Option<u64>,
    full: bool,
    turn: MutexGuard<'_, ()>,
    languages: Languages,
) {
    if !bot.seen.is_new(call.id.get()) {
        return;
    }
    let Some(_stay) = bot.gate.enter() else {
        let closing = Trouble::Closing.reply(languages.own);
        let _ = bot
            .delivery
            .respond(Call::from(call), Response::Message(&closing))
            .await;
        return;
    };
    // Everybody sees it.
    let language = languages.shared;
    let start = Instant::now();
    let first = Reply::line(language.say("reading"));
    let response = Response::Message(&first);
    if let Err(error) = bot.delivery.respond(Call::from(call), response).await {
        tracing::warn!(%error, "a reindex was not acknowledged; it is not started");
        return;
    }
    last_reindex(bot).insert(of, start);
    let (sender, mut progress) = watch::channel(Progress { done: 0, total: 0 });
    let worker = Arc::clone(bot);
    let work = tokio::task::spawn_blocking(move || {
        let options = ReindexOptions {
            full,
            allow_empty: false,
        };
        let watch = |progress| {
            sender.send_replace(progress);
            // Told to leave, it rolls back.
            if worker.gate.is_closed() {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        };
        let keeper = worker.articles.keeper();
        let report = match of {
            None => keeper.reindex(options, &watch),
            Some(server) => keeper.reindex_server(server, options, &watch),
        };
        report.map_err(Trouble::from)
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
                let line = Reply::line(progress_line(now, start.elapsed(), language));
                over = over || start.elapsed() >= TOKEN_LIVES;
                if !over && let Err(error) = bot.delivery.edit(&call.token, &line).await {
                    tracing::warn!(%error, "the progress of a reindex cannot be shown");
                    over = error.is_over();
                }
            }
        }
    };
    drop(turn);
    let result = result.unwrap_or(Err(Trouble::Broken));
    let reindexed = result.is_ok();
    let (reply, noted) = match result {
        Ok(report) => {
            bot.ready.send_replace(true);
            reports(bot, call, report, language)
        }
        Err(trouble) => {
            forgive(bot, of, &trouble);
            (failed(&trouble, language), failed(&trouble, KEPT_IN))
        }
    };
    let mut shown = !over && start.elapsed() < TOKEN_LIVES;
    if shown && let Err(error) = bot.delivery.edit(&call.token, &reply).await {
        tracing::warn!(%error, "the report of a reindex cannot be shown");
        shown = false;
    }
    let kind = match (full, of) {
        (false, None) => "reindex",
        (true, None) => "full reindex",
        (false, Some(_)) => "reindex of the server's own articles",
        (true, Some(_)) => "full reindex of the server's own articles",
    };
    if shown {
        let first_line = noted.content.lines().next().unwrap_or_default();
        bot.note(call, &format!("{kind}: {first_line}")).await;
    } else {
        let report = format!("{kind}: {}", noted.content);
        bot.note_with_files(call, &report, noted.files).await;
    }
    if reindexed {
        bot.check_gaps(true).await;
    }
}

/// The report for who asked for it, and the one for the log channel, which may be in another
/// server: without the problems in articles of one server alone.
fn reports(
    bot: &Bot,
    call: &CommandInteraction,
    mut report: Report,
    language: Language,
) -> (Reply, Reply) {
    if !bot.owners.contains(&call.user.id) {
        report.problems = seen_by(call.guild_id.map(GuildId::get), report.problems);
    }
    let own = report_card(&report, language);
    report.problems = seen_by(None, report.problems);
    (own, report_card(&report, KEPT_IN))
}

/// A reindex that did not run needs no pause before the next.
fn forgive(bot: &Bot, of: Option<u64>, trouble: &Trouble) {
    if let Trouble::Librarian(_) = trouble {
        last_reindex(bot).remove(&of);
    }
    if !is_stopped(trouble) {
        trouble.log();
    }
}

fn failed(trouble: &Trouble, language: Language) -> Reply {
    if is_stopped(trouble) {
        return Reply::line(language.say("reindex-stopped"));
    }
    Reply::line(trouble.words(language))
}

fn is_stopped(trouble: &Trouble) -> bool {
    matches!(
        trouble,
        Trouble::Librarian(LibrarianError::Index(IndexError::Stopped))
    )
}

/// `Reading the articles ▓▓▓░░░░░░░ 3,000 of 10,000 · 4 s`
fn progress_line(progress: Progress, elapsed: Duration, language: Language) -> String {
    const CELLS: usize = 20;
    let filled = (progress.done * CELLS)
        .checked_div(progress.total)
        .unwrap_or(0)
        .min(CELLS);
    let bar = format!("`{}{}`", "▓".repeat(filled), "░".repeat(CELLS - filled));
    language.say_with(
        "reading-progress",
        [
            ("bar", bar.into()),
            ("done", progress.done.into()),
            ("total", progress.total.into()),
            ("seconds", elapsed.as_secs().into()),
        ],
    )
}

/// What a reindex did, and the problems: a few in the text, many in a file. These are in
/// English, as those of `footnote reindex`.
fn report_card(report: &Report, language: Language) -> Reply {
    let passages = counted(report.passages, "passages", language);
    let mut text = language.say_with(
        "report",
        [
            ("added", report.added.into()),
            ("changed", report.changed.into()),
            ("removed", report.removed.into()),
            ("unchanged", report.unchanged.into()),
            ("passages", passages.into()),
            ("seconds", tenths(report.seconds)),
        ],
    );
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
    let count = problems.len() - SHOWN_PROBLEMS;
    let more = language.say_with("more-in-file", [("count", count.into())]);
    Reply::line(format!("{}\n-# {more}", reply.content)).file("problems.txt", all.join("\n") + "\n")
}
