//! Files that appear as a whole or not at all, down to the disk. Knows nothing of what is in them.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

/// How the name of a file begins and ends that is not whole yet: hidden, so that no reindex takes
/// it for an article.
const UNFINISHED: (&str, &str) = (".new-", ".tmp");

/// Writes a file as a whole or not at all, with the folders above it; over another one only if
/// told so, else that is [`io::ErrorKind::AlreadyExists`].
pub fn write_whole(path: &Path, bytes: &[u8], replace: bool) -> io::Result<()> {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(UNFINISHED.0).suffix(UNFINISHED.1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // As the file that it replaces, or as any new one; the user's mask still applies.
        let mode = fs::metadata(path).map_or(0o666, |old| old.permissions().mode() & 0o777);
        builder.permissions(fs::Permissions::from_mode(mode));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    let persisted = if replace {
        file.persist(path)
    } else {
        file.persist_noclobber(path)
    };
    persisted.map_err(|error| error.error)?;
    settle(folder);
    Ok(())
}

/// Removes what writes that were cut short have left in a folder.
pub fn sweep_unfinished(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(UNFINISHED.0) && name.ends_with(UNFINISHED.1) {
            // It is in nobody's way.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Brings the names in a folder down to the disk, where the system can.
pub fn settle(folder: &Path) {
    #[cfg(unix)]
    if let Ok(folder) = fs::File::open(folder) {
        // Some file systems cannot; the name is there all the same.
        let _ = folder.sync_all();
    }
    #[cfg(not(unix))]
    let _ = folder;
}
