//! The fields of a passage in the index, and how one becomes a document.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use tantivy::TantivyDocument;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{PreTokenizedString, Token};

use crate::corpus::{Article, Passage};
use crate::language::{Language, Stemmer, fold, with_stemmer, words};

/// Raise when the schema, the analysis of words or the stored form of a passage changes:
/// an index of another version is rebuilt.
pub(super) const FORMAT_VERSION: u32 = 2;

/// The fields of the index.
#[derive(Debug, Clone)]
pub(super) struct Fields {
    /// The schema that holds them.
    pub schema: Schema,
    /// Number of the article, unique over the life of the index: to delete it, and to
    /// know in ranking which passages belong together.
    pub article: Field,
    /// Terms of the article's title.
    pub title: Field,
    /// Terms of the headings above the passage.
    pub headings: Field,
    /// Terms of the passage itself.
    pub body: Field,
    /// Words as they are written (folded, not stemmed): the vocabulary for spelling.
    pub words: Field,
    /// The passage as it is quoted, see [`StoredPassage`].
    pub passage: Field,
}

impl Fields {
    pub fn new() -> Self {
        let terms = |option| {
            let indexing = TextFieldIndexing::default()
                .set_tokenizer("raw")
                .set_index_option(option);
            TextOptions::default().set_indexing_options(indexing)
        };
        let mut builder = Schema::builder();
        let article = builder.add_u64_field("article", INDEXED | FAST);
        let title = builder.add_text_field("title", terms(IndexRecordOption::WithFreqs));
        let headings = builder.add_text_field("headings", terms(IndexRecordOption::WithFreqs));
        let body = builder.add_text_field("body", terms(IndexRecordOption::WithFreqs));
        let words = builder.add_text_field(
            "words",
            TextOptions::default().set_indexing_options(
                TextFieldIndexing::default()
                    .set_tokenizer("raw")
                    .set_fieldnorms(false)
                    .set_index_option(IndexRecordOption::Basic),
            ),
        );
        let passage = builder.add_bytes_field("passage", STORED);
        Self {
            schema: builder.build(),
            article,
            title,
            headings,
            body,
            words,
            passage,
        }
    }

    /// The documents of an article, one per passage.
    pub fn documents(
        &self,
        id: u64,
        article: &Article,
        passages: Vec<Passage>,
        language: Language,
    ) -> Vec<TantivyDocument> {
        with_stemmer(language, |stemmer| {
            let title = tokens(stemmer, &[&article.metadata.title]);
            // The vocabulary needs each word of the article once.
            let mut vocabulary: BTreeSet<String> = BTreeSet::new();
            let mut documents: Vec<TantivyDocument> = passages
                .into_iter()
                .map(|passage| {
                    let section = &article.sections[passage.section];
                    let mut headings: Vec<&str> =
                        section.headings.iter().map(String::as_str).collect();
                    if headings.is_empty() {
                        // The title is the heading of the text that opens an article.
                        headings.push(&article.metadata.title);
                    }
                    for text in headings.iter().copied().chain([passage.text.as_str()]) {
                        collect_words(text, &mut vocabulary);
                    }
                    let mut document = TantivyDocument::default();
                    document.add_u64(self.article, id);
                    document.add_pre_tokenized_text(self.title, title.clone());
                    document.add_pre_tokenized_text(self.headings, tokens(stemmer, &headings));
                    document.add_pre_tokenized_text(self.body, tokens(stemmer, &[&passage.text]));
                    document.add_bytes(self.passage, &StoredPassage::of(passage, section).encode());
                    document
                })
                .collect();
            collect_words(&article.metadata.title, &mut vocabulary);
            if let Some(first) = documents.first_mut() {
                for word in vocabulary {
                    first.add_text(self.words, word);
                }
            }
            documents
        })
    }
}

fn collect_words(text: &str, vocabulary: &mut BTreeSet<String>) {
    for word in words(text) {
        let folded = fold(word.text);
        if !vocabulary.contains(folded.as_ref()) {
            vocabulary.insert(folded.into_owned());
        }
    }
}

/// The terms of some texts, one after the other.
fn tokens(stemmer: &mut Stemmer, texts: &[&str]) -> PreTokenizedString {
    let mut tokens = Vec::new();
    for text in texts {
        for word in words(text) {
            let term = stemmer.term(word.text);
            if !term.is_empty() {
                tokens.push(Token {
                    offset_from: word.start,
                    offset_to: word.end(),
                    position: tokens.len(),
                    text: term.to_owned(),
                    position_length: 1,
                });
            }
        }
    }
    PreTokenizedString {
        text: String::new(),
        tokens,
    }
}

/// A passage as it lies in the index, to be quoted from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct StoredPassage {
    /// The passage itself.
    pub passage: Passage,
    /// The headings above it, outermost first.
    pub headings: Vec<String>,
    /// The anchor of its section.
    pub anchor: Option<String>,
}

impl StoredPassage {
    fn of(passage: Passage, section: &crate::corpus::Section) -> Self {
        Self {
            passage,
            headings: section.headings.clone(),
            anchor: section.anchor.clone(),
        }
    }

    fn encode(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("strings and numbers always serialise")
    }

    /// Reads what [`StoredPassage::encode`] wrote.
    pub fn decode(bytes: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(bytes)
    }
}
