//! The front end on Discord: the only code that says `serenity` or `poise`.
//!
//! The way of a question: an event or command -> `Bot::ask` -> `Librarian::ask` -> `card` ->
//! `delivery`. Never logs what people write, never stores more of it than `journal` says, and
//! never pings.

mod articles;
mod attachment;
mod bot;
mod card;
mod chart;
mod commands;
mod counting;
mod delivery;
mod desk;
mod edit_press;
mod edit_words;
mod error;
mod failure;
mod fetching;
mod form;
mod gaps;
mod gate;
mod history;
mod limits;
mod mention;
mod moderation;
mod place;
mod preflight;
mod press;
mod pressed;
mod quota;
mod registration;
mod relay;
mod renewal;
mod renewal_card;
mod reply;
mod restraint;
mod revision;
mod seen;
mod settings;
mod settings_card;
mod source_card;
mod source_news;
mod source_words;
mod text;
mod thread;
mod upkeep;
mod words;

#[cfg(test)]
mod tests;

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use poise::FrameworkError;
use serenity::all::{Client, ClientBuilder, FullEvent, GatewayIntents, GuildId, Interaction};

pub use error::BotError;

use bot::Bot;
use delivery::Call;
use failure::Trouble;
use relay::Relay;

use crate::config::{DiscordConfig, JournalConfig, Token};
use crate::editing::Editor;
use crate::journal::Journal;
use crate::librarian::Librarian;
use crate::sources::Sources;

/// None of them is privileged.
const INTENTS: GatewayIntents = GatewayIntents::GUILDS
    .union(GatewayIntents::GUILD_MESSAGES)
    .union(GatewayIntents::DIRECT_MESSAGES);

/// How long running answers and a reindex may take to end after the bot was told to leave.
const LEAVE_WITHIN: Duration = Duration::from_secs(8);

/// How often what is no longer needed is forgotten.
const SWEEP_EVERY: Duration = Duration::from_secs(60);

/// What the bot is started with.
pub struct Start {
    /// The one service.
    pub librarian: Librarian,
    /// What outlives a restart; none where it cannot be opened.
    pub journal: Option<Journal>,
    /// What is kept in it, and how long.
    pub keep: JournalConfig,
    /// Changes the articles; none without a journal.
    pub editor: Option<Editor>,
    /// Where articles come from; none where there is no journal.
    pub sources: Option<Sources>,
    /// Whether changed files are read by themselves, and up to which size, in bytes.
    pub watch: Option<u64>,
    /// How the bot behaves.
    pub config: DiscordConfig,
    /// The bot's secret.
    pub token: Token,
    /// Register the commands for this server alone.
    pub server: Option<u64>,
}

/// Runs the bot until `stop`, or until Discord ends it for good. `say` tells the person who
/// runs it what happens.
///
/// # Errors
/// A [`BotError`] that says what to do.
pub async fn run(
    start: Start,
    stop: impl Future<Output = ()>,
    say: impl Fn(&str) + Send + Sync + 'static,
) -> Result<(), BotError> {
    let shards = start.config.shard_range().map_err(BotError::Setting)?;
    let passed = preflight::check(&start, &say).await?;
    let server = start.server.map(GuildId::new);
    let gateway = passed.gateway;
    let bot = Arc::new(passed.bot);

    let data = Arc::clone(&bot);
    let framework = poise::Framework::builder()
        .options(options())
        .setup(move |_, ready, _| {
            say(&format!("Connected as {}.", text::plain(&ready.user.name)));
            Box::pin(async move { Ok(data) })
        })
        .build();
    let mut client = ClientBuilder::new_with_http(passed.http, INTENTS)
        .framework(framework)
        .event_handler_arc(Arc::clone(&bot.servers))
        .await?;
    // Had the look-up failed here, serenity would have gone to Discord's own address.
    let relay = Relay::bind(&gateway).await.map_err(BotError::Relay)?;
    *client.ws_url.lock().await = relay.address().map_err(BotError::Relay)?;
    let relaying = tokio::spawn(relay.run());

    let index = tokio::spawn({
        let bot = Arc::clone(&bot);
        async move {
            bot::recover(&bot).await;
            bot::ensure_index(&bot).await;
        }
    });
    let registering = tokio::spawn({
        let bot = Arc::clone(&bot);
        async move { register(&bot, server).await }
    });
    let sweeping = tokio::spawn({
        let bot = Arc::clone(&bot);
        async move { sweep(&bot).await }
    });
    let watching = tokio::spawn({
        let bot = Arc::clone(&bot);
        async move { bot.settings.watch().await }
    });

    let keeping_up = tokio::spawn({
        let bot = Arc::clone(&bot);
        async move { upkeep::keep_up(&bot).await }
    });

    let manager = Arc::clone(&client.shard_manager);
    let ended = tokio::select! {
        ended = connect(&mut client, shards) => ended.map_err(BotError::from),
        () = bot.delivery.token_refused.notified() => Err(BotError::BadToken),
        () = stop => Ok(()),
    };
    bot.gate.close();
    let leave = async {
        bot.gate.empty().await;
        manager.shutdown_all().await;
    };
    if tokio::time::timeout(LEAVE_WITHIN, leave).await.is_err() {
        tracing::warn!("something did not end in time; leaving all the same");
    }
    if tokio::time::timeout(LEAVE_WITHIN, bot.end_counting())
        .await
        .is_err()
    {
        tracing::warn!("the last questions could not be counted");
    }
    relaying.abort();
    for task in [index, registering, sweeping, watching, keeping_up] {
        task.abort();
    }
    ended
}

