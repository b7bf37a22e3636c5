//! Claims about what a server may pile up: it is bounded, and what is forgotten is said to be.

use std::collections::{BTreeMap, HashSet};

use proptest::prelude::*;

use super::super::forgetting::MAX_OWN_CHANGES;
use super::super::staging::MOST_BYTES;
use super::super::*;
use super::{Desk, ONE, TWO, origin, path};
use crate::corpus::Room;
use crate::journal::{Change, Version};

/// Bytes of earlier versions that are kept in these tests.
const KEPT: u64 = 16 << 10;

fn of(place: Place) -> Origin {
    Origin { place, ..origin() }
}

#[test]
fn a_server_may_have_only_so_much_of_its_own() {
    let desk = Desk::new();
    let own = || of(Place::of_server(7));
    for nth in 1..Room::MOST_ARTICLES {
        desk.write(&format!("servers/7/{nth}.md"), ONE);
    }
    let add = |origin, names: &[&str]| {
        let files = names.iter().map(|name| ((*name).to_owned(), ONE.into()));
        desk.editor.plan_add(origin, files.collect())
    };
    assert!(add(own(), &["a.md"]).is_ok());
    let refused = add(own(), &["a.md", "b.md"]);
    assert!(matches!(refused, Err(EditError::Full { .. })));
    assert!(add(origin(), &["a.md", "b.md"]).is_ok());
    let large = "a".repeat(1 << 20);
    for nth in 0..Room::MOST_BYTES >> 20 {
        desk.write(&format!("servers/8/{nth}.md"), &large);
    }
    desk.write("servers/8/one.md", ONE);
    let other = of(Place::of_server(8));
    let one = path("servers/8/one.md");
    let longer = desk.editor.plan_edit(other, &one, TWO.into(), None);
    assert!(matches!(longer, Err(EditError::Full { .. })));
}

#[test]
fn bringing_an_article_back_needs_room_too() {
    let desk = Desk::new();
    let own = || of(Place::of_server(7));
    let add = vec![("a.md".to_owned(), ONE.into())];
    let add = desk.make(&desk.editor.plan_add(own(), add).unwrap());
    let article = path("servers/7/a.md");
    let remove = desk.editor.plan_remove(own(), &article).unwrap();
    desk.make(&remove);
    for nth in 0..Room::MOST_ARTICLES {
        desk.write(&format!("servers/7/{nth}.md"), ONE);
    }
    let undo = desk.editor.plan_undo(own(), Some(&article));
    assert!(matches!(undo, Err(EditError::Full { .. })), "{undo:?}");
    let restore = desk.editor.plan_restore(own(), add, 0);
    assert!(
        matches!(restore, Err(EditError::Full { .. })),
        "{restore:?}"
    );
    // Who has too much already may still make it less.
    let one = path("servers/7/1.md");
    assert!(desk.editor.plan_remove(own(), &one).is_ok());
}

#[test]
fn what_waited_while_there_was_room_is_looked_at_again() {
    let desk = Desk::new();
    let own = || of(Place::of_server(7));
    for nth in 1..Room::MOST_ARTICLES {
        desk.write(&format!("servers/7/{nth}.md"), ONE);
    }
    let [one, two] = ["a.md", "b.md"].map(|name| {
        let files = vec![(name.to_owned(), ONE.into())];
        desk.editor.plan_add(own(), files).unwrap()
    });
    desk.make(&one);
    let refused = desk.editor.apply(&two);
    assert!(
        matches!(refused, Err(EditError::Full { .. })),
        "{refused:?}"
    );
    assert_eq!(desk.read("servers/7/b.md"), None);
}

#[test]
fn of_many_that_wait_in_one_place_the_oldest_give_way() {
    let desk = Desk::new();
    let wait = |place: &Place, at: i64| {
        let origin = Origin {
            at,
            ..of(place.clone())
        };
        let files = vec![(format!("{at}.md"), ONE.into())];
        let proposal = desk.editor.plan_add(origin, files).unwrap();
        desk.editor.stage(&proposal).unwrap()
    };
    let waits = |id: &PlanId| desk.editor.staged(id, 1_000).is_ok();
    let (one, two) = (Place::of_server(1), Place::of_server(2));
    let other = wait(&two, 0);
    let many: Vec<PlanId> = (0..40).map(|at| wait(&one, at)).collect();
    let waiting: Vec<bool> = many.iter().map(waits).collect();
    assert_eq!(waiting, [vec![false; 10], vec![true; 30]].concat());
    assert!(waits(&other), "another server has room of its own");
    // One that takes all the room gets it, and from its own place alone.
    desk.editor.make_room(&one, MOST_BYTES);
    assert!(!many.iter().any(waits) && waits(&other));
}

