//! Gaps: what was asked for and not answered. How many different people asked is told by keyed
//! hashes, and the words are kept only when there were enough of them.

use std::collections::HashSet;

use blake3::Hasher;
use rusqlite::{OptionalExtension, Transaction, params};
use serde::Serialize;

use super::day::Day;
use super::{Journal, JournalError};

/// Bytes of a hash: two of a million gaps meet with a chance of one in 10^26.
const HASH_BYTES: usize = 16;

/// Most stems and words that are kept of a question.
const MOST_WORDS: usize = 8;

/// Longest word that is kept, in characters.
const LONGEST_WORD: usize = 30;

/// Gaps are one and the same where so large a share of their stems is the same.
const SAME_SHARE: f64 = 0.6;

/// And where all stems of one are among those of the other, if there are so many.
const SAME_WITHIN: usize = 2;

/// What a question asks for, without the rest of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Subject {
    /// The stems of its words: what two questions must share.
    pub stems: Vec<String>,
    /// Its words, as they are shown.
    pub words: Vec<String>,
}

/// Somebody asks for something that is not answered.
pub(super) struct Asking<'a> {
    pub server: u64,
    pub day: Day,
    pub asker: u64,
    pub subject: &'a Subject,
}

/// A gap whose words may be shown, with those that ask for the same in other words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gap {
    /// Its number.
    pub id: i64,
    /// What was asked for.
    pub words: String,
    /// Other words for it.
    pub also: Vec<String>,
    /// How many questions.
    pub count: u64,
    /// The first day that is still known; none where all are forgotten.
    pub first: Option<Day>,
    /// The last day.
    pub last: Option<Day>,
    /// How it stands.
    pub state: GapState,
    /// The article that answers it, as a moderator said.
    pub covered_by: Option<String>,
    /// Numbers of all gaps in it.
    #[serde(skip)]
    pub all: Vec<i64>,
}

/// How a gap stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum GapState {
    /// No article was named for it.
    Open,
    /// The article that was named does not answer it.
    Failing,
    /// The article that was named answers it.
    Closed,
}

/// A gap that was said to be covered, to be asked again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Number of the gap.
    pub gap: i64,
    /// Its server; 0 for direct messages.
    pub server: u64,
    /// The words to ask.
    pub words: String,
    /// The article that must be among the passages.
    pub article: String,
}

impl Asking<'_> {
    /// Counts it, and keeps the words where enough different people have asked.
    pub fn count(
        &self,
        database: &Transaction<'_>,
        min_people: u32,
    ) -> Result<(), rusqlite::Error> {
        let secret = secret(database)?;
        let key = self.key(&secret);
        database
            .prepare_cached("INSERT OR IGNORE INTO gaps (server, key) VALUES (?, ?)")?
            .execute(params![self.server.cast_signed(), key])?;
        let (gap, reached): (i64, u32) = database
            .prepare_cached("SELECT id, reached FROM gaps WHERE server = ? AND key = ?")?
            .query_row(params![self.server.cast_signed(), key], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
        database
            .prepare_cached(
                "INSERT INTO gap_days (gap, day, count) VALUES (?, ?, 1)
                 ON CONFLICT DO UPDATE SET count = count + 1",
            )?
            .execute(params![gap, self.day.number()])?;
        if reached >= min_people {
            return Ok(());
        }
        database
            .prepare_cached(
                "INSERT INTO gap_people (gap, person, day) VALUES (?1, ?2, ?3)
                 ON CONFLICT DO UPDATE SET day = ?3",
            )?
            .execute(params![
                gap,
                person(&secret, gap, self.asker),
                self.day.number()
            ])?;
        let people: u32 = database
            .prepare_cached("SELECT count(*) FROM gap_people WHERE gap = ?")?
            .query_row([gap], |row| row.get(0))?;
        if people < min_people {
            return Ok(());
        }
        database
            .prepare_cached("UPDATE gaps SET reached = ?, words = ?, stems = ? WHERE id = ?")?
            .execute(params![
                people,
                kept(&self.subject.words).join(" "),
                self.stems().join(" "),
                gap
            ])?;
        database
            .prepare_cached("DELETE FROM gap_people WHERE gap = ?")?
            .execute([gap])
            .map(drop)
    }

    /// The stems in one order, each once.
    fn stems(&self) -> Vec<String> {
        let mut stems = self.subject.stems.clone();
        stems.sort();
        stems.dedup();
        kept(&stems)
    }

    fn key(&self, secret: &[u8; 32]) -> Vec<u8> {
        let mut hasher = Hasher::new_keyed(secret);
        hasher.update(b"gap\0").update(&self.server.to_le_bytes());
        for stem in self.stems() {
            // Words hold no blanks.
            hasher.update(stem.as_bytes()).update(b" ");
        }
        cut(&hasher)
    }
}

