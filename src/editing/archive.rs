//! Unpacks a zip archive in memory, within limits on what it says and on what really comes out
//! of it. A name that leads elsewhere refuses the whole archive. Never writes.

use std::collections::HashSet;
use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::upload::{Skipped, UploadError, UploadLimits};
use super::{ArticlePath, LeftOut, PathFault};

/// How a zip archive begins: with a file, or with the end of an empty one.
const STARTS: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];

/// Most bytes that one packed byte becomes. Text packs to a tenth, very dull text to a fiftieth.
const MOST_GROWTH: u64 = 100;

/// Files below this size may be packed as tightly as they like.
const SMALL: u64 = 64 << 10;

/// Kinds of file in the upper bits of a Unix mode.
const KIND: u32 = 0o170_000;
const REGULAR: u32 = 0o100_000;
const FOLDER: u32 = 0o040_000;

/// What was in an archive.
pub(super) struct Unpacked {
    /// The files that may be articles, by path.
    pub files: Vec<(ArticlePath, Vec<u8>)>,
    /// The others.
    pub skipped: Vec<Skipped>,
}

/// Whether these bytes begin as a zip archive does.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    STARTS.iter().any(|start| bytes.starts_with(start))
}

/// Unpacks an archive.
pub(super) fn unpack(bytes: &[u8], limits: UploadLimits) -> Result<Unpacked, UploadError> {
    let damaged = |_| UploadError::Damaged;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > limits.files {
        return Err(UploadError::TooManyFiles {
            limit: limits.files,
        });
    }
    // One stretch of bytes for many files is how the tightest bombs are made.
    if archive.has_overlapping_entries().map_err(damaged)? {
        return Err(UploadError::Damaged);
    }
    let bomb = UploadError::Bomb {
        limit: limits.unpacked_bytes,
    };
    let mut unpacked = Unpacked {
        files: Vec::new(),
        skipped: Vec::new(),
    };
    let mut names = HashSet::new();
    let mut total: u64 = 0;
    for index in 0..archive.len() {
        // All names are looked at before anything is unpacked.
        let entry = archive.by_index_raw(index).map_err(damaged)?;
        let name = str::from_utf8(entry.name_raw()).map_err(|_| UploadError::NotUtf8)?;
        look_at(name, &entry, &mut names)?;
        total = total.saturating_add(entry.size());
        if total > limits.unpacked_bytes {
            return Err(bomb);
        }
    }
    let mut left = limits.unpacked_bytes;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(_) => UploadError::Encrypted,
            _ => UploadError::Damaged,
        })?;
        let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
        if entry.is_dir() {
            continue;
        }
        let path = match ArticlePath::new(&name) {
            Ok(path) => path,
            Err(fault) => {
                let reason = match fault {
                    PathFault::Ending => LeftOut::Ending,
                    PathFault::Hidden => LeftOut::Hidden,
                    PathFault::NoArticle => LeftOut::NoArticle,
                    fault => return Err(UploadError::Name { name, fault }),
                };
                unpacked.skipped.push(Skipped { name, reason });
                continue;
            }
        };
        if name.starts_with("__MACOSX/") {
            let reason = LeftOut::OfSystem;
            unpacked.skipped.push(Skipped { name, reason });
            continue;
        }
        let packed = entry.compressed_size();
        // What it says of its size may be a lie: one byte more than may come is asked for.
        let most = left.min(limits.article_bytes);
        let mut bytes = Vec::new();
        entry
            .take(most.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|_| UploadError::Damaged)?;
        let size = bytes.len() as u64;
        if size > SMALL && size > packed.saturating_mul(MOST_GROWTH) {
            return Err(UploadError::TooTight(name));
        }
        if size > left {
            return Err(bomb);
        }
        if size > limits.article_bytes {
            let limit = limits.article_bytes;
            return Err(UploadError::TooLarge { limit });
        }
        left -= size;
        if is_one(&bytes) {
            return Err(UploadError::Nested(name));
        }
        unpacked.files.push((path, bytes));
    }
    Ok(unpacked)
}

/// Refuses what no honest archive of articles holds.
fn look_at(
    name: &str,
    entry: &zip::read::ZipFile<'_, Cursor<&[u8]>>,
    names: &mut HashSet<String>,
) -> Result<(), UploadError> {
    if entry.encrypted() {
        return Err(UploadError::Encrypted);
    }
    let kind = entry.unix_mode().map_or(0, |mode| mode & KIND);
    if !matches!(kind, 0 | REGULAR | FOLDER) {
        return Err(UploadError::NotRegular(name.to_owned()));
    }
    let refused = |fault| UploadError::Name {
        name: name.to_owned(),
        fault,
    };
    // Whatever is wrong with the name of a folder or of a picture is wrong all the same.
    let as_article = format!("{}.md", name.trim_end_matches('/'));
    match ArticlePath::new(&as_article) {
        Ok(_) | Err(PathFault::Hidden) => {}
        Err(fault) => return Err(refused(fault)),
    }
    if !names.insert(name.trim_end_matches('/').to_lowercase()) {
        return Err(UploadError::Twice(name.to_owned()));
    }
    if !entry.is_dir() && name.to_lowercase().ends_with(".zip") {
        return Err(UploadError::Nested(name.to_owned()));
    }
    Ok(())
}
