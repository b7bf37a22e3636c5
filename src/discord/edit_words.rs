//! Why an article is not changed, and why a file is not taken, in words for moderators.

use super::limits::fit;
use super::text::{escape, plain};
use super::words::Language;
use crate::editing::{EditError, LeftOut, Matter, NoText, PathFault, Remade, UploadError};

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
            let what = [("what", what_words(*what, language).into())];
            with_kinds(language.say_with("upload-not-text", what))
        }
        UploadError::ArchiveInDisguise => with_kinds(language.say("upload-archive-in-disguise")),
        UploadError::NoText => language.say("upload-no-text"),
        UploadError::OtherKind => language.say("upload-other-kind"),
        UploadError::BadUrl => language.say("upload-bad-url"),
        UploadError::FrontMatter(Matter::Address) => language.say("upload-front-matter-url"),
        UploadError::FrontMatter(Matter::Topic) => language.say("upload-front-matter-topic"),
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

/// What a file was taken for.
pub fn note_words(note: Remade, language: Language) -> String {
    match note {
        Remade::Page { in_spite: false } => language.say("note-page"),
        Remade::Page { in_spite: true } => language.say("note-page-in-spite"),
        Remade::Text { in_spite: false } => language.say("note-text"),
        Remade::Text { in_spite: true } => language.say("note-text-in-spite"),
    }
}

/// Why a file is no article.
pub fn reason_words(reason: LeftOut, language: Language) -> String {
    match reason {
        LeftOut::Ending => language.say("skipped-ending"),
        LeftOut::Hidden => language.say("skipped-hidden"),
        LeftOut::NoArticle => language.say("skipped-no-article"),
        LeftOut::NoText => language.say("skipped-no-text"),
        LeftOut::OfSystem => language.say("skipped-system"),
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

/// What a file is that is no text.
fn what_words(what: NoText, language: Language) -> String {
    match what {
        NoText::Binary => language.say("what-binary"),
        NoText::Picture(kind) => language.say_with("what-picture", [("kind", kind.into())]),
        NoText::Pdf => language.say("what-pdf"),
        NoText::RichText => language.say("what-rich-text"),
        NoText::OldOffice => language.say("what-office"),
        NoText::Compressed(kind) => language.say_with("what-compressed", [("kind", kind.into())]),
        NoText::Archive(kind) => language.say_with("what-archive", [("kind", kind.into())]),
        NoText::Program => language.say("what-program"),
    }
}

fn size(bytes: u64) -> String {
    match bytes >> 20 {
        0 => format!("{} KiB", bytes >> 10),
        mib => format!("{mib} MiB"),
    }
}
