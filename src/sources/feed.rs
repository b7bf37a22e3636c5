//! The bytes of a feed (RSS, Atom, JSON Feed) -> the addresses of its entries. Never fetches.

use url::Url;

use super::sitemap::Listed;

/// The pages that the entries of a feed lead to, newest first as they stand there; none if it
/// is no feed. `base` is where it was found.
pub fn read(bytes: &[u8], base: &Url) -> Option<Vec<Listed>> {
    let parser = feed_rs::parser::Builder::new()
        .base_uri(Some(base.as_str()))
        .build();
    let feed = parser.parse(bytes).ok()?;
    let pages = feed.entries.into_iter().filter_map(|entry| {
        let changed = entry.updated.or(entry.published);
        let address = entry
            .links
            .iter()
            .find(|link| matches!(link.rel.as_deref(), None | Some("alternate")))?;
        let mut url = base.join(address.href.trim()).ok()?;
        url.set_fragment(None);
        matches!(url.scheme(), "http" | "https").then(|| Listed {
            url,
            changed: changed.map(|at| at.format("%Y-%m-%d").to_string()),
        })
    });
    Some(pages.collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn entries(text: &str) -> Vec<(String, Option<String>)> {
        let base = Url::parse("https://a.example/feed.xml").unwrap();
        let listed = read(text.as_bytes(), &base).unwrap();
        let told = |listed: Listed| (listed.url.to_string(), listed.changed);
        listed.into_iter().map(told).collect()
    }

    #[test]
    fn entries_of_rss_and_atom_are_listed_with_their_day() {
        let rss = "<rss version=\"2.0\"><channel><title>A</title><item><title>B</title>\
            <link>https://a.example/b#top</link><pubDate>Fri, 01 May 2026 10:00:00 GMT</pubDate>\
            </item></channel></rss>";
        let day = Some("2026-05-01".to_owned());
        assert_eq!(
            entries(rss),
            [("https://a.example/b".to_owned(), day.clone())]
        );
        let atom = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>A</title><id>1</id>\
            <updated>2026-05-02T10:00:00Z</updated><entry><title>B</title><id>2</id>\
            <updated>2026-05-01T10:00:00Z</updated><link rel=\"enclosure\" href=\"/b.mp3\"/>\
            <link href=\"/b\"/></entry></feed>";
        assert_eq!(entries(atom), [("https://a.example/b".to_owned(), day)]);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_a_fault(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = read(&bytes, &Url::parse("https://a.example/").unwrap());
        }
    }
}
