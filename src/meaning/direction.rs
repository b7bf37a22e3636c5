//! Directions of as many dimensions as an encoder has, in a byte each, and which of many are
//! nearest to one: exact, in one pass. [`Vectors`](super::Vectors) is the same for the table,
//! whose number of dimensions the compiler knows.

/// Rows whose cosines are computed before any of them is looked at: a loop without a branch.
const CHUNK: usize = 64;

/// A direction: a byte per dimension, longest component 127. All zero for a text that says
/// nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Direction(Box<[i8]>);

impl Direction {
    /// The direction of a vector of any length. Numbers that are none say nothing.
    pub fn of(vector: &[f32]) -> Self {
        let longest = vector.iter().fold(0.0_f32, |most, part| {
            if part.is_finite() {
                most.max(part.abs())
            } else {
                most
            }
        });
        let scale = if longest > 0.0 { 127.0 / longest } else { 0.0 };
        // A number that is not finite becomes 0 or the longest.
        let parts = vector.iter().map(|part| (part * scale).round() as i8);
        Self(parts.map(|part| part.max(-127)).collect())
    }

    /// The components, to be stored.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.iter().map(|part| part.cast_unsigned()).collect()
    }
}

/// A direction, made ready to be compared with many.
#[derive(Debug, Clone, PartialEq)]
pub struct DirectionProbe {
    parts: Box<[i16]>,
    /// 1 / its length; 0 if it is all zero.
    scale: f32,
}

impl DirectionProbe {
    /// Makes `direction` ready.
    pub fn of(direction: &Direction) -> Self {
        let parts: Box<[i16]> = direction.0.iter().map(|&part| i16::from(part)).collect();
        Self {
            scale: inverse_length(&parts),
            parts,
        }
    }
}

/// The directions of many texts, a row each.
#[derive(Debug)]
pub struct Directions {
    dimensions: usize,
    rows: Vec<u8>,
    /// 1 / length of each row; 0 for one that is all zero.
    scales: Vec<f32>,
    /// The mean of the rows, each of length 1.
    mean: Vec<f32>,
}

impl Directions {
    /// Takes stored directions that lie one after the other; bytes left over at the end are
    /// no direction.
    pub fn of(stored: &[u8], dimensions: usize) -> Self {
        let dimensions = dimensions.max(1);
        let rows = stored.chunks_exact(dimensions);
        let count = rows.len();
        let mut scales = Vec::with_capacity(count);
        let mut mean = vec![0.0; dimensions];
        for row in rows {
            let parts: Vec<i16> = row.iter().map(|part| part.cast_signed().into()).collect();
            let scale = inverse_length(&parts);
            for (sum, &part) in mean.iter_mut().zip(&parts) {
                *sum += f32::from(part) * scale / count as f32;
            }
            scales.push(scale);
        }
        Self {
            dimensions,
            rows: stored[..count * dimensions].to_vec(),
            scales,
            mean,
        }
    }

    /// The cosine of a row with `probe`, from -1 to 1; 0 if either says nothing or there is
    /// no such row.
    pub fn cosine(&self, probe: &DirectionProbe, row: usize) -> f32 {
        let bytes = self
            .rows
            .get(row * self.dimensions..(row + 1) * self.dimensions);
        let scale = self.scales.get(row).copied().unwrap_or_default();
        bytes.map_or(0.0, |bytes| {
            dot(&probe.parts, bytes) as f32 * scale * probe.scale
        })
    }

    /// The mean of the cosines of all rows with `probe`.
    pub fn usual(&self, probe: &DirectionProbe) -> f32 {
        let products = probe.parts.iter().zip(&self.mean);
        let sum: f32 = products.map(|(&part, mean)| f32::from(part) * mean).sum();
        sum * probe.scale
    }

    /// The rows nearest to `probe` among those that `admits` names, at most `limit`, with
    /// their cosines; nearest first, equally near ones by row.
    pub fn nearest(
        &self,
        probe: &DirectionProbe,
        limit: usize,
        admits: impl Fn(usize) -> bool,
    ) -> Vec<(usize, f32)> {
        // Sorted out whenever twice as many as wanted have come together.
        let room = (2 * limit).max(1);
        let mut best: Vec<(usize, f32)> = Vec::with_capacity(room);
        let mut worst = f32::MIN;
        let chunks = self.rows.chunks(CHUNK * self.dimensions);
        for (number, (rows, scales)) in chunks.zip(self.scales.chunks(CHUNK)).enumerate() {
            let mut cosines = [f32::MIN; CHUNK];
            let rows = rows.chunks_exact(self.dimensions).zip(scales);
            for (cosine, (row, &scale)) in cosines.iter_mut().zip(rows) {
                *cosine = dot(&probe.parts, row) as f32 * scale * probe.scale;
            }
            for (row, &cosine) in (number * CHUNK..).zip(&cosines) {
                if cosine > worst && admits(row) {
                    best.push((row, cosine));
                    if best.len() == room {
                        keep(&mut best, limit);
                        worst = best.last().map_or(worst, |last| last.1);
                    }
                }
            }
        }
        keep(&mut best, limit);
        best
    }
}

