//! Why an article is not changed, and why a file is not taken, in words for moderators.

use super::limits::fit;
use super::text::{escape, plain};
use crate::editing::{EditError, PathFault, UploadError};

/// A name of a file, as it may be shown.
pub fn named(name: &str) -> String {
    escape(&fit(&plain(name), 120))
}

/// Why an article is not changed.
pub fn edit_words(error: &EditError) -> String {
    match error {
        EditError::Path { path, fault } => {
            format!(
                "“{}” cannot be the name of an article: {}.",
                named(path),
                fault_words(*fault)
            )
        }
        EditError::Elsewhere(path) => format!(
            "{} does not belong to the articles that you may change.",
            named(path.as_str())
        ),
        EditError::OfSource(path) => format!(
            "{} comes from a source, which would write over any change. Change it where it \
             comes from, or write an article of your own.",
            named(path.as_str())
        ),
        EditError::Missing(path) => format!("There is no file {}.", named(path.as_str())),
        EditError::Exists(path) => format!(
            "There is an article {} already. Change it with `/corpus edit`, or give the new one \
             another title.",
            named(path.as_str())
        ),
        EditError::Linked(path) => format!(
            "{} is reached through a symbolic link, and I do not write through links.",
            named(path.as_str())
        ),
        EditError::TooLarge { path, limit } => format!(
            "{} is larger than the {} MiB that an article may have.",
            named(path.as_str()),
            limit >> 20
        ),
        EditError::Changed(path) => format!(
            "Nothing was written: {} has been changed by somebody else since. Look at it again \
             with `/corpus show`.",
            named(path.as_str())
        ),
        EditError::Unchanged => "That would change nothing.".to_owned(),
        EditError::Title(path) => format!(
            "The title of {} stands in a place where I cannot set it. Use `/corpus edit`.",
            named(path.as_str())
        ),
        EditError::Expired => "That is not there any more: it was done or given up already, or \
                               it waited for more than an hour. Use the command again."
            .to_owned(),
        EditError::NothingToUndo => "There is no change that I could take back.".to_owned(),
        EditError::VersionLost(hash) => format!(
            "The earlier version {} is missing or damaged where I keep it, so it cannot be \
             brought back. Whoever runs me may have a backup.",
            hash.short()
        ),
        EditError::Disk { .. } | EditError::Journal(_) => {
            "The articles cannot be read or written right now, and nothing was changed. Whoever \
             runs me finds the reason in my log."
                .to_owned()
        }
    }
}

/// Why a file is not taken.
pub fn upload_words(error: &UploadError) -> String {
    const AS_WHAT: &str =
        "Send Markdown (.md), a page (.html), plain text (.txt), or a .zip of them.";
    match error {
        UploadError::TooLarge { limit } => {
            format!("That is too large: I take up to {}.", size(*limit))
        }
        UploadError::Ending => format!("I do not know that kind of file. {AS_WHAT}"),
        UploadError::NotText { what } => {
            format!("That is {what}, whatever its name says. {AS_WHAT}")
        }
        UploadError::ArchiveInDisguise => {
            format!("That is an archive, whatever its name says. {AS_WHAT}")
        }
        UploadError::NoText => "There is no text in that file that I could quote.".to_owned(),
        UploadError::OtherKind => "That is another kind of file than the article: a page cannot \
                                   take the place of Markdown or text, nor the other way round."
            .to_owned(),
        UploadError::BadUrl => "That is not the address of a page: it begins with http:// or \
                                https:// and names a host."
            .to_owned(),
        UploadError::FrontMatter(what) => format!(
            "I cannot put {what} into the front matter of that file: it is broken, or says \
             something else in several lines. Write it there, and leave the option out."
        ),
        UploadError::UrlForMany => {
            "One address cannot be that of several articles. Add them one by one, or write `url` \
             into each."
                .to_owned()
        }
        UploadError::Damaged => {
            "That archive is damaged, or is no zip archive. Nothing was taken.".to_owned()
        }
        UploadError::Encrypted => "That archive is encrypted. Nothing was taken.".to_owned(),
        UploadError::TooManyFiles { limit } => {
            format!("That archive has too many files: I take up to {limit} at once.")
        }
        UploadError::Bomb { limit } => format!(
            "That archive would unpack to more than {}. Nothing was taken.",
            size(*limit)
        ),
        UploadError::TooTight(name) => format!(
            "{} in that archive is packed more tightly than any text. Nothing was taken.",
            named(name)
        ),
        UploadError::Nested(name) => format!(
            "There is an archive in that archive: {}. Nothing was taken; unpack it first.",
            named(name)
        ),
        UploadError::Name { name, fault } => format!(
            "A file in that archive is called “{}”: {}. Nothing was taken.",
            named(name),
            fault_words(*fault)
        ),
        UploadError::NotUtf8 => {
            "A name in that archive is not UTF-8. Nothing was taken; pack it anew.".to_owned()
        }
        UploadError::NotRegular(name) => format!(
            "{} in that archive is a link or a device. Nothing was taken.",
            named(name)
        ),
        UploadError::Twice(name) => format!(
            "Two files in that archive have the name {}, but for letter case or ending. Nothing \
             was taken.",
            named(name)
        ),
        UploadError::Empty => format!("There is no article in that archive. {AS_WHAT}"),
    }
}

fn fault_words(fault: PathFault) -> &'static str {
    match fault {
        PathFault::Empty => "a part of it is empty",
        PathFault::TooLong => "it is too long, or lies in too many folders",
        PathFault::Absolute => "it begins at the root of a disk",
        PathFault::Climbs => "it leads out of its folder",
        PathFault::Hidden => "a part of it begins with a dot",
        PathFault::Character => "it has a character that not every system takes",
        PathFault::Reserved => "a part of it means something else on some systems",
        PathFault::Ending => "it ends neither with .md, .html nor .txt",
        PathFault::NoArticle => "a file of that name is no article",
    }
}

fn size(bytes: u64) -> String {
    match bytes >> 20 {
        0 => format!("{} KiB", bytes >> 10),
        mib => format!("{mib} MiB"),
    }
}
