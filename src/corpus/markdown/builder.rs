//! The events of a Markdown parser -> sections and blocks. Never recurses, so that no
//! nesting is too deep.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::html_block::{self, Part};
use super::inline::Inline;
use super::mask::Masked;
use crate::corpus::{Block, BlockKind, Body, Section, SourceText};

/// Builds a [`Body`] from events in the order of the source.
pub(super) struct Builder<'a> {
    masked: &'a Masked<'a>,
    /// Where the parsed text starts in the file.
    base: usize,
    body: Body,
    section: Section,
    /// Footnotes, kept for the end of the section.
    notes: Vec<Block>,
    /// The headings above the current place, with their levels.
    headings: Vec<(u8, String)>,
    /// The block being read.
    inline: Inline<'a>,
    heading: Option<OpenHeading>,
    lists: Vec<Option<u64>>,
    items: Vec<Item>,
    quotes: usize,
    in_note: bool,
    in_code: bool,
    /// The cells read so far, within a row.
    row: Option<usize>,
    html: Option<SourceText>,
}

struct OpenHeading {
    level: u8,
    anchor: Option<String>,
    start: usize,
}

/// An open list item.
struct Item {
    /// What its first block will be.
    kind: Option<BlockKind>,
    /// Whether it is an admonition: its paragraphs stay apart and have no bullet.
    is_admonition: bool,
}

impl<'a> Builder<'a> {
    /// `base` is added to every place.
    pub(super) fn new(masked: &'a Masked<'a>, base: usize) -> Self {
        Self {
            masked,
            base,
            body: Body::default(),
            section: Section::default(),
            notes: Vec::new(),
            headings: Vec::new(),
            inline: Inline::new(masked, base),
            heading: None,
            lists: Vec::new(),
            items: Vec::new(),
            quotes: 0,
            in_note: false,
            in_code: false,
            row: None,
            html: None,
        }
    }

