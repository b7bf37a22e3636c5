//! [`JournalConfig`]: what outlives a restart of the bot, and how long it is kept.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::value;

/// What outlives a restart of the bot, and how long it is kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct JournalConfig {
    /// Folder of the journal.
    #[serde(deserialize_with = "value::path")]
    pub path: PathBuf,
}

impl Default for JournalConfig {
    fn default() -> Self {
        Self {
            path: PathBuf::from("journal"),
        }
    }
}
