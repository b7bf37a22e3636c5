//! What moderators may do, and nobody else.

use fake_discord::{Failure, FakeDiscord, codes};
use serde_json::json;

use super::stage::{FASCIA, Stage, report, small_world};

async fn at_home() -> Stage {
    Stage::with_settings(|discord| {
        format!(
            "home_servers = [{}]\nlog_channel = {}\nreindex_cooldown_seconds = 0\n\
             member_questions_per_minute = 0",
            discord.guild().id(),
            discord.channel("questions").id()
        )
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_moderator_reindexes_and_the_answer_is_new() {
    let stage = at_home().await;
    let general = stage.discord.channel("general");
    let text = FASCIA.replace(
        "It is made of collagen.",
        "It is made of collagen and water.",
    );
    stage.world.write("corpus/fascia.md", text);
    let mo = stage.discord.moderator("Mo");
    let reply = mo.slash(&general, "reindex", json!({})).await.reply().await;
    let done = reply
        .until("is the report", |message| {
            message.content().contains("unchanged")
        })
        .await;
    assert!(done.content().contains("1 changed"), "{}", done.content());
    let answer = stage.ask("what is fascia?").await;
    assert!(
        answer.render().contains("collagen and water"),
        "{}",
        answer.render()
    );
    let note = stage.discord.channel("questions").next_message().await;
    assert!(note.content().contains("reindex") && note.content().contains("1 changed"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_may_not_reindex_however_they_ask() {
    let stage = at_home().await;
    let general = stage.discord.channel("general");
    let ada = stage.ada();
    assert!(!ada.sees_command(&general, "reindex"));
    for command in ["reindex", "corpus status", "corpus check"] {
        let reply = ada
            .forges_slash(&general, command, json!({}))
            .await
            .reply()
            .await;
        assert!(reply.is_ephemeral());
        assert!(
            reply.content().contains("Only moderators"),
            "{}",
            reply.content()
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_was_named_for_it_makes_a_moderator() {
    let discord = FakeDiscord::start().await;
    let role = discord.guild().add_role("Librarians", 0);
    let settings = format!(
        "[discord]\nhome_servers = [{}]\nmoderator_roles = [{role}]\n",
        discord.guild().id()
    );
    let world = small_world().indexed().file("footnote.toml", settings);
    let stage = Stage::with(discord, world).await;
    let general = stage.discord.channel("general");
    // Discord shows the command to them when a moderator has allowed it in the server.
    let (ada, ben) = (stage.ada(), stage.discord.member("Ben"));
    stage.discord.guild().give_role(&ben, role);
    let refused = ada.forges_slash(&general, "reindex", json!({})).await;
    let refused = refused.reply().await;
    assert!(refused.content().contains("Only moderators"));
    let allowed = ben.forges_slash(&general, "reindex", json!({})).await;
    let allowed = allowed.reply().await;
    report(&allowed).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_log_channel_that_the_bot_may_not_write_in_is_in_nobodys_way() {
    let stage = at_home().await;
    let general = stage.discord.channel("general");
    let log = stage.discord.channel("questions");
    log.deny(fake_discord::permissions::SEND_MESSAGES);
    let mo = stage.discord.moderator("Mo");
    let reply = mo.slash(&general, "reindex", json!({})).await.reply().await;
    report(&reply).await;
    stage
        .discord
        .expect_refusal(codes::MISSING_PERMISSIONS)
        .await;
    let check = mo.slash(&general, "corpus check", json!({})).await;
    assert!(check.reply().await.content().contains("2 articles"));
    stage
        .discord
        .expect_refusal(codes::MISSING_PERMISSIONS)
        .await;
    stage.logs("the log channel cannot be written to").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_log_channel_that_takes_nothing_keeps_no_moderator_waiting() {
    let stage = at_home().await;
    let general = stage.discord.channel("general");
    let mo = stage.discord.moderator("Mo");
    let failure = Failure::Status(503);
    stage.discord.fail_next("POST /channels", failure, 5);
    let check = mo.slash(&general, "corpus check", json!({})).await;
    check.reply().await;
    assert!(stage.discord.failures_left() > 0, "the note came first");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_moderator_of_another_server_may_not_reindex() {
    let stage = Stage::with_settings(|_| "home_servers = [1]".to_owned()).await;
    let general = stage.discord.channel("general");
    let mo = stage.discord.moderator("Mo");
    let reply = mo.slash(&general, "reindex", json!({})).await.reply().await;
    assert!(reply.is_ephemeral());
    assert!(reply.content().contains("shared"), "{}", reply.content());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_reindex_right_after_waits() {
    let stage =
        Stage::with_settings(|discord| format!("home_servers = [{}]", discord.guild().id())).await;
    let general = stage.discord.channel("general");
    let mo = stage.discord.moderator("Mo");
    let first = mo.slash(&general, "reindex", json!({})).await.reply().await;
    first
        .until("is the report", |message| {
            message.content().contains("unchanged")
        })
        .await;
    let second = mo.slash(&general, "reindex", json!({})).await.reply().await;
    assert!(second.is_ephemeral());
    assert!(
        second.content().contains("a moment ago"),
        "{}",
        second.content()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_list_of_problems_comes_as_a_file() {
    let world = (0..12).fold(small_world(), |world, number| {
        world.article(
            &format!("broken/{number}.md"),
            "---\ntitle: [\n---\n\nSome text.\n",
        )
    });
    let discord = FakeDiscord::start().await;
    let settings = format!("[discord]\nhome_servers = [{}]\n", discord.guild().id());
    let stage = Stage::with(discord, world.indexed().file("footnote.toml", settings)).await;
    let general = stage.discord.channel("general");
    let mo = stage.discord.moderator("Mo");
    let reply = mo.slash(&general, "reindex", json!({})).await.reply().await;
    let done = reply
        .until("has a file", |message| !message.files().is_empty())
        .await;
    let file = &done.files()[0];
    assert!(String::from_utf8_lossy(&file.bytes).lines().count() >= 12);
    let check = mo
        .slash(&general, "corpus check", json!({}))
        .await
        .reply()
        .await;
    assert!(check.is_ephemeral());
    assert_eq!(check.files().len(), 1);
    let status = mo
        .slash(&general, "corpus status", json!({}))
        .await
        .reply()
        .await;
    assert!(
        status.render().contains("14 articles"),
        "{}",
        status.render()
    );
}
