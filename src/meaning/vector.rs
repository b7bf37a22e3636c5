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
        let longest = sum
            .iter()
            .fold(0.0_f32, |longest, part| longest.max(part.abs()));
        let mut parts = [0; DIMENSIONS];
        if longest > 0.0 {
            for (part, value) in parts.iter_mut().zip(sum) {
                *part = (value * 127.0 / longest).round() as i8;
            }
        }
        Self(parts)
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
