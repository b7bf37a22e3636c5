//! [`Quota`]: how many questions a member, a channel and a server may ask in a minute, and how
//! many changes of articles a moderator may begin in an hour.

use std::collections::HashSet;
use std::num::NonZeroU32;
use std::sync::{Mutex, PoisonError};

use governor::{DefaultKeyedRateLimiter, Quota as Rate, RateLimiter};

use crate::config::DiscordConfig;

/// Counts questions and changes, in memory only.
pub struct Quota {
    member: Limit,
    channel: Limit,
    server: Limit,
    notice: Limiter,
    changes: Limiter,
}

type Limiter = Option<DefaultKeyedRateLimiter<u64>>;

/// One of the limits.
struct Limit {
    limiter: Limiter,
    /// Whose last question was counted here and then refused by another limit: the next one
    /// is not counted.
    owed: Mutex<HashSet<u64>>,
}

/// Which of the limits was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reached {
    /// The member asked much.
    Member,
    /// Much was asked in the channel.
    Channel,
    /// Much was asked in the server.
    Server,
    /// The moderator began many changes.
    Changes,
}

impl Limit {
    fn new(per_minute: u32) -> Self {
        Self {
            limiter: limiter(per_minute, Rate::per_minute),
            owed: Mutex::default(),
        }
    }

    /// Counts a question, if it is within the limit.
    fn take(&self, key: u64) -> bool {
        let Some(limiter) = &self.limiter else {
            return true;
        };
        let owed = self
            .owed
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&key);
        owed || limiter.check_key(&key).is_ok()
    }

    /// Takes a count back.
    fn give_back(&self, key: u64) {
        if self.limiter.is_some() {
            self.owed
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .insert(key);
        }
    }

    /// Forgets who has been quiet for a while.
    fn sweep(&self) {
        // A minute later all is forgiven anyway.
        *self.owed.lock().unwrap_or_else(PoisonError::into_inner) = HashSet::new();
        sweep(&self.limiter);
    }
}

impl Quota {
    /// The limits of the configuration; 0 is none.
    pub fn new(config: &DiscordConfig) -> Self {
        Self {
            member: Limit::new(config.member_questions_per_minute),
            channel: Limit::new(config.channel_questions_per_minute),
            server: Limit::new(config.server_questions_per_minute),
            notice: limiter(1, Rate::per_minute),
            changes: limiter(config.member_changes_per_hour, Rate::per_hour),
        }
    }

    /// Counts a question, if it is within all limits; one that is not counts for none.
    pub fn take(&self, member: u64, channel: u64, server: Option<u64>) -> Result<(), Reached> {
        if !self.member.take(member) {
            return Err(Reached::Member);
        }
        if !self.channel.take(channel) {
            self.member.give_back(member);
            return Err(Reached::Channel);
        }
        if !server.is_none_or(|server| self.server.take(server)) {
            self.member.give_back(member);
            self.channel.give_back(channel);
            return Err(Reached::Server);
        }
        Ok(())
    }

    /// Counts a change of articles, if it is within the limit.
    pub fn change(&self, member: u64) -> Result<(), Reached> {
        let limit = self.changes.as_ref();
        if limit.is_none_or(|limit| limit.check_key(&member).is_ok()) {
            Ok(())
        } else {
            Err(Reached::Changes)
        }
    }

    /// Whether a member who writes in public is told that a limit was reached: once a minute.
    pub fn tells(&self, member: u64) -> bool {
        self.notice
            .as_ref()
            .is_some_and(|limit| limit.check_key(&member).is_ok())
    }

    /// Forgets who has been quiet for a while.
    pub fn sweep(&self) {
        for limit in [&self.member, &self.channel, &self.server] {
            limit.sweep();
        }
        sweep(&self.notice);
        sweep(&self.changes);
    }
}

fn sweep(limiter: &Limiter) {
    if let Some(limiter) = limiter {
        limiter.retain_recent();
        limiter.shrink_to_fit();
    }
}

fn limiter(number: u32, rate: fn(NonZeroU32) -> Rate) -> Limiter {
    NonZeroU32::new(number).map(|number| RateLimiter::keyed(rate(number)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_member_has_a_quota_of_their_own_and_0_is_no_limit() {
        let quota = Quota::new(&DiscordConfig {
            member_questions_per_minute: 2,
            channel_questions_per_minute: 3,
            server_questions_per_minute: 0,
            ..DiscordConfig::default()
        });
        assert_eq!(quota.take(1, 7, Some(9)), Ok(()));
        assert_eq!(quota.take(1, 7, Some(9)), Ok(()));
        assert_eq!(quota.take(1, 7, Some(9)), Err(Reached::Member));
        assert_eq!(quota.take(2, 7, Some(9)), Ok(()));
        assert_eq!(quota.take(3, 7, Some(9)), Err(Reached::Channel));
        assert_eq!(quota.take(3, 8, None), Ok(()));
    }

    #[test]
    fn each_moderator_may_begin_so_many_changes() {
        let quota = |member_changes_per_hour| {
            Quota::new(&DiscordConfig {
                member_changes_per_hour,
                ..DiscordConfig::default()
            })
        };
        let two = quota(2);
        let begun = [1, 1, 1, 2].map(|member| two.change(member));
        assert_eq!(begun, [Ok(()), Ok(()), Err(Reached::Changes), Ok(())]);
        let none = quota(0);
        assert!((0..100).all(|_| none.change(1).is_ok()));
    }

    #[test]
    fn a_question_over_one_limit_costs_nothing_at_the_others() {
        let quota = Quota::new(&DiscordConfig {
            member_questions_per_minute: 2,
            channel_questions_per_minute: 1,
            server_questions_per_minute: 3,
            ..DiscordConfig::default()
        });
        assert_eq!(quota.take(1, 7, Some(9)), Ok(()));
        for _ in 0..10 {
            assert_eq!(quota.take(1, 7, Some(9)), Err(Reached::Channel));
        }
        assert_eq!(quota.take(1, 8, Some(9)), Ok(()));
        assert_eq!(quota.take(1, 6, Some(9)), Err(Reached::Member));
        assert_eq!(quota.take(2, 6, Some(9)), Ok(()));
        for _ in 0..10 {
            assert_eq!(quota.take(2, 5, Some(9)), Err(Reached::Server));
        }
        assert_eq!(quota.take(2, 5, None), Ok(()));
        assert_eq!(quota.take(2, 4, None), Err(Reached::Member));
    }
}
