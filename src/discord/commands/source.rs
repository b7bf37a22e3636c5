//! `/source`: the websites, feeds, pages and repositories that articles come from. What is
//! fetched is shown before a source is added, and what becomes of its articles is asked before
//! one is removed.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use serenity::all::{ComponentInteraction, CreateAutocompleteResponse};

use super::super::bot::{Asker, Bot, Outcome};
use super::super::delivery::Call;
use super::super::failure::Trouble;
use super::super::limits::fit;
use super::super::press::SourcePress;
use super::super::renewal::{Work, reindex, renew};
use super::super::reply::Reply;
use super::super::source_card::{
    ask_of_left, ask_what_becomes_of, gone_words, list_card, offer_card,
};
use super::super::source_words::NoSource;
use super::super::text::{escape, plain};
use super::super::words::{KEPT_IN, Language};
use super::{Context, asker};
use crate::config::{
    MAX_SOURCE_NAME, SourceConfig, SourceFault, SourceLimits, SourcePlace, read_interval,
};
use crate::journal::SourceKey;
use crate::sources::{Failure, Left, Preview, RefreshOptions, SourceState, SourcesError, Whose};

/// Longest time that the look at a source takes before it is added, in seconds.
const LOOK_SECONDS: u64 = 60;

/// Where articles come from
#[poise::command(
    slash_command,
    subcommands("add", "list", "remove", "refresh"),
    subcommand_required,
    default_member_permissions = "MANAGE_GUILD",
    install_context = "Guild",
    interaction_context = "Guild|BotDm"
)]
#[expect(clippy::unused_async, reason = "poise wants an async function")]
pub async fn source(_ctx: Context<'_>) -> Result<(), Infallible> {
    Ok(())
}

/// What a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, poise::ChoiceParameter)]
pub enum Kind {
    /// A website, by its sitemap.
    #[name = "website"]
    Website,
    /// An RSS or Atom feed.
    #[name = "feed"]
    Feed,
    /// A page.
    #[name = "page"]
    Page,
    /// A git repository.
    #[name = "git"]
    Git,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Self::Website => "website",
            Self::Feed => "feed",
            Self::Page => "page",
            Self::Git => "git",
        }
    }
}

/// Take articles from a website, a feed, a page or a git repository
#[poise::command(slash_command)]
async fn add(
    ctx: Context<'_>,
    #[description = "What it is"] kind: Kind,
    #[description = "Its address; of a website, its first page or its sitemap"]
    #[max_length = 1000]
    address: String,
    #[description = "What to call it: a-z, 0-9 and -"]
    #[max_length = 40]
    name: Option<String>,
    #[description = "A topic for all its articles"]
    #[max_length = 80]
    topic: Option<String>,
    #[description = "How often to refresh it, such as 12h, 1d or 1w; without it, only when asked"]
    #[max_length = 10]
    every: Option<String>,
) -> Result<(), Infallible> {
    let bot = ctx.data();
    let work = async {
        let server = bot.place_for(ctx.interaction)?.server();
        let source = described(server, kind, &address, name, topic, every)?;
        offer(bot, asker(&ctx), source).await
    };
    bot.serve(Call::from(ctx.interaction), true, work).await;
    Ok(())
}

/// List the sources, and how each is
#[poise::command(slash_command)]
async fn list(ctx: Context<'_>) -> Result<(), Infallible> {
    let bot = ctx.data();
    let work = async {
        let server = bot.place_for(ctx.interaction)?.server();
        let (states, left) = all(bot, server).await?;
        let language = asker(&ctx).languages.own;
        Ok::<_, Trouble>(list_card(&states, &left, language).private())
    };
    bot.serve(Call::from(ctx.interaction), true, work).await;
    Ok(())
}

/// Remove a source that was added here
#[poise::command(slash_command)]
async fn remove(
    ctx: Context<'_>,
    #[description = "Its name"]
    #[autocomplete = "removable"]
    name: String,
) -> Result<(), Infallible> {
    let bot = ctx.data();
    let work = async {
        let server = bot.place_for(ctx.interaction)?.server();
        let language = asker(&ctx).languages.own;
        let question = ask_to_remove(bot, server, name.trim(), language).await?;
        Ok::<_, Trouble>(question.private())
    };
    bot.serve(Call::from(ctx.interaction), true, work).await;
    Ok(())
}

/// Fetch what is new, and read it
#[poise::command(slash_command)]
async fn refresh(
    ctx: Context<'_>,
    #[description = "Its name; without it, all sources"]
    #[autocomplete = "names"]
    name: Option<String>,
) -> Result<(), Infallible> {
    let bot = ctx.data();
    let what = match &name {
        Some(name) => format!("refresh of {}", escape(&fit(&plain(name), MAX_SOURCE_NAME))),
        None => "refresh of all sources".to_owned(),
    };
    let work = Work {
        name: what,
        refresh: Some(RefreshOptions {
            only: name.map(|name| vec![name.trim().to_owned()]),
            ..RefreshOptions::default()
        }),
        full: false,
        by_button: false,
    };
    renew(bot, Call::from(ctx.interaction), ctx.interaction, work).await;
    Ok(())
}

