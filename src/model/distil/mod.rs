//! A table of token vectors, adapted to the texts of a corpus: a sentence encoder is the teacher,
//! and the sums of token vectors learn to point where it points. Only the tokens that the texts
//! have are moved. Knows nothing of articles; the texts are handed in.

mod plane;
#[cfg(all(test, feature = "encoder"))]
mod tests;
mod training;

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::{Model, ModelError};
use crate::meaning::{Role, Table};
use plane::Plane;
use training::{Lesson, Parts, direction, dot, shuffled, train};

/// Texts that are encoded together.
const BATCH: usize = 16;

/// One in so many texts is held out, to see what was learned.
const HELD_OUT: usize = 20;

/// In how many runs of neighbours the texts are cut for that.
const RUNS: usize = 10 * HELD_OUT;

/// Fewest texts that anything can be learned from.
const MIN_TEXTS: usize = 100;

/// Most tokens of a text.
const MAX_TOKENS: usize = 96;

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DistilProgress {
    /// What it does.
    pub stage: DistilStage,
    /// Texts encoded so far, or times that all were learned from.
    pub done: usize,
    /// How many in all.
    pub total: usize,
}

/// What it does: one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DistilStage {
    /// The teacher encodes the texts.
    Encoding,
    /// The table learns.
    Learning,
}

/// A table that was adapted.
#[derive(Debug)]
pub struct Distilled {
    /// The table.
    pub table: Table,
    /// How many texts it learned from.
    pub texts: usize,
    /// How many other texts it was tried on.
    pub held_out: usize,
    /// Mean cosine with the teacher on those, by the table that it began with.
    pub before: f32,
    /// The same afterwards, each vector in a byte per dimension.
    pub after: f32,
    /// How many tokens were moved.
    pub moved: usize,
}

/// Why there is no such table. Nothing is written.
#[derive(Debug, thiserror::Error)]
pub enum DistilError {
    /// The teacher cannot be used.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// There is too little to learn from.
    #[error(
        "there are only {texts} English titles, headings and sentences to learn from; \
         {MIN_TEXTS} are needed at least. Nothing was written"
    )]
    TooFew {
        /// How many there are.
        texts: usize,
    },
    /// What was learned does not hold for other texts of the same kind.
    #[error(
        "on texts held out, the table is no nearer to the teacher than before (cosine {after:.4}, \
         {before:.4} before), so nothing was written. The table that comes with footnote may know \
         these articles already, or they are too few"
    )]
    NoBetter {
        /// Mean cosine with the teacher before.
        before: f32,
        /// And afterwards.
        after: f32,
    },
}

/// What hears how far it is; from many threads.
pub type DistilWatch<'a> = &'a (dyn Fn(DistilProgress) + Sync);

/// Adapts the table that comes with the program to `texts`. The same texts and the same model give
/// the same table.
pub fn distil(
    teacher: &Model,
    texts: &[String],
    tell: DistilWatch<'_>,
) -> Result<Distilled, DistilError> {
    let table = &Table::shipped();
    let cut: Vec<(&str, Vec<u32>)> = texts
        .iter()
        .map(|text| (text.as_str(), rows(table, text)))
        .filter(|(_, rows)| !rows.is_empty())
        .collect();
    if cut.len() < MIN_TEXTS {
        return Err(DistilError::TooFew { texts: cut.len() });
    }
    let encoded = encode(teacher, &cut, tell)?;
    let (held, lessons) = lessons(table, cut, &encoded);
    let vectors = train(table, &lessons, &|done, total| {
        let stage = DistilStage::Learning;
        tell(DistilProgress { stage, done, total });
    });
    let adapted = table.with_vectors(&vectors);
    let (before, after) = (nearness(table, &held), nearness(&adapted, &held));
    if after <= before {
        return Err(DistilError::NoBetter { before, after });
    }
    Ok(Distilled {
        table: adapted,
        texts: lessons.len(),
        held_out: held.len(),
        before,
        after,
        moved: vectors.len(),
    })
}

/// What is to be learned: of the texts that are held out, and of the others.
fn lessons(
    table: &Table,
    texts: Vec<(&str, Vec<u32>)>,
    encoded: &[Vec<f32>],
) -> (Vec<Lesson>, Vec<Lesson>) {
    let count = texts.len();
    let learned = |at: &usize| !is_held_out(*at, count);
    let of_teacher: Vec<&[f32]> = (0..count)
        .filter(learned)
        .map(|at| encoded[at].as_slice())
        .collect();
    let of_table: Vec<Parts> = (0..count)
        .filter(learned)
        .map(|at| direction(table, &texts[at].1))
        .collect();
    let plane = Plane::between(&of_teacher, &of_table);
    let (mut held, mut others) = (Vec::new(), Vec::new());
    for (at, ((_, rows), encoded)) in texts.into_iter().zip(encoded).enumerate() {
        let goal = plane.goal(encoded);
        let lesson = Lesson { rows, goal };
        if is_held_out(at, count) {
            held.push(lesson);
        } else {
            others.push(lesson);
        }
    }
    (held, others)
}

/// The rows of a text's tokens, as far as the teacher reads.
fn rows(table: &Table, text: &str) -> Vec<u32> {
    let mut rows = table.rows(text);
    rows.truncate(MAX_TOKENS);
    rows
}

/// Whether one of some texts is held out. They are in runs, since a passage's beginning repeats
/// the sentences beside it.
fn is_held_out(at: usize, texts: usize) -> bool {
    let run = (texts / RUNS).max(1);
    (at / run) % HELD_OUT == HELD_OUT / 2
}

/// What the teacher makes of each text.
fn encode(
    teacher: &Model,
    texts: &[(&str, Vec<u32>)],
    tell: DistilWatch<'_>,
) -> Result<Vec<Vec<f32>>, ModelError> {
    let (stage, total) = (DistilStage::Encoding, texts.len());
    // Those of like length together.
    let mut order: Vec<usize> = (0..total).collect();
    order.sort_by_key(|&at| (texts[at].0.len(), at));
    let batches: Vec<&[usize]> = order.chunks(BATCH).collect();
    // Batches of all lengths in turn, so that how far it is tells how long it still takes.
    let turns = shuffled(batches.len(), 0);
    let done = AtomicUsize::new(0);
    let encoded = Mutex::new(vec![Vec::new(); total]);
    turns.into_par_iter().try_for_each(|turn| {
        let batch = batches[turn];
        let read: Vec<&str> = batch.iter().map(|&at| texts[at].0).collect();
        let vectors = teacher.vectors(&read, Role::Passage)?;
        let mut encoded = encoded
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        for (&at, vector) in batch.iter().zip(vectors) {
            encoded[at] = vector;
        }
        drop(encoded);
        let done = done.fetch_add(batch.len(), Ordering::Relaxed) + batch.len();
        tell(DistilProgress { stage, done, total });
        Ok::<_, ModelError>(())
    })?;
    Ok(encoded
        .into_inner()
        .unwrap_or_else(std::sync::PoisonError::into_inner))
}

/// The mean cosine of texts with their goals.
fn nearness(table: &Table, lessons: &[Lesson]) -> f32 {
    let cosines = lessons
        .iter()
        .map(|lesson| dot(&direction(table, &lesson.rows), &lesson.goal));
    cosines.sum::<f32>() / lessons.len().max(1) as f32
}
