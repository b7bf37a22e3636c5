//! [`Bot`]: what every command and event shares. Takes calls in, keeps Discord's deadline,
//! and hands the work to the librarian.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use serenity::all::{ChannelId, MessageId, UserId};
use tokio::sync::watch;

use super::card::{self, Audience};
use super::delivery::{Call, Delivery, DeliveryError, Response};
use super::desk::Desk;
use super::failure::Trouble;
use super::gate::Gate;
use super::press::MAX_PASSAGES;
use super::quota::Quota;
use super::reply::Reply;
use super::seen::Seen;
use crate::answer::{Answer, Question};
use crate::config::DiscordConfig;
use crate::journal::{Journal, JournalError};
use crate::librarian::{AskOptions, Librarian, LibrarianError};
use crate::sources::{Sources, SourcesError};

/// After this long a person is told that an answer follows; Discord waits 3 s at most.
const DEFER_AFTER: Duration = Duration::from_millis(1_500);

/// Most passages rated that are remembered.
const MAX_RATED: usize = 10_000;

/// What every command and event shares.
pub struct Bot {
    /// The one service.
    pub librarian: Librarian,
    /// What outlives a restart; none where it cannot be opened, and questions are answered
    /// all the same.
    pub journal: Option<Journal>,
    /// Where articles come from; none where there is no journal.
    pub sources: Option<Sources>,
    /// Whether changed files are read by themselves, and up to which size, in bytes.
    pub watch: Option<u64>,
    /// How the bot behaves.
    pub config: DiscordConfig,
    /// The way out to Discord.
    pub delivery: Delivery,
    /// Who is inside.
    pub gate: Gate,
    /// What has been taken up.
    pub seen: Seen,
    /// How much may be asked.
    pub quota: Quota,
    /// The bot's own id.
    pub me: UserId,
    /// Who owns the application.
    pub owners: HashSet<UserId>,
    /// When the last reindex from Discord started.
    pub last_reindex: Mutex<Option<Instant>>,
    /// Held while a reindex from Discord runs.
    pub reindexing: tokio::sync::Mutex<()>,
    /// Turns true when there is an index to answer from.
    pub ready: watch::Sender<bool>,
    /// Where the librarian answers.
    pub desk: Desk,
    /// How often passages helped, and did not, since the start.
    pub ratings: Mutex<HashMap<String, (u32, u32)>>,
}

/// What a call is answered with.
pub enum Outcome {
    /// A new message.
    Message(Reply),
    /// The message with the button, changed.
    Update(Reply),
}

impl From<Reply> for Outcome {
    fn from(reply: Reply) -> Self {
        Self::Message(reply)
    }
}

/// Who asks, and where.
#[derive(Debug, Clone, Copy)]
pub struct Asker {
    /// The member.
    pub member: u64,
    /// The channel.
    pub channel: ChannelId,
    /// The server; none in a direct message.
    pub server: Option<u64>,
}

impl Bot {
    /// Does `work` for an interaction and delivers what comes of it, or says what went wrong.
    /// `private` says who sees an answer that takes long.
    pub async fn serve<T: Into<Outcome>>(
        &self,
        call: Call<'_>,
        private: bool,
        work: impl Future<Output = Result<T, Trouble>>,
    ) {
        if !self.seen.is_new(call.id.get()) {
            return;
        }
        let Some(_stay) = self.gate.enter() else {
            return self
                .respond(call, Outcome::Message(Trouble::Closing.reply()))
                .await;
        };
        let mut work = std::pin::pin!(work);
        let outcome_of = |result: Result<T, Trouble>| {
            result.map_or_else(
                |trouble| {
                    trouble.log();
                    Outcome::Message(trouble.reply())
                },
                Into::into,
            )
        };
        if let Ok(result) = tokio::time::timeout(DEFER_AFTER, work.as_mut()).await {
            return self.respond(call, outcome_of(result)).await;
        }
        let defer = Response::Defer { private };
        let mut delivered = self.delivery.respond(call, defer).await;
        if delivered.is_ok() {
            let (Outcome::Message(reply) | Outcome::Update(reply)) = outcome_of(work.await);
            delivered = if reply.is_private() && !private {
                self.delivery.replace(call.token, &reply).await
            } else {
                self.delivery.edit(call.token, &reply).await
            };
        }
        if let Err(error) = delivered {
            tracing::warn!(%error, "an answer was lost");
        }
    }

