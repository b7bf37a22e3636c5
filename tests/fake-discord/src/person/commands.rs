//! Using the bot's commands, held to what was registered as Discord's client holds people to it.

use serde_json::{Value, json};

use super::Person;
use super::options::{Typed, encode};
use super::payload::Beginning;
use crate::permissions;
use crate::world::World;
use crate::world::interaction::InteractionKind;
use crate::{Channel, Interaction, Message};

/// Discord's numbers for the types of command.
const CHAT_INPUT: u64 = 1;
const USER: u64 = 2;
const MESSAGE: u64 = 3;

impl Person {
    /// Uses a slash command; subcommands are named after a space. Options are an object such as
    /// `json!({"question": "What is fascia?"})`.
    ///
    /// Waits until the bot has registered its commands.
    ///
    /// # Panics
    ///
    /// If Discord's client would not let this person send it here: an unknown command or option,
    /// a missing or wrong value, a missing permission.
    pub async fn slash(&self, channel: &Channel, command: &str, options: Value) -> Interaction {
        self.wait_for_commands().await;
        let sent = self.try_slash(channel, command, &options);
        sent.unwrap_or_else(|why| panic!("/{command} cannot be sent: {why}"))
    }

    /// Types into an option of a slash command; `others` are the options filled in before.
    ///
    /// # Panics
    ///
    /// As [`Self::slash`]; or if the option has no autocomplete.
    pub async fn types(
        &self,
        channel: &Channel,
        command: &str,
        option: &str,
        text: &str,
        others: Value,
    ) -> Interaction {
        self.wait_for_commands().await;
        let sent = self.try_types(channel, command, option, text, others);
        sent.unwrap_or_else(|why| panic!("/{command} cannot be typed: {why}"))
    }

    /// As [`Self::slash`], at once; says why Discord's client would not send it.
    pub fn try_slash(
        &self,
        channel: &Channel,
        command: &str,
        options: &Value,
    ) -> Result<Interaction, String> {
        self.try_command(channel, command, options, None)
    }

    /// As [`Self::types`], at once; says why Discord's client would not send it.
    pub fn try_types(
        &self,
        channel: &Channel,
        command: &str,
        option: &str,
        text: &str,
        others: Value,
    ) -> Result<Interaction, String> {
        let mut options = if others.is_null() { json!({}) } else { others };
        options[option] = json!(text);
        self.try_command(channel, command, &options, Some(option))
    }

    /// Uses a command of the context menu of a message.
    ///
    /// # Panics
    ///
    /// As [`Self::slash`].
    pub async fn message_command(&self, message: &Message, command: &str) -> Interaction {
        let id = message.id().to_string();
        let mut data = json!({"target_id": id, "resolved": {"messages": {}}});
        // The target carries its content whatever the intents.
        data["resolved"]["messages"][&id] = message.now().json().clone();
        let channel = Channel::new(std::sync::Arc::clone(&self.shared), message.channel_id());
        self.menu(&channel, command, MESSAGE, data).await
    }

    /// Uses a command of the context menu of a person.
    ///
    /// # Panics
    ///
    /// As [`Self::slash`].
    pub async fn user_command(
        &self,
        channel: &Channel,
        target: &Self,
        command: &str,
    ) -> Interaction {
        let id = target.id().to_string();
        let mut data = json!({"target_id": id, "resolved": {"users": {}, "members": {}}});
        {
            let world = self.shared.world();
            data["resolved"]["users"][&id] = world.user_json(target.id());
            if let Some(guild) = world.guild(self.guild) {
                let mut member = guild.partial_member_json(target.id());
                member["permissions"] = json!(guild.permissions(target.id()).to_string());
                data["resolved"]["members"][&id] = member;
            }
        }
        self.menu(channel, command, USER, data).await
    }

    /// Uses a slash command that Discord's client would not let this person send here, as a
    /// changed client can: neither permission nor options are checked.
    ///
    /// # Panics
    ///
    /// If there is no such command.
    pub async fn forges_slash(
        &self,
        channel: &Channel,
        command: &str,
        options: Value,
    ) -> Interaction {
        let name = command.split(' ').next().unwrap_or_default();
        self.wait_for_commands().await;
        let registered = self.registered(channel, name, CHAT_INPUT);
        let registered = registered.unwrap_or_else(|why| panic!("/{command}: {why}"));
        let typed = Typed {
            person: self,
            options: &options,
            focused: None,
            forged: true,
        };
        let encoded = encode(&registered, command, &typed).unwrap_or_default();
        self.send(channel, &registered, InteractionKind::Command, encoded)
    }

