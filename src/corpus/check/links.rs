//! Links from one file of the corpus to another that is not there. Never looks at links
//! to the web: they are the reader's to follow.

use std::sync::LazyLock;

use percent_encoding::percent_decode_str;
use regex::Regex;

use super::markdown::Outline;
use super::{Lines, Problem};
use crate::corpus::Article;

/// What a link may leave out of the name of an article.
const EXTENSIONS: [&str; 5] = ["md", "markdown", "html", "htm", "txt"];

static SCHEME: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("^[A-Za-z][A-Za-z0-9+.-]*:").expect("the pattern is fixed"));

/// Adds a problem for each relative link of `article` that leads nowhere.
pub fn dead_links(
    article: &Article,
    outline: &Outline,
    lines: &Lines,
    exists: &dyn Fn(&str) -> bool,
    problems: &mut Vec<Problem>,
) {
    for (link, offset) in &outline.links {
        let Some(target) = relative_path(link) else {
            continue;
        };
        let message = match resolve(&article.path, &target) {
            Some(path) if leads_somewhere(&path, exists) => continue,
            Some(path) => {
                format!("the link leads to {path}, which does not exist; correct or drop it")
            }
            None => format!("the link leads out of the corpus ({target}); use a web address"),
        };
        problems.push(Problem::error(
            &article.path,
            Some(lines.number(*offset)),
            "dead-link",
            message,
        ));
    }
}

/// The path that a relative link names; `None` for a link that is none: to the web, to
/// the root of a site, to a place in the page itself, or to be filled in by a template.
fn relative_path(link: &str) -> Option<String> {
    let elsewhere = SCHEME.is_match(link) || link.starts_with(['#', '/', '?', '\\']);
    if elsewhere || link.contains("{{") || link.contains("{%") {
        return None;
    }
    let path = link.split(['#', '?']).next().unwrap_or_default();
    let path = percent_decode_str(path).decode_utf8().ok()?;
    (!path.is_empty()).then(|| path.into_owned())
}

/// The path within the corpus that `target` means in the file `from`; `None` where it
/// leads out of the corpus.
fn resolve(from: &str, target: &str) -> Option<String> {
    let mut path: Vec<&str> = from.split('/').collect();
    path.pop();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                path.pop()?;
            }
            part => path.push(part),
        }
    }
    Some(path.join("/"))
}

/// Whether there is such a file or folder, or an article that the link names as pages do:
/// without its extension, or with that of the page made from it.
fn leads_somewhere(path: &str, exists: &dyn Fn(&str) -> bool) -> bool {
    if path.is_empty() || exists(path) {
        return true;
    }
    let stem = path
        .strip_suffix(".html")
        .or_else(|| path.strip_suffix(".htm"))
        .unwrap_or(path);
    EXTENSIONS
        .iter()
        .any(|extension| exists(&format!("{stem}.{extension}")))
}
