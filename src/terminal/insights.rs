//! `footnote insights`: what members asked on Discord, and what they did not find.

use std::io::{self, Write};

use textwrap::core::display_width;

use super::arguments::InsightsArguments;
use super::console::Console;
use super::failure::Failure;
use super::look::{BAR, DIM, Look, TITLE, WARNING};
use super::{Outcome, json, safe_text};
use crate::config::JournalConfig;
use crate::journal::{Day, DayCount, Gap, GapState, Insights, Journal, NameCount, Span};

/// Most names in a list.
const NAMES: usize = 10;

/// Most lines of the chart; more days are put together.
const MOST_BARS: usize = 31;

/// Widest bar, in columns.
const WIDEST: usize = 40;

/// Shows what members asked.
pub fn insights(
    arguments: &InsightsArguments,
    config: &JournalConfig,
    console: &mut Console,
) -> Result<Outcome, Failure> {
    if !Journal::is_in(&config.path) {
        return Err(Failure::NoJournal(config.path.clone()));
    }
    let span = Span {
        server: arguments.server,
        to: Day::today(),
        days: arguments.days.min(config.retention_days),
        min_people: config.min_people,
    };
    let insights = Journal::open(&config.path)?.insights(span)?;
    if arguments.csv {
        write!(console.out, "{}", insights.to_csv())?;
    } else if arguments.json {
        json::write(&mut console.out, &insights)?;
    } else {
        write_insights(&mut console.out, &insights, console.look)?;
    }
    Ok(Outcome::Fine)
}

fn write_insights(out: &mut dyn Write, insights: &Insights, look: Look) -> io::Result<()> {
    let title = format!("{} to {} (UTC)", insights.from, insights.to);
    writeln!(out, "{}", look.paint(TITLE, &title))?;
    let share = match insights.asked {
        0 => String::new(),
        asked => format!(
            ", {:.0} % answered",
            100.0 * insights.answered as f64 / asked as f64
        ),
    };
    writeln!(out, "{} questions{share}", insights.asked)?;
    writeln!(
        out,
        "{} × helpful, {} × not helpful",
        insights.helpful, insights.unhelpful
    )?;
    write_chart(out, &insights.days, look)?;
    write_names(out, "Topics asked most", &insights.topics, look)?;
    write_names(
        out,
        "Articles that came first most",
        &insights.articles,
        look,
    )?;
    if !insights.unhelpful_articles.is_empty() {
        heading(out, "Often not helpful", look)?;
    }
    for article in insights.unhelpful_articles.iter().take(NAMES) {
        writeln!(
            out,
            "  {}  {} × not helpful, {} × helpful",
            safe_text::line(&article.article),
            article.unhelpful,
            article.helpful
        )?;
    }
    if !insights.gaps.is_empty() {
        heading(out, "Not answered", look)?;
    }
    for gap in &insights.gaps {
        write_gap(out, gap, look)?;
    }
    if insights.too_rare > 0 {
        writeln!(out)?;
        let words = format!(
            "{} without an answer too rare to show: too few different people asked.",
            insights.too_rare
        );
        writeln!(out, "{}", look.paint(DIM, &words))?;
    }
    Ok(())
}

fn heading(out: &mut dyn Write, words: &str, look: Look) -> io::Result<()> {
    writeln!(out, "\n{}", look.paint(TITLE, words))
}

fn write_names(
    out: &mut dyn Write,
    title: &str,
    names: &[NameCount],
    look: Look,
) -> io::Result<()> {
    if names.is_empty() {
        return Ok(());
    }
    heading(out, title, look)?;
    let shown: Vec<_> = names
        .iter()
        .take(NAMES)
        .map(|it| (safe_text::line(&it.name), it.count))
        .collect();
    let widest = shown.iter().map(|(name, _)| display_width(name)).max();
    for (name, count) in &shown {
        let gap = widest.unwrap_or(0) - display_width(name);
        writeln!(out, "  {name}{:gap$}  {count:>5}", "")?;
    }
    Ok(())
}

