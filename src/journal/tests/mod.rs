//! The journal as a whole.

mod gaps;
mod opening;

use std::fs;
use std::path::Path;
use std::sync::mpsc;

use tempfile::TempDir;

use super::*;

/// All is kept.
const FOREVER: Retention = Retention {
    days: 10_000,
    audit_days: 10_000,
};

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
    files
        .flat_map(|file| fs::read(file.path()).unwrap())
        .collect()
}

fn holds(folder: &Path, text: &str) -> bool {
    let bytes = bytes(folder);
    bytes
        .windows(text.len())
        .any(|window| window == text.as_bytes())
}

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
