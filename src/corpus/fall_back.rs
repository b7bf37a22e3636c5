//! What an article does not say itself: its title from a heading or its file name, its
//! topics from its folders. Never overrides what the article says.

use std::path::Path;
use std::sync::LazyLock;

use regex::Regex;

use super::{Article, Problem, View};

/// Fills in the title and the topics where they are missing. Says so where the title had
/// to come from the file's name.
pub(super) fn fill(article: &mut Article) -> Option<Problem> {
    let metadata = &mut article.metadata;
    let mut parts: Vec<&str> = article.path.split('/').collect();
    let file = parts.pop().unwrap_or_default();
    if metadata.topics.is_empty() {
        if let Some(View::Own(_)) = View::of(Path::new(&article.path)) {
            // `servers/<id>` says whose they are, not what they are about.
            parts.drain(..2);
        }
        metadata.topics = parts
            .into_iter()
            .map(readable)
            .filter(|topic| !topic.is_empty())
            .collect();
    }
    if !metadata.title.is_empty() {
        return None;
    }
    if let Some(heading) = only_root(article) {
        article.metadata.title = heading;
        return None;
    }
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let name = readable(stem);
    article.metadata.title = if name.is_empty() {
        file.to_owned()
    } else {
        name
    };
    Some(Problem::warning(
        &article.path,
        None,
        "missing-title",
        format!(
            "it has no title, so its file name is shown (\"{}\"); add a \"title\"",
            article.metadata.title
        ),
    ))
}

/// The heading that all others lie under: one of several is the title of its section only.
fn only_root(article: &Article) -> Option<String> {
    let mut roots = article
        .sections
        .iter()
        .filter_map(|section| section.headings.first());
    let first = roots.next()?;
    roots.all(|root| root == first).then(|| first.clone())
}

/// A file or folder name as people would write it.
fn readable(name: &str) -> String {
    /// Notion appends 32 hexadecimal digits, Jekyll and Hexo prefix the date.
    static EXTRAS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\d{4}-\d{1,2}-\d{1,2}[-_ ]|[-_ ]?\b[0-9a-fA-F]{32}$")
            .expect("a fixed pattern compiles")
    });
    let name = EXTRAS.replace_all(name, "");
    let spaced: String = if name.contains(char::is_whitespace) {
        name.into_owned()
    } else {
        name.replace(['-', '_', '+'], " ").replace("%20", " ")
    };
    let mut words = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(first) = words.chars().next()
        && first.is_lowercase()
    {
        let upper: String = first.to_uppercase().collect();
        words.replace_range(..first.len_utf8(), &upper);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(name: &str, expected: &str) {
        assert_eq!(readable(name), expected);
    }

    #[test]
    fn a_file_name_is_made_readable() {
        case("deep-tissue_massage", "Deep tissue massage");
        case("2024-01-05-what-is-fascia", "What is fascia");
        case(
            "Trigger Points 0123456789abcdef0123456789ABCDEF",
            "Trigger Points",
        );
        case("0123456789abcdef0123456789abcdef", "");
        case("T-cells and B-cells", "T-cells and B-cells");
        case("über-rücken", "Über rücken");
        case("", "");
    }
}
