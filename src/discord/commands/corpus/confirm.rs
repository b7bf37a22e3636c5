//! What the button does that makes a change: looks again whether it may be made, writes, brings
//! the index up to date, and says what came of it. Where the index cannot take it up, the
//! articles are put back.

use std::ops::ControlFlow;

use serenity::all::{ComponentInteraction, Timestamp};

use super::super::super::bot::Bot;
use super::super::super::delivery::{Call, Response};
use super::super::super::edit_press::EditPress;
use super::super::super::edit_words::named;
use super::super::super::failure::Trouble;
use super::super::super::press::Press;
use super::super::super::reply::{Component, Reply};
use super::super::super::words::{KEPT_IN, Language};
use super::{done, edit};
use crate::editing::{EditError, Plan, PlanId, Proposal};
use crate::librarian::{IndexError, LibrarianError, ReindexOptions};

/// Makes a change that waits.
pub async fn confirmed(bot: &Bot, interaction: &ComponentInteraction, id: PlanId) {
    if !bot.seen.is_new(interaction.id.get()) {
        return;
    }
    let call = Call::from(interaction);
    let Some(_stay) = bot.gate.enter() else {
        return bot.apologise(call, &Trouble::Closing).await;
    };
    let proposal = match allowed(bot, interaction, &id).await {
        Ok(proposal) => proposal,
        Err(trouble) => {
            trouble.log();
            return bot.apologise(call, &trouble).await;
        }
    };
    let language = call.languages.own;
    let writing = Reply::line(language.say("writing")).private();
    let response = Response::Update(&writing);
    if let Err(error) = bot.delivery.respond(call, response).await {
        tracing::warn!(%error, "a change was not acknowledged; it is not made");
        return settle(bot, &id, false).await;
    }
    let plan = proposal.plan.clone();
    let (reply, result) = match made(bot, proposal, &id, language).await {
        Ok(reply) => (reply, "done".to_owned()),
        Err((trouble, reply)) => {
            trouble.log();
            (reply, trouble.words(KEPT_IN))
        }
    };
    if let Err(error) = bot.delivery.edit(&interaction.token, &reply).await {
        tracing::warn!(%error, "what came of a change cannot be shown");
    }
    let (kind, paths) = (plan.kind.as_str(), paths(&plan));
    if plan.origin.place.server().is_some() {
        let deed = format!("corpus {kind}: {paths}: {result}");
        bot.note_own(interaction, &deed).await;
    } else {
        let deed = format!("corpus {kind} {paths}: {result}");
        bot.note(interaction, &deed).await;
    }
}

/// The change that waits, if this person may make it.
async fn allowed(
    bot: &Bot,
    interaction: &ComponentInteraction,
    id: &PlanId,
) -> Result<Proposal, Trouble> {
    // Before anything is told of what waits.
    bot.require_moderator(interaction)?;
    let (claimed, id) = (id.clone(), id.clone());
    let now = Timestamp::now().unix_timestamp();
    let proposal = bot
        .with_editor(move |editor| editor.staged(&id, now))
        .await?;
    bot.require_place(interaction, &proposal.plan.origin.place)?;
    if proposal.plan.origin.who != interaction.user.id.get() {
        return Err(Trouble::NotYours);
    }
    bot.with_editor(move |editor| editor.claim(&claimed))
        .await?;
    Ok(proposal)
}

/// Drops a plan that was claimed, or lets it wait again.
async fn settle(bot: &Bot, id: &PlanId, over: bool) {
    let id = id.clone();
    let settled = bot.with_editor(move |editor| {
        if over {
            editor.discard(&id);
        } else {
            editor.release(&id);
        }
        Ok(())
    });
    if let Err(trouble) = settled.await {
        trouble.log();
    }
}

