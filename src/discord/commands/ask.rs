//! `/ask`: a question, answered from the articles.

use std::convert::Infallible;

use super::super::bot;
use super::super::delivery::Call;
use super::{Context, asker};

/// Ask the articles a question
#[poise::command(
    slash_command,
    install_context = "Guild",
    interaction_context = "Guild|BotDm"
)]
pub async fn ask(
    ctx: Context<'_>,
    #[description = "Your question, in your own words"]
    #[max_length = 500]
    question: String,
    #[description = "Only articles of this topic"]
    #[autocomplete = "super::topics::typed"]
    topic: Option<String>,
    #[description = "Show the answer to you alone"] private: Option<bool>,
) -> Result<(), Infallible> {
    let bot = ctx.data();
    let asker = asker(&ctx);
    let usual = || bot.settings.of(asker.server).private.unwrap_or(false);
    let private = private.unwrap_or_else(usual) || !bot.is_open_to_command(ctx.interaction);
    let work = bot.card(asker, bot::question(&question), topic, private);
    bot.serve(Call::from(ctx.interaction), private, work).await;
    Ok(())
}
