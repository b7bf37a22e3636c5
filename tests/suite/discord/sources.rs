//! Sources from Discord: a website is looked at, added, asked for, refreshed and removed.

use std::time::Duration;

use fake_discord::{FakeDiscord, InteractionKind, Message, Person};
use serde_json::json;

use super::stage::{Stage, small_world};
use crate::site::{Answer, Site};

const NAMES: [&str; 6] = ["ponds", "lakes", "rivers", "brooks", "bogs", "seas"];

async fn stage(site: &Site, more: &str) -> Stage {
    let discord = FakeDiscord::start().await;
    let settings = format!(
        "{more}[fetching]\ndelay_seconds = 0.0\nallow_hosts = [\"{}\"]\n\n[discord]\n\
         home_servers = [{}]\nlog_channel = {}\nreindex_cooldown_seconds = 0\n",
        site.host(),
        discord.guild().id(),
        discord.channel("questions").id()
    );
    Stage::with(
        discord,
        small_world().indexed().file("footnote.toml", settings),
    )
    .await
}

/// Adds the site as a website, up to the question whether to add it.
async fn offered(stage: &Stage, mo: &Person, site: &Site) -> Message {
    let general = stage.discord.channel("general");
    let options = json!({
        "kind": "website",
        "address": site.url("/"),
        "name": "water",
        "topic": "Water",
        "every": "1d",
    });
    mo.slash(&general, "source add", options)
        .await
        .reply()
        .await
}

