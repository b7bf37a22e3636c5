//! A model from the hub into a folder: each file checked by its hash, all of them or none.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Deserialize;
use sha1::Sha1;
use sha2::{Digest, Sha256};
use url::Url;

use super::known::{KNOWN, Known};

/// What is fetched where no name is given.
pub const DEFAULT_NAME: &str = "all-MiniLM-L6-v2";

/// Where models are fetched from.
pub const HUB: &str = "https://huggingface.co";

/// Files without which a folder is no model.
const NEEDED: [&str; 5] = [
    "config.json",
    "modules.json",
    "tokenizer.json",
    "1_Pooling/config.json",
    "model.safetensors",
];

/// Files that a model may have.
const OPTIONAL: [&str; 2] = [
    "sentence_bert_config.json",
    "config_sentence_transformers.json",
];

/// Largest list of files that is read, in bytes.
const MAX_LIST_BYTES: usize = 4 << 20;

/// How long the hub may take to be reached, and to be silent.
const PATIENCE: Duration = Duration::from_secs(30);

/// How far a fetch is: which file, its bytes so far, and in all.
pub type FetchProgress<'a> = dyn Fn(&str, u64, u64) + Sync + 'a;

/// What was fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// Where it is now.
    pub folder: PathBuf,
    /// Where it came from.
    pub repository: String,
    /// How large it is.
    pub bytes: u64,
    /// Whether the hashes are those that this program knows, or only those that the hub told.
    pub is_pinned: bool,
}

/// Why a model was not fetched. Nothing of it is left.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// It is asked for by a name that is none.
    #[error("\"{name}\" is no model's name: write {known}, or OWNER/NAME as on the hub")]
    UnknownName {
        /// What was asked for.
        name: String,
        /// The names that need no owner.
        known: String,
    },
    /// The folder is there already.
    #[error("{} is there already; remove it, or name another with --into", folder.display())]
    Exists {
        /// The folder.
        folder: PathBuf,
    },
    /// The address of the hub is none.
    #[error("{address} is no web address")]
    Address {
        /// What was given.
        address: String,
    },
    /// The hub cannot be reached, or broke off.
    #[error("cannot fetch {address}: {reason}; nothing was kept")]
    Unreachable {
        /// What was fetched.
        address: String,
        /// What the network said.
        reason: String,
    },
    /// The hub has not what was asked for.
    #[error("cannot fetch {address}: the hub says {status}; nothing was kept")]
    Refused {
        /// What was asked for.
        address: String,
        /// What the hub said.
        status: String,
    },
    /// It is no model of sentence-transformers.
    #[error("{repository} has no {file}, so it is no model that can be used here")]
    Incomplete {
        /// Where.
        repository: String,
        /// What it lacks.
        file: String,
    },
    /// The list of files is not understood.
    #[error("the hub's list of the files of {repository} is not understood: {reason}")]
    List {
        /// Of which model.
        repository: String,
        /// What is wrong.
        reason: String,
    },
    /// A file is not the one that it should be.
    #[error(
        "{file} of {repository} is not the file expected ({expected}, but it is {found}); nothing was kept"
    )]
    OtherFile {
        /// Which file.
        file: String,
        /// Of which model.
        repository: String,
        /// The hash or size that it should have.
        expected: String,
        /// What it has.
        found: String,
    },
    /// It cannot be written.
    #[error("{path}: {source}", path = path.display())]
    Io {
        /// Where.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

impl FetchError {
    fn io(path: &Path, source: std::io::Error) -> Self {
        Self::Io {
            path: path.to_owned(),
            source,
        }
    }

    fn unreachable(address: &Url, error: &reqwest::Error) -> Self {
        // The reason stands at the end of the chain.
        let mut reason: &dyn std::error::Error = error;
        while let Some(source) = reason.source() {
            reason = source;
        }
        Self::Unreachable {
            address: address.to_string(),
            reason: reason.to_string(),
        }
    }
}

/// A hash that a file must have.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Expected {
    Sha256(String),
    /// Of a file that git keeps itself: of its length and what it holds.
    GitBlob(String),
}

