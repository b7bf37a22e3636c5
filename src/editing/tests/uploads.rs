//! Claims about what is sent: it is read as what it is, and what means ill is refused as a whole.

use std::io::{self, Write as _};
use std::path::Path;

use proptest::prelude::*;
use zip::write::SimpleFileOptions;

use super::{ONE, TWO};
use crate::editing::{
    ArticlePath, Extra, LeftOut, NoText, Remade, Upload, UploadError, UploadLimits, read,
};

const LIMITS: UploadLimits = UploadLimits {
    bytes: 1 << 20,
    article_bytes: 1 << 18,
    files: 20,
    unpacked_bytes: 1 << 20,
};

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn sent(name: &str, bytes: &[u8]) -> Result<Upload, UploadError> {
    read(name, bytes, &Extra::default(), LIMITS)
}

#[test]
fn what_is_sent_is_read_as_what_it_is() {
    let markdown = sent("My Notes.md", ONE.as_bytes()).unwrap();
    assert_eq!(markdown.drafts[0].path, "fascia.md");
    assert_eq!(markdown.drafts[0].bytes, ONE.as_bytes());
    let page = "<!doctype html><html><title>Fascia</title><body><nav>Menu</nav>\
        <main><h1>Fascia</h1><p>Fascia is a web of tissue that wraps every muscle.</p></main>";
    for (name, in_spite) in [("page.html", false), ("page.txt", true), ("page.md", true)] {
        let page = sent(name, page.as_bytes()).unwrap();
        let text = String::from_utf8(page.drafts[0].bytes.clone()).unwrap();
        assert!(
            text.contains("title: Fascia") && text.contains("a web of tissue"),
            "{text}"
        );
        assert!(!text.contains('<') && !text.contains("Menu"), "{text}");
        assert_eq!(page.drafts[0].note, Some(Remade::Page { in_spite }));
    }
    let text = sent(
        "fascia notes.txt",
        b"Fascia is a web of tissue that wraps it.\n",
    )
    .unwrap();
    assert_eq!(text.drafts[0].path, "fascia-notes.md");
    let plain = |in_spite| Some(Remade::Text { in_spite });
    assert_eq!(text.drafts[0].note, plain(false));
    let text = sent("a.html", b"Fascia is a web of tissue.\n").unwrap();
    assert_eq!(text.drafts[0].note, plain(true));
    let extra = Extra {
        topic: Some("Fascia".to_owned()),
        url: Some("https://example.org/a".to_owned()),
    };
    let told = read("a.md", ONE.as_bytes(), &extra, LIMITS).unwrap();
    let told = String::from_utf8(told.drafts[0].bytes.clone()).unwrap();
    let head = "---\ntopics: [\"Fascia\"]\nurl: \"https://example.org/a\"\n---\n\n# Fascia";
    assert!(told.starts_with(head), "{told}");
}

#[test]
fn any_title_gives_a_name_that_a_file_can_have() {
    let long = "深".repeat(80);
    for (title, wanted) in [
        ("What is fascia?", "what-is-fascia.md"),
        ("Con", "con-article.md"),
        ("README", "readme-article.md"),
        ("???", "notes.md"),
        (long.as_str(), &format!("{}.md", "深".repeat(50))),
    ] {
        let text = format!("---\ntitle: \"{title}\"\n---\n\nSome text to quote.\n");
        let upload = sent("notes.md", text.as_bytes()).unwrap();
        assert_eq!(upload.drafts[0].path, wanted);
        assert!(ArticlePath::new(wanted).is_ok());
    }
}

#[test]
fn what_is_no_text_is_refused_whatever_it_is_called() {
    let refused = |name: &str, bytes: &[u8]| sent(name, bytes).unwrap_err();
    for (name, bytes, what) in [
        (
            "a.md",
            &b"\x89PNG\r\n\x1a\n\0\0"[..],
            NoText::Picture("PNG"),
        ),
        ("a.md", b"\xff\xd8\xff", NoText::Picture("JPEG")),
        ("a.md", b"GIF89a", NoText::Picture("GIF")),
        ("a.html", b"%PDF-1.7 text", NoText::Pdf),
        ("a.txt", b"{\\rtf1 text}", NoText::RichText),
        ("a.txt", b"\xd0\xcf\x11\xe0", NoText::OldOffice),
        ("a.txt", b"\x1f\x8b", NoText::Compressed("gzip")),
        ("a.txt", b"\x28\xb5\x2f\xfd", NoText::Compressed("zstd")),
        ("a.txt", b"7z\xbc\xaf", NoText::Archive("7z")),
        ("a.txt", b"Rar!", NoText::Archive("RAR")),
        ("a.txt", b"\x7fELF", NoText::Program),
        ("a.txt", b"MZ\x90", NoText::Program),
        ("a.txt", b"some\0thing", NoText::Binary),
    ] {
        assert_eq!(refused(name, bytes), UploadError::NotText { what });
    }
    assert_eq!(refused("a.pdf", b"text"), UploadError::Ending);
    assert_eq!(refused("a", b"text"), UploadError::Ending);
    let archive = zipped(&[("a.md", ONE.as_bytes())]);
    assert_eq!(refused("a.md", &archive), UploadError::ArchiveInDisguise);
    assert_eq!(refused("a.zip", ONE.as_bytes()), UploadError::Damaged);
    assert_eq!(
        refused("a.md", b"---\ntitle: x\n---\n"),
        UploadError::NoText
    );
    let large = vec![b'a'; 2 << 20];
    assert!(matches!(
        refused("a.md", &large),
        UploadError::TooLarge { .. }
    ));
    let extra = |url: &str| Extra {
        topic: None,
        url: Some(url.to_owned()),
    };
    for url in [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "example.org",
        "https://",
    ] {
        let bad = read("a.md", ONE.as_bytes(), &extra(url), LIMITS);
        assert_eq!(bad.unwrap_err(), UploadError::BadUrl, "{url}");
    }
}

