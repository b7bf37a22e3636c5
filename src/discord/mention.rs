//! Messages that speak to the bot: a mention, a reply to one of its answers, a direct message.
//! Every other message is left alone.

use std::sync::LazyLock;

use regex::Regex;
use serenity::all::{GuildId, Message, MessageType};

use super::bot::{Asker, Bot, answered, question};
use super::card;
use super::failure::Trouble;
use super::history;
use super::reply::Reply;

/// A mention of a person, a role or a channel, or a custom emoji.
static MARKS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"<(?:@[!&]?|#|a?:[A-Za-z0-9_~]{1,32}:)[0-9]{1,20}>")
        .expect("the pattern is a constant")
});

/// What a message says, without mentions and custom emoji.
pub fn spoken(content: &str) -> String {
    let bare = MARKS.replace_all(content, " ");
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Answers a message if it speaks to the bot.
pub async fn hear(bot: &Bot, message: &Message) {
    if !is_for(bot, message) || !bot.seen.is_new(message.id.get()) {
        return;
    }
    // In a channel where the server does not want answers, nobody hears one.
    if !bot.is_open_to_message(message).await {
        return;
    }
    // What is asked while the bot leaves is not answered by half.
    let Some(_stay) = bot.gate.enter() else {
        return;
    };
    let reply = match answer(bot, message).await {
        Ok(reply) => reply,
        Err(Trouble::Quota(_)) if !bot.quota.tells(message.author.id.get()) => return,
        Err(trouble) => {
            trouble.log();
            let language = bot.languages(server(message), None).shared;
            Reply::line(trouble.words(language)).quiet()
        }
    };
    bot.post(
        message.channel_id,
        &reply,
        Some(message.id),
        message.id.get(),
    )
    .await;
}

fn is_for(bot: &Bot, message: &Message) -> bool {
    let by_person = !message.author.bot
        && message.webhook_id.is_none()
        && matches!(
            message.kind,
            MessageType::Regular | MessageType::InlineReply
        );
    let speaks_to_us =
        message.guild_id.is_none() || message.mentions.iter().any(|user| user.id == bot.me);
    by_person && speaks_to_us
}

fn server(message: &Message) -> Option<u64> {
    message.guild_id.map(GuildId::get)
}

async fn answer(bot: &Bot, message: &Message) -> Result<Reply, Trouble> {
    let mut text = spoken(&message.content);
    // "@Footnote" under somebody's question means that question.
    if text.is_empty()
        && let Some(question) = &message.referenced_message
        && question.author.id != bot.me
    {
        text = spoken(&question.content);
    }
    let asker = Asker {
        member: message.author.id.get(),
        channel: message.channel_id,
        server: server(message),
        languages: bot.languages(server(message), None),
    };
    let language = asker.languages.shared;
    let mut question = question(&text)?;
    if question.is_follow_up()
        && let Some(previous) = history::previous(bot, message).await
    {
        question = question.after(&previous);
    }
    let answer = bot.ask(asker, question, None).await?;
    Ok(match (answer.answered, message.guild_id) {
        (true, _) => {
            let settings = bot.settings.of(asker.server);
            answered(answer, asker.member, false, &settings, asker.languages)
        }
        (false, None) => card::nothing_found(&answer, language),
        (false, Some(_)) => card::nothing_found_line(&answer, language),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mentions_and_emoji_are_no_part_of_the_question() {
        assert_eq!(
            spoken("<@123> what is <:bone:456> fascia? <@!9> <#77>"),
            "what is fascia?"
        );
        assert_eq!(spoken("<@123>"), "");
        assert_eq!(spoken("a < b > c"), "a < b > c");
    }
}
