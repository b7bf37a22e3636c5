//! The file of the corpus that is written: whole or not at all, and never over another
//! unless told to.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use crate::corpus::Problem;

/// Writes `text` to `target` as a whole or not at all.
pub(super) fn write(target: &Path, text: &str, force: bool) -> Result<(), Problem> {
    let failed = |error: &io::Error| {
        let message = format!("could not be written to {}: {error}", target.display());
        Problem::error("", None, "unwritable", message)
    };
    let folder = target.parent().unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".import-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // As any new file; the user's mask still applies.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder
        .tempfile_in(folder)
        .map_err(|error| failed(&error))?;
    file.write_all(text.as_bytes())
        .and_then(|()| file.as_file().sync_all())
        .map_err(|error| failed(&error))?;
    let persisted = if force {
        file.persist(target)
    } else {
        file.persist_noclobber(target)
    };
    match persisted {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
            let message = format!(
                "not imported: {} exists already (--force replaces it)",
                target.display()
            );
            Err(Problem::error("", None, "exists", message))
        }
        Err(error) => Err(failed(&error.error)),
    }
}
