//! `/corpus remove`, `/corpus rename` and `/corpus undo`.

use std::convert::Infallible;

use super::super::super::delivery::Call;
use super::super::super::failure::Trouble;
use super::super::super::reply::Reply;
use super::super::{Context, languages};
use super::preview::Extras;
use super::{begin, names};
use crate::editing::{ArticlePath, EditError, Editor, Origin, Proposal};

/// Remove an article
#[poise::command(slash_command)]
pub async fn remove(
    ctx: Context<'_>,
    #[description = "The article"]
    #[autocomplete = "names::typed"]
    title: String,
) -> Result<(), Infallible> {
    let work = proposed(&ctx, title, Editor::plan_remove);
    serve(&ctx, work).await
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
    let work = proposed(&ctx, title, move |editor, origin, path| {
        editor.plan_rename(origin, path, new_path.as_deref(), new_title.as_deref())
    });
    serve(&ctx, work).await
}

/// Take back the last change, of one article or of all
#[poise::command(slash_command)]
pub async fn undo(
    ctx: Context<'_>,
    #[description = "The article; without it, the last change of all"]
    #[autocomplete = "names::typed_or_gone"]
    title: Option<String>,
) -> Result<(), Infallible> {
    let work = async {
        let bot = ctx.data();
        let place = bot.place_for(ctx.interaction)?;
        let path = names::resolve_ever(bot, &place, title).await?;
        let origin = begin(bot, ctx.interaction, place)?;
        super::prepare(bot, Extras::default(), languages(&ctx).own, move |editor| {
            editor.plan_undo(origin, path.as_ref())
        })
        .await
    };
    serve(&ctx, work).await
}

/// What would come of a change of an article that is there.
async fn proposed(
    ctx: &Context<'_>,
    title: String,
    plan: impl FnOnce(&Editor, Origin, &ArticlePath) -> Result<Proposal, EditError> + Send + 'static,
) -> Result<Reply, Trouble> {
    let bot = ctx.data();
    let place = bot.place_for(ctx.interaction)?;
    let path = names::resolve(bot, &place, title, false).await?;
    let origin = begin(bot, ctx.interaction, place)?;
    super::prepare(bot, Extras::default(), languages(ctx).own, move |editor| {
        plan(editor, origin, &path)
    })
    .await
}

async fn serve(
    ctx: &Context<'_>,
    work: impl Future<Output = Result<Reply, Trouble>>,
) -> Result<(), Infallible> {
    let call = Call::from(ctx.interaction);
    ctx.data().serve(call, true, work).await;
    Ok(())
}
