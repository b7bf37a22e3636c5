//! A page or file as it came -> the article made of it, as Markdown. Believes no header that the
//! bytes do not bear out; never fetches, never writes.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};
use infer::MatcherType;
use thiserror::Error;
use url::Url;

use super::fetch::{Page, is_of_site};
use crate::corpus::{Article, add_topics, complete, decode, page_wishes, parse, to_markdown};

/// An article that was made of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Its file.
    pub text: String,
    /// Its title.
    pub title: String,
    /// The address that the page gives itself, else its own.
    pub named: Url,
}

/// Why no article is made of a page.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// Its bytes are of another type than its server says.
    #[error("it says that it is {says}, and is {is}")]
    Lie {
        /// What the server says.
        says: String,
        /// What it is.
        is: Kind,
    },
    /// It is of a type that is not read.
    #[error("it is {0}; only HTML, Markdown and plain text are read")]
    Type(Kind),
    /// It asks not to be listed.
    #[error("it asks not to be listed (noindex)")]
    NoIndex,
    /// There is nothing to quote in it.
    #[error("it has no text to quote")]
    NoText,
    /// Its front matter asks to be left out.
    #[error("it asks to be left out (draft)")]
    Draft,
}

/// What the bytes of a page are.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Kind {
    /// No text.
    #[error("binary data")]
    Binary,
    /// HTML.
    #[error("HTML")]
    Html,
    /// Anything but HTML.
    #[error("no HTML")]
    NoHtml,
    /// Nobody says what.
    #[error("of a type that its server does not say")]
    Unsaid,
    /// Of this media type.
    #[error("{0}")]
    Media(String),
}

/// What a text is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Html,
    Markdown,
    Plain,
}

/// Makes an article of a page. `changed` is the day on which a list says that it was changed.
pub fn of_page(page: &Page, topics: &[String], changed: Option<&str>) -> Result<Made, Refusal> {
    if page.noindex {
        return Err(Refusal::NoIndex);
    }
    let form = form(page)?;
    let bytes = in_utf8(&page.bytes, page.charset.as_deref());
    let mut named = page.url.clone();
    if form == Form::Html {
        let Ok((text, _)) = decode("page.html", &bytes) else {
            return Err(lie(page, Kind::Binary));
        };
        let wishes = page_wishes(&text);
        if wishes.noindex {
            return Err(Refusal::NoIndex);
        }
        if let Some(canonical) = wishes.canonical
            && let Some(canonical) = of_the_same_site(&page.url, &canonical)
        {
            named = canonical;
        }
    }
    let ending = match form {
        Form::Html => "html",
        Form::Markdown => "md",
        Form::Plain => "txt",
    };
    let stem = page
        .url
        .path_segments()
        .and_then(|mut parts| parts.rfind(|part| !part.is_empty()))
        .map_or("page", |part| part.split('.').next().unwrap_or_default());
    let stem = percent_encoding::percent_decode_str(stem).decode_utf8_lossy();
    let name = format!("{}.{ending}", stem.replace(['/', '\\', '.'], "-"));
    let mut article = article(&name, &bytes).map_err(|refusal| match refusal {
        Refusal::Type(is) => lie(page, is),
        refusal => refusal,
    })?;
    complete(&mut article, Some(&named), None);
    if article.metadata.updated.is_none() {
        article.metadata.updated = changed.map(str::to_owned);
    }
    add_topics(&mut article, topics.iter().map(String::as_str));
    Ok(Made {
        text: to_markdown(&article),
        title: article.metadata.title,
        named,
    })
}

/// Makes an article of a file of a folder or repository, written anew with `topics` beside its
/// own. `name` is the file's.
pub fn of_file(name: &str, bytes: &[u8], topics: &[String]) -> Result<String, Refusal> {
    // Its folder is no topic where the source names some.
    let name = name.rsplit('/').next().unwrap_or(name);
    let mut article = article(name, bytes)?;
    add_topics(&mut article, topics.iter().map(String::as_str));
    Ok(to_markdown(&article))
}

fn article(name: &str, bytes: &[u8]) -> Result<Article, Refusal> {
    let parsed = parse(name, bytes, None);
    parsed.article.ok_or_else(|| {
        let rules: Vec<&str> = parsed.problems.iter().map(|it| it.rule.as_str()).collect();
        if rules.contains(&"binary") {
            Refusal::Type(Kind::Binary)
        } else if rules.contains(&"no-text") {
            Refusal::NoText
        } else {
            Refusal::Draft
        }
    })
}

