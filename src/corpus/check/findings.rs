//! [`Findings`]: reads a whole corpus and checks it. Never changes an article, and needs no
//! index.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;

use super::{Evidence, check};
use crate::corpus::{Article, CorpusError, Problem, Severity, Source, decode};

/// What a check of a corpus found. This is what `footnote check --json` prints.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Findings {
    /// How many articles there are.
    pub articles: usize,
    /// How many of the problems are errors.
    pub errors: usize,
    /// How many of the problems are warnings.
    pub warnings: usize,
    /// The problems, by path and line.
    pub problems: Vec<Problem>,
}

impl Findings {
    /// Reads every article of `source`, and checks them.
    pub fn of(source: &dyn Source) -> Result<Self, CorpusError> {
        let read = Read::all(source)?;
        let problems = check(&Evidence {
            articles: &read.articles,
            texts: &read.texts,
            problems: &read.problems,
            exists: &|path| source.exists(path),
        });
        Ok(Self::new(read.articles.len(), problems))
    }

    /// What was found in so many articles.
    pub fn new(articles: usize, problems: Vec<Problem>) -> Self {
        let count = |severity| {
            let problems = problems.iter();
            problems
                .filter(|problem| problem.severity == severity)
                .count()
        };
        Self {
            articles,
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            problems,
        }
    }
}

/// The articles as they are now.
#[derive(Default)]
struct Read {
    articles: Vec<Article>,
    texts: BTreeMap<String, String>,
    problems: Vec<Problem>,
}

impl Read {
    fn all(source: &dyn Source) -> Result<Self, CorpusError> {
        let listing = source.list()?;
        let files: Vec<_> = listing
            .paths
            .into_par_iter()
            .map(|path| {
                let bytes = source.load(&path)?;
                let parsed = source.parse(&path, &bytes);
                // What cannot be decoded is named by the parser.
                let text = decode(&path, &bytes)
                    .map(|(text, _)| text.into_owned())
                    .unwrap_or_default();
                Ok((path, text, parsed))
            })
            .collect();
        let mut read = Self {
            problems: listing.problems,
            ..Self::default()
        };
        read.problems.extend(source.synonyms().1);
        for file in files {
            match file {
                Ok((path, text, parsed)) => {
                    read.problems.extend(parsed.problems);
                    read.articles.extend(parsed.article);
                    read.texts.insert(path, text);
                }
                Err(problem) => read.problems.push(problem),
            }
        }
        Ok(read)
    }
}
