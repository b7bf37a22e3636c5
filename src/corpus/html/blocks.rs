//! The elements of an article -> sections of blocks, each word with its place in the
//! source. What cannot be found in the source is left out and counted, never guessed.

use std::ops::Range;

use dom_query::NodeRef;

use super::facts::same;
use super::page::{NUMBER, Page};
use super::view::{is_invisible, is_space};
use crate::corpus::boilerplate;
use crate::corpus::{Block, BlockKind, Section, SourceText};

/// Longest cell of a table that holds data; a longer one holds a part of the layout.
const MAX_CELL_BYTES: usize = 1500;

/// Fewest items of a list that may be a menu, and their average length in words.
const MIN_MENU_ITEMS: usize = 4;
const MAX_MENU_WORDS: usize = 5;

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
        drafts: vec![Draft::default()],
        path: Vec::new(),
        line: Line::default(),
        kind: BlockKind::Paragraph,
        cursor: 0,
        limit: page.view.len(),
        budget: page.view.len() * 8 + 65_536,
        lost: Vec::new(),
        link_depth: 0,
    };
    walker.element(root, List::default());
    walker.flush();
    walker.finish()
}

/// A section and how much of its text is links.
#[derive(Default)]
struct Draft {
    section: Section,
    depth: usize,
    bytes: usize,
    link_bytes: usize,
    /// For each block, whether nearly all of it is a link.
    linked: Vec<bool>,
}

/// The block being read.
#[derive(Default)]
struct Line {
    text: SourceText,
    /// White space (or a cell's border) to put before the next word.
    gap: Option<String>,
    /// Where the last word ends in the source.
    end: usize,
    link_bytes: usize,
    /// A part of it could not be located.
    broken: bool,
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
    drafts: Vec<Draft>,
    /// The open headings with their levels.
    path: Vec<(u8, String)>,
    line: Line,
    kind: BlockKind,
    /// Where the next text is expected, and where its element ends (in the view).
    cursor: usize,
    limit: usize,
    /// Bytes that may still be searched for text that is not where it is expected.
    budget: usize,
    lost: Vec<usize>,
    link_depth: usize,
}