    /// Sends an interaction of any content: `data` as Discord's JSON.
    pub fn forges(&self, channel: &Channel, kind: InteractionKind, data: Value) -> Interaction {
        let beginning = Beginning {
            kind,
            name: data["name"].as_str().unwrap_or_default().to_owned(),
            data,
            message: None,
            asked: None,
        };
        self.begin(channel, beginning)
    }

    /// Whether Discord's client shows this person a command here.
    pub fn sees_command(&self, channel: &Channel, command: &str) -> bool {
        let world = self.shared.world();
        let here = Self::commands_here(&world, channel);
        here.into_iter()
            .any(|known| known["name"] == command && self.may(&world, known))
    }

    fn try_command(
        &self,
        channel: &Channel,
        command: &str,
        options: &Value,
        focused: Option<&str>,
    ) -> Result<Interaction, String> {
        let name = command.split(' ').next().unwrap_or_default();
        let registered = self.registered(channel, name, CHAT_INPUT)?;
        self.check_may(&registered)?;
        let typed = Typed {
            person: self,
            options,
            focused,
            forged: false,
        };
        let encoded = encode(&registered, command, &typed)?;
        let kind = match focused {
            Some(_) => InteractionKind::Autocomplete,
            None => InteractionKind::Command,
        };
        Ok(self.send(channel, &registered, kind, encoded))
    }

    async fn menu(&self, channel: &Channel, command: &str, kind: u64, data: Value) -> Interaction {
        self.wait_for_commands().await;
        let registered = self.registered(channel, command, kind);
        let registered = registered.and_then(|known| self.check_may(&known).map(|()| known));
        let registered = registered.unwrap_or_else(|why| panic!("{command:?}: {why}"));
        self.send(channel, &registered, InteractionKind::Command, data)
    }

    fn send(
        &self,
        channel: &Channel,
        registered: &Value,
        kind: InteractionKind,
        mut data: Value,
    ) -> Interaction {
        for key in ["id", "name", "type", "guild_id"] {
            if let Some(value) = registered.get(key) {
                data[key] = value.clone();
            }
        }
        let beginning = Beginning {
            kind,
            name: registered["name"].as_str().unwrap_or_default().to_owned(),
            data,
            message: None,
            asked: None,
        };
        self.begin(channel, beginning)
    }

    /// The commands that there are in a channel, for anyone.
    fn commands_here<'a>(world: &'a World, channel: &Channel) -> Vec<&'a Value> {
        let guild = world
            .channels
            .get(&channel.id())
            .and_then(|channel| channel.guild);
        let context = i32::from(guild.is_none());
        let all = world.commands.iter().filter(|(scope, _)| match scope {
            crate::Scope::Global => true,
            crate::Scope::Guild(id) => Some(*id) == guild,
        });
        let all = all.flat_map(|(_, commands)| commands);
        all.filter(|command| match command["contexts"].as_array() {
            Some(contexts) => contexts.iter().any(|known| *known == context),
            None => guild.is_some() || command["dm_permission"] != false,
        })
        .collect()
    }

    async fn wait_for_commands(&self) {
        let any = |world: &World| (!world.commands.is_empty()).then_some(());
        self.shared
            .wait_for("command registered by the bot", any)
            .await;
    }

    fn registered(&self, channel: &Channel, name: &str, kind: u64) -> Result<Value, String> {
        let world = self.shared.world();
        let here = Self::commands_here(&world, channel);
        let is = |command: &Value| command["type"].as_u64().unwrap_or(1) == kind;
        let found = here.iter().find(|known| known["name"] == name && is(known));
        let names: Vec<&str> = here
            .iter()
            .filter_map(|known| known["name"].as_str())
            .collect();
        let found = found.map(|command| (*command).clone());
        found.ok_or_else(|| format!("there is no command {name:?} here, only {names:?}"))
    }

    fn may(&self, world: &World, command: &Value) -> bool {
        let needed = command["default_member_permissions"].as_str();
        let needed = needed.and_then(|bits| bits.parse::<u64>().ok());
        let has = world
            .guild(self.guild)
            .map_or(0, |guild| guild.permissions(self.user));
        match needed {
            None => true,
            // Nobody but administrators.
            Some(0) => has & permissions::ADMINISTRATOR != 0,
            Some(needed) => has & needed == needed,
        }
    }

    fn check_may(&self, command: &Value) -> Result<(), String> {
        if self.may(&self.shared.world(), command) {
            return Ok(());
        }
        Err(format!(
            "Discord hides {} from this person; forge it to try",
            command["name"]
        ))
    }
}
