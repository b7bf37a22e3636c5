//! [`Watch`]: tells when the files of the corpus have changed and are still. Reads no article
//! and never reindexes: whoever waits does.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use notify::{RecursiveMode, Watcher as _};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use crate::corpus::{Folder, SYNONYMS_FILE, View, list};

/// How long nothing may change before the files count as still: editors write in several steps.
const PAUSE: Duration = Duration::from_millis(800);

/// How often the files are looked at although nothing was heard: network drives do not tell.
const LOOK_EVERY: Duration = Duration::from_secs(60);

/// The same where the system cannot tell at all.
const LOOK_OFTEN: Duration = Duration::from_secs(3);

/// After so many pauses files that never come to rest are taken as they are.
const MAX_PAUSES: usize = 40;

/// Watches the files of a corpus.
pub struct Watch {
    corpus: PathBuf,
    max_file_bytes: u64,
    heard: UnboundedReceiver<()>,
    /// Keeps the system telling; none where it cannot.
    watcher: Option<notify::RecommendedWatcher>,
    /// The files as they were when they were last told of.
    seen: Option<blake3::Hash>,
}

impl Watch {
    /// Watches `corpus`. The files as they are now count as new.
    pub fn of(corpus: &Path, max_file_bytes: u64) -> Self {
        let (sender, heard) = unbounded_channel();
        let hear = move |event: notify::Result<notify::Event>| {
            // Reading is no change.
            let is_change = event.map_or(true, |event| !event.kind.is_access());
            if is_change {
                // Nobody waits any more when it ends.
                let _ = sender.send(());
            }
        };
        let watcher = notify::recommended_watcher(hear).and_then(|mut watcher| {
            watcher.watch(corpus, RecursiveMode::Recursive)?;
            Ok(watcher)
        });
        if let Err(error) = &watcher {
            tracing::info!(%error, "the system does not tell of changes; looking every few seconds");
        }
        Self {
            corpus: corpus.to_owned(),
            max_file_bytes,
            heard,
            watcher: watcher.ok(),
            seen: None,
        }
    }

    /// Takes the files as they are now for known.
    pub async fn take_for_known(&mut self) {
        self.seen = Some(self.look().await);
    }

    /// Waits until the files are others than they were when this last returned, and still.
    pub async fn changed(&mut self) {
        loop {
            let mut found = self.look().await;
            if self.seen != Some(found) {
                for _ in 0..MAX_PAUSES {
                    tokio::time::sleep(PAUSE).await;
                    let again = self.look().await;
                    if again == found {
                        break;
                    }
                    found = again;
                }
                self.forget_what_was_heard();
                self.seen = Some(found);
                return;
            }
            self.wait().await;
        }
    }

    /// Waits until something is heard, or it is time to look without that.
    async fn wait(&mut self) {
        let long = if self.watcher.is_some() {
            LOOK_EVERY
        } else {
            LOOK_OFTEN
        };
        // With the watcher gone there is nothing to hear, and the time passes all the same.
        let heard = async {
            if self.heard.recv().await.is_none() {
                std::future::pending::<()>().await;
            }
        };
        let _ = tokio::time::timeout(long, heard).await;
        self.forget_what_was_heard();
    }

    fn forget_what_was_heard(&mut self) {
        while self.heard.try_recv().is_ok() {}
    }

    async fn look(&self) -> blake3::Hash {
        let (corpus, max_file_bytes) = (self.corpus.clone(), self.max_file_bytes);
        let looked = tokio::task::spawn_blocking(move || fingerprint(&corpus, max_file_bytes));
        looked.await.unwrap_or_else(|_| blake3::hash(b""))
    }
}

/// A number for the names, sizes and times of all files that belong to a corpus. What is no
/// article does not count: an index that lies in the corpus is none.
fn fingerprint(corpus: &Path, max_file_bytes: u64) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    let Ok(mut listing) = list(corpus, View::Shared, max_file_bytes) else {
        return blake3::hash(b"no corpus");
    };
    let mut synonyms = vec![corpus.join(SYNONYMS_FILE)];
    let folder = Folder::new(corpus.to_owned(), max_file_bytes, None);
    for server in folder.servers().unwrap_or_default() {
        let view = View::Own(server);
        synonyms.push(corpus.join(view.folder()).join(SYNONYMS_FILE));
        if let Ok(own) = list(corpus, view, max_file_bytes) {
            listing.files.extend(own.files);
            listing.problems.extend(own.problems);
        }
    }
    let files = listing.files.iter().map(|file| file.absolute.clone());
    for path in files.chain(synonyms) {
        hasher.update(path.as_os_str().as_encoded_bytes());
        let Ok(metadata) = fs::metadata(&path) else {
            continue;
        };
        hasher.update(&metadata.len().to_le_bytes());
        let changed = metadata.modified().ok();
        let since = changed.and_then(|at| at.duration_since(UNIX_EPOCH).ok());
        hasher.update(&since.unwrap_or_default().as_nanos().to_le_bytes());
    }
    for problem in &listing.problems {
        hasher.update(problem.to_string().as_bytes());
    }
    hasher.finalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: u64 = 1_000;

    fn corpus() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.md"), "one").unwrap();
        folder
    }

    #[test]
    fn articles_and_synonyms_count_and_nothing_else() {
        let folder = corpus();
        let look = || fingerprint(folder.path(), LIMIT);
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        let before = look();
        write("index/meta.json", "{}");
        write(".a.md.swp", "one");
        write("a.md~", "one");
        assert_eq!(look(), before);
        write("synonyms.txt", "a = b");
        let with_synonyms = look();
        assert_ne!(with_synonyms, before);
        write("a.md", "more");
        let changed = look();
        assert_ne!(changed, with_synonyms);
        fs::remove_file(folder.path().join("a.md")).unwrap();
        assert_ne!(look(), changed);
    }

    #[tokio::test]
    async fn a_change_is_told_once_when_the_files_are_still() {
        let folder = corpus();
        let mut watch = Watch::of(folder.path(), LIMIT);
        watch.take_for_known().await;
        let path = folder.path().join("a.md");
        let writer = tokio::spawn(async move {
            for round in 0..5 {
                fs::write(&path, "x".repeat(10 + round)).unwrap();
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        });
        watch.changed().await;
        assert!(
            writer.is_finished(),
            "it was told of a file that is being written"
        );
        assert_eq!(fs::read(folder.path().join("a.md")).unwrap().len(), 14);
        let again = tokio::time::timeout(Duration::from_millis(100), watch.changed());
        assert!(again.await.is_err(), "it was told twice");
    }
}
