//! [`Relay`]: stands between serenity and Discord's gateway, on this machine, and ends a
//! connection over which Discord answers no heartbeat, so that the session is resumed. serenity
//! (0.12.5) would begin a new session, and whatever was said meanwhile would be lost; so it
//! would where Discord cannot be reached at once. Never looks at what is said.

use std::convert::Infallible;
use std::io;
use std::net::Ipv4Addr;
use std::time::Duration;

use serde_json::Value;
use serenity::constants::GATEWAY_VERSION;
use serenity::futures::{SinkExt, StreamExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, sleep_until, timeout};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};
use url::Url;

/// Payloads that are not longer may be of the gateway itself; events are.
const SHORT: usize = 1_000;

/// A compressed payload that is not longer may be the answer to a heartbeat.
const SHORT_COMPRESSED: usize = 100;

/// The answer to a heartbeat.
const ANSWERED: &str = r#"{"op":11}"#;

/// How long one try to reach Discord may take.
const TRY: Duration = Duration::from_secs(10);

/// Longest pause between two tries.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// How long both sides have to say goodbye.
const GOODBYE: Duration = Duration::from_secs(1);

type ToBot = WebSocketStream<TcpStream>;
type ToDiscord = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// Where serenity connects to.
pub struct Relay {
    listener: TcpListener,
    gateway: Url,
}

impl Relay {
    /// A relay to the gateway at this address.
    pub async fn bind(gateway: &str) -> io::Result<Self> {
        // As an address that is written out: without its path, Discord would not understand it.
        let gateway = Url::parse(&format!("{gateway}?v={GATEWAY_VERSION}"));
        let gateway = gateway.map_err(io::Error::other)?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        Ok(Self { listener, gateway })
    }

    /// The address to connect to.
    pub fn address(&self) -> io::Result<String> {
        Ok(format!("ws://{}", self.listener.local_addr()?))
    }

    /// Serves connections until it is dropped.
    pub async fn run(self) -> Infallible {
        let mut connections = JoinSet::new();
        loop {
            if let Ok((socket, _)) = self.listener.accept().await {
                connections.spawn(serve(socket, self.gateway.clone()));
            }
            while connections.try_join_next().is_some() {}
        }
    }
}

async fn serve(socket: TcpStream, gateway: Url) {
    // Small payloads are not to wait for others.
    let _ = socket.set_nodelay(true);
    // As long as Discord cannot be reached, serenity waits to be connected.
    let discord = reach(&gateway).await;
    if let Ok(bot) = tokio_tungstenite::accept_async_with_config(socket, Some(unbounded())).await {
        pass_on(bot, discord).await;
    }
}

/// Connects to Discord, however long it takes.
async fn reach(gateway: &Url) -> ToDiscord {
    let mut pause = Duration::from_secs(1);
    loop {
        let connect =
            tokio_tungstenite::connect_async_with_config(gateway.as_str(), Some(unbounded()), true);
        if let Ok(Ok((discord, _))) = timeout(TRY, connect).await {
            return discord;
        }
        tracing::warn!("Discord's gateway cannot be reached; trying again");
        sleep(pause).await;
        pause = LONGEST_PAUSE.min(pause * 2);
    }
}

/// What a server is made of may be large.
fn unbounded() -> WebSocketConfig {
    WebSocketConfig {
        max_message_size: None,
        max_frame_size: None,
        ..WebSocketConfig::default()
    }
}

/// Hands payloads on until one side ends, or Discord is silent.
async fn pass_on(mut bot: ToBot, mut discord: ToDiscord) {
    let mut interval = None;
    let mut answer_due: Option<Instant> = None;
    loop {
        let overdue = async {
            match answer_due {
                Some(due) => sleep_until(due).await,
                None => std::future::pending().await,
            }
        };
        let passed = tokio::select! {
            payload = discord.next() => {
                let Some(Ok(payload)) = payload else { return };
                match from_discord(&payload) {
                    Told::Interval(told) => interval = Some(told),
                    Told::Answer => answer_due = None,
                    Told::Other => {}
                }
                pass(&mut bot, payload).await
            }
            payload = bot.next() => {
                let Some(Ok(payload)) = payload else { return };
                if is_heartbeat(&payload) && answer_due.is_none() {
                    // Before serenity itself looks for the answer, at its next heartbeat.
                    answer_due = interval.map(|interval: Duration| Instant::now() + interval / 2);
                }
                pass(&mut discord, payload).await
            }
            () = overdue => {
                tracing::warn!("Discord is silent; connecting anew");
                // Else serenity would end the session. What ends now is the connection.
                let _ = bot.send(Message::text(ANSWERED)).await;
                return;
            }
        };
        match passed {
            Passed::On => {}
            Passed::Goodbye => break,
            Passed::Nowhere => return,
        }
    }
    let read = async {
        while let Some(Ok(_)) = bot.next().await {}
        while let Some(Ok(_)) = discord.next().await {}
    };
    let _ = timeout(GOODBYE, read).await;
}

