//! The one step that ends a reindex: manifest, vectors and passages become visible together.

use std::path::Path;

use tantivy::{Index, IndexWriter};

use super::IndexError;
use super::generation::write_atomically;
use super::manifest::{CommitNote, Manifest};
use super::schema::FORMAT_VERSION;

/// Writes the manifest and the vectors, then commits: the commit names them, so all become
/// visible in the one rename that the commit ends with.
pub(super) fn commit(
    writer: &mut IndexWriter,
    folder: &Path,
    manifest: &Manifest,
    vectors: &[u8],
) -> Result<(), IndexError> {
    let bytes = serde_json::to_vec(manifest).expect("strings and numbers always serialise");
    let (manifest, manifest_hash) = write_named(folder, "manifest", "json", &bytes)?;
    let (vectors, vectors_hash) = write_named(folder, "vectors", "bin", vectors)?;
    let note = CommitNote {
        format: FORMAT_VERSION,
        manifest,
        manifest_hash,
        vectors,
        vectors_hash,
    };
    let note = serde_json::to_string(&note).expect("strings and numbers always serialise");
    let mut prepared = writer.prepare_commit()?;
    prepared.set_payload(&note);
    prepared.commit()?;
    Ok(())
}

/// Writes a file named for what it holds; gives its name and its hash.
fn write_named(
    folder: &Path,
    stem: &str,
    ending: &str,
    bytes: &[u8],
) -> Result<(String, String), IndexError> {
    let hash = blake3::hash(bytes).to_hex().to_string();
    let name = format!("{stem}-{}.{ending}", &hash[..16]);
    write_atomically(&folder.join(&name), bytes)?;
    Ok((name, hash))
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
        let ours = name.starts_with("manifest-") || name.starts_with("vectors-");
        if ours && name != note.manifest && name != note.vectors {
            // What cannot be removed now will be after the next commit.
            let _ = std::fs::remove_file(entry.path());
        }
    }
}
