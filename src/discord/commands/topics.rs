//! `/topics` and `/topic`: what can be asked about.

use std::convert::Infallible;

use serenity::all::CreateAutocompleteResponse;

use super::super::bot::Bot;
use super::super::delivery::Call;
use super::super::failure::Trouble;
use super::super::press::Press;
use super::super::reply::{Choice, Embed, Reply};
use super::super::text::{escape, plain};
use super::super::words::{Language, Languages};
use super::{Context, languages, topic_card};
use crate::librarian::{Librarian, TopicSummary};

/// Most topics listed; a menu has room for fewer.
const LISTED: usize = 60;

/// List the topics of the articles
#[poise::command(
    slash_command,
    install_context = "Guild",
    interaction_context = "Guild|BotDm"
)]
pub async fn topics(ctx: Context<'_>) -> Result<(), Infallible> {
    let bot = ctx.data();
    let work = async {
        let topics = bot.with_librarian(Librarian::topics).await?;
        Ok::<_, Trouble>(list(&topics, languages(&ctx)))
    };
    bot.serve(Call::from(ctx.interaction), false, work).await;
    Ok(())
}

/// List the articles of a topic
#[poise::command(
    slash_command,
    install_context = "Guild",
    interaction_context = "Guild|BotDm"
)]
pub async fn topic(
    ctx: Context<'_>,
    #[description = "The topic"]
    #[autocomplete = "typed"]
    name: String,
) -> Result<(), Infallible> {
    let bot = ctx.data();
    let work = topic_card(bot, name, languages(&ctx).shared);
    bot.serve(Call::from(ctx.interaction), false, work).await;
    Ok(())
}

/// The topics that a person may mean who is typing one.
pub async fn typed(ctx: Context<'_>, partial: &str) -> CreateAutocompleteResponse {
    suggestions(ctx.data(), partial).await
}

async fn suggestions(bot: &Bot, partial: &str) -> CreateAutocompleteResponse {
    let typed = partial.to_owned();
    let topics = bot
        .look_up(move |librarian| librarian.suggest_topics(&typed, 25))
        .await;
    let names = topics.into_iter().map(|topic| {
        let name = format!("{} ({})", topic.name, topic.articles);
        (name, topic.name)
    });
    super::autocomplete(names)
}

/// The topics, with a menu to look at one.
fn list(topics: &[TopicSummary], languages: Languages) -> Reply {
    if topics.is_empty() {
        return Reply::line(languages.own.say("no-topics")).private();
    }
    let language = languages.shared;
    let mut lines: Vec<String> = topics
        .iter()
        .take(LISTED)
        .map(|topic| {
            format!(
                "**{}** · {}",
                escape(&plain(&topic.name)),
                counted(topic.articles, "articles", language)
            )
        })
        .collect();
    if topics.len() > LISTED {
        let count = topics.len() - LISTED;
        let more = language.say_with("and-more", [("count", count.into())]);
        lines.push(format!("-# {more}"));
    }
    let choices = topics.iter().filter_map(|topic| {
        let about = counted(topic.articles, "articles", language);
        Choice::new(&topic.name, &topic.name, Some(&about))
    });
    let menu = Press::Topic.custom_id().unwrap_or_default();
    Reply::line("")
        .embed(Embed::new(lines.join("\n")).title(&language.say("topics-title"), None))
        .menu(&menu, &language.say("menu-topic"), choices)
}

/// "1 article", "2 articles": `key` names a message with a `count`.
pub fn counted(count: usize, key: &'static str, language: Language) -> String {
    language.say_with(key, [("count", count.into())])
}