fn lie(page: &Page, is: Kind) -> Refusal {
    if page.media.is_empty() {
        return Refusal::Type(is);
    }
    let says = page.media.clone();
    Refusal::Lie { says, is }
}

/// What a page is, by what its server says and by what its bytes are.
fn form(page: &Page) -> Result<Form, Refusal> {
    let found = infer::get(&page.bytes);
    let path = page.url.path().to_ascii_lowercase();
    let ending = path.rsplit('.').next().unwrap_or_default();
    let is_markdown = matches!(ending, "md" | "markdown");
    let says = match page.media.as_str() {
        "text/html" | "application/xhtml+xml" => Some(Form::Html),
        "text/markdown" | "text/x-markdown" => Some(Form::Markdown),
        "text/plain" if is_markdown => Some(Form::Markdown),
        "text/plain" => Some(Form::Plain),
        "" | "application/octet-stream" | "binary/octet-stream" => None,
        other => return Err(Refusal::Type(Kind::Media(other.to_owned()))),
    };
    if let Some(found) = found
        && found.matcher_type() != MatcherType::Text
    {
        let is = Kind::Media(found.mime_type().to_owned());
        return Err(match says {
            Some(_) => lie(page, is),
            None => Refusal::Type(is),
        });
    }
    let is_html = looks_like_html(&page.bytes);
    match says {
        Some(Form::Html) if !is_html => Err(lie(page, Kind::NoHtml)),
        Some(Form::Plain) if is_html => Err(lie(page, Kind::Html)),
        Some(form) => Ok(form),
        None if is_html => Ok(Form::Html),
        None if is_markdown => Ok(Form::Markdown),
        None if ending == "txt" => Ok(Form::Plain),
        None => Err(Refusal::Type(Kind::Unsaid)),
    }
}

/// Whether a text begins as pages do: with a tag or a comment, in ASCII or UTF-16.
fn looks_like_html(bytes: &[u8]) -> bool {
    /// How far the first tag may be from the start.
    const BEGINNING: usize = 4_096;
    let head = &bytes[..bytes.len().min(BEGINNING)];
    let mut visible = head
        .iter()
        .copied()
        .filter(|&byte| byte > b' ' && byte < 0x80);
    let starts_with_tag = visible.next() == Some(b'<')
        && visible
            .next()
            .is_some_and(|byte| byte == b'!' || byte == b'?' || byte.is_ascii_alphabetic());
    if starts_with_tag {
        return true;
    }
    let text = String::from_utf8_lossy(head).to_ascii_lowercase();
    text.contains("<!doctype html") || text.contains("<html") || text.contains("<body")
}

/// The text in UTF-8 where the server names another encoding and the bytes bear that out. With
/// a byte order mark, so that nothing that the page says of itself is believed over it.
fn in_utf8<'a>(bytes: &'a [u8], charset: Option<&str>) -> Cow<'a, [u8]> {
    let named = charset.and_then(|label| Encoding::for_label(label.as_bytes()));
    let Some(encoding) = named.filter(|_| Encoding::for_bom(bytes).is_none()) else {
        return Cow::Borrowed(bytes);
    };
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    // UTF-8 that the page itself does not contradict needs no mark.
    if broken || (encoding == UTF_8 && bytes.is_ascii()) {
        return Cow::Borrowed(bytes);
    }
    Cow::Owned(format!("\u{feff}{text}").into_bytes())
}

/// The address that a page gives itself, if it lies on the site that it was found on.
fn of_the_same_site(url: &Url, canonical: &str) -> Option<Url> {
    let mut named = url.join(canonical.trim()).ok()?;
    named.set_fragment(None);
    let (host, site) = (named.host_str()?, url.host_str()?);
    let same = is_of_site(host, site) && named.port() == url.port();
    (same && matches!(named.scheme(), "http" | "https")).then_some(named)
}

#[cfg(test)]
mod tests {
    use super::super::fetch::Known;
    use super::*;

    fn page(address: &str, media: &str, bytes: impl Into<Vec<u8>>) -> Page {
        Page {
            url: Url::parse(address).unwrap(),
            bytes: bytes.into(),
            media: media.to_owned(),
            charset: None,
            known: Known::default(),
            noindex: false,
        }
    }