/// Words within bounds.
fn kept(words: &[String]) -> Vec<String> {
    let cut = |word: &String| word.chars().take(LONGEST_WORD).collect();
    words.iter().take(MOST_WORDS).map(cut).collect()
}

/// Who asked for a gap. Of another gap, the same person has another hash.
fn person(secret: &[u8; 32], gap: i64, asker: u64) -> Vec<u8> {
    let mut hasher = Hasher::new_keyed(secret);
    hasher
        .update(b"person\0")
        .update(&gap.to_le_bytes())
        .update(&asker.to_le_bytes());
    cut(&hasher)
}

fn cut(hasher: &Hasher) -> Vec<u8> {
    hasher.finalize().as_bytes()[..HASH_BYTES].to_vec()
}

fn secret(database: &Transaction<'_>) -> Result<[u8; 32], rusqlite::Error> {
    database
        .prepare_cached("SELECT key FROM secret")?
        .query_row([], |row| row.get(0))
}

impl Journal {
    /// Says that `article` answers a gap of `server` (none: of any), and what asks for the
    /// same; or, without an article, that none does. Gives the checks that follow from it; none
    /// where there is no such gap.
    pub fn cover(
        &self,
        server: Option<u64>,
        gap: i64,
        article: Option<&str>,
        min_people: u32,
    ) -> Result<Option<Vec<Check>>, JournalError> {
        self.transact(|database| {
            // All days: what is covered need not have been asked of late.
            let known = shown(database, server, Day::from_number(i64::MIN), min_people)?;
            let Some(found) = known.into_iter().find(|known| known.all.contains(&gap)) else {
                return Ok(None);
            };
            let mut cover = database.prepare_cached(
                "UPDATE gaps SET covered_by = ?, checked_at = NULL, holds = NULL WHERE id = ?",
            )?;
            for gap in &found.all {
                cover.execute(params![article, gap])?;
            }
            let mut all = checks(database, None)?;
            all.retain(|check| found.all.contains(&check.gap));
            Ok(Some(all))
        })
    }

    /// The words of a gap of `server` (none: of any), if it is one that may be shown.
    pub fn gap_words(
        &self,
        server: Option<u64>,
        gap: i64,
        min_people: u32,
    ) -> Result<Option<String>, JournalError> {
        self.transact(|database| {
            database
                .prepare_cached(
                    "SELECT words FROM gaps WHERE id = ?1 AND (?2 IS NULL OR server = ?2)
                     AND words IS NOT NULL AND reached >= ?3",
                )?
                .query_row(
                    params![gap, server.map(u64::cast_signed), min_people],
                    |row| row.get(0),
                )
                .optional()
        })
    }

    /// The gaps that were said to be covered and have not been asked again since `since`, in
    /// Unix seconds; none: all.
    pub fn checks(&self, since: Option<i64>) -> Result<Vec<Check>, JournalError> {
        self.transact(|database| checks(database, since))
    }

    /// Notes how a check went. One whose gap was given another article meanwhile says nothing.
    pub fn checked(&self, check: &Check, at: i64, holds: bool) -> Result<(), JournalError> {
        self.transact(|database| {
            database
                .prepare_cached(
                    "UPDATE gaps SET checked_at = ?, holds = ? WHERE id = ? AND covered_by = ?",
                )?
                .execute(params![at, holds, check.gap, check.article])
                .map(drop)
        })
    }

    /// Asks the gaps that were said to be covered, as [`Self::checks`] gives them. `holds` says
    /// whether the article answers; none where that cannot be told now.
    pub fn run_checks(
        &self,
        since: Option<i64>,
        at: i64,
        holds: impl Fn(&Check) -> Option<bool>,
    ) -> Result<Vec<(Check, bool)>, JournalError> {
        let mut done = Vec::new();
        for check in self.checks(since)? {
            if let Some(holds) = holds(&check) {
                self.checked(&check, at, holds)?;
                done.push((check, holds));
            }
        }
        Ok(done)
    }

