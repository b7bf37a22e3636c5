//! Finds and loads the files of a corpus. Never leaves its folder, never parses a file.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use thiserror::Error;
use walkdir::{DirEntry, WalkDir};

use super::view::{looks_like_servers, nobodys, servers};
use super::{Problem, SERVERS_FOLDER, SYNONYMS_FILE, View};

/// What an article's file may be called, after the last dot.
const EXTENSIONS: [&str; 5] = ["md", "markdown", "html", "htm", "txt"];

/// Why there is no corpus to read.
#[derive(Debug, Error)]
pub enum CorpusError {
    /// There is no such folder.
    #[error(
        "there is no folder of articles at {0}; create it, or name another one with --corpus DIR"
    )]
    Missing(PathBuf),
    /// It is a file.
    #[error("{0} is not a folder; name the folder that holds the articles with --corpus DIR")]
    NotAFolder(PathBuf),
    /// The system does not let us read it.
    #[error("the folder of articles {path} cannot be read; check its permissions")]
    Unreadable {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

/// The files of a corpus.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listing {
    /// The files to read, sorted by path.
    pub files: Vec<SourceFile>,
    /// The files that are left out, and why; sorted by path.
    pub problems: Vec<Problem>,
}

/// One file of a corpus.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceFile {
    /// Path within the corpus, with `/` between folders.
    pub path: String,
    /// Where it really is.
    pub absolute: PathBuf,
}

/// Lists the articles of the corpus at `root` that belong to `view`, at any depth. Hidden files,
/// hidden folders and the `README.md` and `synonyms.txt` of its folder are none. A server that
/// has no folder has no articles.
pub fn list(root: &Path, view: View, max_file_bytes: u64) -> Result<Listing, CorpusError> {
    let unreadable = |source: io::Error| match source.kind() {
        io::ErrorKind::NotFound => CorpusError::Missing(root.to_owned()),
        io::ErrorKind::NotADirectory => CorpusError::NotAFolder(root.to_owned()),
        _ => CorpusError::Unreadable {
            path: root.to_owned(),
            source,
        },
    };
    let canonical = fs::canonicalize(root).map_err(unreadable)?;
    fs::read_dir(&canonical).map_err(unreadable)?;
    let (ids, problems) = servers(&canonical)?;

    let mut walk = Walk {
        root: canonical,
        view,
        max_file_bytes,
        linked: HashSet::new(),
        listing: Listing::default(),
    };
    match view {
        View::Shared => walk.listing.problems = problems,
        View::Own(id) if !ids.contains(&id) => return Ok(Listing::default()),
        View::Own(_) => {}
    }
    walk.run();
    let mut listing = walk.listing;
    listing.files.sort();
    listing.problems.sort();
    Ok(listing)
}

/// Reads a file that was listed.
pub fn load(file: &SourceFile, max_file_bytes: u64) -> Result<Vec<u8>, Problem> {
    let skipped = |error: &io::Error| unreadable(&file.path, error);
    let opened = File::open(&file.absolute).map_err(|error| skipped(&error))?;
    let size = opened.metadata().map_or(0, |metadata| metadata.len());
    // One byte more than there is: the read that finds the end needs room, too.
    let mut bytes = Vec::with_capacity(size.min(max_file_bytes) as usize + 1);
    // It may have grown since it was listed.
    opened
        .take(max_file_bytes.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| skipped(&error))?;
    if bytes.len() as u64 > max_file_bytes {
        return Err(too_large(&file.path, None, max_file_bytes));
    }
    Ok(bytes)
}

struct Walk {
    root: PathBuf,
    /// Whose articles are listed.
    view: View,
    max_file_bytes: u64,
    /// Folders that were reached through a link.
    linked: HashSet<PathBuf>,
    listing: Listing,
}

