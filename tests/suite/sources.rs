//! `footnote sources`: what comes from a website that behaves, and from one that does not.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::site::{Answer, Site, page};
use crate::world::World;

/// A world whose only source is `site`, of a kind, with further settings.
fn world(site: &Site, kind: &str, path: &str, more: &str) -> World {
    World::new().file("footnote.toml", settings(site, kind, &site.url(path), more))
}

fn settings(site: &Site, kind: &str, address: &str, more: &str) -> String {
    format!(
        "[fetching]\ndelay_seconds = 0.0\nallow_hosts = [\"{}\"]\n\n[[sources]]\nname = \"ponds\"\n\
         kind = \"{kind}\"\naddress = \"{address}\"\n{more}\n",
        site.host()
    )
}

/// The files of the source, by name without the number at their end.
fn files(world: &World) -> Vec<String> {
    let folder = world.path("corpus/sources/ponds");
    let mut names: Vec<String> = walkdir::WalkDir::new(folder)
        .into_iter()
        .flatten()
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            match name
                .strip_suffix(".md")
                .and_then(|stem| stem.rsplit_once('-'))
            {
                Some((stem, number)) if number.len() == 16 => stem.to_owned(),
                _ => name,
            }
        })
        .collect();
    names.sort();
    names
}

/// Where the article of a page lies, within the working directory.
fn file(world: &World, page: &str) -> String {
    let folder = world.path("corpus/sources/ponds");
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    let names = entries
        .flatten()
        .map(|it| it.file_name().to_string_lossy().into_owned());
    let mut found = names.filter(|name| name.starts_with(&format!("{page}-")));
    format!(
        "corpus/sources/ponds/{}",
        found.next().expect("it is there")
    )
}

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
fn nothing_leads_to_a_private_address() {
    let inner = Site::with_pages(&["secret"]);
    let site = Site::with_pages(&["moved", "named"]);
    site.set("/moved", Answer::Redirect(inner.url("/secret")));
    let port = inner.host().replace("127.0.0.1:", "");
    site.set(
        "/named",
        Answer::Redirect(format!("http://localhost:{port}/secret")),
    );
    // Of a page and a feed redirects may lead to other sites, but never inside.
    let feed = format!(
        "<rss version=\"2.0\"><channel><title>F</title><item><link>{}</link></item>\
         <item><link>{}</link></item><item><link>{}</link></item>\
         <item><link>http://169.254.169.254/latest</link></item></channel></rss>",
        site.url("/moved"),
        site.url("/named"),
        inner.url("/secret"),
    );
    site.text("/feed.xml", "application/rss+xml", &feed);
    let world = world(&site, "feed", "/feed.xml", "");
    let output = world
        .run(["sources", "refresh"])
        .exits(0)
        .prints("4 refused");
    assert_eq!(
        output.stdout.matches("not on the public internet").count(),
        3,
        "{output}"
    );
    assert!(
        output.stdout.contains("is none that websites use"),
        "{output}"
    );
    assert_eq!(inner.paths(), Vec::<String>::new());
    let direct = World::new().file(
        "footnote.toml",
        format!(
            "[[sources]]\nname = 'a'\nkind = 'page'\naddress = '{}'\n",
            inner.url("/secret")
        ),
    );
    direct
        .run(["sources", "refresh"])
        .prints("not on the public internet");
    assert_eq!(inner.paths(), Vec::<String>::new());
}

