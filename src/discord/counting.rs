//! What is counted of questions and ratings, off the answering path, and what is done with it
//! in time: old counts are forgotten, and covered gaps are asked again after a reindex.

use std::hash::{BuildHasher, Hash, RandomState};
use std::sync::PoisonError;
use std::time::UNIX_EPOCH;

use super::bot::{Asker, Bot};
use super::failure::Trouble;
use super::seen::Seen;
use super::text::{escape, plain};
use crate::answer::{Answer, Question};
use crate::journal::{
    Asked, Check, Day, Insights, Observation, Outcome, Rated, Retention, Span, Subject, now,
};
use crate::librarian::{Gist, Librarian};

/// Most checks named in one message of the log channel.
const NAMED: usize = 10;

/// Tells what has been there before, by hashes that end with the process.
#[derive(Debug, Default)]
pub struct Once {
    key: RandomState,
    seen: Seen,
}

impl Once {
    fn is_first(&self, what: impl Hash) -> bool {
        self.seen.is_new(self.key.hash_one(what))
    }
}

impl Bot {
    /// Counts a question. What it asked for is looked at later, if it was not answered.
    pub fn count(&self, asker: Asker, question: &Question, answer: &Answer) {
        let Some(recorder) = &self.recorder else {
            return;
        };
        let server = asker.server.unwrap_or_default();
        let seen = move |outcome| {
            Some(Observation::Asked(Asked {
                server,
                day: Day::today(),
                outcome,
            }))
        };
        if let Some(first) = answer.passages.first() {
            let (article, topics) = (first.article.clone(), first.topics.clone());
            recorder.note(move || seen(Outcome::Answered { article, topics }));
            return;
        }
        let (articles, question) = (self.articles.clone(), question.clone());
        let settings = self.settings.of(asker.server);
        recorder.note(move || {
            let librarian = articles.seen_by(asker.server, &settings);
            // Without an index there is nothing to tell words by; the question is counted.
            let Gist { stems, words } = librarian.gist(&question).unwrap_or_default();
            seen(Outcome::Nothing {
                asker: asker.member,
                subject: Subject { stems, words },
            })
        });
    }

    /// Counts that a passage helped, or not: of one person once. The log names the passage and
    /// nobody.
    pub fn rate(&self, asker: Asker, passage: String, helpful: bool) {
        tracing::info!(passage, helpful, "a passage was rated");
        let Some(recorder) = &self.recorder else {
            return;
        };
        if !self.rated.is_first((asker.member, &passage, helpful)) {
            return;
        }
        let (articles, settings) = (self.articles.clone(), self.settings.of(asker.server));
        let server = asker.server.unwrap_or_default();
        recorder.note(move || {
            let librarian = articles.seen_by(asker.server, &settings);
            // An id that names no passage was forged, or is old.
            let found = librarian.passages(&[&passage], None).ok()?;
            let article = found.into_iter().flatten().next()?.article;
            Some(Observation::Rated(Rated {
                server,
                day: Day::today(),
                passage,
                article,
                helpful,
            }))
        });
    }

    /// What members of `server` (none: of all) asked in so many days, up to this moment.
    pub async fn insights(&self, server: Option<u64>, days: u32) -> Result<Insights, Trouble> {
        let span = Span {
            server,
            to: Day::today(),
            days: days.min(self.keep.retention_days),
            min_people: self.keep.min_people,
        };
        let recorder = self.recorder.clone();
        self.with_journal(move |journal| {
            if let Some(recorder) = recorder {
                recorder.flush();
            }
            journal.insights(span)
        })
        .await
    }

    /// Writes what was counted so far, and ends counting.
    pub async fn end_counting(&self) {
        if let Some(recorder) = self.recorder.clone() {
            // It only panics where there are no threads.
            let _ = tokio::task::spawn_blocking(move || recorder.finish()).await;
        }
    }

    /// Forgets what is old, once a day, and asks covered gaps again where another process has
    /// reindexed. `swept` is the last day on which that was done.
    pub async fn tend_journal(&self, swept: &mut Option<Day>) {
        if self.journal.is_none() {
            return;
        }
        let today = Day::today();
        if *swept != Some(today) {
            let retention = Retention {
                days: self.keep.retention_days,
                audit_days: self.keep.audit_days,
            };
            let forgotten = self.with_journal(move |journal| journal.forget_old(today, retention));
            if let Err(trouble) = forgotten.await {
                // Said once a day, and tried again with the next.
                trouble.log();
            }
            *swept = Some(today);
        }
        self.check_gaps(false).await;
    }

    /// Asks the covered gaps again, if there was a reindex of the shared articles since that was
    /// last done, or `in_any_case`, and reports those that are not answered to the log
    /// channel.
    pub async fn check_gaps(&self, in_any_case: bool) {
        let status = self.with_librarian(None, Librarian::status).await;
        let Ok(status) = status else {
            return;
        };
        // Where the system keeps no times, they are asked once after each start.
        let reindexed = status.reindexed.unwrap_or(UNIX_EPOCH);
        let before = {
            let mut last = self.checked.lock().unwrap_or_else(PoisonError::into_inner);
            last.replace(reindexed)
        };
        if before == Some(reindexed) && !in_any_case {
            return;
        }
        // After a start, only those that were not asked since the reindex.
        let since = reindexed.duration_since(UNIX_EPOCH).unwrap_or_default();
        let since = i64::try_from(since.as_secs() + 1).ok();
        let since = since.filter(|_| before.is_none());
        let (articles, settings) = (self.articles.clone(), self.settings.all());
        let checked = self
            .with_journal(move |journal| {
                journal.run_checks(since, now(), |check| {
                    let server = (check.server != 0).then_some(check.server);
                    let settings = settings.get(&check.server).cloned().unwrap_or_default();
                    let asked = (check.words.as_str(), check.article.as_str());
                    articles.answer_with(server, &settings, asked)
                })
            })
            .await;
        match checked {
            Ok(checked) => {
                let failed = checked.into_iter().filter(|(_, holds)| !holds);
                self.report_checks(failed.map(|(check, _)| check).collect())
                    .await;
            }
            Err(Trouble::NoJournal) => {}
            Err(trouble) => trouble.log(),
        }
    }

    /// Names no words: the log channel may belong to another server.
    async fn report_checks(&self, failed: Vec<Check>) {
        if failed.is_empty() {
            return;
        }
        tracing::warn!(gaps = failed.len(), "gaps are not closed by their articles");
        let mut lines: Vec<String> = failed
            .iter()
            .take(NAMED)
            .map(|check| {
                // A server's own articles are nobody else's to know of.
                let article = if check.article.starts_with("servers/") {
                    "one of its own articles".to_owned()
                } else {
                    escape(&plain(&check.article))
                };
                format!(
                    "In server {}, `/insights` shows a gap that {article} does not close.",
                    check.server
                )
            })
            .collect();
        if failed.len() > NAMED {
            lines.push(format!("-# and {} more", failed.len() - NAMED));
        }
        self.tell_log_channel(&lines.join("\n")).await;
    }
}
