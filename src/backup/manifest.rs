//! [`Manifest`]: which files a backup has. Anything may stand in one that is read.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};

use blake3::Hasher;
use serde::{Deserialize, Serialize};

use super::{BackupError, at};

/// Name of the manifest's file.
pub const FILE_NAME: &str = "manifest.json";

/// The number of the form that backups have.
const FORMAT: u32 = 1;

/// Largest manifest that is read, in bytes: that of half a million files.
const LARGEST: u64 = 100 << 20;

/// Bytes that are copied at a time.
const CHUNK: usize = 64 << 10;

/// Which files a backup has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The form of the backup.
    pub format: u32,
    /// Version of the program that wrote it.
    pub footnote: String,
    /// When, in Unix seconds.
    pub made: i64,
    /// Its files, by path.
    pub files: Vec<Entry>,
}

/// A file of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Path within the backup, with `/` between folders.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// BLAKE3 of what is in it, in hexadecimal digits.
    pub blake3: String,
}

impl Manifest {
    /// A manifest of files.
    pub fn of(files: Vec<Entry>, made: i64) -> Self {
        Self {
            format: FORMAT,
            footnote: env!("CARGO_PKG_VERSION").to_owned(),
            made,
            files,
        }
    }

    /// Reads that of the backup in `folder`.
    pub fn read(folder: &Path) -> Result<Self, BackupError> {
        let no_backup = |reason: String| BackupError::NotABackup {
            path: folder.to_owned(),
            reason,
        };
        let path = folder.join(FILE_NAME);
        let file = File::open(&path).map_err(|error| no_backup(format!("{FILE_NAME}: {error}")))?;
        let mut text = String::new();
        file.take(LARGEST)
            .read_to_string(&mut text)
            .map_err(|error| no_backup(format!("{FILE_NAME}: {error}")))?;
        let manifest: Self = serde_json::from_str(&text)
            .map_err(|error| no_backup(format!("{FILE_NAME}: {error}")))?;
        if manifest.format != FORMAT {
            let form = manifest.format;
            return Err(no_backup(format!(
                "it has form {form}, and this program knows {FORMAT}; use the program that wrote it"
            )));
        }
        if let Some(entry) = manifest.files.iter().find(|entry| entry.parts().is_none()) {
            return Err(no_backup(format!("it names the path {:?}", entry.path)));
        }
        Ok(manifest)
    }

    /// Writes it into a backup.
    pub fn write(&self, folder: &Path) -> Result<(), BackupError> {
        let path = folder.join(FILE_NAME);
        let text = serde_json::to_string_pretty(self).map_err(io::Error::from);
        text.and_then(|text| fs::write(&path, text))
            .map_err(at(&path))
    }
}

impl Entry {
    /// The folder at the top of the backup and the path below it; none if the path leads
    /// elsewhere.
    pub fn parts(&self) -> Option<(&str, PathBuf)> {
        let (top, rest) = self.path.split_once('/')?;
        let path = PathBuf::from(rest);
        let plain = |part| matches!(part, Component::Normal(_));
        let is_plain = !rest.is_empty() && !rest.contains('\\') && path.components().all(plain);
        is_plain.then_some((top, path))
    }
}

/// Copies a file, and says how large it was and what its hash is.
pub fn copy(from: &Path, to: &Path) -> Result<(u64, String), BackupError> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).map_err(at(folder))?;
    }
    let mut source = File::open(from).map_err(at(from))?;
    let mut target = File::create_new(to).map_err(at(to))?;
    let measured = pass(&mut source, |bytes| target.write_all(bytes)).map_err(at(to))?;
    target.sync_all().map_err(at(to))?;
    Ok(measured)
}

/// How large a file is, and its hash.
pub fn measure(path: &Path) -> Result<(u64, String), BackupError> {
    let mut source = File::open(path).map_err(at(path))?;
    pass(&mut source, |_| Ok(())).map_err(at(path))
}

fn pass(
    source: &mut File,
    mut take: impl FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<(u64, String)> {
    let mut hasher = Hasher::new();
    let mut chunk = vec![0; CHUNK];
    let mut size = 0;
    loop {
        let count = source.read(&mut chunk)?;
        if count == 0 {
            return Ok((size, hasher.finalize().to_hex().to_string()));
        }
        hasher.update(&chunk[..count]);
        take(&chunk[..count])?;
        size += count as u64;
    }
}