    const HTML: &str = "<!doctype html><html><head><title>Ponds</title>\
        <link rel=canonical href='/ponds'></head><body><main><h1>Ponds</h1><h2>What is a pond?</h2>\
        <p>A pond is water that stays where it is, without a stream that feeds it.</p>\
        </main></body></html>";

    fn refused(page: &Page) -> Refusal {
        of_page(page, &[], None).unwrap_err()
    }

    #[test]
    fn a_page_becomes_an_article_with_its_address_and_topics() {
        let page = page("https://a.example/ponds?from=map", "text/html", HTML);
        let made = of_page(&page, &["Water".to_owned()], Some("2026-05-01")).unwrap();
        assert_eq!(made.named.as_str(), "https://a.example/ponds");
        insta::assert_snapshot!(made.text, @r##"
        ---
        title: Ponds
        url: https://a.example/ponds
        verbatim: true
        topics:
        - Water
        updated: "2026-05-01"
        ---

        ## What is a pond?

        A pond is water that stays where it is, without a stream that feeds it.
        "##);
    }

    #[test]
    fn an_address_of_another_site_is_not_believed() {
        let html = HTML.replace("/ponds'", "https://evil.example/'");
        let page = page("https://a.example/b", "text/html", html);
        let made = of_page(&page, &[], None).unwrap();
        assert_eq!(made.named.as_str(), "https://a.example/b");
    }

    #[test]
    fn front_matter_from_elsewhere_does_not_say_where_a_page_lies() {
        let text = "---\ntitle: Ponds\nurl: https://evil.example/\n---\n\nWater that stays.\n";
        let made = of_page(
            &page("https://a.example/b.md", "text/plain", text),
            &[],
            None,
        )
        .unwrap();
        assert!(
            made.text.contains("url: https://a.example/b.md"),
            "{}",
            made.text
        );
        assert!(!made.text.contains("evil"));
    }

    #[test]
    fn what_lies_about_its_type_is_refused() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        let error = refused(&page("https://a.example/b", "text/html", png.clone()));
        assert_eq!(
            error.to_string(),
            "it says that it is text/html, and is image/png"
        );
        assert!(matches!(
            refused(&page("https://a.example/b", "", png)),
            Refusal::Type(_)
        ));
        let error = refused(&page("https://a.example/b", "text/plain", HTML));
        assert!(matches!(error, Refusal::Lie { .. }), "{error}");
        let error = refused(&page(
            "https://a.example/b",
            "text/html",
            "Just words, no page.",
        ));
        assert!(matches!(error, Refusal::Lie { .. }), "{error}");
        let error = refused(&page("https://a.example/b", "application/pdf", "%PDF-1.7"));
        assert!(error.to_string().contains("application/pdf"), "{error}");
    }

    #[test]
    fn what_asks_to_be_left_out_is() {
        let html = HTML.replace("<title>", "<meta name=robots content=noindex><title>");
        assert_eq!(
            refused(&page("https://a.example/b", "text/html", html)),
            Refusal::NoIndex
        );
        let mut tagged = page("https://a.example/b", "text/html", HTML);
        tagged.noindex = true;
        assert_eq!(refused(&tagged), Refusal::NoIndex);
        let draft = "---\ndraft: true\n---\n\nText.\n";
        assert_eq!(
            refused(&page("https://a.example/b.md", "text/plain", draft)),
            Refusal::Draft
        );
        let empty = "<html><body></body></html>";
        assert_eq!(
            refused(&page("https://a.example/b", "text/html", empty)),
            Refusal::NoText
        );
    }

    #[test]
    fn the_encoding_that_the_server_names_is_taken_where_the_bytes_bear_it_out() {
        let html = HTML.replace("water that", "caf\u{e9} that");
        let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(&html);
        let mut page = page("https://a.example/b", "text/html", latin.into_owned());
        page.charset = Some("iso-8859-1".to_owned());
        assert!(
            of_page(&page, &[], None)
                .unwrap()
                .text
                .contains("café that")
        );
        // It says UTF-8 and is not.
        page.charset = Some("utf-8".to_owned());
        assert!(
            of_page(&page, &[], None)
                .unwrap()
                .text
                .contains("café that")
        );
    }
}
