//! `/help`, `/about`, `/privacy`: what the bot is, and what it keeps.

use std::convert::Infallible;

use super::super::delivery::Call;
use super::super::failure::Trouble;
use super::super::reply::{Embed, Reply};
use super::Context;
use super::topics::counted;
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
• `/about`, `/privacy`

**For moderators**
• `/reindex` reads the articles again, `/corpus status`, `/corpus check`
• `/corpus add`, `edit`, `show`, `rename`, `remove` keep the articles; `/corpus history`, `/corpus undo`";

const PRIVACY: &str = "\
**What I keep about you: nothing.**
• Your questions are answered in memory and then forgotten. They are not stored, not logged, and \
not sent to anybody but Discord, which shows you my reply.
• **Helpful** and **Not helpful** add one to a number that belongs to the passage. Who pressed is \
not kept.
• The buttons of an answer carry the number that Discord gave you, in Discord's own message, so \
that nobody else turns your pages.
• To keep a member from flooding a channel, I count questions for a minute, in memory.
• I read only messages that mention me, reply to me, or are sent to me directly, messages that \
somebody picks from the menu, and the titles of threads where a server has asked for it. Where a \
question in a thread or a direct message rests on the one before, I look for that above my last \
answer there.
• What moderators do (a reindex, for instance) may be noted in a channel of their server.";

/// How to ask
#[poise::command(
    slash_command,
    install_context = "Guild",
    interaction_context = "Guild|BotDm"
)]
pub async fn help(ctx: Context<'_>) -> Result<(), Infallible> {
    fixed(ctx, Embed::new(HELP).title("How to ask", None)).await
}

/// What is kept about you
#[poise::command(
    slash_command,
    install_context = "Guild",
    interaction_context = "Guild|BotDm"
)]
pub async fn privacy(ctx: Context<'_>) -> Result<(), Infallible> {
    fixed(ctx, Embed::new(PRIVACY).title("Privacy", None)).await
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
        let status = bot.with_librarian(Librarian::status).await?;
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
