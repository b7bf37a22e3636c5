//! Sources of one server alone, and articles whose source is there no more.

use crate::site::Site;
use crate::world::World;

/// Two sources of one name: one that all share, one of server 7.
fn two_of_one_name(shared: &Site, own: &Site) -> World {
    let source = |more: &str, site: &Site| {
        format!(
            "[[sources]]\nname = \"ponds\"\n{more}kind = \"website\"\naddress = \"{}\"\n\n",
            site.url("/")
        )
    };
    let settings = format!(
        "[fetching]\ndelay_seconds = 0.0\nallow_hosts = [\"{}\", \"{}\"]\n\n{}{}",
        shared.host(),
        own.host(),
        source("", shared),
        source("server = 7\n", own)
    );
    World::new().file("footnote.toml", settings)
}

#[test]
fn a_source_of_a_server_is_seen_there_alone() {
    let (shared, own) = (Site::with_pages(&["lakes"]), Site::with_pages(&["numbats"]));
    let world = two_of_one_name(&shared, &own);
    world
        .run(["reindex", "--refresh"])
        .exits(0)
        .prints("ponds: 1 added")
        .prints("ponds of server 7: 1 added");
    assert!(world.path("corpus/servers/7/sources/ponds").is_dir());
    let asked = |arguments: [&str; 3]| world.run(arguments).stdout;
    let question = "what is numbats?";
    assert!(!asked(["ask", question, "--json"]).contains("numbats much is known"));
    let seen = world.run(["ask", question, "--server", "7"]);
    assert!(seen.stdout.contains("Of numbats much is known"), "{seen}");
    world
        .run(["sources"])
        .exits(0)
        .prints("ponds (website) http")
        .prints("ponds (website) of server 7 http");
    let listed = world.run(["sources", "--json", "--server", "7"]).json();
    assert_eq!(listed.as_array().map(Vec::len), Some(1));
    assert_eq!(listed[0]["server"], 7);
    // A name without a server is that of one that all share.
    own.asked();
    world.run(["sources", "refresh", "ponds"]).exits(0);
    assert_eq!(own.paths(), Vec::<String>::new());
    shared.asked();
    world
        .run(["sources", "refresh", "ponds", "--server", "7"])
        .exits(0);
    assert_eq!(shared.paths(), Vec::<String>::new());
    assert_ne!(own.paths(), Vec::<String>::new());
}

#[test]
fn articles_whose_source_has_left_the_configuration_are_listed() {
    let (shared, own) = (Site::with_pages(&["lakes"]), Site::with_pages(&["a", "b"]));
    let world = two_of_one_name(&shared, &own);
    world.run(["sources", "refresh"]).exits(0);
    assert!(!world.run(["sources"]).stdout.contains("no source any more"));
    world.write("footnote.toml", "");
    world
        .run(["sources"])
        .exits(0)
        .prints("ponds: no source any more")
        .prints("1 article in corpus folder sources/ponds; delete that")
        .prints("ponds of server 7: no source any more")
        .prints("2 articles in corpus folder servers/7/sources/ponds");
}
