//! `/insights`: what members asked, and what they did not find.

use std::convert::Infallible;
use std::fmt::Write as _;

use super::super::chart::questions_per_day;
use super::super::delivery::Call;
use super::super::failure::Trouble;
use super::super::press::Press;
use super::super::reply::{Choice, Embed, Reply};
use super::super::text::{escape, plain};
use super::super::words::Language;
use super::topics::counted;
use super::{Context, languages};
use crate::journal::{Gap, GapState, Insights, NameCount};

/// Days that are looked at where none are named.
const DAYS: u32 = 30;

/// Most topics and articles listed.
const NAMES: usize = 5;

/// Most gaps listed; a menu has room for more.
const GAPS: usize = 15;

/// Most other words shown for one gap.
const ALSO: usize = 2;

/// What members asked, and did not find
#[poise::command(
    slash_command,
    default_member_permissions = "MANAGE_GUILD",
    install_context = "Guild",
    interaction_context = "Guild|BotDm"
)]
pub async fn insights(
    ctx: Context<'_>,
    #[description = "How many days back, today included (30)"]
    #[min = 1]
    #[max = 365]
    days: Option<u32>,
) -> Result<(), Infallible> {
    let bot = ctx.data();
    let work = async {
        let server = bot.scope(ctx.interaction)?;
        let days = days.unwrap_or(DAYS).max(1);
        let insights = bot.insights(server, days).await?;
        Ok::<_, Trouble>(card(&insights, languages(&ctx).own).private())
    };
    bot.serve(Call::from(ctx.interaction), true, work).await;
    Ok(())
}

/// The figures in a box with a chart, a menu of the gaps, and everything as a file.
fn card(insights: &Insights, language: Language) -> Reply {
    let days = counted(insights.days.len(), "days", language);
    let title = language.say_with("insights-title", [("days", days.into())]);
    let period = language.say_with(
        "insights-period",
        [
            ("from", insights.from.to_string().into()),
            ("to", insights.to.to_string().into()),
        ],
    );
    let mut embed = Embed::new(text(insights, language))
        .title(&title, None)
        .footer(&period);
    let mut reply = Reply::line("");
    if let Some(picture) = questions_per_day(&insights.days) {
        embed = embed.picture("questions.png");
        reply = reply.file("questions.png", picture);
    }
    let choices = insights.gaps.iter().filter_map(|gap| {
        let about = format!(
            "{} · {}",
            counted(gap.count as usize, "questions", language),
            state(gap, language)
        );
        Choice::new(&gap.words, &gap.id.to_string(), Some(&about))
    });
    reply
        .embed(embed)
        .menu(
            &Press::Gap.custom_id().unwrap_or_default(),
            &language.say("insights-menu"),
            choices,
        )
        .file("insights.csv", insights.to_csv())
}

fn text(insights: &Insights, language: Language) -> String {
    let asked = counted(insights.asked as usize, "questions", language);
    let mut text = format!("**{asked}**");
    if insights.asked > 0 {
        let share = 100.0 * insights.answered as f64 / insights.asked as f64;
        let answered = [
            ("questions", text.into()),
            ("share", format!("{share:.0}").into()),
        ];
        text = language.say_with("insights-answered", answered);
    }
    let ratings = [
        ("good", insights.helpful.into()),
        ("bad", insights.unhelpful.into()),
    ];
    let ratings = language.say_with("insights-ratings", ratings);
    let _ = write!(text, "\n{ratings}");
    list(
        &mut text,
        &language.say("insights-topics"),
        &insights.topics,
    );
    list(
        &mut text,
        &language.say("insights-articles"),
        &insights.articles,
    );
    if !insights.unhelpful_articles.is_empty() {
        let _ = write!(text, "\n\n**{}**", language.say("insights-unhelpful"));
        for article in insights.unhelpful_articles.iter().take(NAMES) {
            let figures = [
                ("article", escape(&plain(&article.article)).into()),
                ("bad", article.unhelpful.into()),
                ("good", article.helpful.into()),
            ];
            let figures = language.say_with("insights-unhelpful-article", figures);
            let _ = write!(text, "\n{figures}");
        }
    }
    if !insights.gaps.is_empty() {
        let _ = write!(text, "\n\n**{}**", language.say("insights-gaps"));
    }
    for gap in insights.gaps.iter().take(GAPS) {
        line(&mut text, gap, language);
    }
    let unlisted = insights.gaps.len().saturating_sub(GAPS);
    if unlisted > 0 {
        let more = language.say_with("more-in-file", [("count", unlisted.into())]);
        let _ = write!(text, "\n-# {more}");
    }
    if insights.too_rare > 0 {
        let rare = counted(insights.too_rare as usize, "questions", language);
        let rare = language.say_with("insights-too-rare", [("questions", rare.into())]);
        let _ = write!(text, "\n\n-# {rare}");
    }
    text
}

/// A gap: its words, how often and when they were asked, and what answers them.
fn line(text: &mut String, gap: &Gap, language: Language) {
    let _ = write!(
        text,
        "\n{} **{}**{} · {}",
        mark(gap),
        escape(&plain(&gap.words)),
        also(gap, language),
        counted(gap.count as usize, "questions", language)
    );
    if let (Some(first), Some(last)) = (gap.first, gap.last) {
        if first == last {
            let _ = write!(text, ", {last}");
        } else {
            let between = [
                ("first", first.to_string().into()),
                ("last", last.to_string().into()),
            ];
            let between = language.say_with("insights-between", between);
            let _ = write!(text, ", {between}");
        }
    }
    if let Some(article) = &gap.covered_by {
        let article = escape(&plain(article));
        let by = if gap.state == GapState::Closed {
            language.say_with("gap-answered-by", [("article", article.into())])
        } else {
            language.say_with("gap-not-answered-by", [("article", article.into())])
        };
        let _ = write!(text, "\n-# {by}");
    }
}

fn list(text: &mut String, title: &str, names: &[NameCount]) {
    if names.is_empty() {
        return;
    }
    let names: Vec<String> = names
        .iter()
        .take(NAMES)
        .map(|it| format!("{} ({})", escape(&plain(&it.name)), it.count))
        .collect();
    let _ = write!(text, "\n\n**{title}**\n{}", names.join(", "));
}

fn also(gap: &Gap, language: Language) -> String {
    let words = gap.also.iter().take(ALSO);
    let words: Vec<String> = words.map(|words| escape(&plain(words))).collect();
    if words.is_empty() {
        return String::new();
    }
    let words = words.join("; ");
    let also = match gap.also.len().saturating_sub(ALSO) {
        0 => language.say_with("gap-also", [("words", words.into())]),
        more => language.say_with(
            "gap-also-more",
            [("words", words.into()), ("count", more.into())],
        ),
    };
    format!(" ({also})")
}

fn mark(gap: &Gap) -> &'static str {
    match gap.state {
        GapState::Open => "○",
        GapState::Failing => "✗",
        GapState::Closed => "✓",
    }
}

fn state(gap: &Gap, language: Language) -> String {
    match gap.state {
        GapState::Open => language.say("gap-open"),
        GapState::Failing => language.say("gap-failing"),
        GapState::Closed => language.say("gap-closed"),
    }
}
