//! [`Plane`]: the teacher's space, turned into that of the table. Never stretches anything, so
//! what is near for the teacher stays near.

use rayon::prelude::*;

use super::training::{Parts, add, dot, normalise};
use crate::meaning::DIMENSIONS;

/// Steps towards the nearest rotation: each makes a direction that the texts say little about
/// half as long again, until it is whole.
const STEPS: usize = 40;

/// For each dimension of the table, how much of each of the teacher's is in it.
pub(super) struct Plane(Vec<Vec<f32>>);

impl Plane {
    /// The rotation (and projection, where the teacher has more dimensions) that brings the
    /// directions of some texts by the teacher nearest to those of the same texts by the table.
    ///
    /// The orthogonal Procrustes problem: Schönemann, Psychometrika 31, 1966. Its answer is the
    /// polar factor of the sum of products, found by iteration: Higham, "Functions of matrices",
    /// SIAM 2008, chapter 8.
    pub fn between(teacher: &[&[f32]], table: &[Parts]) -> Self {
        let width = teacher.first().map_or(0, |vector| vector.len());
        let row = |dimension: usize| {
            let mut row = vec![0.0; width];
            for (from, to) in teacher.iter().zip(table) {
                add(&mut row, from, to[dimension]);
            }
            row
        };
        let mut rows: Vec<Vec<f32>> = (0..DIMENSIONS).into_par_iter().map(row).collect();
        let size = rows.iter().map(|row| dot(row, row)).sum::<f32>().sqrt();
        if size > 0.0 {
            for part in rows.iter_mut().flatten() {
                *part /= size;
            }
        }
        for _ in 0..STEPS {
            rows = rounder(&rows);
        }
        Self(rows)
    }

    /// Where a text is to point in the table's space whose direction by the teacher is known.
    pub fn goal(&self, teacher: &[f32]) -> Parts {
        let mut goal = [0.0; DIMENSIONS];
        for (part, row) in goal.iter_mut().zip(&self.0) {
            *part = dot(row, teacher);
        }
        normalise(&mut goal);
        goal
    }
}

/// A step of Newton and Schulz, X := (3 X - X X' X) / 2, which brings the length of each direction
/// nearer to 1.
fn rounder(rows: &[Vec<f32>]) -> Vec<Vec<f32>> {
    let next = |row: &Vec<f32>| {
        let mut next: Vec<f32> = row.iter().map(|part| 1.5 * part).collect();
        for other in rows {
            add(&mut next, other, -0.5 * dot(row, other));
        }
        next
    };
    rows.par_iter().map(next).collect()
}

#[cfg(test)]
mod tests {
    use super::super::training::shuffled;
    use super::*;

    /// Numbers between -1 and 1 that look like chance.
    fn numbers(count: usize, seed: usize) -> Vec<f32> {
        let order = shuffled(count, seed);
        let number = |at: usize| 2.0 * at as f32 / count as f32 - 1.0;
        order.into_iter().map(number).collect()
    }

    #[test]
    fn a_rotated_space_is_turned_back() {
        // The teacher has the table's dimensions in another order, some with the other sign,
        // and two more of its own.
        let order = shuffled(DIMENSIONS, 1);
        let (mut teacher, mut table) = (Vec::new(), Vec::new());
        for seed in 0..3 * DIMENSIONS {
            let mut goal = [0.0; DIMENSIONS];
            goal.copy_from_slice(&numbers(DIMENSIONS, seed));
            normalise(&mut goal);
            let turned = order
                .iter()
                .map(|&at| if at % 3 == 0 { -goal[at] } else { goal[at] });
            teacher.push(turned.chain([0.01, -0.01]).collect::<Vec<f32>>());
            table.push(goal);
        }
        let vectors: Vec<&[f32]> = teacher.iter().map(Vec::as_slice).collect();
        let plane = Plane::between(&vectors, &table);
        for (teacher, table) in teacher.iter().zip(&table) {
            assert!(dot(&plane.goal(teacher), table) > 0.999);
        }
    }

    #[test]
    fn what_is_near_for_a_teacher_of_few_dimensions_stays_as_near() {
        let teacher: Vec<Vec<f32>> = (0..60)
            .map(|seed| {
                let mut vector = numbers(8, seed);
                normalise(&mut vector);
                vector
            })
            .collect();
        let table: Vec<Parts> = (0..60)
            .map(|seed| {
                let mut vector = [0.0; DIMENSIONS];
                vector.copy_from_slice(&numbers(DIMENSIONS, 100 + seed));
                vector
            })
            .collect();
        let vectors: Vec<&[f32]> = teacher.iter().map(Vec::as_slice).collect();
        let plane = Plane::between(&vectors, &table);
        for pair in teacher.windows(2) {
            let cosine = dot(&plane.goal(&pair[0]), &plane.goal(&pair[1]));
            assert!((cosine - dot(&pair[0], &pair[1])).abs() < 0.01);
        }
    }
}
