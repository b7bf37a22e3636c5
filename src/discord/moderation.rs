//! Who may do what beyond asking, checked by the bot itself whatever Discord checked before,
//! and the note of it in the log channel.

use serenity::all::{ChannelId, CommandInteraction, Permissions};

use super::bot::Bot;
use super::failure::Trouble;
use super::reply::{File, Reply};

impl Bot {
    /// Whether the caller is a moderator of the server in which they call.
    pub fn require_moderator(&self, call: &CommandInteraction) -> Result<(), Trouble> {
        if self.owners.contains(&call.user.id) {
            return Ok(());
        }
        let member = call.member.as_ref().ok_or(Trouble::NotModerator)?;
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

    /// Whether the caller may change the articles that all servers share: the owner of the
    /// application, and moderators of the home servers.
    pub fn require_home_moderator(&self, call: &CommandInteraction) -> Result<(), Trouble> {
        self.require_moderator(call)?;
        if self.owners.contains(&call.user.id) {
            return Ok(());
        }
        let home = &self.config.home_servers;
        match call.guild_id {
            Some(server) if home.contains(&server.get()) => Ok(()),
            _ => Err(Trouble::NotHome),
        }
    }

    /// Notes in the log channel, if there is one, what a moderator did.
    pub async fn note(&self, call: &CommandInteraction, what: &str) {
        self.note_with_files(call, what, Vec::new()).await;
    }

    /// As [`Self::note`], with what goes with it.
    pub async fn note_with_files(&self, call: &CommandInteraction, what: &str, files: Vec<File>) {
        if self.config.log_channel == 0 {
            return;
        }
        let place = call.guild_id.map_or_else(
            || "a direct message".to_owned(),
            |id| format!("server {id}"),
        );
        let mut line = Reply::line(format!("<@{}> in {place}: {what}", call.user.id)).quiet();
        line.files = files;
        let channel = ChannelId::new(self.config.log_channel);
        // Another number than the call's own, which may be the nonce of an answer.
        let nonce = call.id.get().wrapping_add(what.len() as u64);
        if let Err(error) = self.delivery.post(channel, &line, None, nonce).await {
            tracing::warn!(%error, "the log channel cannot be written to");
        }
    }
}
