//! `/settings`: where and how the bot answers in a server, for its moderators. Every change is
//! one step in the journal, holds at once, and is noted.

mod deleted;
mod list;

use std::convert::Infallible;

use serenity::all::{ChannelId, CreateAutocompleteResponse, GuildId, RoleId};

use super::super::bot::Bot;
use super::super::delivery::Call;
use super::super::failure::Trouble;
use super::super::limits::fit;
use super::super::press::MAX_PASSAGES;
use super::super::reply::Reply;
use super::super::revision::{Refusal, Resettable, Revision, said};
use super::super::settings_card::settings_card;
use super::super::text::{escape, plain};
use super::super::words::KEPT_IN;
use super::{Context, languages, topics};
use crate::journal::{ServerSettings, Tongue};
use deleted::clean;
use list::revise;

/// Most topics with a caution.
const MOST_CAUTIONS: usize = 20;

/// Where and how I answer in this server
#[poise::command(
    slash_command,
    subcommands(
        "show", "channels", "threads", "roles", "answers", "caution", "articles", "reset"
    ),
    subcommand_required,
    default_member_permissions = "MANAGE_GUILD",
    install_context = "Guild",
    interaction_context = "Guild"
)]
#[expect(clippy::unused_async, reason = "poise wants an async function")]
pub async fn settings(_ctx: Context<'_>) -> Result<(), Infallible> {
    Ok(())
}

/// Show all settings
#[poise::command(slash_command)]
async fn show(ctx: Context<'_>) -> Result<(), Infallible> {
    let bot = ctx.data();
    let mut cleaned = None;
    let work = async {
        bot.require_moderator(ctx.interaction)?;
        let server = ctx.interaction.guild_id.ok_or(Trouble::NotModerator)?;
        let gone = clean(bot, server).await?;
        let language = languages(&ctx).own;
        let mut reply = card(bot, server.get(), language).await;
        if gone > 0 {
            let deleted = language.say_with("settings-deleted", [("count", gone.into())]);
            reply.content = format!("-# {deleted}");
            cleaned = Some(format!(
                "settings: {gone} deleted channels and roles taken off"
            ));
        }
        Ok::<_, Trouble>(reply)
    };
    bot.serve(Call::from(ctx.interaction), true, work).await;
    if let Some(cleaned) = cleaned {
        bot.note_own(ctx.interaction, &cleaned).await;
    }
    Ok(())
}

/// In which channels I answer for everybody; elsewhere commands answer the asker alone
#[poise::command(slash_command)]
async fn channels(
    ctx: Context<'_>,
    #[description = "Answer here, and in other channels only if they are added too"]
    #[channel_types("Text", "News", "Forum")]
    add: Option<ChannelId>,
    #[description = "No longer answer here"]
    #[channel_types("Text", "News", "Forum")]
    remove: Option<ChannelId>,
) -> Result<(), Infallible> {
    let (add, remove) = (add.map(ChannelId::get), remove.map(ChannelId::get));
    change(ctx, Right::Moderator, "settings channels", move |it| {
        revise(&mut it.channels, add, remove, |id| format!("<#{id}>"))
    })
    .await
}

/// In which channels and forums I answer new threads from their title, unasked
#[poise::command(slash_command)]
async fn threads(
    ctx: Context<'_>,
    #[description = "Answer new threads here"]
    #[channel_types("Text", "News", "Forum")]
    add: Option<ChannelId>,
    #[description = "No longer answer threads here"]
    #[channel_types("Text", "News", "Forum")]
    remove: Option<ChannelId>,
) -> Result<(), Infallible> {
    let (add, remove) = (add.map(ChannelId::get), remove.map(ChannelId::get));
    change(ctx, Right::Moderator, "settings threads", move |it| {
        revise(&mut it.thread_channels, add, remove, |id| {
            format!("<#{id}>")
        })
    })
    .await
}

/// Which roles make a moderator, beside the permission Manage Server
#[poise::command(slash_command)]
async fn roles(
    ctx: Context<'_>,
    #[description = "Members with this role are moderators"] add: Option<RoleId>,
    #[description = "Members with this role are no longer moderators"] remove: Option<RoleId>,
) -> Result<(), Infallible> {
    let (add, remove) = (add.map(RoleId::get), remove.map(RoleId::get));
    let everyone = ctx.interaction.guild_id.map(GuildId::get);
    change(ctx, Right::Manager, "settings roles", move |it| {
        if add.is_some() && add == everyone {
            return Err(Refusal::RoleOfEverybody);
        }
        revise(&mut it.moderator_roles, add, remove, |id| {
            format!("<@&{id}>")
        })
    })
    .await
}

