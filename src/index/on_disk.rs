//! What the files of a snapshot say of themselves: how large, how old, which format.

use std::fs;
use std::time::SystemTime;

use super::schema::FORMAT_VERSION;
use super::snapshot::Snapshot;

impl Snapshot {
    /// How large the files of its generation are, in bytes. Files that go while they are
    /// counted do not count.
    pub fn bytes_on_disk(&self) -> u64 {
        let files = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        files
            .filter_map(|file| file.metadata().ok())
            .filter(fs::Metadata::is_file)
            .map(|metadata| metadata.len())
            .sum()
    }

    /// When it was committed, where the system keeps the time of files.
    pub fn committed(&self) -> Option<SystemTime> {
        let metadata = fs::metadata(self.folder.join("meta.json")).ok()?;
        metadata.modified().ok()
    }

    /// The number of the index format that it is written in.
    pub fn format(&self) -> u32 {
        // One of another format does not open.
        FORMAT_VERSION
    }
}