async fn reported(message: &Message) -> Message {
    let is_report = |message: &Message| message.content().contains("passages in");
    message.until("is the report", is_report).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_website_is_looked_at_added_asked_for_refreshed_and_removed() {
    let site = Site::with_pages(&NAMES);
    let stage = stage(&site, "").await;
    let general = stage.discord.channel("general");
    let mo = stage.discord.moderator("Mo");

    let offer = offered(&stage, &mo, &site).await;
    assert!(offer.is_ephemeral());
    let shown = offer.render();
    for expected in ["6 pages", "ponds", "lakes", "every 1d", "Topic: Water"] {
        assert!(shown.contains(expected), "{expected}: {shown}");
    }
    assert!(
        !stage.world.path("corpus/sources").exists(),
        "nothing is written yet"
    );

    mo.click(&offer, "Add it");
    let report = reported(&offer).await;
    assert!(report.content().contains("6 added"), "{}", report.content());
    let log = stage.discord.channel("questions");
    assert!(
        log.next_message()
            .await
            .content()
            .contains("source add: water")
    );
    assert!(
        log.next_message()
            .await
            .content()
            .contains("refresh of water")
    );
    let answer = stage.ask("what is brooks?").await.render();
    assert!(answer.contains("much is known"), "{answer}");
    assert!(answer.contains(&site.url("/brooks")), "{answer}");

    site.html("/brooks", "brooks", "Of brooks all is known by now.");
    site.remove("/seas");
    let options = json!({ "name": "water" });
    let refresh = mo.slash(&general, "source refresh", options.clone()).await;
    let report = reported(&refresh.reply().await).await;
    let text = report.content();
    assert!(
        text.contains("0 added, 1 changed, 4 unchanged, 1 removed"),
        "{text}"
    );
    let answer = stage.ask("what is brooks?").await.render();
    assert!(answer.contains("all is known by now"), "{answer}");

    // Two thirds vanish: nothing goes until somebody says so.
    site.map(&["ponds"]);
    let refresh = mo
        .slash(&general, "reindex", json!({ "refresh": true }))
        .await;
    let report = reported(&refresh.reply().await).await;
    assert!(
        report.content().contains("4 held back"),
        "{}",
        report.content()
    );
    assert!(
        stage
            .ask("what is lakes?")
            .await
            .render()
            .contains("much is known")
    );
    mo.click(&report, "Remove the 4 of water");
    let removed = |message: &Message| message.content().contains("4 removed");
    report.until("says that they are gone", removed).await;

    let list = mo
        .slash(&general, "source list", json!({}))
        .await
        .reply()
        .await
        .render();
    assert!(
        list.contains("water") && list.contains("1 article"),
        "{list}"
    );
    let remove = mo
        .slash(&general, "source remove", options)
        .await
        .reply()
        .await;
    mo.click(&remove, "Remove it and its 1 article");
    let gone = |message: &Message| message.content().contains("is gone");
    let done = remove.until("says that it is gone", gone).await;
    assert!(
        done.content().contains("so are its 1 article"),
        "{}",
        done.content()
    );
    assert!(!stage.world.path("corpus/sources/water").exists());
    let answer = stage.ask("what is ponds?").await.render();
    assert!(!answer.contains("much is known"), "{answer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_source_is_said_and_nothing_private_is_asked() {
    let site = Site::with_pages(&["ponds"]);
    let inner = Site::with_pages(&["secret"]);
    let stage = stage(&site, "").await;
    let general = stage.discord.channel("general");
    let mo = stage.discord.moderator("Mo");
    site.set("/moved", Answer::Redirect(inner.url("/secret")));
    let cases = [
        ("page", inner.url("/secret"), "not on the public internet"),
        ("page", site.url("/moved"), "not on the public internet"),
        (
            "page",
            "http://169.254.169.254/latest".to_owned(),
            "not on the public internet",
        ),
        ("git", "file:///etc".to_owned(), "must start with https"),
        ("feed", site.url("/ponds"), "there is no RSS or Atom feed"),
        ("website", "@everyone".to_owned(), "must start with https"),
        ("page", site.url("/none"), "there is no such page"),
    ];
    for (kind, address, expected) in cases {
        let options = json!({ "kind": kind, "address": address });
        let reply = mo
            .slash(&general, "source add", options)
            .await
            .reply()
            .await;
        assert!(reply.is_ephemeral());
        assert!(
            reply.content().contains(expected),
            "{address}: {}",
            reply.content()
        );
    }
    assert_eq!(inner.paths(), Vec::<String>::new());
    let list = mo
        .slash(&general, "source list", json!({}))
        .await
        .reply()
        .await;
    assert!(
        list.content().contains("There are no sources"),
        "{}",
        list.content()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_may_not_touch_sources_however_they_ask() {
    let site = Site::with_pages(&["ponds"]);
    let stage = stage(&site, "").await;
    let general = stage.discord.channel("general");
    let (ada, mo) = (stage.ada(), stage.discord.moderator("Mo"));
    // The client sends a choice by its number.
    let address = json!({ "kind": 0, "address": site.url("/") });
    for (command, options) in [
        ("source add", address),
        ("source list", json!({})),
        ("source remove", json!({ "name": "water" })),
        ("source refresh", json!({})),
        ("reindex", json!({ "refresh": true })),
    ] {
        let reply = ada
            .forges_slash(&general, command, options)
            .await
            .reply()
            .await;
        assert!(
            reply.content().contains("Only moderators"),
            "{command}: {}",
            reply.content()
        );
    }
    assert_eq!(site.paths(), Vec::<String>::new());
    let offer = offered(&stage, &mo, &site).await;
    for custom_id in ["Sc1", "Srwater", "Skwater", "Sawater", "Sl"] {
        let data = json!({ "custom_id": custom_id, "component_type": 2 });
        let reply = ada.forges_component(&offer, data).reply().await;
        assert!(
            reply.content().contains("Only moderators"),
            "{custom_id}: {}",
            reply.content()
        );
    }
    assert!(!stage.world.path("corpus/sources").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_of_the_configuration_cannot_be_removed_and_an_offer_counts_once() {
    let site = Site::with_pages(&["ponds"]);
    let own = format!(
        "[[sources]]\nname = \"own\"\nkind = \"page\"\naddress = \"{}\"\n\n",
        site.url("/ponds")
    );
    let stage = stage(&site, &own).await;
    let general = stage.discord.channel("general");
    let mo = stage.discord.moderator("Mo");
    let options = json!({ "name": "own" });
    let reply = mo
        .slash(&general, "source remove", options)
        .await
        .reply()
        .await;
    assert!(
        reply.content().contains("stands in the configuration"),
        "{}",
        reply.content()
    );
    let typed = mo.types(&general, "source remove", "name", "ow", json!({}));
    assert_eq!(typed.await.choices().await[0].value, "own");
    let (one, two) = (
        offered(&stage, &mo, &site).await,
        offered(&stage, &mo, &site).await,
    );
    mo.click(&one, "Add it");
    reported(&one).await;
    let late = mo.click(&two, "Add it").reply().await;
    assert!(
        late.content().contains("answered already"),
        "{}",
        late.content()
    );
    let again = offered(&stage, &mo, &site).await;
    assert!(
        again
            .content()
            .contains("There is a source “water” already"),
        "{}",
        again.content()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_whose_time_has_come_is_refreshed_by_itself() {
    let site = Site::with_pages(&["ponds"]);
    let own = format!(
        "[[sources]]\nname = \"own\"\nkind = \"page\"\naddress = \"{}\"\nevery = \"1d\"\n\n",
        site.url("/ponds")
    );
    let stage = stage(&site, &own).await;
    for _ in 0..200 {
        if stage
            .ask("what is ponds?")
            .await
            .render()
            .contains("much is known")
        {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("it was not refreshed:\n{}", stage.log());
}

#[tokio::test(flavor = "multi_thread")]
async fn articles_that_a_source_left_are_listed_and_let_go() {
    let site = Site::with_pages(&NAMES);
    let stage = stage(&site, "").await;
    let general = stage.discord.channel("general");
    let mo = stage.discord.moderator("Mo");
    let offer = offered(&stage, &mo, &site).await;
    mo.click(&offer, "Add it");
    reported(&offer).await;
    let named = json!({ "name": "water" });
    let asked = async |command, options| {
        let used = mo.slash(&general, command, options).await;
        used.reply().await
    };
    let gone = async |message: &Message| {
        let gone = |message: &Message| message.content().contains("is gone");
        let done = message.until("says that it is gone", gone).await;
        done.content().to_owned()
    };
    let remove = asked("source remove", named.clone()).await;
    mo.click(&remove, "Remove it, keep the articles");
    assert!(gone(&remove).await.ends_with("its articles stay."));
    let list = asked("source list", json!({})).await.render();
    assert!(
        list.contains("no source any more: 6 articles in sources/water"),
        "{list}"
    );
    let typed = mo.types(&general, "source remove", "name", "wa", json!({}));
    assert_eq!(typed.await.choices().await[0].value, "water");
    let answer = stage.ask("what is ponds?").await.render();
    assert!(answer.contains("much is known"), "{answer}");

    // One that somebody edited since is theirs.
    let folder = stage.world.path("corpus/sources/water");
    let file = std::fs::read_dir(&folder).expect("it is there").next();
    let file = file
        .expect("it has articles")
        .expect("it can be read")
        .path();
    std::fs::write(&file, "# Mine\n\nThis is mine.\n").expect("it can be written");
    let remove = asked("source remove", named).await;
    mo.click(&remove, "Remove 6 articles");
    let done = gone(&remove).await;
    assert!(done.contains("so are its 5 articles"), "{done}");
    assert!(done.contains("edited by hand and stays"), "{done}");
    assert!(file.exists());
    let answer = stage.ask("what is ponds?").await.render();
    assert!(!answer.contains("much is known"), "{answer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_german_moderator_keeps_sources_in_german_and_what_is_kept_of_it_is_english() {
    let site = Site::with_pages(&["ponds", "lakes"]);
    let stage = stage(&site, "").await;
    stage.discord.guild().speaks("de");
    let general = stage.discord.channel("general");
    let mo = stage.discord.moderator("Mo");
    mo.speaks("de");
    let asked = async |command, options| {
        let used = mo.slash(&general, command, options).await;
        used.reply().await
    };
    let options = json!({ "kind": "page", "address": "ftp://a.example/" });
    let refused = asked("source add", options).await;
    assert_eq!(
        refused.content(),
        "Das ist keine Quelle: die Adresse muss mit https oder http beginnen und einen Host nennen."
    );
    let offer = offered(&stage, &mo, &site).await;
    let steady = |rendered: &str| rendered.replace(&site.host(), "HOST");
    insta::assert_snapshot!("german_source_add", steady(&offer.render()));
    site.set("/lakes", Answer::Status(500, Vec::new()));
    mo.click(&offer, "Hinzufügen");
    let is_report = |message: &Message| message.content().contains(" Textstellen in ");
    let report = offer.until("is the report", is_report).await;
    let text = report.content();
    assert!(
        text.starts_with("water: 1 neu, 0 geändert, 0 unverändert, 0 entfernt, 1 abgelehnt"),
        "{text}"
    );
    assert!(
        text.contains("der Server hat mit 500 geantwortet"),
        "{text}"
    );
    let log = stage.discord.channel("questions");
    assert!(
        log.next_message()
            .await
            .content()
            .contains("source add: water")
    );
    let note = log.next_message().await;
    assert!(
        note.content().contains("water: 1 added, 0 changed"),
        "{}",
        note.content()
    );
    let list = asked("source list", json!({})).await.render();
    assert!(
        list.contains("Website") && list.contains("alle 1d"),
        "{list}"
    );
    assert!(list.contains("1 neu, 0 geändert"), "{list}");
    let remove = asked("source remove", json!({ "name": "water" })).await;
    assert!(remove.content().contains("Was soll aus ihnen werden?"));
    mo.click(&remove, "Mit 1 Artikel entfernen");
    let gone = |message: &Message| message.content().contains("ist weg und mit ihr 1 Artikel");
    remove.until("says that it is gone", gone).await;
    let note = log.next_message().await;
    assert!(
        note.content()
            .contains("source remove: The source water is gone, and so are its 1 article"),
        "{}",
        note.content()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_fits_no_option_of_a_command_is_answered() {
    let site = Site::with_pages(&["ponds"]);
    let stage = stage(&site, "").await;
    let general = stage.discord.channel("general");
    let mo = stage.discord.moderator("Mo");
    let unknown = json!({ "kind": 99, "address": site.url("/") });
    let unknown = mo.forges_slash(&general, "source add", unknown).await;
    // A client that knows the command with options of other types.
    let older = mo.forges(
        &general,
        InteractionKind::Command,
        json!({ "id": "1", "name": "source", "type": 1, "options": [
            { "name": "add", "type": 1, "options": [
                { "name": "kind", "type": 3, "value": "website" },
                { "name": "address", "type": 3, "value": site.url("/") },
            ] },
        ] }),
    );
    for sent in [unknown, older] {
        let reply = sent.reply().await;
        assert!(reply.is_ephemeral());
        let text = reply.content();
        assert!(text.starts_with("Your client sent something"), "{text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn told_to_end_in_the_middle_of_a_refresh_it_ends_and_keeps_what_it_has() {
    let site = Site::with_pages(&["ponds", "stall"]);
    site.set("/stall", Answer::Stall);
    let own = format!(
        "[[sources]]\nname = \"own\"\nkind = \"website\"\naddress = \"{}\"\n\n",
        site.url("/")
    );
    let mut stage = stage(&site, &own).await;
    let general = stage.discord.channel("general");
    let mo = stage.discord.moderator("Mo");
    let refresh = mo
        .slash(&general, "source refresh", json!({}))
        .await
        .reply()
        .await;
    while !site.paths().contains(&"/stall".to_owned()) {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(stage.stop(), Some(0), "{}", stage.log());
    let told = refresh.now().content().to_owned();
    assert!(told.contains("The refresh was stopped"), "{told}");
    let files = std::fs::read_dir(stage.world.path("corpus/sources/own"));
    assert_eq!(
        files.expect("it is there").count(),
        1,
        "one article, and nothing half"
    );
}
