//! What Discord refuses of commands, and what it gives back of those it takes.

use fake_discord::{FakeDiscord, Scope, codes};
use serde_json::{Value, json};

use crate::raw::{ask, call, register};

fn command(name: &str) -> Value {
    json!({"name": name, "description": "A command"})
}

fn with(options: Value) -> Value {
    json!([{"name": "a", "description": "A command", "options": options}])
}

fn option(kind: u8, name: &str) -> Value {
    json!({"type": kind, "name": name, "description": "An option"})
}

fn choices(choices: Value) -> Value {
    let mut option = option(3, "a");
    option["choices"] = choices;
    with(json!([option]))
}

#[tokio::test]
async fn a_set_of_commands_beyond_a_limit_is_refused_at_its_place() {
    let discord = FakeDiscord::builder().without_rate_limits().start().await;
    let many: Vec<Value> = (0..101).map(|nth| command(&format!("c{nth}"))).collect();
    let menu = |name: &str| json!({"name": name, "type": 3});
    let menus: Vec<Value> = (0..16).map(|nth| menu(&format!("Menu {nth}"))).collect();
    let options: Vec<Value> = (0..26).map(|nth| option(3, &format!("o{nth}"))).collect();
    let named: Vec<Value> = (0..26)
        .map(|nth| json!({"name": format!("{nth}"), "value": "v"}))
        .collect();
    let mut required = option(3, "b");
    required["required"] = json!(true);
    let mut automatic = option(3, "a");
    automatic["autocomplete"] = json!(true);
    automatic["choices"] = json!([{"name": "n", "value": "v"}]);
    let large: Vec<Value> = (0..25)
        .map(|nth| {
            let mut option = option(3, &format!("o{nth}"));
            let choice = |nth: usize| json!({"name": format!("{nth}{}", "n".repeat(90)), "value": "v".repeat(100)});
            option["choices"] = json!([choice(0), choice(1)]);
            option
        })
        .collect();
    let cases = vec![
        ("0.name", json!([command("Ask")])),
        ("0.name", json!([command("a b")])),
        ("0.name", json!([command("")])),
        ("0.name", json!([command(&"a".repeat(33))])),
        ("1.name", json!([command("a"), command("a")])),
        ("0.description", json!([{"name": "a", "description": ""}])),
        (
            "0.description",
            json!([{"name": "a", "description": "d".repeat(101)}]),
        ),
        (
            "0.description",
            json!([{"name": "Menu", "type": 3, "description": "d"}]),
        ),
        ("", json!(many)),
        ("", json!(menus)),
        ("0", with(json!(large))),
        ("0.options", with(json!(options))),
        ("0.options.1", with(json!([option(3, "a"), required]))),
        (
            "0.options.1.name",
            with(json!([option(3, "a"), option(3, "a")])),
        ),
        ("0.options.0.name", with(json!([option(3, "Question")]))),
        ("0.options.0.type", with(json!([option(12, "a")]))),
        (
            "0.options.0.type",
            with(json!([option(1, "a"), option(3, "b")])),
        ),
        ("0.options.0.autocomplete", with(json!([automatic]))),
        ("0.options.0.choices", choices(json!(named))),
        (
            "0.options.0.choices.0.name",
            choices(json!([{"name": "", "value": "v"}])),
        ),
        (
            "0.options.0.choices.0.name",
            choices(json!([{"name": "n".repeat(101), "value": "v"}])),
        ),
        (
            "0.options.0.choices.0.value",
            choices(json!([{"name": "n", "value": ""}])),
        ),
    ];
    assert_refused(&discord, cases).await;
}

