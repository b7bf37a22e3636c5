//! Articles of one server alone, in `corpus/servers/<id>/`: seen by it beside the shared ones, and
//! by nobody else.

use std::ops::ControlFlow;

use footnote::answer::{Answer, Question};
use footnote::librarian::{
    AskOptions, IndexError, Librarian, LibrarianError, Part, Problem, ReindexOptions, seen_by,
};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::articles::{BICYCLE, CUSTARD, SOURDOUGH};
use crate::world::{World, asked, quoted_articles, reindexed};

const ONE: u64 = 110_000_000_000_000_001;
const TWO: u64 = 110_000_000_000_000_002;

/// An article with words that no other has.
fn secret(word: &str) -> String {
    format!(
        "---\ntitle: The {word} handbook\ntopics: [{word} topic]\n---\n\n# The {word} handbook\n\n\
         ## What is the {word} password?\n\nThe {word} password is {word}opensesame. It is kept \
         in the {word} drawer.\n"
    )
}

/// Shared articles, and one of each of two servers.
fn two_servers() -> World {
    World::new()
        .article("sourdough.md", SOURDOUGH)
        .article("bicycle.md", BICYCLE)
        .article(&format!("servers/{ONE}/secret.md"), secret("quokka"))
        .article(
            &format!("servers/{ONE}/synonyms.txt"),
            "starter, zeppelin\n",
        )
        .article(&format!("servers/{TWO}/secret.md"), secret("axolotl"))
        .indexed()
}

/// Everything that a librarian says of a word that somebody types.
fn everything_said(librarian: &Librarian, word: &str) -> String {
    let mut said = Vec::new();
    let questions = [
        format!("what is the {word} password?"),
        word.to_owned(),
        format!("{word}topic"),
        format!("{word}s drawer"),
        // With a typing error, as for a correction or a suggestion.
        format!("where is the {}x drawer", &word[..word.len() - 1]),
        format!("{word}z"),
    ];
    for question in &questions {
        let mut answer = asked(librarian, question, 9);
        // What somebody typed themselves says nothing of the articles.
        answer.question.clear();
        answer.unknown_words.clear();
        for corrected in &mut answer.corrected {
            corrected.typed.clear();
        }
        said.push(format!("{answer:?}"));
    }
    for typed in ["", word, &word[..3], "The", "password"] {
        said.push(format!("{:?}", librarian.suggest_topics(typed, 25)));
        said.push(format!("{:?}", librarian.suggest_articles(typed, 25)));
    }
    said.push(format!("{:?}", librarian.topics()));
    for name in ["secret.md", "handbook", "servers", "The handbook"] {
        said.push(format!("{:?}", librarian.article(name)));
        said.push(format!("{:?}", librarian.articles(name)));
    }
    said.push(format!("{:?}", librarian.status()));
    said.join("\n")
}

#[test]
fn a_server_sees_the_shared_articles_and_its_own() {
    let world = two_servers();
    let librarian = world.librarian();
    for (server, word) in [(ONE, "quokka"), (TWO, "axolotl")] {
        let own = librarian.of_server(Some(server));
        let answer = asked(&own, &format!("what is the {word} password?"), 3);
        assert!(answer.answered);
        assert_eq!(
            quoted_articles(&answer)[0],
            format!("servers/{server}/secret.md")
        );
        let answer = asked(&own, "what is a starter?", 3);
        assert_eq!(quoted_articles(&answer)[0], "sourdough.md");
        assert_eq!(own.status().unwrap().articles, 3);
    }
    assert_eq!(librarian.status().unwrap().articles, 2);
    // A list of synonyms is the server's own as well.
    let zeppelin = |of| {
        let question = Question::parse("what is a zeppelin?").expect("it is one");
        let options = AskOptions {
            limit: 3,
            topic: None,
            explain: true,
        };
        let answer = librarian.of_server(of).ask(&question, &options).unwrap();
        format!("{:?}", answer.explanation).contains("starter")
    };
    assert!(zeppelin(Some(ONE)));
    assert!(!zeppelin(Some(TWO)) && !zeppelin(None));
}

