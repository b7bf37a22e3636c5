//! `/corpus status` and `/corpus check`: how the articles are.

use std::convert::Infallible;
use std::fmt::Write as _;
use std::time::UNIX_EPOCH;

use super::super::super::bot::Bot;
use super::super::super::delivery::Call;
use super::super::super::failure::Trouble;
use super::super::super::reply::{Embed, Reply};
use super::super::super::text::lines;
use super::super::topics::counted;
use super::super::{Context, asker};
use crate::librarian::{Findings, Librarian, Problem, Severity, seen_by};

/// How many articles there are, and when they were last read
#[poise::command(slash_command)]
pub async fn status(ctx: Context<'_>) -> Result<(), Infallible> {
    let bot = ctx.data();
    let work = async {
        bot.require_moderator(ctx.interaction)?;
        let server = bot.scope(ctx.interaction)?;
        status_card(bot, server).await
    };
    bot.serve(Call::from(ctx.interaction), true, work).await;
    Ok(())
}

/// Look for faults in the articles
#[poise::command(slash_command)]
pub async fn check(ctx: Context<'_>) -> Result<(), Infallible> {
    let bot = ctx.data();
    let mut found = None;
    let work = async {
        bot.require_moderator(ctx.interaction)?;
        let server = asker(&ctx).server;
        let owns_all = bot.owners.contains(&ctx.interaction.user.id);
        let findings = bot.aside(move |articles| {
            let keeper = articles.keeper();
            if owns_all {
                return keeper.check_all();
            }
            let found = keeper.check_for(server)?;
            Ok(Findings::new(
                found.articles,
                seen_by(server, found.problems),
            ))
        });
        let findings = findings.await?;
        let reply = check_card(&findings);
        found = Some(format!("corpus check: {}", reply.content));
        Ok::<_, Trouble>(reply.private())
    };
    bot.serve(Call::from(ctx.interaction), true, work).await;
    // A log channel that takes nothing keeps nobody waiting.
    if let Some(found) = found {
        bot.note(ctx.interaction, &found).await;
    }
    Ok(())
}

async fn status_card(bot: &Bot, server: Option<u64>) -> Result<Reply, Trouble> {
    let status = bot.with_librarian(server, Librarian::status).await?;
    let mut text = format!(
        "**{}** · {} · {}\nIndex: {:.1} MB, format {}",
        counted(status.articles, "article"),
        counted(status.passages, "passage"),
        counted(status.topics, "topic"),
        status.index_bytes as f64 / 1e6,
        status.format
    );
    if let Some(since) = status
        .reindexed
        .and_then(|at| at.duration_since(UNIX_EPOCH).ok())
    {
        let _ = write!(text, "\nLast read: <t:{0}:f> (<t:{0}:R>)", since.as_secs());
    }
    let _ = write!(text, "\n{} in them", counted(status.problems, "problem"));
    // Without a journal the articles are as they are all the same.
    let days = bot.keep.retention_days;
    if let Ok(insights) = bot.insights(server, days).await {
        let _ = write!(
            text,
            "\nIn the last {}: {} × helpful, {} × not helpful",
            counted(insights.days.len(), "day"),
            insights.helpful,
            insights.unhelpful
        );
    }
    let version = format!("Footnote {}", env!("CARGO_PKG_VERSION"));
    let embed = Embed::new(text)
        .title("The articles", None)
        .footer(&version);
    Ok(Reply::line("").embed(embed).private())
}

fn check_card(findings: &Findings) -> Reply {
    let summary = format!(
        "{}: {}, {}",
        counted(findings.articles, "article"),
        counted(findings.errors, "error"),
        counted(findings.warnings, "warning")
    );
    let reply = Reply::line(&summary);
    if findings.problems.is_empty() {
        return reply;
    }
    let report: Vec<String> = findings.problems.iter().map(line_of).collect();
    reply.file("check.txt", format!("{summary}\n\n{}\n", report.join("\n")))
}

fn line_of(problem: &Problem) -> String {
    let severity = match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    lines(&format!("{severity}: {problem} [{}]", problem.rule)).replace('\n', " ")
}
