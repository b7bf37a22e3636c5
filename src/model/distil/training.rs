//! Moves the vectors of tokens until the sums of texts point where a teacher points. The gradient
//! is written out by hand: a few lines need no library. Gives the same for the same input, on
//! however many cores.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::meaning::{DIMENSIONS, Table};

/// Steps that are made, whatever the number of texts: more bring texts nearer to the teacher, and
/// make no ranking better.
const STEPS: usize = 220;

/// Fewest and most times that each text is looked at for that.
const EPOCHS: (usize, usize) = (3, 24);

/// Texts that are looked at together.
const BATCH: usize = 512;

/// Longest step of a component at the beginning.
const STEP: f32 = 2e-3;

/// Adam: Kingma, Ba, "Adam: a method for stochastic optimization", ICLR 2015.
const FIRST_DECAY: f32 = 0.9;
const SECOND_DECAY: f32 = 0.999;
const TINY: f32 = 1e-8;

/// As many numbers as a vector has.
pub(super) type Parts = [f32; DIMENSIONS];

/// A text: the rows of its tokens, each as often as it is there, and where it is to point, of
/// length 1.
#[derive(Debug, Clone)]
pub(super) struct Lesson {
    pub rows: Vec<u32>,
    pub goal: Parts,
}

/// The vectors of the tokens that the lessons have, while they are moved.
struct Student {
    /// By row of the table, where its vector is.
    places: HashMap<u32, usize>,
    vectors: Vec<Moved>,
    steps: i32,
}

/// A vector, and the running means of its gradient and of the square of that.
struct Moved {
    row: u32,
    vector: Parts,
    first: Parts,
    second: Parts,
}

/// The vectors that the tokens of the lessons get, by row; of no other token. `tell` hears after
/// each epoch how many are done, and of how many.
pub(super) fn train(
    table: &Table,
    lessons: &[Lesson],
    tell: &dyn Fn(usize, usize),
) -> Vec<(u32, Parts)> {
    let mut student = Student::new(table, lessons);
    let batches = lessons.len().div_ceil(BATCH).max(1);
    let epochs = STEPS.div_ceil(batches).clamp(EPOCHS.0, EPOCHS.1);
    for epoch in 0..epochs {
        let step = STEP * (1.0 - epoch as f32 / (epochs + 1) as f32);
        for batch in shuffled(lessons.len(), epoch).chunks(BATCH) {
            let batch: Vec<&Lesson> = batch.iter().map(|&at| &lessons[at]).collect();
            student.learn(&batch, step);
        }
        tell(epoch + 1, epochs);
    }
    let moved = student.vectors.into_iter();
    moved.map(|moved| (moved.row, moved.vector)).collect()
}

/// The numbers below `count` in an order that looks like chance and is always the same.
pub(super) fn shuffled(count: usize, seed: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_cached_key(|&at| {
        let mut key = blake3::Hasher::new();
        key.update(&(seed as u64).to_le_bytes());
        key.update(&(at as u64).to_le_bytes());
        *key.finalize().as_bytes()
    });
    order
}

/// The direction of the sum of some rows of a table, of length 1; all zero where there is none.
pub(super) fn direction(table: &Table, rows: &[u32]) -> Parts {
    let mut sum = [0.0; DIMENSIONS];
    for &row in rows {
        add(&mut sum, &table.vector(row), 1.0);
    }
    normalise(&mut sum);
    sum
}

impl Student {
    fn new(table: &Table, lessons: &[Lesson]) -> Self {
        let mut rows: Vec<u32> = lessons.iter().flat_map(|it| it.rows.clone()).collect();
        rows.sort_unstable();
        rows.dedup();
        let vectors = rows.iter().map(|&row| Moved {
            row,
            vector: table.vector(row),
            first: [0.0; DIMENSIONS],
            second: [0.0; DIMENSIONS],
        });
        let places = rows.iter().enumerate();
        Self {
            vectors: vectors.collect(),
            places: places.map(|(place, &row)| (row, place)).collect(),
            steps: 0,
        }
    }

    /// One step against the gradient of the loss of a batch: the mean of 1 - cosine.
    fn learn(&mut self, batch: &[&Lesson], step: f32) {
        let share = 1.0 / batch.len() as f32;
        let gradients: Vec<Parts> = batch
            .par_iter()
            .map(|lesson| gradient(&self.sum(lesson), &lesson.goal, share))
            .collect();
        // Added up in the order of the batch, so that it is always the same sum.
        let mut sums: HashMap<usize, Parts> = HashMap::new();
        for (lesson, gradient) in batch.iter().zip(&gradients) {
            for row in &lesson.rows {
                let sum = sums.entry(self.places[row]).or_insert([0.0; DIMENSIONS]);
                add(sum, gradient, 1.0);
            }
        }
        self.steps += 1;
        let first = 1.0 - FIRST_DECAY.powi(self.steps);
        let second = 1.0 - SECOND_DECAY.powi(self.steps);
        for (place, gradient) in sums {
            self.vectors[place].step(&gradient, step, first, second);
        }
    }

