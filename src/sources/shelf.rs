//! [`Shelf`]: the articles of one source on the disk. Writes each as a whole or not at all, and
//! neither overwrites nor removes what somebody else wrote. Never fetches.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::fetch::Known;
use crate::corpus::{Room, write_whole};
use crate::journal::{Journal, JournalError, SourceKey, SourcePage};

/// The articles of one source.
pub struct Shelf<'a> {
    journal: &'a Journal,
    corpus: &'a Path,
    source: &'a SourceKey,
    /// The server whose articles must stay few, where they must.
    bounded: Option<u64>,
    /// What the articles are made with.
    made_by: String,
    /// What is known of the pages, by address.
    pages: HashMap<String, SourcePage>,
    /// The files that were given to pages in this refresh, in lower case.
    taken: HashSet<String>,
}

/// An article to be written.
pub struct Article<'a> {
    /// The address or path that it was made of.
    pub address: &'a str,
    /// Where it belongs, within the corpus.
    pub path: String,
    /// The file.
    pub bytes: &'a [u8],
    /// The address that the page gives itself.
    pub named: Option<String>,
    /// What is known of the page now.
    pub known: Known,
}

/// What became of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stored {
    /// It is new.
    Added,
    /// It was another before.
    Changed,
    /// It is as it was.
    Unchanged,
    /// Another stays in its place, because of this.
    Kept(Kept),
}

/// Why an article stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Kept {
    /// Somebody edited it, and it is in the way.
    #[error("its article was edited by hand and stays so; remove the file to take the page's")]
    Edited,
    /// Somebody edited it, and its page is gone.
    #[error("its article was edited by hand and stays")]
    Theirs,
    /// Another page of the source has the same file.
    #[error("another page of the source has the same file")]
    Twin,
    /// A file of somebody else lies in its place.
    #[error("a file that the source did not write lies in its place; remove or rename it")]
    Foreign,
    /// The server's own articles are as many or as large as they may be.
    #[error("there is no room: the server's own articles are as many or as large as may be")]
    NoRoom,
}

/// Why an article could not be written or removed.
#[derive(Debug, Error)]
pub enum ShelfError {
    /// The journal failed.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The disk did.
    #[error("{path} cannot be written: {source}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
}

impl<'a> Shelf<'a> {
    /// The articles of `source` below `corpus`, made with `made_by`.
    pub fn open(
        journal: &'a Journal,
        corpus: &'a Path,
        source: &'a SourceKey,
        made_by: String,
    ) -> Result<Self, ShelfError> {
        let pages = journal.source_pages(source)?;
        Ok(Self {
            journal,
            corpus,
            source,
            bounded: None,
            made_by,
            pages: pages
                .into_iter()
                .map(|page| (page.address.clone(), page))
                .collect(),
            taken: HashSet::new(),
        })
    }

    /// The same, with no more of the server's own articles than it may have.
    pub fn bounded(mut self) -> Self {
        self.bounded = self.source.server;
        self
    }

    /// Whether there is room for another article of so many bytes, or for so many bytes more.
    fn has_room(&self, articles: usize, bytes: u64) -> Result<bool, ShelfError> {
        let Some(server) = self.bounded else {
            return Ok(true);
        };
        // Moderators may add others meanwhile.
        let taken = Room::taken(self.corpus, server).map_err(|error| ShelfError::Io {
            path: self.corpus.to_owned(),
            source: io::Error::other(error),
        })?;
        Ok(taken.takes(articles, bytes))
    }

    /// Whether there may be room for the article of a page.
    pub fn may_take(&self, address: &str) -> Result<bool, ShelfError> {
        Ok(self.has(address) || self.has_room(1, 0)?)
    }

    /// How many articles there are.
    pub fn len(&self) -> usize {
        self.pages.len()
    }

    /// The addresses of all pages that there are articles of.
    pub fn addresses(&self) -> Vec<String> {
        let mut addresses: Vec<String> = self.pages.keys().cloned().collect();
        addresses.sort();
        addresses
    }

