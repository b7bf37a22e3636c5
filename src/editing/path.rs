//! [`ArticlePath`] and [`Place`]: which files may be named at all, and which part of the corpus
//! somebody may change. Pure: never looks at the disk.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use unicode_normalization::UnicodeNormalization as _;

/// Folder that sources write into.
pub const OF_SOURCES: &str = "sources/";

/// Folder of what single servers have for themselves.
const OF_SERVERS: &str = "servers/";

/// What an article's file may be called, after the last dot.
const ENDINGS: [&str; 5] = ["md", "markdown", "html", "htm", "txt"];

/// Longest name of one file or folder, in bytes; file systems take 255.
const MAX_NAME: usize = 180;

/// Longest path, in bytes.
const MAX_PATH: usize = 400;

/// Most folders above a file.
const MAX_DEPTH: usize = 8;

/// Names that mean a device on some systems, whatever their ending.
const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Path of an article within the corpus, with `/` between folders: relative, without `.` and
/// `..`, nothing hidden.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ArticlePath(String);

/// Why a text is not the path of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PathFault {
    /// There is nothing in it, or between two of its slashes.
    #[error("it has an empty part")]
    Empty,
    /// It or a part of it is too long, or it lies too deep.
    #[error("it is too long or too deep")]
    TooLong,
    /// It begins at the root of the disk, or names a drive.
    #[error("it does not lie within the corpus")]
    Absolute,
    /// It has a part `.` or `..`.
    #[error("it has a part that leads elsewhere (`.` or `..`)")]
    Climbs,
    /// A part begins with a dot.
    #[error("it is hidden: a part of it begins with a dot")]
    Hidden,
    /// It has characters that names of files cannot have everywhere.
    #[error("it has a character that the name of a file cannot have everywhere")]
    Character,
    /// A part is the name of a device on some systems, or ends with a dot or a space.
    #[error("a part of it means something else on some systems")]
    Reserved,
    /// It has not the ending of an article.
    #[error("it ends neither with .md, .html nor .txt")]
    Ending,
    /// It is one of the two files of the corpus that are no articles.
    #[error("it is no article")]
    NoArticle,
}

impl ArticlePath {
    /// A path for a new file: one that every usual system takes.
    pub fn new(text: &str) -> Result<Self, PathFault> {
        let bytes = text.as_bytes();
        let drive =
            bytes.first().is_some_and(u8::is_ascii_alphabetic) && bytes.get(1) == Some(&b':');
        if text.starts_with(['/', '\\']) || drive {
            return Err(PathFault::Absolute);
        }
        if text
            .split(['/', '\\'])
            .any(|part| matches!(part, "." | ".."))
        {
            return Err(PathFault::Climbs);
        }
        if text.chars().any(is_unfit) {
            return Err(PathFault::Character);
        }
        let path = Self::existing(text)?;
        for part in text.split('/') {
            let stem = part.split('.').next().unwrap_or_default().to_lowercase();
            let port = stem.strip_prefix("com").or(stem.strip_prefix("lpt"));
            let device = RESERVED.contains(&stem.trim_end())
                || port.is_some_and(|rest| {
                    let mut rest = rest.trim_end().chars();
                    rest.next()
                        .is_some_and(|c| c.is_ascii_digit() || "¹²³".contains(c))
                        && rest.next().is_none()
                });
            if device || part.ends_with(['.', ' ']) || part.starts_with(' ') {
                return Err(PathFault::Reserved);
            }
        }
        Ok(path)
    }

    /// A path that a file may have already, whoever named it.
    pub fn existing(text: &str) -> Result<Self, PathFault> {
        if text.len() > MAX_PATH || text.matches('/').count() > MAX_DEPTH {
            return Err(PathFault::TooLong);
        }
        for part in text.split('/') {
            match part {
                "" if text.starts_with('/') => return Err(PathFault::Absolute),
                "" => return Err(PathFault::Empty),
                "." | ".." => return Err(PathFault::Climbs),
                _ if part.starts_with('.') => return Err(PathFault::Hidden),
                _ if part.len() > MAX_NAME => return Err(PathFault::TooLong),
                _ if part.chars().any(|c| c.is_control() || c == '\\') => {
                    return Err(PathFault::Character);
                }
                _ => {}
            }
        }
        let name = text.rsplit('/').next().unwrap_or_default();
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        if !ENDINGS
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known))
        {
            return Err(PathFault::Ending);
        }
        if text.eq_ignore_ascii_case("README.md") || text.eq_ignore_ascii_case("synonyms.txt") {
            return Err(PathFault::NoArticle);
        }
        Ok(Self(text.to_owned()))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name of the file, without folders.
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }

    /// The name of the file, without folders and ending.
    pub fn stem(&self) -> &str {
        let name = self.name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// The ending, in lower case.
    pub fn ending(&self) -> String {
        let ending = self
            .name()
            .rsplit_once('.')
            .map_or("", |(_, ending)| ending);
        ending.to_ascii_lowercase()
    }

    /// The path as a system compares it that does not tell letter cases or ways to write an
    /// accent apart: two files of one such path cannot live together everywhere.
    pub fn folded(&self) -> String {
        self.0.nfc().flat_map(char::to_lowercase).nfc().collect()
    }
}

