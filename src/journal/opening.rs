//! Opens the database: makes it, migrates it with a copy kept first, and says clearly what is
//! wrong with one that cannot be used.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode};
use rusqlite_migration::{M, Migrations};

use super::JournalError;

/// Name of the file in the journal's folder.
pub const FILE_NAME: &str = "journal.sqlite";

/// Name of the file that is locked as long as the journal is open: shared by those who read and
/// write it, alone by who puts another in its place.
const LOCK_NAME: &str = "journal.lock";

/// How the copies begin that are kept before a migration.
pub(super) const COPY_PREFIX: &str = "journal-before-version-";

/// How long a call waits for another program that is just writing.
pub(super) const BUSY: Duration = Duration::from_secs(5);

/// The tables, subject by subject. Only ever appended to once a version was released.
const STEPS: &[M<'static>] = &[
    M::up(include_str!("migrations/01_settings.sql")),
    M::up(include_str!("migrations/02_audit.sql")),
    M::up(include_str!("migrations/03_insights.sql")),
    M::up(include_str!("migrations/04_sources.sql")),
    M::up(include_str!("migrations/05_versions.sql")),
    M::up(include_str!("migrations/06_sources_of_servers.sql")),
    M::up(include_str!("migrations/07_forgotten_versions.sql")),
];

/// How many versions of the tables there were.
#[cfg(test)]
pub(super) const VERSIONS: usize = STEPS.len();

/// A lock on a journal's folder, given back when it is dropped.
#[derive(Debug)]
pub struct Lock(File);

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing the file gives it back too, but not where a process that was just started
        // still has it.
        let _ = self.0.unlock();
    }
}

/// Takes the lock of a journal's folder, which is made if it is not there.
pub fn lock(folder: &Path, alone: bool) -> Result<Lock, JournalError> {
    let unwritable = |path: &Path, error: &std::io::Error| JournalError::Unwritable {
        path: path.to_owned(),
        reason: error.to_string(),
    };
    fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
    let path = folder.join(LOCK_NAME);
    let mut options = File::options();
    let file = options.create(true).write(true).truncate(false).open(&path);
    let file = file.map_err(|error| unwritable(&path, &error))?;
    let locked = if alone {
        file.try_lock()
    } else {
        file.try_lock_shared()
    };
    match locked {
        Ok(()) => Ok(Lock(file)),
        Err(TryLockError::WouldBlock) => Err(JournalError::Locked(folder.to_owned())),
        Err(TryLockError::Error(error)) => Err(unwritable(&path, &error)),
    }
}

/// Opens the database in `folder`, at the newest version of its tables.
pub fn open(folder: &Path) -> Result<Connection, JournalError> {
    open_with(folder, STEPS)
}

/// As [`open`], at an older version.
#[cfg(test)]
pub(super) fn open_at(folder: &Path, version: usize) -> Result<Connection, JournalError> {
    open_with(folder, &STEPS[..version])
}

fn open_with(folder: &Path, steps: &'static [M<'static>]) -> Result<Connection, JournalError> {
    let path = folder.join(FILE_NAME);
    let told = |error: rusqlite::Error| tell(error, &path);
    let mut connection = Connection::open(&path).map_err(told)?;
    connection.busy_timeout(BUSY).map_err(told)?;
    let found: u32 = connection
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .map_err(told)?;
    let found = found as usize;
    if found > steps.len() {
        return Err(JournalError::Newer {
            path,
            found,
            known: steps.len(),
        });
    }
    let check: String = connection
        .pragma_query_value(None, "quick_check", |row| row.get(0))
        .map_err(told)?;
    if check != "ok" {
        return Err(JournalError::Damaged {
            path,
            reason: check,
        });
    }
    if (1..steps.len()).contains(&found) {
        keep_copy(&connection, folder, found).map_err(told)?;
    }
    // Readers of a backup and the one writer do not wait for each other.
    connection
        .pragma_update(None, "journal_mode", "WAL")
        .map_err(told)?;
    connection
        .pragma_update(None, "foreign_keys", "ON")
        .map_err(told)?;
    // A page that is no longer used holds nothing of what stood in it.
    connection
        .pragma_update(None, "secure_delete", "ON")
        .map_err(told)?;
    // In WAL mode the database stays whole; a loss of power takes the last counts at most.
    connection
        .pragma_update(None, "synchronous", "NORMAL")
        .map_err(told)?;
    Migrations::from_slice(steps)
        .to_latest(&mut connection)
        .map_err(|error| match error {
            rusqlite_migration::Error::RusqliteError { err, .. } => tell(err, &path),
            error => JournalError::Damaged {
                path: path.clone(),
                reason: error.to_string(),
            },
        })?;
    Ok(connection)
}

/// Copies the database beside itself, before it is migrated from version `found`.
fn keep_copy(connection: &Connection, folder: &Path, found: usize) -> Result<(), rusqlite::Error> {
    // One that lies there is of the same version: it was left by a migration that failed.
    let copy = folder.join(format!("{COPY_PREFIX}{}.sqlite", found + 1));
    connection.backup("main", &copy, None)
}

/// What a failure of `SQLite` means for the person who runs the program.
fn tell(error: rusqlite::Error, path: &Path) -> JournalError {
    let path: PathBuf = path.to_owned();
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => JournalError::Locked(path),
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => JournalError::Damaged {
            path,
            reason: error.to_string(),
        },
        Some(
            ErrorCode::CannotOpen
            | ErrorCode::ReadOnly
            | ErrorCode::PermissionDenied
            | ErrorCode::DiskFull
            | ErrorCode::SystemIoFailure,
        ) => JournalError::Unwritable {
            path,
            reason: error.to_string(),
        },
        _ => JournalError::Database(error),
    }
}
