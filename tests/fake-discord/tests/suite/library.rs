//! That serenity, the library that the bot is built with, finds all that it needs.

use std::sync::Arc;
use std::time::Duration;

use fake_discord::{FakeDiscord, Scope, codes};
use serde_json::json;
use serenity::all::{
    ButtonStyle, Command, CommandOptionType, Context, CreateActionRow, CreateAllowedMentions,
    CreateAttachment, CreateButton, CreateCommand, CreateCommandOption, CreateEmbed,
    CreateInteractionResponse, CreateInteractionResponseFollowup, CreateInteractionResponseMessage,
    CreateMessage, EditInteractionResponse, EventHandler, GatewayIntents, GuildChannel, Http,
    HttpBuilder, Interaction, Message, Ready,
};
use serenity::async_trait;

/// A bot that answers everything in the plainest way.
struct Parrot;

fn nobody() -> CreateAllowedMentions {
    CreateAllowedMentions::new().replied_user(false)
}

#[async_trait]
impl EventHandler for Parrot {
    async fn ready(&self, context: Context, _: Ready) {
        let option = CreateCommandOption::new(CommandOptionType::String, "text", "What to say")
            .required(true);
        let say = CreateCommand::new("say")
            .description("Say it back")
            .add_option(option);
        Command::set_global_commands(&context, vec![say])
            .await
            .expect("commands are taken");
    }

    async fn message(&self, context: Context, message: Message) {
        if message.author.bot
            || !message
                .mentions_me(&context)
                .await
                .expect("it knows itself")
        {
            return;
        }
        let reply = CreateMessage::new()
            .content(format!("You said: {}", message.content.len()))
            .reference_message(&message)
            .allowed_mentions(nobody());
        message
            .channel_id
            .send_message(&context, reply)
            .await
            .expect("a reply is taken");
    }

    async fn thread_create(&self, context: Context, thread: GuildChannel) {
        let reply = CreateMessage::new()
            .content(format!("New: {}", thread.name))
            .allowed_mentions(nobody());
        thread
            .id
            .send_message(&context, reply)
            .await
            .expect("a message is taken");
    }

    async fn interaction_create(&self, context: Context, interaction: Interaction) {
        match interaction {
            Interaction::Command(command) => {
                let text = command.data.options[0].value.as_str().unwrap_or_default();
                let button = CreateButton::new("again")
                    .label("Again")
                    .style(ButtonStyle::Primary);
                let message = CreateInteractionResponseMessage::new()
                    .embed(CreateEmbed::new().title("Said").description(text))
                    .components(vec![CreateActionRow::Buttons(vec![button])])
                    .allowed_mentions(nobody());
                let reply = CreateInteractionResponse::Message(message);
                command
                    .create_response(&context, reply)
                    .await
                    .expect("a reply is taken");
                let own = command
                    .get_response(&context)
                    .await
                    .expect("it can be read");
                assert!(own.author.bot);
                let edit = EditInteractionResponse::new()
                    .content("done")
                    .allowed_mentions(nobody());
                command
                    .edit_response(&context, edit)
                    .await
                    .expect("an edit is taken");
                let file = CreateAttachment::bytes(&b"a,b"[..], "table.csv");
                let more = CreateInteractionResponseFollowup::new()
                    .content("and a file")
                    .add_file(file)
                    .ephemeral(true)
                    .allowed_mentions(nobody());
                command
                    .create_followup(&context, more)
                    .await
                    .expect("a follow-up is taken");
            }
            Interaction::Component(component) => {
                let message = CreateInteractionResponseMessage::new()
                    .content(format!("pressed {}", component.data.custom_id))
                    .components(Vec::new())
                    .allowed_mentions(nobody());
                let reply = CreateInteractionResponse::UpdateMessage(message);
                component
                    .create_response(&context, reply)
                    .await
                    .expect("an update is taken");
            }
            other => panic!("not expected: {other:?}"),
        }
    }
}

