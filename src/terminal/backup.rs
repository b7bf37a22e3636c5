//! `footnote backup`, `footnote restore` and `footnote forget`: what cannot be built again, kept
//! and put back, and a person taken out of it.

use std::io::Write as _;

use super::arguments::{BackupArguments, ForgetArguments, RestoreArguments};
use super::console::Console;
use super::failure::Failure;
use super::{Outcome, reindex, safe_text};
use crate::backup::{self, Places};
use crate::config::Config;
use crate::journal::{Day, Journal};
use crate::librarian::Librarian;

/// Copies the journal and the articles.
pub fn backup(
    arguments: &BackupArguments,
    config: &Config,
    console: &mut Console,
) -> Result<Outcome, Failure> {
    let written = backup::write(places(config), &arguments.path)?;
    writeln!(
        console.out,
        "{}: {} files of articles, {} of the journal, {:.1} MB",
        safe_text::line(&arguments.path.to_string_lossy()),
        written.corpus,
        written.journal,
        written.bytes as f64 / 1e6
    )?;
    for path in &written.left_out {
        let path = path.display();
        console.note(&format!("left out, since it leads elsewhere: {path}"))?;
    }
    Ok(Outcome::Fine)
}

/// Puts a copy back, and reads the articles.
pub fn restore(
    arguments: &RestoreArguments,
    config: &Config,
    librarian: &Librarian,
    console: &mut Console,
) -> Result<Outcome, Failure> {
    let restored = backup::restore(places(config), &arguments.path, arguments.force)?;
    writeln!(
        console.out,
        "Put back: {} files of articles, {} of the journal, as they were on {} (UTC)",
        restored.corpus,
        restored.journal,
        Day::of(restored.made)
    )?;
    for path in &restored.aside {
        let path = path.to_string_lossy();
        writeln!(
            console.out,
            "What was there before lies in {}",
            safe_text::line(&path)
        )?;
    }
    reindex::bring_up_to_date(config, librarian, console)?;
    Ok(Outcome::Fine)
}

/// Takes a person out of the journal.
pub fn forget(
    arguments: &ForgetArguments,
    config: &Config,
    console: &mut Console,
) -> Result<Outcome, Failure> {
    let folder = &config.journal.path;
    if !Journal::is_in(folder) {
        return Err(Failure::NoJournal(folder.clone()));
    }
    let journal = Journal::open(folder)?;
    let hashes = journal.forget(arguments.user)?;
    let deeds = journal.unname(arguments.user)?;
    writeln!(
        console.out,
        "{hashes} fingerprints removed; {deeds} entries of the audit log no longer name them"
    )?;
    Ok(Outcome::Fine)
}

fn places(config: &Config) -> Places<'_> {
    Places {
        journal: &config.journal.path,
        corpus: &config.corpus.path,
    }
}
