//! IDENTIFY and RESUME: what a session may be begun or taken up with. Never reads a socket.

use std::collections::VecDeque;

use serde_json::{Value, json};

use super::{Connection, End, refused};
use crate::refusal::Refusal;
use crate::world::World;
use crate::world::session::{GUILDS, Link, Order, Session};

/// Intents that Discord defines.
const DEFINED: u64 = ((1 << 17) - 1) | 1 << 20 | 1 << 21 | 1 << 24 | 1 << 25;
/// Those that must be switched on for the application.
const PRIVILEGED: u64 = 1 << 1 | 1 << 8 | 1 << 15;

impl Connection {
    pub(super) async fn identify(&mut self, data: &Value) -> Result<(), End> {
        if self.session.is_some() {
            return Err(refused(4005, "a second IDENTIFY"));
        }
        let (now, id) = (self.shared.clock.now(), self.shared.clock.snowflake());
        let all = std::sync::Arc::clone(&self.shared);
        let begun = all.update(|world| {
            let (shard, intents) = check(world, data)?;
            if let Some(reason) = world.too_soon(shard.0, now) {
                world.refuse(Refusal {
                    code: 9,
                    status: None,
                    route: "gateway: IDENTIFY".to_owned(),
                    reason,
                });
                return Ok(None);
            }
            let orders = self.orders.take().ok_or(End::Gone)?;
            world.tell(format!(
                "gateway: shard {shard:?} identified, intents {intents:#x}"
            ));
            world.sessions.retain(|session| session.shard != shard);
            let mut session = Session {
                id: format!("{id:032x}"),
                shard,
                intents,
                sequence: 0,
                kept: VecDeque::new(),
                connection: Some(Link {
                    number: self.number,
                    orders,
                }),
                replay_extra: 0,
                resumed: 0,
                ready: false,
                heartbeats: 0,
            };
            let id = session.id.clone();
            session.dispatch("READY", &world.ready_json(&session), None);
            if intents & GUILDS != 0 {
                let guilds: Vec<u64> = world.guilds.iter().map(|guild| guild.id).collect();
                for guild in guilds {
                    if session.serves(Some(guild)) {
                        session.dispatch("GUILD_CREATE", &world.guild_create_json(guild), None);
                    }
                }
            }
            session.ready = true;
            world.sessions.push(session);
            Ok(Some(id))
        })?;
        match begun {
            Some(id) => {
                self.session = Some(id);
                Ok(())
            }
            None => self.write(json!({"op": 9, "d": false}).to_string()).await,
        }
    }

    pub(super) async fn resume(&mut self, data: &Value) -> Result<(), End> {
        if self.session.is_some() {
            return Err(refused(4005, "a RESUME of a session that is served"));
        }
        let number = self.number;
        let all = std::sync::Arc::clone(&self.shared);
        let resumed = all.update(|world| {
            check_token(world, data)?;
            let sequence = data["seq"]
                .as_u64()
                .ok_or_else(|| refused(4002, "RESUME without seq"))?;
            let wanted = data["session_id"].as_str().unwrap_or_default();
            let Some(session) = world
                .sessions
                .iter_mut()
                .find(|session| session.id == wanted)
            else {
                world.tell("gateway: RESUME of an unknown session");
                return Ok(None);
            };
            if sequence > session.sequence {
                return Err(refused(
                    4007,
                    format!("RESUME from {sequence}, which was never sent"),
                ));
            }
            let from = sequence.saturating_sub(std::mem::take(&mut session.replay_extra));
            let oldest = session.kept.front().map_or(1, |(sequence, ..)| *sequence);
            if from + 1 < oldest {
                world.tell("gateway: RESUME from too long ago");
                return Ok(None);
            }
            let orders = self.orders.take().ok_or(End::Gone)?;
            for (sequence, text, interaction) in &session.kept {
                if *sequence > from {
                    let _ = orders.send(Order::Send(text.clone(), *interaction));
                }
            }
            session.connection = Some(Link { number, orders });
            session.resumed += 1;
            session.dispatch("RESUMED", &json!({"_trace": []}), None);
            let (id, shard) = (session.id.clone(), session.shard);
            world.tell(format!("gateway: shard {shard:?} resumed from {sequence}"));
            Ok(Some(id))
        })?;
        match resumed {
            Some(id) => {
                self.session = Some(id);
                Ok(())
            }
            None => self.write(json!({"op": 9, "d": false}).to_string()).await,
        }
    }
}

fn check_token(world: &World, data: &Value) -> Result<(), End> {
    let token = data["token"].as_str().unwrap_or_default();
    if token.strip_prefix("Bot ").unwrap_or(token) != world.token {
        return Err(refused(4004, "a token that is not the bot's"));
    }
    Ok(())
}

