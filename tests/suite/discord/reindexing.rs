//! What goes on while the articles are read again.

use std::time::Duration;

use fake_discord::{Failure, FakeDiscord, Message, Person, codes};
use serde_json::json;

use super::hold::Hold;
use super::stage::{FASCIA, KNOTS, Stage, report, restartable, small_world};
use crate::world::World;

/// Settings under which moderators of the first server reindex as often as they like.
fn settings(discord: &FakeDiscord) -> String {
    format!(
        "[discord]\nhome_servers = [{}]\nlog_channel = {}\nreindex_cooldown_seconds = 0\n\
         member_questions_per_minute = 0\nchannel_questions_per_minute = 0\n\
         server_questions_per_minute = 0\n",
        discord.guild().id(),
        discord.channel("questions").id()
    )
}

async fn at_home(world: World) -> Stage {
    let discord = restartable().await;
    let settings = settings(&discord);
    Stage::with(discord, world.indexed().file("footnote.toml", settings)).await
}

fn many(count: usize) -> World {
    (0..count).fold(small_world(), |world, number| {
        let text = FASCIA.replace("Fascia", &format!("Word{number}"));
        world.article(&format!("many/{number}.md"), text)
    })
}

async fn reindex(mo: &Person, stage: &Stage, full: bool) -> Message {
    let general = stage.discord.channel("general");
    let options = json!({ "full": full });
    mo.slash(&general, "reindex", options).await.reply().await
}

#[tokio::test(flavor = "multi_thread")]
async fn members_are_answered_while_a_reindex_runs() {
    let stage = at_home(many(300)).await;
    let general = stage.discord.channel("general");
    let pause = Hold::next_reindex(&stage.world);
    let mo = stage.discord.moderator("Mo");
    let reindex = reindex(&mo, &stage, true).await;
    let mut questions = Vec::new();
    for _ in 0..50 {
        let options = json!({ "question": "what is a trigger point?" });
        questions.push(stage.ada().slash(&general, "ask", options).await);
    }
    for question in questions {
        let reply = question.reply().await;
        assert!(reply.render().contains("tender spot"), "{}", reply.render());
    }
    // It waits, so all of them were answered before its end.
    let waiting = pause.reached().await;
    assert!(!reindex.now().content().contains("unchanged"));
    drop(waiting);
    assert!(report(&reindex).await.content().contains("302"));
}

