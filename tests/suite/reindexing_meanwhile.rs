//! A reindex while others ask: one at a time, the old state until the new one is whole, and
//! what it leaves where it is stopped.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Write as _};
use std::ops::ControlFlow;
use std::process::Stdio;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};

use footnote::answer::Answer;
use footnote::corpus::{CorpusError, Folder, Inventory, Parsed, Problem, Source};
use footnote::index::IndexError;
use footnote::librarian::{Librarian, LibrarianError, ReindexOptions, Settings};

use crate::articles::{library, numbered, word};
use crate::world::{Output, World, asked, reindexed};

#[test]
fn only_one_reindex_runs_at_a_time() {
    let world = library().indexed();
    world.write(
        "corpus/bicycle.md",
        "# Unicycles\n\nA unicycle has one wheel.\n",
    );
    let lock = File::options()
        .write(true)
        .open(world.path("index/LOCK"))
        .unwrap();
    lock.lock().unwrap();
    for arguments in [["reindex", "--json"], ["reindex", "--full"]] {
        world
            .run(arguments)
            .exits(2)
            .notes("error: a reindex is already running; wait until it ends.\n");
    }
    // Questions are answered meanwhile, from what there is.
    let answer = world
        .run(["ask", "--json", "oil the chain"])
        .exits(0)
        .answer();
    assert_eq!(answer.passages[0].article, "bicycle.md");
    drop(lock);
    world.run(["reindex"]).exits(0).prints("1 changed");
    world.run(["ask", "oil the chain"]).exits(1);
}

/// A folder whose articles are read only when told to.
struct Held {
    folder: Folder,
    reached: Sender<()>,
    go_on: Mutex<Receiver<()>>,
}

impl Source for Held {
    fn list(&self) -> Result<Inventory, CorpusError> {
        self.folder.list()
    }

    fn load(&self, path: &str) -> Result<Vec<u8>, Problem> {
        self.reached.send(()).expect("the test listens");
        let go_on = self.go_on.lock().unwrap_or_else(PoisonError::into_inner);
        go_on.recv().expect("the test tells");
        self.folder.load(path)
    }

    fn parse(&self, path: &str, bytes: &[u8]) -> Parsed {
        self.folder.parse(path, bytes)
    }
}

#[test]
fn questions_are_answered_from_the_old_state_until_the_new_one_is_whole() {
    let world = World::new()
        .article("a.md", numbered(1, "first"))
        .article("b.md", numbered(2, "first"))
        .indexed();
    let reader = world.librarian();
    let questions = [1, 2].map(|number| format!("what is {}?", word(number)));
    let editions = || -> Vec<bool> {
        questions
            .iter()
            .map(|question| {
                asked(&reader, question, 1).passages[0]
                    .text
                    .contains("second")
            })
            .collect()
    };
    world.write("corpus/a.md", numbered(1, "second"));
    world.write("corpus/b.md", numbered(2, "second"));

    let (reached, arrivals) = channel();
    let (goes_on, go_on) = channel();
    let held = Held {
        folder: Folder::new(world.path("corpus"), 1 << 20, None),
        reached,
        go_on: Mutex::new(go_on),
    };
    let writer = Librarian::with_source(
        Box::new(held),
        Settings {
            corpus: world.path("corpus"),
            index: world.path("index"),
            base_url: None,
            max_file_bytes: 1 << 20,
            min_confidence: 0.5,
            by_meaning: true,
            remembered_answers: 0,
            table: None,
            model: None,
        },
    );
    let work = std::thread::spawn(move || {
        writer.reindex(ReindexOptions::default(), &|_| ControlFlow::Continue(()))
    });
    for _ in 0..2 {
        arrivals.recv().unwrap();
        assert_eq!(editions(), [false, false]);
        world.run(["reindex"]).exits(2).notes("already running");
        goes_on.send(()).unwrap();
    }
    let report = work.join().unwrap().unwrap();
    assert_eq!((report.changed, report.unchanged), (2, 0));
    assert_eq!(editions(), [true, true]);
}