#[test]
fn nothing_of_a_server_is_said_to_another_or_to_nobody_whatever_is_asked() {
    let world = two_servers();
    let librarian = world.librarian();
    let nobodys = [None, Some(7), Some(0), Some(u64::MAX)];
    for round in 0..2 {
        for (of, others_word) in [
            (Some(ONE), "axolotl"),
            (Some(TWO), "quokka"),
            (nobodys[0], "quokka"),
            (nobodys[1], "axolotl"),
            (nobodys[2], "quokka"),
            (nobodys[3], "axolotl"),
        ] {
            let said = everything_said(&librarian.of_server(of), others_word);
            let said = said.to_lowercase();
            for part in [others_word, &others_word[..5], "opensesame"] {
                let own = of == Some(ONE) || of == Some(TWO);
                if part == "opensesame" && own {
                    continue;
                }
                assert!(!said.contains(part), "{of:?} hears {part}:\n{said}");
            }
        }
        // The same after a reindex, of everything and of one server.
        reindexed(&librarian, round == 0);
        reindexed_server(&librarian, TWO).unwrap();
    }
}

#[test]
fn the_folder_of_a_server_is_no_topic_and_those_in_it_are() {
    let world = World::new()
        .article("a.md", "# Shared\n\nSome text.\n")
        .article(&format!("servers/{ONE}/feet/b.md"), "# Own\n\nSome text.\n")
        .indexed();
    let topics = world.librarian().of_server(Some(ONE)).topics().unwrap();
    let names: Vec<_> = topics.iter().map(|topic| topic.name.as_str()).collect();
    assert_eq!(names, ["Feet"]);
}

#[test]
fn a_passage_of_a_server_is_found_by_its_id_there_alone() {
    let world = two_servers();
    let librarian = world.librarian();
    let own = librarian.of_server(Some(ONE));
    let id = asked(&own, "quokka password", 1).passages[0].id.clone();
    let found = |of| librarian.of_server(of).passages(&[&id], None).unwrap()[0].is_some();
    assert!(found(Some(ONE)) && !found(Some(TWO)) && !found(None));
    reindexed(&librarian, true);
    assert!(found(Some(ONE)) && !found(Some(TWO)) && !found(None));
}

fn reindexed_server(
    librarian: &Librarian,
    server: u64,
) -> Result<footnote::librarian::Report, LibrarianError> {
    librarian.reindex_server(server, ReindexOptions::default(), &|_| {
        ControlFlow::Continue(())
    })
}

#[test]
fn a_reindex_brings_every_view_up_to_date_and_says_so_once() {
    let world = two_servers();
    let librarian = world.librarian();
    let report = reindexed(&librarian, false);
    assert_eq!((report.unchanged, report.added), (4, 0));
    world.write("corpus/custard.md", CUSTARD);
    world.write(&format!("corpus/servers/{ONE}/more.md"), secret("numbat"));
    world.remove(&format!("corpus/servers/{TWO}/secret.md"));
    let report = reindexed(&librarian, false);
    assert_eq!((report.added, report.removed, report.unchanged), (2, 1, 3));
    for of in [None, Some(ONE), Some(TWO)] {
        let answer = asked(&librarian.of_server(of), "what is a custard?", 1);
        assert_eq!(quoted_articles(&answer), ["custard.md"], "{of:?}");
    }
    let own = librarian.of_server(Some(ONE));
    assert!(asked(&own, "numbat password", 1).answered);
    // What has nothing of its own any more has no index either.
    assert!(!world.path(&format!("index/servers/{TWO}")).exists());
    assert!(world.path(&format!("index/servers/{ONE}")).exists());
    let gone = everything_said(&librarian.of_server(Some(TWO)), "axolotl");
    assert!(!gone.to_lowercase().contains("axolotl"));
}

