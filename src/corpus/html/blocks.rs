//! The elements of an article -> sections of blocks, each word with its place in the
//! source. What cannot be found in the source is left out and counted, never guessed.

use std::ops::Range;

use dom_query::NodeRef;

use super::facts::same;
use super::line::{Line, Locator};
use super::page::{NUMBER, Page};
use super::sections::Drafts;
use crate::corpus::{BlockKind, Section, boilerplate};

/// Longest cell of a table that holds data; a longer one holds a part of the layout.
const MAX_CELL_BYTES: usize = 1500;

/// Longest heading; a longer one is a paragraph in disguise.
const MAX_HEADING_BYTES: usize = 300;

/// What reading the article gave.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    /// The sections.
    pub(super) sections: Vec<Section>,
    /// Where in the source blocks stand about that could not be located.
    pub(super) lost: Vec<usize>,
}

/// Reads the article below `root`; a heading that repeats `title` makes no section.
pub(super) fn read(page: &Page, root: &NodeRef, title: &str) -> Blocks {
    let mut walker = Walker {
        page,
        title,
        drafts: Drafts::default(),
        path: Vec::new(),
        line: Line::default(),
        kind: BlockKind::Paragraph,
        locator: Locator::new(&page.view),
        lost: Vec::new(),
        link_depth: 0,
    };
    walker.element(root, List::default());
    walker.flush();
    Blocks {
        sections: walker.drafts.finish(),
        lost: walker.lost,
    }
}

/// The lists around an element.
#[derive(Clone, Copy, Default)]
struct List {
    depth: u8,
    /// The number of the item that is read.
    number: Option<u64>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Text,
    Row,
    Code,
}

struct Walker<'a> {
    page: &'a Page,
    title: &'a str,
    drafts: Drafts,
    /// The open headings with their levels.
    path: Vec<(u8, String)>,
    line: Line,
    kind: BlockKind,
    locator: Locator<'a>,
    lost: Vec<usize>,
    link_depth: usize,
}

