//! `footnote completions`: the script that lets a shell complete the command line.

use clap::CommandFactory;

use super::Outcome;
use super::arguments::{Arguments, CompletionsArguments};
use super::console::Console;
use super::failure::Failure;

/// Prints the completions for a shell.
pub fn completions(
    arguments: &CompletionsArguments,
    console: &mut Console,
) -> Result<Outcome, Failure> {
    // Into a buffer first: the generator takes a closed pipe for a panic.
    let mut script = Vec::new();
    clap_complete::generate(
        arguments.shell,
        &mut Arguments::command(),
        "footnote",
        &mut script,
    );
    console.out.write_all(&script)?;
    Ok(Outcome::Fine)
}
