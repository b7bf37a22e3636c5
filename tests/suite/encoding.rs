//! A sentence encoder beside the table: what is encoded, and when, and what that finds. The
//! encoder here is a small one that knows a few words; the real one is held to a reference in
//! `src/model/tests.rs`.

use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use footnote::corpus::Folder;
use footnote::index::{
    Comparison, IndexError, PassageIndex, Progress, Query, ReindexOptions, Report, Stage,
};
use footnote::meaning::{Direction, EncoderError, Role, SentenceEncoder};

use crate::table::another_table;
use crate::world::World;

/// Knows that a word which no table has means another one, and counts what it reads.
struct Small {
    identity: &'static str,
    passages: AtomicUsize,
    fails: bool,
}

impl Small {
    fn new(identity: &'static str) -> Arc<Self> {
        Arc::new(Self {
            identity,
            passages: AtomicUsize::new(0),
            fails: false,
        })
    }

    /// How many passages it has read since it was asked last.
    fn read(&self) -> usize {
        self.passages.swap(0, Ordering::Relaxed)
    }
}

impl SentenceEncoder for Small {
    fn identity(&self) -> Result<&str, EncoderError> {
        Ok(self.identity)
    }

    fn dimensions(&self) -> Result<usize, EncoderError> {
        Ok(3)
    }

    fn encode(&self, texts: &[&str], role: Role) -> Result<Vec<Direction>, EncoderError> {
        if self.fails {
            let error: Box<dyn std::error::Error + Send + Sync> = "it has no strength left".into();
            return Err(error.into());
        }
        if role == Role::Passage {
            self.passages.fetch_add(texts.len(), Ordering::Relaxed);
        }
        let says = |text: &str, words: &[&str]| {
            let found = words.iter().any(|word| text.contains(word));
            f32::from(u8::from(found))
        };
        let direction = |text: &&str| {
            Direction::of(&[
                says(text, &["kettle", "vruzzel"]),
                says(text, &["bread", "flour"]),
                0.1,
            ])
        };
        Ok(texts.iter().map(direction).collect())
    }
}

fn index(world: &World, encoder: &Arc<Small>) -> PassageIndex {
    let encoder: Arc<dyn SentenceEncoder> = Arc::clone(encoder) as _;
    PassageIndex::new(
        &world.path("index"),
        Comparison::by_meaning(None, Some(encoder)),
    )
}

fn reindex_until(
    world: &World,
    index: &PassageIndex,
    progress: &(dyn Fn(Progress) -> ControlFlow<()> + Sync),
) -> Result<Report, IndexError> {
    let folder = Folder::new(world.path("corpus"), 1 << 20, None);
    let lock = index.lock()?;
    index.reindex(&lock, &folder, ReindexOptions::default(), progress)
}

fn reindex(world: &World, index: &PassageIndex) -> Report {
    let report = reindex_until(world, index, &|_| ControlFlow::Continue(()));
    report.expect("the articles can be read")
}

/// As many articles of one passage each.
fn world(articles: usize) -> World {
    (0..articles).fold(World::new(), |world, number| {
        let text = format!("# Article {number}\n\nIt tells of thing {number} alone.\n");
        world.article(&format!("{number:03}.md"), text)
    })
}

/// The files of the index whose names begin so, whichever folder they are in.
fn files(world: &World, stem: &str) -> Vec<PathBuf> {
    let folders = [Some(world.path("index")), generation(world)];
    let entries = folders
        .into_iter()
        .flatten()
        .flat_map(|folder| fs::read_dir(folder).expect("it is a folder"));
    let mut files: Vec<PathBuf> = entries
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(stem))
        .map(|entry| entry.path())
        .collect();
    files.sort();
    files
}

fn generation(world: &World) -> Option<PathBuf> {
    world
        .path("index/CURRENT")
        .exists()
        .then(|| world.generation())
}

/// Stops as soon as some passages are encoded.
fn stop(progress: Progress) -> ControlFlow<()> {
    if progress.stage == Stage::Encoding && progress.done > 0 {
        return ControlFlow::Break(());
    }
    ControlFlow::Continue(())
}

#[test]
fn only_what_says_something_new_is_encoded() {
    let world = world(5);
    let encoder = Small::new("small");
    let index = index(&world, &encoder);
    reindex(&world, &index);
    assert_eq!(encoder.read(), 5);
    reindex(&world, &index);
    assert_eq!(encoder.read(), 0);
    world.write(
        "corpus/001.md",
        "# Article 1\n\nIt tells of another thing.\n",
    );
    reindex(&world, &index);
    assert_eq!(encoder.read(), 1);
    // The same text under another name, and a second time.
    let text = world.read("corpus/002.md");
    world.remove("corpus/002.md");
    world.write("corpus/moved.md", &text);
    world.write("corpus/again.md", &text);
    let report = reindex(&world, &index);
    assert_eq!((report.added, report.removed, encoder.read()), (2, 1, 0));
    // Reading all articles again is no reason to encode them again.
    let folder = Folder::new(world.path("corpus"), 1 << 20, None);
    let options = ReindexOptions {
        full: true,
        ..ReindexOptions::default()
    };
    let lock = index.lock().unwrap();
    index
        .reindex(&lock, &folder, options, &|_| ControlFlow::Continue(()))
        .unwrap();
    drop(lock);
    assert_eq!(encoder.read(), 0);
    assert_eq!(files(&world, "encoded-").len(), 1);
    assert_eq!(files(&world, "unfinished-").len(), 0);
}

