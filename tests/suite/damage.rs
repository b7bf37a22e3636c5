//! An index that is damaged, outdated or cannot be written: mended where that is possible,
//! named in one clear sentence where it is not. Never a panic, never a wrong answer.

use std::fs;
use std::path::{Path, PathBuf};

use crate::articles::{BICYCLE, library, numbered, word};
use crate::world::{World, quoted_articles};

/// The files of the generation in use.
fn files(world: &World) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(world.generation())
        .expect("the generation is there")
        .map(|entry| entry.expect("it can be read").path())
        .collect();
    files.sort();
    files
}

/// Requires that a question is answered rightly, whatever was done to the index, and that
/// the index is sound afterwards.
#[track_caller]
fn answers(world: &World, what: &str) {
    let output = world.run(["ask", "--json", "oil the chain"]);
    assert_eq!(output.code, Some(0), "{what}\n{output}");
    assert_eq!(quoted_articles(&output.answer())[0], "bicycle.md", "{what}");
    let again = world.run(["ask", "--json", "what is a starter?"]).exits(0);
    assert!(again.stderr.is_empty(), "{what}\n{again}");
    let unchanged = world.run(["reindex"]).exits(0);
    assert!(
        unchanged.stdout.contains("3 unchanged - 6 passages"),
        "{what}\n{unchanged}"
    );
}

fn damaged(name: &str, damage: impl Fn(&Path)) {
    let world = library().indexed();
    let names: Vec<String> = files(&world)
        .iter()
        .map(|path| {
            path.extension()
                .unwrap_or(path.file_name().unwrap_or_default())
        })
        .map(|extension| extension.to_string_lossy().into_owned())
        .collect();
    assert!(names.len() > 8, "{names:?}");
    for (place, kind) in names.iter().enumerate() {
        // Every rebuild names its files anew, but they sort by their kinds.
        damage(&files(&world)[place]);
        answers(&world, &format!("{name}: {kind}"));
    }
}

#[test]
fn a_missing_file_of_the_index_is_made_up_for() {
    damaged("removed", |path| {
        fs::remove_file(path).expect("it is there");
    });
}

#[test]
fn a_file_of_the_index_that_was_cut_short_is_made_up_for() {
    damaged("cut short", |path| {
        let bytes = fs::read(path).expect("it is there");
        fs::write(path, &bytes[..bytes.len() / 2]).expect("it can be written");
    });
}

#[test]
fn an_emptied_file_of_the_index_is_made_up_for() {
    damaged("emptied", |path| {
        fs::write(path, "").expect("it can be written");
    });
}

#[test]
fn a_flipped_bit_in_the_index_is_noticed() {
    damaged("flipped", |path| {
        let mut bytes = fs::read(path).expect("it is there");
        let middle = bytes.len() / 2;
        if let Some(byte) = bytes.get_mut(middle) {
            *byte ^= 1;
        }
        fs::write(path, bytes).expect("it can be written");
    });
}

#[test]
fn a_flipped_bit_near_the_ends_of_a_file_is_noticed() {
    damaged("flipped at its start", |path| {
        let mut bytes = fs::read(path).expect("it is there");
        if let Some(byte) = bytes.first_mut() {
            *byte ^= 0x40;
        }
        fs::write(path, bytes).expect("it can be written");
    });
    damaged("flipped at its end", |path| {
        let mut bytes = fs::read(path).expect("it is there");
        if let Some(byte) = bytes.last_mut() {
            *byte ^= 0x40;
        }
        fs::write(path, bytes).expect("it can be written");
    });
}

#[test]
fn a_reindex_mends_what_a_question_could_not_be_answered_from() {
    let count = files(&library().indexed()).len();
    for place in 0..count {
        let world = library().indexed();
        let path = files(&world)[place].clone();
        fs::remove_file(&path).expect("it is there");
        // Without its list of files, the engine compares no checksums.
        let _ = fs::remove_file(world.generation().join(".managed.json"));
        world.run(["reindex"]).exits(0);
        answers(&world, &path.to_string_lossy());
    }
}

#[test]
fn a_pointer_to_no_generation_is_made_up_for() {
    for text in ["g-000099\n", "../../etc\n", "", "g-x\n", "\u{feff}"] {
        let world = library().indexed();
        world.write("index/CURRENT", text);
        answers(&world, text);
    }
    let world = library().indexed();
    world.write("index/CURRENT", b"\xff\xfe");
    answers(&world, "not text");
    world.remove("index/CURRENT");
    answers(&world, "removed");
    fs::remove_dir_all(world.generation()).unwrap();
    answers(&world, "the folder is gone");
}

#[test]
fn damage_is_told_once_and_mended() {
    let world = library().indexed();
    let manifest = files(&world)
        .into_iter()
        .find(|path| path.to_string_lossy().contains("manifest-"))
        .unwrap();
    fs::write(manifest, "{}").unwrap();
    world
        .run(["ask", "oil the chain"])
        .exits(0)
        .notes("The index is damaged: reading the articles in corpus\n");
    world.run(["ask", "oil the chain"]).exits(0).quietly();
}

