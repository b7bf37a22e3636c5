//! One refresh of one source: lists what there is, takes what is new, and lets go what is gone,
//! unless that is too much at once. Knows nothing of when it is done.

use std::collections::HashSet;
use std::path::Path;
use std::time::Instant;

use url::Url;

use super::content::{self, Refusal};
use super::fetch::{Answer, FetchError, Fetcher, Known, Manners, Page};
use super::guard::Guard;
use super::plan::{self, Plan};
use super::report::{Note, SourceReport};
use super::shelf::{Article, Kept, Shelf, ShelfError, Stored};
use super::sitemap::Listed;
use super::why::{Failure, Why};
use super::{Progress, SourcesError, git, place};
use crate::config::{SourceConfig, SourcePlace};
use crate::corpus::{View, list, load};
use crate::journal::{Journal, SourceKey};

/// Articles that may always vanish at once; of more, at most a third.
const FEW: usize = 3;

/// Most notes of a kind that are kept; a site can have a fault on every page.
const MAX_NOTES: usize = 200;

/// What a refresh works with.
pub struct Surroundings<'a> {
    /// What is remembered of pages.
    pub journal: &'a Journal,
    /// The folder of the articles.
    pub corpus: &'a Path,
    /// Which source it is.
    pub key: &'a SourceKey,
    /// Whether its server may have only so many articles of its own.
    pub bounded: bool,
    /// How sites are asked.
    pub manners: &'a Manners,
    /// Whether many articles may vanish at once.
    pub accept_removals: bool,
    /// Hears how far it is.
    pub progress: &'a dyn Fn(Progress),
}

/// Refreshes `source`.
pub async fn refresh(
    source: &SourceConfig,
    around: &Surroundings<'_>,
) -> Result<SourceReport, SourcesError> {
    let started = Instant::now();
    let made_by = format!("{} {}", env!("CARGO_PKG_VERSION"), source.topics.join("\n"));
    let mut shelf = Shelf::open(around.journal, around.corpus, around.key, made_by)?;
    if around.bounded {
        shelf = shelf.bounded();
    }
    let mut run = Run {
        source,
        around,
        folder: place::folder(around.key),
        shelf,
        named: HashSet::new(),
        leaving: Vec::new(),
        without_room: 0,
        report: SourceReport {
            name: source.name.clone(),
            server: source.server,
            ..SourceReport::default()
        },
    };
    let done = match &source.place {
        SourcePlace::Folder(path) => run.folder_of(path),
        SourcePlace::Git {
            address,
            branch,
            folder,
        } => run.repository(address, branch.as_deref(), folder).await,
        SourcePlace::Website(_) | SourcePlace::Feed(_) | SourcePlace::Page(_) => run.web().await,
    };
    match done {
        Ok(()) => {}
        Err(Ended::Failed(why)) => run.report.failure = Some(why),
        Err(Ended::Broken(error)) => return Err(error.into()),
    }
    if run.without_room > 0 {
        let count = run.without_room;
        run.refuse(&source.place.to_string(), Why::NoRoom { count });
    }
    run.let_go()?;
    run.report.seconds = started.elapsed().as_secs_f64();
    Ok(run.report)
}

/// The fetcher for a source.
pub fn fetcher(source: &SourceConfig, manners: &Manners) -> Result<Fetcher, FetchError> {
    // Of a website, its own pages alone; a feed may lead to those of others.
    let site = match &source.place {
        SourcePlace::Website(address) => address.host_str().map(str::to_owned),
        _ => None,
    };
    let guard = Guard::new(&source.allow_hosts);
    Fetcher::new(manners, guard, source.limits, site)
}

/// Why a refresh ended before its end.
enum Ended {
    /// For a reason that belongs in its report.
    Failed(Failure),
    /// The journal or the disk failed.
    Broken(ShelfError),
}

impl From<Failure> for Ended {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<ShelfError> for Ended {
    fn from(error: ShelfError) -> Self {
        Self::Broken(error)
    }
}

struct Run<'a> {
    source: &'a SourceConfig,
    around: &'a Surroundings<'a>,
    /// Where the articles belong, within the corpus.
    folder: String,
    shelf: Shelf<'a>,
    /// The addresses that pages gave themselves so far.
    named: HashSet<String>,
    /// The pages whose articles are to go, and why.
    leaving: Vec<Note>,
    /// Pages for whose articles the server has no room.
    without_room: usize,
    report: SourceReport,
}

