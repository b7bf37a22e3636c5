//! A text's direction, in a byte per dimension.

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

    /// The cosine with a stored vector, from -1 to 1; 0 if either is empty or misshapen.
    pub fn cosine(&self, stored: &[u8]) -> f32 {
        let Ok(stored) = <&[u8; DIMENSIONS]>::try_from(stored) else {
            return 0.0;
        };
        let (mut product, mut own, mut other) = (0_i32, 0_i32, 0_i32);
        for (&a, &b) in self.0.iter().zip(stored) {
            // A product of two bytes fits into 16 bits, and eight of those into a register.
            let (a, b) = (i16::from(a), i16::from(b.cast_signed()));
            product += i32::from(a * b);
            own += i32::from(a * a);
            other += i32::from(b * b);
        }
        if own == 0 || other == 0 {
            return 0.0;
        }
        product as f32 / ((own as f32).sqrt() * (other as f32).sqrt())
    }
}
