//! A git repository -> its files, by the program `git` as a child process. Nothing is checked
//! out: files are read from the repository itself, so that no link, hook, filter or submodule of
//! it has any effect. No shell, https alone, no redirects, and only to addresses that the guard
//! has let through.

use std::ffi::OsStr;
use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use tempfile::TempDir;
use thiserror::Error;
use tokio::io::AsyncReadExt as _;
use tokio::process::Command;
use url::Url;

use super::guard::{Guard, GuardError};
use crate::config::SourceLimits;

/// How often the size of what is being fetched is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(200);

/// Longest output of git that is kept, in bytes: a list of 100,000 files.
const MAX_OUTPUT: u64 = 64 << 20;

/// First version that connects to the address that it is told (`http.curloptResolve`).
const FIRST_VERSION: &str = "2.37";

/// A repository that was fetched. It goes when this is dropped.
pub struct Repository {
    folder: TempDir,
    deadline: Instant,
    /// Its files.
    pub files: Vec<Blob>,
}

/// A file of a repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blob {
    /// Its path within the folder that was asked for.
    pub path: String,
    /// Its name among the repository's objects.
    id: String,
    /// Its size in bytes.
    pub bytes: u64,
}

/// Why a repository was not fetched.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum GitError {
    /// There is no such program.
    #[error("the program git is not there; install git {FIRST_VERSION} or newer")]
    NoGit,
    /// It is too old to be kept from connecting elsewhere.
    #[error("git {0} is too old; {FIRST_VERSION} or newer is needed")]
    Old(String),
    /// Its host may not be asked.
    #[error(transparent)]
    Guard(#[from] GuardError),
    /// Only https.
    #[error("a repository is fetched by https alone")]
    NotHttps,
    /// git failed.
    #[error("git says: {0}")]
    Failed(String),
    /// It took too long.
    #[error("it did not come within {0} s (max_seconds)")]
    TimedOut(u64),
    /// It is too large.
    #[error("it has more than {0} MiB (max_mib)")]
    TooLarge(u64),
    /// No room for it here.
    #[error("there is no folder to fetch it into: {0}")]
    Io(String),
}

impl From<std::io::Error> for GitError {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error.to_string())
    }
}

/// Fetches the newest state of `branch`, and lists the files below `folder`.
pub async fn fetch(
    guard: &Guard,
    address: &Url,
    branch: Option<&str>,
    folder: &str,
    limits: &SourceLimits,
) -> Result<Repository, GitError> {
    // What the configuration allows by name may be asked by http: it is the operator's own.
    guard.admit(address).await?;
    let host = address.host_str().unwrap_or_default();
    let port = address.port_or_known_default().unwrap_or(443);
    let named = guard.excepts(host, port);
    if address.scheme() != "https" && !named {
        return Err(GitError::NotHttps);
    }
    require_version().await?;
    let found = guard.resolve(host, port).await?;
    let bracketed = |address: &SocketAddr| match address.ip() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => format!("[{address}]"),
    };
    let at: Vec<String> = found.iter().map(bracketed).collect();
    let pinned = format!("http.curloptResolve={host}:{port}:{}", at.join(","));

    let deadline = Instant::now() + Duration::from_secs(limits.seconds);
    let temporary = tempfile::Builder::new().prefix("footnote-git-").tempdir()?;
    let target = temporary.path().join("repository");
    let protocol = format!("protocol.{}.allow=always", address.scheme());
    let mut command = git(temporary.path());
    command.args(["-c", &pinned, "-c", &protocol]);
    command.args([
        "clone",
        "--quiet",
        "--bare",
        "--depth",
        "1",
        "--single-branch",
        "--no-tags",
    ]);
    if let Some(branch) = branch {
        command.args(["--branch", branch]);
    }
    command.arg("--").arg(address.as_str()).arg(&target);
    bounded(command, temporary.path(), deadline, limits).await?;

    let mut command = git(temporary.path());
    command.arg("--git-dir").arg(&target);
    command.args(["ls-tree", "-r", "-l", "-z", "--full-tree", "HEAD"]);
    if !folder.is_empty() {
        command.arg("--").arg(format!(":(literal){folder}"));
    }
    let listed = bounded(command, temporary.path(), deadline, limits).await?;
    Ok(Repository {
        files: files(&String::from_utf8_lossy(&listed), folder),
        folder: temporary,
        deadline,
    })
}

impl Repository {
    /// The bytes of a file.
    pub async fn read(&self, blob: &Blob, limits: &SourceLimits) -> Result<Vec<u8>, GitError> {
        let mut command = git(self.folder.path());
        command
            .arg("--git-dir")
            .arg(self.folder.path().join("repository"))
            .args(["cat-file", "blob", &blob.id]);
        bounded(command, self.folder.path(), self.deadline, limits).await
    }
}

/// git, which reads no settings but ours, asks nobody, and runs nothing from a repository.
fn git(home: &Path) -> Command {
    let mut command = Command::new("git");
    command.env_clear();
    for kept in ["PATH", "SystemRoot", "TMPDIR", "TEMP"] {
        if let Some(value) = crate::config::environment(kept) {
            command.env(kept, value);
        }
    }
    command
        .env("HOME", home)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("GIT_ASKPASS", "")
        .env("GIT_LFS_SKIP_SMUDGE", "1")
        .env("LC_ALL", "C");
    for setting in [
        "protocol.allow=never",
        "http.followRedirects=false",
        "http.proxy=",
        "credential.helper=",
        "core.hooksPath=/dev/null",
        "core.symlinks=false",
        "core.fsmonitor=false",
        "submodule.recurse=false",
        "fetch.fsckObjects=true",
        "transfer.bundleURI=false",
        "gc.auto=0",
        "http.lowSpeedLimit=1000",
        "http.lowSpeedTime=30",
    ] {
        command.args(["-c", setting]);
    }
    command
        .current_dir(home)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    command
}

