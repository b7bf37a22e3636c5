//! A saved web page -> [`Body`]: its main content, each block with its byte range in
//! the source, and what its head says. Never follows a link, never runs a script.

mod attributes;
mod blocks;
mod facts;
mod json_ld;
mod line;
mod main_content;
mod noise;
mod page;
mod sections;
mod tags;
#[cfg(test)]
mod tests;
mod view;
mod wishes;

use dom_query::Document;

use self::facts::Headings;
use self::main_content::MainContent;
use self::page::Page;
pub use self::wishes::{PageWishes, page_wishes};
use super::{Body, Problem};

/// Reads the page `source`, which is the file `path`.
pub(super) fn parse(path: &str, source: &str) -> Body {
    let page = Page::parse(source);
    let document = Document::from(page.html.as_str());
    let headings = Headings {
        first: heading_texts(&document, "h1"),
        second: heading_texts(&document, "h2"),
    };
    let metadata = facts::metadata(source, &page.facts, &headings);
    let title = document
        .select("h1")
        .nodes()
        .iter()
        .find(|heading| facts::same(&heading.text(), &metadata.title))
        .and_then(blocks::number);
    let mut problems = Vec::new();
    let mut sections = Vec::new();
    if let Some(content) = MainContent::find(&page, document, title)
        && let Some(root) = content.node()
    {
        let blocks = blocks::read(&page, &root, &metadata.title);
        sections = blocks.sections;
        if let Some(&first) = blocks.lost.first() {
            let line = line_of(source, first);
            let message = format!(
                "{} blocks of text could not be found in the source and were left out, the first near this line",
                blocks.lost.len()
            );
            problems.push(Problem::warning(
                path,
                Some(line),
                "text-not-located",
                message,
            ));
        }
    }
    Body {
        metadata,
        sections,
        problems,
    }
}

/// The first few headings called `name`, those of the main part first.
fn heading_texts(document: &Document, name: &str) -> Vec<String> {
    let main = format!("main {name}, article {name}, [role=main] {name}");
    let mut texts = Vec::new();
    for selector in [main.as_str(), name] {
        let selection = document.select(selector);
        let first = selection.nodes().iter().take(5);
        texts.extend(first.map(|heading| heading.text().to_string()));
    }
    texts
}

fn line_of(source: &str, offset: usize) -> usize {
    1 + source
        .get(..offset)
        .map_or(0, |before| before.matches('\n').count())
}
