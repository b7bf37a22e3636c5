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
use crate::sources::{
    Left, RefreshOptions, SourceReport, SourceSettings, SourceState, Sources, Whose,
};

/// Most notes of a kind that are shown for a source.
const SHOWN_NOTES: usize = 20;

/// `footnote sources`
#[derive(Debug, Args)]
pub struct SourcesArguments {
    /// What to do; without it, the sources are listed.
    #[command(subcommand)]
    pub action: Option<SourcesAction>,

    /// Of this server alone
    #[arg(long, value_name = "ID", global = true)]
    pub server: Option<u64>,

    /// Print the list or the reports as JSON
    #[arg(long, global = true)]
    pub json: bool,
}

/// What to do with the sources.
#[derive(Debug, Subcommand)]
pub enum SourcesAction {
    /// Fetch what is new, and let go what is gone
    Refresh {
        /// The sources, of the server or shared by all; without one, all there are
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
        let whose = whose(arguments.server, false);
        let service = service(config)?;
        let (states, left) = (service.list(whose)?, service.left(whose)?);
        if arguments.json {
            let listed: Vec<Listed> = states.iter().map(Listed::of).collect();
            json::write(&mut console.out, &listed)?;
        } else {
            write_list(&mut console.out, &states, console.look, now())?;
            write_left(&mut console.out, &left, console.look)?;
        }
        return Ok(Outcome::Fine);
    };
    let options = RefreshOptions {
        whose: whose(arguments.server, !names.is_empty()),
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

/// Whose sources are meant: names without a server are those of sources that all share.
fn whose(server: Option<u64>, named: bool) -> Whose {
    match server {
        None if !named => Whose::All,
        server => Whose::Of(server),
    }
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
    #[serde(skip_serializing_if = "Option::is_none")]
    server: Option<u64>,
    kind: &'static str,
    place: String,
    every: Option<String>,
    configured: bool,
    articles: usize,
    /// Seconds since 1970-01-01 UTC.
    refreshed: Option<i64>,
    outcome: Option<String>,
}

impl<'a> Listed<'a> {
    fn of(state: &'a SourceState) -> Self {
        Self {
            name: &state.source.name,
            server: state.source.server,
            kind: state.source.place.kind(),
            place: state.source.place.to_string(),
            every: state.source.every.map(write_interval),
            configured: state.is_configured,
            articles: state.articles,
            refreshed: state.refreshed.as_ref().map(|it| it.at),
            outcome: outcome_of(state),
        }
    }
}

fn outcome_of(state: &SourceState) -> Option<String> {
    let outcome = state.refreshed.as_ref()?.outcome.as_ref()?;
    Some(outcome.to_string())
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
        let of = of_server(source.server);
        writeln!(out, "{name} ({}){of} {place}", source.place.kind())?;
        let articles = counted(state.articles);
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
                match outcome_of(state) {
                    Some(outcome) => format!("{since} ago: {}", safe_text::line(&outcome)),
                    None => format!("{since} ago"),
                }
            }
            None => "never refreshed".to_owned(),
        };
        let line = format!("  {articles}, {every}{added} - {refreshed}");
        writeln!(out, "{}", look.paint(DIM, &line))?;
    }
    Ok(())
}

/// Writes which articles have no source any more, and what to do.
fn write_left(out: &mut dyn Write, left: &[Left], look: Look) -> io::Result<()> {
    for left in left {
        let name = look.paint(TITLE, &safe_text::line(&left.key.name));
        writeln!(
            out,
            "{name}{}: no source any more",
            of_server(left.key.server)
        )?;
        let line = format!(
            "  {} in corpus folder {}; delete that if they should go, or name the source again",
            counted(left.articles),
            safe_text::line(&left.folder)
        );
        writeln!(out, "{}", look.paint(WARNING, &line))?;
    }
    Ok(())
}

fn counted(articles: usize) -> String {
    match articles {
        1 => "1 article".to_owned(),
        count => format!("{count} articles"),
    }
}

/// ` of server 7`, where it is one's own.
fn of_server(server: Option<u64>) -> String {
    server.map_or_else(String::new, |server| format!(" of server {server}"))
}

/// Writes what a refresh did: a line for each source, and what was wrong below it.
pub fn write_reports(out: &mut dyn Write, reports: &[SourceReport], look: Look) -> io::Result<()> {
    if reports.is_empty() {
        return writeln!(out, "There are no sources to refresh.");
    }
    for report in reports {
        let line = format!(
            "{}{}: {}",
            report.name,
            of_server(report.server),
            report.outcome()
        );
        writeln!(out, "{}", safe_text::line(&line))?;
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
                "  More than a third would vanish. If that is right: footnote sources refresh {}{} \
                 --accept-removals",
                report.name,
                report
                    .server
                    .map_or_else(String::new, |server| format!(" --server {server}"))
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
    use crate::journal::SourceKey;
    use crate::sources::{Failure, FetchError, Figures, LastRefresh, Note, Why};

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
                refreshed: Some(LastRefresh {
                    at: 1_000,
                    outcome: Some(crate::sources::Outcome {
                        figures: Figures {
                            added: 12,
                            ..Figures::default()
                        },
                        failure: None,
                    }),
                }),
            },
            SourceState {
                source: SourceConfig::new("news", place).unwrap(),
                is_configured: false,
                articles: 1,
                refreshed: None,
            },
        ];
        let mut states = states;
        states[1].source.server = Some(7);
        let left = Left {
            key: SourceKey::new(Some(7), "old"),
            folder: "servers/7/sources/old".to_owned(),
            articles: 3,
        };
        let mut out = Vec::new();
        write_list(&mut out, &states, Look::PLAIN, 8_200).unwrap();
        write_left(&mut out, &[left], Look::PLAIN).unwrap();
        insta::assert_snapshot!(String::from_utf8(out).unwrap(), @r"
        handbook (website) https://a.example/
          12 articles, every 1d - 2 hours ago: 12 added, 0 changed, 0 unchanged, 0 removed
        news (feed) of server 7 https://b.example/feed%E2%80%AE
          1 article, only when asked, added on Discord - never refreshed
        old of server 7: no source any more
          3 articles in corpus folder servers/7/sources/old; delete that if they should go, or name the source again
        ");
    }

    #[test]
    fn a_report_tells_what_was_kept_and_refused_and_how_to_go_on() {
        let report = SourceReport {
            name: "handbook".to_owned(),
            added: 2,
            unchanged: 9,
            kept: vec![Note::new("https://a.example/b", FetchError::Status(500))],
            refused: vec![Note::new("https://a.example/c\x1b", Why::NoPage)],
            held: vec![Note::new("https://a.example/d", Why::Gone)],
            ..SourceReport::default()
        };
        let failed = SourceReport {
            name: "news".to_owned(),
            failure: Some(Failure::Fetch(FetchError::GivenUp)),
            ..SourceReport::default()
        };
        let mut out = Vec::new();
        write_reports(&mut out, &[report, failed], Look::PLAIN).unwrap();
        insta::assert_snapshot!(String::from_utf8(out).unwrap(), @r"
        handbook: 2 added, 0 changed, 9 unchanged, 0 removed, 1 kept, 1 refused, 1 held back
          kept https://a.example/b: the server answered 500
          refused https://a.example/c: there is no such page
          held back https://a.example/d: it is gone
          More than a third would vanish. If that is right: footnote sources refresh handbook --accept-removals
        news: not refreshed: the site failed 5 times in a row
        ");
    }
}
