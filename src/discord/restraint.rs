//! [`Restraint`]: what keeps the bot from hammering Discord. Messages of one channel go one
//! after another, a pause that Discord asks of everything holds for everything, and after too
//! many refusals the bot is silent for a while.

use std::collections::HashMap;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use reqwest::header::HeaderMap;
use tokio::sync::{Mutex as Lane, OwnedMutexGuard};

/// Discord bans an address after 10,000 requests refused with 401, 403 or 429 in ten minutes.
/// So many at once and as many again in ten minutes are fewer.
const REFUSALS: NonZeroU32 = NonZeroU32::new(4_000).expect("it is not 0");

/// Time in which [`REFUSALS`] are forgiven.
const FORGIVEN_IN: Duration = Duration::from_secs(600);

/// How long the bot is silent after too many refusals.
const SILENCE: Duration = Duration::from_secs(60);

/// What keeps the bot from hammering Discord.
pub struct Restraint {
    lanes: Mutex<HashMap<u64, Arc<Lane<()>>>>,
    refusals: DefaultDirectRateLimiter,
    silent_until: Mutex<Option<Instant>>,
}

impl Default for Restraint {
    fn default() -> Self {
        let each = FORGIVEN_IN / REFUSALS.get();
        let quota = Quota::with_period(each).unwrap_or(Quota::per_second(NonZeroU32::MIN));
        Self {
            lanes: Mutex::default(),
            refusals: RateLimiter::direct(quota.allow_burst(REFUSALS)),
            silent_until: Mutex::default(),
        }
    }
}

impl Restraint {
    /// Waits until nobody else sends a message to this channel.
    pub async fn turn(&self, channel: u64) -> OwnedMutexGuard<()> {
        let lane = {
            let mut lanes = self.lanes.lock().unwrap_or_else(PoisonError::into_inner);
            lanes.retain(|_, lane| Arc::strong_count(lane) > 1);
            Arc::clone(lanes.entry(channel).or_default())
        };
        lane.lock_owned().await
    }

    /// Takes note of a request that Discord refused with `status`.
    pub fn refused(&self, status: u16) {
        if matches!(status, 401 | 403 | 429) && self.refusals.check().is_err() {
            tracing::error!("Discord refuses too much; nothing is sent for a while");
            self.pause(SILENCE);
        }
    }

    /// Nothing is to be sent for so long.
    pub fn pause(&self, time: Duration) {
        let until = Instant::now() + time;
        let mut silent = self.silence();
        *silent = Some(silent.map_or(until, |before| before.max(until)));
    }

    /// How long nothing is to be sent from now on.
    pub fn left(&self) -> Duration {
        let now = Instant::now();
        (*self.silence()).map_or(Duration::ZERO, |until| until.saturating_duration_since(now))
    }

    fn silence(&self) -> std::sync::MutexGuard<'_, Option<Instant>> {
        self.silent_until
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// Keeps a channel to itself until Discord takes the next message there, going by the headers
/// of the last answer.
pub fn rest(turn: OwnedMutexGuard<()>, headers: &HeaderMap) {
    let number = |name: &str| headers.get(name)?.to_str().ok()?.parse::<f64>().ok();
    let spent = number("x-ratelimit-remaining").is_some_and(|left| left < 1.0);
    let wait = number("x-ratelimit-reset-after").filter(|_| spent);
    if let Some(wait) = wait.and_then(|wait| Duration::try_from_secs_f64(wait).ok()) {
        tokio::spawn(async move {
            tokio::time::sleep(wait).await;
            drop(turn);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_many_refusals_end_in_silence_and_others_do_not_count() {
        let restraint = Restraint::default();
        for _ in 0..20_000 {
            restraint.refused(404);
            restraint.refused(500);
        }
        for _ in 0..REFUSALS.get() {
            assert_eq!(restraint.left(), Duration::ZERO);
            restraint.refused(403);
        }
        // What was forgiven meanwhile is far less than this.
        for _ in 0..REFUSALS.get() {
            restraint.refused(401);
        }
        assert!(restraint.left() > Duration::ZERO);
    }

    #[tokio::test]
    async fn a_channel_takes_one_at_a_time_and_is_forgotten_afterwards() {
        let restraint = Restraint::default();
        let first = restraint.turn(1).await;
        let _other = restraint.turn(2).await;
        let mut second = std::pin::pin!(restraint.turn(1));
        tokio::select! {
            biased;
            _ = &mut second => panic!("two have the turn"),
            () = std::future::ready(()) => {}
        }
        drop(first);
        drop(second.await);
        drop(restraint.turn(3).await);
        let lanes = restraint.lanes.lock().unwrap();
        assert!(!lanes.contains_key(&1));
    }
}
