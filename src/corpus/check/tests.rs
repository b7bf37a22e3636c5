//! Each fault that a writer can mend, found at its place.

use proptest::prelude::*;
use url::Url;

use super::*;
use crate::corpus::{Metadata, Section, SourceText};

const FILES: [&str; 4] = [
    "fascia/what.md",
    "fascia/two words.md",
    "pictures/a.png",
    "pictures",
];

fn block(kind: BlockKind, text: &str, start: usize) -> Block {
    let mut source = SourceText::default();
    source.push(text, start..start + text.len());
    Block { kind, text: source }
}

fn section(headings: &[&str], start: usize, blocks: Vec<Block>) -> Section {
    Section {
        headings: headings.iter().map(|&heading| heading.to_owned()).collect(),
        anchor: None,
        start,
        blocks,
    }
}

/// An article without a fault.
fn article(path: &str) -> Article {
    Article {
        path: path.to_owned(),
        metadata: Metadata {
            title: format!("About {path}"),
            url: Some(Url::parse("https://example.org/").unwrap()),
            ..Metadata::default()
        },
        sections: Vec::new(),
    }
}

fn with_text(path: &str, text: &str) -> Article {
    let mut article = article(path);
    article.sections = vec![section(&[], 0, vec![block(BlockKind::Paragraph, text, 0)])];
    article
}

fn found(articles: &[Article], texts: &[(&str, &str)], parsing: &[Problem]) -> String {
    let texts = texts
        .iter()
        .map(|&(path, text)| (path.to_owned(), text.to_owned()))
        .collect();
    let problems = check(&Evidence {
        articles,
        texts: &texts,
        problems: parsing,
        exists: &|path| FILES.contains(&path),
    });
    let lines: Vec<String> = problems
        .iter()
        .map(|problem| format!("[{}] {problem}", problem.rule))
        .collect();
    lines.join("\n")
}

/// What is found in one article with this Markdown source.
fn found_in(markdown: &str) -> String {
    let path = "fascia/article.md";
    found(&[article(path)], &[(path, markdown)], &[])
}

#[test]
fn an_article_without_a_fault_has_no_problem() {
    assert_eq!(found_in("---\ntitle: a\n---\n# A\n\nText.\n"), "");
}

