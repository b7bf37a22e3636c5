//! Pages as they are saved, from plain to hostile.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::parse;
use super::view::{is_invisible, is_space};
use crate::corpus::testing::outline;

fn read(source: &str) -> String {
    outline(&parse("page.html", source))
}

const FILLER: &str = "A garden pond needs little care once its water is clear, but a little \
    care every week, in every season, keeps it that way for years, and the plants, the fish \
    and the people who sit beside it all gain from that.";

#[test]
fn a_blog_page_is_read_without_what_the_site_puts_around_it() {
    let source = format!(
        r##"<!DOCTYPE html>
<!-- saved from url=(0034)https://ponds.example/clear-water/ -->
<html lang="en-GB"><head>
<title>How to keep pond water clear | The Pond Keeper</title>
<meta property="og:title" content="How to keep pond water clear">
<meta name="description" content="What clouds a pond &amp; what clears it.">
<meta name="author" content="R. Reed">
<meta property="article:modified_time" content="2023-05-06T07:08:09+00:00">
<style>p {{ color: red }}</style><script>var a = "<p>no text</p>";</script>
</head><body class="post-template has-sidebar">
<div id="cookie-notice">We use cookies to improve your experience. <button>Accept</button></div>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/blog">Blog</a></li></ul></nav></header>
<div class="content-area"><main><article id="post-7">
<header class="entry-header"><h1 class="entry-title">How to keep pond water clear</h1>
<div class="entry-meta"><span>Posted on <time>May 6</time></span></div></header>
<div class="entry-content">
<p>Green water is <em>alive</em>: it is full of al&shy;gae. {FILLER}</p>
<div class="sharedaddy"><h3>Share this:</h3><ul><li><a href="#">Facebook</a></li></ul></div>
<h2 id="comment-causes">What makes water cloudy?</h2>
<p>Three things do:</p>
<ul><li>light<ul><li>in summer most of all</li></ul></li><li><p>food</p><p>that fish leave</p></li><li>warmth</li></ul>
<h2><a name="steps"></a>What to do <a class="anchor" href="#steps">#</a></h2>
<ol start="2"><li>Shade the water.</li><li value="7">Feed less.</li></ol>
<table><tr><th>Plant</th><th>Shade</th></tr><tr><td>Lily</td><td>much, <b>all day</b></td></tr></table>
<pre><code>fn main() {{
    clear();
}}</code></pre>
<blockquote><p>Still water runs clear.</p></blockquote>
<dl><dt>Algae</dt><dd>Small green plants.</dd></dl>
<section id="winter"><h3>In winter</h3><p>{FILLER}</p></section>
<p><a href="#top">Back to top</a></p>
</div></article>
<div class="related-posts"><h2>You may also like</h2><ul><li><a href="/a">Koi</a></li></ul></div>
<div id="comments"><h2>3 comments</h2><p>Nice post, thank you so much for this, it was of great help to us.</p></div>
</main></div>
<aside class="widget"><h2>Recent posts</h2><a href="/b">Frogs</a></aside>
<footer><p>© 2023 The Pond Keeper. All rights reserved.</p></footer>
</body></html>"##
    );
    let body = parse("clear-water.html", &source);
    insta::assert_snapshot!(outline(&body).replace(FILLER, "FILLER"), @r"
    [] #-
    Green water is alive: it is full of algae. FILLER
    [What makes water cloudy?] #comment-causes
    Three things do:
    * light
      * in summer most of all
    * food
    that fish leave
    * warmth
    [What to do] #steps
    2 Shade the water.
    7 Feed less.
    | Plant | Shade
    | Lily | much, all day
    ` fn main() {
        clear();
    }
    Still water runs clear.
    Algae
    * Small green plants.
    [What to do > In winter] #winter
    FILLER
    ");
    assert_eq!(body.problems, vec![]);
    let metadata = body.metadata;
    assert_eq!(metadata.title, "How to keep pond water clear");
    let url = metadata.url.unwrap();
    assert_eq!(url.as_str(), "https://ponds.example/clear-water/");
    assert!(metadata.verbatim);
    assert_eq!(metadata.author.as_deref(), Some("R. Reed"));
    assert_eq!(metadata.updated.as_deref(), Some("2023-05-06"));
    assert_eq!(metadata.language.as_deref(), Some("en"));
    assert_eq!(
        metadata.description.as_deref(),
        Some("What clouds a pond & what clears it.")
    );
}

#[test]
fn every_word_has_its_place_in_the_source() {
    let source = "<p>Salt &amp; <b>pep</b>per,\r\n caf&eacute; <!-- not this --> and&nbsp;tea.</p>";
    let body = parse("a.html", source);
    let text = &body.sections[0].blocks[0].text;
    assert_eq!(text.as_str(), "Salt & pepper, café and tea.");
    let place = |word: &str| {
        let at = text.as_str().find(word).unwrap();
        &source[text.source(at..at + word.len())]
    };
    assert_eq!(place("Salt"), "Salt");
    assert_eq!(place("&"), "&amp;");
    assert_eq!(place("pepper,"), "pep</b>per,");
    assert_eq!(place("café"), "caf&eacute;");
    assert_eq!(place("tea."), "tea.");
}

#[test]
fn the_same_words_in_a_menu_are_not_taken_for_those_of_the_article() {
    let source = format!(
        "<nav><a href=/a>Lilies</a></nav><main><p>{FILLER}</p><h2>Lilies</h2><p>{FILLER}</p></main>"
    );
    let body = parse("a.html", &source);
    let section = body.sections.last().unwrap();
    assert_eq!(section.headings, ["Lilies"]);
    assert_eq!(section.start, source.rfind("Lilies").unwrap());
}

#[test]
fn a_short_page_is_read_as_a_whole() {
    insta::assert_snapshot!(
        read("<title>Opening hours</title><h1>Opening hours</h1><p>Every day from nine.</p><ul><li>not on Sundays</li></ul>"),
        @r"
    [] #-
    Every day from nine.
    * not on Sundays
    "
    );
}

#[test]
fn a_page_without_text_has_no_sections() {
    for source in [
        "",
        "<html></html>",
        "<script>var a = 1;</script>",
        "<p> &nbsp; </p>",
        "<!-- -->",
    ] {
        assert_eq!(parse("a.html", source).sections, vec![], "{source}");
    }
}

#[test]
fn anchors_are_found_on_the_heading_within_it_before_it_and_around_it() {
    let source = format!(
        "<main><p>{FILLER}</p>
        <h2 id=own>Own</h2><p>{FILLER}</p>
        <h2><span id=within>Within</span></h2><p>{FILLER}</p>
        <a name=before></a><h2>Before</h2><p>{FILLER}</p>
        <section id=around><h2>Around</h2><p>{FILLER}</p><h3>Second</h3><p>{FILLER}</p></section>
        <h2>None</h2><p>{FILLER}</p></main>"
    );
    let body = parse("a.html", &source);
    let anchors: Vec<(&str, Option<&str>)> = body
        .sections
        .iter()
        .filter_map(|section| {
            let heading = section.headings.last()?;
            Some((heading.as_str(), section.anchor.as_deref()))
        })
        .collect();
    assert_eq!(
        anchors,
        [
            ("Own", Some("own")),
            ("Within", Some("within")),
            ("Before", Some("before")),
            ("Around", Some("around")),
            ("Second", None),
            ("None", None),
        ]
    );
}

#[test]
fn headings_are_kept_whatever_their_classes_say() {
    let source = format!(
        "<main><p>{FILLER}</p><h2 id=related-work class='scroll-mt-20 hidden-print'>Related work</h2><p>{FILLER}</p></main>"
    );
    assert!(read(&source).contains("[Related work] #related-work"));
}

#[test]
fn a_page_that_is_one_form_is_still_read() {
    let source = format!(
        "<body><form id=aspnetForm><div><h2>Care</h2><p>{FILLER}</p><p>{FILLER}</p></div></form>"
    );
    assert!(read(&source).contains("[Care]"));
}

#[test]
fn a_layout_table_is_read_as_blocks() {
    let source = format!(
        "<table><tr><td><a href=/a>Home</a></td><td><h2>Care</h2><p>{FILLER}</p><p>Weekly care.</p></td></tr></table>"
    );
    let text = read(&source);
    assert!(text.contains("[Care]"), "{text}");
    assert!(text.contains("\nWeekly care.\n"), "{text}");
}

#[test]
fn a_deeply_nested_page_neither_overflows_nor_loses_its_text() {
    for (open, close) in [
        ("<div>", "</div>"),
        ("<b>", ""),
        ("<ul><li>", ""),
        ("<table><tr><td>", ""),
        ("<p><span>", ""),
    ] {
        let source = format!("{}deep water{}", open.repeat(50_000), close.repeat(50_000));
        let body = parse("a.html", &source);
        assert!(outline(&body).contains("deep water"), "{open}");
    }
}

#[test]
fn long_runs_of_markup_take_linear_time() {
    // Quadratic work on any of these would take minutes.
    for piece in [
        "<",
        "&",
        "<a",
        "<!--",
        "</p>",
        "<p>",
        "<br>",
        "<h2>a",
        "<a href=x>b",
        "<li>c",
        "&amp;",
        "<p>word</b>",
    ] {
        let source = piece.repeat(100_000 / piece.len());
        parse("a.html", &source);
    }
}

/// Pieces of pages, sound and broken.
fn soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zäß☂ \n&;,.]{0,12}",
        Just("&amp; &eacute; &shy; &nbsp;".to_owned()),
        Just("<p>".to_owned()),
        Just("</p>".to_owned()),
        Just("<div class=\"share hidden\">".to_owned()),
        Just("</div>".to_owned()),
        Just("<h2 id=x>".to_owned()),
        Just("</h2>".to_owned()),
        Just("<ul><li>".to_owned()),
        Just("</ul>".to_owned()),
        Just("<ol start=3><li>".to_owned()),
        Just("<table><tr><td>".to_owned()),
        Just("<td>".to_owned()),
        Just("</table>".to_owned()),
        Just("<a href=/x name=y>".to_owned()),
        Just("</a>".to_owned()),
        Just("<pre>".to_owned()),
        Just("</pre>".to_owned()),
        Just("<b>".to_owned()),
        Just("<br><br>".to_owned()),
        Just("<svg><title>".to_owned()),
        Just("</svg>".to_owned()),
        Just("<script>".to_owned()),
        Just("</script>".to_owned()),
        Just("<article>".to_owned()),
        Just("<main>".to_owned()),
        Just("<span hidden>".to_owned()),
        Just("<dl><dt>".to_owned()),
        Just("<dd>".to_owned()),
        Just("<!-- ".to_owned()),
        Just("-->".to_owned()),
        Just("\r\n\u{0}\u{85}".to_owned()),
        ".{0,6}",
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// The characters that a person sees, character references resolved.
fn seen(text: &str) -> String {
    let mut resolved = String::new();
    let mut emitter = html5gum::DefaultEmitter::<()>::new_with_span();
    emitter.naively_switch_states(true);
    for Ok(token) in html5gum::Tokenizer::new_with_emitter(text, emitter) {
        if let html5gum::Token::String(text) = token {
            resolved.push_str(&String::from_utf8_lossy(&text));
        }
    }
    resolved
        .chars()
        .filter(|&character| !is_space(character) && !is_invisible(character))
        .collect()
}

/// Comments and scripts may stand within a word.
fn is_subsequence(word: &str, text: &str) -> bool {
    let mut characters = text.chars();
    word.chars()
        .all(|wanted| characters.any(|character| character == wanted))
}

proptest! {
    #[test]
    fn any_text_is_parsed_and_every_word_found_at_its_place(source in soup()) {
        let body = parse("a.html", &source);
        prop_assert_eq!(&body.problems, &vec![]);
        for section in &body.sections {
            prop_assert!(source.is_char_boundary(section.start));
            for block in &section.blocks {
                let text = block.text.as_str();
                let mut end = 0;
                for word in text.split_whitespace().filter(|word| *word != "|") {
                    let at = end + text[end..].find(word).unwrap();
                    end = at + word.len();
                    let range = block.text.source(at..end);
                    let place = source.get(range.clone());
                    prop_assert!(place.is_some(), "{:?} of {:?}", range, word);
                    let place = seen(place.unwrap_or_default());
                    prop_assert!(is_subsequence(word, &place), "{:?} for {:?} in {:?}", place, word, source);
                }
            }
        }
    }

    #[test]
    fn paragraphs_of_prose_are_kept(
        paragraphs in prop::collection::vec("([A-Z][a-z]{2,9}( [a-z]{2,9}){9,30}\\. ){2}", 3..8)
    ) {
        let mut source = String::from("<body><div class=page><main>");
        for paragraph in &paragraphs {
            let _ = write!(source, "<p>{paragraph}</p>");
        }
        source.push_str("</main></div>");
        let text = outline(&parse("a.html", &source));
        for paragraph in &paragraphs {
            prop_assert!(text.contains(paragraph.trim()), "{}", paragraph);
        }
    }
}
