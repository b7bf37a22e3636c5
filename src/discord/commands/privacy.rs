//! `/privacy show` and `/privacy forget`: what is kept, and how it is taken back.

use std::convert::Infallible;

use super::super::bot::Bot;
use super::super::delivery::Call;
use super::super::failure::Trouble;
use super::super::reply::{Embed, Reply};
use super::super::words::Language;
use super::topics::counted;
use super::{Context, languages};

/// What is kept about you, and how to take it back
#[poise::command(
    slash_command,
    subcommands("show", "forget"),
    subcommand_required,
    install_context = "Guild",
    interaction_context = "Guild|BotDm"
)]
#[expect(clippy::unused_async, reason = "poise wants an async function")]
pub async fn privacy(_ctx: Context<'_>) -> Result<(), Infallible> {
    Ok(())
}

/// What is kept about you
#[poise::command(slash_command)]
async fn show(ctx: Context<'_>) -> Result<(), Infallible> {
    let bot = ctx.data();
    let language = languages(&ctx).own;
    let embed = Embed::new(words(bot, language)).title(&language.say("privacy-title"), None);
    let reply = Reply::line("").embed(embed).private();
    let work = async { Ok::<_, Trouble>(reply) };
    bot.serve(Call::from(ctx.interaction), true, work).await;
    Ok(())
}

/// Remove what could be tied to you
#[poise::command(slash_command)]
async fn forget(ctx: Context<'_>) -> Result<(), Infallible> {
    let bot = ctx.data();
    let member = ctx.interaction.user.id.get();
    let language = languages(&ctx).own;
    let work = async {
        let reply = if bot.journal.is_some() {
            let recorder = bot.recorder.clone();
            let gone = bot.with_journal(move |journal| {
                // What waits to be counted would bring it back.
                if let Some(recorder) = recorder {
                    recorder.flush();
                }
                journal.forget(member)
            });
            forgotten(gone.await?, bot.keep.audit_days, language)
        } else {
            Reply::line(language.say("privacy-no-journal"))
        };
        Ok::<_, Trouble>(reply.private())
    };
    bot.serve(Call::from(ctx.interaction), true, work).await;
    Ok(())
}

/// Says what went and what stays.
fn forgotten(gone: usize, audit_days: u32, language: Language) -> Reply {
    let gone = match gone {
        0 => language.say("privacy-nothing-there"),
        gone => language.say_with("privacy-gone", [("count", gone.into())]),
    };
    let kept = counted(audit_days as usize, "days", language);
    let stays = language.say_with("privacy-stays", [("days", kept.into())]);
    Reply::line(format!("{gone}\n{stays}"))
}

/// What is kept, by the settings.
fn words(bot: &Bot, language: Language) -> String {
    let in_memory = [
        language.say("privacy-questions"),
        language.say("privacy-buttons"),
        language.say("privacy-limits"),
        language.say("privacy-messages"),
    ];
    let in_memory = in_memory.map(|it| format!("• {it}")).join("\n");
    if bot.journal.is_none() {
        return format!("**{}**\n{in_memory}", language.say("privacy-nothing"));
    }
    let keep = &bot.keep;
    let days = counted(keep.retention_days as usize, "days", language);
    let audit = counted(keep.audit_days as usize, "days", language);
    let gaps = [
        ("people", keep.min_people.into()),
        ("days", days.as_str().into()),
    ];
    format!(
        "**{}** {}\n• {}\n• {}\n• {}\n{in_memory}\n{}",
        language.say("privacy-no-questions"),
        language.say("privacy-counted"),
        language.say_with("privacy-numbers", [("days", days.as_str().into())]),
        language.say_with("privacy-gaps", gaps),
        language.say_with("privacy-moderators", [("days", audit.into())]),
        language.say("privacy-take-back"),
    )
}
