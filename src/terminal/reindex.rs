//! `footnote reindex`: brings the index up to date and reports what changed.

use std::io::{self, Write};

use indicatif::HumanCount;

use super::arguments::ReindexArguments;
use super::console::Console;
use super::failure::Failure;
use super::{Outcome, json, progress, safe_text};
use crate::index::IndexError;
use crate::librarian::{Librarian, LibrarianError, ReindexOptions, Report};

/// Brings the index up to date.
pub fn reindex(
    arguments: &ReindexArguments,
    librarian: &Librarian,
    console: &mut Console,
) -> Result<Outcome, Failure> {
    let options = ReindexOptions {
        full: arguments.full,
        allow_empty: arguments.allow_empty,
    };
    let report = with_progress(options, librarian, console)?;
    if arguments.json {
        json::write(&mut console.out, &report)?;
    } else {
        write_report(&mut console.out, &report)?;
    }
    Ok(Outcome::Fine)
}

/// Builds the index where there is none to answer from, and says so.
pub fn ensure_index(librarian: &Librarian, console: &mut Console) -> Result<(), Failure> {
    let why = match librarian.open() {
        Ok(()) => return Ok(()),
        Err(LibrarianError::Index(error)) => match error {
            IndexError::Missing(_) => "No index yet",
            IndexError::Outdated { .. } => "The index was made by another version of footnote",
            IndexError::Damaged { .. } => "The index is damaged",
            IndexError::WithoutMeaning => "The index was made without vectors",
            IndexError::OtherEncoder => "The index was made without this sentence encoder",
            error => return Err(LibrarianError::Index(error).into()),
        },
        Err(error) => return Err(error.into()),
    };
    let corpus = librarian.corpus().display();
    console.note(&format!("{why}: reading the articles in {corpus}"))?;
    let report = with_progress(ReindexOptions::default(), librarian, console)?;
    console.note(&report.to_string())?;
    match report.problems.len() {
        0 => Ok(()),
        1 => console.note("1 problem in the articles; `footnote check` tells it"),
        count => console.note(&format!(
            "{} problems in the articles; `footnote check` lists them",
            HumanCount(count as u64)
        )),
    }
}

fn with_progress(
    options: ReindexOptions,
    librarian: &Librarian,
    console: &mut Console,
) -> Result<Report, Failure> {
    console.flush()?;
    progress::watched(console, |progress| librarian.reindex(options, progress))
        .map_err(Failure::from)
}

/// Writes the summary, then the problems.
fn write_report(out: &mut dyn Write, report: &Report) -> io::Result<()> {
    writeln!(out, "{report}")?;
    for problem in &report.problems {
        writeln!(out, "{}", safe_text::line(&problem.to_string()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Problem;

    #[test]
    fn the_report_is_one_line_and_the_problems() {
        let report = Report {
            added: 3,
            changed: 1,
            removed: 2,
            unchanged: 117,
            passages: 1204,
            seconds: 0.8123,
            problems: vec![
                Problem::error("a.md", Some(3), "bad-url", "the url is not a web address"),
                Problem::warning("b\x1b.md", None, "missing-url", "there is no url"),
            ],
        };
        let mut out = Vec::new();
        write_report(&mut out, &report).unwrap();
        insta::assert_snapshot!(String::from_utf8(out).unwrap(), @r"
        3 added, 1 changed, 2 removed, 117 unchanged - 1,204 passages in 0.8 s
        a.md:3: the url is not a web address
        b.md: there is no url
        ");
    }
}
