//! **Answer from the articles**, in the menu of a message: takes the message as the question.

use std::convert::Infallible;

use serenity::all::Message;

use super::super::bot::question;
use super::super::delivery::Call;
use super::super::mention::spoken;
use super::{Context, asker};

/// Answers a message, for the person who asks for it alone; they may show it to the others.
#[poise::command(
    context_menu_command = "Answer from the articles",
    install_context = "Guild",
    interaction_context = "Guild|BotDm"
)]
pub async fn answer_message(ctx: Context<'_>, message: Message) -> Result<(), Infallible> {
    let bot = ctx.data();
    let text = spoken(&message.content);
    let work = bot.card(asker(&ctx), question(&text), None, true);
    bot.serve(Call::from(ctx.interaction), true, work).await;
    Ok(())
}
