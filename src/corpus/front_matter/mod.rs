//! The block of keys at the top of an article -> [`Metadata`], in YAML (`---`), TOML
//! (`+++`) or JSON (`{`). Never loses an article: what cannot be read is reported and the
//! rest is kept. Never looks at the text below.

mod block;
mod date;
mod edit;
mod entry;
mod key;
mod language;
mod value;

pub use edit::with_value;
pub(super) use language::code as language_code;

use serde_json::Value;
use url::Url;

use self::block::Block;
use self::entry::{Entry, Fault};
use self::key::Key;
use self::value::{distinct, flag, list, text};
use super::link::can_be_shown;
use super::{Metadata, Problem};

/// What the front matter of an article says.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct FrontMatter {
    /// What it says about the article; empty where it is silent.
    pub(super) metadata: Metadata,
    /// Byte offset in the source where the text of the article starts.
    pub(super) body_start: usize,
    /// Whether the article is to be published.
    pub(super) publish: bool,
    /// What is wrong with it.
    pub(super) problems: Vec<Problem>,
}

/// Splits the front matter off `source`. A `slug` or an address without a host is joined
/// to `base_url`.
pub(super) fn split(path: &str, source: &str, base_url: Option<&Url>) -> FrontMatter {
    let (mark, start) = begin(source);
    let nothing = FrontMatter {
        metadata: Metadata::default(),
        body_start: mark,
        publish: true,
        problems: Vec::new(),
    };
    let Some(block) = block::find(source, start) else {
        return nothing;
    };
    let Some((entries, fault, body_start)) = read(source, &block) else {
        return nothing;
    };
    let mut reader = Reader {
        path,
        source,
        line_starts: block::lines(&source[..body_start])
            .map(|(at, _)| at)
            .collect(),
        block_start: block.inner.start,
        base_url,
        urls: Vec::new(),
        slug: None,
        topics: Topics::default(),
        updated: [None, None],
        front: FrontMatter {
            body_start,
            ..nothing
        },
    };
    if let Some(fault) = fault {
        reader.fault(&block, &fault);
    }
    for (key, offset) in entry::repeated(block.format, &source[block.inner.start..body_start]) {
        let message = format!("the key \"{key}\" stands here a second time; the first one counts");
        reader.warn(offset, "duplicate-key", message);
    }
    for entry in &entries {
        reader.entry(entry);
    }
    reader.finish()
}

/// Where the text begins after a byte order mark, and where front matter would.
fn begin(source: &str) -> (usize, usize) {
    let text = source.trim_start_matches('\u{feff}');
    let mark = source.len() - text.len();
    let lead = text.len() - text.trim_start().len();
    // A block after an empty line is front matter as well; an indented one is not.
    let start = match source[mark..mark + lead].rfind('\n') {
        Some(line_break) => mark + line_break + 1,
        None => mark,
    };
    (mark, start)
}

/// The entries of `block`, what is wrong with it, and where the body starts.
/// `None` where it is text between two rules after all.
fn read(source: &str, block: &Block) -> Option<(Vec<Entry>, Option<Fault>, usize)> {
    let inner = &source[block.inner.clone()];
    let fault = match entry::parse(block, inner) {
        Ok(entries) if block.closed => {
            // Any text may start with a brace; only the others have fences of their own.
            let known = block.format != block::Format::Json || any_known(&entries);
            return known.then_some((entries, None, block.end));
        }
        Ok(_) => Fault::Unclosed,
        Err(fault) => fault,
    };
    // Where the closing fence is missing, a rule further down may look like one.
    let extent = block::extent(block.format, inner, true);
    let cut = extent < inner.trim_end().len();
    let entries = entry::salvage(block.format, &inner[..extent]);
    let end = if cut {
        block.inner.start + extent
    } else {
        block.end
    };
    let fault = if cut { Fault::Unclosed } else { fault };
    any_known(&entries).then_some((entries, Some(fault), end))
}

fn any_known(entries: &[Entry]) -> bool {
    entries
        .iter()
        .any(|entry| key::meaning(&entry.key).is_some())
}

