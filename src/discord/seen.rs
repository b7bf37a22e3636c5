//! [`Seen`]: which events have been taken up, so that none is answered twice when Discord
//! sends it again.

use std::collections::{HashSet, VecDeque};
use std::sync::{Mutex, PoisonError};

/// Events remembered: far more than a session replays after a lost connection.
const REMEMBERED: usize = 20_000;

/// Ids of the newest events.
#[derive(Debug, Default)]
pub struct Seen {
    inner: Mutex<Newest>,
}

#[derive(Debug, Default)]
struct Newest {
    ids: HashSet<u64>,
    order: VecDeque<u64>,
}

impl Seen {
    /// Whether this is the first time that `id` comes.
    pub fn is_new(&self, id: u64) -> bool {
        let mut newest = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        if !newest.ids.insert(id) {
            return false;
        }
        newest.order.push_back(id);
        if newest.order.len() > REMEMBERED
            && let Some(oldest) = newest.order.pop_front()
        {
            newest.ids.remove(&oldest);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_new_once_and_memory_is_bounded() {
        let seen = Seen::default();
        assert!(seen.is_new(1));
        assert!(!seen.is_new(1));
        for id in 2..100_000 {
            assert!(seen.is_new(id));
        }
        assert_eq!(seen.inner.lock().unwrap().ids.len(), REMEMBERED);
    }
}
