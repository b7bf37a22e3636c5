//! The gateway: what it closes with, what it sends again, and what it keeps to itself.

use std::time::{Duration, Instant};

use fake_discord::{FakeDiscord, codes};
use serde_json::{Value, json};

use crate::raw::{Gateway, INTENTS, call};

#[tokio::test]
async fn an_identify_that_discord_does_not_take_is_closed_with_its_code() {
    let cases = [
        (4004, json!({"token": "wrong"})),
        (4010, json!({"shard": [1, 1]})),
        (4010, json!({"shard": [0, 0]})),
        (4013, json!({"intents": 1_u64 << 40})),
        (4013, json!({"intents": null})),
        (4014, json!({"intents": INTENTS | 1 << 15})),
        (4014, json!({"intents": INTENTS | 1 << 1})),
        (4002, json!({"properties": null})),
    ];
    let discord = FakeDiscord::start().await;
    for (code, replaced) in cases {
        let mut gateway = Gateway::open(&discord).await;
        gateway.identify(&discord, replaced.clone()).await;
        assert_eq!(gateway.closed().await, Some(code), "{replaced}");
        discord.expect_refusal(code.into()).await;
    }
}

#[tokio::test]
async fn a_payload_that_discord_does_not_take_is_closed_with_its_code() {
    let discord = FakeDiscord::start().await;
    for (code, text) in [
        (4001, json!({"op": 99}).to_string()),
        (4002, "not JSON".to_owned()),
        (4002, json!({"op": 1, "d": "x".repeat(4096)}).to_string()),
        (4003, json!({"op": 3, "d": {}}).to_string()),
    ] {
        let mut gateway = Gateway::open(&discord).await;
        gateway.send_text(text.clone()).await;
        assert_eq!(gateway.closed().await, Some(code), "{text}");
        discord.expect_refusal(code.into()).await;
    }
    let mut gateway = Gateway::open_with(&discord, "?v=6").await;
    assert_eq!(gateway.closed().await, Some(4012));
    discord.expect_refusal(4012).await;
    let mut gateway = Gateway::ready(&discord).await;
    gateway.identify(&discord, json!({})).await;
    assert_eq!(gateway.closed().await, Some(4005));
    discord.expect_refusal(4005).await;
}

#[tokio::test]
async fn more_than_120_payloads_in_a_minute_are_closed_with_4008() {
    let discord = FakeDiscord::start().await;
    let mut gateway = Gateway::ready(&discord).await;
    for _ in 0..119 {
        gateway.send(json!({"op": 1, "d": 1})).await;
        gateway.opcode(11).await;
    }
    discord.pass(Duration::from_secs(61));
    for _ in 0..121 {
        gateway.send(json!({"op": 1, "d": 1})).await;
    }
    assert_eq!(gateway.closed().await, Some(4008));
    discord.expect_refusal(4008).await;
}

#[tokio::test]
async fn a_second_identify_of_a_bucket_within_five_seconds_is_refused() {
    let discord = FakeDiscord::builder().shards(2).start().await;
    let mut first = Gateway::open(&discord).await;
    first.identify(&discord, json!({"shard": [0, 2]})).await;
    first.event("READY").await;
    let mut second = Gateway::open(&discord).await;
    second.identify(&discord, json!({"shard": [1, 2]})).await;
    assert_eq!(second.opcode(9).await["d"], false);
    discord.expect_refusal(9).await;
    discord.pass(Duration::from_secs(5));
    second.identify(&discord, json!({"shard": [1, 2]})).await;
    second.event("READY").await;
    discord.wait_until_ready().await;
}

#[tokio::test]
async fn shards_of_different_buckets_may_identify_at_once() {
    let discord = FakeDiscord::builder()
        .guilds(4)
        .shards(2)
        .max_concurrency(2)
        .start()
        .await;
    let (mut guilds, mut gateways) = (Vec::new(), Vec::new());
    for shard in 0..2_u64 {
        let mut gateway = Gateway::open(&discord).await;
        gateway
            .identify(&discord, json!({"shard": [shard, 2]}))
            .await;
        let ready = gateway.event("READY").await;
        for guild in ready["d"]["guilds"].as_array().expect("guilds") {
            let id: u64 = guild["id"]
                .as_str()
                .expect("an id")
                .parse()
                .expect("a number");
            assert_eq!((id >> 22) % 2, shard);
            guilds.push(id);
        }
        gateways.push(gateway);
    }
    assert_eq!(guilds.len(), 4);
    discord.member("Ada").writes_privately("to the first shard");
    gateways[0].event("MESSAGE_CREATE").await;
    let second = gateways[1].events_until_now().await;
    assert!(second.iter().all(|event| event["t"] == "GUILD_CREATE"));
}

#[tokio::test]
async fn a_shard_with_too_many_guilds_is_closed_with_4011() {
    let discord = FakeDiscord::builder()
        .guilds(3)
        .guilds_per_shard(2)
        .start()
        .await;
    let mut gateway = Gateway::open(&discord).await;
    gateway.identify(&discord, json!({})).await;
    assert_eq!(gateway.closed().await, Some(4011));
    discord.expect_refusal(4011).await;
}

