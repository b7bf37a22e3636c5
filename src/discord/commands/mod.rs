//! The commands: each converts what Discord sends, calls a function that knows nothing of
//! commands, and hands its [`Reply`](super::reply::Reply) back.

mod about;
mod answer_message;
mod article;
mod ask;
mod audit;
mod corpus;
mod insights;
mod privacy;
mod reindex;
mod settings;
mod source;
mod topics;

use std::convert::Infallible;
use std::sync::Arc;

use serenity::all::{AutocompleteChoice, CreateAutocompleteResponse, GuildId};

use super::bot::{Asker, Bot};
use super::delivery::Call;
use super::limits::{self, fit};
use super::text::plain;
use super::words::Languages;

#[cfg(test)]
pub use about::help_card;
pub use article::{outline, questions, topic_card};
pub use audit::page as audit_page;
pub use corpus::{confirmed, edit_pressed, edit_submitted};
pub use source::source_pressed;
pub use topics::counted;

/// What poise hands to a command. Commands answer for their failures themselves.
pub type Context<'a> = poise::ApplicationContext<'a, Arc<Bot>, Infallible>;

/// A command of this bot.
pub type Command = poise::Command<Arc<Bot>, Infallible>;

/// All commands.
pub fn all() -> Vec<Command> {
    vec![
        ask::ask(),
        answer_message::answer_message(),
        topics::topics(),
        topics::topic(),
        article::article(),
        about::help(),
        about::about(),
        privacy::privacy(),
        reindex::reindex(),
        source::source(),
        corpus::corpus(),
        settings::settings(),
        insights::insights(),
        audit::audit(),
    ]
}

/// The languages in which a command is answered.
fn languages(ctx: &Context<'_>) -> Languages {
    let told = Call::from(ctx.interaction).languages;
    let server = ctx.interaction.guild_id.map(GuildId::get);
    ctx.data().languages(server, Some(told))
}

/// Who calls a command, and where.
fn asker(ctx: &Context<'_>) -> Asker {
    Asker {
        member: ctx.interaction.user.id.get(),
        channel: ctx.interaction.channel_id,
        server: ctx.interaction.guild_id.map(GuildId::get),
        languages: languages(ctx),
    }
}

/// Choices for what is being typed, as many and as long as Discord takes.
fn autocomplete(names: impl IntoIterator<Item = (String, String)>) -> CreateAutocompleteResponse {
    let choices = names
        .into_iter()
        .filter_map(|(name, value)| {
            let name = fit(&plain(&name), limits::OPTION);
            let fits = (1..=limits::OPTION).contains(&value.chars().count());
            (fits && !name.is_empty()).then(|| AutocompleteChoice::new(name, value))
        })
        .take(limits::OPTIONS)
        .collect();
    CreateAutocompleteResponse::new().set_choices(choices)
}
