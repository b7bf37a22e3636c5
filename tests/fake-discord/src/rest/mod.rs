//! The REST side: reads a request, finds its route, answers as Discord does.
//!
//! One place sees every request, so that none goes unchecked: authorization, rates and faults
//! come before the route, and what the route refuses is recorded. Never waits: a route is one
//! change of the world under its lock.

mod body;
mod commands;
mod interactions;
mod messages;
mod rates;
mod reads;
mod webhooks;

pub(crate) use body::MOST_BYTES;

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use crate::refusal::{Refusal, Refused, codes};
use crate::shared::Shared;
use crate::world::World;
use crate::world::faults::Failure;
use crate::world::message::StoredFile;

/// A request, read.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) method: String,
    /// Below `/api/v10`.
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) authorization: Option<String>,
    pub(crate) body: Value,
    pub(crate) files: Vec<(String, StoredFile)>,
}

impl Call {
    /// The sizes of the files, in bytes.
    fn sizes(&self) -> Vec<usize> {
        self.files
            .iter()
            .map(|(_, file)| file.bytes.len())
            .collect()
    }
}

/// What a route answers when it takes the request.
#[derive(Debug)]
pub(crate) enum Answer {
    Nothing,
    Json(u16, Value),
}

impl Answer {
    #[expect(clippy::unnecessary_wraps, reason = "it ends routes, which may refuse")]
    fn ok(json: Value) -> Result<Self, Refused> {
        Ok(Self::Json(200, json))
    }
}

/// Answers every request below `/api`.
pub(crate) async fn api(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let method = request.method().to_string();
    let path = request.uri().path().to_owned();
    let path = path.strip_prefix("/api/v10").unwrap_or(&path).to_owned();
    let failure = shared.update(|world| {
        world.counts.requests += 1;
        take_fault(world, &method, &path)
    });
    match failure {
        Some(Failure::Delayed(time)) => tokio::time::sleep(time).await,
        Some(Failure::Dropped) => hang_up(),
        Some(Failure::Status(status)) => {
            let mut refused = Refused::new(status, codes::GENERAL, format!("{status}: injected"));
            refused.recorded = false;
            return respond(Err(refused), HeaderMap::new());
        }
        Some(Failure::RateLimited(seconds, global)) => {
            let mut refused = Refused::new(429, codes::GENERAL, "You are being rate limited.");
            refused.recorded = false;
            refused.retry_after = Some(seconds);
            refused.global = global;
            shared.update(|world| {
                let now = shared.clock.now();
                world.count_invalid(now, 429);
                if global {
                    world.quiet_until = now + Duration::from_secs_f64(seconds);
                }
            });
            return respond(Err(refused), HeaderMap::new());
        }
        Some(Failure::Lost) | None => {}
    }
    let read = body::read(method.clone(), path.clone(), request).await;
    let mut headers = HeaderMap::new();
    let answered = shared.update(|world| {
        let answered = read.and_then(|call| {
            world.check_rates(&shared.clock, &call, &mut headers)?;
            route(&shared, world, call)
        });
        let status = match &answered {
            Ok(Answer::Nothing) => 204,
            Ok(Answer::Json(status, _)) => *status,
            Err(refused) => refused.status,
        };
        world.tell(format!("{method} {} -> {status}", short(&path)));
        if let Err(refused) = &answered {
            world.count_invalid(shared.clock.now(), refused.status);
            if refused.recorded {
                world.refuse(Refusal {
                    code: refused.code,
                    status: Some(refused.status),
                    route: format!("{method} {}", short(&path)),
                    reason: refused.reason(),
                });
            }
        }
        answered
    });
    if failure == Some(Failure::Lost) {
        hang_up();
    }
    respond(answered, headers)
}

/// Ends the task that serves this connection, so that the socket closes unanswered.
fn hang_up() -> ! {
    std::panic::resume_unwind(Box::new("dropped on request"))
}

/// A path with long tokens cut, for people.
fn short(path: &str) -> String {
    let parts = path.split('/');
    let parts = parts.map(|part| if part.len() > 40 { &part[..8] } else { part });
    parts.collect::<Vec<_>>().join("/")
}

fn take_fault(world: &mut World, method: &str, path: &str) -> Option<Failure> {
    let nth = world
        .faults
        .iter()
        .position(|fault| fault.times > 0 && fault.matches(method, path))?;
    let fault = &mut world.faults[nth];
    fault.times -= 1;
    let failure = fault.failure;
    world.tell(format!("{method} {} -> {failure:?}, as asked", short(path)));
    Some(failure)
}

fn route(shared: &Shared, world: &mut World, call: Call) -> Result<Answer, Refused> {
    let path = call.path.clone();
    let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
    // Interactions and their webhooks are authorized by the token in the path.
    let own_token = matches!(parts[0], "interactions" | "webhooks");
    if !own_token && call.authorization.as_deref() != Some(&format!("Bot {}", world.token)) {
        return Err(Refused::new(401, codes::GENERAL, "401: Unauthorized"));
    }
    match (call.method.as_str(), parts.as_slice()) {
        ("POST", ["interactions", id, token, "callback"]) => {
            interactions::callback(shared, world, id, token, call)
        }
        (_, ["webhooks", application, token, ..]) => {
            webhooks::route(shared, world, application, token, &parts[3..], call)
        }
        (_, ["applications", "@me"] | ["oauth2", "applications", "@me"]) => {
            Answer::ok(world.application_json())
        }
        (_, ["applications", application, "commands", ..]) => {
            commands::route(shared, world, application, None, &parts[3..], &call)
        }
        (_, ["applications", application, "guilds", guild, "commands", ..]) => {
            commands::route(shared, world, application, Some(guild), &parts[5..], &call)
        }
        (_, ["channels", channel, rest @ ..]) if !rest.is_empty() => {
            messages::route(shared, world, channel, rest, call)
        }
        _ => reads::route(shared, world, &parts, &call),
    }
}

/// Nothing is there.
fn no_route() -> Refused {
    Refused::new(404, codes::GENERAL, "404: Not Found")
}

/// Reads an id of a path; no id is 0.
fn id(text: &str) -> u64 {
    text.parse().unwrap_or(0)
}

fn respond(answered: Result<Answer, Refused>, mut headers: HeaderMap) -> Response {
    match answered {
        Ok(Answer::Nothing) => (StatusCode::NO_CONTENT, headers).into_response(),
        Ok(Answer::Json(status, json)) => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
            headers.insert(
                header::CONTENT_TYPE,
                HeaderValue::from_static("application/json"),
            );
            (status, headers, json.to_string()).into_response()
        }
        Err(refused) => {
            let status =
                StatusCode::from_u16(refused.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            headers.insert(
                header::CONTENT_TYPE,
                HeaderValue::from_static("application/json"),
            );
            if let Some(seconds) = refused.retry_after {
                rates::add_wait(
                    &mut headers,
                    Duration::from_secs_f64(seconds),
                    refused.global,
                );
            }
            (status, headers, refused.body().to_string()).into_response()
        }
    }
}

/// Serves a file of a message, or one that a person gave to a command.
pub(crate) async fn attachment(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let parts: Vec<&str> = request.uri().path().trim_matches('/').split('/').collect();
    let file = parts.get(2).map(|part| id(part));
    let file = file.and_then(|id| shared.world().files.get(&id).cloned());
    match file {
        Some(file) => ([(header::CONTENT_TYPE, file.kind)], file.bytes).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
