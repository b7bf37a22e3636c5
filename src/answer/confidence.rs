//! How sure it is that a passage answers a question: from the words, not from the score.

use crate::index::Query;

/// Share of the question's weight that `found` (by word, 0 to 1) covers, from 0 to 1.
///
/// Words that the articles do not have count as much as the rarest that they have: a
/// question about something else is made of them. A question without any weight is not
/// answered.
pub(super) fn coverage(query: &Query, found: &[f32]) -> f64 {
    let mut total = 0.0;
    let mut covered = 0.0;
    for (word, part) in query
        .words
        .iter()
        .zip(found)
        .filter(|(word, _)| !word.is_light)
    {
        total += f64::from(word.weight);
        covered += f64::from(word.weight * part);
    }
    if total > 0.0 {
        (covered / total).clamp(0.0, 1.0)
    } else {
        0.0
    }
}
