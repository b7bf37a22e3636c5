//! [`Day`]: all that is kept of the time at which somebody asked.

use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Serialize, Serializer};
use time::Date;

/// Seconds of a day.
const SECONDS: i64 = 86_400;

/// The Julian day of 1970-01-01.
const JULIAN_EPOCH: i32 = 2_440_588;

/// A day in UTC, as the number of days since 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i64);

impl Day {
    /// The day of a time in Unix seconds.
    pub fn of(seconds: i64) -> Self {
        Self(seconds.div_euclid(SECONDS))
    }

    /// Today, by the clock of the system.
    pub fn today() -> Self {
        Self::of(now())
    }

    /// So many days before.
    #[must_use]
    pub fn back(self, days: u32) -> Self {
        Self(self.0 - i64::from(days))
    }

    /// So many days later.
    #[must_use]
    pub fn ahead(self, days: u32) -> Self {
        Self(self.0 + i64::from(days))
    }

    /// Days since 1970-01-01.
    pub fn number(self) -> i64 {
        self.0
    }

    /// The day of a number that [`Day::number`] gave.
    pub(super) fn from_number(number: i64) -> Self {
        Self(number)
    }

    /// Unix seconds of its beginning.
    pub fn seconds(self) -> i64 {
        self.0 * SECONDS
    }
}

/// Unix seconds, by the clock of the system.
pub fn now() -> i64 {
    match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_secs()).unwrap_or(i64::MAX),
        // A clock that stands before 1970.
        Err(_) => 0,
    }
}

impl fmt::Display for Day {
    /// As `2026-05-01`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let julian = i32::try_from(self.0).ok();
        let julian = julian.and_then(|days| days.checked_add(JULIAN_EPOCH));
        match julian.and_then(|julian| Date::from_julian_day(julian).ok()) {
            Some(date) => write!(formatter, "{date}"),
            None => write!(formatter, "day {}", self.0),
        }
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_as_a_date() {
        assert_eq!(Day::of(0).to_string(), "1970-01-01");
        assert_eq!(Day::of(1_777_593_600 + 86_399).to_string(), "2026-05-01");
        assert_eq!(Day::of(-1).to_string(), "1969-12-31");
        assert_eq!(Day(i64::MAX).to_string(), format!("day {}", i64::MAX));
    }
}
