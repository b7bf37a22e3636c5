//! `footnote model get`: a model from a hub, which here is a small server on this machine that
//! may lie, break off, or have nothing.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::Path;

use serde_json::json;
use sha1::Sha1;
use sha2::{Digest, Sha256};

use crate::world::{Output, World};

/// A model of the hub that footnote does not know.
const NAME: &str = "someone/small-model";

/// What the hub does when a file is asked for.
#[derive(Clone)]
enum Reply {
    Holds(Vec<u8>),
    /// Its list tells of one text, and this is another of the same length.
    Swaps(Vec<u8>),
    /// It ends the connection in the middle of the file.
    BreaksOff,
    /// It sends more than it said.
    GoesOn,
    Missing,
}

/// A hub with one repository.
struct Hub {
    address: String,
}

impl Hub {
    /// Serves these files, listed as the hub lists them: large ones by SHA-256, small ones by the
    /// hash that git gives them.
    fn with(repository: &str, files: &[(&str, Reply)]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let address = format!("http://{}", listener.local_addr().expect("it is bound"));
        let mut pages = HashMap::new();
        let list: Vec<_> = files
            .iter()
            .map(|(path, reply)| listed(path, reply))
            .collect();
        let list = json!(list).to_string().into_bytes();
        let tree = format!("/api/models/{repository}/tree/main?recursive=true");
        pages.insert(tree, Reply::Holds(list));
        for (path, reply) in files {
            let address = format!("/{repository}/resolve/main/{path}");
            pages.insert(address, reply.clone());
        }
        // It ends with the process that runs the tests.
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let mut first = String::new();
                let mut lines = BufReader::new(&stream);
                let _ = lines.read_line(&mut first);
                let mut rest = String::new();
                while lines.read_line(&mut rest).is_ok_and(|read| read > 2) {
                    rest.clear();
                }
                let path = first.split(' ').nth(1).unwrap_or_default();
                // The client may have had enough of it.
                let _ = serve(&stream, pages.get(path).unwrap_or(&Reply::Missing));
            }
        });
        Self { address }
    }

    fn get<const N: usize>(&self, world: &World, arguments: [&str; N]) -> Output {
        let mut command = world.command();
        command.args(["model", "get"]).args(arguments);
        command.args(["--from", &self.address]);
        Output::of(&command.output().expect("the program can be started"))
    }
}

fn text(path: &str) -> Vec<u8> {
    format!("what {path} holds ").repeat(40).into_bytes()
}

