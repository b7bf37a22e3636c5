//! A moderator's refresh of sources and reindex: one at a time, with its progress in the reply
//! and its report in the log channel. Members are answered meanwhile.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::ControlFlow;
use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};

use serenity::all::GuildId;
use tokio::sync::{MutexGuard, watch};

use super::bot::Bot;
use super::commands::counted;
use super::delivery::{Call, Response};
use super::failure::Trouble;
use super::limits::fit;
use super::moderation::Actor;
use super::press::{Press, SourcePress};
use super::reply::{Component, Reply};
use super::text::{escape, lines, plain};
use super::words::{KEPT_IN, Language, tenths};
use crate::librarian::{
    self, IndexError, LibrarianError, Progress, ReindexOptions, Report, seen_by,
};
use crate::sources::{self, RefreshOptions, SourceReport};

/// Between two changes of the reply: bearable for Discord, and alive for the reader.
const EDIT_EVERY: Duration = Duration::from_millis(1_500);

/// An interaction's token lives 15 minutes; a report after that goes to the log channel alone.
const TOKEN_LIVES: Duration = Duration::from_secs(14 * 60);

/// Most problems shown in the reply itself.
const SHOWN_PROBLEMS: usize = 8;

/// What a moderator asked for.
#[derive(Debug, Clone)]
pub struct Work {
    /// What the log calls it.
    pub name: String,
    /// The sources to refresh first.
    pub refresh: Option<RefreshOptions>,
    /// Read every article again.
    pub full: bool,
    /// Whether a button asked for it: then its message becomes the report, and the pause after
    /// the last reindex is not waited for.
    pub by_button: bool,
    /// Whether moderators of a server that is not home may do it, with its own articles alone.
    pub of_own: bool,
}

/// How far the work is.
#[derive(Debug, Clone)]
enum Stage {
    Fetching(sources::Progress),
    Reading(Progress),
}

/// What came of the work.
struct Done {
    refreshed: Vec<SourceReport>,
    report: Report,
}

/// Who may do what, and when: whose articles (`None`: all), and the turn, unless a refresh comes
/// first.
type Start<'a> = (Option<u64>, Option<MutexGuard<'a, ()>>);

/// Refreshes and reindexes for `actor`, who must be a moderator of a home server; elsewhere, of a
/// server with articles of its own.
pub async fn renew<'a>(bot: &Arc<Bot>, call: Call<'_>, actor: impl Into<Actor<'a>>, work: Work) {
    let actor = actor.into();
    match may_start(bot, actor, &work).await {
        Ok(start) => run(bot, call, actor, work, start).await,
        Err(trouble) => {
            let refused = async { Err::<Reply, _>(trouble) };
            bot.serve(call, true, refused).await;
        }
    }
}

/// Whether the actor may do that now. The turn to reindex is theirs until it is dropped; with a
/// refresh before it, which may take an hour, they get it after that.
async fn may_start<'b>(bot: &'b Bot, actor: Actor<'_>, work: &Work) -> Result<Start<'b>, Trouble> {
    let of = match bot.require_home_moderator(actor) {
        Ok(()) => None,
        Err(Trouble::NotHome) if work.of_own => Some(own_articles(bot, actor).await?),
        Err(trouble) => return Err(trouble),
    };
    let turn = match &work.refresh {
        None => Some(bot.reindexing.try_lock().map_err(|_| Trouble::Reindexing)?),
        Some(_) => None,
    };
    let cooldown = Duration::from_secs(bot.config.reindex_cooldown_seconds);
    let last = last_reindex(bot).get(&of).copied();
    match last.and_then(|last| cooldown.checked_sub(last.elapsed())) {
        Some(left) if !left.is_zero() && !work.by_button => Err(Trouble::Cooldown {
            seconds: left.as_secs() + 1,
        }),
        _ => Ok((of, turn)),
    }
}

