//! `footnote eval`: the figures of a small set, worked out by hand.

use serde_json::{Value, json};

use crate::articles::library;
use crate::world::World;

/// Five documents and four questions.
///
/// | question | right documents | found in this order | nDCG@10 | RR | recall |
/// |---|---|---|---|---|---|
/// | q1 | bread 1 | bread | 1 | 1 | 1 |
/// | q2 | tent 1 | chain, tent | 1 / log2 3 | 1/2 | 1 |
/// | q3 | tea 2, kite 1 | tea | 2 / (2 + 1 / log2 3) | 1 | 1/2 |
/// | q4 | kite 1 | nothing | 0 | 0 | 0 |
///
/// By words alone: what else is near in meaning cannot be worked out by hand.
fn set() -> World {
    let document = |id: &str, title: &str, text: &str| {
        json!({ "_id": id, "title": title, "text": text }).to_string() + "\n"
    };
    let question = |id: &str, text: &str| json!({ "_id": id, "text": text }).to_string() + "\n";
    World::new()
        .variable("FOOTNOTE_SEMANTIC_ENABLED", "false")
        .file(
            "small/corpus.jsonl",
            [
                document("bread", "Sourdough", "A sourdough starter raises the bread.\nIt is fed with flour."),
                document("chain", "Bicycle chain", "Oil the bicycle chain when it squeaks. A bicycle chain wears."),
                document("tent", "Tents", "Lock the tent with a bicycle cable through both zips at night, and \
                    keep the poles of the tent dry so that they last for many summers."),
                document("tea", "", "Green tea is steeped for two minutes."),
                document("kite", "Kites", "A string holds it in the air."),
            ]
            .concat(),
        )
        .file(
            "small/queries.jsonl",
            [
                question("q1", "what is a sourdough starter?"),
                question("q2", "bicycle"),
                question("q3", "how long is green tea steeped?"),
                question("q4", "zeppelin ballast"),
                question("q5", "not judged"),
            ]
            .concat(),
        )
        .file(
            "small/qrels/test.tsv",
            "query-id\tcorpus-id\tscore\nq1\tbread\t1\nq2\ttent\t1\nq3\ttea\t2\nq3\tkite\t1\nq4\tkite\t1\n",
        )
        .file("small/qrels/train.tsv", "query-id\tcorpus-id\tscore\nq1\tbread\t1\n")
}

#[track_caller]
fn near(value: &Value, expected: f64) {
    let value = value.as_f64().expect("it is a number");
    assert!((value - expected).abs() < 1e-9, "{value} is not {expected}");
}

#[test]
fn the_figures_of_a_beir_set_are_those_worked_out_by_hand() {
    let world = set();
    let found = world.run(["eval", "small", "--json"]).exits(0).json();
    let keys: Vec<&String> = found.as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        [
            "set",
            "split",
            "questions",
            "ndcg_at_10",
            "mrr_at_10",
            "success_at_1",
            "recall_at_5",
            "recall_at_100",
            "refused",
            "index_seconds",
            "latency_ms",
        ]
    );
    assert_eq!(
        (&found["set"], &found["split"], &found["questions"]),
        (&json!("small"), &json!("test"), &json!(4))
    );
    let second = 1.0 / 3.0_f64.log2();
    near(
        &found["ndcg_at_10"],
        (1.0 + second + 2.0 / (2.0 + second)) / 4.0,
    );
    near(&found["mrr_at_10"], (1.0 + 0.5 + 1.0) / 4.0);
    near(&found["success_at_1"], 2.0 / 4.0);
    near(&found["recall_at_5"], 2.5 / 4.0);
    near(&found["recall_at_100"], 2.5 / 4.0);
    near(&found["refused"], 1.0 / 4.0);
    assert!(found["index_seconds"].as_f64() > Some(0.0));
    let latency = found["latency_ms"].as_object().unwrap();
    let keys: Vec<&String> = latency.keys().collect();
    assert_eq!(keys, ["mean", "p50", "p99"]);
    let [mean, p50, p99] = ["mean", "p50", "p99"].map(|key| latency[key].as_f64().unwrap());
    assert!(0.0 < p50 && p50 <= p99 && mean <= p99);
}

#[test]
fn a_set_keeps_an_index_of_its_own() {
    let world = set()
        .article("bicycle.md", "# Bicycles\n\nA bicycle.\n")
        .indexed();
    let first = world.run(["eval", "small", "--json"]).exits(0).json();
    let again = world.run(["eval", "small", "--json"]).exits(0).json();
    for key in ["ndcg_at_10", "recall_at_5", "refused"] {
        assert_eq!(first[key], again[key]);
    }
    let kept = std::fs::read_dir(world.path("index"))
        .unwrap()
        .filter(|entry| {
            let name = entry.as_ref().unwrap().file_name();
            name.to_string_lossy().starts_with("evaluate-")
        })
        .count();
    assert_eq!(kept, 1);
    // The articles are neither measured nor touched.
    world.run(["ask", "sourdough starter"]).exits(1).quietly();
    world.run(["ask", "bicycle"]).exits(0).quietly();
}

