//! What a test can rely on: nothing is overlooked, no wait is endless, silence can be proved.

use fake_discord::FakeDiscord;
use serde_json::{Value, json};

use crate::raw::{Gateway, ask, call, message, quiet, register, reply};

/// Runs it and gives the text of its panic.
async fn failure(scene: impl Future<Output = ()> + Send + 'static) -> String {
    let failed = tokio::spawn(scene).await.expect_err("it fails");
    let panic = failed.into_panic();
    let text = panic.downcast_ref::<String>().cloned();
    text.unwrap_or_else(|| {
        panic
            .downcast_ref::<&str>()
            .copied()
            .unwrap_or_default()
            .to_owned()
    })
}

#[tokio::test]
async fn a_refusal_that_was_not_expected_fails_the_test() {
    let failed = failure(async {
        let discord = FakeDiscord::start().await;
        call(&discord, "GET", "/channels/1", Value::Null).await;
    });
    let failed = failed.await;
    assert!(
        failed.contains("GET /channels/1 refused with 404, code 10003: Unknown Channel"),
        "{failed}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_wait_ends_and_shows_what_was_seen() {
    let failed = failure(async {
        let discord = FakeDiscord::start().await;
        discord
            .member("Ada")
            .says(&discord.channel("general"), "hello?")
            .answer()
            .await;
    });
    let failed = failed.await;
    assert!(
        failed.contains("no message of the bot after \"hello?\" within 10s"),
        "{failed}"
    );
    assert!(failed.contains("a person wrote \"hello?\""), "{failed}");
}

#[tokio::test]
async fn silence_is_proved_by_something_else_that_is_answered() {
    let discord = FakeDiscord::start().await;
    let mut gateway = Gateway::ready(&discord).await;
    register(&discord, json!([ask()])).await;
    let (ada, general) = (discord.member("Ada"), discord.channel("general"));
    let questions = discord.channel("questions");
    ada.says(&general, "nothing for the bot");
    let answered = async {
        let asked = ada
            .slash(&questions, "ask", json!({"question": "Why?"}))
            .await;
        gateway.event("INTERACTION_CREATE").await;
        reply(&discord, &asked, message(json!({"content": "a"}))).await;
        asked.reply().await
    };
    assert_eq!(general.stays_quiet_while(answered).await.content(), "a");
    let failed = failure(async {
        let discord = FakeDiscord::start().await;
        let general = discord.channel("general");
        let path = format!("/channels/{}/messages", general.id());
        let loud = call(&discord, "POST", &path, quiet(json!({"content": "a"})));
        general.stays_quiet_while(loud).await;
    });
    assert!(failed.await.contains("the bot wrote in #general"));
}

#[tokio::test]
async fn old_messages_and_interactions_can_be_forgotten_and_are_still_counted() {
    let discord = FakeDiscord::builder().remember(10).start().await;
    let mut gateway = Gateway::ready(&discord).await;
    register(&discord, json!([ask()])).await;
    let (ada, general) = (discord.member("Ada"), discord.channel("general"));
    for _ in 0..30 {
        let asked = ada
            .slash(&general, "ask", json!({"question": "Why?"}))
            .await;
        gateway.event("INTERACTION_CREATE").await;
        reply(&discord, &asked, message(json!({"content": "a"}))).await;
    }
    assert_eq!(general.messages().len(), 10);
    assert_eq!(discord.interactions(), (30, 30));
    assert_eq!(discord.take_latencies().len(), 30);
    assert!(discord.take_latencies().is_empty());
}
