//! `footnote sources`: what comes from a website that behaves, and from one that does not.

mod kinds;
mod safety;
mod servers;
mod website;

use crate::site::Site;
use crate::world::World;

/// A world whose only source is `site`, of a kind, with further settings.
pub fn world(site: &Site, kind: &str, path: &str, more: &str) -> World {
    World::new().file("footnote.toml", settings(site, kind, &site.url(path), more))
}

pub fn settings(site: &Site, kind: &str, address: &str, more: &str) -> String {
    format!(
        "[fetching]\ndelay_seconds = 0.0\nallow_hosts = [\"{}\"]\n\n[[sources]]\nname = \"ponds\"\n\
         kind = \"{kind}\"\naddress = \"{address}\"\n{more}\n",
        site.host()
    )
}

/// The files of the source, by name without the number at their end.
pub fn files(world: &World) -> Vec<String> {
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
pub fn file(world: &World, page: &str) -> String {
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
