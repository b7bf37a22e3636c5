//! What is looked up before the bot connects: who it is, whom it belongs to, and where the
//! gateway is. A wrong token or a missing network is told here.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serenity::all::{CurrentApplicationInfo, Permissions, UserId};
use serenity::http::{Http, HttpBuilder, HttpError};
use tokio::sync::watch;

use super::articles::Articles;
use super::bot::Bot;
use super::counting::Once;
use super::delivery::Delivery;
use super::desk::Desk;
use super::error::BotError;
use super::fetching::Fetching;
use super::gate::Gate;
use super::place::Parents;
use super::quota::Quota;
use super::seen::Seen;
use super::settings::Settings;
use super::{Start, text};
use crate::journal::Recorder;

/// How often each look-up is tried.
const ATTEMPTS: u32 = 4;

/// What the bot asks for when it is invited, each with a reason in `docs/discord.md`.
pub const PERMISSIONS: Permissions = Permissions::VIEW_CHANNEL
    .union(Permissions::SEND_MESSAGES)
    .union(Permissions::SEND_MESSAGES_IN_THREADS)
    .union(Permissions::EMBED_LINKS)
    .union(Permissions::READ_MESSAGE_HISTORY)
    .union(Permissions::ATTACH_FILES);

/// What the look-ups gave.
pub struct Passed {
    /// The bot, not yet connected.
    pub bot: Bot,
    /// For the gateway's client.
    pub http: Http,
    /// Address of the gateway.
    pub gateway: String,
}

/// Looks everything up, and tells the invite link.
pub async fn check(start: &Start, say: &impl Fn(&str)) -> Result<Passed, BotError> {
    let base = start.config.api_url.as_ref().map(url::Url::as_str);
    let address = base.unwrap_or("https://discord.com");
    // `Delivery` waits where Discord asks for it; serenity's own limiter ignores the address.
    let mut http = HttpBuilder::new(start.token.secret()).ratelimiter_disabled(true);
    if let Some(base) = base {
        http = http.proxy(base);
    }
    let http = http.build();
    let me = patient(address, || http.get_current_user()).await?;
    let application = patient(address, || http.get_current_application_info()).await?;
    let gateway = patient(address, || http.get_gateway()).await?.url;
    http.set_application_id(application.id);
    say(&format!(
        "To add {} to a server, open\n  https://discord.com/oauth2/authorize?client_id={}\
         &scope=bot+applications.commands&permissions={}",
        text::plain(&me.name),
        application.id,
        PERMISSIONS.bits()
    ));
    let delivery =
        Delivery::new(&start.token, base, application.id).ok_or_else(|| BotError::Unreachable {
            address: address.to_owned(),
        })?;
    let recorder = start.journal.clone().and_then(|journal| {
        Recorder::start(journal, start.keep.min_people)
            .inspect_err(|error| tracing::error!(%error, "questions are not counted"))
            .ok()
    });
    let bot = Bot {
        articles: Articles::new(start.librarian.clone()),
        journal: start.journal.clone(),
        settings: Settings::open(start.journal.clone()).await,
        parents: Parents::default(),
        recorder: recorder.map(Arc::new),
        keep: start.keep.clone(),
        editor: start.editor.clone(),
        sources: start.sources.clone(),
        fetching: Fetching::default(),
        watch: start.watch,
        config: start.config.clone(),
        delivery,
        gate: Gate::default(),
        seen: Seen::default(),
        quota: Quota::new(&start.config),
        servers: Arc::default(),
        me: me.id,
        owners: owners(&application),
        last_reindex: Mutex::new(HashMap::new()),
        desk: Desk::open()?,
        reindexing: tokio::sync::Mutex::default(),
        ready: watch::Sender::new(false),
        rated: Once::default(),
        checked: Mutex::new(None),
    };
    Ok(Passed { bot, http, gateway })
}

fn owners(application: &CurrentApplicationInfo) -> HashSet<UserId> {
    // An application of a team has a made-up owner; its members own it.
    match &application.team {
        Some(team) => team.members.iter().map(|member| member.user.id).collect(),
        None => application.owner.iter().map(|owner| owner.id).collect(),
    }
}

/// Looks something up, again where Discord fails or is not there.
async fn patient<T, F: Future<Output = serenity::Result<T>>>(
    address: &str,
    look_up: impl Fn() -> F,
) -> Result<T, BotError> {
    let mut wait = Duration::from_millis(300);
    for attempt in 1..=ATTEMPTS {
        match look_up().await {
            Ok(found) => return Ok(found),
            Err(serenity::Error::Http(HttpError::UnsuccessfulRequest(response)))
                if response.status_code.as_u16() == 401 =>
            {
                return Err(BotError::BadToken);
            }
            Err(_) if attempt < ATTEMPTS => tokio::time::sleep(wait).await,
            Err(_) => {}
        }
        wait *= 2;
    }
    Err(BotError::Unreachable {
        address: address.to_owned(),
    })
}
