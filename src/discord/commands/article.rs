//! `/article`, and what a topic's menu shows: articles with their links and outlines.

use std::convert::Infallible;
use std::fmt::Write as _;

use serenity::all::CreateAutocompleteResponse;

use super::super::bot::{Asker, Bot};
use super::super::delivery::Call;
use super::super::failure::Trouble;
use super::super::limits::fit;
use super::super::press::Press;
use super::super::reply::{Choice, Component, Embed, Reply, is_web_address};
use super::super::text::{escape, link_target, plain};
use super::super::words::Language;
use super::topics::counted;
use super::{Context, asker};
use crate::librarian::{ArticleOutline, ArticleSummary};

/// Most characters of a list in a box; the rest is left out with a word about it.
const LIST_CHARS: usize = 3_600;

/// Show what an article is made of
#[poise::command(
    slash_command,
    install_context = "Guild",
    interaction_context = "Guild|BotDm"
)]
pub async fn article(
    ctx: Context<'_>,
    #[description = "The article"]
    #[autocomplete = "typed"]
    title: String,
) -> Result<(), Infallible> {
    let bot = ctx.data();
    let private = !bot.is_open_to_command(ctx.interaction);
    let asker = asker(&ctx);
    let work = async {
        let language = asker.languages.of(private);
        let reply = outline(bot, asker, title, language).await?;
        Ok::<_, Trouble>(reply.private_if(private))
    };
    bot.serve(Call::from(ctx.interaction), private, work).await;
    Ok(())
}

async fn typed(ctx: Context<'_>, partial: &str) -> CreateAutocompleteResponse {
    let typed = partial.to_owned();
    let articles = ctx
        .data()
        .look_up(asker(&ctx).server, move |librarian| {
            librarian.suggest_articles(&typed, 25)
        })
        .await;
    super::autocomplete(articles.into_iter().map(|article| {
        let value = value_of(&article);
        (article.title, value)
    }))
}

/// The outline of an article, named by its path or title.
pub async fn outline(
    bot: &Bot,
    asker: Asker,
    name: String,
    language: Language,
) -> Result<Reply, Trouble> {
    let article = bot
        .with_librarian(asker.server, move |librarian| librarian.article(&name))
        .await?;
    Ok(outline_card(&article, language))
}

/// The articles of a topic, with a button for what they answer and a menu to look at one.
pub async fn topic_card(
    bot: &Bot,
    asker: Asker,
    name: String,
    language: Language,
) -> Result<Reply, Trouble> {
    let (name, articles) = articles_of(bot, asker, name).await?;
    let lines = articles.iter().map(|article| {
        let mut line = format!("• {}", linked(&article.title, article.url.as_deref()));
        if let Some(date) = &article.updated {
            let _ = write!(line, " · {}", escape(&fit(&plain(date), 40)));
        }
        line
    });
    let embed = Embed::new(listed(lines, language))
        .title(&escape(&plain(&name)), None)
        .footer(&counted(articles.len(), "articles", language));
    let button = Press::Questions {
        topic: name.clone(),
    }
    .custom_id()
    .map(|id| Component::button(&language.say("button-questions"), id));
    let choices = articles
        .iter()
        .filter_map(|article| Choice::new(&article.title, &value_of(article), None));
    let menu = Press::Article.custom_id().unwrap_or_default();
    Ok(Reply::line("").embed(embed).buttons(button).menu(
        &menu,
        &language.say("menu-article"),
        choices,
    ))
}

/// The headings of a topic's articles: what they answer.
pub async fn questions(
    bot: &Bot,
    asker: Asker,
    topic: String,
    language: Language,
) -> Result<Reply, Trouble> {
    let (name, articles) = articles_of(bot, asker, topic).await?;
    let lines = articles.iter().flat_map(|article| {
        let title = format!("**{}**", escape(&fit(&plain(&article.title), 150)));
        let headings = article
            .headings
            .iter()
            .map(|heading| format!("• {}", escape(&fit(&plain(heading), 150))));
        std::iter::once(title).chain(headings)
    });
    let topic = escape(&plain(&name));
    let title = language.say_with("questions-title", [("topic", topic.into())]);
    Ok(Reply::line("").embed(Embed::new(listed(lines, language)).title(&title, None)))
}

async fn articles_of(
    bot: &Bot,
    asker: Asker,
    name: String,
) -> Result<(String, Vec<ArticleSummary>), Trouble> {
    bot.with_librarian(asker.server, move |librarian| {
        let articles = librarian.articles(&name)?;
        // As the articles write it, not as it was typed.
        let folded = name.trim().to_lowercase();
        let mut topics = articles.iter().flat_map(|article| &article.topics);
        let written = topics.find(|topic| topic.to_lowercase() == folded);
        Ok((written.unwrap_or(&name).clone(), articles))
    })
    .await
}

fn outline_card(article: &ArticleOutline, language: Language) -> Reply {
    let summary = &article.summary;
    let page = summary.url.as_deref();
    let lines = article.sections.iter().map(|section| {
        let indent = "  ".repeat(section.depth.min(3));
        // A link to the top of the page stands in the title already.
        let url = section.url.as_deref().filter(|&url| Some(url) != page);
        format!("{indent}• {}", linked(&section.heading, url))
    });
    let mut footer = summary.topics.join(", ");
    if let Some(date) = &summary.updated {
        if !footer.is_empty() {
            footer.push_str(" · ");
        }
        footer.push_str(&language.say_with("updated", [("date", date.into())]));
    }
    let mut list = listed(lines, language);
    if list.is_empty() {
        list = language.say("no-headings");
    }
    let embed = Embed::new(list)
        .title(&escape(&plain(&summary.title)), summary.url.as_deref())
        .footer(&fit(&footer, 300));
    Reply::line("").embed(embed)
}

/// What a menu or choice says of an article: its path, where that fits.
pub(super) fn value_of(article: &ArticleSummary) -> String {
    if article.path.chars().count() <= super::limits::OPTION {
        article.path.clone()
    } else {
        article.title.clone()
    }
}

fn linked(name: &str, url: Option<&str>) -> String {
    /// Longer links would leave no room for the others.
    const LONGEST: usize = 300;
    let name = escape(&fit(&plain(name), 150));
    match url.filter(|url| is_web_address(url)).map(link_target) {
        Some(link) if link.len() <= LONGEST => format!("[{name}]({link})"),
        _ => name,
    }
}

/// As many lines as fit.
fn listed(lines: impl Iterator<Item = String>, language: Language) -> String {
    let mut list = String::new();
    let mut chars = 0;
    let mut left_out = 0;
    for line in lines {
        let more = line.chars().count() + 1;
        if left_out > 0 || chars + more > LIST_CHARS {
            left_out += 1;
            continue;
        }
        if !list.is_empty() {
            list.push('\n');
        }
        chars += more;
        list.push_str(&line);
    }
    if left_out > 0 {
        let more = language.say_with("and-more", [("count", left_out.into())]);
        let _ = write!(list, "\n-# {more}");
    }
    list
}
