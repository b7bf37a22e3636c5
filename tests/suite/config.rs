//! The settings: flags over environment over `footnote.toml` over defaults.

use crate::articles::{kites, library};
use crate::world::World;

/// A world with a folder of articles for each place that can name one.
fn places() -> World {
    let mut world = World::new();
    for place in ["corpus", "file", "variable", "flag"] {
        let text = format!("# Kites\n\nThe kites of the {place} need wind.\n");
        world = world.file(&format!("{place}/kites.md"), text);
    }
    world
}

/// Which of the places answers.
#[track_caller]
fn answers<const N: usize>(world: &World, arguments: [&str; N]) -> String {
    let answer = world.run(arguments).exits(0).answer();
    let words = &answer.passages[0].text;
    let place = words
        .strip_prefix("The kites of the ")
        .expect("it is the article");
    place
        .strip_suffix(" need wind.")
        .expect("it is the article")
        .to_owned()
}

#[test]
fn flags_win_over_the_environment_over_the_file_over_the_defaults() {
    let ask = ["ask", "--json", "kites"];
    let world = places();
    assert_eq!(answers(&world, ask), "corpus");
    let world = world.file(
        "footnote.toml",
        "[corpus]\npath = 'file'\n[index]\npath = 'index-f'\n",
    );
    assert_eq!(answers(&world, ask), "file");
    let world = world
        .variable("FOOTNOTE_CORPUS", "variable")
        .variable("FOOTNOTE_INDEX", "index-v");
    assert_eq!(answers(&world, ask), "variable");
    let flags = [
        "ask", "--json", "kites", "--corpus", "flag", "--index", "index-g",
    ];
    assert_eq!(answers(&world, flags), "flag");
    for index in ["index", "index-f", "index-v", "index-g"] {
        assert!(world.path(index).join("CURRENT").exists(), "{index}");
    }
}

#[test]
fn every_setting_reaches_the_answer() {
    let passages = |world: &World| {
        let output = world.run(["ask", "--json", "kite"]).exits(0);
        output.answer().passages.len()
    };
    let world = library().article("kites.md", kites("beach")).indexed();
    assert_eq!(passages(&world), 3);
    let world = world.file("footnote.toml", "[answer]\nlimit = 1\n");
    assert_eq!(passages(&world), 1);
    let world = world.variable("FOOTNOTE_ANSWER_LIMIT", "2");
    assert_eq!(passages(&world), 2);
    let world = world.variable("FOOTNOTE_ANSWER_LIMIT", "");
    assert_eq!(passages(&world), 1, "an empty variable is none");

    let odd = [
        "ask",
        "--json",
        "is dough haunted by poltergeists or vampires?",
    ];
    world.run(odd).exits(1);
    let world = world.variable("FOOTNOTE_ANSWER_MIN_CONFIDENCE", "0.01");
    world.run(odd).exits(0);
}

#[test]
fn a_slug_is_joined_to_the_base_url() {
    let article = "---\nslug: kites\n---\n# Kites\n\nA kite needs wind.\n";
    let world = World::new()
        .article("kites.md", article)
        .variable("FOOTNOTE_CORPUS_BASE_URL", "https://example.org/articles/");
    let answer = world.run(["ask", "--json", "kite wind"]).exits(0).answer();
    let url = answer.passages[0].url.as_deref();
    assert_eq!(url, Some("https://example.org/articles/kites"));
}

#[test]
fn a_named_file_is_read_instead_and_its_paths_are_its_own() {
    let world = places()
        .file("footnote.toml", "nonsense that is not read")
        .file(
            "etc/mine.toml",
            "[corpus]\npath = '../flag'\n[index]\npath = 'built'\n",
        );
    let ask = ["ask", "--json", "kites", "--config", "etc/mine.toml"];
    assert_eq!(answers(&world, ask), "flag");
    assert!(world.path("etc/built/CURRENT").exists());
    let world = world.variable("FOOTNOTE_CONFIG", "etc/mine.toml");
    assert_eq!(answers(&world, ["ask", "--json", "kites"]), "flag");
    world
        .run(["topics", "--config", "none.toml"])
        .exits(2)
        .notes("error: cannot read the config file none.toml");
}

#[test]
fn an_unknown_key_is_an_error_that_names_it_and_those_expected() {
    let world = library().file(
        "footnote.toml",
        "[answer]\nlimit = 2\nmin_confidense = 0.3\n",
    );
    for arguments in [["ask", "oil"], ["completions", "bash"]] {
        world.run(arguments).exits(2).notes(
            "error: footnote.toml, line 3: unknown key `min_confidense`; expected `limit`, \
             `min_confidence`, `remembered_answers` (did you mean `min_confidence`?)",
        );
    }
}

#[test]
fn a_value_out_of_bounds_says_what_is_expected() {
    for (text, words) in [
        (
            "[answer]\nlimit = 51\n",
            "line 2: `limit`: expected a whole number from 1 to 50",
        ),
        (
            "[answer]\nmin_confidence = 2\n",
            "expected a number from 0 to 1",
        ),
        (
            "[corpus]\nbase_url = 'javascript:x'\n",
            "expected an address that starts with https://",
        ),
        ("[corpus\n", "footnote.toml, line 1: "),
    ] {
        let world = library().file("footnote.toml", text);
        world.run(["ask", "oil the chain"]).exits(2).notes(words);
    }
    library()
        .variable("FOOTNOTE_ANSWER_LIMIT", "many")
        .run(["ask", "oil the chain"])
        .exits(2)
        .notes("error: the environment variable FOOTNOTE_ANSWER_LIMIT: expected a whole number");
}

#[test]
fn the_example_is_a_file_that_changes_nothing() {
    let example = include_str!("../../config.example.toml");
    let plain = library().indexed();
    let with_example = library().file("footnote.toml", example).indexed();
    let ask = ["ask", "--json", "what is a starter?"];
    assert_eq!(
        with_example.run(ask).exits(0).stdout,
        plain.run(ask).exits(0).stdout
    );
}

#[test]
fn help_shows_examples_and_where_the_settings_are() {
    let world = World::new();
    let output = world.run(["--help"]).exits(0).quietly();
    for words in [
        "Examples:",
        "Exit codes: 0 answered",
        "footnote.toml",
        "--corpus <DIR>",
    ] {
        assert!(output.stdout.contains(words), "{words}\n{output}");
    }
    world.run(["ask", "--help"]).exits(0).prints("Examples:");
    assert!(!world.path("index").exists());
}
