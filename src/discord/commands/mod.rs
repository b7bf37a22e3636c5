//! The commands: each converts what Discord sends, calls a function that knows nothing of
//! commands, and hands its [`Reply`](super::reply::Reply) back.

mod about;
mod answer_message;
mod article;
mod ask;
mod corpus;
mod reindex;
mod source;
mod topics;

use std::convert::Infallible;
use std::sync::Arc;

use serenity::all::{AutocompleteChoice, CreateAutocompleteResponse, GuildId};

use super::bot::{Asker, Bot};
use super::limits::{self, fit};
use super::text::plain;

pub use article::{outline, questions, topic_card};
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
        about::privacy(),
        reindex::reindex(),
        source::source(),
        corpus::corpus(),
    ]
}

/// Who calls a command, and where.
fn asker(ctx: &Context<'_>) -> Asker {
    Asker {
        member: ctx.interaction.user.id.get(),
        channel: ctx.interaction.channel_id,
        server: ctx.interaction.guild_id.map(GuildId::get),
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
