//! [`SourceConfig`]: where articles come from beside the corpus's own folder, and how politely
//! they are fetched. Lists have no variable in the environment: sources stand in the file alone,
//! or are added by moderators.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use url::Url;

use super::fetching::is_delay;
use super::{SourceFault, read_interval, write_interval};

/// Longest name of a source, in characters: it becomes the name of a folder.
pub const MAX_SOURCE_NAME: usize = 40;

/// A source of articles.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct SourceConfig {
    /// Its name, which is also that of its folder below `sources/` in the corpus, or in the
    /// folder of its server there. Unique among the sources of the same server.
    pub name: String,
    /// The server that alone sees its articles, by Discord's id; none: all share them.
    pub server: Option<u64>,
    /// What it is and where.
    pub place: SourcePlace,
    /// Topics of all its articles, beside their own.
    pub topics: Vec<String>,
    /// How often it is refreshed while the bot runs; none: only when asked.
    pub every: Option<Duration>,
    /// What bounds a refresh.
    pub limits: SourceLimits,
    /// Hosts, with their port where it is not the usual one, that may be asked although they lie
    /// in a private network or on this machine, or behind an unusual port.
    pub allow_hosts: Vec<String>,
}

/// What a source is and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourcePlace {
    /// Another folder on this machine.
    Folder(PathBuf),
    /// A website, by its address or that of its sitemap.
    Website(Url),
    /// The entries of an RSS or Atom feed.
    Feed(Url),
    /// A single page.
    Page(Url),
    /// A git repository.
    Git {
        /// Its https address.
        address: Url,
        /// The branch; none: the one that the repository names.
        branch: Option<String>,
        /// The folder within, with `/` between folders; empty: all of it.
        folder: String,
    },
}

/// What bounds a refresh.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SourceLimits {
    /// Most pages or files.
    pub pages: usize,
    /// Most MiB of one page or file.
    pub page_mib: u64,
    /// Most MiB in all.
    pub mib: u64,
    /// Longest time for one page, in seconds.
    pub page_seconds: u64,
    /// Longest time in all, in seconds.
    pub seconds: u64,
    /// Least time between two requests to a host, in seconds; none: what
    /// [`FetchingConfig`](super::FetchingConfig) says.
    pub delay_seconds: Option<f64>,
}

impl Default for SourceLimits {
    fn default() -> Self {
        Self {
            pages: 1_000,
            page_mib: 5,
            mib: 200,
            page_seconds: 30,
            seconds: 3_600,
            delay_seconds: None,
        }
    }
}

impl SourceLimits {
    /// What bounds the sources that moderators add for their server alone.
    pub const OF_SERVER: Self = Self {
        pages: 200,
        page_mib: 1,
        mib: 32,
        page_seconds: 15,
        seconds: 300,
        delay_seconds: None,
    };

    /// Shortest time between two refreshes of such a source by itself, in seconds.
    pub const LEAST_EVERY_OF_SERVER: u64 = 3_600;

    /// The same, and no more than `most`.
    #[must_use]
    pub fn within(self, most: Self) -> Self {
        Self {
            pages: self.pages.min(most.pages),
            page_mib: self.page_mib.min(most.page_mib),
            mib: self.mib.min(most.mib),
            page_seconds: self.page_seconds.min(most.page_seconds),
            seconds: self.seconds.min(most.seconds),
            delay_seconds: self.delay_seconds,
        }
    }
}

impl SourcePlace {
    /// The word that names its kind in the configuration.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Folder(_) => "folder",
            Self::Website(_) => "website",
            Self::Feed(_) => "feed",
            Self::Page(_) => "page",
            Self::Git { .. } => "git",
        }
    }

    /// The place of a kind at an address of the web.
    pub fn on_the_web(kind: &str, address: &str) -> Result<Self, SourceFault> {
        let url = Url::parse(address.trim())
            .ok()
            .filter(|url| matches!(url.scheme(), "http" | "https"))
            .filter(|url| url.host_str().is_some_and(|host| !host.is_empty()))
            .ok_or(SourceFault::Address)?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(SourceFault::Credentials);
        }
        match kind {
            "website" => Ok(Self::Website(url)),
            "feed" => Ok(Self::Feed(url)),
            "page" => Ok(Self::Page(url)),
            "git" => Ok(Self::Git {
                address: url,
                branch: None,
                folder: String::new(),
            }),
            other => Err(SourceFault::Kind(other.to_owned())),
        }
    }
}

