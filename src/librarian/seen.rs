//! [`Seen`]: what a question looks through.

use std::sync::Arc;

use super::LibrarianError;
use super::catalogue::Catalogue;
use crate::index::{Snapshot, Topic};

/// One state of an index, and the part of it that is seen.
pub(super) struct Seen {
    /// The state.
    pub snapshot: Arc<Snapshot>,
    /// None where all of it is.
    pub catalogue: Option<Arc<Catalogue>>,
}

impl Seen {
    pub fn topics(&self) -> &[Topic] {
        match &self.catalogue {
            Some(catalogue) => &catalogue.topics,
            None => self.snapshot.topics(),
        }
    }

    /// The topic of a name, whatever its letter case.
    pub fn topic(&self, name: &str) -> Option<&Topic> {
        let name = name.trim().to_lowercase();
        let mut topics = self.topics().iter();
        topics.find(|topic| topic.name.to_lowercase() == name)
    }

    pub fn admits(&self, article: usize) -> bool {
        let catalogue = self.catalogue.as_ref();
        catalogue.is_none_or(|catalogue| catalogue.admits(article))
    }

    pub fn unknown_topic(&self, name: &str) -> LibrarianError {
        let known = self.topics().iter().map(|topic| topic.name.clone());
        LibrarianError::UnknownTopic {
            name: name.to_owned(),
            known: known.collect(),
        }
    }
}
