//! Moderators change the articles with Discord alone: shown first, confirmed, asked for, taken
//! back.

mod adding;
mod attacks;
mod bounds;
mod conflicts;
mod cut_short;
mod editing;
mod full_disk;
mod links;

use fake_discord::{FakeDiscord, Message, Person};
use serde_json::{Value, json};

use super::stage::{Stage, restartable, small_world};
use crate::world::World;

/// What a moderator writes.
pub const GUA_SHA: &str = "---
title: Gua sha
url: https://example.org/gua-sha
topics: [Gua sha]
---

# Gua sha

## What is gua sha? {#what}

Gua sha is a treatment from East Asia in which a smooth tool is drawn over oiled skin. It leaves \
red marks that fade within days.
";

pub fn settings(discord: &FakeDiscord) -> String {
    format!(
        "[discord]\nhome_servers = [{}]\nlog_channel = {}\nmember_questions_per_minute = 0\n\
         channel_questions_per_minute = 0\nserver_questions_per_minute = 0\nmax_upload_mib = 1\n",
        discord.guild().id(),
        discord.channel("questions").id()
    )
}

pub async fn stage_of(world: World) -> Stage {
    let discord = restartable().await;
    let settings = settings(&discord);
    Stage::with(discord, world.indexed().file("footnote.toml", settings)).await
}

pub async fn at_home() -> Stage {
    stage_of(small_world()).await
}

/// A server that has articles of its own beside the shared ones, which it does not keep.
async fn elsewhere(more: &str) -> Stage {
    Stage::with_settings(|_| format!("home_servers = [1]\nmax_upload_mib = 1\n{more}")).await
}

pub fn file(name: &str, text: &str) -> Value {
    json!({ "filename": name, "text": text })
}

/// What a command of a moderator is answered with.
pub async fn told(stage: &Stage, command: &str, options: Value) -> Message {
    let general = stage.discord.channel("general");
    let mo = stage.discord.moderator("Mo");
    let reply = mo.slash(&general, command, options).await.reply().await;
    assert!(reply.is_ephemeral());
    reply
}

/// Has a change shown and makes it, and gives what is said then.
async fn change(stage: &Stage, command: &str, options: Value) -> Message {
    let preview = told(stage, command, options).await;
    confirm(stage, &preview, preview.buttons()[0]).await
}

/// Another text for an article.
fn text_for(title: &str, text: &str) -> Value {
    json!({ "title": title, "file": file("article.md", text) })
}

/// Requires that a message says something.
#[track_caller]
fn says(message: &Message, text: &str) {
    let content = message.content();
    assert!(content.contains(text), "{text:?} is not in: {content}");
}

/// Requires that something is to be seen of a message.
#[track_caller]
fn shows(message: &Message, text: &str) {
    let shown = message.render();
    assert!(shown.contains(text), "{text:?} is not in:\n{shown}");
}

/// Presses the button that makes a change, and gives what is said then.
pub async fn confirm(stage: &Stage, preview: &Message, button: &str) -> Message {
    press(&stage.discord.moderator("Mo"), preview, button).await
}

async fn press(person: &Person, preview: &Message, button: &str) -> Message {
    person.click(preview, button).acknowledged().await;
    let done = |message: &Message| {
        message.embeds().is_empty() && !message.content().starts_with("Writing")
    };
    preview.until("says what came of it", done).await
}

pub fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write as _;
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let options = zip::write::SimpleFileOptions::default();
        writer.start_file(*name, options).expect("it has room");
        writer.write_all(bytes).expect("it has room");
    }
    writer.finish().expect("it has room").into_inner()
}