async fn names(ctx: Context<'_>, typed: &str) -> CreateAutocompleteResponse {
    let (states, _) = of_whoever_types(&ctx).await;
    matching(typed, states.into_iter().map(|state| state.source.name))
}

async fn removable(ctx: Context<'_>, typed: &str) -> CreateAutocompleteResponse {
    let (states, left) = of_whoever_types(&ctx).await;
    let names = states.into_iter().map(|state| state.source.name);
    matching(
        typed,
        names.chain(left.into_iter().map(|left| left.key.name)),
    )
}

/// What a member without the right types shows them nothing.
async fn of_whoever_types(ctx: &Context<'_>) -> (Vec<SourceState>, Vec<Left>) {
    let bot = ctx.data();
    match bot.place_for(ctx.interaction) {
        Ok(place) => all(bot, place.server()).await.unwrap_or_default(),
        Err(_) => Default::default(),
    }
}

fn matching(typed: &str, names: impl Iterator<Item = String>) -> CreateAutocompleteResponse {
    let typed = typed.to_lowercase();
    let names = names.filter(|name| name.contains(&typed));
    super::autocomplete(names.map(|name| (name.clone(), name)))
}

/// The sources of a server, or those that all share, and what others have left.
async fn all(bot: &Bot, server: Option<u64>) -> Result<(Vec<SourceState>, Vec<Left>), Trouble> {
    bot.with_sources(move |sources| {
        let whose = Whose::Of(server);
        Ok((sources.list(whose)?, sources.left(whose)?))
    })
    .await
}

/// Does what a moderator's button says.
pub async fn source_pressed(
    bot: &Arc<Bot>,
    interaction: &ComponentInteraction,
    press: SourcePress,
) {
    let call = Call::from(interaction);
    let refresh = |name: &str, accept_removals| Work {
        name: format!("refresh of {name}"),
        refresh: Some(RefreshOptions {
            only: Some(vec![name.to_owned()]),
            accept_removals,
            ..RefreshOptions::default()
        }),
        full: false,
        by_button: true,
    };
    match press {
        SourcePress::Add(draft) => match confirm(bot, interaction, draft).await {
            Ok((server, name)) => {
                note(bot, interaction, server, &format!("source add: {name}")).await;
                renew(bot, call, interaction, refresh(&name, false)).await;
            }
            Err(trouble) => {
                let refused = async { Err::<Reply, _>(trouble) };
                bot.serve(call, true, refused).await;
            }
        },
        SourcePress::AcceptRemovals { name } => {
            renew(bot, call, interaction, refresh(&name, true)).await;
        }
        SourcePress::Remove {
            name,
            with_articles,
        } => take_away(bot, interaction, name, with_articles).await,
        SourcePress::Leave => {
            let work = async {
                bot.place_for(interaction)?;
                let left = Reply::line(call.languages.own.say("source-nothing"));
                Ok::<_, Trouble>(Outcome::Update(left))
            };
            bot.serve(call, true, work).await;
        }
    }
}

/// Adds the source that was shown, and gives whose it is and its name.
async fn confirm(
    bot: &Bot,
    interaction: &ComponentInteraction,
    draft: i64,
) -> Result<(Option<u64>, String), Trouble> {
    let server = bot.place_for(interaction)?.server();
    let added = bot
        .with_sources(move |sources| sources.confirm(server, draft))
        .await?;
    let name = added.ok_or(Trouble::TooLate)?;
    Ok((server, name))
}

/// Notes a deed; of one server's own affair the log channel hears less.
async fn note(bot: &Bot, interaction: &ComponentInteraction, server: Option<u64>, what: &str) {
    match server {
        None => bot.note(interaction, what).await,
        Some(_) => bot.note_own(interaction, what).await,
    }
}

async fn take_away(
    bot: &Arc<Bot>,
    interaction: &ComponentInteraction,
    name: String,
    with_articles: bool,
) {
    let call = Call::from(interaction);
    let mut done = None;
    let work = async {
        let server = bot.place_for(interaction)?.server();
        let key = SourceKey { server, name };
        let report = bot
            .with_sources(move |sources| sources.remove(&key, with_articles))
            .await?;
        if report.removed > 0 {
            let _turn = bot.reindexing.lock().await;
            reindex(bot, server, false, |_| {}).await?;
        }
        let kept = gone_words(&report, with_articles, KEPT_IN);
        done = Some((server, format!("source remove: {kept}")));
        let text = gone_words(&report, with_articles, call.languages.own);
        Ok::<_, Trouble>(Outcome::Update(Reply::line(&text)))
    };
    bot.serve(call, true, work).await;
    if let Some((server, done)) = done {
        note(bot, interaction, server, &done).await;
    }
}

