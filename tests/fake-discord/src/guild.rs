//! A test's view of a guild: its channels, and who is in it. Never sends what the bot sends.

use std::sync::Arc;

use serde_json::json;

use crate::permissions;
use crate::shared::Shared;
use crate::world::guild::{Channel as StoredChannel, ChannelKind, Role};
use crate::{Channel, Person};

/// A guild that the bot is in.
#[derive(Clone, Debug)]
pub struct Guild {
    shared: Arc<Shared>,
    id: u64,
}

impl Guild {
    pub(crate) fn new(shared: Arc<Shared>, id: u64) -> Self {
        Self { shared, id }
    }

    /// Its id.
    pub fn id(&self) -> u64 {
        self.id
    }

    /// A channel by its name.
    ///
    /// # Panics
    ///
    /// If there is none of this name.
    pub fn channel(&self, name: &str) -> Channel {
        self.find_channel(name)
            .unwrap_or_else(|| panic!("the guild has no channel {name:?}"))
    }

    /// A channel by its name, if there is one.
    pub fn find_channel(&self, name: &str) -> Option<Channel> {
        let world = self.shared.world();
        let channels = &world.guild(self.id)?.channels;
        let id = channels.iter().find(|id| world.channels[id].name == name)?;
        Some(Channel::new(Arc::clone(&self.shared), *id))
    }

    /// Adds a channel, and tells the bot.
    pub fn add_channel(&self, name: &str, kind: ChannelKind) -> Channel {
        let id = self.shared.clock.snowflake();
        self.shared.update(|world| {
            let channel = StoredChannel::new(id, self.id, kind, name);
            let json = channel.json();
            world.channels.insert(id, channel);
            if let Some(guild) = world.guilds.iter_mut().find(|guild| guild.id == self.id) {
                guild.channels.push(id);
            }
            world.dispatch("CHANNEL_CREATE", Some(self.id), &json, None);
        });
        Channel::new(Arc::clone(&self.shared), id)
    }

    /// A member by name, who joins if there is none.
    pub fn member(&self, name: &str) -> Person {
        self.member_with(name, 0)
    }

    /// A member who may manage the guild.
    pub fn moderator(&self, name: &str) -> Person {
        self.member_with(
            name,
            permissions::MANAGE_GUILD | permissions::MANAGE_MESSAGES,
        )
    }

    /// A member with these permissions beside those that everyone has.
    pub fn member_with(&self, name: &str, permissions: u64) -> Person {
        let clock = &self.shared.clock;
        let user = self
            .shared
            .update(|world| world.join(self.id, name, permissions, clock));
        Person::new(Arc::clone(&self.shared), user, self.id)
    }

    /// Another bot.
    pub fn other_bot(&self, name: &str) -> Person {
        let bot = self.member(name);
        self.shared.update(|world| {
            if let Some(user) = world.users.get_mut(&bot.id()) {
                user.bot = true;
            }
        });
        bot
    }

    /// Who owns the guild.
    pub fn owner(&self) -> Person {
        let owner = self
            .shared
            .world()
            .guild(self.id)
            .map_or(0, |guild| guild.owner);
        Person::new(Arc::clone(&self.shared), owner, self.id)
    }

    /// Adds a role and gives its id.
    pub fn add_role(&self, name: &str, permissions: u64) -> u64 {
        let id = self.shared.clock.snowflake();
        self.shared.update(|world| {
            if let Some(guild) = world.guilds.iter_mut().find(|guild| guild.id == self.id) {
                guild.roles.push(Role {
                    id,
                    name: name.to_owned(),
                    permissions,
                });
            }
        });
        id
    }

    /// Gives a member a role.
    pub fn give_role(&self, person: &Person, role: u64) {
        self.shared.update(|world| {
            let guild = world.guilds.iter_mut().find(|guild| guild.id == self.id);
            let members = guild.into_iter().flat_map(|guild| &mut guild.members);
            for member in members.filter(|member| member.user == person.id()) {
                member.roles.push(role);
            }
        });
    }

    /// Deletes a channel, and tells the bot.
    pub fn removes_channel(&self, channel: &Channel) {
        self.shared.update(|world| {
            let Some(gone) = world.channels.remove(&channel.id()) else {
                return;
            };
            for guild in world.guilds.iter_mut().filter(|guild| guild.id == self.id) {
                guild.channels.retain(|id| *id != gone.id);
            }
            world.dispatch("CHANNEL_DELETE", Some(self.id), &gone.json(), None);
        });
    }

    /// Deletes a role, which its members lose, and tells the bot.
    pub fn removes_role(&self, role: u64) {
        self.shared.update(|world| {
            for guild in world.guilds.iter_mut().filter(|guild| guild.id == self.id) {
                guild.roles.retain(|known| known.id != role);
                for member in &mut guild.members {
                    member.roles.retain(|known| *known != role);
                }
            }
            let gone = json!({"guild_id": self.id.to_string(), "role_id": role.to_string()});
            world.dispatch("GUILD_ROLE_DELETE", Some(self.id), &gone, None);
        });
    }

    /// Sends the bot away.
    pub fn removes_bot(&self) {
        self.shared.update(|world| {
            let gone = json!({"id": self.id.to_string()});
            world.dispatch("GUILD_DELETE", Some(self.id), &gone, None);
            world.guilds.retain(|guild| guild.id != self.id);
        });
    }

    /// Sets the guild's language, as Discord names it: `en-US`, `pt-BR`. The bot is told.
    pub fn speaks(&self, locale: &str) {
        self.shared.update(|world| {
            let mut guilds = world.guilds.iter_mut();
            let Some(guild) = guilds.find(|guild| guild.id == self.id) else {
                return;
            };
            locale.clone_into(&mut guild.locale);
            let json = guild.json();
            world.dispatch("GUILD_UPDATE", Some(self.id), &json, None);
        });
    }
}
