//! `/corpus remove`, `/corpus rename` and `/corpus undo`.

use std::convert::Infallible;

use super::super::super::delivery::Call;
use super::super::{Context, languages};
use super::preview::Extras;
use super::{names, origin};

/// Remove an article
#[poise::command(slash_command)]
pub async fn remove(
    ctx: Context<'_>,
    #[description = "The article"]
    #[autocomplete = "names::typed"]
    title: String,
) -> Result<(), Infallible> {
    let bot = ctx.data();
    let work = async {
        let place = bot.place_for(ctx.interaction)?;
        let path = names::resolve(bot, &place, title, false).await?;
        let origin = origin(ctx.interaction, place);
        super::prepare(bot, Extras::default(), languages(&ctx).own, move |editor| {
            editor.plan_remove(origin, &path)
        })
        .await
    };
    bot.serve(Call::from(ctx.interaction), true, work).await;
    Ok(())
}

/// Give an article another title, another file name, or both
#[poise::command(slash_command)]
pub async fn rename(
    ctx: Context<'_>,
    #[description = "The article"]
    #[autocomplete = "names::typed"]
    title: String,
    #[description = "Its new title"]
    #[max_length = 200]
    new_title: Option<String>,
    #[description = "Its new file, with folders: knots/what-is-a-knot.md"]
    #[max_length = 300]
    new_path: Option<String>,
) -> Result<(), Infallible> {
    let bot = ctx.data();
    let work = async {
        let place = bot.place_for(ctx.interaction)?;
        let path = names::resolve(bot, &place, title, false).await?;
        let origin = origin(ctx.interaction, place);
        super::prepare(bot, Extras::default(), languages(&ctx).own, move |editor| {
            editor.plan_rename(origin, &path, new_path.as_deref(), new_title.as_deref())
        })
        .await
    };
    bot.serve(Call::from(ctx.interaction), true, work).await;
    Ok(())
}

/// Take back the last change, of one article or of all
#[poise::command(slash_command)]
pub async fn undo(
    ctx: Context<'_>,
    #[description = "The article; without it, the last change of all"]
    #[autocomplete = "names::typed_or_gone"]
    title: Option<String>,
) -> Result<(), Infallible> {
    let bot = ctx.data();
    let work = async {
        let place = bot.place_for(ctx.interaction)?;
        let path = match title {
            Some(title) => Some(names::resolve(bot, &place, title, true).await?),
            None => None,
        };
        let origin = origin(ctx.interaction, place);
        super::prepare(bot, Extras::default(), languages(&ctx).own, move |editor| {
            editor.plan_undo(origin, path.as_ref())
        })
        .await
    };
    bot.serve(Call::from(ctx.interaction), true, work).await;
    Ok(())
}
