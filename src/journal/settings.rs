//! What each server has set: plain data, with what is left out as the configuration says.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Journal, JournalError};

/// What a server has set. Ids are Discord's, as numbers.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ServerSettings {
    /// The channels in which the bot answers for everybody; none: in all.
    pub channels: Vec<u64>,
    /// Channels and forums whose new threads are answered unasked, beside those of the
    /// configuration.
    pub thread_channels: Vec<u64>,
    /// Roles that make a moderator of this server, beside those of the configuration.
    pub moderator_roles: Vec<u64>,
    /// Whether an answer is shown to the asker alone, where they do not say.
    pub private: Option<bool>,
    /// Passages on one page of an answer.
    pub passages: Option<usize>,
    /// Least confidence with which a thread is answered unasked, 0 to 1.
    pub unasked_confidence: Option<f64>,
    /// The language of the bot's own words.
    pub language: Tongue,
    /// What is said under answers from articles of a topic, by topic.
    pub cautions: BTreeMap<String, String>,
    /// Topics whose shared articles this server sees; see `folders`.
    pub topics: Vec<String>,
    /// Folders whose shared articles this server sees. Without topics and folders: all.
    pub folders: Vec<String>,
    /// What a newer version of the program has set, kept as it is.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// The language of the bot's own words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tongue {
    /// English.
    En,
    /// German.
    De,
    /// Spanish.
    Es,
    /// French.
    Fr,
    /// That of the person who asks, or of the server.
    #[default]
    #[serde(other)]
    Auto,
}

impl Journal {
    /// What every server has set, by its id.
    pub fn all_settings(&self) -> Result<HashMap<u64, ServerSettings>, JournalError> {
        let rows = self.transact(|database| {
            let mut rows = database.prepare_cached("SELECT server, settings FROM settings")?;
            let rows = rows.query_map([], |row| {
                Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
            })?;
            rows.collect::<Result<Vec<_>, _>>()
        })?;
        let rows = rows.into_iter();
        Ok(rows
            .map(|(server, text)| (server.cast_unsigned(), read(&text)))
            .collect())
    }

    /// Changes what a server has set, in one step, at a time in seconds since 1970-01-01 UTC.
    /// Gives what it is then, and what `change` gives.
    pub fn change_settings<T>(
        &self,
        server: u64,
        at: i64,
        change: impl FnOnce(&mut ServerSettings) -> T,
    ) -> Result<(ServerSettings, T), JournalError> {
        self.transact(|database| {
            let id = server.cast_signed();
            let text: Option<String> = database
                .prepare_cached("SELECT settings FROM settings WHERE server = ?")?
                .query_row([id], |row| row.get(0))
                .optional()?;
            let mut settings = text.as_deref().map(read).unwrap_or_default();
            let said = change(&mut settings);
            let text = serde_json::to_string(&settings)
                .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
            database
                .prepare_cached(
                    "INSERT INTO settings (server, settings, changed) VALUES (?1, ?2, ?3)
                     ON CONFLICT (server) DO UPDATE SET settings = ?2, changed = ?3",
                )?
                .execute(params![id, text, at])?;
            Ok((settings, said))
        })
    }

    /// A number that changes whenever another program has written to the journal.
    pub fn written_elsewhere(&self) -> Result<i64, JournalError> {
        let connection = self
            .connection
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        Ok(connection.pragma_query_value(None, "data_version", |row| row.get(0))?)
    }
}

/// Reads settings; of those that are not understood, each alone is left at its default.
fn read(text: &str) -> ServerSettings {
    let Ok(Value::Object(all)) = serde_json::from_str(text) else {
        return ServerSettings::default();
    };
    let whole = serde_json::from_value(Value::Object(all.clone()));
    whole.unwrap_or_else(|_| {
        let understood = all.into_iter().filter(|(name, value)| {
            let one = Map::from_iter([(name.clone(), value.clone())]);
            serde_json::from_value::<ServerSettings>(Value::Object(one)).is_ok()
        });
        let understood = Value::Object(understood.collect());
        serde_json::from_value(understood).unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn journal() -> (tempfile::TempDir, Journal) {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::open(folder.path()).unwrap();
        (folder, journal)
    }

    #[test]
    fn a_server_has_its_own_settings_and_no_others() {
        let (_folder, journal) = journal();
        journal
            .change_settings(u64::MAX, 1, |settings| settings.passages = Some(5))
            .unwrap();
        let (changed, ()) = journal
            .change_settings(u64::MAX, 2, |settings| settings.language = Tongue::De)
            .unwrap();
        assert_eq!((changed.passages, changed.language), (Some(5), Tongue::De));
        journal
            .change_settings(7, 3, |settings| settings.private = Some(true))
            .unwrap();
        let all = journal.all_settings().unwrap();
        assert_eq!(all.len(), 2);
        assert_eq!(all[&u64::MAX], changed);
        assert_eq!(all[&7].passages, None);
    }

    #[test]
    fn what_a_newer_version_has_set_is_kept_through_a_change() {
        let (_folder, journal) = journal();
        let newer = r#"{"colour":"red","language":"nl","passages":"many","private":true}"#;
        journal
            .transact(|database| database.execute("INSERT INTO settings VALUES (1, ?, 0)", [newer]))
            .unwrap();
        let (settings, ()) = journal
            .change_settings(1, 1, |settings| settings.channels.push(9))
            .unwrap();
        assert_eq!(settings.private, Some(true));
        assert_eq!((settings.passages, settings.language), (None, Tongue::Auto));
        let kept = journal.all_settings().unwrap().remove(&1).unwrap();
        assert_eq!(kept.other["colour"], "red");
        assert_eq!(kept.channels, [9]);
    }

    #[test]
    fn another_program_s_change_is_noticed_and_ones_own_is_not() {
        let (folder, journal) = journal();
        let before = journal.written_elsewhere().unwrap();
        journal.change_settings(1, 1, |_| {}).unwrap();
        assert_eq!(journal.written_elsewhere().unwrap(), before);
        let other = Journal::open(folder.path()).unwrap();
        other.change_settings(1, 2, |_| {}).unwrap();
        assert_ne!(journal.written_elsewhere().unwrap(), before);
    }
}
