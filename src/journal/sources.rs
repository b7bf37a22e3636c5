//! What is known of sources: those that moderators added, when each was refreshed, and what was
//! made of each of its pages.

use rusqlite::{OptionalExtension as _, Row, params};

use super::{Journal, JournalError};

/// A source that a moderator added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddedSource {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// What it is, as JSON.
    pub definition: String,
}

/// What came of the last refresh of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refreshed {
    /// When, in seconds since 1970-01-01 UTC.
    pub at: i64,
    /// What came of it, in a line.
    pub outcome: String,
}

/// What is known of a page of a source.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SourcePage {
    /// Its address, or its path within a folder or repository.
    pub address: String,
    /// The article made of it, within the corpus.
    pub path: String,
    /// BLAKE3 of what was written there, or is about to be.
    pub hash: String,
    /// The hash of what lay there, while it is being written.
    pub before: Option<String>,
    /// The address that the page gives itself.
    pub named: Option<String>,
    /// What the server calls this version of it.
    pub etag: Option<String>,
    /// When the server says that it was changed, as it writes it.
    pub last_modified: Option<String>,
    /// What the article was made with.
    pub made_by: String,
}

impl Journal {
    /// Keeps a source that a moderator was shown and has not confirmed. Gives its number.
    pub fn draft_source(&self, name: &str, definition: &str, at: i64) -> Result<i64, JournalError> {
        /// How long a moderator has to confirm, in seconds.
        const DRAFTS_LIVE: i64 = 86_400;
        self.transact(|database| {
            database.execute(
                "DELETE FROM sources WHERE NOT confirmed AND added < ?",
                [at - DRAFTS_LIVE],
            )?;
            database.execute(
                "INSERT INTO sources (name, definition, added, confirmed) VALUES (?, ?, ?, 0)",
                params![name, definition, at],
            )?;
            Ok(database.last_insert_rowid())
        })
    }

    /// Confirms a source; none where it is not waiting, or its name was taken meanwhile.
    pub fn confirm_source(&self, id: i64) -> Result<Option<AddedSource>, JournalError> {
        self.transact(|database| {
            let changed = database.execute(
                "UPDATE OR IGNORE sources SET confirmed = 1 WHERE id = ? AND NOT confirmed",
                [id],
            )?;
            if changed == 0 {
                return Ok(None);
            }
            let sql = "SELECT id, name, definition FROM sources WHERE id = ?";
            database.query_row(sql, [id], added).optional()
        })
    }

    /// The sources that moderators added, by name.
    pub fn added_sources(&self) -> Result<Vec<AddedSource>, JournalError> {
        self.transact(|database| {
            database
                .prepare_cached(
                    "SELECT id, name, definition FROM sources WHERE confirmed ORDER BY name",
                )?
                .query_map([], added)?
                .collect()
        })
    }

    /// Forgets a source: its definition, its pages, when it was refreshed.
    pub fn forget_source(&self, name: &str) -> Result<(), JournalError> {
        self.transact(|database| {
            database.execute("DELETE FROM sources WHERE name = ?", [name])?;
            database.execute("DELETE FROM source_pages WHERE source = ?", [name])?;
            database.execute("DELETE FROM source_refreshes WHERE source = ?", [name])?;
            Ok(())
        })
    }

    /// Notes what came of a refresh.
    pub fn note_refresh(&self, source: &str, refreshed: &Refreshed) -> Result<(), JournalError> {
        self.transact(|database| {
            database.execute(
                "INSERT OR REPLACE INTO source_refreshes (source, at, outcome) VALUES (?, ?, ?)",
                params![source, refreshed.at, refreshed.outcome],
            )?;
            Ok(())
        })
    }

