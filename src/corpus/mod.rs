//! Files -> [`Article`] -> [`Passage`]. Reads and parses the folder of articles;
//! never searches, never writes the index.

mod article;
mod boilerplate;
mod html;
mod import;
mod plain_text;
mod problem;
#[cfg(test)]
mod testing;

pub use article::{Article, Block, BlockKind, Metadata, Section, SourceText};
pub use import::{ImportError, ImportOptions, ImportReport, Imported, import, to_markdown};
pub use problem::{Problem, Severity};

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

/// Placeholder until the folder's own `parse` is merged: dispatches by ending.
pub fn parse(path: &str, bytes: &[u8], _base_url: Option<&url::Url>) -> Parsed {
    let source = String::from_utf8_lossy(bytes);
    let html = path.ends_with("html") || path.ends_with("htm");
    let body = if html {
        html::parse(path, &source)
    } else {
        plain_text::parse(path, &source, 0)
    };
    let article = (!body.sections.is_empty()).then(|| Article {
        path: path.to_owned(),
        metadata: body.metadata,
        sections: body.sections,
    });
    Parsed {
        article,
        problems: body.problems,
    }
}
