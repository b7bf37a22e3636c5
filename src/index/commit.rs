//! The one step that ends a reindex: manifest, vectors and passages become visible together.

use std::path::Path;

use tantivy::{Index, IndexWriter};

use super::IndexError;
use super::generation::write_atomically;
use super::manifest::{CommitNote, Manifest, Named};
use super::schema::FORMAT_VERSION;

/// Writes the manifest and the vectors if there are any, then commits: the commit names them, so all become
/// visible in the one rename that the commit ends with.
pub(super) fn commit(
    writer: &mut IndexWriter,
    folder: &Path,
    manifest: &Manifest,
    vectors: Option<&[u8]>,
) -> Result<(), IndexError> {
    let bytes = serde_json::to_vec(manifest).expect("strings and numbers always serialise");
    let note = CommitNote {
        format: FORMAT_VERSION,
        manifest: write_named(folder, "manifest", "json", &bytes)?,
        vectors: vectors
            .map(|vectors| write_named(folder, "vectors", "bin", vectors))
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
        let ours = name.starts_with("manifest-") || name.starts_with("vectors-");
        let is_named = |named: &Named| named.file == name;
        if ours && !is_named(&note.manifest) && !note.vectors.as_ref().is_some_and(is_named) {
            // What cannot be removed now will be after the next commit.
            let _ = std::fs::remove_file(entry.path());
        }
    }
}
