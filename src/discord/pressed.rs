//! What happens when a button is pressed or something is chosen from a menu.

use std::sync::Arc;

use serenity::all::{
    ComponentInteraction, ComponentInteractionDataKind, GuildId, Message, MessageFlags,
    ModalInteraction,
};

use super::bot::{Asker, Bot, Outcome, recalled};
use super::card::{self, Audience};
use super::commands;
use super::delivery::Call;
use super::edit_press::{EditForm, EditPress};
use super::failure::Trouble;
use super::gaps;
use super::press::{Pages, Press};
use super::reply::Reply;
use super::words::{Language, Languages};
use crate::answer::Citation;

/// Does what a button or menu says.
pub async fn pressed(bot: &Arc<Bot>, interaction: &ComponentInteraction) {
    if let Some(Press::Source(press)) = Press::parse(&interaction.data.custom_id) {
        return commands::source_pressed(bot, interaction, press).await;
    }
    if let Some(Press::Edit(EditPress::Confirm(id))) = Press::parse(&interaction.data.custom_id) {
        // It says first that it writes, and later what came of it.
        return commands::confirmed(bot, interaction, id).await;
    }
    let call = Call::from(interaction);
    let server = interaction.guild_id.map(GuildId::get);
    let languages = bot.languages(server, Some(call.languages));
    let work = act(bot, interaction, languages);
    bot.serve(call, true, work).await;
}

/// Does what a form says that somebody has filled in.
pub async fn submitted(bot: &Bot, interaction: &ModalInteraction) {
    let work = async {
        let form = EditForm::parse(&interaction.data.custom_id).ok_or(Trouble::UnknownPress)?;
        commands::edit_submitted(bot, interaction, form).await
    };
    bot.serve(Call::from(interaction), true, work).await;
}

async fn act(
    bot: &Bot,
    interaction: &ComponentInteraction,
    languages: Languages,
) -> Result<Outcome, Trouble> {
    let press = Press::parse(&interaction.data.custom_id).ok_or(Trouble::UnknownPress)?;
    let question = asked(&interaction.message).unwrap_or_default();
    let presser = interaction.user.id.get();
    let asker = Asker {
        member: presser,
        channel: interaction.channel_id,
        server: interaction.guild_id.map(GuildId::get),
        languages,
    };
    let settings = bot.settings.of(asker.server);
    let own = languages.own;
    match press {
        Press::Turn(pages) => turn(bot, interaction, asker, pages).await,
        Press::Share(pages) => {
            if !bot.is_open_to_press(interaction) {
                return Err(Trouble::NotHere);
            }
            // It writes where everybody reads, as often as it is pressed.
            bot.charge(asker)?;
            let passages = passages(bot, asker, &pages, &question).await?;
            let (everybody, shared) = (Audience::Everybody, languages.shared);
            let mut reply = card::page(&question, &passages, &pages, everybody, &settings, shared);
            let member = [("member", format!("<@{presser}>").into())];
            reply.content = shared.say_with("shared", member);
            Ok(reply.into())
        }
        Press::More => {
            let id = chosen(interaction)?;
            let pages = Pages {
                asker: presser,
                from: 0,
                passages: vec![id],
            };
            let passages = passages(bot, asker, &pages, &question).await?;
            let passage = passages.first().and_then(Option::as_ref);
            let reply = card::single(&question, passage, &settings, own);
            Ok(reply.private().into())
        }
        Press::Respell { from, to } => {
            let on_private = is_private(interaction);
            let private = on_private || !bot.is_open_to_press(interaction);
            let reply = bot
                .card(
                    asker,
                    recalled(&respelt(&question, &from, &to)),
                    None,
                    private,
                )
                .await?;
            Ok(if on_private {
                Outcome::Update(reply)
            } else {
                reply.into()
            })
        }
        Press::Rate { passage, helpful } => {
            bot.rate(asker, passage, helpful);
            let thanks = if helpful {
                own.say("thanks-helpful")
            } else {
                own.say("thanks-not-helpful")
            };
            Ok(Reply::line(thanks).private().into())
        }
        Press::Topic => {
            let reply = commands::topic_card(bot, asker, chosen(interaction)?, own).await?;
            Ok(reply.private().into())
        }
        Press::Article => {
            let reply = commands::outline(bot, asker, chosen(interaction)?, own).await?;
            Ok(reply.private().into())
        }
        Press::Ask { question } => {
            let question = super::bot::question(&question);
            let reply = bot.card(asker, question, None, true).await?;
            Ok(reply.into())
        }
        Press::Questions { topic } => {
            let reply = commands::questions(bot, asker, topic, own).await?;
            Ok(reply.private().into())
        }
        Press::Gap | Press::Cover { .. } | Press::Audit { .. } | Press::Edit(_) => {
            moderate(bot, interaction, press, own).await
        }
        // Those may take long, and were taken aside above.
        Press::Source(_) => Err(Trouble::UnknownPress),
    }
}

/// Turns the pages of an answer: in its place for who asked, else in a copy of their own.
async fn turn(
    bot: &Bot,
    interaction: &ComponentInteraction,
    asker: Asker,
    pages: Pages,
) -> Result<Outcome, Trouble> {
    let question = asked(&interaction.message).unwrap_or_default();
    let settings = bot.settings.of(asker.server);
    let languages = asker.languages;
    let (own, presser) = (languages.own, asker.member);
    let passages = passages(bot, asker, &pages, &question).await?;
    if pages.asker != presser {
        let theirs = Pages {
            asker: presser,
            ..pages
        };
        let alone = Audience::Asker;
        let reply = card::page(&question, &passages, &theirs, alone, &settings, own);
        return Ok(reply.private().into());
    }
    let private = is_private(interaction);
    let audience = if private {
        Audience::Asker
    } else {
        Audience::Everybody
    };
    let language = languages.of(private);
    Ok(Outcome::Update(card::page(
        &question, &passages, &pages, audience, &settings, language,
    )))
}

/// Does what only moderators may; each of these looks at that first.
async fn moderate(
    bot: &Bot,
    interaction: &ComponentInteraction,
    press: Press,
    language: Language,
) -> Result<Outcome, Trouble> {
    match press {
        Press::Gap => {
            let reply =
                gaps::articles_for(bot, interaction, &chosen(interaction)?, language).await?;
            Ok(reply.private().into())
        }
        Press::Cover { gap } => {
            let reply = gaps::cover(bot, interaction, gap, &chosen(interaction)?, language).await?;
            Ok(Outcome::Update(reply))
        }
        Press::Audit { before } => {
            let reply = commands::audit_page(bot, interaction, before, language).await?;
            Ok(Outcome::Update(reply))
        }
        Press::Edit(press) => {
            commands::edit_pressed(bot, interaction, press, || chosen(interaction)).await
        }
        _ => Err(Trouble::UnknownPress),
    }
}

async fn passages(
    bot: &Bot,
    asker: Asker,
    pages: &Pages,
    line: &str,
) -> Result<Vec<Option<Citation>>, Trouble> {
    let ids = pages.passages.clone();
    // Without a question there are no marks, and the passages all the same.
    let question = recalled(line).ok();
    bot.with_librarian(asker.server, move |librarian| {
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
