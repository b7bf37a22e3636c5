//! What Discord refuses of messages, and that it takes what is just within the limits.

use fake_discord::{FakeDiscord, codes, permissions};
use serde_json::{Value, json};

use crate::raw::{call, quiet};

fn text(chars: usize) -> String {
    // Counted in characters, not in bytes.
    "é".repeat(chars)
}

fn field(name: usize, value: usize) -> Value {
    json!({"name": text(name), "value": text(value)})
}

fn button(id: &str) -> Value {
    json!({"type": 2, "style": 1, "label": "Press", "custom_id": id})
}

fn row(parts: &[Value]) -> Value {
    json!([{"type": 1, "components": parts}])
}

fn select(options: &[Value]) -> Value {
    row(&[json!({"type": 3, "custom_id": "s", "options": options})])
}

fn option(value: &str) -> Value {
    json!({"label": "Label", "value": value})
}

fn link(url: &str) -> Value {
    row(&[json!({"type": 2, "style": 5, "label": "Read", "url": url})])
}

/// Sends each as a message and says what was refused, and where.
async fn refused(cases: Vec<(&str, Value)>) {
    let discord = FakeDiscord::builder().without_rate_limits().start().await;
    let path = format!("/channels/{}/messages", discord.channel("general").id());
    for (wrong, message) in cases {
        let answer = call(&discord, "POST", &path, quiet(message)).await;
        assert_eq!(answer.code(), (400, 50_035), "{wrong}: {}", answer.body);
        let refusal = discord.expect_refusal(codes::INVALID_FORM).await;
        assert!(
            refusal.reason.contains(&format!("{wrong}:")),
            "{wrong}: {refusal}"
        );
    }
    assert!(discord.channel("general").messages().is_empty());
}

async fn taken(messages: Vec<Value>) {
    let discord = FakeDiscord::builder().without_rate_limits().start().await;
    let path = format!("/channels/{}/messages", discord.channel("general").id());
    for message in messages {
        let answer = call(&discord, "POST", &path, quiet(message)).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
    }
}

#[tokio::test]
async fn a_message_beyond_a_limit_is_refused_at_its_place() {
    let embed = |embed: Value| json!({"embeds": [embed]});
    let long = embed(json!({"description": text(4096)}));
    let mut many = long.clone();
    many["embeds"] = json!([long["embeds"][0], long["embeds"][0]]);
    refused(vec![
        ("content", json!({"content": text(2001)})),
        ("embeds", json!({"embeds": vec![json!({"title": "t"}); 11]})),
        ("embeds", many),
        ("embeds.0.title", embed(json!({"title": text(257)}))),
        (
            "embeds.0.description",
            embed(json!({"description": text(4097)})),
        ),
        (
            "embeds.0.footer.text",
            embed(json!({"title": "t", "footer": {"text": text(2049)}})),
        ),
        (
            "embeds.0.author.name",
            embed(json!({"title": "t", "author": {"name": text(257)}})),
        ),
        (
            "embeds.0.fields",
            embed(json!({"fields": vec![field(1, 1); 26]})),
        ),
        (
            "embeds.0.fields.0.name",
            embed(json!({"fields": [field(257, 1)]})),
        ),
        (
            "embeds.0.fields.0.value",
            embed(json!({"fields": [field(1, 1025)]})),
        ),
        (
            "embeds.0.fields.0.value",
            embed(json!({"fields": [field(1, 0)]})),
        ),
        ("embeds.0.description", embed(json!({"color": 1}))),
        (
            "embeds.0.color",
            embed(json!({"title": "t", "color": 0x0100_0000})),
        ),
        (
            "embeds.0.url",
            embed(json!({"title": "t", "url": "javascript://x"})),
        ),
        (
            "embeds.0.url",
            embed(json!({"title": "t", "url": "example.org/page"})),
        ),
        (
            "embeds.0.url",
            embed(json!({"title": "t", "url": "https://example.org/a b"})),
        ),
        (
            "embeds.0.image.url",
            embed(json!({"image": {"url": "ftp://example.org"}})),
        ),
        ("flags", json!({"content": "a", "flags": 1 << 15})),
    ])
    .await;
}

