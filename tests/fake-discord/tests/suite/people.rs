//! People do what Discord's client lets them do, and their interactions carry all that a library
//! may insist on.

use fake_discord::{ChannelKind, FakeDiscord, InteractionKind, permissions};
use serde_json::{Value, json};

use crate::raw::{Gateway, ask, call, message, quiet, register, reply};

async fn with_commands(commands: Value) -> (FakeDiscord, Gateway) {
    let discord = FakeDiscord::start().await;
    let gateway = Gateway::ready(&discord).await;
    assert_eq!(register(&discord, commands).await.status, 200);
    (discord, gateway)
}

/// Says why a person cannot do it.
async fn why_not<T: Send + 'static>(act: impl Future<Output = T> + Send + 'static) -> String {
    let Err(failed) = tokio::spawn(async move { drop(act.await) }).await else {
        panic!("the client lets it pass");
    };
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
async fn a_client_sends_no_command_that_was_not_registered_so() {
    let command = json!([ask(), {"name": "pick", "description": "Pick", "options": [
        {"type": 3, "name": "colour", "description": "c", "choices": [{"name": "Red", "value": "r"}]},
        {"type": 4, "name": "count", "description": "c", "min_value": 1, "max_value": 5},
    ]}]);
    let (discord, gateway) = with_commands(command).await;
    gateway.listen();
    let (ada, general) = (discord.member("Ada"), discord.channel("general"));
    for (name, options, why) in [
        ("tell", json!({}), "there is no command \"tell\""),
        ("ask", json!({}), "\"question\" is required"),
        ("ask", json!({"question": 7}), "cannot be 7"),
        ("ask", json!({"question": ""}), "takes 0 to 50 characters"),
        (
            "ask",
            json!({"question": "a".repeat(51)}),
            "takes 0 to 50 characters, not 51",
        ),
        (
            "ask",
            json!({"question": "a", "more": 1}),
            "no option \"more\"",
        ),
        ("ask now", json!({"question": "a"}), "no subcommand \"now\""),
        ("pick", json!({"colour": "Blue"}), "has no choice \"Blue\""),
        ("pick", json!({"count": 6}), "takes 1 to 5, not 6"),
    ] {
        let (ada, general) = (ada.clone(), general.clone());
        let failed = why_not(async move { ada.slash(&general, name, options).await }).await;
        assert!(failed.contains(why), "{failed}");
    }
}

#[tokio::test]
async fn an_interaction_carries_all_that_a_library_insists_on() {
    let (discord, mut gateway) = with_commands(json!([ask()])).await;
    let (mo, general) = (discord.moderator("Mo"), discord.channel("general"));
    mo.speaks("de");
    mo.slash(&general, "ask", json!({"question": "Why?"})).await;
    let event = gateway.event("INTERACTION_CREATE").await["d"].clone();
    let permissions: u64 = event["member"]["permissions"]
        .as_str()
        .and_then(|bits| bits.parse().ok())
        .expect("permissions are a number in a text");
    assert_eq!(
        permissions & permissions::MANAGE_GUILD,
        permissions::MANAGE_GUILD
    );
    for key in [
        "id",
        "token",
        "application_id",
        "channel",
        "app_permissions",
        "guild_locale",
    ] {
        assert!(!event[key].is_null(), "{key}");
    }
    assert_eq!(event["locale"], "de");
    assert_eq!(
        (&event["type"], &event["version"], &event["context"]),
        (&json!(2), &json!(1), &json!(0))
    );
    assert_eq!(event["entitlements"], json!([]));
    let option = json!([{"name": "question", "type": 3, "value": "Why?"}]);
    assert_eq!(event["data"]["options"], option);

    mo.types(&general, "ask", "question", "W", Value::Null)
        .await;
    let event = gateway.event("INTERACTION_CREATE").await["d"].clone();
    assert_eq!(
        (&event["type"], &event["data"]["options"][0]["focused"]),
        (&json!(4), &json!(true))
    );

    mo.slash(&mo.private_channel(), "ask", json!({"question": "Why?"}))
        .await;
    let event = gateway.event("INTERACTION_CREATE").await["d"].clone();
    assert!(event.get("member").is_none() && event.get("guild_id").is_none());
    assert_eq!(
        (&event["user"]["username"], &event["context"]),
        (&json!("mo"), &json!(1))
    );
}

#[tokio::test]
async fn a_guild_that_changes_its_language_tells_the_bot() {
    let (discord, mut gateway) = with_commands(json!([ask()])).await;
    discord.guild().speaks("fr");
    let event = gateway.event("GUILD_UPDATE").await["d"].clone();
    assert_eq!(event["preferred_locale"], "fr");
    let (ada, general) = (discord.member("Ada"), discord.channel("general"));
    ada.slash(&general, "ask", json!({"question": "Why?"}))
        .await;
    let event = gateway.event("INTERACTION_CREATE").await["d"].clone();
    assert_eq!(
        (&event["guild_locale"], &event["locale"]),
        (&json!("fr"), &json!("en-US"))
    );
}

#[tokio::test]
async fn an_administrator_has_every_permission_bit() {
    let (discord, mut gateway) = with_commands(json!([ask()])).await;
    let chief = discord
        .guild()
        .member_with("Chief", permissions::ADMINISTRATOR);
    chief
        .slash(
            &discord.channel("general"),
            "ask",
            json!({"question": "Why?"}),
        )
        .await;
    let event = gateway.event("INTERACTION_CREATE").await;
    assert_eq!(
        event["d"]["member"]["permissions"],
        permissions::ALL.to_string()
    );
}

#[tokio::test]
async fn a_command_is_hidden_from_whom_it_is_not_for_and_can_be_forged() {
    let mut command = ask();
    command["default_member_permissions"] = json!(permissions::MANAGE_GUILD.to_string());
    command["contexts"] = json!([0]);
    let (discord, mut gateway) = with_commands(json!([command])).await;
    let (ada, general) = (discord.member("Ada"), discord.channel("general"));
    assert!(!ada.sees_command(&general, "ask"));
    assert!(discord.moderator("Mo").sees_command(&general, "ask"));
    assert!(discord.guild().owner().sees_command(&general, "ask"));
    assert!(
        !discord
            .moderator("Mo")
            .sees_command(&ada.private_channel(), "ask")
    );
    ada.forges_slash(&general, "ask", json!({"question": 7}))
        .await;
    let event = gateway.event("INTERACTION_CREATE").await;
    assert_eq!(event["d"]["data"]["options"][0]["value"], 7);
    let failed = why_not(async move { ada.slash(&general, "ask", json!({"question": "a"})).await });
    assert!(failed.await.contains("hides \"ask\""));
}

#[tokio::test]
async fn subcommands_people_channels_roles_and_files_are_resolved() {
    let option = |kind: u8, name: &str| json!({"type": kind, "name": name, "description": "d"});
    let mut set = option(1, "set");
    set["options"] = json!([
        option(6, "who"),
        option(7, "where"),
        option(8, "role"),
        option(11, "file")
    ]);
    let command = json!({"name": "config", "description": "d", "options": [set]});
    let (discord, mut gateway) = with_commands(json!([command])).await;
    let (mo, general) = (discord.moderator("Mo"), discord.channel("general"));
    let role = discord.guild().add_role("Helpers", 0);
    let options = json!({
        "who": mo.id(),
        "where": general.id(),
        "role": role.to_string(),
        "file": {"filename": "a.md", "text": "# A"},
    });
    mo.slash(&general, "config set", options).await;
    let data = gateway.event("INTERACTION_CREATE").await["d"]["data"].clone();
    assert_eq!(
        (&data["options"][0]["name"], &data["options"][0]["type"]),
        (&json!("set"), &json!(1))
    );
    let resolved = &data["resolved"];
    assert_eq!(resolved["users"][mo.id().to_string()]["username"], "mo");
    assert_eq!(
        resolved["channels"][general.id().to_string()]["name"],
        "general"
    );
    assert_eq!(resolved["roles"][role.to_string()]["name"], "Helpers");
    let file = &data["options"][0]["options"][3]["value"];
    let url = &resolved["attachments"][file.as_str().expect("an id")]["url"];
    let file = reqwest::get(url.as_str().expect("a link"))
        .await
        .expect("it is served");
    assert_eq!(file.text().await.expect("text"), "# A");
}

#[tokio::test]
async fn a_file_may_be_no_text_and_a_changed_client_may_lie_about_its_address() {
    let file = json!({"type": 11, "name": "file", "description": "d"});
    let command = json!({"name": "add", "description": "d", "options": [file]});
    let (discord, mut gateway) = with_commands(json!([command])).await;
    let (mo, general) = (discord.moderator("Mo"), discord.channel("general"));
    let binary = json!({"file": {"filename": "a.zip", "bytes": [80, 75, 0, 255]}});
    mo.slash(&general, "add", binary).await;
    let attached = |event: &Value| {
        let resolved = event["d"]["data"]["resolved"]["attachments"].clone();
        let files = resolved.as_object().expect("there is a file").clone();
        files.into_values().next().expect("there is a file")
    };
    let sent = attached(&gateway.event("INTERACTION_CREATE").await);
    assert_eq!(
        (&sent["filename"], &sent["size"]),
        (&json!("a.zip"), &json!(4))
    );
    let url = sent["url"].as_str().expect("a link").to_owned();
    let bytes = reqwest::get(url).await.expect("it is served").bytes().await;
    assert_eq!(bytes.expect("bytes").as_ref(), [80, 75, 0, 255]);
    let url = "https://example.org/a.md";
    let lie = json!({"file": {"filename": "a.md", "text": "# A", "url": url}});
    mo.slash(&general, "add", lie).await;
    let sent = attached(&gateway.event("INTERACTION_CREATE").await);
    assert_eq!(sent["url"], url);
}

#[tokio::test]
async fn components_are_used_as_the_message_shows_them_now() {
    let (discord, mut gateway) = with_commands(json!([ask()])).await;
    let (ada, general) = (discord.member("Ada"), discord.channel("general"));
    let asked = ada
        .slash(&general, "ask", json!({"question": "Why?"}))
        .await;
    gateway.event("INTERACTION_CREATE").await;
    let rows = json!([
        {"type": 1, "components": [
            {"type": 2, "style": 1, "label": "Yes", "custom_id": "yes"},
            {"type": 2, "style": 1, "label": "Gone", "custom_id": "gone", "disabled": true},
            {"type": 2, "style": 5, "label": "Read", "url": "https://example.org"},
        ]},
        {"type": 1, "components": [{"type": 3, "custom_id": "topic", "options": [
            {"label": "Bones", "value": "b"}, {"label": "Muscles", "value": "m"},
        ]}]},
    ]);
    let data = json!({"content": "a", "components": rows, "flags": 64});
    reply(&discord, &asked, message(data)).await;
    let shown = asked.reply().await;
    let chosen = ada.choose(&shown, "topic", &["Muscles"]);
    let event = gateway.event("INTERACTION_CREATE").await["d"].clone();
    assert_eq!(
        (&event["type"], &event["data"]["values"]),
        (&json!(3), &json!(["m"]))
    );
    assert_eq!(event["message"]["id"], shown.id().to_string());
    let update = json!({"type": 7, "data": quiet(json!({"content": "b", "components": []}))});
    assert_eq!(reply(&discord, &chosen, update).await.status, 204);
    assert_eq!(chosen.reply().await.content(), "b");
    assert_eq!(shown.edits().len(), 1);

    for (button, why) in [
        ("Yes", "no button"),
        ("Gone", "no button"),
        ("Other", "no button"),
    ] {
        let (ada, shown) = (ada.clone(), shown.clone());
        let failed = why_not(async move { ada.click(&shown, button) }).await;
        assert!(failed.contains(why), "{failed}");
    }
    let bob = discord.member("Bob");
    let failed = why_not({
        let shown = shown.clone();
        async move { bob.click(&shown, "Yes") }
    });
    assert!(failed.await.contains("somebody else only"));
    let forged = json!({"custom_id": "yes", "component_type": 2});
    ada.forges_component(&shown, forged);
    let event = gateway.event("INTERACTION_CREATE").await;
    assert_eq!(event["d"]["data"]["custom_id"], "yes");
}

#[tokio::test]
async fn a_context_menu_brings_the_message_with_its_content() {
    let menus = json!([{"name": "Answer", "type": 3}, {"name": "Greet", "type": 2}]);
    let (discord, mut gateway) = with_commands(menus).await;
    let (ada, general) = (discord.member("Ada"), discord.channel("general"));
    let said = ada.says(&general, "Why does it hurt?");
    ada.message_command(&said, "Answer").await;
    let data = gateway.event("INTERACTION_CREATE").await["d"]["data"].clone();
    let target = data["target_id"].as_str().expect("an id");
    assert_eq!(
        data["resolved"]["messages"][target]["content"],
        "Why does it hurt?"
    );
    ada.user_command(&general, &discord.member("Bob"), "Greet")
        .await;
    let data = gateway.event("INTERACTION_CREATE").await["d"]["data"].clone();
    let target = data["target_id"].as_str().expect("an id");
    assert_eq!(data["resolved"]["users"][target]["global_name"], "Bob");
}

#[tokio::test]
async fn a_reply_mentions_the_one_it_answers_unless_switched_off() {
    let (discord, mut gateway) = with_commands(json!([])).await;
    let (ada, general) = (discord.member("Ada"), discord.channel("general"));
    let path = format!("/channels/{}/messages", general.id());
    call(&discord, "POST", &path, quiet(json!({"content": "a"}))).await;
    let own = general.next_message().await;
    ada.replies_to(&own, "loud");
    ada.replies_quietly_to(&own, "quiet");
    gateway.event("MESSAGE_CREATE").await;
    let loud = gateway.event("MESSAGE_CREATE").await["d"].clone();
    assert_eq!(
        (&loud["type"], &loud["content"]),
        (&json!(19), &json!("loud"))
    );
    assert_eq!(loud["mentions"][0]["id"], discord.bot_id().to_string());
    assert_eq!(loud["referenced_message"]["content"], "a");
    let quiet = gateway.event("MESSAGE_CREATE").await["d"].clone();
    assert_eq!(
        (&quiet["mentions"], &quiet["content"]),
        (&json!([]), &json!(""))
    );
}

#[tokio::test]
async fn a_thread_comes_before_its_first_message_and_is_new() {
    let (discord, mut gateway) = with_commands(json!([])).await;
    let help = discord.guild().add_channel("posts", ChannelKind::Forum);
    let (thread, first) = discord
        .member("Ada")
        .opens_thread(&help, "My back", "It hurts");
    gateway.event("CHANNEL_CREATE").await;
    let event = gateway.event("THREAD_CREATE").await["d"].clone();
    assert_eq!(
        (&event["name"], &event["newly_created"]),
        (&json!("My back"), &json!(true))
    );
    assert_eq!(event["parent_id"], help.id().to_string());
    gateway.event("MESSAGE_CREATE").await;
    assert_eq!(
        first.id(),
        thread.id(),
        "the first message of a post has the post's id"
    );
}

#[tokio::test]
async fn anything_can_be_forged() {
    let (discord, mut gateway) = with_commands(json!([])).await;
    let data = json!({"id": "1", "name": "gone", "type": 1});
    let channel = discord.channel("general");
    discord
        .member("Ada")
        .forges(&channel, InteractionKind::Command, data.clone());
    assert_eq!(gateway.event("INTERACTION_CREATE").await["d"]["data"], data);
}