#[tokio::test]
async fn no_identify_is_left_when_all_were_used() {
    let discord = FakeDiscord::builder().session_starts(1).start().await;
    Gateway::ready(&discord).await.listen();
    let left = call(&discord, "GET", "/gateway/bot", Value::Null).await;
    assert_eq!(left.body["session_start_limit"]["remaining"], 0);
    discord.pass(Duration::from_secs(5));
    let mut gateway = Gateway::open(&discord).await;
    gateway.identify(&discord, json!({})).await;
    gateway.opcode(9).await;
    discord.expect_refusal(9).await;
}

#[tokio::test]
async fn a_missing_heartbeat_is_closed_with_4009() {
    let discord = FakeDiscord::builder()
        .heartbeat_interval(Duration::ZERO)
        .start()
        .await;
    let mut gateway = Gateway::ready(&discord).await;
    assert_eq!(gateway.closed().await, Some(4009));
    discord.expect_refusal(4009).await;
}

#[tokio::test]
async fn a_resume_brings_what_was_missed_in_order() {
    let discord = FakeDiscord::start().await;
    let (ada, general) = (discord.member("Ada"), discord.channel("general"));
    let mut gateway = Gateway::open(&discord).await;
    gateway.identify(&discord, json!({})).await;
    let ready = gateway.event("READY").await;
    let created = gateway.event("GUILD_CREATE").await;
    let seen = created["s"].as_u64().expect("a number");
    discord.shard(0).drop_connection();
    assert_eq!(gateway.closed().await, None);
    ada.says(&general, "one");
    ada.says(&general, "two");
    let mut gateway = Gateway::open(&discord).await;
    gateway
        .resume(&discord, &ready["d"]["session_id"], seen)
        .await;
    let numbers = [
        gateway.event("MESSAGE_CREATE").await["s"].clone(),
        gateway.event("MESSAGE_CREATE").await["s"].clone(),
        gateway.event("RESUMED").await["s"].clone(),
    ];
    assert_eq!(numbers, [seen + 1, seen + 2, seen + 3]);
    assert_eq!(discord.shard(0).resumes(), 1);

    // Once more, with what was seen already.
    discord.shard(0).replay_extra(1);
    discord.shard(0).drop_connection();
    let mut gateway = Gateway::open(&discord).await;
    gateway
        .resume(&discord, &ready["d"]["session_id"], seen + 2)
        .await;
    assert_eq!(gateway.event("MESSAGE_CREATE").await["s"], seen + 2);
    discord.shard(0).repeat_event("MESSAGE_CREATE");
    let again = gateway.event("MESSAGE_CREATE").await;
    assert_eq!(again["s"], seen + 5, "the same event comes as a new one");
}

#[tokio::test]
async fn a_session_that_cannot_be_resumed_is_invalid() {
    let discord = FakeDiscord::start().await;
    let mut gateway = Gateway::open(&discord).await;
    gateway.resume(&discord, &json!("unknown"), 1).await;
    assert_eq!(gateway.opcode(9).await["d"], false);
    let mut gateway = Gateway::open(&discord).await;
    gateway.identify(&discord, json!({})).await;
    let session = gateway.event("READY").await["d"]["session_id"].clone();
    let mut ahead = Gateway::open(&discord).await;
    ahead.resume(&discord, &session, 1000).await;
    assert_eq!(ahead.closed().await, Some(4007));
    discord.expect_refusal(4007).await;
    discord.shard(0).invalidate_session(false);
    assert_eq!(gateway.opcode(9).await["d"], false);
    let mut gateway = Gateway::open(&discord).await;
    gateway.resume(&discord, &session, 1).await;
    gateway.opcode(9).await;
}

#[tokio::test]
async fn a_connection_can_be_asked_closed_and_silenced() {
    let discord = FakeDiscord::start().await;
    let mut gateway = Gateway::ready(&discord).await;
    let shard = discord.shard(0);
    shard.request_reconnect();
    gateway.opcode(7).await;
    shard.request_heartbeat();
    gateway.opcode(1).await;
    gateway.send(json!({"op": 1, "d": 1})).await;
    gateway.opcode(11).await;
    shard.ignore_heartbeats();
    gateway.send(json!({"op": 1, "d": 1})).await;
    discord
        .member("Ada")
        .says(&discord.channel("general"), "still here");
    gateway.event("MESSAGE_CREATE").await;
    while shard.heartbeats() < 2 {
        tokio::task::yield_now().await;
    }
    let (started, while_stalled) = (Instant::now(), Duration::from_millis(20));
    shard.stall(while_stalled);
    shard.request_reconnect();
    gateway.opcode(7).await;
    assert!(started.elapsed() >= while_stalled);
    shard.close(4000);
    assert_eq!(gateway.closed().await, Some(4000));
    assert!(!shard.is_connected());
}