fn http(discord: &FakeDiscord) -> Http {
    let http = HttpBuilder::new(discord.token()).proxy(discord.api_url());
    http.ratelimiter_disabled(true).build()
}

async fn connect(discord: &FakeDiscord) -> Arc<Http> {
    let intents =
        GatewayIntents::GUILDS | GatewayIntents::GUILD_MESSAGES | GatewayIntents::DIRECT_MESSAGES;
    let mut client = serenity::client::ClientBuilder::new_with_http(http(discord), intents)
        .event_handler(Parrot)
        .await
        .expect("a client is made");
    assert_eq!(*client.ws_url.lock().await, discord.gateway_url());
    let http = Arc::clone(&client.http);
    tokio::spawn(async move { client.start_autosharded().await });
    discord.wait_until_ready().await;
    http
}

#[tokio::test]
async fn a_library_registers_a_command_and_answers_it_with_all_that_follows() {
    let discord = FakeDiscord::start().await;
    connect(&discord).await;
    let (ada, general) = (discord.member("Ada"), discord.channel("general"));
    let asked = ada.slash(&general, "say", json!({"text": "*hello*"})).await;
    let reply = asked
        .reply()
        .await
        .until("is done", |m| m.content() == "done")
        .await;
    assert_eq!(discord.overwrites(Scope::Global), 1);
    assert_eq!(
        reply.render(),
        "Footnote [bot] · edited\ndone\n┌────\n│ Said\n│\n│ *hello*\n└────\n[ Again ]"
    );
    let file = asked.follow_up(0).await;
    assert!(file.is_ephemeral());
    assert_eq!(file.files()[0].bytes, b"a,b");
    assert!(asked.acknowledged().await < Duration::from_secs(3));

    let pressed = ada.click(&reply, "Again");
    assert_eq!(pressed.reply().await.content(), "pressed again");
    assert_eq!(asked.answers(), 2);
}

#[tokio::test]
async fn a_library_reads_messages_that_mention_it_private_ones_and_threads() {
    let discord = FakeDiscord::start().await;
    connect(&discord).await;
    let (ada, general) = (discord.member("Ada"), discord.channel("general"));
    let hidden = ada.says(&general, "nothing for the bot");
    let said = ada.says(&general, &format!("{} hello", discord.mention()));
    let reply = said.reply().await;
    assert_eq!(
        reply.content(),
        format!("You said: {}", said.content().len())
    );
    let again = ada.replies_to(&reply, "why?");
    assert_eq!(again.reply().await.content(), "You said: 4");
    assert!(hidden.replies().is_empty());
    let (thread, _) = ada.opens_thread(&discord.channel("help"), "My back", "It hurts");
    assert_eq!(thread.next_message().await.content(), "New: My back");
}

#[tokio::test]
async fn a_library_resumes_and_misses_nothing() {
    let discord = FakeDiscord::start().await;
    connect(&discord).await;
    let (ada, general) = (discord.member("Ada"), discord.channel("general"));
    discord.command("say").await;
    let shard = discord.shard(0);
    let session = shard.session_id();
    shard.drop_connection();
    let said = ada.says(&general, &format!("{} are you there?", discord.mention()));
    shard.resumed(1).await;
    assert!(said.reply().await.content().starts_with("You said"));
    assert_eq!(shard.session_id(), session);
}

#[tokio::test]
async fn a_library_is_told_what_was_refused() {
    let discord = FakeDiscord::start().await;
    let http = connect(&discord).await;
    let general = serenity::all::ChannelId::new(discord.channel("general").id());
    let empty = CreateMessage::new().content(" ").allowed_mentions(nobody());
    let error = general
        .send_message(&http, empty)
        .await
        .expect_err("it is refused");
    assert!(error.to_string().contains("empty message"), "{error}");
    discord.expect_refusal(codes::EMPTY_MESSAGE).await;
}
