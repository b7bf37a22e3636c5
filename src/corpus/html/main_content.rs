//! Which part of a page is its article: boxes that are noise are taken out, then
//! readability chooses, then a fall-back judges its choice. Reads no text into blocks.

use std::ops::Range;

use dom_query::{Document, NodeId, NodeRef};
use dom_smoothie::{Config, Readability};

use super::page::{NUMBER, Page};

/// Pages with more elements are not given to readability, which takes several passes
/// over the whole tree; they go by their `<main>`, `<article>` or `<body>`.
const MAX_ELEMENTS: usize = 40_000;

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

/// The article of a page.
pub(super) struct MainContent {
    /// The page's tree, noise taken out.
    pub(super) document: Document,
    /// The element that holds the article.
    pub(super) root: NodeId,
}

impl MainContent {
    /// Finds the article of `page`, whose markup is `document` and whose title stands in
    /// the element `title`. `None` where there is no text.
    pub(super) fn find(page: &Page, document: Document, title: Option<usize>) -> Option<Self> {
        strip_noise(page, &document, title);
        let chosen = (page.extents.len() <= MAX_ELEMENTS)
            .then(|| readability(document.clone()))
            .flatten();
        let scope = scope(page, &document)?;
        let scope_bytes = text_bytes(&scope);
        let is_body = scope.has_name("body");
        let root = scope.id;
        let fall_back = Self { document, root };
        let Some(chosen) = chosen else {
            return (scope_bytes > 0).then_some(fall_back);
        };
        let chosen_bytes = chosen.node().as_ref().map_or(0, text_bytes);
        // Readability may take one box of several for the whole. What the author named
        // main or article is trusted more than a body.
        let share = if is_body { 4 } else { 2 };
        let short = scope_bytes < 500 && chosen_bytes < scope_bytes;
        if chosen_bytes * share < scope_bytes || short {
            return Some(fall_back);
        }
        (chosen_bytes > 0).then_some(chosen)
    }

    /// The element that holds the article.
    pub(super) fn node(&self) -> Option<NodeRef<'_>> {
        self.document.tree.get(&self.root)
    }
}

fn readability(document: Document) -> Option<MainContent> {
    let config = Config {
        disable_json_ld: true,
        ..Config::default()
    };
    let mut readability = Readability::with_document(document, None, Some(config)).ok()?;
    readability.parse().ok()?;
    let document = readability.doc;
    let root = document
        .select_single("#readability-page-1")
        .nodes()
        .first()?
        .id;
    Some(MainContent { document, root })
}

/// The element that the page itself names as its content.
fn scope<'a>(page: &Page, document: &'a Document) -> Option<NodeRef<'a>> {
    let body = document.body()?;
    let largest = |selector: &str| {
        let selection = document.select(selector);
        let nodes = selection.nodes().to_vec();
        let all: usize = nodes.iter().map(|node| extent(page, node).len()).sum();
        let largest = nodes
            .into_iter()
            .max_by_key(|node| extent(page, node).len())?;
        // A list of teasers is no article.
        (extent(page, &largest).len() * 2 > all).then_some(largest)
    };
    let main = largest("main").or_else(|| largest("[role=main]"));
    let article = largest("article");
    let enough = |node: &NodeRef| text_bytes(node) > 0;
    match (main, article) {
        (Some(main), Some(article)) => {
            let within = extent(page, &article).len() * 2 > extent(page, &main).len();
            let chosen = if within { article } else { main };
            Some(chosen)
        }
        (main, article) => main.or(article),
    }
    .filter(enough)
    .or(Some(body))
}

fn strip_noise(page: &Page, document: &Document, title: Option<usize>) {
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

fn extent(page: &Page, node: &NodeRef) -> Range<usize> {
    node.attr(NUMBER)
        .and_then(|number| number.parse::<usize>().ok())
        .and_then(|number| page.extents.get(number))
        .cloned()
        .unwrap_or_default()
}

fn text_bytes(node: &NodeRef) -> usize {
    node.descendants_it()
        .filter(NodeRef::is_text)
        .map(|text| text.text().split_whitespace().map(str::len).sum::<usize>())
        .sum()
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
