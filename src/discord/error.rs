//! [`BotError`]: why the bot cannot run, in one sentence that says what to do.

use thiserror::Error;

/// Why the bot cannot run.
#[derive(Debug, Error)]
pub enum BotError {
    /// Discord does not know the token.
    #[error(
        "Discord does not accept the token: look whether DISCORD_TOKEN holds the newest one of \
         your application (Bot > Reset Token in https://discord.com/developers/applications)"
    )]
    BadToken,
    /// Discord cannot be reached.
    #[error(
        "Discord cannot be reached at {address}: look whether this machine has a network, \
         whether a firewall stands in the way, and whether discord.api_url is right"
    )]
    Unreachable {
        /// Where it was looked for.
        address: String,
    },
    /// Discord refuses the bot's intents.
    #[error(
        "Discord refuses the intents that the bot asks for (close code 4014): it asks for none \
         that is privileged, so look at your application's settings under Bot, save them once \
         more, and try again"
    )]
    DisallowedIntents,
    /// Discord wants more shards.
    #[error(
        "Discord wants more shards than were set: set discord.shards to 0, or to a larger number"
    )]
    Shards,
    /// The system gives the bot no threads.
    #[error("the bot cannot start its threads: {0}")]
    Threads(#[from] rayon::ThreadPoolBuildError),
    /// The settings name a range of shards that is none.
    #[error("{0}")]
    Setting(String),
    /// The bot cannot stand before the gateway.
    #[error(
        "the bot cannot listen on 127.0.0.1, over which its own parts talk, or the API names no \
         gateway: {0}"
    )]
    Relay(std::io::Error),
    /// Discord ended the session for good.
    #[error("Discord ended the session for good: {0}")]
    Gateway(String),
}

impl From<serenity::Error> for BotError {
    fn from(error: serenity::Error) -> Self {
        use serenity::gateway::GatewayError;
        match error {
            serenity::Error::Gateway(GatewayError::InvalidAuthentication) => Self::BadToken,
            serenity::Error::Gateway(
                GatewayError::DisallowedGatewayIntents | GatewayError::InvalidGatewayIntents,
            ) => Self::DisallowedIntents,
            serenity::Error::Gateway(
                GatewayError::OverloadedShard | GatewayError::InvalidShardData,
            ) => Self::Shards,
            error => Self::Gateway(error.to_string()),
        }
    }
}
