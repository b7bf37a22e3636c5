//! The page as its tokens give it: a cleaned copy of the markup that is well formed
//! and bounded in depth, the text with its places in the source, and what the head
//! says. Judges no content.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::Range;

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use super::attributes::{attribute, boundary, copy_attributes, escape_into, identifier};
use super::tags::{BARRIERS, RawKind, Role, breaks_out, heading_name, implied_ends, role};
use super::view::SourceView;

/// Deepest nesting that is kept. Tags beyond it are dropped, their text stays: the
/// libraries behind this walk the tree by recursion, and some of them per level.
const MAX_DEPTH: usize = 100;

/// Longest run of text in the cleaned markup, in bytes.
const MAX_TEXT_BYTES: usize = 4096;

/// The attribute of the cleaned markup that numbers an element.
pub(super) const NUMBER: &str = "data-at";

/// What the head of a page says, as it stands there.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// `<title>`.
    pub(super) title: String,
    /// `<html lang>`.
    pub(super) lang: Option<String>,
    /// `<link rel=canonical>`.
    pub(super) canonical: Option<String>,
    /// `<meta>` names and properties (lower case) with their contents, in order.
    pub(super) metas: Vec<(String, String)>,
    /// The text of JSON-LD scripts.
    pub(super) json_ld: Vec<String>,
}

/// What the source says of a heading.
#[derive(Debug)]
pub(super) struct Heading {
    /// 1 to 6.
    pub(super) level: u8,
    /// The fragment identifier that leads there.
    pub(super) anchor: Option<String>,
}

/// A page taken apart.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Cleaned markup. Each element has its number in [`NUMBER`].
    pub(super) html: String,
    /// The text.
    pub(super) view: SourceView,
    /// For each element, the stretch of the text it covers.
    pub(super) extents: Vec<Range<usize>>,
    /// The headings, by number.
    pub(super) headings: HashMap<usize, Heading>,
    /// What the head says.
    pub(super) facts: Facts,
}

impl Page {
    /// Takes `source` apart.
    pub(super) fn parse(source: &str) -> Self {
        // Line ends are normalised by tokenizers; made one byte each beforehand, every
        // offset stays that of the source.
        let source = source.replace("\r\n", " \n").replace(['\r', '\0'], " ");
        let emitter = DefaultEmitter::<usize>::new_with_span();
        let mut tokens = Tokenizer::new_with_emitter(source.as_str(), emitter);
        let mut reader = PageReader::new(&source);
        while let Some(Ok(token)) = tokens.next() {
            match token {
                Token::StartTag(tag) => {
                    if let Some(kind) = reader.start(&tag) {
                        tokens.set_state(kind.state());
                    }
                }
                Token::EndTag(tag) => reader.end(&String::from_utf8_lossy(&tag.name)),
                Token::String(text) => {
                    reader.text(&text.value, text.span.start..text.span.end);
                }
                Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        reader.finish()
    }
}

/// An element whose end has not come yet.
struct Open {
    name: &'static str,
    number: usize,
    /// The identifier, and whether a heading may still take it.
    anchor: Option<String>,
}

struct PageReader<'a> {
    source: &'a str,
    page: Page,
    open: Vec<Open>,
    /// A skipped element and how often it is open.
    skipped: Option<(String, usize)>,
    raw: Option<RawKind>,
    raw_is_json_ld: bool,
    /// Bytes of text since the last tag that was carried over.
    text_bytes: usize,
    /// An anchor and the length of the text where it stood.
    last_anchor: Option<(String, usize)>,
    /// The innermost open heading, and whether its anchor is its own.
    heading: Option<(usize, bool)>,
}

impl<'a> PageReader<'a> {
    fn new(source: &'a str) -> Self {
        let page = Page {
            html: String::from("<!DOCTYPE html><html><head></head><body>"),
            ..Page::default()
        };
        Self {
            source,
            page,
            open: Vec::new(),
            skipped: None,
            raw: None,
            raw_is_json_ld: false,
            text_bytes: 0,
            last_anchor: None,
            heading: None,
        }
    }