    /// Whether there is an article of a page.
    pub fn has(&self, address: &str) -> bool {
        self.pages.contains_key(address)
    }

    /// The address that a page gave itself.
    pub fn named(&self, address: &str) -> Option<&str> {
        self.pages.get(address)?.named.as_deref()
    }

    /// What is known of a page whose article is as it would be written now; nothing where it
    /// must be made anew.
    pub fn known(&self, address: &str) -> Known {
        let Some(page) = self.pages.get(address) else {
            return Known::default();
        };
        let intact =
            || matches!(self.on_disk(&page.path), Ok(Some((hash, _))) if hash == page.hash);
        if page.made_by == self.made_by && page.before.is_none() && intact() {
            return Known {
                etag: page.etag.clone(),
                last_modified: page.last_modified.clone(),
            };
        }
        Known::default()
    }

    /// Notes that a page is as it was.
    pub fn keep(&mut self, address: &str) {
        if let Some(page) = self.pages.get(address) {
            self.taken.insert(page.path.to_lowercase());
        }
    }

    /// Writes an article, unless somebody else's lies there.
    pub fn store(&mut self, article: Article<'_>) -> Result<Stored, ShelfError> {
        if !self.taken.insert(article.path.to_lowercase()) {
            return Ok(Stored::Kept(Kept::Twin));
        }
        let hash = blake3::hash(article.bytes).to_hex().to_string();
        let before = self.pages.get(article.address).cloned();
        let (on_disk, had) = self.on_disk(&article.path)?.unzip();
        let row = SourcePage {
            address: article.address.to_owned(),
            path: article.path.clone(),
            hash: hash.clone(),
            before: None,
            named: article.named,
            etag: article.known.etag,
            last_modified: article.known.last_modified,
            made_by: self.made_by.clone(),
        };
        let stored = match (&before, &on_disk) {
            (_, None) => Stored::Added,
            (_, Some(found)) if *found == hash => Stored::Unchanged,
            (Some(page), Some(found))
                if page.path == article.path
                    && (*found == page.hash || page.before.as_ref() == Some(found)) =>
            {
                Stored::Changed
            }
            (Some(_), Some(_)) => return Ok(Stored::Kept(Kept::Edited)),
            (None, Some(_)) => return Ok(Stored::Kept(Kept::Foreign)),
        };
        let more = (article.bytes.len() as u64).saturating_sub(had.unwrap_or(0));
        let (is_new, changes) = (had.is_none(), stored != Stored::Unchanged);
        if changes && (is_new || more > 0) && !self.has_room(is_new.into(), more)? {
            return Ok(Stored::Kept(Kept::NoRoom));
        }
        if stored != Stored::Unchanged {
            // Should the program end in between, both versions are known to be ours.
            let about_to = SourcePage {
                before: on_disk,
                etag: None,
                last_modified: None,
                ..row.clone()
            };
            self.journal.put_source_page(self.source, &about_to)?;
            self.write(&article.path, article.bytes)?;
        }
        if before.as_ref() != Some(&row) {
            self.journal.put_source_page(self.source, &row)?;
        }
        self.pages.insert(row.address.clone(), row);
        Ok(stored)
    }

    /// Removes the article of a page. One that somebody edited stays, and is theirs from now on:
    /// then this gives why.
    pub fn remove(&mut self, address: &str) -> Result<Option<Kept>, ShelfError> {
        let Some(page) = self.pages.remove(address) else {
            return Ok(None);
        };
        let on_disk = self.on_disk(&page.path)?.map(|(hash, _)| hash);
        let is_ours = on_disk
            .as_ref()
            .is_none_or(|found| *found == page.hash || page.before.as_ref() == Some(found));
        if is_ours && on_disk.is_some() {
            let path = self.corpus.join(&page.path);
            fs::remove_file(&path).map_err(|source| ShelfError::Io { path, source })?;
            self.remove_empty_folders(&page.path);
        }
        self.journal.drop_source_page(self.source, address)?;
        Ok((!is_ours).then_some(Kept::Theirs))
    }

