//! "Covered by...": a moderator names the article that answers a gap, and the gap becomes a
//! check.

use super::bot::Bot;
use super::failure::Trouble;
use super::limits::OPTIONS;
use super::moderation::Actor;
use super::press::Press;
use super::reply::{Choice, Reply};
use super::text::{escape, plain};
use super::words::Language;
use crate::answer::Question;
use crate::journal::now;
use crate::librarian::ArticleSummary;

/// What stands in the menu for no article.
const NONE: &str = "-";

/// A menu of the articles that come nearest to a gap.
pub async fn articles_for<'a>(
    bot: &Bot,
    actor: impl Into<Actor<'a>>,
    gap: &str,
    language: Language,
) -> Result<Reply, Trouble> {
    let server = bot.scope(actor)?;
    let gap: i64 = gap.parse().map_err(|_| Trouble::UnknownPress)?;
    let least = bot.keep.min_people;
    let words = bot
        .with_journal(move |journal| journal.gap_words(server, gap, least))
        .await?
        .ok_or(Trouble::UnknownGap)?;
    let question = Question::parse(&words)?;
    let near: Vec<ArticleSummary> = bot
        .with_librarian(server, move |librarian| {
            let ranking = librarian.rank(&question, OPTIONS - 1)?;
            let outlines = ranking.articles.iter().map(|path| librarian.article(path));
            outlines
                .map(|outline| outline.map(|it| it.summary))
                .collect()
        })
        .await?;
    let choices = near
        .iter()
        .filter_map(|article| Choice::new(&article.title, &article.path, Some(&article.path)));
    let none = Choice::new(&language.say("gap-none"), NONE, None);
    let menu = Press::Cover { gap }.custom_id().unwrap_or_default();
    let words = [("words", escape(&plain(&words)).into())];
    let text = language.say_with("gap-which", words);
    let nearest = language.say("gap-menu");
    Ok(Reply::line(text).menu(&menu, &nearest, choices.chain(none)))
}

/// Takes down which article answers a gap, and asks it at once.
pub async fn cover<'a>(
    bot: &Bot,
    actor: impl Into<Actor<'a>>,
    gap: i64,
    chosen: &str,
    language: Language,
) -> Result<Reply, Trouble> {
    let actor = actor.into();
    let server = bot.scope(actor)?;
    let least = bot.keep.min_people;
    let article = match chosen {
        NONE => None,
        path => {
            let path = path.to_owned();
            let found = bot.with_librarian(server, move |librarian| librarian.article(&path));
            Some(found.await?.summary)
        }
    };
    let path = article.as_ref().map(|article| article.path.clone());
    let (articles, settings) = (bot.articles.clone(), bot.settings.of(server));
    let held = bot
        .with_journal(move |journal| {
            let Some(checks) = journal.cover(server, gap, path.as_deref(), least)? else {
                return Ok(None);
            };
            let mut held = true;
            for check in &checks {
                let asked = (check.words.as_str(), check.article.as_str());
                if let Some(holds) = articles.answer_with(server, &settings, asked) {
                    journal.checked(check, now(), holds)?;
                    held &= holds;
                }
            }
            Ok(Some(held))
        })
        .await?
        .ok_or(Trouble::UnknownGap)?;
    let Some(article) = article else {
        bot.note(actor, "gap covered: taken back").await;
        return Ok(Reply::line(language.say("gap-open-again")));
    };
    let name = [("article", escape(&plain(&article.title)).into())];
    let (state, words) = if held {
        ("closed", language.say_with("gap-held", name))
    } else {
        ("not closed yet", language.say_with("gap-not-held", name))
    };
    let path = escape(&plain(&article.path));
    bot.note_own(actor, &format!("gap covered: by {path}, {state}"))
        .await;
    Ok(Reply::line(words))
}
