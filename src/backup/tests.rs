//! Backups, whatever stands in them.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::*;
use crate::journal::{Deed, Journal};

/// A journal, articles, and room for a backup.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        let place = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        place.put("corpus/a.md", "# A\n");
        place.put("corpus/deep/er/b.md", "# B\n");
        place.record("first");
        place.put("journal/versions/abc", "# older\n");
        place
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    fn record(&self, what: &str) {
        let journal = Journal::open(&self.path("journal")).unwrap();
        let what = what.to_owned();
        let deed = Deed {
            at: 1,
            server: None,
            who: None,
            what,
            result: String::new(),
        };
        journal.record(&deed).unwrap();
    }

    fn recorded(&self) -> Vec<String> {
        let journal = Journal::open(&self.path("journal")).unwrap();
        let entries = journal.audit(None, None, 100).unwrap();
        entries.into_iter().map(|entry| entry.deed.what).collect()
    }

    fn with<T>(&self, work: impl FnOnce(Places<'_>, &Path) -> T) -> T {
        let (journal, corpus) = (self.path("journal"), self.path("corpus"));
        let places = Places {
            journal: &journal,
            corpus: &corpus,
        };
        work(places, &self.path("backup"))
    }

    fn back_up(&self) -> Written {
        self.with(write).unwrap()
    }

    fn restore(&self, force: bool) -> Result<Restored, BackupError> {
        self.with(|places, backup| restore(places, backup, force))
    }
}

#[test]
fn what_was_backed_up_comes_back_and_what_was_there_lies_beside_it() {
    let place = Place::new();
    let written = place.back_up();
    assert_eq!((written.corpus, written.journal), (2, 2));
    place.record("second");
    place.put("corpus/a.md", "# changed\n");
    place.put("corpus/new.md", "# new\n");
    let restored = place.restore(true).unwrap();
    assert_eq!(place.recorded(), ["first"]);
    assert_eq!(place.text("corpus/a.md"), "# A\n");
    assert_eq!(place.text("corpus/deep/er/b.md"), "# B\n");
    assert_eq!(place.text("journal/versions/abc"), "# older\n");
    assert!(!place.path("corpus/new.md").exists());
    let [journal, corpus] = restored.aside.as_slice() else {
        panic!("{:?}", restored.aside);
    };
    assert_eq!(
        fs::read_to_string(corpus.join("new.md")).unwrap(),
        "# new\n"
    );
    assert_eq!(
        Journal::open(journal)
            .unwrap()
            .audit(None, None, 9)
            .unwrap()
            .len(),
        2
    );
}

#[test]
fn nothing_is_overwritten_unasked() {
    let place = Place::new();
    place.back_up();
    assert!(matches!(place.with(write), Err(BackupError::Exists(_))));
    place.put("corpus/a.md", "# changed\n");
    assert!(matches!(
        place.restore(false),
        Err(BackupError::NotEmpty(_))
    ));
    assert_eq!(place.text("corpus/a.md"), "# changed\n");
    fs::remove_dir_all(place.path("corpus")).unwrap();
    fs::remove_dir_all(place.path("journal")).unwrap();
    assert!(place.restore(false).unwrap().aside.is_empty());
    assert_eq!(place.text("corpus/a.md"), "# A\n");
}

#[test]
fn a_journal_that_is_open_is_not_replaced() {
    let place = Place::new();
    place.back_up();
    let open = Journal::open(&place.path("journal")).unwrap();
    let refused = place.restore(true).unwrap_err();
    assert!(
        refused.to_string().contains("end that program"),
        "{refused}"
    );
    drop(open);
    place.restore(true).unwrap();
}

#[test]
fn a_backup_that_was_changed_is_refused_before_anything_is_touched() {
    type Change<'a> = (&'a str, &'a dyn Fn(&Place));
    let changes: [Change<'_>; 5] = [
        ("damaged", &|place| place.put("backup/corpus/a.md", "# B\n")),
        ("damaged", &|place| {
            fs::remove_file(place.path("backup/corpus/a.md")).unwrap();
        }),
        ("no backup", &|place| {
            fs::remove_file(place.path("backup/manifest.json")).unwrap();
        }),
        ("no backup", &|place| {
            let text = place.text("backup/manifest.json");
            place.put(
                "backup/manifest.json",
                &text.replace("corpus/a.md", "corpus/../../a.md"),
            );
        }),
        ("no backup", &|place| {
            let text = place.text("backup/manifest.json");
            place.put(
                "backup/manifest.json",
                &text.replace("corpus/a.md", "elsewhere/a.md"),
            );
        }),
    ];
    for (words, change) in changes {
        let place = Place::new();
        place.back_up();
        change(&place);
        place.put("corpus/a.md", "# mine\n");
        let refused = place.restore(true).unwrap_err().to_string();
        assert!(refused.contains(words), "{refused}");
        assert_eq!(place.text("corpus/a.md"), "# mine\n");
        assert_eq!(place.recorded(), ["first"]);
        let left = fs::read_dir(place.folder.path()).unwrap().flatten();
        assert_eq!(left.count(), 3, "something is left lying");
    }
}

#[test]
fn a_backup_into_what_it_copies_is_refused() {
    let place = Place::new();
    let within = place.path("corpus/backup");
    let refused = place.with(|places, _| write(places, &within)).unwrap_err();
    assert!(matches!(refused, BackupError::Within(_)), "{refused}");
    assert!(!within.exists());
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_articles_is_left_out_and_named() {
    let place = Place::new();
    place.put("secret.md", "# secret\n");
    let link = place.path("corpus/link.md");
    std::os::unix::fs::symlink(place.path("secret.md"), &link).unwrap();
    let written = place.back_up();
    assert_eq!(written.left_out, [link]);
    assert!(!place.path("backup/corpus/link.md").exists());
}
