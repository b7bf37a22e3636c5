//! Hides what is no text of the article - shortcodes, template tags, comments, imports,
//! components, fences of admonitions - without moving a byte. Never hides what stands in code.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::scanner::{self, Found};

/// A body with its markup of other programs hidden.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Masked<'a> {
    /// As long as the body. Hidden bytes are blanks where nothing else stands on their
    /// line; elsewhere they are dots, which mean nothing in Markdown.
    pub(super) text: Cow<'a, str>,
    /// The hidden places that hold dots, in order.
    dots: Vec<Range<usize>>,
    /// Where a paragraph ends although the next line is not empty, in order.
    breaks: Vec<usize>,
    /// The identifiers that stand on a line of their own (`{: #id}`), with its start, in order.
    anchors: Vec<(usize, String)>,
    /// Where an admonition of `MkDocs` starts; to the parser it is a list item, in order.
    admonitions: Vec<usize>,
    /// The first comment that is never closed.
    pub(super) open_comment: Option<usize>,
}

impl Masked<'_> {
    /// The parts of `range` that are not hidden.
    pub(super) fn visible(&self, range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let first = self.dots.partition_point(|dots| dots.end <= range.start);
        let mut at = range.start;
        self.dots[first..]
            .iter()
            .take_while({
                let end = range.end;
                move |dots| dots.start < end
            })
            .cloned()
            .chain(std::iter::once(range.end..range.end))
            .map(move |dots| {
                let part = at..dots.start.max(at);
                at = dots.end.max(at);
                part
            })
            .filter(|part| !part.is_empty())
    }

    /// A body that hides nothing.
    pub(super) fn plain(body: &str) -> Masked<'_> {
        Masked {
            text: Cow::Borrowed(body),
            ..Masked::default()
        }
    }

    /// The identifier that the line after a heading at `range` gives it.
    pub(super) fn anchor_after(&self, heading: &Range<usize>) -> Option<&str> {
        let first = self.anchors.partition_point(|(at, _)| *at < heading.end);
        // The heading may end before or after its line break.
        self.anchors
            .get(first)
            .filter(|(at, _)| *at <= heading.end + 2)
            .map(|(_, anchor)| anchor.as_str())
    }

    /// Whether the item that starts at `at` is an admonition.
    pub(super) fn is_admonition(&self, at: usize) -> bool {
        self.admonitions.binary_search(&at).is_ok()
    }

    /// Whether the line break within `range` ends a paragraph.
    pub(super) fn breaks_at(&self, range: &Range<usize>) -> bool {
        let first = self.breaks.partition_point(|at| *at < range.start);
        self.breaks.get(first).is_some_and(|at| *at <= range.end)
    }
}

/// Whether `body` may hold anything to hide.
pub(super) fn is_needed(body: &str) -> bool {
    static TRIGGER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?m)\{[{%:/]|<!--|</?[A-Z]|^[ \t>]*(?::::|!!!|\?\?\?)|\[_?TOC|^(?:import|export)\s|^(?:[ \t]*(?:>|[*+-][ \t]|[0-9]{1,9}[.)][ \t])){32}",
        )
    });
    TRIGGER.is_match(body)
}

/// `body` without marks that nest too deep, those in code included.
pub(super) fn shallow(body: &str) -> Cow<'_, str> {
    let mut hidden = Vec::new();
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        if let Some(marks) = nesting(line.trim_end()) {
            hidden.push(at + marks.start..at + marks.end);
        }
        at += line.len();
    }
    if hidden.is_empty() {
        return Cow::Borrowed(body);
    }
    Cow::Owned(cover(body, &hidden).0)
}

/// Hides in `body` all that is not in `code` (ranges in order).
pub(super) fn mask<'a>(body: &str, code: &[Range<usize>]) -> Masked<'a> {
    let Found {
        mut hidden,
        breaks,
        anchors,
        admonitions,
        open_comment,
    } = scanner::find(body, code);
    hidden.sort_by_key(|range| (range.start, range.end));
    hidden.dedup_by(|next, kept| {
        let overlaps = next.start <= kept.end;
        if overlaps {
            kept.end = kept.end.max(next.end);
        }
        overlaps
    });
    let (mut text, mut dots) = cover(body, &hidden);
    for at in &admonitions {
        // What is indented by four belongs to such an item, after empty lines as well.
        text.replace_range(*at..at + MARK.len(), MARK);
        dots.push(*at..at + MARK.len());
    }
    dots.sort_by_key(|range| range.start);
    dots.dedup_by(|next, kept| {
        let overlaps = next.start <= kept.end;
        if overlaps {
            kept.end = kept.end.max(next.end);
        }
        overlaps
    });
    Masked {
        text: Cow::Owned(text),
        dots,
        breaks,
        anchors,
        admonitions,
        open_comment,
    }
}

/// What an admonition is to the parser: a list item, whose content starts at the fifth byte.
const MARK: &str = "-   .";

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a fixed pattern compiles")
}

/// The marks of lists and quotes in a line that nest deeper than anybody means. To the
/// parser, each costs time on every line below.
pub(super) fn nesting(line: &str) -> Option<Range<usize>> {
    const MAX_DEPTH: usize = 32;
    static MARK: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^[ \t]*(?:>|[*+-][ \t]|[0-9]{1,9}[.)][ \t])"));

    let mut at = 0;
    let mut depth = 0;
    let mut limit = 0;
    while let Some(mark) = MARK.find(&line[at..]) {
        at += mark.end();
        depth += 1;
        if depth == MAX_DEPTH {
            limit = at;
        }
    }
    // A line of nothing but marks is a rule.
    (depth > MAX_DEPTH && !is_frame(line[at..].trim_matches(['-', '*', '+']))).then_some(limit..at)
}