/// The actor's server, if it has articles of its own.
async fn own_articles(bot: &Bot, actor: Actor<'_>) -> Result<u64, Trouble> {
    let server = actor.server.map(GuildId::get).ok_or(Trouble::NotHome)?;
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

async fn run(bot: &Arc<Bot>, call: Call<'_>, actor: Actor<'_>, work: Work, (of, turn): Start<'_>) {
    let languages = bot.languages(actor.server.map(GuildId::get), Some(call.languages));
    if !bot.seen.is_new(call.id.get()) {
        return;
    }
    let Some(_stay) = bot.gate.enter() else {
        let closing = Trouble::Closing.reply(languages.own);
        let _ = bot
            .delivery
            .respond(call, Response::Message(&closing))
            .await;
        return;
    };
    // Everybody sees it.
    let language = languages.shared;
    let start = Instant::now();
    let first = Reply::line(if work.refresh.is_some() {
        language.say("fetching")
    } else {
        language.say("reading")
    });
    let response = if work.by_button {
        Response::Update(&first)
    } else {
        Response::Message(&first)
    };
    if let Err(error) = bot.delivery.respond(call, response).await {
        tracing::warn!(%error, "a reindex was not acknowledged; it is not started");
        return;
    }
    last_reindex(bot).insert(of, start);
    let (sender, mut stage) = watch::channel(match &work.refresh {
        Some(_) => Stage::Fetching(sources::Progress::default()),
        None => Stage::Reading(Progress::default()),
    });
    let doing = perform(bot, &work, (of, turn), sender);
    let mut doing = std::pin::pin!(doing);
    // Once Discord has said that the reply can no longer be changed, it is left alone.
    let mut over = false;
    let mut ticks = tokio::time::interval(EDIT_EVERY);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    ticks.tick().await;
    let result = loop {
        tokio::select! {
            result = doing.as_mut() => break result,
            _ = ticks.tick() => {
                let now = stage.borrow_and_update().clone();
                let line = Reply::line(progress_line(&now, start.elapsed(), language));
                over = over || start.elapsed() >= TOKEN_LIVES;
                if !over && let Err(error) = bot.delivery.edit(call.token, &line).await {
                    tracing::warn!(%error, "the progress of a reindex cannot be shown");
                    over = error.is_over();
                }
            }
        }
    };
    let reindexed = result.is_ok();
    let (reply, noted) = match result {
        Ok(done) => {
            bot.ready.send_replace(true);
            reports(bot, actor, done, language)
        }
        Err(trouble) => {
            forgive(bot, of, &trouble);
            (failed(&trouble, language), failed(&trouble, KEPT_IN))
        }
    };
    let mut shown = !over && start.elapsed() < TOKEN_LIVES;
    if shown && let Err(error) = bot.delivery.edit(call.token, &reply).await {
        tracing::warn!(%error, "the report of a reindex cannot be shown");
        shown = false;
    }
    let name = match of {
        None => work.name.clone(),
        Some(_) => format!("{} of the server's own articles", work.name),
    };
    if shown {
        let first_line = noted.content.lines().next().unwrap_or_default();
        bot.note(actor, &format!("{name}: {first_line}")).await;
    } else {
        let report = format!("{name}: {}", noted.content);
        bot.note_with_files(actor, &report, noted.files).await;
    }
    if reindexed {
        bot.check_gaps(true).await;
    }
}

async fn perform(
    bot: &Arc<Bot>,
    work: &Work,
    (of, turn): Start<'_>,
    stage: watch::Sender<Stage>,
) -> Result<Done, Trouble> {
    let stage = Arc::new(stage);
    let refreshed = match work.refresh.clone() {
        None => Vec::new(),
        Some(options) => {
            let fetching = Arc::clone(&stage);
            refresh_sources(bot, options, move |progress| {
                fetching.send_replace(Stage::Fetching(progress));
            })
            .await?
        }
    };
    let _turn = match turn {
        Some(turn) => turn,
        None => bot.reindexing.lock().await,
    };
    let report = reindex(bot, of, work.full, move |progress| {
        stage.send_replace(Stage::Reading(progress));
    })
    .await?;
    Ok(Done { refreshed, report })
}

/// Refreshes sources on a thread of its own, until the bot is told to leave.
pub async fn refresh_sources(
    bot: &Arc<Bot>,
    options: RefreshOptions,
    progress: impl Fn(sources::Progress) + Send + 'static,
) -> Result<Vec<SourceReport>, Trouble> {
    let sources = bot.sources.clone().ok_or(Trouble::NoJournal)?;
    let worker = Arc::clone(bot);
    let work = tokio::task::spawn_blocking(move || {
        tokio::runtime::Handle::current().block_on(async {
            tokio::select! {
                reports = sources.refresh(&options, &progress) => Ok(reports?),
                () = worker.gate.closed() => Err(Trouble::Closing),
            }
        })
    });
    work.await.map_err(|_| Trouble::Broken)?
}

/// Reindexes aside, all or what is `of` one server, until the bot is told to leave.
pub async fn reindex(
    bot: &Arc<Bot>,
    of: Option<u64>,
    full: bool,
    progress: impl Fn(Progress) + Send + Sync + 'static,
) -> Result<Report, Trouble> {
    let worker = Arc::clone(bot);
    bot.aside(move |articles| {
        let options = ReindexOptions {
            full,
            allow_empty: false,
        };
        let watch = |now| {
            progress(now);
            // Told to leave, it rolls back.
            if worker.gate.is_closed() {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        };
        match of {
            None => articles.keeper().reindex(options, &watch),
            Some(server) => articles.keeper().reindex_server(server, options, &watch),
        }
    })
    .await
}

/// The report for who asked for it, and the one for the log channel, which may be in another
/// server: without the problems in articles of one server alone.
fn reports(bot: &Bot, actor: Actor<'_>, mut done: Done, language: Language) -> (Reply, Reply) {
    let problems = std::mem::take(&mut done.report.problems);
    done.report.problems = if bot.owners.contains(&actor.user) {
        problems
    } else {
        seen_by(actor.server.map(GuildId::get), problems)
    };
    let own = report_card(&done, language);
    let problems = std::mem::take(&mut done.report.problems);
    done.report.problems = seen_by(None, problems);
    (own, report_card(&done, KEPT_IN))
}

/// A reindex that did not run needs no pause before the next.
fn forgive(bot: &Bot, of: Option<u64>, trouble: &Trouble) {
    last_reindex(bot).remove(&of);
    if !is_stopped(trouble) {
        trouble.log();
    }
}

fn failed(trouble: &Trouble, language: Language) -> Reply {
    match trouble {
        Trouble::Closing => Reply::line(language.say("refresh-stopped")),
        trouble if is_stopped(trouble) => Reply::line(language.say("reindex-stopped")),
        trouble => Reply::line(trouble.words(language)),
    }
}

fn is_stopped(trouble: &Trouble) -> bool {
    matches!(
        trouble,
        Trouble::Librarian(LibrarianError::Index(IndexError::Stopped))
    )
}

/// `Reading the articles ▓▓▓░░░░░░░ 3,000 of 10,000 · 4 s`
fn progress_line(stage: &Stage, elapsed: Duration, language: Language) -> String {
    const CELLS: usize = 20;
    let (done, total) = match stage {
        Stage::Fetching(progress) => (progress.done, progress.total),
        Stage::Reading(progress) => (progress.done, progress.total),
    };
    let filled = (done * CELLS).checked_div(total).unwrap_or(0).min(CELLS);
    let bar = format!("`{}{}`", "▓".repeat(filled), "░".repeat(CELLS - filled));
    let seconds = elapsed.as_secs();
    match stage {
        Stage::Reading(progress) if progress.stage == librarian::Stage::Encoding => language
            .say_with(
                "encoding-progress",
                [
                    ("bar", bar.into()),
                    ("done", done.into()),
                    ("total", total.into()),
                    ("seconds", seconds.into()),
                ],
            ),
        Stage::Reading(_) => language.say_with(
            "reading-progress",
            [
                ("bar", bar.into()),
                ("done", done.into()),
                ("total", total.into()),
                ("seconds", seconds.into()),
            ],
        ),
        Stage::Fetching(progress) => language.say_with(
            "fetching-progress",
            [
                ("source", escape(&plain(&progress.source)).into()),
                ("bar", bar.into()),
                ("done", done.into()),
                ("total", total.into()),
                ("seconds", seconds.into()),
            ],
        ),
    }
}

/// What the work did, and the problems: a few in the text, many in a file. These are in
/// English, as those of `footnote reindex`.
fn report_card(done: &Done, language: Language) -> Reply {
    let mut problems: Vec<String> = Vec::new();
    let mut text = String::new();
    for report in &done.refreshed {
        let _ = writeln!(text, "{}", escape(&fit(&plain(&report.to_string()), 300)));
        for (word, notes) in [
            ("kept", &report.kept),
            ("refused", &report.refused),
            ("held back", &report.held),
        ] {
            problems.extend(notes.iter().map(|note| format!("{word}: {note}")));
        }
    }
    problems.extend(done.report.problems.iter().map(ToString::to_string));
    let passages = counted(done.report.passages, "passages", language);
    text.push_str(&language.say_with(
        "report",
        [
            ("added", done.report.added.into()),
            ("changed", done.report.changed.into()),
            ("removed", done.report.removed.into()),
            ("unchanged", done.report.unchanged.into()),
            ("passages", passages.into()),
            ("seconds", tenths(done.report.seconds)),
        ],
    ));
    for problem in problems.iter().take(SHOWN_PROBLEMS) {
        let _ = write!(text, "\n-# {}", escape(&fit(&lines(problem), 180)));
    }
    let mut reply = Reply::line(&text);
    if problems.len() > SHOWN_PROBLEMS {
        let all: Vec<String> = problems.iter().map(|it| lines(it)).collect();
        let count = problems.len() - SHOWN_PROBLEMS;
        let more = language.say_with("more-in-file", [("count", count.into())]);
        reply = Reply::line(format!("{}\n-# {more}", reply.content))
            .file("problems.txt", all.join("\n") + "\n");
    }
    reply.buttons(done.refreshed.iter().filter_map(accept_button))
}

/// The button that lets many articles go at once.
fn accept_button(report: &SourceReport) -> Option<Component> {
    if report.held.is_empty() {
        return None;
    }
    let name = report.name.clone();
    let press = Press::Source(SourcePress::AcceptRemovals { name });
    let label = format!("Remove the {} of {}", report.held.len(), report.name);
    Some(Component::button(&label, press.custom_id()?))
}
