//! Claims about a program that is killed while it changes articles, at each moment at which that
//! makes a difference: the next start leaves all files of a change as they were or all as they
//! were to be, even where it is killed as well.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use super::super::*;
use super::{Desk, ONE, origin, path};

/// So little that something is forgotten at most changes of a server's own articles.
const KEPT: u64 = 8 << 10;

thread_local! {
    /// How many moments there are left until the program is killed.
    static LEFT: Cell<Option<usize>> = const { Cell::new(None) };
}

/// What is thrown where the program is killed.
struct Killed;

/// A moment at which the program may be killed.
pub fn moment() {
    match LEFT.get() {
        None => {}
        Some(0) => resume_unwind(Box::new(Killed)),
        Some(left) => LEFT.set(Some(left - 1)),
    }
}

/// Does some work that is killed after so many moments; `false` if it came to its end before.
fn killed_after(moments: usize, work: impl FnOnce()) -> bool {
    LEFT.set(Some(moments));
    let done = catch_unwind(AssertUnwindSafe(work));
    LEFT.set(None);
    match done {
        Ok(()) => false,
        Err(thrown) if thrown.is::<Killed>() => true,
        Err(thrown) => resume_unwind(thrown),
    }
}

/// What stands in the corpus.
fn files(desk: &Desk) -> BTreeMap<String, String> {
    let root = desk.folder.path().join("corpus");
    let entries = walkdir::WalkDir::new(&root).into_iter();
    entries
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let within = entry.path().strip_prefix(&root).unwrap();
            let text = fs::read_to_string(entry.path()).unwrap();
            (within.display().to_string(), text)
        })
        .collect()
}

/// A place with two articles that were changed before, one of them in a folder.
fn desk(place: &Place) -> Desk {
    let mut desk = Desk::new();
    desk.editor = desk.editor.keeping(KEPT);
    let origin = || of(place);
    let files = [("a.md", ONE), ("b/c.md", ONE)];
    let files = files.map(|(name, text)| (name.to_owned(), text.into()));
    desk.make(&desk.editor.plan_add(origin(), files.into()).unwrap());
    for number in 1..=4 {
        let article = path(&format!("{}a.md", place.folder()));
        let text = format!("# Fascia\n\nText {number}.\n").into();
        let edit = desk.editor.plan_edit(origin(), &article, text, None);
        desk.make(&edit.unwrap());
    }
    desk
}

fn of(place: &Place) -> Origin {
    Origin {
        place: place.clone(),
        ..origin()
    }
}

/// Changes of every kind, to such a place.
fn changes() -> [fn(&Editor, Origin) -> Proposal; 4] {
    fn named(origin: &Origin, name: &str) -> ArticlePath {
        path(&format!("{}{name}", origin.place.folder()))
    }
    [
        |editor, origin| {
            let names = ["d.md", "e/f.md", "e/g.md"];
            let files = names.map(|name| (name.to_owned(), format!("# {name}\n\nText.\n").into()));
            editor.plan_add(origin, files.into()).unwrap()
        },
        |editor, origin| {
            let article = named(&origin, "b/c.md");
            editor.plan_remove(origin, &article).unwrap()
        },
        |editor, origin| {
            let article = named(&origin, "b/c.md");
            let to = Some("x/y/z.md");
            editor
                .plan_rename(origin, &article, to, Some("Other"))
                .unwrap()
        },
        |editor, origin| editor.plan_undo(origin, None).unwrap(),
    ]
}

/// Kills a change at each moment, and each start after it.
fn killed_at_each_moment(place: &Place, plan: fn(&Editor, Origin) -> Proposal, is_refused: bool) {
    let mut outcomes = [0, 0];
    for moments in 0.. {
        let desk = desk(place);
        let proposal = plan(&desk.editor, of(place));
        let before = files(&desk);
        let told = desk.editor.history(place, None, None, 99).unwrap().len();
        let killed = killed_after(moments, || {
            let id = desk.editor.apply(&proposal).unwrap();
            if is_refused {
                desk.editor.take_back(id, &proposal.plan).unwrap();
            } else {
                desk.editor.finish(id, place).unwrap();
            }
        });
        let journal = || Journal::open(&desk.folder.path().join("journal")).unwrap();
        let root = desk.folder.path().join("corpus");
        let restarted = || Editor::new(root.clone(), 1 << 20, None, journal()).keeping(KEPT);
        let again = |moments| {
            let editor = restarted();
            killed_after(moments, || {
                editor.recover().unwrap();
            })
        };
        for moments in 0.. {
            if !again(moments) {
                break;
            }
        }

        let editor = restarted();
        assert_eq!(editor.recover().unwrap(), Recovered::default());
        let mut after = before.clone();
        for step in &proposal.plan.steps {
            let text = proposal.bytes(step.after.as_ref());
            match text.map(|text| String::from_utf8(text.to_vec()).unwrap()) {
                Some(text) => after.insert(step.path.to_string(), text),
                None => after.remove(step.path.as_str()),
            };
        }
        let now = files(&desk);
        let history = editor.history(place, None, None, 99).unwrap();
        let made = history.len() > told;
        assert_eq!(now, if made { after } else { before }, "{moments} moments");
        for change in &history {
            for (step, version) in change.versions.iter().enumerate() {
                let earlier = editor.earlier(place, change.id, step);
                let lost = matches!(earlier, Err(EditError::VersionLost(_)));
                assert!(!lost, "{moments} moments: {version:?}");
            }
        }
        outcomes[usize::from(made)] += 1;
        if !killed {
            assert_eq!(made, !is_refused);
            break;
        }
    }
    assert!(outcomes.iter().all(|&count| count > 0), "{outcomes:?}");
}

#[test]
fn a_change_that_is_killed_at_any_moment_is_made_or_not_made() {
    for place in [Place::shared(), Place::of_server(7)] {
        for plan in changes() {
            killed_at_each_moment(&place, plan, false);
        }
    }
}

#[test]
fn so_is_one_that_is_killed_while_it_is_taken_back() {
    for place in [Place::shared(), Place::of_server(7)] {
        for plan in changes() {
            killed_at_each_moment(&place, plan, true);
        }
    }
}

#[test]
fn what_a_write_that_was_cut_short_has_left_is_swept_away() {
    let desk = Desk::new();
    let files = ["a/b.md", "a/c.md"].map(|name| (name.to_owned(), ONE.into()));
    let proposal = desk.editor.plan_add(origin(), files.into()).unwrap();
    desk.editor.apply(&proposal).unwrap();
    desk.write("a/.new-x.tmp", "half of");
    desk.write("a/.mine", "mine");
    desk.editor.recover().unwrap();
    assert_eq!(desk.read("a/.new-x.tmp"), None);
    assert_eq!(desk.read("a/.mine").as_deref(), Some("mine"));
}
