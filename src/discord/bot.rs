//! [`Bot`]: what every command and event shares. Takes calls in, keeps Discord's deadline,
//! and hands the work to the librarian.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime};

use serenity::all::{ChannelId, MessageId, Timestamp, UserId};
use tokio::sync::watch;

use super::articles::Articles;
use super::card::{self, Audience};
use super::counting::Once;
use super::delivery::{Call, Delivery, DeliveryError, Response};
use super::desk::Desk;
use super::failure::Trouble;
use super::fetching::Fetching;
use super::form::Form;
use super::gate::Gate;
use super::place::Parents;
use super::press::MAX_PASSAGES;
use super::quota::Quota;
use super::reply::Reply;
use super::seen::Seen;
use super::settings::Settings;
use super::words::{Language, Languages, ServerLanguages};
use crate::answer::{Answer, Question};
use crate::config::{DiscordConfig, JournalConfig};
use crate::editing::{EditError, Editor, Recovered};
use crate::journal::{Journal, JournalError, Recorder, ServerSettings};
use crate::librarian::{AskOptions, Librarian, LibrarianError, ReindexOptions};
use crate::sources::Sources;

/// After this long a person is told that an answer follows; Discord waits 3 s at most.
const DEFER_AFTER: Duration = Duration::from_millis(1_500);

/// What every command and event shares.
pub struct Bot {
    /// The way to the one service.
    pub articles: Articles,
    /// What outlives a restart; none where it cannot be opened, and questions are answered
    /// all the same.
    pub journal: Option<Journal>,
    /// Writes into it what is counted; none without it.
    pub recorder: Option<Arc<Recorder>>,
    /// What is kept, and how long.
    pub keep: JournalConfig,
    /// Changes the articles; none without a journal.
    pub editor: Option<Editor>,
    /// Where articles come from; none where there is no journal.
    pub sources: Option<Sources>,
    /// How much of them is fetched at once.
    pub fetching: Fetching,
    /// Whether changed files are read by themselves, and up to which size, in bytes.
    pub watch: Option<u64>,
    /// How the bot behaves.
    pub config: DiscordConfig,
    /// What the servers have set.
    pub settings: Settings,
    /// Which channels threads lie in.
    pub parents: Parents,
    /// The way out to Discord.
    pub delivery: Delivery,
    /// Who is inside.
    pub gate: Gate,
    /// What has been taken up.
    pub seen: Seen,
    /// How much may be asked.
    pub quota: Quota,
    /// What servers speak.
    pub servers: Arc<ServerLanguages>,
    /// The bot's own id.
    pub me: UserId,
    /// Who owns the application.
    pub owners: HashSet<UserId>,
    /// When the last reindex from Discord started: of all articles, and of each server's own.
    pub last_reindex: Mutex<HashMap<Option<u64>, Instant>>,
    /// Held while a reindex from Discord runs.
    pub reindexing: tokio::sync::Mutex<()>,
    /// Turns true when there is an index to answer from.
    pub ready: watch::Sender<bool>,
    /// Where the librarian answers.
    pub desk: Desk,
    /// Who has said what of which passage.
    pub rated: Once,
    /// The reindex after which the covered gaps were last asked again.
    pub checked: Mutex<Option<SystemTime>>,
}

/// What a call is answered with.
pub enum Outcome {
    /// A new message.
    Message(Reply),
    /// The message with the button, changed.
    Update(Reply),
    /// A form, which must come at once.
    Form(Form),
}

impl From<Form> for Outcome {
    fn from(form: Form) -> Self {
        Self::Form(form)
    }
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
    /// In which languages they are answered.
    pub languages: Languages,
}