#[test]
fn a_missing_url_is_told_once() {
    let mut one = article("a.md");
    one.metadata.url = None;
    let mut other = one.clone();
    other.path = "b.md".to_owned();
    other.metadata.title = "Other".to_owned();
    let bad = Problem::error("b.md", Some(2), "bad-url", "not a web address");
    insta::assert_snapshot!(found(&[one, other], &[], &[bad]), @r"
    [missing-url] a.md: there is no `url`: answers from this article have no link; add the address of its page
    [bad-url] b.md:2: not a web address
    ");
}

#[test]
fn a_dead_relative_link_is_told_with_its_line() {
    let markdown = "---\nurl: https://example.org\n---\n\n[a](what.md) [b](./what.md#there)\n\
        [gone](gone.md)\n\nText with ![picture](../pictures/a.png) and\n\
        ![none](<../pictures/b c.png>)\n[out](../../secret.md)\n\n[ref]\n\n[ref]: nowhere.md\n";
    insta::assert_snapshot!(found_in(markdown), @r"
    [dead-link] fascia/article.md:6: the link leads to fascia/gone.md, which does not exist; correct or drop it
    [dead-link] fascia/article.md:9: the link leads to pictures/b c.png, which does not exist; correct or drop it
    [dead-link] fascia/article.md:10: the link leads out of the corpus (../../secret.md); use a web address
    [dead-link] fascia/article.md:12: the link leads to fascia/nowhere.md, which does not exist; correct or drop it
    ");
}

#[test]
fn links_that_lead_somewhere_are_no_fault() {
    for link in [
        "what",
        "what.md",
        "what.html",
        "two%20words.md",
        "../pictures/",
        "..",
        "#place",
        "/from/the/root",
        "//example.org/a",
        "https://example.org/a.md",
        "mailto:a@example.org",
        "{{site.url}}/a.md",
        "?page=2",
        "../fascia/what.md?x=1#y",
    ] {
        assert_eq!(found_in(&format!("[a]({link})\n")), "", "{link}");
    }
    assert_eq!(found_in("<someone@example.org> `[a](gone.md)`\n"), "");
}

#[test]
fn an_empty_section_is_told_with_its_line() {
    let markdown = "\u{feff}---\ntitle: a\n---\n# Title\n\n## Empty\n\n## Only a comment\n\
        <!-- later -->\n\n## Holds deeper ones\n\n### Deeper\n\nText.\n\n## A picture\n\
        ![](../pictures/a.png)\n\n### Empty at the end\n";
    let found = found_in(markdown);
    let lines: Vec<&str> = found
        .lines()
        .map(|line| line.split(": ").next().unwrap())
        .collect();
    assert_eq!(
        lines,
        [
            "[empty-section] fascia/article.md:6",
            "[empty-section] fascia/article.md:8",
            "[empty-section] fascia/article.md:20",
        ]
    );
}

#[test]
fn an_empty_section_of_a_page_is_told_too() {
    let mut page = article("page.html");
    let text = || vec![block(BlockKind::Paragraph, "Text.", 0)];
    page.sections = vec![
        section(&[], 0, Vec::new()),
        section(&["Above"], 10, Vec::new()),
        section(&["Above", "Deeper"], 20, text()),
        section(&["Empty"], 30, Vec::new()),
        section(&["Last"], 40, text()),
    ];
    let source = "0123456789\n".repeat(6);
    let found = found(&[page], &[("page.html", &source)], &[]);
    assert!(
        found.starts_with("[empty-section] page.html:3: "),
        "{found}"
    );
    assert_eq!(found.lines().count(), 1);
}

#[test]
fn an_id_that_two_headings_have_is_an_error() {
    let mut twice = article("a.md");
    twice.sections = vec![
        section(&["One"], 0, Vec::new()),
        section(&["Two"], 12, Vec::new()),
    ];
    for section in &mut twice.sections {
        section.anchor = Some("same".to_owned());
    }
    let markdown = "# One {#same}\na\n# Two {#same}\nb\n";
    twice.sections[1].start = markdown.find("# Two").unwrap();
    insta::assert_snapshot!(found(&[twice], &[("a.md", markdown)], &[]), @"[duplicate-id] a.md:3: the heading has the same id as the one on line 1 (`same`), so that links to it lead there; give it another");
}

#[test]
fn a_title_that_two_articles_have_is_an_error() {
    let mut articles = [article("a.md"), article("b.md")];
    articles[0].metadata.title = "What is  Fascia?".to_owned();
    articles[1].metadata.title = "what is fascia?".to_owned();
    insta::assert_snapshot!(found(&articles, &[], &[]), @"[duplicate-title] b.md: a.md has the title “what is fascia?” too; give one of them another, so that readers can tell them apart");
}

#[test]
fn only_what_cannot_be_divided_is_too_long() {
    let long_sentence = format!("Short one. This {} ends.\n", "word ".repeat(220));
    let many_sentences = "This is a sentence of eight words exactly. ".repeat(50);
    let long_item = "word ".repeat(201);
    let source = format!("{many_sentences}\n{long_sentence}{long_item}");
    let mut long = article("a.txt");
    let item = BlockKind::Item {
        depth: 0,
        number: None,
    };
    let second = many_sentences.len() + 1;
    let third = second + long_sentence.len();
    long.sections = vec![section(
        &[],
        0,
        vec![
            block(BlockKind::Paragraph, &many_sentences, 0),
            block(BlockKind::Paragraph, &long_sentence, second),
            block(item, long_item.trim_end(), third),
        ],
    )];
    insta::assert_snapshot!(found(&[long], &[("a.txt", &source)], &[]), @r"
    [long-passage] a.txt:2: this sentence has 222 words and cannot be quoted whole; divide it (a passage has at most 200)
    [long-passage] a.txt:3: this list item has 201 words and cannot be quoted whole; divide it (a passage has at most 200)
    ");
}

/// A text of its own for each number.
fn unlike_text(number: usize) -> String {
    let words: Vec<String> = (0..120)
        .map(|place| format!("Word{}", (place * 7919 + number * 104_729) % 100_003))
        .collect();
    words.join(" ")
}

#[test]
fn nearly_the_same_text_is_told_of_the_later_article() {
    let text = unlike_text(1);
    let articles = [
        with_text("a.md", &text),
        with_text("b.md", &unlike_text(2)),
        with_text("c.md", &format!("{} And a new end.", text.to_uppercase())),
    ];
    insta::assert_snapshot!(found(&articles, &[], &[]), @"[near-duplicate] c.md: 96 % of the text is that of a.md; keep one of them");
}

#[test]
fn half_the_text_in_common_is_no_duplicate() {
    let (one, other) = (unlike_text(1), unlike_text(2));
    let articles = [
        with_text("a.md", &format!("{one}. {other}")),
        with_text("b.md", &one),
    ];
    assert_eq!(found(&articles, &[], &[]), "");
}

#[test]
fn a_corpus_of_copies_tells_each_once() {
    let articles: Vec<Article> = (0..300)
        .map(|number| with_text(&format!("{number:03}.md"), &unlike_text(number % 3)))
        .collect();
    let found = found(&articles, &[], &[]);
    assert_eq!(found.lines().count(), 297);
    assert!(found.contains("[near-duplicate] 299.md: 100 % of the text is that of 002.md"));
}

#[test]
fn problems_stand_by_path_and_line() {
    let parsing = [
        Problem::warning("b.md", Some(10), "x", "x"),
        Problem::error("b.md", Some(9), "x", "x"),
        Problem::error("b.md", Some(9), "x", "x"),
        Problem::error("a.md", None, "x", "x"),
    ];
    assert_eq!(
        found(&[], &[], &parsing),
        "[x] a.md: x\n[x] b.md:9: x\n[x] b.md:10: x"
    );
}

proptest! {
    #[test]
    fn any_markdown_can_be_checked(text in "(#{1,3} |\\[a\\]\\(|\\)|<!--|-->|---\n|\\+\\+\\+\n|\\.\\./|%zz|\n|[a-z é筋]){0,80}") {
        found_in(&text);
    }
}