    fn start(&mut self, tag: &StartTag<usize>) -> Option<RawKind> {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        if let Some((skipped, depth)) = &mut self.skipped {
            if *skipped != "template" && breaks_out(&name) {
                self.skipped = None;
            } else {
                if *skipped == name && !tag.self_closing {
                    *depth += 1;
                }
                return None;
            }
        }
        self.collect_facts(&name, tag);
        match role(&name) {
            Role::Block(name) | Role::Inline(name) => self.open(name, tag),
            Role::Heading(level) => self.open_heading(level, tag),
            Role::Void(name) => {
                if name == "hr" {
                    self.close_paragraph();
                }
                let _ = write!(self.page.html, "<{name}>");
            }
            Role::Flat => self.note_anchor(tag),
            Role::Skipped => {
                if !tag.self_closing {
                    self.skipped = Some((name, 1));
                }
            }
            Role::Raw(kind) => {
                self.raw = Some(kind);
                self.raw_is_json_ld = kind == RawKind::Script
                    && attribute(tag, "type").is_some_and(|kind| kind.contains("ld+json"));
                return Some(kind);
            }
        }
        None
    }

    fn end(&mut self, name: &str) {
        if self.raw.take().is_some() {
            return;
        }
        if let Some((skipped, depth)) = &mut self.skipped {
            if *skipped == name {
                *depth -= 1;
                if *depth == 0 {
                    self.skipped = None;
                }
            }
            return;
        }
        let name = match role(name) {
            Role::Block(name) | Role::Inline(name) => name,
            Role::Heading(_) => {
                // Any heading's end ends the heading that is open.
                let Some(at) = self.open.iter().rposition(|open| is_heading(open.name)) else {
                    return;
                };
                self.close_to(at);
                return;
            }
            Role::Void(_) | Role::Flat | Role::Skipped | Role::Raw(_) => return,
        };
        let in_table = matches!(
            name,
            "table" | "td" | "th" | "tr" | "thead" | "tbody" | "tfoot" | "caption"
        );
        for at in (0..self.open.len()).rev() {
            if self.open[at].name == name {
                self.close_to(at);
                return;
            }
            let barrier = if in_table {
                self.open[at].name == "table"
            } else {
                BARRIERS.contains(&self.open[at].name)
            };
            if barrier {
                return;
            }
        }
    }

    fn text(&mut self, value: &[u8], range: Range<usize>) {
        match self.raw {
            Some(RawKind::Title) if self.page.facts.title.is_empty() => {
                self.page.facts.title = String::from_utf8_lossy(value).into_owned();
                return;
            }
            Some(RawKind::Script) if self.raw_is_json_ld => {
                let script = String::from_utf8_lossy(value).into_owned();
                self.page.facts.json_ld.push(script);
                return;
            }
            Some(_) => return,
            None => {}
        }
        if self.skipped.is_some() {
            return;
        }
        let text = self.page.view.push(self.source, range, true);
        // Writing out markup takes time quadratic in the length of one text; breaks that
        // are not seen keep texts short.
        let mut rest = text.as_str();
        while self.text_bytes + rest.len() > MAX_TEXT_BYTES {
            let end = boundary(rest, MAX_TEXT_BYTES.saturating_sub(self.text_bytes));
            escape_into(&mut self.page.html, &rest[..end]);
            self.page.html.push_str("<wbr>");
            rest = &rest[end..];
            self.text_bytes = 0;
        }
        escape_into(&mut self.page.html, rest);
        self.text_bytes += rest.len();
    }

    fn open(&mut self, name: &'static str, tag: &StartTag<usize>) {
        if !matches!(name, "a" | "span") {
            self.close_paragraph();
        }
        if let Some((closed, barriers)) = implied_ends(name) {
            let stop = self
                .open
                .iter()
                .rposition(|open| closed.contains(&open.name) || barriers.contains(&open.name));
            if let Some(at) = stop.filter(|&at| closed.contains(&self.open[at].name)) {
                self.close_to(at);
            }
        }
        self.note_anchor(tag);
        // A parser would move links out of links; an `a` without an address is only a
        // place to link to, and is often never closed.
        let nested = || self.open.iter().any(|open| open.name == "a");
        if name == "a" && (attribute(tag, "href").is_none() || nested()) {
            return;
        }
        self.push(name, tag, None);
    }

