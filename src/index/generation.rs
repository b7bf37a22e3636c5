//! The folders of the index on disk: one per full rebuild, and a file that names the one in
//! use. Switching is one rename, so a reader sees the old state or the new one.
//!
//! ```text
//! index/CURRENT            the name of the folder in use
//! index/LOCK               held by the one process that reindexes
//! index/g-000001/          tantivy's files, manifest-<hash>.json, vectors-<hash>.bin, encoded-<hash>.bin
//! index/unfinished-<..>.bin what a sentence encoder made of passages that no commit has yet
//! index/servers/17/        the same for one server, made by `overlay.rs`
//! ```

use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::IndexError;

const CURRENT: &str = "CURRENT";
const LOCK: &str = "LOCK";

/// The folder of the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Home(pub PathBuf);

/// Held while reindexing; given back when dropped, or when the process dies.
#[derive(Debug)]
pub struct ReindexLock(File);

impl Drop for ReindexLock {
    fn drop(&mut self) {
        // Closing the file is not enough: a process that is just being started by another
        // thread has it open too. What fails here is mended when the last of them closes it.
        let _ = self.0.unlock();
    }
}

impl Home {
    /// The file that names the generation in use.
    pub fn current_file(&self) -> PathBuf {
        self.0.join(CURRENT)
    }

    /// The folder of the generation in use, if there is one.
    pub fn current(&self) -> Result<Option<PathBuf>, IndexError> {
        let path = self.current_file();
        let name = match fs::read_to_string(&path) {
            Ok(name) => name,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                return Err(IndexError::damaged("CURRENT is not text"));
            }
            Err(error) => return Err(IndexError::io(&path, error)),
        };
        let name = name.trim();
        if number(name).is_none() {
            return Err(IndexError::damaged("CURRENT names no generation"));
        }
        Ok(Some(self.0.join(name)))
    }

    /// Makes a folder for a new generation.
    pub fn create(&self) -> Result<PathBuf, IndexError> {
        let newest = self
            .generations()?
            .into_iter()
            .filter_map(|name| number(&name))
            .max();
        let folder = self.0.join(format!("g-{:06}", newest.unwrap_or(0) + 1));
        fs::create_dir(&folder).map_err(|error| IndexError::io(&folder, error))?;
        Ok(folder)
    }

    /// Makes `folder` the one in use: the one step that readers see.
    pub fn switch_to(&self, folder: &Path) -> Result<(), IndexError> {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        write_atomically(&self.current_file(), format!("{name}\n").as_bytes())
    }

    /// Removes every generation but the one in use: old ones and those that a killed
    /// reindex left behind. What cannot be removed now will be the next time.
    pub fn sweep(&self) {
        let current = self.current().ok().flatten();
        for name in self.generations().unwrap_or_default() {
            let folder = self.0.join(name);
            if Some(&folder) != current.as_ref()
                && let Err(error) = fs::remove_dir_all(&folder)
            {
                tracing::warn!(folder = %folder.display(), %error, "cannot remove an old index");
            }
        }
    }

    /// Takes all of it away. `CURRENT` goes first, so that nobody opens what is left.
    pub fn remove(&self) -> Result<(), IndexError> {
        let path = self.current_file();
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(IndexError::io(&path, error));
            }
            _ => {}
        }
        match fs::remove_dir_all(&self.0) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(IndexError::io(&self.0, error))
            }
            _ => Ok(()),
        }
    }

    /// Takes the lock that only one reindex at a time may hold.
    pub fn lock(&self) -> Result<ReindexLock, IndexError> {
        fs::create_dir_all(&self.0).map_err(|error| IndexError::io(&self.0, error))?;
        let path = self.0.join(LOCK);
        let file = File::options()
            .create(true)
            .write(true)
            .truncate(false)
            .open(&path)
            .map_err(|error| IndexError::io(&path, error))?;
        match file.try_lock() {
            Ok(()) => Ok(ReindexLock(file)),
            Err(TryLockError::WouldBlock) => Err(IndexError::Busy),
            Err(TryLockError::Error(error)) => Err(IndexError::io(&path, error)),
        }
    }

    fn generations(&self) -> Result<Vec<String>, IndexError> {
        let entries = fs::read_dir(&self.0).map_err(|error| IndexError::io(&self.0, error))?;
        Ok(entries
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter(|name| number(name).is_some())
            .collect())
    }
}

/// The number of a generation's folder name.
fn number(name: &str) -> Option<u64> {
    name.strip_prefix("g-")?.parse().ok()
}

/// Writes a file so that it is there whole or not at all, even after a loss of power.
pub(super) fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), IndexError> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let write = || -> io::Result<()> {
        let mut file = tempfile::Builder::new()
            .prefix(".new-")
            .tempfile_in(folder)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        file.persist(path).map_err(|error| error.error)?;
        // The rename itself must reach the disk; not every system can sync a folder.
        #[cfg(unix)]
        File::open(folder)?.sync_all()?;
        Ok(())
    };
    write().map_err(|error| IndexError::io(path, error))
}