/// Keeps the nearest, in order.
fn keep(best: &mut Vec<(usize, f32)>, limit: usize) {
    best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    best.truncate(limit);
}

fn inverse_length(parts: &[i16]) -> f32 {
    let square: i32 = parts
        .iter()
        .map(|&part| i32::from(part) * i32::from(part))
        .sum();
    if square == 0 {
        0.0
    } else {
        1.0 / (square as f32).sqrt()
    }
}

/// The sum of the products of the components, none of which is -128: in lanes, as for the
/// table, and the components behind the last whole lane one by one.
fn dot(text: &[i16], row: &[u8]) -> i32 {
    let mut lanes = [0_i32; 8];
    let (texts, text_rest) = text.as_chunks::<16>();
    let (rows, row_rest) = row.as_chunks::<16>();
    for (a, b) in texts.iter().zip(rows) {
        for (lane, sum) in lanes.iter_mut().enumerate() {
            let product = |at: usize| a[at].wrapping_mul(i16::from(b[at].cast_signed()));
            *sum += i32::from(product(lane).wrapping_add(product(lane + 8)));
        }
    }
    let rest = text_rest.iter().zip(row_rest);
    let rest: i32 = rest
        .map(|(&a, &b)| i32::from(a) * i32::from(b.cast_signed()))
        .sum();
    lanes.iter().sum::<i32>() + rest
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Vectors of one number of dimensions, and which of them is asked about.
    fn vectors() -> impl Strategy<Value = Vec<Vec<f32>>> {
        (1_usize..50).prop_flat_map(|dimensions| {
            let vector = proptest::collection::vec(-1.0_f32..1.0, dimensions);
            proptest::collection::vec(vector, 1..150)
        })
    }

    fn stored(vectors: &[Vec<f32>]) -> Vec<u8> {
        let directions = vectors.iter().map(|vector| Direction::of(vector));
        directions
            .flat_map(|direction| direction.to_bytes())
            .collect()
    }

    fn exact(one: &[f32], other: &[f32]) -> f32 {
        let length = |parts: &[f32]| parts.iter().map(|a| a * a).sum::<f32>().sqrt();
        let product: f32 = one.iter().zip(other).map(|(a, b)| a * b).sum();
        product / (length(one) * length(other)).max(1e-9)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn a_byte_a_dimension_keeps_the_cosines(vectors in vectors()) {
            let directions = Directions::of(&stored(&vectors), vectors[0].len());
            let probe = DirectionProbe::of(&Direction::of(&vectors[0]));
            let mut sum = 0.0;
            for (row, vector) in vectors.iter().enumerate() {
                let cosine = directions.cosine(&probe, row);
                prop_assert!((cosine - exact(&vectors[0], vector)).abs() < 0.02);
                sum += cosine;
            }
            let usual = directions.usual(&probe);
            prop_assert!((usual - sum / vectors.len() as f32).abs() < 1e-4);
        }

        #[test]
        fn the_nearest_are_those_that_a_look_at_each_one_finds(
            vectors in vectors(),
            limit in 0_usize..40,
            step in 1_usize..4,
        ) {
            let directions = Directions::of(&stored(&vectors), vectors[0].len());
            let probe = DirectionProbe::of(&Direction::of(&vectors[0]));
            let admits = |row: usize| row.is_multiple_of(step);
            let mut all: Vec<(usize, f32)> = (0..vectors.len())
                .filter(|&row| admits(row))
                .map(|row| (row, directions.cosine(&probe, row)))
                .collect();
            all.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            all.truncate(limit);
            prop_assert_eq!(directions.nearest(&probe, limit, admits), all);
        }
    }

    #[test]
    fn numbers_that_are_none_do_not_spread() {
        let odd = Direction::of(&[f32::NAN, 1.0, -1.0, f32::INFINITY]);
        assert_eq!(odd.to_bytes()[1..3], [127, 129]);
        let nothing = Directions::of(&Direction::of(&[0.0; 4]).to_bytes(), 4);
        let probe = DirectionProbe::of(&odd);
        assert!(nothing.cosine(&probe, 0).abs() < f32::EPSILON);
        assert!(nothing.cosine(&probe, 1).abs() < f32::EPSILON);
    }
}
