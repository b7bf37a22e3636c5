//! Finds what other programs put into Markdown: shortcodes, template tags, comments, imports,
//! components, admonitions. Never hides anything itself.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::mask;
use super::mdx::{self, MAX_TAG_BYTES};

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a fixed pattern compiles")
}

/// What was found in a body.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Found {
    /// What is no text, in no order.
    pub(super) hidden: Vec<Range<usize>>,
    /// Where a paragraph ends although the next line is not empty.
    pub(super) breaks: Vec<usize>,
    /// The lines that give the heading above an identifier.
    pub(super) anchors: Vec<(usize, String)>,
    /// Where admonitions of `MkDocs` start.
    pub(super) admonitions: Vec<usize>,
    /// The first comment that is never closed.
    pub(super) open_comment: Option<usize>,
}

/// Looks through `body`, but not through `code` (ranges in order).
pub(super) fn find(body: &str, code: &[Range<usize>]) -> Found {
    let mut scanner = Scanner {
        body,
        found: Found::default(),
    };
    scanner.scan(code);
    scanner.lines(code);
    scanner.found
}

struct Scanner<'a> {
    body: &'a str,
    found: Found,
}

impl Scanner<'_> {
    /// Finds what may stand anywhere: comments, shortcodes, tags of components.
    fn scan(&mut self, code: &[Range<usize>]) {
        static OPENING: LazyLock<Regex> =
            LazyLock::new(|| pattern(r"<!--|\{\{|\{%|\{/\*|</?[A-Z]"));
        static COMMENTED: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\{%-?\s*comment\s*-?%\}"));

        let mut ends = [
            Finder::new("-->", usize::MAX),
            Finder::new("}}", MAX_TAG_BYTES),
            Finder::new("%}", MAX_TAG_BYTES),
            Finder::new("*/}", usize::MAX),
            Finder::new("endcomment", usize::MAX),
        ];
        let mut at = 0;
        while let Some(found) = OPENING.find_at(self.body, at) {
            let start = found.start();
            at = found.end();
            if let Some(block) = covering(code, start) {
                at = block.end.max(at);
                continue;
            }
            let end = match found.as_str() {
                "<!--" => {
                    let end = ends[0].find(self.body, at);
                    if end.is_none() {
                        self.found.open_comment.get_or_insert(start);
                    }
                    // Left alone, it would hide everything below.
                    Some(end.unwrap_or(at))
                }
                "{{" => ends[1].find(self.body, at),
                "{%" if COMMENTED.is_match(&self.body[start..]) => ends[4]
                    .find(self.body, at)
                    .and_then(|end| ends[2].find(self.body, end)),
                "{%" => ends[2].find(self.body, at),
                "{/*" => ends[3].find(self.body, at),
                _ => match mdx::component(self.body, start) {
                    Ok(end) => Some(end),
                    Err(stopped) => {
                        at = stopped.max(at);
                        None
                    }
                },
            };
            if let Some(end) = end {
                self.found.hidden.push(start..end);
                at = end;
            }
        }
    }

    /// Finds what takes a line of its own.
    fn lines(&mut self, code: &[Range<usize>]) {
        static FENCE: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r"^[ \t>]*(:{3,}[ \t]*(?:[A-Za-z0-9_-]+[ \t]*)?)(?:(\[)([^\]\n]*)(\])|([^{\n]*?))[ \t]*(\{[^}\n]*\})?[ \t]*$",
            )
        });
        static ATTRIBUTES: LazyLock<Regex> =
            LazyLock::new(|| pattern(r"^[ \t>]*(\{:[^}\n]*\})[ \t]*$"));
        static ID: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[ \t>]*\{:[^}\n]*#([^\s}#.]+)"));
        static ADMONITION: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r#"^[ \t>]*((?:!!!|\?\?\?\+?)[ \t]+[a-z][a-z0-9_-]*(?:[ \t]+inline)?(?:[ \t]+end)?[ \t]*)(?:(")([^"]*)("))?$"#,
            )
        });
        static CONTENTS: LazyLock<Regex> =
            LazyLock::new(|| pattern(r"^[ \t]*(\[TOC\]|\[\[(?:_TOC_|toc)\]\])$"));

        let mut at = 0;
        let mut skip_to = 0;
        // Imports and exports start a paragraph; prose that begins so does not.
        let mut paragraph = false;
        let mut previous = 0..0;
        for line in self.body.split_inclusive('\n') {
            let start = at;
            at += line.len();
            let content = line.trim_end();
            if start < skip_to {
                continue;
            }
            if content.is_empty() {
                paragraph = false;
                continue;
            }
            let inside = covering(code, start + content.len() - 1).is_some();
            if !inside
                && !paragraph
                && let Some(end) = mdx::module(&self.body[start..])
            {
                self.found.hidden.push(start..start + end);
                skip_to = start + end;
                continue;
            }
            paragraph = true;
            if inside {
                continue;
            }
            self.hide(start, mask::nesting(content));
            if content.contains(":::")
                && let Some(found) = FENCE.captures(content)
            {
                paragraph = false;
                for group in [1, 2, 4, 6] {
                    let group = found.get(group).map(|group| group.range());
                    self.hide(start, group);
                }
                let title = found.get(3).or(found.get(5));
                if title.is_some_and(|title| !title.is_empty()) {
                    self.found.breaks.push(start + content.len());
                }
            } else if content.contains("{:")
                && let Some(found) = ATTRIBUTES.captures(content)
            {
                self.hide(start, found.get(1).map(|group| group.range()));
                if content.trim_start().starts_with("{:toc") {
                    // The item above stands for the table of contents.
                    self.hide(0, Some(previous.clone()));
                }
                if let Some(id) = ID.captures(content) {
                    self.found.anchors.push((start, id[1].to_owned()));
                }
            } else if content.contains(['!', '?'])
                && let Some(found) = ADMONITION.captures(content)
                && let Some(opening) = found.get(1)
            {
                self.found.admonitions.push(start + opening.start());
                for group in [1, 2, 4] {
                    let group = found.get(group).map(|group| group.range());
                    self.hide(start, group);
                }
                if found.get(3).is_some_and(|title| !title.is_empty()) {
                    self.found.breaks.push(start + content.len());
                }
            } else if content.ends_with(']')
                && let Some(found) = CONTENTS.captures(content)
            {
                self.hide(start, found.get(1).map(|group| group.range()));
            }
            previous = start..start + content.len();
        }
    }

    fn hide(&mut self, line: usize, range: Option<Range<usize>>) {
        if let Some(range) = range.filter(|range| !range.is_empty()) {
            self.found.hidden.push(line + range.start..line + range.end);
        }
    }
}

/// The code that `at` lies in.
fn covering(code: &[Range<usize>], at: usize) -> Option<&Range<usize>> {
    let index = code.partition_point(|range| range.end <= at);
    code.get(index).filter(|range| range.start <= at)
}

/// Finds the next end of something, looking at each byte once however often it is asked.
struct Finder {
    needle: &'static str,
    limit: usize,
    /// Where the last search began, and what it found.
    last: Option<(usize, Option<usize>)>,
}

impl Finder {
    fn new(needle: &'static str, limit: usize) -> Self {
        Self {
            needle,
            limit,
            last: None,
        }
    }

    /// The end of the first needle at or after `from`, within the limit.
    fn find(&mut self, text: &str, from: usize) -> Option<usize> {
        let found = match self.last {
            Some((began, None)) if began <= from => None,
            Some((began, Some(found))) if began <= from && from <= found => Some(found),
            _ => {
                let found = text[from..].find(self.needle).map(|offset| from + offset);
                self.last = Some((from, found));
                found
            }
        };
        let found = found.filter(|found| found - from <= self.limit)?;
        Some(found + self.needle.len())
    }
}
