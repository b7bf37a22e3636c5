//! Numbers as each language writes them. Source of the marks: CLDR, "Number Symbols" and
//! "Minimum Grouping Digits".

use fluent_bundle::FluentValue;
use fluent_bundle::types::{FluentNumber, FluentNumberOptions};

use super::Language;

/// A narrow space at which no line ends.
const NARROW_SPACE: char = '\u{202f}';

/// Writes a value of a message, or leaves that to Fluent. `M` is what Fluent remembers.
pub type Formatter<M> = fn(&FluentValue<'_>, &M) -> Option<String>;

/// A number with one decimal.
pub fn tenths(value: f64) -> FluentValue<'static> {
    let options = FluentNumberOptions {
        minimum_fraction_digits: Some(1),
        ..FluentNumberOptions::default()
    };
    FluentNumber::new((value * 10.0).round() / 10.0, options).into()
}

/// A number with the decimals that it has, as a language writes it.
pub fn decimal(value: f64, language: Language) -> String {
    formatter::<()>(language)(&value.into(), &()).unwrap_or_else(|| value.to_string())
}

/// How a language writes its numbers.
pub fn formatter<M>(language: Language) -> Formatter<M> {
    match language {
        Language::English => |value, _| written(value, ',', 4, '.'),
        Language::German => |value, _| written(value, '.', 4, ','),
        Language::Spanish => |value, _| written(value, NARROW_SPACE, 5, ','),
        Language::French => |value, _| written(value, NARROW_SPACE, 4, ','),
    }
}

/// A number with `group` between its thousands if it has at least `grouped_from` digits, and
/// `point` before its decimals.
fn written(
    value: &FluentValue<'_>,
    group: char,
    grouped_from: usize,
    point: char,
) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    let plain = number.as_string();
    let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = String::with_capacity(plain.len() + 4);
    for (place, digit) in whole.chars().enumerate() {
        let after = whole.len() - place;
        if place > 0 && after.is_multiple_of(3) && whole.len() >= grouped_from {
            text.push(group);
        }
        text.push(digit);
    }
    if !decimals.is_empty() {
        text.push(point);
        text.push_str(decimals);
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(language: Language, value: &FluentValue<'_>) -> String {
        formatter::<()>(language)(value, &()).expect("it is a number")
    }

    #[test]
    fn each_language_sets_thousands_and_decimals_apart_in_its_way() {
        let all = |value: FluentValue<'_>| {
            let shown = Language::ALL.map(|language| shown(language, &value));
            shown.join(" | ")
        };
        assert_eq!(all(tenths(0.04)), "0.0 | 0,0 | 0,0 | 0,0");
        let decimals = Language::ALL.map(|language| decimal(0.75, language));
        assert_eq!(decimals.join(" | "), "0.75 | 0,75 | 0,75 | 0,75");
        assert_eq!(decimal(1.0, Language::English), "1");
        assert_eq!(all(999.into()), "999 | 999 | 999 | 999");
        assert_eq!(
            all(tenths(1234.56)),
            "1,234.6 | 1.234,6 | 1234,6 | 1\u{202f}234,6"
        );
        assert_eq!(
            all(1_234_567.into()),
            "1,234,567 | 1.234.567 | 1\u{202f}234\u{202f}567 | 1\u{202f}234\u{202f}567"
        );
    }
}
