//! Markdown -> sections. Never reads front matter, never invents an anchor.

mod builder;
mod html_block;
mod inline;
mod mask;
mod mdx;
mod scanner;

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

use self::builder::Builder;
use self::mask::Masked;
use super::{Body, Problem};

/// Parses the Markdown that starts at `body_start`; all places are those in `source`.
pub(super) fn parse(path: &str, source: &str, body_start: usize) -> Body {
    let body = &source[body_start..];
    let masked = if mask::is_needed(body) {
        mask::mask(body, &code(&mask::shallow(body)))
    } else {
        Masked::plain(body)
    };
    let mut builder = Builder::new(&masked, body_start);
    for (event, range) in Parser::new_ext(&masked.text, options()).into_offset_iter() {
        builder.take(event, range);
    }
    let mut body = builder.finish();
    if let Some(offset) = masked.open_comment {
        let line = source[..body_start + offset].matches('\n').count() + 1;
        body.problems.push(Problem::warning(
            path,
            Some(line),
            "open-comment",
            "the comment that starts here is never closed; its text was kept",
        ));
    }
    body
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS
}

/// Where code stands: what looks like a shortcode there is text.
fn code(body: &str) -> Vec<Range<usize>> {
    Parser::new_ext(body, options())
        .into_offset_iter()
        .filter(|(event, _)| matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_))))
        .map(|(_, range)| range)
        .collect()
}

#[cfg(test)]
mod tests;