#[test]
fn a_server_s_own_reindex_touches_nothing_else() {
    let world = two_servers();
    let librarian = world.librarian();
    world.write("corpus/custard.md", CUSTARD);
    world.write(
        &format!("corpus/servers/{ONE}/secret.md"),
        secret("quokka").replace("drawer", "wardrobe"),
    );
    world.write(&format!("corpus/servers/{TWO}/more.md"), secret("numbat"));
    let report = reindexed_server(&librarian, ONE).unwrap();
    assert_eq!((report.added, report.changed, report.unchanged), (0, 1, 0));
    assert!(
        report
            .problems
            .iter()
            .all(|it| it.path.starts_with(&format!("servers/{ONE}/")))
    );
    let own = librarian.of_server(Some(ONE));
    let passage = &asked(&own, "quokka password", 1).passages[0];
    assert!(passage.text.contains("wardrobe"));
    assert!(!asked(&own, "what is a custard?", 1).answered);
    let other = librarian.of_server(Some(TWO));
    assert!(!asked(&other, "numbat password", 1).answered);
    world.remove(&format!("corpus/servers/{ONE}/secret.md"));
    world.remove(&format!("corpus/servers/{ONE}/synonyms.txt"));
    assert_eq!(reindexed_server(&librarian, ONE).unwrap().removed, 1);
    assert!(!asked(&librarian.of_server(Some(ONE)), "quokka password", 1).answered);
    assert!(!world.path(&format!("index/servers/{ONE}")).exists());
}

#[test]
fn a_reindex_in_another_process_is_seen_by_every_view() {
    let world = two_servers();
    let librarian = world.librarian();
    let own = || librarian.of_server(Some(ONE));
    assert!(asked(&own(), "quokka password", 1).answered);
    std::fs::remove_dir_all(world.path(&format!("corpus/servers/{ONE}"))).unwrap();
    world.write(&format!("corpus/servers/{TWO}/more.md"), secret("numbat"));
    world
        .run(["reindex"])
        .exits(0)
        .prints("1 added, 0 changed, 1 removed");
    assert!(!asked(&own(), "quokka password", 1).answered);
    let other = librarian.of_server(Some(TWO));
    assert!(asked(&other, "numbat password", 1).answered);
}

#[test]
fn a_damaged_index_of_a_server_is_made_anew() {
    let world = two_servers();
    let librarian = world.librarian();
    let folder = world.path(&format!("index/servers/{ONE}"));
    let name = std::fs::read_to_string(folder.join("CURRENT")).unwrap();
    std::fs::write(folder.join(name.trim()).join("meta.json"), "{}").unwrap();
    let damaged = librarian.open_for(Some(ONE));
    assert!(
        matches!(&damaged, Err(LibrarianError::Index(error)) if error.is_mended_by_rebuilding()),
        "{damaged:?}"
    );
    assert!(librarian.open_for(Some(TWO)).is_ok() && librarian.open().is_ok());
    reindexed(&librarian, false);
    assert!(librarian.open_all().is_ok());
    assert!(asked(&librarian.of_server(Some(ONE)), "quokka password", 1).answered);
    // So is one that is not there.
    std::fs::remove_dir_all(folder).unwrap();
    assert!(matches!(
        librarian.open_for(Some(ONE)),
        Err(LibrarianError::Index(IndexError::Missing(_)))
    ));
    let ask = ["ask", "--server", "110000000000000001", "quokka password"];
    world.run(ask).exits(0).prints("quokkaopensesame");
}

#[test]
fn the_terminal_sees_a_server_s_articles_only_when_asked() {
    let world = two_servers();
    let question = "what is the quokka password?";
    let id = ONE.to_string();
    world
        .run(["ask", "--server", &id, question])
        .exits(0)
        .prints("quokkaopensesame");
    let output = world.run(["ask", question]);
    assert!(!output.stdout.contains("opensesame"), "{output}");
    let topics = world.run(["topics"]).exits(0);
    assert!(!topics.stdout.contains("quokka"), "{topics}");
    let topics = world.run(["topics", "--server", &id]).exits(0);
    assert!(topics.stdout.contains("quokka topic"), "{topics}");
    world.write(&format!("corpus/servers/{ONE}/b.md"), secret("numbat"));
    world
        .run(["reindex", "--server", &id])
        .exits(0)
        .prints("1 added, 0 changed, 0 removed, 1 unchanged");
    world
        .run_with(["chat", "--server", &id], "what is the numbat password?\n")
        .exits(0)
        .prints("numbatopensesame");
}

