//! A client that sends whatever it is told, so that refusals can be seen. Never checks itself.

use std::time::Duration;

use fake_discord::{FakeDiscord, Interaction};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message as Frame;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// The intents for guilds, their messages and private ones.
pub const INTENTS: u64 = 1 | 1 << 9 | 1 << 12;
const PATIENCE: Duration = Duration::from_secs(10);

/// A status and a body.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub body: Value,
    pub headers: reqwest::header::HeaderMap,
}

impl Answer {
    /// The status and Discord's code.
    pub fn code(&self) -> (u16, u64) {
        (self.status, self.body["code"].as_u64().unwrap_or(0))
    }
}

/// Sends a request as the bot; no body if it is `null`.
pub async fn call(discord: &FakeDiscord, method: &str, path: &str, body: Value) -> Answer {
    let token = format!("Bot {}", discord.token());
    try_call(discord, &token, method, path, body)
        .await
        .expect("an answer comes")
}

/// Sends a request with any authorization.
pub async fn try_call(
    discord: &FakeDiscord,
    authorization: &str,
    method: &str,
    path: &str,
    body: Value,
) -> reqwest::Result<Answer> {
    let url = format!("{}/api/v10{path}", discord.api_url());
    let method = method.parse().expect("a method");
    let mut request = reqwest::Client::new().request(method, url);
    if !authorization.is_empty() {
        request = request.header("authorization", authorization);
    }
    if !body.is_null() {
        request = request.json(&body);
    }
    let response = request.send().await?;
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let body = response.json().await.unwrap_or(Value::Null);
    Ok(Answer {
        status,
        body,
        headers,
    })
}

/// Sends the first reply to an interaction.
pub async fn reply(discord: &FakeDiscord, to: &Interaction, body: Value) -> Answer {
    let path = format!("/interactions/{}/{}/callback", to.id(), to.token());
    call(discord, "POST", &path, body).await
}

/// The path of an interaction's webhook, and what comes below.
pub fn webhook(discord: &FakeDiscord, of: &Interaction, below: &str) -> String {
    format!(
        "/webhooks/{}/{}{below}",
        discord.application_id(),
        of.token()
    )
}

/// A reply with a message that mentions nobody.
pub fn message(data: Value) -> Value {
    json!({"type": 4, "data": quiet(data)})
}

/// A message that mentions nobody.
pub fn quiet(mut message: Value) -> Value {
    message["allowed_mentions"] = json!({"parse": [], "replied_user": false});
    message
}

/// Registers commands in all guilds.
pub async fn register(discord: &FakeDiscord, commands: Value) -> Answer {
    let path = format!("/applications/{}/commands", discord.application_id());
    call(discord, "PUT", &path, commands).await
}

/// A slash command `ask` with one required option, which has autocomplete.
pub fn ask() -> Value {
    json!({"name": "ask", "description": "Ask", "options": [{
        "type": 3,
        "name": "question",
        "description": "What to ask",
        "required": true,
        "autocomplete": true,
        "max_length": 50,
    }]})
}

/// A connection to the gateway.
pub struct Gateway {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
}

impl Gateway {
    /// Connects and reads HELLO.
    pub async fn open(discord: &FakeDiscord) -> Self {
        Self::open_with(discord, "?v=10&encoding=json").await
    }

    /// Connects with a query.
    pub async fn open_with(discord: &FakeDiscord, query: &str) -> Self {
        let url = format!("{}/{query}", discord.gateway_url());
        let (socket, _) = connect_async(url)
            .await
            .expect("the gateway takes connections");
        Self { socket }
    }

    /// Connects and identifies as the only shard, and waits for the guilds.
    pub async fn ready(discord: &FakeDiscord) -> Self {
        Self::ready_with(discord, INTENTS).await
    }

    /// As [`Self::ready`], with intents.
    pub async fn ready_with(discord: &FakeDiscord, intents: u64) -> Self {
        let mut gateway = Self::open(discord).await;
        gateway.identify(discord, json!({"intents": intents})).await;
        gateway.event("READY").await;
        gateway
    }

    /// Sends IDENTIFY, with some of it replaced.
    pub async fn identify(&mut self, discord: &FakeDiscord, replaced: Value) {
        let mut data = json!({
            "token": discord.token(),
            "intents": INTENTS,
            "shard": [0, 1],
            "properties": {"os": "linux", "browser": "raw", "device": "raw"},
        });
        for (key, value) in replaced.as_object().expect("an object") {
            data[key] = value.clone();
        }
        self.send(json!({"op": 2, "d": data})).await;
    }

    /// Sends RESUME.
    pub async fn resume(&mut self, discord: &FakeDiscord, session: &Value, sequence: u64) {
        let data = json!({"token": discord.token(), "session_id": session, "seq": sequence});
        self.send(json!({"op": 6, "d": data})).await;
    }

    /// Sends a payload.
    pub async fn send(&mut self, payload: Value) {
        self.send_text(payload.to_string()).await;
    }

    /// Sends a text.
    pub async fn send_text(&mut self, text: String) {
        self.socket
            .send(Frame::text(text))
            .await
            .expect("the gateway reads");
    }

    /// The next frame; nothing when the connection ended without a word.
    async fn frame(&mut self) -> Option<Frame> {
        let frame = timeout(PATIENCE, self.socket.next())
            .await
            .expect("something comes");
        frame.and_then(Result::ok)
    }

    /// The next payload.
    pub async fn payload(&mut self) -> Value {
        let frame = self.frame().await.expect("the connection is open");
        let text = frame.into_text().expect("JSON is spoken");
        serde_json::from_str(&text).unwrap_or_else(|_| panic!("it was closed: {text}"))
    }

    /// Reads on until a payload with this opcode.
    pub async fn opcode(&mut self, opcode: u64) -> Value {
        loop {
            let payload = self.payload().await;
            if payload["op"] == opcode {
                return payload;
            }
        }
    }

    /// Reads on until an event with this name; the whole payload.
    pub async fn event(&mut self, name: &str) -> Value {
        loop {
            let payload = self.payload().await;
            if payload["t"] == name {
                return payload;
            }
        }
    }

    /// The names of all events that come before the answer to a heartbeat.
    pub async fn events_until_now(&mut self) -> Vec<Value> {
        self.send(json!({"op": 1, "d": null})).await;
        let mut events = Vec::new();
        loop {
            let payload = self.payload().await;
            match payload["op"].as_u64() {
                Some(11) => return events,
                Some(0) => events.push(payload),
                _ => {}
            }
        }
    }

    /// Reads on until the connection ends: the code, or nothing when it ended without one.
    pub async fn closed(&mut self) -> Option<u16> {
        loop {
            match self.frame().await {
                None => return None,
                Some(Frame::Close(frame)) => return frame.map(|frame| frame.code.into()),
                Some(_) => {}
            }
        }
    }

    /// Closes with a code, and waits until the server has closed as well.
    pub async fn close(mut self, code: u16) {
        let frame = CloseFrame {
            code: code.into(),
            reason: "".into(),
        };
        self.socket
            .close(Some(frame))
            .await
            .expect("it can be closed");
        while self.frame().await.is_some() {}
    }

    /// Reads everything from now on, for a bot that only answers by REST.
    pub fn listen(mut self) {
        tokio::spawn(async move { while let Some(Ok(_)) = self.socket.next().await {} });
    }
}
