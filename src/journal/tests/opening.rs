//! A journal of any version, in any state.

use std::fs;
use std::path::Path;

use rusqlite::Connection;

use super::super::*;
use super::{FOREVER, answered, day, folder};

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
    old.execute(
        "INSERT INTO audit (at, what, result) VALUES (5, 'reindex', 'done')",
        [],
    )
    .unwrap();
    drop(old);
    let journal = Journal::open(folder.path()).unwrap();
    assert_eq!(
        journal.audit(None, None, 9).unwrap()[0].deed.what,
        "reindex"
    );
}

#[test]
fn a_new_journal_leaves_no_copy() {
    let (folder, _journal) = folder();
    let names = fs::read_dir(folder.path()).unwrap().flatten();
    assert!(
        names
            .map(|entry| entry.file_name())
            .all(|name| !name.to_string_lossy().contains("before"))
    );
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
    fs::write(
        &path,
        "this is no database, but long enough to be taken for one".repeat(20),
    )
    .unwrap();
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
    other
        .pragma_update(None, "locking_mode", "EXCLUSIVE")
        .unwrap();
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
