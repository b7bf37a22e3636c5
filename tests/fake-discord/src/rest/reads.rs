//! What the bot reads: the gateway's address, itself, guilds, channels, members, roles, people.

use serde_json::{Value, json};

use super::{Answer, Call, id, no_route};
use crate::refusal::{Refused, codes};
use crate::shared::Shared;
use crate::world::World;
use crate::world::guild::Guild;

pub(super) fn route(
    shared: &Shared,
    world: &mut World,
    parts: &[&str],
    call: &Call,
) -> Result<Answer, Refused> {
    match (call.method.as_str(), parts) {
        ("GET", ["gateway"]) => Answer::ok(json!({"url": world.gateway_url()})),
        ("GET", ["gateway", "bot"]) => Answer::ok(json!({
            "url": world.gateway_url(),
            "shards": world.rules.shards,
            "session_start_limit": {
                "total": crate::limits::IDENTIFIES,
                "remaining": world.rules.session_starts.saturating_sub(world.identifies.len()),
                "reset_after": 86_400_000,
                "max_concurrency": world.rules.max_concurrency,
            },
        })),
        ("GET", ["users", "@me"]) => {
            let mut user = world.bot.json();
            user["verified"] = json!(true);
            user["mfa_enabled"] = json!(true);
            user["email"] = Value::Null;
            user["flags"] = json!(0);
            Answer::ok(user)
        }
        ("GET", ["users", "@me", "guilds"]) => {
            let guilds = world.guilds.iter().map(|guild| {
                json!({
                    "id": guild.id.to_string(),
                    "name": guild.name,
                    "icon": null,
                    "owner": false,
                    "permissions": guild.permissions(world.bot.id).to_string(),
                    "features": [],
                })
            });
            Answer::ok(guilds.collect())
        }
        ("POST", ["users", "@me", "channels"]) => {
            let user = call.body["recipient_id"].as_str().map_or(0, id);
            if world.user(user).is_none() || user == world.bot.id {
                return Err(Refused::form(
                    "recipient_id",
                    "INVALID_RECIPIENT",
                    "Unknown user",
                ));
            }
            let channel = world.private_channel(user, shared.clock.snowflake());
            Answer::ok(world.channel_json(channel))
        }
        ("GET", ["users", user]) => match world.user(id(user)) {
            Some(user) => Answer::ok(user.json()),
            None => Err(Refused::new(404, codes::UNKNOWN_USER, "Unknown User")),
        },
        ("GET", ["channels", channel]) => {
            let channel = id(channel);
            if !world.channels.contains_key(&channel) {
                return Err(Refused::new(404, codes::UNKNOWN_CHANNEL, "Unknown Channel"));
            }
            world.require(channel, crate::permissions::VIEW_CHANNEL)?;
            Answer::ok(world.channel_json(channel))
        }
        ("GET", ["guilds", guild, rest @ ..]) => {
            let unknown = Refused::new(404, codes::UNKNOWN_GUILD, "Unknown Guild");
            let guild = world.guild(id(guild)).ok_or(unknown)?;
            of_guild(world, guild, rest)
        }
        _ => Err(no_route()),
    }
}

fn of_guild(world: &World, guild: &Guild, rest: &[&str]) -> Result<Answer, Refused> {
    match rest {
        [] => Answer::ok(guild.json()),
        ["channels"] => Answer::ok(
            guild
                .channels
                .iter()
                .map(|id| world.channel_json(*id))
                .collect(),
        ),
        ["roles"] => Answer::ok(Value::Array(guild.roles_json())),
        ["roles", role] => {
            let mut roles = guild.roles_json().into_iter();
            let role = roles.find(|known| known["id"] == *role);
            let unknown = Refused::new(404, codes::UNKNOWN_ROLE, "Unknown Role");
            Answer::ok(role.ok_or(unknown)?)
        }
        ["members", user] => {
            let user = if *user == "@me" {
                world.bot.id
            } else {
                id(user)
            };
            let member = guild.member(user).and_then(|_| world.user(user));
            let unknown = Refused::new(404, codes::UNKNOWN_MEMBER, "Unknown Member");
            Answer::ok(guild.member_json(member.ok_or(unknown)?))
        }
        _ => Err(no_route()),
    }
}

impl World {
    /// The address of the gateway, without a query and, as Discord's own, without a path.
    pub(crate) fn gateway_url(&self) -> String {
        format!("ws://{}", self.address)
    }

    /// The application as it reads itself.
    pub(super) fn application_json(&self) -> Value {
        let owner = self.guilds.first().map_or(0, |guild| guild.owner);
        json!({
            "id": self.application.to_string(),
            "name": self.bot.name,
            "icon": null,
            "description": "",
            "rpc_origins": [],
            "bot_public": true,
            "bot_require_code_grant": false,
            "owner": self.user_json(owner),
            "team": null,
            "verify_key": "0".repeat(64),
            "flags": self.application_flags(),
            "integration_types_config": {"0": {}},
            "approximate_guild_count": self.guilds.len(),
            "bot": self.bot.json(),
        })
    }

    /// What the application's flags say about its privileged intents.
    pub(crate) fn application_flags(&self) -> u64 {
        // Presences, members and message content for a bot in fewer than 100 guilds.
        [(8, 13), (1, 15), (15, 19)]
            .iter()
            .filter(|(intent, _)| self.rules.privileged & (1 << intent) != 0)
            .fold(1 << 23, |flags, (_, flag)| flags | 1 << flag)
    }
}
