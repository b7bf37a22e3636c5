//! The bytes of a sitemap -> the addresses in it (sitemaps.org, protocol 0.9): XML, an index of
//! further sitemaps, plain lines, any of them packed with gzip. Never fetches.

use std::io::Read as _;

use flate2::read::MultiGzDecoder;
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;
use url::Url;

/// Largest sitemap that is unpacked; the protocol allows 50 MiB.
const MAX_BYTES: u64 = 50 << 20;

/// Longest address.
const MAX_ADDRESS: usize = 2_048;

/// What a sitemap lists.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sitemap {
    /// Pages.
    pub pages: Vec<Listed>,
    /// Further sitemaps.
    pub sitemaps: Vec<Url>,
}

/// A page that is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its address.
    pub url: Url,
    /// The day on which it was last changed, as `2026-05-01`, where the list says so.
    pub changed: Option<String>,
}

/// Reads a sitemap; none if it is neither XML of one nor a list of addresses, or is too large.
pub fn read(bytes: &[u8]) -> Option<Sitemap> {
    let mut unpacked = Vec::new();
    let bytes = if bytes.starts_with(&[0x1f, 0x8b]) {
        let mut packed = MultiGzDecoder::new(bytes).take(MAX_BYTES + 1);
        packed.read_to_end(&mut unpacked).ok()?;
        unpacked.as_slice()
    } else {
        bytes
    };
    if bytes.len() as u64 > MAX_BYTES {
        return None;
    }
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with('<') {
        read_xml(text)
    } else {
        read_lines(text)
    }
}

fn read_xml(text: &str) -> Option<Sitemap> {
    let mut reader = Reader::from_str(text);
    let mut sitemap = Sitemap::default();
    let mut is_sitemap = false;
    let (mut entry, mut field) = (Entry::default(), None);
    // How many elements are open: extensions of the protocol have a `loc` of their own, deeper.
    let mut depth = 0_usize;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                field = None;
                match (depth, tag.local_name().as_ref()) {
                    (0, "urlset" | "sitemapindex") => is_sitemap = true,
                    (1, "url" | "sitemap") => entry = Entry::default(),
                    (2, "loc") => field = Some(Field::Address),
                    (2, "lastmod") => field = Some(Field::Changed),
                    _ => {}
                }
                depth += 1;
            }
            Ok(Event::Text(text)) => entry.add(field, &text.xml10_content()),
            Ok(Event::CData(text)) => entry.add(field, &text.xml10_content()),
            Ok(Event::GeneralRef(reference)) => {
                let resolved = reference.resolve_char_ref().ok().flatten();
                if let Some(character) = resolved {
                    entry.add(field, character.encode_utf8(&mut [0; 4]));
                } else {
                    let name = reference.xml10_content();
                    entry.add(field, resolve_predefined_entity(&name).unwrap_or_default());
                }
            }
            Ok(Event::End(tag)) => {
                field = None;
                depth = depth.saturating_sub(1);
                match tag.local_name().as_ref() {
                    "url" if depth == 1 => {
                        sitemap.pages.extend(std::mem::take(&mut entry).listed());
                    }
                    "sitemap" if depth == 1 => {
                        let further = std::mem::take(&mut entry).listed();
                        sitemap.sitemaps.extend(further.map(|listed| listed.url));
                    }
                    _ => {}
                }
            }
            // Half a list would make all pages of the other half vanish.
            Ok(Event::Eof) => return (is_sitemap && depth == 0).then_some(sitemap),
            Err(_) => return None,
            Ok(_) => {}
        }
    }
}

#[derive(Clone, Copy)]
enum Field {
    Address,
    Changed,
}

#[derive(Default)]
struct Entry {
    address: String,
    changed: String,
}

impl Entry {
    fn add(&mut self, field: Option<Field>, text: &str) {
        let value = match field {
            Some(Field::Address) => &mut self.address,
            Some(Field::Changed) => &mut self.changed,
            None => return,
        };
        if value.len() + text.len() <= MAX_ADDRESS {
            value.push_str(text);
        }
    }

    fn listed(self) -> Option<Listed> {
        Some(Listed {
            url: web_address(&self.address)?,
            changed: day(&self.changed),
        })
    }
}

fn read_lines(text: &str) -> Option<Sitemap> {
    let mut pages = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let url = web_address(line)?;
        pages.push(Listed { url, changed: None });
    }
    (!pages.is_empty()).then_some(Sitemap {
        pages,
        sitemaps: Vec::new(),
    })
}

fn web_address(text: &str) -> Option<Url> {
    let mut url = Url::parse(text.trim()).ok()?;
    url.set_fragment(None);
    matches!(url.scheme(), "http" | "https").then_some(url)
}

/// The day of a W3C date.
fn day(text: &str) -> Option<String> {
    let day = text.trim().get(..10)?;
    let shape = day.bytes().enumerate().all(|(place, byte)| match place {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    shape.then(|| day.to_owned())
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::GzEncoder;
    use proptest::prelude::*;

    use super::*;

    const MAP: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
        <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:i=\"urn:image\">\
        <url><loc> https://a.example/b?c=1&amp;d=&#50; </loc><lastmod>2026-05-01T10:00:00Z\
        </lastmod><i:image><i:loc>https://a.example/picture.png</i:loc></i:image></url>\
        <url><loc><![CDATA[https://a.example/e#f]]></loc></url>\
        <url><loc>javascript:alert(1)</loc></url></urlset>";

    fn addresses(sitemap: &Sitemap) -> Vec<&str> {
        sitemap.pages.iter().map(|page| page.url.as_str()).collect()
    }

    #[test]
    fn pages_are_listed_with_their_day() {
        let plain = MAP.replace(
            "<i:image><i:loc>https://a.example/picture.png</i:loc></i:image>",
            "",
        );
        let sitemap = read(plain.as_bytes()).unwrap();
        assert_eq!(
            addresses(&sitemap),
            ["https://a.example/b?c=1&d=2", "https://a.example/e"]
        );
        assert_eq!(sitemap.pages[0].changed.as_deref(), Some("2026-05-01"));
        assert_eq!(sitemap.pages[1].changed, None);
    }

    #[test]
    fn a_picture_of_a_page_is_no_page() {
        assert_eq!(addresses(&read(MAP.as_bytes()).unwrap()).len(), 2);
    }

    #[test]
    fn a_packed_one_and_an_index_and_plain_lines_are_read() {
        let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(MAP.as_bytes()).unwrap();
        assert_eq!(read(&packed.finish().unwrap()), read(MAP.as_bytes()));
        let index =
            "<sitemapindex><sitemap><loc>https://a.example/1.xml</loc></sitemap></sitemapindex>";
        assert_eq!(read(index.as_bytes()).unwrap().sitemaps.len(), 1);
        let lines = "https://a.example/1\n\nhttps://a.example/2\n";
        assert_eq!(read(lines.as_bytes()).unwrap().pages.len(), 2);
    }

    #[test]
    fn half_a_sitemap_and_a_page_are_none() {
        assert_eq!(read(&MAP.as_bytes()[..MAP.len() - 12]), None);
        assert_eq!(read(b"<html><body>Not found</body></html>"), None);
        assert_eq!(read(b"Not found"), None);
    }

    #[test]
    fn a_small_file_that_unpacks_to_a_huge_one_is_not_unpacked() {
        let mut packed = GzEncoder::new(Vec::new(), Compression::best());
        for _ in 0..60 {
            packed.write_all(&vec![b' '; 1 << 20]).unwrap();
        }
        assert_eq!(read(&packed.finish().unwrap()), None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_a_fault(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = read(&bytes);
        }
    }
}
