//! [`Plan`]: a change that is made up and not made yet. Says which files, what is in them now,
//! and what is to be in them. Never writes.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::outlook::title_of;
use super::{ArticlePath, ContentHash, EditError, Editor, OF_SOURCES, Place};
use crate::corpus::{decode, with_value};
use crate::journal::Change;

/// Longest title that is kept of an article, in characters.
const MAX_TITLE: usize = 200;

/// What kind of change it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// New articles.
    Add,
    /// Another text.
    Edit,
    /// An article goes.
    Remove,
    /// Another path, or another title.
    Rename,
    /// An earlier change is taken back.
    Undo,
    /// An earlier version comes back.
    Restore,
}

impl Kind {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Edit => "edit",
            Self::Remove => "remove",
            Self::Rename => "rename",
            Self::Undo => "undo",
            Self::Restore => "restore",
        }
    }
}

/// Who makes a change up, when, and in which part of the corpus.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The part of the corpus.
    pub place: Place,
    /// Who, as Discord numbers them.
    pub who: u64,
    /// In which server; none in a direct message.
    pub server: Option<u64>,
    /// When, in seconds since 1970-01-01 UTC.
    pub at: i64,
}

/// A change that is made up and not made yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// What kind of change it is.
    pub kind: Kind,
    /// Who made it up.
    pub origin: Origin,
    /// The change that it takes back.
    pub undoes: Option<i64>,
    /// The files, each once.
    pub steps: Vec<Step>,
}

/// A file of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The file.
    pub path: ArticlePath,
    /// Title of the article: the new one, or that of one that goes.
    pub title: String,
    /// What it was made up on; none: there is no file.
    pub before: Option<ContentHash>,
    /// What is to be there; none: no file.
    pub after: Option<ContentHash>,
}

/// A plan with what is in its files, before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The plan.
    pub plan: Plan,
    /// The bytes that its hashes stand for.
    pub contents: HashMap<ContentHash, Vec<u8>>,
}

impl Proposal {
    pub(super) fn new(kind: Kind, origin: Origin) -> Self {
        Self {
            plan: Plan {
                kind,
                origin,
                undoes: None,
                steps: Vec::new(),
            },
            contents: HashMap::new(),
        }
    }

    fn step(&mut self, path: ArticlePath, before: Option<Vec<u8>>, after: Option<Vec<u8>>) {
        let shown = after.as_deref().or(before.as_deref()).unwrap_or_default();
        let title = title_of(&path, shown).chars().take(MAX_TITLE).collect();
        let mut hashed = |bytes: Option<Vec<u8>>| {
            bytes.map(|bytes| {
                let hash = ContentHash::of(&bytes);
                self.contents.insert(hash.clone(), bytes);
                hash
            })
        };
        let (before, after) = (hashed(before), hashed(after));
        self.plan.steps.push(Step {
            path,
            title,
            before,
            after,
        });
    }

    /// What a hash of the plan stands for.
    pub fn bytes(&self, hash: Option<&ContentHash>) -> Option<&[u8]> {
        self.contents.get(hash?).map(Vec::as_slice)
    }
}

impl Editor {
    /// Requires that `origin` may change the article, and that no source writes it.
    pub fn require_editable(&self, origin: &Origin, path: &ArticlePath) -> Result<(), EditError> {
        if !origin.place.holds(path) {
            return Err(EditError::Elsewhere(path.clone()));
        }
        let within = &path.as_str()[origin.place.folder().len()..];
        if within.to_lowercase().starts_with(OF_SOURCES) {
            return Err(EditError::OfSource(path.clone()));
        }
        self.locate(path).map(drop)
    }

    fn require_current(&self, path: &ArticlePath) -> Result<Vec<u8>, EditError> {
        let current = self.current(path)?;
        current.ok_or_else(|| EditError::Missing(path.clone()))
    }

    /// Requires that no file has one of these paths, whatever the letter case; `but` aside.
    fn require_free(
        &self,
        place: &Place,
        paths: &[&ArticlePath],
        but: Option<&ArticlePath>,
    ) -> Result<(), EditError> {
        let taken: HashMap<String, ArticlePath> = self
            .paths(place)?
            .into_iter()
            .filter(|path| Some(path) != but)
            .map(|path| (path.folded(), path))
            .collect();
        for path in paths {
            if let Some(there) = taken.get(&path.folded()) {
                return Err(EditError::Exists(there.clone()));
            }
            if Some(*path) != but && self.locate(path)?.exists() {
                return Err(EditError::Exists((*path).clone()));
            }
        }
        Ok(())
    }