impl fmt::Display for SourcePlace {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(path) => write!(formatter, "{}", path.display()),
            Self::Website(url) | Self::Feed(url) | Self::Page(url) => url.fmt(formatter),
            Self::Git {
                address,
                branch,
                folder,
            } => {
                address.fmt(formatter)?;
                if let Some(branch) = branch {
                    write!(formatter, " ({branch})")?;
                }
                if !folder.is_empty() {
                    write!(formatter, " {folder}/")?;
                }
                Ok(())
            }
        }
    }
}

impl SourceConfig {
    /// A source that all share, with what the defaults say of the rest.
    pub fn new(name: &str, place: SourcePlace) -> Result<Self, SourceFault> {
        check_name(name)?;
        Ok(Self {
            name: name.to_owned(),
            server: None,
            place,
            topics: Vec::new(),
            every: None,
            limits: SourceLimits::default(),
            allow_hosts: Vec::new(),
        })
    }
}

/// A table of `[[sources]]` as it is written.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    server: Option<u64>,
    kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    path: Option<PathBuf>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    branch: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    folder: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    topic: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    topics: Vec<String>,
    #[serde(
        default,
        deserialize_with = "read_every",
        serialize_with = "write_every",
        skip_serializing_if = "Option::is_none"
    )]
    every: Option<Duration>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    allow_hosts: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    max_pages: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    max_page_mib: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    max_mib: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    max_page_seconds: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    max_seconds: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    delay_seconds: Option<f64>,
}

impl TryFrom<Written> for SourceConfig {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        check_name(&written.name).map_err(|fault| fault.to_string())?;
        let name = written.name.clone();
        let told = |reason: String| format!("the source \"{name}\": {reason}");
        let place = place(&written).map_err(told)?;
        let limits = limits(&written).map_err(told)?;
        let mut topics = written.topics;
        topics.extend(written.topic);
        topics.retain(|topic| !topic.trim().is_empty());
        if written.server == Some(0) {
            return Err(told("its `server` must be the id of a server".to_owned()));
        }
        Ok(Self {
            name: written.name,
            server: written.server,
            place,
            topics,
            every: written.every,
            limits,
            allow_hosts: written.allow_hosts,
        })
    }
}

impl From<SourceConfig> for Written {
    fn from(source: SourceConfig) -> Self {
        let kind = source.place.kind().to_owned();
        let (mut address, mut path, mut branch, mut folder) = (None, None, None, None);
        match source.place {
            SourcePlace::Folder(at) => path = Some(at),
            SourcePlace::Website(url) | SourcePlace::Feed(url) | SourcePlace::Page(url) => {
                address = Some(url.to_string());
            }
            SourcePlace::Git {
                address: url,
                branch: named,
                folder: within,
            } => {
                address = Some(url.to_string());
                branch = named;
                folder = Some(within).filter(|within| !within.is_empty());
            }
        }
        Self {
            name: source.name,
            server: source.server,
            kind,
            address,
            path,
            branch,
            folder,
            topic: None,
            topics: source.topics,
            every: source.every,
            allow_hosts: source.allow_hosts,
            max_pages: Some(source.limits.pages),
            max_page_mib: Some(source.limits.page_mib),
            max_mib: Some(source.limits.mib),
            max_page_seconds: Some(source.limits.page_seconds),
            max_seconds: Some(source.limits.seconds),
            delay_seconds: source.limits.delay_seconds,
        }
    }
}

fn check_name(name: &str) -> Result<(), SourceFault> {
    let fits = (1..=MAX_SOURCE_NAME).contains(&name.len());
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if fits && name.bytes().all(plain) && !name.starts_with('-') {
        return Ok(());
    }
    Err(SourceFault::Name(name.chars().take(80).collect()))
}

fn place(written: &Written) -> Result<SourcePlace, String> {
    let for_git = written.branch.is_some() || written.folder.is_some();
    if for_git && written.kind != "git" {
        return Err("only the kind git has `branch` and `folder`".to_owned());
    }
    if written.kind == "folder" {
        return match (&written.path, &written.address) {
            (Some(path), None) if !path.as_os_str().is_empty() => {
                Ok(SourcePlace::Folder(path.clone()))
            }
            _ => Err("the kind folder needs `path`, and no `address`".to_owned()),
        };
    }
    let (Some(address), None) = (&written.address, &written.path) else {
        return Err(format!(
            "the kind {} needs `address`, and no `path`",
            written.kind
        ));
    };
    let place = SourcePlace::on_the_web(&written.kind, address);
    let place = place.map_err(|fault| fault.to_string())?;
    let SourcePlace::Git { address, .. } = place else {
        return Ok(place);
    };
    let folder = written.folder.as_deref().unwrap_or_default();
    let folder = folder.trim_matches('/').to_owned();
    if folder.split('/').any(|part| part == "..") {
        return Err("its `folder` must lie within the repository".to_owned());
    }
    if let Some(branch) = &written.branch
        && (branch.is_empty() || branch.starts_with('-') || branch.contains(char::is_whitespace))
    {
        return Err("its `branch` is not the name of a branch".to_owned());
    }
    Ok(SourcePlace::Git {
        address,
        branch: written.branch.clone(),
        folder,
    })
}