#[tokio::test(flavor = "multi_thread")]
async fn names_are_completed_while_a_reindex_runs() {
    let stage = at_home(small_world()).await;
    let general = stage.discord.channel("general");
    let pause = Hold::next_reindex(&stage.world);
    let mo = stage.discord.moderator("Mo");
    let reindex = reindex(&mo, &stage, true).await;
    let waiting = pause.reached().await;
    let ada = stage.ada();
    let typed = ada.types(&general, "topic", "name", "triger po", json!({}));
    assert_eq!(typed.await.choices().await[0].value, "Trigger points");
    let typed = ada.types(&general, "article", "title", "facia", json!({}));
    assert_eq!(typed.await.choices().await[0].value, "fascia.md");
    drop(waiting);
    report(&reindex).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_reindex_is_refused_politely_while_one_runs() {
    let stage = at_home(small_world()).await;
    let pause = Hold::next_reindex(&stage.world);
    let mo = stage.discord.moderator("Mo");
    let first = reindex(&mo, &stage, false).await;
    let waiting = pause.reached().await;
    let second = reindex(&stage.discord.moderator("Ben"), &stage, false).await;
    assert!(second.is_ephemeral());
    assert!(second.content().contains("already running"));
    drop(waiting);
    report(&first).await;
    report(&reindex(&mo, &stage, false).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reindex_in_the_terminal_keeps_that_of_discord_waiting_and_is_seen_by_it() {
    let stage = at_home(small_world()).await;
    let text = FASCIA.replace("It is made of collagen.", "It is made of new words.");
    stage.world.write("corpus/fascia.md", text);
    let pause = Hold::next_reindex(&stage.world);
    let mut terminal = stage.world.command();
    let running = tokio::task::spawn_blocking(move || terminal.arg("reindex").output());
    let waiting = pause.reached().await;
    let mo = stage.discord.moderator("Mo");
    let refused = reindex(&mo, &stage, false).await;
    let is_refusal = |message: &Message| message.content().contains("already running");
    refused.until("is refused", is_refusal).await;
    let old = stage.ask("what is fascia?").await;
    assert!(
        old.render().contains("made of collagen"),
        "{}",
        old.render()
    );
    drop(waiting);
    let ended = running.await.expect("it ends").expect("it was started");
    assert!(ended.status.success());
    let new = stage.ask("what is fascia?").await;
    assert!(new.render().contains("new words"), "{}", new.render());
    report(&reindex(&mo, &stage, false).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_report_goes_to_the_log_channel_when_the_reply_can_no_longer_be_changed() {
    let world = (0..12).fold(small_world(), |world, number| {
        let text = "---\ntitle: [\n---\n\nSome text.\n";
        world.article(&format!("broken/{number}.md"), text)
    });
    let stage = at_home(world).await;
    let general = stage.discord.channel("general");
    let pause = Hold::next_reindex(&stage.world);
    let mo = stage.discord.moderator("Mo");
    let call = mo.slash(&general, "reindex", json!({ "full": true })).await;
    call.reply().await;
    let waiting = pause.reached().await;
    call.expire();
    stage
        .discord
        .expect_refusal(codes::INVALID_WEBHOOK_TOKEN)
        .await;
    drop(waiting);
    // Refused once, it tries no more: another refusal would fail the test.
    let note = stage.discord.channel("questions").next_message().await;
    assert!(note.content().contains("unchanged"), "{}", note.content());
    assert_eq!(note.files().len(), 1);
    assert!(!stage.ask("what is fascia?").await.embeds().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_that_discord_fails_to_take_is_sent_again_and_noted_once() {
    let stage = at_home(small_world()).await;
    let patch = "PATCH /webhooks";
    let limited = Failure::RateLimited(0.2, false);
    stage.discord.fail_next(patch, limited, 1);
    stage.discord.fail_next(patch, Failure::Status(500), 1);
    stage.discord.fail_next("POST /channels", limited, 1);
    stage
        .discord
        .fail_next("POST /channels", Failure::Status(500), 1);
    // Taken, only the receipt is lost.
    stage.discord.fail_next("POST /channels", Failure::Lost, 1);
    let mo = stage.discord.moderator("Mo");
    let reply = reindex(&mo, &stage, false).await;
    report(&reply).await;
    let log = stage.discord.channel("questions");
    log.next_message().await;
    // The next note comes after all that was tried for the first.
    report(&reindex(&mo, &stage, false).await).await;
    log.next_message().await;
    assert_eq!(stage.discord.failures_left(), 0);
    assert_eq!(log.bot_messages().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn told_to_end_in_the_middle_of_a_reindex_it_leaves_an_index_that_answers() {
    let mut stage = at_home(many(300)).await;
    let text = KNOTS.replace("a tender spot", "a brand new spot");
    stage.world.write("corpus/knots.md", text);
    let mo = stage.discord.moderator("Mo");
    let reply = reindex(&mo, &stage, true).await;
    stage.restart().await;
    let last = reply.now().content().to_owned();
    let committed = last.contains("unchanged");
    assert!(
        committed || last.contains("The articles are as they were"),
        "{last}"
    );
    let answer = stage.ask("what is a trigger point?").await;
    assert_eq!(answer.render().contains("brand new spot"), committed);
    assert_eq!(answer.render().contains("tender spot"), !committed);
}

#[tokio::test(flavor = "multi_thread")]
async fn told_to_end_while_a_reindex_cannot_go_on_it_leaves_all_the_same() {
    let mut stage = at_home(small_world()).await;
    let text = KNOTS.replace("a tender spot", "a brand new spot");
    stage.world.write("corpus/knots.md", text);
    let pause = Hold::next_reindex(&stage.world);
    let mo = stage.discord.moderator("Mo");
    reindex(&mo, &stage, true).await;
    let waiting = pause.reached().await;
    stage.restart().await;
    drop(waiting);
    let answer = stage.ask("what is a trigger point?").await;
    assert!(answer.render().contains("tender spot"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_asked_before_there_is_an_index_is_answered_when_there_is_one() {
    let world = (0..2_000).fold(small_world(), |world, number| {
        let text = format!("# Word{number}\n\nOf word{number} little is known.\n");
        world.article(&format!("many/{number}.md"), text)
    });
    let pause = Hold::next_reindex(&world);
    let discord = FakeDiscord::start().await;
    let settings = settings(&discord);
    let stage = Stage::with(discord, world.file("footnote.toml", settings)).await;
    let general = stage.discord.channel("general");
    let options = json!({ "question": "what is fascia?" });
    let asked = stage.ada().slash(&general, "ask", options).await;
    asked.deferred().await;
    let ada = stage.ada();
    let options = json!({ "question": "who won the football world cup?" });
    let off_topic = ada.slash(&general, "ask", options).await;
    assert!(
        !off_topic.deferred().await,
        "nobody knows yet that it finds nothing"
    );
    let typed = ada.types(&general, "topic", "name", "fas", json!({}));
    assert!(typed.await.choices().await.is_empty());
    drop(pause.reached().await);
    // A large index takes longer to write than the Discord here waits for anything.
    for _ in 0..1_000 {
        if asked.is_complete() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let answer = asked.reply().await;
    assert!(answer.render().contains("connective tissue"));
    let nothing = off_topic.follow_up(0).await;
    assert!(nothing.is_ephemeral());
    assert!(nothing.render().contains("do not answer"));
    let messages = general.bot_messages();
    let public = messages.iter().filter(|message| !message.is_ephemeral());
    assert_eq!(public.count(), 1, "what the others saw of it is gone");
}
