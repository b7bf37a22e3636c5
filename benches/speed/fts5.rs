//! The other yardstick: the same passages in FTS5, the full-text search of `SQLite`, asked for
//! the numbers of the ten best by BM25 and nothing else.

use std::path::Path;

use anyhow::Result;
use footnote::corpus::Source;
use footnote::language::{Language, StopWords, fold, words};
use rusqlite::Connection;

use crate::passages::each_passage;

/// A table of passages, stemmed by its own stemmer for English.
pub struct Fts5 {
    connection: Connection,
    stop_words: StopWords,
}

impl Fts5 {
    /// Indexes the passages of `source` in a new file.
    pub fn index(source: &dyn Source, file: &Path) -> Result<Self> {
        let mut connection = Connection::open(file)?;
        let transaction = connection.transaction()?;
        transaction.execute_batch(
            "CREATE VIRTUAL TABLE passage USING fts5(body, tokenize = 'porter unicode61')",
        )?;
        each_passage(source, |text| {
            let mut insert =
                transaction.prepare_cached("INSERT INTO passage (body) VALUES (?1)")?;
            insert.execute([text])?;
            Ok(())
        })?;
        transaction.commit()?;
        Ok(Self {
            connection,
            stop_words: StopWords::of(Language::English),
        })
    }

    /// Finds the ten best passages for the words of `question` that carry weight.
    pub fn ask(&self, question: &str) -> Result<usize> {
        let terms: Vec<String> = words(question)
            .map(|word| fold(word.text))
            .filter(|word| !self.stop_words.contains(word))
            .map(|word| format!("\"{}\"", word.replace('"', "")))
            .collect();
        if terms.is_empty() {
            return Ok(0);
        }
        let mut select = self.connection.prepare_cached(
            "SELECT rowid FROM passage WHERE passage MATCH ?1 ORDER BY rank LIMIT 10",
        )?;
        let best = select.query_map([terms.join(" OR ")], |row| row.get::<_, i64>(0))?;
        Ok(best.collect::<Result<Vec<_>, _>>()?.len())
    }
}
