//! What is kept of questions without an answer, and how long.

use super::super::*;
use super::{OTHER, SERVER, answered, day, folder, holds, insights, rated, shown, unanswered};

#[test]
fn words_are_kept_only_when_enough_different_people_have_asked() {
    let (folder, journal) = folder();
    for _ in 0..10 {
        let again = unanswered(SERVER, 1, day(0), "cupping bruises");
        journal.observe(&[again], 3).unwrap();
    }
    let second = unanswered(SERVER, 2, day(0), "bruises cupping");
    journal.observe(&[second], 3).unwrap();
    assert!(shown(&journal, Some(SERVER)).is_empty());
    assert!(
        !holds(folder.path(), "cupping"),
        "the words are in the file"
    );
    assert_eq!(insights(&journal, Some(SERVER), day(0), 1).too_rare, 11);

    let third = unanswered(SERVER, 3, day(1), "cupping bruises");
    journal.observe(&[third], 3).unwrap();
    let all = insights(&journal, Some(SERVER), day(1), 2);
    let gap = &all.gaps[0];
    assert_eq!((gap.words.as_str(), gap.count), ("cupping bruises", 12));
    assert_eq!((gap.first, gap.last), (Some(day(0)), Some(day(1))));
    assert_eq!(all.too_rare, 0);
    assert_eq!(people(&journal), 0, "hashes are left");
    journal
        .observe(&[unanswered(SERVER, 4, day(1), "cupping bruises")], 3)
        .unwrap();
    assert_eq!(people(&journal), 0, "people are still told apart");
}

fn people(journal: &Journal) -> u32 {
    journal
        .transact(|database| {
            database.query_row("SELECT count(*) FROM gap_people", [], |row| row.get(0))
        })
        .unwrap()
}

#[test]
fn a_threshold_that_was_raised_hides_what_fewer_people_asked_for() {
    let (_folder, journal) = folder();
    let ask = |asker| unanswered(SERVER, asker, day(0), "cupping");
    journal.observe(&[ask(1), ask(2)], 2).unwrap();
    let gaps = |min_people| {
        let span = Span {
            server: None,
            to: day(0),
            days: 1,
            min_people,
        };
        journal.insights(span).unwrap().gaps.len()
    };
    assert_eq!((gaps(2), gaps(3)), (1, 0));
    journal.observe(&[ask(1), ask(2), ask(3)], 3).unwrap();
    assert_eq!(gaps(3), 1);
}

#[test]
fn another_server_sees_nothing_and_lends_nobody_to_the_count() {
    let (_folder, journal) = folder();
    for asker in 1..=3 {
        journal
            .observe(&[unanswered(SERVER, asker, day(0), "cupping")], 3)
            .unwrap();
    }
    for asker in 1..=2 {
        journal
            .observe(&[unanswered(OTHER, asker, day(0), "cupping")], 3)
            .unwrap();
    }
    assert_eq!(shown(&journal, Some(SERVER)), ["cupping"]);
    assert!(shown(&journal, Some(OTHER)).is_empty());
    let gap = insights(&journal, Some(SERVER), day(0), 1).gaps[0].id;
    assert_eq!(journal.gap_words(Some(OTHER), gap, 3).unwrap(), None);
    assert_eq!(
        journal.cover(Some(OTHER), gap, Some("a.md"), 3).unwrap(),
        None
    );
    assert!(journal.checks(None).unwrap().is_empty());
}

#[test]
fn hashes_of_a_person_cannot_be_linked_between_gaps_and_servers() {
    let (_folder, journal) = folder();
    let seen = [
        unanswered(SERVER, 1, day(0), "cupping"),
        unanswered(SERVER, 1, day(0), "reiki"),
        unanswered(OTHER, 1, day(0), "cupping"),
    ];
    journal.observe(&seen, 3).unwrap();
    let column = |sql: &'static str| -> Vec<Vec<u8>> {
        journal
            .transact(|database| {
                let mut all = database.prepare(sql)?;
                all.query_map([], |row| row.get(0))?.collect()
            })
            .unwrap()
    };
    for sql in ["SELECT person FROM gap_people", "SELECT key FROM gaps"] {
        let mut hashes = column(sql);
        hashes.sort();
        hashes.dedup();
        assert_eq!(hashes.len(), 3, "{sql}");
    }
}

#[test]
fn what_could_be_tied_to_a_person_is_forgotten() {
    let (_folder, journal) = folder();
    let ask = |asker, words| unanswered(SERVER, asker, day(0), words);
    journal
        .observe(&[ask(1, "cupping"), ask(1, "reiki"), ask(2, "reiki")], 3)
        .unwrap();
    assert_eq!(journal.forget(1).unwrap(), 2);
    assert_eq!(people(&journal), 1);
    assert_eq!(journal.forget(1).unwrap(), 0);
    // The first of three is no longer one of them.
    journal.observe(&[ask(3, "reiki")], 3).unwrap();
    assert!(shown(&journal, None).is_empty());
    journal.observe(&[ask(4, "reiki")], 3).unwrap();
    assert_eq!(shown(&journal, None), ["reiki"]);
}

#[test]
fn gaps_that_ask_for_the_same_are_shown_as_one() {
    let (_folder, journal) = folder();
    let asked = [
        ("cupping bruises", 5),
        ("cupping bruises long", 3),
        ("cupping marks", 4),
        ("price", 3),
    ];
    for (words, count) in asked {
        for asker in 0..count {
            journal
                .observe(&[unanswered(SERVER, asker, day(0), words)], 3)
                .unwrap();
        }
    }
    let gaps = insights(&journal, None, day(0), 1).gaps;
    let told: Vec<_> = gaps
        .iter()
        .map(|gap| (gap.words.as_str(), gap.also.len(), gap.count))
        .collect();
    assert_eq!(
        told,
        [
            ("cupping bruises", 1, 8),
            ("cupping marks", 0, 4),
            ("price", 0, 3)
        ]
    );
    let checks = journal
        .cover(Some(SERVER), gaps[0].id, Some("cupping.md"), 3)
        .unwrap();
    assert_eq!(checks.unwrap().len(), 2, "all words for it are asked");
}