    async fn respond(&self, call: Call<'_>, outcome: Outcome) {
        let response = match &outcome {
            Outcome::Message(reply) => Response::Message(reply),
            Outcome::Update(reply) => Response::Update(reply),
        };
        if let Err(error) = self.delivery.respond(call, response).await {
            tracing::warn!(%error, "an answer was lost");
        }
    }

    /// Says what went wrong, to an interaction that nothing else answers.
    pub async fn apologise(&self, call: Call<'_>, trouble: &Trouble) {
        self.respond(call, Outcome::Message(trouble.reply())).await;
    }

    /// Posts in a channel; says in the log what to do where that is not allowed.
    pub async fn post(
        &self,
        channel: ChannelId,
        reply: &Reply,
        answers: Option<MessageId>,
        nonce: u64,
    ) {
        match self.delivery.post(channel, reply, answers, nonce).await {
            Ok(()) => {}
            Err(DeliveryError::Refused {
                status: 403, code, ..
            }) => tracing::warn!(
                %channel,
                code,
                "the bot may not write in this channel: grant it View Channel, Send Messages \
                 (in threads: Send Messages in Threads), Embed Links and Read Message History"
            ),
            Err(error) => tracing::warn!(%error, "an answer was lost"),
        }
    }

    /// Counts a question, or what is as much work or noise as one.
    pub fn charge(&self, asker: Asker) -> Result<(), Trouble> {
        let (channel, server) = (asker.channel.get(), asker.server);
        let taken = self.quota.take(asker.member, channel, server);
        taken.map_err(Trouble::Quota)
    }

    /// Answers a question within the limits of who asks it.
    pub async fn ask(
        &self,
        asker: Asker,
        question: Question,
        topic: Option<String>,
    ) -> Result<Answer, Trouble> {
        self.charge(asker)?;
        let options = AskOptions {
            limit: MAX_PASSAGES,
            topic,
            explain: false,
        };
        self.with_librarian(move |librarian| librarian.ask(&question, &options))
            .await
    }

    /// Answers a command: in full, or honestly that nothing was found, which only the person
    /// who asked sees.
    pub async fn card(
        &self,
        asker: Asker,
        question: Result<Question, Trouble>,
        topic: Option<String>,
        private: bool,
    ) -> Result<Reply, Trouble> {
        let answer = self.ask(asker, question?, topic).await?;
        if !answer.answered {
            return Ok(card::nothing_found(&answer).private());
        }
        Ok(answered(answer, asker.member, private))
    }

