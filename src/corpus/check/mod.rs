//! [`check`]: the faults of a corpus that its writers can mend. A pure function of what
//! was read; only [`Findings`] asks a source for it. Never changes an article.

mod findings;
mod links;
mod markdown;
mod near_duplicate;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap, HashSet};

pub use findings::Findings;

use super::{Article, Block, BlockKind, MAX_PASSAGE_WORDS, Problem};
use crate::language::{sentences, word_count};

/// What is known about a corpus.
pub struct Evidence<'a> {
    /// The articles.
    pub articles: &'a [Article],
    /// The decoded text of each file, by its path within the corpus.
    pub texts: &'a BTreeMap<String, String>,
    /// What reading and parsing them found.
    pub problems: &'a [Problem],
    /// Whether there is a file or a folder at a path within the corpus.
    pub exists: &'a dyn Fn(&str) -> bool,
}

/// Every fault of the corpus, by path and line.
pub fn check(evidence: &Evidence<'_>) -> Vec<Problem> {
    let mut problems = evidence.problems.to_vec();
    let bad_urls: HashSet<&str> = evidence
        .problems
        .iter()
        .filter(|problem| problem.rule == "bad-url")
        .map(|problem| problem.path.as_str())
        .collect();
    for article in evidence.articles {
        let text = evidence.texts.get(&article.path).map_or("", String::as_str);
        let lines = Lines::of(text);
        if article.metadata.url.is_none() && !bad_urls.contains(article.path.as_str()) {
            problems.push(missing_url(article));
        }
        duplicate_ids(article, &lines, &mut problems);
        long_passages(article, &lines, &mut problems);
        if is_markdown(&article.path) {
            let outline = markdown::Outline::of(text);
            links::dead_links(article, &outline, &lines, evidence.exists, &mut problems);
            for &start in &outline.empty_sections {
                problems.push(empty_section(article, &lines, start));
            }
        } else {
            for start in empty_sections(article) {
                problems.push(empty_section(article, &lines, start));
            }
        }
    }
    duplicate_titles(evidence.articles, &mut problems);
    near_duplicate::near_duplicates(evidence.articles, &mut problems);
    problems.sort();
    problems.dedup();
    problems
}

/// Where the lines of a text begin.
struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    fn of(text: &str) -> Self {
        let breaks = text.match_indices('\n').map(|(offset, _)| offset + 1);
        Self {
            starts: std::iter::once(0).chain(breaks).collect(),
        }
    }

    /// The line, from 1, that the byte at `offset` stands in.
    fn number(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset)
    }
}

fn is_markdown(path: &str) -> bool {
    let extension = path.rsplit('.').next().unwrap_or_default();
    ["md", "markdown"]
        .iter()
        .any(|markdown| extension.eq_ignore_ascii_case(markdown))
}

fn missing_url(article: &Article) -> Problem {
    Problem::warning(
        &article.path,
        None,
        "missing-url",
        "there is no `url`: answers from this article have no link; add the address of its page",
    )
}

/// Sections without a block, of an article that is not Markdown. A heading right above a
/// deeper one is no empty section: it holds the deeper ones.
fn empty_sections(article: &Article) -> impl Iterator<Item = usize> {
    let next = article.sections.iter().skip(1).map(Some).chain([None]);
    article
        .sections
        .iter()
        .zip(next)
        .filter(|(section, next)| {
            let depth = section.headings.len();
            depth > 0
                && section.blocks.is_empty()
                && next.is_none_or(|next| next.headings.len() <= depth)
        })
        .map(|(section, _)| section.start)
}

fn empty_section(article: &Article, lines: &Lines, start: usize) -> Problem {
    Problem::warning(
        &article.path,
        Some(lines.number(start)),
        "empty-section",
        "there is no text below this heading; write some, or drop the heading",
    )
}

fn duplicate_ids(article: &Article, lines: &Lines, problems: &mut Vec<Problem>) {
    let mut first_lines: HashMap<&str, usize> = HashMap::new();
    for section in &article.sections {
        let Some(id) = section.anchor.as_deref() else {
            continue;
        };
        let line = lines.number(section.start);
        let first = *first_lines.entry(id).or_insert(line);
        if first != line {
            problems.push(Problem::error(
                &article.path,
                Some(line),
                "duplicate-id",
                format!(
                    "the heading has the same id as the one on line {first} (`{id}`), so that \
                     links to it lead there; give it another"
                ),
            ));
        }
    }
}

fn long_passages(article: &Article, lines: &Lines, problems: &mut Vec<Problem>) {
    for block in article.sections.iter().flat_map(|section| &section.blocks) {
        for (start, words) in too_long(block) {
            let what = match block.kind {
                BlockKind::Paragraph => "sentence",
                BlockKind::Item { .. } => "list item",
                BlockKind::Row => "row",
                BlockKind::Code => "piece of code",
            };
            let place = block.text.source(start..start + 1).start;
            problems.push(Problem::warning(
                &article.path,
                Some(lines.number(place)),
                "long-passage",
                format!(
                    "this {what} has {words} words and cannot be quoted whole; divide it \
                     (a passage has at most {MAX_PASSAGE_WORDS})"
                ),
            ));
        }
    }
}

/// The parts of a block that can be quoted whole or not at all, where they are too long:
/// the byte in the block where each starts, and its words.
fn too_long(block: &Block) -> Vec<(usize, usize)> {
    let text = block.text.as_str();
    // Most blocks are short as a whole.
    if word_count(text) <= MAX_PASSAGE_WORDS {
        return Vec::new();
    }
    let parts: Vec<(usize, &str)> = match block.kind {
        BlockKind::Paragraph => sentences(text)
            .into_iter()
            .map(|range| (range.start, &text[range]))
            .collect(),
        BlockKind::Item { .. } | BlockKind::Row | BlockKind::Code => vec![(0, text)],
    };
    parts
        .into_iter()
        .map(|(start, part)| (start, word_count(part)))
        .filter(|&(_, words)| words > MAX_PASSAGE_WORDS)
        .collect()
}

fn duplicate_titles(articles: &[Article], problems: &mut Vec<Problem>) {
    let mut first_paths: HashMap<String, &str> = HashMap::new();
    for article in articles {
        let title = &article.metadata.title;
        let key = title.to_lowercase();
        let key = key.split_whitespace().collect::<Vec<_>>().join(" ");
        if key.is_empty() {
            continue;
        }
        let first = *first_paths.entry(key).or_insert(&article.path);
        if first != article.path {
            problems.push(Problem::error(
                &article.path,
                None,
                "duplicate-title",
                format!(
                    "{first} has the title “{title}” too; give one of them another, so that \
                     readers can tell them apart"
                ),
            ));
        }
    }
}
