//! `/topics` and `/topic`: what can be asked about.

use std::convert::Infallible;

use serenity::all::CreateAutocompleteResponse;

use super::super::delivery::Call;
use super::super::failure::Trouble;
use super::super::press::Press;
use super::super::reply::{Choice, Embed, Reply};
use super::super::text::{escape, plain};
use super::super::words::{Language, Languages};
use super::{Context, asker, topic_card};
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
    let private = !bot.is_open_to_command(ctx.interaction);
    let work = async {
        let asker = asker(&ctx);
        let topics = bot.with_librarian(asker.server, Librarian::topics).await?;
        let reply = list(&topics, asker.languages, private);
        Ok::<_, Trouble>(reply.private_if(private))
    };
    bot.serve(Call::from(ctx.interaction), private, work).await;
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
    let private = !bot.is_open_to_command(ctx.interaction);
    let asker = asker(&ctx);
    let work = async {
        let language = asker.languages.of(private);
        let reply = topic_card(bot, asker, name, language).await?;
        Ok::<_, Trouble>(reply.private_if(private))
    };
    bot.serve(Call::from(ctx.interaction), private, work).await;
    Ok(())
}

/// The topics that a person may mean who is typing one.
pub async fn typed(ctx: Context<'_>, partial: &str) -> CreateAutocompleteResponse {
    let typed = partial.to_owned();
    let topics = ctx
        .data()
        .look_up(asker(&ctx).server, move |librarian| {
            librarian.suggest_topics(&typed, 25)
        })
        .await;
    let names = topics.into_iter().map(|topic| {
        let name = format!("{} ({})", topic.name, topic.articles);
        (name, topic.name)
    });
    super::autocomplete(names)
}

/// The topics, with a menu to look at one.
fn list(topics: &[TopicSummary], languages: Languages, private: bool) -> Reply {
    if topics.is_empty() {
        return Reply::line(languages.own.say("no-topics")).private();
    }
    let language = languages.of(private);
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
