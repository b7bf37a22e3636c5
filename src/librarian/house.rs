//! [`House`]: the indexes of all views of one corpus. The shared one has everything but
//! `servers/`; each server with articles of its own has one that lies on it. Hands them out, and
//! brings all of them up to date.

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use super::{Findings, Inner, LibrarianError, Problem, Settings};
use crate::corpus::{Folder, Source, View};
use crate::index::{
    Comparison, IndexError, PassageIndex, Progress, ReindexLock, ReindexOptions, Report, Stage,
};
use crate::meaning::SentenceEncoder;
use crate::model::Model;

/// Most servers whose indexes are kept open.
const MOST_OPEN: usize = 16;

/// Told how far a reindex is; may break it off.
type Watch<'a> = &'a (dyn Fn(Progress) -> ControlFlow<()> + Sync);

/// The servers that have something of their own, each with the number of its articles.
type Owners = Vec<(u64, usize)>;

/// The indexes of one corpus.
pub(super) struct House {
    /// Of the shared articles.
    source: Box<dyn Source + Send>,
    /// The folder that the servers' articles lie in; none for articles from elsewhere.
    folder: Option<Folder>,
    settings: Settings,
    pub shared: Arc<Inner>,
    /// Those that are open, the one used last at the end.
    servers: Mutex<Vec<(u64, Arc<Inner>)>>,
}

impl House {
    pub fn new(source: Box<dyn Source + Send>, folder: Option<Folder>, settings: Settings) -> Self {
        let index = PassageIndex::new(&settings.index, comparison(&settings));
        Self {
            source,
            folder,
            shared: Arc::new(Inner::new(index, &settings)),
            settings,
            servers: Mutex::default(),
        }
    }

    pub fn corpus(&self) -> &Path {
        &self.settings.corpus
    }

    /// The index that a server sees: its own, or where it has none, the shared one. One file
    /// look-up.
    pub fn of_server(&self, id: u64) -> Arc<Inner> {
        let mut open = self.servers.lock().unwrap_or_else(PoisonError::into_inner);
        let place = open.iter().position(|(of, _)| *of == id);
        let kept = place.map(|place| open.remove(place).1);
        let inner = kept.unwrap_or_else(|| {
            let index = self.shared.index.of_server(id);
            Arc::new(Inner::new(index, &self.settings))
        });
        // Another process may have taken it away.
        if self.folder.is_none() || !inner.index.is_there() {
            return Arc::clone(&self.shared);
        }
        if open.len() >= MOST_OPEN {
            open.remove(0);
        }
        open.push((id, Arc::clone(&inner)));
        inner
    }

    /// The servers that have articles or synonyms of their own, each with the number of its
    /// articles, and what is wrong with the folders of the others.
    fn owners(&self) -> Result<(Owners, Vec<Problem>), LibrarianError> {
        let (mut owners, mut problems) = (Vec::new(), Vec::new());
        let Some(folder) = &self.folder else {
            return Ok((owners, problems));
        };
        for id in folder.servers().map_err(IndexError::Corpus)? {
            let own = folder.of_server(id);
            let listing = own.list().map_err(IndexError::Corpus)?;
            if listing.paths.is_empty() && own.synonyms().0.rules.is_empty() {
                problems.extend(listing.problems);
            } else {
                owners.push((id, listing.paths.len()));
            }
        }
        Ok((owners, problems))
    }

    /// Whether a server has articles or synonyms of its own, indexed or not.
    pub fn has_own(&self, id: u64) -> bool {
        let owners = self.owners().map(|(owners, _)| owners);
        owners.is_ok_and(|owners| owners.iter().any(|&(owner, _)| owner == id))
    }

    /// Opens the shared index and every server's.
    pub fn open_all(&self) -> Result<(), LibrarianError> {
        self.shared.index.snapshot()?;
        for (id, _) in self.owners()?.0 {
            self.shared.index.of_server(id).snapshot()?;
        }
        Ok(())
    }

    /// Opens the index that a server sees, which must be its own if it has articles.
    pub fn open(&self, server: Option<u64>) -> Result<(), LibrarianError> {
        self.shared.index.snapshot()?;
        if let Some(id) = server.filter(|&id| self.has_own(id)) {
            self.shared.index.of_server(id).snapshot()?;
        }
        Ok(())
    }

    /// Looks for faults in the shared articles, and in those of some servers.
    pub fn check(&self, servers: &[u64]) -> Result<Findings, LibrarianError> {
        let mut findings = Findings::of(self.source.as_ref()).map_err(IndexError::Corpus)?;
        for &id in servers {
            if let Some(folder) = &self.folder {
                let own = Findings::of(&folder.of_server(id)).map_err(IndexError::Corpus)?;
                findings.problems.extend(own.problems);
                findings = Findings::new(findings.articles + own.articles, findings.problems);
            }
        }
        findings.problems.sort();
        Ok(findings)
    }