fn listed(path: &str, reply: &Reply) -> serde_json::Value {
    let bytes = match reply {
        Reply::Holds(bytes) => bytes.clone(),
        _ => text(path),
    };
    let mut blob = Sha1::new();
    blob.update(format!("blob {}\0", bytes.len()));
    blob.update(&bytes);
    let mut entry = json!({
        "type": "file", "path": path, "size": bytes.len(), "oid": hex(&blob.finalize()),
    });
    if Path::new(path)
        .extension()
        .is_some_and(|it| it == "safetensors")
    {
        let hash = hex(&Sha256::digest(&bytes));
        entry["lfs"] = json!({ "oid": hash, "size": bytes.len(), "pointerSize": 134 });
    }
    entry
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn serve(mut stream: &std::net::TcpStream, reply: &Reply) -> std::io::Result<()> {
    let head = |status: &str, length: usize| {
        format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n")
    };
    match reply {
        Reply::Holds(bytes) | Reply::Swaps(bytes) => {
            stream.write_all(head("200 OK", bytes.len()).as_bytes())?;
            stream.write_all(bytes)
        }
        Reply::BreaksOff => {
            stream.write_all(head("200 OK", 4_000).as_bytes())?;
            stream.write_all(b"a part of it")
        }
        Reply::GoesOn => {
            stream.write_all(head("200 OK", 1 << 20).as_bytes())?;
            stream.write_all(&vec![b'x'; 1 << 20])
        }
        Reply::Missing => stream.write_all(head("404 Not Found", 0).as_bytes()),
    }
}

const FILES: [&str; 6] = [
    "config.json",
    "modules.json",
    "tokenizer.json",
    "1_Pooling/config.json",
    "sentence_bert_config.json",
    "model.safetensors",
];

/// All files of a model, one of which may be answered otherwise.
fn files(other: Option<&(&'static str, Reply)>) -> Vec<(&'static str, Reply)> {
    let reply = |path: &'static str| match other {
        Some((name, reply)) if *name == path => (path, reply.clone()),
        _ => (path, Reply::Holds(text(path))),
    };
    FILES.into_iter().map(reply).collect()
}

/// Nothing was left in the working directory but what every world has.
fn is_untouched(world: &World) -> bool {
    let models = world.path("models");
    !models.exists() || std::fs::read_dir(models).is_ok_and(|mut left| left.next().is_none())
}

#[test]
fn a_model_is_fetched_whole_and_its_hashes_are_said_to_be_the_hubs() {
    let world = World::new();
    let mut all = files(None);
    // What is not wanted is not fetched.
    all.push(("pytorch_model.bin", Reply::BreaksOff));
    all.push(("../../outside.json", Reply::Holds(text("outside"))));
    let output = Hub::with(NAME, &all).get(&world, [NAME]).exits(0);
    for path in FILES {
        let fetched = std::fs::read(world.path("models/small-model").join(path)).unwrap();
        assert_eq!(fetched, text(path));
    }
    assert!(!world.path("models/small-model/pytorch_model.bin").exists());
    assert!(!world.path("outside.json").exists());
    output
        .notes("footnote itself knows none of this model")
        .notes("[semantic] model = \"models/small-model\"");
}

#[test]
fn a_file_that_is_not_what_the_hub_tells_leaves_nothing() {
    for file in ["model.safetensors", "tokenizer.json"] {
        let mut lie = text(file);
        lie[5] ^= 1;
        let world = World::new();
        let hub = Hub::with(NAME, &files(Some(&(file, Reply::Swaps(lie)))));
        hub.get(&world, [NAME])
            .exits(2)
            .notes(&format!("{file} of {NAME} is not the file expected"));
        assert!(is_untouched(&world));
    }
}

#[test]
fn a_download_that_breaks_off_or_does_not_end_leaves_nothing() {
    let faults = [
        (Reply::BreaksOff, "nothing was kept"),
        (Reply::GoesOn, "but it is more"),
        (Reply::Missing, "404 Not Found"),
    ];
    for (reply, words) in faults {
        let world = World::new();
        let hub = Hub::with(NAME, &files(Some(&("model.safetensors", reply))));
        hub.get(&world, [NAME]).exits(2).notes(words);
        assert!(is_untouched(&world));
    }
}

#[test]
fn a_known_model_is_held_to_the_hashes_that_the_program_knows() {
    let world = World::new();
    let repository = "sentence-transformers/all-MiniLM-L6-v2";
    // All that the hub tells fits together, and is another model.
    let mut all = files(None);
    all.push((
        "config_sentence_transformers.json",
        Reply::Holds(text("config")),
    ));
    Hub::with(repository, &all)
        .get(&world, [])
        .exits(2)
        .notes("is not the file expected");
    assert!(is_untouched(&world));
}

#[test]
fn what_is_no_model_is_refused_before_anything_is_fetched() {
    let world = World::new();
    let hub = Hub::with(NAME, &files(None));
    hub.get(&world, ["nonsense"])
        .exits(2)
        .notes("write all-MiniLM-L6-v2, or OWNER/NAME");
    hub.get(&world, ["../../etc"])
        .exits(2)
        .notes("is no model's name");
    hub.get(&world, ["no/such"]).exits(2).notes("404 Not Found");
    let without: Vec<_> = files(None)
        .into_iter()
        .filter(|(path, _)| *path != "model.safetensors")
        .collect();
    Hub::with(NAME, &without)
        .get(&world, [NAME])
        .exits(2)
        .notes("has no model.safetensors");
    assert!(is_untouched(&world));
}

#[test]
fn a_folder_that_is_there_is_left_as_it_is() {
    let world = World::new().file("models/small-model/mine.txt", "mine");
    Hub::with(NAME, &files(None))
        .get(&world, [NAME])
        .exits(2)
        .notes("is there already");
    assert_eq!(world.read("models/small-model/mine.txt"), "mine");
}

#[test]
fn a_hub_that_cannot_be_reached_is_named() {
    let world = World::new();
    // A port that was free a moment ago.
    let port = TcpListener::bind("127.0.0.1:0").and_then(|it| it.local_addr());
    let address = format!("http://{}", port.expect("a port is free"));
    world
        .run(["model", "get", "--from", &address])
        .exits(2)
        .notes("cannot fetch");
    world
        .run(["model", "get", "--from", "nonsense"])
        .exits(2)
        .notes("is no web address");
}

#[cfg(not(feature = "encoder"))]
#[test]
fn a_program_without_encoders_says_so_in_one_sentence() {
    let world = World::new()
        .article("a.md", "# Kettles\n\nA kettle whistles.\n")
        .file("footnote.toml", "[semantic]\nmodel = \"models/small\"\n");
    for arguments in [["ask", "what whistles?"], ["reindex", "--json"]] {
        world.run(arguments).exits(2).notes(
            "this footnote was built without; build it with `--features encoder`, or leave the \
             model out.",
        );
    }
    // Where meaning is switched off, nothing needs it.
    world.write(
        "footnote.toml",
        "[semantic]\nenabled = false\nmodel = \"models/small\"\n",
    );
    world.run(["ask", "what whistles?"]).exits(0);
}