    /// What came of the last refresh of a source.
    pub fn refreshed(&self, source: &str) -> Result<Option<Refreshed>, JournalError> {
        self.transact(|database| {
            let sql = "SELECT at, outcome FROM source_refreshes WHERE source = ?";
            let read = |row: &Row<'_>| {
                Ok(Refreshed {
                    at: row.get(0)?,
                    outcome: row.get(1)?,
                })
            };
            database.query_row(sql, [source], read).optional()
        })
    }

    /// What is known of the pages of a source, by address.
    pub fn source_pages(&self, source: &str) -> Result<Vec<SourcePage>, JournalError> {
        self.transact(|database| {
            database
                .prepare_cached(
                    "SELECT address, path, hash, before, named, etag, last_modified, made_by
                     FROM source_pages WHERE source = ? ORDER BY address",
                )?
                .query_map([source], page)?
                .collect()
        })
    }

    /// Writes down what is known of a page.
    pub fn put_source_page(&self, source: &str, page: &SourcePage) -> Result<(), JournalError> {
        self.transact(|database| {
            database
                .prepare_cached(
                    "INSERT OR REPLACE INTO source_pages
                     (source, address, path, hash, before, named, etag, last_modified, made_by)
                     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                )?
                .execute(params![
                    source,
                    page.address,
                    page.path,
                    page.hash,
                    page.before,
                    page.named,
                    page.etag,
                    page.last_modified,
                    page.made_by
                ])
                .map(drop)
        })
    }

    /// Forgets a page.
    pub fn drop_source_page(&self, source: &str, address: &str) -> Result<(), JournalError> {
        self.transact(|database| {
            database
                .prepare_cached("DELETE FROM source_pages WHERE source = ? AND address = ?")?
                .execute([source, address])
                .map(drop)
        })
    }
}

fn added(row: &Row<'_>) -> Result<AddedSource, rusqlite::Error> {
    Ok(AddedSource {
        id: row.get(0)?,
        name: row.get(1)?,
        definition: row.get(2)?,
    })
}

fn page(row: &Row<'_>) -> Result<SourcePage, rusqlite::Error> {
    Ok(SourcePage {
        address: row.get(0)?,
        path: row.get(1)?,
        hash: row.get(2)?,
        before: row.get(3)?,
        named: row.get(4)?,
        etag: row.get(5)?,
        last_modified: row.get(6)?,
        made_by: row.get(7)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_counts_once_it_is_confirmed_and_its_name_belongs_to_one() {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::open(folder.path()).unwrap();
        let one = journal.draft_source("site", "{}", 1_000_000).unwrap();
        let two = journal
            .draft_source("site", "{\"b\":1}", 1_000_001)
            .unwrap();
        assert_eq!(journal.added_sources().unwrap(), []);
        assert_eq!(
            journal.confirm_source(two).unwrap().unwrap().definition,
            "{\"b\":1}"
        );
        assert_eq!(journal.confirm_source(one).unwrap(), None);
        assert_eq!(journal.confirm_source(two).unwrap(), None);
        assert_eq!(journal.added_sources().unwrap().len(), 1);
        let old = journal.draft_source("old", "{}", 0).unwrap();
        journal.draft_source("new", "{}", 1_000_002).unwrap();
        assert_eq!(journal.confirm_source(old).unwrap(), None);
    }

    #[test]
    fn a_source_that_is_forgotten_leaves_nothing_and_takes_nothing_of_others() {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::open(folder.path()).unwrap();
        let page = SourcePage {
            address: "https://a.example/".to_owned(),
            path: "sources/a/a.md".to_owned(),
            etag: Some("\"1\"".to_owned()),
            ..SourcePage::default()
        };
        let refreshed = Refreshed {
            at: 7,
            outcome: "1 added".to_owned(),
        };
        for source in ["a", "b"] {
            journal.put_source_page(source, &page).unwrap();
            journal.note_refresh(source, &refreshed).unwrap();
        }
        journal.forget_source("a").unwrap();
        assert_eq!(journal.source_pages("a").unwrap(), []);
        assert_eq!(journal.refreshed("a").unwrap(), None);
        assert_eq!(
            journal.source_pages("b").unwrap(),
            std::slice::from_ref(&page)
        );
        assert_eq!(journal.refreshed("b").unwrap(), Some(refreshed));
        journal.drop_source_page("b", &page.address).unwrap();
        assert_eq!(journal.source_pages("b").unwrap(), []);
    }
}
