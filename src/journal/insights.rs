//! [`Insights`]: what members asked, in figures. Reads what `observing` counted.

use rusqlite::{Params, Row, Transaction};
use serde::Serialize;

use super::day::Day;
use super::gaps::{self, Gap};
use super::{Journal, JournalError};

/// Most names in a list.
const LISTED: u32 = 20;

/// An article is listed as not helpful where at least so many said so.
const LEAST_UNHELPFUL: u32 = 2;

/// What members asked since a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Insights {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
    /// Questions.
    pub asked: u64,
    /// Those that were answered.
    pub answered: u64,
    /// How often a passage was said to help.
    pub helpful: u64,
    /// And not to.
    pub unhelpful: u64,
    /// Every day of them, in order.
    pub days: Vec<DayCount>,
    /// Topics of the articles that came first, most frequent first.
    pub topics: Vec<NameCount>,
    /// Articles that came first, most frequent first.
    pub articles: Vec<NameCount>,
    /// Articles that were often said not to help, most often first.
    pub unhelpful_articles: Vec<ArticleRating>,
    /// What was not answered and may be shown, most frequent first.
    pub gaps: Vec<Gap>,
    /// Questions without an answer that are in none of the gaps.
    pub too_rare: u64,
}

/// Questions of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct DayCount {
    /// The day.
    pub day: Day,
    /// Questions.
    pub asked: u64,
    /// Those that were answered.
    pub answered: u64,
}

/// How often something was there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NameCount {
    /// What.
    pub name: String,
    /// How often.
    pub count: u64,
}

/// What was said of an article's passages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ArticleRating {
    /// Path of the article.
    pub article: String,
    /// How often one of its passages was said to help.
    pub helpful: u64,
    /// And not to.
    pub unhelpful: u64,
}

/// What insights are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Which server; none: all of them, and direct messages.
    pub server: Option<u64>,
    /// The last day.
    pub to: Day,
    /// How many days.
    pub days: u32,
    /// Gaps are shown as text where so many different people asked.
    pub min_people: u32,
}

impl Journal {
    /// What members asked.
    pub fn insights(&self, span: Span) -> Result<Insights, JournalError> {
        let from = span.to.back(span.days.saturating_sub(1));
        let key = (
            span.server.map(u64::cast_signed),
            from.number(),
            span.to.number(),
        );
        self.transact(|database| {
            let counted = rows(
                database,
                "SELECT day, sum(asked), sum(answered) FROM questions
                 WHERE (?1 IS NULL OR server = ?1) AND day BETWEEN ?2 AND ?3 GROUP BY day",
                key,
                |row| {
                    Ok(DayCount {
                        day: Day::from_number(row.get(0)?),
                        asked: count(row, 1)?,
                        answered: count(row, 2)?,
                    })
                },
            )?;
            let days = every_day(from, span.days, &counted);
            let (helpful, unhelpful) = database.query_row(
                "SELECT coalesce(sum(helpful), 0), coalesce(sum(unhelpful), 0) FROM feedback
                 WHERE (?1 IS NULL OR server = ?1) AND day BETWEEN ?2 AND ?3",
                key,
                |row| Ok((count(row, 0)?, count(row, 1)?)),
            )?;
            let found = |kind: &str| {
                let sql = format!(
                    "SELECT name, sum(count) AS found FROM found
                     WHERE (?1 IS NULL OR server = ?1) AND day BETWEEN ?2 AND ?3
                       AND kind = '{kind}'
                     GROUP BY name ORDER BY found DESC, name LIMIT {LISTED}"
                );
                rows(database, &sql, key, |row| {
                    Ok(NameCount {
                        name: row.get(0)?,
                        count: count(row, 1)?,
                    })
                })
            };
            let sql = format!(
                "SELECT article, sum(helpful) AS good, sum(unhelpful) AS bad FROM feedback
                 WHERE (?1 IS NULL OR server = ?1) AND day BETWEEN ?2 AND ?3
                 GROUP BY article HAVING bad >= {LEAST_UNHELPFUL} AND bad > good
                 ORDER BY bad DESC, article LIMIT {LISTED}"
            );
            let unhelpful_articles = rows(database, &sql, key, |row| {
                Ok(ArticleRating {
                    article: row.get(0)?,
                    helpful: count(row, 1)?,
                    unhelpful: count(row, 2)?,
                })
            })?;
            let gaps = gaps::shown(database, span.server, from, span.min_people)?;
            let (asked, answered) = days.iter().fold((0, 0), |(asked, answered), day| {
                (asked + day.asked, answered + day.answered)
            });
            let shown: u64 = gaps.iter().map(|gap| gap.count).sum();
            Ok(Insights {
                from,
                to: span.to,
                asked,
                answered,
                helpful,
                unhelpful,
                topics: found("topic")?,
                articles: found("article")?,
                unhelpful_articles,
                too_rare: (asked - answered).saturating_sub(shown),
                days,
                gaps,
            })
        })
    }
}

fn rows<T>(
    database: &Transaction<'_>,
    sql: &str,
    key: impl Params,
    read: impl FnMut(&Row<'_>) -> Result<T, rusqlite::Error>,
) -> Result<Vec<T>, rusqlite::Error> {
    database
        .prepare_cached(sql)?
        .query_map(key, read)?
        .collect()
}

fn count(row: &Row<'_>, column: usize) -> Result<u64, rusqlite::Error> {
    row.get::<_, i64>(column).map(i64::cast_unsigned)
}

/// Every day, those without a question too.
fn every_day(from: Day, days: u32, counted: &[DayCount]) -> Vec<DayCount> {
    (0..days)
        .map(|ahead| {
            let day = from.ahead(ahead);
            let found = counted.iter().find(|counted| counted.day == day);
            found.copied().unwrap_or(DayCount {
                day,
                asked: 0,
                answered: 0,
            })
        })
        .collect()
}