impl Bot {
    /// Does `work` for an interaction and delivers what comes of it, or says what went wrong.
    /// `private` says who sees an answer that takes long. What went wrong is said to the
    /// person alone, in their language.
    pub async fn serve<T: Into<Outcome>>(
        &self,
        call: Call<'_>,
        private: bool,
        work: impl Future<Output = Result<T, Trouble>>,
    ) {
        if !self.seen.is_new(call.id.get()) {
            return;
        }
        let language = call.languages.own;
        let Some(_stay) = self.gate.enter() else {
            let closing = Trouble::Closing.reply(language);
            return self.respond(call, Outcome::Message(closing)).await;
        };
        let mut work = std::pin::pin!(work);
        let outcome_of = |result: Result<T, Trouble>| {
            result.map_or_else(
                |trouble| {
                    trouble.log();
                    Outcome::Message(trouble.reply(language))
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
            let reply = match outcome_of(work.await) {
                Outcome::Message(reply) | Outcome::Update(reply) => reply,
                // Discord takes no form after a promise of a message.
                Outcome::Form(_) => Trouble::TooSlow.reply(call.languages.own),
            };
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
            Outcome::Form(form) => Response::Form(form),
        };
        if let Err(error) = self.delivery.respond(call, response).await {
            tracing::warn!(%error, "an answer was lost");
        }
    }

    /// Says what went wrong, to an interaction that nothing else answers.
    pub async fn apologise(&self, call: Call<'_>, trouble: &Trouble) {
        let reply = trouble.reply(call.languages.own);
        self.respond(call, Outcome::Message(reply)).await;
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

    /// The languages of a reply: those `told` with an interaction; Discord tells none with a
    /// message, which is answered in the server's. Where a server has set one, what others see
    /// too is in that.
    pub fn languages(&self, server: Option<u64>, told: Option<Languages>) -> Languages {
        let told = told.unwrap_or_else(|| Languages::both(self.servers.of(server)));
        let set = Language::set(self.settings.of(server).language);
        Languages {
            shared: set.unwrap_or(told.shared),
            ..told
        }
    }

    /// Counts a question, or what is as much work or noise as one.
    pub fn charge(&self, asker: Asker) -> Result<(), Trouble> {
        let (channel, server) = (asker.channel.get(), asker.server);
        let taken = self.quota.take(asker.member, channel, server);
        taken.map_err(Trouble::Quota)
    }

    /// Answers a question within the limits of who asks it, and counts it.
    pub async fn ask(
        &self,
        asker: Asker,
        question: Question,
        topic: Option<String>,
    ) -> Result<Answer, Trouble> {
        let answer = self.ask_uncounted(asker, question.clone(), topic).await?;
        self.count(asker, &question, &answer);
        Ok(answer)
    }

    /// As [`Self::ask`], for what nobody asked of the bot.
    pub async fn ask_uncounted(
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
        self.with_librarian(asker.server, move |librarian| {
            librarian.ask(&question, &options)
        })
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
            return Ok(card::nothing_found(&answer, asker.languages.own).private());
        }
        let settings = self.settings.of(asker.server);
        let languages = asker.languages;
        Ok(answered(
            answer,
            asker.member,
            private,
            &settings,
            languages,
        ))
    }

    /// Calls the librarian, as a server sees the articles, where that may take time. Waits while
    /// the first index is built.
    pub async fn with_librarian<T: Send + 'static>(
        &self,
        server: Option<u64>,
        work: impl Fn(&Librarian) -> Result<T, LibrarianError> + Send + Sync + 'static,
    ) -> Result<T, Trouble> {
        let work = Arc::new(work);
        let first = Arc::clone(&work);
        let settings = || self.settings.of(server);
        match self
            .at_desk(server, settings(), move |it| first(it))
            .await?
        {
            Err(LibrarianError::Index(error))
                if error.is_mended_by_rebuilding() && !*self.ready.borrow() =>
            {
                // The builder tells when it is done, whether it could or not.
                let _ = self.ready.subscribe().wait_for(|ready| *ready).await;
                Ok(self
                    .at_desk(server, settings(), move |it| work(it))
                    .await??)
            }
            result => Ok(result?),
        }
    }

    async fn at_desk<T: Send + 'static>(
        &self,
        server: Option<u64>,
        settings: Arc<ServerSettings>,
        work: impl FnOnce(&Librarian) -> Result<T, LibrarianError> + Send + 'static,
    ) -> Result<Result<T, LibrarianError>, Trouble> {
        let articles = self.articles.clone();
        let work = move || work(&articles.seen_by(server, &settings));
        let done = self.desk.run(work).await;
        done.ok_or(Trouble::Broken)
    }

