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
use super::Context;
use super::topics::counted;
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
        Ok::<_, Trouble>(card(&insights).private())
    };
    bot.serve(Call::from(ctx.interaction), true, work).await;
    Ok(())
}

/// The figures in a box with a chart, a menu of the gaps, and everything as a file.
fn card(insights: &Insights) -> Reply {
    let days = insights.days.len();
    let title = format!(
        "What members asked in {}",
        counted(days, "days", Language::English)
    );
    let period = format!("{} to {} (UTC)", insights.from, insights.to);
    let mut embed = Embed::new(text(insights))
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
            counted(gap.count as usize, "questions", Language::English),
            state(gap)
        );
        Choice::new(&gap.words, &gap.id.to_string(), Some(&about))
    });
    reply
        .embed(embed)
        .menu(
            &Press::Gap.custom_id().unwrap_or_default(),
            "A gap is covered by …",
            choices,
        )
        .file("insights.csv", insights.to_csv())
}

fn text(insights: &Insights) -> String {
    let mut text = format!(
        "**{}**",
        counted(insights.asked as usize, "questions", Language::English)
    );
    if insights.asked > 0 {
        let share = 100.0 * insights.answered as f64 / insights.asked as f64;
        let _ = write!(text, ", {share:.0} % answered");
    }
    let _ = write!(
        text,
        "\n{} × helpful, {} × not helpful",
        insights.helpful, insights.unhelpful
    );
    list(&mut text, "Topics asked most", &insights.topics);
    list(
        &mut text,
        "Articles that came first most",
        &insights.articles,
    );
    if !insights.unhelpful_articles.is_empty() {
        text.push_str("\n\n**Often not helpful**");
        for article in insights.unhelpful_articles.iter().take(NAMES) {
            let _ = write!(
                text,
                "\n{} · {} × not helpful, {} × helpful",
                escape(&plain(&article.article)),
                article.unhelpful,
                article.helpful
            );
        }
    }
    if !insights.gaps.is_empty() {
        text.push_str("\n\n**Not answered**");
    }
    for gap in insights.gaps.iter().take(GAPS) {
        let _ = write!(
            text,
            "\n{} **{}**{} · {}",
            mark(gap),
            escape(&plain(&gap.words)),
            also(gap),
            counted(gap.count as usize, "questions", Language::English)
        );
        if let (Some(first), Some(last)) = (gap.first, gap.last) {
            if first == last {
                let _ = write!(text, ", {last}");
            } else {
                let _ = write!(text, ", {first} to {last}");
            }
        }
        if let Some(article) = &gap.covered_by {
            let verb = if gap.state == GapState::Closed {
                "answered by"
            } else {
                "not answered by"
            };
            let _ = write!(text, "\n-# {verb} {}", escape(&plain(article)));
        }
    }
    let unlisted = insights.gaps.len().saturating_sub(GAPS);
    if unlisted > 0 {
        let _ = write!(text, "\n-# and {unlisted} more, in the file");
    }
    if insights.too_rare > 0 {
        let _ = write!(
            text,
            "\n\n-# {} without an answer too rare to show: too few different people asked.",
            counted(insights.too_rare as usize, "questions", Language::English)
        );
    }
    text
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

fn also(gap: &Gap) -> String {
    let words = gap.also.iter().take(ALSO);
    let words: Vec<String> = words.map(|words| escape(&plain(words))).collect();
    match (words.is_empty(), gap.also.len().saturating_sub(ALSO)) {
        (true, _) => String::new(),
        (false, 0) => format!(" (also: {})", words.join("; ")),
        (false, more) => format!(" (also: {}; and {more} more)", words.join("; ")),
    }
}

fn mark(gap: &Gap) -> &'static str {
    match gap.state {
        GapState::Open => "○",
        GapState::Failing => "✗",
        GapState::Closed => "✓",
    }
}

fn state(gap: &Gap) -> &'static str {
    match gap.state {
        GapState::Open => "open",
        GapState::Failing => "not closed by its article",
        GapState::Closed => "closed",
    }
}
