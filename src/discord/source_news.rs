//! What the log channel hears of a source that was refreshed by itself: what is not as it was the
//! last time. In English, as all of the log channel.

use super::bot::Bot;
use super::text::{escape, plain};
use crate::sources::{Outcome, SourceReport};

/// Tells what is new since the refresh before.
pub async fn tell(bot: &Bot, before: Option<&Outcome>, report: &SourceReport) {
    let lines = lines(before, report);
    if !lines.is_empty() {
        bot.tell_log_channel(&lines.join("\n")).await;
    }
}

/// What is new. Of a server's own source only that something failed: the channel may be another
/// server's.
fn lines(before: Option<&Outcome>, report: &SourceReport) -> Vec<String> {
    let failed = before.and_then(|before| before.failure.as_ref());
    let fails_anew = report
        .failure
        .as_ref()
        .filter(|failure| failed.is_none_or(|failed| !failure.is_like(failed)));
    if let Some(server) = report.server {
        let line = format!("A source of server {server} alone could not be refreshed in full.");
        return fails_anew.map(|_| line).into_iter().collect();
    }
    let source = format!("The source **{}**", escape(&report.name));
    let mut lines = Vec::new();
    if let Some(failure) = fails_anew {
        let failure = escape(&plain(&failure.to_string()));
        lines.push(format!(
            "{source} could not be refreshed in full: {failure}"
        ));
    }
    if failed.is_some() && report.failure.is_none() {
        lines.push(format!("{source} is refreshed again."));
    }
    let held = report.held.len();
    if held > 0 && before.is_none_or(|before| before.figures.held != held) {
        lines.push(format!(
            "{source} would lose {held} articles at once, more than a third, so none was removed. \
             `/source refresh` offers to let them go."
        ));
    }
    if report.removed > 0 {
        lines.push(format!(
            "{source} has lost articles whose pages are gone: {}.",
            report.removed
        ));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::{Failure, FetchError, Note, Why};

    fn failed(seconds: u64) -> SourceReport {
        SourceReport {
            name: "water".to_owned(),
            failure: Some(Failure::Fetch(FetchError::Later(seconds))),
            ..SourceReport::default()
        }
    }

    #[test]
    fn a_failure_is_told_once_until_it_is_another_or_over() {
        let first = failed(7);
        assert_eq!(lines(None, &first).len(), 1);
        let again = first.outcome();
        assert_eq!(lines(Some(&again), &failed(9)), Vec::<String>::new());
        let other = SourceReport {
            failure: Some(Failure::Fetch(FetchError::GivenUp)),
            ..failed(7)
        };
        assert_eq!(lines(Some(&again), &other).len(), 1);
        let fine = SourceReport {
            failure: None,
            ..failed(7)
        };
        assert_eq!(
            lines(Some(&again), &fine),
            ["The source **water** is refreshed again."]
        );
        assert_eq!(lines(Some(&fine.outcome()), &fine), Vec::<String>::new());
    }

    #[test]
    fn what_is_held_back_is_told_once_and_what_went_each_time() {
        let mut report = SourceReport {
            name: "water".to_owned(),
            removed: 2,
            ..SourceReport::default()
        };
        report.held = vec![Note::new("https://a.example/", Why::Gone); 5];
        assert_eq!(lines(None, &report).len(), 2);
        let before = report.outcome();
        assert_eq!(
            lines(Some(&before), &report),
            ["The source **water** has lost articles whose pages are gone: 2."]
        );
    }

    #[test]
    fn of_a_server_s_own_source_only_the_failure_is_told() {
        let mut own = SourceReport {
            server: Some(7),
            ..failed(7)
        };
        let told = lines(None, &own);
        assert_eq!(told.len(), 1);
        assert!(!told[0].contains("water") && !told[0].contains("come back"));
        own.failure = None;
        own.removed = 3;
        assert_eq!(lines(None, &own), Vec::<String>::new());
    }
}
