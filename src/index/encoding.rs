//! Passages -> directions by a sentence encoder: only those that are new, by what they say.
//!
//! What was encoded lies in a file beside the generations until a commit has it, so a reindex
//! that was stopped or killed goes on where it ended. Never decides what is committed.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::IndexError;
use super::generation::Home;
use crate::corpus::{Article, Passage};
use crate::meaning::{Direction, EncoderError, Role, SentenceEncoder};

/// Passages that are encoded together: they share the cost of a call.
const BATCH: usize = 16;

/// Bytes of a [`Key`].
pub(super) const KEY_BYTES: usize = 16;

/// Bytes at the end of each record of the unfinished file that tell whether it is whole.
const CHECK_BYTES: usize = 4;

/// What the names of unfinished files begin with.
const UNFINISHED: &str = "unfinished-";

/// What a passage says, as the encoder reads it, hashed.
pub(super) type Key = [u8; KEY_BYTES];

/// A passage that is to have a direction.
pub(super) struct Encodable {
    pub key: Key,
    /// What is to be encoded; none if its direction is known.
    text: Option<String>,
}

/// The directions known so far, and those that are wanted.
pub(super) struct Encoding<'a> {
    encoder: &'a dyn SentenceEncoder,
    dimensions: usize,
    known: HashMap<Key, Vec<u8>>,
    /// Where new ones are kept until a commit has them.
    unfinished: PathBuf,
}

impl<'a> Encoding<'a> {
    /// Starts from what a commit has, `stored`, and what was left unfinished in `home`. An
    /// unfinished file is read up to its first record that is not whole.
    pub fn start(
        encoder: &'a dyn SentenceEncoder,
        home: &Home,
        stored: &[u8],
    ) -> Result<Self, IndexError> {
        let dimensions = encoder.dimensions()?;
        let name = blake3::hash(encoder.identity()?.as_bytes()).to_hex();
        let unfinished = home.0.join(format!("{UNFINISHED}{}.bin", &name[..16]));
        let mut known = HashMap::new();
        let bytes = match fs::read(&unfinished) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(IndexError::io(&unfinished, error)),
        };
        let mut whole = 0;
        for record in bytes.chunks_exact(KEY_BYTES + dimensions + CHECK_BYTES) {
            let (said, sum) = record.split_at(KEY_BYTES + dimensions);
            if sum != check(said) {
                break;
            }
            if let Some((key, row)) = said.split_first_chunk::<KEY_BYTES>() {
                known.insert(*key, row.to_vec());
            }
            whole += record.len();
        }
        if whole < bytes.len() {
            let cut = || {
                File::options()
                    .write(true)
                    .open(&unfinished)?
                    .set_len(whole as u64)
            };
            cut().map_err(|error| IndexError::io(&unfinished, error))?;
        }
        let mut encoding = Self {
            encoder,
            dimensions,
            known,
            unfinished,
        };
        encoding.know(stored);
        Ok(encoding)
    }

    /// Takes in what another commit has.
    pub fn know(&mut self, stored: &[u8]) {
        let (keys, rows) = split(stored, self.dimensions);
        for (key, row) in keys.iter().zip(rows.chunks_exact(self.dimensions)) {
            self.known.insert(*key, row.to_vec());
        }
    }

    /// Names the encoder.
    pub fn identity(&self) -> Result<&str, IndexError> {
        Ok(self.encoder.identity()?)
    }

    /// What of an article is to be encoded, passage by passage.
    pub fn wanted(&self, article: &Article, passages: &[Passage]) -> Vec<Encodable> {
        let wanted = passages.iter().map(|passage| {
            let text = text(article, passage);
            let mut key = Key::default();
            key.copy_from_slice(&blake3::hash(text.as_bytes()).as_bytes()[..KEY_BYTES]);
            let text = (!self.known.contains_key(&key)).then_some(text);
            Encodable { key, text }
        });
        wanted.collect()
    }

    /// Encodes what is not known yet, and keeps it as it comes. `tell` hears how many are
    /// done, and of how many.
    pub fn encode(
        &mut self,
        wanted: impl IntoIterator<Item = Encodable>,
        tell: &(dyn Fn(usize, usize) -> Result<(), IndexError> + Sync),
    ) -> Result<(), IndexError> {
        let wanted = wanted.into_iter();
        let mut missing: Vec<(Key, String)> = wanted
            .filter_map(|passage| Some((passage.key, passage.text?)))
            .collect();
        missing.sort_by_key(|(key, text)| (text.len(), *key));
        missing.dedup_by_key(|(key, _)| *key);
        if missing.is_empty() {
            return Ok(());
        }
        tell(0, missing.len())?;
        let file = File::options()
            .create(true)
            .append(true)
            .open(&self.unfinished)
            .map_err(|error| IndexError::io(&self.unfinished, error))?;
        let kept = Mutex::new((BufWriter::new(file), &mut self.known));
        let done = AtomicUsize::new(0);
        let batches: Vec<&[(Key, String)]> = missing.chunks(BATCH).collect();
        spread(batches).into_par_iter().try_for_each(|batch| {
            let texts: Vec<&str> = batch.iter().map(|(_, text)| text.as_str()).collect();
            let directions = self.encoder.encode(&texts, Role::Passage)?;
            {
                let mut kept = kept
                    .lock()
                    .unwrap_or_else(std::sync::PoisonError::into_inner);
                let (file, known) = &mut *kept;
                for ((key, _), direction) in batch.iter().zip(&directions) {
                    let row = row(direction, self.dimensions);
                    write_record(file, key, &row)
                        .map_err(|error| IndexError::io(&self.unfinished, error))?;
                    known.insert(*key, row);
                }
                file.flush()
                    .map_err(|error| IndexError::io(&self.unfinished, error))?;
            }
            let done = done.fetch_add(batch.len(), Ordering::Relaxed) + batch.len();
            tell(done, missing.len())
        })
    }

    /// The form that a commit keeps: the keys of the passages, then their directions. Their
    /// order is that of `keys`, all of which were encoded.
    pub fn stored(&self, keys: &[Key]) -> Result<Vec<u8>, IndexError> {
        let mut stored = keys.concat();
        stored.reserve(keys.len() * self.dimensions);
        for key in keys {
            let row = self
                .known
                .get(key)
                .ok_or_else(|| IndexError::damaged("a passage was not encoded"))?;
            stored.extend_from_slice(row);
        }
        Ok(stored)
    }
}