#[test]
fn a_covered_gap_is_asked_again_and_told_when_it_fails() {
    let (_folder, journal) = folder();
    for asker in 0..3 {
        journal
            .observe(&[unanswered(SERVER, asker, day(0), "cupping")], 3)
            .unwrap();
    }
    let state = || insights(&journal, None, day(0), 1).gaps[0].state;
    let gap = insights(&journal, None, day(0), 1).gaps[0].id;
    assert_eq!(state(), GapState::Open);
    journal.cover(None, gap, Some("cupping.md"), 3).unwrap();
    let run = |since, at, holds| {
        let done = journal.run_checks(since, at, |check| {
            assert_eq!(check.words, "cupping");
            holds
        });
        done.unwrap().len()
    };
    assert_eq!(run(None, 10, Some(true)), 1);
    assert_eq!(state(), GapState::Closed);
    assert_eq!(run(Some(10), 11, Some(false)), 0, "it was asked since");
    assert_eq!(run(Some(11), 12, None), 0, "it could not be told");
    assert_eq!(state(), GapState::Closed);
    assert_eq!(run(Some(11), 12, Some(false)), 1);
    assert_eq!(state(), GapState::Failing);
    journal.cover(None, gap, None, 3).unwrap();
    assert_eq!(state(), GapState::Open);
    assert_eq!(run(None, 13, Some(true)), 0);
}

#[test]
fn what_is_old_is_forgotten_in_the_bytes_too() {
    let (folder, journal) = folder();
    let retention = Retention {
        days: 30,
        audit_days: 60,
    };
    for asker in 0..3 {
        let seen = [
            unanswered(SERVER, asker, day(0), "oldword"),
            unanswered(SERVER, asker, day(29), "newword"),
            unanswered(SERVER, asker, day(0), "coveredword"),
        ];
        journal.observe(&seen, 3).unwrap();
    }
    let rare = unanswered(SERVER, 1, day(0), "rareword");
    let seen = [
        rare,
        answered(SERVER, day(0), "oldarticle.md"),
        rated(SERVER, day(0), "oldrated.md", true),
    ];
    journal.observe(&seen, 3).unwrap();
    let covered = insights(&journal, None, day(0), 1).gaps;
    let covered = covered
        .iter()
        .find(|gap| gap.words == "coveredword")
        .unwrap();
    journal.cover(None, covered.id, Some("a.md"), 3).unwrap();
    let deed = Deed {
        at: day(0).seconds(),
        server: None,
        who: Some(5),
        what: "olddeed".to_owned(),
        result: String::new(),
    };
    journal.record(&deed).unwrap();

    journal.forget_old(day(29), retention).unwrap();
    assert!(
        shown(&journal, None).contains(&"oldword".to_owned()),
        "too early"
    );
    journal.forget_old(day(30), retention).unwrap();
    let left = shown(&journal, None);
    assert!(left.contains(&"newword".to_owned()) && left.contains(&"coveredword".to_owned()));
    assert_eq!(people(&journal), 0);
    for gone in ["oldword", "oldarticle", "oldrated"] {
        assert!(!holds(folder.path(), gone), "{gone} is in the file");
    }
    assert!(holds(folder.path(), "olddeed"));
    journal.forget_old(day(60), retention).unwrap();
    assert!(!holds(folder.path(), "olddeed"));
    let all = insights(&journal, None, day(60), 365);
    assert_eq!((all.asked, all.gaps.len()), (0, 1));
}

#[test]
fn an_article_that_is_renamed_goes_on_closing_its_gap_and_so_does_one_that_gets_its_name_back() {
    let (_folder, journal) = folder();
    let ask = |asker| unanswered(SERVER, asker, day(0), "cupping");
    journal.observe(&[ask(1), ask(2), ask(3)], 3).unwrap();
    let first = || insights(&journal, None, day(0), 1).gaps.remove(0);
    let gap = first().id;
    let article = || first().covered_by.unwrap();
    journal.cover(None, gap, Some("a.md"), 3).unwrap();
    let moves = |kind: &str, undoes, from: &str, to: &str| {
        let version = |path: &str, before: Option<&str>, after: Option<&str>| Version {
            path: path.to_owned(),
            title: String::new(),
            before: before.map(str::to_owned),
            after: after.map(str::to_owned),
            before_forgotten: false,
            after_forgotten: false,
        };
        let change = Change {
            id: 0,
            at: 0,
            place: String::new(),
            server: None,
            who: None,
            kind: kind.to_owned(),
            undoes,
            versions: vec![version(from, Some("1"), None), version(to, None, Some("1"))],
        };
        let id = journal.begin_change(&change).unwrap();
        assert_eq!(article(), from, "it is not made yet");
        journal.finish_change(id).unwrap();
        id
    };
    let renamed = moves("rename", None, "a.md", "b.md");
    assert_eq!(article(), "b.md");
    let checks = journal.checks(None).unwrap();
    assert_eq!(checks[0].article, "b.md");
    moves("undo", Some(renamed), "b.md", "a.md");
    assert_eq!(article(), "a.md");
    // One goes and another comes: that is no rename.
    moves("add", None, "a.md", "c.md");
    assert_eq!(article(), "a.md");
}
