//! Faults that a test asks for, and rates that a bot must keep to.

use std::time::Duration;

use fake_discord::{Failure, FakeDiscord, codes};
use serde_json::{Value, json};

use crate::raw::{call, quiet, try_call};

#[tokio::test]
async fn a_request_fails_as_often_as_asked_and_is_no_refusal() {
    let discord = FakeDiscord::start().await;
    discord.fail_next("GET /users/@me", Failure::Status(503), 2);
    for status in [503, 503, 200] {
        let answer = call(&discord, "GET", "/users/@me", Value::Null).await;
        assert_eq!(answer.status, status);
    }
    assert_eq!(discord.failures_left(), 0);
    assert!(discord.refusals().is_empty());
}

#[tokio::test]
async fn a_rate_limit_says_how_long_to_wait() {
    let discord = FakeDiscord::start().await;
    discord.fail_next("/users", Failure::RateLimited(1.5, false), 1);
    let answer = call(&discord, "GET", "/users/@me", Value::Null).await;
    assert_eq!(
        (answer.status, &answer.body["retry_after"]),
        (429, &json!(1.5))
    );
    assert_eq!(answer.headers["retry-after"], "2");
    assert_eq!(answer.headers["x-ratelimit-remaining"], "0");
    assert_eq!(answer.headers["x-ratelimit-reset-after"], "1.500");
    discord.fail_next("/users", Failure::RateLimited(1.0, true), 1);
    let answer = call(&discord, "GET", "/users/@me", Value::Null).await;
    assert_eq!(
        (
            &answer.body["global"],
            &answer.headers["x-ratelimit-global"]
        ),
        (&json!(true), &"true".parse().expect("a value"))
    );
    let early = call(&discord, "GET", "/gateway", Value::Null).await;
    assert_eq!(early.status, 429);
    discord.expect_refusal(codes::GENERAL).await;
    discord.pass(Duration::from_secs(1));
    let answer = call(&discord, "GET", "/gateway", Value::Null).await;
    assert_eq!(answer.status, 200);
}

#[tokio::test]
async fn a_connection_can_end_without_an_answer() {
    let discord = FakeDiscord::start().await;
    discord.fail_next("/users", Failure::Dropped, 1);
    let token = format!("Bot {}", discord.token());
    let answer = try_call(&discord, &token, "GET", "/users/@me", Value::Null).await;
    assert!(answer.expect_err("nothing comes").is_request());
    assert_eq!(
        call(&discord, "GET", "/users/@me", Value::Null)
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn a_request_can_be_done_and_its_answer_lost() {
    let discord = FakeDiscord::start().await;
    discord.fail_next("POST /channels", Failure::Lost, 1);
    let general = discord.channel("general");
    let path = format!("/channels/{}/messages", general.id());
    let token = format!("Bot {}", discord.token());
    let message = quiet(json!({"content": "a"}));
    let answer = try_call(&discord, &token, "POST", &path, message).await;
    assert!(answer.is_err());
    assert_eq!(general.bot_messages().len(), 1);
}

#[tokio::test]
async fn an_answer_can_be_late() {
    let discord = FakeDiscord::start().await;
    let late = Duration::from_millis(20);
    discord.fail_next("/users", Failure::Delayed(late), 1);
    let started = std::time::Instant::now();
    assert_eq!(
        call(&discord, "GET", "/users/@me", Value::Null)
            .await
            .status,
        200
    );
    assert!(started.elapsed() >= late);
}

#[tokio::test]
async fn more_than_fifty_requests_in_a_second_are_refused() {
    let discord = FakeDiscord::start().await;
    let mut refused = 0;
    for _ in 0..51 {
        let answer = call(&discord, "GET", "/gateway", Value::Null).await;
        if answer.status == 429 {
            assert_eq!(answer.body["global"], true);
            refused += 1;
        }
    }
    // On a slow machine the second is over before the last request.
    for _ in 0..refused {
        discord.expect_refusal(codes::GENERAL).await;
    }
    discord.pass(Duration::from_secs(1));
    assert_eq!(
        call(&discord, "GET", "/gateway", Value::Null).await.status,
        200
    );
}

#[tokio::test]
async fn a_bucket_of_messages_runs_empty_and_fills_again() {
    let minute = Duration::from_secs(60);
    let discord = FakeDiscord::builder()
        .message_bucket(2, minute)
        .start()
        .await;
    let path = format!("/channels/{}/messages", discord.channel("general").id());
    let mut left = Vec::new();
    for _ in 0..3 {
        let answer = call(&discord, "POST", &path, quiet(json!({"content": "a"}))).await;
        let remaining = answer.headers["x-ratelimit-remaining"]
            .to_str()
            .expect("a number")
            .to_owned();
        left.push((answer.status, remaining));
    }
    let expected = [(200, "1"), (200, "0"), (429, "0")];
    assert_eq!(
        left,
        expected.map(|(status, left)| (status, left.to_owned()))
    );
    discord.expect_refusal(codes::GENERAL).await;
    discord.pass(minute);
    let answer = call(&discord, "POST", &path, quiet(json!({"content": "a"}))).await;
    assert_eq!(answer.status, 200);
}
