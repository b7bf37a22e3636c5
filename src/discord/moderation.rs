//! Who may do what beyond asking, checked by the bot itself whatever Discord checked before,
//! and the note of it in the log channel.

use std::hash::{BuildHasher as _, RandomState};

use serenity::all::{
    ChannelId, CommandInteraction, ComponentInteraction, GuildId, Member, ModalInteraction,
    Permissions, Timestamp, UserId,
};

use super::bot::Bot;
use super::failure::Trouble;
use super::reply::{File, Reply};
use super::text::unescaped;
use crate::editing::Place;
use crate::journal::{Deed, now};

/// Who does something beyond asking, and where: by a command, a button or a form.
#[derive(Debug, Clone, Copy)]
pub struct Actor<'a> {
    /// Who.
    pub user: UserId,
    /// In which server; none in a direct message.
    pub server: Option<GuildId>,
    /// Their roles and permissions there, as Discord says with every interaction.
    member: Option<&'a Member>,
    /// The id of the interaction.
    call: u64,
}

impl<'a> From<&'a CommandInteraction> for Actor<'a> {
    fn from(call: &'a CommandInteraction) -> Self {
        Self {
            user: call.user.id,
            server: call.guild_id,
            member: call.member.as_deref(),
            call: call.id.get(),
        }
    }
}

impl<'a> From<&'a ComponentInteraction> for Actor<'a> {
    fn from(call: &'a ComponentInteraction) -> Self {
        Self {
            user: call.user.id,
            server: call.guild_id,
            member: call.member.as_ref(),
            call: call.id.get(),
        }
    }
}

impl<'a> From<&'a ModalInteraction> for Actor<'a> {
    fn from(call: &'a ModalInteraction) -> Self {
        Self {
            user: call.user.id,
            server: call.guild_id,
            member: call.member.as_ref(),
            call: call.id.get(),
        }
    }
}

