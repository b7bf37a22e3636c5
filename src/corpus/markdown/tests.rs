//! Markdown, from plain articles to hostile ones.

use super::*;
use crate::corpus::BlockKind;

/// A body as one line per block, for people to compare.
fn outline(body: &Body) -> String {
    let mut lines = Vec::new();
    if !body.metadata.title.is_empty() {
        lines.push(format!("title: {}", body.metadata.title));
    }
    for section in &body.sections {
        let anchor = section
            .anchor
            .as_ref()
            .map(|anchor| format!(" {{#{anchor}}}"));
        lines.push(format!(
            "[{}]{}",
            section.headings.join(" > "),
            anchor.unwrap_or_default()
        ));
        for block in &section.blocks {
            let text = block.text.as_str();
            lines.push(match block.kind {
                BlockKind::Paragraph => format!("  {text}"),
                BlockKind::Item { depth, number } => {
                    let indent = "  ".repeat(usize::from(depth) + 1);
                    let mark = number.map_or("•".to_owned(), |number| format!("{number}."));
                    format!("{indent}{mark} {text}")
                }
                BlockKind::Row => format!("  | {text}"),
                BlockKind::Code => format!("  code {text:?}"),
            });
        }
    }
    lines.join("\n")
}

fn read(source: &str) -> String {
    outline(&parse("a.md", source, 0))
}

#[track_caller]
fn case(source: &str, expected: &str) {
    assert_eq!(read(source), expected, "{source:?}");
}

#[test]
fn a_heading_that_comes_first_is_the_title_and_no_heading() {
    case("# Fascia\n\nText.", "title: Fascia\n[]\n  Text.");
    case("Fascia\n===\n\nText.", "title: Fascia\n[]\n  Text.");
    case(
        "Text.\n\n# Fascia\n\nMore.",
        "[]\n  Text.\n[Fascia]\n  More.",
    );
    case("# A\n\n# B\n\nText.", "title: A\n[B]\n  Text.");
}

#[test]
fn headings_nest_by_their_level() {
    case(
        "# T\n## A\na\n#### B\nb\n### C\nc\n## D\nd",
        "title: T\n[A]\n  a\n[A > B]\n  b\n[A > C]\n  c\n[D]\n  d",
    );
}

#[test]
fn a_heading_without_text_below_it_stays_a_section() {
    case("## A\n## B\nb", "[A]\n[B]\n  b");
}

#[test]
fn only_an_explicit_anchor_is_an_anchor() {
    case("## Who may not {#who}\na", "[Who may not] {#who}\n  a");
    case("## Who may not {: #who }\na", "[Who may not] {#who}\n  a");
    case("## <a name=\"who\"></a>Who\na", "[Who] {#who}\n  a");
    case(
        "## Who may not\n{: #who .x}\n\na",
        "[Who may not] {#who}\n  a",
    );
    case("## Who may not\na", "[Who may not]\n  a");
}

#[test]
fn a_list_is_one_block_per_item_after_the_paragraph_that_introduces_it() {
    case(
        "It is NOT:\n- pain\n- a *contest*\n\nIt IS:\n\n3. slow\n3. warm\n   - nested\n\n   after",
        "[]\n  It is NOT:\n  • pain\n  • a contest\n  It IS:\n  3. slow\n  4. warm\n    • nested\n  after",
    );
    case("- a\n\n  b\n- [x] c", "[]\n  • a b\n  • c");
    case("-\n- a", "[]\n  • a");
}

#[test]
fn a_table_is_one_block_per_row_and_empty_rows_are_skipped() {
    case(
        "| | Swedish | Deep |\n|-|-|-|\n| Pace | *fast* | slow |\n| | | |\n| x \\| y | | |",
        "[]\n  | | Swedish | Deep\n  | Pace | fast | slow\n  | x | y",
    );
}

#[test]
fn footnotes_stand_at_the_end_of_their_section_and_leave_no_mark() {
    case(
        "## A\nText[^1] goes on.\n\n[^1]: Said by Ann.\n\nMore.\n\n## B\nb",
        "[A]\n  Text goes on.\n  More.\n  Said by Ann.\n[B]\n  b",
    );
}

