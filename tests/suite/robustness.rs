//! A corpus as people really keep one: some files are not what they should be. These are
//! read as well as can be, or skipped and named; everything else goes on.

use std::fmt::Write as _;
use std::fs;

use crate::articles::{BICYCLE, library};
use crate::world::{World, quoted_articles};

/// Requires that the program names a file with this reason, and answers from the others.
#[track_caller]
fn skips(world: &World, reason: &str) {
    let report = world.run(["reindex"]).exits(0);
    assert!(
        report.stdout.contains(reason),
        "{reason:?} is missing\n{report}"
    );
    world
        .run(["ask", "oil the chain"])
        .exits(0)
        .prints("squeaks");
}

/// `text` in UTF-16, with its mark.
fn utf_16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    units.flat_map(bytes).collect()
}

/// `text` in Latin-1.
fn latin_1(text: &str) -> Vec<u8> {
    text.chars()
        .map(|c| u8::try_from(u32::from(c)).expect("it is within Latin-1"))
        .collect()
}

#[test]
fn other_encodings_are_read_and_named() {
    let text = "# Crème caramel\n\nA crème caramel is a custard with soft caramel on top. \
        Où est-elle née? À Paris peut-être, après la brûlée, déjà célèbre.\n";
    for (name, bytes) in [
        ("UTF-16LE", utf_16(text, u16::to_le_bytes)),
        ("UTF-16BE", utf_16(text, u16::to_be_bytes)),
        ("windows-1252", latin_1(text)),
    ] {
        let world = World::new().article("caramel.md", bytes);
        world
            .run(["reindex"])
            .exits(0)
            .prints("1 added")
            .prints(&format!(
                "caramel.md: it is not UTF-8 and was read as {name}"
            ));
        let answer = world
            .run(["ask", "--json", "what is a crème caramel?"])
            .exits(0)
            .answer();
        let quote = &answer.passages[0].text;
        assert!(
            quote.starts_with("A crème caramel is a custard"),
            "{name}: {quote}"
        );
    }
}

#[test]
fn a_declared_encoding_is_believed() {
    let page = "<html><head><meta charset=\"iso-8859-2\"><title>Bread</title></head><body>\
        <article><h1>Bread</h1><p>\u{a3}atwy chleb is a bread that takes an hour, from the \
        flour to the table, and nobody has to knead it.</p></article></body></html>";
    let world = World::new().article("bread.html", latin_1(page));
    let answer = world
        .run(["ask", "--json", "bread that takes an hour"])
        .exits(0)
        .answer();
    // The byte that is a pound sign in Latin-1 is a Polish letter in Latin-2.
    let quote = &answer.passages[0].text;
    assert!(quote.starts_with("Łatwy chleb"), "{quote}");
}

#[test]
fn a_file_over_the_limit_is_skipped_and_named() {
    let mut large = String::from("# Large\n\n");
    while large.len() <= 1 << 20 {
        large += "A sentence that says nothing and says it at length.\n\n";
    }
    let world = library()
        .article("large.md", large)
        .variable("FOOTNOTE_CORPUS_MAX_FILE_MIB", "1");
    skips(&world, "large.md: skipped: it has ");
    let world = world.variable("FOOTNOTE_CORPUS_MAX_FILE_MIB", "2");
    world
        .run(["reindex"])
        .exits(0)
        .prints("1 added, 0 changed, 0 removed, 3 unchanged");
}

#[test]
fn a_binary_file_is_skipped_and_named() {
    let bytes: Vec<u8> = (0..=255).cycle().take(5_000).collect();
    let world = library().article("picture.md", bytes);
    skips(
        &world,
        "picture.md: skipped: it is not text but binary data",
    );
}

#[test]
fn a_file_without_text_is_skipped_and_named() {
    for text in [
        "",
        "---\ntitle: Nothing\n---\n",
        "\u{feff}",
        "<!-- only -->",
        "\n\n\n",
    ] {
        let world = library().article("empty.md", text);
        skips(&world, "empty.md: skipped: it has no text to quote");
    }
}

#[test]
fn broken_front_matter_loses_no_article() {
    let world = library().article(
        "kites.md",
        "---\ntitle: [Kites\nurl: x: y\n---\nA kite needs wind.\n",
    );
    skips(&world, "kites.md:");
    world
        .run(["ask", "what does a kite need?"])
        .exits(0)
        .prints("A kite needs wind.");
}