    /// Forgets that somebody asked for any gap; says for how many.
    pub fn forget(&self, asker: u64) -> Result<usize, JournalError> {
        self.transact(|database| {
            let secret = secret(database)?;
            let gaps: Vec<i64> = database
                .prepare_cached("SELECT DISTINCT gap FROM gap_people")?
                .query_map([], |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            let mut forget =
                database.prepare_cached("DELETE FROM gap_people WHERE gap = ? AND person = ?")?;
            let mut forgotten = 0;
            for gap in gaps {
                forgotten += forget.execute(params![gap, person(&secret, gap, asker)])?;
            }
            Ok(forgotten)
        })
    }
}

fn checks(database: &Transaction<'_>, since: Option<i64>) -> Result<Vec<Check>, rusqlite::Error> {
    database
        .prepare_cached(
            "SELECT id, server, words, covered_by FROM gaps
             WHERE covered_by IS NOT NULL AND words IS NOT NULL
               AND (?1 IS NULL OR checked_at IS NULL OR checked_at < ?1)
             ORDER BY id",
        )?
        .query_map([since], |row| {
            Ok(Check {
                gap: row.get(0)?,
                server: row.get::<_, i64>(1)?.cast_unsigned(),
                words: row.get(2)?,
                article: row.get(3)?,
            })
        })?
        .collect()
}

/// A gap as it is stored, with its questions since a day.
struct Stored {
    gap: Gap,
    server: i64,
    stems: HashSet<String>,
}

/// The gaps of `server` (none: of all) that may be shown and were asked for since `from`, or
/// are covered; those most asked for first.
pub(super) fn shown(
    database: &Transaction<'_>,
    server: Option<u64>,
    from: Day,
    min_people: u32,
) -> Result<Vec<Gap>, rusqlite::Error> {
    let stored = database
        .prepare_cached(
            "SELECT id, server, words, stems, covered_by, holds,
                    coalesce(sum(count) FILTER (WHERE day >= ?1), 0) AS asked,
                    min(day), max(day)
             FROM gaps LEFT JOIN gap_days ON gap = id
             WHERE words IS NOT NULL AND words <> '' AND reached >= ?2
               AND (?3 IS NULL OR server = ?3)
             GROUP BY id HAVING asked > 0 OR covered_by IS NOT NULL
             ORDER BY asked DESC, id",
        )?
        .query_map(
            params![from.number(), min_people, server.map(u64::cast_signed)],
            |row| {
                let covered_by: Option<String> = row.get(4)?;
                let id: i64 = row.get(0)?;
                Ok(Stored {
                    server: row.get(1)?,
                    stems: row
                        .get::<_, String>(3)?
                        .split(' ')
                        .map(str::to_owned)
                        .collect(),
                    gap: Gap {
                        id,
                        words: row.get(2)?,
                        also: Vec::new(),
                        count: row.get::<_, i64>(6)?.cast_unsigned(),
                        first: row.get::<_, Option<i64>>(7)?.map(Day::from_number),
                        last: row.get::<_, Option<i64>>(8)?.map(Day::from_number),
                        state: match (&covered_by, row.get::<_, Option<bool>>(5)?) {
                            (None, _) => GapState::Open,
                            (Some(_), Some(true)) => GapState::Closed,
                            (Some(_), _) => GapState::Failing,
                        },
                        covered_by,
                        all: vec![id],
                    },
                })
            },
        )?
        .collect::<Result<Vec<Stored>, _>>()?;
    Ok(together(stored))
}

/// Puts gaps together that ask for the same, under the one most asked for.
fn together(stored: Vec<Stored>) -> Vec<Gap> {
    let mut groups: Vec<Stored> = Vec::new();
    for next in stored {
        // What a moderator gave different articles stays apart.
        let same = groups.iter_mut().find(|group| {
            group.server == next.server
                && group.gap.covered_by == next.gap.covered_by
                && are_alike(&group.stems, &next.stems)
        });
        let Some(Stored { gap: group, .. }) = same else {
            groups.push(next);
            continue;
        };
        group.count += next.gap.count;
        // None is less than any day.
        group.first = [group.first, next.gap.first].into_iter().flatten().min();
        group.last = group.last.max(next.gap.last);
        if next.gap.state == GapState::Failing {
            group.state = GapState::Failing;
        }
        group.also.push(next.gap.words);
        group.all.extend(next.gap.all);
    }
    let mut gaps: Vec<Gap> = groups.into_iter().map(|group| group.gap).collect();
    gaps.sort_by_key(|gap| std::cmp::Reverse(gap.count));
    gaps
}

fn are_alike(one: &HashSet<String>, other: &HashSet<String>) -> bool {
    let shared = one.intersection(other).count();
    let smaller = one.len().min(other.len());
    let all = one.len() + other.len() - shared;
    shared as f64 >= SAME_SHARE * all as f64 || (shared == smaller && smaller >= SAME_WITHIN)
}
