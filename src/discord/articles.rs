//! [`Articles`]: the way to the librarian. Always as somebody sees the articles: a server, or
//! nobody's, in a direct message. There is no other, so that none can be forgotten.

use crate::journal::ServerSettings;
use crate::librarian::{Librarian, Part};

/// The way to the librarian; cheap to clone.
#[derive(Clone)]
pub struct Articles {
    librarian: Librarian,
}

impl Articles {
    /// The way to one.
    pub fn new(librarian: Librarian) -> Self {
        Self { librarian }
    }

    /// The librarian as a server sees the articles: the part of the shared ones that it has set,
    /// and its own. `None`: in a direct message. Looks at one file.
    pub fn seen_by(&self, server: Option<u64>, settings: &ServerSettings) -> Librarian {
        let part = Part::new(&settings.topics, &settings.folders);
        self.librarian.of_server(server).narrowed(part)
    }

    /// Whether a question of these words is answered, as a server sees the articles, with
    /// `article` among the passages; none where that cannot be told.
    pub fn answer_with(
        &self,
        server: Option<u64>,
        settings: &ServerSettings,
        (words, article): (&str, &str),
    ) -> Option<bool> {
        self.seen_by(server, settings)
            .answers_with(words, article)
            .ok()
    }

    /// The librarian for the care of all articles, of whatever server. What it gives may be shown
    /// to the owner of the application, and to others through `librarian::seen_by`; it answers
    /// nobody's question. `tests/suite/doors.rs` has a list of who may call this.
    pub fn keeper(&self) -> &Librarian {
        &self.librarian
    }
}
