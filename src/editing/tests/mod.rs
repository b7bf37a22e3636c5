//! Claims about changing articles: nothing is overwritten unseen, nothing is lost, and nothing
//! outside the corpus is touched.

mod forgetting;
mod killed;
mod uploads;

use std::fs;

use proptest::prelude::*;
use tempfile::TempDir;

use super::*;

pub(super) use killed::moment;

const ONE: &str = "# Fascia\n\nFascia is a web of tissue that wraps every muscle.\n";
const TWO: &str = "# Fascia\n\nFascia is a thin web of tissue that wraps every muscle.\n";

struct Desk {
    folder: TempDir,
    editor: Editor,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let corpus = folder.path().join("corpus");
        fs::create_dir(&corpus).unwrap();
        let journal = Journal::open(&folder.path().join("journal")).unwrap();
        let editor = Editor::new(corpus, 1 << 20, None, journal);
        Self { folder, editor }
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.folder.path().join("corpus").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.folder.path().join("corpus").join(path)).ok()
    }

    fn make(&self, proposal: &Proposal) -> i64 {
        let id = self.editor.apply(proposal).unwrap();
        let place = &proposal.plan.origin.place;
        self.editor.finish(id, place).unwrap();
        id
    }
}

fn origin() -> Origin {
    Origin {
        place: Place::shared(),
        who: 7,
        server: Some(1),
        at: 1_000,
    }
}

fn path(text: &str) -> ArticlePath {
    ArticlePath::new(text).unwrap()
}

#[test]
fn every_kind_of_change_is_taken_back_and_the_taking_back_as_well() {
    let desk = Desk::new();
    let add = vec![("fascia.md".to_owned(), ONE.into())];
    desk.make(&desk.editor.plan_add(origin(), add).unwrap());
    let undo = || desk.make(&desk.editor.plan_undo(origin(), None).unwrap());
    undo();
    assert_eq!(desk.read("fascia.md"), None);
    undo();
    assert_eq!(desk.read("fascia.md").as_deref(), Some(ONE));

    let fascia = path("fascia.md");
    let edit = desk.editor.plan_edit(origin(), &fascia, TWO.into(), None);
    desk.make(&edit.unwrap());
    undo();
    assert_eq!(desk.read("fascia.md").as_deref(), Some(ONE));

    let rename = desk
        .editor
        .plan_rename(origin(), &fascia, Some("a/web"), Some("The web"));
    desk.make(&rename.unwrap());
    assert_eq!(desk.read("fascia.md"), None);
    assert!(
        desk.read("a/web.md")
            .unwrap()
            .contains("title: \"The web\"")
    );
    desk.make(
        &desk
            .editor
            .plan_undo(origin(), Some(&path("a/web.md")))
            .unwrap(),
    );
    assert_eq!(desk.read("fascia.md").as_deref(), Some(ONE));
    assert!(!desk.folder.path().join("corpus/a").exists());

    desk.make(&desk.editor.plan_remove(origin(), &fascia).unwrap());
    assert_eq!(desk.read("fascia.md"), None);
    desk.make(&desk.editor.plan_undo(origin(), Some(&fascia)).unwrap());
    assert_eq!(desk.read("fascia.md").as_deref(), Some(ONE));
}

#[test]
fn a_file_that_somebody_saved_meanwhile_is_not_overwritten() {
    let desk = Desk::new();
    desk.write("fascia.md", ONE);
    let fascia = path("fascia.md");
    let plans = [
        desk.editor
            .plan_edit(origin(), &fascia, TWO.into(), None)
            .unwrap(),
        desk.editor.plan_remove(origin(), &fascia).unwrap(),
        desk.editor
            .plan_rename(origin(), &fascia, Some("b.md"), None)
            .unwrap(),
    ];
    let new = vec![("new.md".to_owned(), ONE.into())];
    let add = desk.editor.plan_add(origin(), new).unwrap();
    desk.write("fascia.md", "Mine.\n");
    desk.write("new.md", "Mine.\n");
    for plan in plans.iter().chain([&add]) {
        let refused = desk.editor.apply(plan);
        assert!(matches!(refused, Err(EditError::Changed(_))), "{refused:?}");
    }
    assert_eq!(desk.read("fascia.md").as_deref(), Some("Mine.\n"));
    assert_eq!(desk.read("new.md").as_deref(), Some("Mine.\n"));
    assert_eq!(desk.read("b.md"), None);
    assert!(
        desk.editor
            .history(&Place::shared(), None, None, 9)
            .unwrap()
            .is_empty()
    );
    // Made up on a version that is no longer there.
    let base = ContentHash::of(ONE.as_bytes());
    let late = desk
        .editor
        .plan_edit(origin(), &fascia, TWO.into(), Some(base.short()));
    assert!(matches!(late, Err(EditError::Changed(_))));
}

