//! The pages of a website: taken once, asked for politely, and let go when they are gone.

use super::{file, files, world};
use crate::site::{Answer, Site, page};

#[test]
fn a_website_becomes_articles_that_answer_with_its_addresses() {
    let site = Site::with_pages(&["ponds", "lakes"]);
    let world = world(&site, "website", "/", "topics = [\"Water\"]");
    world
        .run(["reindex", "--refresh"])
        .exits(0)
        .prints("ponds: 2 added, 0 changed, 0 unchanged, 0 removed")
        .prints("2 added");
    let answer = world.run(["ask", "what is ponds?", "--json"]).answer();
    assert_eq!(
        answer.passages[0]
            .url
            .as_deref()
            .map(|url| url.starts_with(&site.url("/ponds"))),
        Some(true)
    );
    assert_eq!(answer.passages[0].topics, ["Water"]);
    let text = world.read(&file(&world, "ponds"));
    assert!(text.contains("verbatim: true"), "{text}");
    assert!(
        !text.contains("Imprint") && !text.contains("Home"),
        "{text}"
    );
    let asked = site.asked();
    assert_eq!(asked[0].path, "/robots.txt");
    assert!(
        asked
            .iter()
            .all(|it| it.headers["user-agent"].starts_with("Footnote/"))
    );
}

#[test]
fn what_did_not_change_is_not_sent_again() {
    let site = Site::with_pages(&["ponds", "lakes"]);
    let world = world(&site, "website", "/", "");
    world.run(["sources", "refresh"]).exits(0);
    site.asked();
    site.html("/lakes", "lakes", "Of lakes everything is known now.");
    world
        .run(["sources", "refresh"])
        .exits(0)
        .prints("0 added, 1 changed, 1 unchanged, 0 removed");
    let asked = site.asked();
    let unchanged: Vec<bool> = ["/ponds", "/lakes"]
        .map(|path| asked.iter().any(|it| it.path == path && it.unchanged))
        .to_vec();
    assert_eq!(unchanged, [true, false]);
    assert!(
        world
            .read(&file(&world, "lakes"))
            .contains("everything is known")
    );
}

#[test]
fn a_page_that_vanished_leaves_the_corpus_and_many_at_once_do_not() {
    let names = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];
    let site = Site::with_pages(&names);
    let world = world(&site, "website", "/", "");
    world.run(["sources", "refresh"]).exits(0).prints("9 added");
    site.remove("/a");
    world
        .run(["sources", "refresh"])
        .exits(0)
        .prints("1 removed");
    assert_eq!(files(&world).len(), 8);
    // No longer listed is as good as gone.
    site.map(&["b", "c"]);
    world
        .run(["sources", "refresh"])
        .exits(0)
        .prints("0 removed, 6 held back")
        .prints("--accept-removals");
    assert_eq!(files(&world).len(), 8);
    world
        .run(["sources", "refresh", "ponds", "--accept-removals"])
        .exits(0)
        .prints("6 removed");
    assert_eq!(files(&world), ["b", "c"]);
}

#[test]
fn a_page_that_cannot_be_fetched_keeps_its_last_version() {
    let names = ["busy", "broken", "short", "redirected", "png", "fine"];
    let site = Site::with_pages(&names);
    let world = world(&site, "website", "/", "");
    world.run(["sources", "refresh"]).exits(0).prints("6 added");
    site.asked();
    let later = vec![("Retry-After".to_owned(), "0".to_owned())];
    site.set("/busy", Answer::Status(503, later));
    site.set("/broken", Answer::Status(500, Vec::new()));
    site.set("/short", Answer::Short);
    site.set("/redirected", Answer::Redirect("/redirected".to_owned()));
    site.set(
        "/png",
        Answer::Page(
            "text/html".to_owned(),
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(),
        ),
    );
    world
        .run(["sources", "refresh"])
        .exits(0)
        .prints("1 unchanged, 0 removed, 5 kept")
        .prints("the server answered 503")
        .prints("the server answered 500")
        .prints("it redirects more than 5 times")
        .prints("it says that it is text/html, and is image/png");
    assert_eq!(files(&world).len(), 6);
    let busy = site.paths().iter().filter(|path| *path == "/busy").count();
    assert_eq!(busy, 3, "it was asked again, and not for ever");
}

