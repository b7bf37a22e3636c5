//! The journal as a whole: opened by any version, in any state; what it keeps, and what not.

use std::fs;
use std::path::Path;
use std::sync::mpsc;

use rusqlite::Connection;
use tempfile::TempDir;

use super::*;

const SERVER: u64 = 7;
const OTHER: u64 = u64::MAX;

fn day(number: u32) -> Day {
    Day::of(1_777_593_600).ahead(number)
}

fn folder() -> (TempDir, Journal) {
    let folder = tempfile::tempdir().unwrap();
    let journal = Journal::open(folder.path()).unwrap();
    (folder, journal)
}

fn subject(words: &str) -> Subject {
    let words: Vec<String> = words.split(' ').map(str::to_owned).collect();
    Subject {
        stems: words.clone(),
        words,
    }
}

/// Somebody asks for something that is not answered.
fn unanswered(server: u64, asker: u64, at: Day, words: &str) -> Observation {
    Observation::Asked(Asked {
        server,
        day: at,
        outcome: Outcome::Nothing {
            asker,
            subject: subject(words),
        },
    })
}

fn answered(server: u64, at: Day, article: &str) -> Observation {
    Observation::Asked(Asked {
        server,
        day: at,
        outcome: Outcome::Answered {
            article: article.to_owned(),
            topics: vec!["Fascia".to_owned()],
        },
    })
}

fn rated(server: u64, at: Day, article: &str, helpful: bool) -> Observation {
    Observation::Rated(Rated {
        server,
        day: at,
        passage: format!("of-{article}"),
        article: article.to_owned(),
        helpful,
    })
}

fn insights(journal: &Journal, server: Option<u64>, to: Day, days: u32) -> Insights {
    let span = Span {
        server,
        to,
        days,
        min_people: 3,
    };
    journal.insights(span).unwrap()
}

fn shown(journal: &Journal, server: Option<u64>) -> Vec<String> {
    let gaps = insights(journal, server, day(100), 200).gaps;
    gaps.into_iter().map(|gap| gap.words).collect()
}

/// All bytes of the journal's files.
fn bytes(folder: &Path) -> Vec<u8> {
    let files = fs::read_dir(folder).unwrap().flatten();
    files.flat_map(|file| fs::read(file.path()).unwrap()).collect()
}

