//! What a server may pile up of its own: articles, and what they were before. Beyond that a
//! change is refused, and the oldest earlier versions are forgotten. What all servers share is
//! the owner's, and kept for ever.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;

use super::{ArticlePath, ContentHash, EditError, Editor, Place, Plan, Proposal, Step};
use crate::corpus::Room;
use crate::journal::{Kept, KeptVersion};

/// Most changes of them that are remembered; those by which an article became what it is are
/// remembered beside them.
pub const MAX_OWN_CHANGES: usize = 1_000;

/// What a version counts at least: a file takes so much of a disk.
const BLOCK: u64 = 4 << 10;

/// The versions of a server's own articles that are kept.
#[derive(Default)]
struct Past {
    /// What is in the articles now.
    current: HashSet<String>,
    /// What each article was before it became what it is: never forgotten.
    latest: HashMap<String, Vec<String>>,
    /// What the last change replaced, and what is just being written: not forgotten either.
    recent: HashSet<String>,
    /// All earlier versions, those last that were replaced first.
    earlier: Vec<String>,
    /// Changes that are no longer remembered.
    old: Vec<i64>,
}

impl Past {
    /// Of the files of all changes, the newest change first.
    fn of(files: &[Kept]) -> Self {
        let mut past = Self::default();
        let Some(newest) = files.first().map(|file| file.change) else {
            return past;
        };
        let mut seen = HashSet::new();
        let mut earlier = Vec::new();
        let mut remembered = 0;
        for files in files.chunk_by(|one, other| one.change == other.change) {
            remembered += 1;
            let mut made_one = false;
            for file in files {
                if seen.insert(file.path.as_str()) && !file.gone {
                    made_one = true;
                    past.current.extend(hash(file.after.as_ref()));
                    past.latest.insert(file.path.clone(), before(file, files));
                }
            }
            let change = &files[0];
            if remembered > MAX_OWN_CHANGES && !made_one && change.done {
                past.old.push(change.change);
            }
            for version in files.iter().flat_map(|file| [&file.after, &file.before]) {
                if change.change == newest || !change.done {
                    past.recent.extend(hash(version.as_ref()));
                }
                earlier.extend(version.as_ref().filter(|version| !version.shared));
            }
        }
        let mut listed = HashSet::new();
        let earlier = earlier.into_iter().map(|version| version.hash.as_str());
        past.earlier = earlier
            .filter(|hash| !past.current.contains(*hash) && listed.insert(*hash))
            .map(str::to_owned)
            .collect();
        past
    }

    /// The versions that are never forgotten.
    fn firm(&self) -> HashSet<&String> {
        self.latest.values().flatten().chain(&self.recent).collect()
    }
}

fn hash(version: Option<&KeptVersion>) -> Option<String> {
    version.map(|version| version.hash.clone())
}

/// What an article was before a change: where the file is new, what the change took away
/// elsewhere, as a rename does.
fn before(file: &Kept, change: &[Kept]) -> Vec<String> {
    if let Some(before) = hash(file.before.as_ref()) {
        return vec![before];
    }
    let moved = change.iter().filter(|other| other.gone);
    moved
        .filter_map(|other| hash(other.before.as_ref()))
        .collect()
}

impl Editor {
    /// Requires that a server's own articles stay few and small, and what they were before as
    /// well: anybody who may invite the bot is a moderator somewhere, and the disk is not theirs.
    /// What makes less of them is never refused.
    pub(super) fn require_room(&self, proposal: &Proposal) -> Result<(), EditError> {
        let plan = &proposal.plan;
        if plan.origin.place.server().is_none() {
            return Ok(());
        }
        let mut sizes: BTreeMap<ArticlePath, u64> = BTreeMap::new();
        for path in self.paths(&plan.origin.place)? {
            let size = self.locate(&path)?.metadata().map_or(0, |file| file.len());
            sizes.insert(path, size);
        }
        let (articles, bytes) = (sizes.len(), sizes.values().sum::<u64>());
        for step in &plan.steps {
            match proposal.bytes(step.after.as_ref()) {
                Some(bytes) => sizes.insert(step.path.clone(), bytes.len() as u64),
                None => sizes.remove(&step.path),
            };
        }
        let (articles_then, bytes_then) = (sizes.len(), sizes.values().sum::<u64>());
        if articles_then > articles.max(Room::MOST_ARTICLES)
            || bytes_then > bytes.max(Room::MOST_BYTES)
        {
            return Err(EditError::Full {
                articles: Room::MOST_ARTICLES,
                bytes: Room::MOST_BYTES,
            });
        }
        self.require_room_for_versions(proposal)
    }

