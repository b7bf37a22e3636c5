//! `/audit`: what moderators did.

use std::convert::Infallible;

use super::super::bot::Bot;
use super::super::delivery::Call;
use super::super::failure::Trouble;
use super::super::limits::fit;
use super::super::moderation::Actor;
use super::super::press::Press;
use super::super::reply::{Component, Embed, Reply};
use super::super::text::{escape, plain};
use super::super::words::Language;
use super::topics::counted;
use super::{Context, languages};
use crate::journal::{AuditEntry, NOBODY, audit_csv};

/// Entries on a page.
const PER_PAGE: usize = 12;

/// Most entries in a file.
const IN_A_FILE: u32 = 10_000;

/// Longest text of what was done, and of what came of it.
const LONGEST: usize = 120;

/// What moderators did
#[poise::command(
    slash_command,
    default_member_permissions = "MANAGE_GUILD",
    install_context = "Guild",
    interaction_context = "Guild|BotDm"
)]
pub async fn audit(
    ctx: Context<'_>,
    #[description = "As a file with all entries"] file: Option<bool>,
) -> Result<(), Infallible> {
    let bot = ctx.data();
    let language = languages(&ctx).own;
    let work = async {
        let reply = if file.unwrap_or(false) {
            as_file(bot, ctx.interaction, language).await?
        } else {
            page(bot, ctx.interaction, None, language).await?
        };
        Ok::<_, Trouble>(reply.private())
    };
    bot.serve(Call::from(ctx.interaction), true, work).await;
    Ok(())
}

async fn as_file<'a>(
    bot: &Bot,
    actor: impl Into<Actor<'a>>,
    language: Language,
) -> Result<Reply, Trouble> {
    let server = bot.scope(actor)?;
    let entries = bot
        .with_journal(move |journal| journal.audit(server, None, IN_A_FILE))
        .await?;
    let deeds = counted(entries.len(), "deeds", language);
    let reply = Reply::line(language.say_with("audit-in-file", [("deeds", deeds.into())]));
    Ok(reply.file("audit.csv", audit_csv(&entries)))
}

/// The entries before one, newest first.
pub async fn page<'a>(
    bot: &Bot,
    actor: impl Into<Actor<'a>>,
    before: Option<i64>,
    language: Language,
) -> Result<Reply, Trouble> {
    let server = bot.scope(actor)?;
    let mut entries = bot
        .with_journal(move |journal| journal.audit(server, before, PER_PAGE as u32 + 1))
        .await?;
    let has_older = entries.len() > PER_PAGE;
    entries.truncate(PER_PAGE);
    let mut text: Vec<String> = entries
        .iter()
        .map(|it| line(it, server.is_none(), language))
        .collect();
    if text.is_empty() {
        text.push(language.say("audit-empty"));
    }
    let older = entries.last().filter(|_| has_older).map(|oldest| {
        let before = Some(oldest.id);
        (language.say("button-older"), Press::Audit { before })
    });
    let newest = before.map(|_| (language.say("button-newest"), Press::Audit { before: None }));
    let buttons = [newest, older].into_iter().flatten();
    let kept = counted(bot.keep.audit_days as usize, "days", language);
    let kept = language.say_with("audit-kept", [("days", kept.into())]);
    let embed = Embed::new(text.join("\n"))
        .title(&language.say("audit-title"), None)
        .footer(&kept);
    Ok(Reply::line("").embed(embed).buttons(
        buttons.filter_map(|(label, press)| Some(Component::button(&label, press.custom_id()?))),
    ))
}

fn line(entry: &AuditEntry, everywhere: bool, language: Language) -> String {
    let deed = &entry.deed;
    let who = match deed.who {
        Some(NOBODY) => language.say("audit-nobody"),
        Some(who) => format!("<@{who}>"),
        None => language.say("audit-operator"),
    };
    let place = match deed.server {
        Some(server) if everywhere => {
            let server = [("server", server.to_string().into())];
            format!(" {}", language.say_with("audit-server", server))
        }
        _ => String::new(),
    };
    let words = |text: &str| escape(&fit(&plain(text), LONGEST));
    let result = if deed.result.is_empty() {
        String::new()
    } else {
        format!(": {}", words(&deed.result))
    };
    format!(
        "<t:{}:f> {who}{place} · **{}**{result}",
        deed.at,
        words(&deed.what)
    )
}