#[test]
fn what_is_nobodys_is_named_and_seen_by_nobody() {
    let world = two_servers()
        .article("servers/friends/a.md", secret("wombat"))
        .article("servers/loose.md", secret("wombat"))
        .article("SERVERS/1/a.md", secret("wombat"));
    let output = world.run(["reindex"]).exits(0);
    for path in ["servers/friends", "servers/loose.md", "SERVERS"] {
        assert!(
            output.stdout.contains(&format!("{path}: skipped")),
            "{output}"
        );
    }
    let librarian = world.librarian();
    for of in [None, Some(1), Some(ONE)] {
        assert!(!asked(&librarian.of_server(of), "wombat password", 1).answered);
    }
    let problem = |path: &str| Problem::error(path, None, "rule", "message");
    let all = [
        "a.md",
        "servers/1/a.md",
        "servers/2/a.md",
        "servers/loose.md",
    ]
    .map(problem);
    let seen = |server| -> Vec<String> {
        let seen = seen_by(server, all.to_vec());
        seen.into_iter().map(|it| it.path).collect()
    };
    assert_eq!(seen(None), ["a.md"]);
    assert_eq!(seen(Some(2)), ["a.md", "servers/2/a.md"]);
}

#[test]
fn a_reindex_that_is_stopped_leaves_each_view_as_it_was() {
    let world = two_servers();
    let librarian = world.librarian();
    for server in [ONE, TWO] {
        world.write(
            &format!("corpus/servers/{server}/secret.md"),
            secret("numbat"),
        );
    }
    let stopped =
        librarian.reindex_server(ONE, ReindexOptions::default(), &|_| ControlFlow::Break(()));
    assert!(matches!(
        stopped,
        Err(LibrarianError::Index(IndexError::Stopped))
    ));
    let own = librarian.of_server(Some(ONE));
    assert!(asked(&own, "quokka password", 1).answered);
    let generations = std::fs::read_dir(world.path(&format!("index/servers/{ONE}"))).unwrap();
    let generations = generations.filter(|entry| {
        let name = entry.as_ref().unwrap().file_name();
        name.to_string_lossy().starts_with("g-")
    });
    assert_eq!(generations.count(), 1);
}

#[test]
fn a_part_of_the_articles_narrows_everything_but_a_server_s_own() {
    let world = two_servers().article("bread/custard.md", CUSTARD).indexed();
    let librarian = world.librarian();
    let all = librarian.of_server(Some(ONE));
    let topic = all.topics().unwrap();
    let names = |librarian: &Librarian| -> Vec<String> {
        let found = librarian.suggest_articles("", 25).unwrap();
        found.into_iter().map(|article| article.path).collect()
    };
    let secret = format!("servers/{ONE}/secret.md");
    let part = Part::new([], &["bread/".to_owned()]);
    let narrowed = all.clone().narrowed(part);
    let mut seen = names(&narrowed);
    seen.sort();
    assert_eq!(seen, ["bread/custard.md".to_owned(), secret.clone()]);
    assert!(narrowed.topics().unwrap().len() < topic.len());
    assert!(narrowed.article("bicycle.md").is_err());
    assert!(narrowed.article(&secret).is_ok());
    for (question, seen) in [
        ("what is a custard?", true),
        ("what is a starter?", false),
        ("quokka password", true),
    ] {
        assert!(asked(&all, question, 1).answered, "{question}");
        let answer = asked(&narrowed, question, 5);
        assert_eq!(answer.answered, seen, "{question}");
        let id = asked(&all, question, 1).passages[0].id.clone();
        let found = narrowed.passages(&[&id], None).unwrap();
        assert_eq!(found[0].is_some(), seen, "{question}");
    }
    assert_eq!(narrowed.status().unwrap().articles, 2);
    // By topic, whatever its letter case.
    let shared = librarian.topics().unwrap()[0].name.to_uppercase();
    let by_topic = librarian
        .clone()
        .narrowed(Part::new(std::slice::from_ref(&shared), []));
    let articles = by_topic.articles(&shared).unwrap();
    assert_eq!(by_topic.status().unwrap().articles, articles.len());
}

