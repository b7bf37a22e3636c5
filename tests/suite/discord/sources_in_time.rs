//! Sources that are refreshed by themselves, and what the log channel hears of them: what is new,
//! once. Files that are read by themselves.

use std::time::Duration;

use fake_discord::FakeDiscord;
use footnote::journal::{Journal, Refreshed, SourceKey};
use serde_json::json;

use super::stage::{Stage, restartable, small_world};
use crate::site::{Answer, Site};
use crate::world::World;

const NAMES: [&str; 6] = ["ponds", "lakes", "rivers", "brooks", "bogs", "seas"];

/// A world whose source "water" was refreshed once, of a server or for all.
fn refreshed_once(discord: &FakeDiscord, site: &Site, server: Option<u64>) -> World {
    let of = server.map_or_else(String::new, |server| format!("server = {server}\n"));
    let settings = format!(
        "[fetching]\ndelay_seconds = 0.0\nallow_hosts = [\"{}\"]\n\n[discord]\n\
         home_servers = [{}]\nlog_channel = {}\nreindex_cooldown_seconds = 0\n\n\
         [[sources]]\nname = \"water\"\n{of}kind = \"website\"\naddress = \"{}\"\nevery = \"1d\"\n",
        site.host(),
        discord.guild().id(),
        discord.channel("questions").id(),
        site.url("/")
    );
    let world = small_world().file("footnote.toml", settings);
    world.run(["reindex", "--refresh"]).exits(0);
    world
}

/// Sets the clock of the source back, so that its time has come.
fn is_due(world: &World, server: Option<u64>) {
    let journal = Journal::open(&world.path("journal")).expect("nobody holds it");
    let key = SourceKey::new(server, "water");
    let last = journal.refreshed(&key).expect("it can be read");
    let last = last.expect("it was refreshed");
    let long_ago = Refreshed { at: 0, ..last };
    journal
        .note_refresh(&key, &long_ago)
        .expect("it is written");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_channel_hears_what_is_new_of_a_source_and_not_the_same_again() {
    let site = Site::with_pages(&NAMES);
    let discord = restartable().await;
    let world = refreshed_once(&discord, &site, None);
    site.remove("/seas");
    is_due(&world, None);
    let mut stage = Stage::with(discord, world).await;
    let channel = stage.discord.channel("questions");
    let told = async || channel.next_message().await.content().to_owned();
    let lost = "The source **water** has lost articles whose pages are gone: 1.";
    assert_eq!(told().await, lost);
    let again = async |stage: &mut Stage| {
        let session = stage.discord.shard(0).session_id();
        let session = session.expect("it was connected");
        assert_eq!(stage.stop(), Some(0), "{}", stage.log());
        is_due(&stage.world, None);
        stage.start();
        stage.discord.shard(0).identified_after(&session).await;
        stage.discord.wait_until_ready().await;
    };

    site.set("/robots.txt", Answer::Status(500, Vec::new()));
    again(&mut stage).await;
    let failed = told().await;
    assert!(
        failed.starts_with("The source **water** could not be refreshed in full: "),
        "{failed}"
    );
    // The same again is told to nobody: what comes next is another thing.
    again(&mut stage).await;
    stage.logs("a source was not refreshed in full").await;
    site.remove("/robots.txt");
    site.map(&["ponds"]);
    again(&mut stage).await;
    let mended = told().await;
    let lines: Vec<&str> = mended.lines().collect();
    assert_eq!(lines[0], "The source **water** is refreshed again.");
    assert!(
        lines[1].contains("would lose 4 articles at once"),
        "{mended}"
    );
    again(&mut stage).await;
    stage.logs("a source was not refreshed in full").await;
    let mo = stage.discord.moderator("Mo");
    let general = stage.discord.channel("general");
    mo.slash(&general, "reindex", json!({})).await.reply().await;
    let next = told().await;
    assert!(next.contains("reindex: "), "{next}");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_server_s_own_source_the_log_channel_hears_only_that_it_failed() {
    let site = Site::with_pages(&NAMES);
    let discord = FakeDiscord::builder().guilds(2).start().await;
    let own = discord.nth_guild(1).id();
    let world = refreshed_once(&discord, &site, Some(own));
    site.set("/robots.txt", Answer::Status(500, Vec::new()));
    is_due(&world, Some(own));
    let stage = Stage::with(discord, world).await;
    let told = stage.discord.channel("questions").next_message().await;
    assert_eq!(
        told.content(),
        format!("A source of server {own} alone could not be refreshed in full.")
    );
    let log = stage
        .logs("a server's own source was not refreshed in full")
        .await;
    assert!(
        !log.contains("water") && !log.contains(&site.host()),
        "{log}"
    );
    // Its moderators see why.
    let second = stage.discord.nth_guild(1);
    let mo = second.moderator("Mo");
    let general = second.channel("general");
    let list = mo.slash(&general, "source list", json!({})).await;
    let list = list.reply().await.render();
    assert!(
        list.contains("not refreshed:") && list.contains("robots.txt"),
        "{list}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn files_that_changed_are_read_by_themselves() {
    let discord = FakeDiscord::start().await;
    let world = small_world()
        .indexed()
        .variable("FOOTNOTE_CORPUS_WATCH", "true");
    let stage = Stage::with(discord, world).await;
    let text = "# Ponds\n\n## What is a pond?\n\nA pond is water that stays where it is.\n";
    stage.world.write("corpus/ponds.md", text);
    for _ in 0..200 {
        if stage
            .ask("what is a pond?")
            .await
            .render()
            .contains("water that stays")
        {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("they were not read:\n{}", stage.log());
}