/// A language that the bot can speak.
#[derive(Debug, Clone, Copy, poise::ChoiceParameter)]
enum Language {
    #[name = "That of the asker"]
    Auto,
    #[name = "English"]
    En,
    #[name = "Deutsch"]
    De,
    #[name = "español"]
    Es,
    #[name = "français"]
    Fr,
}

/// How answers are shown
#[poise::command(slash_command)]
async fn answers(
    ctx: Context<'_>,
    #[description = "Whether /ask answers the asker alone, if they do not say"] private: Option<
        bool,
    >,
    #[description = "Passages on one page"]
    #[min = 1]
    #[max = 9]
    passages: Option<u64>,
    #[description = "Least confidence, from 0 to 1, with which a thread is answered unasked"]
    #[min = 0.0]
    #[max = 1.0]
    confidence: Option<f64>,
    #[description = "Language of my own words"] language: Option<Language>,
) -> Result<(), Infallible> {
    let language = language.map(|language| match language {
        Language::Auto => Tongue::Auto,
        Language::En => Tongue::En,
        Language::De => Tongue::De,
        Language::Es => Tongue::Es,
        Language::Fr => Tongue::Fr,
    });
    change(ctx, Right::Moderator, "settings answers", move |it| {
        let mut done = Vec::new();
        if let Some(private) = private {
            it.private = Some(private);
            done.push(Revision::Private(private));
        }
        if let Some(passages) = passages {
            let passages = usize::try_from(passages).unwrap_or(MAX_PASSAGES);
            let passages = passages.clamp(1, MAX_PASSAGES);
            it.passages = Some(passages);
            done.push(Revision::Passages(passages));
        }
        if let Some(confidence) = confidence {
            if !(0.0..=1.0).contains(&confidence) {
                return Err(Refusal::ConfidenceRange);
            }
            it.unasked_confidence = Some(confidence);
            done.push(Revision::Confidence(confidence));
        }
        if let Some(language) = language {
            it.language = language;
            done.push(Revision::Language(language));
        }
        Ok(done)
    })
    .await
}

/// What is said under answers from articles on a topic
#[poise::command(slash_command)]
async fn caution(
    ctx: Context<'_>,
    #[description = "The topic"]
    #[autocomplete = "topics::typed"]
    #[max_length = 200]
    topic: String,
    #[description = "What is said, in one line; leave it out to say nothing"]
    #[max_length = 200]
    text: Option<String>,
) -> Result<(), Infallible> {
    let topic = plain(&topic).trim().to_owned();
    let text = text.map(|text| fit(plain(&text).trim(), 200));
    let text = text.filter(|text| !text.is_empty());
    change(ctx, Right::Moderator, "settings caution", move |it| {
        let shown = escape(&topic);
        // Topics are the same whatever their letter case.
        let same = |known: &String| known.to_lowercase() == topic.to_lowercase();
        let known = it.cautions.keys().find(|known| same(known)).cloned();
        match (text, known) {
            (None, None) => Err(Refusal::NoSuchCaution(shown)),
            (None, Some(known)) => {
                it.cautions.remove(&known);
                Ok(vec![Revision::NoCaution(shown)])
            }
            (Some(_), None) if it.cautions.len() >= MOST_CAUTIONS => {
                Err(Refusal::CautionsFull(MOST_CAUTIONS))
            }
            (Some(text), known) => {
                it.cautions.insert(known.unwrap_or(topic), text);
                Ok(vec![Revision::Caution(shown)])
            }
        }
    })
    .await
}

/// Which of the shared articles this server sees; it always sees its own
#[poise::command(slash_command)]
async fn articles(
    ctx: Context<'_>,
    #[description = "See the articles on this topic"]
    #[autocomplete = "any_topic"]
    add_topic: Option<String>,
    #[description = "No longer see the articles on this topic"]
    #[autocomplete = "set_topics"]
    remove_topic: Option<String>,
    #[description = "See the articles in this folder of the corpus"] add_folder: Option<String>,
    #[description = "No longer see the articles in this folder"]
    #[autocomplete = "set_folders"]
    remove_folder: Option<String>,
) -> Result<(), Infallible> {
    change(ctx, Right::Moderator, "settings articles", move |it| {
        let named = |name: String| plain(&name).trim().trim_matches('/').to_owned();
        let topic = |name: String| named(name).to_lowercase();
        let mut done = Vec::new();
        for (list, add, remove) in [
            (
                &mut it.topics,
                add_topic.map(topic),
                remove_topic.map(topic),
            ),
            (
                &mut it.folders,
                add_folder.map(named),
                remove_folder.map(named),
            ),
        ] {
            if add.is_some() || remove.is_some() {
                done.extend(revise(list, add, remove, |name| escape(name))?);
            }
        }
        Ok(done)
    })
    .await
}

