//! What a file turns out to be, whatever it is called. As data: those who tell people of it have
//! the words.

use std::fmt;

/// What a file is that is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoText {
    /// Nothing that is known.
    Binary,
    /// A picture, of this kind.
    Picture(&'static str),
    /// A PDF.
    Pdf,
    /// A document in Rich Text Format.
    RichText,
    /// An Office document of the kind before 2007.
    OldOffice,
    /// A compressed file, of this kind.
    Compressed(&'static str),
    /// An archive, of this kind.
    Archive(&'static str),
    /// A program.
    Program,
}

/// What a file was taken for that became Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remade {
    /// A page.
    Page {
        /// Its name says something else.
        in_spite: bool,
    },
    /// Plain text.
    Text {
        /// Its name says something else.
        in_spite: bool,
    },
}

/// Why a file of an archive becomes no article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftOut {
    /// Its name has another ending than an article.
    Ending,
    /// It is hidden.
    Hidden,
    /// It is one of the files of a corpus that are no articles.
    NoArticle,
    /// There is no text in it to quote.
    NoText,
    /// A system wrote it when it packed the archive.
    OfSystem,
}

/// What goes with a file into its front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matter {
    /// The topic.
    Topic,
    /// The address of its page.
    Address,
}

/// How files begin that are known and no text.
const STARTS: [(&[u8], NoText); 12] = [
    (b"\x89PNG", NoText::Picture("PNG")),
    (b"\xff\xd8\xff", NoText::Picture("JPEG")),
    (b"GIF8", NoText::Picture("GIF")),
    (b"%PDF-", NoText::Pdf),
    (b"{\\rtf", NoText::RichText),
    (b"\xd0\xcf\x11\xe0", NoText::OldOffice),
    (b"\x1f\x8b", NoText::Compressed("gzip")),
    (b"7z\xbc\xaf", NoText::Archive("7z")),
    (b"Rar!", NoText::Archive("RAR")),
    (b"\x28\xb5\x2f\xfd", NoText::Compressed("zstd")),
    (b"\x7fELF", NoText::Program),
    (b"MZ\x90", NoText::Program),
];

impl NoText {
    /// What a file is that begins like something known.
    pub(super) fn told_by_start(bytes: &[u8]) -> Option<Self> {
        let mut starts = STARTS.iter();
        let start = starts.find(|(start, _)| bytes.starts_with(start));
        start.map(|(_, what)| *what)
    }
}

impl fmt::Display for NoText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Binary => formatter.write_str("binary data"),
            Self::Picture(kind) => write!(formatter, "a picture ({kind})"),
            Self::Pdf => formatter.write_str("a PDF"),
            Self::RichText => formatter.write_str("a document in Rich Text Format"),
            Self::OldOffice => formatter.write_str("an old Office document"),
            Self::Compressed(kind) => write!(formatter, "a compressed file ({kind})"),
            Self::Archive(kind) => write!(formatter, "an archive ({kind})"),
            Self::Program => formatter.write_str("a program"),
        }
    }
}

impl fmt::Display for Matter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Topic => "the topic",
            Self::Address => "the address",
        })
    }
}
