//! Front matter as people really write it.

use super::*;

fn read(source: &str) -> FrontMatter {
    split("a.md", source, None)
}

/// The body, and the problems as people see them.
#[track_caller]
fn case(source: &str, title: &str, body: &str, problems: &[&str]) {
    let front = read(source);
    let shown: Vec<String> = front.problems.iter().map(ToString::to_string).collect();
    assert_eq!(front.metadata.title, title, "{source:?}");
    assert_eq!(&source[front.body_start..], body, "{source:?}");
    assert_eq!(shown, problems, "{source:?}");
}

#[test]
fn the_three_languages_say_the_same() {
    for source in [
        "---\ntitle: Fascia\ntags: [a, b c]\nverbatim: true\n---\nText",
        "+++\ntitle = \"Fascia\"\ntags = [\"a\", \"b c\"]\nverbatim = true\n+++\nText",
        "{\n  \"title\": \"Fascia\",\n  \"tags\": [\"a\", \"b c\"],\n  \"verbatim\": true\n}\nText",
    ] {
        let front = read(source);
        assert_eq!(front.metadata.title, "Fascia");
        assert_eq!(front.metadata.topics, ["a", "b c"]);
        assert!(front.metadata.verbatim && front.publish);
        assert_eq!(source[front.body_start..].trim_start(), "Text");
        assert_eq!(front.problems, []);
    }
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    case(
        "\u{feff}---\r\ntitle: A\r\n---\r\nText\r\n",
        "A",
        "Text\r\n",
        &[],
    );
    case("\n\n---\ntitle: A\n...\nText", "A", "Text", &[]);
    case("\u{feff}Text", "", "Text", &[]);
}

#[test]
fn a_rule_at_the_top_is_no_front_matter() {
    for source in [
        "---\n\nText\n\n---\n\nMore",
        "---\nThis is text. It goes on: and on.\n---\nMore",
        "---\nText",
        "---",
        "---\n# Heading\n---\n",
        "----\ntitle: A\n----\n",
        "--- title: A ---",
        "{{< toc >}}\n\ntitle: A",
        "{\"not\": \"ours\"} is how it starts",
        "{: .class}",
    ] {
        case(source, "", source, &[]);
    }
}

#[test]
fn an_empty_block_is_front_matter_that_says_nothing() {
    case("---\n---\nText", "", "Text", &[]);
}

#[test]
fn a_broken_block_is_read_key_by_key_and_not_shown() {
    case(
        "---\ntitle: Fascia: what it is\nurl: https://example.org/a\n---\nText",
        "Fascia: what it is",
        "Text",
        &[
            "a.md:2: the front matter is not valid YAML (mapping values are not allowed in this context); it was read key by key",
        ],
    );
    let front = read("---\ntags:\n  - a\n  - b\ntitle: \"Open\nlang: en\n---\nText");
    assert_eq!(front.metadata.topics, ["a", "b"]);
    assert_eq!(front.metadata.title, "Open");
    assert_eq!(front.metadata.language.as_deref(), Some("en"));
    assert_eq!(front.problems[0].rule, "front-matter");

    let front = read("+++\ntitle = Fascia\ndraft = true\n+++\nText");
    assert_eq!(front.metadata.title, "Fascia");
    assert!(!front.publish);

    let source = "{\n  \"title\": \"Fascia\"\n  \"tags\": [\"a\"],\n}\nText";
    let front = read(source);
    assert_eq!(front.metadata.title, "Fascia");
    assert_eq!(front.metadata.topics, ["a"]);
    assert_eq!(&source[front.body_start..], "Text");
    assert_eq!(front.problems[0].line, Some(3));
}

#[test]
fn a_block_that_is_never_closed_ends_where_the_text_starts() {
    let problem =
        "a.md:2: the front matter has no closing line; it was read key by key up to the text";
    case(
        "---\ntitle: A\n\nText: it goes on.\nMore",
        "A",
        "\nText: it goes on.\nMore",
        &[problem],
    );
    case(
        "---\ntitle: A\nText goes on.",
        "A",
        "Text goes on.",
        &[problem],
    );
    case(
        "---\ntitle: A\n\n# Heading\n\nText\n\n---\n\nMore",
        "A",
        "\n# Heading\n\nText\n\n---\n\nMore",
        &[problem],
    );
}

