//! `footnote eval`: how good the ranking is on questions whose answers are known.

use super::Outcome;
use super::arguments::EvalArguments;
use super::console::Console;
use super::failure::Failure;
use crate::config::Config;

/// Runs a question set and prints the figures.
pub fn eval(
    _arguments: &EvalArguments,
    _config: &Config,
    _console: &mut Console,
) -> Result<Outcome, Failure> {
    Err(Failure::Missing("eval"))
}