    /// Does what takes long with the articles: not at the desk, where members wait.
    pub async fn aside<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Articles) -> Result<T, LibrarianError> + Send + 'static,
    ) -> Result<T, Trouble> {
        let articles = self.articles.clone();
        let done = tokio::task::spawn_blocking(move || work(&articles)).await;
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

    /// Looks at or changes the articles, which waits for the disk.
    pub async fn with_editor<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Editor) -> Result<T, EditError> + Send + 'static,
    ) -> Result<T, Trouble> {
        let editor = self.editor.clone().ok_or(Trouble::NoJournal)?;
        let done = tokio::task::spawn_blocking(move || work(&editor)).await;
        Ok(done.map_err(|_| Trouble::Broken)??)
    }

    /// Drops what waited too long to be confirmed.
    pub async fn sweep_staged(&self) {
        let now = Timestamp::now().unix_timestamp();
        if self.editor.is_some() {
            let swept = self.with_editor(move |editor| {
                editor.sweep_staged(now);
                Ok(())
            });
            // The next sweep is soon.
            let _ = swept.await;
        }
    }

    /// Calls the librarian for what is asked while somebody types, and so cannot wait: nothing,
    /// where there is no index to look in yet.
    pub async fn look_up<T: Default + Send + 'static>(
        &self,
        server: Option<u64>,
        work: impl FnOnce(&Librarian) -> Result<T, LibrarianError> + Send + 'static,
    ) -> T {
        let settings = self.settings.of(server);
        let found = self.at_desk(server, settings, work).await;
        found.ok().and_then(Result::ok).unwrap_or_default()
    }

    /// The same, with all that the server may see, whatever part of it is set.
    pub async fn look_up_all<T: Default + Send + 'static>(
        &self,
        server: Option<u64>,
        work: impl FnOnce(&Librarian) -> Result<T, LibrarianError> + Send + 'static,
    ) -> T {
        let found = self.at_desk(server, Arc::default(), work).await;
        found.ok().and_then(Result::ok).unwrap_or_default()
    }
}

/// The first page of an answer, as the server has set it.
pub fn answered(
    answer: Answer,
    asker: u64,
    private: bool,
    settings: &ServerSettings,
    languages: Languages,
) -> Reply {
    let language = languages.of(private);
    let pages = card::pages_of(&answer, asker);
    let question = card::asked(&answer);
    let read = card::corrected(&answer, language);
    let passages: Vec<_> = answer.passages.into_iter().map(Some).collect();
    let audience = if private {
        Audience::Asker
    } else {
        Audience::Everybody
    };
    let mut reply = card::page(&question, &passages, &pages, audience, settings, language);
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

/// Looks for changes of articles that were cut short, and brings the index up to date if there
/// were any.
pub async fn recover(bot: &Bot) {
    let Some(editor) = bot.editor.clone() else {
        return;
    };
    // A change that is just being made is none that was cut short.
    let _turn = bot.reindexing.lock().await;
    let librarian = bot.articles.keeper().clone();
    let done = tokio::task::spawn_blocking(move || {
        let recovered = editor.recover()?;
        if recovered == Recovered::default() {
            return Ok(());
        }
        tracing::warn!(
            finished = recovered.finished,
            taken_back = recovered.taken_back,
            left = recovered.left,
            "changes of articles were cut short; a file that is neither what it was nor what \
             it was to be is left as it is"
        );
        let go_on = |_| std::ops::ControlFlow::Continue(());
        if let Err(error) = librarian.reindex(ReindexOptions::default(), &go_on) {
            tracing::error!(%error, "the index is not up to date; reindex once that is mended");
        }
        Ok::<_, EditError>(())
    });
    match done.await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => {
            tracing::error!(%error, "changes that were cut short are left as they are");
        }
        Err(_) => tracing::error!("changes that were cut short are left as they are"),
    }
}

/// Builds the indexes if there is one to answer from missing, then says that the bot is ready.
pub async fn ensure_index(bot: &Bot) {
    let librarian = bot.articles.keeper().clone();
    let built = tokio::task::spawn_blocking(move || match librarian.open_all() {
        Err(LibrarianError::Index(error)) if error.is_mended_by_rebuilding() => {
            tracing::info!(%error, "building the index");
            let go_on = |_| std::ops::ControlFlow::Continue(());
            librarian
                .reindex(ReindexOptions::default(), &go_on)
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