#[test]
fn an_unknown_key_is_named_with_its_line() {
    case(
        "---\nlayout: post\nupdatd: 2024-01-05\npressure: high\n---\n",
        "",
        "",
        &[
            "a.md:3: the key \"updatd\" is not known; did you mean \"updated\"?",
            "a.md:4: the key \"pressure\" is not known",
        ],
    );
}

#[test]
fn a_key_that_stands_twice_is_named() {
    case(
        "---\ntitle: A\ntitle: B\n---\n",
        "A",
        "",
        &["a.md:3: the key \"title\" stands here a second time; the first one counts"],
    );
}

#[test]
fn values_stay_as_they_are_written() {
    case("---\ntitle: 1.10\n---\n", "1.10", "", &[]);
    case("---\ntitle: true # really\n---\n", "true", "", &[]);
    case("---\ntitle: no\n---\n", "no", "", &[]);
    case(
        "---\ntitle: >\n  folded\n  text\n---\n",
        "folded text",
        "",
        &[],
    );
    case("---\ntitle:\n---\n", "", "", &[]);
}

#[test]
fn topics_may_be_lists_or_strings() {
    #[track_caller]
    fn topics(lines: &str, expected: &[&str]) {
        let front = read(&format!("---\n{lines}\n---\n"));
        assert_eq!(front.metadata.topics, expected, "{lines}");
    }
    topics("topics: Deep tissue massage", &["Deep tissue massage"]);
    topics("topics: fascia, back pain", &["fascia", "back pain"]);
    topics("tags: fascia '#back-pain'", &["fascia", "'#back-pain'"]);
    topics("tags: fascia, back pain", &["fascia", "back pain"]);
    topics("tags: ['#fascia', 2024]", &["fascia", "2024"]);
    topics(
        "categories: [Massage]\ntags: [fascia, massage]",
        &["Massage", "fascia"],
    );
    topics("keywords: a, b\ntags: c", &["c"]);
    topics("keywords: a b, c", &["a b", "c"]);
    topics("tags: a\ntopics: b", &["b"]);
    topics("taxonomies: {tags: [a]}", &["a"]);
}

#[test]
fn the_boolean_and_the_date_of_published_are_told_apart() {
    let front = read("---\npublished: 2024-01-05\n---\n");
    assert_eq!(front.metadata.updated.as_deref(), Some("2024-01-05"));
    assert!(front.publish);
    assert!(read("---\npublished: true\n---\n").publish);
    for line in [
        "published: false",
        "draft: true",
        "noindex: yes",
        "draft: \"true\"",
    ] {
        assert!(!read(&format!("---\n{line}\n---\n")).publish, "{line}");
    }
}

#[test]
fn the_last_change_counts_before_the_first_day() {
    let front =
        read("---\ndate: 5 January 2024\nlast_update:\n  date: 2024/2/3\n  author: Ann\n---\n");
    assert_eq!(front.metadata.updated.as_deref(), Some("2024-02-03"));
    assert_eq!(front.metadata.author.as_deref(), Some("Ann"));
    let front = read("+++\ndate = 2024-01-05T10:00:00Z\n+++\n");
    assert_eq!(front.metadata.updated.as_deref(), Some("2024-01-05"));
    assert_eq!(front.problems, []);
}

#[test]
fn a_date_that_cannot_be_told_is_kept_and_reported() {
    let front = read("---\nupdated: 01/05/2024\n---\n");
    assert_eq!(front.metadata.updated.as_deref(), Some("01/05/2024"));
    assert_eq!(front.problems[0].rule, "bad-date");
}

#[test]
fn people_may_be_lists_and_objects() {
    let front = read(
        "---\nauthors:\n  - name: Ann\n    url: https://example.org\n  - Ben\nlang: en-US\n---\n",
    );
    assert_eq!(front.metadata.author.as_deref(), Some("Ann, Ben"));
    assert_eq!(front.metadata.language.as_deref(), Some("en"));
}

