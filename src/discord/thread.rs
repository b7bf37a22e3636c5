//! New threads and forum posts in the channels that were chosen: answered from their title,
//! once, and only when the answer is sure.

use serenity::all::{GuildChannel, Timestamp, UserId};

use super::bot::{Asker, Bot, answered, question};

/// A thread older than this was not opened just now; Discord also tells of old ones.
const JUST_NOW_SECONDS: i64 = 300;

/// Tells the id of a thread from that of a message. Discord's ids leave this bit alone.
const OF_A_THREAD: u64 = 1 << 63;

/// Answers a thread from its title, if the server wants that.
pub async fn opened(bot: &Bot, thread: &GuildChannel) {
    let settings = bot.settings.of(Some(thread.guild_id.get()));
    let wanted = thread.parent_id.is_some_and(|parent| {
        let configured = &bot.config.thread_channels;
        let mut wanted = configured.iter().chain(&settings.thread_channels);
        wanted.any(|&channel| channel == parent.get())
    });
    let age = Timestamp::now().unix_timestamp() - thread.id.created_at().unix_timestamp();
    // A post has the id of its first message, which may be a question of its own.
    let id = thread.id.get() | OF_A_THREAD;
    if !wanted || age > JUST_NOW_SECONDS || !bot.seen.is_new(id) {
        return;
    }
    let Some(_stay) = bot.gate.enter() else {
        return;
    };
    let server = Some(thread.guild_id.get());
    let asker = Asker {
        member: thread.owner_id.map_or(0, UserId::get),
        channel: thread.id,
        server,
        languages: bot.languages(server, None),
    };
    // Nobody asked: whatever is in the way is no reason to speak.
    let Ok(question) = question(&thread.name) else {
        return;
    };
    let Ok(answer) = bot.ask_uncounted(asker, question, None).await else {
        return;
    };
    let configured = bot.config.unasked_confidence;
    if answer.answered && answer.confidence >= settings.unasked_confidence.unwrap_or(configured) {
        let languages = asker.languages;
        let reply = answered(answer, asker.member, false, &settings, languages).quiet();
        bot.post(thread.id, &reply, None, id).await;
    }
}