    /// The same, of all servers.
    pub fn check_all(&self) -> Result<Findings, LibrarianError> {
        let folder = self.folder.as_ref();
        let ids = folder.map_or_else(|| Ok(Vec::new()), Folder::servers);
        self.check(&ids.map_err(IndexError::Corpus)?)
    }

    /// Brings all indexes up to date. A server's index that fails keeps no other from it.
    pub fn reindex(
        &self,
        options: ReindexOptions,
        progress: Watch<'_>,
    ) -> Result<Report, LibrarianError> {
        let lock = self.shared.index.lock()?;
        let (owners, problems) = self.owners()?;
        let own: usize = owners.iter().map(|(_, articles)| articles).sum();
        let shared = Mutex::new(0);
        let mut report =
            self.shared
                .index
                .reindex(&lock, self.source.as_ref(), options, &|now| {
                    if now.stage == Stage::Encoding {
                        return progress(now);
                    }
                    *shared.lock().unwrap_or_else(PoisonError::into_inner) = now.total;
                    let total = now.total + own;
                    progress(Progress { total, ..now })
                })?;
        report.problems.extend(problems);
        let mut before = shared.into_inner().unwrap_or_else(PoisonError::into_inner);
        let total = before + own;
        let mut failed = None;
        for &(id, articles) in &owners {
            let done = self.lay(&lock, id, options, &|now| {
                if now.stage == Stage::Encoding {
                    return progress(now);
                }
                let done = (before + now.done).min(total);
                progress(Progress { done, total, ..now })
            });
            match done {
                Ok(own) => report.add(own),
                Err(error @ IndexError::Stopped) => return Err(error.into()),
                Err(error) => failed = failed.or(Some(error)),
            }
            before += articles;
        }
        report.removed += self.remove_others(&lock, &owners);
        report.problems.sort();
        match failed {
            Some(error) => Err(error.into()),
            None => Ok(report),
        }
    }

    /// Brings the index of one server up to date with its own articles; the shared ones stay
    /// as they are. Where it has none any more, its index goes.
    pub fn reindex_server(
        &self,
        id: u64,
        options: ReindexOptions,
        progress: Watch<'_>,
    ) -> Result<Report, LibrarianError> {
        let lock = self.shared.index.lock()?;
        let report = self.lay(&lock, id, options, progress)?;
        if !self.has_own(id) {
            self.remove(&lock, id);
        }
        Ok(report)
    }

    fn lay(
        &self,
        lock: &ReindexLock,
        id: u64,
        options: ReindexOptions,
        progress: Watch<'_>,
    ) -> Result<Report, IndexError> {
        let folder = self.folder.as_ref();
        let folder = folder.ok_or_else(|| IndexError::Missing(self.settings.corpus.clone()))?;
        let index = self.shared.index.of_server(id);
        let source = folder.of_server(id);
        index.lay_on(&self.shared.index, lock, &source, options, progress)
    }

    /// Removes the indexes of servers that have nothing of their own any more; says how many
    /// articles they had.
    fn remove_others(&self, lock: &ReindexLock, owners: &[(u64, usize)]) -> usize {
        let owners: HashSet<u64> = owners.iter().map(|&(id, _)| id).collect();
        let mut articles = 0;
        for id in self.shared.index.servers() {
            if !owners.contains(&id) {
                articles += self.shared.index.of_server(id).own_articles();
                self.remove(lock, id);
            }
        }
        articles
    }

    fn remove(&self, lock: &ReindexLock, id: u64) {
        if let Err(error) = self.shared.index.of_server(id).remove(lock) {
            tracing::warn!(server = id, %error, "the index of a server cannot be removed");
        }
        let mut open = self.servers.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|(of, _)| *of != id);
    }
}

/// What the settings ask to compare by.
fn comparison(settings: &Settings) -> Comparison {
    if !settings.by_meaning {
        return Comparison::by_words();
    }
    let model = settings.model.clone();
    let encoder = model.map(|model| Arc::new(Model::new(model)) as Arc<dyn SentenceEncoder>);
    Comparison::by_meaning(settings.table.clone(), encoder)
}

/// The problems that people of a server may read (none: of no server): those of the shared
/// articles, and of its own.
pub fn seen_by(server: Option<u64>, mut problems: Vec<Problem>) -> Vec<Problem> {
    let view = server.map_or(View::Shared, View::Own);
    problems.retain(|problem| view.sees(Path::new(&problem.path)));
    problems
}
