//! What `to_markdown` writes, read back by two readers: ours and the library's.

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use url::Url;

use super::to_markdown;
use crate::corpus::{Article, Block, BlockKind, Metadata, Section, SourceText, parse};

fn block(kind: BlockKind, text: &str) -> Block {
    let mut source = SourceText::default();
    source.push(text, 0..text.len());
    Block { kind, text: source }
}

fn item(depth: u8, number: Option<u64>, text: &str) -> Block {
    block(BlockKind::Item { depth, number }, text)
}

fn section(headings: &[&str], anchor: Option<&str>, blocks: Vec<Block>) -> Section {
    Section {
        headings: headings
            .iter()
            .map(|heading| (*heading).to_owned())
            .collect(),
        anchor: anchor.map(str::to_owned),
        start: 0,
        blocks,
    }
}

fn article(sections: Vec<Section>) -> Article {
    Article {
        path: "a.md".to_owned(),
        metadata: Metadata {
            title: "A title".to_owned(),
            ..Metadata::default()
        },
        sections,
    }
}

/// What a reader of Markdown makes of the text: headings as `#2 ...`, items as
/// `-0 ...` or `3.0 ...` with their depth, rows as `| ...`, code as ```` ``` ````.
fn reread(markdown: &str) -> Vec<String> {
    let (_, body) = markdown[4..].split_once("\n---\n").unwrap();
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
        | Options::ENABLE_WIKILINKS;
    let mut lines: Vec<String> = Vec::new();
    let mut lists: Vec<Option<u64>> = Vec::new();
    let mut cells: Vec<String> = Vec::new();
    let mut line = String::new();
    let flush = |line: &mut String, lines: &mut Vec<String>| {
        if !line.trim().is_empty() {
            lines.push(std::mem::take(line));
        }
        line.clear();
    };
    for event in Parser::new_ext(body, options) {
        match event {
            Event::Start(Tag::Heading { level, id, .. }) => {
                line = format!(
                    "#{}{} ",
                    level as u8,
                    id.map_or(String::new(), |id| format!(" {id}"))
                );
            }
            Event::Start(Tag::List(first)) => {
                flush(&mut line, &mut lines);
                lists.push(first);
            }
            Event::End(TagEnd::List(_)) => {
                lists.pop();
            }
            Event::Start(Tag::Item) => {
                let depth = lists.len() - 1;
                line = match lists.last_mut().unwrap() {
                    Some(number) => {
                        *number += 1;
                        format!("{}.{depth} ", *number - 1)
                    }
                    None => format!("-{depth} "),
                };
            }
            Event::Start(Tag::CodeBlock(_)) => line = "```\n".to_owned(),
            Event::Start(Tag::TableCell) => line.clear(),
            Event::End(TagEnd::TableCell) => cells.push(std::mem::take(&mut line)),
            Event::End(TagEnd::TableRow | TagEnd::TableHead) => {
                let mut row = std::mem::take(&mut cells);
                while row.last().is_some_and(String::is_empty) {
                    row.pop();
                }
                lines.push(format!("| {}", row.join(" | ")));
            }
            Event::End(TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::Item) => {
                flush(&mut line, &mut lines);
            }
            Event::End(TagEnd::CodeBlock) => {
                lines.push(std::mem::take(&mut line).trim_end_matches('\n').to_owned());
            }
            Event::Text(text) => line.push_str(&text),
            Event::Start(
                Tag::Paragraph | Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::HtmlBlock,
            )
            | Event::End(TagEnd::Table | TagEnd::HtmlBlock)
            | Event::Html(_) => {}
            other => lines.push(format!("unexpected {other:?}")),
        }
    }
    lines
}

