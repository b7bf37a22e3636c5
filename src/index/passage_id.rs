//! [`PassageId`]: a short name for a passage, and the way back from it. Made of what the
//! passage is, never of where the index keeps it, so that it outlives any reindex.

use std::collections::HashMap;
use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use foldhash::fast::RandomState;
use tantivy::DocAddress;

use super::IndexError;
use super::snapshot::{Candidate, Hit, NO_ARTICLE, Snapshot};

/// The first 24 bits of a BLAKE3 hash.
type Print = [u8; 3];

/// Names a passage by the path of its article and by its text: the same passage has the
/// same one after any reindex, a changed one has another. Written as eight characters of
/// base64url (RFC 4648, section 5). Of passages with the same text in one article, all
/// have the same one, which leads to the first of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PassageId {
    article: Print,
    text: Print,
}

impl PassageId {
    /// The name of the passage that says `text`, in the article at `path`.
    pub fn of(path: &str, text: &str) -> Self {
        Self {
            article: print(path),
            text: print(text),
        }
    }

    /// Reads what is written as one; `None` if it is none.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let (article, text) = bytes.split_first_chunk()?;
        Some(Self {
            article: *article,
            text: Print::try_from(text).ok()?,
        })
    }
}

impl fmt::Display for PassageId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = [self.article, self.text].concat();
        formatter.write_str(&URL_SAFE_NO_PAD.encode(bytes))
    }
}

fn print(text: &str) -> Print {
    let hash = blake3::hash(text.as_bytes());
    let [a, b, c, ..] = *hash.as_bytes();
    [a, b, c]
}

/// Where the articles of a snapshot lie, by what a [`PassageId`] says of their paths.
pub(super) struct Shelves {
    /// Indexes into [`Manifest::articles`](super::Manifest::articles): of ten thousand
    /// paths, a few have the same print.
    by_print: HashMap<Print, Vec<u32>, RandomState>,
    /// By the article's index: where the first of its passages lies.
    first: Vec<Option<DocAddress>>,
}

impl Shelves {
    fn of(snapshot: &Snapshot) -> Self {
        let articles = &snapshot.manifest.articles;
        let mut by_print: HashMap<Print, Vec<u32>, RandomState> = HashMap::default();
        for (index, entry) in articles.iter().enumerate() {
            let same = by_print.entry(print(&entry.path)).or_default();
            same.push(index as u32);
        }
        let mut first = vec![None; articles.len()];
        for (segment, held) in snapshot.segments.iter().enumerate() {
            for (document, &article) in held.article_of.iter().enumerate() {
                if article != NO_ARTICLE && first[article as usize].is_none() {
                    first[article as usize] =
                        Some(DocAddress::new(segment as u32, document as u32));
                }
            }
        }
        Self { by_print, first }
    }
}

impl Snapshot {
    /// The passage that `id` names, if there still is one; its score says nothing.
    pub fn passage(&self, id: PassageId) -> Result<Option<Hit>, IndexError> {
        let shelves = self.shelves.get_or_init(|| Shelves::of(self));
        let articles = shelves.by_print.get(&id.article);
        for &article in articles.into_iter().flatten() {
            let article = article as usize;
            let Some(first) = shelves.first[article] else {
                continue;
            };
            // The passages of an article lie side by side.
            for offset in 0..self.manifest.articles[article].passages as u32 {
                let hit = self.load(&Candidate {
                    article,
                    score: 0.0,
                    by_words: 0.0,
                    likeness: 0.0,
                    address: DocAddress::new(first.segment_ord, first.doc_id + offset),
                })?;
                if print(&hit.passage.text) == id.text {
                    return Ok(Some(hit));
                }
            }
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_id_never_changes() {
        // Ids stand in messages that people keep: another form would lead nowhere.
        let id = PassageId::of("fascia/what-it-is.md", "Fascia holds.");
        assert_eq!(id.to_string(), "Br1aQa0k");
    }

    proptest! {
        #[test]
        fn an_id_reads_back_as_it_was(path in "\\PC*", text in "\\PC*") {
            let id = PassageId::of(&path, &text);
            prop_assert_eq!(PassageId::parse(&id.to_string()), Some(id));
        }

        #[test]
        fn any_text_may_stand_where_an_id_is_wanted(text in "\\PC{0,12}") {
            if let Some(id) = PassageId::parse(&text) {
                prop_assert_eq!(id.to_string(), text);
            }
        }
    }
}