#[tokio::test]
async fn a_half_open_connection_is_silent_until_its_session_is_taken_up() {
    let discord = FakeDiscord::start().await;
    let mut gateway = Gateway::open(&discord).await;
    gateway.identify(&discord, json!({})).await;
    let session = gateway.event("READY").await["d"]["session_id"].clone();
    let seen = gateway.event("GUILD_CREATE").await["s"]
        .as_u64()
        .expect("a number");
    discord.shard(0).half_open();
    discord
        .member("Ada")
        .says(&discord.channel("general"), "lost");
    let mut other = Gateway::open(&discord).await;
    other.resume(&discord, &session, seen).await;
    other.event("MESSAGE_CREATE").await;
    assert_eq!(
        gateway.closed().await,
        None,
        "and nothing was read before it ended"
    );
}

#[tokio::test]
async fn a_bot_that_closes_with_1000_cannot_resume() {
    let discord = FakeDiscord::start().await;
    for (code, resumable) in [(4000, true), (1000, false)] {
        discord.pass(Duration::from_secs(5));
        let mut gateway = Gateway::open(&discord).await;
        gateway.identify(&discord, json!({})).await;
        let session = gateway.event("READY").await["d"]["session_id"].clone();
        gateway.close(code).await;
        let mut gateway = Gateway::open(&discord).await;
        gateway.resume(&discord, &session, 1).await;
        let resumed = gateway.opcode(if resumable { 0 } else { 9 }).await;
        assert_eq!(resumed["t"].is_string(), resumable);
    }
}

#[tokio::test]
async fn guilds_come_and_go() {
    let discord = FakeDiscord::start().await;
    let mut gateway = Gateway::ready(&discord).await;
    gateway.events_until_now().await;
    let guild = discord.invites_bot();
    let created = gateway.event("GUILD_CREATE").await;
    assert_eq!(created["d"]["id"], guild.id().to_string());
    let channel = guild.channel("general").id();
    guild.removes_bot();
    gateway.event("GUILD_DELETE").await;
    let path = format!("/channels/{channel}/messages");
    assert_eq!(call(&discord, "GET", &path, Value::Null).await.status, 403);
    discord.expect_refusal(codes::MISSING_ACCESS).await;
}

#[tokio::test]
async fn a_revoked_token_closes_the_gateway_and_all_routes() {
    let discord = FakeDiscord::start().await;
    let mut gateway = Gateway::ready(&discord).await;
    discord.revoke_token();
    assert_eq!(gateway.closed().await, Some(4004));
    let answer = call(&discord, "GET", "/users/@me", Value::Null).await;
    assert_eq!(answer.status, 401);
    discord.expect_refusal(0).await;
    let mut gateway = Gateway::open(&discord).await;
    gateway.identify(&discord, json!({})).await;
    assert_eq!(gateway.closed().await, Some(4004));
    discord.expect_refusal(4004).await;
}

#[tokio::test]
async fn only_events_that_were_asked_for_come() {
    let discord = FakeDiscord::start().await;
    let mut gateway = Gateway::ready_with(&discord, 1).await;
    gateway.events_until_now().await;
    let ada = discord.member("Ada");
    ada.says(&discord.channel("general"), "not asked for");
    ada.writes_privately("nor this");
    ada.opens_thread(&discord.channel("help"), "A title", "text");
    let names: Vec<Value> = gateway
        .events_until_now()
        .await
        .into_iter()
        .map(|event| event["t"].clone())
        .collect();
    assert_eq!(names, ["THREAD_CREATE"]);
}

#[tokio::test]
async fn content_is_blank_unless_something_gives_it() {
    let discord = FakeDiscord::start().await;
    let mut gateway = Gateway::ready(&discord).await;
    gateway.events_until_now().await;
    let (ada, general) = (discord.member("Ada"), discord.channel("general"));
    let plain = ada.sends_file(&general, "plain", "a.txt", b"a");
    ada.says(&general, &format!("{} mention", discord.mention()));
    ada.writes_privately("private");
    ada.replies_to(&plain, "reply to her own");
    let events = gateway.events_until_now().await;
    let contents: Vec<&Value> = events.iter().map(|event| &event["d"]["content"]).collect();
    let mention = format!("{} mention", discord.mention());
    assert_eq!(contents, ["", &mention, "private", ""]);
    assert_eq!(events[0]["d"]["attachments"], json!([]));
    assert_eq!(events[3]["d"]["referenced_message"]["content"], "");
    assert!(
        events[2]["d"].get("guild_id").is_none(),
        "a private message has no guild"
    );
    let path = format!("/channels/{}/messages/{}", general.id(), plain.id());
    assert_eq!(
        call(&discord, "GET", &path, Value::Null).await.body["content"],
        ""
    );

    let discord = FakeDiscord::builder().privileged_intents().start().await;
    let mut gateway = Gateway::ready_with(&discord, INTENTS | 1 << 15).await;
    discord
        .member("Ada")
        .says(&discord.channel("general"), "plain");
    assert_eq!(
        gateway.event("MESSAGE_CREATE").await["d"]["content"],
        "plain"
    );
}
