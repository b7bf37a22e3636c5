//! Passages compared by meaning: what that finds, and that nothing is left of it where it is
//! switched off.

use std::fs;

use footnote::answer::Question;

use crate::articles::library;
use crate::world::{World, reindexed};

/// Switches the comparison by meaning off.
const OFF: &str = "[semantic]\nenabled = false\n";

/// Its text has no word of [`IN_OTHER_WORDS`].
const PREGNANCY: &str = "\
# Massage during pregnancy

Lie on your side, with a pillow between your knees. Many therapists wait until the second \
trimester, and ask a midwife first.
";

const IN_OTHER_WORDS: &str = "is it ok if i am expecting a baby?";

fn world() -> World {
    library().article("pregnancy.md", PREGNANCY)
}

/// The articles that fit a question, best first.
fn ranked(world: &World, by_meaning: bool) -> Vec<String> {
    let librarian = world.librarian_by(by_meaning);
    reindexed(&librarian, false);
    let question = Question::parse(IN_OTHER_WORDS).expect("the question is short enough");
    let ranking = librarian.rank(&question, 10);
    ranking.expect("the index can be asked").articles
}

fn has_vectors(world: &World) -> bool {
    let files = fs::read_dir(world.generation()).expect("there is an index");
    files.flatten().any(|file| {
        let name = file.file_name();
        name.to_string_lossy().starts_with("vectors-")
    })
}

#[test]
fn a_passage_that_shares_no_word_with_the_question_is_found_by_meaning() {
    let world = world();
    assert_eq!(ranked(&world, true)[0], "pregnancy.md");
    assert!(!ranked(&world, false).contains(&"pregnancy.md".to_owned()));
}

#[test]
fn only_articles_of_the_topic_are_found_by_meaning() {
    let world = world().indexed();
    let arguments = ["ask", "--json", "--topic", "Baking", IN_OTHER_WORDS];
    let answer = world.run(arguments).answer();
    let passages = answer.passages.iter();
    let others = passages.filter(|passage| passage.article == "pregnancy.md");
    assert_eq!(others.count(), 0);
}

#[test]
fn without_meaning_no_vectors_are_kept_and_the_words_are_found() {
    let world = world().file("footnote.toml", OFF).indexed();
    assert!(!has_vectors(&world));
    world
        .run(["ask", "what is a starter?"])
        .exits(0)
        .prints("A starter is flour and water");
}

#[test]
fn switched_off_the_vectors_go_with_the_next_reindex_which_reads_no_article_again() {
    let world = world().indexed();
    assert!(has_vectors(&world));
    let generation = world.generation();
    world.write("footnote.toml", OFF);
    // Until then the index answers as it is.
    world.run(["ask", "what is a starter?"]).exits(0).quietly();
    let report = world.run(["reindex", "--json"]).exits(0).json();
    assert_eq!(report["unchanged"], 4);
    assert!(!has_vectors(&world));
    assert_eq!(world.generation(), generation);
}

#[test]
fn switched_on_again_an_index_without_vectors_is_built_anew() {
    let world = world().file("footnote.toml", OFF).indexed();
    world.remove("footnote.toml");
    world
        .run(["ask", "what is a starter?"])
        .exits(0)
        .notes("The index was made without vectors");
    assert!(has_vectors(&world));
}
