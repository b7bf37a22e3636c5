//! A reindex that is killed at any moment leaves the old index or the new one, never a
//! mixture, and never one that cannot be brought up to date.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};

use walkdir::WalkDir;

use crate::articles::{numbered, word};
use crate::world::World;

/// Articles in each of the two states.
const ARTICLES: usize = 20;

/// An article that only the old state has, and one that only the new one has.
const GONE: usize = 900;
const NEW: usize = 901;

fn path(number: usize) -> String {
    format!("corpus/n{number:03}.md")
}

fn write_old(world: &World) {
    for number in 0..ARTICLES {
        world.write(&path(number), numbered(number, "old"));
    }
    world.write(&path(GONE), numbered(GONE, "old"));
    let _ = fs::remove_file(world.path(&path(NEW)));
}

fn write_new(world: &World) {
    for number in (0..ARTICLES).step_by(3) {
        world.write(&path(number), numbered(number, "new"));
    }
    let _ = fs::remove_file(world.path(&path(GONE)));
    world.write(&path(NEW), numbered(NEW, "new"));
}

/// Which state the index answers from. Requires that all of its answers agree.
#[track_caller]
fn state(world: &World, what: &str) -> &'static str {
    let librarian = world.librarian();
    let answered = |number: usize| {
        let answer = crate::world::asked(&librarian, &format!("what is {}?", word(number)), 1);
        // A word that is gone is taken for one that is spelt like it.
        let passage = answer.passages.first()?;
        let is_its_own = passage.text.contains(&word(number));
        is_its_own.then(|| passage.text.contains("new"))
    };
    let states: BTreeSet<Option<bool>> = (0..ARTICLES).step_by(6).map(answered).collect();
    let end = (answered(GONE), answered(NEW));
    match (states.into_iter().collect::<Vec<_>>().as_slice(), end) {
        ([Some(false)], (Some(false), None)) => "old",
        ([Some(true)], (None, Some(true))) => "new",
        mixed => panic!("{what}: neither old nor new: {mixed:?}"),
    }
}

/// Kills that a test wants at the least: a reindex changes its folder more often than that.
const FEWEST_KILLS: usize = 5;

/// More kills than there can be changes to see.
const MOST_KILLS: usize = 1_000;

/// What stands in the index folder: names, lengths and what the small files say.
fn listing(index: &Path) -> Vec<(String, u64, Vec<u8>)> {
    let mut listing: Vec<(String, u64, Vec<u8>)> = WalkDir::new(index)
        .into_iter()
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let length = entry.metadata().ok()?.len();
            let name = entry.path().to_string_lossy().into_owned();
            let text = if name.ends_with("meta.json") || name.ends_with("CURRENT") {
                fs::read(entry.path()).ok()?
            } else {
                Vec::new()
            };
            Some((name, length, text))
        })
        .collect();
    listing.sort();
    listing
}

/// Kills the process once the index folder has changed `changes` times since it was
/// started; `false` if it ended before.
fn kill_after(process: &mut Child, index: &Path, changes: usize) -> bool {
    let mut before = listing(index);
    let mut seen = 0;
    kill_when(process, || {
        let now = listing(index);
        seen += usize::from(now != before);
        before = now;
        seen >= changes
    })
}

/// Kills the process as soon as `moment` has come; `false` if it ended before.
fn kill_when(process: &mut Child, mut moment: impl FnMut() -> bool) -> bool {
    while !moment() {
        if process.try_wait().expect("it can be waited for").is_some() {
            return false;
        }
    }
    process.kill().expect("it can be killed");
    process.wait().expect("it can be waited for");
    true
}

fn started(world: &World, arguments: &[&str]) -> Child {
    world
        .command()
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("it can be started")
}

fn copy(from: &Path, to: &Path) {
    for entry in WalkDir::new(from) {
        let entry = entry.expect("it can be read");
        let target = to.join(entry.path().strip_prefix(from).expect("it lies below"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).expect("it can be made");
        } else {
            fs::copy(entry.path(), target).expect("it can be copied");
        }
    }
}

