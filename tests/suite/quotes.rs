//! Every quote stands in its source: the words of each passage are found, one after the
//! other, in the bytes of the file that it names, once markup is resolved.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::fs;
use std::sync::LazyLock;

use footnote::corpus::{Passage, Source, cut, decode, parse};
use proptest::prelude::*;
use regex::{Captures, Regex};

use crate::world::{World, asked, reindexed};

/// Checks the passages of a file and returns them.
#[track_caller]
fn quotes(path: &str, bytes: &[u8]) -> Vec<Passage> {
    let parsed = parse(path, bytes, None);
    let Some(article) = parsed.article else {
        return Vec::new();
    };
    let (text, _) = decode(path, bytes).expect("it was parsed");
    let passages = cut(&article);
    for passage in &passages {
        let source = text
            .get(passage.source.clone())
            .unwrap_or_else(|| panic!("{path}: {:?} is no range", passage.source));
        if let Err(missing) = stands_in(passage, source) {
            panic!(
                "{path}: {missing:?} of the quote\n{}\nis not at {:?}:\n{source}",
                passage.text, passage.source
            );
        }
    }
    passages
}

/// Whether each sentence of a passage stands in `source` as a run of whole words, and
/// the sentences in their order; otherwise the sentence that does not.
fn stands_in(passage: &Passage, source: &str) -> Result<(), String> {
    let source = resolved(source);
    let source = words(&source);
    let mut from = 0;
    for sentence in &passage.sentences {
        let sentence = &passage.text[sentence.clone()];
        let wanted = words(sentence);
        let found = (from..=source.len().saturating_sub(wanted.len()))
            .find(|&start| source[start..].starts_with(&wanted));
        from = found.ok_or_else(|| sentence.to_owned())? + wanted.len();
    }
    Ok(())
}

/// The letters and digits of `text`, in words.
fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect()
}

/// A source without its markup, as far as the articles here have any: what says nothing to
/// a reader goes, references to characters become these.
fn resolved(source: &str) -> String {
    static MARKUP: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?s)<!--.*?-->|</?[a-zA-Z][^>]*>|\]\([^)]*\)|\{#[^}]*\}|\[\^[^\]]*\]|[*_`~\\]")
            .expect("the pattern is constant")
    });
    static REFERENCE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new("&(#?[A-Za-z0-9]+);").expect("the pattern is constant"));
    let bare = MARKUP.replace_all(source, |found: &Captures<'_>| {
        // Only what ends a block parts words.
        let inline = found[0].starts_with(['*', '_', '`', '~', '\\', ']', '['])
            || ["<b>", "</b>", "<em>", "</em>"].contains(&&found[0]);
        if inline { "" } else { " " }
    });
    REFERENCE
        .replace_all(&bare, |found: &Captures<'_>| {
            match &found[1] {
                "amp" => "&",
                "lt" => "<",
                "gt" => ">",
                "quot" => "\"",
                "nbsp" => " ",
                "#239" => "ï",
                _ => "\u{fffd}",
            }
            .to_owned()
        })
        .into_owned()
}

#[test]
fn a_quote_that_stands_elsewhere_is_noticed() {
    let source = "# Kites\n\nA kite needs **wind** &amp; a tail. It needs no engine.\n";
    let passage = quotes("kites.md", source.as_bytes()).remove(0);
    let place = &source[passage.source.clone()];
    assert_eq!(stands_in(&passage, place), Ok(()));
    assert!(stands_in(&passage, &place[1..]).is_err());
    assert!(stands_in(&passage, &place.replace("no ", "an ")).is_err());
    assert!(stands_in(&passage, &place.replace("wind", "much wind")).is_err());
}

#[test]
fn every_passage_of_the_starter_corpus_stands_in_its_source() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let folder = footnote::corpus::Folder::new(root, 1 << 20, None);
    let paths = folder.list().expect("the corpus can be read").paths;
    assert!(paths.len() >= 24);
    for path in paths {
        let bytes = folder.load(&path).expect("the article can be read");
        assert!(!quotes(&path, &bytes).is_empty(), "{path} has no passage");
    }
}

