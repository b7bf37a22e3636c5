//! Who may use whom: the rooms of `src`, the doors between them, and the habits of every file.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use regex::Regex;
use walkdir::WalkDir;

/// A room of `src`, and the other rooms that it may use.
const DOORS: [(&str, &[&str]); 17] = [
    ("language", &[]),
    ("meaning", &["language"]),
    ("model", &["meaning"]),
    ("corpus", &["language"]),
    ("index", &["corpus", "language", "meaning"]),
    ("answer", &["index", "corpus", "language", "meaning"]),
    ("journal", &[]),
    ("backup", &["journal"]),
    ("editing", &["corpus", "journal"]),
    (
        "librarian",
        &["corpus", "index", "answer", "language", "meaning", "model"],
    ),
    ("evaluate", &["librarian", "answer", "corpus"]),
    ("config", &[]),
    ("sources", &["config", "corpus", "journal"]),
    ("watch", &["corpus"]),
    (
        "terminal",
        &[
            "sources",
            "watch",
            "librarian",
            "answer",
            "backup",
            "evaluate",
            "journal",
            "config",
            "corpus",
            "index",
            "language",
            "model",
        ],
    ),
    (
        "discord",
        &[
            "librarian",
            "answer",
            "config",
            "editing",
            "journal",
            "sources",
            "watch",
        ],
    ),
    (
        "main",
        &[
            "config",
            "editing",
            "journal",
            "librarian",
            "sources",
            "terminal",
            "discord",
        ],
    ),
];

/// What comes from outside, and the only rooms that may say its name.
const KEPT_TO: [(&str, &[&str]); 13] = [
    ("tantivy::", &["index"]),
    ("serenity::", &["discord"]),
    ("poise::", &["discord"]),
    ("reqwest::", &["discord", "model", "sources"]),
    ("rusqlite", &["journal"]),
    ("plotters::", &["discord"]),
    ("candle_core::", &["model"]),
    ("tokenizers::", &["model"]),
    (
        "tokio::",
        &["main", "terminal", "discord", "sources", "watch"],
    ),
    ("clap::", &["main", "terminal"]),
    ("anyhow::", &["main", "terminal", "discord", "config"]),
    ("std::env::", &["config"]),
    (
        "std::fs",
        &[
            "corpus", "index", "config", "evaluate", "model", "terminal", "journal", "backup",
            "editing", "sources", "watch",
        ],
    ),
];

/// Most lines in a file.
const MOST_LINES: usize = 500;

/// A file of `src`.
struct Source {
    path: String,
    room: String,
    /// How many modules it lies in.
    depth: usize,
    text: String,
    /// Its code: without comments, and without its tests.
    code: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    WalkDir::new(&root)
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.expect("the sources can be read").into_path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a source is text");
            let path = path.strip_prefix(&root).expect("it lies below");
            let parts: Vec<String> = path
                .iter()
                .map(|part| part.to_string_lossy().replace(".rs", ""))
                .collect();
            let depth = parts.iter().filter(|part| *part != "mod").count();
            Source {
                code: code(&text),
                path: format!("src/{}", path.display()),
                room: parts[0].clone(),
                depth: if parts[0] == "lib" { 0 } else { depth },
                text,
            }
        })
        .collect()
}

fn code(text: &str) -> String {
    static COMMENT: LazyLock<Regex> =
        LazyLock::new(|| Regex::new("(?m)(^|[ \t;{}])//.*$").expect("the pattern is constant"));
    let tests = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
    COMMENT.replace_all(&text[..tests], "$1").into_owned()
}

impl Source {
    fn is_test(&self) -> bool {
        self.path.ends_with("/tests.rs") || self.path.contains("/tests/")
    }

    /// The rooms that it names.
    fn rooms(&self) -> BTreeSet<String> {
        static PATH: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"\b(?:crate|footnote)::(?:\{([^;]*)\}|(\w+))").expect("it is constant")
        });
        let mut rooms = BTreeSet::new();
        for found in PATH.captures_iter(&self.code) {
            let Some(group) = found.get(1) else {
                rooms.insert(found[2].to_owned());
                continue;
            };
            // A group from the root: the names in it that no path stands before.
            let mut level = 0;
            for part in group.as_str().split_inclusive([',', '{', '}']) {
                let name = part
                    .trim_start()
                    .split(|c: char| !c.is_alphanumeric() && c != '_');
                if level == 0
                    && let Some(name) = name.clone().next().filter(|name| !name.is_empty())
                {
                    rooms.insert(name.to_owned());
                }
                level += i32::from(part.ends_with('{')) - i32::from(part.ends_with('}'));
            }
        }
        rooms.remove(&self.room);
        rooms
    }
}