    /// Calls the librarian where that may take time. Waits while the first index is built.
    pub async fn with_librarian<T: Send + 'static>(
        &self,
        work: impl Fn(&Librarian) -> Result<T, LibrarianError> + Send + Sync + 'static,
    ) -> Result<T, Trouble> {
        let librarian = self.librarian.clone();
        let work = Arc::new(work);
        let first = Arc::clone(&work);
        match self.at_desk(librarian.clone(), move |it| first(it)).await? {
            Err(LibrarianError::Index(error))
                if error.is_mended_by_rebuilding() && !*self.ready.borrow() =>
            {
                // The builder tells when it is done, whether it could or not.
                let _ = self.ready.subscribe().wait_for(|ready| *ready).await;
                Ok(self.at_desk(librarian, move |it| work(it)).await??)
            }
            result => Ok(result?),
        }
    }

    async fn at_desk<T: Send + 'static>(
        &self,
        librarian: Librarian,
        work: impl FnOnce(&Librarian) -> Result<T, LibrarianError> + Send + 'static,
    ) -> Result<Result<T, LibrarianError>, Trouble> {
        let done = self.desk.run(move || work(&librarian)).await;
        done.ok_or(Trouble::Broken)
    }

    /// Calls the librarian for what takes long: not at the desk, where members wait.
    pub async fn aside<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Librarian) -> Result<T, LibrarianError> + Send + 'static,
    ) -> Result<T, Trouble> {
        let librarian = self.librarian.clone();
        let done = tokio::task::spawn_blocking(move || work(&librarian)).await;
        Ok(done.map_err(|_| Trouble::Broken)??)
    }

    /// Reads or writes the journal, which waits for the disk.
    pub async fn with_journal<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Journal) -> Result<T, JournalError> + Send + 'static,
    ) -> Result<T, Trouble> {
        let journal = self.journal.clone().ok_or(Trouble::NoJournal)?;
        let done = tokio::task::spawn_blocking(move || work(&journal)).await;
        Ok(done.map_err(|_| Trouble::Broken)??)
    }

    /// Asks or changes the list of sources, which waits for the disk.
    pub async fn with_sources<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Sources) -> Result<T, SourcesError> + Send + 'static,
    ) -> Result<T, Trouble> {
        let sources = self.sources.clone().ok_or(Trouble::NoJournal)?;
        let done = tokio::task::spawn_blocking(move || work(&sources)).await;
        Ok(done.map_err(|_| Trouble::Broken)??)
    }

    /// Calls the librarian for what is asked while somebody types, and so cannot wait: nothing,
    /// where there is no index to look in yet.
    pub async fn look_up<T: Default + Send + 'static>(
        &self,
        work: impl FnOnce(&Librarian) -> Result<T, LibrarianError> + Send + 'static,
    ) -> T {
        match self.at_desk(self.librarian.clone(), work).await {
            Ok(Ok(found)) => found,
            _ => T::default(),
        }
    }

    /// Remembers that a passage helped, or not: a number in memory, and a line in the log that
    /// names the passage and nobody.
    pub fn rate(&self, passage: &str, helpful: bool) {
        tracing::info!(passage, helpful, "a passage was rated");
        let mut ratings = self.ratings.lock().unwrap_or_else(PoisonError::into_inner);
        if ratings.len() < MAX_RATED || ratings.contains_key(passage) {
            let (good, bad) = ratings.entry(passage.to_owned()).or_default();
            *(if helpful { good } else { bad }) += 1;
        }
    }
}

/// The first page of an answer.
pub fn answered(answer: Answer, asker: u64, private: bool) -> Reply {
    let pages = card::pages_of(&answer, asker);
    let question = card::asked(&answer);
    let read = card::corrected(&answer);
    let passages: Vec<_> = answer.passages.into_iter().map(Some).collect();
    let audience = if private {
        Audience::Asker
    } else {
        Audience::Everybody
    };
    let mut reply = card::page(&question, &passages, &pages, audience);
    if let Some(read) = read {
        reply.content = format!("-# {read}");
    }
    if private { reply.private() } else { reply }
}

/// Any text that has something in it and is not too long.
pub fn question(text: &str) -> Result<Question, Trouble> {
    not_empty(Question::parse(text)?)
}

/// A question as it stands above an answer, see [`card::asked`].
pub fn recalled(line: &str) -> Result<Question, Trouble> {
    not_empty(Question::recall(line)?)
}

fn not_empty(question: Question) -> Result<Question, Trouble> {
    if question.as_str().chars().any(char::is_alphanumeric) {
        Ok(question)
    } else {
        Err(Trouble::NothingAsked)
    }
}

/// Builds the index if there is none to answer from, then says that the bot is ready.
pub async fn ensure_index(bot: &Bot) {
    let librarian = bot.librarian.clone();
    let built = tokio::task::spawn_blocking(move || match librarian.open() {
        Err(LibrarianError::Index(error)) if error.is_mended_by_rebuilding() => {
            tracing::info!(%error, "building the index");
            let go_on = |_| std::ops::ControlFlow::Continue(());
            librarian
                .reindex(crate::librarian::ReindexOptions::default(), &go_on)
                .map(drop)
        }
        result => result,
    });
    match built.await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::error!(%error, "the index cannot be built"),
        Err(_) => tracing::error!("the index cannot be built"),
    }
    bot.ready.send_replace(true);
}
