//! [`Delivery`]: the only way by which something leaves for Discord once the bot runs. Waits
//! where Discord says "not so fast", tries again where Discord fails, and never delivers twice.

use std::time::{Duration, Instant};

use reqwest::header::{CONTENT_LENGTH, HeaderMap};
use reqwest::multipart::{self, Part};
use reqwest::{Client, StatusCode};
use serde::Serialize;
use serde_json::{Value, json};
use serenity::all::{
    ApplicationId, ChannelId, CommandInteraction, ComponentInteraction, GuildId, InteractionId,
    LightMethod, MessageId, ModalInteraction,
};
use serenity::http::{Request, Route};
use thiserror::Error;
use tokio::sync::Notify;

use super::form::Form;
use super::reply::{File, Reply};
use super::restraint::{Restraint, rest};
use super::words::Languages;
use crate::config::Token;

/// Discord wants the first answer to an interaction within 3 s; what is later is lost. Counted
/// from when the interaction came in.
const FIRST_RESPONSE: Duration = Duration::from_millis(2_700);

/// How long everything else is tried.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long an answer waits for what it can do without.
const GLANCE: Duration = Duration::from_secs(2);

/// The first wait after a failure; it doubles with each.
const FIRST_WAIT: Duration = Duration::from_millis(200);

/// Longest wait for one request.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(10);

/// Discord's code for an interaction that was answered before.
const ALREADY_ACKNOWLEDGED: u64 = 40060;

/// Discord's code for a post whose author has not yet written in it.
const NO_FIRST_MESSAGE: u64 = 40058;

/// Discord's codes for an interaction that is over: its token, its webhook, its message.
const OVER: [u64; 3] = [50027, 10015, 10008];

/// An interaction that waits for its first answer.
#[derive(Debug, Clone, Copy)]
pub struct Call<'a> {
    /// Its id.
    pub id: InteractionId,
    /// What answers to it are sent with.
    pub token: &'a str,
    /// The languages that Discord tells with it.
    pub languages: Languages,
    /// When it came in: Discord counts from a little earlier.
    arrived: Instant,
}

/// serenity has a type for each kind of interaction, with the same fields.
macro_rules! call_from {
    ($($interaction:ty),+) => {$(
        impl<'a> From<&'a $interaction> for Call<'a> {
            fn from(interaction: &'a $interaction) -> Self {
                let servers = interaction.guild_locale.as_deref();
                Self {
                    id: interaction.id,
                    token: &interaction.token,
                    languages: Languages::told(&interaction.locale, servers),
                    arrived: Instant::now(),
                }
            }
        }
    )+};
}

call_from!(CommandInteraction, ComponentInteraction, ModalInteraction);

