//! Sections while they are read, with what tells an article's section from a box that
//! leads elsewhere: how much of it is links. Never looks at the page.

use super::line::Line;
use crate::corpus::{Block, BlockKind, Section, boilerplate};

/// Fewest items of a list that may be a menu, and their average length in words.
const MIN_MENU_ITEMS: usize = 4;
const MAX_MENU_WORDS: usize = 5;

/// Most bytes of a section that the heading of a box makes noise.
const MAX_BOX_BYTES: usize = 200;
/// Most bytes of a section below such a box that goes with it.
const MAX_TEASER_BYTES: usize = 400;

/// The sections read so far; there is always one.
#[derive(Default)]
pub(super) struct Drafts {
    done: Vec<Draft>,
    current: Draft,
}

#[derive(Default)]
struct Draft {
    section: Section,
    bytes: usize,
    link_bytes: usize,
    /// For each block, whether nearly all of it is a link.
    linked: Vec<bool>,
}

impl Drafts {
    /// Begins a section.
    pub(super) fn begin(&mut self, section: Section) {
        let next = Draft {
            section,
            ..Draft::default()
        };
        self.done.push(std::mem::replace(&mut self.current, next));
    }

    /// Appends a block to the section.
    pub(super) fn push(&mut self, kind: BlockKind, line: Line) {
        let draft = &mut self.current;
        let bytes = line.text.as_str().len();
        draft.bytes += bytes;
        draft.link_bytes += line.link_bytes;
        draft.linked.push(line.link_bytes * 10 >= bytes * 8);
        if draft.section.headings.is_empty() && draft.section.blocks.is_empty() {
            draft.section.start = line.text.source(0..0).start;
        }
        draft.section.blocks.push(Block {
            kind,
            text: line.text,
        });
    }

    /// Where the next block will stand: section and block.
    pub(super) fn position(&self) -> (usize, usize) {
        (self.done.len(), self.current.section.blocks.len())
    }

    /// Drops the list that begins at `position` if all it does is lead elsewhere, and
    /// no line introduces it.
    pub(super) fn drop_menu(&mut self, position: (usize, usize)) {
        let (section, begin) = position;
        let draft = &mut self.current;
        if section != self.done.len() || begin > draft.section.blocks.len() {
            return;
        }
        let (before, items) = draft.section.blocks.split_at(begin);
        let words: usize = items
            .iter()
            .map(|block| block.text.as_str().split_whitespace().count())
            .sum();
        let introduced = before
            .last()
            .is_some_and(|block| block.text.as_str().ends_with([':', '…']));
        let linked = draft.linked[begin..].iter().all(|linked| *linked);
        let short = words <= items.len() * MAX_MENU_WORDS;
        if items.len() >= MIN_MENU_ITEMS && linked && short && !introduced {
            draft.section.blocks.truncate(begin);
            draft.linked.truncate(begin);
        }
    }

    /// The sections of the article.
    pub(super) fn finish(mut self) -> Vec<Section> {
        self.done.push(self.current);
        let mut sections: Vec<Section> = Vec::new();
        // A heading such as "Related posts" takes the teasers below it along.
        let mut noise: Option<usize> = None;
        for draft in self.done {
            let depth = draft.section.headings.len();
            noise = noise.filter(|&above| depth > above);
            let linked = draft.link_bytes * 2 > draft.bytes;
            let teaser = noise.is_some() && (linked || draft.bytes < MAX_TEASER_BYTES);
            let heads_box = draft
                .section
                .headings
                .last()
                .is_some_and(|heading| boilerplate::is_noise_heading(heading))
                && (linked || draft.bytes < MAX_BOX_BYTES);
            if teaser || heads_box {
                noise.get_or_insert(depth);
            } else {
                sections.push(draft.section);
            }
        }
        drop_empty(&mut sections);
        sections
    }
}

/// Drops sections without text, except those that are the only place of an anchor
/// above a deeper section.
fn drop_empty(sections: &mut Vec<Section>) {
    let mut below = 0;
    let mut kept: Vec<Section> = Vec::with_capacity(sections.len());
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
