//! `footnote check`: the faults of the articles, for the people who write them.

use std::collections::BTreeMap;
use std::io::{self, Write};

use indicatif::HumanCount;
use rayon::prelude::*;
use serde::Serialize;

use super::arguments::CheckArguments;
use super::console::Console;
use super::failure::Failure;
use super::look::{DIM, ERROR, Look, WARNING};
use super::{Outcome, json, safe_text};
use crate::corpus::check::{Evidence, check as faults};
use crate::corpus::{Article, CorpusError, Folder, Problem, Severity, Source, decode};
use crate::librarian::Settings;

/// Looks for faults and lists them; there are errors: [`Outcome::Nothing`].
pub fn check(
    arguments: &CheckArguments,
    settings: &Settings,
    console: &mut Console,
) -> Result<Outcome, Failure> {
    let folder = Folder::new(
        settings.corpus.clone(),
        settings.max_file_bytes,
        settings.base_url.clone(),
    );
    let read = Read::all(&folder)?;
    let root = &settings.corpus;
    let problems = faults(&Evidence {
        articles: &read.articles,
        texts: &read.texts,
        problems: &read.problems,
        exists: &|path| root.join(path).exists(),
    });
    let findings = Findings::new(read.articles.len(), problems);
    if arguments.json {
        json::write(&mut console.out, &findings)?;
    } else {
        findings.write(&mut console.out, console.look)?;
    }
    Ok(if findings.errors == 0 {
        Outcome::Fine
    } else {
        Outcome::Nothing
    })
}

/// What was found; `--json` prints it as it is.
#[derive(Debug, Serialize)]
struct Findings {
    articles: usize,
    errors: usize,
    warnings: usize,
    problems: Vec<Problem>,
}

impl Findings {
    fn new(articles: usize, problems: Vec<Problem>) -> Self {
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

    fn write(&self, out: &mut dyn Write, look: Look) -> io::Result<()> {
        for problem in &self.problems {
            let place = match problem.line {
                Some(line) => format!("{}:{line}", problem.path),
                None => problem.path.clone(),
            };
            let severity = match problem.severity {
                Severity::Error => look.paint(ERROR, "error:"),
                Severity::Warning => look.paint(WARNING, "warning:"),
            };
            writeln!(
                out,
                "{}: {severity} {} {}",
                safe_text::line(&place),
                safe_text::line(&problem.message),
                look.paint(DIM, &format!("[{}]", safe_text::line(&problem.rule)))
            )?;
        }
        if !self.problems.is_empty() {
            writeln!(out)?;
        }
        writeln!(
            out,
            "{}: {}, {}",
            counted(self.articles, "article"),
            counted(self.errors, "error"),
            counted(self.warnings, "warning")
        )
    }
}

fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", HumanCount(count as u64))
}

/// The articles as they are on disk.
#[derive(Default)]
struct Read {
    articles: Vec<Article>,
    texts: BTreeMap<String, String>,
    problems: Vec<Problem>,
}

impl Read {
    fn all(source: &impl Source) -> Result<Self, CorpusError> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn findings() -> Findings {
        Findings::new(
            24,
            vec![
                Problem::error(
                    "a.md",
                    Some(12),
                    "dead-link",
                    "the link leads to b.md, which does not exist",
                ),
                Problem::warning("c\x1b.md", None, "missing-url", "there is no url"),
                Problem::warning("d.md", None, "missing-url", "there is no url"),
            ],
        )
    }

    fn shown(findings: &Findings, look: Look) -> String {
        let mut out = Vec::new();
        findings.write(&mut out, look).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn errors_are_told_from_warnings() {
        insta::assert_snapshot!(shown(&findings(), Look::PLAIN), @r"
        a.md:12: error: the link leads to b.md, which does not exist [dead-link]
        c.md: warning: there is no url [missing-url]
        d.md: warning: there is no url [missing-url]

        24 articles: 1 error, 2 warnings
        ");
    }

    #[test]
    fn no_problem_is_said_in_one_line() {
        let text = shown(&Findings::new(1, Vec::new()), Look::PLAIN);
        assert_eq!(text, "1 article: 0 errors, 0 warnings\n");
    }

    #[test]
    fn json_holds_the_problems_and_their_counts() {
        let mut out = Vec::new();
        json::write(&mut out, &findings()).unwrap();
        let json: serde_json::Value = serde_json::from_slice(&out).unwrap();
        assert_eq!(json["errors"], 1);
        assert_eq!(json["warnings"], 2);
        assert_eq!(json["problems"][0]["rule"], "dead-link");
        assert_eq!(json["problems"][0]["severity"], "error");
        assert_eq!(json["problems"][0]["line"], 12);
    }
}
