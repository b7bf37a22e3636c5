//! `footnote reindex`: what changed and nothing else, in one step that readers see whole.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::ControlFlow;

use footnote::answer::Answer;
use footnote::librarian::{Librarian, LibrarianError, ReindexOptions, Settings};
use proptest::prelude::*;

use crate::articles::{BICYCLE, library, numbered, word};
use crate::world::{World, asked, quoted_articles, reindexed};

/// The report of a reindex without the time that it took.
#[track_caller]
fn report(world: &World) -> String {
    let output = world.run(["reindex"]).exits(0);
    let (counts, time) = output.stdout.split_once(" in ").expect("it says how long");
    let line = time.lines().next().expect("it ends its line");
    let seconds = line.strip_suffix(" s").expect("it counts seconds");
    assert!(seconds.parse::<f64>().is_ok(), "{output}");
    counts.to_owned()
}

#[test]
fn synonyms_are_read_again_by_a_reindex_and_a_fault_is_told_with_its_line() {
    let world = World::new()
        .article(
            "kite.md",
            "# Kites\n\nA kite flies in the wind over the beach.\n",
        )
        .article(
            "synonyms.txt",
            "kite, drake\nalone\n# a comment\na => b => c\n",
        );
    world
        .run(["reindex"])
        .exits(0)
        .prints("synonyms.txt:2: ")
        .prints("synonyms.txt:4: ");
    let searched = |word: &str| -> Vec<String> {
        let output = world.run(["ask", "--json", "--explain", word]);
        let answer: Answer = serde_json::from_str(&output.stdout).unwrap();
        let words = answer.explanation.unwrap().words;
        words[0].terms.iter().map(|it| it.term.clone()).collect()
    };
    assert_eq!(searched("drake"), ["kite"]);
    world.write("corpus/synonyms.txt", "kite, lantern\n");
    // As it was read, until it is read again.
    assert_eq!(searched("drake"), ["kite"]);
    let report = world.run(["reindex"]).exits(0);
    assert!(!report.stdout.contains("synonyms.txt"), "{report}");
    assert_eq!(searched("lantern"), ["kite"]);
    assert!(searched("drake").is_empty());
}

#[test]
fn the_report_counts_what_was_added_changed_removed_and_left() {
    let world = library();
    assert_eq!(
        report(&world),
        "3 added, 0 changed, 0 removed, 0 unchanged - 6 passages"
    );
    assert_eq!(
        report(&world),
        "0 added, 0 changed, 0 removed, 3 unchanged - 6 passages"
    );
    world.remove("corpus/sourdough.md");
    world.write(
        "corpus/bicycle.md",
        "# Bicycles\n\nA bicycle has two wheels.\n",
    );
    world.write(
        "corpus/deep/down/kites.txt",
        "Kites\n\nA kite needs wind.\n",
    );
    assert_eq!(
        report(&world),
        "1 added, 1 changed, 1 removed, 1 unchanged - 3 passages"
    );
}

