//! What somebody sends -> [`Upload`]: the articles in it, as they would be written. Looks at what
//! a file is, not at what it is called; pages and plain text become Markdown, as `footnote import`
//! makes it. Never writes.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::{Value, json};
use thiserror::Error;
use url::Url;

use super::{ArticlePath, LeftOut, Matter, NoText, PathFault, Remade, archive};
use crate::corpus::{complete, decode, parse, slug, to_markdown, with_value};

/// Longest name of a new file without its ending, in bytes.
const MAX_STEM: usize = 150;

/// How much may be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UploadLimits {
    /// Largest file, as it is sent, in bytes.
    pub bytes: u64,
    /// Largest article, in bytes.
    pub article_bytes: u64,
    /// Most files in an archive, folders and what is no article among them.
    pub files: usize,
    /// Most bytes of an archive once it is unpacked.
    pub unpacked_bytes: u64,
}

/// What goes with a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Extra {
    /// Topic to add.
    pub topic: Option<String>,
    /// Address of the page.
    pub url: Option<String>,
}

/// What was sent, read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Upload {
    /// The articles.
    pub drafts: Vec<Draft>,
    /// Files of an archive that are no articles.
    pub skipped: Vec<Skipped>,
}

/// An article as it would be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Path for it, below the folder that it comes into.
    pub path: String,
    /// What would be in the file.
    pub bytes: Vec<u8>,
    /// What it was taken for, where its name says otherwise or it was made anew.
    pub note: Option<Remade>,
}

/// A file of an archive that is no article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Its name in the archive.
    pub name: String,
    /// Why it is none.
    pub reason: LeftOut,
}

/// Why a file is not taken.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum UploadError {
    /// It is too large.
    #[error("larger than {limit} bytes")]
    TooLarge {
        /// Most bytes.
        limit: u64,
    },
    /// Its name has another ending than those that are read.
    #[error("neither Markdown, HTML, text nor an archive, by its name")]
    Ending,
    /// It is something else than text.
    #[error("{what}, not text")]
    NotText {
        /// What it is, where that can be told.
        what: NoText,
    },
    /// An archive whose name says otherwise.
    #[error("an archive that is called an article")]
    ArchiveInDisguise,
    /// There is no text in it to quote.
    #[error("no text to quote")]
    NoText,
    /// A page where Markdown is expected, or the other way round.
    #[error("another kind of file than the article")]
    OtherKind,
    /// The address is none of a page.
    #[error("not the address of a page")]
    BadUrl,
    /// Topic or address cannot be put into its front matter.
    #[error("the front matter cannot take {0}")]
    FrontMatter(Matter),
    /// One address cannot be that of several pages.
    #[error("one address for several articles")]
    UrlForMany,
    /// It calls itself an archive and cannot be read as one.
    #[error("a damaged archive")]
    Damaged,
    /// The archive is encrypted.
    #[error("an encrypted archive")]
    Encrypted,
    /// It has too many files.
    #[error("more than {limit} files")]
    TooManyFiles {
        /// Most files.
        limit: usize,
    },
    /// It would grow too large when it is unpacked.
    #[error("larger than {limit} bytes once unpacked")]
    Bomb {
        /// Most bytes.
        limit: u64,
    },
    /// A file in it grows beyond all measure.
    #[error("{0} is packed more tightly than text can be")]
    TooTight(String),
    /// There is an archive in it.
    #[error("an archive in an archive: {0}")]
    Nested(String),
    /// A name in it leads elsewhere or cannot be used.
    #[error("the name {name}: {fault}")]
    Name {
        /// The name.
        name: String,
        /// What is wrong with it.
        fault: PathFault,
    },
    /// A name in it is not text.
    #[error("a name that is not UTF-8")]
    NotUtf8,
    /// There is a link or a device in it.
    #[error("{0} is no regular file")]
    NotRegular(String),
    /// Two files have one name, perhaps in other letter case.
    #[error("two files are called {0}")]
    Twice(String),
    /// There is no article in it.
    #[error("no article in the archive")]
    Empty,
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Nature {
    Markdown,
    Html,
    Text,
}

impl Nature {
    /// By the ending of the name.
    fn called(name: &str) -> Option<Self> {
        let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
        Some(match ending.as_str() {
            "md" | "markdown" => Self::Markdown,
            "html" | "htm" => Self::Html,
            "txt" => Self::Text,
            _ => return None,
        })
    }
}

