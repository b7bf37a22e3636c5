//! `/source`: the websites, feeds, pages and repositories that articles come from. What is
//! fetched is shown before a source is added, and what becomes of its articles is asked before
//! one is removed.

use std::convert::Infallible;
use std::fmt::Write as _;
use std::sync::Arc;

use serenity::all::{ComponentInteraction, CreateAutocompleteResponse};

use super::super::bot::{Bot, Outcome};
use super::super::delivery::Call;
use super::super::failure::Trouble;
use super::super::limits::fit;
use super::super::press::SourcePress;
use super::super::renewal::{Work, renew};
use super::super::reply::Reply;
use super::super::source_card::{ask_what_becomes_of, list_card, offer_card};
use super::super::text::{escape, plain};
use super::super::words::Language;
use super::Context;
use super::topics::counted;
use crate::config::{MAX_SOURCE_NAME, SourceConfig, SourcePlace, read_interval};
use crate::sources::{RefreshOptions, SourceState, Sources, SourcesError};

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
        bot.require_home_moderator(ctx.interaction)?;
        let source = described(kind, &address, name, topic, every)?;
        offer(bot, source).await
    };
    bot.serve(Call::from(ctx.interaction), true, work).await;
    Ok(())
}

/// List the sources, and how each is
#[poise::command(slash_command)]
async fn list(ctx: Context<'_>) -> Result<(), Infallible> {
    let bot = ctx.data();
    let work = async {
        bot.require_home_moderator(ctx.interaction)?;
        let states = bot.with_sources(Sources::list).await?;
        Ok::<_, Trouble>(list_card(&states).private())
    };
    bot.serve(Call::from(ctx.interaction), true, work).await;
    Ok(())
}

/// Remove a source that was added here
#[poise::command(slash_command)]
async fn remove(
    ctx: Context<'_>,
    #[description = "Its name"]
    #[autocomplete = "names"]
    name: String,
) -> Result<(), Infallible> {
    let bot = ctx.data();
    let work = async {
        bot.require_home_moderator(ctx.interaction)?;
        let state = find(bot, &name).await?;
        if state.is_configured {
            let name = state.source.name;
            return Err(Trouble::Sources(SourcesError::Configured(name)));
        }
        Ok::<_, Trouble>(ask_what_becomes_of(&state).private())
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
            accept_removals: false,
        }),
        full: false,
        by_button: false,
        of_own: false,
    };
    renew(bot, Call::from(ctx.interaction), ctx.interaction, work).await;
    Ok(())
}

async fn names(ctx: Context<'_>, typed: &str) -> CreateAutocompleteResponse {
    let bot = ctx.data();
    // What a member without the right types shows them nothing.
    let states = match bot.require_home_moderator(ctx.interaction) {
        Ok(()) => bot.with_sources(Sources::list).await.unwrap_or_default(),
        Err(_) => Vec::new(),
    };
    let typed = typed.to_lowercase();
    let names = states.into_iter().map(|state| state.source.name);
    super::autocomplete(
        names
            .filter(|name| name.contains(&typed))
            .map(|name| (name.clone(), name)),
    )
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
        }),
        full: false,
        by_button: true,
        of_own: false,
    };
    match press {
        SourcePress::Add(draft) => match confirm(bot, interaction, draft).await {
            Ok(name) => {
                bot.note(interaction, &format!("source add: {name}")).await;
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
                bot.require_home_moderator(interaction)?;
                let left = Reply::line("Nothing was changed.");
                Ok::<_, Trouble>(Outcome::Update(left))
            };
            bot.serve(call, true, work).await;
        }
    }
}

/// Adds the source that was shown, and gives its name.
async fn confirm(
    bot: &Bot,
    interaction: &ComponentInteraction,
    draft: i64,
) -> Result<String, Trouble> {
    bot.require_home_moderator(interaction)?;
    let added = bot
        .with_sources(move |sources| sources.confirm(draft))
        .await?;
    added.ok_or(Trouble::TooLate)
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
        bot.require_home_moderator(interaction)?;
        let shown = name.clone();
        let report = bot
            .with_sources(move |sources| sources.remove(&name, with_articles))
            .await?;
        if report.removed > 0 {
            let _turn = bot.reindexing.lock().await;
            super::super::renewal::reindex(bot, None, false, |_| {}).await?;
        }
        let mut text = format!("The source {} is gone", escape(&shown));
        text.push_str(match (with_articles, report.removed) {
            (false, _) => "; its articles stay",
            (true, 0) => "; it had no articles",
            (true, _) => "",
        });
        if report.removed > 0 {
            let _ = write!(
                text,
                ", and so are its {}",
                counted(report.removed, "articles", Language::English)
            );
        }
        if !report.kept.is_empty() {
            let stay = counted(report.kept.len(), "articles", Language::English);
            let _ = write!(text, "; {stay} that somebody edited by hand stay");
        }
        text.push('.');
        done = Some(format!("source remove: {text}"));
        Ok::<_, Trouble>(Outcome::Update(Reply::line(&text)))
    };
    bot.serve(call, true, work).await;
    if let Some(done) = done {
        bot.note(interaction, &done).await;
    }
}

async fn find(bot: &Bot, name: &str) -> Result<SourceState, Trouble> {
    let states = bot.with_sources(Sources::list).await?;
    let known: Vec<String> = states.iter().map(|it| it.source.name.clone()).collect();
    let name = name.trim().to_owned();
    let found = states.into_iter().find(|state| state.source.name == name);
    found.ok_or(Trouble::Sources(SourcesError::Unknown { name, known }))
}

/// The source that somebody describes.
fn described(
    kind: Kind,
    address: &str,
    name: Option<String>,
    topic: Option<String>,
    every: Option<String>,
) -> Result<SourceConfig, Trouble> {
    let place = SourcePlace::on_the_web(kind.word(), address).map_err(Trouble::NoSource)?;
    let name = name.map_or_else(|| name_of(&place), |name| name.trim().to_lowercase());
    let mut source = SourceConfig::new(&name, place).map_err(Trouble::NoSource)?;
    let topic = topic.map(|topic| plain(&topic));
    source
        .topics
        .extend(topic.filter(|topic| !topic.is_empty()));
    if let Some(every) = every {
        source.every = Some(read_interval(&every).map_err(Trouble::NoSource)?);
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
async fn offer(bot: &Bot, source: SourceConfig) -> Result<Reply, Trouble> {
    let sources = bot.sources.clone().ok_or(Trouble::NoJournal)?;
    let mut looked_at = source.clone();
    looked_at.limits.seconds = LOOK_SECONDS;
    let gate_closed = bot.gate.closed();
    let looking = tokio::task::spawn_blocking(move || {
        tokio::runtime::Handle::current().block_on(sources.preview(&looked_at))
    });
    let preview = tokio::select! {
        preview = looking => preview.map_err(|_| Trouble::Broken)?,
        () = gate_closed => return Err(Trouble::Closing),
    };
    if let Some(failure) = &preview.failure {
        let why = format!("{}: {failure}", source.place);
        return Err(Trouble::NoSource(fit(&why, 600)));
    }
    let kept = source.clone();
    let draft = bot
        .with_sources(move |sources| sources.draft(&kept))
        .await?;
    Ok(offer_card(&source, &preview, draft).private())
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
