//! Whole files of each format, parsed.

use super::*;

#[track_caller]
fn article(path: &str, source: &str) -> Article {
    parse(path, source.as_bytes(), None).article.unwrap()
}

fn rules(path: &str, source: &str) -> Vec<String> {
    let problems = parse(path, source.as_bytes(), None).problems;
    problems.into_iter().map(|problem| problem.rule).collect()
}

#[test]
fn front_matter_is_laid_over_the_text_and_the_text_over_the_file_name() {
    let source = "---\ntitle: From above\n---\n# From the text\n\nText.";
    assert_eq!(article("a.md", source).metadata.title, "From above");
    assert_eq!(
        article("a.md", "# From the text\n\nText.").metadata.title,
        "From the text"
    );
    assert_eq!(
        article("a.md", "Intro.\n\n## The one\n\nText.")
            .metadata
            .title,
        "The one"
    );
    assert_eq!(
        article("x/what-is-fascia.md", "Text.").metadata.title,
        "What is fascia"
    );
    assert_eq!(
        article("x/faq.md", "## Can I?\n\nYes.\n\n## Must I?\n\nNo.")
            .metadata
            .title,
        "Faq"
    );
}

#[test]
fn a_title_that_only_the_file_name_gave_is_reported() {
    assert_eq!(rules("faq.md", "Text."), ["missing-title"]);
    assert_eq!(rules("faq.md", "# FAQ\n\nText."), [""; 0]);
}

#[test]
fn topics_come_from_the_folders_where_the_article_names_none() {
    assert_eq!(
        article("massage/deep-tissue/a.md", "# A\n\nText.")
            .metadata
            .topics,
        ["Massage", "Deep tissue"]
    );
    assert_eq!(
        article("massage/a.md", "---\ntags: [x]\n---\n# A\n\nText.")
            .metadata
            .topics,
        ["x"]
    );
    assert!(article("a.md", "# A\n\nText.").metadata.topics.is_empty());
}

#[test]
fn an_article_that_is_not_to_be_published_is_left_out_without_complaint() {
    let parsed = parse("a.md", b"---\ndraft: true\n---\n# A\n\nText.", None);
    assert_eq!(
        parsed,
        Parsed {
            article: None,
            problems: Vec::new()
        }
    );
}

#[test]
fn a_file_without_text_is_named() {
    assert_eq!(rules("a.md", ""), ["no-text"]);
    assert_eq!(rules("a.md", "# A\n\n## B\n"), ["no-text"]);
    assert_eq!(rules("a.md", "\0"), ["binary"]);
}

#[test]
fn places_in_a_file_with_a_byte_order_mark_are_those_of_its_bytes() {
    let source = "\u{feff}---\r\ntitle: A\r\n---\r\nIt is warm.\r\n";
    let article = article("a.md", source);
    let text = &article.sections[0].blocks[0].text;
    assert_eq!(&source.as_bytes()[text.source(6..10)], b"warm");
}

proptest::proptest! {
    #[test]
    fn any_bytes_under_any_name_can_be_parsed(
        path in "[a-z/.]{0,12}(md|html|txt)?",
        bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..300)
    ) {
        parse(&path, &bytes, None);
    }
}
