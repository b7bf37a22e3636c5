//! `footnote check`: the faults of the articles, for the people who write them.

use std::io::{self, Write};

use indicatif::HumanCount;

use super::arguments::CheckArguments;
use super::console::Console;
use super::failure::Failure;
use super::look::{DIM, ERROR, Look, WARNING};
use super::{Outcome, json, safe_text};
use crate::corpus::Severity;
use crate::librarian::{Findings, Librarian};

/// Looks for faults and lists them; there are errors: [`Outcome::Nothing`].
pub fn check(
    arguments: &CheckArguments,
    librarian: &Librarian,
    console: &mut Console,
) -> Result<Outcome, Failure> {
    let findings = librarian.check_all()?;
    if arguments.json {
        json::write(&mut console.out, &findings)?;
    } else {
        write(&mut console.out, &findings, console.look)?;
    }
    Ok(if findings.errors == 0 {
        Outcome::Fine
    } else {
        Outcome::Nothing
    })
}

/// Writes the problems, one a line, and their counts.
fn write(out: &mut dyn Write, findings: &Findings, look: Look) -> io::Result<()> {
    for problem in &findings.problems {
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
    if !findings.problems.is_empty() {
        writeln!(out)?;
    }
    writeln!(
        out,
        "{}: {}, {}",
        counted(findings.articles, "article"),
        counted(findings.errors, "error"),
        counted(findings.warnings, "warning")
    )
}
fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", HumanCount(count as u64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Problem;

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
        write(&mut out, findings, look).unwrap();
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
