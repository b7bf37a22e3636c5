//! The only place where a link is made: page + anchor + text fragment.

use std::fmt::Write as _;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode_byte, utf8_percent_encode};
use url::Url;

use super::Metadata;

/// Words at each end of a quote that a text fragment names.
const FRAGMENT_WORDS: usize = 6;

/// A quote of up to this many words is named whole.
const WHOLE_QUOTE_WORDS: usize = 10;

/// What may stand bare in a text fragment: letters, digits and the marks that neither the
/// fragment's own grammar (`-`, `,`, `&`) nor a chat program (`(`, `)`, `*`, `_`, `~`) reads.
const TEXT_FRAGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.');

/// What may stand bare in an anchor: besides letters and digits what usual ids are made of.
const ANCHOR: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'.')
    .remove(b'-')
    .remove(b'_')
    .remove(b':')
    .remove(b'/')
    .remove(b'~');

/// Why an address cannot be linked to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// It is not an absolute address.
    #[error("\"{0}\" is not a web address; write it out, as in https://example.org/page")]
    NotAnAddress(String),
    /// It has another scheme than http or https.
    #[error("only http and https are linked to, not \"{0}:\"")]
    Scheme(String),
    /// It carries a user name or a password.
    #[error("an address must not carry a user name or a password")]
    Credentials,
}

/// Reads the address of a page: absolute, http or https, without credentials.
pub fn page_url(text: &str) -> Result<Url, LinkError> {
    let text = text.trim();
    let url = Url::parse(text).map_err(|_| LinkError::NotAnAddress(shortened(text)))?;
    can_be_shown(&url)?;
    Ok(url)
}

/// Whether an address may be linked to: http or https, without credentials.
pub(super) fn can_be_shown(url: &Url) -> Result<(), LinkError> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(LinkError::Scheme(url.scheme().to_owned()));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(LinkError::Credentials);
    }
    Ok(())
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// The link of a section: the article's page and the section's anchor, if it has one.
/// A fragment in the page's own address gives way to the anchor.
pub fn section_link(metadata: &Metadata, anchor: Option<&str>) -> Option<String> {
    let mut link = page(metadata)?;
    if let Some(anchor) = anchor.filter(|anchor| !anchor.is_empty()) {
        link.set_fragment(None);
        return Some(format!("{link}#{}", utf8_percent_encode(anchor, ANCHOR)));
    }
    Some(link.into())
}

/// The link of a passage: its section's link and, where the article is a word-for-word copy
/// of the page, a text fragment that leads to the quote.
///
/// Source: WICG, URL Fragment Text Directives, `#:~:text=start,end`.
pub fn passage_link(metadata: &Metadata, anchor: Option<&str>, quote: &str) -> Option<String> {
    let mut link = section_link(metadata, anchor)?;
    if metadata.verbatim
        && let Some(directive) = text_directive(quote)
    {
        if !link.contains('#') {
            link.push('#');
        }
        let _ = write!(link, ":~:text={directive}");
    }
    Some(link)
}

fn page(metadata: &Metadata) -> Option<Url> {
    metadata.url.clone().filter(|url| can_be_shown(url).is_ok())
}

/// `start,end`, or the whole quote if it is short. Neither may reach over the edge of a
/// block, so they are taken from the first and the last line of the quote.
fn text_directive(quote: &str) -> Option<String> {
    let mut lines = quote
        .lines()
        .map(without_marker)
        .filter(|line| line.contains(char::is_alphanumeric));
    let first = lines.next()?;
    let last = lines.next_back();
    let words: Vec<&str> = first.split_whitespace().collect();
    if last.is_none() && words.len() <= WHOLE_QUOTE_WORDS {
        return Some(encoded(&words));
    }
    let start = &words[..words.len().min(FRAGMENT_WORDS)];
    let end_words: Vec<&str> = last.unwrap_or(first).split_whitespace().collect();
    let end = &end_words[end_words.len().saturating_sub(FRAGMENT_WORDS)..];
    Some(format!("{},{}", encoded(start), encoded(end)))
}

/// A line without the bullet or number that is ours, and only the first cell of a row:
/// cells are blocks of their own on the page.
fn without_marker(line: &str) -> &str {
    let line = line.trim();
    let line = line.strip_prefix("• ").unwrap_or(line);
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let line = match line[digits..].strip_prefix(". ") {
        Some(rest) if digits > 0 => rest,
        _ => line,
    };
    line.split(" | ").next().unwrap_or(line)
}