/// Checks an IDENTIFY; gives the shard and the intents.
fn check(world: &World, data: &Value) -> Result<((u64, u64), u64), End> {
    check_token(world, data)?;
    if !data["properties"].is_object() {
        return Err(refused(4002, "IDENTIFY without properties"));
    }
    let shard = match &data["shard"] {
        Value::Null => (0, 1),
        shard => {
            let number = |nth: usize| shard[nth].as_u64().unwrap_or(u64::MAX);
            (number(0), number(1))
        }
    };
    if shard.0 >= shard.1 {
        return Err(refused(4010, format!("shard {shard:?}")));
    }
    let Some(intents) = data["intents"].as_u64().filter(|bits| bits & !DEFINED == 0) else {
        return Err(refused(4013, format!("intents {}", data["intents"])));
    };
    let disallowed = intents & PRIVILEGED & !world.rules.privileged;
    if disallowed != 0 {
        return Err(refused(
            4014,
            format!("privileged intents {disallowed:#x} are not switched on"),
        ));
    }
    let guilds = world.guilds.iter();
    let served = guilds
        .filter(|guild| (guild.id >> 22) % shard.1 == shard.0)
        .count();
    if served > world.rules.guilds_per_shard {
        return Err(refused(4011, format!("{served} guilds on one shard")));
    }
    Ok((shard, intents))
}

impl World {
    /// Why an IDENTIFY comes too soon, if it does.
    fn too_soon(&mut self, shard: u64, now: std::time::Duration) -> Option<String> {
        let bucket = shard % self.rules.max_concurrency;
        // What clocks of two programs may differ by.
        let period = self.rules.identify_period * 95 / 100;
        let last = self
            .identifies
            .iter()
            .rev()
            .find(|(other, _)| *other == bucket);
        let since = last.map(|(_, at)| now.saturating_sub(*at));
        if self.identifies.len() >= self.rules.session_starts {
            return Some("no IDENTIFY is left today".to_owned());
        }
        self.identifies.push((bucket, now));
        since
            .filter(|since| *since < period)
            .map(|since| format!("two IDENTIFY of one bucket within {since:.1?}"))
    }

    fn ready_json(&self, session: &Session) -> Value {
        let served = self
            .guilds
            .iter()
            .filter(|guild| session.serves(Some(guild.id)));
        let guilds: Vec<Value> = served
            .map(|guild| json!({"id": guild.id.to_string(), "unavailable": true}))
            .collect();
        let mut user = self.bot.json();
        user["verified"] = json!(true);
        user["mfa_enabled"] = json!(true);
        user["email"] = Value::Null;
        user["flags"] = json!(0);
        json!({
            "v": 10,
            "user": user,
            "user_settings": {},
            "session_type": "normal",
            "session_id": session.id,
            "resume_gateway_url": self.gateway_url(),
            "relationships": [],
            "private_channels": [],
            "presences": [],
            "guilds": guilds,
            "guild_join_requests": [],
            "geo_ordered_rtc_regions": [],
            "shard": [session.shard.0, session.shard.1],
            "application": {
                "id": self.application.to_string(),
                "flags": self.application_flags(),
            },
            "_trace": [],
        })
    }

    /// A guild as `GUILD_CREATE` brings it.
    pub(crate) fn guild_create_json(&self, id: u64) -> Value {
        let Some(guild) = self.guild(id) else {
            return Value::Null;
        };
        let mut json = guild.json();
        let bot = guild
            .member(self.bot.id)
            .map(|_| guild.member_json(&self.bot));
        let threads = self.channels.values().filter(|channel| {
            channel.guild == Some(id) && channel.kind == crate::ChannelKind::Thread
        });
        let channels: Vec<Value> = guild
            .channels
            .iter()
            .map(|id| self.channel_json(*id))
            .collect();
        for (key, value) in [
            ("joined_at", json!(crate::clock::created_at(id))),
            ("large", json!(false)),
            ("unavailable", json!(false)),
            ("member_count", json!(guild.members.len())),
            ("members", json!(bot.into_iter().collect::<Vec<_>>())),
            ("channels", json!(channels)),
            (
                "threads",
                threads.map(crate::world::guild::Channel::json).collect(),
            ),
            ("presences", json!([])),
            ("voice_states", json!([])),
            ("stage_instances", json!([])),
            ("guild_scheduled_events", json!([])),
            ("soundboard_sounds", json!([])),
        ] {
            json[key] = value;
        }
        json
    }
}