#[test]
fn the_json_of_a_report_has_the_same_counts_and_the_problems() {
    let world = library().article("kites.md", "---\ntitel: Kites\n---\nA kite needs wind.\n");
    let report = world.run(["reindex", "--json"]).exits(0).json();
    let object = report.as_object().unwrap();
    let keys: Vec<&str> = object.keys().map(String::as_str).collect();
    assert_eq!(
        keys,
        [
            "added",
            "changed",
            "removed",
            "unchanged",
            "passages",
            "seconds",
            "problems"
        ]
    );
    assert_eq!(
        (report["added"].as_u64(), report["removed"].as_u64()),
        (Some(4), Some(0))
    );
    assert!(report["seconds"].is_f64());
    let rules: BTreeSet<&str> = report["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| problem["rule"].as_str().unwrap())
        .collect();
    assert_eq!(rules, BTreeSet::from(["missing-title", "unknown-key"]));
}

#[test]
fn problems_of_unchanged_articles_are_told_every_time() {
    let world = World::new().article("kites.md", "---\nurl: ftp://a\n---\n# Kites\n\nText.\n");
    for _ in 0..2 {
        world.run(["reindex"]).exits(0).prints("\nkites.md:2: ");
    }
    world.write("corpus/kites.md", "# Kites\n\nText.\n");
    let mended = world.run(["reindex"]).exits(0);
    assert_eq!(mended.stdout.lines().count(), 1, "{mended}");
}

#[test]
fn what_was_removed_answers_nothing_any_more() {
    let world = library().indexed();
    world.run(["ask", "what is a starter?"]).exits(0);
    world.remove("corpus/sourdough.md");
    world.run(["reindex"]).exits(0);
    let answer = world
        .run(["ask", "--json", "what is a starter?"])
        .exits(1)
        .answer();
    assert_eq!(answer.unknown_words, ["starter"]);
    assert_eq!(answer.topics, ["Baking", "Bicycles"]);
}

#[test]
fn a_renamed_article_is_quoted_by_its_new_path_only() {
    let world = library().indexed();
    fs::rename(
        world.path("corpus/bicycle.md"),
        world.path("corpus/bike.md"),
    )
    .unwrap();
    assert_eq!(
        report(&world),
        "1 added, 0 changed, 1 removed, 2 unchanged - 6 passages"
    );
    let answer = world
        .run(["ask", "--json", "oil the chain"])
        .exits(0)
        .answer();
    assert!(
        quoted_articles(&answer)
            .iter()
            .all(|&path| path == "bike.md")
    );
}

#[test]
fn full_makes_a_new_generation_and_sweeps_the_old_one() {
    let world = library().indexed();
    let before = world.generation();
    world
        .run(["reindex", "--full"])
        .exits(0)
        .prints("0 added, 0 changed, 0 removed, 3 unchanged - 6 passages");
    let after = world.generation();
    assert_ne!(before, after);
    assert!(!before.exists() && after.exists());
}

#[test]
fn an_empty_corpus_does_not_empty_the_index() {
    let world = library().indexed();
    let refuses = |words: &str| {
        for arguments in [["reindex", "--json"], ["reindex", "--full"]] {
            world.run(arguments).exits(2).notes(words);
        }
        world.run(["ask", "oil the chain"]).exits(0).quietly();
    };
    fs::rename(world.path("corpus"), world.path("elsewhere")).unwrap();
    refuses("there is no folder of articles at corpus");
    fs::create_dir(world.path("corpus")).unwrap();
    refuses("no article was found, but the index holds 3; it was left as it is.");
    world.write("corpus/draft.md", "---\ndraft: true\n---\nNot yet.\n");
    world.write("corpus/nothing.md", "");
    refuses("no article was found, but the index holds 3; it was left as it is.");
    world
        .run(["reindex", "--allow-empty"])
        .exits(0)
        .prints("0 passages");
    world.run(["ask", "oil the chain"]).exits(1);
    world.write("corpus/bicycle.md", BICYCLE);
    world.run(["reindex"]).exits(0);
    world.run(["ask", "oil the chain"]).exits(0);
}

#[test]
fn an_empty_corpus_can_be_asked_from_the_start() {
    let world = World::new();
    let answer = world
        .run(["ask", "--json", "what is a starter?"])
        .exits(1)
        .answer();
    assert_eq!((answer.answered, answer.confidence), (false, 0.0));
    world
        .run(["topics"])
        .exits(0)
        .prints("No article has a topic.");
}

/// An edit of one of a few articles.
#[derive(Debug, Clone)]
enum Edit {
    Write(usize, &'static str),
    Remove(usize),
    Reindex,
}

fn edit() -> impl Strategy<Value = Edit> {
    let edition = prop_oneof![Just("plain"), Just("striped"), Just("woollen")];
    prop_oneof![
        4 => (0..6_usize, edition).prop_map(|(number, edition)| Edit::Write(number, edition)),
        2 => (0..6_usize).prop_map(Edit::Remove),
        2 => Just(Edit::Reindex),
    ]
}

/// An answer without its figures, which may differ by the last bit.
fn seen(answer: &Answer) -> Answer {
    let mut answer = answer.clone();
    answer.confidence = 0.0;
    for passage in &mut answer.passages {
        passage.score = 0.0;
    }
    answer
}

#[test]
fn many_small_reindexes_answer_like_one_full_one() {
    let config = ProptestConfig {
        cases: 12,
        max_shrink_iters: 50,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    proptest!(config, |(edits in prop::collection::vec(edit(), 1..16))| {
        let world = library();
        let grown = world.librarian();
        reindexed(&grown, false);
        for edit in &edits {
            match edit {
                Edit::Write(number, edition) => {
                    world.write(&format!("corpus/n{number}.md"), numbered(*number, edition));
                }
                Edit::Remove(number) => {
                    let _ = fs::remove_file(world.path(&format!("corpus/n{number}.md")));
                }
                Edit::Reindex => {
                    reindexed(&grown, false);
                }
            }
        }
        let last = reindexed(&grown, false);
        let fresh = Librarian::new(Settings {
            corpus: world.path("corpus"),
            index: world.path("fresh"),
            base_url: None,
            max_file_bytes: 1 << 20,
            min_confidence: footnote::config::DEFAULT_MIN_CONFIDENCE,
            by_meaning: true,
            remembered_answers: 0,
        table: None,
        model: None,
        });
        prop_assert_eq!(reindexed(&fresh, true).passages, last.passages);
        let mut questions: Vec<String> = (0..6).map(|n| format!("what is {}?", word(n))).collect();
        questions.extend(
            ["striped kitchen", "woolen things", "oil the chain", "how long do bakers let it rest"]
                .map(str::to_owned),
        );
        for question in questions {
            let (grown, fresh) = (asked(&grown, &question, 5), asked(&fresh, &question, 5));
            prop_assert_eq!(seen(&grown), seen(&fresh), "{}", question);
            prop_assert!((grown.confidence - fresh.confidence).abs() < 1e-6);
        }
        let topics = |librarian: &Librarian| -> BTreeMap<String, usize> {
            let topics = librarian.topics().expect("it can be read").into_iter();
            topics.map(|topic| (topic.name, topic.articles)).collect()
        };
        prop_assert_eq!(topics(&grown), topics(&fresh));
    });
}

#[test]
fn a_reindex_that_fails_says_why_to_the_caller() {
    let world = library();
    let missing = Librarian::new(Settings {
        corpus: world.path("nowhere"),
        index: world.path("index"),
        base_url: None,
        max_file_bytes: 1,
        min_confidence: 0.5,
        by_meaning: true,
        remembered_answers: 0,
        table: None,
        model: None,
    });
    let error = missing
        .reindex(ReindexOptions::default(), &|_| ControlFlow::Continue(()))
        .expect_err("there is no such folder");
    assert!(matches!(error, LibrarianError::Index(_)), "{error}");
    assert!(error.to_string().contains("nowhere"), "{error}");
}
