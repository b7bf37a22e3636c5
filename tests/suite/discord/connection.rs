//! What the bot does when the way to Discord is bad.

use std::time::Duration;

use fake_discord::{Failure, FakeDiscord, Shard, codes};
use serde_json::json;

use super::stage::{Stage, small_world};

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_that_discord_fails_to_take_is_sent_again() {
    let stage = Stage::set().await;
    stage
        .discord
        .fail_next("/callback", Failure::Status(503), 2);
    let reply = stage.ask("what is fascia?").await;
    assert!(reply.render().contains("connective tissue"));
    stage
        .discord
        .fail_next("/callback", Failure::RateLimited(0.3, false), 1);
    let reply = stage.ask("what is fascia?").await;
    assert!(reply.render().contains("connective tissue"));
    assert_eq!(stage.discord.failures_left(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_whose_receipt_was_lost_is_not_posted_twice() {
    let stage = Stage::set().await;
    let general = stage.discord.channel("general");
    stage
        .discord
        .fail_next("POST /channels", Failure::Status(502), 1);
    let mention = stage.discord.mention();
    let asked = stage
        .ada()
        .says(&general, &format!("{mention} what is fascia?"));
    asked.reply().await;
    assert_eq!(asked.replies().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_lost_connection_what_was_missed_is_answered_once() {
    let stage = Stage::set().await;
    let general = stage.discord.channel("general");
    let mention = stage.discord.mention();
    let shard = stage.discord.shard(0);
    let before = stage
        .ada()
        .says(&general, &format!("{mention} what is fascia?"));
    before.reply().await;
    shard.replay_extra(1);
    shard.drop_connection();
    let missed = stage
        .ada()
        .says(&general, &format!("{mention} what is a trigger point?"));
    missed.reply().await;
    shard.resumed(1).await;
    let after = stage.ask("what is fascia?").await;
    assert!(!after.embeds().is_empty());
    assert_eq!(before.replies().len(), 1);
    assert_eq!(missed.replies().len(), 1);
}

/// A connection that ails, and a question that nobody hears because of it.
async fn ails(ail: impl FnOnce(&Shard)) {
    let discord = FakeDiscord::builder()
        .heartbeat_interval(Duration::from_secs(1))
        .start()
        .await;
    let stage = Stage::with(discord, small_world().indexed()).await;
    let general = stage.discord.channel("general");
    let mention = stage.discord.mention();
    let shard = stage.discord.shard(0);
    let session = shard.session_id();
    let before = format!("{mention} what is fascia?");
    let before = stage.ada().says(&general, &before);
    before.reply().await;
    ail(&shard);
    let missed = format!("{mention} what is a trigger point?");
    let missed = stage.ada().says(&general, &missed);
    shard.resumed(1).await;
    missed.reply().await;
    let after = stage.ask("what is fascia?").await;
    assert!(!after.embeds().is_empty());
    assert_eq!(before.replies().len(), 1);
    assert_eq!(missed.replies().len(), 1);
    assert_eq!(shard.session_id(), session);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_is_half_open_is_replaced_and_what_was_missed_is_answered_once() {
    ails(Shard::half_open).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_stalls_is_replaced_and_what_was_missed_is_answered_once() {
    ails(|shard| shard.stall(Duration::from_secs(4))).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_without_answers_to_heartbeats_is_replaced() {
    ails(Shard::ignore_heartbeats).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_was_taken_without_a_receipt_is_not_sent_again() {
    let stage = Stage::set().await;
    let general = stage.discord.channel("general");
    stage.discord.fail_next("POST /channels", Failure::Lost, 1);
    stage.discord.fail_next("/callback", Failure::Lost, 1);
    let mention = stage.discord.mention();
    let question = format!("{mention} what is fascia?");
    let asked = stage.ada().says(&general, &question);
    asked.reply().await;
    stage.ask("what is fascia?").await;
    stage
        .discord
        .expect_refusal(codes::ALREADY_ACKNOWLEDGED)
        .await;
    let last = stage.ada().says(&general, &question);
    last.reply().await;
    assert_eq!(asked.replies().len(), 1);
    assert!(!stage.log().contains("was lost"), "{}", stage.log());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_that_comes_twice_is_answered_once() {
    let stage = Stage::set().await;
    let general = stage.discord.channel("general");
    let mention = stage.discord.mention();
    let asked = stage
        .ada()
        .says(&general, &format!("{mention} what is fascia?"));
    asked.reply().await;
    stage.discord.shard(0).repeat_event("MESSAGE_CREATE");
    stage.ask("what is a trigger point?").await;
    assert_eq!(asked.replies().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_discord_ends_is_begun_anew() {
    let stage = Stage::set().await;
    let shard = stage.discord.shard(0);
    let session = shard.session_id().expect("it has one");
    shard.invalidate_session(false);
    shard.identified_after(&session).await;
    let reply = stage.ask("what is fascia?").await;
    assert!(!reply.embeds().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_question_is_acknowledged_while_the_first_index_is_built() {
    let discord = FakeDiscord::start().await;
    let stage = Stage::with(discord, small_world()).await;
    let reply = stage.ask("what is fascia?").await;
    let answer = reply
        .until("is the answer", |it| !it.embeds().is_empty())
        .await;
    assert!(
        answer.render().contains("connective tissue"),
        "{}",
        answer.render()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn two_shards_answer_their_own_servers() {
    let discord = FakeDiscord::builder()
        .guilds(2)
        .shards(2)
        .identify_period(Duration::from_millis(100))
        .start()
        .await;
    let stage = Stage::with(discord, small_world().indexed()).await;
    for nth in 0..2 {
        let guild = stage.discord.nth_guild(nth);
        let channel = guild.channel("general");
        let options = json!({ "question": "what is fascia?" });
        let member = guild.member("Ada");
        let reply = member.slash(&channel, "ask", options).await.reply().await;
        assert!(!reply.embeds().is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn told_to_end_in_the_middle_of_an_answer_it_finishes_that_one() {
    let mut stage = Stage::set().await;
    let general = stage.discord.channel("general");
    stage
        .discord
        .fail_next("/callback", Failure::Status(503), 2);
    let options = json!({ "question": "what is fascia?" });
    let asked = stage.ada().slash(&general, "ask", options).await;
    while stage.discord.failures_left() == 2 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert_eq!(stage.stop(), Some(0));
    assert!(asked.reply().await.render().contains("connective tissue"));
}
