//! An article -> clean Markdown with YAML front matter. Reading the result back gives
//! the same text; no word is changed. Never touches a file.

use std::fmt::Write as _;

use serde::Serialize;

use crate::corpus::{Article, Block, BlockKind, Metadata, Section};

/// Largest number that Markdown reads as the number of an item.
const MAX_ITEM_NUMBER: u64 = 999_999_999;

/// Longer than any character reference.
const MAX_REFERENCE_CHARS: usize = 40;

/// Front matter in the order in which it is written.
#[derive(Serialize)]
struct FrontMatter<'a> {
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    verbatim: bool,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    topics: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lang: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
}

/// Writes `article` as Markdown.
pub fn to_markdown(article: &Article) -> String {
    let mut markdown = front_matter(&article.metadata);
    let mut path: &[String] = &[];
    for section in &article.sections {
        headings(&mut markdown, path, section);
        path = &section.headings;
        blocks(&mut markdown, &section.blocks);
    }
    markdown
}

fn front_matter(metadata: &Metadata) -> String {
    let fields = FrontMatter {
        title: &metadata.title,
        url: metadata.url.as_ref().map(url::Url::as_str),
        verbatim: metadata.verbatim,
        topics: &metadata.topics,
        updated: metadata.updated.as_deref(),
        author: metadata.author.as_deref(),
        lang: metadata.language.as_deref(),
        description: metadata.description.as_deref(),
    };
    // One line per value: what a person sees is what there is to edit.
    let options = serde_saphyr::ser_options! {
        prefer_block_scalars: false,
    };
    let yaml = serde_saphyr::to_string_with_options(&fields, options).unwrap_or_default();
    format!("---\n{}\n---\n", yaml.trim_end())
}

/// Writes the headings that the section has and the one before had not.
fn headings(markdown: &mut String, before: &[String], section: &Section) {
    let Some((own, above)) = section.headings.split_last() else {
        return;
    };
    let shared = above
        .iter()
        .zip(before)
        .take_while(|(one, other)| one == other)
        .count();
    for (depth, heading) in above.iter().enumerate().skip(shared) {
        heading_line(markdown, depth, heading, None);
    }
    heading_line(markdown, above.len(), own, section.anchor.as_deref());
}

fn heading_line(markdown: &mut String, depth: usize, heading: &str, anchor: Option<&str>) {
    let marks = "#".repeat((depth + 2).min(6));
    let text = escape(heading, Place::Heading);
    let _ = write!(markdown, "\n{marks} {text}");
    if let Some(anchor) = anchor.filter(|anchor| is_plain_anchor(anchor)) {
        let _ = write!(markdown, " {{#{anchor}}}");
    }
    markdown.push('\n');
}

/// Whether an identifier can stand in `{#...}`.
fn is_plain_anchor(anchor: &str) -> bool {
    let allowed = |c: char| c.is_alphanumeric() || "-_.:~%+".contains(c);
    !anchor.is_empty() && anchor.chars().all(allowed)
}

fn blocks(markdown: &mut String, blocks: &[Block]) {
    let mut rest = blocks;
    while let Some(first) = rest.first() {
        let alike = rest
            .iter()
            .take_while(|block| group(block.kind) == group(first.kind))
            .count();
        let (run, after) = rest.split_at(alike);
        rest = after;
        match first.kind {
            BlockKind::Paragraph => {
                for block in run {
                    let text = escape(block.text.as_str(), Place::Line);
                    let _ = write!(markdown, "\n{text}\n");
                }
            }
            BlockKind::Item { .. } => list(markdown, run),
            BlockKind::Row => table(markdown, run),
            BlockKind::Code => {
                for block in run {
                    code(markdown, block.text.as_str());
                }
            }
        }
    }
}

/// Blocks of one group are written together.
fn group(kind: BlockKind) -> u8 {
    match kind {
        BlockKind::Paragraph => 0,
        BlockKind::Item { .. } => 1,
        BlockKind::Row => 2,
        BlockKind::Code => 3,
    }
}

/// An open level of a list.
struct Level {
    /// Where the text of its items begins, in columns.
    column: usize,
    /// The number of its last item.
    number: Option<u64>,
}

