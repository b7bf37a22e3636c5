//! A moderator's refresh of sources and reindex: one at a time, with its progress in the reply
//! and its report in the log channel. Members are answered meanwhile.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};

use serenity::all::GuildId;
use tokio::sync::{MutexGuard, watch};

use super::bot::Bot;
use super::delivery::{Call, Response};
use super::failure::Trouble;
use super::fetching::refresh_sources;
use super::moderation::Actor;
use super::renewal_card::{failed, is_stopped, progress_line, report_card};
use super::reply::Reply;
use super::words::{KEPT_IN, Language};
use crate::librarian::{Progress, ReindexOptions, Report, seen_by};
use crate::sources::{self, RefreshOptions, SourceReport, Whose};

/// Between two changes of the reply: bearable for Discord, and alive for the reader.
const EDIT_EVERY: Duration = Duration::from_millis(1_500);

/// An interaction's token lives 15 minutes; a report after that goes to the log channel alone.
const TOKEN_LIVES: Duration = Duration::from_secs(14 * 60);

/// What a moderator asked for.
#[derive(Debug, Clone)]
pub struct Work {
    /// What the log calls it. Of what is one server's own, the log channel hears less.
    pub name: String,
    /// The sources to refresh first, of those that who asks may refresh.
    pub refresh: Option<RefreshOptions>,
    /// Read every article again.
    pub full: bool,
    /// Whether a button asked for it: then its message becomes the report, and the pause after
    /// the last reindex is not waited for.
    pub by_button: bool,
}

/// How far the work is.
#[derive(Debug, Clone)]
pub enum Stage {
    /// It fetches.
    Fetching(sources::Progress),
    /// It reads.
    Reading(Progress),
}

/// What came of the work.
pub struct Done {
    /// Of the sources.
    pub refreshed: Vec<SourceReport>,
    /// Of the articles.
    pub report: Report,
}

/// Who may do what, and when: whose articles (`None`: all), and the turn, unless a refresh comes
/// first.
type Start<'a> = (Option<u64>, Option<MutexGuard<'a, ()>>);

/// Refreshes and reindexes for `actor`: what all servers share, for moderators of a home server;
/// for those of others, what is their server's own.
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
    let of = bot.place_for(actor)?.server();
    if let Some(server) = of {
        require_own(bot, server, work).await?;
    }
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

/// Requires that a server has something of its own to refresh or read.
async fn require_own(bot: &Bot, server: u64, work: &Work) -> Result<(), Trouble> {
    let named = work.refresh.as_ref().is_some_and(|it| it.only.is_some());
    if named {
        // Whether there is such a source is told later.
        return Ok(());
    }
    let has_own = bot.aside(move |articles| Ok(articles.keeper().has_own(server)));
    if has_own.await? {
        return Ok(());
    }
    if work.refresh.is_none() {
        return Err(Trouble::NotHome);
    }
    let sources = bot.with_sources(move |sources| sources.list(Whose::Of(Some(server))));
    if sources.await?.is_empty() {
        return Err(Trouble::NoSources);
    }
    Ok(())
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
    let first_line = noted.content.lines().next().unwrap_or_default();
    let name = &work.name;
    if of.is_some() {
        let what = match &work.refresh {
            None => format!("{name} of the server's own articles: {first_line}"),
            // Its name may be that of a source.
            Some(_) => format!("refresh of the server's own sources: {first_line}"),
        };
        bot.note_own(actor, &what).await;
    } else if shown {
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
            refresh_sources(bot, of, options, move |progress| {
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
