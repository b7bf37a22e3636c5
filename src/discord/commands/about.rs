//! `/help` and `/about`: how to ask the bot, and what it is.

use std::convert::Infallible;

use super::super::delivery::Call;
use super::super::failure::Trouble;
use super::super::reply::{Embed, Reply};
use super::super::words::Language;
use super::topics::counted;
use super::{Context, asker, languages};
use crate::librarian::{Librarian, Status};

/// How to ask
#[poise::command(
    slash_command,
    install_context = "Guild",
    interaction_context = "Guild|BotDm"
)]
pub async fn help(ctx: Context<'_>) -> Result<(), Infallible> {
    fixed(ctx, help_card).await
}

/// What this bot is, and what it answers from
#[poise::command(
    slash_command,
    install_context = "Guild",
    interaction_context = "Guild|BotDm"
)]
pub async fn about(ctx: Context<'_>) -> Result<(), Infallible> {
    let bot = ctx.data();
    let language = languages(&ctx).own;
    let work = async {
        let server = asker(&ctx).server;
        let status = bot.with_librarian(server, Librarian::status).await?;
        let card = about_card(&status, language);
        Ok::<_, Trouble>(Reply::line("").embed(card).private())
    };
    bot.serve(Call::from(ctx.interaction), true, work).await;
    Ok(())
}

async fn fixed(ctx: Context<'_>, card: fn(Language) -> Embed) -> Result<(), Infallible> {
    let reply = Reply::line("").embed(card(languages(&ctx).own)).private();
    let work = async { Ok::<_, Trouble>(reply) };
    ctx.data()
        .serve(Call::from(ctx.interaction), true, work)
        .await;
    Ok(())
}

/// How to ask.
pub fn help_card(language: Language) -> Embed {
    let text = [
        language.say("help-intro"),
        list(
            &language.say("help-ask"),
            [
                language.say("help-ask-command"),
                language.say("help-ask-mention"),
                language.say("help-ask-direct"),
                language.say("help-ask-menu"),
            ],
        ),
        list(
            &language.say("help-look"),
            [
                language.say("help-look-articles"),
                language.say("help-look-about"),
            ],
        ),
        list(
            &language.say("help-moderators"),
            [
                language.say("help-moderators-articles"),
                language.say("help-moderators-changes"),
                language.say("help-moderators-sources"),
                language.say("help-moderators-settings"),
                language.say("help-moderators-insights"),
            ],
        ),
    ];
    Embed::new(text.join("\n\n")).title(&language.say("help-title"), None)
}

/// What the bot is, and how much it answers from.
pub fn about_card(status: &Status, language: Language) -> Embed {
    let about = language.say_with(
        "about",
        [
            ("version", env!("CARGO_PKG_VERSION").into()),
            (
                "articles",
                counted(status.articles, "articles", language).into(),
            ),
            ("topics", counted(status.topics, "topics", language).into()),
            (
                "passages",
                counted(status.passages, "passages", language).into(),
            ),
        ],
    );
    let text = format!("{about}\n\n{}", language.say("about-advice"));
    Embed::new(text).title("Footnote", None)
}

/// Points below a word in bold.
fn list<const N: usize>(heading: &str, points: [String; N]) -> String {
    let points = points.map(|point| format!("\n• {point}")).concat();
    format!("**{heading}**{points}")
}
