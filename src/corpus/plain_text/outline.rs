//! Units -> title, tagline and sections. A heading in plain text carries no mark: it is
//! a short line that stands alone, ends as no sentence does, and has text below it.
//! Drops nothing: what turns out to be no heading is a paragraph.

use super::units::{Unit, UnitKind};
use crate::corpus::boilerplate::is_noise_heading;
use crate::corpus::{Block, BlockKind, Metadata, Section};

/// Longest heading, in words.
const MAX_HEADING_WORDS: usize = 12;
/// Longest heading that is a question, in words.
const MAX_QUESTION_WORDS: usize = 15;
/// Longest heading, in characters.
const MAX_HEADING_CHARS: usize = 100;
/// Longest title, in words.
const MAX_TITLE_WORDS: usize = 18;

/// What the text as a whole says.
#[derive(Debug, Default)]
pub(super) struct Outline {
    pub(super) metadata: Metadata,
    pub(super) sections: Vec<Section>,
}

/// Reads the outline. `front_matter` is what stands before the text: where there is
/// one, the first line is the title only if it says the same.
pub(super) fn read(units: Vec<Unit>, front_matter: &str) -> Outline {
    let mut outline = Outline::default();
    let first = title_area(&units, front_matter, &mut outline.metadata);
    let roles = roles(&units, first);
    let mut current = Section::default();
    let mut parent: Option<(String, usize)> = None;
    for (unit, role) in units.into_iter().zip(roles).skip(first) {
        match role {
            Role::Parent => {
                finish(&mut outline.sections, &mut current);
                parent = Some((unit.as_str().to_owned(), unit.text.source(0..0).start));
            }
            Role::Heading => {
                finish(&mut outline.sections, &mut current);
                let start = unit.text.source(0..0).start;
                if let Some((heading, start)) = parent.take() {
                    current.headings.push(heading.clone());
                    outline.sections.push(Section {
                        headings: vec![heading],
                        start,
                        ..Section::default()
                    });
                }
                current.headings.push(unit.as_str().to_owned());
                current.start = start;
            }
            Role::Dropped => {}
            Role::Text => {
                if current.headings.is_empty() && current.blocks.is_empty() {
                    current.start = unit.text.source(0..0).start;
                }
                current.blocks.push(block(unit));
            }
        }
    }
    finish(&mut outline.sections, &mut current);
    outline
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Heading,
    /// A heading whose first text has a heading of its own.
    Parent,
    Dropped,
    Text,
}

fn block(unit: Unit) -> Block {
    let kind = match unit.kind {
        UnitKind::Text => BlockKind::Paragraph,
        UnitKind::Item { depth, number } => BlockKind::Item { depth, number },
    };
    Block {
        kind,
        text: unit.text,
    }
}

fn finish(sections: &mut Vec<Section>, current: &mut Section) {
    let section = std::mem::take(current);
    if !section.blocks.is_empty() {
        sections.push(section);
    }
}

fn roles(units: &[Unit], first: usize) -> Vec<Role> {
    let mut roles = vec![Role::Text; units.len()];
    for index in (first..units.len()).rev() {
        if !is_heading_like(units, index) {
            continue;
        }
        let Some(next) = units.get(index + 1) else {
            continue;
        };
        let unit = &units[index];
        roles[index] = match roles[index + 1] {
            _ if is_noise_heading(unit.as_str()) && !is_prose(next) && !next.is_item() => {
                Role::Dropped
            }
            Role::Heading if next.after_blank => Role::Parent,
            Role::Text if unit.underlined || next.is_item() || is_prose(next) => Role::Heading,
            _ => Role::Text,
        };
    }
    roles
}

/// Whether a unit has the shape of a heading.
fn is_heading_like(units: &[Unit], index: usize) -> bool {
    let unit = &units[index];
    if unit.is_item() || unit.lines > 1 {
        return false;
    }
    if unit.underlined {
        return true;
    }
    let text = unit.as_str();
    let question = text.ends_with(['?', '？']);
    let most = if question {
        MAX_QUESTION_WORDS
    } else {
        MAX_HEADING_WORDS
    };
    if unit.words > most || text.chars().count() > MAX_HEADING_CHARS {
        return false;
    }
    // Two sentences in a line are prose.
    let inner = text.trim_end_matches(['?', '？']);
    if inner.contains(". ") && !inner.starts_with(|c: char| c.is_ascii_digit())
        || inner.contains("? ")
        || inner.contains("! ")
    {
        return false;
    }
    let begins = text.trim_start_matches(['"', '“', '„', '«', '‘', '\'', '¿', '¡']);
    let capital = begins
        .chars()
        .next()
        .is_some_and(|first| first.is_alphanumeric() && !first.is_lowercase());
    let ends = question || text.ends_with(|c: char| c.is_alphanumeric() || ")’'\"”»%".contains(c));
    let letters = text.chars().any(char::is_alphabetic);
    capital && ends && letters && stands_alone(units, index)
}