fn write_gap(out: &mut dyn Write, gap: &Gap, look: Look) -> io::Result<()> {
    let words = look.paint(TITLE, &safe_text::line(&gap.words));
    let mark = match gap.state {
        GapState::Open => "○",
        GapState::Failing => "✗",
        GapState::Closed => "✓",
    };
    write!(out, "  {mark} {words}")?;
    if !gap.also.is_empty() {
        let also = safe_text::line(&gap.also.join("; ")).into_owned();
        write!(out, " {}", look.paint(DIM, &format!("(also: {also})")))?;
    }
    write!(out, "  {} ×", gap.count)?;
    if let (Some(first), Some(last)) = (gap.first, gap.last) {
        write!(out, ", {first} to {last}")?;
    }
    writeln!(out)?;
    if let Some(article) = &gap.covered_by {
        let article = safe_text::line(article);
        if gap.state == GapState::Closed {
            writeln!(out, "    answered by {article}")?;
        } else {
            let words = format!("not answered by {article}");
            writeln!(out, "    {}", look.paint(WARNING, &words))?;
        }
    }
    Ok(())
}

/// A bar for each day, or for some together: `█` answered, `░` not.
fn write_chart(out: &mut dyn Write, days: &[DayCount], look: Look) -> io::Result<()> {
    let together = days.len().div_ceil(MOST_BARS).max(1);
    // From the end, so that the last bar has as many days as the others.
    let bars: Vec<(Day, u64, u64)> = days
        .rchunks(together)
        .rev()
        .filter_map(|days| {
            let asked = days.iter().map(|day| day.asked).sum();
            let answered = days.iter().map(|day| day.answered).sum();
            Some((days.first()?.day, asked, answered))
        })
        .collect();
    let most = bars.iter().map(|&(_, asked, _)| asked).max().unwrap_or(0);
    if most == 0 {
        return Ok(());
    }
    let title = match together {
        1 => "Questions per day (░ not answered)".to_owned(),
        days => format!("Questions by {days} days (░ not answered)"),
    };
    heading(out, &title, look)?;
    let room = look.width.saturating_sub(24).clamp(5, WIDEST) as u64;
    let columns = |count: u64| {
        let columns = (count * room + most / 2) / most;
        // What is there is seen.
        usize::try_from(columns.max(u64::from(count > 0))).unwrap_or(0)
    };
    for (day, asked, answered) in bars {
        let (all, full) = (columns(asked), columns(answered));
        let open = if asked > answered {
            all.saturating_sub(full).max(1)
        } else {
            0
        };
        let bar = look.paint(BAR, &"█".repeat(full));
        let count = if asked == 0 {
            String::new()
        } else {
            format!(" {asked}")
        };
        let line = format!("  {day} {bar}{}{count}", "░".repeat(open));
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(name: &str, count: u64) -> NameCount {
        NameCount {
            name: name.to_owned(),
            count,
        }
    }

    #[test]
    fn everything_is_shown_at_a_glance() {
        let from = Day::of(1_777_593_600);
        let days = [(4, 3), (0, 0), (12, 9)].iter().enumerate();
        let days = days.map(|(at, &(asked, answered))| DayCount {
            day: from.ahead(at as u32),
            asked,
            answered,
        });
        let insights = Insights {
            from,
            to: from.ahead(2),
            asked: 16,
            answered: 12,
            helpful: 3,
            unhelpful: 1,
            days: days.collect(),
            topics: vec![count("Fascia", 9), count("Back\x1b pain", 3)],
            articles: Vec::new(),
            unhelpful_articles: Vec::new(),
            gaps: vec![Gap {
                id: 1,
                words: "cupping bruises".to_owned(),
                also: vec!["cupping marks bruises".to_owned()],
                count: 3,
                first: Some(from),
                last: Some(from.ahead(2)),
                state: GapState::Failing,
                covered_by: Some("cupping.md".to_owned()),
                all: vec![1, 2],
            }],
            too_rare: 1,
        };
        let mut out = Vec::new();
        write_insights(&mut out, &insights, Look::PLAIN).unwrap();
        insta::assert_snapshot!(String::from_utf8(out).unwrap(), @r"
        2026-05-01 to 2026-05-03 (UTC)
        16 questions, 75 % answered
        3 × helpful, 1 × not helpful

        Questions per day (░ not answered)
          2026-05-01 ██████████░░░ 4
          2026-05-02
          2026-05-03 ██████████████████████████████░░░░░░░░░░ 12

        Topics asked most
          Fascia         9
          Back pain      3

        Not answered
          ✗ cupping bruises (also: cupping marks bruises)  3 ×, 2026-05-01 to 2026-05-03
            not answered by cupping.md

        1 without an answer too rare to show: too few different people asked.
        ");
    }
}