#[test]
fn the_rules_of_a_site_are_kept() {
    let site = Site::with_pages(&["open", "private/a", "hidden", "tagged"]);
    site.text(
        "/robots.txt",
        "text/plain",
        "User-agent: *\nDisallow: /private/\n",
    );
    let hidden = page("hidden", "Of this nothing is told.");
    let hidden = hidden.replace("<title>", "<meta name=robots content=noindex><title>");
    site.text("/hidden", "text/html", &hidden);
    let world = world(&site, "website", "/", "");
    world
        .run(["sources", "refresh"])
        .exits(0)
        .prints("2 added")
        .prints("robots.txt asks not to fetch it")
        .prints("it asks not to be listed");
    assert_eq!(files(&world), ["open", "tagged"]);
    assert!(!site.paths().contains(&"/private/a".to_owned()));
    // Rules that cannot be read mean: not now.
    site.set("/robots.txt", Answer::Status(500, Vec::new()));
    site.html("/open", "open", "Of this another thing is told.");
    world
        .run(["sources", "refresh"])
        .exits(2)
        .prints("ponds: not refreshed");
    assert_eq!(files(&world), ["open", "tagged"]);
    assert_eq!(site.paths().last().map(String::as_str), Some("/robots.txt"));
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
fn a_feed_forgets_old_entries_and_their_articles_stay() {
    let site = Site::with_pages(&["one", "two"]);
    let feed = |names: &[&str]| {
        let mut items = String::new();
        for name in names {
            let link = site.url(&format!("/{name}"));
            let _ = write!(
                items,
                "<item><title>{name}</title><link>{link}</link></item>"
            );
        }
        format!("<rss version=\"2.0\"><channel><title>F</title>{items}</channel></rss>")
    };
    site.text("/feed.xml", "application/rss+xml", &feed(&["one"]));
    let world = world(&site, "feed", "/feed.xml", "");
    world.run(["sources", "refresh"]).exits(0).prints("1 added");
    site.text("/feed.xml", "application/rss+xml", &feed(&["two"]));
    world
        .run(["sources", "refresh"])
        .exits(0)
        .prints("1 added, 0 changed, 1 unchanged");
    assert_eq!(files(&world), ["one", "two"]);
    site.remove("/one");
    world
        .run(["sources", "refresh"])
        .exits(0)
        .prints("1 removed");
    site.text("/feed.xml", "text/html", "<html><body>Login</body></html>");
    world
        .run(["sources", "refresh"])
        .exits(2)
        .prints("there is no RSS or Atom feed");
    assert_eq!(files(&world), ["two"]);
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

#[test]
fn a_folder_is_copied_and_kept_up_to_date() {
    let world = World::new()
        .file("notes/a.md", "# A\n\nOf a much is known.\n")
        .file("notes/deep/b.txt", "B\n\nOf b much is known.\n")
        .file("notes/.secret/c.md", "# C\n")
        .file(
            "footnote.toml",
            "[[sources]]\nname = 'ponds'\nkind = 'folder'\npath = 'notes'\n",
        );
    world.run(["sources", "refresh"]).exits(0).prints("2 added");
    assert_eq!(
        world.read("corpus/sources/ponds/a.md"),
        world.read("notes/a.md")
    );
    world.write("notes/a.md", "# A\n\nOf a more is known.\n");
    world.remove("notes/deep/b.txt");
    world
        .run(["sources", "refresh"])
        .exits(0)
        .prints("0 added, 1 changed, 0 unchanged, 1 removed");
    assert_eq!(files(&world), ["a.md"]);
    let inside = "[[sources]]\nname = 'ponds'\nkind = 'folder'\npath = 'corpus'\n";
    world.write("footnote.toml", inside);
    world
        .run(["sources", "refresh"])
        .exits(2)
        .prints("lies in the corpus");
    assert_eq!(files(&world), ["a.md"]);
}

#[test]
fn the_list_tells_how_each_source_is_and_an_unknown_one_is_named() {
    let site = Site::with_pages(&["ponds"]);
    let world = world(&site, "website", "/", "every = \"1d\"");
    world
        .run(["sources"])
        .exits(0)
        .prints("0 articles, every 1d - never refreshed");
    world.run(["sources", "refresh", "ponds"]).exits(0);
    world
        .run(["sources"])
        .exits(0)
        .prints("1 article, every 1d")
        .prints("1 added");
    let listed = world.run(["sources", "--json"]).exits(0).json();
    assert_eq!(listed[0]["articles"], 1);
    world
        .run(["sources", "refresh", "pond"])
        .exits(2)
        .notes("there is no source “pond”. There are: ponds");
}

/// A repository in `folder` that a site serves: two articles, a link, a file that is no article.
fn repository(folder: &Path, text: &str) {
    let git = |within: &str, arguments: &[&str]| {
        let done = Command::new("git")
            .args(["-c", "user.name=A", "-c", "user.email=a@a.example"])
            .args([
                "-c",
                "init.defaultBranch=main",
                "-c",
                "commit.gpgsign=false",
            ])
            .args(arguments)
            .current_dir(folder.join(within))
            .output()
            .expect("there is git");
        assert!(
            done.status.success(),
            "{}",
            String::from_utf8_lossy(&done.stderr)
        );
    };
    let docs = folder.join("work/docs");
    if !docs.exists() {
        std::fs::create_dir_all(&docs).expect("the folder can be made");
        git("work", &["init", "-q"]);
        std::os::unix::fs::symlink("/etc/passwd", docs.join("link.md")).expect("it is new");
        std::fs::write(docs.join("tool.sh"), "exit 1\n").expect("it can be written");
        std::fs::write(folder.join("work/outside.md"), "# Outside\n").expect("it can be written");
    }
    std::fs::write(docs.join("a.md"), text).expect("it can be written");
    git("work", &["add", "-A"]);
    git("work", &["commit", "-q", "-m", "Change"]);
    let _ = std::fs::remove_dir_all(folder.join("a.git"));
    git("", &["clone", "-q", "--bare", "work", "a.git"]);
}

#[test]
fn a_repository_is_fetched_without_its_links_and_never_from_inside() {
    let site = Site::new();
    let folder = tempfile::tempdir().expect("there is room");
    repository(folder.path(), "# A\n\nOf a much is known.\n");
    site.serve_repositories(folder.path());
    let address = site.url("/git/a.git");
    let guarded = World::new().file(
        "footnote.toml",
        format!("[[sources]]\nname = 'ponds'\nkind = 'git'\naddress = '{address}'\n"),
    );
    guarded
        .run(["sources", "refresh"])
        .exits(2)
        .prints("not on the public internet");
    assert_eq!(site.paths(), Vec::<String>::new());
    let world = world(&site, "git", "/git/a.git", "folder = \"docs\"");
    world
        .run(["sources", "refresh"])
        .exits(0)
        .prints("ponds: 1 added");
    assert_eq!(files(&world), ["a.md"]);
    repository(folder.path(), "# A\n\nOf a more is known.\n");
    world
        .run(["sources", "refresh"])
        .exits(0)
        .prints("1 changed");
    assert!(
        world
            .read("corpus/sources/ponds/a.md")
            .contains("more is known")
    );
    let none = self::world(&site, "git", "/git/b.git", "");
    none.run(["sources", "refresh"])
        .exits(2)
        .prints("ponds: not refreshed: git says:");
    let branch = self::world(&site, "git", "/git/a.git", "branch = \"none\"");
    branch
        .run(["sources", "refresh"])
        .exits(2)
        .prints("git says:");
}

#[test]
fn watching_reindexes_when_a_file_changes() {
    let world = World::new()
        .article("a.md", "# Ponds\n\nOf ponds much is known.\n")
        .indexed();
    let mut command = world.command();
    command
        .args(["reindex", "--watch"])
        .stderr(std::process::Stdio::null());
    let mut process = command
        .stdout(std::process::Stdio::null())
        .spawn()
        .expect("it starts");
    world.write(
        "corpus/b.md",
        "# Lakes\n\nA lake is larger than a pond and has an outflow.\n",
    );
    let found = (0..200).any(|_| {
        std::thread::sleep(Duration::from_millis(100));
        world.run(["topics", "--json"]);
        let answer = world.run(["ask", "what is larger than a pond?", "--json"]);
        answer.stdout.contains("has an outflow")
    });
    let _ = process.kill();
    let _ = process.wait();
    assert!(found, "the new article was not read");
}
