//! `/corpus`: how the articles are, and how moderators change them. Every change is shown first,
//! made by a button, and can be taken back.

mod add;
mod confirm;
mod done;
mod edit;
mod history;
mod names;
mod preview;
mod remove;
mod state;
#[cfg(test)]
mod tests;

use std::convert::Infallible;

use serenity::all::{ComponentInteraction, Timestamp};

use super::super::bot::{Bot, Outcome};
use super::super::delivery::Call;
use super::super::edit_press::{EditPress, VersionId};
use super::super::failure::Trouble;
use super::super::moderation::Actor;
use super::super::reply::Reply;
use super::super::words::Language;
use super::Context;
use crate::editing::{EditError, Editor, Origin, Place, Proposal};

pub use confirm::confirmed;
pub use edit::edit_submitted;

/// How the articles are, and how they are changed
#[poise::command(
    slash_command,
    subcommands(
        "state::status",
        "state::check",
        "add::add",
        "edit::edit",
        "remove::remove",
        "remove::rename",
        "remove::undo",
        "history::history",
        "history::show"
    ),
    subcommand_required,
    default_member_permissions = "MANAGE_GUILD",
    install_context = "Guild",
    interaction_context = "Guild|BotDm"
)]
#[expect(clippy::unused_async, reason = "poise wants an async function")]
pub async fn corpus(_ctx: Context<'_>) -> Result<(), Infallible> {
    Ok(())
}

/// What a button or menu about changing articles does, but for the one that confirms.
pub async fn edit_pressed(
    bot: &Bot,
    interaction: &ComponentInteraction,
    press: EditPress,
    chosen: impl FnOnce() -> Result<String, Trouble>,
) -> Result<Outcome, Trouble> {
    let place = bot.place_for(interaction)?;
    let language = Call::from(interaction).languages.own;
    match press {
        EditPress::Confirm(_) => Err(Trouble::UnknownPress),
        EditPress::Cancel(id) => {
            bot.with_editor(move |editor| {
                editor.discard(&id);
                Ok(())
            })
            .await?;
            Ok(Outcome::Update(Reply::line(language.say("given-up"))))
        }
        EditPress::History { article, before } => {
            let reply = history::page(bot, place, article, before, language).await?;
            Ok(Outcome::Update(reply))
        }
        EditPress::Version => {
            let version = VersionId::decode(&chosen()?).ok_or(Trouble::UnknownPress)?;
            Ok(history::version(bot, place, version, language)
                .await?
                .into())
        }
        EditPress::PutBack(version) => {
            let origin = begin(bot, interaction, place)?;
            let reply = prepare(bot, preview::Extras::default(), language, move |editor| {
                editor.plan_restore(origin, version.change, version.step)
            });
            Ok(reply.await?.into())
        }
    }
}

/// Who acts, and when.
fn origin<'a>(actor: impl Into<Actor<'a>>, place: Place) -> Origin {
    let actor = actor.into();
    Origin {
        place,
        who: actor.user.get(),
        server: actor.server.map(serenity::all::GuildId::get),
        at: Timestamp::now().unix_timestamp(),
    }
}

/// The same of somebody who begins a change, if they may begin another one yet. Those who keep
/// what all servers share may at any time.
fn begin<'a>(bot: &Bot, actor: impl Into<Actor<'a>>, place: Place) -> Result<Origin, Trouble> {
    let actor = actor.into();
    if place.server().is_some() {
        let begun = bot.quota.change(actor.user.get());
        begun.map_err(Trouble::Quota)?;
    }
    Ok(origin(actor, place))
}

/// Makes a change up, keeps it until it is confirmed, and shows what would come of it.
async fn prepare(
    bot: &Bot,
    mut extras: preview::Extras,
    language: Language,
    plan: impl FnOnce(&Editor) -> Result<Proposal, EditError> + Send + 'static,
) -> Result<Reply, Trouble> {
    bot.with_editor(move |editor| {
        let proposal = plan(editor)?;
        let outlook = editor.outlook(&proposal)?;
        if let Some(id) = proposal.plan.undoes {
            extras.undone = editor.change(id)?;
        }
        let id = editor.stage(&proposal)?;
        Ok(preview::card(&proposal, &outlook, &extras, &id, language))
    })
    .await
}