/// What is sent as the first answer to an interaction.
#[derive(Debug, Clone, Copy)]
pub enum Response<'a> {
    /// A new message.
    Message(&'a Reply),
    /// The message that the button stands on, changed.
    Update(&'a Reply),
    /// A form to fill in.
    Form(&'a Form),
    /// A message follows later.
    Defer {
        /// Whether only the person who asked will see it.
        private: bool,
    },
}

/// Why something did not get through.
#[derive(Debug, Error)]
pub enum DeliveryError {
    /// Discord refused it.
    #[error("Discord refused the {what} with status {status}, code {code}")]
    Refused {
        /// What was sent.
        what: &'static str,
        /// HTTP status.
        status: u16,
        /// Discord's own code, or 0.
        code: u64,
    },
    /// Discord did not take it in time.
    #[error("Discord could not be reached in time for the {what}")]
    Late {
        /// What was sent.
        what: &'static str,
    },
    /// The request could not be made.
    #[error("the {what} cannot be sent")]
    Unsendable {
        /// What was to be sent.
        what: &'static str,
    },
}

impl DeliveryError {
    /// Whether the answer to an interaction can no longer be changed.
    pub fn is_over(&self) -> bool {
        matches!(self, Self::Refused { code, .. } if OVER.contains(code))
    }
}

/// Sends to one address of the REST API.
pub struct Delivery {
    client: Client,
    token: String,
    base: Option<String>,
    application: ApplicationId,
    restraint: Restraint,
    /// Told when Discord no longer knows the bot's token.
    pub token_refused: Notify,
}

/// A request that may have to be made several times.
struct Parcel<'a> {
    what: &'static str,
    route: Route<'a>,
    method: LightMethod,
    query: Vec<(&'static str, String)>,
    body: Option<Value>,
    files: &'a [File],
    patience: Duration,
}

impl Delivery {
    /// Delivers for `application`; `base` is the address of the API if it is not Discord's own.
    pub fn new(token: &Token, base: Option<&str>, application: ApplicationId) -> Option<Self> {
        Some(Self {
            client: Client::builder().timeout(REQUEST_TIMEOUT).build().ok()?,
            token: format!("Bot {}", token.secret()),
            base: base.map(str::to_owned),
            application,
            restraint: Restraint::default(),
            token_refused: Notify::new(),
        })
    }

    /// The first answer to an interaction.
    pub async fn respond(
        &self,
        call: Call<'_>,
        response: Response<'_>,
    ) -> Result<(), DeliveryError> {
        let (kind, data, files) = match response {
            Response::Message(reply) => (4, value(reply), reply.files.as_slice()),
            Response::Update(reply) => (7, value(reply), reply.files.as_slice()),
            Response::Form(form) => (9, value(form), &[][..]),
            Response::Defer { private } => {
                (5, json!({ "flags": u32::from(private) << 6 }), &[][..])
            }
        };
        let parcel = Parcel {
            what: "answer to an interaction",
            route: Route::InteractionResponse {
                interaction_id: call.id,
                token: call.token,
            },
            method: LightMethod::Post,
            query: Vec::new(),
            body: Some(json!({ "type": kind, "data": data })),
            files,
            patience: FIRST_RESPONSE.saturating_sub(call.arrived.elapsed()),
        };
        self.send(parcel).await.map(drop)
    }

    /// Changes the first answer to an interaction.
    pub async fn edit(&self, token: &str, reply: &Reply) -> Result<(), DeliveryError> {
        let mut body = value(reply);
        // A message keeps the visibility that it was made with.
        if let Some(body) = body.as_object_mut() {
            body.remove("flags");
        }
        let parcel = Parcel {
            what: "change of an answer",
            route: Route::WebhookOriginalInteractionResponse {
                application_id: self.application,
                token,
            },
            method: LightMethod::Patch,
            query: Vec::new(),
            body: Some(body),
            files: &reply.files,
            patience: PATIENCE,
        };
        self.send(parcel).await.map(drop)
    }

    /// Puts a message that only the person who asked sees in the place of a first answer that
    /// everybody sees: no edit can change who sees it.
    pub async fn replace(&self, token: &str, reply: &Reply) -> Result<(), DeliveryError> {
        let parcel = |method, route| Parcel {
            what: "private answer",
            route,
            method,
            query: Vec::new(),
            body: None,
            files: &[],
            patience: PATIENCE,
        };
        let original = Route::WebhookOriginalInteractionResponse {
            application_id: self.application,
            token,
        };
        self.send(parcel(LightMethod::Delete, original)).await?;
        let follow_up = Route::WebhookFollowupMessages {
            application_id: self.application,
            token,
        };
        let parcel = Parcel {
            body: Some(value(reply)),
            files: &reply.files,
            ..parcel(LightMethod::Post, follow_up)
        };
        self.send(parcel).await.map(drop)
    }

    /// A message in a channel, as a reply to `answers` if that is still there. `nonce` keeps
    /// Discord from taking it twice.
    pub async fn post(
        &self,
        channel: ChannelId,
        reply: &Reply,
        answers: Option<MessageId>,
        nonce: u64,
    ) -> Result<(), DeliveryError> {
        let mut body = value(reply);
        body["nonce"] = json!(nonce.to_string());
        body["enforce_nonce"] = json!(true);
        if let Some(message) = answers {
            body["message_reference"] =
                json!({ "message_id": message, "fail_if_not_exists": false });
        }
        let parcel = Parcel {
            what: "message",
            route: Route::ChannelMessages {
                channel_id: channel,
            },
            method: LightMethod::Post,
            query: Vec::new(),
            body: Some(body),
            files: &reply.files,
            patience: PATIENCE,
        };
        let turn = self.restraint.turn(channel.get()).await;
        let (headers, _) = self.send(parcel).await?;
        rest(turn, &headers);
        Ok(())
    }

    /// Reads something that an answer can do without; none where it may not be read, or not
    /// soon enough.
    pub async fn glance(
        &self,
        what: &'static str,
        route: Route<'_>,
        query: Vec<(&'static str, String)>,
    ) -> Option<Value> {
        let parcel = Parcel {
            what,
            route,
            method: LightMethod::Get,
            query,
            body: None,
            files: &[],
            patience: GLANCE,
        };
        let (_, read) = self.send(parcel).await.ok()?;
        Some(read)
    }

    /// The commands that are registered, for one server or for all.
    pub async fn commands(&self, server: Option<GuildId>) -> Result<Value, DeliveryError> {
        let parcel = Parcel {
            // Without this Discord leaves them out, and every start would seem to bring new ones.
            query: vec![("with_localizations", "true".to_owned())],
            ..self.of_commands(server, LightMethod::Get, None)
        };
        self.send(parcel).await.map(|(_, commands)| commands)
    }

    /// Registers exactly these commands, for one server or for all.
    pub async fn overwrite_commands(
        &self,
        server: Option<GuildId>,
        commands: Value,
    ) -> Result<(), DeliveryError> {
        let parcel = self.of_commands(server, LightMethod::Put, Some(commands));
        self.send(parcel).await.map(drop)
    }

    fn of_commands(
        &self,
        server: Option<GuildId>,
        method: LightMethod,
        body: Option<Value>,
    ) -> Parcel<'static> {
        let application_id = self.application;
        let route = match server {
            Some(guild_id) => Route::GuildCommands {
                application_id,
                guild_id,
            },
            None => Route::Commands { application_id },
        };
        Parcel {
            what: "list of commands",
            route,
            method,
            query: Vec::new(),
            body,
            files: &[],
            patience: PATIENCE,
        }
    }

    /// Sends until it is taken, refused, or too late; gives what Discord answered.
    async fn send(&self, parcel: Parcel<'_>) -> Result<(HeaderMap, Value), DeliveryError> {
        let start = Instant::now();
        let what = parcel.what;
        let mut wait = FIRST_WAIT;
        let mut tried_before = false;
        // Discord's limits on the whole bot leave interactions alone.
        let exempt = matches!(
            parcel.route,
            Route::InteractionResponse { .. }
                | Route::WebhookOriginalInteractionResponse { .. }
                | Route::WebhookFollowupMessages { .. }
        );
        loop {
            let silence = self.restraint.left();
            if !exempt && !silence.is_zero() {
                if start.elapsed() + silence >= parcel.patience {
                    return Err(DeliveryError::Late { what });
                }
                tokio::time::sleep(silence).await;
            }
            let left = parcel.patience.saturating_sub(start.elapsed());
            let request = self
                .request(&parcel)
                .ok_or(DeliveryError::Unsendable { what })?;
            let pause = match request.timeout(left.min(REQUEST_TIMEOUT)).send().await {
                Ok(response) => {
                    let status = response.status();
                    let headers = response.headers().clone();
                    let body: Value = match response.bytes().await {
                        Ok(bytes) => serde_json::from_slice(&bytes).unwrap_or_default(),
                        Err(_) => Value::Null,
                    };
                    if status.is_success() {
                        return Ok((headers, body));
                    }
                    self.restraint.refused(status.as_u16());
                    let code = body["code"].as_u64().unwrap_or_default();
                    // An earlier try got through, only its answer did not.
                    if tried_before && code == ALREADY_ACKNOWLEDGED {
                        return Ok((headers, body));
                    }
                    if status == StatusCode::TOO_MANY_REQUESTS {
                        let pause = retry_after(&headers, &body).unwrap_or(wait);
                        if body["global"] == true {
                            self.restraint.pause(pause);
                        }
                        pause
                    } else if status.is_server_error() || code == NO_FIRST_MESSAGE {
                        wait
                    } else {
                        if status == StatusCode::UNAUTHORIZED && !exempt {
                            self.token_refused.notify_one();
                        }
                        return Err(DeliveryError::Refused {
                            what,
                            status: status.as_u16(),
                            code,
                        });
                    }
                }
                Err(_) => wait,
            };
            tried_before = true;
            wait *= 2;
            if start.elapsed() + pause >= parcel.patience {
                return Err(DeliveryError::Late { what });
            }
            tokio::time::sleep(pause).await;
        }
    }

    fn request(&self, parcel: &Parcel<'_>) -> Option<reqwest::RequestBuilder> {
        let mut request = Request::new(parcel.route, parcel.method);
        if !parcel.query.is_empty() {
            request = request.params(Some(parcel.query.clone()));
        }
        let body = parcel.body.as_ref().map(ToString::to_string);
        if parcel.files.is_empty() {
            request = request.body(body.clone().map(String::into_bytes));
        }
        let request = request.build(&self.client, &self.token, self.base.as_deref());
        let request = request.ok()?;
        if parcel.files.is_empty() {
            return Some(request);
        }
        // serenity's own forms give every file the same number.
        let mut request = request.build().ok()?;
        request.headers_mut().remove(CONTENT_LENGTH);
        let request = reqwest::RequestBuilder::from_parts(self.client.clone(), request);
        Some(request.multipart(form(body.unwrap_or_default(), parcel.files)?))
    }
}

/// A message with its files, numbered as they come.
fn form(body: String, files: &[File]) -> Option<multipart::Form> {
    let mut form = multipart::Form::new();
    for (number, file) in files.iter().enumerate() {
        let part = Part::bytes(file.bytes.clone()).file_name(file.name.clone());
        let part = part.mime_str(file.kind()).ok()?;
        form = form.part(format!("files[{number}]"), part);
    }
    Some(form.text("payload_json", body))
}

fn value(reply: &impl Serialize) -> Value {
    serde_json::to_value(reply).unwrap_or_default()
}

/// How long Discord wants to be left alone: the body has it to the millisecond.
fn retry_after(headers: &HeaderMap, body: &Value) -> Option<Duration> {
    let header = || headers.get("retry-after")?.to_str().ok()?.parse().ok();
    let seconds: f64 = body["retry_after"].as_f64().or_else(header)?;
    Duration::try_from_secs_f64(seconds).ok()
}