fn limits(written: &Written) -> Result<SourceLimits, String> {
    let usual = SourceLimits::default();
    let bounded = |key: &str, value: Option<u64>, usual: u64, max: u64| match value {
        None => Ok(usual),
        Some(value) if (1..=max).contains(&value) => Ok(value),
        Some(value) => Err(format!(
            "`{key}`: expected a whole number from 1 to {max}, found {value}"
        )),
    };
    if written.delay_seconds.is_some_and(|delay| !is_delay(delay)) {
        return Err("`delay_seconds`: expected a number from 0 to 3600".to_owned());
    }
    let pages = written.max_pages.map(|pages| pages as u64);
    Ok(SourceLimits {
        pages: bounded("max_pages", pages, usual.pages as u64, 100_000)? as usize,
        page_mib: bounded("max_page_mib", written.max_page_mib, usual.page_mib, 100)?,
        mib: bounded("max_mib", written.max_mib, usual.mib, 100_000)?,
        page_seconds: bounded(
            "max_page_seconds",
            written.max_page_seconds,
            usual.page_seconds,
            600,
        )?,
        seconds: bounded("max_seconds", written.max_seconds, usual.seconds, 86_400)?,
        delay_seconds: written.delay_seconds,
    })
}

fn read_every<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Duration>, D::Error> {
    let text = String::deserialize(deserializer)?;
    let interval =
        read_interval(&text).map_err(|why| D::Error::custom(format!("`every`: {why}")))?;
    Ok(Some(interval))
}

#[expect(clippy::ref_option, reason = "serde hands the field over as it is")]
fn write_every<S: Serializer>(every: &Option<Duration>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&every.map(write_interval).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<SourceConfig, String> {
        toml::from_str(text).map_err(|error: toml::de::Error| error.message().to_owned())
    }

    #[test]
    fn a_source_is_read_and_written_as_it_was() {
        let text = "name = 'handbook'\nserver = 110000000000000001\nkind = 'git'\naddress = 'https://example.org/a.git'\n\
                    branch = 'main'\nfolder = '/docs/'\ntopic = 'Care'\nevery = '12h'\n\
                    max_pages = 20\ndelay_seconds = 0.5\nallow_hosts = ['127.0.0.1:8080']\n";
        let source = read(text).unwrap();
        assert_eq!(source.every, Some(Duration::from_secs(43_200)));
        assert_eq!(source.limits.pages, 20);
        assert_eq!(
            source.place.to_string(),
            "https://example.org/a.git (main) docs/"
        );
        let written = serde_json::to_string(&source).unwrap();
        assert_eq!(
            serde_json::from_str::<SourceConfig>(&written).unwrap(),
            source
        );
    }

    #[test]
    fn what_is_wrong_with_a_source_is_said_with_its_name() {
        let case = |text: &str, expected: &str| {
            let error = read(text).unwrap_err();
            assert!(error.contains(expected), "{error}");
        };
        case(
            "name = 'a/../b'\nkind = 'page'\naddress = 'https://a.example'",
            "1 to 40 of a-z",
        );
        case(
            "name = 'a'\nkind = 'page'",
            "\"a\": the kind page needs `address`",
        );
        case("name = 'a'\nkind = 'folder'", "needs `path`");
        case(
            "name = 'a'\nkind = 'site'\naddress = 'https://a.example'",
            "must be folder, website",
        );
        case(
            "name = 'a'\nkind = 'page'\naddress = 'file:///etc/passwd'",
            "must start with https://",
        );
        case(
            "name = 'a'\nkind = 'page'\naddress = 'https://me:pw@a.example'",
            "a password",
        );
        case(
            "name = 'a'\nkind = 'page'\naddress = 'https://a.example'\nbranch = 'b'",
            "only the kind git",
        );
        case(
            "name = 'a'\nkind = 'page'\naddress = 'https://a.example'\nevery = 'daily'",
            "`every`: expected a time",
        );
        case(
            "name = 'a'\nkind = 'page'\naddress = 'https://a.example'\nmax_pages = 0",
            "`max_pages`: expected a whole",
        );
        case(
            "name = 'a'\nkind = 'git'\naddress = 'https://a.example'\nfolder = 'a/../../b'",
            "within the repository",
        );
        case(
            "name = 'a'\nkind = 'git'\naddress = 'https://a.example'\nbranch = '--upload-pack=x'",
            "not the name of a branch",
        );
    }
}
