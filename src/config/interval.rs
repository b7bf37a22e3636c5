//! Lengths of time as people write them: `30m`, `12h`, `1d`, `2w`.

use std::time::Duration;

use super::SourceFault;

/// Shortest time between two refreshes of a source.
const MIN_EVERY: Duration = Duration::from_secs(60);

/// Reads a length of time such as `30m`, `12h`, `1d` or `2w`, of a minute at least.
pub fn read_interval(text: &str) -> Result<Duration, SourceFault> {
    let refused = || SourceFault::Interval(text.to_owned());
    let text = text.trim();
    let unit = text.chars().last().ok_or_else(refused)?;
    let number: u64 = text[..text.len() - unit.len_utf8()]
        .trim()
        .parse()
        .map_err(|_| refused())?;
    let seconds = match unit {
        'm' => 60,
        'h' => 3_600,
        'd' => 86_400,
        'w' => 604_800,
        _ => return Err(refused()),
    };
    let interval = number.checked_mul(seconds).map(Duration::from_secs);
    interval
        .filter(|interval| (MIN_EVERY..=Duration::from_secs(366 * 86_400)).contains(interval))
        .ok_or(SourceFault::IntervalRange { least: "1m" })
}

/// Writes a length of time as [`read_interval`] reads it.
pub fn write_interval(interval: Duration) -> String {
    let seconds = interval.as_secs();
    let (unit, name) = [(604_800, 'w'), (86_400, 'd'), (3_600, 'h')]
        .into_iter()
        .find(|(unit, _)| seconds.is_multiple_of(*unit))
        .unwrap_or((60, 'm'));
    format!("{}{name}", seconds / unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_come_back_as_they_were() {
        for text in ["1m", "90m", "5h", "1d", "2w"] {
            assert_eq!(write_interval(read_interval(text).unwrap()), text);
        }
        for text in ["", "5", "0m", "1s", "-1d", "9999999999999999w", "1é"] {
            assert!(read_interval(text).is_err(), "{text}");
        }
    }
}