impl Walk {
    fn run(&mut self) {
        let mut entries = WalkDir::new(self.root.join(self.view.folder()))
            .min_depth(1)
            .follow_links(true)
            .sort_by_file_name()
            .into_iter();
        while let Some(entry) = entries.next() {
            let descend = match entry {
                Ok(entry) => self.visit(&entry),
                Err(error) => {
                    self.failed(&error);
                    true
                }
            };
            if !descend {
                entries.skip_current_dir();
            }
        }
    }

    /// Takes note of an entry; `false` for a folder that is not entered.
    fn visit(&mut self, entry: &DirEntry) -> bool {
        let is_folder = entry.file_type().is_dir();
        let relative = relative(&self.root, entry.path());
        if is_hidden(entry.file_name().to_string_lossy().as_ref()) {
            return !is_folder;
        }
        if !is_folder && !is_article(entry.path()) {
            return true;
        }
        if is_folder && self.view == View::Shared && entry.depth() == 1 {
            let name = entry.file_name().to_string_lossy();
            if looks_like_servers(&name) {
                if name != SERVERS_FOLDER {
                    let reason = "it looks like servers/, and nobody sees it; rename it";
                    let path = shown(&self.root, entry.path());
                    self.listing.problems.push(nobodys(&path, reason));
                }
                return false;
            }
        }
        let Some(path) = relative else {
            let shown = shown(&self.root, entry.path());
            self.skip(&shown, "path", "its name is not UTF-8; rename it");
            return !is_folder;
        };
        if entry.path_is_symlink() && !self.stays_inside(entry, &path) {
            return !is_folder;
        }
        if is_folder {
            return true;
        }
        let name = entry.file_name();
        if entry.depth() == 1 && (name.eq_ignore_ascii_case("README.md") || name == SYNONYMS_FILE) {
            return true;
        }
        if !entry.file_type().is_file() {
            self.skip(&path, "unreadable", "it is not a regular file");
            return true;
        }
        match entry.metadata() {
            Ok(metadata) if metadata.len() > self.max_file_bytes => {
                let problem = too_large(&path, Some(metadata.len()), self.max_file_bytes);
                self.listing.problems.push(problem);
            }
            Ok(_) => self.listing.files.push(SourceFile {
                path,
                absolute: entry.path().to_owned(),
            }),
            Err(error) => self.failed(&error),
        }
        true
    }

    /// Whether a symbolic link leads to something that belongs to the corpus and is not
    /// listed at its own place.
    fn stays_inside(&mut self, entry: &DirEntry, path: &str) -> bool {
        let target = match fs::canonicalize(entry.path()) {
            Ok(target) => target,
            Err(error) => {
                self.listing.problems.push(unreadable(path, &error));
                return false;
            }
        };
        let Ok(inside) = target.strip_prefix(&self.root) else {
            self.skip(
                path,
                "link-leaves-corpus",
                "it is a symbolic link that leaves the corpus",
            );
            return false;
        };
        if !self.view.sees(inside) {
            let reason = "it is a symbolic link to what belongs to another server";
            self.skip(path, "link-to-server", reason);
            return false;
        }
        if !entry.file_type().is_dir() {
            return true;
        }
        let hidden = inside
            .iter()
            .any(|part| is_hidden(part.to_string_lossy().as_ref()));
        // Every linked folder is entered once at most, or few links could make many files.
        if !hidden || !self.linked.insert(target.clone()) {
            let message = format!(
                "it is a symbolic link to a folder whose articles are listed already ({})",
                inside.display()
            );
            self.skip(path, "link-repeats-folder", &message);
            return false;
        }
        true
    }

    fn failed(&mut self, error: &walkdir::Error) {
        let path = error.path().unwrap_or(&self.root);
        let name = shown(&self.root, path);
        if path
            .file_name()
            .is_some_and(|name| is_hidden(&name.to_string_lossy()))
        {
            return;
        }
        if error.loop_ancestor().is_some() {
            self.skip(
                &name,
                "link-loop",
                "it is a symbolic link to a folder that it lies in",
            );
            return;
        }
        // A broken link without the name of an article is nobody's loss.
        let is_link = fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink());
        if is_link && !is_article(path) {
            return;
        }
        let reason = error
            .io_error()
            .map_or_else(|| error.to_string(), ToString::to_string);
        self.skip(
            &name,
            "unreadable",
            &format!("it cannot be read ({reason})"),
        );
    }

    fn skip(&mut self, path: &str, rule: &str, reason: &str) {
        self.listing.problems.push(skipped(path, rule, reason));
    }
}

