//! What an article is once read: its front matter and its sections, every
//! piece of text with the place in the source it came from. Never reads files.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use url::Url;

use crate::language::Language;

/// How much of a text shows its language, in bytes.
const MAX_SAMPLE_BYTES: usize = 1_500;

/// One article of the corpus.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// Path within the corpus, with `/` between folders.
    pub path: String,
    /// What the front matter says, with its fall-backs filled in.
    pub metadata: Metadata,
    /// The sections in the order of the source. The text before the first
    /// heading is a section without headings.
    pub sections: Vec<Section>,
}

impl Article {
    /// The language that it names, else the one that its text shows, else English.
    pub fn language(&self) -> Language {
        if let Some(code) = &self.metadata.language {
            return Language::from_code(code);
        }
        let mut sample = String::new();
        let blocks = self.sections.iter().flat_map(|section| &section.blocks);
        for block in blocks {
            sample.push_str(block.text.as_str());
            sample.push('\n');
            if sample.len() > MAX_SAMPLE_BYTES {
                break;
            }
        }
        Language::detect(&sample).unwrap_or(Language::English)
    }
}

/// What is known about an article beside its text.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Metadata {
    /// Title: front matter, else the first heading, else the file's name.
    pub title: String,
    /// The page the article comes from or rests on; only http and https.
    pub url: Option<Url>,
    /// Whether the article is a word-for-word copy of the page at `url`.
    #[serde(default)]
    pub verbatim: bool,
    /// Topics: front matter, else the folder.
    #[serde(default)]
    pub topics: Vec<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// When it was last changed, as the source writes it (ISO 8601 wherever possible).
    pub updated: Option<String>,
    /// Language as a two-letter ISO 639-1 code, where the source names one.
    pub language: Option<String>,
    /// One sentence on what the article is about.
    pub description: Option<String>,
}

/// A run of blocks under one heading.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Section {
    /// The headings above the text, outermost first, its own last. Without
    /// the article's title; empty for the text before the first heading.
    pub headings: Vec<String>,
    /// The fragment identifier that a link to the section can use, where the source has one.
    pub anchor: Option<String>,
    /// Byte offset in the source of the section's heading (or of its first block).
    pub start: usize,
    /// Paragraphs, items, rows and so on.
    pub blocks: Vec<Block>,
}

/// What kind of text a block is: it decides how blocks are joined and cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// Running text; may be cut between its sentences.
    Paragraph,
    /// One item of a list, shown with a bullet (or its number); kept whole where possible.
    Item {
        /// Nesting, 0 for the outermost list.
        depth: u8,
        /// The number shown, for ordered lists.
        number: Option<u64>,
    },
    /// One row of a table, cells joined by ` | `.
    Row,
    /// Preformatted text; line breaks are kept.
    Code,
}

/// A block of text and the places in the source that it came from.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// What kind of text it is.
    pub kind: BlockKind,
    /// The text as it is quoted: markup and character references resolved, white space
    /// collapsed, no bullet or number of its own.
    pub text: SourceText,
}

/// Text that knows where in its source each part of it stands.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SourceText {
    text: String,
    runs: Vec<Run>,
}

/// A piece of text and its place in the source.
#[derive(Debug, Clone, PartialEq)]
struct Run {
    /// Byte offset in `text` where the run starts; it ends where the next one starts.
    start: usize,
    source: Range<usize>,
}

impl SourceText {
    /// Appends `text`, which stands at `source` (a byte range). Where both have the same
    /// length they are taken to correspond byte for byte, else only as a whole.
    pub fn push(&mut self, text: &str, source: Range<usize>) {
        if text.is_empty() {
            return;
        }
        if let Some(last) = self.runs.last_mut() {
            let last_len = self.text.len() - last.start;
            let exact = last.source.len() == last_len && source.len() == text.len();
            if exact && last.source.end == source.start {
                last.source.end = source.end;
                self.text.push_str(text);
                return;
            }
        }
        self.runs.push(Run {
            start: self.text.len(),
            source,
        });
        self.text.push_str(text);
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The bytes of the source that the bytes `range` of the text came from.
    /// An empty or foreign range gives the whole extent.
    pub fn source(&self, range: Range<usize>) -> Range<usize> {
        let (Some(first), Some(last)) = (self.runs.first(), self.runs.last()) else {
            return 0..0;
        };
        if range.is_empty() || range.end > self.text.len() {
            return first.source.start..last.source.end;
        }
        let start = self.locate(range.start, true);
        let end = self.locate(range.end - 1, false);
        start..end.max(start)
    }

    /// The source offset of the byte at `offset`: of its start, or of its end.
    fn locate(&self, offset: usize, start: bool) -> usize {
        let index = self.runs.partition_point(|run| run.start <= offset) - 1;
        let run = &self.runs[index];
        let end = self
            .runs
            .get(index + 1)
            .map_or(self.text.len(), |next| next.start);
        if run.source.len() == end - run.start {
            run.source.start + (offset - run.start) + usize::from(!start)
        } else if start {
            run.source.start
        } else {
            run.source.end
        }
    }

    /// Drops white space at both ends.
    pub fn trim(&mut self) {
        let kept = self.text.trim_end().len();
        self.slice_to(kept);
        let lead = self.text.len() - self.text.trim_start().len();
        self.drop_front(lead);
    }

    /// Keeps the first `len` bytes (a character boundary).
    pub fn slice_to(&mut self, len: usize) {
        if len >= self.text.len() {
            return;
        }
        let end = if len == 0 {
            0
        } else {
            self.locate(len - 1, false)
        };
        self.runs.retain(|run| run.start < len);
        if let Some(last) = self.runs.last_mut() {
            last.source.end = end.max(last.source.start);
        }
        self.text.truncate(len);
    }

    /// Drops the first `len` bytes (a character boundary).
    pub fn drop_front(&mut self, len: usize) {
        if len == 0 {
            return;
        }
        if len >= self.text.len() {
            *self = Self::default();
            return;
        }
        let start = self.locate(len, true);
        let index = self.runs.partition_point(|run| run.start <= len) - 1;
        self.runs.drain(..index);
        self.runs[0].source.start = start;
        self.runs[0].start = len;
        for run in &mut self.runs {
            run.start -= len;
        }
        self.text.drain(..len);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> SourceText {
        let mut text = SourceText::default();
        text.push("It is ", 10..16);
        text.push("bold", 18..22);
        text.push(" & ", 24..31);
        text.push("safe.", 31..36);
        text
    }

    #[test]
    fn a_range_maps_to_its_own_place_in_the_source() {
        let text = sample();
        assert_eq!(text.as_str(), "It is bold & safe.");
        assert_eq!(text.source(0..2), 10..12);
        assert_eq!(text.source(6..10), 18..22);
        assert_eq!(text.source(8..15), 20..33);
    }

    #[test]
    fn a_decoded_run_maps_as_a_whole() {
        assert_eq!(sample().source(11..12), 24..31);
    }

    #[test]
    fn trimming_keeps_the_places() {
        let mut text = SourceText::default();
        text.push("  a b ", 5..11);
        text.trim();
        assert_eq!(text.as_str(), "a b");
        assert_eq!(text.source(0..3), 7..10);
    }
}
