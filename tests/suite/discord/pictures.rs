//! `docs/commands.md` shows every command with the reply that it gives. The pictures are made
//! here, by the bot itself; `UPDATE_DOCS=1 cargo test pictures` writes them anew.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use fake_discord::{FakeDiscord, Scope};
use serde_json::{Value, json};

use super::changing;
use super::stage::Stage;
use crate::site::Site;
use crate::world::World;

const HEAD: &str = "\
# The commands

Every command with the reply that it gives from the starter corpus. This page is made by a test
from what the bot really sends: boxes are embeds, brackets are buttons and menus.

";

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_commands_shows_what_the_bot_sends() {
    let page = page().await;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/commands.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &page).expect("the page can be written");
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        page == written,
        "docs/commands.md is stale; write it with: UPDATE_DOCS=1 cargo test pictures"
    );
}

async fn page() -> String {
    let discord = FakeDiscord::start().await;
    let site = Site::with_pages(&["ponds", "lakes"]);
    let settings = format!(
        "[fetching]\ndelay_seconds = 0.0\nallow_hosts = [\"{}\"]\n[discord]\nhome_servers = [{}]\n",
        site.host(),
        discord.guild().id()
    );
    let world = World::starter().indexed().file("footnote.toml", settings);
    let stage = Stage::with(discord, world).await;
    let general = stage.discord.channel("general");
    let ada = stage.ada();
    let mo = stage.discord.moderator("Mo");
    let mut page = HEAD.to_owned();

    page.push_str("## For members\n\n");
    let members = [
        ("ask", json!({ "question": "should deep tissue hurt?" })),
        ("ask", json!({ "question": "who won the world cup?" })),
        ("topics", json!({})),
        ("topic", json!({ "name": "Fascia" })),
        ("article", json!({ "title": "fascia.md" })),
        ("help", json!({})),
        ("about", json!({})),
        ("privacy show", json!({})),
        ("privacy forget", json!({})),
    ];
    for (command, options) in members {
        let reply = ada.slash(&general, command, options.clone()).await;
        picture(
            &mut page,
            &typed(command, &options),
            &reply.reply().await.render(),
        );
    }
    let question = ada.says(&general, "what is a trigger point?");
    let reply = ada
        .message_command(&question, "Answer from the articles")
        .await;
    let title = "Apps › Answer from the articles, on “what is a trigger point?”";
    picture(&mut page, title, &reply.reply().await.render());

    page.push_str("## For moderators\n\n");
    let reply = mo.slash(&general, "reindex", json!({})).await.reply().await;
    let report = reply
        .until("is the report", |message| {
            message.content().contains("unchanged")
        })
        .await;
    picture(&mut page, "/reindex", &steady(&report.render()));
    for name in ["Ada", "Ben", "Cleo"] {
        let asker = stage.discord.member(name);
        let options = json!({ "question": "does magnesium help against cramps?" });
        asker.slash(&general, "ask", options).await.reply().await;
    }
    for command in [
        "corpus status",
        "corpus check",
        "settings show",
        "insights",
        "audit",
    ] {
        let reply = mo.slash(&general, command, json!({})).await.reply().await;
        picture(&mut page, &format!("/{command}"), &steady(&reply.render()));
    }
    changes(&mut page).await;
    let options = json!({
        "kind": "website",
        "address": site.url("/"),
        "name": "water",
        "topic": "Water",
        "every": "1d",
    });
    // Its port is another in each run.
    let hosted = |rendered: &str| rendered.replace(&site.url(""), "https://water.example");
    let offer = mo.slash(&general, "source add", options.clone()).await;
    let offer = offer.reply().await;
    let title = hosted(&typed("source add", &options));
    picture(
        &mut page,
        &title,
        &hosted(&offer.render().replace("\\:", ":")),
    );
    let list = mo.slash(&general, "source list", json!({})).await;
    picture(&mut page, "/source list", &list.reply().await.render());
    for command in stage.discord.commands(Scope::Global) {
        let name = command["name"].as_str().unwrap_or_default();
        assert!(page.contains(name), "{name} is not on the page");
    }
    page
}

/// What moderators see who change articles, in a small corpus of its own.
async fn changes(page: &mut String) {
    let stage = changing::at_home().await;
    let add = json!({ "file": changing::file("gua-sha.md", changing::GUA_SHA) });
    let preview = changing::told(&stage, "corpus add", add).await;
    picture(page, "/corpus add file: gua-sha.md", &preview.render());
    let done = changing::confirm(&stage, &preview, "Add").await;
    picture(page, "Add", &done.render());
    let text = changing::GUA_SHA.replace("within days", "within three to five days");
    let edit = json!({ "title": "Gua sha", "file": changing::file("gua-sha.md", &text) });
    let preview = changing::told(&stage, "corpus edit", edit).await;
    let title = "/corpus edit title: Gua sha file: gua-sha.md";
    picture(page, title, &preview.render());
    changing::confirm(&stage, &preview, preview.buttons()[0]).await;
    for (command, options) in [
        ("corpus show", json!({ "title": "Gua sha" })),
        (
            "corpus rename",
            json!({ "title": "Gua sha", "new_path": "methods/gua-sha" }),
        ),
        ("corpus remove", json!({ "title": "Gua sha" })),
        ("corpus history", json!({ "title": "Gua sha" })),
        ("corpus undo", json!({ "title": "Gua sha" })),
    ] {
        let reply = changing::told(&stage, command, options.clone()).await;
        let mo = format!("<@{}>", stage.discord.moderator("Mo").id());
        let shown = reply.render().replace(&mo, "@Mo");
        picture(page, &typed(command, &options), &steady(&shown));
    }
}

fn typed(command: &str, options: &Value) -> String {
    let mut text = format!("/{command}");
    for (name, value) in options.as_object().into_iter().flatten() {
        let _ = write!(text, " {name}: {}", value.as_str().unwrap_or_default());
    }
    text
}

fn picture(page: &mut String, typed: &str, rendered: &str) {
    let _ = write!(
        page,
        "### `{typed}`\n\n```text\n{}\n```\n\n",
        rendered.trim_end()
    );
}

/// Without what differs from run to run: times and sizes.
fn steady(rendered: &str) -> String {
    let days = regex::Regex::new(r"\d{4}-\d\d-\d\d").expect("it is constant");
    let rendered = days.replace_all(rendered, "2026-05-01");
    let people = regex::Regex::new(r"<@\d+>").expect("it is constant");
    let rendered = people.replace_all(&rendered, "<@Mo>");
    let sizes = regex::Regex::new(r"\d+ bytes").expect("it is constant");
    let rendered = &sizes.replace_all(&rendered, "some bytes");
    let times = regex::Regex::new(r"<t:\d+:(\w)>|in \d+\.\d s|\d+\.\d MB").expect("it is constant");
    let steady = times.replace_all(rendered, |found: &regex::Captures<'_>| {
        match (&found[0], found.get(1)) {
            (_, Some(kind)) if kind.as_str() == "R" => "a minute ago",
            (_, Some(_)) => "1 May 2026 12:00",
            (text, None) if text.ends_with('s') => "in 0.1 s",
            _ => "0.5 MB",
        }
        .to_owned()
    });
    steady.into_owned()
}
