//! The products of one vector with many, by the widest instructions that the processor at hand
//! is sure to have. Gives the same whole numbers whichever those are.

use super::vector::DIMENSIONS;

/// For each of `rows` the sum of the products of its components with those of `text`, into
/// `sums`, which is as long. No component is -128.
pub(super) fn products(text: &[i16; DIMENSIONS], rows: &[[u8; DIMENSIONS]], sums: &mut [i32]) {
    #[cfg(target_arch = "x86_64")]
    if let Some(work) = avx2::Products::new(text, rows, sums) {
        work.run();
        return;
    }
    for (sum, row) in sums.iter_mut().zip(rows) {
        *sum = product(text, row);
    }
}

/// The sum of the products of the components, none of which is -128.
///
/// In the order that a compiler makes the best of for any processor: the products of two
/// bytes fit into 16 bits, and so do the sums of two of those.
pub(super) fn product(text: &[i16; DIMENSIONS], row: &[u8; DIMENSIONS]) -> i32 {
    let mut lanes = [0_i32; 8];
    for (a, b) in text.as_chunks::<16>().0.iter().zip(row.as_chunks::<16>().0) {
        for (lane, sum) in lanes.iter_mut().enumerate() {
            let product = |at: usize| a[at].wrapping_mul(i16::from(b[at].cast_signed()));
            *sum += i32::from(product(lane).wrapping_add(product(lane + 8)));
        }
    }
    lanes.iter().sum()
}

/// For processors with AVX2, which are those of the last ten years. The compiler knows the
/// instruction that multiplies and adds pairs, and does not find it by itself.
#[cfg(target_arch = "x86_64")]
mod avx2 {
    use std::arch::x86_64::{__m128i, __m256i};

    use pulp::x86::V3;
    use pulp::{Simd, WithSimd, cast};

    use super::DIMENSIONS;

    pub struct Products<'a> {
        simd: V3,
        text: &'a [i16; DIMENSIONS],
        rows: &'a [[u8; DIMENSIONS]],
        sums: &'a mut [i32],
    }

    impl<'a> Products<'a> {
        /// None if the processor has no AVX2.
        pub fn new(
            text: &'a [i16; DIMENSIONS],
            rows: &'a [[u8; DIMENSIONS]],
            sums: &'a mut [i32],
        ) -> Option<Self> {
            Some(Self {
                simd: V3::try_new()?,
                text,
                rows,
                sums,
            })
        }

        pub fn run(self) {
            Simd::vectorize(self.simd, self);
        }
    }

    impl WithSimd for Products<'_> {
        type Output = ();

        #[expect(
            clippy::inline_always,
            reason = "what is not inlined is compiled for any processor"
        )]
        #[inline(always)]
        fn with_simd<S: Simd>(self, _: S) {
            let avx2 = self.simd.avx2;
            let text: [__m256i; DIMENSIONS / 16] = cast(*self.text);
            for (sum, row) in self.sums.iter_mut().zip(self.rows) {
                let row: [__m128i; DIMENSIONS / 16] = cast(*row);
                // Two sums, so that one addition need not wait for the other.
                let mut sums = [cast([0_i32; 8]); 2];
                for (at, (&text, &row)) in text.iter().zip(&row).enumerate() {
                    let products = avx2._mm256_madd_epi16(text, avx2._mm256_cvtepi8_epi16(row));
                    sums[at % 2] = avx2._mm256_add_epi32(sums[at % 2], products);
                }
                let lanes: [i32; 8] = cast(avx2._mm256_add_epi32(sums[0], sums[1]));
                *sum = lanes.iter().sum();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_processor_finds_the_same_products(
            text in proptest::collection::vec(-127_i8..=127, DIMENSIONS),
            rows in proptest::collection::vec(
                proptest::collection::vec(-127_i8..=127, DIMENSIONS), 0..5),
        ) {
            let text: [i16; DIMENSIONS] = std::array::from_fn(|at| i16::from(text[at]));
            let rows: Vec<[u8; DIMENSIONS]> = rows
                .iter()
                .map(|row| std::array::from_fn(|at| row[at].cast_unsigned()))
                .collect();
            let expected: Vec<i32> = rows
                .iter()
                .map(|row| {
                    let parts = text.iter().zip(row);
                    parts.map(|(&a, b)| i32::from(a) * i32::from(b.cast_signed())).sum()
                })
                .collect();
            let mut sums = vec![0; rows.len()];
            products(&text, &rows, &mut sums);
            prop_assert_eq!(&sums, &expected);
            let by_any: Vec<i32> = rows.iter().map(|row| product(&text, row)).collect();
            prop_assert_eq!(&by_any, &expected);
        }
    }

    #[test]
    fn the_largest_products_do_not_run_over() {
        for (text, part) in [(127, 127_i8), (-127, 127), (-127, -127)] {
            let row = [part.cast_unsigned(); DIMENSIONS];
            let expected = 256 * i32::from(text) * i32::from(part);
            let mut sum = [0];
            products(&[text; DIMENSIONS], &[row], &mut sum);
            assert_eq!(sum, [expected]);
            assert_eq!(product(&[text; DIMENSIONS], &row), expected);
        }
    }
}
