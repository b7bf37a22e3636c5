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

/// Longest name of a source, in characters: it becomes the name of a folder.
pub const MAX_SOURCE_NAME: usize = 40;

/// Shortest time between two refreshes of a source.
const MIN_EVERY: Duration = Duration::from_secs(60);

/// A source of articles.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct SourceConfig {
    /// Its name, which is also that of its folder below `sources/` in the corpus.
    pub name: String,
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

    /// The place of a kind at an address of the web, or in words why there is none.
    pub fn on_the_web(kind: &str, address: &str) -> Result<Self, String> {
        let url = Url::parse(address.trim())
            .ok()
            .filter(|url| matches!(url.scheme(), "http" | "https"))
            .filter(|url| url.host_str().is_some_and(|host| !host.is_empty()))
            .ok_or("its address must start with https:// or http:// and name a host")?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err("its address must not hold a user name or a password".to_owned());
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
            other => Err(format!(
                "its kind must be folder, website, feed, page or git, not \"{other}\""
            )),
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
    /// A source with what the defaults say of the rest.
    pub fn new(name: &str, place: SourcePlace) -> Result<Self, String> {
        check_name(name)?;
        Ok(Self {
            name: name.to_owned(),
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
        check_name(&written.name)?;
        let name = written.name.clone();
        let told = |reason: String| format!("the source \"{name}\": {reason}");
        let place = place(&written).map_err(told)?;
        let limits = limits(&written).map_err(told)?;
        let mut topics = written.topics;
        topics.extend(written.topic);
        topics.retain(|topic| !topic.trim().is_empty());
        Ok(Self {
            name: written.name,
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

fn check_name(name: &str) -> Result<(), String> {
    let fits = (1..=MAX_SOURCE_NAME).contains(&name.len());
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if fits && name.bytes().all(plain) && !name.starts_with('-') {
        return Ok(());
    }
    Err(format!(
        "the name of a source must have 1 to {MAX_SOURCE_NAME} of a-z, 0-9 and -, such as \
         \"handbook\"; found \"{}\"",
        name.chars().take(80).collect::<String>()
    ))
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
    let place = SourcePlace::on_the_web(&written.kind, address)?;
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

/// Reads a length of time such as `30m`, `12h`, `1d` or `2w`, of a minute at least.
pub fn read_interval(text: &str) -> Result<Duration, String> {
    let refused =
        || format!("expected a time such as \"30m\", \"12h\" or \"1d\", found \"{text}\"");
    let text = text.trim();
    let unit = text.chars().last().ok_or_else(refused)?;
    let number: u64 = text[..text.len() - unit.len_utf8()]
        .trim()
        .parse()
        .map_err(|_| refused())?;
    let seconds = match unit {
        'm' => 60,
        'h' => 3_600,
        'd' => 86_400,
        'w' => 604_800,
        _ => return Err(refused()),
    };
    let interval = number.checked_mul(seconds).map(Duration::from_secs);
    interval
        .filter(|interval| (MIN_EVERY..=Duration::from_secs(366 * 86_400)).contains(interval))
        .ok_or_else(|| "expected a time from \"1m\" to \"52w\"".to_owned())
}

/// Writes a length of time as [`read_interval`] reads it.
pub fn write_interval(interval: Duration) -> String {
    let seconds = interval.as_secs();
    let (unit, name) = [(604_800, 'w'), (86_400, 'd'), (3_600, 'h')]
        .into_iter()
        .find(|(unit, _)| seconds.is_multiple_of(*unit))
        .unwrap_or((60, 'm'));
    format!("{}{name}", seconds / unit)
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
        let text = "name = 'handbook'\nkind = 'git'\naddress = 'https://example.org/a.git'\n\
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

    #[test]
    fn intervals_come_back_as_they_were() {
        for text in ["1m", "90m", "5h", "1d", "2w"] {
            assert_eq!(write_interval(read_interval(text).unwrap()), text);
        }
        for text in ["", "5", "0m", "1s", "-1d", "9999999999999999w", "1é"] {
            assert!(read_interval(text).is_err(), "{text}");
        }
    }
}
