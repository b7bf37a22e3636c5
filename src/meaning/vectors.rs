//! The vectors of many texts, and which of them are nearest to one: exact, in one pass.

use super::vector::{DIMENSIONS, Probe};

/// Rows whose cosines are computed before any of them is looked at: a loop without a branch.
const CHUNK: usize = 64;

/// The vectors of many texts, a row each.
#[derive(Debug)]
pub struct Vectors {
    rows: Vec<[u8; DIMENSIONS]>,
    /// 1 / length of each row; 0 for one that is all zero.
    scales: Vec<f32>,
    /// The mean of the rows, each of length 1.
    mean: [f32; DIMENSIONS],
}

impl Vectors {
    /// Takes stored vectors that lie one after the other; bytes left over at the end are no
    /// vector.
    pub fn of(stored: &[u8]) -> Self {
        let rows = stored.as_chunks::<DIMENSIONS>().0.to_vec();
        let scales: Vec<f32> = rows.iter().map(Probe::scale_of_row).collect();
        let mut mean = [0.0; DIMENSIONS];
        for (row, scale) in rows.iter().zip(&scales) {
            let share = scale / rows.len() as f32;
            for (sum, part) in mean.iter_mut().zip(row) {
                *sum += share * f32::from(part.cast_signed());
            }
        }
        Self { rows, scales, mean }
    }

    /// How many rows there are.
    pub fn count(&self) -> usize {
        self.rows.len()
    }

    /// The cosine of a row with `probe`, from -1 to 1; 0 if either is empty or there is no
    /// such row.
    pub fn cosine(&self, probe: &Probe, row: usize) -> f32 {
        let rows = self.rows.get(row).zip(self.scales.get(row));
        rows.map_or(0.0, |(parts, &scale)| probe.cosine_with_row(parts, scale))
    }

    /// The mean of the cosines of all rows with `probe`.
    pub fn usual(&self, probe: &Probe) -> f32 {
        probe.project(&self.mean)
    }

    /// The rows nearest to `probe` among those that `admits` names, at most `limit`, with
    /// their cosines; nearest first, equally near ones by row.
    pub fn nearest(
        &self,
        probe: &Probe,
        limit: usize,
        admits: impl Fn(usize) -> bool,
    ) -> Vec<(usize, f32)> {
        // Sorted out whenever twice as many as wanted have come together.
        let room = (2 * limit).max(1);
        let mut best: Vec<(usize, f32)> = Vec::with_capacity(room);
        let mut worst = f32::MIN;
        let mut look_at = |row: usize, cosine: f32| {
            if cosine > worst && admits(row) {
                best.push((row, cosine));
                if best.len() == room {
                    keep(&mut best, limit);
                    worst = best.last().map_or(worst, |last| last.1);
                }
            }
        };
        let (chunks, rest) = self.rows.as_chunks::<CHUNK>();
        let (scales, _) = self.scales.as_chunks::<CHUNK>();
        for (number, (rows, scales)) in chunks.iter().zip(scales).enumerate() {
            let cosines = probe.cosines_with_rows(rows, scales);
            for (row, &cosine) in (number * CHUNK..).zip(&cosines) {
                look_at(row, cosine);
            }
        }
        for row in self.count() - rest.len()..self.count() {
            look_at(row, self.cosine(probe, row));
        }
        keep(&mut best, limit);
        best
    }
}

/// Keeps the nearest, in order.
fn keep(best: &mut Vec<(usize, f32)>, limit: usize) {
    best.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    best.truncate(limit);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Encoder;
    use super::*;

    fn probe(text: &str) -> Probe {
        Probe::of(&Encoder::default().encode([text]))
    }

    /// Stored vectors: no part is -128.
    fn rows() -> impl Strategy<Value = Vec<u8>> {
        let part = (-127_i8..=127).prop_map(i8::cast_unsigned);
        (0_usize..200)
            .prop_flat_map(move |rows| proptest::collection::vec(part.clone(), rows * DIMENSIONS))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn the_nearest_are_those_that_a_look_at_each_one_finds(
            stored in rows(),
            limit in 0_usize..40,
            step in 1_usize..4,
        ) {
            let vectors = Vectors::of(&stored);
            let probe = probe("what does a trigger point feel like");
            let admits = |row: usize| row.is_multiple_of(step);
            let mut all: Vec<(usize, f32)> = (0..stored.len() / DIMENSIONS)
                .filter(|&row| admits(row))
                .map(|row| (row, vectors.cosine(&probe, row)))
                .collect();
            all.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            all.truncate(limit);
            prop_assert_eq!(vectors.nearest(&probe, limit, admits), all);
        }

        #[test]
        fn a_cosine_is_that_of_the_numbers(stored in rows()) {
            let vectors = Vectors::of(&stored);
            let vector = Encoder::default().encode(["how long does a session take"]);
            let parts = vector.as_bytes().map(|part| f64::from(part.cast_signed()));
            let length = |parts: &[f64]| parts.iter().map(|a| a * a).sum::<f64>().sqrt();
            let mut sum = 0.0;
            for (row, other) in stored.as_chunks::<DIMENSIONS>().0.iter().enumerate() {
                let other = other.map(|part| f64::from(part.cast_signed()));
                let product: f64 = parts.iter().zip(&other).map(|(a, b)| a * b).sum();
                let expected = product / (length(&parts) * length(&other)).max(1e-9);
                let found = vectors.cosine(&Probe::of(&vector), row);
                prop_assert!((f64::from(found) - expected).abs() < 1e-5);
                sum += expected;
            }
            let count = (stored.len() / DIMENSIONS).max(1) as f64;
            let usual = f64::from(vectors.usual(&Probe::of(&vector)));
            prop_assert!((usual - sum / count).abs() < 1e-4);
        }
    }

    #[test]
    fn an_empty_text_and_an_unknown_row_are_like_nothing() {
        let text = Encoder::default().encode(["trigger points"]);
        let vectors = Vectors::of(&text.as_bytes());
        assert!(vectors.cosine(&probe("trigger points"), 0) > 0.99);
        assert!(vectors.cosine(&probe(""), 0).abs() < f32::EPSILON);
        assert!(vectors.cosine(&probe("trigger points"), 1).abs() < f32::EPSILON);
    }
}
