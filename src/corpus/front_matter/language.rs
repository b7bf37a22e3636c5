//! The names and codes that sources give a language -> its two-letter code.
//! Never guesses a language from a text.

/// Languages that are often written out or named by a three-letter code:
/// ISO 639-1, then what else stands for it.
const NAMES: [(&str, &[&str]); 22] = [
    ("ar", &["ara", "arabic"]),
    ("cs", &["ces", "cze", "czech"]),
    ("da", &["dan", "danish", "dansk"]),
    ("de", &["deu", "ger", "german", "deutsch"]),
    ("el", &["ell", "gre", "greek"]),
    ("en", &["eng", "english"]),
    ("es", &["spa", "spanish", "español"]),
    ("fi", &["fin", "finnish", "suomi"]),
    ("fr", &["fra", "fre", "french", "français"]),
    ("hu", &["hun", "hungarian", "magyar"]),
    ("it", &["ita", "italian", "italiano"]),
    ("ja", &["jpn", "japanese"]),
    ("nl", &["nld", "dut", "dutch", "nederlands"]),
    ("no", &["nor", "norwegian", "norsk"]),
    ("pl", &["pol", "polish", "polski"]),
    ("pt", &["por", "portuguese", "português"]),
    ("ro", &["ron", "rum", "romanian", "română"]),
    ("ru", &["rus", "russian"]),
    ("sv", &["swe", "swedish", "svenska"]),
    ("ta", &["tam", "tamil"]),
    ("tr", &["tur", "turkish", "türkçe"]),
    ("zh", &["zho", "chi", "chinese"]),
];

/// The ISO 639-1 code in `text`: `en-US`, `en_GB.UTF-8`, `eng` and `English` are all `en`.
pub(in crate::corpus) fn code(text: &str) -> Option<String> {
    let lower = text.trim().to_lowercase();
    let primary = lower.split(['-', '_', '.']).next().unwrap_or_default();
    if primary.len() == 2 && primary.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Some(primary.to_owned());
    }
    NAMES
        .iter()
        .find(|(_, names)| names.contains(&primary))
        .map(|(code, _)| (*code).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, expected: Option<&str>) {
        assert_eq!(code(text).as_deref(), expected, "{text:?}");
    }

    #[test]
    fn a_language_is_its_two_letter_code() {
        case("en", Some("en"));
        case("en-US", Some("en"));
        case("EN_us.UTF-8", Some("en"));
        case(" pt-BR ", Some("pt"));
        case("eng", Some("en"));
        case("Deutsch", Some("de"));
        case("zh-Hant-TW", Some("zh"));
    }

    #[test]
    fn what_names_no_language_gives_none() {
        case("", None);
        case("x", None);
        case("klingon", None);
        case("12", None);
    }
}
