//! Metadata from what the head of a page says. Looks at no content but the main
//! headings, which are passed in.

use url::Url;

use super::attributes::boundary;
use super::json_ld::JsonLd;
use super::page::Facts;
use crate::corpus::Metadata;

/// Separators between a page's title and the name of its site.
const SEPARATORS: &[&str] = &[
    " | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " « ", " / ", " > ",
];

/// How far into the source a browser writes where the page was saved from.
const SAVED_FROM_BYTES: usize = 2048;

/// The first few headings of a page, those of its main part first.
#[derive(Debug, Default)]
pub(super) struct Headings {
    /// `h1`.
    pub(super) first: Vec<String>,
    /// `h2`.
    pub(super) second: Vec<String>,
}

/// The metadata of the page `source`.
pub(super) fn metadata(source: &str, facts: &Facts, headings: &Headings) -> Metadata {
    let json_ld = JsonLd::read(&facts.json_ld);
    let url = page_url(source, facts);
    Metadata {
        title: title(facts, headings),
        verbatim: url.is_some(),
        url,
        topics: Vec::new(),
        author: author(facts, &json_ld),
        updated: updated(facts, &json_ld),
        language: facts.lang.as_deref().and_then(language),
        description: meta(facts, &["description", "og:description", "dc.description"]),
    }
}

fn page_url(source: &str, facts: &Facts) -> Option<Url> {
    let saved_from = saved_from(source).and_then(|address| web_url(&address));
    saved_from
        .or_else(|| facts.canonical.as_deref().and_then(web_url))
        .or_else(|| web_url(&meta(facts, &["og:url"])?))
}

/// The address in `<!-- saved from url=(0042)https://... -->`.
fn saved_from(source: &str) -> Option<String> {
    let end = boundary(source, SAVED_FROM_BYTES);
    let (_, comment) = source[..end].split_once("<!-- saved from url=(")?;
    let (_, address) = comment.split_once(')')?;
    let (address, _) = address.split_once("-->")?;
    Some(address.trim().to_owned())
}

fn web_url(address: &str) -> Option<Url> {
    let mut url = Url::parse(address.trim()).ok()?;
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    url.set_fragment(None);
    Some(url)
}

/// The first of the `keys` that the page fills, keys in order of trust.
fn meta(facts: &Facts, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|key| {
        facts
            .metas
            .iter()
            .filter(|(name, _)| name == key)
            .map(|(_, content)| collapse(content))
            .find(|content| !content.is_empty())
    })
}

fn title(facts: &Facts, headings: &Headings) -> String {
    let tag = collapse(&facts.title);
    let og = meta(facts, &["og:title", "twitter:title"]).unwrap_or_default();
    let site = meta(facts, &["og:site_name"]).unwrap_or_default();
    if tag.is_empty() {
        let heading = headings.first.iter().map(|heading| collapse(heading));
        let mut shown = std::iter::once(og).chain(heading);
        return shown.find(|text| !text.is_empty()).unwrap_or_default();
    }
    let shown_by = |texts: &[String], part: &str| texts.iter().any(|text| same(part, text));
    let begins = || separators(&tag).map(|(at, _)| &tag[..at]);
    let mut ends = separators(&tag).map(|(_, after)| &tag[after..]);
    // The name of the site may be a heading too, but seldom comes first.
    let part = std::iter::once(tag.as_str())
        .chain(begins())
        .find(|part| shown_by(&headings.first, part))
        .or_else(|| begins().find(|part| shown_by(&headings.second, part) || same(part, &og)))
        .or_else(|| ends.find(|part| shown_by(&headings.first, part) || same(part, &og)));
    if let Some(part) = part {
        return part.to_owned();
    }
    match last_separator(&tag) {
        Some((at, after)) if same(&tag[after..], &site) => tag[..at].to_owned(),
        _ => tag.clone(),
    }
}

fn separators(tag: &str) -> impl Iterator<Item = (usize, usize)> {
    SEPARATORS.iter().flat_map(move |separator| {
        tag.match_indices(separator)
            .map(|(at, found)| (at, at + found.len()))
    })
}

fn last_separator(tag: &str) -> Option<(usize, usize)> {
    separators(tag).max()
}

/// Whether two titles say the same: letters and digits, in any case.
pub(super) fn same(one: &str, other: &str) -> bool {
    let one = comparable(one);
    !one.is_empty() && one == comparable(other)
}

