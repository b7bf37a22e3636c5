//! `/corpus status` and `/corpus check`: how the articles are.

use std::convert::Infallible;
use std::fmt::Write as _;
use std::time::UNIX_EPOCH;

use super::super::super::bot::Bot;
use super::super::super::delivery::Call;
use super::super::super::failure::Trouble;
use super::super::super::reply::{Embed, Reply};
use super::super::super::text::lines;
use super::super::super::words::{KEPT_IN, Language, tenths};
use super::super::topics::counted;
use super::super::{Context, asker, languages};
use crate::librarian::{Findings, Librarian, Problem, Severity, seen_by};

/// How many articles there are, and when they were last read
#[poise::command(slash_command)]
pub async fn status(ctx: Context<'_>) -> Result<(), Infallible> {
    let bot = ctx.data();
    let work = async {
        bot.require_moderator(ctx.interaction)?;
        let server = bot.scope(ctx.interaction)?;
        status_card(bot, server, languages(&ctx).own).await
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
        found = Some(format!("corpus check: {}", check_line(&findings, KEPT_IN)));
        Ok::<_, Trouble>(check_card(&findings, languages(&ctx).own).private())
    };
    bot.serve(Call::from(ctx.interaction), true, work).await;
    // A log channel that takes nothing keeps nobody waiting.
    if let Some(found) = found {
        bot.note(ctx.interaction, &found).await;
    }
    Ok(())
}

async fn status_card(bot: &Bot, server: Option<u64>, language: Language) -> Result<Reply, Trouble> {
    let status = bot.with_librarian(server, Librarian::status).await?;
    let megabytes = tenths(status.index_bytes as f64 / 1e6);
    let mut text = format!(
        "**{}** · {} · {}\n{}",
        counted(status.articles, "articles", language),
        counted(status.passages, "passages", language),
        counted(status.topics, "topics", language),
        language.say_with(
            "status-index",
            [("megabytes", megabytes), ("format", status.format.into())],
        ),
    );
    if let Some(since) = status
        .reindexed
        .and_then(|at| at.duration_since(UNIX_EPOCH).ok())
    {
        // Discord shows both in the reader's own language.
        let time = format!("<t:{0}:f> (<t:{0}:R>)", since.as_secs());
        let read = language.say_with("status-read", [("time", time.into())]);
        let _ = write!(text, "\n{read}");
    }
    let problems = counted(status.problems, "problems", language);
    let problems = language.say_with("status-problems", [("problems", problems.into())]);
    let _ = write!(text, "\n{problems}");
    // Without a journal the articles are as they are all the same.
    let days = bot.keep.retention_days;
    if let Ok(insights) = bot.insights(server, days).await {
        let days = counted(insights.days.len(), "days", language);
        let ratings = [
            ("days", days.into()),
            ("good", insights.helpful.into()),
            ("bad", insights.unhelpful.into()),
        ];
        let ratings = language.say_with("status-ratings", ratings);
        let _ = write!(text, "\n{ratings}");
    }
    let version = format!("Footnote {}", env!("CARGO_PKG_VERSION"));
    let embed = Embed::new(text)
        .title(&language.say("status-title"), None)
        .footer(&version);
    Ok(Reply::line("").embed(embed).private())
}

/// What was found, in a line.
fn check_line(findings: &Findings, language: Language) -> String {
    let articles = counted(findings.articles, "articles", language);
    let errors = counted(findings.errors, "errors", language);
    let warnings = counted(findings.warnings, "warnings", language);
    language.say_with(
        "check-summary",
        [
            ("articles", articles.into()),
            ("errors", errors.into()),
            ("warnings", warnings.into()),
        ],
    )
}

/// The same with the findings in a file. These are in English, as those of `footnote check`.
fn check_card(findings: &Findings, language: Language) -> Reply {
    let summary = check_line(findings, language);
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