/// The headings and blocks that our own reader finds.
fn read_back(markdown: &str) -> Vec<String> {
    let parsed = parse("a.md", markdown.as_bytes(), None);
    assert_eq!(parsed.problems, vec![], "{markdown}");
    let sections = parsed
        .article
        .map_or(Vec::new(), |article| article.sections);
    sections
        .into_iter()
        .flat_map(|section| {
            let heading = section.headings.last().cloned();
            let blocks = section.blocks.into_iter();
            let texts = blocks.map(|block| block.text.as_str().to_owned());
            heading.into_iter().chain(texts).collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn an_article_is_written_as_clean_markdown() {
    let mut article = article(vec![
        section(
            &[],
            None,
            vec![block(BlockKind::Paragraph, "Water is *wet*; 2 < 3 & R&D.")],
        ),
        section(
            &["What is it?"],
            Some("what-is-it"),
            vec![
                block(BlockKind::Paragraph, "It is:"),
                item(0, None, "cold"),
                item(1, None, "in winter"),
                item(0, None, "wet"),
            ],
        ),
        section(
            &["What is it?", "In # detail {x}"],
            None,
            vec![
                item(0, Some(3), "Pour."),
                item(1, Some(1), "Slowly."),
                item(0, Some(7), "Drink."),
                block(BlockKind::Row, "Kind | Use"),
                block(BlockKind::Row, "Rain | garden|pond | both"),
                block(BlockKind::Code, "let a = `b`;\n```\n"),
                block(BlockKind::Paragraph, "1. This is no list."),
            ],
        ),
    ]);
    article.metadata = Metadata {
        title: "Water: a \"primer\"".to_owned(),
        url: Some(Url::parse("https://water.example/a?b=c#d").unwrap()),
        verbatim: true,
        topics: vec!["water".to_owned(), "no".to_owned()],
        author: Some("R. Reed".to_owned()),
        updated: Some("2024-01-02".to_owned()),
        language: Some("no".to_owned()),
        description: Some("What it is - and isn't".to_owned()),
    };
    insta::assert_snapshot!(to_markdown(&article), @r##"
    ---
    title: "Water: a \"primer\""
    url: https://water.example/a?b=c#d
    verbatim: true
    topics:
    - water
    - "no"
    updated: "2024-01-02"
    author: R. Reed
    lang: "no"
    description: What it is - and isn't
    ---

    Water is \*wet\*; 2 < 3 & R&D.

    ## What is it? {#what-is-it}

    It is:

    - cold
      - in winter
    - wet

    ### In \# detail \{x\}

    3. Pour.
       1. Slowly.

    <!-- -->

    7. Drink.

    | Kind | Use |  |
    | --- | --- | --- |
    | Rain | garden\|pond | both |

    ````
    let a = `b`;
    ```
    ````

    1\. This is no list.
    "##);
}

#[test]
fn markup_in_the_text_is_read_back_as_text() {
    for text in [
        "# no heading",
        "- no list",
        "+ no list",
        "1. no list",
        "12) no list",
        "> no quote",
        "*a* _b_ __c__ `d` ~~e~~ [f](g) [[h]] ![i](j) [^1]",
        "<b>bold</b> <!-- x --> <a@b.c> a < b",
        "&amp; &#35; & AT&T &copy;",
        "a\\b \\* \\",
        "| a | b |",
        "--- a",
        "---",
        "***",
        "===",
        "```",
        "~~~",
        ": definition",
        "[x] task",
        "{{< shortcode >}} {% tag %}",
        "import x from 'y'",
        "http://a.b/c_d_e",
        "snake_case _edge_ _",
        "#",
        "+",
        "-",
        "=",
        "1.",
        "!",
        "a $b$ c",
        "term : x",
    ] {
        for kind in [
            BlockKind::Paragraph,
            BlockKind::Item {
                depth: 0,
                number: None,
            },
            BlockKind::Row,
        ] {
            let text = if kind == BlockKind::Row {
                &text.replace(" | ", " ")
            } else {
                text
            };
            let read = reread(&to_markdown(&article(vec![section(
                &[],
                None,
                vec![block(kind, text)],
            )])));
            let mark = match kind {
                BlockKind::Paragraph => "",
                BlockKind::Row => "| ",
                _ => "-0 ",
            };
            assert_eq!(read, [format!("{mark}{text}")], "{kind:?}");
            let sections = vec![section(&["Heading"], None, vec![block(kind, text)])];
            let own = read_back(&to_markdown(&article(sections)));
            // At the end of a row a border is no text.
            if kind != BlockKind::Row || !text.ends_with('|') {
                assert_eq!(own, ["Heading", text], "{kind:?}");
            }
        }
        let read = reread(&to_markdown(&article(vec![section(
            &[text],
            Some("id"),
            vec![block(BlockKind::Paragraph, "x")],
        )])));
        assert_eq!(read, [format!("#2 id {text}"), "x".to_owned()]);
        let sections = vec![section(
            &[text],
            Some("id"),
            vec![block(BlockKind::Paragraph, "x")],
        )];
        let own = read_back(&to_markdown(&article(sections)));
        assert_eq!(own, [text, "x"]);
    }
}

fn words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[a-zA-Zäß0-9]{1,8}",
        "[-#*_`~<>&;:!?.,()\\[\\]{}|\\\\^$=+/'\"]{1,3}",
        "[a-z_*`]{1,6}",
        Just("&amp;".to_owned()),
        Just("1.".to_owned()),
    ];
    prop::collection::vec(word, 1..12).prop_map(|words| words.join(" "))
}

fn blocks() -> impl Strategy<Value = Vec<Block>> {
    let kind = prop_oneof![
        Just(BlockKind::Paragraph),
        Just(BlockKind::Row),
        Just(BlockKind::Code),
        (0..4_u8, prop::option::of(0..2_000_000_000_u64))
            .prop_map(|(depth, number)| BlockKind::Item { depth, number }),
    ];
    prop::collection::vec((kind, words()), 1..10).prop_map(|blocks| {
        blocks
            .into_iter()
            .map(|(kind, text)| block(kind, &text))
            .collect()
    })
}

/// Everything but white space, borders of cells and marks of blocks.
fn bare(lines: &[String]) -> String {
    lines
        .iter()
        .flat_map(|line| line.chars())
        .filter(|character| !character.is_whitespace() && *character != '|')
        .collect()
}

proptest! {
    #[test]
    fn every_word_is_read_back_in_order(
        sections in prop::collection::vec((prop::collection::vec(words(), 0..4), blocks()), 1..5)
    ) {
        let sections: Vec<Section> = sections
            .into_iter()
            .map(|(headings, blocks)| Section { headings, anchor: None, start: 0, blocks })
            .collect();
        let article = article(sections);
        let markdown = to_markdown(&article);
        let read: Vec<String> = reread(&markdown)
            .into_iter()
            .filter(|line| !line.starts_with('#') || line.as_bytes().get(1).is_none_or(|b| !b.is_ascii_digit()))
            .map(|line| {
                let marked = line.starts_with("```\n") || line.starts_with("| ")
                    || line.split_once(' ').is_some_and(|(mark, _)| {
                        mark.strip_prefix('-').is_some_and(|depth| depth.parse::<u8>().is_ok())
                            || mark.split_once('.').is_some_and(|(number, depth)| {
                                number.parse::<u64>().is_ok() && depth.parse::<u8>().is_ok()
                            })
                    });
                match line.split_once([' ', '\n']) {
                    Some((_, text)) if marked => text.to_owned(),
                    _ => line,
                }
            })
            .collect();
        let written: Vec<String> = article
            .sections
            .iter()
            .flat_map(|section| &section.blocks)
            .map(|block| block.text.as_str().to_owned())
            .collect();
        prop_assert_eq!(bare(&read), bare(&written), "{}", markdown);
        let own = parse("a.md", markdown.as_bytes(), None).article;
        let own: Vec<String> = own
            .iter()
            .flat_map(|article| &article.sections)
            .flat_map(|section| &section.blocks)
            .map(|block| block.text.as_str().to_owned())
            .collect();
        prop_assert_eq!(bare(&own), bare(&written), "{}", markdown);
    }
}
