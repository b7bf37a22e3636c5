//! A block of HTML within Markdown -> its text and where its blocks end.
//! Never judges what is main content.

use std::ops::Range;

use html5gum::{DefaultEmitter, Span, Token, Tokenizer};

/// What a block of HTML is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// Text, references resolved, and its place in the block.
    Text(String, Range<usize>),
    /// White space that the layout adds.
    Space,
    /// A paragraph or the like starts or ends.
    Break,
    /// An item of a list starts.
    Item,
    /// A row of a table starts.
    Row,
    /// A cell of a table starts.
    Cell,
    /// A heading starts: its level, its `id`, its place.
    Heading(u8, Option<String>, usize),
    /// A heading ends.
    HeadingEnd,
}

/// Takes `html` apart.
pub(super) fn parts(html: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    // The element whose content is no text of the article.
    let mut skipped: Option<Vec<u8>> = None;
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) if skipped.is_none() => {
                let name: &[u8] = &tag.name;
                if !tag.self_closing && is_skipped(name) {
                    skipped = Some(name.to_vec());
                    continue;
                }
                let id = tag
                    .attributes
                    .get(&b"id"[..])
                    .map(|id| String::from_utf8_lossy(id).into_owned());
                parts.extend(opened(name, id, tag.span.start));
            }
            Token::EndTag(tag) => {
                let name: &[u8] = &tag.name;
                if let Some(skipping) = &skipped {
                    if skipping == name {
                        skipped = None;
                    }
                } else if heading(name).is_some() {
                    parts.push(Part::HeadingEnd);
                } else if is_block(name) {
                    parts.push(Part::Break);
                }
            }
            Token::String(text) if skipped.is_none() => {
                push_text(&mut parts, html, &text.span);
            }
            _ => {}
        }
    }
    parts
}

/// Whether the tag `html` (`<br>`, `</p>`) separates words.
pub(super) fn separates(html: &str) -> bool {
    let name = html.trim_start_matches(['<', '/']);
    let end = name
        .find(|character: char| !character.is_ascii_alphanumeric())
        .unwrap_or(name.len());
    let name = name[..end].to_ascii_lowercase();
    name == "br" || is_block(name.as_bytes())
}

/// The place that a tag within a line can be linked by: `<a id="...">`, `<a name="...">`.
pub(super) fn anchor(tag: &str) -> Option<String> {
    let Some(Ok(Token::StartTag(tag))) = Tokenizer::new(tag).next() else {
        return None;
    };
    let is_link = &*tag.name == b"a";
    let id = tag.attributes.get(&b"id"[..]);
    let id = id.or_else(|| tag.attributes.get(&b"name"[..]).filter(|_| is_link))?;
    Some(String::from_utf8_lossy(id).into_owned()).filter(|id| !id.is_empty())
}

fn opened(name: &[u8], id: Option<String>, start: usize) -> Option<Part> {
    if let Some(level) = heading(name) {
        return Some(Part::Heading(level, id, start));
    }
    match name {
        b"br" => Some(Part::Space),
        b"li" => Some(Part::Item),
        b"tr" => Some(Part::Row),
        b"td" | b"th" => Some(Part::Cell),
        _ => is_block(name).then_some(Part::Break),
    }
}

/// Text with references is cut at them, so that all else keeps its exact place.
fn push_text(parts: &mut Vec<Part>, html: &str, span: &Span<usize>) {
    let Some(raw) = html.get(span.start..span.end) else {
        return;
    };
    let mut at = 0;
    while at < raw.len() {
        let rest = &raw[at..];
        let end = if rest.starts_with('&') {
            let reference = rest
                .bytes()
                .skip(1)
                .take(40)
                .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#');
            let end = reference.count() + 1;
            end + usize::from(rest.as_bytes().get(end) == Some(&b';'))
        } else {
            rest.find('&').unwrap_or(rest.len())
        };
        let piece = &rest[..end];
        let text = if piece.starts_with('&') {
            decoded(piece)
        } else {
            piece.to_owned()
        };
        parts.push(Part::Text(text, span.start + at..span.start + at + end));
        at += end;
    }
}

fn decoded(reference: &str) -> String {
    let mut text = String::new();
    for token in Tokenizer::new(reference) {
        let Ok(token) = token;
        if let Token::String(part) = token {
            text.push_str(&String::from_utf8_lossy(&part));
        }
    }
    text
}

fn heading(name: &[u8]) -> Option<u8> {
    match name {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

fn is_skipped(name: &[u8]) -> bool {
    matches!(
        name,
        b"script"
            | b"style"
            | b"template"
            | b"svg"
            | b"math"
            | b"iframe"
            | b"noscript"
            | b"head"
            | b"object"
            | b"video"
            | b"audio"
            | b"canvas"
            | b"select"
    )
}

fn is_block(name: &[u8]) -> bool {
    matches!(
        name,
        b"address"
            | b"article"
            | b"aside"
            | b"blockquote"
            | b"body"
            | b"caption"
            | b"center"
            | b"dd"
            | b"details"
            | b"dialog"
            | b"div"
            | b"dl"
            | b"dt"
            | b"fieldset"
            | b"figcaption"
            | b"figure"
            | b"footer"
            | b"form"
            | b"header"
            | b"hr"
            | b"html"
            | b"li"
            | b"main"
            | b"menu"
            | b"nav"
            | b"ol"
            | b"p"
            | b"pre"
            | b"section"
            | b"summary"
            | b"table"
            | b"tbody"
            | b"tfoot"
            | b"thead"
            | b"tr"
            | b"ul"
    )
}