impl Walker<'_> {
    fn element(&mut self, node: &NodeRef, list: List) {
        let Some(name) = node.node_name() else {
            return;
        };
        let extent = self.extent(node);
        let outer_limit = self.limit;
        if let Some(extent) = &extent {
            self.cursor = extent.start;
            self.limit = extent.end;
        }
        self.named(&name, node, list);
        if let Some(extent) = extent {
            self.cursor = extent.end;
            self.limit = outer_limit;
        }
    }

    fn named(&mut self, name: &str, node: &NodeRef, list: List) {
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(node),
            "br" => self.space(if self.mode() == Mode::Code { "\n" } else { " " }),
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
        let begin = (
            self.drafts.len(),
            self.drafts
                .last()
                .map_or(0, |draft| draft.section.blocks.len()),
        );
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
        if list.depth == 0 && self.drafts.len() == begin.0 {
            self.drop_menu(begin.1);
        }
        self.kind = match outer {
            BlockKind::Item { .. } => BlockKind::Paragraph,
            other => other,
        };
    }

    /// Drops the list that begins at block `begin` if all it does is lead elsewhere, and
    /// no line introduces it.
    fn drop_menu(&mut self, begin: usize) {
        let Some(draft) = self.drafts.last_mut() else {
            return;
        };
        let blocks = draft.section.blocks.get(begin..).unwrap_or_default();
        let words: usize = blocks
            .iter()
            .map(|block| block.text.as_str().split_whitespace().count())
            .sum();
        let introduced = draft.section.blocks[..begin.min(draft.section.blocks.len())]
            .last()
            .is_some_and(|block| block.text.as_str().ends_with([':', '…']));
        let linked = draft.linked.iter().skip(begin).all(|linked| *linked);
        if blocks.len() >= MIN_MENU_ITEMS
            && linked
            && !introduced
            && words <= blocks.len() * MAX_MENU_WORDS
        {
            draft.section.blocks.truncate(begin);
            draft.linked.truncate(begin);
        }
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
                if !self.line.text.is_empty() {
                    self.line.gap = Some(" | ".to_owned());
                }
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
        if text.is_empty() || line.broken {
            return;
        }
        if same(text, self.title) {
            return;
        }
        // Readability makes every h1 an h2; the source knows better.
        let known = number(node).and_then(|number| self.page.headings.get(&number));
        let level = known.map_or(2, |heading| heading.level);
        while self.path.last().is_some_and(|(above, _)| *above >= level) {
            self.path.pop();
        }
        self.path.push((level, text.to_owned()));
        self.drafts.push(Draft {
            section: Section {
                headings: self.path.iter().map(|(_, text)| text.clone()).collect(),
                anchor: known.and_then(|heading| heading.anchor.clone()),
                start: line.text.source(0..0).start,
                blocks: Vec::new(),
            },
            depth: self.path.len(),
            ..Draft::default()
        });
    }

    fn text(&mut self, text: &str) {
        let mut rest = text;
        let dense: String = text
            .chars()
            .filter(|&character| !is_space(character) && !is_invisible(character))
            .collect();
        let Some(mut at) = self.locate(&dense) else {
            self.line.broken = true;
            return;
        };
        while !rest.is_empty() {
            let word = rest.find(|c| !is_space(c)).unwrap_or(rest.len());
            if word > 0 {
                let white = &rest[..word];
                self.space(white);
                rest = &rest[word..];
            }
            let end = rest.find(is_space).unwrap_or(rest.len());
            let length = rest[..end]
                .chars()
                .filter(|&character| !is_invisible(character))
                .map(char::len_utf8)
                .sum::<usize>();
            self.word(at..at + length);
            at += length;
            rest = &rest[end..];
        }
        self.cursor = at;
    }

    /// Where `dense` stands: at the cursor, or further on in the element around it.
    fn locate(&mut self, dense: &str) -> Option<usize> {
        if dense.is_empty() || self.page.view.stands_at(self.cursor, dense) {
            return Some(self.cursor);
        }
        let end = self.limit.min(self.cursor.saturating_add(self.budget));
        let (found, looked_at) = self.page.view.find(self.cursor..end, dense);
        self.budget = self.budget.saturating_sub(looked_at);
        found
    }

    fn space(&mut self, white: &str) {
        if self.line.gap.as_deref() == Some(" | ") {
            return;
        }
        if self.mode() == Mode::Code {
            self.line.gap.get_or_insert_default().push_str(white);
        } else {
            self.line.gap = Some(" ".to_owned());
        }
    }

    fn word(&mut self, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        let start = self.page.view.source_start(range.start);
        if let Some(gap) = self.line.gap.take() {
            let gap = gap.replace(" \n", "\n");
            // Indentation belongs to code; elsewhere a block begins with its first word.
            if !self.line.text.is_empty() {
                let end = self.line.end.min(start);
                self.line.text.push(&gap, end..start);
            } else if self.mode() == Mode::Code {
                let indent = gap.rsplit('\n').next().unwrap_or_default();
                let from = start.saturating_sub(indent.len());
                self.line.text.push(indent, from..start);
            }
        }
        if self.link_depth > 0 {
            self.line.link_bytes += range.len();
        }
        let end = self.page.view.source_start(range.end - 1) + 1;
        self.page.view.push_word(range, &mut self.line.text);
        let length = self.line.text.as_str().len();
        self.line.end = if length == 0 {
            end
        } else {
            let last = self.line.text.as_str().char_indices().next_back();
            let last = last.map_or(0, |(at, _)| at);
            self.line.text.source(last..length).end
        };
    }

    fn flush(&mut self) {
        let line = std::mem::take(&mut self.line);
        if line.broken {
            self.lost.push(self.page.view.source_start(self.cursor));
            return;
        }
        let text = line.text;
        let shown = text.as_str();
        if !shown.contains(|character: char| character.is_alphanumeric()) {
            return;
        }
        let navigation = self.kind != BlockKind::Code
            && self.kind != BlockKind::Row
            && boilerplate::is_navigation(shown);
        if navigation {
            return;
        }
        let Some(draft) = self.drafts.last_mut() else {
            return;
        };
        draft.bytes += shown.len();
        draft.link_bytes += line.link_bytes;
        draft.linked.push(line.link_bytes * 10 >= shown.len() * 8);
        if draft.section.headings.is_empty() && draft.section.blocks.is_empty() {
            draft.section.start = text.source(0..0).start;
        }
        draft.section.blocks.push(Block {
            kind: self.kind,
            text,
        });
    }

    fn extent(&self, node: &NodeRef) -> Option<Range<usize>> {
        self.page.extents.get(number(node)?).cloned()
    }

    fn finish(self) -> Blocks {
        let mut sections: Vec<Section> = Vec::new();
        // A heading such as "Related posts" takes the teasers below it along.
        let mut noise_depth: Option<usize> = None;
        for draft in self.drafts {
            let depth = draft.depth;
            let below_noise = noise_depth.is_some_and(|noise| depth > noise);
            if !below_noise {
                noise_depth = None;
            }
            let heading = draft.section.headings.last();
            let linked = draft.link_bytes * 2 > draft.bytes;
            let short = draft.bytes < 400;
            if (below_noise && (short || linked))
                || heading.is_some_and(|heading| {
                    boilerplate::is_noise_heading(heading) && (linked || draft.bytes < 200)
                })
            {
                noise_depth.get_or_insert(depth);
                continue;
            }
            sections.push(draft.section);
        }
        drop_empty(&mut sections);
        Blocks {
            sections,
            lost: self.lost,
        }
    }
}

/// Drops sections without text, except those that are the only place of an anchor
/// above a deeper section.
fn drop_empty(sections: &mut Vec<Section>) {
    let mut kept: Vec<Section> = Vec::with_capacity(sections.len());
    let mut below = 0;
    for section in sections.drain(..).rev() {
        let depth = section.headings.len();
        if !section.blocks.is_empty() || (depth > 0 && depth < below) {
            below = depth;
            kept.push(section);
        }
    }
    kept.reverse();
    *sections = kept;
}

/// The number of an element of the page.
pub(super) fn number(node: &NodeRef) -> Option<usize> {
    node.attr(NUMBER)?.parse().ok()
}

fn attribute_number(node: &NodeRef, name: &str) -> Option<u64> {
    node.attr(name)?.trim().parse().ok()
}
