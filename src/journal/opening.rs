//! Opens the database: makes it, migrates it with a copy kept first, and says clearly what is
//! wrong with one that cannot be used.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode};
use rusqlite_migration::{M, Migrations};

use super::JournalError;

/// Name of the file in the journal's folder.
pub const FILE_NAME: &str = "journal.sqlite";

/// How long a call waits for another program that is just writing.
const BUSY: Duration = Duration::from_secs(5);

/// The tables, subject by subject. Only ever appended to once a version was released.
const STEPS: &[M<'static>] = &[
    M::up(include_str!("migrations/01_settings.sql")),
    M::up(include_str!("migrations/02_audit.sql")),
    M::up(include_str!("migrations/03_insights.sql")),
    M::up(include_str!("migrations/04_sources.sql")),
    M::up(include_str!("migrations/05_versions.sql")),
];

const MIGRATIONS: Migrations<'static> = Migrations::from_slice(STEPS);

/// Opens the database in `folder`, at the newest version of its tables.
pub fn open(folder: &Path) -> Result<Connection, JournalError> {
    let path = folder.join(FILE_NAME);
    fs::create_dir_all(folder).map_err(|error| JournalError::Unwritable {
        path: folder.to_owned(),
        reason: error.to_string(),
    })?;
    let told = |error: rusqlite::Error| tell(error, &path);
    let mut connection = Connection::open(&path).map_err(told)?;
    connection.busy_timeout(BUSY).map_err(told)?;
    let found: u32 = connection
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .map_err(told)?;
    let found = found as usize;
    if found > STEPS.len() {
        return Err(JournalError::Newer {
            path,
            found,
            known: STEPS.len(),
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
    if (1..STEPS.len()).contains(&found) {
        keep_copy(&connection, folder, found).map_err(told)?;
    }
    // Readers of a backup and the one writer do not wait for each other.
    connection
        .pragma_update(None, "journal_mode", "WAL")
        .map_err(told)?;
    connection
        .pragma_update(None, "foreign_keys", "ON")
        .map_err(told)?;
    MIGRATIONS
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
    let copy = folder.join(format!("journal-before-version-{}.sqlite", found + 1));
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