#[test]
fn every_answer_quotes_a_passage_that_stands_in_its_source() {
    let world = World::starter();
    let librarian = world.librarian();
    reindexed(&librarian, false);
    let folder = librarian.corpus();
    let questions = fs::read_to_string(
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/questions.toml"),
    )
    .expect("the questions can be read");
    let questions: toml::Table = questions.parse().expect("the questions are TOML");
    let questions = questions["question"].as_array().expect("it is a list");
    let mut checked: HashSet<(String, String)> = HashSet::new();
    for question in questions {
        let text = question["text"].as_str().expect("a question has a text");
        for citation in asked(&librarian, text, 5).passages {
            if !checked.insert((citation.article.clone(), citation.text.clone())) {
                continue;
            }
            let bytes = fs::read(folder.join(&citation.article)).expect("it can be read");
            let passages = quotes(&citation.article, &bytes);
            let quoted = passages.iter().any(|passage| passage.text == citation.text);
            assert!(quoted, "{}: {}", citation.article, citation.text);
        }
    }
    assert!(checked.len() > 100, "only {} passages", checked.len());
}

/// One piece of an article: its text, and how each format writes it.
#[derive(Debug, Clone)]
enum Piece {
    Heading(String),
    Paragraph(Vec<String>),
    List(Vec<String>),
    Table(Vec<[String; 2]>),
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "[a-z]{2,9}",
        1 => Just("Crème".to_owned()),
        1 => Just("naïve".to_owned()),
        1 => Just("筋膜".to_owned()),
        1 => Just("don’t".to_owned()),
        1 => Just("1,204".to_owned()),
        1 => Just("🍮".to_owned()),
        1 => Just("salt & pepper".to_owned()),
        1 => Just("a < b".to_owned()),
    ]
}

fn sentence() -> impl Strategy<Value = String> {
    prop::collection::vec(word(), 4..30).prop_map(|words| format!("The {}.", words.join(" ")))
}

/// Pieces with some text below the last heading.
fn pieces() -> impl Strategy<Value = Vec<Piece>> {
    let end = prop::collection::vec(sentence(), 2..12).prop_map(Piece::Paragraph);
    (prop::collection::vec(piece(), 0..10), end).prop_map(|(mut pieces, end)| {
        pieces.push(end);
        pieces
    })
}

fn piece() -> impl Strategy<Value = Piece> {
    prop_oneof![
        2 => prop::collection::vec(word(), 1..6)
            .prop_map(|words| Piece::Heading(format!("About {}", words.join(" ")))),
        5 => prop::collection::vec(sentence(), 1..12).prop_map(Piece::Paragraph),
        2 => prop::collection::vec(sentence(), 1..8).prop_map(Piece::List),
        1 => prop::collection::vec([word(), word()], 1..5).prop_map(Piece::Table),
    ]
}

/// Text as Markdown and HTML write it: some of it as references, some of it marked.
fn escaped(text: &str, emphasis: [&str; 2]) -> String {
    let mut escaped = String::new();
    for (index, word) in text.split(' ').enumerate() {
        if index > 0 {
            escaped.push(' ');
        }
        let word = word
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('ï', "&#239;");
        if index % 5 == 3 && word.chars().all(char::is_alphanumeric) {
            let _ = write!(escaped, "{}{word}{}", emphasis[0], emphasis[1]);
        } else {
            escaped += &word;
        }
    }
    escaped
}

fn as_markdown(pieces: &[Piece]) -> String {
    let inline = |text: &str| escaped(text, ["**", "**"]);
    let mut source = "---\ntitle: Generated\n---\n".to_owned();
    for piece in pieces {
        match piece {
            Piece::Heading(text) => write!(source, "\n## {}\n", inline(text)),
            Piece::Paragraph(sentences) => {
                write!(source, "\n{}\n", inline(&sentences.join(" ")))
            }
            Piece::List(items) => {
                let items: Vec<String> = items
                    .iter()
                    .map(|item| format!("- {}\n", inline(item)))
                    .collect();
                write!(source, "\n{}\n<!-- end -->\n", items.concat())
            }
            Piece::Table(rows) => {
                let rows: Vec<String> = rows
                    .iter()
                    .map(|[one, two]| format!("| {} | {} |\n", inline(one), inline(two)))
                    .collect();
                write!(source, "\n| Thing | Use |\n|---|---|\n{}\n", rows.concat())
            }
        }
        .expect("a string takes any text");
    }
    source
}

