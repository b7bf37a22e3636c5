//! [`Comparison`]: what passages and questions are compared by beside their words. Reads the file
//! of a table when it is first needed.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use super::IndexError;
use crate::meaning::{SentenceEncoder, Table, TableFault};

/// What passages and questions are compared by beside their words. Cheap to clone; a table or an
/// encoder is in memory once.
#[derive(Clone, Default)]
pub struct Comparison {
    table: Option<Arc<TableFile>>,
    encoder: Option<Arc<dyn SentenceEncoder>>,
}

impl Comparison {
    /// By nothing: words alone.
    pub fn by_words() -> Self {
        Self::default()
    }

    /// By the table in a file, or where none is named, the one that comes with the program; and
    /// by an encoder where there is one. Nothing is read yet.
    pub fn by_meaning(table: Option<PathBuf>, encoder: Option<Arc<dyn SentenceEncoder>>) -> Self {
        let file = TableFile {
            path: table,
            read: OnceLock::new(),
        };
        Self {
            table: Some(Arc::new(file)),
            encoder,
        }
    }

    /// The same, read and ready.
    pub(super) fn look(&self) -> Result<Compared<'_>, IndexError> {
        let table = self.table.as_deref().map(TableFile::table).transpose()?;
        Ok(Compared {
            table,
            encoder: self.encoder.as_ref(),
        })
    }
}

/// What passages are compared by, ready.
#[derive(Clone, Copy)]
pub(super) struct Compared<'a> {
    /// None where words alone count.
    pub table: Option<&'a Arc<Table>>,
    pub encoder: Option<&'a Arc<dyn SentenceEncoder>>,
}

impl Compared<'_> {
    /// Dimensions of what the encoder gives; 0 without one.
    pub fn encoded_dimensions(&self) -> Result<usize, IndexError> {
        let dimensions = self.encoder.map(|encoder| encoder.dimensions());
        Ok(dimensions.transpose()?.unwrap_or_default())
    }
}

/// Why the table in a file cannot be used.
#[derive(Debug, Clone, thiserror::Error)]
#[error(
    "the table of word vectors in {} cannot be used: {reason}. `footnote model distil` makes one; \
     without [semantic] table, the one that comes with footnote is used",
    path.display()
)]
pub struct TableError {
    /// The file.
    pub path: PathBuf,
    /// What is wrong with it.
    pub reason: String,
}

/// A table in a file, read once; or without a path the program's own.
struct TableFile {
    path: Option<PathBuf>,
    read: OnceLock<Result<Arc<Table>, TableError>>,
}

impl TableFile {
    fn table(&self) -> Result<&Arc<Table>, IndexError> {
        let read = self.read.get_or_init(|| match &self.path {
            None => Ok(Table::shipped()),
            Some(path) => read(path.clone()),
        });
        read.as_ref().map_err(|error| error.clone().into())
    }
}

fn read(path: PathBuf) -> Result<Arc<Table>, TableError> {
    let read = std::fs::read(&path).map_err(|error| error.to_string());
    let table =
        read.and_then(|file| Table::read(&file).map_err(|fault: TableFault| fault.to_string()));
    table
        .map(Arc::new)
        .map_err(|reason| TableError { path, reason })
}
