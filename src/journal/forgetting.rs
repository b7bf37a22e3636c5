//! Which earlier versions of articles are still kept, and that some are no longer: of what is a
//! server's own there is only so much. Never removes what is kept itself.

use rusqlite::{Transaction, params};

use super::{Journal, JournalError};

/// A file of a change, with those of its versions that are still kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Number of the change.
    pub change: i64,
    /// Whether the change was made; else it was only begun.
    pub done: bool,
    /// Path of the article, within the corpus.
    pub path: String,
    /// Whether there is nothing since.
    pub gone: bool,
    /// What was there before; none: nothing, or it was forgotten.
    pub before: Option<KeptVersion>,
    /// What is there since; none: nothing, or it was forgotten.
    pub after: Option<KeptVersion>,
}

/// A version that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptVersion {
    /// BLAKE3 of what is in it, in hexadecimal digits.
    pub hash: String,
    /// Whether an article that all servers share had it as well.
    pub shared: bool,
}

/// The files of changes that keep the version `?1`.
const KEPT_BY: &str = "SELECT 1 FROM versions
    WHERE before_hash = ?1 AND NOT before_forgotten OR after_hash = ?1 AND NOT after_forgotten";

impl Journal {
    /// The files of all changes of `place`, the newest change first.
    pub fn kept(&self, place: &str) -> Result<Vec<Kept>, JournalError> {
        self.transact(|database| {
            let shared = |hash: &str| {
                format!(
                    "EXISTS (SELECT 1 FROM versions other JOIN changes of ON of.id = other.change
                     WHERE of.place = '' AND (other.before_hash = {hash} OR other.after_hash = {hash}))"
                )
            };
            let sql = format!(
                "SELECT change, done, path, after_hash IS NULL,
                     CASE WHEN before_forgotten THEN NULL ELSE before_hash END, {},
                     CASE WHEN after_forgotten THEN NULL ELSE after_hash END, {}
                 FROM versions JOIN changes ON changes.id = change
                 WHERE place = ? ORDER BY change DESC, step",
                shared("versions.before_hash"),
                shared("versions.after_hash")
            );
            let mut query = database.prepare_cached(&sql)?;
            let rows = query.query_map([place], |row| {
                let version = |hash: Option<String>, shared: bool| {
                    hash.map(|hash| KeptVersion { hash, shared })
                };
                Ok(Kept {
                    change: row.get(0)?,
                    done: row.get(1)?,
                    path: row.get(2)?,
                    gone: row.get(3)?,
                    before: version(row.get(4)?, row.get(5)?),
                    after: version(row.get(6)?, row.get(7)?),
                })
            })?;
            rows.collect()
        })
    }

    /// Notes that `place` keeps these versions no longer, and strikes out these changes of it.
    /// Gives those of the versions that nobody keeps now.
    pub fn forget_versions(
        &self,
        place: &str,
        hashes: &[String],
        changes: &[i64],
    ) -> Result<Vec<String>, JournalError> {
        self.transact(|database| {
            for side in ["before", "after"] {
                let mut forget = database.prepare_cached(&format!(
                    "UPDATE versions SET {side}_forgotten = 1 WHERE {side}_hash = ?1
                     AND change IN (SELECT id FROM changes WHERE place = ?2)"
                ))?;
                for hash in hashes {
                    forget.execute([hash, place])?;
                }
            }
            let mut strike = database
                .prepare_cached("DELETE FROM changes WHERE id = ? AND place = ? AND done = 1")?;
            for id in changes {
                strike.execute(params![id, place])?;
            }
            unkept(database, hashes)
        })
    }

    /// Those of some versions that nobody keeps.
    pub fn unkept_versions(&self, hashes: &[String]) -> Result<Vec<String>, JournalError> {
        self.transact(|database| unkept(database, hashes))
    }
}

fn unkept(database: &Transaction<'_>, hashes: &[String]) -> Result<Vec<String>, rusqlite::Error> {
    let mut kept = database.prepare_cached(KEPT_BY)?;
    let mut unkept = Vec::new();
    for hash in hashes {
        if !kept.exists([hash])? {
            unkept.push(hash.clone());
        }
    }
    Ok(unkept)
}

#[cfg(test)]
mod tests {
    use super::super::{Change, Version};
    use super::*;

    fn made(journal: &Journal, place: &str, before: Option<&str>, after: Option<&str>) -> i64 {
        let version = Version {
            path: format!("{place}a.md"),
            before: before.map(str::to_owned),
            after: after.map(str::to_owned),
            ..Version::default()
        };
        let change = Change {
            id: 0,
            at: 7,
            place: place.to_owned(),
            server: None,
            who: None,
            kind: "edit".to_owned(),
            undoes: None,
            versions: vec![version],
        };
        let id = journal.begin_change(&change).unwrap();
        journal.finish_change(id).unwrap();
        id
    }

    #[test]
    fn a_version_is_nobodys_when_the_last_place_has_forgotten_it() {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::open(folder.path()).unwrap();
        let (one, two) = ("servers/1/", "servers/2/");
        let first = made(&journal, one, None, Some("x"));
        made(&journal, one, Some("x"), Some("y"));
        made(&journal, two, Some("x"), Some("z"));
        made(&journal, "", None, Some("y"));
        let hashes = ["x".to_owned(), "y".to_owned(), "unknown".to_owned()];
        assert_eq!(journal.unkept_versions(&hashes).unwrap(), ["unknown"]);
        assert!(journal.kept(one).unwrap()[0].after.as_ref().unwrap().shared);

        let nobodys = journal
            .forget_versions(one, &hashes[..2], &[first])
            .unwrap();
        assert!(nobodys.is_empty(), "{nobodys:?}");
        let kept = journal.kept(one).unwrap();
        assert_eq!(kept.len(), 1);
        assert_eq!((&kept[0].before, &kept[0].after), (&None, &None));
        assert!(!kept[0].gone);
        let told = journal.changes(one, None, None, 9).unwrap();
        assert!(told[0].versions[0].before_forgotten && told[0].versions[0].after_forgotten);
        assert!(journal.kept(two).unwrap()[0].before.is_some());

        let nobodys = journal.forget_versions(two, &hashes[..1], &[]).unwrap();
        assert_eq!(nobodys, ["x"]);
    }
}
