//! What happens when a button is pressed or something is chosen from a menu.

use std::sync::Arc;

use serenity::all::{
    ComponentInteraction, ComponentInteractionDataKind, GuildId, Message, MessageFlags,
};

use super::bot::{Asker, Bot, Outcome, recalled};
use super::card::{self, Audience};
use super::commands;
use super::delivery::Call;
use super::failure::Trouble;
use super::press::{Pages, Press};
use super::reply::Reply;
use crate::answer::Citation;

/// Does what a button or menu says.
pub async fn pressed(bot: &Arc<Bot>, interaction: &ComponentInteraction) {
    if let Some(Press::Source(press)) = Press::parse(&interaction.data.custom_id) {
        return commands::source_pressed(bot, interaction, press).await;
    }
    let work = act(bot, interaction);
    bot.serve(Call::from(interaction), true, work).await;
}

async fn act(bot: &Bot, interaction: &ComponentInteraction) -> Result<Outcome, Trouble> {
    let press = Press::parse(&interaction.data.custom_id).ok_or(Trouble::UnknownPress)?;
    let question = asked(&interaction.message).unwrap_or_default();
    let presser = interaction.user.id.get();
    let asker = Asker {
        member: presser,
        channel: interaction.channel_id,
        server: interaction.guild_id.map(GuildId::get),
    };
    match press {
        Press::Turn(pages) => {
            let passages = passages(bot, &pages, &question).await?;
            if pages.asker != presser {
                let own = Pages {
                    asker: presser,
                    ..pages
                };
                let reply = card::page(&question, &passages, &own, Audience::Asker);
                return Ok(reply.private().into());
            }
            let audience = if is_private(interaction) {
                Audience::Asker
            } else {
                Audience::Everybody
            };
            Ok(Outcome::Update(card::page(
                &question, &passages, &pages, audience,
            )))
        }
        Press::Share(pages) => {
            // It writes where everybody reads, as often as it is pressed.
            bot.charge(asker)?;
            let passages = passages(bot, &pages, &question).await?;
            let mut reply = card::page(&question, &passages, &pages, Audience::Everybody);
            reply.content = format!("<@{presser}> asked:");
            Ok(reply.into())
        }
        Press::More => {
            let id = chosen(interaction)?;
            let pages = Pages {
                asker: presser,
                from: 0,
                passages: vec![id],
            };
            let passages = passages(bot, &pages, &question).await?;
            let passage = passages.first().and_then(Option::as_ref);
            Ok(card::single(&question, passage).private().into())
        }
        Press::Respell { from, to } => {
            let private = is_private(interaction);
            let reply = bot
                .card(
                    asker,
                    recalled(&respelt(&question, &from, &to)),
                    None,
                    private,
                )
                .await?;
            Ok(if private {
                Outcome::Update(reply)
            } else {
                reply.into()
            })
        }
        Press::Rate { passage, helpful } => {
            bot.rate(&passage, helpful);
            let thanks = if helpful {
                "Thank you. I am glad that it helped."
            } else {
                "Thank you. That is noted for the people who write the articles, without your name."
            };
            Ok(Reply::line(thanks).private().into())
        }
        Press::Topic => {
            let reply = commands::topic_card(bot, chosen(interaction)?).await?;
            Ok(reply.private().into())
        }
        Press::Article => {
            let reply = commands::outline(bot, chosen(interaction)?).await?;
            Ok(reply.private().into())
        }
        Press::Questions { topic } => {
            let reply = commands::questions(bot, topic).await?;
            Ok(reply.private().into())
        }
        // Those may take long, and were taken aside above.
        Press::Source(_) => Err(Trouble::UnknownPress),
    }
}

async fn passages(bot: &Bot, pages: &Pages, asked: &str) -> Result<Vec<Option<Citation>>, Trouble> {
    let ids = pages.passages.clone();
    // Without a question there are no marks, and the passages all the same.
    let question = recalled(asked).ok();
    bot.with_librarian(move |librarian| {
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        librarian.passages(&ids, question.as_ref())
    })
    .await
}

/// The question that a message of the bot answers: it stands above the quote.
pub fn asked(message: &Message) -> Option<String> {
    let author = message.embeds.first()?.author.as_ref()?;
    Some(author.name.clone())
}

/// What was chosen from the menu.
fn chosen(interaction: &ComponentInteraction) -> Result<String, Trouble> {
    match &interaction.data.kind {
        ComponentInteractionDataKind::StringSelect { values } => {
            values.first().cloned().ok_or(Trouble::UnknownPress)
        }
        _ => Err(Trouble::UnknownPress),
    }
}

fn is_private(interaction: &ComponentInteraction) -> bool {
    let flags = interaction.message.flags;
    flags.is_some_and(|flags| flags.contains(MessageFlags::EPHEMERAL))
}

/// The question with its first `from`, in whatever letter case, replaced by `to`.
fn respelt(question: &str, from: &str, to: &str) -> String {
    let place = question.char_indices().map(|(at, _)| at).find_map(|at| {
        let mut end = at;
        for wanted in from.chars() {
            let c = question[end..].chars().next()?;
            if !c.to_lowercase().eq(wanted.to_lowercase()) {
                return None;
            }
            end += c.len_utf8();
        }
        Some(at..end)
    });
    match place {
        Some(place) => format!("{}{to}{}", &question[..place.start], &question[place.end..]),
        None => format!("{question} {to}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_word_of_a_question_is_spelt_otherwise() {
        assert_eq!(
            respelt("What is FACIA?", "facia", "fascia"),
            "What is fascia?"
        );
        assert_eq!(respelt("was ist Ödem", "ödem", "edema"), "was ist edema");
        assert_eq!(respelt("cut shor", "short", "long"), "cut shor long");
    }
}
