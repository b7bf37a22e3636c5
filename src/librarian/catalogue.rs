//! [`Catalogue`]: the names of topics and articles, ready to be looked through at every key
//! that a person types. Made once for each state of the index, and each [`Part`] of it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use super::part::Part;
use super::suggest::{Names, folded};
use crate::index::{ArticleEntry, Snapshot, Topic};

/// Most parts whose catalogues are kept.
const MOST_KEPT: usize = 64;

/// The names of one state of the index, or of a part of it.
pub(super) struct Catalogue {
    /// The topics, those with most articles first.
    pub topics: Vec<Topic>,
    /// Their names, in the same order.
    pub topic_names: Names,
    /// The titles, in the order of `articles`.
    pub titles: Names,
    /// Indexes of the articles that can be quoted from, by title.
    pub articles: Vec<usize>,
    /// Whether each article belongs to the part, by index.
    admitted: Vec<bool>,
}

impl Catalogue {
    fn of(snapshot: &Snapshot, part: &Part) -> Self {
        let entries = &snapshot.manifest().articles;
        let admitted: Vec<bool> = entries.iter().map(|entry| part.admits(entry)).collect();
        let mut topics = snapshot.topics().to_vec();
        for topic in &mut topics {
            topic.articles.retain(|&article| admitted[article]);
        }
        topics.retain(|topic| !topic.articles.is_empty());
        // Topics of as many articles stay in the order of their names.
        topics.sort_by_key(|topic| std::cmp::Reverse(topic.articles.len()));
        let mut articles: Vec<usize> = (0..entries.len())
            .filter(|&index| entries[index].passages > 0 && admitted[index])
            .collect();
        articles.sort_by(|&a, &b| {
            let title = |index: usize| (&entries[index].metadata.title, &entries[index].path);
            title(a).cmp(&title(b))
        });
        let titles = articles.iter().map(|&index| &entries[index].metadata.title);
        Self {
            topic_names: Names::new(topics.iter().map(|topic| topic.name.as_str())),
            titles: Names::new(titles.map(String::as_str)),
            topics,
            articles,
            admitted,
        }
    }

    /// Whether an article, by its index, belongs to the part.
    pub fn admits(&self, article: usize) -> bool {
        self.admitted.get(article).is_some_and(|&admitted| admitted)
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

/// A catalogue, and the state of the index that it was made of.
type Kept = (Weak<Snapshot>, Arc<Catalogue>);

/// The catalogues of the newest state of the index that was asked for.
#[derive(Default)]
pub(super) struct Shelf(Mutex<HashMap<Part, Kept>>);

impl Shelf {
    /// The catalogue of a part of a snapshot.
    pub fn catalogue(&self, snapshot: &Arc<Snapshot>, part: &Part) -> Arc<Catalogue> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_current = |of: &Weak<Snapshot>| std::ptr::eq(of.as_ptr(), Arc::as_ptr(snapshot));
        if let Some((of, catalogue)) = kept.get(part)
            && is_current(of)
        {
            return Arc::clone(catalogue);
        }
        let catalogue = Arc::new(Catalogue::of(snapshot, part));
        kept.retain(|_, (of, _)| is_current(of));
        if kept.len() >= MOST_KEPT {
            kept.clear();
        }
        let entry = (Arc::downgrade(snapshot), Arc::clone(&catalogue));
        kept.insert(part.clone(), entry);
        catalogue
    }
}