#[test]
fn what_is_no_article_is_not_mentioned() {
    let world = library()
        .article(".hidden.md", "# Hidden\n\nA hidden secret.\n")
        .article(".git/config.md", "# Hidden\n\nA hidden secret.\n")
        .article("README.md", "# How to write\n\nA hidden secret.\n")
        .article("picture.png", b"\x89PNG")
        .article("notes.pdf", "%PDF");
    let report = world.run(["reindex"]).exits(0);
    assert!(report.stdout.starts_with("3 added"), "{report}");
    assert_eq!(report.stdout.lines().count(), 1, "{report}");
    world.run(["ask", "hidden secret"]).exits(1);
}

#[test]
fn articles_lie_at_any_depth_and_in_any_format() {
    let world = World::new()
        .article("a/b/c/d/deep.markdown", BICYCLE)
        .article("x.HTM", "<title>Tents</title><h1>Tents</h1><p>A tent keeps the rain off all who sleep in it.</p>")
        .article("naïve 筋膜/kites & co.txt", "Kites\n\nA kite needs wind and a string to hold it.\n");
    world.run(["reindex"]).exits(0).prints("3 added");
    for (question, path) in [
        ("oil the chain", "a/b/c/d/deep.markdown"),
        ("a tent in the rain", "x.HTM"),
        ("a kite on a string", "naïve 筋膜/kites & co.txt"),
    ] {
        let answer = world.run(["ask", "--json", question]).exits(0).answer();
        assert_eq!(quoted_articles(&answer)[0], path);
    }
}

#[test]
fn hostile_articles_take_neither_long_nor_down_the_program() {
    let mut nested = String::from("# Nested\n\n");
    for depth in 0..2_000 {
        let _ = writeln!(nested, "{}- item", " ".repeat(depth % 400));
    }
    let world = library()
        .article("brackets.md", "[".repeat(60_000))
        .article("quotes.md", ">".repeat(60_000) + " text")
        .article("stars.md", "*a_".repeat(20_000))
        .article("nested.md", nested)
        .article("tags.html", "<div>".repeat(20_000) + "text")
        .article("entities.html", "&".repeat(5_000))
        .article("line.txt", "word ".repeat(40_000))
        .article("no-spaces.txt", "x".repeat(200_000))
        .article(
            "yaml.md",
            format!("---\na: &a [{}]\nb: *a\n---\nText.\n", "x,".repeat(5_000)),
        )
        .article(
            "controls.md",
            "\u{1b}[2J\u{202e}\u{feff}A sentence, after all.",
        );
    let report = world.run(["reindex"]).exits(0);
    assert!(!report.stdout.contains(['\x1b', '\u{202e}']));
    world
        .run(["ask", "oil the chain"])
        .exits(0)
        .prints("squeaks");
    world.run(["check"]).exits(1);
    world.run(["topics"]).exits(0);
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    use std::process::Command;

    use super::*;

    #[test]
    fn a_link_that_leaves_the_corpus_is_skipped_and_named() {
        let world = library().file("secret.md", "# Secret\n\nA password lies below the mat.\n");
        symlink("../secret.md", world.path("corpus/secret.md")).unwrap();
        symlink("/", world.path("corpus/everything")).unwrap();
        symlink("bicycle.md", world.path("corpus/also.md")).unwrap();
        symlink(".", world.path("corpus/again")).unwrap();
        skips(
            &world,
            "secret.md: skipped: it is a symbolic link that leaves the corpus",
        );
        skips(
            &world,
            "everything: skipped: it is a symbolic link that leaves the corpus",
        );
        skips(&world, "again: skipped: ");
        world.run(["ask", "password below the mat"]).exits(1);
    }

    #[test]
    fn a_file_that_cannot_be_read_is_skipped_and_named() {
        let world = library();
        symlink("gone.md", world.path("corpus/broken.md")).unwrap();
        skips(&world, "broken.md: skipped: it cannot be read");
        let pipe = world.path("corpus/pipe.md");
        assert!(
            Command::new("mkfifo")
                .arg(&pipe)
                .status()
                .unwrap()
                .success()
        );
        skips(&world, "pipe.md: skipped: it is not a regular file");
        fs::set_permissions(
            world.path("corpus/custard.md"),
            fs::Permissions::from_mode(0o000),
        )
        .unwrap();
        // The superuser may read anything.
        if fs::read(world.path("corpus/custard.md")).is_err() {
            skips(&world, "custard.md: skipped: it cannot be read");
        }
    }

    #[test]
    fn a_name_that_is_no_text_is_skipped_and_named() {
        let world = library();
        let name = OsStr::from_bytes(b"corpus/\xff\xfe.md");
        if fs::write(world.path("").join(name), "# Odd\n\nText.\n").is_err() {
            // This file system has no such names.
            return;
        }
        skips(&world, "skipped: its name is not UTF-8; rename it");
    }
}
