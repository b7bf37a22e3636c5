//! What front ends other than the terminal ask of the service: passages by their ids, names
//! while somebody types, outlines, and how things are.

use std::time::{Duration, SystemTime};

use footnote::answer::{Citation, Question};
use footnote::librarian::{Librarian, LibrarianError};
use walkdir::WalkDir;

use crate::articles::{BICYCLE, SOURDOUGH, kites, library};
use crate::world::{World, asked, reindexed};

/// The passages of some ids, with the words of a question marked.
fn passages(librarian: &Librarian, ids: &[&str], question: &str) -> Vec<Option<Citation>> {
    let question = Question::parse(question).expect("the question is short enough");
    librarian
        .passages(ids, Some(&question))
        .expect("the index can be read")
}

fn first_id(librarian: &Librarian, question: &str) -> String {
    let answer = asked(librarian, question, 1);
    answer.passages[0].id.clone()
}

#[test]
fn a_passage_is_found_again_by_its_id() {
    let world = library().article("kites.md", kites("beach")).indexed();
    let librarian = world.librarian();
    for question in [
        "what is a starter?",
        "oil the chain",
        "what is a custard?",
        "kite",
    ] {
        let answer = asked(&librarian, question, 5);
        let ids: Vec<&str> = answer.passages.iter().map(|it| it.id.as_str()).collect();
        assert!(ids.iter().all(|id| id.len() == 8), "{ids:?}");
        let found = passages(&librarian, &ids, question);
        for (mut cited, found) in answer.passages.clone().into_iter().zip(found) {
            // A score belongs to one answer.
            cited.score = 0.0;
            assert_eq!(Some(cited), found);
        }
    }
}

#[test]
fn an_id_outlives_a_reindex_and_no_change_of_its_passage() {
    let world = library().indexed();
    let librarian = world.librarian();
    let chain = first_id(&librarian, "oil the chain");
    let stretch = first_id(&librarian, "how does a chain stretch?");
    let starter = first_id(&librarian, "what is a starter?");
    assert_ne!(chain, stretch);

    world.write(
        "corpus/bicycle.md",
        BICYCLE.replace("once a month", "once a week"),
    );
    world.write("corpus/another.md", "# Another\n\nMore text.\n");
    world.remove("corpus/custard.md");
    for full in [false, true] {
        reindexed(&librarian, full);
        let found = librarian
            .passages(&[&stretch, &chain, &starter], None)
            .unwrap();
        let stretched = found[0].as_ref().unwrap();
        assert!(stretched.text.contains("like rubber"));
        assert_eq!((stretched.rank, stretched.id.as_str()), (1, &*stretch));
        assert_eq!(found[1], None, "it says something else now");
        assert_eq!(found[2].as_ref().unwrap().rank, 3);
    }
    assert_ne!(first_id(&librarian, "oil the chain"), chain);

    world.write("corpus/bread/sourdough.md", SOURDOUGH);
    world.remove("corpus/sourdough.md");
    reindexed(&librarian, false);
    assert_eq!(librarian.passages(&[&starter], None).unwrap(), [None]);
}

#[test]
fn a_passage_without_a_question_has_no_marks() {
    let world = library().indexed();
    let librarian = world.librarian();
    let id = first_id(&librarian, "how long does the dough rise?");
    let found = librarian.passages(&[&id], None).unwrap();
    let passage = found[0].as_ref().unwrap();
    assert!(passage.highlights.is_empty());
    let [start, end] = passage.best_sentence;
    assert_eq!(start, 0);
    assert!(passage.text[..end].ends_with("overnight in the refrigerator."));

    let found = passages(&librarian, &[&id], "does a dent come back slowly?");
    let passage = found[0].as_ref().unwrap();
    let marked = |[start, end]: [usize; 2]| &passage.text[start..end];
    let words: Vec<&str> = passage
        .highlights
        .iter()
        .map(|&range| marked(range))
        .collect();
    assert!(words.contains(&"dent"), "{words:?}");
    assert!(marked(passage.best_sentence).starts_with("Press it"));
}