#[test]
fn the_nearest_name_for_the_address_wins() {
    let front = read("---\nlink: https://b.org/\nsource: http://a.org/x\n---\n");
    assert_eq!(front.metadata.url.unwrap().as_str(), "http://a.org/x");
}

#[test]
fn only_http_and_https_are_addresses() {
    for address in [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://a.b",
        "/about/",
        "a b",
        "https://",
    ] {
        let front = read(&format!("---\ntitle: A\nurl: \"{address}\"\n---\n"));
        assert_eq!(front.metadata.url, None);
        assert_eq!(front.problems.len(), 1, "{address}");
        assert_eq!(
            (front.problems[0].rule.as_str(), front.problems[0].line),
            ("bad-url", Some(3))
        );
    }
}

#[test]
fn a_slug_or_a_path_is_joined_to_the_base() {
    let base = Url::parse("https://example.org/docs").unwrap();
    for line in [
        "slug: fascia",
        "slug: /fascia",
        "permalink: /fascia",
        "url: fascia",
    ] {
        let front = split("a.md", &format!("---\n{line}\n---\n"), Some(&base));
        assert_eq!(
            front.metadata.url.unwrap().as_str(),
            "https://example.org/docs/fascia"
        );
    }
    assert_eq!(read("---\nslug: fascia\n---\n").problems, []);
}

#[test]
fn a_bomb_is_refused_and_the_rest_is_read() {
    let mut source = "---\ntitle: A\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let aliases = format!("*a{}, ", level - 1).repeat(10);
        source.push_str(
            &[
                "a",
                &level.to_string(),
                ": &a",
                &level.to_string(),
                " [",
                &aliases,
                "]\n",
            ]
            .concat(),
        );
    }
    source += "---\nText";
    let front = read(&source);
    assert_eq!(front.metadata.title, "A");
    assert_eq!(&source[front.body_start..], "Text");
    assert!(
        front
            .problems
            .iter()
            .any(|problem| problem.rule == "front-matter")
    );

    for deep in ["[", "{a: ", "- ", "? "] {
        let front = read(&format!("---\ntitle: A\nx: {}\n---\n", deep.repeat(50_000)));
        assert_eq!(front.metadata.title, "A");
    }
    let front = read(&format!(
        "{{\"title\": \"A\",\n\"x\": {}",
        "[".repeat(50_000)
    ));
    assert_eq!(front.metadata.title, "A");
}

proptest::proptest! {
    #[test]
    fn any_text_can_be_split(source in "(---|\\+\\+\\+|\\{|\u{feff})?(?s).{0,200}") {
        let front = read(&source);
        proptest::prop_assert!(source.is_char_boundary(front.body_start));
    }

    #[test]
    fn any_front_matter_can_be_split(
        parts in proptest::collection::vec(proptest::sample::select(vec![
            "---\n", "+++\n", "{", "}", "[", "]", "title", ": ", ":", " = ", "\"", "'", "a", "é",
            "\n", "\r\n", "- ", "  ", "#", "tags", "url", "date", "2024-01-05", ",", "&a", "*a",
            "|", ">", "!!", "%", "true", "~", "<<", "...\n", "\u{feff}", "\\", "slug", "last_update",
        ]), 0..40)
    ) {
        for fence in ["", "---\n", "+++\n", "{\""] {
            let source = fence.to_owned() + &parts.concat();
            let base = Url::parse("https://example.org").unwrap();
            let front = split("a.md", &source, Some(&base));
            proptest::prop_assert!(source.is_char_boundary(front.body_start));
        }
    }

    #[test]
    fn no_text_below_a_closed_block_is_lost(value in "[^\n\r]{0,40}", body in "(?s).{0,100}") {
        let source = format!("---\ntitle: {value}\n---\n{body}");
        let front = read(&source);
        proptest::prop_assert_eq!(&source[front.body_start..], body);
    }

    #[test]
    fn text_without_a_fence_is_all_body(body in "[^-+{\u{feff}](?s).{0,100}") {
        let front = read(&body);
        let fenced = body.trim_start().starts_with(['-', '+', '{']);
        proptest::prop_assert!(front.body_start == 0 || fenced);
    }
}
