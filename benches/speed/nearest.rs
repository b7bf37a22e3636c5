//! How long it takes to find the nearest of many vectors, exactly, on one core.

use std::time::{Duration, Instant};

use footnote::meaning::{DIMENSIONS, Encoder, Probe, Vectors};

/// How many vectors are looked through.
pub const SIZES: [usize; 2] = [100_000, 500_000];

/// How many questions are timed.
pub const RUNS: usize = 50;

/// How many of the nearest are wanted.
const WANTED: usize = 100;

/// How long one question takes, each time, among so many made-up vectors. They point anywhere,
/// the same way at every run.
pub fn among(vectors: usize) -> Vec<Duration> {
    let mut state = 0x2545_f491_u32;
    let stored: Vec<u8> = (0..vectors * DIMENSIONS)
        .map(|_| {
            // Marsaglia, "Xorshift RNGs", Journal of Statistical Software, 2003.
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            // As in a vector that was made of a text, no part is -128.
            state.to_le_bytes()[1].max(1).wrapping_sub(128)
        })
        .collect();
    let vectors = Vectors::of(&stored);
    let text = Encoder::default().encode(["what does a trigger point feel like"]);
    let probe = Probe::of(&text);
    (0..RUNS)
        .map(|_| {
            let started = Instant::now();
            std::hint::black_box(vectors.nearest(&probe, WANTED, |_| true));
            started.elapsed()
        })
        .collect()
}