fn told(answer: &Answer) -> Vec<(String, String)> {
    let passages = answer.passages.iter();
    passages
        .map(|it| (it.title.clone(), it.text.clone()))
        .collect()
}

proptest! {
    // Each case writes several indexes.
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// Words of which each article has a few, dealt out to the shared articles and two servers.
    #[test]
    fn whoever_has_an_article_sees_it_and_nobody_else(
        articles in vec((0_u64..3, vec(0_usize..40, 3..9)), 1..8),
        later in vec((0_u64..3, vec(0_usize..40, 3..9)), 0..3),
        full in any::<bool>(),
    ) {
        let word = |of: u64, number: usize| format!("{}word{number}", ["zz", "qq", "xx"][of as usize]);
        let text = |nth: usize, of: u64, words: &[usize]| {
            let words: Vec<String> = words.iter().map(|&number| word(of, number)).collect();
            format!(
                "---\ntitle: Title {} {nth}\ntopics: [{}]\n---\n\n## About {}\n\nIt is {}.\n",
                words[0], words[1], words[2], words.join(" and ")
            )
        };
        let path = |nth: usize, of: u64| match of {
            0 => format!("corpus/a{nth}.md"),
            of => format!("corpus/servers/{of}/a{nth}.md"),
        };
        let world = World::new();
        let librarian = world.librarian();
        let all: Vec<_> = articles.iter().chain(&later).enumerate().collect();
        // The same as one index without views, for each server.
        let flat = [World::new(), World::new(), World::new()];
        for (nth, (of, words)) in &all {
            let article = text(*nth, *of, words);
            world.write(&path(*nth, *of), &article);
            for view in 0..3 {
                if *of == 0 || *of == view {
                    flat[view as usize].write(&format!("corpus/a{nth}.md"), &article);
                }
            }
            if *nth + 1 == articles.len() {
                reindexed(&librarian, false);
            }
        }
        reindexed(&librarian, full);
        for view in 0..3_u64 {
            let seen = librarian.of_server((view > 0).then_some(view));
            let same = flat[view as usize].librarian();
            reindexed(&same, true);
            for (_, (of, words)) in &all {
                let mine = *of == 0 || *of == view;
                for &number in words {
                    let question = Question::parse(&word(*of, number)).unwrap();
                    let options = AskOptions { limit: 9, topic: None, explain: false };
                    let answer = seen.ask(&question, &options).unwrap();
                    if mine {
                        prop_assert!(answer.answered, "{view} does not find {question:?}");
                    } else {
                        let told = format!("{:?} {:?}", told(&answer), answer.did_you_mean);
                        let sign = &word(*of, number)[..2];
                        prop_assert!(!told.contains(sign), "{view} hears of {of}: {told}");
                    }
                    // An index that lies on another answers as one that was made in one go.
                    let expected = same.ask(&question, &options).unwrap();
                    let (mut a, mut b) = (told(&answer), told(&expected));
                    a.sort();
                    b.sort();
                    prop_assert_eq!(a, b);
                    prop_assert!((answer.confidence - expected.confidence).abs() < 1e-6);
                }
            }
            let topics = format!("{:?}", seen.topics().unwrap());
            for other in (1..3).filter(|&other| other != view) {
                prop_assert!(!topics.contains(["zz", "qq", "xx"][other as usize]));
            }
        }
    }
}
