//! What is known of sources: those that moderators added, when each was refreshed, and what was
//! made of each of its pages.

use rusqlite::{OptionalExtension as _, Row, params};

use super::{Journal, JournalError};

/// Which source it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceKey {
    /// The server that alone sees its articles, as Discord numbers them; none: all share them.
    pub server: Option<u64>,
    /// Its name, unique among the sources of that server.
    pub name: String,
}

impl SourceKey {
    /// Which source it is.
    pub fn new(server: Option<u64>, name: &str) -> Self {
        Self {
            server,
            name: name.to_owned(),
        }
    }

    fn column(&self) -> i64 {
        column(self.server)
    }
}

/// A server as the tables have it: 0 stands for all.
fn column(server: Option<u64>) -> i64 {
    server.unwrap_or(0).cast_signed()
}

/// A source that a moderator added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddedSource {
    /// Its number.
    pub id: i64,
    /// Which it is.
    pub key: SourceKey,
    /// What it is, as JSON.
    pub definition: String,
}

/// What came of the last refresh of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refreshed {
    /// When, in seconds since 1970-01-01 UTC.
    pub at: i64,
    /// What came of it, as whoever noted it wrote it.
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
    pub fn draft_source(
        &self,
        key: &SourceKey,
        definition: &str,
        at: i64,
    ) -> Result<i64, JournalError> {
        /// How long a moderator has to confirm, in seconds.
        const DRAFTS_LIVE: i64 = 86_400;
        /// Most that wait for the moderators of one server.
        const MOST_DRAFTS: i64 = 20;
        self.transact(|database| {
            database.execute(
                "DELETE FROM sources WHERE NOT confirmed AND added < ?",
                [at - DRAFTS_LIVE],
            )?;
            database.execute(
                "DELETE FROM sources WHERE id IN (SELECT id FROM sources
                 WHERE NOT confirmed AND server = ? ORDER BY id DESC LIMIT -1 OFFSET ?)",
                params![key.column(), MOST_DRAFTS - 1],
            )?;
            database.execute(
                "INSERT INTO sources (server, name, definition, added, confirmed)
                 VALUES (?, ?, ?, ?, 0)",
                params![key.column(), key.name, definition, at],
            )?;
            Ok(database.last_insert_rowid())
        })
    }

    /// Confirms a source of `server`; none where it is not waiting there, its name was taken
    /// meanwhile, or the server has `most` already.
    pub fn confirm_source(
        &self,
        server: Option<u64>,
        id: i64,
        most: u32,
    ) -> Result<Option<AddedSource>, JournalError> {
        self.transact(|database| {
            let changed = database.execute(
                "UPDATE OR IGNORE sources SET confirmed = 1
                 WHERE id = ?1 AND server = ?2 AND NOT confirmed
                 AND (SELECT count(*) FROM sources WHERE server = ?2 AND confirmed) < ?3",
                params![id, column(server), most],
            )?;
            if changed == 0 {
                return Ok(None);
            }
            let sql = "SELECT id, server, name, definition FROM sources WHERE id = ?";
            database.query_row(sql, [id], added).optional()
        })
    }

    /// The sources that moderators added, by server and name; those that all share come first.
    pub fn added_sources(&self) -> Result<Vec<AddedSource>, JournalError> {
        self.transact(|database| {
            database
                .prepare_cached(
                    "SELECT id, server, name, definition FROM sources WHERE confirmed
                     ORDER BY server, name",
                )?
                .query_map([], added)?
                .collect()
        })
    }

    /// Forgets a source and when it was refreshed, but not its pages: whoever keeps their
    /// articles may want to let them go later.
    pub fn forget_source(&self, key: &SourceKey) -> Result<(), JournalError> {
        self.transact(|database| {
            for sql in [
                "DELETE FROM sources WHERE server = ? AND name = ? AND confirmed",
                "DELETE FROM source_refreshes WHERE server = ? AND source = ?",
            ] {
                database.execute(sql, params![key.column(), key.name])?;
            }
            Ok(())
        })
    }

    /// Notes what came of a refresh.
    pub fn note_refresh(&self, key: &SourceKey, refreshed: &Refreshed) -> Result<(), JournalError> {
        self.transact(|database| {
            database.execute(
                "INSERT OR REPLACE INTO source_refreshes (server, source, at, outcome)
                 VALUES (?, ?, ?, ?)",
                params![key.column(), key.name, refreshed.at, refreshed.outcome],
            )?;
            Ok(())
        })
    }

    /// What came of the last refresh of a source.
    pub fn refreshed(&self, key: &SourceKey) -> Result<Option<Refreshed>, JournalError> {
        self.transact(|database| {
            let sql = "SELECT at, outcome FROM source_refreshes WHERE server = ? AND source = ?";
            let read = |row: &Row<'_>| {
                Ok(Refreshed {
                    at: row.get(0)?,
                    outcome: row.get(1)?,
                })
            };
            let which = params![key.column(), key.name];
            database.query_row(sql, which, read).optional()
        })
    }

    /// What is known of the pages of a source, by address.
    pub fn source_pages(&self, key: &SourceKey) -> Result<Vec<SourcePage>, JournalError> {
        self.transact(|database| {
            database
                .prepare_cached(
                    "SELECT address, path, hash, before, named, etag, last_modified, made_by
                     FROM source_pages WHERE server = ? AND source = ? ORDER BY address",
                )?
                .query_map(params![key.column(), key.name], page)?
                .collect()
        })
    }

    /// Writes down what is known of a page.
    pub fn put_source_page(&self, key: &SourceKey, page: &SourcePage) -> Result<(), JournalError> {
        self.transact(|database| {
            database
                .prepare_cached(
                    "INSERT OR REPLACE INTO source_pages (server, source, address, path, hash,
                     before, named, etag, last_modified, made_by)
                     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                )?
                .execute(params![
                    key.column(),
                    key.name,
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
    pub fn drop_source_page(&self, key: &SourceKey, address: &str) -> Result<(), JournalError> {
        self.transact(|database| {
            database
                .prepare_cached(
                    "DELETE FROM source_pages WHERE server = ? AND source = ? AND address = ?",
                )?
                .execute(params![key.column(), key.name, address])
                .map(drop)
        })
    }
}

fn added(row: &Row<'_>) -> Result<AddedSource, rusqlite::Error> {
    let server: i64 = row.get(1)?;
    Ok(AddedSource {
        id: row.get(0)?,
        key: SourceKey {
            server: Some(server.cast_unsigned()).filter(|&server| server != 0),
            name: row.get(2)?,
        },
        definition: row.get(3)?,
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

    fn journal(folder: &tempfile::TempDir) -> Journal {
        Journal::open(folder.path()).unwrap()
    }

    #[test]
    fn a_source_counts_once_it_is_confirmed_and_its_name_belongs_to_one() {
        let folder = tempfile::tempdir().unwrap();
        let journal = journal(&folder);
        let draft = |name: &str, definition: &str, at: i64| {
            let key = SourceKey::new(None, name);
            journal.draft_source(&key, definition, at).unwrap()
        };
        let confirm = |id: i64| journal.confirm_source(None, id, 9).unwrap();
        let one = draft("site", "{}", 1_000_000);
        let two = draft("site", "{\"b\":1}", 1_000_001);
        assert_eq!(journal.added_sources().unwrap(), []);
        assert_eq!(confirm(two).unwrap().definition, "{\"b\":1}");
        assert_eq!(confirm(one), None);
        assert_eq!(confirm(two), None);
        assert_eq!(journal.added_sources().unwrap().len(), 1);
        let old = draft("old", "{}", 0);
        draft("new", "{}", 1_000_002);
        assert_eq!(confirm(old), None);
    }

    #[test]
    fn a_draft_waits_in_its_server_alone_and_no_more_are_confirmed_than_may_be() {
        let folder = tempfile::tempdir().unwrap();
        let journal = journal(&folder);
        let draft = |server: u64, name: &str| {
            let key = SourceKey::new(Some(server), name);
            journal.draft_source(&key, "{}", 7).unwrap()
        };
        let (site, other, third) = (draft(1, "site"), draft(2, "site"), draft(1, "third"));
        assert_eq!(journal.confirm_source(Some(2), site, 1).unwrap(), None);
        assert_eq!(journal.confirm_source(None, site, 1).unwrap(), None);
        assert!(journal.confirm_source(Some(1), site, 1).unwrap().is_some());
        assert!(journal.confirm_source(Some(2), other, 1).unwrap().is_some());
        assert_eq!(journal.confirm_source(Some(1), third, 1).unwrap(), None);
        // Of too many that wait, the oldest go, and those of others stay.
        let (first, theirs) = (draft(1, "first"), draft(2, "first"));
        for _ in 0..20 {
            draft(1, "next");
        }
        assert_eq!(journal.confirm_source(Some(1), first, 9).unwrap(), None);
        assert!(
            journal
                .confirm_source(Some(2), theirs, 9)
                .unwrap()
                .is_some()
        );
    }

    #[test]
    fn a_source_that_is_forgotten_keeps_its_pages_and_takes_nothing_of_others() {
        let folder = tempfile::tempdir().unwrap();
        let journal = journal(&folder);
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
        let keys = [(None, "a"), (None, "b"), (Some(7), "a")];
        let keys = keys.map(|(server, name)| SourceKey::new(server, name));
        for key in &keys {
            journal.put_source_page(key, &page).unwrap();
            journal.note_refresh(key, &refreshed).unwrap();
        }
        journal.forget_source(&keys[0]).unwrap();
        assert_eq!(journal.refreshed(&keys[0]).unwrap(), None);
        for key in &keys[1..] {
            assert_eq!(journal.refreshed(key).unwrap(), Some(refreshed.clone()));
        }
        for key in &keys {
            assert_eq!(journal.source_pages(key).unwrap().len(), 1);
        }
        journal.drop_source_page(&keys[2], &page.address).unwrap();
        assert_eq!(journal.source_pages(&keys[2]).unwrap(), []);
        assert_eq!(journal.source_pages(&keys[1]).unwrap().len(), 1);
    }

    #[test]
    fn what_an_older_version_knew_of_sources_is_shared() {
        let folder = tempfile::tempdir().unwrap();
        let before = super::super::opening::open_at(folder.path(), 5).unwrap();
        before
            .execute_batch(
                "INSERT INTO sources (name, definition, added, confirmed) VALUES ('a', '{}', 1, 1);
                 INSERT INTO source_refreshes VALUES ('a', 7, '1 added');
                 INSERT INTO source_pages VALUES
                 ('a', 'https://a.example/', 'sources/a/a.md', 'h', NULL, NULL, NULL, NULL, 'm');",
            )
            .unwrap();
        drop(before);
        let journal = journal(&folder);
        let key = SourceKey::new(None, "a");
        assert_eq!(journal.added_sources().unwrap()[0].key, key);
        assert_eq!(journal.refreshed(&key).unwrap().unwrap().at, 7);
        assert_eq!(journal.source_pages(&key).unwrap()[0].hash, "h");
    }
}
