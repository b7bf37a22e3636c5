//! What articles were before they were changed: files named by the hash of what is in them, in
//! `versions/` below the journal's folder. Never changed; kept for ever, but for what a server has
//! too much of (`forgetting.rs`).

use std::fs;
use std::path::{Path, PathBuf};

use super::hash::is_hexadecimal;
use super::{ArticlePath, ContentHash, EditError, Editor};
use crate::corpus::decode;

impl Editor {
    pub(super) fn version_file(&self, hash: &ContentHash) -> PathBuf {
        let folder = self.journal.folder().join("versions");
        folder.join(&hash.as_str()[..2]).join(hash.as_str())
    }

    /// Keeps some bytes, if they are not kept already.
    pub(super) fn keep(&self, bytes: &[u8]) -> Result<ContentHash, EditError> {
        let hash = ContentHash::of(bytes);
        if self.version(&hash).is_err() {
            write_whole(&self.version_file(&hash), bytes, true)?;
        }
        Ok(hash)
    }

    /// What is in an article now. It is kept, so that what is made of it can be compared with it
    /// later.
    pub fn open(&self, path: &ArticlePath) -> Result<(Vec<u8>, ContentHash), EditError> {
        let current = self.current(path)?;
        let current = current.ok_or_else(|| EditError::Missing(path.clone()))?;
        let hash = self.keep(&current)?;
        Ok((current, hash))
    }

    /// As [`Self::open`], as text.
    pub fn open_text(&self, path: &ArticlePath) -> Result<(String, ContentHash), EditError> {
        let (bytes, hash) = self.open(path)?;
        let text = match decode(path.as_str(), &bytes) {
            Ok((text, _)) => text.trim_start_matches('\u{feff}').replace("\r\n", "\n"),
            Err(_) => String::from_utf8_lossy(&bytes).into_owned(),
        };
        Ok((text, hash))
    }

    /// A text that somebody made of a version, as it is to be written: with its line breaks, its
    /// byte order mark and its last line break, which a form does not keep.
    pub fn as_written(&self, base: &ContentHash, text: &str) -> Vec<u8> {
        let old = self.version(base).unwrap_or_default();
        let mut text = text.replace("\r\n", "\n");
        if !text.ends_with('\n') && (old.is_empty() || old.ends_with(b"\n")) {
            text.push('\n');
        }
        if old.windows(2).any(|pair| pair == b"\r\n") {
            text = text.replace('\n', "\r\n");
        }
        if old.starts_with("\u{feff}".as_bytes()) {
            text.insert(0, '\u{feff}');
        }
        text.into_bytes()
    }

    /// What was kept under a hash that begins with these digits, at least eight.
    pub fn version_that_begins(&self, digits: &str) -> Option<Vec<u8>> {
        if digits.len() < 8 || !is_hexadecimal(digits) {
            return None;
        }
        let folder = self.journal.folder().join("versions").join(&digits[..2]);
        let names = fs::read_dir(folder).ok()?;
        let name = names
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .find(|name| name.starts_with(digits))?;
        self.version(&ContentHash::parse(&name)?).ok()
    }

    /// What was kept under a hash.
    pub fn version(&self, hash: &ContentHash) -> Result<Vec<u8>, EditError> {
        let bytes = fs::read(self.version_file(hash));
        bytes
            .ok()
            .filter(|bytes| ContentHash::of(bytes) == *hash)
            .ok_or_else(|| EditError::VersionLost(hash.clone()))
    }
}

/// Writes a file as a whole or not at all, down to the disk; over another one only if told so.
pub(super) fn write_whole(path: &Path, bytes: &[u8], replace: bool) -> Result<(), EditError> {
    let failed = |error: std::io::Error| EditError::disk(path, &error);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    super::moment();
    crate::corpus::write_whole(path, bytes, replace).map_err(failed)?;
    super::moment();
    Ok(())
}
