//! The fields of a passage in the index, and how one becomes a document.

use std::borrow::Cow;
use std::collections::HashSet;

use foldhash::fast::RandomState;
use serde::{Deserialize, Serialize};
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::{IndexSettings, TantivyDocument};

use crate::corpus::{Article, Passage};
use crate::language::{Language, Stemmer, fold, with_stemmer, words};

/// Raise when the schema, the analysis of words, the stored form of a passage or the note of
/// a commit changes: an index of another version is rebuilt.
pub(super) const FORMAT_VERSION: u32 = 5;

/// Our terms come to the engine as one text with a blank between them: they hold none
/// themselves, and a text costs the engine far less than a list of tokens.
const TERMS_TOKENIZER: &str = "whitespace";

/// Quoted text that is packed together, in bytes: reading one passage unpacks that much.
const STORED_BLOCK_BYTES: usize = 4 << 10;

/// How a new index is laid out.
pub(super) fn settings() -> IndexSettings {
    IndexSettings {
        docstore_blocksize: STORED_BLOCK_BYTES,
        ..IndexSettings::default()
    }
}

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
                .set_tokenizer(TERMS_TOKENIZER)
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
                    .set_tokenizer(TERMS_TOKENIZER)
                    .set_fieldnorms(false)
                    .set_index_option(IndexRecordOption::Basic),
            ),
        );
        let passage = builder.add_text_field("passage", STORED);
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
        passages: &[Passage],
        language: Language,
    ) -> Vec<TantivyDocument> {
        with_stemmer(language, |stemmer| {
            let title = terms(stemmer, &[&article.metadata.title]);
            let mut vocabulary = Vocabulary::default();
            let mut documents: Vec<TantivyDocument> = passages
                .iter()
                .map(|passage| {
                    let section = &article.sections[passage.section];
                    let mut headings: Vec<&str> =
                        section.headings.iter().map(String::as_str).collect();
                    if headings.is_empty() {
                        // The title is the heading of the text that opens an article.
                        headings.push(&article.metadata.title);
                    }
                    for text in headings.iter().copied().chain([passage.text.as_str()]) {
                        vocabulary.collect(text);
                    }
                    let mut document = TantivyDocument::default();
                    document.add_u64(self.article, id);
                    document.add_text(self.title, &title);
                    document.add_text(self.headings, terms(stemmer, &headings));
                    document.add_text(self.body, terms(stemmer, &[&passage.text]));
                    document.add_text(self.passage, StoredPassage::of(passage, section).encode());
                    document
                })
                .collect();
            vocabulary.collect(&article.metadata.title);
            if let Some(first) = documents.first_mut() {
                first.add_text(self.words, vocabulary.text);
            }
            documents
        })
    }
}

/// The folded words of an article, each once, with a blank between them.
#[derive(Default)]
struct Vocabulary<'article> {
    text: String,
    /// The words as they are written.
    seen: HashSet<&'article str, RandomState>,
}

impl<'article> Vocabulary<'article> {
    fn collect(&mut self, text: &'article str) {
        for word in words(text) {
            if self.seen.insert(word.text) {
                self.text.push_str(&fold(word.text));
                self.text.push(' ');
            }
        }
    }
}

/// The terms of some texts, one after the other, with a blank between them.
fn terms(stemmer: &mut Stemmer, texts: &[&str]) -> String {
    let mut terms = String::with_capacity(texts.iter().map(|text| text.len()).sum());
    for text in texts {
        for word in words(text) {
            terms.push_str(stemmer.term(word.text));
            terms.push(' ');
        }
    }
    terms
}

/// A passage as it lies in the index, to be quoted from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct StoredPassage<'text> {
    /// The passage itself.
    pub passage: Cow<'text, Passage>,
    /// The headings above it, outermost first.
    pub headings: Cow<'text, [String]>,
    /// The anchor of its section.
    pub anchor: Option<Cow<'text, str>>,
}

impl<'text> StoredPassage<'text> {
    fn of(passage: &'text Passage, section: &'text crate::corpus::Section) -> Self {
        Self {
            passage: Cow::Borrowed(passage),
            headings: Cow::Borrowed(&section.headings),
            anchor: section.anchor.as_deref().map(Cow::Borrowed),
        }
    }

    fn encode(&self) -> String {
        serde_json::to_string(self).expect("strings and numbers always serialise")
    }

    /// Reads what [`StoredPassage::encode`] wrote.
    pub fn decode(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }
}
