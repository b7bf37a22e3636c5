//! Replies to interactions: deadlines, tokens, kinds, and all that may follow.

use std::time::Duration;

use fake_discord::{FakeDiscord, Interaction, codes};
use serde_json::{Value, json};

use crate::raw::{Gateway, ask, call, message, quiet, register, reply, webhook};

/// A server with the command `ask`, and somebody who used it.
async fn asked() -> (FakeDiscord, Interaction) {
    let discord = FakeDiscord::start().await;
    Gateway::ready(&discord).await.listen();
    register(&discord, json!([ask()])).await;
    let interaction = use_ask(&discord).await;
    (discord, interaction)
}

async fn use_ask(discord: &FakeDiscord) -> Interaction {
    let ada = discord.member("Ada");
    ada.slash(
        &discord.channel("general"),
        "ask",
        json!({"question": "Why?"}),
    )
    .await
}

#[tokio::test]
async fn a_reply_within_three_seconds_is_taken_and_timed() {
    let (discord, asked) = asked().await;
    let answer = reply(&discord, &asked, message(json!({"content": "Because."}))).await;
    assert_eq!(answer.status, 204);
    let reply = asked.reply().await;
    assert_eq!((reply.content(), reply.is_ephemeral()), ("Because.", false));
    assert_eq!(discord.take_latencies(), vec![asked.acknowledged().await]);
    assert_eq!(discord.interactions(), (1, 1));
}

#[tokio::test]
async fn a_reply_can_be_asked_for_at_once() {
    let (discord, asked) = asked().await;
    let path = format!(
        "/interactions/{}/{}/callback?with_response=true",
        asked.id(),
        asked.token()
    );
    let answer = call(
        &discord,
        "POST",
        &path,
        message(json!({"content": "Here."})),
    )
    .await;
    assert_eq!(answer.body["resource"]["message"]["content"], "Here.");
    assert_eq!(answer.body["interaction"]["id"], asked.id().to_string());
}

#[tokio::test]
async fn a_late_first_reply_is_refused() {
    let (discord, asked) = asked().await;
    discord.pass(Duration::from_secs(3));
    let answer = reply(&discord, &asked, message(json!({"content": "Late."}))).await;
    assert_eq!(answer.code(), (404, 10_062));
    let refusal = discord.expect_refusal(codes::UNKNOWN_INTERACTION).await;
    assert!(refusal.reason.contains("after 3.0s"), "{refusal}");
    assert!(!asked.is_answered());
}

#[tokio::test]
async fn a_second_first_reply_is_refused() {
    let (discord, asked) = asked().await;
    reply(&discord, &asked, message(json!({"content": "One."}))).await;
    let answer = reply(&discord, &asked, message(json!({"content": "Two."}))).await;
    assert_eq!(answer.code(), (400, 40_060));
    discord.expect_refusal(codes::ALREADY_ACKNOWLEDGED).await;
    assert_eq!(asked.answers(), 1);
}

#[tokio::test]
async fn a_wrong_id_or_token_is_refused() {
    let (discord, asked) = asked().await;
    for path in [
        format!("/interactions/1/{}/callback", asked.token()),
        format!("/interactions/{}/wrong/callback", asked.id()),
    ] {
        let answer = call(&discord, "POST", &path, message(json!({"content": "a"}))).await;
        assert_eq!(answer.code(), (404, 10_062));
        discord.expect_refusal(codes::UNKNOWN_INTERACTION).await;
    }
    let path = format!(
        "/webhooks/{}/wrong/messages/@original",
        discord.application_id()
    );
    let answer = call(&discord, "PATCH", &path, quiet(json!({"content": "a"}))).await;
    assert_eq!(answer.code(), (401, 50_027));
    discord.expect_refusal(codes::INVALID_WEBHOOK_TOKEN).await;
}

#[tokio::test]
async fn a_token_is_worth_nothing_after_fifteen_minutes() {
    let (discord, asked) = asked().await;
    reply(&discord, &asked, message(json!({"content": "One."}))).await;
    let original = webhook(&discord, &asked, "/messages/@original");
    discord.pass(Duration::from_secs(14 * 60));
    let edit = || quiet(json!({"content": "Two."}));
    assert_eq!(call(&discord, "PATCH", &original, edit()).await.status, 200);
    discord.pass(Duration::from_secs(60));
    assert_eq!(
        call(&discord, "PATCH", &original, edit()).await.code(),
        (401, 50_027)
    );
    discord.expect_refusal(codes::INVALID_WEBHOOK_TOKEN).await;
}

