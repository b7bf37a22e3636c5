//! Pages saved as text, in several shapes.

use proptest::prelude::*;

use super::parse;
use crate::corpus::Body;
use crate::corpus::testing::outline;

fn read(source: &str) -> Body {
    parse("page.txt", source, 0)
}

/// A page as a browser saves it: title and tagline, headings without marks, lists, a
/// paragraph twice, and everything that a site adds at the end.
const PAGE: &str = "Garden Ponds
A Small World of Water

What is a garden pond?

Many people think that a garden pond is only a hole with water in it. That is how the \
ones that fail begin.

A pond is a small world of its own. Plants feed on what fish leave, and fish feed on \
what lives among the plants.

A pond is a small world of its own. Plants feed on what fish leave, and fish feed on \
what lives among the plants.

A Working Definition

(After a talk by A. Carp at the Reed Club)

A pond is NOT...

• A bath for birds

• A place for goldfish won at a fair, which need more room than they are given (i.e. \
more than a bucket)

A pond IS...

• Deep enough for frost to leave its ground alone
• Still

Why dig one?

Water draws life. Within a week there are beetles, within a year there are frogs.

To learn about the history of ponds go to the Moat page.

Return to Top of Garden Ponds

Go to The Pond Keeper Home Page

Share this page:
Did you like this page? Then do tell a friend!

Do you want to share this page on a site of your own?

  1. Select the HTML code in the box.
  2. Then copy and paste it into your blog, with a word of your own if you like.

A. Carp, dipl.

Pond Builder & Teller of Tales

The Pond Keeper Online Courses

LINING A POND: The Complete Guide To Clay And Rubber (2019)

FREE LESSON: Introduction to Still Water";

const PAGE_OUTLINE: &str = "[What is a garden pond?] #-
Many people think that a garden pond is only a hole with water in it. That is how the ones that fail begin.
A pond is a small world of its own. Plants feed on what fish leave, and fish feed on what lives among the plants.
[A Working Definition] #-
(After a talk by A. Carp at the Reed Club)
A pond is NOT...
* A bath for birds
* A place for goldfish won at a fair, which need more room than they are given (i.e. more than a bucket)
A pond IS...
* Deep enough for frost to leave its ground alone
* Still
[Why dig one?] #-
Water draws life. Within a week there are beetles, within a year there are frogs.
";

#[track_caller]
fn is_the_page(source: &str) {
    let body = read(source);
    assert_eq!(outline(&body), PAGE_OUTLINE);
    assert_eq!(body.metadata.title, "Garden Ponds");
    let tagline = body.metadata.description.as_deref();
    assert_eq!(tagline, Some("A Small World of Water"));
}

/// `text` wrapped at `width`, items of lists hanging.
fn wrapped(text: &str, width: usize) -> String {
    let mut lines = Vec::new();
    for line in text.lines() {
        let hanging = if line.starts_with('•') { "  " } else { "" };
        let options = textwrap::Options::new(width)
            .subsequent_indent(hanging)
            .break_words(false)
            .word_splitter(textwrap::WordSplitter::NoHyphenation)
            .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit);
        lines.extend(textwrap::wrap(line, options).into_iter().map(String::from));
    }
    lines.join("\n")
}

#[test]
fn a_page_is_read_without_what_the_site_adds() {
    is_the_page(PAGE);
}

#[test]
fn line_ends_of_other_systems_make_no_difference() {
    is_the_page(&PAGE.replace('\n', "\r\n"));
    is_the_page(&PAGE.replace('\n', "\r"));
}

#[test]
fn empty_lines_more_or_fewer_make_no_difference() {
    is_the_page(&PAGE.replace('\n', "\n\n\n"));
    let dense: Vec<&str> = PAGE.lines().filter(|line| !line.is_empty()).collect();
    is_the_page(&dense.join("\n"));
}

#[test]
fn hard_wrapped_lines_are_joined() {
    is_the_page(&wrapped(PAGE, 72));
    is_the_page(&wrapped(PAGE, 60));
}

#[test]
fn a_menu_at_the_top_is_dropped() {
    is_the_page(&format!(
        "Skip to content\nHome\nAbout us\nPond Tales\nContact\n\n{PAGE}"
    ));
    is_the_page(&format!("• Home\n• About us\n• Contact\n\n{PAGE}"));
    is_the_page(&format!("Home | About | Ponds | Contact\n\n{PAGE}"));
}

