//! Why an article is not changed, and why a file is not taken, in words for moderators.

use super::limits::fit;
use super::text::{escape, plain};
use super::words::Language;
use crate::editing::{EditError, PathFault, UploadError};

/// A name of a file, as it may be shown.
pub fn named(name: &str) -> String {
    escape(&fit(&plain(name), 120))
}

/// Why an article is not changed.
pub fn edit_words(error: &EditError, language: Language) -> String {
    match error {
        EditError::Path { path, fault } => language.say_with(
            "edit-path",
            [
                ("path", named(path).into()),
                ("fault", fault_words(*fault, language).into()),
            ],
        ),
        EditError::Full { articles, bytes } => language.say_with(
            "edit-full",
            [
                ("articles", articles.into()),
                ("megabytes", (bytes >> 20).into()),
            ],
        ),
        EditError::FullOfVersions { bytes } => language.say_with(
            "edit-full-of-versions",
            [("megabytes", (bytes >> 20).into())],
        ),
        EditError::Elsewhere(path) => {
            language.say_with("edit-elsewhere", [("path", named(path.as_str()).into())])
        }
        EditError::OfSource(path) => {
            language.say_with("edit-of-source", [("path", named(path.as_str()).into())])
        }
        EditError::Missing(path) => {
            language.say_with("edit-missing", [("path", named(path.as_str()).into())])
        }
        EditError::Exists(path) => {
            language.say_with("edit-exists", [("path", named(path.as_str()).into())])
        }
        EditError::Linked(path) => {
            language.say_with("edit-linked", [("path", named(path.as_str()).into())])
        }
        EditError::TooLarge { path, limit } => language.say_with(
            "edit-too-large",
            [
                ("path", named(path.as_str()).into()),
                ("size", format!("{} MiB", limit >> 20).into()),
            ],
        ),
        EditError::Changed(path) => {
            language.say_with("edit-changed", [("path", named(path.as_str()).into())])
        }
        EditError::Unchanged => language.say("edit-unchanged"),
        EditError::Title(path) => {
            language.say_with("edit-title", [("path", named(path.as_str()).into())])
        }
        EditError::Expired => language.say("edit-expired"),
        EditError::NothingToUndo => language.say("edit-nothing-to-undo"),
        EditError::Forgotten { path, limit } => language.say_with(
            "edit-forgotten",
            [
                ("path", named(path.as_str()).into()),
                ("megabytes", (limit >> 20).into()),
            ],
        ),
        EditError::VersionLost(hash) => {
            language.say_with("edit-version-lost", [("version", hash.short().into())])
        }
        EditError::Disk { .. } | EditError::Journal(_) => language.say("edit-disk"),
    }
}

/// Why a file is not taken.
pub fn upload_words(error: &UploadError, language: Language) -> String {
    let with_kinds = |words: String| format!("{words} {}", language.say("send-as"));
    match error {
        UploadError::TooLarge { limit } => {
            language.say_with("upload-too-large", [("size", size(*limit).into())])
        }
        UploadError::Ending => with_kinds(language.say("upload-ending")),
        UploadError::NotText { what } => {
            let what = [("what", what_words(what, language).into())];
            with_kinds(language.say_with("upload-not-text", what))
        }
        UploadError::ArchiveInDisguise => with_kinds(language.say("upload-archive-in-disguise")),
        UploadError::NoText => language.say("upload-no-text"),
        UploadError::OtherKind => language.say("upload-other-kind"),
        UploadError::BadUrl => language.say("upload-bad-url"),
        UploadError::FrontMatter("the address") => language.say("upload-front-matter-url"),
        UploadError::FrontMatter(_) => language.say("upload-front-matter-topic"),
        UploadError::UrlForMany => language.say("upload-url-for-many"),
        UploadError::Damaged => language.say("upload-damaged"),
        UploadError::Encrypted => language.say("upload-encrypted"),
        UploadError::TooManyFiles { limit } => {
            language.say_with("upload-too-many-files", [("limit", (*limit).into())])
        }
        UploadError::Bomb { limit } => {
            language.say_with("upload-bomb", [("size", size(*limit).into())])
        }
        UploadError::TooTight(name) => {
            language.say_with("upload-too-tight", [("name", named(name).into())])
        }
        UploadError::Nested(name) => {
            language.say_with("upload-nested", [("name", named(name).into())])
        }
        UploadError::Name { name, fault } => language.say_with(
            "upload-name",
            [
                ("name", named(name).into()),
                ("fault", fault_words(*fault, language).into()),
            ],
        ),
        UploadError::NotUtf8 => language.say("upload-not-unicode"),
        UploadError::NotRegular(name) => {
            language.say_with("upload-not-regular", [("name", named(name).into())])
        }
        UploadError::Twice(name) => {
            language.say_with("upload-twice", [("name", named(name).into())])
        }
        UploadError::Empty => with_kinds(language.say("upload-empty")),
    }
}

