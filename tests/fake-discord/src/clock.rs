//! The clock of the fake Discord: real time that a test can move forward.
//!
//! Never sleeps. Deadlines are compared with this clock, so a test passes fifteen minutes in no
//! time.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// Milliseconds from 1970 to the first second of 2015, from which Discord counts its ids.
const DISCORD_EPOCH_MS: u64 = 1_420_070_400_000;

/// Real time, plus what a test moved it forward by.
#[derive(Debug)]
pub(crate) struct Clock {
    started: Instant,
    moved_ms: AtomicU64,
    counter: AtomicU64,
}

impl Clock {
    pub(crate) fn start() -> Self {
        Self {
            started: Instant::now(),
            moved_ms: AtomicU64::new(0),
            counter: AtomicU64::new(0),
        }
    }

    /// Time since the server was started.
    pub(crate) fn now(&self) -> Duration {
        self.started.elapsed() + Duration::from_millis(self.moved_ms.load(Ordering::SeqCst))
    }

    /// Moves the clock forward.
    pub(crate) fn pass(&self, time: Duration) {
        let millis = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        self.moved_ms.fetch_add(millis, Ordering::SeqCst);
    }

    /// Milliseconds since 1970.
    fn unix_ms(&self) -> u64 {
        let real = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |time| u64::try_from(time.as_millis()).unwrap_or(0));
        real + self.moved_ms.load(Ordering::SeqCst)
    }

    /// A new id that carries the present time, as Discord's ids do.
    pub(crate) fn snowflake(&self) -> u64 {
        let counter = self.counter.fetch_add(1, Ordering::SeqCst);
        // The counter fills the 22 low bits and runs into the milliseconds: never the same twice.
        ((self.unix_ms() - DISCORD_EPOCH_MS) << 22) + counter
    }

    /// The present time as Discord writes it.
    pub(crate) fn timestamp(&self) -> String {
        iso8601(self.unix_ms())
    }
}

/// The time that an id carries, as Discord writes it.
pub(crate) fn created_at(snowflake: u64) -> String {
    iso8601((snowflake >> 22) + DISCORD_EPOCH_MS)
}

/// `2026-01-31T08:05:09.120000+00:00`
///
/// From days to a date by Howard Hinnant's `civil_from_days`.
fn iso8601(unix_ms: u64) -> String {
    let (seconds, millis) = (unix_ms / 1000, unix_ms % 1000);
    let (days, second_of_day) = (seconds / 86_400, seconds % 86_400);
    let shifted = days + 719_468;
    let era = shifted / 146_097;
    let day_of_era = shifted % 146_097;
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    let (hour, minute, second) = (
        second_of_day / 3600,
        second_of_day / 60 % 60,
        second_of_day % 60,
    );
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{millis:03}000+00:00")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_written_as_discord_writes_it() {
        assert_eq!(iso8601(0), "1970-01-01T00:00:00.000000+00:00");
        assert_eq!(iso8601(951_782_400_000), "2000-02-29T00:00:00.000000+00:00");
        assert_eq!(
            iso8601(1_798_761_599_999),
            "2026-12-31T23:59:59.999000+00:00"
        );
    }

    #[test]
    fn an_id_carries_its_time_and_is_never_given_twice() {
        let clock = Clock::start();
        let (first, second) = (clock.snowflake(), clock.snowflake());
        assert!(second > first);
        assert_eq!(
            created_at(175_928_847_299_117_063),
            "2016-04-30T11:18:25.796000+00:00"
        );
    }
}