/// Lays entries over each other, by the rank of their keys.
struct Reader<'a> {
    path: &'a str,
    source: &'a str,
    line_starts: Vec<usize>,
    block_start: usize,
    base_url: Option<&'a Url>,
    urls: Vec<(u8, Url)>,
    slug: Option<String>,
    topics: Topics,
    /// When it was changed, when it was written.
    updated: [Option<String>; 2],
    front: FrontMatter,
}

#[derive(Default)]
struct Topics {
    own: Vec<String>,
    tags: Vec<String>,
    keywords: Vec<String>,
}

impl Reader<'_> {
    fn entry(&mut self, entry: &Entry) {
        let Some(key) = key::meaning(&entry.key) else {
            let mut message = format!("the key \"{}\" is not known", entry.key);
            // Beyond a few, these are not slips but another program's keys.
            let few = self.front.problems.len() < 20;
            if few && let Some(nearest) = key::nearest(&entry.key) {
                message = format!("{message}; did you mean \"{nearest}\"?");
            }
            return self.warn(entry.offset, "unknown-key", message);
        };
        if entry.value.is_null() {
            return;
        }
        match key {
            Key::Title => fill(&mut self.front.metadata.title, text(entry)),
            Key::Description => {
                let description = text(entry);
                self.front.metadata.description =
                    self.front.metadata.description.take().or(description);
            }
            Key::Author => {
                let names = list(entry, &[]).join(", ");
                let author = &mut self.front.metadata.author;
                *author = author.take().or((!names.is_empty()).then_some(names));
            }
            Key::Url(rank) => self.url(entry, rank),
            Key::Slug => self.slug = text(entry),
            Key::Topics => self.topics.own.extend(list(entry, &[','])),
            Key::Tags => {
                let commas = entry.value.as_str().is_some_and(|text| text.contains(','));
                let separators: &[char] = if commas { &[','] } else { &[' ', '\t'] };
                self.topics.tags.extend(list(entry, separators));
            }
            Key::Categories => self.topics.tags.extend(list(entry, &[','])),
            Key::Keywords => self.topics.keywords.extend(list(entry, &[','])),
            Key::Updated => self.date(entry, 0),
            Key::Date => self.date(entry, 1),
            Key::Published => match flag(&entry.value) {
                Some(published) => self.front.publish &= published,
                None => self.date(entry, 1),
            },
            Key::Draft | Key::NoIndex => {
                if self.flag(entry) == Some(true) {
                    self.front.publish = false;
                }
            }
            Key::Verbatim => self.front.metadata.verbatim = self.flag(entry).unwrap_or_default(),
            Key::Language => self.language(entry),
            Key::Table => {
                if let Value::Object(map) = &entry.value {
                    for (key, value) in map {
                        self.entry(&Entry {
                            key: key.clone(),
                            value: value.clone(),
                            raw: String::new(),
                            offset: entry.offset,
                        });
                    }
                }
            }
            Key::Ignored => {}
        }
    }

    fn finish(mut self) -> FrontMatter {
        // Without a base, a slug is no more than a name for the file.
        if let (true, Some(slug), Some(base)) = (self.urls.is_empty(), &self.slug, self.base_url) {
            self.front.metadata.url = joined(base, slug);
        }
        let metadata = &mut self.front.metadata;
        let first = self.urls.into_iter().min_by_key(|(rank, _)| *rank);
        metadata.url = first.map(|(_, url)| url).or(metadata.url.take());
        let [changed, written] = self.updated;
        metadata.updated = changed.or(written);
        metadata.topics = [self.topics.own, self.topics.tags, self.topics.keywords]
            .into_iter()
            .map(distinct)
            .find(|topics| !topics.is_empty())
            .unwrap_or_default();
        self.front.problems.sort_by_key(|problem| problem.line);
        self.front
    }

    fn url(&mut self, entry: &Entry, rank: u8) {
        match list(entry, &[]).first() {
            Some(address) => self.address(address, rank, entry.offset),
            None => self.warn_value(entry, "an address that starts with http:// or https://"),
        }
    }

    fn address(&mut self, address: &str, rank: u8, offset: usize) {
        let complaint = match Url::parse(address) {
            Ok(url) => match can_be_shown(&url) {
                Ok(()) => return self.urls.push((rank, url)),
                Err(error) => error.to_string(),
            },
            Err(url::ParseError::RelativeUrlWithoutBase) => match self.base_url {
                Some(base) => match joined(base, address) {
                    Some(url) => return self.urls.push((rank, url)),
                    None => "it cannot be joined to the base URL".to_owned(),
                },
                None => "write it in full, starting with https://, or set a base URL".to_owned(),
            },
            Err(error) => error.to_string(),
        };
        let shown: String = address.chars().take(100).collect();
        let message = format!("\"{shown}\" is not the address of a page: {complaint}");
        let line = self.line(offset);
        self.front
            .problems
            .push(Problem::error(self.path, Some(line), "bad-url", message));
    }

    /// `place` is 0 for when the article was changed, 1 for when it was written.
    fn date(&mut self, entry: &Entry, place: usize) {
        let written = match &entry.value {
            // Docusaurus: `last_update: {date: 2024-01-05, author: Ann}`
            Value::Object(map) => {
                if let Some(Value::String(author)) = map.get("author") {
                    let known = &mut self.front.metadata.author;
                    known.get_or_insert_with(|| author.clone());
                }
                map.get("date").and_then(Value::as_str).map(str::to_owned)
            }
            _ => text(entry),
        };
        let Some(written) = written else {
            return self.warn_value(entry, "a date such as 2024-01-31");
        };
        let date = date::iso(&written).unwrap_or_else(|| {
            let message = format!(
                "the date \"{written}\" cannot be told for certain; write it as 2024-01-31"
            );
            self.warn(entry.offset, "bad-date", message);
            written
        });
        self.updated[place].get_or_insert(date);
    }

    fn language(&mut self, entry: &Entry) {
        match list(entry, &[','])
            .first()
            .and_then(|name| language::code(name))
        {
            Some(code) => {
                self.front.metadata.language.get_or_insert(code);
            }
            None => self.warn_value(entry, "a language code such as en"),
        }
    }

    fn flag(&mut self, entry: &Entry) -> Option<bool> {
        let flag = flag(&entry.value);
        if flag.is_none() {
            self.warn_value(entry, "true or false");
        }
        flag
    }

    fn fault(&mut self, block: &Block, fault: &Fault) {
        let (message, line) = match fault {
            Fault::Unclosed => (
                "the front matter has no closing line; it was read key by key up to the text"
                    .to_owned(),
                None,
            ),
            Fault::Invalid { message, line } => (
                format!(
                    "the front matter is not valid {} ({message}); it was read key by key",
                    block.format.name()
                ),
                *line,
            ),
        };
        let inner = &self.source[block.inner.clone()];
        let offset = line.and_then(|line| block::lines(inner).nth(line));
        let line = self.line(offset.map_or(0, |(at, _)| at));
        self.front.problems.push(Problem::error(
            self.path,
            Some(line),
            "front-matter",
            message,
        ));
    }

    fn warn_value(&mut self, entry: &Entry, wanted: &str) {
        let message = format!("the value of \"{}\" is not {wanted}", entry.key);
        self.warn(entry.offset, "bad-value", message);
    }

    fn warn(&mut self, offset: usize, rule: &str, message: String) {
        let line = self.line(offset);
        self.front
            .problems
            .push(Problem::warning(self.path, Some(line), rule, message));
    }

    /// The line in the file, from 1, of a byte of the block.
    fn line(&self, offset: usize) -> usize {
        let offset = self.block_start + offset;
        self.line_starts.partition_point(|start| *start <= offset)
    }
}

/// `base` with `path` below it. Site generators put their base before a leading `/` too.
fn joined(base: &Url, path: &str) -> Option<Url> {
    let mut base = base.clone();
    if !base.path().ends_with('/') {
        let folder = format!("{}/", base.path());
        base.set_path(&folder);
    }
    let url = base.join(path.trim_start_matches('/')).ok()?;
    can_be_shown(&url).is_ok().then_some(url)
}

fn fill(place: &mut String, text: Option<String>) {
    if place.is_empty() {
        *place = text.unwrap_or_default();
    }
}

#[cfg(test)]
mod tests;