#[tokio::test]
async fn nothing_can_follow_before_the_first_reply() {
    let (discord, asked) = asked().await;
    for (method, below) in [
        ("POST", ""),
        ("PATCH", "/messages/@original"),
        ("GET", "/messages/@original"),
    ] {
        let path = webhook(&discord, &asked, below);
        let answer = call(&discord, method, &path, quiet(json!({"content": "a"}))).await;
        assert_eq!(answer.code(), (404, 10_015));
        discord.expect_refusal(codes::UNKNOWN_WEBHOOK).await;
    }
}

#[tokio::test]
async fn a_follow_up_is_a_message_of_its_own_where_the_deferred_reply_was_deleted() {
    let (discord, asked) = asked().await;
    reply(&discord, &asked, json!({"type": 5})).await;
    assert!(!asked.deferred().await);
    let original = webhook(&discord, &asked, "/messages/@original");
    call(&discord, "DELETE", &original, json!({})).await;
    let path = webhook(&discord, &asked, "");
    let private = quiet(json!({"content": "For you.", "flags": 64}));
    call(&discord, "POST", &path, private).await;
    let follow_up = asked.follow_up(0).await;
    assert!(follow_up.is_ephemeral());
    assert_eq!(follow_up.content(), "For you.");
}

#[tokio::test]
async fn a_deferred_reply_becomes_its_first_edit_or_follow_up() {
    let (discord, first) = asked().await;
    assert_eq!(
        reply(&discord, &first, json!({"type": 5, "data": {"flags": 64}}))
            .await
            .status,
        204
    );
    assert!(first.deferred().await);
    discord.pass(Duration::from_secs(60));
    let original = webhook(&discord, &first, "/messages/@original");
    call(
        &discord,
        "PATCH",
        &original,
        quiet(json!({"content": "Done."})),
    )
    .await;
    let done = first.reply().await;
    assert!(done.is_ephemeral());
    assert!(
        done.edits().is_empty(),
        "the first edit is the reply itself"
    );

    let second = use_ask(&discord).await;
    reply(&discord, &second, json!({"type": 5})).await;
    let path = webhook(&discord, &second, "");
    call(&discord, "POST", &path, quiet(json!({"content": "Done."}))).await;
    assert_eq!(second.reply().await.content(), "Done.");
    assert!(second.follow_ups().is_empty());
    call(&discord, "POST", &path, quiet(json!({"content": "More."}))).await;
    let more = second.follow_up(0).await;
    assert_eq!(more.content(), "More.");
    let path = webhook(&discord, &second, &format!("/messages/{}", more.id()));
    call(
        &discord,
        "PATCH",
        &path,
        quiet(json!({"content": "Even more."})),
    )
    .await;
    assert_eq!(more.now().content(), "Even more.");
    assert_eq!(
        call(&discord, "DELETE", &path, Value::Null).await.status,
        204
    );
    more.until_deleted().await;
}

#[tokio::test]
async fn an_ephemeral_message_is_reached_through_its_interaction_only() {
    let (discord, asked) = asked().await;
    reply(
        &discord,
        &asked,
        message(json!({"content": "Psst.", "flags": 64})),
    )
    .await;
    let shown = asked.reply().await;
    assert!(shown.is_ephemeral());
    let path = format!("/channels/{}/messages/{}", shown.channel_id(), shown.id());
    let answer = call(&discord, "PATCH", &path, quiet(json!({"content": "a"}))).await;
    assert_eq!(answer.code(), (404, 10_008));
    discord.expect_refusal(codes::UNKNOWN_MESSAGE).await;
    let original = webhook(&discord, &asked, "/messages/@original");
    assert_eq!(
        call(&discord, "GET", &original, Value::Null).await.body["content"],
        "Psst."
    );
}

#[tokio::test]
async fn a_reply_of_a_kind_that_does_not_fit_is_refused() {
    let (discord, asked) = asked().await;
    let (ada, general) = (discord.member("Ada"), discord.channel("general"));
    let typed = ada
        .types(&general, "ask", "question", "Wh", Value::Null)
        .await;
    let kinds = [(&asked, [1, 6, 7, 8, 10]), (&typed, [4, 5, 6, 7, 9])];
    for (interaction, wrong) in kinds {
        for kind in wrong {
            let data = quiet(json!({"content": "a", "choices": []}));
            let answer = reply(&discord, interaction, json!({"type": kind, "data": data})).await;
            assert_eq!(answer.code(), (400, 50_035), "type {kind}");
            discord.expect_refusal(codes::INVALID_FORM).await;
        }
        assert!(!interaction.is_answered());
    }
}

