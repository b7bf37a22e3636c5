//! `/corpus edit`: another text for an article, by a form or by a file.

use std::convert::Infallible;

use serenity::all::{ActionRowComponent, Attachment, ModalInteraction};

use super::super::super::bot::{Bot, Outcome};
use super::super::super::delivery::Call;
use super::super::super::edit_press::EditForm;
use super::super::super::edit_words::named;
use super::super::super::failure::Trouble;
use super::super::super::form::{Form, MOST_CHARS};
use super::super::super::reply::Reply;
use super::super::super::words::Language;
use super::super::{Context, languages};
use super::add::{fetched, limits};
use super::{begin, names, origin, preview};
use crate::editing::{ArticlePath, EditError, Editor, Origin, base_of, compare, replacement};

/// Name of the field of the form.
const FIELD: &str = "text";

/// Change the text of an article
#[poise::command(slash_command)]
pub async fn edit(
    ctx: Context<'_>,
    #[description = "The article"]
    #[autocomplete = "names::typed"]
    title: String,
    #[description = "The changed file, for an article that is too long for a form"] file: Option<
        Attachment,
    >,
) -> Result<(), Infallible> {
    let bot = ctx.data();
    let language = languages(&ctx).own;
    let work = async {
        let place = bot.place_for(ctx.interaction)?;
        let path = names::resolve(bot, &place, title, false).await?;
        let Some(file) = file else {
            let origin = origin(ctx.interaction, place);
            return form(bot, origin, path, language).await;
        };
        let origin = begin(bot, ctx.interaction, place)?;
        let bytes = fetched(bot, &file).await?;
        let bytes = replacement(&path, bytes, limits(bot)?)?;
        let base = base_of(&file.filename).map(str::to_owned);
        propose(bot, origin, path, bytes, base, language).await
    };
    bot.serve(Call::from(ctx.interaction), true, work).await;
    Ok(())
}

/// The form with the article in it.
async fn form(
    bot: &Bot,
    origin: Origin,
    path: ArticlePath,
    language: Language,
) -> Result<Outcome, Trouble> {
    let article = path.key();
    let (text, base) = bot
        .with_editor(move |editor| {
            editor.require_editable(&origin, &path)?;
            editor.open_text(&path)
        })
        .await?;
    let chars = text.chars().count();
    if chars > MOST_CHARS {
        return Err(Trouble::TooLongForAForm { chars });
    }
    let form = EditForm { article, base };
    let title = language.say("form-title");
    let form = Form::new(form.custom_id(), &title).text(FIELD, &language.say("form-label"), &text);
    Ok(form.into())
}

/// What comes of a form that was filled in.
pub async fn edit_submitted(
    bot: &Bot,
    interaction: &ModalInteraction,
    form: EditForm,
) -> Result<Outcome, Trouble> {
    let place = bot.place_for(interaction)?;
    let language = Call::from(interaction).languages.own;
    let fields = interaction.data.components.iter();
    let text = fields
        .flat_map(|row| &row.components)
        .find_map(|field| match field {
            ActionRowComponent::InputText(input) if input.custom_id == FIELD => input.value.clone(),
            _ => None,
        });
    let text = text.ok_or(Trouble::UnknownPress)?;
    let origin = match begin(bot, interaction, place.clone()) {
        Ok(origin) => origin,
        Err(trouble) => return Ok(with_text(trouble.words(language), text)),
    };
    let key = form.article;
    let path = bot
        .with_editor(move |editor| editor.named(&place, &key))
        .await?;
    let Some(path) = path else {
        // It was removed or renamed.
        return Ok(with_text(language.say("gone-since"), text));
    };
    let before = form.base.clone();
    let (name, limits) = (path.clone(), limits(bot)?);
    let bytes = bot
        .with_editor(move |editor| Ok(editor.as_written(&before, &text)))
        .await?;
    let bytes = replacement(&name, bytes, limits)?;
    propose(
        bot,
        origin,
        path,
        bytes,
        Some(form.base.as_str().to_owned()),
        language,
    )
    .await
}

/// Why nothing came of a form, with what was typed, so that it is not lost.
fn with_text(words: String, text: String) -> Outcome {
    let reply = Reply::line(words).file("your-text.md", text);
    reply.private().into()
}

/// Shows what would differ; or, where somebody else was quicker, what differs on either side.
async fn propose(
    bot: &Bot,
    origin: Origin,
    path: ArticlePath,
    bytes: Vec<u8>,
    base: Option<String>,
    language: Language,
) -> Result<Outcome, Trouble> {
    let (name, mine) = (path.clone(), bytes.clone());
    let on = base.clone();
    let proposed = super::prepare(bot, preview::Extras::default(), language, move |editor| {
        editor.plan_edit(origin, &path, bytes, on.as_deref())
    });
    match proposed.await {
        Err(Trouble::Edit(EditError::Changed(_))) => {
            let reply = bot.with_editor(move |editor| {
                let base = base.and_then(|digits| editor.version_that_begins(&digits));
                conflict(editor, &name, base.as_deref(), &mine, language)
            });
            Ok(reply.await?.into())
        }
        proposed => Ok(proposed?.into()),
    }
}

/// That somebody else was quicker: what they changed, what was to be changed, and the text that
/// was not written.
pub fn conflict(
    editor: &Editor,
    path: &ArticlePath,
    base: Option<&[u8]>,
    mine: &[u8],
    language: Language,
) -> Result<Reply, EditError> {
    let now = editor.current(path)?;
    let named = [("path", named(path.as_str()).into())];
    let what = if now.is_some() {
        language.say_with("conflict-changed", named)
    } else {
        language.say_with("conflict-removed", named)
    };
    let file = format!("your-text.{}", path.ending());
    let yours = language.say_with("conflict-yours", [("file", file.as_str().into())]);
    let nothing = language.say("conflict-nothing");
    let mut reply = Reply::line(format!("**{nothing}** {what} {yours}"))
        .private()
        .file(file, mine);
    if let Some(base) = base {
        let theirs = compare(path, base, now.as_deref().unwrap_or_default());
        let yours = compare(path, base, mine);
        reply = reply
            .file("their-changes.diff", theirs.unified)
            .file("your-changes.diff", yours.unified);
    } else if let Some(now) = &now {
        reply = reply.file("difference.diff", compare(path, now, mine).unified);
    }
    Ok(reply)
}
