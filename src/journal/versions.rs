//! What moderators changed in the articles: when, who, and the hashes of what was there before
//! and after. Never holds the text of an article.

use rusqlite::{OptionalExtension as _, Row, params};

use super::{Journal, JournalError};

/// A change of articles, of one file or of several at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its number; later ones are larger. 0: not written down yet.
    pub id: i64,
    /// When, in seconds since 1970-01-01 UTC.
    pub at: i64,
    /// The part of the corpus that it belongs to.
    pub place: String,
    /// In which server it was asked for; none in a direct message.
    pub server: Option<u64>,
    /// Who, as Discord numbers them.
    pub who: Option<u64>,
    /// What kind of change it was, in one word.
    pub kind: String,
    /// The change that this one took back.
    pub undoes: Option<i64>,
    /// The files.
    pub versions: Vec<Version>,
}

/// A file of a change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Version {
    /// Path within the corpus.
    pub path: String,
    /// Title of the article.
    pub title: String,
    /// BLAKE3 of what was there, in hexadecimal digits; none: nothing.
    pub before: Option<String>,
    /// BLAKE3 of what is there since; none: nothing.
    pub after: Option<String>,
    /// Whether what was there before is no longer kept.
    pub before_forgotten: bool,
    /// The same of what is there since.
    pub after_forgotten: bool,
}

impl Version {
    /// Whether what the history shows of it is no longer kept: what is there since or, of an
    /// article that went, what was there before.
    pub fn is_forgotten(&self) -> bool {
        if self.after.is_some() {
            self.after_forgotten
        } else {
            self.before_forgotten
        }
    }
}

const COLUMNS: &str = "id, at, place, server, who, kind, undoes";

impl Journal {
    /// Writes down a change before it is made, and gives its number. Whatever is not
    /// [finished](Self::finish_change) after it was cut short.
    pub fn begin_change(&self, change: &Change) -> Result<i64, JournalError> {
        self.transact(|database| {
            database
                .prepare_cached(
                    "INSERT INTO changes (at, place, server, who, kind, done, undoes)
                     VALUES (?, ?, ?, ?, ?, 0, ?)",
                )?
                .execute(params![
                    change.at,
                    change.place,
                    change.server.map(u64::cast_signed),
                    change.who.map(u64::cast_signed),
                    change.kind,
                    change.undoes
                ])?;
            let id = database.last_insert_rowid();
            let mut insert = database.prepare_cached(
                "INSERT INTO versions (change, step, path, title, before_hash, after_hash)
                 VALUES (?, ?, ?, ?, ?, ?)",
            )?;
            for (step, version) in change.versions.iter().enumerate() {
                insert.execute(params![
                    id,
                    step as u32,
                    version.path,
                    version.title,
                    version.before,
                    version.after
                ])?;
            }
            Ok(id)
        })
    }

    /// Says that a change was made. A gap that an article answers is answered by it under its new
    /// name.
    pub fn finish_change(&self, id: i64) -> Result<(), JournalError> {
        self.transact(|database| {
            database.execute("UPDATE changes SET done = 1 WHERE id = ?", [id])?;
            database
                .execute(
                    "UPDATE gaps SET covered_by = new.path
                     FROM changes
                     JOIN versions old ON old.change = changes.id AND old.after_hash IS NULL
                     JOIN versions new ON new.change = changes.id AND new.before_hash IS NULL
                     WHERE changes.id = ?1 AND covered_by = old.path
                       AND 'rename' IN (changes.kind,
                                        (SELECT kind FROM changes it WHERE it.id = changes.undoes))",
                    [id],
                )
                .map(drop)
        })
    }

    /// Strikes out a change that was not made after all.
    pub fn forget_change(&self, id: i64) -> Result<(), JournalError> {
        self.transact(|database| {
            database
                .execute("DELETE FROM changes WHERE id = ?", [id])
                .map(drop)
        })
    }

    /// The changes that were begun and not finished, oldest first.
    pub fn unfinished_changes(&self) -> Result<Vec<Change>, JournalError> {
        self.transact(|database| {
            let sql = format!("SELECT {COLUMNS} FROM changes WHERE done = 0 ORDER BY id");
            let rows: Vec<Change> = database
                .prepare_cached(&sql)?
                .query_map([], row)?
                .collect::<Result<_, _>>()?;
            rows.into_iter().map(|it| whole(database, it)).collect()
        })
    }

    /// A change that was made.
    pub fn change(&self, id: i64) -> Result<Option<Change>, JournalError> {
        self.transact(|database| {
            let sql = format!("SELECT {COLUMNS} FROM changes WHERE id = ? AND done = 1");
            let found = database
                .prepare_cached(&sql)?
                .query_row([id], row)
                .optional()?;
            found.map(|it| whole(database, it)).transpose()
        })
    }