fn holds(folder: &Path, text: &str) -> bool {
    let bytes = bytes(folder);
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

// Opening

#[test]
fn an_older_version_is_migrated_and_a_copy_of_it_is_kept() {
    for version in 1..opening::VERSIONS {
        let folder = tempfile::tempdir().unwrap();
        drop(opening::open_at(folder.path(), version).unwrap());
        let journal = Journal::open(folder.path()).unwrap();
        journal.observe(&[answered(1, day(0), "a.md")], 3).unwrap();
        let copy = folder
            .path()
            .join(format!("journal-before-version-{}.sqlite", version + 1));
        let copy = Connection::open(copy).unwrap();
        let kept: usize = copy
            .pragma_query_value(None, "user_version", |row| row.get::<_, u32>(0))
            .unwrap() as usize;
        assert_eq!(kept, version);
    }
}

#[test]
fn what_an_older_version_wrote_is_still_there() {
    let folder = tempfile::tempdir().unwrap();
    let old = opening::open_at(folder.path(), 2).unwrap();
    old.execute("INSERT INTO audit (at, what, result) VALUES (5, 'reindex', 'done')", [])
        .unwrap();
    drop(old);
    let journal = Journal::open(folder.path()).unwrap();
    assert_eq!(journal.audit(None, None, 9).unwrap()[0].deed.what, "reindex");
}

#[test]
fn a_new_journal_leaves_no_copy() {
    let (folder, _journal) = folder();
    let names = fs::read_dir(folder.path()).unwrap().flatten();
    assert!(names.map(|entry| entry.file_name()).all(|name| !name.to_string_lossy().contains("before")));
}

#[track_caller]
fn refused(folder: &Path, words: &str) {
    let error = Journal::open(folder).unwrap_err().to_string();
    assert!(error.contains(words), "{error}");
    assert!(error.contains(&*folder.to_string_lossy()), "{error}");
}

#[test]
fn one_that_a_newer_program_wrote_is_left_alone() {
    let (folder, journal) = folder();
    drop(journal);
    let file = Connection::open(folder.path().join(FILE_NAME)).unwrap();
    file.pragma_update(None, "user_version", 99).unwrap();
    drop(file);
    refused(folder.path(), "newer Footnote (version 99");
}

#[test]
fn a_damaged_one_says_what_to_do_and_is_left_alone() {
    let (folder, journal) = folder();
    for at in 0..200 {
        let observation = answered(at, day(0), &format!("{at}.md"));
        journal.observe(&[observation], 3).unwrap();
    }
    journal.forget_old(day(0), FOREVER).unwrap();
    drop(journal);
    let path = folder.path().join(FILE_NAME);
    let mut bytes = fs::read(&path).unwrap();
    let whole = bytes.clone();
    bytes[4_096..].fill(0x5A);
    fs::write(&path, &bytes).unwrap();
    refused(folder.path(), "damaged");
    refused(folder.path(), "footnote restore");
    assert_eq!(fs::read(&path).unwrap(), bytes);
    fs::write(&path, "this is no database, but long enough to be taken for one".repeat(20)).unwrap();
    refused(folder.path(), "damaged");
    fs::write(&path, whole).unwrap();
    Journal::open(folder.path()).unwrap();
}

#[test]
fn one_that_another_program_holds_says_so() {
    let (folder, journal) = folder();
    drop(journal);
    let sealed = Sealed::folder(folder.path()).unwrap();
    refused(folder.path(), "in use by another program");
    drop(sealed);
    let journal = Journal::open(folder.path()).unwrap();
    assert!(matches!(
        Sealed::folder(folder.path()),
        Err(JournalError::Locked(_))
    ));
    drop(journal);
    let other = Connection::open(folder.path().join(FILE_NAME)).unwrap();
    other.pragma_update(None, "locking_mode", "EXCLUSIVE").unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    refused(folder.path(), "in use by another program");
}

#[test]
fn a_folder_that_cannot_be_made_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    refused(&file.join("journal"), "cannot be opened");
    refused(&file, "can be written to");
}

#[test]
fn writers_and_readers_do_not_wait_for_each_other() {
    let (_folder, journal) = folder();
    let mode: String = journal
        .transact(|database| database.query_row("PRAGMA journal_mode", [], |row| row.get(0)))
        .unwrap();
    assert_eq!(mode, "wal");
}

// Figures

const FOREVER: Retention = Retention {
    days: 10_000,
    audit_days: 10_000,
};