#[test]
fn a_page_that_stalls_is_cut_off_and_one_that_is_too_large_is_not_read() {
    let site = Site::with_pages(&["stall", "bomb", "large", "fine"]);
    site.set("/stall", Answer::Stall);
    site.set("/bomb", Answer::Bomb(20));
    site.html("/large", "large", &"word ".repeat(300_000));
    let world = world(
        &site,
        "website",
        "/",
        "max_page_seconds = 1\nmax_page_mib = 1",
    );
    world
        .run(["sources", "refresh"])
        .exits(0)
        .prints("1 added, 0 changed, 0 unchanged, 0 removed, 3 refused")
        .prints("it did not come within 1 s")
        .prints("it has more than 1 MiB");
    assert_eq!(files(&world), ["fine"]);
}

#[test]
fn a_sitemap_is_found_read_through_and_held_to_its_site() {
    let site = Site::with_pages(&["a", "docs/b"]);
    let other = "https://elsewhere.example/c";
    let list = format!(
        "{}\n{}\n{}\n{other}\n",
        site.url("/a"),
        site.url("/docs/b"),
        site.url("/a#top")
    );
    site.text("/list.txt", "text/plain", &list);
    let index = format!(
        "<sitemapindex><sitemap><loc>{}</loc></sitemap></sitemapindex>",
        site.url("/list.txt")
    );
    site.text("/index.xml", "application/xml", &index);
    let robots = format!(
        "User-agent: *\nAllow: /\nSitemap: {}\n",
        site.url("/index.xml")
    );
    site.text("/robots.txt", "text/plain", &robots);
    let world = world(&site, "website", "/", "");
    world
        .run(["sources", "refresh"])
        .exits(0)
        .prints("2 added")
        .prints("1 addresses of other sites in its sitemap were left out");
    let part = self::world(&site, "website", "/docs/", "");
    part.run(["sources", "refresh"]).exits(0).prints("1 added");
    assert_eq!(files(&part), ["docs-b"]);
    // Half a list takes nothing away.
    site.text("/list.txt", "text/plain", "Sorry, not today");
    world.run(["sources", "refresh"]).prints("it is no sitemap");
    assert_eq!(files(&world).len(), 2);
    site.remove("/index.xml");
    world
        .run(["sources", "refresh"])
        .exits(2)
        .prints("no sitemap was found");
    assert_eq!(files(&world).len(), 2);
}

#[test]
fn a_page_under_two_addresses_is_taken_once() {
    let site = Site::with_pages(&["a", "b", "c"]);
    let canonical =
        page("a", "Of a much is known.").replace("<title>", "<link rel=canonical href=/a><title>");
    site.text("/b", "text/html", &canonical);
    site.set("/c", Answer::Redirect("/a".to_owned()));
    let world = world(&site, "website", "/", "");
    world
        .run(["sources", "refresh"])
        .exits(0)
        .prints("1 added")
        .prints("it is another address of a page that is taken");
    assert_eq!(files(&world), ["a"]);
}

#[test]
fn a_file_that_somebody_edited_stays_and_is_named() {
    let site = Site::with_pages(&["ponds"]);
    let world = world(&site, "website", "/", "");
    world.run(["sources", "refresh"]).exits(0);
    let path = file(&world, "ponds");
    world.write(&path, "# Ponds\n\nMine.\n");
    world
        .run(["sources", "refresh"])
        .exits(0)
        .prints("1 kept")
        .prints("edited by hand");
    assert_eq!(world.read(&path), "# Ponds\n\nMine.\n");
    world.remove(&path);
    world.run(["sources", "refresh"]).exits(0).prints("1 added");
    assert!(world.read(&path).contains("Of ponds much is known."));
}

#[test]
fn more_pages_than_allowed_are_not_fetched_and_take_none_away() {
    let site = Site::with_pages(&["a", "b", "c", "d"]);
    let world = world(&site, "website", "/", "max_pages = 2");
    world
        .run(["sources", "refresh"])
        .exits(0)
        .prints("2 added")
        .prints("2 more pages are listed than max_pages allows");
    site.map(&["c", "d", "a", "b"]);
    world
        .run(["sources", "refresh"])
        .exits(0)
        .prints("2 added")
        .prints("0 removed");
    assert_eq!(files(&world), ["a", "b", "c", "d"]);
}