fn encoded(words: &[&str]) -> String {
    let mut text = String::new();
    for (position, word) in words.iter().enumerate() {
        if position > 0 {
            text.push_str(percent_encode_byte(b' '));
        }
        text.extend(utf8_percent_encode(word, TEXT_FRAGMENT));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn metadata(verbatim: bool) -> Metadata {
        Metadata {
            url: page_url("https://example.org/back-pain").ok(),
            verbatim,
            ..Metadata::default()
        }
    }

    #[test]
    fn an_address_with_a_password_is_never_linked_to() {
        let metadata = Metadata {
            url: Url::parse("https://me:secret@example.org/").ok(),
            ..Metadata::default()
        };
        assert_eq!(section_link(&metadata, Some("a")), None);
        assert_eq!(passage_link(&metadata, None, "A quote."), None);
    }

    #[test]
    fn only_web_addresses_are_linked_to() {
        assert!(page_url("https://example.org/a?b=c#d").is_ok());
        assert_eq!(
            page_url("javascript:alert(1)"),
            Err(LinkError::Scheme("javascript".into()))
        );
        assert_eq!(
            page_url("https://me:secret@example.org"),
            Err(LinkError::Credentials)
        );
        assert!(matches!(
            page_url("example.org/page"),
            Err(LinkError::NotAnAddress(_))
        ));
    }

    #[test]
    fn a_section_is_linked_by_its_anchor() {
        let link = section_link(&metadata(false), Some("heat-or-ice"));
        assert_eq!(
            link.as_deref(),
            Some("https://example.org/back-pain#heat-or-ice")
        );
        let odd = section_link(&metadata(false), Some("heat (or) ice"));
        assert_eq!(
            odd.as_deref(),
            Some("https://example.org/back-pain#heat%20%28or%29%20ice")
        );
    }

    #[test]
    fn an_anchor_takes_the_place_of_the_pages_own_fragment() {
        let mut page = metadata(false);
        page.url = page_url("https://example.org/back-pain#top").ok();
        let link = section_link(&page, Some("ice"));
        assert_eq!(link.as_deref(), Some("https://example.org/back-pain#ice"));
    }

    #[test]
    fn a_copy_is_linked_to_the_very_words() {
        let quote = "Heat relaxes a tight muscle, and most people like it. Use it for fifteen minutes at a time.";
        let link = passage_link(&metadata(true), None, quote);
        assert_eq!(
            link.as_deref(),
            Some(
                "https://example.org/back-pain#:~:text=Heat%20relaxes%20a%20tight%20muscle%2C%20and,for%20fifteen%20minutes%20at%20a%20time."
            )
        );
    }

    #[test]
    fn a_fragment_follows_an_anchor() {
        let link = passage_link(
            &metadata(true),
            Some("ice"),
            "Ice helps - at times, & briefly.",
        );
        assert_eq!(
            link.as_deref(),
            Some(
                "https://example.org/back-pain#ice:~:text=Ice%20helps%20%2D%20at%20times%2C%20%26%20briefly."
            )
        );
    }

    #[test]
    fn a_fragment_keeps_to_one_block_at_each_end() {
        let quote = "Try these:\n• a short walk\n2. a warm bath before going to bed at night";
        let link = passage_link(&metadata(true), None, quote);
        assert_eq!(
            link.as_deref(),
            Some(
                "https://example.org/back-pain#:~:text=Try%20these%3A,before%20going%20to%20bed%20at%20night"
            )
        );
    }

    #[test]
    fn an_article_of_our_own_words_is_linked_to_its_source_only() {
        let link = passage_link(&metadata(false), None, "Heat relaxes a tight muscle.");
        assert_eq!(link.as_deref(), Some("https://example.org/back-pain"));
    }

    proptest! {
        #[test]
        fn any_quote_makes_a_valid_link_without_bare_delimiters(quote in "\\PC{0,300}", anchor in proptest::option::of("\\PC{0,40}")) {
            let link = passage_link(&metadata(true), anchor.as_deref(), &quote);
            let link = link.as_deref().unwrap_or_default();
            prop_assert!(Url::parse(link).is_ok());
            prop_assert!(link.is_ascii());
            if let Some((_, directive)) = link.split_once(":~:text=") {
                prop_assert!(directive.split(',').count() <= 2);
                prop_assert!(!directive.contains(['-', '&', '#', ' ', '(', ')', '<', '>', '*']));
            }
        }
    }
}