/// A file to fetch.
struct Wanted {
    name: &'static str,
    size: u64,
    expected: Expected,
}

/// A file in the hub's list.
#[derive(Deserialize)]
struct Listed {
    path: String,
    #[serde(default)]
    oid: String,
    #[serde(default)]
    size: u64,
    #[serde(default)]
    lfs: Option<Large>,
}

/// What the hub says of a large file.
#[derive(Deserialize)]
struct Large {
    oid: String,
}

/// Fetches the model `name` from `hub` (see [`HUB`]) into `folder`, which must not be there yet.
/// The folder appears when all files are there and are what they should be.
pub async fn fetch(
    name: &str,
    hub: &str,
    folder: &Path,
    tell: &FetchProgress<'_>,
) -> Result<Fetched, FetchError> {
    let known = KNOWN.iter().find(|known| known.name == name);
    let repository = known.map_or(name, |known| known.repository);
    require_repository(name, repository)?;
    if folder.exists() {
        return Err(FetchError::Exists {
            folder: folder.to_owned(),
        });
    }
    let hub = hub.trim_end_matches('/');
    let client = reqwest::Client::builder()
        .connect_timeout(PATIENCE)
        .read_timeout(PATIENCE)
        .user_agent(concat!("footnote/", env!("CARGO_PKG_VERSION")))
        .build();
    let client = client.map_err(|error| FetchError::Address {
        address: format!("{hub} ({error})"),
    })?;
    let list = list(&client, hub, repository).await?;
    let wanted = wanted(repository, known, &list)?;
    let parent = match folder.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    fs::create_dir_all(parent).map_err(|error| FetchError::io(parent, error))?;
    // Beside the folder, so that one rename makes it appear; gone if anything fails.
    let unfinished = tempfile::Builder::new()
        .prefix(".unfinished-")
        .tempdir_in(parent)
        .map_err(|error| FetchError::io(parent, error))?;
    let mut bytes = 0;
    for file in &wanted {
        let address = address(&format!("{hub}/{repository}/resolve/main/{}", file.name))?;
        let path = unfinished.path().join(file.name);
        fetch_file(&client, &address, repository, file, &path, tell).await?;
        bytes += file.size;
    }
    fs::rename(unfinished.path(), folder).map_err(|error| FetchError::io(folder, error))?;
    Ok(Fetched {
        folder: folder.to_owned(),
        repository: repository.to_owned(),
        bytes,
        is_pinned: known.is_some(),
    })
}

/// Requires `OWNER/NAME` in the letters that the hub allows: it becomes part of an address.
fn require_repository(name: &str, repository: &str) -> Result<(), FetchError> {
    let is_name = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && part
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
    };
    let mut parts = repository.split('/');
    let is_repository = parts.next().is_some_and(is_name)
        && parts.next().is_some_and(is_name)
        && parts.next().is_none();
    if is_repository {
        return Ok(());
    }
    let known: Vec<&str> = KNOWN.iter().map(|known| known.name).collect();
    Err(FetchError::UnknownName {
        name: name.to_owned(),
        known: known.join(", "),
    })
}

fn address(text: &str) -> Result<Url, FetchError> {
    Url::parse(text)
        .ok()
        .filter(|url| matches!(url.scheme(), "https" | "http"))
        .ok_or_else(|| FetchError::Address {
            address: text.to_owned(),
        })
}

/// What the hub says that the repository holds.
async fn list(
    client: &reqwest::Client,
    hub: &str,
    repository: &str,
) -> Result<Vec<Listed>, FetchError> {
    let address = address(&format!(
        "{hub}/api/models/{repository}/tree/main?recursive=true"
    ))?;
    let mut response = get(client, &address).await?;
    let mut body = Vec::new();
    let not_understood = |reason: String| FetchError::List {
        repository: repository.to_owned(),
        reason,
    };
    while let Some(part) = response
        .chunk()
        .await
        .map_err(|error| FetchError::unreachable(&address, &error))?
    {
        body.extend_from_slice(&part);
        if body.len() > MAX_LIST_BYTES {
            return Err(not_understood("it does not end".to_owned()));
        }
    }
    serde_json::from_slice(&body).map_err(|error| not_understood(error.to_string()))
}

