//! How the bot starts, and what it says when it cannot.

use fake_discord::{FakeDiscord, Scope, codes};

use super::stage::{Stage, exit_code, restartable, small_world, start_bot};
use crate::world::World;

#[test]
fn without_a_token_it_says_where_to_get_one() {
    World::new()
        .run(["bot"])
        .exits(2)
        .notes("discord.com/developers/applications")
        .notes("DISCORD_TOKEN")
        .notes("error: there is no token");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_commands_are_registered_once_and_the_invite_link_is_told() {
    let mut stage = Stage::with(restartable().await, small_world().indexed()).await;
    stage.discord.command("ask").await;
    let names: Vec<String> = stage
        .discord
        .commands(Scope::Global)
        .iter()
        .map(|command| command["name"].as_str().unwrap_or_default().to_owned())
        .collect();
    assert!(
        names.contains(&"Answer from the articles".to_owned()),
        "{names:?}"
    );
    let log = stage.log();
    let invite = format!("client_id={}", stage.discord.application_id());
    assert!(log.contains(&invite), "{log}");
    assert!(
        !log.contains(&stage.discord.token()),
        "the token is in the log"
    );
    stage.restart().await;
    stage.ask("what is fascia?").await;
    assert_eq!(stage.discord.overwrites(Scope::Global), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_commands_can_be_registered_for_one_server() {
    let discord = FakeDiscord::start().await;
    let world = small_world().indexed();
    let server = discord.guild().id();
    let bot = start_bot(&discord, &world, &["--guild", &server.to_string()]);
    discord.wait_until_ready().await;
    discord.command("ask").await;
    assert!(discord.commands(Scope::Global).is_empty());
    assert!(!discord.commands(Scope::Guild(server)).is_empty());
    drop(bot);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_token_is_told_in_one_sentence() {
    let discord = FakeDiscord::start().await;
    let world = small_world().variable("DISCORD_TOKEN", "wrong");
    let url = discord.api_url();
    let world = world.variable("FOOTNOTE_DISCORD_API_URL", &url);
    let output = tokio::task::spawn_blocking(move || world.run(["bot"])).await;
    output
        .expect("it ends")
        .exits(2)
        .notes("does not accept the token");
    discord.expect_refusal(codes::GENERAL).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_network_is_told_in_one_sentence() {
    // Nothing listens at a port that was just given back.
    let port = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port is free");
        listener.local_addr().expect("it has one").port()
    };
    let url = format!("http://127.0.0.1:{port}");
    let world = small_world()
        .variable("DISCORD_TOKEN", "any")
        .variable("FOOTNOTE_DISCORD_API_URL", &url);
    let output = tokio::task::spawn_blocking(move || world.run(["bot"])).await;
    output.expect("it ends").exits(2).notes("cannot be reached");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_discord_refuses_for_good_ends_the_program() {
    for (close, words) in [(4004, "does not accept the token"), (4014, "4014")] {
        let discord = FakeDiscord::start().await;
        let world = small_world().indexed();
        let mut bot = start_bot(&discord, &world, &[]);
        discord.wait_until_ready().await;
        discord.shard(0).close(close);
        let code = tokio::task::spawn_blocking(move || exit_code(&mut bot)).await;
        assert_eq!(code.expect("it ends"), Some(2));
        let log = world.read("bot.log");
        assert!(log.contains(words), "{log}");
    }
}
