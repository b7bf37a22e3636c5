//! `footnote sources`: lists the sources of articles, or refreshes them. What is typed for it
//! stands here too.

use std::io::{self, Write};
use std::time::{SystemTime, UNIX_EPOCH};

use clap::{Args, Subcommand};
use indicatif::HumanDuration;
use serde::Serialize;

use super::console::Console;
use super::failure::Failure;
use super::look::{DIM, Look, TITLE, WARNING};
use super::{Outcome, json, progress, safe_text};
use crate::config::{Config, write_interval};
use crate::journal::Journal;
use crate::sources::{RefreshOptions, SourceReport, SourceSettings, SourceState, Sources};

/// Most notes of a kind that are shown for a source.
const SHOWN_NOTES: usize = 20;

/// `footnote sources`
#[derive(Debug, Args)]
pub struct SourcesArguments {
    /// What to do; without it, the sources are listed.
    #[command(subcommand)]
    pub action: Option<SourcesAction>,

    /// Print the list or the reports as JSON
    #[arg(long, global = true)]
    pub json: bool,
}

/// What to do with the sources.
#[derive(Debug, Subcommand)]
pub enum SourcesAction {
    /// Fetch what is new, and let go what is gone
    Refresh {
        /// The sources; without one, all
        #[arg(value_name = "NAME")]
        names: Vec<String>,

        /// Let more than a third of a source's articles vanish at once
        #[arg(long)]
        accept_removals: bool,
    },
}

/// Lists the sources, or refreshes them.
pub fn sources(
    arguments: SourcesArguments,
    config: &Config,
    console: &mut Console,
) -> Result<Outcome, Failure> {
    let Some(SourcesAction::Refresh {
        names,
        accept_removals,
    }) = arguments.action
    else {
        let states = service(config)?.list()?;
        if arguments.json {
            let listed: Vec<Listed> = states.iter().map(Listed::of).collect();
            json::write(&mut console.out, &listed)?;
        } else {
            write_list(&mut console.out, &states, console.look, now())?;
        }
        return Ok(Outcome::Fine);
    };
    let options = RefreshOptions {
        only: (!names.is_empty()).then_some(names),
        accept_removals,
    };
    let reports = refreshed(&options, config, console)?;
    if arguments.json {
        json::write(&mut console.out, &reports)?;
    } else {
        write_reports(&mut console.out, &reports, console.look)?;
        if reports.iter().any(SourceReport::changed_the_corpus) {
            let hint = "Run `footnote reindex` to answer from them.";
            writeln!(console.out, "{}", console.look.paint(DIM, hint))?;
        }
    }
    Ok(outcome(&reports))
}

/// Refreshes sources, with a bar where somebody watches.
pub fn refreshed(
    options: &RefreshOptions,
    config: &Config,
    console: &mut Console,
) -> Result<Vec<SourceReport>, Failure> {
    let service = service(config)?;
    console.flush()?;
    let reports = progress::refreshing(console, |progress| {
        // The thread is one on which waiting is allowed.
        let runtime = tokio::runtime::Handle::current();
        runtime.block_on(async {
            tokio::select! {
                reports = service.refresh(options, progress) => reports.map(Some),
                _ = tokio::signal::ctrl_c() => Ok(None),
            }
        })
    })?;
    reports.ok_or_else(|| {
        Failure::Config(
            "stopped; what was fetched so far stays, and the next refresh goes on".to_owned(),
        )
    })
}

/// How a refresh went as a whole.
pub fn outcome(reports: &[SourceReport]) -> Outcome {
    if reports.iter().any(|report| report.failure.is_some()) {
        Outcome::Failed
    } else {
        Outcome::Fine
    }
}

fn service(config: &Config) -> Result<Sources, Failure> {
    let journal = Journal::open(&config.journal.path)?;
    let settings = SourceSettings {
        corpus: config.corpus.path.clone(),
        configured: config.sources.clone(),
        fetching: config.fetching.clone(),
    };
    Ok(Sources::new(settings, journal))
}

/// A source in JSON.
#[derive(Serialize)]
struct Listed<'a> {
    name: &'a str,
    kind: &'static str,
    place: String,
    every: Option<String>,
    configured: bool,
    articles: usize,
    /// Seconds since 1970-01-01 UTC.
    refreshed: Option<i64>,
    outcome: Option<&'a str>,
}

impl<'a> Listed<'a> {
    fn of(state: &'a SourceState) -> Self {
        Self {
            name: &state.source.name,
            kind: state.source.place.kind(),
            place: state.source.place.to_string(),
            every: state.source.every.map(write_interval),
            configured: state.is_configured,
            articles: state.articles,
            refreshed: state.refreshed.as_ref().map(|it| it.at),
            outcome: state.refreshed.as_ref().map(|it| it.outcome.as_str()),
        }
    }
}

