//! How long things are kept, and how they are forgotten.

use std::fs;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::day::Day;
use super::opening::COPY_PREFIX;
use super::{Journal, JournalError};

/// How long things are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retention {
    /// Days that counts, feedback, gaps and the hashes of who asked are kept.
    pub days: u32,
    /// Days that the audit log is kept.
    pub audit_days: u32,
}

impl Journal {
    /// Forgets what is older than it may be. The words of a gap that a moderator gave an article
    /// stay until that is taken back; its counts do not.
    pub fn forget_old(&self, today: Day, retention: Retention) -> Result<(), JournalError> {
        let first = today.back(retention.days.saturating_sub(1)).number();
        let first_deed = today.back(retention.audit_days.saturating_sub(1)).seconds();
        self.transact(|database| {
            for table in ["questions", "found", "feedback", "gap_people", "gap_days"] {
                database.execute(&format!("DELETE FROM {table} WHERE day < ?"), [first])?;
            }
            database.execute(
                "DELETE FROM gaps
                 WHERE covered_by IS NULL AND id NOT IN (SELECT gap FROM gap_days)",
                [],
            )?;
            database.execute("DELETE FROM audit WHERE at < ?", [first_deed])
        })?;
        // What was deleted must not live on in the log of writes, or in a copy.
        self.fold_log()?;
        self.remove_copies_before(first * 86_400);
        Ok(())
    }

    /// Removes the copies kept before a migration that are older than what is kept.
    fn remove_copies_before(&self, seconds: i64) {
        let limit = UNIX_EPOCH + Duration::from_secs(u64::try_from(seconds).unwrap_or(0));
        let is_old = |changed: SystemTime| changed < limit;
        for entry in fs::read_dir(self.folder()).into_iter().flatten().flatten() {
            let is_copy = entry.file_name().to_string_lossy().starts_with(COPY_PREFIX);
            let changed = entry.metadata().and_then(|metadata| metadata.modified());
            if is_copy
                && changed.is_ok_and(is_old)
                && let Err(error) = fs::remove_file(entry.path())
            {
                tracing::warn!(%error, "an old copy of the journal cannot be removed");
            }
        }
    }
}
