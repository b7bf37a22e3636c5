//! What is noted of a question and of a press on "Helpful": a day, words and counts.

use rusqlite::{Transaction, params};

use super::day::Day;
use super::gaps::{self, Subject};
use super::{Journal, JournalError};

/// Something that happened, to be counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Observation {
    /// Somebody asked.
    Asked(Asked),
    /// Somebody said whether a passage helped.
    Rated(Rated),
}

/// A question, without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The server; 0 for a direct message.
    pub server: u64,
    /// The day.
    pub day: Day,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It was answered.
    Answered {
        /// Path of the article that came first.
        article: String,
        /// Its topics.
        topics: Vec<String>,
    },
    /// It was not.
    Nothing {
        /// Who asked. Never written down as such.
        asker: u64,
        /// What was asked for; empty where nothing may be kept of it.
        subject: Subject,
    },
}

/// What somebody said of a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rated {
    /// The server; 0 for a direct message.
    pub server: u64,
    /// The day.
    pub day: Day,
    /// Id of the passage.
    pub passage: String,
    /// Path of its article.
    pub article: String,
    /// Whether it helped.
    pub helpful: bool,
}

impl Journal {
    /// Counts what happened, all of it or none. The words of a gap are kept from the moment
    /// that `min_people` different people have asked for it.
    pub fn observe(&self, seen: &[Observation], min_people: u32) -> Result<(), JournalError> {
        self.transact(|database| {
            for observation in seen {
                match observation {
                    Observation::Asked(asked) => count_question(database, asked, min_people)?,
                    Observation::Rated(rated) => count_rating(database, rated)?,
                }
            }
            Ok(())
        })
    }
}

fn count_question(
    database: &Transaction<'_>,
    asked: &Asked,
    min_people: u32,
) -> Result<(), rusqlite::Error> {
    let (server, day) = (asked.server.cast_signed(), asked.day.number());
    let answered = matches!(asked.outcome, Outcome::Answered { .. });
    database
        .prepare_cached(
            "INSERT INTO questions (server, day, asked, answered) VALUES (?1, ?2, 1, ?3)
             ON CONFLICT DO UPDATE SET asked = asked + 1, answered = answered + ?3",
        )?
        .execute(params![server, day, answered])?;
    match &asked.outcome {
        Outcome::Answered { article, topics } => {
            let mut found = database.prepare_cached(
                "INSERT INTO found (server, day, kind, name, count) VALUES (?, ?, ?, ?, 1)
                 ON CONFLICT DO UPDATE SET count = count + 1",
            )?;
            found.execute(params![server, day, "article", article])?;
            for topic in topics {
                found.execute(params![server, day, "topic", topic])?;
            }
            Ok(())
        }
        Outcome::Nothing { subject, .. } if subject.stems.is_empty() => Ok(()),
        Outcome::Nothing { asker, subject } => {
            let gap = gaps::Asking {
                server: asked.server,
                day: asked.day,
                asker: *asker,
                subject,
            };
            gap.count(database, min_people)
        }
    }
}

fn count_rating(database: &Transaction<'_>, rated: &Rated) -> Result<(), rusqlite::Error> {
    database
        .prepare_cached(
            "INSERT INTO feedback (server, day, passage, article, helpful, unhelpful)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT DO UPDATE SET article = ?4, helpful = helpful + ?5,
                                       unhelpful = unhelpful + ?6",
        )?
        .execute(params![
            rated.server.cast_signed(),
            rated.day.number(),
            rated.passage,
            rated.article,
            rated.helpful,
            !rated.helpful
        ])
        .map(drop)
}