#[test]
fn another_split_has_other_judgements() {
    let found = set().run(["eval", "small", "--split", "train", "--json"]);
    let found = found.exits(0).json();
    assert_eq!(
        (&found["split"], &found["questions"]),
        (&json!("train"), &json!(1))
    );
    near(&found["ndcg_at_10"], 1.0);
}

#[test]
fn the_figures_can_be_read_in_words() {
    let output = set().run(["eval", "small"]).exits(0);
    let lines: Vec<&str> = output.stdout.lines().collect();
    assert_eq!(lines[0], "small (test), 4 questions");
    assert_eq!(lines[3], "  success@1    0.5000");
    assert!(lines[7].starts_with("  latency      mean "));
}

#[test]
fn the_figures_of_our_own_questions_tell_sections_and_refusals() {
    let world = library().file(
        "questions.toml",
        r#"
[[question]]
text = "what is a starter?"
answers = [{ article = "sourdough.md", section = "What is a starter?" }]

[[question]]
text = "when do I oil the chain?"
answers = [
    { article = "bicycle.md", section = "How a chain stretches" },
    { article = "bicycle.md", section = "When to oil the chain" },
]

[[question]]
text = "how long does the dough rise?"
answers = [{ article = "custard.md", section = "" }]

[[question]]
text = "who won the election?"
refuse = "off-topic"

[[question]]
text = "what is a custard?"
refuse = "near-topic"
"#,
    );
    let found = world
        .run(["eval", "questions.toml", "--json"])
        .exits(0)
        .json();
    assert_eq!(
        (&found["set"], &found["questions"]),
        (&json!("questions.toml"), &json!(5))
    );
    // Two of the three that are answered are answered by the right article.
    near(&found["success_at_1"], 2.0 / 3.0);
    near(&found["refused"], 1.0 / 5.0);
    let golden = found["golden"].as_object().unwrap();
    let keys: Vec<&String> = golden.keys().collect();
    assert_eq!(
        keys,
        [
            "answerable",
            "right_article_first",
            "right_section_in_three",
            "answerable_refused",
            "off_topic",
            "off_topic_refused",
            "near_topic",
            "near_topic_refused",
            "misses",
        ]
    );
    assert_eq!(
        (
            &golden["answerable"],
            &golden["off_topic"],
            &golden["near_topic"]
        ),
        (&json!(3), &json!(1), &json!(1))
    );
    near(&golden["right_article_first"], 2.0 / 3.0);
    near(&golden["right_section_in_three"], 2.0 / 3.0);
    near(&golden["answerable_refused"], 0.0);
    near(&golden["off_topic_refused"], 1.0);
    near(&golden["near_topic_refused"], 0.0);
    let misses: Vec<&str> = golden["misses"]
        .as_array()
        .unwrap()
        .iter()
        .map(|miss| miss.as_str().unwrap())
        .collect();
    assert_eq!(misses.len(), 2, "{misses:?}");
    assert!(misses[0].starts_with("wrong article: how long does the dough rise? <- "));
    assert!(misses[1].starts_with("answered: what is a custard? <- "));
}

#[test]
fn the_figures_tell_follow_ups_and_the_sentence_that_is_marked() {
    let world = library().file(
        "questions.toml",
        r#"
[[question]]
before = ["what is a custard?", "what is a starter?"]
text = "how long does it rise?"
completed = true
answers = [{ article = "sourdough.md", section = "" }]

[[question]]
before = ["what is a starter?"]
text = "when do I oil the chain?"
completed = true
answers = [
    { article = "bicycle.md", section = "When to oil the chain", sentence = "words that stand nowhere" },
]

[[question]]
text = "what is a starter?"
answers = [
    { article = "sourdough.md", section = "What is a starter?", sentence = "A starter is" },
]
"#,
    );
    let found = world.run(["eval", "questions.toml", "--json"]);
    let golden = &found.exits(0).json()["golden"];
    assert_eq!(golden["after_others"], json!(2));
    near(&golden["rightly_completed"], 1.0 / 2.0);
    assert_eq!(golden["sentences"], json!(1));
    near(&golden["right_sentence"], 1.0);
    let misses = golden["misses"].to_string();
    assert!(
        misses.contains("about nothing: when do I oil the chain?"),
        "{misses}"
    );
}

