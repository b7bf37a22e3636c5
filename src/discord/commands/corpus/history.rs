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
use super::super::super::words::Language;
use super::super::{Context, languages};
use super::names;
use crate::editing::{
    ArticlePath, ContentHash, EditError, Editor, MAX_OWN_CHANGES, OF_SOURCES, Place,
};
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
    let language = languages(&ctx).own;
    let work = async {
        let place = bot.place_for(ctx.interaction)?;
        let article = names::resolve_ever(bot, &place, title).await?;
        let article = article.map(|path| path.key());
        Ok::<_, Trouble>(page(bot, place, article, None, language).await?.private())
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
    let language = languages(&ctx).own;
    let work = async {
        let place = bot.place_for(ctx.interaction)?;
        let path = names::resolve(bot, &place, title, false).await?;
        if !place.holds(&path) {
            return Err(Trouble::from(EditError::Elsewhere(path)));
        }
        let name = path.clone();
        let (bytes, hash) = bot.with_editor(move |editor| editor.open(&name)).await?;
        let hint = if path.as_str().starts_with(OF_SOURCES) {
            language.say("history-source")
        } else {
            language.say("history-send-back")
        };
        let line = format!("{}\n-# {hint}", named(path.as_str()));
        Ok(as_file(&line, &path, &hash, bytes, language))
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
    language: Language,
) -> Result<Reply, Trouble> {
    bot.with_editor(move |editor| {
        let path = match article {
            Some(key) => Some(named_ever(editor, &place, &key)?),
            None => None,
        };
        let limit = PER_PAGE as u32 + 1;
        let changes = editor.history(&place, path.as_ref(), before, limit)?;
        let kept = place.server().map(|_| {
            let megabytes = editor.own_versions_bytes() >> 20;
            let kept = [
                ("changes", MAX_OWN_CHANGES.into()),
                ("megabytes", megabytes.into()),
            ];
            language.say_with("history-bounds", kept)
        });
        let kept = kept.unwrap_or_default();
        Ok(card(path.as_ref(), &changes, before, &kept, language))
    })
    .await
}

/// The article of a short name, be it there or gone.
fn named_ever(editor: &Editor, place: &Place, key: &str) -> Result<ArticlePath, EditError> {
    if let Some(path) = editor.named(place, key)? {
        return Ok(path);
    }
    let changed = editor.changed_articles(place)?.into_iter();
    changed
        .filter_map(|(path, _)| ArticlePath::existing(&path).ok())
        .find(|path| path.key() == key)
        .ok_or(EditError::Expired)
}

/// One more change than fits says that there are older ones. Below the last ones stands what is
/// `kept` of them; empty for everything.
pub fn card(
    path: Option<&ArticlePath>,
    changes: &[Change],
    before: Option<i64>,
    kept: &str,
    language: Language,
) -> Reply {
    let title = match path {
        Some(path) => language.say_with("history-title", [("path", named(path.as_str()).into())]),
        None => language.say("history-title-all"),
    };
    if changes.is_empty() {
        let text = language.say("history-empty");
        return Reply::line("").embed(Embed::new(text).title(&title, None));
    }
    let shown = &changes[..changes.len().min(PER_PAGE)];
    let lines: Vec<String> = shown.iter().map(|it| line(it, language)).collect();
    let step = |before| {
        let press = EditPress::History {
            article: path.map(ArticlePath::key),
            before,
        };
        Press::Edit(press).custom_id()
    };
    let older = changes.len() > PER_PAGE;
    let oldest = shown.last().map(|change| change.id);
    let buttons = [
        before
            .is_some()
            .then(|| (language.say("button-newest"), step(None))),
        older.then(|| (language.say("button-older"), step(oldest))),
    ];
    let buttons = buttons
        .into_iter()
        .flatten()
        .filter_map(|(label, id)| Some(Component::button(&label, id?)));
    let versions = shown.iter().flat_map(|change| {
        let versions = change.versions.iter().enumerate();
        let kept = versions.filter(|(_, it)| !it.is_forgotten());
        kept.filter_map(|(step, it)| {
            let id = VersionId {
                change: change.id,
                step,
            };
            let named = [
                ("title", it.title.as_str().into()),
                ("change", change.id.to_string().into()),
            ];
            let label = if it.after.is_some() {
                language.say_with("history-after-change", named)
            } else {
                language.say_with("history-before-change", named)
            };
            Choice::new(&label, &id.encode(), Some(&it.path))
        })
    });
    let menu = Press::Edit(EditPress::Version).custom_id();
    let list = Embed::new(lines.join("\n")).title(&title, None);
    Reply::line("")
        .embed(if older { list } else { list.footer(kept) })
        .buttons(buttons)
        .menu(
            &menu.unwrap_or_default(),
            &language.say("history-menu"),
            versions,
        )
}

/// `**12** · edited Fascia (fascia.md) · @Mo · 1 May 2026 12:00`
pub fn line(change: &Change, language: Language) -> String {
    let mut line = format!("**{}** · {}", change.id, told(change, language));
    if let Some(undone) = change.undoes {
        let of = [("change", undone.to_string().into())];
        let _ = write!(line, " ({})", language.say_with("history-of-change", of));
    }
    if let Some(who) = change.who {
        let _ = write!(line, " · <@{who}>");
    }
    let _ = write!(line, " · <t:{}:f>", change.at);
    if change.versions.iter().any(Version::is_forgotten) {
        let _ = write!(line, " · {}", language.say("history-forgotten"));
    }
    line
}

/// What was done, in words.
fn told(change: &Change, language: Language) -> String {
    let name = |version: &Version| {
        format!(
            "{} ({})",
            escape(&fit(&plain(&version.title), 40)),
            escape(&fit(&plain(&version.path), 40))
        )
    };
    let versions = &change.versions;
    if let ("rename", [old, new]) = (change.kind.as_str(), versions.as_slice()) {
        let names = [("old", name(old).into()), ("what", name(new).into())];
        return language.say_with("history-renamed-to", names);
    }
    let mut names: Vec<String> = versions.iter().take(NAMED).map(name).collect();
    if versions.len() > NAMED {
        let more = [("count", (versions.len() - NAMED).into())];
        names.push(language.say_with("history-more", more));
    }
    let what = [("what", names.join(", ").into())];
    match change.kind.as_str() {
        "add" => language.say_with("history-added", what),
        "edit" => language.say_with("history-changed", what),
        "remove" => language.say_with("history-removed", what),
        "rename" => language.say_with("history-renamed", what),
        "undo" => language.say_with("history-took-back", what),
        "restore" => language.say_with("history-brought-back", what),
        _ => language.say_with("history-something", what),
    }
}

/// A version as a file, with a button that brings it back.
pub async fn version(
    bot: &Bot,
    place: Place,
    id: VersionId,
    language: Language,
) -> Result<Reply, Trouble> {
    let (path, bytes) = bot
        .with_editor(move |editor| editor.earlier(&place, id.change, id.step))
        .await?;
    let hash = ContentHash::of(&bytes);
    let named = [
        ("path", named(path.as_str()).into()),
        ("change", id.change.to_string().into()),
    ];
    let line = language.say_with("history-as-it-was", named);
    let button = Press::Edit(EditPress::PutBack(id)).custom_id();
    let button = button.map(|id| Component::button(&language.say("button-bring-back"), id));
    Ok(as_file(&line, &path, &hash, bytes, language).buttons(button))
}

fn as_file(
    line: &str,
    path: &ArticlePath,
    hash: &ContentHash,
    bytes: Vec<u8>,
    language: Language,
) -> Reply {
    let reply = Reply::line(line).private();
    if bytes.is_empty() || bytes.len() > MOST_BYTES {
        let none = language.say("history-no-file");
        return Reply::line(format!("{line}\n-# {none}")).private();
    }
    reply.file(path.version_name(hash), bytes)
}