impl Bot {
    /// Whether the actor is a moderator of the server in which they act.
    pub fn require_moderator<'a>(&self, actor: impl Into<Actor<'a>>) -> Result<(), Trouble> {
        let actor = actor.into();
        if self.owners.contains(&actor.user) {
            return Ok(());
        }
        let member = actor.member.ok_or(Trouble::NotModerator)?;
        let permissions = member.permissions.unwrap_or_default();
        let by_permission =
            permissions.intersects(Permissions::MANAGE_GUILD | Permissions::ADMINISTRATOR);
        let settings = self.settings.of(actor.server.map(GuildId::get));
        let (everywhere, here) = (&self.config.moderator_roles, &settings.moderator_roles);
        let mut roles = member.roles.iter().map(|role| role.get());
        let by_role = roles.any(|role| everywhere.contains(&role) || here.contains(&role));
        if by_permission || by_role {
            Ok(())
        } else {
            Err(Trouble::NotModerator)
        }
    }

    /// Whether the actor manages the server in which they act. Who is a moderator by a role is
    /// not enough where roles are named: they could name their friends'.
    pub fn require_manager<'a>(&self, actor: impl Into<Actor<'a>>) -> Result<(), Trouble> {
        let actor = actor.into();
        let permissions = actor.member.and_then(|member| member.permissions);
        let manages = permissions.is_some_and(|permissions| {
            permissions.intersects(Permissions::MANAGE_GUILD | Permissions::ADMINISTRATOR)
        });
        if manages || self.owners.contains(&actor.user) {
            Ok(())
        } else {
            Err(Trouble::NotManager)
        }
    }

    /// Whether the actor may change the articles that all servers share: the owner of the
    /// application, and moderators of the home servers.
    pub fn require_home_moderator<'a>(&self, actor: impl Into<Actor<'a>>) -> Result<(), Trouble> {
        let actor = actor.into();
        self.require_moderator(actor)?;
        if self.owners.contains(&actor.user) {
            return Ok(());
        }
        let home = &self.config.home_servers;
        match actor.server {
            Some(server) if home.contains(&server.get()) => Ok(()),
            _ => Err(Trouble::NotHome),
        }
    }

    /// Which server an actor may look into: their own; in a direct message, where nobody but the
    /// owner of the application is a moderator, all of them (none).
    pub fn scope<'a>(&self, actor: impl Into<Actor<'a>>) -> Result<Option<u64>, Trouble> {
        let actor = actor.into();
        self.require_moderator(actor)?;
        Ok(actor.server.map(GuildId::get))
    }

    /// The part of the corpus that the actor changes with a command: what all servers share, for
    /// those who keep that; else what is their server's own.
    pub fn place_for<'a>(&self, actor: impl Into<Actor<'a>>) -> Result<Place, Trouble> {
        let actor = actor.into();
        match (self.require_home_moderator(actor), actor.server) {
            (Ok(()), _) => Ok(Place::shared()),
            (Err(Trouble::NotHome), Some(server)) => Ok(Place::of_server(server.get())),
            (Err(trouble), _) => Err(trouble),
        }
    }

    /// Whether the actor may change that part of the corpus.
    pub fn require_place<'a>(
        &self,
        actor: impl Into<Actor<'a>>,
        place: &Place,
    ) -> Result<(), Trouble> {
        let actor = actor.into();
        match place.server() {
            None => self.require_home_moderator(actor),
            Some(id) if actor.server == Some(GuildId::new(id.max(1))) => {
                self.require_moderator(actor)
            }
            Some(_) => Err(Trouble::NotModerator),
        }
    }

    /// Notes in the journal, and in the log channel if there is one, what a moderator did:
    /// `what` is the deed, a colon, and what came of it.
    pub async fn note<'a>(&self, actor: impl Into<Actor<'a>>, what: &str) {
        self.note_with_files(actor, what, Vec::new()).await;
    }

    /// As [`Self::note`], of what is one server's own affair: the log channel, which may be in
    /// another server, hears what was done, and not what came of it.
    pub async fn note_own<'a>(&self, actor: impl Into<Actor<'a>>, what: &str) {
        let actor = actor.into();
        self.write_down(actor, what).await;
        let deed = what.split_once(": ").map_or(what, |(deed, _)| deed);
        self.tell_log(actor, deed, Vec::new()).await;
    }

    /// As [`Self::note`], with what goes with it.
    pub async fn note_with_files<'a>(
        &self,
        actor: impl Into<Actor<'a>>,
        what: &str,
        files: Vec<File>,
    ) {
        let actor = actor.into();
        self.write_down(actor, what).await;
        self.tell_log(actor, what, files).await;
    }

    /// Notes a deed in the journal.
    async fn write_down(&self, actor: Actor<'_>, what: &str) {
        if self.journal.is_none() {
            return;
        }
        let (deed, result) = what.split_once(": ").unwrap_or((what, ""));
        let deed = Deed {
            at: Timestamp::now().unix_timestamp(),
            server: actor.server.map(GuildId::get),
            who: Some(actor.user.get()),
            // As people read it: what is shown later is escaped again.
            what: unescaped(deed),
            result: unescaped(result),
        };
        let recorded = self.with_journal(move |journal| journal.record(&deed));
        if let Err(trouble) = recorded.await {
            trouble.log();
        }
    }

    /// Tells the log channel, if there is one, what somebody did.
    async fn tell_log(&self, actor: Actor<'_>, what: &str, files: Vec<File>) {
        let place = actor.server.map_or_else(
            || "a direct message".to_owned(),
            |id| format!("server {id}"),
        );
        let mut line = Reply::line(format!("<@{}> in {place}: {what}", actor.user)).quiet();
        line.files = files;
        // Another number than the call's own, which may be the nonce of an answer.
        let nonce = actor.call.wrapping_add(what.len() as u64);
        self.post_log(&line, nonce).await;
    }

    /// Tells the log channel, if there is one, what happened by itself.
    pub async fn tell_log_channel(&self, text: &str) {
        let nonce = RandomState::new().hash_one(now());
        self.post_log(&Reply::line(text).quiet(), nonce).await;
    }

    async fn post_log(&self, line: &Reply, nonce: u64) {
        if self.config.log_channel == 0 {
            return;
        }
        let channel = ChannelId::new(self.config.log_channel);
        if let Err(error) = self.delivery.post(channel, line, None, nonce).await {
            tracing::warn!(%error, "the log channel cannot be written to");
        }
    }
}