fn comparable(text: &str) -> String {
    text.chars()
        .filter(|character| character.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// `text` with white space collapsed.
pub(super) fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn author(facts: &Facts, json_ld: &JsonLd) -> Option<String> {
    meta(
        facts,
        &["author", "article:author", "dc.creator", "parsely-author"],
    )
    .filter(|author| !author.contains("://"))
    .or_else(|| json_ld.author.clone())
}

fn updated(facts: &Facts, json_ld: &JsonLd) -> Option<String> {
    let modified = meta(
        facts,
        &[
            "article:modified_time",
            "og:updated_time",
            "datemodified",
            "dcterms.modified",
            "last-modified",
        ],
    );
    let published = || {
        meta(
            facts,
            &[
                "article:published_time",
                "datepublished",
                "dcterms.created",
                "dc.date",
                "date",
            ],
        )
    };
    let dates = [
        modified,
        json_ld.modified.clone(),
        published(),
        json_ld.published.clone(),
    ];
    dates.iter().flatten().find_map(|text| date(text))
}

/// The day at the start of `text` as `YYYY-MM-DD`.
fn date(text: &str) -> Option<String> {
    let digits: Vec<u32> = text
        .trim()
        .chars()
        .take(10)
        .filter_map(|character| character.to_digit(10))
        .collect();
    let shape: String = text
        .trim()
        .chars()
        .take(10)
        .map(|character| match character {
            '0'..='9' => '0',
            '/' | '.' => '-',
            other => other,
        })
        .collect();
    if shape != "0000-00-00" && !(shape.starts_with("00000000") && digits.len() >= 8) {
        return None;
    }
    let number = |range: std::ops::Range<usize>| digits[range].iter().fold(0, |n, d| n * 10 + d);
    let (year, month, day) = (number(0..4), number(4..6), number(6..8));
    let valid = year >= 1000 && (1..=12).contains(&month) && (1..=31).contains(&day);
    valid.then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// `en-US` -> `en`.
fn language(tag: &str) -> Option<String> {
    let primary = tag.trim().split(['-', '_']).next()?;
    (primary.len() == 2 && primary.bytes().all(|byte| byte.is_ascii_alphabetic()))
        .then(|| primary.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(title: &str, metas: &[(&str, &str)]) -> Facts {
        Facts {
            title: title.to_owned(),
            metas: metas
                .iter()
                .map(|(name, content)| ((*name).to_owned(), (*content).to_owned()))
                .collect(),
            ..Facts::default()
        }
    }

    #[track_caller]
    fn titled(tag: &str, metas: &[(&str, &str)], heading: Option<&str>, expected: &str) {
        let headings = Headings {
            first: heading.into_iter().map(str::to_owned).collect(),
            second: Vec::new(),
        };
        assert_eq!(title(&facts(tag, metas), &headings), expected);
    }

    #[test]
    fn the_name_of_the_site_is_cut_only_where_the_page_shows_that_it_is_one() {
        titled("Rest | My Site", &[], Some("Rest"), "Rest");
        titled("My Site - Rest", &[("og:title", "Rest")], None, "Rest");
        titled(
            "Rest – A – Site",
            &[("og:title", "Rest – A")],
            None,
            "Rest – A",
        );
        titled(
            "Rest - Site",
            &[("og:title", "Rest - Site")],
            Some("Rest"),
            "Rest",
        );
        titled("Rest | Site", &[("og:site_name", "Site")], None, "Rest");
        titled("Warm-up | Cool-down", &[], None, "Warm-up | Cool-down");
        titled("", &[("og:title", "Rest")], Some("Other"), "Rest");
        titled("  ", &[], Some(" Rest \n well"), "Rest well");
    }

    #[test]
    fn dates_are_brought_to_one_form() {
        assert_eq!(date("2024-03-09T10:00:00Z").as_deref(), Some("2024-03-09"));
        assert_eq!(date("2024/03/09").as_deref(), Some("2024-03-09"));
        assert_eq!(date("20240309T1000").as_deref(), Some("2024-03-09"));
        assert_eq!(date("2024-13-09"), None);
        assert_eq!(date("March 9, 2024"), None);
        assert_eq!(date(""), None);
    }

    #[test]
    fn only_web_addresses_count() {
        let source = "<!-- saved from url=(0029)https://example.org/a.html#x -->";
        let url = page_url(source, &Facts::default());
        assert_eq!(url.unwrap().as_str(), "https://example.org/a.html");
        let facts = Facts {
            canonical: Some("javascript:alert(1)".to_owned()),
            ..facts("", &[("og:url", "http://example.org/b")])
        };
        let local = "<!-- saved from url=(0014)file:///a.html -->";
        assert_eq!(
            page_url(local, &facts).unwrap().as_str(),
            "http://example.org/b"
        );
    }

    #[test]
    fn json_ld_gives_dates_and_author() {
        let script = r#"{"@graph":[{"@type":"WebSite"},{"@type":"Article",
            "datePublished":"2020-01-02","author":[{"name":"A. Writer"}]}]}"#;
        let facts = Facts {
            json_ld: vec!["{broken".to_owned(), script.to_owned()],
            ..Facts::default()
        };
        let metadata = metadata("", &facts, &Headings::default());
        assert_eq!(metadata.updated.as_deref(), Some("2020-01-02"));
        assert_eq!(metadata.author.as_deref(), Some("A. Writer"));
    }
}
