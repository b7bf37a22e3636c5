//! `footnote reindex`: brings the index up to date and reports what changed.

use std::io::{self, Write};

use indicatif::HumanCount;
use serde::Serialize;

use super::arguments::ReindexArguments;
use super::console::Console;
use super::failure::Failure;
use super::{Outcome, json, progress, safe_text, sources};
use crate::config::Config;
use crate::index::IndexError;
use crate::journal::{Journal, now};
use crate::librarian::{Librarian, LibrarianError, ReindexOptions, Report};
use crate::sources::{RefreshOptions, SourceReport, Whose};
use crate::watch::Watch;

/// Brings the index up to date; the sources before it and again at every change, if asked to.
pub fn reindex(
    arguments: &ReindexArguments,
    config: &Config,
    librarian: &Librarian,
    console: &mut Console,
) -> Result<Outcome, Failure> {
    let options = ReindexOptions {
        full: arguments.full,
        allow_empty: arguments.allow_empty,
    };
    let mut refreshed = Vec::new();
    if arguments.refresh {
        let how = RefreshOptions {
            whose: arguments
                .server
                .map_or(Whose::All, |server| Whose::Of(Some(server))),
            only: None,
            accept_removals: arguments.accept_removals,
        };
        refreshed = sources::refreshed(&how, config, console)?;
        if !arguments.json {
            sources::write_reports(&mut console.out, &refreshed, console.look)?;
        }
    }
    let report = with_progress(arguments.server, options, librarian, console)?;
    if arguments.json {
        json::write(&mut console.out, &Together::of(&report, &refreshed))?;
    } else {
        write_report(&mut console.out, &report)?;
    }
    check_gaps(config, librarian, console)?;
    if arguments.watch {
        return watch(config, librarian, console);
    }
    Ok(sources::outcome(&refreshed))
}

/// A reindex, and the refresh before it, as JSON.
#[derive(Serialize)]
struct Together<'a> {
    #[serde(flatten)]
    report: &'a Report,
    #[serde(skip_serializing_if = "<[SourceReport]>::is_empty")]
    sources: &'a [SourceReport],
}

impl<'a> Together<'a> {
    fn of(report: &'a Report, sources: &'a [SourceReport]) -> Self {
        Self { report, sources }
    }
}

/// Reindexes at every change until Ctrl-C.
fn watch(
    config: &Config,
    librarian: &Librarian,
    console: &mut Console,
) -> Result<Outcome, Failure> {
    let runtime = tokio::runtime::Handle::current();
    let corpus = librarian.corpus().to_owned();
    let mut watch = Watch::of(&corpus, config.corpus.max_file_bytes());
    console.note(&format!("Watching {}; Ctrl-C ends it", corpus.display()))?;
    loop {
        let changed = runtime.block_on(async {
            tokio::select! {
                () = watch.changed() => true,
                _ = tokio::signal::ctrl_c() => false,
            }
        });
        if !changed {
            return Ok(Outcome::Fine);
        }
        match with_progress(None, ReindexOptions::default(), librarian, console) {
            Ok(report) if report.added + report.changed + report.removed == 0 => {}
            Ok(report) => write_report(&mut console.out, &report)?,
            // Half a change may be what it failed on; the next one is tried again.
            Err(Failure::Librarian(error)) => console.complain(&Failure::Librarian(error)),
            Err(failure) => return Err(failure),
        }
        console.flush()?;
    }
}

/// Reads the articles, and says in one line what changed.
pub fn bring_up_to_date(
    config: &Config,
    librarian: &Librarian,
    console: &mut Console,
) -> Result<(), Failure> {
    let report = with_progress(None, ReindexOptions::default(), librarian, console)?;
    console.note(&report.to_string())?;
    check_gaps(config, librarian, console)
}

/// Asks the gaps again that were said to be covered, and names those that are not answered.
fn check_gaps(
    config: &Config,
    librarian: &Librarian,
    console: &mut Console,
) -> Result<(), Failure> {
    let folder = &config.journal.path;
    if !Journal::is_in(folder) {
        return Ok(());
    }
    let checked = Journal::open(folder).and_then(|journal| {
        journal.run_checks(None, now(), |check| {
            let server = (check.server != 0).then_some(check.server);
            let librarian = librarian.of_server(server);
            librarian.answers_with(&check.words, &check.article).ok()
        })
    });
    match checked {
        Ok(checked) => {
            for (check, _) in checked.iter().filter(|(_, holds)| !holds) {
                console.note(&format!(
                    "the gap \u{201c}{}\u{201d} is not closed by {}",
                    check.words, check.article
                ))?;
            }
            Ok(())
        }
        // The articles were read all the same.
        Err(error) => console.note(&format!("covered gaps were not asked again: {error}")),
    }
}

/// Builds the index where there is none to answer from, and says so. Gives the librarian as a
/// server sees the articles.
pub fn ensure_index(
    librarian: &Librarian,
    server: Option<u64>,
    console: &mut Console,
) -> Result<Librarian, Failure> {
    let why = match librarian.open_for(server) {
        Ok(()) => return Ok(librarian.of_server(server)),
        Err(LibrarianError::Index(error)) => match error {
            IndexError::Missing(_) => "No index yet",
            IndexError::Outdated { .. } => "The index was made by another version of footnote",
            IndexError::Damaged { .. } => "The index is damaged",
            IndexError::WithoutMeaning => "The index was made without vectors",
            IndexError::OtherEncoder => "The index was made without this sentence encoder",
            IndexError::OtherTable => "The index was made with another table of word vectors",
            error => return Err(LibrarianError::Index(error).into()),
        },
        Err(error) => return Err(error.into()),
    };
    let corpus = librarian.corpus().display();
    console.note(&format!("{why}: reading the articles in {corpus}"))?;
    let report = with_progress(None, ReindexOptions::default(), librarian, console)?;
    console.note(&report.to_string())?;
    match report.problems.len() {
        0 => Ok(()),
        1 => console.note("1 problem in the articles; `footnote check` tells it"),
        count => console.note(&format!(
            "{} problems in the articles; `footnote check` lists them",
            HumanCount(count as u64)
        )),
    }?;
    Ok(librarian.of_server(server))
}

fn with_progress(
    server: Option<u64>,
    options: ReindexOptions,
    librarian: &Librarian,
    console: &mut Console,
) -> Result<Report, Failure> {
    console.flush()?;
    progress::watched(console, |progress| match server {
        None => librarian.reindex(options, progress),
        Some(server) => librarian.reindex_server(server, options, progress),
    })
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