/// Reads a file that somebody sent, an article or an archive of articles.
pub fn read(
    name: &str,
    bytes: &[u8],
    extra: &Extra,
    limits: UploadLimits,
) -> Result<Upload, UploadError> {
    if bytes.len() as u64 > limits.bytes {
        return Err(UploadError::TooLarge {
            limit: limits.bytes,
        });
    }
    let extra = Checked::of(extra)?;
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    if !ending.eq_ignore_ascii_case("zip") {
        let draft = draft(name, bytes, &extra, limits)?;
        // The title says more than what somebody called the file.
        let stem = named(&draft.title, name);
        return Ok(Upload {
            drafts: vec![Draft {
                path: format!("{stem}.md"),
                bytes: draft.bytes,
                note: draft.note,
            }],
            skipped: Vec::new(),
        });
    }
    if !archive::is_one(bytes) {
        return Err(UploadError::Damaged);
    }
    if extra.url.is_some() {
        return Err(UploadError::UrlForMany);
    }
    let unpacked = archive::unpack(bytes, limits)?;
    let mut upload = Upload {
        drafts: Vec::new(),
        skipped: unpacked.skipped,
    };
    let mut taken = std::collections::HashSet::new();
    for (path, bytes) in unpacked.files {
        let read = match draft(path.as_str(), &bytes, &extra, limits) {
            Ok(read) => read,
            Err(UploadError::NoText) => {
                upload.skipped.push(Skipped {
                    name: path.as_str().to_owned(),
                    reason: LeftOut::NoText,
                });
                continue;
            }
            Err(error) => return Err(error),
        };
        // What is made anew is Markdown; the folders stay.
        let path = if read.anew {
            let whole = path.as_str();
            let stem = whole.rsplit_once('.').map_or(whole, |(stem, _)| stem);
            let made = format!("{stem}.md");
            ArticlePath::new(&made).map_err(|fault| UploadError::Name { name: made, fault })?
        } else {
            path
        };
        if !taken.insert(path.folded()) {
            return Err(UploadError::Twice(path.as_str().to_owned()));
        }
        upload.drafts.push(Draft {
            path: path.into(),
            bytes: read.bytes,
            note: read.note,
        });
    }
    if upload.drafts.is_empty() {
        return Err(UploadError::Empty);
    }
    Ok(upload)
}

/// Requires that `bytes` may take the place of the article at `path`, and gives them as they are
/// to be written.
pub fn replacement(
    path: &ArticlePath,
    bytes: Vec<u8>,
    limits: UploadLimits,
) -> Result<Vec<u8>, UploadError> {
    require_size(&bytes, limits)?;
    let (text, _) = text_of(path.as_str(), &bytes)?;
    let page = looks_like_a_page(&text);
    let fits = match Nature::called(path.as_str()) {
        Some(Nature::Html) => has_tags(&text),
        _ => !page,
    };
    if fits {
        Ok(bytes)
    } else {
        Err(UploadError::OtherKind)
    }
}

/// What goes with a file, looked at.
struct Checked<'a> {
    topic: Option<&'a str>,
    url: Option<Url>,
}

impl<'a> Checked<'a> {
    fn of(extra: &'a Extra) -> Result<Self, UploadError> {
        let given =
            |text: &'a Option<String>| text.as_deref().map(str::trim).filter(|it| !it.is_empty());
        let url = match given(&extra.url) {
            Some(text) => {
                let url = Url::parse(text).map_err(|_| UploadError::BadUrl)?;
                let of_page = matches!(url.scheme(), "http" | "https") && url.has_host();
                Some(url)
                    .filter(|_| of_page)
                    .ok_or(UploadError::BadUrl)?
                    .into()
            }
            None => None,
        };
        Ok(Self {
            topic: given(&extra.topic),
            url,
        })
    }
}

/// An article that was read.
struct Read {
    title: String,
    bytes: Vec<u8>,
    note: Option<Remade>,
    /// Whether its markup was written anew.
    anew: bool,
}

fn require_size(bytes: &[u8], limits: UploadLimits) -> Result<(), UploadError> {
    let limit = limits.bytes.min(limits.article_bytes);
    if bytes.len() as u64 > limit {
        return Err(UploadError::TooLarge { limit });
    }
    Ok(())
}

