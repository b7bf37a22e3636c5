//! Founding guilds and letting people in. Never sends an event.

use super::World;
use super::guild::{Channel, ChannelKind, Guild, Member, Role, User};
use crate::clock::Clock;
use crate::permissions;

impl World {
    /// Founds a guild with its owner, its channels and the bot.
    pub(crate) fn found_guild(&mut self, clock: &Clock, nth: usize) -> u64 {
        // A step of one in the bits that choose the shard, so that guilds spread over shards.
        let id = clock.snowflake() + ((nth as u64) << 22);
        let owner = self.person("Owner", clock);
        let mut guild = Guild {
            id,
            name: if nth == 0 {
                "Riverside".to_owned()
            } else {
                format!("Riverside {nth}")
            },
            owner,
            roles: vec![Role {
                id,
                name: "@everyone".to_owned(),
                permissions: permissions::MEMBER,
            }],
            members: Vec::new(),
            channels: Vec::new(),
            locale: "en-US".to_owned(),
        };
        for user in [owner, self.bot.id] {
            guild.members.push(Member {
                user,
                roles: Vec::new(),
                permissions: 0,
            });
        }
        let texts = self
            .rules
            .channels
            .iter()
            .map(|name| (name, ChannelKind::Text));
        let forums = self
            .rules
            .forums
            .iter()
            .map(|name| (name, ChannelKind::Forum));
        for (name, kind) in texts.chain(forums) {
            let channel = clock.snowflake();
            guild.channels.push(channel);
            self.channels
                .insert(channel, Channel::new(channel, id, kind, name));
        }
        self.guilds.push(guild);
        id
    }

    /// The user of this name; a new one if there is none.
    pub(crate) fn person(&mut self, name: &str, clock: &Clock) -> u64 {
        if let Some(known) = self.users.values().find(|user| user.name == name) {
            return known.id;
        }
        let id = clock.snowflake();
        self.users.insert(id, User::new(id, name, false));
        id
    }

    /// The member of this name, with these permissions beside those of everyone; joins if there
    /// is none.
    pub(crate) fn join(&mut self, guild: u64, name: &str, permissions: u64, clock: &Clock) -> u64 {
        let user = self.person(name, clock);
        if let Some(guild) = self.guilds.iter_mut().find(|known| known.id == guild) {
            match guild.members.iter_mut().find(|member| member.user == user) {
                Some(member) => member.permissions |= permissions,
                None => guild.members.push(Member {
                    user,
                    roles: Vec::new(),
                    permissions,
                }),
            }
        }
        user
    }
}
