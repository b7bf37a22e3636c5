//! The yardstick: the same passages in a plain tantivy index of one field, asked for the
//! numbers of the ten best by BM25 and nothing else.

use std::path::Path;

use anyhow::Result;
use footnote::corpus::Source;
use footnote::language::{Language, StopWords, fold, with_stemmer, words};
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{PreTokenizedString, Token};
use tantivy::{Index, Searcher, TantivyDocument, Term};

use crate::passages::each_passage;

const WRITER_BYTES: usize = 128 << 20;

/// A plain index of passages.
pub struct Plain {
    searcher: Searcher,
    body: Field,
    stop_words: StopWords,
}

impl Plain {
    /// Indexes the passages of `source`, all taken for English.
    pub fn index(source: &dyn Source, folder: &Path) -> Result<Self> {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("raw")
            .set_index_option(IndexRecordOption::WithFreqs);
        let body = schema.add_text_field(
            "body",
            TextOptions::default().set_indexing_options(indexing),
        );
        let index = Index::create_in_dir(folder, schema.build())?;
        let mut writer = index.writer_with_num_threads(1, WRITER_BYTES)?;
        each_passage(source, |text| {
            let mut document = TantivyDocument::default();
            document.add_pre_tokenized_text(body, tokens(text));
            writer.add_document(document)?;
            Ok(())
        })?;
        writer.commit()?;
        Ok(Self {
            searcher: index.reader()?.searcher(),
            body,
            stop_words: StopWords::of(Language::English),
        })
    }

    /// How many passages there are.
    pub fn passages(&self) -> u64 {
        self.searcher.num_docs()
    }

    /// Finds the ten best passages for the words of `question` that carry weight.
    pub fn ask(&self, question: &str) -> Result<usize> {
        let terms: Vec<(Occur, Box<dyn Query>)> = with_stemmer(Language::English, |stemmer| {
            words(question)
                .filter(|word| !self.stop_words.contains(&fold(word.text)))
                .map(|word| {
                    let term = Term::from_field_text(self.body, stemmer.term(word.text));
                    let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
                    (Occur::Should, Box::new(query) as Box<dyn Query>)
                })
                .collect()
        });
        let best = TopDocs::with_limit(10).order_by_score();
        Ok(self
            .searcher
            .search(&BooleanQuery::new(terms), &best)?
            .len())
    }
}

fn tokens(text: &str) -> PreTokenizedString {
    let tokens = with_stemmer(Language::English, |stemmer| {
        words(text)
            .enumerate()
            .map(|(position, word)| Token {
                text: stemmer.term(word.text).to_owned(),
                position,
                ..Token::default()
            })
            .collect()
    });
    PreTokenizedString {
        text: String::new(),
        tokens,
    }
}
