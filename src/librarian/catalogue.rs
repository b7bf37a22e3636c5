//! [`Catalogue`]: the names of topics and articles, ready to be looked through at every key
//! that a person types. Made once for each state of the index.

use std::sync::{Arc, Mutex, PoisonError, Weak};

use super::suggest::{Names, folded};
use crate::index::{ArticleEntry, Snapshot};

/// The names of one state of the index.
pub(super) struct Catalogue {
    /// In the order of [`Snapshot::topics`].
    pub topics: Names,
    /// The titles, in the order of `articles`.
    pub titles: Names,
    /// Indexes of the articles that can be quoted from, by title.
    articles: Vec<usize>,
}

impl Catalogue {
    fn of(snapshot: &Snapshot) -> Self {
        let entries = &snapshot.manifest().articles;
        let mut articles: Vec<usize> = (0..entries.len())
            .filter(|&index| entries[index].passages > 0)
            .collect();
        articles.sort_by(|&a, &b| {
            let title = |index: usize| (&entries[index].metadata.title, &entries[index].path);
            title(a).cmp(&title(b))
        });
        let titles = articles.iter().map(|&index| &entries[index].metadata.title);
        Self {
            topics: Names::new(snapshot.topics().iter().map(|topic| topic.name.as_str())),
            titles: Names::new(titles.map(String::as_str)),
            articles,
        }
    }

    /// The articles whose titles are nearest to what was typed, best first.
    pub fn suggest<'index>(
        &self,
        snapshot: &'index Snapshot,
        typed: &str,
        limit: usize,
    ) -> impl Iterator<Item = &'index ArticleEntry> {
        let places = self.titles.suggest(typed, limit).into_iter();
        places.map(|place| snapshot.article(self.articles[place]))
    }

    /// The article at a path, else of a title: letter for letter, else whatever its letter
    /// case, else whatever its accents and signs.
    pub fn article<'index>(
        &self,
        snapshot: &'index Snapshot,
        name: &str,
    ) -> Option<&'index ArticleEntry> {
        let name = name.trim();
        let lower = name.to_lowercase();
        let same = folded(name);
        let find = |is_meant: &dyn Fn(&ArticleEntry) -> bool| {
            let mut entries = self.articles.iter().map(|&index| snapshot.article(index));
            entries.find(|entry| is_meant(entry))
        };
        find(&|entry| entry.path == name)
            .or_else(|| find(&|entry| entry.metadata.title == name))
            .or_else(|| find(&|entry| entry.metadata.title.to_lowercase() == lower))
            .or_else(|| find(&|entry| entry.path.to_lowercase() == lower))
            .or_else(|| {
                let place = self.titles.place_of(&same)?;
                Some(snapshot.article(self.articles[place]))
            })
    }
}

/// The catalogue of the newest state of the index that was asked for.
#[derive(Default)]
pub(super) struct Shelf(Mutex<Option<(Weak<Snapshot>, Arc<Catalogue>)>>);

impl Shelf {
    /// The catalogue of a snapshot.
    pub fn catalogue(&self, snapshot: &Arc<Snapshot>) -> Arc<Catalogue> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, catalogue)) = &*kept
            && std::ptr::eq(of.as_ptr(), Arc::as_ptr(snapshot))
        {
            return Arc::clone(catalogue);
        }
        let catalogue = Arc::new(Catalogue::of(snapshot));
        *kept = Some((Arc::downgrade(snapshot), Arc::clone(&catalogue)));
        catalogue
    }
}