    /// Takes the next event.
    pub(super) fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.finish_tag(tag),
            Event::Text(text) if self.in_code => self.inline.push_code(&text, range),
            Event::Text(text) => self.inline.push_text(&text, range),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                let inner = self.masked.text[range.clone()]
                    .find(&*text)
                    .map(|at| range.start + at..range.start + at + text.len());
                self.inline.push_text(&text, inner.unwrap_or(range));
            }
            Event::Html(text) => match &mut self.html {
                Some(html) => html.push(&text, range),
                None => self.inline.push_space(range),
            },
            Event::InlineHtml(tag) => {
                if let Some(heading) = &mut self.heading
                    && heading.anchor.is_none()
                {
                    heading.anchor = html_block::anchor(&tag);
                }
                if html_block::separates(&tag) {
                    self.inline.push_space(range);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if self.masked.breaks_at(&range) {
                    self.flush();
                } else {
                    self.inline.push_space(range);
                }
            }
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
            Event::Rule => self.flush(),
        }
    }

    /// The finished body.
    pub(super) fn finish(mut self) -> Body {
        self.flush();
        self.close_section();
        self.body
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => {
                if self.joins_paragraphs() {
                    self.inline.push_gap(range.start);
                } else {
                    self.flush();
                }
            }
            Tag::Heading { level, id, .. } => {
                self.flush();
                if self.is_outermost() {
                    self.heading = Some(OpenHeading {
                        level: level as u8,
                        anchor: id
                            .map(|id| id.to_string())
                            .filter(|id| !id.is_empty())
                            .or_else(|| self.masked.anchor_after(&range).map(str::to_owned)),
                        start: range.start,
                    });
                }
            }
            Tag::BlockQuote(_) => {
                self.flush();
                self.quotes += 1;
            }
            Tag::CodeBlock(_) => {
                self.flush();
                self.in_code = true;
            }
            Tag::HtmlBlock => {
                self.flush();
                self.html = Some(SourceText::default());
            }
            Tag::List(first) => {
                self.flush();
                self.lists.push(first);
            }
            Tag::Item => {
                self.flush();
                let number = self.lists.last_mut().and_then(|next| {
                    let number = *next;
                    *next = number.map(|number| number.saturating_add(1));
                    number
                });
                self.open_item(number);
                if self.masked.is_admonition(range.start)
                    && let Some(item) = self.items.last_mut()
                {
                    item.kind = None;
                    item.is_admonition = true;
                }
            }
            Tag::DefinitionListDefinition => {
                self.flush();
                self.open_item(None);
            }
            Tag::FootnoteDefinition(_) => {
                self.flush();
                self.in_note = true;
            }
            Tag::TableHead | Tag::TableRow => {
                self.flush();
                self.row = Some(0);
            }
            Tag::TableCell => self.start_cell(Some(range.start)),
            Tag::Image { link_type, .. } => {
                let is_file = matches!(link_type, LinkType::WikiLink { .. });
                self.inline.open_image(is_file);
            }
            Tag::Table(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::MetadataBlock(_) => self.flush(),
            Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. } => {}
        }
    }

    fn finish_tag(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                if !self.joins_paragraphs() {
                    self.flush();
                }
            }
            TagEnd::Heading(_) => self.close_heading(),
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::CodeBlock => self.close_code(),
            TagEnd::HtmlBlock => self.close_html(),
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
            }
            TagEnd::Item | TagEnd::DefinitionListDefinition => {
                self.flush();
                self.items.pop();
            }
            TagEnd::FootnoteDefinition => {
                self.flush();
                self.in_note = false;
            }
            TagEnd::Image => {
                self.inline.close_image();
            }
            TagEnd::Table
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::MetadataBlock(_) => self.flush(),
            TagEnd::TableCell
            | TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link => {}
        }
    }

    /// Headings within quotes, items and notes divide nothing.
    fn is_outermost(&self) -> bool {
        self.quotes == 0 && self.items.is_empty() && !self.in_note
    }

    /// The paragraphs of an item stay together.
    fn joins_paragraphs(&self) -> bool {
        self.items.last().is_some_and(|item| !item.is_admonition)
    }

    fn open_item(&mut self, number: Option<u64>) {
        let outer = self.items.iter().filter(|item| !item.is_admonition);
        let depth = u8::try_from(outer.count()).unwrap_or(u8::MAX);
        self.items.push(Item {
            kind: Some(BlockKind::Item { depth, number }),
            is_admonition: false,
        });
    }

    fn start_cell(&mut self, start: Option<usize>) {
        if let Some(cells) = &mut self.row {
            *cells += 1;
            if *cells > 1 {
                self.inline.push_separator(start);
            }
        }
    }

    /// Ends the block being read.
    fn flush(&mut self) {
        let mut text = self.inline.take();
        let row = self.row.take();
        if row.is_some() {
            // Empty cells at the end say nothing; those before keep the columns in place.
            let kept = text.as_str().trim_end_matches([' ', '|']).len();
            text.slice_to(kept);
        }
        let kind = match row {
            _ if text.is_empty() => return,
            Some(_) => BlockKind::Row,
            None => self.next_kind(),
        };
        self.push_block(kind, text);
    }

    /// The first text of an item is the item; what follows are paragraphs.
    fn next_kind(&mut self) -> BlockKind {
        self.items
            .last_mut()
            .and_then(|item| item.kind.take())
            .unwrap_or(BlockKind::Paragraph)
    }

    fn push_block(&mut self, kind: BlockKind, text: SourceText) {
        if text.is_empty() {
            return;
        }
        let block = Block { kind, text };
        if self.in_note {
            self.notes.push(block);
            return;
        }
        if self.section.blocks.is_empty() && self.section.headings.is_empty() {
            self.section.start = block.text.source(0..0).start;
        }
        self.section.blocks.push(block);
    }

    fn close_code(&mut self) {
        self.in_code = false;
        let mut text = self.inline.take_code();
        text.slice_to(text.as_str().trim_end().len());
        let code = text.as_str();
        // The indentation of the first line belongs to it.
        let lead = code.len() - code.trim_start().len();
        let empty = code[..lead]
            .rfind('\n')
            .map_or(0, |line_break| line_break + 1);
        text.drop_front(empty);
        self.push_block(BlockKind::Code, text);
    }

    fn close_heading(&mut self) {
        let Some(heading) = self.heading.take() else {
            return self.flush();
        };
        let text = self.inline.take();
        if text.is_empty() {
            return;
        }
        let text = text.as_str().to_owned();
        let is_first = self.body.sections.is_empty()
            && self.section == Section::default()
            && self.body.metadata.title.is_empty();
        if heading.level == 1 && is_first {
            self.body.metadata.title = text;
            self.section.anchor = heading.anchor;
            return;
        }
        self.close_section();
        while self
            .headings
            .last()
            .is_some_and(|(level, _)| *level >= heading.level)
        {
            self.headings.pop();
        }
        self.headings.push((heading.level, text));
        self.section = Section {
            headings: self.headings.iter().map(|(_, text)| text.clone()).collect(),
            anchor: heading.anchor,
            start: self.base + heading.start,
            blocks: Vec::new(),
        };
    }

    fn close_section(&mut self) {
        let mut section = std::mem::take(&mut self.section);
        let notes = std::mem::take(&mut self.notes);
        if section.blocks.is_empty()
            && section.headings.is_empty()
            && let Some(first) = notes.first()
        {
            section.start = first.text.source(0..0).start;
        }
        section.blocks.extend(notes);
        if !section.blocks.is_empty() || !section.headings.is_empty() {
            self.body.sections.push(section);
        }
    }

    fn close_html(&mut self) {
        let Some(html) = self.html.take() else {
            return;
        };
        let place = |range: Range<usize>| html.source(range);
        let mut item = false;
        for part in html_block::parts(html.as_str()) {
            match part {
                Part::Text(text, range) => self.inline.push_text(&text, place(range)),
                Part::Space => self.inline.push_blank(),
                Part::Cell => self.start_cell(None),
                Part::Break | Part::Item | Part::Row => {
                    self.flush_html(item);
                    item = part == Part::Item;
                    self.row = (part == Part::Row).then_some(0);
                }
                Part::Heading(level, anchor, at) => {
                    self.flush_html(item);
                    item = false;
                    if self.is_outermost() {
                        let start = place(at..at + 1).start;
                        self.heading = Some(OpenHeading {
                            level,
                            anchor,
                            start,
                        });
                    }
                }
                Part::HeadingEnd => self.close_heading(),
            }
        }
        self.flush_html(item);
        // A heading that is never closed is no heading.
        self.heading = None;
    }

    fn flush_html(&mut self, item: bool) {
        self.heading = None;
        if item && self.row.is_none() {
            self.open_item(None);
            self.flush();
            self.items.pop();
        } else {
            self.flush();
        }
    }
}
