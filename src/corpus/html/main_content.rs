//! Which part of a page is its article: boxes that are noise are taken out, then
//! readability chooses, then a fall-back judges its choice. Reads no text into blocks.

use dom_query::{Document, NodeId, NodeRef};
use dom_smoothie::{Config, Readability};

use super::noise::{extent, strip_noise};
use super::page::Page;

/// Pages with more elements are not given to readability, which takes several passes
/// over the whole tree; they go by their `<main>`, `<article>` or `<body>`.
const MAX_ELEMENTS: usize = 40_000;

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

fn text_bytes(node: &NodeRef) -> usize {
    node.descendants_it()
        .filter(NodeRef::is_text)
        .map(|text| text.text().split_whitespace().map(str::len).sum::<usize>())
        .sum()
}
