//! What each kind of value must look like, in the words that a person reads when it
//! does not. Never names a key: serde knows where it stands.

use std::fmt;
use std::path::PathBuf;

use serde::de::{Deserializer, Error, Unexpected, Visitor};
use serde::{Deserialize, Serializer};
use url::Url;

use super::{MAX_LIMIT, SourceConfig};

/// Largest size that can be asked for: 1 GiB, since a file is read as a whole.
const MAX_FILE_MIB: u64 = 1024;

/// Most answers that can be kept: some 20 KiB each.
const MAX_REMEMBERED_ANSWERS: u64 = 10_000;
/// Longest time that what members asked can be kept.
const MAX_RETENTION_DAYS: u64 = 365;

/// Longest time that the audit log can be kept.
const MAX_AUDIT_DAYS: u64 = 3_650;

/// Most people that can be asked for, and fewest: of fewer, what is shown would tell who it was.
const MAX_PEOPLE: u64 = 100;
const MIN_PEOPLE: u64 = 2;

pub fn path<'de, D: Deserializer<'de>>(deserializer: D) -> Result<PathBuf, D::Error> {
    let path = String::deserialize(deserializer)?;
    if path.trim().is_empty() {
        return Err(D::Error::invalid_value(
            Unexpected::Str(&path),
            &"the path of a folder",
        ));
    }
    Ok(PathBuf::from(path))
}

/// A path, or none where it is empty.
pub fn optional_path<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<PathBuf>, D::Error> {
    let path = String::deserialize(deserializer)?;
    Ok((!path.trim().is_empty()).then(|| PathBuf::from(path)))
}

/// Writes no path as an empty string, since TOML has no null.
#[expect(clippy::ref_option, reason = "serde hands the field over as it is")]
pub fn write_optional_path<S: Serializer>(
    path: &Option<PathBuf>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let path = path.as_deref().unwrap_or(std::path::Path::new(""));
    serializer.serialize_str(&path.to_string_lossy())
}

pub fn web_address<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Url>, D::Error> {
    let address = String::deserialize(deserializer)?;
    if address.trim().is_empty() {
        return Ok(None);
    }
    let expected = "an address that starts with https:// or http://";
    match Url::parse(address.trim()) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => Ok(Some(url)),
        _ => Err(D::Error::invalid_value(
            Unexpected::Str(&address),
            &expected,
        )),
    }
}

/// Writes no address as an empty string, since TOML has no null.
#[expect(clippy::ref_option, reason = "serde hands the field over as it is")]
pub fn write_web_address<S: Serializer>(
    address: &Option<Url>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(address.as_ref().map_or("", Url::as_str))
}

pub fn file_size<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    deserializer.deserialize_any(WholeNumber::up_to(MAX_FILE_MIB))
}

pub fn people<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    let number = WholeNumber {
        min: MIN_PEOPLE,
        max: MAX_PEOPLE,
    };
    let number = deserializer.deserialize_any(number)?;
    u32::try_from(number).map_err(D::Error::custom)
}

pub fn days<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    let days = deserializer.deserialize_any(WholeNumber::up_to(MAX_RETENTION_DAYS))?;
    u32::try_from(days).map_err(D::Error::custom)
}

pub fn audit_days<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    let days = deserializer.deserialize_any(WholeNumber::up_to(MAX_AUDIT_DAYS))?;
    u32::try_from(days).map_err(D::Error::custom)
}

pub fn limit<'de, D: Deserializer<'de>>(deserializer: D) -> Result<usize, D::Error> {
    let max = MAX_LIMIT as u64;
    let limit = deserializer.deserialize_any(WholeNumber::up_to(max))?;
    usize::try_from(limit).map_err(D::Error::custom)
}

pub fn remembered_answers<'de, D: Deserializer<'de>>(deserializer: D) -> Result<usize, D::Error> {
    let max = MAX_REMEMBERED_ANSWERS;
    let count = deserializer.deserialize_any(WholeNumber { min: 0, max })?;
    usize::try_from(count).map_err(D::Error::custom)
}

pub fn share<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    deserializer.deserialize_any(Share)
}

/// All sources; refuses two of one name, which would share a folder.
pub fn sources_with_names_of_their_own<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<SourceConfig>, D::Error> {
    let sources = Vec::<SourceConfig>::deserialize(deserializer)?;
    for (place, source) in sources.iter().enumerate() {
        if sources[..place]
            .iter()
            .any(|other| other.name == source.name && other.server == source.server)
        {
            let message = format!("two sources are called \"{}\"; rename one", source.name);
            return Err(D::Error::custom(message));
        }
    }
    Ok(sources)
}

/// A whole number from `min` to `max`.
struct WholeNumber {
    min: u64,
    max: u64,
}

impl WholeNumber {
    /// From 1 to `max`.
    fn up_to(max: u64) -> Self {
        Self { min: 1, max }
    }
}

impl Visitor<'_> for WholeNumber {
    type Value = u64;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "a whole number from {} to {}",
            self.min, self.max
        )
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<u64, E> {
        match u64::try_from(number) {
            Ok(whole) if (self.min..=self.max).contains(&whole) => Ok(whole),
            _ => Err(E::invalid_value(Unexpected::Signed(number), &self)),
        }
    }
}

/// A number from 0 to 1.
struct Share;

impl Visitor<'_> for Share {
    type Value = f64;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a number from 0 to 1")
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<f64, E> {
        if (0.0..=1.0).contains(&number) {
            Ok(number)
        } else {
            Err(E::invalid_value(Unexpected::Float(number), &self))
        }
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<f64, E> {
        self.visit_f64(number as f64)
    }
}
