//! What each kind of value must look like, in the words that a person reads when it
//! does not. Never names a key: serde knows where it stands.

use std::fmt;
use std::path::PathBuf;

use serde::de::{Deserializer, Error, Unexpected, Visitor};
use serde::{Deserialize, Serializer};
use url::Url;

use super::MAX_LIMIT;

/// Largest size that can be asked for: 1 GiB, since a file is read as a whole.
const MAX_FILE_MIB: u64 = 1024;

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
    deserializer.deserialize_any(WholeNumber { max: MAX_FILE_MIB })
}

pub fn limit<'de, D: Deserializer<'de>>(deserializer: D) -> Result<usize, D::Error> {
    let max = MAX_LIMIT as u64;
    let limit = deserializer.deserialize_any(WholeNumber { max })?;
    usize::try_from(limit).map_err(D::Error::custom)
}

pub fn share<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    deserializer.deserialize_any(Share)
}

/// A whole number from 1 to `max`.
struct WholeNumber {
    max: u64,
}

impl Visitor<'_> for WholeNumber {
    type Value = u64;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "a whole number from 1 to {}", self.max)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<u64, E> {
        match u64::try_from(number) {
            Ok(whole) if (1..=self.max).contains(&whole) => Ok(whole),
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
