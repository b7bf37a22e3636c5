//! `/corpus history` and `/corpus show`: what was changed, and the versions as files.

use std::convert::Infallible;
use std::fmt::Write as _;

use super::super::super::bot::Bot;
use super::super::super::delivery::Call;
use super::super::super::edit_press::{EditPress, VersionId};
use super::super::super::edit_words::named;
use super::super::super::failure::Trouble;
use super::super::super::limits::fit;
use super::super::super::press::Press;
use super::super::super::reply::{Choice, Component, Embed, Reply};
use super::super::super::text::{escape, plain};
use super::super::Context;
use super::names;
use crate::editing::{ArticlePath, ContentHash, EditError, OF_SOURCES, Place};
use crate::journal::{Change, Version};

/// Changes on one page.
const PER_PAGE: usize = 8;

/// Most files of one change that are named.
const NAMED: usize = 2;

/// Largest file that goes with a message, in bytes: what Discord takes.
const MOST_BYTES: usize = 10 << 20;

/// Show what was changed in the articles, when and by whom
#[poise::command(slash_command)]
pub async fn history(
    ctx: Context<'_>,
    #[description = "The article; without it, the changes of all"]
    #[autocomplete = "names::typed_or_gone"]
    title: Option<String>,
) -> Result<(), Infallible> {
    let bot = ctx.data();
    let work = async {
        let place = bot.place_for(ctx.interaction)?;
        let article = match title {
            Some(title) => Some(names::resolve(bot, &place, title, true).await?.key()),
            None => None,
        };
        Ok::<_, Trouble>(page(bot, place, article, None).await?.private())
    };
    bot.serve(Call::from(ctx.interaction), true, work).await;
    Ok(())
}

/// Get the file of an article
#[poise::command(slash_command)]
pub async fn show(
    ctx: Context<'_>,
    #[description = "The article"]
    #[autocomplete = "names::typed"]
    title: String,
) -> Result<(), Infallible> {
    let bot = ctx.data();
    let work = async {
        let place = bot.place_for(ctx.interaction)?;
        let path = names::resolve(bot, &place, title, false).await?;
        if !place.holds(&path) {
            return Err(Trouble::from(EditError::Elsewhere(path)));
        }
        let name = path.clone();
        let (bytes, hash) = bot.with_editor(move |editor| editor.open(&name)).await?;
        let hint = if path.as_str().starts_with(OF_SOURCES) {
            "It comes from a source; change it there."
        } else {
            "Change it and send it back with `/corpus edit`, under the name that it has now: \
             that tells me what you changed."
        };
        let line = format!("{}\n-# {hint}", named(path.as_str()));
        Ok(as_file(&line, &path, &hash, bytes))
    };
    bot.serve(Call::from(ctx.interaction), true, work).await;
    Ok(())
}

/// A page of changes, those older than `before`.
pub async fn page(
    bot: &Bot,
    place: Place,
    article: Option<String>,
    before: Option<i64>,
) -> Result<Reply, Trouble> {
    let key = article.clone();
    let (path, changes) = bot
        .with_editor(move |editor| {
            let path = match key {
                Some(key) => Some(named_ever(editor, &place, &key)?),
                None => None,
            };
            let limit = PER_PAGE as u32 + 1;
            let changes = editor.history(&place, path.as_ref(), before, limit)?;
            Ok((path, changes))
        })
        .await?;
    Ok(card(path.as_ref(), article.as_deref(), &changes, before))
}

/// The article of a short name, be it there or gone.
fn named_ever(
    editor: &crate::editing::Editor,
    place: &Place,
    key: &str,
) -> Result<ArticlePath, EditError> {
    if let Some(path) = editor.named(place, key)? {
        return Ok(path);
    }
    let changed = editor.changed_articles(place)?.into_iter();
    changed
        .filter_map(|(path, _)| ArticlePath::existing(&path).ok())
        .find(|path| path.key() == key)
        .ok_or(EditError::Expired)
}