#[test]
fn what_is_no_id_names_no_passage() {
    let world = library().indexed();
    let ids = [
        "",
        "AAAAAAAA",
        "????????",
        "AAAA",
        "AAAAAAAAAAAA",
        "ÄÄÄÄ",
        " AAAAAAA",
        "AAAAAAA=",
    ];
    let found = world.librarian().passages(&ids, None).unwrap();
    assert_eq!(found, vec![None; ids.len()]);
    assert!(World::new().librarian().passages(&[], None).is_err());
}

#[test]
fn the_same_text_in_two_articles_has_two_ids() {
    let text = "# A kite\n\nA kite needs wind.\n";
    let world = World::new().article("a.md", text).article("b.md", text);
    let world = world.indexed();
    let librarian = world.librarian();
    let id = first_id(&librarian, "what does a kite need?");
    let of = |found: Vec<Option<Citation>>| found[0].as_ref().map(|it| it.article.clone());
    let first = of(librarian.passages(&[&id], None).unwrap()).unwrap();
    world.remove(&format!("corpus/{first}"));
    reindexed(&librarian, false);
    assert_eq!(of(librarian.passages(&[&id], None).unwrap()), None);
    assert_ne!(first_id(&librarian, "what does a kite need?"), id);
}

#[test]
fn topics_and_titles_are_suggested_while_somebody_types() {
    let world = library().indexed();
    let librarian = world.librarian();
    let topics = |typed: &str| -> Vec<(String, usize)> {
        let topics = librarian.suggest_topics(typed, 2).unwrap().into_iter();
        topics.map(|topic| (topic.name, topic.articles)).collect()
    };
    let named = |name: &str, articles| (name.to_owned(), articles);
    assert_eq!(topics(""), [named("Baking", 2), named("Bicycles", 1)]);
    assert_eq!(topics("ba"), [named("Baking", 2)]);
    assert_eq!(topics("bakng"), [named("Baking", 2)]);
    assert_eq!(topics("ferm"), [named("Fermentation", 1)]);
    assert_eq!(topics("knitting"), []);

    let titles = |typed: &str| -> Vec<String> {
        let articles = librarian.suggest_articles(typed, 5).unwrap().into_iter();
        articles.map(|article| article.title).collect()
    };
    assert_eq!(
        titles(" "),
        ["Crème brûlée", "Sourdough bread", "The bicycle chain"]
    );
    assert_eq!(titles("creme br"), ["Crème brûlée"]);
    assert_eq!(titles("chain"), ["The bicycle chain"]);
    assert_eq!(titles("sourdogh"), ["Sourdough bread"]);
    assert_eq!(
        librarian.suggest_articles("sour", 1).unwrap(),
        [librarian.article("sourdough.md").unwrap().summary]
    );
}

#[test]
fn suggestions_follow_the_index() {
    let world = library().indexed();
    let librarian = world.librarian();
    assert!(librarian.suggest_articles("kite", 5).unwrap().is_empty());
    world.write("corpus/kites.md", "# Kites\n\nA kite needs wind.\n");
    world.run(["reindex"]).exits(0);
    assert_eq!(librarian.suggest_articles("kite", 5).unwrap().len(), 1);
    assert_eq!(librarian.article("KITES").unwrap().summary.path, "kites.md");
    world.write("corpus/kites.md", "---\ndraft: true\n---\nNot yet.\n");
    world.run(["reindex"]).exits(0);
    assert!(librarian.suggest_articles("kite", 5).unwrap().is_empty());
    assert!(librarian.article("kites.md").is_err());
}

