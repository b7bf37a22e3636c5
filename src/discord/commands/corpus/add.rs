//! `/corpus add`: a file becomes an article, or an archive several.

use std::convert::Infallible;

use serenity::all::Attachment;

use super::super::super::attachment::{FetchError, fetch};
use super::super::super::bot::Bot;
use super::super::super::delivery::Call;
use super::super::super::failure::Trouble;
use super::super::topics;
use super::super::{Context, languages};
use super::{begin, preview};
use crate::editing::{Extra, Upload, UploadLimits, read};

/// Most files in an archive.
const MOST_FILES: usize = 200;

/// How much larger an archive may be once it is unpacked.
const GROWTH: u64 = 4;

/// Add an article from a file, or several from a zip archive
#[poise::command(slash_command)]
pub async fn add(
    ctx: Context<'_>,
    #[description = "Markdown (.md), a page (.html), text (.txt), or a .zip of them"]
    file: Attachment,
    #[description = "A topic for it, beside its own"]
    #[autocomplete = "topics::typed"]
    topic: Option<String>,
    #[description = "Address of the page that it comes from"] url: Option<String>,
) -> Result<(), Infallible> {
    let bot = ctx.data();
    let work = async {
        let place = bot.place_for(ctx.interaction)?;
        let origin = begin(bot, ctx.interaction, place)?;
        let bytes = fetched(bot, &file).await?;
        let limits = limits(bot)?;
        let extra = Extra { topic, url };
        let name = file.filename.clone();
        let read = tokio::task::spawn_blocking(move || read(&name, &bytes, &extra, limits)).await;
        let Upload { drafts, skipped } = read.map_err(|_| Trouble::Broken)??;
        let extras = preview::Extras {
            notes: drafts.iter().map(|draft| draft.note).collect(),
            skipped,
            undone: None,
        };
        let files = drafts.into_iter().map(|draft| (draft.path, draft.bytes));
        let files = files.collect();
        super::prepare(bot, extras, languages(&ctx).own, move |editor| {
            editor.plan_add(origin, files)
        })
        .await
    };
    bot.serve(Call::from(ctx.interaction), true, work).await;
    Ok(())
}

/// How much may be sent.
pub fn limits(bot: &Bot) -> Result<UploadLimits, Trouble> {
    let bytes = bot.config.max_upload_mib << 20;
    let editor = bot.editor.as_ref().ok_or(Trouble::NoJournal)?;
    Ok(UploadLimits {
        bytes,
        article_bytes: editor.max_file_bytes(),
        files: MOST_FILES,
        unpacked_bytes: bytes.saturating_mul(GROWTH),
    })
}

/// The bytes of a file that was given to a command.
pub async fn fetched(bot: &Bot, file: &Attachment) -> Result<Vec<u8>, Trouble> {
    let limit = bot.config.max_upload_mib << 20;
    if u64::from(file.size) > limit {
        return Err(FetchError::TooLarge { limit }.into());
    }
    let api = bot.config.api_url.as_ref();
    Ok(fetch(&file.url, api, limit).await?)
}
