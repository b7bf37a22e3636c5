//! [`Quota`]: how many questions a member, a channel and a server may ask in a minute.

use std::num::NonZeroU32;

use governor::{DefaultKeyedRateLimiter, RateLimiter};

use crate::config::DiscordConfig;

/// Counts questions, in memory only.
pub struct Quota {
    member: Limit,
    channel: Limit,
    server: Limit,
    notice: Limit,
}

type Limit = Option<DefaultKeyedRateLimiter<u64>>;

/// Which of the limits was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reached {
    /// The member asked much.
    Member,
    /// Much was asked in the channel.
    Channel,
    /// Much was asked in the server.
    Server,
}

impl Quota {
    /// The limits of the configuration; 0 is none.
    pub fn new(config: &DiscordConfig) -> Self {
        Self {
            member: limit(config.member_questions_per_minute),
            channel: limit(config.channel_questions_per_minute),
            server: limit(config.server_questions_per_minute),
            notice: limit(1),
        }
    }

    /// Counts a question, if it is within the limits.
    pub fn take(&self, member: u64, channel: u64, server: Option<u64>) -> Result<(), Reached> {
        let full = |limit: &Limit, key| {
            limit
                .as_ref()
                .is_some_and(|limit| limit.check_key(&key).is_err())
        };
        if full(&self.member, member) {
            Err(Reached::Member)
        } else if full(&self.channel, channel) {
            Err(Reached::Channel)
        } else if server.is_some_and(|server| full(&self.server, server)) {
            Err(Reached::Server)
        } else {
            Ok(())
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
        let limits = [&self.member, &self.channel, &self.server, &self.notice];
        for limit in limits.into_iter().flatten() {
            limit.retain_recent();
            limit.shrink_to_fit();
        }
    }
}

fn limit(per_minute: u32) -> Limit {
    NonZeroU32::new(per_minute)
        .map(|number| RateLimiter::keyed(governor::Quota::per_minute(number)))
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
}