#[test]
fn a_change_that_was_cut_short_is_finished_or_taken_back() {
    let desk = Desk::new();
    let files = vec![
        ("a.md".to_owned(), ONE.into()),
        ("b.md".to_owned(), TWO.into()),
    ];
    let proposal = desk.editor.plan_add(origin(), files).unwrap();
    // Written, and then nothing more.
    desk.editor.apply(&proposal).unwrap();
    let recovered = desk.editor.recover().unwrap();
    assert_eq!((recovered.finished, recovered.taken_back), (1, 0));
    assert_eq!(desk.editor.recover().unwrap(), Recovered::default());
    desk.make(&desk.editor.plan_undo(origin(), None).unwrap());

    // Only one of two files was written.
    desk.editor.apply(&proposal).unwrap();
    fs::remove_file(desk.folder.path().join("corpus/b.md")).unwrap();
    let recovered = desk.editor.recover().unwrap();
    assert_eq!(
        (recovered.finished, recovered.taken_back, recovered.left),
        (0, 1, 0)
    );
    assert_eq!(desk.read("a.md"), None);

    // One was written, and somebody has made something else of the other.
    desk.editor.apply(&proposal).unwrap();
    desk.write("b.md", "Mine.\n");
    assert_eq!(desk.editor.recover().unwrap().left, 1);
    assert_eq!(desk.read("a.md"), None);
    assert_eq!(desk.read("b.md").as_deref(), Some("Mine.\n"));
}

#[test]
fn what_waits_outlives_a_restart_and_an_hour_ends_it() {
    let desk = Desk::new();
    let files = vec![("a.md".to_owned(), ONE.into())];
    let proposal = desk.editor.plan_add(origin(), files).unwrap();
    let id = desk.editor.stage(&proposal).unwrap();
    let journal = Journal::open(&desk.folder.path().join("journal")).unwrap();
    let again = Editor::new(desk.folder.path().join("corpus"), 1 << 20, None, journal);
    assert_eq!(again.staged(&id, 1_000 + 3_600).unwrap(), proposal);
    let late = again.staged(&id, 1_001 + 3_600);
    assert!(matches!(late, Err(EditError::Expired)));
    assert!(matches!(again.staged(&id, 1_000), Err(EditError::Expired)));
}

#[test]
fn a_version_that_is_damaged_or_gone_is_said_to_be() {
    let desk = Desk::new();
    desk.write("a.md", ONE);
    let edit = desk
        .editor
        .plan_edit(origin(), &path("a.md"), TWO.into(), None);
    desk.make(&edit.unwrap());
    let hash = ContentHash::of(ONE.as_bytes());
    let kept = desk.folder.path().join("journal/versions");
    let kept = kept.join(&hash.as_str()[..2]).join(hash.as_str());
    for damage in [true, false] {
        if damage {
            fs::write(&kept, "other").unwrap();
        } else {
            fs::remove_file(&kept).unwrap();
        }
        let undo = desk.editor.plan_undo(origin(), None);
        assert!(matches!(undo, Err(EditError::VersionLost(_))), "{undo:?}");
    }
    assert_eq!(desk.read("a.md").as_deref(), Some(TWO));
}

#[cfg(unix)]
#[test]
fn no_symbolic_link_leads_out_of_the_corpus() {
    let desk = Desk::new();
    let outside = desk.folder.path().join("outside");
    fs::create_dir(&outside).unwrap();
    fs::write(outside.join("secret.md"), ONE).unwrap();
    let corpus = desk.folder.path().join("corpus");
    std::os::unix::fs::symlink(&outside, corpus.join("link")).unwrap();
    std::os::unix::fs::symlink(outside.join("secret.md"), corpus.join("file.md")).unwrap();
    for name in ["link/secret.md", "file.md"] {
        let name = path(name);
        assert!(matches!(
            desk.editor.current(&name),
            Err(EditError::Linked(_))
        ));
        let edit = desk.editor.plan_edit(origin(), &name, TWO.into(), None);
        assert!(matches!(edit, Err(EditError::Linked(_))));
    }
    let new = vec![("link/new.md".to_owned(), ONE.into())];
    assert!(desk.editor.plan_add(origin(), new).is_err());
    // It became a link after the change was made up.
    desk.write("later/a.md", ONE);
    let edit = desk
        .editor
        .plan_edit(origin(), &path("later/a.md"), TWO.into(), None);
    fs::remove_dir_all(corpus.join("later")).unwrap();
    fs::write(outside.join("a.md"), ONE).unwrap();
    std::os::unix::fs::symlink(&outside, corpus.join("later")).unwrap();
    assert!(matches!(
        desk.editor.apply(&edit.unwrap()),
        Err(EditError::Linked(_))
    ));
    assert_eq!(fs::read_to_string(outside.join("a.md")).unwrap(), ONE);
}