#[test]
fn an_article_is_found_by_its_path_or_its_title() {
    let world = library().indexed();
    let librarian = world.librarian();
    let outline = librarian.article("sourdough.md").unwrap();
    for name in ["Sourdough bread", " SOURDOUGH BREAD ", "Sourdough.md"] {
        assert_eq!(librarian.article(name).unwrap(), outline, "{name}");
    }
    assert_eq!(
        librarian.article("creme brulee").unwrap().summary.path,
        "custard.md"
    );
    assert_eq!(outline.summary.updated.as_deref(), Some("2026-03-01"));
    let sections: Vec<_> = outline
        .sections
        .iter()
        .map(|section| {
            (
                section.heading.as_str(),
                section.depth,
                section.url.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        sections,
        [
            (
                "What is a starter?",
                0,
                Some("https://example.org/sourdough#starter")
            ),
            (
                "How long does the dough rise?",
                0,
                Some("https://example.org/sourdough")
            ),
        ]
    );
}

#[test]
fn an_unknown_article_comes_with_those_near_to_it() {
    let world = library().indexed();
    let error = world.librarian().article("bycicle chain").unwrap_err();
    let LibrarianError::UnknownArticle { name, near } = error else {
        panic!("{error}");
    };
    assert_eq!(name, "bycicle chain");
    assert_eq!(near, ["The bicycle chain"]);
}

#[test]
fn the_status_is_that_of_the_files() {
    let world = library().article("draft.md", "---\ndraft: true\n---\nNot yet.\n");
    assert!(world.librarian().status().is_err());
    let world = world.indexed();
    let librarian = world.librarian();
    let status = librarian.status().unwrap();
    assert_eq!((status.articles, status.topics), (3, 3));
    assert!(status.passages >= 5 && status.format >= 3, "{status:?}");
    let bytes = |path| -> u64 {
        let files = WalkDir::new(path).into_iter().map(|entry| entry.unwrap());
        let files = files.filter(|entry| entry.file_type().is_file());
        files.map(|entry| entry.metadata().unwrap().len()).sum()
    };
    assert_eq!(status.index_bytes, bytes(world.generation()));
    let age = SystemTime::now().duration_since(status.reindexed.unwrap());
    assert!(age.unwrap_or_default() < Duration::from_secs(3600));

    world.write(
        "corpus/kites.md",
        "---\nurl: not one\n---\n# Kites\n\nFly.\n",
    );
    reindexed(&librarian, false);
    let later = librarian.status().unwrap();
    assert_eq!(
        (later.articles, later.problems),
        (4, status.problems + 1),
        "{later:?}"
    );
}

#[test]
fn a_check_finds_the_same_from_every_front_end() {
    let world = library()
        .article(
            "kites.md",
            "# Kites\n\nSee [sails](sails.md) and [chains](bicycle.md).\n",
        )
        .article("drawing.md", "# Drawings\n\nSee [one](pictures/one.svg).\n")
        .file("corpus/pictures/one.svg", "<svg/>");
    let findings = world.librarian().check().unwrap();
    assert_eq!((findings.articles, findings.errors), (5, 1));
    assert_eq!(
        findings
            .problems
            .iter()
            .filter(|it| it.rule == "dead-link")
            .count(),
        1
    );
    let printed = world.run(["check", "--json"]).exits(1).json();
    assert_eq!(printed, serde_json::to_value(&findings).unwrap());

    let missing = World::new();
    std::fs::remove_dir(missing.path("corpus")).unwrap();
    let error = missing.librarian().check().unwrap_err();
    assert!(
        error.to_string().contains("no folder of articles"),
        "{error}"
    );
}

#[test]
fn the_same_question_again_has_the_same_answer_until_a_reindex() {
    let world = library().indexed();
    let librarian = world.librarian();
    let questions = ["what is a starter?", "oil the chain", "who won the cup?"];
    let first = questions.map(|question| asked(&librarian, question, 3));
    let again = questions.map(|question| asked(&librarian, question, 3));
    assert_eq!(first, again);
    assert_eq!(asked(&librarian, "what is a starter?", 1).passages.len(), 1);

    world.write(
        "corpus/bicycle.md",
        BICYCLE.replace("once a month", "once a week"),
    );
    assert_eq!(asked(&librarian, "oil the chain", 3), first[1]);
    // By another process, as from the terminal while the bot runs.
    reindexed(&world.librarian(), false);
    let new = asked(&librarian, "oil the chain", 3);
    assert!(new.passages[0].text.contains("once a week"), "{new:?}");
}

#[test]
fn a_longer_answer_begins_as_a_shorter_one_does() {
    let world = World::starter().indexed();
    let librarian = world.librarian();
    for question in [
        "what is fascia?",
        "should deep tissue hurt?",
        "how long am i sore after a massage",
        "does a massage help with back pain",
    ] {
        let ids = |limit| -> Vec<String> {
            let passages = asked(&librarian, question, limit).passages;
            passages.into_iter().map(|passage| passage.id).collect()
        };
        let (short, long) = (ids(3), ids(9));
        assert_eq!(short.len(), 3, "{question}");
        assert!(long.starts_with(&short), "{question}: {short:?}, {long:?}");
        assert!(long.len() > short.len(), "{question}");
    }
}
