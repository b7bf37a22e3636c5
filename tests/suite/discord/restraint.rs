//! What the bot leaves alone, so that Discord does not shut it out: 10,000 requests refused in
//! ten minutes lead to a ban.

use std::time::Duration;

use fake_discord::{Failure, FakeDiscord, Message, codes};
use serde_json::json;

use super::stage::{Stage, exit_code, small_world, start_bot};

fn posts(stage: &Stage) -> usize {
    let story = stage.discord.story();
    let posts = story.lines().filter(|it| it.contains("  POST /channels"));
    posts.count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_channel_that_refuses_a_message_is_not_tried_again_with_it() {
    let stage = Stage::set().await;
    let (general, questions) = (
        stage.discord.channel("general"),
        stage.discord.channel("questions"),
    );
    let text = format!("{} what is fascia?", stage.discord.mention());
    general.deny(fake_discord::permissions::VIEW_CHANNEL);
    stage.ada().says(&general, &text);
    stage.discord.expect_refusal(codes::MISSING_ACCESS).await;
    general.allow(fake_discord::permissions::VIEW_CHANNEL);
    stage.ada().says(&questions, &text).reply().await;
    stage.ask("what is a trigger point?").await;
    assert_eq!(posts(&stage), 2, "{}", stage.discord.story());
}

#[tokio::test(flavor = "multi_thread")]
async fn many_questions_in_one_channel_are_answered_without_running_into_its_limit() {
    let discord = FakeDiscord::builder()
        .message_bucket(2, Duration::from_millis(300))
        .start()
        .await;
    let settings = "[discord]\nmember_questions_per_minute = 0\n";
    let stage = Stage::with(
        discord,
        small_world().indexed().file("footnote.toml", settings),
    )
    .await;
    let general = stage.discord.channel("general");
    let text = format!("{} what is fascia?", stage.discord.mention());
    let asked: Vec<Message> = (0..9).map(|_| stage.ada().says(&general, &text)).collect();
    for question in &asked {
        question.reply().await;
    }
    assert_eq!(general.bot_messages().len(), asked.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn when_discord_asks_for_quiet_everywhere_nothing_is_sent_anywhere() {
    let stage = Stage::set().await;
    let text = format!("{} what is fascia?", stage.discord.mention());
    let everywhere = Failure::RateLimited(0.5, true);
    stage.discord.fail_next("POST /channels", everywhere, 1);
    let general = stage.discord.channel("general");
    let first = stage.ada().says(&general, &text);
    while stage.discord.failures_left() > 0 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    // What is sent too early is refused, and fails the test.
    let questions = stage.discord.channel("questions");
    let second = stage.ada().says(&questions, &text);
    second.reply().await;
    first.reply().await;
    assert_eq!(posts(&stage), 3, "{}", stage.discord.story());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_is_taken_back_ends_the_program_with_a_clear_sentence() {
    let discord = FakeDiscord::start().await;
    let world = small_world().indexed();
    let mut bot = start_bot(&discord, &world, &[]);
    discord.wait_until_ready().await;
    discord.command("ask").await;
    let refused = Failure::Status(401);
    discord.fail_next("POST /channels", refused, 1);
    let general = discord.channel("general");
    let text = format!("{} what is fascia?", discord.mention());
    let asked = discord.member("Ada").says(&general, &text);
    let code = tokio::task::spawn_blocking(move || exit_code(&mut bot)).await;
    assert_eq!(code.expect("it ends"), Some(2));
    let log = world.read("bot.log");
    assert!(log.contains("does not accept the token"), "{log}");
    assert!(asked.replies().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interaction_that_is_over_is_given_up() {
    let stage = Stage::set().await;
    let general = stage.discord.channel("general");
    let options = json!({ "question": "what is fascia?" });
    // The time passes before the bot's first answer comes.
    stage
        .discord
        .fail_next("/callback", Failure::Status(500), 1);
    let asked = stage.ada().slash(&general, "ask", options).await;
    asked.expire();
    stage
        .discord
        .expect_refusal(codes::UNKNOWN_INTERACTION)
        .await;
    assert!(!stage.ask("what is fascia?").await.embeds().is_empty());
    assert!(!asked.is_answered());
}
