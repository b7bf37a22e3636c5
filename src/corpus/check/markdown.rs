//! [`Outline`]: what the Markdown of an article says beside its text: links, and headings
//! with nothing below them. Never judges a link.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

/// The links and the empty sections of a Markdown text.
#[derive(Debug, Default, PartialEq)]
pub struct Outline {
    /// Where each link or picture leads, and the byte where it stands.
    pub links: Vec<(String, usize)>,
    /// The bytes where headings stand that have no text below them, nor a deeper heading.
    pub empty_sections: Vec<usize>,
}

impl Outline {
    /// Reads `text`, front matter included.
    pub fn of(text: &str) -> Self {
        let mut outline = Self::default();
        // A byte order mark would hide the front matter.
        let bom = text.len() - text.trim_start_matches('\u{feff}').len();
        let options = Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
            | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
            | Options::ENABLE_HEADING_ATTRIBUTES
            | Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES;
        let events = Parser::new_ext(&text[bom..], options).into_offset_iter();

        // The last heading, while nothing has been seen below it.
        let mut bare = None;
        let mut within_heading = false;
        let mut within_metadata = false;
        for (event, range) in events {
            let offset = range.start + bom;
            match event {
                Event::Start(Tag::Heading { level, .. }) => {
                    if let Some((above, start)) = bare
                        && level <= above
                    {
                        outline.empty_sections.push(start);
                    }
                    bare = Some((level, offset));
                    within_heading = true;
                }
                Event::End(TagEnd::Heading(_)) => within_heading = false,
                Event::Start(Tag::MetadataBlock(_)) => within_metadata = true,
                Event::End(TagEnd::MetadataBlock(_)) => within_metadata = false,
                Event::Start(
                    Tag::Link {
                        link_type,
                        dest_url,
                        ..
                    }
                    | Tag::Image {
                        link_type,
                        dest_url,
                        ..
                    },
                ) if link_type != LinkType::Email => {
                    outline.links.push((dest_url.into_string(), offset));
                    bare = bare.filter(|_| within_heading);
                }
                Event::Html(html) if html.trim_start().starts_with("<!--") => {}
                Event::Text(_)
                | Event::Code(_)
                | Event::Html(_)
                | Event::InlineHtml(_)
                | Event::FootnoteReference(_)
                    if !within_heading && !within_metadata =>
                {
                    bare = None;
                }
                _ => {}
            }
        }
        outline.empty_sections.extend(bare.map(|(_, start)| start));
        outline
    }
}
