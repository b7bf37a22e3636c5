//! The one step that ends a reindex: manifest, vectors and passages become visible together.

use std::path::Path;

use tantivy::{Index, IndexWriter};

use super::IndexError;
use super::encoding::Encoding;
use super::generation::write_atomically;
use super::manifest::{CommitNote, Encoded, Manifest, Named};
use super::schema::FORMAT_VERSION;
use crate::meaning::Table;

/// What is kept of the meaning of the passages, in the order of the manifest.
pub(super) struct Meanings<'a> {
    /// Their vectors by a table, and which.
    pub vectors: Option<(&'a Table, &'a [u8])>,
    /// What an encoder made of them, and which.
    pub directions: Option<(&'a Encoding<'a>, &'a [u8])>,
}

/// Writes the manifest and the meanings if there are any, then commits: the commit names them, so all become
/// visible in the one rename that the commit ends with.
pub(super) fn commit(
    writer: &mut IndexWriter,
    folder: &Path,
    manifest: &Manifest,
    meanings: &Meanings<'_>,
) -> Result<(), IndexError> {
    let bytes = serde_json::to_vec(manifest).expect("strings and numbers always serialise");
    let note = CommitNote {
        format: FORMAT_VERSION,
        manifest: write_named(folder, "manifest", "json", &bytes)?,
        vectors: meanings
            .vectors
            .map(|(_, vectors)| write_named(folder, "vectors", "bin", vectors))
            .transpose()?,
        table: meanings
            .vectors
            .map(|(table, _)| table.identity().to_owned())
            .unwrap_or_default(),
        encoded: meanings
            .directions
            .map(|(encoding, rows)| {
                Ok::<_, IndexError>(Encoded {
                    encoder: encoding.identity()?.to_owned(),
                    rows: write_named(folder, "encoded", "bin", rows)?,
                })
            })
            .transpose()?,
    };
    let note = serde_json::to_string(&note).expect("strings and numbers always serialise");
    let mut prepared = writer.prepare_commit()?;
    prepared.set_payload(&note);
    prepared.commit()?;
    Ok(())
}

/// Writes a file named for what it holds.
fn write_named(folder: &Path, stem: &str, ending: &str, bytes: &[u8]) -> Result<Named, IndexError> {
    let hash = blake3::hash(bytes).to_hex().to_string();
    let file = format!("{stem}-{}.{ending}", &hash[..16]);
    write_atomically(&folder.join(&file), bytes)?;
    Ok(Named { file, hash })
}

/// Removes the manifests and vectors of earlier commits. A reader that is just opening one tries again.
pub(super) fn remove_old_files(folder: &Path, index: &Index) {
    let Ok(note) = index
        .load_metas()
        .map_err(IndexError::from)
        .and_then(|metas| CommitNote::read(metas.payload.as_deref()))
    else {
        return;
    };
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let ours = ["manifest-", "vectors-", "encoded-"]
            .iter()
            .any(|stem| name.starts_with(stem));
        let encoded = note.encoded.as_ref().map(|encoded| &encoded.rows);
        let mut named = [Some(&note.manifest), note.vectors.as_ref(), encoded].into_iter();
        if ours && !named.any(|named| named.is_some_and(|named| named.file == name)) {
            // What cannot be removed now will be after the next commit.
            let _ = std::fs::remove_file(entry.path());
        }
    }
}
