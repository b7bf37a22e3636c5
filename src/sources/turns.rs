//! [`Turns`]: when each host may be asked again, whichever source asks. Never asks itself.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Most hosts that are remembered before those are forgotten whose turn has come.
const MOST_HOSTS: usize = 1_000;

/// When each host may be asked again. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Turns(Arc<Mutex<HashMap<String, Instant>>>);

impl Turns {
    /// Takes the next turn to ask `host`, `delay` after the one before; none where that would be
    /// after `deadline`.
    pub fn take(&self, host: &str, delay: Duration, deadline: Instant) -> Option<Instant> {
        let mut next = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        let turn = next.get(host).copied().unwrap_or(now).max(now);
        if turn >= deadline {
            return None;
        }
        if next.len() >= MOST_HOSTS {
            next.retain(|_, at| *at > now);
        }
        next.insert(host.to_owned(), turn + delay);
        Some(turn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_who_ask_one_host_take_turns_and_others_do_not_wait() {
        let turns = Turns::default();
        let other = turns.clone();
        let (delay, deadline) = (Duration::from_secs(60), Instant::now() + 3 * 60 * SECOND);
        let first = turns.take("a.example", delay, deadline).unwrap();
        let second = other.take("a.example", delay, deadline).unwrap();
        assert_eq!(second - first, delay);
        let elsewhere = other.take("b.example", delay, deadline).unwrap();
        assert!(elsewhere < second);
        assert!(turns.take("a.example", delay, deadline).is_some());
        assert_eq!(turns.take("a.example", delay, deadline), None);
    }

    const SECOND: Duration = Duration::from_secs(1);
}