#[test]
fn a_stopped_reindex_leaves_everything_as_it_was() {
    let mut world = World::new();
    for number in 0..30 {
        world = world.article(&format!("n{number}.md"), numbered(number, "plain"));
    }
    let world = world.indexed();
    for number in 0..30 {
        world.write(&format!("corpus/n{number}.md"), numbered(number, "striped"));
    }
    let librarian = world.librarian();
    let edition = |number: usize| {
        let question = format!("what is {}?", word(number));
        let answer = asked(&world.librarian(), &question, 1);
        answer.passages[0].text.contains("striped")
    };
    let generation = world.generation();
    for full in [false, true] {
        for last in [0, 1, 15, 30] {
            let options = ReindexOptions {
                full,
                ..ReindexOptions::default()
            };
            let error = librarian
                .reindex(options, &|progress| {
                    assert_eq!(progress.total, 30);
                    if progress.done >= last {
                        ControlFlow::Break(())
                    } else {
                        ControlFlow::Continue(())
                    }
                })
                .expect_err("it was stopped");
            assert!(
                matches!(error, LibrarianError::Index(IndexError::Stopped)),
                "{error}"
            );
            assert!((0..30).all(|number| !edition(number)));
            let generations = fs::read_dir(world.path("index")).unwrap();
            let generations: Vec<_> = generations
                .map(|entry| entry.unwrap().path())
                .filter(|path| path.is_dir())
                .collect();
            assert_eq!(generations, [generation.as_path()]);
        }
    }
    let report = reindexed(&librarian, false);
    assert_eq!((report.changed, report.unchanged), (30, 0));
    assert!((0..30).all(edition));
    // What the stopped ones wrote is swept by the next.
    let files = |path: &std::path::Path| fs::read_dir(path).unwrap().count();
    let grown = files(&generation);
    world.run(["reindex", "--full"]).exits(0);
    assert!(grown <= files(&world.generation()) + 1, "{grown}");
}

#[test]
fn a_first_reindex_that_is_stopped_leaves_no_index() {
    let world = library();
    let librarian = world.librarian();
    librarian
        .reindex(ReindexOptions::default(), &|_| ControlFlow::Break(()))
        .expect_err("it was stopped");
    assert!(librarian.open().is_err());
    assert_eq!(reindexed(&librarian, false).added, 3);
}

#[test]
fn an_open_reader_sees_what_another_process_indexed() {
    let world = library().indexed();
    let reader = world.librarian();
    assert!(!asked(&reader, "what is a kite?", 1).answered);
    for arguments in [["reindex", "--json"], ["reindex", "--full"]] {
        world.write(
            "corpus/kites.md",
            format!("# Kites\n\nA kite needs {arguments:?} wind.\n"),
        );
        world.run(arguments).exits(0);
        let answer = asked(&reader, "what is a kite?", 1);
        assert!(answer.passages[0].text.contains(arguments[1]));
    }
    world.remove("corpus/kites.md");
    world.run(["reindex"]).exits(0);
    assert!(!asked(&reader, "what is a kite?", 1).answered);
}

#[test]
fn a_conversation_goes_on_with_what_another_process_indexed() {
    let world = library().indexed();
    let mut chat = world
        .command()
        .args(["chat", "--json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = chat.stdin.take().unwrap();
    let mut answers = BufReader::new(chat.stdout.take().unwrap()).lines();
    let mut ask = |question: &str| -> Answer {
        writeln!(input, "{question}").unwrap();
        serde_json::from_str(&answers.next().unwrap().unwrap()).unwrap()
    };
    assert!(!ask("what is a kite?").answered);
    world.write("corpus/kites.md", "# Kites\n\nA kite needs wind.\n");
    world.run(["reindex"]).exits(0);
    assert!(ask("what is a kite?").answered);
    drop(input);
    Output::of(&chat.wait_with_output().unwrap()).exits(0);
}