/// Covers the `hidden` ranges (in order, apart): with blanks on lines where nothing else
/// stands, with dots elsewhere. Returns the text and the dotted ranges.
fn cover(body: &str, hidden: &[Range<usize>]) -> (String, Vec<Range<usize>>) {
    let mut text = String::with_capacity(body.len());
    let mut dots: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    let mut next = 0;
    for line in body.split_inclusive('\n') {
        let range = at..at + line.trim_end_matches(['\n', '\r']).len();
        let line_end = at + line.len();
        while hidden.get(next).is_some_and(|hidden| hidden.end <= at) {
            next += 1;
        }
        let on_line = || {
            hidden[next..]
                .iter()
                .take_while(|hidden| hidden.start < range.end)
                .map(|hidden| hidden.start.max(range.start)..hidden.end.min(range.end))
                .filter(|hidden| !hidden.is_empty())
        };
        let mut shown = range.start;
        let mut empty = true;
        for hidden in on_line() {
            empty &= is_frame(&body[shown..hidden.start]);
            shown = hidden.end;
        }
        empty &= is_frame(&body[shown..range.end]);
        shown = range.start;
        for hidden in on_line() {
            text.push_str(&body[shown..hidden.start]);
            let fill = if empty { " " } else { "." };
            text.extend(std::iter::repeat_n(fill, hidden.len()));
            if !empty {
                dots.push(hidden.clone());
            }
            shown = hidden.end;
        }
        text.push_str(&body[shown..line_end]);
        at = line_end;
    }
    (text, dots)
}

/// Whether `text` is nothing but blanks and the marks of quotes.
fn is_frame(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'>'))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is left, with `.` for hidden places on lines with text and blanks trimmed.
    fn left(body: &str) -> String {
        let masked = mask(body, &[]);
        assert_eq!(masked.text.len(), body.len());
        let lines: Vec<&str> = masked.text.lines().map(str::trim_end).collect();
        lines.join("\n")
    }

    #[test]
    fn a_shortcode_on_its_own_line_leaves_an_empty_line() {
        assert_eq!(left("a\n{{< figure src=\"é\" >}}\nb"), "a\n\nb");
        assert_eq!(left("> {% include x %}\n> b"), ">\n> b");
    }

    #[test]
    fn within_a_line_the_rest_of_it_stays_in_place() {
        assert_eq!(left("{% if x %}- item"), "..........- item");
        assert_eq!(left("a {{ b }} c"), "a ....... c");
        assert_eq!(left("a <!-- b\nc --> d"), "a ......\n..... d");
    }

    #[test]
    fn components_go_but_comparisons_stay() {
        assert_eq!(
            left("<Tabs a={{b: \">\"}}>text</Tabs>"),
            "...................text......."
        );
        assert_eq!(left("when a <B and c"), "when a <B and c");
        assert_eq!(left("<Bold"), "<Bold");
    }

    #[test]
    fn imports_go_but_prose_that_starts_with_import_stays() {
        assert_eq!(
            left("import {\n  A\n} from 'a';\nimport 'b'\n\ntext"),
            "\n\n\n\n\ntext"
        );
        assert_eq!(
            left("import the file from 'a' first."),
            "import the file from 'a' first."
        );
        assert_eq!(
            left("export const a = {\n  b: 1\n}\n\ntext"),
            "\n\n\n\ntext"
        );
        assert_eq!(left("export takes time"), "export takes time");
    }

    #[test]
    fn fences_of_admonitions_go_but_their_title_stays() {
        assert_eq!(left(":::note\ntext\n:::"), "\ntext\n");
        assert_eq!(
            left(":::tip[Stay warm]\ntext\n:::"),
            ".......Stay warm.\ntext\n"
        );
        assert_eq!(
            left("::: warning Stay warm\ntext"),
            "............Stay warm\ntext"
        );
    }

    #[test]
    fn an_admonition_by_indentation_becomes_a_list_item() {
        assert_eq!(left("!!! note\n    text"), "-   .\n    text");
        assert_eq!(left("???+ tip \"Stay warm\""), "-   ......Stay warm.");
        assert_eq!(left("!!! note inline end"), "-   .");
        assert_eq!(left("!!! really now"), "!!! really now");
    }

    #[test]
    fn a_comment_that_is_never_closed_hides_nothing_but_itself() {
        let masked = mask("a\n<!-- b\n\nc", &[]);
        assert_eq!(masked.text, "a\n.... b\n\nc");
        assert_eq!(masked.open_comment, Some(2));
    }

    #[test]
    fn many_openings_without_an_end_take_no_time() {
        for opening in ["{{", "{%", "<!--", "{/*", "<A '", "<A", "{% comment %}"] {
            let body = opening.repeat(100_000);
            assert_eq!(mask(&body, &[]).text.len(), body.len());
        }
    }

    proptest::proptest! {
        #[test]
        fn no_byte_moves(body in "(?s)([ab\n :{}%<>A/\"'é-]|\\{\\{|<!--|-->|import|:::){0,60}") {
            let masked = mask(&body, &[]);
            proptest::prop_assert_eq!(masked.text.len(), body.len());
            for part in masked.visible(0..body.len()) {
                let shown = &masked.text[part.clone()];
                proptest::prop_assert!(shown == &body[part] || shown.contains(' '));
            }
        }
    }
}
