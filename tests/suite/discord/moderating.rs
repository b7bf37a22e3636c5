//! What moderators may do, and nobody else.

use fake_discord::FakeDiscord;
use serde_json::json;

use super::stage::{FASCIA, Stage, small_world};

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
async fn members_are_answered_while_a_reindex_runs() {
    let world = (0..300).fold(small_world(), |world, number| {
        let text = FASCIA.replace("Fascia", &format!("Word{number}"));
        world.article(&format!("many/{number}.md"), text)
    });
    let discord = FakeDiscord::start().await;
    let settings = format!(
        "[discord]\nhome_servers = [{}]\nmember_questions_per_minute = 0\n\
         channel_questions_per_minute = 0\nserver_questions_per_minute = 0\n",
        discord.guild().id()
    );
    let world = world.indexed().file("footnote.toml", settings);
    let stage = Stage::with(discord, world).await;
    let general = stage.discord.channel("general");
    let mo = stage.discord.moderator("Mo");
    let reindex = mo
        .slash(&general, "reindex", json!({ "full": true }))
        .await
        .reply()
        .await;
    let mut questions = Vec::new();
    for _ in 0..50 {
        let options = json!({ "question": "what is a trigger point?" });
        questions.push(stage.ada().slash(&general, "ask", options).await);
    }
    for question in questions {
        let reply = question.reply().await;
        assert!(reply.render().contains("tender spot"), "{}", reply.render());
    }
    let done = reindex
        .until("is the report", |it| it.content().contains("unchanged"))
        .await;
    assert!(done.content().contains("302"));
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