#[test]
fn every_room_uses_only_those_it_has_a_door_to() {
    let mut faults = Vec::new();
    for source in sources().iter().filter(|source| !source.is_test()) {
        if source.room == "lib" {
            continue;
        }
        let Some((_, doors)) = DOORS.iter().find(|(room, _)| *room == source.room) else {
            faults.push(format!("{}: the room is not in the table", source.path));
            continue;
        };
        for room in source.rooms() {
            if !doors.contains(&room.as_str()) {
                faults.push(format!("{} uses {room}", source.path));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_path_reaches_another_room_but_by_name() {
    let chain = Regex::new(r"(?:super::)+").expect("the pattern is constant");
    for source in sources().iter().filter(|source| !source.is_test()) {
        for found in chain.find_iter(&source.code) {
            let steps = found.len() / "super::".len();
            assert!(
                steps < source.depth,
                "{}: write crate:: instead of {}",
                source.path,
                found.as_str()
            );
        }
    }
}

#[test]
fn what_comes_from_outside_stays_in_its_room() {
    let mut faults = Vec::new();
    for source in sources().iter().filter(|source| !source.is_test()) {
        for (name, rooms) in KEPT_TO {
            if source.code.contains(name) && !rooms.contains(&source.room.as_str()) {
                faults.push(format!("{} says {name}", source.path));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The files of the front end on Discord that may ask for the librarian who has all articles, of
/// whatever server: to build what is missing, to reindex, to check.
const KEEPERS: [&str; 6] = [
    "src/discord/articles.rs",
    "src/discord/bot.rs",
    "src/discord/commands/corpus/confirm.rs",
    "src/discord/commands/corpus/state.rs",
    "src/discord/renewal.rs",
    "src/discord/upkeep.rs",
];

#[test]
fn on_discord_the_articles_are_seen_as_a_server_sees_them() {
    let from = Regex::new(r"(of_server|keeper|Articles::new|Librarian::new|\.librarian\b)")
        .expect("the pattern is constant");
    let allowed = |path: &str, name: &str| match name {
        "keeper" => KEEPERS.contains(&path),
        // What the bot is started with becomes `Articles` at once.
        "Articles::new" | ".librarian" => {
            ["src/discord/articles.rs", "src/discord/preflight.rs"].contains(&path)
        }
        _ => path == "src/discord/articles.rs",
    };
    let mut faults = Vec::new();
    let sources = sources();
    let discord = sources.iter().filter(|source| source.room == "discord");
    for source in discord.filter(|source| !source.is_test()) {
        // A place in the corpus is no way to the librarian.
        let code = source.code.replace("Place::of_server", "");
        for found in from.find_iter(&code) {
            if !allowed(&source.path, found.as_str()) {
                faults.push(format!("{} says {}", source.path, found.as_str()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn an_answer_is_made_without_files_or_a_clock() {
    for source in sources().iter().filter(|source| source.room == "answer") {
        for name in [
            "std::fs",
            "std::io",
            "std::net",
            "std::time",
            "std::env",
            "async ",
        ] {
            assert!(!source.code.contains(name), "{} says {name}", source.path);
        }
    }
}

#[test]
fn only_the_terminal_prints_and_only_to_its_streams() {
    let print = Regex::new(r"\be?print(ln)?!|\bdbg!").expect("the pattern is constant");
    for source in sources() {
        assert!(!print.is_match(&source.code), "{} prints", source.path);
        let streams = source.code.contains("stdout()") || source.code.contains("stderr()");
        assert!(
            !streams || source.room == "terminal",
            "{} takes a stream",
            source.path
        );
    }
}

#[test]
fn every_file_says_what_it_is_and_is_short() {
    let mut faults = Vec::new();
    for source in sources() {
        if !source.text.starts_with("//!") {
            faults.push(format!("{} does not begin with //!", source.path));
        }
        let lines = source.text.lines().count();
        if lines > MOST_LINES {
            faults.push(format!("{} has {lines} lines", source.path));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_path_is_seen_however_it_is_written() {
    let text = "use crate::{index::{Hit, Query}, corpus, language::{self}};\n\
        // crate::terminal\nlet x = crate::config::Config;\nuse footnote::librarian;\n\
        #[cfg(test)]\nmod tests { use crate::discord; }";
    let source = Source {
        path: String::new(),
        room: "answer".to_owned(),
        depth: 1,
        text: String::new(),
        code: code(text),
    };
    let rooms: Vec<String> = source.rooms().into_iter().collect();
    assert_eq!(
        rooms,
        ["config", "corpus", "index", "language", "librarian"]
    );
}