    fn sum(&self, lesson: &Lesson) -> Parts {
        let mut sum = [0.0; DIMENSIONS];
        for row in &lesson.rows {
            add(&mut sum, &self.vectors[self.places[row]].vector, 1.0);
        }
        sum
    }
}

impl Moved {
    /// A step of Adam; `first` and `second` make up for the means having begun at zero.
    fn step(&mut self, gradient: &Parts, step: f32, first: f32, second: f32) {
        for (at, &slope) in gradient.iter().enumerate() {
            let mean = FIRST_DECAY * self.first[at] + (1.0 - FIRST_DECAY) * slope;
            let square = SECOND_DECAY * self.second[at] + (1.0 - SECOND_DECAY) * slope * slope;
            self.first[at] = mean;
            self.second[at] = square;
            self.vector[at] -= step * (mean / first) / ((square / second).sqrt() + TINY);
        }
    }
}

/// How 1 - cosine with `goal` changes with the sum of a text's vectors, `share` times: what of the
/// goal does not lie along the sum, whose length does not count.
fn gradient(sum: &Parts, goal: &Parts, share: f32) -> Parts {
    let mut made = *sum;
    let length = normalise(&mut made);
    if length <= 0.0 {
        return [0.0; DIMENSIONS];
    }
    let mut slope = goal.map(|part| -part * share / length);
    add(&mut slope, &made, dot(&made, goal) * share / length);
    slope
}

/// Adds `other` as often as `times` says.
pub(super) fn add(sum: &mut [f32], other: &[f32], times: f32) {
    for (part, more) in sum.iter_mut().zip(other) {
        *part += more * times;
    }
}

/// The sum of the products, in lanes: a processor takes several at a time, but keeps an order
/// that is given.
pub(super) fn dot(one: &[f32], other: &[f32]) -> f32 {
    let mut lanes = [0.0_f32; 8];
    let (ones, rest) = one.as_chunks::<8>();
    let (others, other_rest) = other.as_chunks::<8>();
    for (a, b) in ones.iter().zip(others) {
        for (lane, (a, b)) in lanes.iter_mut().zip(a.iter().zip(b)) {
            *lane += a * b;
        }
    }
    let rest = rest.iter().zip(other_rest).map(|(a, b)| a * b);
    lanes.iter().sum::<f32>() + rest.sum::<f32>()
}

/// Makes a vector one of length 1, unless it is all zero; gives the length that it had.
pub(super) fn normalise(vector: &mut [f32]) -> f32 {
    let length = dot(vector, vector).sqrt();
    if length > 0.0 {
        for part in vector {
            *part /= length;
        }
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A direction that looks like chance.
    fn chance(seed: usize) -> Parts {
        let mut parts = [0.0; DIMENSIONS];
        for (part, at) in parts.iter_mut().zip(shuffled(DIMENSIONS, seed)) {
            *part = at as f32 - DIMENSIONS as f32 / 2.0;
        }
        normalise(&mut parts);
        parts
    }

    #[test]
    fn the_gradient_is_that_of_the_loss() {
        let (goal, sum) = (chance(2), chance(17).map(|part| 3.0 * part));
        let found = gradient(&sum, &goal, 0.5);
        for at in (0..DIMENSIONS).step_by(15) {
            let loss = |by: f32| {
                let mut made = sum;
                made[at] += by;
                normalise(&mut made);
                0.5 * (1.0 - dot(&made, &goal))
            };
            let expected = (loss(0.1) - loss(-0.1)) / 0.2;
            assert!((found[at] - expected).abs() < 1e-4, "{at}");
        }
    }

    #[test]
    fn what_is_learned_is_the_same_twice_and_of_the_tokens_seen_alone() {
        let table = Table::shipped();
        let texts = [
            "a kettle whistles",
            "knead the dough",
            "kites need wind",
            "oil the chain",
        ];
        let lessons: Vec<Lesson> = texts
            .iter()
            .enumerate()
            .map(|(seed, text)| Lesson {
                rows: table.rows(text),
                goal: chance(seed),
            })
            .collect();
        let nearness = |table: &Table| {
            let cosines = lessons
                .iter()
                .map(|it| dot(&direction(table, &it.rows), &it.goal));
            cosines.sum::<f32>()
        };
        let learned = train(&table, &lessons, &|_, _| {});
        let adapted = table.with_vectors(&learned);
        assert!(nearness(&adapted) > nearness(&table) + 0.01);
        let again = train(&table, &lessons, &|_, _| {});
        assert_eq!(table.with_vectors(&again), adapted);
        let rows: Vec<u32> = learned.iter().map(|(row, _)| *row).collect();
        let mut seen: Vec<u32> = texts.iter().flat_map(|text| table.rows(text)).collect();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(rows, seen);
    }

    #[test]
    fn texts_are_taken_in_another_order_each_time_and_each_once() {
        let (one, other) = (shuffled(100, 1), shuffled(100, 2));
        assert_ne!(one, other);
        for mut order in [one, other] {
            order.sort_unstable();
            assert!(order.into_iter().eq(0..100));
        }
    }
}