impl TryFrom<String> for ArticlePath {
    type Error = PathFault;

    fn try_from(text: String) -> Result<Self, PathFault> {
        Self::existing(&text)
    }
}

impl From<ArticlePath> for String {
    fn from(path: ArticlePath) -> Self {
        path.0
    }
}

impl fmt::Display for ArticlePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Characters that the name of a new file does not get: those that some system forbids, and
/// those that nobody sees.
fn is_unfit(c: char) -> bool {
    c.is_control()
        || matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}')
}

/// The part of the corpus that somebody may change: what all servers share, or what one server
/// has for itself.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Place(String);

impl Place {
    /// What all servers share.
    pub fn shared() -> Self {
        Self::default()
    }

    /// What one server has for itself.
    pub fn of_server(id: u64) -> Self {
        Self(format!("{OF_SERVERS}{id}/"))
    }

    /// What lies in a folder, as [`Self::folder`] gave it.
    pub(super) fn of_folder(folder: &str) -> Self {
        Self(folder.to_owned())
    }

    /// The server, where it is that of one.
    pub fn server(&self) -> Option<u64> {
        let id = self.0.strip_prefix(OF_SERVERS)?.strip_suffix('/')?;
        id.parse().ok()
    }

    /// The folder, as it begins the paths: empty, or with `/` at its end.
    pub fn folder(&self) -> &str {
        &self.0
    }

    /// Whether a path lies in this part.
    pub fn holds(&self, path: &ArticlePath) -> bool {
        if self.0.is_empty() {
            // Letter case does not matter: on some systems it is the same folder.
            !path.folded().starts_with(OF_SERVERS)
        } else {
            path.as_str().starts_with(&self.0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::path::{Component, Path};

    #[test]
    fn what_leads_elsewhere_is_no_path() {
        for (text, fault) in [
            ("", PathFault::Empty),
            ("a//b.md", PathFault::Empty),
            ("/etc/passwd.md", PathFault::Absolute),
            ("C:\\a.md", PathFault::Absolute),
            ("c:a.md", PathFault::Absolute),
            ("\\\\server\\a.md", PathFault::Absolute),
            ("../a.md", PathFault::Climbs),
            ("a/../../b.md", PathFault::Climbs),
            ("a\\..\\b.md", PathFault::Climbs),
            ("./a.md", PathFault::Climbs),
            (".git/a.md", PathFault::Hidden),
            ("a/.b.md", PathFault::Hidden),
            ("a\0.md", PathFault::Character),
            ("a\u{202e}dm.md", PathFault::Character),
            ("a\\b.md", PathFault::Character),
            ("nul.md", PathFault::Reserved),
            ("COM1.txt", PathFault::Reserved),
            ("a /b.md", PathFault::Reserved),
            ("a./b.md", PathFault::Reserved),
            ("a.exe", PathFault::Ending),
            ("md", PathFault::Ending),
            ("readme.MD", PathFault::NoArticle),
            ("synonyms.txt", PathFault::NoArticle),
        ] {
            assert_eq!(ArticlePath::new(text), Err(fault), "{text:?}");
        }
        assert!(ArticlePath::new(&format!("{}.md", "a".repeat(300))).is_err());
        assert!(ArticlePath::new(&format!("{}b.md", "a/".repeat(20))).is_err());
        assert!(ArticlePath::new("rücken/was-ist-das.md").is_ok());
        assert!(ArticlePath::new("help/README.md").is_ok());
        assert!(ArticlePath::existing("What: why?.md").is_ok());
    }

    #[test]
    fn a_server_and_what_is_shared_are_apart() {
        let path = |text| ArticlePath::new(text).unwrap();
        assert!(Place::shared().holds(&path("a.md")));
        assert!(!Place::shared().holds(&path("servers/1/a.md")));
        assert!(!Place::shared().holds(&path("Servers/1/a.md")));
        assert!(Place::of_server(1).holds(&path("servers/1/a.md")));
        assert!(!Place::of_server(1).holds(&path("servers/11/a.md")));
        assert!(!Place::of_server(1).holds(&path("a.md")));
        assert_eq!(Place::of_server(7).server(), Some(7));
        assert_eq!(Place::shared().server(), None);
    }

    proptest! {
        #[test]
        fn whatever_is_a_path_stays_within_the_corpus(
            text in "([a-z./\\\\: \u{0}~%-]|\\.\\./|C:|\\PC){0,30}(\\.md)?",
        ) {
            for path in [ArticlePath::new(&text), ArticlePath::existing(&text)] {
                let Ok(path) = path else { continue };
                let normal = |part| matches!(part, Component::Normal(_));
                prop_assert!(Path::new(path.as_str()).components().all(normal));
                prop_assert!(!path.as_str().contains(['\0', '\\']));
            }
        }
    }
}
