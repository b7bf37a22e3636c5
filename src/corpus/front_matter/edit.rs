//! Sets one key in the front matter of an article, in the language that it is written in.
//! Changes the line of that key and no other byte.

use serde_json::{Map, Value};

use super::begin;
use super::block::{self, Block, Format};

/// `source` with `key` set to `value` in its front matter, which is made where there is none.
/// `None` where that cannot be done in one line: the key has a value of several lines, or the
/// front matter is broken.
pub fn with_value(source: &str, key: &str, value: &Value) -> Option<String> {
    let (mark, start) = begin(source);
    let Some(block) = block::find(source, start) else {
        let head = format!("---\n{key}: {value}\n---\n\n");
        return Some(format!("{}{head}{}", &source[..mark], &source[mark..]));
    };
    if !block.closed {
        return None;
    }
    if block.format == Format::Json {
        return in_json(source, &block, key, value);
    }
    let inner = &source[block.inner.clone()];
    let mut lines = block::lines(inner).peekable();
    while let Some((at, line)) = lines.next() {
        if block.format == Format::Toml && line.trim_start().starts_with('[') {
            // What follows belongs to a table.
            break;
        }
        let Some((name, value_at)) = block.format.key(line) else {
            continue;
        };
        if !name.eq_ignore_ascii_case(key) {
            continue;
        }
        let next = lines.peek().map_or("", |(_, next)| next);
        let goes_on = next.starts_with([' ', '\t', '-', ']', '}']);
        if goes_on || !is_whole(line[value_at.min(line.len())..].trim()) {
            return None;
        }
        let from = block.inner.start + at;
        let to = from + line.len();
        let set = set(block.format, key, value, line_break(line));
        return Some(format!("{}{set}{}", &source[..from], &source[to..]));
    }
    let at = block.inner.start;
    let set = set(block.format, key, value, line_break(&source[..at]));
    Some(format!("{}{set}{}", &source[..at], &source[at..]))
}

/// A line that sets a key. What JSON writes is YAML and TOML as well.
fn set(format: Format, key: &str, value: &Value, line_break: &str) -> String {
    let sign = if format == Format::Toml { " =" } else { ":" };
    format!("{key}{sign} {value}{line_break}")
}

fn line_break(line: &str) -> &'static str {
    if line.ends_with("\r\n") { "\r\n" } else { "\n" }
}

/// Whether a value ends on the line that it begins on.
fn is_whole(value: &str) -> bool {
    let opens = |open: char, close: char| value.starts_with(open) && !value.ends_with(close);
    !value.starts_with(['|', '>'])
        && !value.starts_with("\"\"\"")
        && !value.starts_with("'''")
        && !opens('[', ']')
        && !opens('{', '}')
}

fn in_json(source: &str, block: &Block, key: &str, value: &Value) -> Option<String> {
    let mut map: Map<String, Value> = serde_json::from_str(&source[block.inner.clone()]).ok()?;
    map.insert(key.to_owned(), value.clone());
    let written = serde_json::to_string_pretty(&map).ok()?;
    let (from, to) = (block.inner.start, block.inner.end);
    Some(format!("{}{written}{}", &source[..from], &source[to..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::parse;
    use proptest::prelude::*;
    use serde_json::json;

    fn titled(source: &str) -> Option<String> {
        with_value(source, "title", &json!("New: \"one\""))
    }

    #[test]
    fn a_title_is_set_in_any_front_matter_and_nothing_else_changes() {
        let cases = [
            (
                "Text.\n",
                "---\ntitle: \"New: \\\"one\\\"\"\n---\n\nText.\n",
            ),
            (
                "---\ntitle: Old\nlang: en\n---\nText.\n",
                "---\ntitle: \"New: \\\"one\\\"\"\nlang: en\n---\nText.\n",
            ),
            (
                "---\r\nlang: en\r\n---\r\nText.\r\n",
                "---\r\ntitle: \"New: \\\"one\\\"\"\r\nlang: en\r\n---\r\nText.\r\n",
            ),
            (
                "+++\nlang = \"en\"\n[extra]\ntitle = \"x\"\n+++\nText.\n",
                "+++\ntitle = \"New: \\\"one\\\"\"\nlang = \"en\"\n[extra]\ntitle = \"x\"\n+++\nText.\n",
            ),
        ];
        for (source, wanted) in cases {
            assert_eq!(titled(source).as_deref(), Some(wanted));
        }
        let json = titled("{\"title\": \"Old\", \"lang\": \"en\"}\n\nText.\n").unwrap();
        let article = parse("a.md", json.as_bytes(), None).article.unwrap();
        assert_eq!(article.metadata.title, "New: \"one\"");
    }

    #[test]
    fn a_value_of_several_lines_is_left_alone() {
        for source in [
            "---\ntitle: >\n  Old\n  title\n---\nText.\n",
            "---\ntitle: [a,\n  b]\n---\nText.\n",
            "---\ntitle: Old\n\nText without an end.\n",
        ] {
            assert_eq!(titled(source), None, "{source}");
        }
    }

    proptest! {
        #[test]
        fn any_title_is_read_back(title in "\\PC{1,60}", fence in "(---\ntitle: a\n---\n|\\+\\+\\+\nlang = \"en\"\n\\+\\+\\+\n|)") {
            prop_assume!(title.chars().any(char::is_alphanumeric));
            let source = format!("{fence}\nSome text.\n");
            let set = with_value(&source, "title", &json!(title)).unwrap();
            let parsed = parse("a.md", set.as_bytes(), None);
            let read = parsed.article.unwrap().metadata.title;
            let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert_eq!(words(&read), words(&title));
        }

        #[test]
        fn any_source_is_edited_without_a_fault(source in "(---\n|\\+\\+\\+\n|\\{)?[a-z:= \n\"\\[\\]{}+-]{0,80}") {
            let _ = titled(&source);
        }
    }
}
