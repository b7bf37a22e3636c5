//! Opens a generation and looks whether it is whole. Never mends one.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use tantivy::directory::error::OpenReadError;
use tantivy::{Index, SegmentMeta, SegmentReader, TantivyError};

use super::IndexError;
use super::comparison::Compared;
use super::encoding::KEY_BYTES;
use super::manifest::{CommitNote, Manifest};
use super::schema::Fields;
use crate::meaning::DIMENSIONS;

/// What a generation holds, all of the same commit.
pub(super) struct Opened {
    /// The engine's files.
    pub index: Index,
    /// The articles.
    pub manifest: Manifest,
    /// The vectors of the passages, in the order of the manifest, where they are wanted.
    pub vectors: Option<Vec<u8>>,
    /// Whether it has vectors, wanted or not.
    pub has_vectors: bool,
    /// What the wanted encoder made of the passages, in the form of [`Encoded`].
    ///
    /// [`Encoded`]: super::manifest::Encoded
    pub directions: Option<Vec<u8>>,
    /// Whether an encoder made something of them, wanted or not.
    pub is_encoded: bool,
}

/// Opens a generation and looks whether it is whole. Vectors that are not wanted are not read.
pub(super) fn open_generation(folder: &Path, compared: Compared<'_>) -> Result<Opened, IndexError> {
    let index = Index::open_in_dir(folder).map_err(opening)?;
    if index.schema() != Fields::new().schema {
        return Err(IndexError::damaged("its fields are not the ones expected"));
    }
    let metas = index.load_metas().map_err(opening)?;
    let note = CommitNote::read(metas.payload.as_deref())?;
    let damaged = index.validate_checksum().map_err(opening)?;
    if let Some(file) = damaged.into_iter().next() {
        return Err(IndexError::damaged(format!(
            "{} has changed",
            file.display()
        )));
    }
    if let Some(file) = unlisted(&index, folder, &metas.segments) {
        return Err(IndexError::damaged(format!("{file} is not in its list")));
    }
    let manifest = read_named(folder, &note.manifest.file, &note.manifest.hash)?;
    let manifest: Manifest = serde_json::from_slice(&manifest)
        .map_err(|_| IndexError::damaged("its list of articles cannot be read"))?;
    let mut vectors = None;
    if let Some(table) = compared.table {
        let named = note.vectors.as_ref().ok_or(IndexError::WithoutMeaning)?;
        if note.table != table.identity() {
            return Err(IndexError::OtherTable);
        }
        let bytes = read_named(folder, &named.file, &named.hash)?;
        if bytes.len() != manifest.passages * DIMENSIONS {
            return Err(IndexError::damaged(
                "it has not one vector for each passage",
            ));
        }
        vectors = Some(bytes);
    }
    let mut directions = None;
    if let Some(encoder) = compared.encoder {
        let identity = encoder.identity()?;
        let of_it = note.encoded.as_ref().filter(|it| it.encoder == identity);
        let rows = &of_it.ok_or(IndexError::OtherEncoder)?.rows;
        let bytes = read_named(folder, &rows.file, &rows.hash)?;
        if bytes.len() != manifest.passages * (KEY_BYTES + encoder.dimensions()?) {
            return Err(IndexError::damaged(
                "it has not one encoded direction for each passage",
            ));
        }
        directions = Some(bytes);
    }
    Ok(Opened {
        index,
        manifest,
        vectors,
        has_vectors: note.vectors.is_some(),
        directions,
        is_encoded: note.encoded.is_some(),
    })
}

/// Opens a generation to make another of it, and looks whether every file is there. One whose
/// vectors are not those that are wanted gives what an encoder made of its passages all the same,
/// and no vectors; whether that is so comes second.
pub(super) fn open_to_renew(
    folder: &Path,
    compared: Compared<'_>,
) -> Result<(Opened, bool), IndexError> {
    let (opened, lacks_vectors) = match open_generation(folder, compared) {
        Err(IndexError::OtherTable | IndexError::WithoutMeaning) => {
            let table = None;
            (
                open_generation(folder, Compared { table, ..compared })?,
                true,
            )
        }
        opened => (opened?, false),
    };
    require_readable(&opened.index)?;
    Ok((opened, lacks_vectors))
}

/// A file of one of the segments that the engine does not know to be its own: its checksum
/// was not compared. Files of deletions come and go, and are not looked at.
fn unlisted(index: &Index, folder: &Path, segments: &[SegmentMeta]) -> Option<String> {
    let listed = index.directory().list_managed_files();
    let ids: Vec<String> = segments.iter().map(|it| it.id().uuid_string()).collect();
    let entries = fs::read_dir(folder).ok()?;
    entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .find(|name| {
            let of_segment = ids.iter().any(|id| name.starts_with(id.as_str()));
            of_segment
                && Path::new(name).extension() != Some(OsStr::new("del"))
                && !listed.contains(Path::new(name))
        })
}

/// Requires that every file is there which a reader opens: that none has changed does not
/// say that none is missing.
fn require_readable(index: &Index) -> Result<(), IndexError> {
    for segment in index.searchable_segments().map_err(opening)? {
        SegmentReader::open(&segment).map_err(opening)?;
    }
    Ok(())
}

/// Reads a file that a commit names, if it holds what it held then.
fn read_named(folder: &Path, name: &str, hash: &str) -> Result<Vec<u8>, IndexError> {
    let bytes = fs::read(folder.join(name))
        .map_err(|_| IndexError::damaged(format!("{name} is missing")))?;
    if blake3::hash(&bytes).to_hex().as_str() != hash {
        return Err(IndexError::damaged(format!("{name} has changed")));
    }
    Ok(bytes)
}

/// Whatever keeps an index from being opened is damage, unless the system refused access.
pub(super) fn opening(error: TantivyError) -> IndexError {
    match error {
        TantivyError::OpenReadError(OpenReadError::IoError { io_error, filepath })
            if io_error.kind() == std::io::ErrorKind::PermissionDenied =>
        {
            IndexError::Io {
                path: filepath,
                source: std::io::Error::new(io_error.kind(), io_error.to_string()),
            }
        }
        error => IndexError::damaged(error.to_string()),
    }
}
