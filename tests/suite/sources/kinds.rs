//! Feeds, folders, repositories, and files that are watched.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::{files, world};
use crate::site::Site;
use crate::world::World;

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
