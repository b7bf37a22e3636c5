//! [`ServerLanguages`]: the language of each server, for replies to messages, with which Discord
//! tells none. In memory only; Discord tells it at every connection.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use serenity::all::{Context, EventHandler, Guild, PartialGuild};
use serenity::async_trait;

use super::Language;

/// The language that each server prefers.
#[derive(Debug, Default)]
pub struct ServerLanguages {
    /// Those of which the language is not the usual one.
    others: Mutex<HashMap<u64, Language>>,
}

impl ServerLanguages {
    /// Takes note of a server's locale.
    pub fn hear(&self, server: u64, locale: &str) {
        let mut others = self.others.lock().unwrap_or_else(PoisonError::into_inner);
        match Language::of_locale(locale) {
            Language::English => others.remove(&server),
            language => others.insert(server, language),
        };
    }

    /// The language of a server, or of a direct message, where nothing tells one.
    pub fn of(&self, server: Option<u64>) -> Language {
        let others = self.others.lock().unwrap_or_else(PoisonError::into_inner);
        server
            .and_then(|server| others.get(&server).copied())
            .unwrap_or_default()
    }
}

/// Not by way of poise, which holds back for 100 ms what comes in while it starts: by then somebody
/// may have been answered in the wrong language.
#[async_trait]
impl EventHandler for ServerLanguages {
    async fn guild_create(&self, _: Context, guild: Guild, _: Option<bool>) {
        self.hear(guild.id.get(), &guild.preferred_locale);
    }

    async fn guild_update(&self, _: Context, _: Option<Guild>, guild: PartialGuild) {
        self.hear(guild.id.get(), &guild.preferred_locale);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_has_the_language_that_it_told_last() {
        let servers = ServerLanguages::default();
        assert_eq!(servers.of(Some(1)), Language::English);
        servers.hear(1, "fr");
        servers.hear(2, "pt-BR");
        assert_eq!(servers.of(Some(1)), Language::French);
        assert_eq!(servers.of(Some(2)), Language::English);
        assert_eq!(servers.of(None), Language::English);
        servers.hear(1, "en-US");
        assert_eq!(servers.of(Some(1)), Language::English);
    }
}