    fn open_heading(&mut self, level: u8, tag: &StartTag<usize>) {
        self.close_paragraph();
        if let Some(at) = self.open.iter().rposition(|open| is_heading(open.name)) {
            self.close_to(at);
        }
        let own = identifier(tag);
        let before = self
            .last_anchor
            .take()
            .filter(|(_, at)| *at == self.page.view.len())
            .map(|(anchor, _)| anchor);
        let section = self.section_anchor();
        let number = self.page.extents.len();
        if !self.push(heading_name(level), tag, Some(level)) {
            return;
        }
        self.heading = Some((number, own.is_some()));
        let anchor = own.or(before).or(section);
        self.page.headings.insert(number, Heading { level, anchor });
    }

    /// The identifier of the innermost section, if no heading of it came before. A plain
    /// box counts only where nothing but the heading can be meant: it begins with it.
    fn section_anchor(&mut self) -> Option<String> {
        let length = self.page.view.len();
        let mut found = None;
        for open in self.open.iter_mut().rev() {
            let sectioning = matches!(open.name, "section" | "article");
            let begins_here = self.page.extents[open.number].start == length;
            if sectioning || begins_here {
                let anchor = open.anchor.take();
                found = found.or(anchor);
            }
            if sectioning {
                break;
            }
        }
        found
    }

    /// Remembers an identifier that may lead to a heading.
    fn note_anchor(&mut self, tag: &StartTag<usize>) {
        let Some(anchor) = identifier(tag) else {
            return;
        };
        if let Some((number, own)) = &mut self.heading {
            if let Some(heading) = self.page.headings.get_mut(number)
                && !*own
            {
                *own = true;
                heading.anchor = Some(anchor);
            }
        } else if matches!(tag.name.as_slice(), b"a" | b"span") {
            self.last_anchor = Some((anchor, self.page.view.len()));
        }
    }

    /// Opens an element; false where it is nested too deep.
    fn push(&mut self, name: &'static str, tag: &StartTag<usize>, heading: Option<u8>) -> bool {
        if self.open.len() >= MAX_DEPTH {
            // Words on both sides of a dropped tag must not grow together.
            self.page.html.push(' ');
            return false;
        }
        let number = self.page.extents.len();
        let here = self.page.view.len();
        self.page.extents.push(here..here);
        let html = &mut self.page.html;
        let _ = write!(html, "<{name} {NUMBER}=\"{number}\"");
        if heading.is_none() {
            copy_attributes(html, name, tag);
        }
        html.push('>');
        self.text_bytes = 0;
        self.open.push(Open {
            name,
            number,
            anchor: identifier(tag),
        });
        true
    }

    fn close_paragraph(&mut self) {
        let paragraph = self
            .open
            .iter()
            .rposition(|open| !matches!(open.name, "a" | "span"))
            .filter(|&at| self.open[at].name == "p");
        if let Some(at) = paragraph {
            self.close_to(at);
        }
    }

    /// Closes the open elements from the innermost down to the one at `at`.
    fn close_to(&mut self, at: usize) {
        while self.open.len() > at {
            let Some(open) = self.open.pop() else { return };
            self.page.extents[open.number].end = self.page.view.len();
            let _ = write!(self.page.html, "</{}>", open.name);
            self.text_bytes = 0;
            if is_heading(open.name) {
                self.heading = None;
            }
        }
    }

    fn collect_facts(&mut self, name: &str, tag: &StartTag<usize>) {
        let facts = &mut self.page.facts;
        match name {
            "html" if facts.lang.is_none() => {
                facts.lang = attribute(tag, "lang").or_else(|| attribute(tag, "xml:lang"));
            }
            "link" => {
                let canonical = attribute(tag, "rel").is_some_and(|rel| {
                    rel.split_whitespace()
                        .any(|word| word.eq_ignore_ascii_case("canonical"))
                });
                if canonical && facts.canonical.is_none() {
                    facts.canonical = attribute(tag, "href");
                }
            }
            "meta" => {
                let content = attribute(tag, "content").unwrap_or_default();
                for key in ["name", "property", "itemprop"] {
                    if let Some(key) = attribute(tag, key) {
                        facts
                            .metas
                            .push((key.trim().to_lowercase(), content.clone()));
                    }
                }
            }
            _ => {
                if let Some(key) = attribute(tag, "itemprop")
                    && let Some(content) =
                        attribute(tag, "datetime").or_else(|| attribute(tag, "content"))
                {
                    facts.metas.push((key.trim().to_lowercase(), content));
                }
            }
        }
    }

    fn finish(mut self) -> Page {
        self.close_to(0);
        self.page.html.push_str("</body></html>");
        self.page
    }
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}