/// One more change than fits says that there are older ones.
pub fn card(
    path: Option<&ArticlePath>,
    article: Option<&str>,
    changes: &[Change],
    before: Option<i64>,
) -> Reply {
    let title = match path {
        Some(path) => format!("Changes of {}", named(path.as_str())),
        None => "Changes of the articles".to_owned(),
    };
    if changes.is_empty() {
        let text = "Nothing was changed from here yet. What whoever runs me changes in the files \
                    is not written down.";
        return Reply::line("").embed(Embed::new(text).title(&title, None));
    }
    let shown = &changes[..changes.len().min(PER_PAGE)];
    let lines: Vec<String> = shown.iter().map(line).collect();
    let step = |before| {
        let press = EditPress::History {
            article: article.map(str::to_owned),
            before,
        };
        Press::Edit(press).custom_id()
    };
    let older = changes.len() > PER_PAGE;
    let oldest = shown.last().map(|change| change.id);
    let buttons = [
        before.is_some().then(|| ("◀ Newest", step(None))),
        older.then(|| ("Older ▶", step(oldest))),
    ];
    let buttons = buttons
        .into_iter()
        .flatten()
        .filter_map(|(label, id)| Some(Component::button(label, id?)));
    let versions = shown.iter().flat_map(|change| {
        change.versions.iter().enumerate().filter_map(|(step, it)| {
            let id = VersionId {
                change: change.id,
                step,
            };
            let after = if it.after.is_some() {
                "after"
            } else {
                "before"
            };
            let label = format!("{} · {after} change {}", it.title, change.id);
            Choice::new(&label, &id.encode(), Some(&it.path))
        })
    });
    let menu = Press::Edit(EditPress::Version).custom_id();
    Reply::line("")
        .embed(Embed::new(lines.join("\n")).title(&title, None))
        .buttons(buttons)
        .menu(
            &menu.unwrap_or_default(),
            "Get a version as a file",
            versions,
        )
}

/// `**12** · edited Fascia (fascia.md) · @Mo · 1 May 2026 12:00`
pub fn line(change: &Change) -> String {
    let mut line = format!("**{}** · {}", change.id, told(change));
    if let Some(undone) = change.undoes {
        let _ = write!(line, " (change {undone})");
    }
    if let Some(who) = change.who {
        let _ = write!(line, " · <@{who}>");
    }
    let _ = write!(line, " · <t:{}:f>", change.at);
    line
}

/// What was done, in words.
fn told(change: &Change) -> String {
    let verb = match change.kind.as_str() {
        "add" => "added",
        "edit" => "changed",
        "remove" => "removed",
        "rename" => "renamed",
        "undo" => "took back",
        "restore" => "brought back",
        _ => "did something with",
    };
    let name = |version: &Version| {
        format!(
            "{} ({})",
            escape(&fit(&plain(&version.title), 40)),
            escape(&fit(&plain(&version.path), 40))
        )
    };
    let versions = &change.versions;
    if let ("rename", [old, new]) = (change.kind.as_str(), versions.as_slice()) {
        return format!("{verb} {} to {}", name(old), name(new));
    }
    let mut names: Vec<String> = versions.iter().take(NAMED).map(name).collect();
    if versions.len() > NAMED {
        names.push(format!("{} more", versions.len() - NAMED));
    }
    format!("{verb} {}", names.join(", "))
}

/// A version as a file, with a button that brings it back.
pub async fn version(bot: &Bot, place: Place, id: VersionId) -> Result<Reply, Trouble> {
    let (path, bytes) = bot
        .with_editor(move |editor| editor.earlier(&place, id.change, id.step))
        .await?;
    let hash = ContentHash::of(&bytes);
    let line = format!("{} as it was at change {}", named(path.as_str()), id.change);
    let button = Press::Edit(EditPress::PutBack(id)).custom_id();
    let button = button.map(|id| Component::button("Bring this back", id));
    Ok(as_file(&line, &path, &hash, bytes).buttons(button))
}

fn as_file(line: &str, path: &ArticlePath, hash: &ContentHash, bytes: Vec<u8>) -> Reply {
    let reply = Reply::line(line).private();
    if bytes.is_empty() || bytes.len() > MOST_BYTES {
        return Reply::line(format!("{line}\n-# It is empty, or too large for Discord.")).private();
    }
    reply.file(path.version_name(hash), bytes)
}
