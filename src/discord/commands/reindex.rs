//! `/reindex`: brings the index up to date while members go on asking.

use std::convert::Infallible;
use std::sync::Arc;

use super::super::delivery::Call;
use super::super::renewal::{Work, renew};
use super::Context;
use crate::sources::RefreshOptions;

/// Read the articles again
#[poise::command(
    slash_command,
    default_member_permissions = "MANAGE_GUILD",
    install_context = "Guild",
    interaction_context = "Guild|BotDm"
)]
pub async fn reindex(
    ctx: Context<'_>,
    #[description = "Read every article again, whether it changed or not"] full: Option<bool>,
    #[description = "Fetch what is new from all sources first"] refresh: Option<bool>,
) -> Result<(), Infallible> {
    let full = full.unwrap_or(false);
    let refresh = refresh.unwrap_or(false).then(RefreshOptions::default);
    let name = match (&refresh, full) {
        (None, false) => "reindex",
        (None, true) => "full reindex",
        (Some(_), false) => "reindex with a refresh of all sources",
        (Some(_), true) => "full reindex with a refresh of all sources",
    };
    let bot = Arc::clone(ctx.data());
    let work = Work {
        name: name.to_owned(),
        refresh,
        full,
        by_button: false,
    };
    renew(&bot, Call::from(ctx.interaction), ctx.interaction, work).await;
    Ok(())
}
