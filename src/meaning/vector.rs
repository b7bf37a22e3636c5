//! A text's direction, in a byte per dimension.

use super::products::{product, products};

/// Dimensions of a vector.
pub const DIMENSIONS: usize = 256;

/// A direction: `DIMENSIONS` bytes, longest component 127. All zero for a text without a
/// known word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vector([i8; DIMENSIONS]);

impl Vector {
    /// The direction of a sum of vectors.
    pub(super) fn of(sum: &[f32; DIMENSIONS]) -> Self {
        // In lanes: a processor compares several numbers at a time, but keeps an order given.
        let mut lanes = [0.0_f32; 8];
        for parts in sum.as_chunks::<8>().0 {
            for (longest, part) in lanes.iter_mut().zip(parts) {
                *longest = longest.max(part.abs());
            }
        }
        let longest = lanes.into_iter().fold(0.0, f32::max);
        let mut parts = [0; DIMENSIONS];
        if longest > 0.0 {
            for (part, value) in parts.iter_mut().zip(sum) {
                let value = value * 127.0 / longest;
                // `round`, which is a call for each of them on older processors.
                *part = (value + 0.5_f32.copysign(value)) as i32 as i8;
            }
        }
        Self(parts)
    }

    /// Whether nothing of the text could be told.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|&part| part == 0)
    }

    /// The components, to be stored.
    pub fn as_bytes(&self) -> [u8; DIMENSIONS] {
        self.0.map(i8::cast_unsigned)
    }
}

/// A vector, made ready to be compared with many.
#[derive(Debug, Clone, PartialEq)]
pub struct Probe {
    parts: [i16; DIMENSIONS],
    /// 1 / its length; 0 if it is all zero.
    scale: f32,
}

impl Probe {
    /// Makes `vector` ready.
    pub fn of(vector: &Vector) -> Self {
        let parts = vector.0.map(i16::from);
        Self {
            scale: inverse_length(&parts),
            parts,
        }
    }

    /// The cosine with another vector, from -1 to 1; 0 if either is empty.
    pub fn cosine(&self, other: &Vector) -> f32 {
        let other = other.as_bytes();
        self.cosine_with_row(&other, Self::scale_of_row(&other))
    }

    /// The cosine with a stored vector whose [`Probe::scale_of_row`] is known.
    pub(super) fn cosine_with_row(&self, row: &[u8; DIMENSIONS], scale: f32) -> f32 {
        self.cosine_of(product(&self.parts, row), scale)
    }

    /// The cosines with stored vectors whose [`Probe::scale_of_row`] are known; as many of each.
    pub(super) fn cosines_with_rows<const ROWS: usize>(
        &self,
        rows: &[[u8; DIMENSIONS]; ROWS],
        scales: &[f32; ROWS],
    ) -> [f32; ROWS] {
        let mut sums = [0; ROWS];
        products(&self.parts, rows, &mut sums);
        std::array::from_fn(|row| self.cosine_of(sums[row], scales[row]))
    }

    fn cosine_of(&self, product: i32, scale: f32) -> f32 {
        product as f32 * scale * self.scale
    }

    /// 1 / the length of a stored vector; 0 if it is all zero.
    pub(super) fn scale_of_row(row: &[u8; DIMENSIONS]) -> f32 {
        inverse_length(&row.map(|part| i16::from(part.cast_signed())))
    }

    /// The sum of the products with other components, as of a vector of length 1.
    pub(super) fn project(&self, other: &[f32; DIMENSIONS]) -> f32 {
        let products = self.parts.iter().zip(other);
        let sum: f32 = products.map(|(&a, b)| f32::from(a) * b).sum();
        sum * self.scale
    }
}

fn inverse_length(parts: &[i16; DIMENSIONS]) -> f32 {
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
