//! [`FetchingConfig`]: how pages are fetched, whatever the source.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use url::Url;

/// How pages are fetched, whatever the source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FetchingConfig {
    /// Address that tells the owners of websites who fetches their pages.
    #[serde(
        serialize_with = "super::value::write_web_address",
        deserialize_with = "super::value::web_address"
    )]
    pub contact: Option<Url>,
    /// Least time between two requests to a host, in seconds, for sources that name none.
    #[serde(deserialize_with = "read_delay")]
    pub delay_seconds: f64,
    /// Hosts that every source of the configuration and of the home servers may ask, although
    /// they are private; see [`SourceConfig::allow_hosts`](super::SourceConfig).
    pub allow_hosts: Vec<String>,
    /// The same for sources that moderators add for their server alone: whoever invites the bot
    /// is a moderator somewhere, and `allow_hosts` is not meant for them.
    pub allow_hosts_for_servers: Vec<String>,
}

impl Default for FetchingConfig {
    fn default() -> Self {
        Self {
            contact: None,
            delay_seconds: 1.0,
            allow_hosts: Vec::new(),
            allow_hosts_for_servers: Vec::new(),
        }
    }
}

/// Whether a time between two requests makes sense, in seconds.
pub fn is_delay(seconds: f64) -> bool {
    (0.0..=3_600.0).contains(&seconds)
}

fn read_delay<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    let seconds = f64::deserialize(deserializer)?;
    if is_delay(seconds) {
        return Ok(seconds);
    }
    Err(D::Error::custom("expected a number from 0 to 3600"))
}
