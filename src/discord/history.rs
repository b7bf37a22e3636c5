//! What was asked before a message: read from Discord, where it stands above the bot's
//! answers. Remembers nothing.

use serenity::all::{ChannelId, Message};
use serenity::http::Route;

use super::bot::{Bot, recalled};
use super::pressed::asked;
use crate::answer::Question;

/// How many messages back the last answer is looked for.
const MESSAGES: u8 = 10;

/// Discord's numbers for kinds of threads ("Channel Types").
const THREADS: [u64; 3] = [10, 11, 12];

/// The question before a message: the one whose answer it replies to; else, where the bot and
/// people speak among themselves, the last one that was answered.
pub async fn previous(bot: &Bot, message: &Message) -> Option<Question> {
    if let Some(answer) = &message.referenced_message {
        return answered_by(bot, answer);
    }
    if message.guild_id.is_some() && !is_thread(bot, message.channel_id).await {
        return None;
    }
    let route = Route::ChannelMessages {
        channel_id: message.channel_id,
    };
    let query = vec![
        ("before", message.id.to_string()),
        ("limit", MESSAGES.to_string()),
    ];
    let earlier = bot
        .delivery
        .glance("earlier messages", route, query)
        .await?;
    let earlier: Vec<Message> = serde_json::from_value(earlier).ok()?;
    earlier.iter().find_map(|answer| answered_by(bot, answer))
}

/// The question that a message answers, if it is one of the bot's answers.
fn answered_by(bot: &Bot, answer: &Message) -> Option<Question> {
    if answer.author.id != bot.me {
        return None;
    }
    recalled(&asked(answer)?).ok()
}

async fn is_thread(bot: &Bot, channel_id: ChannelId) -> bool {
    let route = Route::Channel { channel_id };
    let channel = bot.delivery.glance("channel", route, Vec::new()).await;
    let kind = channel.and_then(|channel| channel["type"].as_u64());
    kind.is_some_and(|kind| THREADS.contains(&kind))
}