impl Run<'_> {
    async fn web(&mut self) -> Result<(), Ended> {
        let mut fetcher = fetcher(self.source, self.around.manners).map_err(Failure::Fetch)?;
        let limit = self.source.limits.pages;
        let mut plan = plan::of(&mut fetcher, &self.source.place, limit).await?;
        self.report.refused.append(&mut plan.problems);
        if plan.beyond > 0 {
            let count = plan.beyond;
            let why = Why::PagesBeyond { count, limit };
            self.refuse(&self.source.place.to_string(), why);
        }
        self.add_those_of_old(&mut plan);
        let total = plan.pages.len();
        for (done, listed) in plan.pages.iter().enumerate() {
            self.tell(done, total);
            if !self.shelf.may_take(listed.url.as_str())? {
                // Nobody is asked for what cannot be kept.
                self.without_room += 1;
                continue;
            }
            let answer = self.ask(&mut fetcher, listed).await;
            if let Err(error) = self.take(listed, answer)? {
                let rest = plan.pages[done..].iter();
                let stay = rest.filter(|it| self.shelf.has(it.url.as_str())).count();
                return Err(Failure::Early { error, stay }.into());
            }
        }
        self.tell(total, total);
        if plan.whole {
            let listed: HashSet<&str> = plan.pages.iter().map(|page| page.url.as_str()).collect();
            for address in self.shelf.addresses() {
                if !listed.contains(address.as_str()) {
                    self.leave(&address, Why::NotListed);
                }
            }
        }
        Ok(())
    }

    /// A feed lists the newest pages alone; those that it listed before are looked at again.
    fn add_those_of_old(&self, plan: &mut Plan) {
        if !matches!(self.source.place, SourcePlace::Feed(_)) {
            return;
        }
        let listed: HashSet<String> = plan.pages.iter().map(|it| it.url.to_string()).collect();
        for address in self.shelf.addresses() {
            if let Ok(url) = Url::parse(&address)
                && !listed.contains(&address)
                && plan.pages.len() < self.source.limits.pages
            {
                plan.pages.push(Listed { url, changed: None });
            }
        }
    }

    async fn ask(&self, fetcher: &mut Fetcher, listed: &Listed) -> Result<Answer, FetchError> {
        fetcher
            .fetch(&listed.url, &self.shelf.known(listed.url.as_str()))
            .await
    }

    /// Takes what came of a page; the inner error is one that ends the refresh.
    fn take(
        &mut self,
        listed: &Listed,
        answer: Result<Answer, FetchError>,
    ) -> Result<Result<(), FetchError>, Ended> {
        let address = listed.url.as_str();
        match answer {
            Ok(Answer::Unchanged) => {
                if let Some(named) = self.shelf.named(address) {
                    self.named.insert(named.to_owned());
                }
                self.shelf.keep(address);
                self.report.unchanged += 1;
            }
            Ok(Answer::Gone) => self.leave_or_refuse(address, Why::Gone),
            Ok(Answer::Page(page)) => self.page(listed, &page)?,
            Err(error) if error.ends_the_refresh() => return Ok(Err(error)),
            Err(error) if error.is_refusal() => self.leave_or_refuse(address, error.into()),
            Err(error) => self.keep_or_refuse(address, error.into()),
        }
        Ok(Ok(()))
    }

    fn page(&mut self, listed: &Listed, page: &Page) -> Result<(), Ended> {
        let address = listed.url.as_str();
        let known = page.known.clone();
        match content::of_page(page, &self.source.topics, listed.changed.as_deref()) {
            Ok(made) => {
                if !self.named.insert(made.named.to_string()) {
                    self.leave_or_refuse(address, Why::Twin);
                    return Ok(());
                }
                let article = Article {
                    address,
                    path: place::of_page(&self.folder, &listed.url),
                    bytes: made.text.as_bytes(),
                    named: Some(made.named.to_string()),
                    known,
                };
                let stored = self.shelf.store(article)?;
                self.count(address, stored);
            }
            Err(refusal @ (Refusal::NoIndex | Refusal::Draft)) => {
                self.leave_or_refuse(address, refusal.into());
            }
            Err(refusal) => self.keep_or_refuse(address, refusal.into()),
        }
        Ok(())
    }

    fn folder_of(&mut self, path: &Path) -> Result<(), Ended> {
        let unreadable = |error: &dyn std::fmt::Display| Failure::Folder {
            path: path.to_owned(),
            reason: error.to_string(),
        };
        let outside = path.canonicalize().map_err(|error| unreadable(&error))?;
        if let Ok(corpus) = self.around.corpus.canonicalize()
            && (outside.starts_with(&corpus) || corpus.starts_with(&outside))
        {
            return Err(Failure::InCorpus(path.to_owned()).into());
        }
        let limit = self.source.limits.page_mib << 20;
        let listing = list(&outside, View::Shared, limit).map_err(|error| unreadable(&error))?;
        for problem in &listing.problems {
            self.keep_or_refuse(&problem.path, Why::Fault(problem.message.clone()));
        }
        let pages = self.source.limits.pages;
        let total = listing.files.len().min(pages);
        let mut left = self.source.limits.mib << 20;
        let mut seen: HashSet<String> = listing.problems.iter().map(|it| it.path.clone()).collect();
        for (done, file) in listing.files.iter().enumerate() {
            self.tell(done.min(total), total);
            seen.insert(file.path.clone());
            if done >= total {
                self.keep_or_refuse(&file.path, Why::FilesBeyond { limit: pages });
                continue;
            }
            match load(file, limit.min(left)) {
                Ok(bytes) => {
                    left = left.saturating_sub(bytes.len() as u64);
                    self.file(&file.path, &bytes)?;
                }
                Err(problem) => self.keep_or_refuse(&file.path, Why::Fault(problem.message)),
            }
        }
        self.leave_all_but(&seen);
        Ok(())
    }

    async fn repository(
        &mut self,
        address: &Url,
        branch: Option<&str>,
        folder: &str,
    ) -> Result<(), Ended> {
        let limits = &self.source.limits;
        let guard = Guard::new(&self.source.allow_hosts);
        let repository = git::fetch(&guard, address, branch, folder, limits);
        let repository = repository.await.map_err(Failure::Git)?;
        let files: Vec<_> = repository
            .files
            .iter()
            .filter(|blob| git::is_article(&blob.path))
            .collect();
        let total = files.len().min(limits.pages);
        let mut seen = HashSet::new();
        for (done, blob) in files.iter().enumerate() {
            self.tell(done.min(total), total);
            seen.insert(blob.path.clone());
            if done >= total {
                let limit = limits.pages;
                self.keep_or_refuse(&blob.path, Why::FilesBeyond { limit });
            } else if blob.bytes > limits.page_mib << 20 {
                self.keep_or_refuse(&blob.path, Why::TooLarge(limits.page_mib));
            } else {
                let bytes = repository.read(blob, limits).await;
                let bytes = bytes.map_err(Failure::Git)?;
                self.file(&blob.path, &bytes)?;
            }
        }
        self.leave_all_but(&seen);
        Ok(())
    }

    /// Takes a file: as it is, or made anew where the source names topics.
    fn file(&mut self, path: &str, bytes: &[u8]) -> Result<(), Ended> {
        let topics = &self.source.topics;
        let Some(target) = place::of_file(&self.folder, path, !topics.is_empty()) else {
            self.refuse(path, Why::Name);
            return Ok(());
        };
        let made = if topics.is_empty() {
            crate::corpus::decode(path, bytes)
                .map(|_| bytes.to_vec())
                .map_err(|problem| Why::Fault(problem.message))
        } else {
            content::of_file(path, bytes, topics)
                .map(String::into_bytes)
                .map_err(Why::from)
        };
        match made {
            Ok(bytes) => {
                let stored = self.shelf.store(Article {
                    address: path,
                    path: target,
                    bytes: &bytes,
                    named: None,
                    known: Known::default(),
                })?;
                self.count(path, stored);
            }
            Err(why) => self.keep_or_refuse(path, why),
        }
        Ok(())
    }

    fn leave_all_but(&mut self, seen: &HashSet<String>) {
        for address in self.shelf.addresses() {
            if !seen.contains(&address) {
                self.leave(&address, Why::Gone);
            }
        }
    }

    fn count(&mut self, address: &str, stored: Stored) {
        match stored {
            Stored::Added => self.report.added += 1,
            Stored::Changed => self.report.changed += 1,
            Stored::Unchanged => self.report.unchanged += 1,
            Stored::Kept(Kept::NoRoom) if !self.shelf.has(address) => self.without_room += 1,
            Stored::Kept(why) => note(&mut self.report.kept, address, why.into()),
        }
    }

    fn leave(&mut self, address: &str, why: Why) {
        self.leaving.push(Note::new(address, why));
    }

    fn leave_or_refuse(&mut self, address: &str, why: Why) {
        if self.shelf.has(address) {
            self.leave(address, why);
        } else {
            self.refuse(address, why);
        }
    }

    fn keep_or_refuse(&mut self, address: &str, why: Why) {
        if self.shelf.has(address) {
            self.shelf.keep(address);
            note(&mut self.report.kept, address, why);
        } else {
            self.refuse(address, why);
        }
    }

    fn refuse(&mut self, address: &str, why: Why) {
        note(&mut self.report.refused, address, why);
    }

    /// Removes the articles whose pages are gone, unless they are too many at once.
    fn let_go(&mut self) -> Result<(), ShelfError> {
        let all = self.shelf.len();
        let leaving = std::mem::take(&mut self.leaving);
        if leaving.len() > FEW && leaving.len() * 3 > all && !self.around.accept_removals {
            self.report.held = leaving;
            return Ok(());
        }
        for left in leaving {
            match self.shelf.remove(&left.what)? {
                None => self.report.removed += 1,
                Some(why) => note(&mut self.report.kept, &left.what, why.into()),
            }
        }
        Ok(())
    }

    fn tell(&self, done: usize, total: usize) {
        (self.around.progress)(Progress {
            source: self.source.name.clone(),
            done,
            total,
        });
    }
}

fn note(notes: &mut Vec<Note>, what: &str, why: Why) {
    if notes.len() < MAX_NOTES {
        notes.push(Note::new(what, why));
    }
}