#[test]
fn an_archive_gives_its_articles_and_names_the_rest() {
    let archive = zipped(&[
        ("knots/what.md", ONE.as_bytes()),
        (
            "knots/page.txt",
            b"Knots\n\nA knot is a tender spot in a muscle.\n",
        ),
        ("knots/picture.png", b"\x89PNG\0"),
        ("knots/.DS_Store", b"x"),
        ("knots/empty.md", b"\n"),
        ("__MACOSX/knots/._what.md", b"\0\x05"),
        ("README.md", ONE.as_bytes()),
    ]);
    let upload = sent("knots.zip", &archive).unwrap();
    let paths: Vec<&str> = upload.drafts.iter().map(|it| it.path.as_str()).collect();
    assert_eq!(paths, ["knots/what.md", "knots/page.md"]);
    let reasons: Vec<LeftOut> = upload.skipped.iter().map(|it| it.reason).collect();
    let picture_and_hidden = [LeftOut::Ending, LeftOut::Hidden];
    let others = [LeftOut::Hidden, LeftOut::NoArticle, LeftOut::NoText];
    assert_eq!(reasons, [&picture_and_hidden[..], &others].concat());
}

#[test]
fn an_archive_that_means_ill_is_refused_as_a_whole() {
    let good: (&str, &[u8]) = ("good.md", ONE.as_bytes());
    let refused = |files: &[(&str, &[u8])]| sent("a.zip", &zipped(files)).unwrap_err();
    for name in [
        "../a.md",
        "a/../../b.md",
        "/etc/a.md",
        "C:\\a.md",
        "a\\..\\b.md",
        "nul.md",
        "a\0.md",
        "../../a.png",
    ] {
        let error = refused(&[good, (name, ONE.as_bytes())]);
        assert!(
            matches!(error, UploadError::Name { .. }),
            "{name:?}: {error:?}"
        );
    }
    let twice = refused(&[good, ("Good.md", ONE.as_bytes())]);
    assert!(matches!(twice, UploadError::Twice(_)));
    let inner = zipped(&[good]);
    assert!(matches!(
        refused(&[("inner.zip", &inner)]),
        UploadError::Nested(_)
    ));
    assert!(matches!(
        refused(&[("inner.md", &inner)]),
        UploadError::Nested(_)
    ));
    let many: Vec<(String, &[u8])> = (0..30)
        .map(|nth| (format!("{nth}.md"), ONE.as_bytes()))
        .collect();
    let many: Vec<(&str, &[u8])> = many
        .iter()
        .map(|(name, bytes)| (name.as_str(), *bytes))
        .collect();
    assert_eq!(refused(&many), UploadError::TooManyFiles { limit: 20 });
    let dull = vec![b'a'; 200 << 10];
    assert!(matches!(
        refused(&[("a.md", &dull)]),
        UploadError::TooTight(_)
    ));
    let huge = vec![b'a'; 2 << 20];
    assert!(matches!(
        refused(&[("a.md", &huge)]),
        UploadError::Bomb { .. }
    ));
    assert!(matches!(
        refused(&[("a.md", b"a\0b")]),
        UploadError::NotText { .. }
    ));
    assert_eq!(refused(&[]), UploadError::Empty);

    let mut writer = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
    writer
        .add_symlink("link.md", "/etc/passwd", SimpleFileOptions::default())
        .unwrap();
    let link = writer.finish().unwrap().into_inner();
    assert!(matches!(
        sent("a.zip", &link),
        Err(UploadError::NotRegular(_))
    ));

    // One that lies about its size.
    let mut lying = zipped(&[("a.md", &vec![b'a'; 300 << 10])]);
    for at in 0..lying.len() - 4 {
        if lying[at..at + 4] == (300_u32 << 10).to_le_bytes() {
            lying[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
        }
    }
    assert!(sent("a.zip", &lying).is_err());
    // Its end is missing.
    let whole = zipped(&[good]);
    assert_eq!(
        sent("a.zip", &whole[..whole.len() - 10]),
        Err(UploadError::Damaged)
    );
    // A name that is not UTF-8.
    let mut odd = zipped(&[("gaod.md", ONE.as_bytes())]);
    for at in 0..odd.len() - 7 {
        if &odd[at..at + 7] == b"gaod.md" {
            odd[at + 1] = 0xff;
        }
    }
    assert_eq!(sent("a.zip", &odd), Err(UploadError::NotUtf8));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_are_read_or_refused(
        name in "[a-z]{0,3}\\.(md|html|txt|zip)",
        start in "(PK\u{3}\u{4}|<html>|---\n|)",
        bytes in proptest::collection::vec(any::<u8>(), 0..400),
    ) {
        let bytes = [start.as_bytes(), &bytes].concat();
        if let Ok(upload) = sent(&name, &bytes) {
            for draft in upload.drafts {
                prop_assert!(ArticlePath::new(&draft.path).is_ok(), "{}", draft.path);
                prop_assert!(!Path::new(&draft.path).is_absolute());
            }
        }
    }

    /// An archive with a byte changed here and there is read or refused.
    #[test]
    fn any_damage_to_an_archive_is_borne(
        at in proptest::collection::vec(any::<prop::sample::Index>(), 1..8),
        with in any::<u8>(),
    ) {
        let mut archive = zipped(&[("a.md", ONE.as_bytes()), ("b/c.md", TWO.as_bytes())]);
        for at in at {
            let at = at.index(archive.len());
            archive[at] = with;
        }
        let _ = sent("a.zip", &archive);
    }
}
