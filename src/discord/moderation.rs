//! Who may do what beyond asking, checked by the bot itself whatever Discord checked before,
//! and the note of it in the log channel.

use serenity::all::{
    ChannelId, CommandInteraction, ComponentInteraction, GuildId, Member, ModalInteraction,
    Permissions, Timestamp, UserId,
};

use super::bot::Bot;
use super::failure::Trouble;
use super::reply::{File, Reply};
use crate::editing::Place;
use crate::journal::Deed;

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
        let roles = &self.config.moderator_roles;
        let by_role = member.roles.iter().any(|role| roles.contains(&role.get()));
        if by_permission || by_role {
            Ok(())
        } else {
            Err(Trouble::NotModerator)
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

    /// The part of the corpus that the actor may change with a command: what all servers share.
    pub fn place_for<'a>(&self, actor: impl Into<Actor<'a>>) -> Result<Place, Trouble> {
        self.require_home_moderator(actor)?;
        Ok(Place::shared())
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

    /// As [`Self::note`], with what goes with it.
    pub async fn note_with_files<'a>(
        &self,
        actor: impl Into<Actor<'a>>,
        what: &str,
        files: Vec<File>,
    ) {
        let actor = actor.into();
        let (deed, result) = what.split_once(": ").unwrap_or((what, ""));
        let deed = Deed {
            at: Timestamp::now().unix_timestamp(),
            server: actor.server.map(GuildId::get),
            who: Some(actor.user.get()),
            what: deed.to_owned(),
            result: result.to_owned(),
        };
        if self.journal.is_some()
            && let Err(trouble) = self
                .with_journal(move |journal| journal.record(&deed))
                .await
        {
            trouble.log();
        }
        if self.config.log_channel == 0 {
            return;
        }
        let place = actor.server.map_or_else(
            || "a direct message".to_owned(),
            |id| format!("server {id}"),
        );
        let mut line = Reply::line(format!("<@{}> in {place}: {what}", actor.user)).quiet();
        line.files = files;
        let channel = ChannelId::new(self.config.log_channel);
        // Another number than the call's own, which may be the nonce of an answer.
        let nonce = actor.call.wrapping_add(what.len() as u64);
        if let Err(error) = self.delivery.post(channel, &line, None, nonce).await {
            tracing::warn!(%error, "the log channel cannot be written to");
        }
    }
}
