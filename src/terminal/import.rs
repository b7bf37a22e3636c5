//! `footnote import`: turns saved pages into articles of the corpus.

use std::io::{self, Write};

use indicatif::HumanCount;

use super::arguments::ImportArguments;
use super::console::Console;
use super::failure::Failure;
use super::look::{DIM, Look};
use super::{Outcome, safe_text};
use crate::corpus::{ImportOptions, ImportReport, import as import_pages};
use crate::librarian::Settings;

/// Imports the pages and lists what was written.
pub fn import(
    arguments: &ImportArguments,
    settings: &Settings,
    console: &mut Console,
) -> Result<Outcome, Failure> {
    let options = ImportOptions {
        corpus: settings.corpus.clone(),
        url: arguments.url.clone(),
        topic: arguments.topic.clone(),
        force: arguments.force,
        max_file_bytes: settings.max_file_bytes,
    };
    let report = import_pages(&arguments.paths, &options)?;
    write_report(&mut console.out, &report, console.look)?;
    Ok(if report.written.is_empty() {
        Outcome::Failed
    } else {
        Outcome::Fine
    })
}

fn write_report(out: &mut dyn Write, report: &ImportReport, look: Look) -> io::Result<()> {
    for written in &report.written {
        let path = written.path.display().to_string();
        let size = format!(
            "{} sections, {} words",
            HumanCount(written.sections as u64),
            HumanCount(written.words as u64)
        );
        writeln!(
            out,
            "{}: {} {}",
            safe_text::line(&path),
            safe_text::line(&written.title),
            look.paint(DIM, &format!("({size})"))
        )?;
    }
    for problem in &report.problems {
        writeln!(out, "{}", safe_text::line(&problem.to_string()))?;
    }
    if !report.written.is_empty() {
        let hint = "Read them through, then run `footnote reindex`.";
        writeln!(out, "{}", look.paint(DIM, hint))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::corpus::{Imported, Problem};

    #[test]
    fn what_was_written_is_listed_and_what_was_not() {
        let report = ImportReport {
            written: vec![Imported {
                source: PathBuf::from("fascia.txt"),
                path: PathBuf::from("corpus/fascia.md"),
                title: "What is\x1b fascia?".to_owned(),
                sections: 4,
                words: 1234,
            }],
            problems: vec![Problem::error(
                "b.txt",
                None,
                "exists",
                "corpus/b.md exists; --force overwrites it",
            )],
        };
        let mut out = Vec::new();
        write_report(&mut out, &report, Look::PLAIN).unwrap();
        insta::assert_snapshot!(String::from_utf8(out).unwrap(), @r"
        corpus/fascia.md: What is fascia? (4 sections, 1,234 words)
        b.txt: corpus/b.md exists; --force overwrites it
        Read them through, then run `footnote reindex`.
        ");
    }
}