fn as_html(pieces: &[Piece]) -> String {
    let inline = |text: &str| escaped(text, ["<b>", "</b>"]);
    let mut source =
        "<!doctype html>\n<html><head><meta charset=\"utf-8\"><title>Generated</title>\
        </head>\n<body><article>\n<h1>Generated</h1>\n"
            .to_owned();
    for piece in pieces {
        match piece {
            Piece::Heading(text) => writeln!(source, "<h2>{}</h2>", inline(text)),
            Piece::Paragraph(sentences) => {
                writeln!(source, "<p>{}</p>", inline(&sentences.join("\n")))
            }
            Piece::List(items) => {
                let items: Vec<String> = items
                    .iter()
                    .map(|item| format!("<li>{}</li>\n", inline(item)))
                    .collect();
                writeln!(source, "<ul>\n{}</ul>", items.concat())
            }
            Piece::Table(rows) => {
                let rows: Vec<String> = rows
                    .iter()
                    .map(|[one, two]| {
                        format!(
                            "<tr><td>{}</td><td>{}</td></tr>\n",
                            inline(one),
                            inline(two)
                        )
                    })
                    .collect();
                writeln!(source, "<table>\n{}</table>", rows.concat())
            }
        }
        .expect("a string takes any text");
    }
    source + "</article></body></html>\n"
}

/// As a browser saves it: hard-wrapped lines, bullets, and nothing else that is marked.
fn as_text(pieces: &[Piece]) -> String {
    let mut source = "Generated\n".to_owned();
    for piece in pieces {
        match piece {
            Piece::Heading(text) => write!(source, "\n{text}\n"),
            Piece::Paragraph(sentences) => {
                write!(source, "\n{}\n", wrapped(&sentences.join(" ")))
            }
            Piece::List(items) => {
                let items: Vec<String> =
                    items.iter().map(|item| format!("    • {item}\n")).collect();
                write!(source, "\n{}", items.concat())
            }
            Piece::Table(rows) => {
                let rows: Vec<String> = rows
                    .iter()
                    .map(|[one, two]| format!("{one}\t{two}\n"))
                    .collect();
                write!(source, "\n{}", rows.concat())
            }
        }
        .expect("a string takes any text");
    }
    source
}

fn wrapped(text: &str) -> String {
    let mut lines = String::new();
    let mut column = 0;
    for word in text.split(' ') {
        if column + word.len() > 72 {
            lines.push('\n');
            column = 0;
        } else if column > 0 {
            lines.push(' ');
        }
        column += word.len() + 1;
        lines += word;
    }
    lines
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_passage_of_any_markdown_stands_in_its_source(pieces in pieces()) {
        prop_assert!(!quotes("generated.md", as_markdown(&pieces).as_bytes()).is_empty());
    }

    #[test]
    fn every_passage_of_any_page_stands_in_its_source(pieces in pieces()) {
        prop_assert!(!quotes("generated.html", as_html(&pieces).as_bytes()).is_empty());
    }

    #[test]
    fn every_passage_of_any_plain_text_stands_in_its_source(pieces in pieces()) {
        prop_assert!(!quotes("generated.txt", as_text(&pieces).as_bytes()).is_empty());
    }

    #[test]
    fn hostile_text_is_quoted_from_its_source_or_not_at_all(
        text in "(<p>|</p>|<li>|<ul>|<h2>|&amp;|&#x41;|&bogus;|## |- |\\* |> |\\| |`|\\[a\\]\\(b\\)|\n|\n\n|[a-zé筋 ]{1,12}|\\. ){0,60}"
    ) {
        for name in ["a.md", "a.html", "a.txt"] {
            let parsed = parse(name, text.as_bytes(), None);
            for passage in parsed.article.iter().flat_map(cut) {
                let source = text.get(passage.source.clone());
                prop_assert!(source.is_some(), "{name}: {:?}", passage.source);
                // Markup is too odd here to be resolved: the words that it does not touch.
                let source = source.unwrap_or_default();
                let foreign = |c: &char| c.is_alphanumeric() && !c.is_ascii();
                let mut there = source.chars().filter(foreign);
                for letter in passage.text.chars().filter(foreign) {
                    prop_assert!(
                        there.any(|other| other == letter),
                        "{name}: {letter} of {:?} in {source:?}",
                        passage.text
                    );
                }
            }
        }
    }
}