#[test]
fn a_source_and_another_server_keep_their_articles() {
    let desk = Desk::new();
    desk.write("sources/site/a.md", ONE);
    desk.write("servers/2/a.md", ONE);
    desk.write("a.md", ONE);
    let edit = |place: Place, name: &str| {
        let origin = Origin { place, ..origin() };
        desk.editor.plan_edit(origin, &path(name), TWO.into(), None)
    };
    assert!(matches!(
        edit(Place::shared(), "sources/site/a.md"),
        Err(EditError::OfSource(_))
    ));
    assert!(matches!(
        edit(Place::shared(), "servers/2/a.md"),
        Err(EditError::Elsewhere(_))
    ));
    assert!(matches!(
        edit(Place::of_server(1), "servers/2/a.md"),
        Err(EditError::Elsewhere(_))
    ));
    assert!(matches!(
        edit(Place::of_server(2), "a.md"),
        Err(EditError::Elsewhere(_))
    ));
    assert!(edit(Place::of_server(2), "servers/2/a.md").is_ok());
    let taken = vec![("A.MD".to_owned(), ONE.into())];
    let add = desk.editor.plan_add(origin(), taken);
    assert!(matches!(add, Err(EditError::Exists(_))), "{add:?}");
}

#[test]
fn what_would_be_made_of_a_file_is_told_before_it_is_written() {
    let desk = Desk::new();
    desk.write(
        "other.md",
        "# Fascia\n\nSee [more](gone.md). Some words about it.\n",
    );
    let files = vec![("fascia.md".to_owned(), ONE.into())];
    let proposal = desk.editor.plan_add(origin(), files).unwrap();
    let outlook = desk.editor.outlook(&proposal).unwrap();
    let article = &outlook.articles[0];
    assert_eq!((article.title.as_str(), article.passages), ("Fascia", 1));
    assert!(article.beginning.starts_with("Fascia is a web"));
    let rules: Vec<&str> = outlook.problems.iter().map(|it| it.rule.as_str()).collect();
    // The link was dead before; the title is one that another article has too.
    assert_eq!(
        rules,
        ["missing-url", "duplicate-title"],
        "{:?}",
        outlook.problems
    );
    assert!(desk.read("fascia.md").is_none());
    let remove = desk
        .editor
        .plan_remove(origin(), &path("other.md"))
        .unwrap();
    assert!(desk.editor.outlook(&remove).unwrap().problems.is_empty());
}

#[test]
fn lines_that_differ_are_counted_and_shown() {
    let name = path("a.md");
    let compared = compare(&name, ONE.as_bytes(), TWO.as_bytes());
    assert_eq!((compared.added, compared.removed), (1, 1));
    assert!(compared.unified.starts_with("--- a/a.md\n+++ b/a.md\n@@"));
    assert!(compared.unified.contains("\n+Fascia is a thin web"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever path is named, nothing outside the corpus is read or written.
    #[test]
    fn no_name_reaches_outside_the_corpus(
        names in proptest::collection::vec("([a-z]{1,3}|\\.\\.|\\.|/|\\\\|C:|\u{0}| ){1,6}(\\.md)?", 1..6),
    ) {
        let desk = Desk::new();
        fs::write(desk.folder.path().join("secret.md"), ONE).unwrap();
        let outside = |desk: &Desk| {
            let entries = walkdir::WalkDir::new(desk.folder.path()).sort_by_file_name();
            entries.into_iter().map(|entry| entry.unwrap().into_path())
                .filter(|path| {
                    let inner = path.strip_prefix(desk.folder.path()).unwrap();
                    !inner.starts_with("corpus") && !inner.starts_with("journal")
                })
                .collect::<Vec<_>>()
        };
        let before = outside(&desk);
        for name in &names {
            if let Ok(proposal) = desk.editor.plan_add(origin(), vec![(name.clone(), TWO.into())]) {
                // Where a folder is in the way of a file, the disk refuses.
                let _ = desk.editor.apply(&proposal);
            }
            if let Ok(path) = ArticlePath::existing(name) {
                prop_assert_ne!(desk.editor.current(&path).ok().flatten(), Some(ONE.into()));
                let _ = desk.editor.plan_rename(origin(), &path, Some("../b.md"), None);
            }
        }
        prop_assert_eq!(outside(&desk), before);
        let secret = fs::read_to_string(desk.folder.path().join("secret.md")).unwrap();
        prop_assert_eq!(secret, ONE);
    }
}