impl Walker<'_> {
    fn element(&mut self, node: &NodeRef, list: List) {
        let Some(name) = node.node_name() else {
            return;
        };
        let extent = self.extent(node);
        let outer = extent.as_ref().map(|extent| self.locator.enter(extent));
        self.named(&name, node, list);
        if let (Some(extent), Some(outer)) = (extent, outer) {
            self.locator.leave(&extent, outer);
        }
    }

    fn named(&mut self, name: &str, node: &NodeRef, list: List) {
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(node),
            "br" => self.space("\n"),
            "wbr" => {}
            "a" | "span" => {
                let link = usize::from(name == "a");
                self.link_depth += link;
                self.children(node, list);
                self.link_depth -= link;
            }
            "pre" if self.mode() == Mode::Text => {
                self.block(BlockKind::Code, node, list);
            }
            "table" if self.mode() == Mode::Text && self.is_data(node) => self.table(node, list),
            "ul" | "ol" | "dl" => self.list(name, node, list),
            "li" | "dd" if self.mode() == Mode::Text => {
                let kind = BlockKind::Item {
                    depth: list.depth.saturating_sub(1),
                    number: list.number,
                };
                self.block(kind, node, list);
            }
            // Paragraphs of an item: the first is the item itself.
            "p" | "div" if matches!(self.kind, BlockKind::Item { .. }) => {
                self.flush_item();
                self.children(node, list);
                self.flush_item();
            }
            _ => self.block(self.outer_kind(), node, list),
        }
    }

    /// Reads `node` as blocks of `kind`, apart from what stands around it.
    fn block(&mut self, kind: BlockKind, node: &NodeRef, list: List) {
        if self.mode() != Mode::Text {
            self.space(" ");
            self.children(node, list);
            self.space(" ");
            return;
        }
        self.flush();
        let outer = std::mem::replace(&mut self.kind, kind);
        self.children(node, list);
        self.flush();
        self.kind = match outer {
            // What follows a list within an item is not an item of its own.
            BlockKind::Item { .. } => BlockKind::Paragraph,
            other => other,
        };
    }

    fn outer_kind(&self) -> BlockKind {
        match self.kind {
            BlockKind::Code | BlockKind::Row => BlockKind::Paragraph,
            other => other,
        }
    }

    fn mode(&self) -> Mode {
        match self.kind {
            BlockKind::Code => Mode::Code,
            BlockKind::Row => Mode::Row,
            BlockKind::Paragraph | BlockKind::Item { .. } => Mode::Text,
        }
    }

    fn children(&mut self, node: &NodeRef, list: List) {
        for child in node.children_it(false) {
            if child.is_text() {
                let text = child.text();
                self.text(&text);
            } else if child.is_element() {
                self.element(&child, list);
            }
        }
    }

    fn list(&mut self, name: &str, node: &NodeRef, list: List) {
        if self.mode() != Mode::Text {
            self.block(self.kind, node, list);
            return;
        }
        self.flush();
        let ordered = name == "ol";
        let begin = self.drafts.position();
        let mut inner = List {
            depth: list.depth.saturating_add(1),
            number: None,
        };
        let outer = std::mem::replace(&mut self.kind, BlockKind::Paragraph);
        let mut next: u64 = attribute_number(node, "start").unwrap_or(1);
        for child in node.children_it(false) {
            if child.has_name("li") && ordered {
                let number = attribute_number(&child, "value").unwrap_or(next);
                next = number.saturating_add(1);
                inner.number = Some(number);
                self.element(&child, inner);
            } else if child.is_element() {
                inner.number = None;
                self.element(&child, inner);
            } else if child.is_text() {
                let text = child.text();
                self.text(&text);
            }
        }
        self.flush();
        if list.depth == 0 {
            self.drafts.drop_menu(begin);
        }
        self.kind = match outer {
            BlockKind::Item { .. } => BlockKind::Paragraph,
            other => other,
        };
    }

    /// Ends the first paragraph of an item; further ones are paragraphs.
    fn flush_item(&mut self) {
        let filled = !self.line.text.is_empty();
        self.flush();
        if filled {
            self.kind = BlockKind::Paragraph;
        }
    }

    fn table(&mut self, node: &NodeRef, list: List) {
        self.flush();
        let outer = self.kind;
        for caption in node.find_descendants("caption") {
            self.kind = BlockKind::Paragraph;
            self.element(&caption, list);
        }
        for row in node.find_descendants("tr") {
            self.kind = BlockKind::Row;
            for cell in row.element_children() {
                self.line.border();
                self.element(&cell, list);
            }
            self.flush();
        }
        self.kind = outer;
    }

    /// Whether a table holds data rather than the layout of the page.
    fn is_data(&self, table: &NodeRef) -> bool {
        let holds = |name: &str| !table.find_descendants(name).is_empty();
        if ["table", "h1", "h2", "h3", "h4", "h5", "h6", "pre"]
            .iter()
            .any(|name| holds(name))
            || table
                .attr("role")
                .is_some_and(|role| &*role == "presentation")
        {
            return false;
        }
        let rows = table.find_descendants("tr");
        let cells = |row: &NodeRef| row.element_children().len();
        let short = |cell: &NodeRef| {
            self.extent(cell)
                .is_none_or(|extent| extent.len() <= MAX_CELL_BYTES)
        };
        rows.iter().any(|row| cells(row) > 1)
            && rows
                .iter()
                .all(|row| row.element_children().iter().all(short))
    }

    fn heading(&mut self, node: &NodeRef) {
        if self.mode() != Mode::Text {
            self.block(self.kind, node, List::default());
            return;
        }
        self.flush();
        // As in a row, boxes inside a heading do not end it.
        let outer = std::mem::replace(&mut self.kind, BlockKind::Row);
        self.children(node, List::default());
        self.kind = match outer {
            BlockKind::Item { .. } => BlockKind::Paragraph,
            other => other,
        };
        let mut line = std::mem::take(&mut self.line);
        line.text.trim();
        let text = line
            .text
            .as_str()
            .trim_matches(|c: char| c.is_whitespace() || "¶#§🔗".contains(c));
        if line.broken {
            self.lost.push(self.locator.source());
            return;
        }
        if text.is_empty() || same(text, self.title) {
            return;
        }
        if text.len() > MAX_HEADING_BYTES {
            self.drafts.push(BlockKind::Paragraph, line);
            return;
        }
        // Readability makes every h1 an h2; the source knows better.
        let known = number(node).and_then(|number| self.page.headings.get(&number));
        let level = known.map_or(2, |heading| heading.level);
        while self.path.last().is_some_and(|(above, _)| *above >= level) {
            self.path.pop();
        }
        self.path.push((level, text.to_owned()));
        self.drafts.begin(Section {
            headings: self.path.iter().map(|(_, text)| text.clone()).collect(),
            anchor: known.and_then(|heading| heading.anchor.clone()),
            start: line.text.source(0..0).start,
            blocks: Vec::new(),
        });
    }

    fn text(&mut self, text: &str) {
        let (code, linked) = (self.mode() == Mode::Code, self.link_depth > 0);
        self.line.read(&mut self.locator, text, code, linked);
    }

    fn space(&mut self, white: &str) {
        self.line.space(white, self.mode() == Mode::Code);
    }

    fn flush(&mut self) {
        let line = std::mem::take(&mut self.line);
        if line.broken {
            self.lost.push(self.locator.source());
            return;
        }
        let shown = line.text.as_str();
        let running = self.mode() == Mode::Text;
        if shown.contains(|character: char| character.is_alphanumeric())
            && !(running && boilerplate::is_navigation(shown))
        {
            self.drafts.push(self.kind, line);
        }
    }

    fn extent(&self, node: &NodeRef) -> Option<Range<usize>> {
        self.page.extents.get(number(node)?).cloned()
    }
}

/// The number of an element of the page.
pub(super) fn number(node: &NodeRef) -> Option<usize> {
    node.attr(NUMBER)?.parse().ok()
}

fn attribute_number(node: &NodeRef, name: &str) -> Option<u64> {
    node.attr(name)?.trim().parse().ok()
}
