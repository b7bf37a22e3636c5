//! The gateway: one connection of a bot, from HELLO to the end.
//!
//! Reads what the bot sends, writes what is queued for it, and closes with Discord's codes on
//! what Discord does not take. Never decides which events there are.

mod identify;

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade};
use axum::extract::{RawQuery, State};
use axum::response::Response;
use serde_json::{Value, json};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::{Instant, sleep, sleep_until, timeout};

use crate::limits;
use crate::refusal::Refusal;
use crate::shared::Shared;
use crate::world::session::Order;

/// A minute, over which sends are counted.
const SENDS_PERIOD: Duration = Duration::from_secs(60);
/// What a heartbeat may be late beyond half its interval.
const HEARTBEAT_GRACE: Duration = Duration::from_secs(1);

/// Takes a connection.
pub(crate) async fn accept(
    State(shared): State<Arc<Shared>>,
    RawQuery(query): RawQuery,
    upgrade: WebSocketUpgrade,
) -> Response {
    upgrade.on_upgrade(move |socket| async move {
        let (orders, queue) = unbounded_channel();
        let query = query.unwrap_or_default();
        let interval = shared.world().rules.heartbeat;
        let mut ended = shared.ended.subscribe();
        let mut connection = Connection {
            number: shared.clock.snowflake(),
            interval,
            shared,
            socket,
            orders: Some(orders),
            session: None,
            acknowledges: true,
            sends: VecDeque::new(),
            last_heartbeat: Instant::now(),
        };
        tokio::select! {
            () = connection.serve(&query, queue) => {}
            _ = ended.wait_for(|ended| *ended) => {}
        }
    })
}

/// Why a connection ends.
enum End {
    /// The bot did what Discord does not take.
    Refused(u16, String),
    /// A test asked for it.
    Close(u16),
    /// The bot closed, with a code.
    Left(u16),
    /// The socket just ends.
    Gone,
}

fn refused(code: u16, reason: impl Into<String>) -> End {
    End::Refused(code, reason.into())
}

struct Connection {
    /// By which a session knows the connection that serves it.
    number: u64,
    shared: Arc<Shared>,
    socket: WebSocket,
    /// The sending end of the own queue, until a session takes it.
    orders: Option<UnboundedSender<Order>>,
    /// The session that the bot identified or resumed.
    session: Option<String>,
    acknowledges: bool,
    /// When the bot sent its last payloads, on the server's clock.
    sends: VecDeque<Duration>,
    interval: Duration,
    last_heartbeat: Instant,
}

impl Connection {
    async fn serve(&mut self, query: &str, mut queue: UnboundedReceiver<Order>) {
        let Err(end) = self.talk(query, &mut queue).await;
        let number = self.number;
        let (code, reason) = match end {
            End::Refused(code, reason) => {
                self.shared.update(|world| {
                    world.release(number);
                    world.refuse(Refusal {
                        code: code.into(),
                        status: None,
                        route: "gateway".to_owned(),
                        reason: reason.clone(),
                    });
                });
                (code, reason)
            }
            End::Close(code) => (code, "closed on request".to_owned()),
            End::Left(code) => {
                self.shared.update(|world| {
                    world.tell(format!("gateway: the bot closed with {code}"));
                    // Which says that it does not mean to come back.
                    if matches!(code, 1000 | 1001) {
                        world
                            .sessions
                            .retain(|session| Some(&session.id) != self.session.as_ref());
                    }
                    world.release(number);
                });
                self.read_to_the_end().await;
                return;
            }
            End::Gone => {
                self.shared.update(|world| {
                    world.tell("gateway: a connection ended");
                    world.release(number);
                });
                return;
            }
        };
        self.shared.update(|world| {
            world.tell(format!("gateway: closed with {code}"));
            world.release(number);
        });
        let frame = CloseFrame {
            code,
            reason: reason.into(),
        };
        let _ = self.socket.send(Message::Close(Some(frame))).await;
        self.read_to_the_end().await;
    }

    /// Lets both sides finish closing: a socket that just ends may lose what was sent last.
    async fn read_to_the_end(&mut self) {
        let read = async { while let Some(Ok(_)) = self.socket.recv().await {} };
        let _ = timeout(Duration::from_secs(1), read).await;
    }