/// The keys of stored directions, and the directions, one after the other.
pub(super) fn split(stored: &[u8], dimensions: usize) -> (&[Key], &[u8]) {
    let count = stored.len() / (KEY_BYTES + dimensions);
    let (keys, rows) = stored.split_at(count * KEY_BYTES);
    (keys.as_chunks().0, rows)
}

/// Removes what was left unfinished, since a commit has it or nothing wants it.
pub(super) fn remove_unfinished(home: &Home) {
    let Ok(entries) = fs::read_dir(&home.0) else {
        return;
    };
    for entry in entries.flatten() {
        if entry.file_name().to_string_lossy().starts_with(UNFINISHED) {
            // What cannot be removed now will be after the next commit.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// A passage as the encoder reads it: its title and headings once each, then its text.
fn text(article: &Article, passage: &Passage) -> String {
    let title = article.metadata.title.as_str();
    let mut text = title.to_owned();
    for heading in &article.sections[passage.section].headings {
        if heading != title {
            text.push('\n');
            text.push_str(heading);
        }
    }
    text.push('\n');
    text.push_str(&passage.text);
    text
}

/// The stored form of a direction, whatever the encoder gave.
fn row(direction: &Direction, dimensions: usize) -> Vec<u8> {
    let mut row = direction.to_bytes();
    row.resize(dimensions, 0);
    row
}

/// Batches from all lengths in turn, so that how far it is tells how long it still takes.
fn spread<T>(mut batches: Vec<T>) -> Vec<T> {
    let mut order = Vec::with_capacity(batches.len());
    // The longest first: what needs too much memory fails at once.
    while !batches.is_empty() {
        let mut rest = Vec::with_capacity(batches.len());
        for (place, batch) in batches.into_iter().rev().enumerate() {
            if place % 8 == 0 {
                order.push(batch);
            } else {
                rest.push(batch);
            }
        }
        rest.reverse();
        batches = rest;
    }
    order
}

fn write_record(file: &mut impl Write, key: &Key, row: &[u8]) -> std::io::Result<()> {
    let said = [key.as_slice(), row].concat();
    file.write_all(&said)?;
    file.write_all(&check(&said))
}

fn check(said: &[u8]) -> [u8; CHECK_BYTES] {
    let mut check = [0; CHECK_BYTES];
    check.copy_from_slice(&blake3::hash(said).as_bytes()[..CHECK_BYTES]);
    check
}

impl From<EncoderError> for IndexError {
    fn from(error: EncoderError) -> Self {
        Self::Encoder(error)
    }
}
