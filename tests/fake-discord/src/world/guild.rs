//! Users, guilds, members, roles and channels, and their JSON. Never a message.

use serde_json::{Value, json};

use crate::clock::created_at;
use crate::permissions;

/// What kind of channel it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChannelKind {
    /// An ordinary text channel.
    Text,
    /// A private channel between the bot and one person.
    Private,
    /// A channel whose messages other guilds follow.
    Announcement,
    /// A channel of posts, each a thread.
    Forum,
    /// A thread that all may see.
    Thread,
}

impl ChannelKind {
    pub(crate) fn number(self) -> u8 {
        match self {
            Self::Text => 0,
            Self::Private => 1,
            Self::Announcement => 5,
            Self::Thread => 11,
            Self::Forum => 15,
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct User {
    pub(crate) id: u64,
    pub(crate) name: String,
    pub(crate) bot: bool,
    pub(crate) locale: String,
    /// Whether the person takes no private messages.
    pub(crate) takes_no_private_messages: bool,
}

impl User {
    pub(crate) fn new(id: u64, name: &str, bot: bool) -> Self {
        Self {
            id,
            name: name.to_owned(),
            bot,
            locale: "en-US".to_owned(),
            takes_no_private_messages: false,
        }
    }

    pub(crate) fn json(&self) -> Value {
        json!({
            "id": self.id.to_string(),
            "username": if self.bot { self.name.clone() } else { self.name.to_lowercase() },
            "global_name": if self.bot { Value::Null } else { json!(self.name) },
            "discriminator": if self.bot { "4242" } else { "0" },
            "avatar": null,
            "bot": self.bot,
            "public_flags": 0,
            "primary_guild": null,
            "avatar_decoration_data": null,
        })
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Role {
    pub(crate) id: u64,
    pub(crate) name: String,
    pub(crate) permissions: u64,
}

#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub(crate) user: u64,
    pub(crate) roles: Vec<u64>,
    /// Beyond those of the roles.
    pub(crate) permissions: u64,
}

#[derive(Debug)]
pub(crate) struct Guild {
    pub(crate) id: u64,
    pub(crate) name: String,
    pub(crate) owner: u64,
    /// The role that everyone has is the first, and has the guild's id.
    pub(crate) roles: Vec<Role>,
    pub(crate) members: Vec<Member>,
    pub(crate) channels: Vec<u64>,
    pub(crate) locale: String,
}

impl Guild {
    pub(crate) fn member(&self, user: u64) -> Option<&Member> {
        self.members.iter().find(|member| member.user == user)
    }

    /// What a member may do, fully expanded: an administrator has every bit.
    pub(crate) fn permissions(&self, user: u64) -> u64 {
        let Some(member) = self.member(user) else {
            return 0;
        };
        let own = self
            .roles
            .iter()
            .filter(|role| role.id == self.id || member.roles.contains(&role.id))
            .fold(member.permissions, |bits, role| bits | role.permissions);
        if user == self.owner || own & permissions::ADMINISTRATOR != 0 {
            permissions::ALL
        } else {
            own
        }
    }

    /// A member as JSON, without the user that it comes with.
    pub(crate) fn partial_member_json(&self, user: u64) -> Value {
        let roles = self.member(user).map_or(&[][..], |member| &member.roles);
        json!({
            "roles": roles.iter().map(u64::to_string).collect::<Vec<_>>(),
            "nick": null,
            "avatar": null,
            "joined_at": created_at(self.id),
            "premium_since": null,
            "deaf": false,
            "mute": false,
            "pending": false,
            "flags": 0,
            "communication_disabled_until": null,
        })
    }

    pub(crate) fn member_json(&self, user: &User) -> Value {
        let mut member = self.partial_member_json(user.id);
        member["user"] = user.json();
        member
    }

    pub(crate) fn role_json(role: &Role, position: usize) -> Value {
        json!({
            "id": role.id.to_string(),
            "name": role.name,
            "color": 0,
            "colors": {"primary_color": 0, "secondary_color": null, "tertiary_color": null},
            "hoist": false,
            "icon": null,
            "unicode_emoji": null,
            "position": position,
            "permissions": role.permissions.to_string(),
            "managed": false,
            "mentionable": true,
            "flags": 0,
        })
    }

    pub(crate) fn roles_json(&self) -> Vec<Value> {
        let roles = self.roles.iter().enumerate();
        roles
            .map(|(nth, role)| Self::role_json(role, nth))
            .collect()
    }

    /// The guild as REST answers it.
    pub(crate) fn json(&self) -> Value {
        json!({
            "id": self.id.to_string(),
            "name": self.name,
            "icon": null,
            "splash": null,
            "discovery_splash": null,
            "owner_id": self.owner.to_string(),
            "afk_channel_id": null,
            "afk_timeout": 300,
            "default_message_notifications": 0,
            "explicit_content_filter": 0,
            "mfa_level": 0,
            "nsfw_level": 0,
            "nsfw": false,
            "verification_level": 1,
            "premium_tier": 0,
            "premium_subscription_count": 0,
            "premium_progress_bar_enabled": false,
            "preferred_locale": self.locale,
            "system_channel_id": null,
            "system_channel_flags": 0,
            "rules_channel_id": null,
            "public_updates_channel_id": null,
            "safety_alerts_channel_id": null,
            "vanity_url_code": null,
            "description": null,
            "banner": null,
            "application_id": null,
            "features": [],
            "roles": self.roles_json(),
            "emojis": [],
            "stickers": [],
        })
    }
}

#[derive(Debug)]
pub(crate) struct Channel {
    pub(crate) id: u64,
    pub(crate) guild: Option<u64>,
    pub(crate) kind: ChannelKind,
    pub(crate) name: String,
    pub(crate) parent: Option<u64>,
    /// Who opened the thread.
    pub(crate) owner: Option<u64>,
    /// The person of a private channel.
    pub(crate) recipient: Option<u64>,
    /// What the bot may not do here.
    pub(crate) denied_to_bot: u64,
    pub(crate) messages: Vec<u64>,
    /// The newest message of the bot that a test was given.
    pub(crate) given: u64,
}

impl Channel {
    pub(crate) fn new(id: u64, guild: u64, kind: ChannelKind, name: &str) -> Self {
        Self {
            id,
            guild: Some(guild),
            kind,
            name: name.to_owned(),
            parent: None,
            owner: None,
            recipient: None,
            denied_to_bot: 0,
            messages: Vec::new(),
            given: 0,
        }
    }

    pub(crate) fn private(id: u64, recipient: u64) -> Self {
        Self {
            guild: None,
            recipient: Some(recipient),
            ..Self::new(id, 0, ChannelKind::Private, "")
        }
    }

    /// A channel or a thread of a guild.
    pub(crate) fn json(&self) -> Value {
        let mut json = json!({
            "id": self.id.to_string(),
            "guild_id": self.guild.map(|id| id.to_string()),
            "type": self.kind.number(),
            "name": self.name,
            "parent_id": self.parent.map(|id| id.to_string()),
            "last_message_id": self.messages.last().map(u64::to_string),
            "flags": 0,
        });
        if self.kind == ChannelKind::Thread {
            json["owner_id"] = json!(self.owner.map(|id| id.to_string()));
            json["message_count"] = json!(self.messages.len().saturating_sub(1));
            json["member_count"] = json!(1);
            json["total_message_sent"] = json!(self.messages.len().saturating_sub(1));
            json["rate_limit_per_user"] = json!(0);
            json["thread_metadata"] = json!({
                "archived": false,
                "auto_archive_duration": 1440,
                "archive_timestamp": created_at(self.id),
                "create_timestamp": created_at(self.id),
                "locked": false,
            });
        } else {
            json["position"] = json!(0);
            json["topic"] = Value::Null;
            json["nsfw"] = json!(false);
            json["rate_limit_per_user"] = json!(0);
            json["permission_overwrites"] = json!([]);
        }
        if self.kind == ChannelKind::Forum {
            json["available_tags"] = json!([]);
        }
        json
    }
}
