//! Files -> [`Article`] -> [`Passage`]. Reads and parses the folder of articles;
//! never searches, never writes the index.

use std::borrow::Cow;

use url::Url;

mod article;
mod boilerplate;
pub mod check;
mod decode;
mod fall_back;
mod folder;
mod front_matter;
mod html;
mod import;
mod link;
mod markdown;
mod passage;
mod plain_text;
mod problem;
mod room;
mod sample;
mod source;
mod synonyms;
#[cfg(test)]
mod testing;
mod view;
mod whole;

pub use article::{Article, Block, BlockKind, Metadata, Section, SourceText};
pub use decode::decode;
pub use folder::{CorpusError, Listing, SourceFile, list, load};
pub use front_matter::with_value;
pub use html::{PageWishes, page_wishes};
pub use import::{
    ImportError, ImportOptions, ImportReport, Imported, add_topics, complete, import, slug,
    to_markdown,
};
pub use link::{LinkError, page_url, passage_link, section_link};
pub use passage::{MAX_PASSAGE_WORDS, MIN_PASSAGE_WORDS, Passage, cut};
pub use problem::{Problem, Severity};
pub use room::Room;
pub use sample::sample;
pub use source::{Folder, Inventory, Source};
pub use synonyms::{SYNONYMS_FILE, SynonymRule, Synonyms};
pub use view::{SERVERS_FOLDER, View};
pub use whole::{settle, sweep_unfinished, write_whole};

/// What parsing one file gave. Faults never lose an article: `article` is `None` only
/// for a file that asks to be left out (`draft: true`) or has no text at all.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    /// The article.
    pub article: Option<Article>,
    /// What was wrong with the file.
    pub problems: Vec<Problem>,
}

/// What the text of a file gave, before its front matter is laid over it.
#[derive(Debug, Clone, PartialEq, Default)]
struct Body {
    /// What the text itself says (first heading, `<title>`, `<html lang>`); empty where it is silent.
    metadata: Metadata,
    /// The sections; offsets are those of the whole file.
    sections: Vec<Section>,
    /// What was wrong with the text.
    problems: Vec<Problem>,
}

/// Parses the file at `path` (within the corpus). `base_url` is what a `slug` is joined to.
pub fn parse(path: &str, bytes: &[u8], base_url: Option<&Url>) -> Parsed {
    let (text, note) = match decode(path, bytes) {
        Ok(decoded) => decoded,
        Err(problem) => {
            return Parsed {
                article: None,
                problems: vec![problem],
            };
        }
    };
    let front = front_matter::split(path, &text, base_url);
    let mut problems: Vec<Problem> = note.into_iter().chain(front.problems).collect();
    if !front.publish {
        return Parsed {
            article: None,
            problems,
        };
    }
    let body = match extension(path).as_str() {
        "html" | "htm" => html::parse(path, &without_front(&text, front.body_start)),
        "txt" => plain_text::parse(path, &text, front.body_start),
        _ => markdown::parse(path, &text, front.body_start),
    };
    problems.extend(body.problems);
    let mut article = Article {
        path: path.to_owned(),
        metadata: merged(front.metadata, body.metadata),
        sections: body.sections,
    };
    if article
        .sections
        .iter()
        .all(|section| section.blocks.is_empty())
    {
        problems.push(Problem::error(
            path,
            None,
            "no-text",
            "skipped: it has no text to quote",
        ));
        return Parsed {
            article: None,
            problems,
        };
    }
    if let Some(problem) = fall_back::fill(&mut article) {
        problems.push(problem);
    }
    Parsed {
        article: Some(article),
        problems,
    }
}

/// What the front matter says, over what the text says.
fn merged(front: Metadata, body: Metadata) -> Metadata {
    let or = |front: String, body: String| if front.is_empty() { body } else { front };
    Metadata {
        title: or(front.title, body.title),
        url: front.url.or(body.url),
        verbatim: front.verbatim || body.verbatim,
        topics: if front.topics.is_empty() {
            body.topics
        } else {
            front.topics
        },
        author: front.author.or(body.author),
        updated: front.updated.or(body.updated),
        language: front
            .language
            .or_else(|| front_matter::language_code(&body.language?)),
        description: front.description.or(body.description),
    }
}

/// Blanks out front matter, so that places stay what they are.
fn without_front(text: &str, body_start: usize) -> Cow<'_, str> {
    if body_start == 0 {
        return Cow::Borrowed(text);
    }
    Cow::Owned(" ".repeat(body_start) + &text[body_start..])
}

fn extension(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or_default();
    let extension = name.rsplit_once('.').map(|(_, extension)| extension);
    extension.unwrap_or_default().to_ascii_lowercase()
}

#[cfg(test)]
mod tests;