pub(super) fn skipped(path: &str, rule: &str, reason: &str) -> Problem {
    Problem::error(path, None, rule, format!("skipped: {reason}"))
}

fn unreadable(path: &str, error: &io::Error) -> Problem {
    skipped(path, "unreadable", &format!("it cannot be read ({error})"))
}

fn too_large(path: &str, bytes: Option<u64>, limit: u64) -> Problem {
    let size = bytes.map_or_else(|| "more".to_owned(), |bytes| format!("{bytes} bytes"));
    let reason = format!("it has {size}, over the limit of {limit} (max_file_bytes)");
    skipped(path, "too-large", &reason)
}

pub(super) fn is_hidden(name: &str) -> bool {
    name.starts_with('.')
}

fn is_article(path: &Path) -> bool {
    path.extension().is_some_and(|extension| {
        EXTENSIONS
            .iter()
            .any(|known| extension.eq_ignore_ascii_case(known))
    })
}

/// The path within the corpus, `None` where it is not UTF-8.
fn relative(root: &Path, path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path
        .strip_prefix(root)
        .ok()?
        .iter()
        .map(|part| part.to_str())
        .collect();
    Some(parts?.join("/"))
}

fn shown(root: &Path, path: &Path) -> String {
    relative(root, path).unwrap_or_else(|| {
        let path = path.strip_prefix(root).unwrap_or(path);
        path.to_string_lossy().into_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::testing::corpus;

    const LIMIT: u64 = 100;

    fn paths(listing: &Listing) -> Vec<&str> {
        listing
            .files
            .iter()
            .map(|file| file.path.as_str())
            .collect()
    }

    fn problems(listing: &Listing) -> Vec<String> {
        let shown = |problem: &Problem| format!("{}: {}", problem.path, problem.rule);
        listing.problems.iter().map(shown).collect()
    }

    #[test]
    fn articles_are_listed_at_any_depth_in_the_order_of_their_paths() {
        let folder = corpus(&[
            "b.md",
            "a/z.TXT",
            "a/b/c.html",
            "a.markdown",
            "d.htm",
            "e.pdf",
            "f",
        ]);
        let listing = list(folder.path(), View::Shared, LIMIT).unwrap();
        assert_eq!(
            paths(&listing),
            ["a.markdown", "a/b/c.html", "a/z.TXT", "b.md", "d.htm"]
        );
        assert_eq!(listing.problems, []);
        assert_eq!(load(&listing.files[0], LIMIT).unwrap(), b"text");
    }

    #[test]
    fn hidden_files_and_the_readme_of_the_root_are_no_articles() {
        let folder = corpus(&["README.md", "a/README.md", ".b.md", ".git/c.md", "index.md"]);
        let listing = list(folder.path(), View::Shared, LIMIT).unwrap();
        assert_eq!(paths(&listing), ["a/README.md", "index.md"]);
        assert_eq!(listing.problems, []);
    }

    #[test]
    fn a_file_over_the_limit_is_skipped_and_named() {
        let folder = corpus(&["a.md", "b.md"]);
        fs::write(folder.path().join("b.md"), [b'x'; 101]).unwrap();
        let listing = list(folder.path(), View::Shared, LIMIT).unwrap();
        assert_eq!(paths(&listing), ["a.md"]);
        assert_eq!(
            listing.problems[0].to_string(),
            "b.md: skipped: it has 101 bytes, over the limit of 100 (max_file_bytes)"
        );
    }

    #[test]
    fn a_file_that_grew_since_it_was_listed_is_not_read() {
        let folder = corpus(&["a.md"]);
        let listing = list(folder.path(), View::Shared, LIMIT).unwrap();
        fs::write(folder.path().join("a.md"), [b'x'; 101]).unwrap();
        assert_eq!(
            load(&listing.files[0], LIMIT).unwrap_err().rule,
            "too-large"
        );
    }

    #[test]
    fn a_file_that_is_gone_since_it_was_listed_is_named() {
        let folder = corpus(&["a.md"]);
        let listing = list(folder.path(), View::Shared, LIMIT).unwrap();
        fs::remove_file(folder.path().join("a.md")).unwrap();
        assert_eq!(
            load(&listing.files[0], LIMIT).unwrap_err().rule,
            "unreadable"
        );
    }

    #[test]
    fn without_a_folder_the_error_says_what_to_do() {
        let folder = corpus(&["a.md"]);
        let error = list(&folder.path().join("b"), View::Shared, LIMIT).unwrap_err();
        assert!(error.to_string().contains("create it"), "{error}");
        let error = list(&folder.path().join("a.md"), View::Shared, LIMIT).unwrap_err();
        assert!(error.to_string().contains("is not a folder"), "{error}");
    }

    #[cfg(unix)]
    mod links {
        use std::os::unix::fs::symlink;

        use super::*;

        #[test]
        fn a_link_that_leaves_the_corpus_is_skipped_and_named() {
            let outside = corpus(&["secret.md", "folder/secret.md"]);
            let folder = corpus(&["a.md"]);
            symlink(outside.path().join("secret.md"), folder.path().join("b.md")).unwrap();
            symlink(outside.path().join("folder"), folder.path().join("c")).unwrap();
            let listing = list(folder.path(), View::Shared, LIMIT).unwrap();
            assert_eq!(paths(&listing), ["a.md"]);
            assert_eq!(
                problems(&listing),
                ["b.md: link-leaves-corpus", "c: link-leaves-corpus"]
            );
        }

        #[test]
        fn a_loop_of_links_ends_and_is_named() {
            let folder = corpus(&["a/b.md"]);
            symlink(folder.path(), folder.path().join("a/c")).unwrap();
            symlink("d.md", folder.path().join("d.md")).unwrap();
            let listing = list(folder.path(), View::Shared, LIMIT).unwrap();
            assert_eq!(paths(&listing), ["a/b.md"]);
            assert_eq!(problems(&listing), ["a/c: link-loop", "d.md: unreadable"]);
        }

        #[test]
        fn a_link_to_a_folder_that_is_listed_anyway_is_not_entered() {
            let folder = corpus(&["a/b.md"]);
            symlink("a", folder.path().join("c")).unwrap();
            let listing = list(folder.path(), View::Shared, LIMIT).unwrap();
            assert_eq!(paths(&listing), ["a/b.md"]);
            assert_eq!(problems(&listing), ["c: link-repeats-folder"]);
        }

        #[test]
        fn links_into_a_hidden_folder_are_followed() {
            let folder = corpus(&[".data/a.md", ".data/b/c.md"]);
            symlink(".data/a.md", folder.path().join("a.md")).unwrap();
            symlink(".data/b", folder.path().join("b")).unwrap();
            let listing = list(folder.path(), View::Shared, LIMIT).unwrap();
            assert_eq!(paths(&listing), ["a.md", "b/c.md"]);
            assert_eq!(listing.problems, []);
        }

        #[test]
        fn a_broken_link_and_a_name_that_is_not_utf_8_are_named() {
            use std::ffi::OsStr;
            use std::os::unix::ffi::OsStrExt;

            let folder = corpus(&[]);
            symlink("gone.md", folder.path().join("a.md")).unwrap();
            fs::write(folder.path().join(OsStr::from_bytes(b"b\xff.md")), "text").unwrap();
            let listing = list(folder.path(), View::Shared, LIMIT).unwrap();
            assert_eq!(paths(&listing), [""; 0]);
            assert_eq!(
                problems(&listing),
                ["a.md: unreadable", "b\u{fffd}.md: path"]
            );
        }
    }
}