    /// Requires that what the articles were before they became what they are stays small: that
    /// is never forgotten.
    fn require_room_for_versions(&self, proposal: &Proposal) -> Result<(), EditError> {
        let plan = &proposal.plan;
        let mut latest = Past::of(&self.journal.kept(plan.origin.place.folder())?).latest;
        let total = |latest: &HashMap<String, Vec<String>>| {
            let hashes: HashSet<&String> = latest.values().flatten().collect();
            hashes.into_iter().map(|hash| self.size(hash)).sum::<u64>()
        };
        let now = total(&latest);
        let mut more = 0;
        for step in &plan.steps {
            latest.remove(step.path.as_str());
            if let Some(before) = &step.before
                && !plan.removes(step)
            {
                // Once it waits to be confirmed, it is kept.
                let bytes = proposal.bytes(Some(before));
                more += bytes.map_or_else(
                    || self.size(before.as_str()),
                    |bytes| (bytes.len() as u64).max(BLOCK),
                );
            }
        }
        if total(&latest) + more > now.max(self.own_versions_bytes) {
            return Err(EditError::FullOfVersions {
                bytes: self.own_versions_bytes,
            });
        }
        Ok(())
    }

    /// Forgets the oldest earlier versions of a server's own articles, as far as there are more
    /// than may be kept.
    pub(super) fn forget_oldest(&self, place: &Place) -> Result<(), EditError> {
        if place.server().is_none() {
            return Ok(());
        }
        let files = self.journal.kept(place.folder())?;
        let past = Past::of(&files);
        let old: HashSet<i64> = past.old.iter().copied().collect();
        let remembered: HashSet<&str> = files
            .iter()
            .filter(|file| !old.contains(&file.change))
            .flat_map(|file| [&file.before, &file.after])
            .flatten()
            .map(|version| version.hash.as_str())
            .collect();
        let firm = past.firm();
        let (stay, others): (Vec<&String>, Vec<&String>) =
            past.earlier.iter().partition(|hash| firm.contains(hash));
        let taken: u64 = stay.into_iter().map(|hash| self.size(hash)).sum();
        let mut left = Some(self.own_versions_bytes.saturating_sub(taken));
        let mut forgotten = Vec::new();
        for hash in others {
            // The first that finds no room, and all that are older.
            left = left.and_then(|left| left.checked_sub(self.size(hash)));
            if left.is_none() || !remembered.contains(hash.as_str()) {
                forgotten.push(hash.clone());
            }
        }
        if forgotten.is_empty() && past.old.is_empty() {
            return Ok(());
        }
        let unkept = self
            .journal
            .forget_versions(place.folder(), &forgotten, &past.old)?;
        super::moment();
        self.remove_versions(&unkept);
        Ok(())
    }

    /// Drops what was kept for a change of a server's own articles that was not made after all.
    pub(super) fn let_go(&self, place: &Place, steps: &[Step]) -> Result<(), EditError> {
        if place.server().is_none() {
            return Ok(());
        }
        let hashes = steps.iter().filter_map(|step| step.after.as_ref());
        let hashes: Vec<String> = hashes.map(ToString::to_string).collect();
        self.remove_versions(&self.journal.unkept_versions(&hashes)?);
        Ok(())
    }

    fn remove_versions(&self, hashes: &[String]) {
        for hash in hashes.iter().filter_map(|hash| ContentHash::parse(hash)) {
            // One that is gone is what was wanted.
            let _ = fs::remove_file(self.version_file(&hash));
        }
    }

    /// What a version takes of the disk, in bytes.
    fn size(&self, hash: &str) -> u64 {
        let file = ContentHash::parse(hash).map(|hash| self.version_file(&hash));
        let file = file.and_then(|file| file.metadata().ok());
        file.map_or(0, |file| file.len().max(BLOCK))
    }
}

impl Plan {
    /// Whether nothing is left of the article of a step, not even under another name.
    fn removes(&self, step: &Step) -> bool {
        let moved = self
            .steps
            .iter()
            .any(|other| other.before.is_none() && other.after.is_some());
        step.after.is_none() && !moved
    }
}
