//! `/privacy show` and `/privacy forget`: what is kept, and how it is taken back.

use std::convert::Infallible;

use super::super::bot::Bot;
use super::super::delivery::Call;
use super::super::failure::Trouble;
use super::super::reply::{Embed, Reply};
use super::super::words::Language;
use super::Context;
use super::topics::counted;

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
    let embed = Embed::new(words(bot)).title("Privacy", None);
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
            forgotten(gone.await?, bot.keep.audit_days)
        } else {
            Reply::line("I keep nothing at all just now.")
        };
        Ok::<_, Trouble>(reply.private())
    };
    bot.serve(Call::from(ctx.interaction), true, work).await;
    Ok(())
}

/// Says what went and what stays.
fn forgotten(gone: usize, audit_days: u32) -> Reply {
    let gone = match gone {
        0 => "There was nothing that could be tied to you.".to_owned(),
        gone => format!(
            "Done: {} that could have been tied to you {} gone.",
            counted(gone, "fingerprints", Language::English),
            if gone == 1 { "is" } else { "are" }
        ),
    };
    let kept = counted(audit_days as usize, "days", Language::English);
    Reply::line(format!(
        "{gone}\nWhat stays: numbers of questions, which name nobody; words of gaps that several \
         people asked for; and, if you are a moderator, what you did here, for {kept}. Whoever runs \
         me can take your name out of that: ask them. My answers to you are Discord's messages: \
         delete them there."
    ))
}

/// What is kept, by the settings.
fn words(bot: &Bot) -> String {
    let keep = &bot.keep;
    let (people, days, audit) = (
        keep.min_people,
        counted(keep.retention_days as usize, "days", Language::English),
        counted(keep.audit_days as usize, "days", Language::English),
    );
    if bot.journal.is_none() {
        return format!("**What I keep about you: nothing.**\n{IN_MEMORY}");
    }
    format!(
        "**I keep none of your questions.** What I count:\n\
         • For each server and day: how many questions there were and how many were answered, \
         which articles and topics came first, and how often a passage was said to help or not. \
         For {days}.\n\
         • When I find no answer: a fingerprint of what the question was about, and one of you that \
         differs from subject to subject, to tell how many different people ask. When {people} \
         have, all fingerprints of people go, and I keep the subject's words without names, \
         numbers and addresses (“cupping bruises”). Moderators of that server see them. For {days}, \
         or longer where moderators use them to test that an article now answers.\n\
         • What moderators do: who, what, when. Moderators of that server see it. For {audit}.\n\
         {IN_MEMORY}\n\
         `/privacy forget` removes your fingerprints."
    )
}

const IN_MEMORY: &str = "\
• Questions are answered in memory, are not logged, and are not sent to anybody but Discord, which \
shows you my reply. The last ones stay in memory with their answers, without your name, for whoever \
asks the same: none is used for longer than ten minutes, and the next question drops those that are \
older.
• The buttons of an answer carry the number that Discord gave you, in Discord's own message, so \
that nobody else turns your pages.
• To keep a member from flooding a channel, I count questions for a minute, in memory.
• I read only messages that mention me, reply to me, or are sent to me directly, messages that \
somebody picks from the menu, and the titles of threads where a server has asked for it. Where a \
question in a thread or a direct message rests on the one before, I look for that above my last \
answer there.";