#[test]
fn a_reindex_that_was_stopped_goes_on_where_it_ended() {
    let world = world(100);
    let encoder = Small::new("small");
    let index = index(&world, &encoder);
    let stopped = reindex_until(&world, &index, &stop);
    assert!(matches!(stopped, Err(IndexError::Stopped)));
    assert!(matches!(index.snapshot(), Err(IndexError::Missing(_))));
    let before = encoder.read();
    assert!(before > 0);
    reindex(&world, &index);
    assert_eq!(encoder.read(), 100 - before);
    assert_eq!(files(&world, "unfinished-").len(), 0);
}

#[test]
fn of_a_file_that_was_cut_off_while_it_was_written_the_whole_records_are_used() {
    let world = world(100);
    let encoder = Small::new("small");
    let index = index(&world, &encoder);
    reindex_until(&world, &index, &stop).unwrap_err();
    let before = encoder.read();
    let unfinished = files(&world, "unfinished-").remove(0);
    let bytes = fs::read(&unfinished).unwrap();
    fs::write(&unfinished, &bytes[..bytes.len() - 3]).unwrap();
    reindex_until(&world, &index, &stop).unwrap_err();
    let meanwhile = encoder.read();
    // What was written behind the cut is whole again.
    reindex(&world, &index);
    assert_eq!(before - 1 + meanwhile + encoder.read(), 100);

    reindex_until(&world, &index, &|_| ControlFlow::Continue(())).unwrap();
    let other = Small::new("other");
    let other_index = self::index(&world, &other);
    reindex_until(&world, &other_index, &stop).unwrap_err();
    let before = other.read();
    let unfinished = files(&world, "unfinished-").remove(0);
    let mut bytes = fs::read(&unfinished).unwrap();
    bytes[20] ^= 1;
    fs::write(&unfinished, &bytes).unwrap();
    reindex(&world, &other_index);
    // Behind a record that has changed nothing is believed.
    assert_eq!(other.read(), 100, "{before} were encoded before");
}

#[test]
fn another_encoder_encodes_all_passages_anew_and_the_old_index_is_not_used_for_it() {
    let world = world(5);
    let first = Small::new("first");
    reindex(&world, &index(&world, &first));
    let second = Small::new("second");
    let index = index(&world, &second);
    let error = index.snapshot().map(|_| ()).unwrap_err();
    assert!(matches!(error, IndexError::OtherEncoder));
    assert!(error.is_mended_by_rebuilding());
    reindex(&world, &index);
    assert_eq!((first.read(), second.read()), (5, 5));
    assert!(index.snapshot().is_ok());
}

#[test]
fn another_table_lets_the_directions_of_the_encoder_stand() {
    let world = world(5).file("table.bin", another_table());
    world.write(
        "corpus/servers/17/pot.md",
        "# Water\n\nThe kettle whistles when it is ready.\n",
    );
    let encoder = Small::new("small");
    let first = index(&world, &encoder);
    reindex(&world, &first);
    reindex_server(&world, &first, &go_on).unwrap();
    assert_eq!(encoder.read(), 6);
    let dyn_encoder: Arc<dyn SentenceEncoder> = Arc::clone(&encoder) as _;
    let comparison = Comparison::by_meaning(Some(world.path("table.bin")), Some(dyn_encoder));
    let index = PassageIndex::new(&world.path("index"), comparison);
    let error = index.snapshot().map(|_| ()).unwrap_err();
    assert!(matches!(error, IndexError::OtherTable));
    assert!(error.is_mended_by_rebuilding());
    reindex(&world, &index);
    reindex_server(&world, &index, &go_on).unwrap();
    assert_eq!(encoder.read(), 0);
    assert!(found(&index.of_server(17), "what of a vruzzel").ends_with("pot.md"));
}

#[test]
fn without_the_encoder_its_directions_go_with_the_next_reindex_which_reads_nothing_again() {
    let world = world(5);
    let encoder = Small::new("small");
    reindex(&world, &index(&world, &encoder));
    let plain = PassageIndex::new(&world.path("index"), Comparison::by_meaning(None, None));
    assert!(plain.snapshot().is_ok());
    assert_eq!(files(&world, "encoded-").len(), 1);
    let report = reindex(&world, &plain);
    assert_eq!(report.unchanged, 5);
    assert_eq!(files(&world, "encoded-").len(), 0);
}

