//! Plain text as a browser saves it -> [`Body`]: its headings found without marks, its
//! lists kept, what belongs to the site dropped. Never changes a word.

mod joining;
mod markers;
mod noise;
mod outline;
#[cfg(test)]
mod tests;
mod units;
mod wrapping;

use super::Body;

/// Reads the text of `source` from `body_start` on; what comes before is front matter.
pub(super) fn parse(_path: &str, source: &str, body_start: usize) -> Body {
    let units = noise::strip(units::read(source, body_start));
    let front_matter = source.get(..body_start).unwrap_or_default();
    let outline = outline::read(units, front_matter);
    Body {
        metadata: outline.metadata,
        sections: outline.sections,
        problems: Vec::new(),
    }
}