    /// The changes that were made in `place`, the newest first, at most `limit`, older than the
    /// change `before`; of one article alone where `path` names it, under earlier names too.
    pub fn changes(
        &self,
        place: &str,
        path: Option<&str>,
        before: Option<i64>,
        limit: u32,
    ) -> Result<Vec<Change>, JournalError> {
        self.transact(|database| {
            let sql = format!(
                "WITH RECURSIVE names (path, until) AS (
                     SELECT ?2, 9223372036854775807
                     UNION
                     SELECT old.path, renames.id
                     FROM names
                     JOIN versions new ON new.path = names.path AND new.before_hash IS NULL
                     JOIN changes renames ON renames.id = new.change
                         AND renames.kind = 'rename' AND renames.id < names.until
                     JOIN versions old ON old.change = renames.id AND old.after_hash IS NULL
                 )
                 SELECT {COLUMNS} FROM changes
                 WHERE place = ?1 AND done = 1 AND (?3 IS NULL OR id < ?3)
                     AND (?2 IS NULL OR EXISTS (
                         SELECT 1 FROM versions JOIN names ON versions.path = names.path
                         WHERE versions.change = changes.id AND changes.id <= names.until))
                 ORDER BY id DESC LIMIT ?4"
            );
            let rows: Vec<Change> = database
                .prepare_cached(&sql)?
                .query_map(params![place, path, before, limit], row)?
                .collect::<Result<_, _>>()?;
            rows.into_iter().map(|it| whole(database, it)).collect()
        })
    }

    /// Paths and titles of all articles of `place` that were ever changed, the last changed
    /// first.
    pub fn changed_articles(&self, place: &str) -> Result<Vec<(String, String)>, JournalError> {
        self.transact(|database| {
            database
                .prepare_cached(
                    "SELECT path, title, MAX(change) FROM versions
                     JOIN changes ON changes.id = change WHERE place = ? AND done = 1
                     GROUP BY path ORDER BY MAX(change) DESC LIMIT 200",
                )?
                .query_map([place], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        })
    }
}

fn row(row: &Row<'_>) -> Result<Change, rusqlite::Error> {
    let number = |number: Option<i64>| number.map(i64::cast_unsigned);
    Ok(Change {
        id: row.get(0)?,
        at: row.get(1)?,
        place: row.get(2)?,
        server: number(row.get(3)?),
        who: number(row.get(4)?),
        kind: row.get(5)?,
        undoes: row.get(6)?,
        versions: Vec::new(),
    })
}

fn whole(
    database: &rusqlite::Transaction<'_>,
    mut change: Change,
) -> Result<Change, rusqlite::Error> {
    change.versions = database
        .prepare_cached(
            "SELECT path, title, before_hash, after_hash, before_forgotten, after_forgotten
             FROM versions WHERE change = ? ORDER BY step",
        )?
        .query_map([change.id], |row| {
            Ok(Version {
                path: row.get(0)?,
                title: row.get(1)?,
                before: row.get(2)?,
                after: row.get(3)?,
                before_forgotten: row.get(4)?,
                after_forgotten: row.get(5)?,
            })
        })?
        .collect::<Result<_, _>>()?;
    Ok(change)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(kind: &str, place: &str, versions: &[(&str, Option<&str>, Option<&str>)]) -> Change {
        let version = |&(path, before, after): &(&str, Option<&str>, Option<&str>)| Version {
            path: path.to_owned(),
            title: path.to_uppercase(),
            before: before.map(str::to_owned),
            after: after.map(str::to_owned),
            ..Version::default()
        };
        Change {
            id: 0,
            at: 7,
            place: place.to_owned(),
            server: Some(u64::MAX),
            who: None,
            kind: kind.to_owned(),
            undoes: None,
            versions: versions.iter().map(version).collect(),
        }
    }

    fn made(journal: &Journal, change: &Change) -> i64 {
        let id = journal.begin_change(change).unwrap();
        journal.finish_change(id).unwrap();
        id
    }

    #[test]
    fn an_article_is_followed_back_through_its_names_and_no_further() {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::open(folder.path()).unwrap();
        let add = made(&journal, &change("add", "", &[("a.md", None, Some("1"))]));
        let rename = [("a.md", Some("1"), None), ("b.md", None, Some("2"))];
        let rename = made(&journal, &change("rename", "", &rename));
        // Another article takes the old name.
        let other = made(&journal, &change("add", "", &[("a.md", None, Some("3"))]));
        let edit = made(
            &journal,
            &change("edit", "", &[("b.md", Some("2"), Some("4"))]),
        );
        let ids = |path| {
            let changes = journal.changes("", path, None, 10).unwrap();
            changes.iter().map(|it| it.id).collect::<Vec<_>>()
        };
        assert_eq!(ids(Some("b.md")), [edit, rename, add]);
        assert_eq!(ids(Some("a.md")), [other, rename, add]);
        assert_eq!(ids(None), [edit, other, rename, add]);
        let newest = journal.change(edit).unwrap().unwrap();
        assert_eq!(newest.server, Some(u64::MAX));
        assert_eq!(newest.versions[0].before.as_deref(), Some("2"));
        let known = journal.changed_articles("").unwrap();
        assert_eq!(known[0], ("b.md".to_owned(), "B.MD".to_owned()));
    }

    #[test]
    fn a_change_that_is_only_begun_is_no_history_and_places_are_apart() {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::open(folder.path()).unwrap();
        let begun = change("add", "", &[("a.md", None, Some("1"))]);
        let id = journal.begin_change(&begun).unwrap();
        assert!(journal.changes("", None, None, 10).unwrap().is_empty());
        assert_eq!(journal.change(id).unwrap(), None);
        assert_eq!(
            journal.unfinished_changes().unwrap()[0].versions,
            begun.versions
        );
        journal.forget_change(id).unwrap();
        assert!(journal.unfinished_changes().unwrap().is_empty());
        made(
            &journal,
            &change("add", "servers/1/", &[("servers/1/a.md", None, Some("1"))]),
        );
        assert!(journal.changes("", None, None, 10).unwrap().is_empty());
        assert_eq!(
            journal.changes("servers/1/", None, None, 10).unwrap().len(),
            1
        );
    }
}
