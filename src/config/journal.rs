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
    /// How many different people must have asked for something before its words are kept.
    #[serde(deserialize_with = "value::people")]
    pub min_people: u32,
    /// Days that counts, feedback and gaps are kept.
    #[serde(deserialize_with = "value::days")]
    pub retention_days: u32,
    /// Days that the audit log is kept.
    #[serde(deserialize_with = "value::audit_days")]
    pub audit_days: u32,
}

impl Default for JournalConfig {
    fn default() -> Self {
        Self {
            path: PathBuf::from("journal"),
            min_people: 3,
            retention_days: 90,
            audit_days: 365,
        }
    }
}
