//! [`Outlook`]: what would be made of a proposal, told before anything is written: the articles
//! as they would be read, what `check` would say, and the lines that differ. Never writes.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::time::Duration;

use similar::{ChangeTag, TextDiff};

use super::{ArticlePath, EditError, Editor, Proposal, Step};
use crate::corpus::check::Findings;
use crate::corpus::{
    CorpusError, Folder, Inventory, Parsed, Problem, Source, Synonyms, cut, decode, parse,
};

/// Lines of unchanged text around a change.
const CONTEXT: usize = 3;

/// Longest time that is spent on finding the shortest difference.
const DIFF_TIME: Duration = Duration::from_millis(500);

/// Most characters of the beginning of an article.
const BEGINNING_CHARS: usize = 600;

/// What would be made of a proposal.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outlook {
    /// The articles that would be there, in the order of the steps.
    pub articles: Vec<Outline>,
    /// What `check` would say of them, and what would newly be wrong with others.
    pub problems: Vec<Problem>,
}

/// An article as it would be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Outline {
    /// Its path.
    pub path: ArticlePath,
    /// Its title; empty if nothing could be quoted from it.
    pub title: String,
    /// Its topics.
    pub topics: Vec<String>,
    /// The page it belongs to.
    pub url: Option<String>,
    /// The headings of its sections.
    pub headings: Vec<String>,
    /// How many passages it is cut into; 0: nothing can be quoted from it.
    pub passages: usize,
    /// How many words it has, headings aside.
    pub words: usize,
    /// How it begins, word for word.
    pub beginning: String,
}

/// How two texts differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// Lines that only the later one has.
    pub added: usize,
    /// Lines that only the earlier one has.
    pub removed: usize,
    /// The unified difference.
    pub unified: String,
}

/// Compares two versions of a file by lines.
pub fn compare(path: &ArticlePath, before: &[u8], after: &[u8]) -> Comparison {
    let text = |bytes| match decode(path.as_str(), bytes) {
        Ok((text, _)) => text,
        Err(_) => String::from_utf8_lossy(bytes),
    };
    let (before, after): (Cow<'_, str>, Cow<'_, str>) = (text(before), text(after));
    let diff = TextDiff::configure()
        .timeout(DIFF_TIME)
        .diff_lines(before.as_ref(), after.as_ref());
    let count = |tag| diff.iter_all_changes().filter(|it| it.tag() == tag).count();
    let (from, to) = (format!("a/{path}"), format!("b/{path}"));
    Comparison {
        added: count(ChangeTag::Insert),
        removed: count(ChangeTag::Delete),
        unified: diff
            .unified_diff()
            .context_radius(CONTEXT)
            .header(&from, &to)
            .to_string(),
    }
}

/// What an article is called.
pub(super) fn title_of(path: &ArticlePath, bytes: &[u8]) -> String {
    let article = parse(path.as_str(), bytes, None).article;
    article.map_or_else(|| path.stem().to_owned(), |article| article.metadata.title)
}

impl Editor {
    /// What would be made of a proposal.
    pub fn outlook(&self, proposal: &Proposal) -> Result<Outlook, EditError> {
        let steps = &proposal.plan.steps;
        let folder = self.folder();
        let after: BTreeMap<&str, Option<&[u8]>> = steps
            .iter()
            .map(|step| {
                let bytes = proposal.bytes(step.after.as_ref());
                (step.path.as_str(), bytes)
            })
            .collect();
        let later = Overlay {
            folder: &folder,
            files: after,
        };
        let findings = |source: &dyn Source| match Findings::of(source) {
            Ok(findings) => Ok(findings.problems),
            Err(CorpusError::Missing(_)) => Ok(Vec::new()),
            Err(error) => Err(EditError::Disk {
                path: self.root.clone(),
                reason: error.to_string(),
            }),
        };
        let earlier = findings(&folder)?;
        let mut problems = findings(&later)?;
        problems.retain(|problem| {
            let own = steps.iter().any(|it| it.path.as_str() == problem.path);
            own || !earlier.contains(problem)
        });
        let outline = |step: &Step| {
            let bytes = proposal.bytes(step.after.as_ref())?;
            Some(outline(
                &step.path,
                &folder.parse(step.path.as_str(), bytes),
            ))
        };
        Ok(Outlook {
            articles: steps.iter().filter_map(outline).collect(),
            problems,
        })
    }

    fn folder(&self) -> Folder {
        Folder::new(
            self.root.clone(),
            self.max_file_bytes,
            self.base_url.clone(),
        )
    }
}

fn outline(path: &ArticlePath, parsed: &Parsed) -> Outline {
    let Some(article) = &parsed.article else {
        return Outline {
            path: path.clone(),
            title: String::new(),
            topics: Vec::new(),
            url: None,
            headings: Vec::new(),
            passages: 0,
            words: 0,
            beginning: String::new(),
        };
    };
    let passages = cut(article);
    let blocks = article.sections.iter().flat_map(|section| &section.blocks);
    let first = passages.first().map_or("", |passage| passage.text.as_str());
    Outline {
        path: path.clone(),
        title: article.metadata.title.clone(),
        topics: article.metadata.topics.clone(),
        url: article.metadata.url.as_ref().map(ToString::to_string),
        headings: article
            .sections
            .iter()
            .filter_map(|section| section.headings.last().cloned())
            .collect(),
        passages: passages.len(),
        words: blocks
            .map(|block| block.text.as_str().split_whitespace().count())
            .sum(),
        beginning: first.chars().take(BEGINNING_CHARS).collect(),
    }
}

/// The corpus as it would be.
struct Overlay<'a> {
    folder: &'a Folder,
    /// The files that would differ; `None` for one that would be gone.
    files: BTreeMap<&'a str, Option<&'a [u8]>>,
}

impl Source for Overlay<'_> {
    fn list(&self) -> Result<Inventory, CorpusError> {
        let mut inventory = match self.folder.list() {
            Ok(inventory) => inventory,
            // The first article makes the folder.
            Err(CorpusError::Missing(_)) => Inventory::default(),
            Err(error) => return Err(error),
        };
        inventory
            .paths
            .retain(|path| !self.files.contains_key(path.as_str()));
        let there = self.files.iter().filter(|(_, bytes)| bytes.is_some());
        inventory
            .paths
            .extend(there.map(|(path, _)| (*path).to_owned()));
        inventory.paths.sort();
        Ok(inventory)
    }

    fn load(&self, path: &str) -> Result<Vec<u8>, Problem> {
        match self.files.get(path) {
            Some(Some(bytes)) => Ok(bytes.to_vec()),
            Some(None) => Err(Problem::error(path, None, "missing", "it is gone")),
            None => self.folder.load(path),
        }
    }

    fn parse(&self, path: &str, bytes: &[u8]) -> Parsed {
        self.folder.parse(path, bytes)
    }

    fn exists(&self, path: &str) -> bool {
        match self.files.get(path) {
            Some(bytes) => bytes.is_some(),
            None => self.folder.exists(path),
        }
    }

    fn synonyms(&self) -> (Synonyms, Vec<Problem>) {
        self.folder.synonyms()
    }
}
