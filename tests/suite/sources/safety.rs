//! What is never asked for: private addresses, and what a site asks not to fetch.

use super::{files, world};
use crate::site::{Answer, Site, page};
use crate::world::World;

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