/// Makes it. A trouble comes with the reply that tells of it.
async fn made(
    bot: &Bot,
    mut proposal: Proposal,
    id: &PlanId,
    language: Language,
) -> Result<Reply, (Trouble, Reply)> {
    proposal.plan.origin.at = Timestamp::now().unix_timestamp();
    let plan = proposal.plan.clone();
    // The turn is the one of `/reindex`: whoever is second looks at what the first has made.
    let _turn = bot.reindexing.lock().await;
    let work = proposal.clone();
    let change = match bot.with_editor(move |editor| editor.apply(&work)).await {
        Ok(change) => change,
        Err(Trouble::Edit(EditError::Changed(path))) => {
            settle(bot, id, true).await;
            let told = bot.with_editor(move |editor| refused(editor, &proposal, &path, language));
            return Err(match told.await {
                Ok((error, reply)) => (error.into(), reply),
                Err(trouble) => {
                    let reply = trouble.reply(language);
                    (trouble, reply)
                }
            });
        }
        Err(trouble) => {
            settle(bot, id, false).await;
            let reply = not_done(&trouble.words(language), id, language);
            return Err((trouble, reply));
        }
    };
    let own = plan.origin.place.server();
    let reindexed = bot
        .aside(move |articles| {
            let options = ReindexOptions::default();
            let go_on = |_| ControlFlow::Continue(());
            match own {
                Some(server) => articles.keeper().reindex_server(server, options, &go_on),
                None => articles.keeper().reindex(options, &go_on),
            }
        })
        .await;
    let Err(trouble) = reindexed else {
        bot.ready.send_replace(true);
        let place = plan.origin.place.clone();
        let finished = bot.with_editor(move |editor| editor.finish(change, &place));
        if let Err(trouble) = finished.await {
            // The next start finds it made.
            trouble.log();
        }
        settle(bot, id, true).await;
        bot.check_gaps(true).await;
        return Ok(done::card(bot, &plan, language).await);
    };
    let back = bot.with_editor(move |editor| editor.take_back(change, &plan));
    let state = match back.await {
        Ok(()) => language.say("put-back"),
        Err(failed) => {
            failed.log();
            language.say("not-put-back")
        }
    };
    settle(bot, id, false).await;
    let words = match &trouble {
        Trouble::Librarian(LibrarianError::Index(IndexError::WouldEmpty { .. })) => {
            language.say("was-the-last")
        }
        Trouble::Librarian(LibrarianError::Index(IndexError::Busy)) => {
            language.say("another-reads")
        }
        trouble => trouble.words(language),
    };
    Err((trouble, not_done(&format!("{words} {state}"), id, language)))
}

/// Why a change was not made, and a button to try it again.
fn not_done(words: &str, id: &PlanId, language: Language) -> Reply {
    let again = Press::Edit(EditPress::Confirm(id.clone())).custom_id();
    let again = again.map(|id| Component::button(&language.say("button-try-again"), id));
    Reply::line(format!("**{}** {words}", language.say("not-done")))
        .buttons(again)
        .private()
}

/// That a file is another one by now, with what was to be written to it.
fn refused(
    editor: &crate::editing::Editor,
    proposal: &Proposal,
    path: &crate::editing::ArticlePath,
    language: Language,
) -> Result<(EditError, Reply), EditError> {
    let error = EditError::Changed(path.clone());
    let step = proposal.plan.steps.iter().find(|step| step.path == *path);
    let mine = step.and_then(|step| proposal.bytes(step.after.as_ref()));
    let base = step.and_then(|step| step.before.as_ref());
    let base = base.and_then(|hash| editor.version(hash).ok());
    let reply = match mine {
        Some(mine) => edit::conflict(editor, path, base.as_deref(), mine, language)?,
        None => Trouble::Edit(EditError::Changed(path.clone())).reply(language),
    };
    Ok((error, reply))
}

/// `fascia.md, knots.md and 2 more`
fn paths(plan: &Plan) -> String {
    let paths: Vec<String> = plan
        .steps
        .iter()
        .take(5)
        .map(|step| named(step.path.as_str()))
        .collect();
    let more = plan.steps.len().saturating_sub(5);
    let more = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    paths.join(", ") + &more
}