#[test]
fn questions_topics_articles_and_ratings_are_counted_by_server_and_day() {
    let (_folder, journal) = folder();
    let seen = [
        answered(SERVER, day(0), "a.md"),
        answered(SERVER, day(2), "a.md"),
        answered(SERVER, day(2), "b.md"),
        answered(OTHER, day(2), "c.md"),
        unanswered(SERVER, 1, day(2), "cupping"),
        rated(SERVER, day(1), "a.md", true),
        rated(SERVER, day(2), "b.md", false),
        rated(SERVER, day(2), "b.md", false),
        rated(SERVER, day(2), "b.md", true),
    ];
    journal.observe(&seen, 3).unwrap();
    let all = insights(&journal, Some(SERVER), day(2), 3);
    insta::assert_snapshot!(serde_json::to_string_pretty(&all).unwrap(), @r#"
    {
      "from": "2026-05-01",
      "to": "2026-05-03",
      "asked": 4,
      "answered": 3,
      "helpful": 2,
      "unhelpful": 2,
      "days": [
        {
          "day": "2026-05-01",
          "asked": 1,
          "answered": 1
        },
        {
          "day": "2026-05-02",
          "asked": 0,
          "answered": 0
        },
        {
          "day": "2026-05-03",
          "asked": 3,
          "answered": 2
        }
      ],
      "topics": [
        {
          "name": "Fascia",
          "count": 3
        }
      ],
      "articles": [
        {
          "name": "a.md",
          "count": 2
        },
        {
          "name": "b.md",
          "count": 1
        }
      ],
      "unhelpful_articles": [
        {
          "article": "b.md",
          "helpful": 1,
          "unhelpful": 2
        }
      ],
      "gaps": [],
      "too_rare": 1
    }
    "#);
    let last = insights(&journal, Some(SERVER), day(2), 1);
    assert_eq!((last.asked, last.answered, last.helpful), (3, 2, 1));
    let everywhere = insights(&journal, None, day(2), 3);
    assert_eq!(everywhere.asked, 5);
    assert_eq!(insights(&journal, Some(1), day(2), 3).asked, 0);
}

// Gaps

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
    assert!(!holds(folder.path(), "cupping"), "the words are in the file");
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
    assert_eq!(journal.cover(Some(OTHER), gap, Some("a.md"), 3).unwrap(), None);
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
    let told: Vec<_> = gaps.iter().map(|gap| (gap.words.as_str(), gap.also.len(), gap.count)).collect();
    assert_eq!(
        told,
        [("cupping bruises", 1, 8), ("cupping marks", 0, 4), ("price", 0, 3)]
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

// Retention

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
    let seen = [rare, answered(SERVER, day(0), "oldarticle.md"), rated(SERVER, day(0), "oldrated.md", true)];
    journal.observe(&seen, 3).unwrap();
    let covered = insights(&journal, None, day(0), 1).gaps;
    let covered = covered.iter().find(|gap| gap.words == "coveredword").unwrap();
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
    assert!(shown(&journal, None).contains(&"oldword".to_owned()), "too early");
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

// Recording

#[test]
fn what_finds_no_room_is_dropped_and_nobody_waits() {
    let (_folder, journal) = folder();
    let recorder = Recorder::start(journal.clone(), 3).unwrap();
    let (go_on, wait) = mpsc::channel::<()>();
    let (told, begun) = mpsc::channel();
    recorder.note(move || {
        let _ = told.send(());
        let _ = wait.recv();
        None
    });
    begun.recv().unwrap();
    for _ in 0..5_000 {
        recorder.note(|| Some(answered(SERVER, day(0), "a.md")));
    }
    let dropped = recorder.dropped();
    assert!(dropped > 0);
    go_on.send(()).unwrap();
    recorder.flush();
    let asked = insights(&journal, None, day(0), 1).asked;
    assert_eq!(asked + dropped, 5_000);
}

#[test]
fn what_was_noted_before_the_end_is_written_and_a_panic_ends_nothing() {
    let (_folder, journal) = folder();
    let recorder = Recorder::start(journal.clone(), 3).unwrap();
    recorder.note(|| panic!("an observation that cannot be made"));
    for _ in 0..100 {
        recorder.note(|| Some(answered(SERVER, day(0), "a.md")));
    }
    recorder.finish();
    assert_eq!(insights(&journal, None, day(0), 1).asked, 100);
    recorder.note(|| Some(answered(SERVER, day(0), "a.md")));
    recorder.flush();
    recorder.finish();
}

#[test]
fn a_copy_is_whole_while_others_write() {
    let (folder, journal) = folder();
    let writing = journal.clone();
    let (stop, stopped) = mpsc::channel::<()>();
    let writer = std::thread::spawn(move || {
        let mut written = 0;
        while stopped.try_recv().is_err() {
            let both = [answered(1, day(0), "a.md"), answered(2, day(0), "a.md")];
            writing.observe(&both, 3).unwrap();
            written += 1;
        }
        written
    });
    for copy in 0..20 {
        let place = folder.path().join(format!("copy-{copy}"));
        fs::create_dir(&place).unwrap();
        journal.copy_to(&place.join(FILE_NAME)).unwrap();
        let copy = Journal::open(&place).unwrap();
        let asked = |server| insights(&copy, Some(server), day(0), 1).asked;
        assert_eq!(asked(1), asked(2), "half a transaction was copied");
    }
    stop.send(()).unwrap();
    assert!(writer.join().unwrap() > 0);
}
