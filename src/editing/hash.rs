//! [`ContentHash`]: what is in a file, in 64 hexadecimal digits.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::ArticlePath;

/// BLAKE3 of the bytes of a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ContentHash(String);

impl ContentHash {
    /// Of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(blake3::hash(bytes).to_hex().to_string())
    }

    /// Reads 64 hexadecimal digits, and nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        (text.len() == 64 && is_hexadecimal(text)).then(|| Self(text.to_owned()))
    }

    /// All digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first digits: enough to tell the versions of one article apart.
    pub fn short(&self) -> &str {
        &self.0[..8]
    }
}

impl TryFrom<String> for ContentHash {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("not 64 hexadecimal digits")
    }
}

impl From<ContentHash> for String {
    fn from(hash: ContentHash) -> Self {
        hash.0
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl ArticlePath {
    /// What a file is called that holds one version of the article: `fascia.0a1b2c3d.md`. Sent
    /// back, it says what was changed: see [`base_of`].
    pub fn version_name(&self, hash: &ContentHash) -> String {
        let stem = crate::corpus::slug(self.stem());
        let stem = if stem.is_empty() { "article" } else { &stem };
        format!("{stem}.{}.{}", hash.short(), self.ending())
    }

    /// A short name for the path, where a path has no room: 16 hexadecimal digits.
    pub fn key(&self) -> String {
        blake3::hash(self.as_str().as_bytes()).to_hex()[..16].to_owned()
    }
}

/// The first digits of the version that a file was made of, where its name says so.
pub fn base_of(name: &str) -> Option<&str> {
    let (stem, _) = name.rsplit_once('.')?;
    let (_, digits) = stem.rsplit_once('.')?;
    // A system that has a file of that name already appends a number.
    let digits = digits.split([' ', '(', '_']).next()?;
    (digits.len() == 8 && is_hexadecimal(digits)).then_some(digits)
}

/// Whether a text is made of hexadecimal digits in lower case.
pub(super) fn is_hexadecimal(text: &str) -> bool {
    text.bytes()
        .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_says_of_which_version_it_was_made() {
        let path = ArticlePath::existing("a/Was ist das?.md").unwrap();
        let hash = ContentHash::of(b"text");
        let name = path.version_name(&hash);
        assert_eq!(base_of(&name), Some(hash.short()));
        assert_eq!(base_of("was.0a1b2c3d (1).md"), Some("0a1b2c3d"));
        assert_eq!(base_of("was.0a1b2c3d_1.md"), Some("0a1b2c3d"));
        for name in [
            "was.md",
            "was.old.md",
            "0a1b2c3d.md",
            "was.0A1B2C3D.md",
            "was",
        ] {
            assert_eq!(base_of(name), None, "{name}");
        }
    }
}