#[test]
fn an_image_gives_its_text_only_where_it_stands_alone() {
    case("![A hand](a.png)", "[]\n  A hand");
    case("See ![A hand](a.png) here.", "[]\n  See here.");
    case("![[hand.png]]", "");
}

#[test]
fn links_keep_their_text_and_lose_their_address() {
    case(
        "[a](http://b.c) [[Page|shown]] [[Page]] [d][e] [f]\n\n[e]: http://g.h",
        "[]\n  a shown Page d [f]",
    );
}

#[test]
fn markup_of_other_programs_is_stripped_and_its_text_kept() {
    case(
        "import A from 'a';\n\n<A x={{y: 1}}>\n\n{{< note >}}\nText {{ b }} {% c %}here.\n{{< /note >}}\n\n</A>\n\n<!-- gone -->\n{:.class}",
        "[]\n  Text here.",
    );
    case(
        "::: warning Stop here\nText.\n:::\n",
        "[]\n  Stop here\n  Text.",
    );
    case("{% comment %}gone{% endcomment %}Text", "[]\n  Text");
}

#[test]
fn an_admonition_by_indentation_keeps_its_title_and_its_paragraphs() {
    case(
        "!!! note \"Stay warm\"\n    One.\n\n    Two.\n\n    - a\n\nAfter.",
        "[]\n  Stay warm\n  One.\n  Two.\n  • a\n  After.",
    );
    case("??? tip\n\n    One.\n", "[]\n  One.");
}

#[test]
fn a_table_of_contents_is_no_text() {
    case("* TOC\n{:toc}\n\nText", "[]\n  Text");
    case("[TOC]\n\n[[_TOC_]]\n\nText", "[]\n  Text");
}

#[test]
fn what_stands_in_code_is_not_stripped() {
    case("Write `{{< toc >}}`.", "[]\n  Write {{< toc >}}.");
    case(
        "```\n<!-- a -->\n\n  {{ b }}\n```",
        "[]\n  code \"<!-- a -->\\n\\n  {{ b }}\"",
    );
    case("    two\n      lines\n", "[]\n  code \"two\\n  lines\"");
}

#[test]
fn a_hidden_tag_before_text_does_not_make_it_code() {
    case("<!-- a comment -->Text", "[]\n  Text");
    case("[a]({{ site.url }}/b) c", "[]\n  a c");
}

#[test]
fn html_within_markdown_gives_its_text() {
    case(
        "<div>\n<h2 id=\"a\">A &amp; B</h2>\n<p>one<br>two</p>\n<ul><li>x<li>y</ul>\n<table><tr><td>1<td>2</table>\n<script>no()</script></div>",
        "[A & B] {#a}\n  one two\n  • x\n  • y\n  | 1 | 2",
    );
    case("a <b>bold</b><br>b &lt;c", "[]\n  a bold b <c");
    case("> <p>\n> quoted</p>", "[]\n  quoted");
}

#[test]
fn line_breaks_become_blanks_whatever_their_kind() {
    case("a\r\nb  \r\nc\\\r\nd\u{a0} e", "[]\n  a b c d e");
}

#[test]
fn a_comment_that_is_never_closed_is_reported_and_the_text_kept() {
    let body = parse("a.md", "one\n\n<!-- two\n\nthree", 0);
    assert_eq!(outline(&body), "[]\n  one\n  two\n  three");
    assert_eq!(
        body.problems[0].to_string(),
        "a.md:3: the comment that starts here is never closed; its text was kept"
    );
}

#[test]
fn places_are_those_of_the_whole_file() {
    let source = "---\nx\n---\n## H\nIt is **very** _slow_ &amp; *warm*.\n";
    let body = parse("a.md", source, 10);
    let section = &body.sections[0];
    assert_eq!(section.start, 10);
    let text = &section.blocks[0].text;
    assert_eq!(text.as_str(), "It is very slow & warm.");
    assert_eq!(&source[text.source(6..10)], "very");
    assert_eq!(&source[text.source(11..15)], "slow");
    assert_eq!(&source[text.source(16..17)], "&amp;");
    assert_eq!(&source[text.source(18..22)], "warm");
}

