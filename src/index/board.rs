//! Where the scores of one search are added up, word by word. Knows no terms and no fields.

use std::sync::{Mutex, PoisonError};

use super::snapshot::Snapshot;

/// How fast repeated words stop counting, in a passage.
const K1: f32 = 0.9;

/// Scores of some things (the passages of a segment, or all articles), word by word.
pub(super) struct Board {
    /// Score of the words so far.
    pub total: Vec<f32>,
    /// What the best alternative of the word at hand gives; zero between words.
    word: Vec<f32>,
    /// What the alternative at hand gives so far; zero between alternatives.
    alternative: Vec<f32>,
    /// Weighted frequency of the term at hand; zero between terms.
    frequency: Vec<f32>,
    /// Which things have the term, the alternative, the word at hand.
    pub touched: [Vec<u32>; 3],
}

impl Board {
    pub fn new(size: usize) -> Self {
        Self {
            total: vec![0.0; size],
            word: vec![0.0; size],
            alternative: vec![0.0; size],
            frequency: vec![0.0; size],
            touched: [Vec::new(), Vec::new(), Vec::new()],
        }
    }

    /// More of the term at hand in one thing.
    pub fn count(&mut self, thing: u32, frequency: f32) {
        let entry = &mut self.frequency[thing as usize];
        if *entry == 0.0 {
            self.touched[0].push(thing);
        }
        *entry += frequency;
    }

    /// The term at hand is counted, and all there is to its word.
    pub fn end_only_term(&mut self, weight: f32) {
        for thing in self.touched[0].drain(..) {
            let frequency = std::mem::take(&mut self.frequency[thing as usize]);
            self.total[thing as usize] += weight * frequency / (K1 + frequency);
        }
    }

    /// The term at hand is counted: its saturated frequency goes to the alternative.
    pub fn end_term(&mut self, weight: f32) {
        let [of_term, of_alternative, _] = &mut self.touched;
        for thing in of_term.drain(..) {
            let frequency = std::mem::take(&mut self.frequency[thing as usize]);
            let entry = &mut self.alternative[thing as usize];
            if *entry == 0.0 {
                of_alternative.push(thing);
            }
            *entry += weight * frequency / (K1 + frequency);
        }
    }

    /// The alternative at hand is counted: the better of it and the others stands.
    pub fn end_alternative(&mut self) {
        let [_, of_alternative, of_word] = &mut self.touched;
        for thing in of_alternative.drain(..) {
            let score = std::mem::take(&mut self.alternative[thing as usize]);
            let entry = &mut self.word[thing as usize];
            if *entry == 0.0 {
                of_word.push(thing);
            }
            *entry = entry.max(score);
        }
    }

    /// The word at hand is counted.
    pub fn end_word(&mut self) {
        for thing in self.touched[2].drain(..) {
            self.total[thing as usize] += std::mem::take(&mut self.word[thing as usize]);
        }
    }
}

/// The boards of one search: one for each segment, and one for the articles.
pub(super) struct Boards {
    /// By segment.
    pub segments: Vec<Board>,
    /// Of the articles, by index into the manifest.
    pub articles: Board,
}

impl Boards {
    pub fn new(snapshot: &Snapshot) -> Self {
        let readers = snapshot.searcher.segment_readers().iter();
        Self {
            segments: readers
                .map(|reader| Board::new(reader.max_doc() as usize))
                .collect(),
            articles: Board::new(snapshot.manifest.articles.len()),
        }
    }

    pub fn each(&mut self, end: impl FnMut(&mut Board)) {
        let articles = std::iter::once(&mut self.articles);
        self.segments.iter_mut().chain(articles).for_each(end);
    }
}

/// Boards without a score, kept for the next question: at most as many as questions were
/// answered at a time.
#[derive(Default)]
pub(super) struct SpareBoards(Mutex<Vec<Boards>>);

impl SpareBoards {
    pub fn take(&self) -> Option<Boards> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    pub fn give_back(&self, mut boards: Boards) {
        boards.each(|board| board.total.fill(0.0));
        let mut spare = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        spare.push(boards);
    }
}