#[tokio::test]
async fn a_component_beyond_a_limit_is_refused_at_its_place() {
    let with = |components: Value| json!({"content": "a", "components": components});
    let rows: Vec<Value> = (0..6)
        .map(|nth| row(&[button(&nth.to_string())])[0].clone())
        .collect();
    let buttons: Vec<Value> = (0..6).map(|nth| button(&nth.to_string())).collect();
    let options: Vec<Value> = (0..26).map(|nth| option(&nth.to_string())).collect();
    let labelled =
        |label: &str| row(&[json!({"type": 2, "style": 1, "label": label, "custom_id": "a"})]);
    let mut crowded = select(&[option("a")]);
    crowded[0]["components"]
        .as_array_mut()
        .expect("a list")
        .push(button("b"));
    let long = format!("https://example.org/{}", "a".repeat(500));
    refused(vec![
        ("components", with(json!(rows))),
        ("components.0.components", with(row(&buttons))),
        ("components.0.components", with(row(&[]))),
        ("components.0.components", with(crowded)),
        ("components.0.type", with(json!([button("a")]))),
        (
            "components.0.type",
            with(json!([{"type": 10, "content": "Components V2"}])),
        ),
        (
            "components.0.components.0.type",
            with(row(&[json!({"type": 99})])),
        ),
        ("components.0.components.0.label", with(labelled(&text(81)))),
        ("components.0.components.0.label", with(labelled(""))),
        (
            "components.0.components.0.custom_id",
            with(row(&[button(&"a".repeat(101))])),
        ),
        (
            "components.0.components.0.custom_id",
            with(row(&[button("")])),
        ),
        (
            "components.0.components.1.custom_id",
            with(row(&[button("a"), button("a")])),
        ),
        ("components.0.components.0.url", with(link(&long))),
        (
            "components.0.components.0.url",
            with(link("ftp://example.org")),
        ),
        ("components.0.components.0.url", with(link("not a link"))),
        ("components.0.components.0.options", with(select(&options))),
        ("components.0.components.0.options", with(select(&[]))),
        (
            "components.0.components.0.options.0.value",
            with(select(&[option(&"a".repeat(101))])),
        ),
        (
            "components.0.components.0.options.0.value",
            with(select(&[option("")])),
        ),
        (
            "components.0.components.0.options.1.value",
            with(select(&[option("a"), option("a")])),
        ),
    ])
    .await;
}

#[tokio::test]
async fn a_message_within_all_limits_is_taken() {
    let fields = vec![field(100, 100); 25];
    let options: Vec<Value> = (0..25).map(|nth| option(&nth.to_string())).collect();
    let buttons: Vec<Value> = (0..5)
        .map(|nth| button(&format!("{nth}{}", "a".repeat(99))))
        .collect();
    taken(vec![
        json!({"content": text(2000)}),
        json!({"embeds": [{"title": text(256), "description": text(4096)}, {"fields": [field(256, 1024)]}]}),
        json!({"embeds": [{"fields": fields, "footer": {"text": text(1000)}}]}),
        json!({"embeds": [{"title": "t", "url": "https://example.org/page#:~:text=a%20b"}]}),
        json!({"content": "a", "components": row(&buttons)}),
        json!({"content": "a", "components": select(&options)}),
        json!({"content": "a", "components": link("https://example.org/page")}),
        json!({"content": "a", "flags": 4096}),
    ])
    .await;
}

#[tokio::test]
async fn a_message_with_nothing_in_it_is_refused() {
    let discord = FakeDiscord::start().await;
    let path = format!("/channels/{}/messages", discord.channel("general").id());
    for empty in [json!({}), json!({"content": " \n"}), json!({"embeds": []})] {
        let answer = call(&discord, "POST", &path, quiet(empty)).await;
        assert_eq!(answer.code(), (400, 50_006));
        discord.expect_refusal(codes::EMPTY_MESSAGE).await;
    }
}

