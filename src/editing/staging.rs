//! What waits to be confirmed: a folder for each plan in `staged/` below the journal's folder,
//! with the new contents beside it. It outlives a restart, and is dropped after an hour.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::hash::is_hexadecimal;
use super::vault::write_whole;
use super::{ContentHash, EditError, Editor, Place, Plan, Proposal};

/// How long a plan waits, in seconds.
const WAITS: i64 = 60 * 60;

/// Most plans of one place that wait; the oldest gives way.
const MOST: usize = 30;

/// Most bytes of all of them together, but for the newest.
pub(super) const MOST_BYTES: u64 = 64 << 20;

/// Ending of the folder of a plan that is just being made.
const CLAIMED: &str = "claimed";

/// Name of the file of a plan.
const PLAN: &str = "plan.json";

/// The name of a plan: 32 hexadecimal digits, made of all that is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanId(String);

impl PlanId {
    /// Reads a name.
    pub fn parse(text: &str) -> Option<Self> {
        (text.len() == 32 && is_hexadecimal(text)).then(|| Self(text.to_owned()))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Editor {
    fn staged_folder(&self) -> PathBuf {
        self.journal.folder().join("staged")
    }

    /// Keeps a proposal until it is confirmed or given up.
    pub fn stage(&self, proposal: &Proposal) -> Result<PlanId, EditError> {
        let folder = self.staged_folder();
        let origin = &proposal.plan.origin;
        let contents = proposal.plan.steps.iter();
        let contents = contents.filter_map(|step| proposal.bytes(step.after.as_ref()));
        self.sweep_staged(origin.at);
        self.make_room(
            &origin.place,
            contents.map(|bytes| bytes.len() as u64).sum(),
        );
        let json = serde_json::to_vec(&proposal.plan).map_err(|error| EditError::Disk {
            path: folder.clone(),
            reason: error.to_string(),
        })?;
        let id = PlanId(blake3::hash(&json).to_hex()[..32].to_owned());
        let own = folder.join(id.as_str());
        for step in &proposal.plan.steps {
            if let Some(bytes) = proposal.bytes(step.before.as_ref()) {
                // To tell what differs, should it be another by then.
                self.keep(bytes)?;
            }
            if let (Some(hash), Some(bytes)) = (&step.after, proposal.bytes(step.after.as_ref())) {
                write_whole(&own.join(hash.as_str()), bytes, true)?;
            }
        }
        // Last, so that a plan that can be read is whole.
        write_whole(&own.join(PLAN), &json, true)?;
        Ok(id)
    }

    /// A plan that waits, with its new contents. `now` is in seconds since 1970-01-01 UTC.
    pub fn staged(&self, id: &PlanId, now: i64) -> Result<Proposal, EditError> {
        let own = self.staged_folder().join(id.as_str());
        let plan = read_plan(&own).ok_or(EditError::Expired)?;
        if now - plan.origin.at > WAITS {
            self.discard(id);
            return Err(EditError::Expired);
        }
        let mut proposal = Proposal::new(plan.kind, plan.origin.clone());
        for hash in plan.steps.iter().filter_map(|step| step.after.as_ref()) {
            let bytes = fs::read(own.join(hash.as_str())).ok();
            let bytes = bytes.filter(|bytes| ContentHash::of(bytes) == *hash);
            let bytes = bytes.ok_or(EditError::Expired)?;
            proposal.contents.insert(hash.clone(), bytes);
        }
        proposal.plan = plan;
        Ok(proposal)
    }

    /// Takes a plan out of those that wait, so that it is made only once. It is to be
    /// [discarded](Self::discard) or [released](Self::release) later.
    pub fn claim(&self, id: &PlanId) -> Result<(), EditError> {
        let own = self.staged_folder().join(id.as_str());
        // Of two who come at once, one finds nothing to rename.
        fs::rename(&own, own.with_extension(CLAIMED)).map_err(|_| EditError::Expired)
    }

    /// Lets a plan wait again.
    pub fn release(&self, id: &PlanId) {
        let own = self.staged_folder().join(id.as_str());
        // Where that fails it is made up anew.
        let _ = fs::rename(own.with_extension(CLAIMED), &own);
    }

    /// Drops a plan.
    pub fn discard(&self, id: &PlanId) {
        let own = self.staged_folder().join(id.as_str());
        // One that is gone is what was wanted.
        let _ = fs::remove_dir_all(own.with_extension(CLAIMED));
        let _ = fs::remove_dir_all(own);
    }

    /// Drops the plans that are too old.
    pub fn sweep_staged(&self, now: i64) {
        for waiting in self.waiting() {
            if now.saturating_sub(waiting.at) > WAITS {
                waiting.remove();
            }
        }
    }

    /// Drops the oldest plans of a place until there is room for another one, of so many bytes.
    pub(super) fn make_room(&self, place: &Place, bytes: u64) {
        let mut waiting = self.waiting();
        waiting.retain(|waiting| waiting.place.as_ref() == Some(place));
        waiting.sort_by_key(|waiting| waiting.at);
        let mut count = waiting.len();
        let mut bytes = bytes + waiting.iter().map(|waiting| waiting.bytes).sum::<u64>();
        for waiting in waiting {
            if count < MOST && bytes <= MOST_BYTES {
                return;
            }
            (count, bytes) = (count - 1, bytes - waiting.bytes);
            waiting.remove();
        }
    }

    fn waiting(&self) -> Vec<Waiting> {
        let entries = fs::read_dir(self.staged_folder()).into_iter().flatten();
        let waiting = entries.filter_map(|entry| Some(Waiting::in_folder(entry.ok()?.path())));
        waiting.collect()
    }
}

/// A plan that waits.
struct Waiting {
    folder: PathBuf,
    /// When it was made up; of one that is not whole yet, or never was, when it was begun.
    at: i64,
    place: Option<Place>,
    /// What it takes of the disk.
    bytes: u64,
}

impl Waiting {
    fn in_folder(folder: PathBuf) -> Self {
        let origin = read_plan(&folder).map(|plan| plan.origin);
        let files = fs::read_dir(&folder).into_iter().flatten().flatten();
        Self {
            at: origin
                .as_ref()
                .map_or_else(|| changed(&folder), |origin| origin.at),
            place: origin.map(|origin| origin.place),
            bytes: files
                .filter_map(|file| Some(file.metadata().ok()?.len()))
                .sum(),
            folder,
        }
    }

    fn remove(self) {
        // One that is gone is what was wanted.
        let _ = fs::remove_dir_all(self.folder);
    }
}

/// When a folder was last changed, in seconds since 1970-01-01 UTC.
fn changed(folder: &Path) -> i64 {
    let changed = folder.metadata().and_then(|folder| folder.modified()).ok();
    let since = changed.and_then(|at| at.duration_since(UNIX_EPOCH).ok());
    since.map_or(i64::MIN, |since| since.as_secs().cast_signed())
}

fn read_plan(folder: &Path) -> Option<Plan> {
    serde_json::from_slice(&fs::read(folder.join(PLAN)).ok()?).ok()
}
