//! What members see when they ask.

use fake_discord::{FakeDiscord, codes};
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::json;

use super::stage::{FASCIA, KNOTS, Stage, description, restartable, small_world};
use crate::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn a_question_by_command_is_answered_with_the_quote_and_its_link() {
    let stage = Stage::set().await;
    let reply = stage.ask("what is fascia?").await;
    insta::assert_snapshot!(reply.render());
    assert!(!reply.is_ephemeral());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_articles_do_not_answer_is_said_to_the_asker_alone() {
    let stage = Stage::set().await;
    let reply = stage.ask("who won the football world cup?").await;
    insta::assert_snapshot!(reply.render());
    assert!(reply.is_ephemeral());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_private_answer_can_be_shown_to_everybody() {
    let stage = Stage::set().await;
    let general = stage.discord.channel("general");
    let ada = stage.ada();
    let options = json!({ "question": "what is fascia?", "private": true });
    let private = ada.slash(&general, "ask", options).await.reply().await;
    assert!(private.is_ephemeral());
    let shown = ada.click(&private, "Show here").reply().await;
    assert!(!shown.is_ephemeral());
    assert!(
        shown.content().contains(&ada.mention()),
        "{}",
        shown.content()
    );
    assert_eq!(description(&shown, 0), description(&private, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_that_is_too_long_gets_a_kind_word() {
    let stage = Stage::set().await;
    let general = stage.discord.channel("general");
    let question = "fascia ".repeat(800);
    let options = json!({ "question": question });
    let reply = stage.ada().forges_slash(&general, "ask", options).await;
    let reply = reply.reply().await;
    assert!(
        reply.content().contains("at most 500"),
        "{}",
        reply.content()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mention_a_reply_and_a_direct_message_are_answered() {
    let stage = Stage::set().await;
    let general = stage.discord.channel("general");
    let ada = stage.ada();
    let mention = stage.discord.mention();
    let asked = ada.says(&general, &format!("{mention} what is fascia?"));
    let first = asked.reply().await;
    assert!(description(&first, 0).contains("connective tissue"));
    let follow_up = ada.replies_to(&first, "how long should I press a knot?");
    let second = follow_up.reply().await;
    assert!(description(&second, 0).contains("ninety seconds"));
    let private = ada.writes_privately("what is a trigger point?");
    let third = private.reply().await;
    assert!(description(&third, 0).contains("tender spot"));
}

/// The line above an answer.
fn asked(message: &fake_discord::Message) -> String {
    let name = &message.embeds()[0]["author"]["name"];
    name.as_str().unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_follow_up_in_a_reply_is_understood_over_three_turns_and_a_restart() {
    let mut stage = Stage::with(restartable().await, small_world().indexed()).await;
    let first = stage.ask("what is a trigger point?").await;
    let second = stage
        .ada()
        .replies_to(&first, "how long should I press it?");
    let second = second.reply().await;
    assert_eq!(
        asked(&second),
        "how long should I press it? (about: trigger point)"
    );
    assert!(description(&second, 0).contains("ninety seconds"));
    stage.restart().await;
    let third = stage
        .discord
        .member("Ben")
        .replies_to(&second, "what is it?");
    let third = third.reply().await;
    assert_eq!(asked(&third), "what is it? (about: trigger point)");
    assert!(description(&third, 0).contains("tender spot"));
    let fourth = stage.ada().replies_to(&third, "what is fascia?");
    let fourth = fourth.reply().await;
    assert_eq!(asked(&fourth), "what is fascia?");
    assert!(!stage.log().contains("trigger"), "a question is in the log");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_follow_up_in_a_direct_message_or_a_thread_needs_no_reply() {
    let stage = Stage::set().await;
    let ada = stage.ada();
    let ben = stage.discord.member("Ben");
    ada.writes_privately("what is a trigger point?")
        .reply()
        .await;
    let second = ada.writes_privately("how long should I press it?");
    assert!(asked(&second.reply().await).ends_with("(about: trigger point)"));
    let other = ben.writes_privately("how long should I press it?");
    assert_eq!(asked(&other.reply().await), "how long should I press it?");

    let general = stage.discord.channel("general");
    let mention = stage.discord.mention();
    let (thread, _) = ada.opens_thread(&general, "my back", "It aches.");
    let first = ada.says(&thread, &format!("{mention} what is fascia?"));
    first.reply().await;
    let second = ben.says(&thread, &format!("{mention} can it be stretched?"));
    assert_eq!(
        asked(&second.reply().await),
        "can it be stretched? (about: fascia)"
    );
    // Where everybody speaks, the last question was somebody else's.
    ada.says(&general, &format!("{mention} what is fascia?"))
        .reply()
        .await;
    let alone = ben.says(&general, &format!("{mention} can it be stretched?"));
    assert_eq!(asked(&alone.reply().await), "can it be stretched?");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_but_an_answer_of_the_bot_tells_what_was_asked() {
    let stage = Stage::set().await;
    let ada = stage.ada();
    let general = stage.discord.channel("general");
    let words = ada.says(&general, "what is fascia?");
    let mention = stage.discord.mention();
    let reply = ada.replies_to(&words, &format!("{mention} can it be stretched?"));
    assert_eq!(asked(&reply.reply().await), "can it be stretched?");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mention_alone_under_a_question_means_that_question() {
    let stage = Stage::set().await;
    let general = stage.discord.channel("general");
    let mention = stage.discord.mention();
    let question = format!("{mention} please: what is fascia?");
    let question = stage.ada().says(&general, &question);
    question.reply().await;
    let pointed = stage.discord.member("Ben").replies_to(&question, &mention);
    let reply = pointed.reply().await;
    assert!(description(&reply, 0).contains("connective tissue"));
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_that_do_not_speak_to_the_bot_stay_unanswered() {
    let stage = Stage::set().await;
    let general = stage.discord.channel("general");
    let ada = stage.ada();
    let words = ada.says(&general, "what is fascia?");
    let everybody = ada.says(&general, "@everyone what is fascia?");
    // The bot has taken up what came before when it answers this.
    let mention = stage.discord.mention();
    ada.says(&general, &format!("{mention} what is a trigger point?"))
        .reply()
        .await;
    assert!(words.replies().is_empty());
    assert!(everybody.replies().is_empty());
    assert_eq!(general.bot_messages().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_found_for_a_mention_is_one_quiet_line() {
    let stage = Stage::set().await;
    let general = stage.discord.channel("general");
    let mention = stage.discord.mention();
    let asked = format!("{mention} who won the football world cup?");
    let reply = stage.ada().says(&general, &asked).reply().await;
    assert!(reply.embeds().is_empty());
    assert_eq!(reply.content().lines().count(), 1);
    assert_eq!(reply.flags() & (1 << 12), 1 << 12, "it would notify");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_can_be_answered_from_its_menu() {
    let stage = Stage::set().await;
    let general = stage.discord.channel("general");
    let asked = stage.ada().says(&general, "what is fascia?");
    let ben = stage.discord.member("Ben");
    let answer = ben
        .message_command(&asked, "Answer from the articles")
        .await;
    let reply = answer.reply().await;
    assert!(reply.is_ephemeral());
    assert!(description(&reply, 0).contains("connective tissue"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thread_in_a_chosen_forum_is_answered_from_its_title_once() {
    let stage = Stage::with_settings(|discord| {
        format!("thread_channels = [{}]", discord.channel("help").id())
    })
    .await;
    let ada = stage.ada();
    let forum = stage.discord.channel("help");
    let (thread, _) = ada.opens_thread(&forum, "What is fascia?", "I wonder.");
    let answer = thread.next_message().await;
    assert!(description(&answer, 0).contains("connective tissue"));
    let (unsure, _) = ada.opens_thread(&forum, "my week was long", "So it was.");
    let general = stage.discord.channel("general");
    let (elsewhere, _) = ada.opens_thread(&general, "What is fascia?", "I wonder.");
    let mention = stage.discord.mention();
    let asked = ada.says(&thread, &format!("{mention} what is a trigger point?"));
    asked.reply().await;
    assert!(unsure.bot_messages().is_empty());
    assert!(elsewhere.bot_messages().is_empty());
    assert_eq!(thread.bot_messages().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_whose_first_message_mentions_the_bot_is_answered() {
    let stage = Stage::with_settings(|discord| {
        format!("thread_channels = [{}]", discord.channel("help").id())
    })
    .await;
    let forum = stage.discord.channel("help");
    let text = format!("{} what is a trigger point?", stage.discord.mention());
    let (_, first) = stage.ada().opens_thread(&forum, "my week was long", &text);
    assert!(description(&first.reply().await, 0).contains("tender spot"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_is_answered_as_soon_as_its_author_has_written_in_it() {
    let stage = Stage::with_settings(|discord| {
        format!("thread_channels = [{}]", discord.channel("help").id())
    })
    .await;
    let ada = stage.ada();
    let post = ada.begins_thread(&stage.discord.channel("help"), "What is fascia?");
    stage.discord.expect_refusal(codes::NO_FIRST_MESSAGE).await;
    ada.says(&post, "I wonder.");
    let answer = post.next_message().await;
    assert!(description(&answer, 0).contains("connective tissue"));
    assert_eq!(post.bot_messages().len(), 1);
    // How often it tried before is its own affair.
    let refusals = stage.discord.take_refusals();
    let expected = |it: &fake_discord::Refusal| it.code == codes::NO_FIRST_MESSAGE;
    assert!(refusals.iter().all(expected), "{refusals:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_turn_after_a_restart() {
    let mut stage = Stage::with(restartable().await, many_articles().indexed()).await;
    let first = stage.ask("what is fascia?").await;
    stage.restart().await;
    let ada = stage.ada();
    ada.click(&first, "Next ▶").acknowledged().await;
    let second = first.now();
    assert_ne!(description(&second, 0), description(&first, 0));
    assert_eq!(second.embeds()[0]["author"], first.embeds()[0]["author"]);
    ada.click(&second, "◀ Earlier").acknowledged().await;
    assert_eq!(description(&first.now(), 0), description(&first, 0));
    // Somebody else who turns the page gets a copy of their own.
    let ben = stage.discord.member("Ben");
    let copy = ben.click(&first, "Next ▶").reply().await;
    assert!(copy.is_ephemeral());
    assert_eq!(description(&first.now(), 0), description(&first, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_button_of_a_passage_that_changed_says_that_it_is_gone() {
    let stage = Stage::with(FakeDiscord::start().await, many_articles().indexed()).await;
    let first = stage.ask("what is fascia?").await;
    for number in 0..9 {
        let text = "---\ntitle: Other\n---\n\nSomething else stands here now, and it is new.\n";
        stage.world.write(&format!("corpus/{number}.md"), text);
    }
    stage.world.write("corpus/fascia.md", KNOTS);
    stage.world.run(["reindex"]).exits(0);
    stage.ada().click(&first, "Next ▶").acknowledged().await;
    let now = first.now();
    assert!(description(&now, 0).contains("gone"), "{}", now.render());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_word_spelt_otherwise_can_be_asked_for_by_a_button() {
    let stage = Stage::set().await;
    let reply = stage.ask("football wrld cup knnt").await;
    let buttons = reply.buttons();
    let label = buttons.iter().find(|label| label.contains("knot"));
    let label = label.unwrap_or_else(|| panic!("no button\n{}", reply.render()));
    stage.ada().click(&reply, label).acknowledged().await;
    let now = reply.now();
    let asked = now.embeds()[0]["author"]["name"].as_str();
    assert_eq!(asked, Some("football wrld cup knot"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_word_that_was_clearly_mistyped_is_read_as_it_was_meant() {
    let stage = Stage::set().await;
    let reply = stage.ask("what is a triggerpoint in the musle?").await;
    assert!(description(&reply, 0).contains("tender spot"));
    assert_eq!(
        reply.content(),
        "-# Read “triggerpoint” as “trigger point”, “musle” as “muscle”."
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn helpful_and_not_helpful_are_thanked_for() {
    let stage = Stage::set().await;
    let reply = stage.ask("what is fascia?").await;
    for label in ["Helpful", "Not helpful"] {
        let thanks = stage.ada().click(&reply, label).reply().await;
        assert!(thanks.is_ephemeral());
        assert!(
            thanks.content().starts_with("Thank you"),
            "{}",
            thanks.content()
        );
    }
    assert!(
        !stage.log().contains("what is fascia"),
        "a question is in the log"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_button_that_nobody_made_is_refused_politely() {
    let stage = Stage::set().await;
    let reply = stage.ask("what is fascia?").await;
    for id in [
        "",
        "t",
        "t9zz.AAAA",
        "s0.../../../etc",
        "q",
        "zzz",
        "r\n",
        "hAAAA",
    ] {
        let data = json!({ "custom_id": id, "component_type": 2 });
        let forged = stage.ada().forges_component(&reply, data);
        assert!(forged.reply().await.is_ephemeral());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn too_many_questions_get_a_private_word() {
    let stage = Stage::with_settings(|_| "member_questions_per_minute = 2".to_owned()).await;
    stage.ask("what is fascia?").await;
    stage.ask("what is fascia?").await;
    let third = stage.ask("what is fascia?").await;
    assert!(third.is_ephemeral());
    assert!(third.content().contains("minute"), "{}", third.content());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_channel_that_the_bot_may_not_write_in_is_named_in_the_log() {
    let stage = Stage::set().await;
    let general = stage.discord.channel("general");
    general.deny(fake_discord::permissions::SEND_MESSAGES);
    let mention = stage.discord.mention();
    stage
        .ada()
        .says(&general, &format!("{mention} what is fascia?"));
    stage
        .discord
        .expect_refusal(codes::MISSING_PERMISSIONS)
        .await;
    let questions = stage.discord.channel("questions");
    stage
        .ada()
        .says(&questions, &format!("{mention} what is fascia?"))
        .reply()
        .await;
    let log = stage.logs("Send Messages").await;
    assert!(log.contains(&general.id().to_string()), "{log}");
}

/// Whatever is asked and whatever the articles hold, Discord takes the reply.
#[tokio::test(flavor = "multi_thread")]
async fn any_text_is_a_question_that_discord_takes_the_answer_to() {
    let hostile = "---\ntitle: '@everyone [x](https://evil.example) <@1> ||`'\nurl: https://example.org/a_(b)\n\
topics: ['**bold**', '<#1>']\n---\n\n# fascia @here \u{202e}reversed\n\nFascia @everyone is <@123> \
[a link](javascript:alert) with `code` and ||spoilers|| and e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301} marks.\n";
    let world = small_world().article("hostile.md", hostile).indexed();
    let settings = "[discord]\nmember_questions_per_minute = 0\nchannel_questions_per_minute = 0\n\
                    server_questions_per_minute = 0\n";
    let stage = Stage::with(
        FakeDiscord::start().await,
        world.file("footnote.toml", settings),
    )
    .await;
    let questions = {
        let mut runner = TestRunner::new_with_rng(
            Config::default(),
            TestRng::deterministic_rng(RngAlgorithm::ChaCha),
        );
        let any = "fascia \\PC{0,200}".prop_union("\\PC{1,400}");
        (0..40)
            .filter_map(|_| Some(any.new_tree(&mut runner).ok()?.current()))
            .collect::<Vec<String>>()
    };
    for question in questions {
        let general = stage.discord.channel("general");
        let options = json!({ "question": question });
        stage
            .ada()
            .forges_slash(&general, "ask", options)
            .await
            .reply()
            .await;
    }
    stage
        .ask("@everyone fascia \u{202e} <@1> [x](https://evil.example)")
        .await;
}

fn many_articles() -> World {
    (0..9).fold(
        World::new().article("fascia.md", FASCIA),
        |world, number| {
            let text = format!(
                "---\ntitle: Fascia in place {number}\n---\n\n# Fascia in place {number}\n\n\
             Fascia is found in place {number} of the body, where it has the colour number \
             {number} and a thickness of {number} millimetres that nobody else has measured.\n"
            );
            world.article(&format!("{number}.md"), text)
        },
    )
}