/// What became of a payload.
enum Passed {
    On,
    Goodbye,
    Nowhere,
}

async fn pass<S>(to: &mut WebSocketStream<S>, payload: Message) -> Passed
where
    S: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin,
{
    // Each side answers pings itself.
    if matches!(payload, Message::Ping(_) | Message::Pong(_)) {
        return Passed::On;
    }
    let goodbye = payload.is_close();
    match to.send(payload).await {
        _ if goodbye => Passed::Goodbye,
        Ok(()) => Passed::On,
        Err(_) => Passed::Nowhere,
    }
}

/// What a payload of Discord says about heartbeats.
#[derive(Debug, PartialEq, Eq)]
enum Told {
    Interval(Duration),
    Answer,
    Other,
}

fn from_discord(payload: &Message) -> Told {
    let text = match payload {
        Message::Text(text) if text.len() <= SHORT => text,
        Message::Binary(bytes) if bytes.len() <= SHORT_COMPRESSED => return Told::Answer,
        _ => return Told::Other,
    };
    let payload: Value = serde_json::from_str(text).unwrap_or_default();
    match (payload["op"].as_u64(), &payload["d"]["heartbeat_interval"]) {
        (Some(11), _) => Told::Answer,
        (Some(10), interval) => interval.as_u64().map_or(Told::Other, |millis| {
            Told::Interval(Duration::from_millis(millis))
        }),
        _ => Told::Other,
    }
}

fn is_heartbeat(payload: &Message) -> bool {
    let Message::Text(text) = payload else {
        return false;
    };
    let payload = (text.len() <= SHORT).then(|| serde_json::from_str::<Value>(text));
    payload.is_some_and(|payload| payload.is_ok_and(|payload| payload["op"] == 1))
}

#[cfg(test)]
mod tests {
    use tokio::io::AsyncReadExt;

    use super::*;

    #[test]
    fn heartbeats_and_their_answers_are_told_from_events() {
        let hello = r#"{"op":10,"d":{"heartbeat_interval":41250},"s":null,"t":null}"#;
        let interval = Told::Interval(Duration::from_millis(41_250));
        assert_eq!(from_discord(&Message::text(hello)), interval);
        assert_eq!(from_discord(&Message::text(ANSWERED)), Told::Answer);
        let event = r#"{"op":0,"d":{"op":11,"heartbeat_interval":1},"s":1,"t":"X"}"#;
        assert_eq!(from_discord(&Message::text(event)), Told::Other);
        assert_eq!(from_discord(&Message::binary([0; 500])), Told::Other);
        assert!(is_heartbeat(&Message::text(r#"{"op":1,"d":7}"#)));
        assert!(!is_heartbeat(&Message::text(r#"{"op":2,"d":{"op":1}}"#)));
        assert!(!is_heartbeat(&Message::text("no payload")));
    }

    #[tokio::test]
    async fn discord_is_spoken_to_over_tls() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let connecting = tokio::spawn(async move {
            let gateway = format!("wss://{address}/");
            tokio_tungstenite::connect_async_with_config(gateway, Some(unbounded()), true).await
        });
        let (mut socket, _) = listener.accept().await.unwrap();
        let mut start = [0; 3];
        socket.read_exact(&mut start).await.unwrap();
        // A handshake, of TLS 1.0 or newer as far as this byte tells.
        assert_eq!(start, [22, 3, 1]);
        drop(socket);
        assert!(connecting.await.unwrap().is_err());
    }

    #[tokio::test]
    async fn the_bot_is_kept_waiting_until_discord_can_be_reached() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let gateway = format!("ws://{}", listener.local_addr().unwrap());
        let relay = Relay::bind(&gateway).await.unwrap();
        let address = format!("{}/", relay.address().unwrap());
        let relaying = tokio::spawn(relay.run());
        let bot = tokio::spawn(tokio_tungstenite::connect_async(address));
        // Discord hangs up at first.
        drop(listener.accept().await.unwrap());
        let (socket, _) = listener.accept().await.unwrap();
        let mut discord = tokio_tungstenite::accept_async(socket).await.unwrap();
        discord.send(Message::text("hello")).await.unwrap();
        let (mut bot, _) = bot.await.unwrap().unwrap();
        assert_eq!(bot.next().await.unwrap().unwrap(), Message::text("hello"));
        relaying.abort();
    }
}
