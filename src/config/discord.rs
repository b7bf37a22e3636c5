//! [`DiscordConfig`]: how the bot behaves. Never the token, which is no setting.

use serde::{Deserialize, Serialize};
use url::Url;

use super::value;

/// How the bot behaves on Discord. Ids are Discord's, as numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DiscordConfig {
    /// Address of the REST API instead of Discord's own: a rate-limiting proxy.
    #[serde(
        serialize_with = "value::write_web_address",
        deserialize_with = "value::web_address"
    )]
    pub api_url: Option<Url>,
    /// Servers whose moderators may reindex and change the articles. Empty: only the application's owner.
    pub home_servers: Vec<u64>,
    /// Roles that make a moderator, beside the permission Manage Server.
    pub moderator_roles: Vec<u64>,
    /// Channel that hears what moderators do. 0: none.
    pub log_channel: u64,
    /// Channels and forums whose new threads are answered from their title.
    pub thread_channels: Vec<u64>,
    /// Least confidence with which a question that nobody asked of the bot is answered, 0 to 1.
    #[serde(deserialize_with = "value::share")]
    pub unasked_confidence: f64,
    /// Questions that one member may ask in a minute. 0: as many as they like.
    pub member_questions_per_minute: u32,
    /// Questions that may be asked in one channel in a minute. 0: no limit.
    pub channel_questions_per_minute: u32,
    /// Questions that may be asked in one server in a minute. 0: no limit.
    pub server_questions_per_minute: u32,
    /// Seconds between two reindexes from Discord.
    pub reindex_cooldown_seconds: u64,
    /// Largest file that moderators may send, in MiB.
    #[serde(deserialize_with = "value::file_size")]
    pub max_upload_mib: u64,
    /// Changes that a moderator may begin in an hour, of articles that are their server's own.
    /// 0: as many as they like.
    pub member_changes_per_hour: u32,
    /// How much is kept of what the articles of one server's own were before, in MiB.
    #[serde(deserialize_with = "value::file_size")]
    pub own_versions_mib: u64,
    /// How many shards there are in all. 0: as many as Discord recommends, all in this process.
    pub shards: u32,
    /// The first shard of this process, from 0, when `shards` is set.
    pub first_shard: u32,
    /// The last shard of this process. 0 together with `first_shard` 0: all of them.
    pub last_shard: u32,
}

impl Default for DiscordConfig {
    fn default() -> Self {
        Self {
            api_url: None,
            home_servers: Vec::new(),
            moderator_roles: Vec::new(),
            log_channel: 0,
            thread_channels: Vec::new(),
            unasked_confidence: 0.9,
            member_questions_per_minute: 10,
            channel_questions_per_minute: 60,
            server_questions_per_minute: 300,
            reindex_cooldown_seconds: 60,
            max_upload_mib: 8,
            member_changes_per_hour: 60,
            own_versions_mib: 64,
            shards: 0,
            first_shard: 0,
            last_shard: 0,
        }
    }
}

impl DiscordConfig {
    /// The shards of this process, first and last, and how many there are in all. `None`: all,
    /// as Discord recommends.
    ///
    /// # Errors
    /// A sentence for the person who set a range that is none.
    pub fn shard_range(&self) -> Result<Option<(u32, u32, u32)>, String> {
        let (first, last, total) = (self.first_shard, self.last_shard, self.shards);
        if total == 0 {
            return if (first, last) == (0, 0) {
                Ok(None)
            } else {
                Err("discord.first_shard and discord.last_shard need discord.shards".to_owned())
            };
        }
        if (first, last) == (0, 0) {
            return Ok(Some((0, total - 1, total)));
        }
        if first > last || last >= total {
            return Err(format!(
                "discord.first_shard ({first}) to discord.last_shard ({last}) is no range \
                 within 0 to {}",
                total - 1
            ));
        }
        Ok(Some((first, last, total)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_of_shards_lies_within_their_number() {
        let range = |shards, first_shard, last_shard| {
            DiscordConfig {
                shards,
                first_shard,
                last_shard,
                ..DiscordConfig::default()
            }
            .shard_range()
        };
        assert_eq!(range(0, 0, 0), Ok(None));
        assert_eq!(range(4, 0, 0), Ok(Some((0, 3, 4))));
        assert_eq!(range(4, 2, 3), Ok(Some((2, 3, 4))));
        assert!(range(4, 3, 2).is_err());
        assert!(range(4, 0, 4).is_err());
        assert!(range(0, 1, 2).is_err());
    }
}