    /// New articles, at paths below the place.
    pub fn plan_add(
        &self,
        origin: Origin,
        files: Vec<(String, Vec<u8>)>,
    ) -> Result<Proposal, EditError> {
        let mut proposal = Proposal::new(Kind::Add, origin);
        let mut paths = Vec::new();
        for (name, bytes) in files {
            let path = format!("{}{name}", proposal.plan.origin.place.folder());
            let path = ArticlePath::new(&path).map_err(|fault| EditError::Path {
                path: name.clone(),
                fault,
            })?;
            self.require_editable(&proposal.plan.origin, &path)?;
            self.require_small(&path, &bytes)?;
            paths.push(path.clone());
            proposal.step(path, None, Some(bytes));
        }
        self.require_free(
            &proposal.plan.origin.place,
            &paths.iter().collect::<Vec<_>>(),
            None,
        )?;
        self.with_room(proposal)
    }

    /// Another text for an article, made up on the version `base`; on what is there now where
    /// that is not known. A text made up on another version is [`EditError::Changed`].
    pub fn plan_edit(
        &self,
        origin: Origin,
        path: &ArticlePath,
        bytes: Vec<u8>,
        base: Option<&str>,
    ) -> Result<Proposal, EditError> {
        self.require_editable(&origin, path)?;
        self.require_small(path, &bytes)?;
        let current = self.require_current(path)?;
        let hash = ContentHash::of(&current);
        if base.is_some_and(|base| !hash.as_str().starts_with(base)) {
            return Err(EditError::Changed(path.clone()));
        }
        if current == bytes {
            return Err(EditError::Unchanged);
        }
        let mut proposal = Proposal::new(Kind::Edit, origin);
        proposal.step(path.clone(), Some(current), Some(bytes));
        self.with_room(proposal)
    }

    /// An article goes.
    pub fn plan_remove(&self, origin: Origin, path: &ArticlePath) -> Result<Proposal, EditError> {
        self.require_editable(&origin, path)?;
        let current = self.require_current(path)?;
        let mut proposal = Proposal::new(Kind::Remove, origin);
        proposal.step(path.clone(), Some(current), None);
        Ok(proposal)
    }

    /// Another path for an article (below the place), another title, or both.
    pub fn plan_rename(
        &self,
        origin: Origin,
        path: &ArticlePath,
        to: Option<&str>,
        title: Option<&str>,
    ) -> Result<Proposal, EditError> {
        self.require_editable(&origin, path)?;
        let current = self.require_current(path)?;
        let bytes = match title.map(str::trim).filter(|title| !title.is_empty()) {
            Some(title) => with_title(path, &current, title)?,
            None => current.clone(),
        };
        self.require_small(path, &bytes)?;
        let mut proposal = Proposal::new(Kind::Rename, origin);
        let folder = proposal.plan.origin.place.folder();
        let to = match to.map(str::trim).filter(|to| !to.is_empty()) {
            Some(to) => {
                let fault = |fault| EditError::Path {
                    path: to.to_owned(),
                    fault,
                };
                // A name without an ending keeps the one that the file has.
                let whole = format!("{folder}{to}");
                let named = match ArticlePath::new(&whole) {
                    Err(super::PathFault::Ending) => {
                        ArticlePath::new(&format!("{whole}.{}", path.ending()))
                    }
                    named => named,
                };
                Some(named.map_err(fault)?)
            }
            None => None,
        };
        match to.filter(|to| to != path) {
            None if bytes == current => return Err(EditError::Unchanged),
            None => proposal.step(path.clone(), Some(current), Some(bytes)),
            Some(to) => {
                self.require_editable(&proposal.plan.origin, &to)?;
                self.require_free(&proposal.plan.origin.place, &[&to], Some(path))?;
                proposal.step(path.clone(), Some(current), None);
                proposal.step(to, None, Some(bytes));
            }
        }
        self.with_room(proposal)
    }