#[tokio::test]
async fn a_translation_is_held_to_what_holds_for_the_original() {
    let discord = FakeDiscord::builder().without_rate_limits().start().await;
    let named = |names: Value| {
        let mut command = command("ask");
        command["name_localizations"] = names;
        command
    };
    let mut described = command("ask");
    described["description_localizations"] = json!({"fr": "d".repeat(101)});
    let mut menu = json!({"name": "Menu", "type": 3});
    menu["name_localizations"] = json!({"de": "M".repeat(33)});
    let mut second = named(json!({"de": "fragen"}));
    second["name"] = json!("tell");
    let translated = |name: &str, german: &str| {
        let mut option = option(3, name);
        option["name_localizations"] = json!({"de": german});
        option
    };
    let choice =
        |name: &str| json!({"name": name, "value": name, "name_localizations": {"de": "n"}});
    let cases = vec![
        (
            "0.name_localizations.de",
            json!([named(json!({"de": "Fragen"}))]),
        ),
        ("0.name_localizations.de", json!([named(json!({"de": ""}))])),
        (
            "0.name_localizations.fr",
            json!([named(json!({"fr": "à propos"}))]),
        ),
        (
            "0.name_localizations.es",
            json!([named(json!({"es": "preguntar"}))]),
        ),
        ("0.name_localizations", json!([named(json!("fragen"))])),
        ("0.description_localizations.fr", json!([described])),
        ("0.name_localizations.de", json!([menu])),
        (
            "1.name_localizations.de",
            json!([named(json!({"de": "fragen"})), second]),
        ),
        (
            "0.options.0.name_localizations.de",
            with(json!([translated("a", "A")])),
        ),
        (
            "0.options.1.name_localizations.de",
            with(json!([translated("a", "x"), translated("b", "x")])),
        ),
        (
            "0.options.0.choices.1.name_localizations.de",
            choices(json!([choice("a"), choice("b")])),
        ),
    ];
    assert_refused(&discord, cases).await;
    let all = json!({"de": "fragen", "fr": "à-propos", "es-419": null});
    let taken = register(&discord, json!([named(all)])).await;
    assert_eq!(taken.status, 200, "{}", taken.body);
    let path = format!("/applications/{}/commands", discord.application_id());
    let listed = call(&discord, "GET", &path, Value::Null).await;
    assert!(listed.body[0].get("name_localizations").is_none());
    let path = format!("{path}?with_localizations=true");
    let listed = call(&discord, "GET", &path, Value::Null).await;
    assert_eq!(listed.body[0]["name_localizations"]["de"], "fragen");
}

async fn assert_refused(discord: &FakeDiscord, cases: Vec<(&str, Value)>) {
    for (wrong, commands) in cases {
        let answer = register(discord, commands).await;
        assert_eq!(answer.code(), (400, 50_035), "{wrong}: {}", answer.body);
        let refusal = discord.expect_refusal(codes::INVALID_FORM).await;
        assert!(
            refusal.reason.contains(&format!(" {wrong}:")),
            "{wrong}: {refusal}"
        );
    }
    assert_eq!(discord.overwrites(Scope::Global), 0);
}

#[tokio::test]
async fn commands_are_taken_given_back_and_counted() {
    let discord = FakeDiscord::start().await;
    let set = json!([ask(), {"name": "Answer from the articles", "type": 3}, command("été-1")]);
    let answer = register(&discord, set.clone()).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(
        register(&discord, set).await.body[0]["id"],
        answer.body[0]["id"]
    );
    assert_eq!(discord.overwrites(Scope::Global), 2);
    assert_eq!(discord.commands(Scope::Global).len(), 3);
    let guild = discord.guild().id();
    let base = format!("/applications/{}", discord.application_id());
    let path = format!("{base}/guilds/{guild}/commands");
    let added = call(&discord, "POST", &path, command("here")).await;
    assert_eq!(added.status, 201);
    let id = added.body["id"].as_str().expect("an id");
    let path = format!("{path}/{id}");
    let changed = call(&discord, "PATCH", &path, json!({"description": "Changed"})).await;
    assert_eq!(changed.body["description"], "Changed");
    assert_eq!(
        call(&discord, "DELETE", &path, Value::Null).await.status,
        204
    );
    assert_eq!(
        call(&discord, "GET", &path, Value::Null).await.code(),
        (404, 10_063)
    );
    discord.expect_refusal(codes::UNKNOWN_COMMAND).await;
    assert!(discord.commands(Scope::Guild(guild)).is_empty());
}

#[tokio::test]
async fn more_commands_than_a_day_allows_are_refused() {
    let discord = FakeDiscord::start().await;
    for day in 0..3 {
        let set: Vec<Value> = (0..90)
            .map(|nth| command(&format!("d{day}-{nth}")))
            .collect();
        let answer = register(&discord, json!(set)).await;
        assert_eq!(answer.status, if day < 2 { 200 } else { 429 });
    }
    discord
        .expect_refusal(codes::TOO_MANY_COMMANDS_CREATED)
        .await;
}
