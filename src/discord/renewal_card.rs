//! What a refresh of sources and a reindex look like in a reply and in the log channel: how far
//! they are, and what came of them.

use std::fmt::Write as _;
use std::time::Duration;

use super::commands::counted;
use super::failure::Trouble;
use super::limits::fit;
use super::press::{Press, SourcePress};
use super::renewal::{Done, Stage};
use super::reply::{Component, Reply};
use super::source_words::{note_words, report_words};
use super::text::{escape, lines, plain};
use super::words::{Language, tenths};
use crate::librarian::{self, IndexError, LibrarianError};
use crate::sources::SourceReport;

/// Most problems shown in the reply itself.
const SHOWN_PROBLEMS: usize = 8;

/// Why the work came to nothing.
pub fn failed(trouble: &Trouble, language: Language) -> Reply {
    match trouble {
        Trouble::Closing => Reply::line(language.say("refresh-stopped")),
        trouble if is_stopped(trouble) => Reply::line(language.say("reindex-stopped")),
        trouble => Reply::line(trouble.words(language)),
    }
}

/// Whether the work was told to stop.
pub fn is_stopped(trouble: &Trouble) -> bool {
    matches!(
        trouble,
        Trouble::Librarian(LibrarianError::Index(IndexError::Stopped))
    )
}

/// `Reading the articles ▓▓▓░░░░░░░ 3,000 of 10,000 · 4 s`
pub fn progress_line(stage: &Stage, elapsed: Duration, language: Language) -> String {
    const CELLS: usize = 20;
    let (done, total) = match stage {
        Stage::Fetching(progress) => (progress.done, progress.total),
        Stage::Reading(progress) => (progress.done, progress.total),
    };
    let filled = (done * CELLS).checked_div(total).unwrap_or(0).min(CELLS);
    let bar = format!("`{}{}`", "▓".repeat(filled), "░".repeat(CELLS - filled));
    let seconds = elapsed.as_secs();
    match stage {
        Stage::Reading(progress) if progress.stage == librarian::Stage::Encoding => language
            .say_with(
                "encoding-progress",
                [
                    ("bar", bar.into()),
                    ("done", done.into()),
                    ("total", total.into()),
                    ("seconds", seconds.into()),
                ],
            ),
        Stage::Reading(_) => language.say_with(
            "reading-progress",
            [
                ("bar", bar.into()),
                ("done", done.into()),
                ("total", total.into()),
                ("seconds", seconds.into()),
            ],
        ),
        Stage::Fetching(progress) => language.say_with(
            "fetching-progress",
            [
                ("source", escape(&plain(&progress.source)).into()),
                ("bar", bar.into()),
                ("done", done.into()),
                ("total", total.into()),
                ("seconds", seconds.into()),
            ],
        ),
    }
}

/// What the work did, and the problems: a few in the text, many in a file. Those of articles are
/// in English, as those of `footnote reindex`.
pub fn report_card(done: &Done, language: Language) -> Reply {
    let mut problems: Vec<String> = Vec::new();
    let mut text = String::new();
    for report in &done.refreshed {
        let line = plain(&report_words(report, language));
        let _ = writeln!(text, "{}", escape(&fit(&line, 300)));
        let words = |note| plain(&note_words(note, language)).into();
        problems.extend(
            report
                .kept
                .iter()
                .map(|note| language.say_with("note-kept", [("note", words(note))])),
        );
        problems.extend(
            report
                .refused
                .iter()
                .map(|note| language.say_with("note-refused", [("note", words(note))])),
        );
        problems.extend(
            report
                .held
                .iter()
                .map(|note| language.say_with("note-held", [("note", words(note))])),
        );
    }
    problems.extend(done.report.problems.iter().map(ToString::to_string));
    let passages = counted(done.report.passages, "passages", language);
    text.push_str(&language.say_with(
        "report",
        [
            ("added", done.report.added.into()),
            ("changed", done.report.changed.into()),
            ("removed", done.report.removed.into()),
            ("unchanged", done.report.unchanged.into()),
            ("passages", passages.into()),
            ("seconds", tenths(done.report.seconds)),
        ],
    ));
    for problem in problems.iter().take(SHOWN_PROBLEMS) {
        let _ = write!(text, "\n-# {}", escape(&fit(&lines(problem), 180)));
    }
    let mut reply = Reply::line(&text);
    if problems.len() > SHOWN_PROBLEMS {
        let all: Vec<String> = problems.iter().map(|it| lines(it)).collect();
        let count = problems.len() - SHOWN_PROBLEMS;
        let more = language.say_with("more-in-file", [("count", count.into())]);
        reply = Reply::line(format!("{}\n-# {more}", reply.content))
            .file("problems.txt", all.join("\n") + "\n");
    }
    let accept = |report| accept_button(report, language);
    reply.buttons(done.refreshed.iter().filter_map(accept))
}

/// The button that lets many articles go at once.
fn accept_button(report: &SourceReport, language: Language) -> Option<Component> {
    if report.held.is_empty() {
        return None;
    }
    let name = report.name.clone();
    let press = Press::Source(SourcePress::AcceptRemovals { name });
    let label = language.say_with(
        "button-accept-removals",
        [
            ("count", report.held.len().into()),
            ("name", (&report.name).into()),
        ],
    );
    Some(Component::button(&label, press.custom_id()?))
}
