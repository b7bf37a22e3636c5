//! The bytes of a file -> its text, in whatever encoding it is. Never parses it.

use std::borrow::Cow;
use std::sync::LazyLock;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};
use regex::bytes::Regex;

use super::Problem;

/// Browsers look no further for a declaration either.
const DECLARATION_BYTES: usize = 1024;

/// The text of a file. A UTF-8 file is taken as it is, byte order mark included, so that
/// places in the text are places in the file; otherwise they are places in the text
/// returned here. A note says which encoding was taken unless it is UTF-8.
pub fn decode<'a>(path: &str, bytes: &'a [u8]) -> Result<(Cow<'a, str>, Option<Problem>), Problem> {
    let (text, note) = text_of(path, bytes);
    if is_binary(&text) {
        return Err(Problem::error(
            path,
            None,
            "binary",
            "skipped: it is not text but binary data",
        ));
    }
    Ok((text, note))
}

fn text_of<'a>(path: &str, bytes: &'a [u8]) -> (Cow<'a, str>, Option<Problem>) {
    let declared = Encoding::for_bom(bytes)
        .map(|(encoding, _)| encoding)
        .or_else(|| declared(bytes));
    let utf8 = declared.is_none_or(|encoding| encoding == UTF_8);
    if utf8 && let Ok(text) = str::from_utf8(bytes) {
        return (Cow::Borrowed(text), None);
    }
    if utf8 && let Some(text) = damaged_utf8(bytes) {
        let message = "it is UTF-8 with a few broken characters, shown as \u{fffd}; mend them";
        return (
            Cow::Owned(text),
            Some(Problem::warning(path, None, "encoding", message)),
        );
    }
    let (encoding, how) = match declared.filter(|encoding| *encoding != UTF_8) {
        Some(encoding) => (encoding, "as it declares"),
        None => (detected(bytes), "as its bytes suggest"),
    };
    let (text, _, broken) = encoding.decode(bytes);
    let loss = if broken {
        "; some characters could not be read"
    } else {
        ""
    };
    let message = format!(
        "it is not UTF-8 and was read as {}, {how}{loss}; save it as UTF-8",
        encoding.name()
    );
    (
        text,
        Some(Problem::warning(path, None, "encoding", message)),
    )
}

/// The text where it is clearly UTF-8 but for a few bytes: taken for another encoding, every
/// other character beyond ASCII would break.
fn damaged_utf8(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes);
    let mut broken = 0_usize;
    let mut sound = 0_usize;
    for character in text.chars().filter(|character| !character.is_ascii()) {
        if character == char::REPLACEMENT_CHARACTER {
            broken += 1;
        } else {
            sound += 1;
        }
    }
    (sound > broken * 4).then(|| text.into_owned())
}

/// What `<meta charset>`, its older form or an XML declaration says.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    static DECLARATION: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r#"(?i-u)(?:<meta\s[^>]{0,300}?charset\s*=|<\?xml\s[^>]{0,100}?encoding\s*=)\s*["']?\s*([a-z0-9_:.-]{1,40})"#,
        )
        .expect("a fixed pattern compiles")
    });
    let head = &bytes[..bytes.len().min(DECLARATION_BYTES)];
    let encoding = Encoding::for_label(&DECLARATION.captures(head)?[1])?;
    // A declaration that can be read byte by byte cannot be in UTF-16.
    Some(encoding.output_encoding())
}

fn detected(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// Whether `text` has a NUL or is for a tenth or more characters that no text has.
fn is_binary(text: &str) -> bool {
    let mut odd = 0_usize;
    let mut all = 0_usize;
    for character in text.chars() {
        all += 1;
        match character {
            '\0' => return true,
            '\n' | '\r' | '\t' | '\u{c}' => {}
            '\u{fffd}' => odd += 1,
            _ => odd += usize::from(character.is_control()),
        }
    }
    odd * 10 > all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(bytes: &[u8], text: &str, encoding: Option<&str>) {
        let (decoded, note) = decode("a.html", bytes).unwrap();
        assert_eq!(decoded, text);
        let message = note.map(|note| note.message).unwrap_or_default();
        match encoding {
            Some(name) => assert!(message.contains(name), "{message}"),
            None => assert_eq!(message, ""),
        }
    }

    #[test]
    fn utf_8_is_taken_byte_for_byte_with_its_mark() {
        case("a\u{308} fascia".as_bytes(), "a\u{308} fascia", None);
        case("\u{feff}text".as_bytes(), "\u{feff}text", None);
        case(b"", "", None);
    }

    #[test]
    fn a_byte_order_mark_decides() {
        case(b"\xff\xfet\0e\0x\0t\0", "text", Some("UTF-16LE"));
        case(b"\xfe\xff\0t\0e\0x\0t", "text", Some("UTF-16BE"));
    }

    #[test]
    fn a_declared_encoding_is_believed() {
        case(
            b"<meta charset=\"windows-1251\"><p>\xec\xe0\xf1\xf1\xe0\xe6",
            "<meta charset=\"windows-1251\"><p>массаж",
            Some("windows-1251"),
        );
        case(
            b"<META http-equiv=Content-Type content='text/html; charset=ISO-8859-1'>caf\xe9",
            "<META http-equiv=Content-Type content='text/html; charset=ISO-8859-1'>café",
            Some("windows-1252"),
        );
        case(
            b"<?xml version='1.0' encoding='iso-8859-2'?>b\xf3l",
            "<?xml version='1.0' encoding='iso-8859-2'?>ból",
            Some("ISO-8859-2"),
        );
    }

    #[test]
    fn an_encoding_that_nobody_names_is_detected() {
        case(
            b"The therapist\x92s hands, a caf\xe9, a na\xefve r\xe9sum\xe9",
            "The therapist’s hands, a café, a naïve résumé",
            Some("windows-1252"),
        );
    }

    #[test]
    fn a_false_claim_of_utf_8_does_not_lose_the_file() {
        case(
            b"<meta charset=utf-8>caf\xe9 na\xefve",
            "<meta charset=utf-8>café naïve",
            Some("windows-1252"),
        );
    }

    #[test]
    fn one_broken_byte_does_not_garble_the_rest() {
        let mut bytes = "Größe, Füße, Hände, Rücken ".as_bytes().to_vec();
        bytes.push(0xff);
        case(&bytes, "Größe, Füße, Hände, Rücken \u{fffd}", Some("UTF-8"));
    }

    #[test]
    fn binary_data_is_told_from_text() {
        for bytes in [
            &b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..],
            b"text\0text",
            b"\x01\x02\x03\x04\x05\x06 a",
        ] {
            assert_eq!(decode("a.txt", bytes).unwrap_err().rule, "binary");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_can_be_decoded(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..2000)) {
            let _ = decode("a.txt", &bytes);
        }
    }
}
