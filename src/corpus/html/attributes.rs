//! The attributes of a start tag: which are read, and which are carried over into the
//! cleaned markup. Knows nothing of the elements around.

use html5gum::StartTag;

/// Longest value of an attribute that is carried over, in bytes.
const MAX_VALUE_BYTES: usize = 400;

/// The value of an attribute.
pub(super) fn attribute(tag: &StartTag<usize>, name: &str) -> Option<String> {
    let value = tag.attributes.get(name.as_bytes())?;
    Some(String::from_utf8_lossy(&value.value).into_owned())
}

/// What a link to the element would name.
pub(super) fn identifier(tag: &StartTag<usize>) -> Option<String> {
    let named = || {
        (tag.name.as_slice() == b"a")
            .then(|| attribute(tag, "name"))
            .flatten()
    };
    attribute(tag, "id")
        .or_else(named)
        .filter(|id| !id.is_empty() && !id.contains(char::is_whitespace))
}

/// Copies what is needed to judge an element. Headings get none of it: their
/// identifiers are slugs of their text, which say nothing of what they are.
pub(super) fn copy_attributes(html: &mut String, name: &str, tag: &StartTag<usize>) {
    if let Some(classes) = attribute(tag, "class") {
        let telling: Vec<&str> = classes
            .split_whitespace()
            .filter(|class| !is_utility_class(class))
            .collect();
        if !telling.is_empty() {
            push_attribute(html, "class", &telling.join(" "));
        }
    }
    if let Some(id) = attribute(tag, "id").filter(|id| !id.starts_with("readability-")) {
        push_attribute(html, "id", &id);
    }
    for copied in ["role", "aria-modal", "start", "value", "rel", "itemprop"] {
        if let Some(value) = attribute(tag, copied) {
            push_attribute(html, copied, &value);
        }
    }
    if is_hidden(tag) {
        html.push_str(" hidden");
    }
    if name == "a" {
        // Only whether a link stays on its page matters.
        let inner = attribute(tag, "href").is_some_and(|href| href.starts_with('#'));
        push_attribute(html, "href", if inner { "#here" } else { "/" });
    }
}

fn is_hidden(tag: &StartTag<usize>) -> bool {
    let hidden = attribute(tag, "hidden").is_some_and(|value| value != "until-found");
    let aria = attribute(tag, "aria-hidden").is_some_and(|value| value == "true");
    let style = attribute(tag, "style").is_some_and(|style| {
        let style: String = style.split_whitespace().collect();
        let style = style.to_ascii_lowercase();
        style.contains("display:none") || style.contains("visibility:hidden")
    });
    hidden || aria || style
}

/// Classes that only say how a box looks, but contain words such as `hidden` or
/// `scroll` that readability takes for a sign of noise.
fn is_utility_class(class: &str) -> bool {
    class.contains([':', '[', '/'])
        || ["overflow-", "scroll-", "text-", "has-", "no-", "is-"]
            .iter()
            .any(|prefix| class.starts_with(prefix))
}

fn push_attribute(html: &mut String, name: &str, value: &str) {
    html.push(' ');
    html.push_str(name);
    html.push_str("=\"");
    escape_into(html, &value[..boundary(value, MAX_VALUE_BYTES)]);
    html.push('"');
}

/// Appends `text` so that it is read back as text.
pub(super) fn escape_into(html: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            // Other control characters would be replaced by the parser.
            '\n' | '\t' => html.push(character),
            _ if character.is_control() => html.push(' '),
            _ => html.push(character),
        }
    }
}

/// The last boundary between characters of `text` that is not beyond `most` bytes.
pub(super) fn boundary(text: &str, most: usize) -> usize {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    end
}