    async fn talk(
        &mut self,
        query: &str,
        queue: &mut UnboundedReceiver<Order>,
    ) -> Result<std::convert::Infallible, End> {
        let version = query.split('&').find_map(|pair| pair.strip_prefix("v="));
        if version != Some("10") {
            return Err(refused(4012, format!("API version {version:?}")));
        }
        let interval = u64::try_from(self.interval.as_millis()).unwrap_or(u64::MAX);
        let hello = json!({"op": 10, "d": {"heartbeat_interval": interval}, "s": null, "t": null});
        self.write(hello.to_string()).await?;
        loop {
            let overdue = self.last_heartbeat + self.interval * 3 / 2 + HEARTBEAT_GRACE;
            tokio::select! {
                order = queue.recv() => self.obey(order, queue).await?,
                frame = self.socket.recv() => match frame {
                    Some(Ok(Message::Text(text))) => self.read(text.as_str()).await?,
                    Some(Ok(Message::Binary(_))) => {
                        return Err(refused(4002, "a binary payload, where JSON is spoken"));
                    }
                    Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                    Some(Ok(Message::Close(frame))) => {
                        return Err(End::Left(frame.map_or(1005, |frame| frame.code)));
                    }
                    Some(Err(_)) | None => return Err(End::Gone),
                },
                () = sleep_until(overdue) => {
                    return Err(refused(4009, "no heartbeat in time"));
                }
            }
        }
    }

    async fn write(&mut self, text: String) -> Result<(), End> {
        let sent = self.socket.send(Message::Text(text.into())).await;
        sent.map_err(|_| End::Gone)
    }

    /// Does what is queued; no order means that another connection took the session over.
    async fn obey(
        &mut self,
        order: Option<Order>,
        queue: &mut UnboundedReceiver<Order>,
    ) -> Result<(), End> {
        match order {
            Some(Order::Send(text, interaction)) => {
                if let Some(interaction) = interaction {
                    let mut world = self.shared.world();
                    if let Some(interaction) = world.interactions.get_mut(&interaction) {
                        interaction.written = Some(std::time::Instant::now());
                    }
                }
                self.write(text).await
            }
            Some(Order::Close(code)) => Err(End::Close(code)),
            Some(Order::Drop) | None => Err(End::Gone),
            Some(Order::IgnoreHeartbeats) => {
                self.acknowledges = false;
                Ok(())
            }
            Some(Order::Stall(time)) => {
                sleep(time).await;
                Ok(())
            }
            Some(Order::HalfOpen) => loop {
                match queue.recv().await {
                    None | Some(Order::Drop | Order::Close(_)) => return Err(End::Gone),
                    Some(_) => {}
                }
            },
        }
    }

    async fn read(&mut self, text: &str) -> Result<(), End> {
        if text.len() > limits::GATEWAY_BYTES {
            let bytes = text.len();
            return Err(refused(
                4002,
                format!("a payload of {bytes} bytes, over 4096"),
            ));
        }
        let now = self.shared.clock.now();
        self.sends
            .retain(|at| now.saturating_sub(*at) < SENDS_PERIOD);
        self.sends.push_back(now);
        if self.sends.len() > limits::GATEWAY_SENDS && self.shared.world().rules.rate_limits {
            return Err(refused(4008, "more than 120 payloads in 60 seconds"));
        }
        let payload: Value =
            serde_json::from_str(text).map_err(|_| refused(4002, "a payload that is not JSON"))?;
        match payload["op"].as_u64() {
            Some(1) => self.heartbeat().await,
            Some(2) => self.identify(&payload["d"]).await,
            Some(6) => self.resume(&payload["d"]).await,
            Some(op @ (3 | 4 | 8 | 31)) if self.session.is_none() => {
                Err(refused(4003, format!("opcode {op} before IDENTIFY")))
            }
            Some(3 | 4 | 8 | 31) => Ok(()),
            op => Err(refused(4001, format!("opcode {op:?}"))),
        }
    }

    async fn heartbeat(&mut self) -> Result<(), End> {
        self.last_heartbeat = Instant::now();
        let number = self.number;
        self.shared.update(|world| {
            if let Some(session) = world.session_of(number) {
                session.heartbeats += 1;
            }
        });
        if self.acknowledges {
            return self.write(json!({"op": 11}).to_string()).await;
        }
        Ok(())
    }
}