/// The question what becomes of the articles of a source, or of those that one has left.
async fn ask_to_remove(
    bot: &Bot,
    server: Option<u64>,
    name: &str,
    language: Language,
) -> Result<Reply, Trouble> {
    let (states, left) = all(bot, server).await?;
    match states.iter().find(|state| state.source.name == name) {
        Some(state) if state.is_configured => {
            Err(SourcesError::Configured(state.source.name.clone()).into())
        }
        Some(state) => Ok(ask_what_becomes_of(state, language)),
        None => {
            let left = left.iter().find(|left| left.key.name == name);
            let left = left.ok_or_else(|| SourcesError::Unknown {
                name: name.to_owned(),
                known: states.into_iter().map(|it| it.source.name).collect(),
            })?;
            Ok(ask_of_left(left, language))
        }
    }
}

/// The source that somebody describes, for `server` alone or (none) for all.
fn described(
    server: Option<u64>,
    kind: Kind,
    address: &str,
    name: Option<String>,
    topic: Option<String>,
    every: Option<String>,
) -> Result<SourceConfig, Trouble> {
    let refused = |fault| Trouble::NoSource(Box::new(NoSource::Fault(fault)));
    let place = SourcePlace::on_the_web(kind.word(), address).map_err(refused)?;
    let name = name.map_or_else(|| name_of(&place), |name| name.trim().to_lowercase());
    let mut source = SourceConfig::new(&name, place).map_err(refused)?;
    source.server = server;
    let mut least = Duration::ZERO;
    if server.is_some() {
        source.limits = SourceLimits::OF_SERVER;
        least = Duration::from_secs(SourceLimits::LEAST_EVERY_OF_SERVER);
    }
    let topic = topic.map(|topic| plain(&topic));
    source
        .topics
        .extend(topic.filter(|topic| !topic.is_empty()));
    if let Some(every) = every {
        let every = read_interval(&every).map_err(refused)?;
        if every < least {
            return Err(refused(SourceFault::IntervalRange { least: "1h" }));
        }
        source.every = Some(every);
    }
    Ok(source)
}

/// A name made of the host: `docs.example.org` -> `docs-example-org`.
fn name_of(place: &SourcePlace) -> String {
    let (SourcePlace::Website(url)
    | SourcePlace::Feed(url)
    | SourcePlace::Page(url)
    | SourcePlace::Git { address: url, .. }) = place
    else {
        return "source".to_owned();
    };
    let host = url.host_str().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    let name: String = host
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_lowercase()
            } else {
                '-'
            }
        })
        .collect();
    let name = name.trim_matches('-');
    let end = name.len().min(MAX_SOURCE_NAME);
    match name[..end].trim_matches('-') {
        "" => "source".to_owned(),
        name => name.to_owned(),
    }
}

/// Looks at a source, and asks whether to add it.
async fn offer(bot: &Bot, asker: Asker, source: SourceConfig) -> Result<Reply, Trouble> {
    let kept = source.clone();
    bot.with_sources(move |sources| sources.require_room(&kept))
        .await?;
    if source.server.is_some() {
        // Whoever invites the bot may have it ask any website.
        bot.charge(asker)?;
    }
    let mut looked_at = source.clone();
    looked_at.limits.seconds = LOOK_SECONDS;
    let preview = bot.preview_source(looked_at).await?;
    if let Some(why) = no_source(&source, &preview) {
        return Err(Trouble::NoSource(Box::new(why)));
    }
    let kept = source.clone();
    let draft = bot
        .with_sources(move |sources| sources.draft(&kept))
        .await?;
    Ok(offer_card(&source, &preview, draft, asker.languages.own).private())
}

/// Why nothing can be fetched.
fn no_source(source: &SourceConfig, preview: &Preview) -> Option<NoSource> {
    let failure = preview.failure.clone()?;
    let first = preview.problems.first();
    Some(match (failure, first) {
        (Failure::NoPage, Some(first)) => NoSource::Page(first.clone()),
        (failure, _) => NoSource::Failure {
            place: source.place.to_string(),
            failure,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_without_a_name_is_called_after_its_host() {
        let name = |address: &str| {
            let place = SourcePlace::on_the_web("website", address).unwrap();
            name_of(&place)
        };
        assert_eq!(name("https://www.Docs.Example.org/a"), "docs-example-org");
        assert_eq!(name("http://127.0.0.1:8080/"), "127-0-0-1");
        let long = format!("https://{}.example/", "a".repeat(60));
        assert_eq!(name(&long).len(), MAX_SOURCE_NAME);
        assert!(
            SourceConfig::new(
                &name("https://[::1]/"),
                SourcePlace::on_the_web("page", "https://a.example").unwrap()
            )
            .is_ok()
        );
    }
}