/// What a file was taken for; what has no words here stays as it is.
pub fn note_words(note: &str, language: Language) -> String {
    match note {
        "A page; kept as Markdown, without its menus." => language.say("note-page"),
        "A page in spite of its name; kept as Markdown." => language.say("note-page-in-spite"),
        "Plain text; kept as Markdown." => language.say("note-text"),
        "Plain text in spite of its name; kept as Markdown." => language.say("note-text-in-spite"),
        other => other.to_owned(),
    }
}

/// Why a file is no article; what has no words here stays as it is.
pub fn reason_words(reason: &str, language: Language) -> String {
    match reason {
        "neither .md, .html nor .txt" => language.say("skipped-ending"),
        "hidden" => language.say("skipped-hidden"),
        "no article" => language.say("skipped-no-article"),
        "no text to quote" => language.say("skipped-no-text"),
        "written by the system" => language.say("skipped-system"),
        other => other.to_owned(),
    }
}

fn fault_words(fault: PathFault, language: Language) -> String {
    match fault {
        PathFault::Empty => language.say("fault-empty"),
        PathFault::TooLong => language.say("fault-too-long"),
        PathFault::Absolute => language.say("fault-absolute"),
        PathFault::Climbs => language.say("fault-climbs"),
        PathFault::Hidden => language.say("fault-hidden"),
        PathFault::Character => language.say("fault-character"),
        PathFault::Reserved => language.say("fault-reserved"),
        PathFault::Ending => language.say("fault-ending"),
        PathFault::NoArticle => language.say("fault-no-article"),
    }
}

/// What a file is that is no text; what has no words here stays as it is called.
fn what_words(what: &str, language: Language) -> String {
    let whole = what.strip_suffix(')').unwrap_or(what);
    match whole.split_once(" (").unwrap_or((whole, "")) {
        ("binary data", _) => language.say("what-binary"),
        ("a picture", kind) => language.say_with("what-picture", [("kind", kind.into())]),
        ("a PDF", _) => language.say("what-pdf"),
        ("a document in Rich Text Format", _) => language.say("what-rich-text"),
        ("an old Office document", _) => language.say("what-office"),
        ("a compressed file", kind) => {
            language.say_with("what-compressed", [("kind", kind.into())])
        }
        ("an archive", kind) => language.say_with("what-archive", [("kind", kind.into())]),
        ("a program", _) => language.say("what-program"),
        _ => what.to_owned(),
    }
}

fn size(bytes: u64) -> String {
    match bytes >> 20 {
        0 => format!("{} KiB", bytes >> 10),
        mib => format!("{mib} MiB"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::editing::{Extra, Upload, UploadLimits, read};

    const TRANSLATED: [Language; 3] = [Language::German, Language::Spanish, Language::French];

    fn sent(name: &str, bytes: &[u8]) -> Result<Upload, UploadError> {
        let limits = UploadLimits {
            bytes: 1 << 20,
            article_bytes: 1 << 20,
            files: 10,
            unpacked_bytes: 1 << 20,
        };
        read(name, bytes, &Extra::default(), limits)
    }

    #[test]
    fn what_a_file_is_that_is_no_text_is_said_in_every_language() {
        let files: [&[u8]; 13] = [
            b"\x89PNG",
            b"\xff\xd8\xff",
            b"GIF8",
            b"%PDF-",
            b"{\\rtf",
            b"\xd0\xcf\x11\xe0",
            b"\x1f\x8b",
            b"7z\xbc\xaf",
            b"Rar!",
            b"\x28\xb5\x2f\xfd",
            b"\x7fELF",
            b"MZ\x90",
            b"a\0b\0\0\0",
        ];
        for bytes in files {
            let refused = sent("a.md", bytes);
            let Err(UploadError::NotText { what }) = refused else {
                panic!("{bytes:?}: {refused:?}");
            };
            assert_eq!(what_words(what, Language::English), what);
            for language in TRANSLATED {
                assert_ne!(what_words(what, language), what);
            }
        }
    }

    #[test]
    fn what_a_file_was_taken_for_is_said_in_every_language() {
        let page = "<html><body><h1>Knots</h1><p>A knot is tied.</p></body></html>";
        for (name, text) in [
            ("a.html", page),
            ("a.md", page),
            ("a.txt", "A knot is tied."),
            ("a.html", "A knot is tied."),
        ] {
            let upload = sent(name, text.as_bytes()).expect("it is taken");
            let note = upload.drafts[0].note.as_deref().expect("it was made anew");
            assert_eq!(note_words(note, Language::English), note);
            for language in TRANSLATED {
                assert_ne!(note_words(note, language), note);
            }
        }
    }
}