/// The files to fetch, small ones first, with the hashes that they must have: the program's own
/// where it knows the model, else those that the hub tells.
fn wanted(
    repository: &str,
    known: Option<&Known>,
    list: &[Listed],
) -> Result<Vec<Wanted>, FetchError> {
    let mut wanted = Vec::new();
    for name in NEEDED.into_iter().chain(OPTIONAL) {
        let pinned = known.and_then(|known| known.files.iter().find(|file| file.0 == name));
        let Some(listed) = list.iter().find(|listed| listed.path == name) else {
            if NEEDED.contains(&name) || pinned.is_some() {
                return Err(FetchError::Incomplete {
                    repository: repository.to_owned(),
                    file: name.to_owned(),
                });
            }
            continue;
        };
        let expected = match (pinned, &listed.lfs) {
            (Some((_, hash)), _) => Expected::Sha256((*hash).to_owned()),
            // One that a known model did not have would change what it says.
            (None, _) if known.is_some() => continue,
            (None, Some(large)) => Expected::Sha256(large.oid.to_lowercase()),
            (None, None) => Expected::GitBlob(listed.oid.to_lowercase()),
        };
        wanted.push(Wanted {
            name,
            size: listed.size,
            expected,
        });
    }
    wanted.sort_by_key(|file| file.size);
    Ok(wanted)
}

async fn get(client: &reqwest::Client, address: &Url) -> Result<reqwest::Response, FetchError> {
    let response = client.get(address.clone()).send().await;
    let response = response.map_err(|error| FetchError::unreachable(address, &error))?;
    if response.status().is_success() {
        return Ok(response);
    }
    Err(FetchError::Refused {
        address: address.to_string(),
        status: response.status().to_string(),
    })
}

/// Fetches one file to `path`, if it is what it should be.
async fn fetch_file(
    client: &reqwest::Client,
    address: &Url,
    repository: &str,
    wanted: &Wanted,
    path: &Path,
    tell: &FetchProgress<'_>,
) -> Result<(), FetchError> {
    let other = |expected: String, found: String| FetchError::OtherFile {
        file: wanted.name.to_owned(),
        repository: repository.to_owned(),
        expected,
        found,
    };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| FetchError::io(folder, error))?;
    }
    let mut file = File::create(path).map_err(|error| FetchError::io(path, error))?;
    let mut sha256 = Sha256::new();
    let mut blob = Sha1::new();
    blob.update(format!("blob {}\0", wanted.size));
    let mut done = 0;
    let mut response = get(client, address).await?;
    tell(wanted.name, 0, wanted.size);
    while let Some(part) = response
        .chunk()
        .await
        .map_err(|error| FetchError::unreachable(address, &error))?
    {
        done += part.len() as u64;
        if done > wanted.size {
            let expected = format!("{} bytes", wanted.size);
            return Err(other(expected, "more".to_owned()));
        }
        sha256.update(&part);
        blob.update(&part);
        file.write_all(&part)
            .map_err(|error| FetchError::io(path, error))?;
        tell(wanted.name, done, wanted.size);
    }
    if done < wanted.size {
        return Err(other(
            format!("{} bytes", wanted.size),
            format!("{done} bytes"),
        ));
    }
    let (expected, found) = match &wanted.expected {
        Expected::Sha256(hash) => (hash, hex(&sha256.finalize())),
        Expected::GitBlob(hash) => (hash, hex(&blob.finalize())),
    };
    if *expected != found {
        return Err(other(expected.clone(), found));
    }
    file.sync_all().map_err(|error| FetchError::io(path, error))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // A string takes whatever is written to it.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