    /// The hash and the size of a file.
    fn on_disk(&self, path: &str) -> Result<Option<(String, u64)>, ShelfError> {
        let path = self.corpus.join(path);
        match fs::read(&path) {
            Ok(bytes) => Ok(Some((
                blake3::hash(&bytes).to_hex().to_string(),
                bytes.len() as u64,
            ))),
            Err(source) if source.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(ShelfError::Io { path, source }),
        }
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), ShelfError> {
        let path = self.corpus.join(path);
        write_whole(&path, bytes, true).map_err(|source| ShelfError::Io { path, source })
    }

    /// Removes the folders of a file that was removed, as far as nothing else lies in them.
    fn remove_empty_folders(&self, path: &str) {
        let mut folder = Path::new(path).parent();
        while let Some(at) = folder.filter(|at| at.components().count() > 1) {
            // One that is not empty stays, and so do those above it.
            if fs::remove_dir(self.corpus.join(at)).is_err() {
                return;
            }
            folder = at.parent();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> SourceKey {
        SourceKey::new(None, "a")
    }

    struct Place {
        folder: tempfile::TempDir,
        journal: Journal,
    }

    impl Place {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            let journal = Journal::open(&folder.path().join("journal")).unwrap();
            Self { folder, journal }
        }

        fn corpus(&self) -> PathBuf {
            self.folder.path().join("corpus")
        }

        fn store(&self, address: &str, path: &str, text: &str) -> Stored {
            let (corpus, key) = (self.corpus(), key());
            let mut articles = Shelf::open(&self.journal, &corpus, &key, "1".to_owned()).unwrap();
            let stored = articles.store(article(address, path, text)).unwrap();
            let left = walkdir::WalkDir::new(&corpus).into_iter().flatten();
            let is_temporary = |name: &std::ffi::OsStr| name.to_string_lossy().ends_with(".tmp");
            assert!(
                left.into_iter()
                    .all(|entry| !is_temporary(entry.file_name()))
            );
            stored
        }

        fn read(&self, path: &str) -> Option<String> {
            fs::read_to_string(self.corpus().join(path)).ok()
        }
    }

    fn article<'a>(address: &'a str, path: &str, text: &'a str) -> Article<'a> {
        Article {
            address,
            path: path.to_owned(),
            bytes: text.as_bytes(),
            named: None,
            known: Known {
                etag: Some("\"1\"".to_owned()),
                last_modified: None,
            },
        }
    }

    const AT: &str = "sources/a/b.md";

    #[test]
    fn an_article_is_added_changed_and_left_as_it_is() {
        let place = Place::new();
        assert_eq!(place.store("b", AT, "one"), Stored::Added);
        assert_eq!(place.store("b", AT, "one"), Stored::Unchanged);
        assert_eq!(place.store("b", AT, "two"), Stored::Changed);
        assert_eq!(place.read(AT).as_deref(), Some("two"));
        fs::remove_file(place.corpus().join(AT)).unwrap();
        assert_eq!(place.store("b", AT, "two"), Stored::Added);
    }

    #[test]
    fn what_somebody_edited_or_wrote_is_neither_overwritten_nor_removed() {
        let place = Place::new();
        place.store("b", AT, "one");
        fs::write(place.corpus().join(AT), "mine").unwrap();
        assert_eq!(place.store("b", AT, "two"), Stored::Kept(Kept::Edited));
        fs::write(place.corpus().join("sources/a/c.md"), "mine, too").unwrap();
        assert!(matches!(
            place.store("c", "sources/a/c.md", "three"),
            Stored::Kept(_)
        ));
        let (corpus, key) = (place.corpus(), key());
        let mut shelf = Shelf::open(&place.journal, &corpus, &key, "1".to_owned()).unwrap();
        assert!(shelf.known("b").etag.is_none(), "it is asked for in full");
        assert!(shelf.remove("b").unwrap().is_some());
        assert_eq!(place.read(AT).as_deref(), Some("mine"));
    }

    #[test]
    fn ended_in_the_middle_of_a_write_the_next_refresh_goes_on() {
        let place = Place::new();
        place.store("b", AT, "one");
        let mut page = place.journal.source_pages(&key()).unwrap().remove(0);
        page.before = Some(std::mem::replace(
            &mut page.hash,
            blake3::hash(b"two").to_hex().to_string(),
        ));
        place.journal.put_source_page(&key(), &page).unwrap();
        // The row was written and the file was not.
        assert_eq!(place.store("b", AT, "three"), Stored::Changed);
        assert_eq!(place.read(AT).as_deref(), Some("three"));
    }

    #[test]
    fn an_article_goes_with_its_empty_folders_and_takes_nothing_along() {
        let place = Place::new();
        place.store("b", "sources/a/x/y/b.md", "one");
        place.store("c", "sources/a/x/c.md", "two");
        let (corpus, key) = (place.corpus(), key());
        let mut shelf = Shelf::open(&place.journal, &corpus, &key, "1".to_owned()).unwrap();
        assert_eq!(shelf.remove("b").unwrap(), None);
        assert!(!corpus.join("sources/a/x/y").exists());
        assert!(corpus.join("sources/a/x/c.md").exists());
        assert_eq!(place.journal.source_pages(&key).unwrap().len(), 1);
    }

    #[test]
    fn made_another_way_a_page_is_asked_for_in_full() {
        let place = Place::new();
        place.store("b", AT, "one");
        let (corpus, key) = (place.corpus(), key());
        let known = |made_by: &str| {
            let shelf = Shelf::open(&place.journal, &corpus, &key, made_by.to_owned()).unwrap();
            shelf.known("b").etag
        };
        assert_eq!(known("1").as_deref(), Some("\"1\""));
        assert_eq!(known("2"), None);
    }

    #[test]
    fn two_pages_never_share_a_file() {
        let place = Place::new();
        let (corpus, key) = (place.corpus(), key());
        let mut shelf = Shelf::open(&place.journal, &corpus, &key, "1".to_owned()).unwrap();
        assert_eq!(shelf.store(article("b", AT, "one")).unwrap(), Stored::Added);
        let other = article("B", "sources/a/B.md", "two");
        assert!(matches!(shelf.store(other).unwrap(), Stored::Kept(_)));
    }

    #[test]
    fn a_server_gets_no_more_articles_than_it_may_have() {
        let place = Place::new();
        let (corpus, key) = (place.corpus(), SourceKey::new(Some(7), "a"));
        let mut shelf = Shelf::open(&place.journal, &corpus, &key, "1".to_owned()).unwrap();
        let path = |nth: usize| format!("servers/7/sources/a/{nth}.md");
        for nth in 1..Room::MOST_ARTICLES {
            let address = nth.to_string();
            let stored = shelf.store(article(&address, &path(nth), "one")).unwrap();
            assert_eq!(stored, Stored::Added);
        }
        // One that a moderator wrote counts as well.
        fs::write(corpus.join("servers/7/theirs.md"), "mine").unwrap();
        let mut shelf = shelf.bounded();
        assert!(!shelf.may_take("new").unwrap());
        assert!(shelf.may_take("1").unwrap());
        let full = Stored::Kept(Kept::NoRoom);
        assert_eq!(shelf.store(article("new", &path(0), "one")).unwrap(), full);
        assert!(!corpus.join(path(0)).exists());
        let mut again = Shelf::open(&place.journal, &corpus, &key, "1".to_owned()).unwrap();
        let changed = again.store(article("1", &path(1), "another")).unwrap();
        assert_eq!(changed, Stored::Changed, "what is there may change");
        assert_eq!(again.remove("1").unwrap(), None);
        let added = again.bounded().store(article("new", &path(0), "one"));
        assert_eq!(added.unwrap(), Stored::Added);
    }
}
