//! Boxes of a page that are not its article, told by what they are and what they are
//! called. When in doubt a box stays: what is left is weighed by readability.

use std::ops::Range;

use dom_query::{Document, NodeRef};

use super::page::{NUMBER, Page};

/// Words in classes and identifiers of boxes that are never the article.
const NOISE: &[&str] = &[
    "breadcrumb",
    "breadcrumbs",
    "cookie",
    "cookies",
    "consent",
    "gdpr",
    "advert",
    "adverts",
    "advertisement",
    "advertising",
    "ad",
    "ads",
    "adsbygoogle",
    "sponsor",
    "sponsored",
    "disqus",
    "comments",
    "respond",
    "outbrain",
    "taboola",
    "pagination",
    "pager",
    "sharedaddy",
    "addtoany",
    "addthis",
    "editsection",
    "noprint",
    "catlinks",
    "printfooter",
    "newsletter",
    "skiplink",
    "references",
    "reflist",
];

/// Words in classes and identifiers of boxes that are noise when they are short or
/// hold mostly links.
const SUSPECT: &[&str] = &[
    "share",
    "sharing",
    "social",
    "related",
    "recommended",
    "recommendations",
    "promo",
    "promotion",
    "sidebar",
    "menu",
    "submenu",
    "nav",
    "navbar",
    "navigation",
    "toolbar",
    "widget",
    "subscribe",
    "subscription",
    "signup",
    "toc",
    "byline",
    "popup",
    "modal",
    "banner",
    "footer",
    "tags",
    "meta",
    "teaser",
    "upsell",
];

/// Parts of classes that hide an element from sight or mark a footnote's number.
const UNSEEN: &[&str] = &[
    "sr-only",
    "visually-hidden",
    "screen-reader-text",
    "visuallyhidden",
];

const NOISE_ROLES: &[&str] = &[
    "navigation",
    "banner",
    "contentinfo",
    "complementary",
    "search",
    "dialog",
    "alertdialog",
    "menu",
    "menubar",
    "toolbar",
    "doc-noteref",
    "doc-toc",
];

/// Takes boxes that are noise out of `document`. The element `title` always stays.
pub(super) fn strip_noise(page: &Page, document: &Document, title: Option<usize>) {
    let links = Links::of(page, document);
    let Some(body) = document.body() else {
        return;
    };
    let noise: Vec<NodeRef> = body
        .descendants_it()
        .filter(|node| node.is_element() && is_noise(page, &links, title, node))
        .collect();
    for node in noise {
        node.remove_from_parent();
    }
}

fn is_noise(page: &Page, links: &Links, title: Option<usize>, node: &NodeRef) -> bool {
    let Some(name) = node.node_name() else {
        return false;
    };
    let name: &str = &name;
    if matches!(
        name,
        "html" | "body" | "main" | "a" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6"
    ) {
        return false;
    }
    let extent = extent(page, node);
    let holds_title = title.is_some_and(|number| {
        let title = &page.extents[number];
        extent.start <= title.start && title.end <= extent.end && !title.is_empty()
    });
    let most = extent.len() * 5 > page.view.len() * 2;
    if node.has_attr("hidden") {
        return !most;
    }
    if holds_title && name != "nav" {
        return false;
    }
    match name {
        "nav" | "dialog" => return true,
        "footer" | "aside" | "form" if !most => {
            return !node
                .ancestors_it(Some(3))
                .any(|outer| outer.has_name("blockquote"));
        }
        _ => {}
    }
    if most {
        return false;
    }
    if node
        .attr("role")
        .is_some_and(|role| NOISE_ROLES.contains(&&*role))
    {
        return true;
    }
    let named = format!("{} {}", node.attr_or("class", ""), node.attr_or("id", ""));
    if named.trim().is_empty() {
        return false;
    }
    if UNSEEN.iter().any(|class| named.contains(class)) {
        return true;
    }
    let named = named.to_ascii_lowercase();
    let words = || named.split(|character: char| !character.is_ascii_alphanumeric());
    if name == "span" && named.split_whitespace().any(|class| class == "reference") {
        return true;
    }
    if words().any(|word| NOISE.contains(&word)) {
        return true;
    }
    let suspect = words().any(|word| SUSPECT.contains(&word));
    suspect && (extent.len() < 200 || links.bytes_in(&extent) * 2 > extent.len())
}

/// The stretch of the text that an element covers; empty for one that is not of the page.
pub(super) fn extent(page: &Page, node: &NodeRef) -> Range<usize> {
    node.attr(NUMBER)
        .and_then(|number| number.parse::<usize>().ok())
        .and_then(|number| page.extents.get(number))
        .cloned()
        .unwrap_or_default()
}

/// Where the text of links stands.
struct Links {
    starts: Vec<usize>,
    /// Bytes of link text before each start.
    before: Vec<usize>,
}

impl Links {
    fn of(page: &Page, document: &Document) -> Self {
        let mut extents: Vec<Range<usize>> = document
            .select("a")
            .nodes()
            .iter()
            .map(|link| extent(page, link))
            .collect();
        extents.sort_by_key(|extent| extent.start);
        let mut links = Self {
            starts: Vec::with_capacity(extents.len()),
            before: vec![0],
        };
        let mut bytes = 0;
        for extent in extents {
            links.starts.push(extent.start);
            bytes += extent.len();
            links.before.push(bytes);
        }
        links
    }

    fn bytes_in(&self, range: &Range<usize>) -> usize {
        let first = self.starts.partition_point(|&start| start < range.start);
        let last = self.starts.partition_point(|&start| start < range.end);
        self.before[last] - self.before[first]
    }
}