#[test]
fn deep_nesting_is_no_danger() {
    for unit in ["> ", "- ", "[", "*a ", "![", "<div>", "(", "1. "] {
        let body = parse("a.md", &format!("{}x", unit.repeat(20_000)), 0);
        assert!(body.sections.len() <= 1);
    }
    let stairs: Vec<String> = (0..300).map(|depth| "  ".repeat(depth) + "- x").collect();
    let stairs = stairs.join("\n");
    assert!(!parse("a.md", &stairs, 0).sections.is_empty());
}

/// Whether the letters and digits of `part` stand in `whole` in their order.
fn stands_in(part: &str, whole: &str) -> bool {
    let mut letters = whole
        .chars()
        .filter(|character| character.is_alphanumeric());
    part.chars()
        .filter(|character| character.is_alphanumeric())
        .all(|wanted| letters.any(|letter| letter == wanted))
}

#[track_caller]
fn assert_in_place(source: &str) {
    let body = parse("a.md", source, 0);
    for section in &body.sections {
        assert!(source.is_char_boundary(section.start));
        for block in &section.blocks {
            let text = block.text.as_str();
            assert!(!text.trim().is_empty(), "an empty block in {source:?}");
            let place = block.text.source(0..text.len());
            let quoted = source
                .get(place.clone())
                .unwrap_or_else(|| panic!("{place:?} in {source:?}"));
            assert!(
                stands_in(text, quoted),
                "{text:?} in {quoted:?} of {source:?}"
            );
            for (at, word) in words(text) {
                let place = block.text.source(at..at + word.len());
                let quoted = &source[place];
                assert!(
                    stands_in(word, quoted),
                    "{word:?} in {quoted:?} of {source:?}"
                );
            }
        }
    }
}

fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace()
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

proptest::proptest! {
    #[test]
    fn any_text_can_be_parsed_and_every_block_stands_where_it_says(
        source in "(?s).{0,200}"
    ) {
        // Names of characters (`&eacute;`) are the one thing that is not quoted letter by letter.
        assert_in_place(&source.replace('&', ""));
        parse("a.md", &source, 0);
    }

    #[test]
    fn any_markup_can_be_parsed_and_every_block_stands_where_it_says(
        parts in proptest::collection::vec(proptest::sample::select(vec![
            "a", "Bé", "word ", " ", "\n", "\r\n", "\n\n", "    ", "\t", "# ", "## ", "- ", "1. ",
            "> ", "*", "**", "_", "`", "```\n", "~~", "[", "]", "](", ")", "![", "[[", "]]", "|",
            "|-|-|\n", "<b>", "</b>", "<div>", "<p>", "<li>", "<tr><td>", "<h2 id=x>", "</h2>",
            "<A>", "</A>", "<!--", "-->", "{{", "}}", "{%", "%}", "{#x}", ":::note", ":::", "!!! note \"", "??? a\n", "{: #a}\n", "{:toc}", "[TOC]", "[^1]",
            "[^1]: ", ": ", "&amp;", "\\", "---\n", "===\n", "import 'a'\n", "export {", "\u{a0}",
            "\0", "<script>", "<pre>", "{/*", "*/}", "[x] ", "$", "\u{feff}",
        ]), 0..40)
    ) {
        assert_in_place(&parts.concat());
    }
}

#[test]
fn marks_that_nest_beyond_reason_cost_no_time_and_no_text() {
    for mark in ["> ", "- ", "1. "] {
        let source = format!("{}x\n{}", mark.repeat(20_000), "a\n".repeat(20_000));
        let text = read(&source);
        assert!(text.contains("x a a a"), "{}", &text[..100]);
    }
    case(
        "- - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - -",
        "",
    );
}