/// The topics of all articles that the server may see, not only of those that it sees now.
async fn any_topic(ctx: Context<'_>, partial: &str) -> CreateAutocompleteResponse {
    let typed = partial.to_owned();
    let topics = ctx
        .data()
        .look_up_all(server(&ctx), move |librarian| {
            librarian.suggest_topics(&typed, 25)
        })
        .await;
    super::autocomplete(topics.into_iter().map(|it| (it.name.clone(), it.name)))
}

#[expect(clippy::unused_async, reason = "poise wants an async function")]
async fn set_topics(ctx: Context<'_>, partial: &str) -> CreateAutocompleteResponse {
    let settings = ctx.data().settings.of(server(&ctx));
    matching(&settings.topics, partial)
}

#[expect(clippy::unused_async, reason = "poise wants an async function")]
async fn set_folders(ctx: Context<'_>, partial: &str) -> CreateAutocompleteResponse {
    let settings = ctx.data().settings.of(server(&ctx));
    matching(&settings.folders, partial)
}

fn server(ctx: &Context<'_>) -> Option<u64> {
    ctx.interaction.guild_id.map(GuildId::get)
}

fn matching(names: &[String], typed: &str) -> CreateAutocompleteResponse {
    let typed = typed.to_lowercase();
    let names = names.iter();
    let matching = names.filter(|name| name.to_lowercase().contains(&typed));
    super::autocomplete(matching.map(|name| (name.clone(), name.clone())))
}

/// Go back to what holds where nothing is set
#[poise::command(slash_command)]
async fn reset(
    ctx: Context<'_>,
    #[description = "What to set back"] what: Resettable,
) -> Result<(), Infallible> {
    change(ctx, Right::Moderator, "settings reset", move |it| {
        let is = |part: Resettable| what == Resettable::Everything || what == part;
        let default = ServerSettings::default;
        if is(Resettable::Channels) {
            it.channels = default().channels;
        }
        if is(Resettable::Threads) {
            it.thread_channels = default().thread_channels;
        }
        if is(Resettable::Answers) {
            it.private = default().private;
            it.passages = default().passages;
            it.unasked_confidence = default().unasked_confidence;
            it.language = default().language;
        }
        if is(Resettable::Cautions) {
            it.cautions = default().cautions;
        }
        if is(Resettable::Articles) {
            it.topics = default().topics;
            it.folders = default().folders;
        }
        Ok(vec![Revision::Reset(what)])
    })
    .await
}

/// All settings as they are now.
async fn card(bot: &Bot, server: u64, language: super::super::words::Language) -> Reply {
    let articles = bot.look_up(Some(server), |librarian| {
        Ok(Some(librarian.status()?.articles))
    });
    let articles = articles.await;
    let settings = bot.settings.of(Some(server));
    let can_change = bot.settings.can_change();
    settings_card(&settings, &bot.config, articles, can_change, language)
}

/// What somebody must be to change a setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Right {
    Moderator,
    /// With the permission Manage Server: roles make moderators.
    Manager,
}

/// Changes what a server has set, shows all of it, and notes the change. `revise` gives what it
/// did, or why not.
async fn change(
    ctx: Context<'_>,
    right: Right,
    what: &str,
    revise: impl FnOnce(&mut ServerSettings) -> Result<Vec<Revision>, Refusal> + Send + 'static,
) -> Result<(), Infallible> {
    let bot = ctx.data();
    let call = ctx.interaction;
    let mut changed = None;
    let work = async {
        bot.require_moderator(call)?;
        if right == Right::Manager {
            bot.require_manager(call)?;
        }
        let server = call.guild_id.ok_or(Trouble::NotModerator)?.get();
        let revised = move |settings: &mut ServerSettings| {
            // What is refused changes nothing.
            let mut revised = settings.clone();
            let done = revise(&mut revised)?;
            if done.is_empty() {
                return Err(Refusal::NothingToChange);
            }
            *settings = revised;
            Ok(done)
        };
        let (_, done) = bot.settings.change(server, revised).await?;
        let done = done.map_err(Trouble::Setting)?;
        let language = languages(&ctx).own;
        let mut reply = card(bot, server, language).await;
        let set = language.say_with("set", [("what", said(&done, language).into())]);
        reply.content = fit(&set, super::limits::CONTENT);
        changed = Some(format!("{what}: {}", said(&done, KEPT_IN)));
        Ok::<Reply, Trouble>(reply)
    };
    bot.serve(Call::from(call), true, work).await;
    // A log channel that takes nothing keeps nobody waiting.
    if let Some(changed) = changed {
        bot.note_own(call, &changed).await;
    }
    Ok(())
}