/// Whether nothing but a clearly longer text is directly above or below.
fn stands_alone(units: &[Unit], index: usize) -> bool {
    let unit = &units[index];
    // Right below the title and its tagline there may be no empty line either.
    let above = index <= 2 || unit.after_blank || is_clearly_longer(&units[index - 1], unit);
    let below = units
        .get(index + 1)
        .is_none_or(|next| next.after_blank || next.is_item() || is_clearly_longer(next, unit));
    above && below
}

fn is_clearly_longer(other: &Unit, unit: &Unit) -> bool {
    other.is_item() || (other.words >= 10 && other.words >= unit.words * 2)
}

/// Whether a unit is running text.
fn is_prose(unit: &Unit) -> bool {
    if unit.is_item() {
        return false;
    }
    unit.lines > 1
        || unit.words > MAX_QUESTION_WORDS
        || !unit.as_str().ends_with(char::is_alphanumeric) && unit.words >= 3
}

/// Reads title and tagline; the first unit after them.
fn title_area(units: &[Unit], front_matter: &str, metadata: &mut Metadata) -> usize {
    let Some(first) = units.first() else {
        return 0;
    };
    if units.len() == 1 || !is_title(first, front_matter) {
        return 0;
    }
    let title = first.as_str().to_owned();
    let mut index = 1;
    while let Some(unit) = units.get(index) {
        let repeats = unit.as_str().to_lowercase() == title.to_lowercase();
        if repeats && !unit.is_item() {
            index += 1;
            continue;
        }
        if let Some(author) = byline(unit) {
            metadata.author.get_or_insert(author);
            index += 1;
            continue;
        }
        if metadata.description.is_none() && is_tagline(units, index) {
            metadata.description = Some(unit.as_str().to_owned());
            index += 1;
            continue;
        }
        break;
    }
    metadata.title = title;
    index
}

fn is_title(unit: &Unit, front_matter: &str) -> bool {
    let text = unit.as_str();
    let exclaims = text.ends_with('!') && unit.words > MAX_HEADING_WORDS / 2;
    let shape = !unit.is_item()
        && !exclaims
        && unit.lines == 1
        && unit.words <= MAX_TITLE_WORDS
        && !text.ends_with(['.', ',', ';', ':', '…'])
        && text.chars().any(char::is_alphabetic)
        && !text.contains("://");
    let front_matter = front_matter.to_lowercase();
    shape && (front_matter.is_empty() || front_matter.contains(&text.to_lowercase()))
}

/// "By Jane Doe" right below the title.
fn byline(unit: &Unit) -> Option<String> {
    let text = unit.as_str();
    let name = ["By ", "by ", "Written by ", "Von "]
        .iter()
        .find_map(|word| text.strip_prefix(word))?;
    let words = name.split_whitespace().count();
    let capital = name.split_whitespace().all(|word| {
        word.starts_with(char::is_uppercase) || matches!(word, "de" | "van" | "von" | "der" | "and")
    });
    (!unit.is_item() && words <= 6 && capital && !unit.ends_sentence()).then(|| name.to_owned())
}

/// A short line between the title and the text that is no heading of its own: it stands
/// right below the title, or a heading follows.
fn is_tagline(units: &[Unit], index: usize) -> bool {
    let unit = &units[index];
    let short = !unit.is_item()
        && unit.lines == 1
        && unit.words <= MAX_TITLE_WORDS
        && unit.as_str().ends_with(char::is_alphanumeric);
    let Some(next) = units.get(index + 1) else {
        return false;
    };
    let below_title = index == 1 && !unit.after_blank;
    let heading_follows = is_heading_like(units, index + 1)
        && units
            .get(index + 2)
            .is_some_and(|text| is_prose(text) || text.is_item());
    short && ((below_title && next.after_blank) || (heading_follows && !next.is_item()))
}