fn list(markdown: &mut String, items: &[Block]) {
    let mut levels: Vec<Level> = Vec::new();
    markdown.push('\n');
    for item in items {
        let BlockKind::Item { depth, number } = item.kind else {
            continue;
        };
        let number = number.filter(|&number| number <= MAX_ITEM_NUMBER);
        let depth = usize::from(depth).min(levels.len());
        levels.truncate(depth + 1);
        let indent = match depth {
            0 => 0,
            _ => levels[depth - 1].column,
        };
        if let Some(last) = levels.get(depth)
            && last.number.map(|number| number + 1) != number
            && !(last.number.is_none() && number.is_none())
        {
            // Markdown counts by itself: a list with numbers of its own begins anew.
            let _ = write!(markdown, "\n{:indent$}<!-- -->\n\n", "");
        } else if depth == levels.len() && depth > 0 && number.is_some_and(|number| number != 1) {
            // Only a list that begins with 1 may follow its item without an empty line.
            markdown.push('\n');
        }
        let mark = match number {
            Some(number) => format!("{number}. "),
            None => "- ".to_owned(),
        };
        let text = escape(item.text.as_str(), Place::Line);
        let _ = writeln!(markdown, "{:indent$}{mark}{text}", "");
        levels.truncate(depth);
        levels.push(Level {
            column: indent + mark.len(),
            number,
        });
    }
}

fn table(markdown: &mut String, rows: &[Block]) {
    let cells = |row: &Block| -> Vec<String> {
        row.text
            .as_str()
            .split(" | ")
            .map(|cell| escape(cell, Place::Cell))
            .collect()
    };
    let columns = rows.iter().map(|row| cells(row).len()).max().unwrap_or(1);
    markdown.push('\n');
    for (index, row) in rows.iter().enumerate() {
        let mut cells = cells(row);
        // A row may not have more cells than the first one.
        if index == 0 {
            cells.resize(columns, String::new());
        }
        let _ = writeln!(markdown, "| {} |", cells.join(" | "));
        if index == 0 {
            let _ = writeln!(markdown, "|{}", " --- |".repeat(columns));
        }
    }
}

fn code(markdown: &mut String, text: &str) {
    let mut longest = 2;
    let mut run = 0;
    for character in text.chars() {
        run = if character == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest + 1);
    let text = text.trim_end_matches('\n');
    let _ = write!(markdown, "\n{fence}\n{text}\n{fence}\n");
}

/// Where a text stands: some characters are markup only there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Line,
    Heading,
    Cell,
}

/// `text` with a backslash before each character that Markdown would read as markup.
fn escape(text: &str, place: Place) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut previous = ' ';
    let mut characters = text.chars().peekable();
    if place == Place::Line {
        escape_start(text, &mut escaped, &mut characters, &mut previous);
    }
    while let Some(character) = characters.next() {
        let next = characters.peek().copied().unwrap_or(' ');
        let markup = match character {
            '\\' | '`' | '*' | '[' | ']' | '{' | '}' | '~' | '^' => true,
            // Within a word an underscore is only a character.
            '_' => !(previous.is_alphanumeric() && next.is_alphanumeric()),
            '<' => next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'),
            '&' => is_reference(characters.clone()),
            // Comments are taken out before anything else is read.
            '!' => previous == '<',
            '|' => place == Place::Cell,
            '#' => place == Place::Heading,
            _ => false,
        };
        if markup {
            escaped.push('\\');
        }
        // A line break would begin a block of its own.
        escaped.push(if matches!(character, '\n' | '\r') {
            ' '
        } else {
            character
        });
        previous = character;
    }
    escaped
}

/// Whether what follows an ampersand makes it a character reference.
fn is_reference(after: impl Iterator<Item = char>) -> bool {
    let mut name = after
        .take(MAX_REFERENCE_CHARS)
        .skip_while(|c| c.is_ascii_alphanumeric() || *c == '#');
    name.next() == Some(';')
}

/// What begins a block of another kind: lists, quotes, headings, rules, `import` lines.
fn escape_start(
    text: &str,
    escaped: &mut String,
    characters: &mut std::iter::Peekable<std::str::Chars<'_>>,
    previous: &mut char,
) {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let marker = text[digits..].strip_prefix(['.', ')']);
    if digits > 0 && marker.is_some_and(|after| after.is_empty() || after.starts_with(' ')) {
        escaped.push_str(&text[..digits]);
        escaped.push('\\');
        escaped.push_str(&text[digits..=digits]);
        characters.nth(digits);
        *previous = '.';
    } else if text.starts_with(['#', '>', '-', '+', '=', ':', '|']) {
        escaped.push('\\');
        escaped.extend(characters.next());
        *previous = ' ';
    } else if text.starts_with("import ") || text.starts_with("export ") {
        // Readers of MDX take such a line for code.
        let first = u32::from(text.as_bytes()[0]);
        let _ = write!(escaped, "&#{first};");
        *previous = characters.next().unwrap_or(' ');
    }
}
