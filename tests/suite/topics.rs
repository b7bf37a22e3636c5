//! `footnote topics`: what there is to ask about; and `footnote completions`.

use serde_json::json;

use crate::articles::library;
use crate::world::World;

#[test]
fn topics_are_listed_with_their_articles() {
    let world = library().indexed();
    insta::assert_snapshot!(world.run(["topics"]).exits(0).quietly().stdout, @r"
    Baking           2 articles
    Bicycles         1 article
    Fermentation     1 article
    ");
    assert_eq!(
        world.run(["topics", "--json"]).exits(0).json(),
        json!([
            { "name": "Baking", "articles": 2 },
            { "name": "Bicycles", "articles": 1 },
            { "name": "Fermentation", "articles": 1 },
        ])
    );
}

#[test]
fn the_articles_of_a_topic_are_listed_with_what_they_answer() {
    let world = library().indexed();
    let listed = world.run(["topics", "baking"]).exits(0).stdout;
    insta::assert_snapshot!(listed, @r"
    Crème brûlée
      custard.md
    Sourdough bread
      What is a starter? · How long does the dough rise?
      https://example.org/sourdough
    ");
    assert_eq!(world.run(["topics", "BAKING"]).exits(0).stdout, listed);
    assert_eq!(
        world
            .run(["topics", "Fermentation", "--json"])
            .exits(0)
            .json(),
        json!([{
            "path": "sourdough.md",
            "title": "Sourdough bread",
            "url": "https://example.org/sourdough",
            "topics": ["Baking", "Fermentation"],
            "updated": "2026-03-01",
            "headings": ["What is a starter?", "How long does the dough rise?"],
        }])
    );
}

#[test]
fn a_topic_of_several_words_needs_no_quotes() {
    let world = World::new().article("Back pain/desk.md", "# Desks\n\nSit less.\n");
    world
        .run(["topics", "back", "pain"])
        .exits(0)
        .prints("Desks");
}

#[test]
fn an_unknown_topic_is_nothing_found() {
    let world = library().indexed();
    let output = world.run(["topics", "knitting"]).exits(1);
    output.notes("no article has the topic “knitting”. There are: Baking, Bicycles, Fermentation");
}

#[test]
fn the_starter_corpus_has_topics_enough() {
    let topics = World::starter().run(["topics", "--json"]).exits(0).json();
    let topics = topics.as_array().unwrap();
    assert!(topics.len() >= 8, "{topics:?}");
    assert!(
        topics
            .iter()
            .all(|topic| topic["articles"].as_u64() > Some(0))
    );
}

#[test]
fn shells_get_completions_for_every_subcommand() {
    let world = World::new();
    for shell in ["bash", "zsh", "fish"] {
        let output = world.run(["completions", shell]).exits(0).quietly();
        for word in [
            "ask",
            "chat",
            "topics",
            "reindex",
            "import",
            "check",
            "eval",
            "completions",
            "corpus",
            "limit",
            "full",
            "force",
        ] {
            assert!(output.stdout.contains(word), "{shell} does not know {word}");
        }
    }
    world.run(["completions", "tcl"]).exits(2);
    assert!(!world.path("index").exists());
}

#[cfg(unix)]
#[test]
fn the_completions_for_bash_are_a_script_that_bash_reads() {
    let world = World::new();
    let script = world.run(["completions", "bash"]).exits(0).stdout;
    world.write("footnote.bash", script);
    let Ok(status) = std::process::Command::new("bash")
        .args(["-n", "footnote.bash"])
        .current_dir(world.path(""))
        .status()
    else {
        // There is no bash to ask.
        return;
    };
    assert!(status.success());
}