async fn connect(client: &mut Client, shards: Option<(u32, u32, u32)>) -> serenity::Result<()> {
    match shards {
        None => client.start_autosharded().await,
        Some((first, last, total)) => client.start_shard_range(first..last, total).await,
    }
}

fn options() -> poise::FrameworkOptions<Arc<Bot>, Infallible> {
    poise::FrameworkOptions {
        commands: commands::all(),
        on_error: |error| Box::pin(apologise(error)),
        event_handler: |framework, event| {
            Box::pin(async move {
                hear(framework.user_data, event).await;
                Ok(())
            })
        },
        allowed_mentions: Some(serenity::all::CreateAllowedMentions::new()),
        // The preflight knows them.
        initialize_owners: false,
        ..Default::default()
    }
}

/// What is no command.
async fn hear(bot: &Arc<Bot>, event: &FullEvent) {
    match event {
        FullEvent::Message { new_message } => mention::hear(bot, new_message).await,
        FullEvent::ThreadCreate { thread } => thread::opened(bot, thread).await,
        FullEvent::InteractionCreate {
            interaction: Interaction::Component(interaction),
        } => pressed::pressed(bot, interaction).await,
        FullEvent::InteractionCreate {
            interaction: Interaction::Modal(interaction),
        } => pressed::submitted(bot, interaction).await,
        _ => {}
    }
}

/// A command that poise could not run, or that panicked.
async fn apologise(error: FrameworkError<'_, Arc<Bot>, Infallible>) {
    let (bot, interaction, trouble) = match &error {
        FrameworkError::UnknownInteraction {
            framework,
            interaction,
            ..
        } => (framework.user_data, *interaction, Trouble::UnknownPress),
        // What was sent fits no option, or an option of another version of the command.
        FrameworkError::CommandStructureMismatch { ctx, .. }
        | FrameworkError::ArgumentParse {
            ctx: poise::Context::Application(ctx),
            ..
        } => (
            ctx.framework.user_data,
            ctx.interaction,
            Trouble::UnfitOption,
        ),
        error => match error.ctx() {
            Some(poise::Context::Application(ctx)) => {
                (ctx.data(), ctx.interaction, Trouble::Broken)
            }
            _ => return,
        },
    };
    // The text of the error may hold what somebody typed.
    tracing::error!("a command could not be run");
    bot.apologise(Call::from(interaction), &trouble).await;
}

async fn register(bot: &Bot, server: Option<GuildId>) {
    match registration::register(&bot.delivery, &commands::all(), server).await {
        Ok(true) => tracing::info!("the commands were registered"),
        Ok(false) => tracing::debug!("the commands are registered already"),
        Err(error) => tracing::error!(%error, "the commands could not be registered"),
    }
}

async fn sweep(bot: &Bot) {
    let mut ticks = tokio::time::interval(SWEEP_EVERY);
    let mut forgotten = None;
    loop {
        ticks.tick().await;
        bot.quota.sweep();
        bot.tend_journal(&mut forgotten).await;
        bot.sweep_staged().await;
    }
}