#[tokio::test]
async fn an_edit_is_held_to_what_the_message_would_become() {
    let discord = FakeDiscord::start().await;
    let path = format!("/channels/{}/messages", discord.channel("general").id());
    let sent = call(&discord, "POST", &path, quiet(json!({"content": "first"}))).await;
    let message = format!("{path}/{}", sent.body["id"].as_str().expect("an id"));
    let answer = call(&discord, "PATCH", &message, quiet(json!({"content": ""}))).await;
    assert_eq!(answer.code(), (400, 50_006));
    discord.expect_refusal(codes::EMPTY_MESSAGE).await;
    let edit = quiet(json!({"embeds": [{"title": "t"}]}));
    let answer = call(&discord, "PATCH", &message, edit).await;
    assert_eq!(answer.body["content"], "first");
    assert_eq!(answer.body["embeds"][0]["title"], "t");
    let stored = &discord.channel("general").messages()[0];
    assert_eq!(stored.edits().len(), 1);
}

#[tokio::test]
async fn a_message_that_may_mention_someone_is_recorded_and_taken() {
    let discord = FakeDiscord::start().await;
    let path = format!("/channels/{}/messages", discord.channel("general").id());
    for message in [
        json!({"content": "a"}),
        json!({"content": "a", "allowed_mentions": {"parse": ["users"]}}),
        json!({"content": "a", "allowed_mentions": {"parse": [], "users": ["1"]}}),
        json!({"content": "a", "allowed_mentions": {"parse": [], "replied_user": true}}),
    ] {
        assert_eq!(call(&discord, "POST", &path, message).await.status, 200);
        discord.expect_refusal(codes::MENTIONS_ALLOWED).await;
    }
    let edited = discord.channel("general").messages()[0].id();
    let path = format!("{path}/{edited}");
    call(&discord, "PATCH", &path, json!({"content": "b"})).await;
    discord.expect_refusal(codes::MENTIONS_ALLOWED).await;
}

#[tokio::test]
async fn what_the_bot_may_not_do_in_a_channel_is_refused() {
    let discord = FakeDiscord::start().await;
    let general = discord.channel("general");
    let path = format!("/channels/{}/messages", general.id());
    general.deny(permissions::SEND_MESSAGES);
    let answer = call(&discord, "POST", &path, quiet(json!({"content": "a"}))).await;
    assert_eq!(answer.code(), (403, 50_013));
    discord.expect_refusal(codes::MISSING_PERMISSIONS).await;
    general.deny(permissions::VIEW_CHANNEL);
    let answer = call(&discord, "GET", &path, Value::Null).await;
    assert_eq!(answer.code(), (403, 50_001));
    discord.expect_refusal(codes::MISSING_ACCESS).await;

    general.allow(permissions::ALL);
    general.deny(permissions::EMBED_LINKS);
    let message = quiet(json!({"content": "a", "embeds": [{"title": "t"}]}));
    let answer = call(&discord, "POST", &path, message).await;
    assert_eq!(
        answer.body["embeds"],
        json!([]),
        "embeds are not shown, as in Discord"
    );
}

#[tokio::test]
async fn what_is_not_there_or_not_its_own_is_refused() {
    let discord = FakeDiscord::start().await;
    let general = discord.channel("general");
    let path = format!("/channels/{}/messages", general.id());
    let answer = call(
        &discord,
        "POST",
        "/channels/1/messages",
        quiet(json!({"content": "a"})),
    )
    .await;
    assert_eq!(answer.code(), (404, 10_003));
    discord.expect_refusal(codes::UNKNOWN_CHANNEL).await;
    let answer = call(&discord, "GET", &format!("{path}/1"), Value::Null).await;
    assert_eq!(answer.code(), (404, 10_008));
    discord.expect_refusal(codes::UNKNOWN_MESSAGE).await;
    let said = discord.member("Ada").says(&general, "mine");
    let own = format!("{path}/{}", said.id());
    let answer = call(&discord, "PATCH", &own, quiet(json!({"content": "b"}))).await;
    assert_eq!(answer.code(), (403, 50_005));
    discord.expect_refusal(codes::NOT_THE_AUTHOR).await;
    let answer = call(&discord, "DELETE", &own, Value::Null).await;
    assert_eq!(answer.code(), (403, 50_013));
    discord.expect_refusal(codes::MISSING_PERMISSIONS).await;
    let reply = quiet(json!({"content": "a", "message_reference": {"message_id": "1"}}));
    let answer = call(&discord, "POST", &path, reply).await;
    assert_eq!(answer.code(), (400, 50_035));
    discord.expect_refusal(codes::INVALID_FORM).await;
    let ada = discord.member("Ada");
    ada.takes_no_private_messages();
    let private = format!("/channels/{}/messages", ada.private_channel().id());
    let answer = call(&discord, "POST", &private, quiet(json!({"content": "a"}))).await;
    assert_eq!(answer.code(), (403, 50_007));
    discord.expect_refusal(codes::CANNOT_SEND_PRIVATELY).await;
}