/// The articles of all versions that are kept, by the names of their files.
fn vault(desk: &Desk) -> BTreeMap<String, u64> {
    let files = walkdir::WalkDir::new(desk.folder.path().join("journal/versions"));
    files
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            (name, entry.metadata().unwrap().len())
        })
        .collect()
}

fn text(number: usize) -> Vec<u8> {
    let words = "Some words of it. ".repeat(number % 3 * 100);
    format!("# Text {number}\n\n{words}\n").into_bytes()
}

/// One change of somebody.
#[derive(Debug, Clone, Copy)]
struct Act {
    kind: usize,
    place: usize,
    article: usize,
    number: usize,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let act = (0..12_usize, 0..5_usize, 0..3_usize, 0..15_usize);
    let act = act.prop_map(|(kind, place, article, number)| Act {
        kind,
        place,
        article,
        number,
    });
    proptest::collection::vec(act, 10..60)
}

/// Makes up what it can of an act.
fn plan(editor: &Editor, act: Act) -> Result<Proposal, EditError> {
    // One server more often than another, and than what is shared.
    let place = match act.place {
        0 => Place::shared(),
        1 => Place::of_server(2),
        _ => Place::of_server(1),
    };
    let name = format!("{}.md", act.article);
    let article = path(&format!("{}{name}", place.folder()));
    let origin = of(place);
    match act.kind {
        0..=7 if editor.current(&article)?.is_some() => {
            editor.plan_edit(origin, &article, text(act.number), None)
        }
        0..=7 => editor.plan_add(origin, vec![(name, text(act.number))]),
        8 => editor.plan_remove(origin, &article),
        9 => editor.plan_rename(
            origin,
            &article,
            Some(&format!("{}.md", act.number % 3)),
            None,
        ),
        10 => editor.plan_undo(origin, Some(&article)),
        _ => editor.plan_undo(origin, None),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    /// Whatever is changed, in whatever order: what is kept of a server stays within its bound,
    /// what each article was last is there, nothing that is shared is ever forgotten, and the
    /// history tells truly which versions are kept.
    #[test]
    fn what_is_kept_is_bounded_and_never_the_last_that_was_there(acts in acts()) {
        let mut desk = Desk::new();
        desk.editor = desk.editor.keeping(KEPT);
        // What each article was before it became what it is.
        let mut latest: BTreeMap<ArticlePath, Option<ContentHash>> = BTreeMap::new();
        let mut shared: HashSet<String> = HashSet::new();
        for act in acts {
            let Ok(proposal) = plan(&desk.editor, act) else { continue };
            desk.make(&proposal);
            let steps = &proposal.plan.steps;
            let moved = steps.iter().find(|step| step.after.is_none());
            let moved = moved.and_then(|step| step.before.clone());
            for step in steps {
                if step.after.is_some() {
                    let before = step.before.clone().or(moved.clone());
                    latest.insert(step.path.clone(), before);
                } else {
                    latest.remove(&step.path);
                }
            }
            let place = &proposal.plan.origin.place;
            if place.server().is_none() {
                let both = steps.iter().flat_map(|step| [&step.before, &step.after]);
                shared.extend(both.flatten().map(ToString::to_string));
            }

            let vault = vault(&desk);
            for hash in latest.values().flatten() {
                prop_assert!(vault.contains_key(hash.as_str()));
            }
            for hash in &shared {
                prop_assert!(vault.contains_key(hash));
            }
            let paths = desk.editor.paths(&Place::of_server(1)).unwrap();
            let paths = paths.into_iter().chain(desk.editor.paths(&Place::of_server(2)).unwrap());
            let current: HashSet<String> = paths
                .map(|path| ContentHash::of(&desk.editor.current(&path).unwrap().unwrap()).to_string())
                .collect();
            let replaced: u64 = steps.iter().filter_map(|step| step.before.as_ref())
                .map(|hash| vault.get(hash.as_str()).copied().unwrap_or_default()).sum();
            let own: u64 = vault.iter()
                .filter(|(hash, _)| !shared.contains(*hash) && !current.contains(*hash))
                .map(|(_, bytes)| bytes).sum();
            // Of either server.
            prop_assert!(own <= 2 * KEPT + replaced, "{own}");

            for place in [Place::shared(), Place::of_server(1), Place::of_server(2)] {
                for change in desk.editor.history(&place, None, None, 100).unwrap() {
                    for (step, version) in change.versions.iter().enumerate() {
                        let earlier = desk.editor.earlier(&place, change.id, step);
                        let forgotten = matches!(earlier, Err(EditError::Forgotten { .. }));
                        prop_assert_eq!(version.is_forgotten(), forgotten);
                        prop_assert!(forgotten || earlier.is_ok(), "{earlier:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn an_article_that_was_large_takes_part_of_the_room_until_it_goes() {
    let mut desk = Desk::new();
    desk.editor = desk.editor.keeping(KEPT);
    let own = || of(Place::of_server(7));
    let large = |letter: &str| format!("# Large\n\n{}", letter.repeat(10 << 10)).into_bytes();
    let shrink = |name: &str| {
        let add = vec![(name.to_owned(), large(&name[..1]))];
        desk.make(&desk.editor.plan_add(own(), add).unwrap());
        let article = path(&format!("servers/7/{name}"));
        desk.editor.plan_edit(own(), &article, ONE.into(), None)
    };
    desk.make(&shrink("a.md").unwrap());
    let refused = shrink("b.md");
    assert!(
        matches!(refused, Err(EditError::FullOfVersions { .. })),
        "{refused:?}"
    );
    // Its last text is small, so the large one may be forgotten.
    let a = path("servers/7/a.md");
    let edit = desk.editor.plan_edit(own(), &a, TWO.into(), None);
    desk.make(&edit.unwrap());
    let b = path("servers/7/b.md");
    let edit = desk.editor.plan_edit(own(), &b, ONE.into(), None);
    desk.make(&edit.unwrap());
    let first = desk.editor.history(&own().place, None, None, 9).unwrap();
    assert!(first.last().unwrap().versions[0].is_forgotten());
}

#[test]
fn old_changes_are_no_longer_remembered_but_those_that_made_an_article_what_it_is() {
    let desk = Desk::new();
    let place = Place::of_server(7);
    let add = |name: &str, text: &str| {
        let files = vec![(name.to_owned(), text.into())];
        desk.make(&desk.editor.plan_add(of(place.clone()), files).unwrap())
    };
    let first = add("a.md", ONE);
    let other = add("b.md", "# Other\n\nWords that nothing else has.\n");
    let article = path("servers/7/b.md");
    desk.make(
        &desk
            .editor
            .plan_remove(of(place.clone()), &article)
            .unwrap(),
    );
    let hash = ContentHash::of(b"# Other\n\nWords that nothing else has.\n");
    assert!(desk.editor.version(&hash).is_ok());
    for _ in 0..MAX_OWN_CHANGES {
        let version = Version {
            path: "servers/7/c.md".to_owned(),
            ..Version::default()
        };
        let change = Change {
            id: 0,
            at: 1,
            place: place.folder().to_owned(),
            server: Some(7),
            who: None,
            kind: "edit".to_owned(),
            undoes: None,
            versions: vec![version],
        };
        let id = desk.editor.journal.begin_change(&change).unwrap();
        desk.editor.journal.finish_change(id).unwrap();
    }
    add("d.md", TWO);
    assert!(desk.editor.change(first).unwrap().is_some());
    assert!(desk.editor.change(other).unwrap().is_none());
    assert!(desk.editor.version(&hash).is_err());
    let remembered = desk.editor.history(&place, None, None, 5_000).unwrap();
    assert_eq!(remembered.len(), MAX_OWN_CHANGES + 1);
}

#[test]
fn what_was_kept_for_a_change_that_is_not_made_is_let_go() {
    let desk = Desk::new();
    let own = || of(Place::of_server(7));
    let add = |names: &[&str]| {
        let files = names
            .iter()
            .map(|name| ((*name).to_owned(), (*name).into()));
        desk.editor.plan_add(own(), files.collect()).unwrap()
    };
    // Of two that wait for the same file, the second is refused.
    let (first, second) = (add(&["z.md"]), add(&["a.md", "b.md", "z.md"]));
    desk.make(&first);
    assert!(desk.editor.apply(&second).is_err());
    // And one that the index cannot take up is taken back.
    let third = add(&["a.md", "b.md"]);
    let id = desk.editor.apply(&third).unwrap();
    assert_eq!(vault(&desk).len(), 3);
    desk.editor.take_back(id, &third.plan).unwrap();
    let kept: Vec<String> = vault(&desk).into_keys().collect();
    assert_eq!(kept, [ContentHash::of(b"z.md").to_string()]);
}
