//! `[semantic] table`: another table of word vectors than the one that comes with the program, and
//! `footnote model distil`, which makes one.

use footnote::answer::Question;
use footnote::librarian::{Librarian, Settings};
use footnote::meaning::Table;

use crate::articles::library;
use crate::world::{World, reindexed};

const TABLE: &str = "[semantic]\ntable = \"models/table.bin\"\n";

const KETTLE: &str = "# Water\n\nThe kettle whistles when it is ready.\n";

/// The words of the article are not in it; by the shipped table it means something else.
const QUESTION: &str = "zeppelin?";

/// The shipped table, but a zeppelin is a kettle.
pub fn another_table() -> Vec<u8> {
    let shipped = Table::shipped();
    let [kettle, zeppelin] = ["kettle", "zeppelin"].map(|word| shipped.rows(word));
    let (&[kettle], &[zeppelin]) = (kettle.as_slice(), zeppelin.as_slice()) else {
        panic!("both are tokens by themselves");
    };
    let vector = shipped.vector(kettle).map(|part| 3.0 * part);
    shipped.with_vectors(&[(zeppelin, vector)]).to_bytes()
}

fn world() -> World {
    library().article("kettle.md", KETTLE)
}

/// The article that a question finds first.
fn first(librarian: &Librarian) -> String {
    let question = Question::parse(QUESTION).expect("the question is short enough");
    let ranking = librarian.rank(&question, 10);
    let articles = ranking.expect("the index can be asked").articles;
    articles.into_iter().next().unwrap_or_default()
}

#[test]
fn a_table_that_cannot_be_used_is_named_and_what_to_do() {
    let whole = another_table();
    let mut other_form = whole.clone();
    other_form[0] = b'X';
    let mut unsorted = whole.clone();
    // The first letter of the first token, behind 256 bytes and two numbers for each.
    let first = 16 + 4 + (4 + 4 + 256) * Table::shipped().count();
    unsorted[first] = 255;
    let mut places = whole.clone();
    places[20..24].fill(255);
    let files: [(Option<&[u8]>, &str); 6] = [
        (None, "No such file"),
        (Some(b""), "it is no table of word vectors"),
        (Some(&other_form), "it is no table of word vectors"),
        (Some(&whole[..whole.len() / 2]), "it is cut short"),
        (Some(&places), "the places of its tokens do not ascend"),
        (Some(&unsorted), "its tokens are not sorted"),
    ];
    for (file, reason) in files {
        let world = world().file("footnote.toml", TABLE);
        if let Some(file) = file {
            world.write("models/table.bin", file);
        }
        for arguments in [["ask", "what is a starter?"], ["reindex", "--json"]] {
            world
                .run(arguments)
                .exits(2)
                .notes("the table of word vectors in models/table.bin cannot be used")
                .notes(reason)
                .notes("`footnote model distil` makes one");
        }
        // Where meaning is switched off, nothing needs it.
        world.write("footnote.toml", format!("{TABLE}enabled = false\n"));
        world.run(["ask", "what is a starter?"]).exits(0);
    }
}

#[test]
fn with_another_table_the_index_is_built_anew_and_back_again() {
    let world = world().file("models/table.bin", another_table()).indexed();
    let ask = ["ask", "what is a starter?"];
    let says = "The index was made with another table of word vectors";
    for config in [TABLE, ""] {
        let generation = world.generation();
        world.write("footnote.toml", config);
        world.run(ask).exits(0).notes(says);
        assert_ne!(world.generation(), generation);
        world.run(ask).exits(0).quietly();
    }
    // A reindex asked for does the same.
    world.write("footnote.toml", TABLE);
    let report = world.run(["reindex", "--json"]).exits(0).json();
    assert_eq!(report["changed"], 0);
    world.run(ask).exits(0).quietly();
}

#[test]
fn a_variable_names_the_table_too() {
    let world = world().file("other.bin", another_table());
    let world = world
        .indexed()
        .variable("FOOTNOTE_SEMANTIC_TABLE", "other.bin");
    world
        .run(["ask", "what is a starter?"])
        .exits(0)
        .notes("another table of word vectors");
}

#[test]
fn each_librarian_compares_by_its_own_table() {
    let world = world().file("table.bin", another_table());
    let shipped = world.librarian();
    let other = Librarian::new(Settings {
        index: world.path("other-index"),
        table: Some(world.path("table.bin")),
        ..world.settings(true)
    });
    reindexed(&shipped, false);
    reindexed(&other, false);
    // In turn, on one thread.
    for _ in 0..2 {
        assert_eq!(first(&other), "kettle.md");
        assert_ne!(first(&shipped), "kettle.md");
    }
}

#[test]
fn the_articles_of_a_server_are_compared_by_the_same_table() {
    let world = library()
        .file("models/table.bin", another_table())
        .file("footnote.toml", TABLE)
        .article("servers/17/kettle.md", KETTLE)
        .indexed();
    let librarian = Librarian::new(Settings {
        table: Some(world.path("models/table.bin")),
        ..world.settings(true)
    });
    assert_eq!(
        first(&librarian.of_server(Some(17))),
        "servers/17/kettle.md"
    );
    assert_ne!(first(&librarian), "servers/17/kettle.md");
}

#[test]
fn an_index_that_does_not_name_its_table_was_made_by_the_shipped_one() {
    let world = world().indexed();
    let path = format!("index/{}/meta.json", world.read("index/CURRENT").trim());
    // The note stands in it as a string.
    let named = format!(r#",\"table\":\"{}\""#, Table::shipped_identity());
    let meta = world.read(&path);
    assert!(meta.contains(&named), "{meta}");
    world.write(&path, meta.replace(&named, ""));
    world.run(["ask", "what is a starter?"]).exits(0).quietly();
}

#[cfg(not(feature = "encoder"))]
#[test]
fn without_encoders_no_table_is_made_and_that_is_said_in_one_sentence() {
    let world = world();
    world.run(["model", "distil"]).exits(2).notes(
        "this footnote was built without; build it with `--features encoder`, or leave the model \
         out.",
    );
    assert!(!world.path("models").exists());
}