/// A set whose confidences are known without a look at any formula: a question of which every
/// word is in one document, and one of which no word is anywhere.
fn set_with_others() -> World {
    let question = |id: &str, text: &str| json!({ "_id": id, "text": text }).to_string() + "\n";
    let split = |ids: &[&str]| {
        let lines = ids.iter().map(|id| format!("{id}\ttea\t1\n"));
        "query-id\tcorpus-id\tscore\n".to_owned() + &lines.collect::<String>()
    };
    set()
        .file(
            "small/queries.jsonl",
            [
                question("known", "green tea"),
                question("half", "green zeppelin"),
                question("unknown", "zeppelin ballast"),
            ]
            .concat(),
        )
        .file("small/qrels/test.tsv", split(&["known"]))
        .file("small/qrels/silent.tsv", split(&["half", "unknown"]))
        .file(
            "other/queries.jsonl",
            [
                question("first", "quantum chromodynamics"),
                question("second", "green tea"),
            ]
            .concat(),
        )
        .file("other/qrels/test.tsv", split(&["first", "second"]))
}

#[test]
fn the_confidence_is_measured_against_questions_that_a_set_does_not_answer() {
    let world = set_with_others();
    let found = world.run(["eval", "small", "--against", "silent", "--json"]);
    let found = found.exits(0).json();
    // They are no part of the other figures.
    assert_eq!(found["questions"], json!(1));
    near(&found["refused"], 0.0);
    let confidence = &found["confidence"];
    assert_eq!(confidence["answerable"], json!(1));
    assert_eq!(confidence["off_topic"], Value::Null);
    assert_eq!(confidence["near_topic"]["questions"], json!(2));
    near(&confidence["near_topic"]["area_under_roc"], 1.0);
    near(&confidence["near_topic"]["answered_at_threshold"], 0.0);
    let bins = confidence["reliability"].as_array().unwrap();
    assert_eq!(bins.len(), 10);
    let near_topic: u64 = bins
        .iter()
        .filter_map(|bin| bin["near_topic"].as_u64())
        .sum();
    assert_eq!(near_topic, 2);
}

#[test]
fn the_questions_of_another_set_are_off_topic_here() {
    let world = set_with_others();
    let found = world.run(["eval", "small", "--off-topic", "other", "--json"]);
    let confidence = &found.exits(0).json()["confidence"];
    // One of the two is the very question that is answered: equal pairs count half.
    assert_eq!(confidence["off_topic"]["questions"], json!(2));
    near(&confidence["off_topic"]["area_under_roc"], 0.75);
    near(&confidence["off_topic"]["answered_at_threshold"], 0.5);
}

#[test]
fn several_files_of_questions_are_measured_one_by_one_and_together() {
    let file = |questions: &str| format!("[[question]]\n{questions}\n");
    let answered = "text = \"what is a starter?\"\n\
        answers = [{ article = \"sourdough.md\", section = \"What is a starter?\" }]";
    let world = library().file("one.toml", file(answered)).file(
        "two.toml",
        file("text = \"who won the election?\"\nrefuse = \"off-topic\""),
    );
    let found = world.run(["eval", "one.toml", "two.toml", "--json"]);
    let found = found.exits(0).json();
    let sets = found["sets"].as_array().unwrap();
    assert_eq!(sets.len(), 2);
    // Neither has both sides; together they have.
    assert!(sets.iter().all(|set| set["confidence"].is_null()));
    near(&found["confidence"]["off_topic"]["area_under_roc"], 1.0);
    let told = world.run(["eval", "one.toml", "two.toml"]).exits(0);
    let lines: Vec<&str> = told.stdout.lines().collect();
    assert!(lines[0].starts_with("one.toml (test), 1 "), "{lines:?}");
    let together = lines.iter().position(|line| *line == "All together");
    let rest = &lines[together.expect("they are taken together")..];
    assert_eq!(rest[1], "Confidence of 1 answerable questions against");
    assert!(rest[2].starts_with("  1 off-topic ones"), "{rest:?}");
}

#[test]
fn a_set_that_is_broken_is_a_clear_error_with_its_place() {
    let world = set();
    world
        .run(["eval", "missing"])
        .exits(2)
        .notes("error: cannot read ");
    world
        .run(["eval", "small", "--split", "dev"])
        .exits(2)
        .notes("dev.tsv");
    world.write("small/qrels/dev.tsv", "query-id\tcorpus-id\tscore\n");
    world
        .run(["eval", "small", "--split", "dev"])
        .exits(2)
        .notes("holds no question of the split \"dev\"");
    world.write(
        "small/qrels/dev.tsv",
        "query-id\tcorpus-id\tscore\nq1\tbread\n",
    );
    world
        .run(["eval", "small", "--split", "dev"])
        .exits(2)
        .notes("dev.tsv:2: ");
    world
        .run([
            "eval",
            "small",
            "--against",
            "train",
            "--off-topic",
            "nowhere",
        ])
        .exits(2)
        .notes("error: cannot read ");
    world.write("small/queries.jsonl", "{\"_id\": \"q1\"}\n");
    world
        .run(["eval", "small"])
        .exits(2)
        .notes("queries.jsonl:1: ");
    world.write("questions.toml", "[[question]]\ntext = 'a'\nanswer = 1\n");
    world
        .run(["eval", "questions.toml"])
        .exits(2)
        .notes("questions.toml:3: unknown field `answer`");
}