/// Runs git within the bounds, and gives what it wrote.
async fn bounded(
    mut command: Command,
    folder: &Path,
    deadline: Instant,
    limits: &SourceLimits,
) -> Result<Vec<u8>, GitError> {
    let mut child = command.spawn().map_err(not_there)?;
    let (out, errors) = (child.stdout.take(), child.stderr.take());
    let (mut written, mut said) = (Vec::new(), Vec::new());
    let work = async {
        let reading = async {
            match out {
                Some(out) => out.take(MAX_OUTPUT).read_to_end(&mut written).await,
                None => Ok(0),
            }
        };
        let listening = async {
            match errors {
                Some(errors) => errors.take(4_096).read_to_end(&mut said).await,
                None => Ok(0),
            }
        };
        let (read, heard) = tokio::join!(reading, listening);
        read.and(heard)?;
        child.wait().await
    };
    let most = limits.mib << 20;
    let watching = async {
        loop {
            tokio::time::sleep(LOOK_EVERY).await;
            if size_of(folder) > most {
                return;
            }
        }
    };
    // What is not waited for any more is killed, with its child.
    let status = tokio::select! {
        status = work => status?,
        () = watching => return Err(GitError::TooLarge(limits.mib)),
        () = tokio::time::sleep_until(deadline.into()) => {
            return Err(GitError::TimedOut(limits.seconds));
        }
    };
    if size_of(folder) > most {
        return Err(GitError::TooLarge(limits.mib));
    }
    if status.success() {
        return Ok(written);
    }
    let said = String::from_utf8_lossy(&said);
    let told = said.lines().rfind(|line| !line.trim().is_empty());
    Err(GitError::Failed(
        told.unwrap_or("nothing").trim().to_owned(),
    ))
}

fn not_there(error: std::io::Error) -> GitError {
    if error.kind() == std::io::ErrorKind::NotFound {
        GitError::NoGit
    } else {
        error.into()
    }
}

async fn require_version() -> Result<(), GitError> {
    let mut command = Command::new("git");
    command.arg("--version").kill_on_drop(true);
    let output = command.output().await.map_err(not_there)?;
    let text = String::from_utf8_lossy(&output.stdout);
    let version = text
        .split_whitespace()
        .nth(2)
        .unwrap_or_default()
        .to_owned();
    if numbers(&version) < numbers(FIRST_VERSION) {
        return Err(GitError::Old(version));
    }
    Ok(())
}

/// The first two numbers of a version.
fn numbers(version: &str) -> (u32, u32) {
    let mut numbers = version.split('.').map(|part| part.parse().unwrap_or(0));
    (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0))
}

/// The files in the output of `git ls-tree -r -l -z`: neither links nor submodules.
fn files(listed: &str, folder: &str) -> Vec<Blob> {
    let prefix = if folder.is_empty() {
        String::new()
    } else {
        format!("{folder}/")
    };
    let read = |line: &str| {
        let (head, path) = line.split_once('\t')?;
        let mut fields = head.split_whitespace();
        let (mode, kind, id) = (fields.next()?, fields.next()?, fields.next()?);
        let bytes = fields.next()?.parse().ok()?;
        let is_file = kind == "blob" && matches!(mode, "100644" | "100755");
        let path = path.strip_prefix(&prefix)?;
        is_file.then(|| Blob {
            path: path.to_owned(),
            id: id.to_owned(),
            bytes,
        })
    };
    listed.split('\0').filter_map(read).collect()
}

fn size_of(folder: &Path) -> u64 {
    let entries = walkdir::WalkDir::new(folder).into_iter().flatten();
    entries
        .filter_map(|entry| entry.metadata().ok())
        .filter(std::fs::Metadata::is_file)
        .map(|metadata| metadata.len())
        .sum()
}

/// Whether a file is one that articles are made of.
pub fn is_article(path: &str) -> bool {
    let ending = Path::new(path).extension().and_then(OsStr::to_str);
    ending.is_some_and(|ending| {
        ["md", "markdown", "html", "htm", "txt"]
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_submodules_are_no_files() {
        let listed = "100644 blob aaa      12\tdocs/a.md\x00120000 blob bbb       7\tdocs/link.md\x00\
                      160000 commit ccc       -\tdocs/sub\x00100755 blob ddd       9\tdocs/b/ü c.md\x00";
        let paths: Vec<String> = files(listed, "docs")
            .into_iter()
            .map(|it| it.path)
            .collect();
        assert_eq!(paths, ["a.md", "b/ü c.md"]);
        assert_eq!(files(listed, "other"), []);
    }

    #[tokio::test]
    async fn a_repository_elsewhere_than_on_the_public_web_is_not_fetched() {
        let case = async |address: &str| {
            let url = Url::parse(address).unwrap();
            let limits = SourceLimits::default();
            match fetch(&Guard::default(), &url, None, "", &limits).await {
                Ok(_) => panic!("{address} was fetched"),
                Err(error) => error,
            }
        };
        assert!(matches!(
            case("https://127.0.0.1/a.git").await,
            GitError::Guard(_)
        ));
        assert!(matches!(
            case("http://example.org/a.git").await,
            GitError::NotHttps
        ));
        assert!(matches!(
            case("file:///srv/a.git").await,
            GitError::Guard(_)
        ));
        assert!(matches!(
            case("ssh://example.org/a.git").await,
            GitError::Guard(_)
        ));
    }
}
