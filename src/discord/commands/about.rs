//! `/help` and `/about`: how to ask the bot, and what it is.

use std::convert::Infallible;

use super::super::delivery::Call;
use super::super::failure::Trouble;
use super::super::reply::{Embed, Reply};
use super::topics::counted;
use super::{Context, asker};
use crate::librarian::Librarian;

const HELP: &str = "\
I answer questions from a set of articles: passages word for word, each with a link to its page. \
I write nothing of my own, and when the articles do not answer, I say so.

**Ask**
• `/ask` with your question; add a topic to narrow it, or make it private
• mention me in a message, or reply to one of my answers: “does it hurt?” means what that was about
• in a direct message, just write
• on somebody's message: Apps › **Answer from the articles**

**Look around**
• `/topics`, `/topic`, `/article`
• `/about`, `/privacy show`, `/privacy forget`

**For moderators**
• `/reindex` reads the articles again, `/corpus status`, `/corpus check`
• `/corpus add`, `edit`, `show`, `rename`, `remove` keep the articles; `/corpus history`, `/corpus undo`
• `/settings`: where and how I answer in this server
• `/insights` shows what members asked and did not find, `/audit` what moderators did";

/// How to ask
#[poise::command(
    slash_command,
    install_context = "Guild",
    interaction_context = "Guild|BotDm"
)]
pub async fn help(ctx: Context<'_>) -> Result<(), Infallible> {
    fixed(ctx, Embed::new(HELP).title("How to ask", None)).await
}

/// What this bot is, and what it answers from
#[poise::command(
    slash_command,
    install_context = "Guild",
    interaction_context = "Guild|BotDm"
)]
pub async fn about(ctx: Context<'_>) -> Result<(), Infallible> {
    let bot = ctx.data();
    let work = async {
        let server = asker(&ctx).server;
        let status = bot.with_librarian(server, Librarian::status).await?;
        let text = format!(
            "Footnote {} quotes {} on {}, {} in all. It runs on its own: no service beside it, \
             no generated text.\n\nThe articles inform; they do not replace advice from somebody \
             who can examine you.",
            env!("CARGO_PKG_VERSION"),
            counted(status.articles, "article"),
            counted(status.topics, "topic"),
            counted(status.passages, "passage"),
        );
        Ok::<_, Trouble>(
            Reply::line("")
                .embed(Embed::new(text).title("Footnote", None))
                .private(),
        )
    };
    bot.serve(Call::from(ctx.interaction), true, work).await;
    Ok(())
}

async fn fixed(ctx: Context<'_>, embed: Embed) -> Result<(), Infallible> {
    let reply = Reply::line("").embed(embed).private();
    let work = async { Ok::<_, Trouble>(reply) };
    ctx.data()
        .serve(Call::from(ctx.interaction), true, work)
        .await;
    Ok(())
}
