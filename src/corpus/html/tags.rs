//! What each HTML element means for reading an article. A table of names, no logic of
//! the page.

use html5gum::State;

/// How an element is treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Begins a block; carried over under this name.
    Block(&'static str),
    /// A heading of this level.
    Heading(u8),
    /// Runs along in a line; carried over under this name.
    Inline(&'static str),
    /// Has no content (`br`, `hr`).
    Void(&'static str),
    /// Only its content matters (`b`, `em`, ...).
    Flat,
    /// Neither it nor its content is text of the page (`svg`, `button`, ...).
    Skipped,
    /// Its content is not markup; never text of an article.
    Raw(RawKind),
}

/// Elements whose content the tokenizer must not read as markup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RawKind {
    /// `title`: the page's title.
    Title,
    /// `script`: may hold JSON-LD.
    Script,
    /// `textarea`.
    TextArea,
    /// `style` and others.
    Other,
}

impl RawKind {
    /// The tokenizer's state for the content.
    pub(super) fn state(self) -> State {
        match self {
            Self::Title | Self::TextArea => State::RcData,
            Self::Script => State::ScriptData,
            Self::Other => State::RawText,
        }
    }
}

/// The role of the element called `name` (lower case).
pub(super) fn role(name: &str) -> Role {
    match name {
        "div" | "center" | "details" | "summary" | "address" | "hgroup" | "search" => {
            Role::Block("div")
        }
        "section" => Role::Block("section"),
        "article" => Role::Block("article"),
        "main" => Role::Block("main"),
        "header" => Role::Block("header"),
        "footer" => Role::Block("footer"),
        "nav" => Role::Block("nav"),
        "aside" => Role::Block("aside"),
        "dialog" => Role::Block("dialog"),
        "form" => Role::Block("form"),
        "fieldset" => Role::Block("fieldset"),
        "p" => Role::Block("p"),
        "pre" | "listing" => Role::Block("pre"),
        "blockquote" => Role::Block("blockquote"),
        "figure" => Role::Block("figure"),
        "figcaption" => Role::Block("figcaption"),
        "ul" | "menu" | "dir" => Role::Block("ul"),
        "ol" => Role::Block("ol"),
        "li" => Role::Block("li"),
        "dl" => Role::Block("dl"),
        "dt" => Role::Block("dt"),
        "dd" => Role::Block("dd"),
        "table" => Role::Block("table"),
        "caption" => Role::Block("caption"),
        "thead" => Role::Block("thead"),
        "tbody" => Role::Block("tbody"),
        "tfoot" => Role::Block("tfoot"),
        "tr" => Role::Block("tr"),
        "td" => Role::Block("td"),
        "th" => Role::Block("th"),
        "h1" => Role::Heading(1),
        "h2" => Role::Heading(2),
        "h3" => Role::Heading(3),
        "h4" => Role::Heading(4),
        "h5" => Role::Heading(5),
        "h6" => Role::Heading(6),
        "a" => Role::Inline("a"),
        "span" | "sup" => Role::Inline("span"),
        "br" => Role::Void("br"),
        "hr" => Role::Void("hr"),
        "svg" | "math" | "template" | "object" | "canvas" | "audio" | "video" | "button"
        | "select" | "label" | "datalist" | "legend" | "map" => Role::Skipped,
        "title" => Role::Raw(RawKind::Title),
        "script" => Role::Raw(RawKind::Script),
        "textarea" => Role::Raw(RawKind::TextArea),
        "style" | "iframe" | "noembed" | "noscript" | "noframes" | "xmp" => {
            Role::Raw(RawKind::Other)
        }
        // Elements of a page's own making mostly stand for blocks.
        _ if name.contains('-') => Role::Block("div"),
        _ => Role::Flat,
    }
}

/// The name under which a heading is carried over.
pub(super) fn heading_name(level: u8) -> &'static str {
    match level {
        1 => "h1",
        2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        _ => "h6",
    }
}

/// The open elements that the start of `name` closes, innermost first: those up to one
/// of the first list, unless one of the second list comes before.
pub(super) fn implied_ends(
    name: &str,
) -> Option<(&'static [&'static str], &'static [&'static str])> {
    match name {
        "li" => Some((&["li"], &["ul", "ol", "table"])),
        "dt" | "dd" => Some((&["dt", "dd"], &["dl", "table"])),
        "td" | "th" => Some((&["td", "th", "caption"], &["tr", "table"])),
        "tr" => Some((&["tr", "caption"], &["table"])),
        "thead" | "tbody" | "tfoot" => Some((&["thead", "tbody", "tfoot", "caption"], &["table"])),
        "a" => Some((&["a"], CONTAINERS)),
        _ => None,
    }
}

/// Elements that an end tag inside them cannot close from within.
pub(super) const BARRIERS: &[&str] = &["td", "th", "caption", "table"];

/// Elements that a link does not reach across.
const CONTAINERS: &[&str] = &[
    "div",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "nav",
    "aside",
    "li",
    "td",
    "th",
    "table",
    "ul",
    "ol",
    "blockquote",
    "figure",
    "form",
];

/// Whether a tag ends a skipped element that was never closed: these do not occur
/// inside buttons or drawings.
pub(super) fn breaks_out(name: &str) -> bool {
    matches!(
        name,
        "main"
            | "article"
            | "section"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "footer"
            | "header"
            | "nav"
            | "table"
    )
}