/// Kills a reindex at each change of its folder, from the first to the last, and looks at
/// what it left.
fn killed_at_each_change(arguments: &[&str]) {
    let world = World::new();
    write_old(&world);
    let world = world.indexed();
    let (index, kept) = (world.path("index"), world.path("kept"));
    copy(&index, &kept);
    write_new(&world);

    let mut states = BTreeSet::new();
    let mut kills = 0;
    let mut changes = 0;
    loop {
        fs::remove_dir_all(&index).expect("it is there");
        copy(&kept, &index);
        let mut process = started(&world, arguments);
        let killed = kill_after(&mut process, &index, changes);
        let what = format!("{arguments:?} killed after {changes} changes");
        if killed {
            kills += 1;
        }
        // A process of its own reads first: what it finds, it must not have to mend.
        let asked = world.run(["ask", "--json", &format!("what is {}?", word(3))]);
        assert!(
            asked.code == Some(0) && asked.stderr.is_empty(),
            "{what}\n{asked}"
        );
        let left = state(&world, &what);
        states.insert(left);
        let report = world.run(["reindex", "--json"]).exits(0).json();
        let had_changed = report["changed"] != 0;
        assert_eq!(had_changed, left != "new", "{what}: {report}");
        assert_eq!(state(&world, &what), "new");
        let generations = fs::read_dir(&index)
            .expect("it is there")
            .filter(|entry| {
                let entry = entry.as_ref().expect("it can be read");
                entry.file_name().to_string_lossy().starts_with("g-")
            })
            .count();
        assert_eq!(generations, 1, "{what}: what was left behind is swept away");
        changes = if killed { changes + 1 } else { 0 };
        // On a busy machine a look at the folder misses some of its changes; then once more.
        if !killed && kills >= FEWEST_KILLS {
            break;
        }
        assert!(kills < MOST_KILLS, "{arguments:?} never comes to its end");
    }
    assert!(
        states.contains("old") && states.contains("new"),
        "{states:?}"
    );
}

#[test]
fn an_incremental_reindex_can_be_killed_at_any_moment() {
    killed_at_each_change(&["reindex"]);
}

#[test]
fn a_full_reindex_can_be_killed_at_any_moment() {
    killed_at_each_change(&["reindex", "--full"]);
}

#[test]
fn the_first_reindex_can_be_killed_at_any_moment() {
    let world = World::new();
    write_old(&world);
    let index = world.path("index");
    let mut kills = 0;
    let mut changes = 1;
    loop {
        let _ = fs::remove_dir_all(&index);
        let mut process = started(&world, &["reindex"]);
        let killed = kill_after(&mut process, &index, changes);
        kills += usize::from(killed);
        let what = format!("killed after {changes} changes");
        let asked = world.run(["ask", "--json", &format!("what is {}?", word(3))]);
        assert_eq!(asked.code, Some(0), "{what}\n{asked}");
        assert_eq!(state(&world, &what), "old");
        changes = if killed { changes + 1 } else { 1 };
        if !killed && kills >= FEWEST_KILLS {
            break;
        }
        assert!(kills < MOST_KILLS, "it never comes to its end");
    }
}

#[test]
fn the_files_of_a_killed_reindex_are_in_nobodys_way() {
    let world = World::new();
    write_old(&world);
    let world = world.indexed();
    let generation = world.generation();
    for _ in 0..3 {
        write_old(&world);
        world.run(["reindex"]).exits(0);
        let before = listing(&generation).len();
        write_new(&world);
        let mut process = started(&world, &["reindex"]);
        kill_when(&mut process, || {
            let now = listing(&generation);
            now.len() > before && now.iter().any(|(name, ..)| name.contains(".del"))
        });
        let left = state(&world, "killed as it deletes");
        assert!(left == "old" || left == "new");
        world.run(["reindex"]).exits(0);
        assert_eq!(state(&world, "afterwards"), "new");
    }
}