#[test]
fn an_index_of_another_version_is_rebuilt_beside_the_old_one() {
    let world = library().indexed();
    let old = world.generation();
    let meta = old.join("meta.json");
    let text = fs::read_to_string(&meta).unwrap();
    let other = text.replacen("{\\\"format\\\":", "{\\\"format\\\":9", 1);
    assert_ne!(text, other, "the commit says its format");
    fs::write(&meta, other).unwrap();
    world
        .run(["ask", "oil the chain"])
        .exits(0)
        .notes("The index was made by another version of footnote: reading the articles");
    assert_ne!(world.generation(), old);
    assert!(!old.exists());
    world.run(["ask", "oil the chain"]).exits(0).quietly();
}

#[test]
fn an_open_reader_goes_on_answering_while_the_index_is_damaged() {
    let world = library().indexed();
    let reader = world.librarian();
    let answer = crate::world::asked(&reader, "oil the chain", 1);
    let meta = world.generation().join("meta.json");
    fs::write(meta, "damaged").unwrap();
    assert_eq!(crate::world::asked(&reader, "oil the chain", 1), answer);
    world.write("corpus/bicycle.md", "# Kites\n\nA kite needs wind.\n");
    world.run(["reindex"]).exits(0);
    assert!(!crate::world::asked(&reader, "oil the chain", 1).answered);
}

#[test]
fn a_damaged_index_is_not_replaced_where_there_is_no_corpus() {
    let world = library().indexed();
    fs::rename(world.path("corpus"), world.path("elsewhere")).unwrap();
    world.run(["ask", "oil the chain"]).exits(0).quietly();
    fs::write(world.generation().join("meta.json"), "damaged").unwrap();
    let output = world.run(["ask", "oil the chain"]).exits(2);
    output.notes("there is no folder of articles at corpus");
}

#[test]
fn an_index_that_cannot_be_a_folder_is_a_clear_error() {
    let world = library().file("taken", "I am a file.");
    for arguments in [
        ["--index", "taken", "reindex"],
        ["--index", "taken", "topics"],
        ["--index", "taken/below", "reindex"],
        ["--index", "taken/below", "chat"],
    ] {
        let output = world.run(arguments).exits(2);
        assert!(output.stdout.is_empty(), "{output}");
        assert!(output.stderr.contains("error: taken"), "{output}");
    }
    assert_eq!(world.read("taken"), "I am a file.");
}

#[cfg(unix)]
#[test]
fn an_index_without_permission_is_a_clear_error() {
    use std::os::unix::fs::PermissionsExt as _;

    let world = library().indexed();
    let index = world.path("index");
    let allow = |mode| fs::set_permissions(&index, fs::Permissions::from_mode(mode)).unwrap();
    allow(0o500);
    let may_write = fs::write(index.join("probe"), "").is_ok();
    world.write("corpus/bicycle.md", "# Kites\n\nA kite needs wind.\n");
    let output = world.run(["reindex", "--full"]);
    allow(0o700);
    // The superuser may write anywhere.
    if !may_write {
        output
            .exits(2)
            .notes("Name a folder that can be written to with --index.");
        world.run(["ask", "oil the chain"]).exits(0).quietly();
    }
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_old_index_and_says_why() {
    let mut world = library();
    for number in 0..40 {
        world = world.article(&format!("n{number}.md"), numbered(number, "old"));
    }
    let world = world.indexed();
    let question = format!("what is {}?", word(7));
    for number in 0..40 {
        world.write(&format!("corpus/n{number}.md"), numbered(number, "new"));
    }
    let mut failed = 0;
    for full in [false, true] {
        for blocks in [0, 1, 2, 4, 8, 16, 32, 64, 128] {
            let flag = if full { "--full" } else { "--json" };
            let output = world.run_with_little_room(blocks, ["reindex", flag]);
            let answer = world.run(["ask", "--json", &question]).exits(0);
            let answer = answer.quietly().answer();
            if output.code == Some(0) {
                assert!(answer.passages[0].text.contains("new"), "{blocks} blocks");
                // Back to where it was, for the next round.
                for number in 0..40 {
                    world.write(&format!("corpus/n{number}.md"), numbered(number, "old"));
                }
                world.run(["reindex"]).exits(0);
                for number in 0..40 {
                    world.write(&format!("corpus/n{number}.md"), numbered(number, "new"));
                }
            } else {
                failed += 1;
                assert!(answer.passages[0].text.contains("old"), "{blocks} blocks");
                let output = output.exits(2);
                assert!(output.stderr.starts_with("error: index"), "{output}");
                assert!(output.stderr.contains("Make room on the disk"), "{output}");
                assert_eq!(output.stderr.lines().count(), 1, "{output}");
            }
        }
    }
    assert!(failed >= 6, "only {failed} runs met the limit");
    world.run(["reindex"]).exits(0);
    let answer = world.run(["ask", "--json", &question]).exits(0).answer();
    assert!(answer.passages[0].text.contains("new"));
}

#[test]
fn a_stray_file_in_the_index_is_left_alone() {
    let world = library().indexed();
    world.write("index/notes.txt", "mine");
    world.write("index/g-old/mine.txt", "mine");
    world.write("corpus/bicycle.md", BICYCLE.replace("rain", "snow"));
    world.run(["reindex", "--full"]).exits(0);
    assert_eq!(world.read("index/notes.txt"), "mine");
    assert_eq!(world.read("index/g-old/mine.txt"), "mine");
}
