//! Makes a change: keeps what was there, writes it down, writes the files. Cut short at any
//! moment, the next start finishes it or takes it back.

use std::fs;

use super::vault::write_whole;
use super::{ArticlePath, ContentHash, EditError, Editor, Place, Plan, Proposal, Step};
use crate::corpus::{settle, sweep_unfinished};
use crate::journal::{Change, Version};

/// What became of the changes that were cut short.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Recovered {
    /// Changes whose files were all written: they count as made.
    pub finished: usize,
    /// Changes that were taken back.
    pub taken_back: usize,
    /// Files that were in neither state, and were left as they are.
    pub left: usize,
}

impl Editor {
    /// Writes a proposal, if every file is still what it was made up on. Gives the number of the
    /// change, which is to be [finished](Self::finish) or [taken back](Self::take_back).
    ///
    /// One writer at a time: the caller sees to that.
    pub fn apply(&self, proposal: &Proposal) -> Result<i64, EditError> {
        let plan = &proposal.plan;
        let place = &plan.origin.place;
        for step in &plan.steps {
            if !place.holds(&step.path) {
                return Err(EditError::Elsewhere(step.path.clone()));
            }
            self.require(step)?;
        }
        self.require_room(proposal)?;
        let begun = self
            .keep_both(proposal)
            .and_then(|()| Ok(self.journal.begin_change(&change_of(plan))?));
        let id = match begun {
            Ok(id) => id,
            Err(error) => {
                self.let_go(place, &plan.steps)?;
                return Err(error);
            }
        };
        super::moment();
        for (done, step) in plan.steps.iter().enumerate() {
            // An editor may have saved it a moment ago.
            let written = self.require(step).and_then(|_| self.write(step));
            if let Err(error) = written {
                self.put_back(&plan.steps[..done])?;
                self.strike_out(id, place, &plan.steps)?;
                return Err(error);
            }
        }
        Ok(id)
    }

    /// Keeps what is in the files of a proposal, and what is to be in them.
    fn keep_both(&self, proposal: &Proposal) -> Result<(), EditError> {
        for step in &proposal.plan.steps {
            if let Some(current) = self.require(step)? {
                self.keep(&current)?;
            }
            if let Some(bytes) = proposal.bytes(step.after.as_ref()) {
                self.keep(bytes)?;
            }
        }
        Ok(())
    }

    /// Says that a change is made: the index has it.
    pub fn finish(&self, id: i64, place: &Place) -> Result<(), EditError> {
        self.journal.finish_change(id)?;
        super::moment();
        self.forget_oldest(place)
    }

    /// Takes back a change that was written and that the index could not take up.
    pub fn take_back(&self, id: i64, plan: &Plan) -> Result<(), EditError> {
        self.put_back(&plan.steps)?;
        self.strike_out(id, &plan.origin.place, &plan.steps)
    }

    /// Strikes out a change that was not made, and what was kept for it.
    fn strike_out(&self, id: i64, place: &Place, steps: &[Step]) -> Result<(), EditError> {
        self.journal.forget_change(id)?;
        super::moment();
        self.let_go(place, steps)
    }

    /// Looks for changes that were cut short. Where all files are as they were to be, the change
    /// counts as made; else those that were written are put back. A file that is neither is left
    /// alone. Afterwards the index is to be brought up to date, unless nothing was found.
    pub fn recover(&self) -> Result<Recovered, EditError> {
        let mut recovered = Recovered::default();
        for change in self.journal.unfinished_changes()? {
            let steps: Vec<Step> = change.versions.iter().filter_map(step_of).collect();
            let place = Place::of_folder(&change.place);
            let mut written = Vec::new();
            let mut all = steps.len() == change.versions.len();
            for step in &steps {
                if let Some(folder) = self.locate(&step.path)?.parent() {
                    sweep_unfinished(folder);
                }
                let now = self.current(&step.path)?.as_deref().map(ContentHash::of);
                if now == step.after {
                    written.push(step.clone());
                } else {
                    all = false;
                    recovered.left += usize::from(now != step.before);
                }
            }
            if all {
                self.finish(change.id, &place)?;
                recovered.finished += 1;
            } else {
                self.put_back(&written)?;
                self.strike_out(change.id, &place, &steps)?;
                recovered.taken_back += 1;
            }
        }
        Ok(recovered)
    }

    /// Requires that a file is what the step was made up on, and gives what is in it.
    fn require(&self, step: &Step) -> Result<Option<Vec<u8>>, EditError> {
        let current = self.current(&step.path)?;
        if current.as_deref().map(ContentHash::of) == step.before {
            Ok(current)
        } else {
            Err(EditError::Changed(step.path.clone()))
        }
    }

    fn write(&self, step: &Step) -> Result<(), EditError> {
        let place = self.locate(&step.path)?;
        if let Some(hash) = &step.after {
            // A new file never takes the place of one that came meanwhile.
            return write_whole(&place, &self.version(hash)?, step.before.is_some());
        }
        match fs::remove_file(&place) {
            Ok(()) => {}
            Err(error) if super::is_absent(&error) => {}
            Err(error) => return Err(EditError::disk(&place, &error)),
        }
        super::moment();
        let mut folder = place.parent();
        while let Some(there) = folder.filter(|folder| *folder != self.root) {
            settle(there);
            // One that holds something stays.
            if fs::remove_dir(there).is_err() {
                break;
            }
            super::moment();
            folder = there.parent();
        }
        Ok(())
    }

    /// Puts files back to what they were before these steps, the last first. One that has become
    /// something else since is left alone.
    fn put_back(&self, steps: &[Step]) -> Result<(), EditError> {
        for step in steps.iter().rev() {
            let back = Step {
                before: step.after.clone(),
                after: step.before.clone(),
                ..step.clone()
            };
            if self.require(&back).is_ok() {
                self.write(&back)?;
            }
        }
        Ok(())
    }
}

fn change_of(plan: &Plan) -> Change {
    let text = |hash: &Option<ContentHash>| hash.as_ref().map(|it| it.as_str().to_owned());
    let versions = plan.steps.iter().map(|step| Version {
        path: step.path.as_str().to_owned(),
        title: step.title.clone(),
        before: text(&step.before),
        after: text(&step.after),
        ..Version::default()
    });
    Change {
        id: 0,
        at: plan.origin.at,
        place: plan.origin.place.folder().to_owned(),
        server: plan.origin.server,
        who: Some(plan.origin.who),
        kind: plan.kind.as_str().to_owned(),
        undoes: plan.undoes,
        versions: versions.collect(),
    }
}

fn step_of(version: &Version) -> Option<Step> {
    let hash = |text: &Option<String>| match text {
        Some(text) => ContentHash::parse(text).map(Some),
        None => Some(None),
    };
    Some(Step {
        path: ArticlePath::existing(&version.path).ok()?,
        title: version.title.clone(),
        before: hash(&version.before)?,
        after: hash(&version.after)?,
    })
}