    /// Takes back the last change of an article, or the last one of the place. Of articles that
    /// came together, only the one that is named.
    pub fn plan_undo(
        &self,
        origin: Origin,
        path: Option<&ArticlePath>,
    ) -> Result<Proposal, EditError> {
        let name = path.map(ArticlePath::as_str);
        let last = self
            .journal
            .changes(origin.place.folder(), name, None, 1)?
            .pop()
            .ok_or(EditError::NothingToUndo)?;
        let mut proposal = Proposal::new(Kind::Undo, origin);
        proposal.plan.undoes = Some(last.id);
        let alone = last.kind != Kind::Rename.as_str();
        for version in last.versions {
            if alone && name.is_some_and(|name| name != version.path) {
                continue;
            }
            let path = existing(&version.path)?;
            self.require_editable(&proposal.plan.origin, &path)?;
            let current = self.current(&path)?;
            let now = current.as_deref().map(ContentHash::of);
            if now.as_ref().map(ContentHash::as_str) != version.after.as_deref() {
                return Err(EditError::Changed(path));
            }
            if version.before_forgotten {
                return Err(self.forgotten(path));
            }
            let earlier = match version.before.as_deref() {
                Some(hash) => Some(self.version(&hash_of(hash)?)?),
                None => None,
            };
            proposal.step(path, current, earlier);
        }
        if proposal.plan.steps.is_empty() {
            return Err(EditError::NothingToUndo);
        }
        self.with_room(proposal)
    }

    /// Brings an article back to what it was after a change, or before one that removed it.
    pub fn plan_restore(
        &self,
        origin: Origin,
        change: i64,
        step: usize,
    ) -> Result<Proposal, EditError> {
        let (path, bytes) = self.earlier(&origin.place, change, step)?;
        self.require_editable(&origin, &path)?;
        let current = self.current(&path)?;
        if current.as_deref() == Some(&bytes) {
            return Err(EditError::Unchanged);
        }
        if current.is_none() {
            self.require_free(&origin.place, &[&path], None)?;
        }
        let mut proposal = Proposal::new(Kind::Restore, origin);
        proposal.step(path, current, Some(bytes));
        self.with_room(proposal)
    }

    /// What an article of a place was after a change, or before one that removed it.
    pub fn earlier(
        &self,
        place: &Place,
        change: i64,
        step: usize,
    ) -> Result<(ArticlePath, Vec<u8>), EditError> {
        let change = self.journal.change(change)?;
        let change = change.filter(|change| change.place == place.folder());
        let version = change.and_then(|change| change.versions.into_iter().nth(step));
        let version = version.ok_or(EditError::Expired)?;
        let path = existing(&version.path)?;
        if version.is_forgotten() {
            return Err(self.forgotten(path));
        }
        let hash = version.after.or(version.before);
        let bytes = self.version(&hash_of(hash.as_deref().unwrap_or_default())?)?;
        Ok((path, bytes))
    }

    fn forgotten(&self, path: ArticlePath) -> EditError {
        EditError::Forgotten {
            path,
            limit: self.own_versions_bytes,
        }
    }

    /// The proposal, if there is room for what it makes.
    fn with_room(&self, proposal: Proposal) -> Result<Proposal, EditError> {
        self.require_room(&proposal)?;
        Ok(proposal)
    }

    /// The changes of a place, the newest first: see [`Journal::changes`](crate::journal::Journal::changes).
    pub fn history(
        &self,
        place: &Place,
        path: Option<&ArticlePath>,
        before: Option<i64>,
        limit: u32,
    ) -> Result<Vec<Change>, EditError> {
        let path = path.map(ArticlePath::as_str);
        Ok(self.journal.changes(place.folder(), path, before, limit)?)
    }

    /// A change that was made.
    pub fn change(&self, id: i64) -> Result<Option<Change>, EditError> {
        Ok(self.journal.change(id)?)
    }

    /// Paths and titles of the articles of a place that were ever changed.
    pub fn changed_articles(&self, place: &Place) -> Result<Vec<(String, String)>, EditError> {
        Ok(self.journal.changed_articles(place.folder())?)
    }

    fn require_small(&self, path: &ArticlePath, bytes: &[u8]) -> Result<(), EditError> {
        if bytes.len() as u64 > self.max_file_bytes {
            return Err(EditError::TooLarge {
                path: path.clone(),
                limit: self.max_file_bytes,
            });
        }
        Ok(())
    }
}

fn existing(path: &str) -> Result<ArticlePath, EditError> {
    ArticlePath::existing(path).map_err(|fault| EditError::Path {
        path: path.to_owned(),
        fault,
    })
}

fn hash_of(text: &str) -> Result<ContentHash, EditError> {
    ContentHash::parse(text).ok_or(EditError::Expired)
}

/// The article with another title in its front matter.
fn with_title(path: &ArticlePath, bytes: &[u8], title: &str) -> Result<Vec<u8>, EditError> {
    let refused = || EditError::Title(path.clone());
    let (text, _) = decode(path.as_str(), bytes).map_err(|_| refused())?;
    let set = with_value(&text, "title", &Value::String(title.to_owned())).ok_or_else(refused)?;
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words(&title_of(path, set.as_bytes())) == words(title) {
        Ok(set.into_bytes())
    } else {
        Err(refused())
    }
}