#[test]
fn every_block_knows_its_place() {
    let source = wrapped(PAGE, 60);
    for section in read(&source).sections {
        assert!(source[section.start..].starts_with(&section.headings[0]));
        for block in section.blocks {
            let place = &source[block.text.source(0..block.text.as_str().len())];
            let words: Vec<&str> = place.split_whitespace().collect();
            assert_eq!(words.join(" "), block.text.as_str());
        }
    }
}

#[test]
fn a_recipe_keeps_its_numbered_steps() {
    let body = read(
        "Nettle Soup

By Ida Greenleaf

Ingredients:
- 2 handfuls of young nettles
- 1 potato
  (a floury one)
- salt

Method

1. Put on gloves, and wash the nettles twice.
2. Boil the potato until it is soft, then
   add the nettles.

3. Return to the boil, and serve.

In 2010. we made it without potatoes.",
    );
    insta::assert_snapshot!(outline(&body), @r"
    [] #-
    Ingredients:
    * 2 handfuls of young nettles
    * 1 potato (a floury one)
    * salt
    [Method] #-
    1 Put on gloves, and wash the nettles twice.
    2 Boil the potato until it is soft, then add the nettles.
    3 Return to the boil, and serve.
    In 2010. we made it without potatoes.
    ");
    assert_eq!(body.metadata.title, "Nettle Soup");
    assert_eq!(body.metadata.author.as_deref(), Some("Ida Greenleaf"));
}

#[test]
fn a_page_without_headings_is_one_section() {
    let body = read(
        "Moss grows where nothing else will. It asks for shade and for time.

Some moss has lived for a thousand years. Nobody planted it.",
    );
    insta::assert_snapshot!(outline(&body), @r"
    [] #-
    Moss grows where nothing else will. It asks for shade and for time.
    Some moss has lived for a thousand years. Nobody planted it.
    ");
    assert_eq!(body.metadata.title, "");
}

#[test]
fn a_german_page_is_read_too() {
    let body = read(
        "Startseite
Über uns
Kontakt

Wandern im Moor

Was ist ein Moor?

Ein Moor ist nasses Land, auf dem Torf wächst. Es trägt den Wanderer nur auf den Wegen.

Was gehört in den Rucksack

– Wasser für den ganzen Tag
– eine Karte
– trockene Strümpfe

Wie lange dauert der Weg?

Drei Stunden, wenn man nicht stehen bleibt. Man bleibt aber stehen.

Nach oben

Diese Seite teilen:
Facebook
Twitter

Impressum
Datenschutz
© 2020 Moorfreunde",
    );
    insta::assert_snapshot!(outline(&body), @r"
    [Was ist ein Moor?] #-
    Ein Moor ist nasses Land, auf dem Torf wächst. Es trägt den Wanderer nur auf den Wegen.
    [Was gehört in den Rucksack] #-
    * Wasser für den ganzen Tag
    * eine Karte
    * trockene Strümpfe
    [Wie lange dauert der Weg?] #-
    Drei Stunden, wenn man nicht stehen bleibt. Man bleibt aber stehen.
    ");
    assert_eq!(body.metadata.title, "Wandern im Moor");
}

#[test]
fn headings_may_be_underlined_numbered_or_stand_one_below_the_other() {
    let body = read(
        "Keeping Bees
============

1. Where to begin

A hive needs sun in the morning and shade at noon.

2. What it costs

A hive costs as much as a bicycle, and is used as often.

The year

Spring
------

Feed them if it rains for long.

Winter

Leave them alone; they know what to do.",
    );
    insta::assert_snapshot!(outline(&body), @r"
    [1. Where to begin] #-
    A hive needs sun in the morning and shade at noon.
    [2. What it costs] #-
    A hive costs as much as a bicycle, and is used as often.
    [The year] #-
    [The year > Spring] #-
    Feed them if it rains for long.
    [Winter] #-
    Leave them alone; they know what to do.
    ");
}

#[test]
fn what_stands_in_the_front_matter_is_not_read() {
    let front = "---\ntitle: Bees\n---\n";
    let source = format!("{front}What do bees eat?\n\nThey eat honey, which they make themselves.");
    let body = parse("bees.txt", &source, front.len());
    insta::assert_snapshot!(outline(&body), @r"
    [What do bees eat?] #-
    They eat honey, which they make themselves.
    ");
    assert_eq!(body.metadata.title, "");
}

#[test]
fn an_address_or_a_verse_is_not_dropped() {
    let body = read(
        "A Song\n\nThe night is long,\nThe lamp is low\nAnd none to ask\nWhich way to go\n\nReturn to the top of the hill.\n\nReed Club\nPond Lane 4\nMarsh End",
    );
    let text = outline(&body);
    for line in [
        "The night is long,",
        "The lamp is low",
        "Return to the top of the hill.",
        "Pond Lane 4",
        "Marsh End",
    ] {
        assert!(text.contains(line), "{line} in {text}");
    }
}

#[test]
fn prose_after_a_navigation_line_is_kept() {
    let text = outline(&read(
        "Reeds\n\nReeds grow in water that is still and shallow.\n\nBack to top\n\nCutting reeds\n\nCut them in winter.\n\n• by hand\n• on dry days\n\nBack to top",
    ));
    assert!(text.contains("[Cutting reeds]"), "{text}");
    assert!(text.contains("* on dry days"), "{text}");
    assert!(!text.contains("Back to top"), "{text}");
}

#[test]
fn soft_hyphens_and_hyphens_at_the_end_of_a_line_do_not_split_words() {
    let source = "A well\u{ad}known thing about water is that it finds its own way down-\nhill, wherever somebody has dug a ditch, and however small the ditch may\nbe, and that nobody can keep it from doing so for any length of time at\nall.";
    let body = read(source);
    let text = body.sections[0].blocks[0].text.as_str();
    assert!(text.starts_with("A wellknown thing"), "{text}");
    assert!(text.contains("down-hill"), "{text}");
}

#[test]
fn long_input_takes_linear_time() {
    for piece in [
        "\n",
        "a\n",
        "a\n\n",
        "• a\n",
        "1. a\n",
        "- ",
        "word ",
        "Word\n\nA sentence, it is.\n\n",
        "\r",
        "----\n",
        "Home\n",
        "Share this page:\n",
    ] {
        read(&piece.repeat(300_000 / piece.len()));
    }
}

fn sentence() -> impl Strategy<Value = String> {
    "[A-Z][a-z]{1,8}( [a-z]{1,8}){7,20}[.!?]"
}

/// Pieces of texts, sound and broken.
fn soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        sentence(),
        Just("Back to top".to_owned()),
        Just("Share this page:".to_owned()),
        Just("\n\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("\r".to_owned()),
        Just("• ".to_owned()),
        Just("- ".to_owned()),
        Just("12. ".to_owned()),
        Just("----".to_owned()),
        Just("\u{ad}\u{feff}\u{a0}".to_owned()),
        "[A-Z][a-z]{2,8}( [A-Z][a-z]{2,8}){0,3}",
        ".{0,8}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

#[test]
fn a_word_of_one_letter_at_the_start_of_a_line_is_no_bullet() {
    let text = "O fisioterapeuta examina as costas e o quadril, e depois mostra\n\
                o exercício que ajuda. Em casa, a pessoa repete todos os dias\n\
                o mesmo movimento, devagar e sem dor.\n";
    let article = read(text);
    assert!(outline(&article).contains("mostra o exercício que ajuda"));
    assert!(outline(&article).contains("todos os dias o mesmo movimento"));
    let list = "Você precisa de:\no um colchonete\no uma bola\n";
    assert!(outline(&read(list)).contains("* um colchonete\n* uma bola"));
}

proptest! {
    #[test]
    fn any_text_is_parsed_and_every_word_found_at_its_place(source in soup(), cut in 0..20_usize) {
        let start = source.floor_char_boundary(cut);
        let body = parse("a.txt", &source, start);
        for section in &body.sections {
            prop_assert!(section.start >= start);
            for block in &section.blocks {
                let text = block.text.as_str();
                prop_assert_eq!(text.trim(), text);
                let place = &source[block.text.source(0..text.len())];
                let bare = |text: &str| -> String {
                    text.chars().filter(|c| c.is_alphanumeric()).collect()
                };
                prop_assert_eq!(bare(place), bare(text), "in {:?}", source);
            }
        }
    }

    #[test]
    fn prose_is_never_dropped(
        paragraphs in prop::collection::vec(prop::collection::vec(sentence(), 1..5), 1..8),
        width in prop_oneof![Just(10_000_usize), 50..90_usize],
    ) {
        let source: Vec<String> = paragraphs.iter().map(|sentences| sentences.join(" ")).collect();
        let body = read(&wrapped(&source.join("\n\n"), width));
        // A short question at the top may well be the title.
        let text = format!("{} {}", body.metadata.title, outline(&body));
        for sentence in paragraphs.iter().flatten() {
            prop_assert!(text.contains(sentence), "{} in {}", sentence, text);
        }
    }
}
