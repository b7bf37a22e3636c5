//! Channels and roles that are set and no longer exist.

use std::collections::HashSet;

use serenity::all::GuildId;
use serenity::http::Route;

use crate::discord::bot::Bot;
use crate::discord::failure::Trouble;
use crate::journal::ServerSettings;

/// Takes channels and roles off that Discord no longer knows; says how many. Where Discord does
/// not tell, all stay.
pub async fn clean(bot: &Bot, server: GuildId) -> Result<usize, Trouble> {
    let settings = bot.settings.of(Some(server.get()));
    let channels = settings.channels.iter().chain(&settings.thread_channels);
    let channels = missing(channels, || async {
        let route = Route::GuildChannels { guild_id: server };
        bot.delivery.glance("channels", route, Vec::new()).await
    });
    let roles = missing(settings.moderator_roles.iter(), || async {
        let route = Route::GuildRoles { guild_id: server };
        bot.delivery.glance("roles", route, Vec::new()).await
    });
    let (channels, roles) = (channels.await, roles.await);
    let gone = channels.len() + roles.len();
    if gone > 0 && bot.settings.can_change() {
        let take_off = move |settings: &mut ServerSettings| {
            settings.channels.retain(|id| !channels.contains(id));
            settings.thread_channels.retain(|id| !channels.contains(id));
            settings.moderator_roles.retain(|id| !roles.contains(id));
        };
        bot.settings.change(server.get(), take_off).await?;
        return Ok(gone);
    }
    Ok(0)
}

/// Those of some ids that are not in the list that Discord gives.
async fn missing<'a, F: Future<Output = Option<serde_json::Value>>>(
    ids: impl Iterator<Item = &'a u64>,
    list: impl FnOnce() -> F,
) -> HashSet<u64> {
    let mut ids: HashSet<u64> = ids.copied().collect();
    if ids.is_empty() {
        return ids;
    }
    let Some(serde_json::Value::Array(known)) = list().await else {
        return HashSet::new();
    };
    for one in known {
        if let Some(id) = one["id"].as_str().and_then(|id| id.parse().ok()) {
            ids.remove(&id);
        }
    }
    ids
}