/// The text of a file, if it is one.
fn text_of(name: &str, bytes: &[u8]) -> Result<(String, bool), UploadError> {
    if archive::is_one(bytes) {
        return Err(UploadError::ArchiveInDisguise);
    }
    if let Some(what) = NoText::told_by_start(bytes) {
        return Err(UploadError::NotText { what });
    }
    match decode(name, bytes) {
        Ok((text, note)) => Ok((text.into_owned(), note.is_none())),
        Err(_) => Err(UploadError::NotText {
            what: NoText::Binary,
        }),
    }
}

fn draft(
    name: &str,
    bytes: &[u8],
    extra: &Checked<'_>,
    limits: UploadLimits,
) -> Result<Read, UploadError> {
    let called = Nature::called(name).ok_or(UploadError::Ending)?;
    if archive::is_one(bytes) {
        return Err(UploadError::ArchiveInDisguise);
    }
    require_size(bytes, limits)?;
    let (text, _) = text_of(name, bytes)?;
    let nature = match called {
        _ if looks_like_a_page(&text) => Nature::Html,
        // A piece of a page will do; without a single tag it is none.
        Nature::Html if !has_tags(&text) => Nature::Text,
        called => called,
    };
    let in_spite = called != nature;
    let note = match nature {
        Nature::Markdown => None,
        Nature::Html => Some(Remade::Page { in_spite }),
        Nature::Text => Some(Remade::Text { in_spite }),
    };
    if nature == Nature::Markdown {
        let text = with_extra(text, extra)?;
        let parsed = parse(name, text.as_bytes(), None);
        let title = parsed.article.ok_or(UploadError::NoText)?.metadata.title;
        return Ok(Read {
            title,
            bytes: text.into_bytes(),
            note,
            anew: false,
        });
    }
    let ending = if nature == Nature::Html {
        "html"
    } else {
        "txt"
    };
    // The name serves as a title where there is no other.
    let name = name.rsplit('/').next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let parsed = parse(&format!("{stem}.{ending}"), bytes, None);
    let mut article = parsed.article.ok_or(UploadError::NoText)?;
    complete(&mut article, extra.url.as_ref(), extra.topic);
    Ok(Read {
        title: article.metadata.title.clone(),
        bytes: to_markdown(&article).into_bytes(),
        note,
        anew: true,
    })
}

/// The Markdown with topic and address in its front matter.
fn with_extra(mut text: String, extra: &Checked<'_>) -> Result<String, UploadError> {
    if let Some(url) = &extra.url {
        text = with_value(&text, "url", &Value::String(url.to_string()))
            .ok_or(UploadError::FrontMatter(Matter::Address))?;
    }
    if let Some(topic) = extra.topic {
        let known = parse("page.md", text.as_bytes(), None).article;
        let mut topics = known.map(|it| it.metadata.topics).unwrap_or_default();
        if !topics.iter().any(|known| known == topic) {
            topics.insert(0, topic.to_owned());
            text = with_value(&text, "topics", &json!(topics))
                .ok_or(UploadError::FrontMatter(Matter::Topic))?;
        }
    }
    Ok(text)
}

/// A name for a new file: of its title, else of what it was called. It is one that a file can
/// have.
fn named(title: &str, name: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let mut named = [slug(title), slug(stem)]
        .into_iter()
        .find(|slug| !slug.is_empty())
        .unwrap_or_else(|| "article".to_owned());
    // A letter may take several bytes.
    while named.len() > MAX_STEM {
        named.pop();
    }
    match ArticlePath::new(&format!("{named}.md")) {
        Ok(_) => named,
        // Like `con` or `readme`.
        Err(_) => format!("{named}-article"),
    }
}

/// Whether a text begins as an HTML page does.
fn looks_like_a_page(text: &str) -> bool {
    static PAGE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?is)^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b")
            .expect("a fixed pattern compiles")
    });
    PAGE.is_match(text.trim_start_matches('\u{feff}'))
}

/// Whether there is anything like a tag in a text.
fn has_tags(text: &str) -> bool {
    let after = text.match_indices('<').map(|(at, _)| &text[at + 1..]);
    after
        .into_iter()
        .any(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()))
}
