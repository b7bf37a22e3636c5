//! What moderators did: who, what, when, and what came of it.

use rusqlite::{Row, params};

use super::{Journal, JournalError};

/// Stands for somebody who is no longer named.
pub const NOBODY: u64 = 0;

/// Something that a moderator does, to be written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// When, in seconds since 1970-01-01 UTC.
    pub at: i64,
    /// In which server; none in a direct message or in the terminal.
    pub server: Option<u64>,
    /// Who, as Discord numbers them; none for whoever runs the program.
    pub who: Option<u64>,
    /// What was done, in few words.
    pub what: String,
    /// What came of it.
    pub result: String,
}

/// A line of the audit log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// Its number; later ones are larger.
    pub id: i64,
    /// What was done.
    pub deed: Deed,
}

impl Journal {
    /// Writes down what a moderator did.
    pub fn record(&self, deed: &Deed) -> Result<(), JournalError> {
        self.transact(|database| {
            database
                .prepare_cached(
                    "INSERT INTO audit (at, server, who, what, result) VALUES (?, ?, ?, ?, ?)",
                )?
                .execute(params![
                    deed.at,
                    deed.server.map(u64::cast_signed),
                    deed.who.map(u64::cast_signed),
                    deed.what,
                    deed.result
                ])
                .map(drop)
        })
    }

    /// Takes somebody's number out of what they did; says of how many deeds.
    pub fn unname(&self, who: u64) -> Result<usize, JournalError> {
        self.transact(|database| {
            let (who, nobody) = (who.cast_signed(), NOBODY.cast_signed());
            database.execute("UPDATE changes SET who = ? WHERE who = ?", [nobody, who])?;
            database.execute("UPDATE audit SET who = ? WHERE who = ?", [nobody, who])
        })
    }

    /// What was done in `server` (none: everywhere), the newest first, at most `limit`, older
    /// than the entry `before`.
    pub fn audit(
        &self,
        server: Option<u64>,
        before: Option<i64>,
        limit: u32,
    ) -> Result<Vec<AuditEntry>, JournalError> {
        self.transact(|database| {
            database
                .prepare_cached(
                    "SELECT id, at, server, who, what, result FROM audit
                     WHERE (?1 IS NULL OR server = ?1) AND (?2 IS NULL OR id < ?2)
                     ORDER BY id DESC LIMIT ?3",
                )?
                .query_map(params![server.map(u64::cast_signed), before, limit], entry)?
                .collect()
        })
    }
}

fn entry(row: &Row<'_>) -> Result<AuditEntry, rusqlite::Error> {
    let number = |number: Option<i64>| number.map(i64::cast_unsigned);
    Ok(AuditEntry {
        id: row.get(0)?,
        deed: Deed {
            at: row.get(1)?,
            server: number(row.get(2)?),
            who: number(row.get(3)?),
            what: row.get(4)?,
            result: row.get(5)?,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn deed(at: i64, server: Option<u64>, what: &str) -> Deed {
        Deed {
            at,
            server,
            who: Some(u64::MAX),
            what: what.to_owned(),
            result: "done".to_owned(),
        }
    }

    #[test]
    fn a_server_reads_its_own_deeds_and_no_others_newest_first() {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::open(folder.path()).unwrap();
        for deed in [
            deed(1, Some(1), "reindex"),
            deed(2, Some(2), "reindex"),
            deed(3, Some(1), "corpus check"),
        ] {
            journal.record(&deed).unwrap();
        }
        let read = |server, before| {
            let entries = journal.audit(server, before, 10).unwrap();
            let told = |entry: &AuditEntry| (entry.deed.at, entry.deed.what.clone());
            entries.iter().map(told).collect::<Vec<_>>()
        };
        let all = vec![(3, "corpus check".to_owned()), (1, "reindex".to_owned())];
        assert_eq!(read(Some(1), None), all);
        assert_eq!(read(Some(1), Some(3)), all[1..]);
        assert_eq!(read(None, None).len(), 3);
        assert_eq!(journal.unname(u64::MAX).unwrap(), 3);
        assert_eq!(
            journal.audit(None, None, 1).unwrap()[0].deed.who,
            Some(NOBODY)
        );
    }

    #[test]
    fn the_largest_number_of_a_person_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::open(folder.path()).unwrap();
        journal.record(&deed(1, Some(2), "reindex")).unwrap();
        assert_eq!(
            journal.audit(Some(2), None, 1).unwrap()[0].deed.who,
            Some(u64::MAX)
        );
    }
}
