//! Which article somebody means, and what they may mean while they type.

use serenity::all::CreateAutocompleteResponse;

use super::super::super::bot::Bot;
use super::super::super::failure::Trouble;
use super::super::article::value_of;
use super::super::{Context, autocomplete};
use crate::editing::{ArticlePath, EditError, Place};

/// The article of a path or a title, as it is on the disk. Where it may be `gone`, one that only
/// its history knows will do.
pub async fn resolve(
    bot: &Bot,
    place: &Place,
    name: String,
    gone: bool,
) -> Result<ArticlePath, Trouble> {
    let named = name.trim().to_owned();
    let within = place.clone();
    let found = bot
        .with_editor(move |editor| {
            let Ok(path) = ArticlePath::existing(&named) else {
                return Ok(None);
            };
            let known = || -> Result<bool, EditError> {
                let changed = editor.changed_articles(&within)?;
                Ok(gone && changed.iter().any(|(known, _)| known == path.as_str()))
            };
            let there = editor.current(&path)?.is_some() || known()?;
            Ok(there.then_some(path))
        })
        .await?;
    if let Some(path) = found {
        return Ok(path);
    }
    let article = bot
        .with_librarian(place.server(), move |librarian| librarian.article(&name))
        .await?;
    let path = article.summary.path;
    ArticlePath::existing(&path).map_err(|fault| Trouble::from(EditError::Path { path, fault }))
}

/// The article that a person names, be it there or gone; none where they name none.
pub async fn resolve_ever(
    bot: &Bot,
    place: &Place,
    name: Option<String>,
) -> Result<Option<ArticlePath>, Trouble> {
    match name {
        Some(name) => Ok(Some(resolve(bot, place, name, true).await?)),
        None => Ok(None),
    }
}

/// The articles that a person may mean who is typing a title.
pub async fn typed(ctx: Context<'_>, partial: &str) -> CreateAutocompleteResponse {
    autocomplete(articles(&ctx, partial).await)
}

/// The same, and those that are gone.
pub async fn typed_or_gone(ctx: Context<'_>, partial: &str) -> CreateAutocompleteResponse {
    let bot = ctx.data();
    let mut names = articles(&ctx, partial).await;
    if let Ok(place) = bot.place_for(ctx.interaction) {
        let changed = bot.with_editor(move |editor| editor.changed_articles(&place));
        let changed = changed.await.unwrap_or_default();
        let typed = partial.to_lowercase();
        names.extend(
            changed
                .into_iter()
                .filter(|(path, title)| {
                    path.to_lowercase().contains(&typed) || title.to_lowercase().contains(&typed)
                })
                .map(|(path, title)| (format!("{title} ({path})"), path)),
        );
        let mut seen = std::collections::HashSet::new();
        names.retain(|(_, path)| seen.insert(path.clone()));
    }
    autocomplete(names)
}

/// Those that the person may change.
async fn articles(ctx: &Context<'_>, partial: &str) -> Vec<(String, String)> {
    let bot = ctx.data();
    let Ok(place) = bot.place_for(ctx.interaction) else {
        return Vec::new();
    };
    let typed = partial.to_owned();
    let articles = bot
        .look_up(place.server(), move |librarian| {
            librarian.suggest_articles(&typed, 25)
        })
        .await;
    let holds = |path: &str| ArticlePath::existing(path).is_ok_and(|path| place.holds(&path));
    let articles = articles.into_iter().filter(|article| holds(&article.path));
    articles
        .map(|article| {
            let value = value_of(&article);
            (article.title, value)
        })
        .collect()
}
