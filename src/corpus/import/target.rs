//! The file of the corpus that is written: whole or not at all, and never over another
//! unless told to.

use std::io;
use std::path::Path;

use crate::corpus::{Problem, write_whole};

/// Writes `text` to `target` as a whole or not at all.
pub(super) fn write(target: &Path, text: &str, force: bool) -> Result<(), Problem> {
    let told = |rule, message: String| Err(Problem::error("", None, rule, message));
    match write_whole(target, text.as_bytes(), force) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => told(
            "exists",
            format!(
                "not imported: {} exists already (--force replaces it)",
                target.display()
            ),
        ),
        Err(error) => told(
            "unwritable",
            format!("could not be written to {}: {error}", target.display()),
        ),
    }
}
