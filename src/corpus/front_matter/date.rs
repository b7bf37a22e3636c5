//! Dates as people write them -> `YYYY-MM-DD`. Never guesses between day and month.

use std::sync::LazyLock;

use regex::{Captures, Regex};

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a fixed pattern compiles")
}

/// `2024-01-05`, `2024/1/5`, `2024.1.5` and whatever follows the day after a `T` or a blank.
static YEAR_FIRST: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?<y>\d{4})[-/.](?<m>\d{1,2})[-/.](?<d>\d{1,2})(?:[T\s].*)?$"));
static COMPACT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})(?:T.*)?$"));
/// `5 January 2024`, `Fri, 05 Jan 2024 10:00:00 GMT`, `5. Jan. 2024`
static DAY_NAME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:[a-z]{3,9}\.?,?\s+)?(?<d>\d{1,2})(?:st|nd|rd|th)?\.?[\s-]+(?:of\s+)?(?<n>[a-z]{3,9})\.?,?[\s-]+(?<y>\d{4})(?:[,\s].*)?$",
    )
});
/// `January 5, 2024`, `Jan 5th 2024`, `Friday, January 5, 2024 at 10:00`
static NAME_DAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:[a-z]{3,9}\.?,\s+)?(?<n>[a-z]{3,9})\.?\s+(?<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?<y>\d{4})(?:[,\s].*)?$",
    )
});
/// `5.1.2024`: with dots, the day comes first.
static DOTTED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?<d>\d{1,2})\.\s?(?<m>\d{1,2})\.\s?(?<y>\d{4})(?:[,\s].*)?$"));
/// `25/01/2024` or `01/25/2024`: only where one of the two cannot be a month.
static SLASHED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?<a>\d{1,2})[/-](?<b>\d{1,2})[/-](?<y>\d{4})(?:[,\s].*)?$"));
/// A year or a month alone is ISO 8601 too, and as much as the source says.
static REDUCED: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\d{4}(?:-(?:0[1-9]|1[0-2]))?$"));

/// The day in `text` as `YYYY-MM-DD` (or `YYYY-MM`, `YYYY` where it says no more),
/// `None` where it cannot be told.
pub(super) fn iso(text: &str) -> Option<String> {
    let text = text.trim();
    if REDUCED.is_match(text) {
        return Some(text.to_owned());
    }
    if let Some(found) = SLASHED.captures(text) {
        let (a, b) = (number(&found, "a"), number(&found, "b"));
        let (month, day) = match (a > 12, b > 12) {
            (true, false) => (b, a),
            (false, true) => (a, b),
            _ if a == b => (a, b),
            _ => return None,
        };
        return day_of(number(&found, "y"), month, day);
    }
    for pattern in [&YEAR_FIRST, &COMPACT, &DOTTED] {
        if let Some(found) = pattern.captures(text) {
            return day_of(
                number(&found, "y"),
                number(&found, "m"),
                number(&found, "d"),
            );
        }
    }
    for pattern in [&DAY_NAME, &NAME_DAY] {
        if let Some(found) = pattern.captures(text) {
            let month = month(&found["n"])?;
            return day_of(number(&found, "y"), month, number(&found, "d"));
        }
    }
    None
}

/// A group of at most four digits.
fn number(found: &Captures<'_>, name: &str) -> u32 {
    found[name].parse().unwrap_or_default()
}

fn month(name: &str) -> Option<u32> {
    let name = name.to_ascii_lowercase();
    let short = name.get(..3)?;
    let index = MONTHS.iter().position(|month| *month == short)?;
    u32::try_from(index + 1).ok()
}

fn day_of(year: u32, month: u32, day: u32) -> Option<String> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return None,
    };
    (1..=days)
        .contains(&day)
        .then(|| format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, expected: Option<&str>) {
        assert_eq!(iso(text).as_deref(), expected, "{text:?}");
    }

    #[test]
    fn a_date_becomes_its_iso_day() {
        for text in [
            "2024-01-05",
            "2024-1-5",
            "2024/01/05",
            "20240105",
            "2024-01-05T10:00:00Z",
            "2024-01-05 10:00:00 +0100",
            "5 January 2024",
            "5th of January 2024",
            "5. Jan. 2024",
            "5-Jan-2024",
            "January 5, 2024",
            "Jan 5th 2024",
            "Friday, January 5, 2024 at 10:00",
            "Fri, 05 Jan 2024 10:00:00 GMT",
            "5.1.2024",
            "05.01.2024",
        ] {
            case(text, Some("2024-01-05"));
        }
        case("25/01/2024", Some("2024-01-25"));
        case("01/25/2024", Some("2024-01-25"));
        case("05/05/2024", Some("2024-05-05"));
        case("2024-02-29", Some("2024-02-29"));
    }

    #[test]
    fn a_month_or_a_year_alone_stays_as_it_is() {
        case("2024-01", Some("2024-01"));
        case("2024", Some("2024"));
    }

    #[test]
    fn a_date_that_could_be_two_days_is_not_guessed() {
        case("01/05/2024", None);
    }

    #[test]
    fn what_is_no_day_of_the_calendar_is_no_date() {
        for text in [
            "2023-02-29",
            "2024-13-01",
            "soon",
            "",
            "true",
            "35 May 2024",
            "2024-00-00",
        ] {
            case(text, None);
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_can_be_asked_for_its_date(text in ".*") {
            let _ = iso(&text);
        }
    }
}