#[tokio::test]
async fn a_file_too_large_is_refused_and_another_can_be_downloaded() {
    let discord = FakeDiscord::start().await;
    let general = discord.channel("general");
    let url = format!(
        "{}/api/v10/channels/{}/messages",
        discord.api_url(),
        general.id()
    );
    let send = async |bytes: Vec<u8>| {
        let message = quiet(json!({"attachments": [{"id": 0, "description": "A table"}]}));
        let part = reqwest::multipart::Part::bytes(bytes).file_name("table.csv");
        let form = reqwest::multipart::Form::new()
            .text("payload_json", message.to_string())
            .part("files[0]", part);
        let request = reqwest::Client::new().post(&url).multipart(form);
        let request = request.header("authorization", format!("Bot {}", discord.token()));
        request.send().await.expect("an answer comes")
    };
    assert_eq!(send(vec![0; 10 * 1024 * 1024 + 1]).await.status(), 413);
    discord.expect_refusal(codes::TOO_LARGE).await;
    let message: Value = send(b"a,b".to_vec()).await.json().await.expect("a message");
    let file = &message["attachments"][0];
    assert_eq!(
        (&file["size"], &file["description"]),
        (&json!(3), &json!("A table"))
    );
    let url = file["url"].as_str().expect("a link");
    let download = reqwest::get(url).await.expect("the file is served");
    assert_eq!(download.bytes().await.expect("bytes"), "a,b");
    assert_eq!(general.messages()[0].files()[0].bytes, b"a,b");
}

#[tokio::test]
async fn a_message_with_a_nonce_is_taken_once() {
    let discord = FakeDiscord::start().await;
    let general = discord.channel("general");
    let path = format!("/channels/{}/messages", general.id());
    let once = quiet(json!({"content": "a", "nonce": "7", "enforce_nonce": true}));
    let first = call(&discord, "POST", &path, once.clone()).await;
    let again = call(&discord, "POST", &path, once).await;
    assert_eq!(first.body["id"], again.body["id"]);
    let loose = quiet(json!({"content": "a", "nonce": "7"}));
    call(&discord, "POST", &path, loose).await;
    let other = quiet(json!({"content": "a", "nonce": "8", "enforce_nonce": true}));
    call(&discord, "POST", &path, other).await;
    assert_eq!(general.bot_messages().len(), 3);
}

#[tokio::test]
async fn a_post_takes_no_message_before_that_of_its_author() {
    let discord = FakeDiscord::start().await;
    let ada = discord.member("Ada");
    let post = ada.begins_thread(&discord.channel("help"), "My back");
    let path = format!("/channels/{}/messages", post.id());
    let message = quiet(json!({"content": "a"}));
    let answer = call(&discord, "POST", &path, message.clone()).await;
    assert_eq!(
        (answer.status, &answer.body["code"]),
        (403, &json!(codes::NO_FIRST_MESSAGE))
    );
    discord.expect_refusal(codes::NO_FIRST_MESSAGE).await;
    assert_eq!(ada.says(&post, "It hurts").id(), post.id());
    assert_eq!(call(&discord, "POST", &path, message).await.status, 200);
}
