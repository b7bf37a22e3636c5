//! Routes: who may call them, what they answer, and that others are refused.

use fake_discord::{FakeDiscord, codes};
use serde_json::{Value, json};

use crate::raw::{Gateway, call, quiet, try_call};

#[tokio::test]
async fn a_request_without_the_bots_token_is_refused() {
    let discord = FakeDiscord::start().await;
    let bare = discord.token();
    for authorization in ["", "Bot wrong", &bare] {
        let answer = try_call(&discord, authorization, "GET", "/users/@me", Value::Null).await;
        let answer = answer.expect("an answer comes");
        assert_eq!(
            (answer.status, &answer.body["message"]),
            (401, &json!("401: Unauthorized"))
        );
        discord.expect_refusal(codes::GENERAL).await;
    }
}

#[tokio::test]
async fn an_unknown_route_is_refused() {
    let discord = FakeDiscord::start().await;
    let general = discord.channel("general").id();
    for (method, path) in [
        ("GET", "/nowhere".to_owned()),
        ("DELETE", "/gateway".to_owned()),
        ("PUT", format!("/channels/{general}/messages")),
    ] {
        let answer = call(&discord, method, &path, json!({})).await;
        assert_eq!(answer.status, 404, "{method} {path}");
        let refusal = discord.expect_refusal(codes::GENERAL).await;
        assert_eq!(refusal.route, format!("{method} {path}"));
    }
}

#[tokio::test]
async fn a_body_that_is_not_json_is_refused() {
    let discord = FakeDiscord::start().await;
    let url = format!("{}/api/v10/users/@me/channels", discord.api_url());
    let request = reqwest::Client::new().post(url).body("{");
    let request = request.header("authorization", format!("Bot {}", discord.token()));
    let answer = request.send().await.expect("an answer comes");
    assert_eq!(answer.status(), 400);
    discord.expect_refusal(codes::INVALID_JSON).await;
}

#[tokio::test]
async fn the_bot_finds_itself_its_gateway_and_its_guild() {
    let discord = FakeDiscord::builder().shards(3).start().await;
    let (guild, ada) = (discord.guild(), discord.member("Ada"));
    let role = guild.add_role("Helpers", 0);
    let (id, general) = (guild.id(), discord.channel("general").id());
    for (path, key, value) in [
        ("/users/@me".to_owned(), "username", json!("Footnote")),
        (
            "/applications/@me".to_owned(),
            "id",
            json!(discord.application_id().to_string()),
        ),
        (
            "/oauth2/applications/@me".to_owned(),
            "name",
            json!("Footnote"),
        ),
        ("/gateway".to_owned(), "url", json!(discord.gateway_url())),
        ("/gateway/bot".to_owned(), "shards", json!(3)),
        (format!("/users/{}", ada.id()), "global_name", json!("Ada")),
        (format!("/guilds/{id}"), "name", json!("Riverside")),
        (
            format!("/guilds/{id}/members/{}", ada.id()),
            "deaf",
            json!(false),
        ),
        (
            format!("/guilds/{id}/roles/{role}"),
            "name",
            json!("Helpers"),
        ),
        (format!("/channels/{general}"), "name", json!("general")),
    ] {
        let answer = call(&discord, "GET", &path, Value::Null).await;
        assert_eq!((answer.status, &answer.body[key]), (200, &value), "{path}");
    }
    let channels = call(
        &discord,
        "GET",
        &format!("/guilds/{id}/channels"),
        Value::Null,
    )
    .await;
    assert_eq!(channels.body.as_array().map(Vec::len), Some(3));
    for (path, code) in [
        ("/users/1".to_owned(), codes::UNKNOWN_USER),
        ("/guilds/1".to_owned(), codes::UNKNOWN_GUILD),
        (format!("/guilds/{id}/members/1"), codes::UNKNOWN_MEMBER),
        (format!("/guilds/{id}/roles/1"), codes::UNKNOWN_ROLE),
    ] {
        let answer = call(&discord, "GET", &path, Value::Null).await;
        assert_eq!(answer.code(), (404, code.into()), "{path}");
        discord.expect_refusal(code).await;
    }
}

#[tokio::test]
async fn the_bot_writes_privately_reacts_types_lists_and_deletes() {
    let discord = FakeDiscord::start().await;
    let (ada, general) = (discord.member("Ada"), discord.channel("general"));
    let body = json!({"recipient_id": ada.id().to_string()});
    let private = call(&discord, "POST", "/users/@me/channels", body).await;
    assert_eq!(private.body["id"], ada.private_channel().id().to_string());
    let said = ada.says(&general, "react, please");
    let path = format!("/channels/{}", general.id());
    let reaction = format!("{path}/messages/{}/reactions/%F0%9F%91%8D/@me", said.id());
    assert_eq!(
        call(&discord, "PUT", &reaction, Value::Null).await.status,
        204
    );
    assert_eq!(said.reactions(), ["👍"]);
    assert_eq!(
        call(&discord, "POST", &format!("{path}/typing"), Value::Null)
            .await
            .status,
        204
    );
    assert_eq!(discord.typing(), 1);
    let path = format!("{path}/messages");
    for text in ["one", "two"] {
        call(&discord, "POST", &path, quiet(json!({"content": text}))).await;
    }
    let list = call(&discord, "GET", &format!("{path}?limit=2"), Value::Null).await;
    assert_eq!(
        (&list.body[0]["content"], &list.body[1]["content"]),
        (&json!("two"), &json!("one"))
    );
    let after = call(
        &discord,
        "GET",
        &format!("{path}?after={}&limit=1", said.id()),
        Value::Null,
    )
    .await;
    assert_eq!(after.body[0]["content"], "one");
    let own = general.next_message().await;
    let one = format!("{path}/{}", own.id());
    assert_eq!(
        call(&discord, "DELETE", &one, Value::Null).await.status,
        204
    );
    assert!(own.is_deleted());
}

#[tokio::test]
async fn a_channel_and_a_role_that_are_deleted_are_gone_and_the_bot_hears_of_it() {
    let discord = FakeDiscord::start().await;
    let guild = discord.guild();
    let (questions, role) = (guild.channel("questions"), guild.add_role("Helpers", 0));
    let ada = guild.member("Ada");
    guild.give_role(&ada, role);
    let mut gateway = Gateway::ready(&discord).await;
    guild.removes_channel(&questions);
    guild.removes_role(role);
    let gone = gateway.event("CHANNEL_DELETE").await;
    assert_eq!(gone["d"]["id"], questions.id().to_string());
    let gone = gateway.event("GUILD_ROLE_DELETE").await;
    assert_eq!(gone["d"]["role_id"], role.to_string());
    let path = format!("/guilds/{}/channels", guild.id());
    let channels = call(&discord, "GET", &path, Value::Null).await;
    assert_eq!(channels.body.as_array().map(Vec::len), Some(2));
    let path = format!("/guilds/{}/members/{}", guild.id(), ada.id());
    let member = call(&discord, "GET", &path, Value::Null).await;
    assert_eq!(member.body["roles"], json!([]));
}