fn write_list(out: &mut dyn Write, states: &[SourceState], look: Look, now: i64) -> io::Result<()> {
    if states.is_empty() {
        return writeln!(
            out,
            "There are no sources. docs/sources.md tells how footnote.toml names them."
        );
    }
    for state in states {
        let source = &state.source;
        let place = source.place.to_string();
        let place = safe_text::line(&place);
        let name = look.paint(TITLE, &source.name);
        writeln!(out, "{name} ({}) {place}", source.place.kind())?;
        let articles = match state.articles {
            1 => "1 article".to_owned(),
            count => format!("{count} articles"),
        };
        let every = source.every.map_or_else(
            || "only when asked".to_owned(),
            |every| format!("every {}", write_interval(every)),
        );
        let added = if state.is_configured {
            ""
        } else {
            ", added on Discord"
        };
        let refreshed = match &state.refreshed {
            Some(refreshed) => {
                let since = (now - refreshed.at).max(0).cast_unsigned();
                let since = HumanDuration(std::time::Duration::from_secs(since));
                format!("{since} ago: {}", safe_text::line(&refreshed.outcome))
            }
            None => "never refreshed".to_owned(),
        };
        let line = format!("  {articles}, {every}{added} - {refreshed}");
        writeln!(out, "{}", look.paint(DIM, &line))?;
    }
    Ok(())
}

/// Writes what a refresh did: a line for each source, and what was wrong below it.
pub fn write_reports(out: &mut dyn Write, reports: &[SourceReport], look: Look) -> io::Result<()> {
    if reports.is_empty() {
        return writeln!(out, "There are no sources to refresh.");
    }
    for report in reports {
        writeln!(out, "{}", safe_text::line(&report.to_string()))?;
        for (word, notes) in [
            ("kept", &report.kept),
            ("refused", &report.refused),
            ("held back", &report.held),
        ] {
            for note in notes.iter().take(SHOWN_NOTES) {
                let line = safe_text::line(&note.to_string()).into_owned();
                writeln!(out, "  {} {line}", look.paint(WARNING, word))?;
            }
            if notes.len() > SHOWN_NOTES {
                writeln!(out, "  and {} more {word}", notes.len() - SHOWN_NOTES)?;
            }
        }
        if !report.held.is_empty() {
            writeln!(
                out,
                "  More than a third would vanish. If that is right: footnote sources refresh {} \
                 --accept-removals",
                report.name
            )?;
        }
    }
    Ok(())
}

/// Seconds since 1970-01-01 UTC.
fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs().cast_signed())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{SourceConfig, SourcePlace};
    use crate::journal::Refreshed;
    use crate::sources::Note;

    #[test]
    fn the_list_says_what_each_source_is_and_how() {
        let place = SourcePlace::on_the_web("website", "https://a.example/").unwrap();
        let mut source = SourceConfig::new("handbook", place).unwrap();
        source.every = Some(std::time::Duration::from_secs(86_400));
        let place = SourcePlace::on_the_web("feed", "https://b.example/feed\u{202e}").unwrap();
        let states = [
            SourceState {
                source,
                is_configured: true,
                articles: 12,
                refreshed: Some(Refreshed {
                    at: 1_000,
                    outcome: "12 added".to_owned(),
                }),
            },
            SourceState {
                source: SourceConfig::new("news", place).unwrap(),
                is_configured: false,
                articles: 1,
                refreshed: None,
            },
        ];
        let mut out = Vec::new();
        write_list(&mut out, &states, Look::PLAIN, 8_200).unwrap();
        insta::assert_snapshot!(String::from_utf8(out).unwrap(), @r"
        handbook (website) https://a.example/
          12 articles, every 1d - 2 hours ago: 12 added
        news (feed) https://b.example/feed%E2%80%AE
          1 article, only when asked, added on Discord - never refreshed
        ");
    }

    #[test]
    fn a_report_tells_what_was_kept_and_refused_and_how_to_go_on() {
        let report = SourceReport {
            name: "handbook".to_owned(),
            added: 2,
            unchanged: 9,
            kept: vec![Note::new("https://a.example/b", "the server answered 500")],
            refused: vec![Note::new("https://a.example/c\x1b", "it is no HTML")],
            held: vec![Note::new("https://a.example/d", "it is gone")],
            ..SourceReport::default()
        };
        let failed = SourceReport {
            name: "news".to_owned(),
            failure: Some("the site failed".to_owned()),
            ..SourceReport::default()
        };
        let mut out = Vec::new();
        write_reports(&mut out, &[report, failed], Look::PLAIN).unwrap();
        insta::assert_snapshot!(String::from_utf8(out).unwrap(), @r"
        handbook: 2 added, 0 changed, 9 unchanged, 0 removed, 1 kept, 1 refused, 1 held back
          kept https://a.example/b: the server answered 500
          refused https://a.example/c: it is no HTML
          held back https://a.example/d: it is gone
          More than a third would vanish. If that is right: footnote sources refresh handbook --accept-removals
        news: not refreshed: the site failed
        ");
    }
}