#[test]
fn an_encoder_that_fails_leaves_the_index_as_it_was() {
    let world = world(5);
    let encoder = Small::new("small");
    reindex(&world, &index(&world, &encoder));
    let failing = Arc::new(Small {
        identity: "small",
        passages: AtomicUsize::new(0),
        fails: true,
    });
    let index = index(&world, &failing);
    world.write(
        "corpus/001.md",
        "# Article 1\n\nIt tells of another thing.\n",
    );
    let error = reindex_until(&world, &index, &|_| ControlFlow::Continue(())).unwrap_err();
    assert_eq!(error.to_string(), "it has no strength left");
    assert_eq!(index.snapshot().unwrap().manifest().passages, 5);
}

#[test]
fn a_passage_is_found_by_the_encoder_alone() {
    let world = world(30)
        .article(
            "pot.md",
            "# Water\n\nThe kettle whistles when it is ready.\n",
        )
        .article("loaf.md", "# Loaves\n\nKnead flour and wait for an hour.\n");
    let encoder = Small::new("small");
    let index = index(&world, &encoder);
    reindex(&world, &index);
    let snapshot = index.snapshot().unwrap();
    let query = Query::read("what of a vruzzel", None, &snapshot).unwrap();
    let first = snapshot.search(&query, 10, None).unwrap()[0];
    assert_eq!(snapshot.article(first.article).path, "pot.md");
}

/// Brings the index of server 17 up to date, whose articles lie in a folder of their own.
fn reindex_server(
    world: &World,
    index: &PassageIndex,
    progress: &(dyn Fn(Progress) -> ControlFlow<()> + Sync),
) -> Result<Report, IndexError> {
    let folder = Folder::new(world.path("corpus"), 1 << 20, None).of_server(17);
    let lock = index.lock()?;
    let own = index.of_server(17);
    own.lay_on(index, &lock, &folder, ReindexOptions::default(), progress)
}

fn go_on(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// The path of the article that a question finds first.
fn found(index: &PassageIndex, question: &str) -> String {
    let snapshot = index.snapshot().expect("it is open");
    let query = Query::read(question, None, &snapshot).expect("it is a question");
    let hits = snapshot.search(&query, 10, None).expect("it is searched");
    let first = hits.first().expect("something is found");
    snapshot.article(first.article).path.clone()
}

#[test]
fn a_server_has_its_own_articles_encoded_beside_the_shared_ones_which_are_not_encoded_again() {
    let world = world(30).article("loaf.md", "# Loaves\n\nKnead flour and wait for an hour.\n");
    world.write(
        "corpus/servers/17/pot.md",
        "# Water\n\nThe kettle whistles when it is ready.\n",
    );
    let encoder = Small::new("small");
    let index = index(&world, &encoder);
    reindex(&world, &index);
    assert_eq!(encoder.read(), 31);
    reindex_server(&world, &index, &go_on).unwrap();
    assert_eq!(encoder.read(), 1);
    assert!(found(&index.of_server(17), "what of a vruzzel").ends_with("pot.md"));
    assert_ne!(found(&index, "what of a vruzzel"), "servers/17/pot.md");
    assert_eq!(found(&index.of_server(17), "bread"), "loaf.md");

    // A shared article changes: its passage alone is encoded.
    world.write(
        "corpus/001.md",
        "# Article 1\n\nIt tells of another thing.\n",
    );
    reindex(&world, &index);
    reindex_server(&world, &index, &go_on).unwrap();
    assert_eq!(encoder.read(), 1);
    assert!(found(&index.of_server(17), "what of a vruzzel").ends_with("pot.md"));

    // With another encoder both are made anew.
    let other = Small::new("other");
    let index = self::index(&world, &other);
    reindex(&world, &index);
    reindex_server(&world, &index, &go_on).unwrap();
    assert_eq!((encoder.read(), other.read()), (0, 32));
}

#[test]
fn the_reindex_of_a_server_that_was_stopped_goes_on_where_it_ended_and_tells_no_other() {
    let world = world(5);
    for number in 0..100 {
        let text = format!("# Own {number}\n\nIt tells of matter {number} alone.\n");
        world.write(&format!("corpus/servers/17/{number:03}.md"), &text);
    }
    let encoder = Small::new("small");
    let index = index(&world, &encoder);
    reindex(&world, &index);
    assert_eq!(encoder.read(), 5);
    let stopped = reindex_server(&world, &index, &stop);
    assert!(matches!(stopped, Err(IndexError::Stopped)));
    assert!(!index.of_server(17).is_there());
    assert_eq!(files(&world, "unfinished-").len(), 0);
    let before = encoder.read();
    assert!(before > 0);
    reindex_server(&world, &index, &go_on).unwrap();
    assert_eq!(encoder.read(), 100 - before);
    let left = fs::read_dir(world.path("index/servers/17")).unwrap();
    let is_left = |name: &str| name.starts_with("unfinished-");
    assert!(
        !left
            .flatten()
            .any(|it| is_left(&it.file_name().to_string_lossy()))
    );
}
