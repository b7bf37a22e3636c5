//! `footnote import`: a page that somebody saved becomes an article that answers.

use crate::world::World;

/// A page as a browser saves it as text.
const SAVED_TEXT: &str = "\
Home
Recipes
About us

Share this page

What is Kefir?

Kefir is a drink of milk that has been fermented with grains. The grains look
like small pieces of cauliflower, and they are taken out before the drink is
served.

How Is It Made?

You need three things:

    • milk of any kind, at the temperature of the room
    • a spoonful of kefir grains from a friend
    • a clean jar with a lid that is not closed tightly

Leave the jar on the table for a day. Then pour the milk through a sieve, and
start again with the same grains.

Return to Top of Page
";

/// A page as a browser saves it whole.
const SAVED_PAGE: &str = "\
<!DOCTYPE html>
<!-- saved from url=(0033)https://example.org/kimchi-basics -->
<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Kimchi for beginners</title>
<meta name=\"keywords\" content=\"cabbage\"></head>
<body>
<nav><a href=\"/\">Home</a> <a href=\"/shop\">Buy our jars</a></nav>
<main><article>
<h1>Kimchi for beginners</h1>
<p>Kimchi is cabbage that is salted, spiced and left to ferment. It keeps for months in a cold \
place, and it grows more sour with every week that passes.</p>
<h2 id=\"salt\">How much salt does it take?</h2>
<p>Take two parts of salt for a hundred parts of cabbage. Less salt lets it spoil; more salt \
keeps it from turning sour at all, so weigh it &amp; write it down.</p>
</article></main>
<footer>Subscribe to our newsletter and accept all cookies</footer>
</body></html>
";

#[test]
fn a_saved_text_becomes_an_article_that_answers() {
    let world = World::new().file("saved/kefir.txt", SAVED_TEXT);
    let output = world.run([
        "import",
        "saved/kefir.txt",
        "--url",
        "https://example.org/kefir",
        "--topic",
        "Fermentation",
    ]);
    output.exits(0).quietly().prints("corpus/");
    let [name] = articles(&world)
        .try_into()
        .expect("one article was written");
    let article = world.read(&format!("corpus/{name}"));
    insta::assert_snapshot!(article);

    let answer = world
        .run(["ask", "--json", "what is kefir?"])
        .exits(0)
        .answer();
    let passage = &answer.passages[0];
    assert!(
        passage.text.starts_with("Kefir is a drink of milk"),
        "{passage:?}"
    );
    assert!(passage.verbatim);
    let url = passage.url.as_deref().unwrap();
    assert!(
        url.starts_with("https://example.org/kefir#:~:text=Kefir%20is"),
        "{url}"
    );
    assert_eq!(passage.topics, ["Fermentation"]);
    let things = world.run(["ask", "things to make kefir: a jar"]).exits(0);
    things.prints("• a clean jar with a lid that is not closed tightly");
    let check = world.run(["check"]).exits(0);
    check.prints("1 article: 0 errors, 0 warnings");
}

#[test]
fn a_saved_page_brings_its_own_address_and_leaves_its_menus() {
    let world = World::new().file("kimchi.html", SAVED_PAGE);
    world.run(["import", "kimchi.html"]).exits(0);
    let [name] = articles(&world)
        .try_into()
        .expect("one article was written");
    let article = world.read(&format!("corpus/{name}"));
    insta::assert_snapshot!(article);
    for noise in ["Buy our jars", "newsletter", "cookies"] {
        assert!(!article.contains(noise), "{article}");
    }
    let answer = world
        .run(["ask", "--json", "how much salt?"])
        .exits(0)
        .answer();
    let url = answer.passages[0].url.as_deref().unwrap();
    assert!(
        url.starts_with("https://example.org/kimchi-basics#salt:~:text=Take%20two%20parts"),
        "{url}"
    );
    assert!(answer.passages[0].text.contains("weigh it & write it down"));
}

#[test]
fn nothing_is_overwritten_unless_told_to() {
    let world = World::new().file("kimchi.html", SAVED_PAGE);
    world.run(["import", "kimchi.html"]).exits(0);
    let [name] = articles(&world)
        .try_into()
        .expect("one article was written");
    let path = format!("corpus/{name}");
    world.write(&path, "# Mine\n\nI have edited this.\n");
    let again = world.run(["import", "kimchi.html"]).exits(2);
    again.prints("exists already (--force replaces it)");
    assert_eq!(world.read(&path), "# Mine\n\nI have edited this.\n");
    world.run(["import", "kimchi.html", "--force"]).exits(0);
    assert!(world.read(&path).contains("Kimchi is cabbage"));
    assert_eq!(articles(&world).len(), 1);
}

#[test]
fn a_folder_is_imported_page_by_page() {
    let world = World::new()
        .file("saved/kefir.txt", SAVED_TEXT)
        .file("saved/deep/kimchi.html", SAVED_PAGE)
        .file("saved/picture.png", b"\x89PNG")
        .file("saved/.hidden.html", SAVED_PAGE)
        .file("saved/broken.txt", b"\x00\x01\x02");
    let output = world
        .run(["import", "saved", "--topic", "Fermentation"])
        .exits(0);
    let output = output.prints("saved/broken.txt: ");
    assert_eq!(articles(&world).len(), 2, "{output}");
    world
        .run(["topics", "Fermentation"])
        .exits(0)
        .prints("Kimchi for beginners");
}

#[test]
fn one_address_is_refused_for_many_pages() {
    let world = World::new()
        .file("saved/kefir.txt", SAVED_TEXT)
        .file("saved/kimchi.html", SAVED_PAGE);
    for paths in [["saved", "saved"], ["saved/kefir.txt", "saved/kimchi.html"]] {
        let [one, two] = paths;
        world
            .run(["import", one, two, "--url", "https://example.org/"])
            .exits(2)
            .notes("an address was given for 2 files");
    }
    assert_eq!(articles(&world), Vec::<String>::new());
}

#[test]
fn what_cannot_be_imported_is_a_clear_error() {
    let world = World::new()
        .file("kefir.txt", SAVED_TEXT)
        .file("empty.txt", "")
        .file("nothing/picture.png", b"\x89PNG");
    world
        .run(["import", "missing.txt"])
        .exits(2)
        .notes("cannot read missing.txt");
    world
        .run(["import", "nothing"])
        .exits(2)
        .notes("nothing to import");
    world
        .run(["import", "empty.txt"])
        .exits(2)
        .prints("empty.txt: ");
    world
        .run(["import", "kefir.txt", "--url", "javascript:alert(1)"])
        .exits(2)
        .notes("neither http nor https");
    world
        .run(["import", "kefir.txt", "--url", "not an address"])
        .exits(2);
    world.run(["import"]).exits(2);
    assert_eq!(articles(&world), Vec::<String>::new());
}

#[test]
fn importing_what_was_imported_changes_nothing() {
    let world = World::new().file("kimchi.html", SAVED_PAGE);
    world.run(["import", "kimchi.html"]).exits(0);
    let [name] = articles(&world)
        .try_into()
        .expect("one article was written");
    let first = world.read(&format!("corpus/{name}"));
    world.write(&format!("again/{name}"), &first);
    let again = format!("again/{name}");
    world.run(["import", &again, "--force"]).exits(0);
    assert_eq!(articles(&world).len(), 1);
    assert_eq!(world.read(&format!("corpus/{name}")), first);
}

/// The names of the files in the corpus.
fn articles(world: &World) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(world.path("corpus"))
        .expect("there is a corpus")
        .map(|entry| entry.expect("it can be read").file_name())
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}