#[tokio::test]
async fn a_reply_is_held_to_the_limits_of_messages_and_to_the_promise() {
    let (discord, asked) = asked().await;
    let answer = reply(
        &discord,
        &asked,
        message(json!({"content": "a".repeat(2001)})),
    )
    .await;
    assert_eq!(answer.code(), (400, 50_035));
    assert!(
        !answer.body["errors"]["data"]["content"].is_null(),
        "{}",
        answer.body
    );
    discord.expect_refusal(codes::INVALID_FORM).await;
    reply(
        &discord,
        &asked,
        json!({"type": 4, "data": {"content": "a"}}),
    )
    .await;
    discord.expect_refusal(codes::MENTIONS_ALLOWED).await;
    let path = webhook(&discord, &asked, "");
    call(&discord, "POST", &path, json!({"content": "a"})).await;
    discord.expect_refusal(codes::MENTIONS_ALLOWED).await;
    let path = webhook(&discord, &asked, "/messages/@original");
    call(&discord, "PATCH", &path, json!({"content": "b"})).await;
    discord.expect_refusal(codes::MENTIONS_ALLOWED).await;
}

#[tokio::test]
async fn choices_beyond_a_limit_are_refused() {
    let (discord, _) = asked().await;
    let (ada, general) = (discord.member("Ada"), discord.channel("general"));
    let typed = ada
        .types(&general, "ask", "question", "Wh", Value::Null)
        .await;
    let choice = |name: &str, value: &str| json!({"name": name, "value": value});
    let long = "a".repeat(101);
    for choices in [
        json!(vec![choice("a", "a"); 26]),
        json!([choice("", "a")]),
        json!([choice("a", "")]),
        json!([choice(&long, "a")]),
        json!([choice("a", &long)]),
        Value::Null,
    ] {
        let answer = reply(
            &discord,
            &typed,
            json!({"type": 8, "data": {"choices": choices}}),
        )
        .await;
        assert_eq!(answer.code(), (400, 50_035));
        discord.expect_refusal(codes::INVALID_FORM).await;
    }
    let most = vec![choice(&long[1..], &long[1..]); 25];
    reply(
        &discord,
        &typed,
        json!({"type": 8, "data": {"choices": most}}),
    )
    .await;
    assert_eq!(typed.choices().await.len(), 25);
}

#[tokio::test]
async fn a_modal_is_checked_filled_in_and_answered() {
    let (discord, asked) = asked().await;
    let input = |id: &str| json!({"type": 4, "custom_id": id, "label": "Text", "style": 1});
    let modal = |title: &str, inputs: Vec<Value>| {
        let rows: Vec<Value> = inputs
            .into_iter()
            .map(|input| json!({"type": 1, "components": [input]}))
            .collect();
        json!({"type": 9, "data": {"title": title, "custom_id": "form", "components": rows}})
    };
    let mut labelled = input("a");
    labelled["label"] = json!("l".repeat(46));
    let mut filled = input("a");
    filled["value"] = json!("v".repeat(4001));
    for wrong in [
        modal(&"t".repeat(46), vec![input("a")]),
        modal("Form", vec![]),
        modal("Form", (0..6).map(|nth| input(&nth.to_string())).collect()),
        modal("Form", vec![input("a"), input("a")]),
        modal("Form", vec![input("")]),
        modal("Form", vec![labelled]),
        modal("Form", vec![filled]),
    ] {
        assert_eq!(reply(&discord, &asked, wrong).await.code(), (400, 50_035));
        discord.expect_refusal(codes::INVALID_FORM).await;
    }
    reply(&discord, &asked, modal("Form", vec![input("a")])).await;
    let ada = discord.member("Ada");
    let sent = ada.submits(&asked, &asked.modal().await, &json!({"a": "text"}));
    reply(&discord, &sent, message(json!({"content": "Thanks."}))).await;
    let thanks = sent.reply().await;
    assert_eq!(thanks.content(), "Thanks.");
    let told = &thanks.json()["interaction_metadata"];
    let command = &told["triggering_interaction_metadata"];
    assert_eq!((&told["type"], &command["type"]), (&json!(5), &json!(2)));
    assert_eq!(command["id"], asked.id().to_string());
}
