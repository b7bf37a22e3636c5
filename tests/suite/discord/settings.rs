//! What moderators set for their server, and what comes of it.

use std::time::Duration;

use fake_discord::{Channel, FakeDiscord, Message, Person};
use footnote::journal::Journal;
use serde_json::{Value, json};

use super::stage::{FASCIA, KNOTS, Stage, description, small_world};

/// Two servers, with limits on nothing.
async fn stage() -> Stage {
    let at_once = Duration::from_millis(1);
    let discord = FakeDiscord::builder()
        .guilds(2)
        .identify_period(at_once)
        .start()
        .await;
    let text = format!(
        "[discord]\nlog_channel = {}\nmember_questions_per_minute = 0\n\
         channel_questions_per_minute = 0\n",
        discord.nth_guild(1).channel("questions").id(),
    );
    let world = small_world()
        .article("more/fascia-2.md", FASCIA.replace("thin web", "fine net"))
        .article(
            "more/knots-2.md",
            KNOTS.replace("tender spot", "sore point"),
        )
        .indexed()
        .file("footnote.toml", text);
    Stage::with(discord, world).await
}

async fn sets(stage: &Stage, command: &str, options: Value) -> Message {
    let general = stage.discord.channel("general");
    let mo = stage.discord.moderator("Mo");
    let command = format!("settings {command}");
    let reply = mo.slash(&general, &command, options).await.reply().await;
    assert!(reply.is_ephemeral());
    reply
}

async fn asks(who: &Person, channel: &Channel, question: &str) -> Message {
    let options = json!({ "question": question });
    who.slash(channel, "ask", options).await.reply().await
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_are_shown_changed_noted_and_kept_through_a_restart() {
    let mut stage = stage().await;
    let shown = sets(&stage, "show", json!({})).await;
    insta::assert_snapshot!("settings", shown.render());
    let options = json!({ "private": true, "passages": 1, "language": "Deutsch" });
    let set = sets(&stage, "answers", options).await;
    assert!(
        set.content().starts_with("Set: private: true"),
        "{}",
        set.content()
    );
    let note = stage
        .discord
        .nth_guild(1)
        .channel("questions")
        .next_message()
        .await;
    assert!(
        note.content().contains("settings answers"),
        "{}",
        note.content()
    );
    // It may be in another server, which need not know what.
    assert!(!note.content().contains("private"), "{}", note.content());
    for _ in 0..2 {
        let answer = stage.ask("fascia").await;
        assert!(answer.is_ephemeral());
        assert_eq!(answer.embeds().len(), 1, "{}", answer.render());
        assert!(answer.render().contains("Next"));
        let next = stage.ada().click(&answer, "Next ▶").reply().await;
        assert_eq!(next.embeds().len(), 1, "{}", next.render());
        let shown = description(&sets(&stage, "show", json!({})).await, 0);
        assert!(
            shown.contains("Deutsch") && shown.contains("page** · 1"),
            "{shown}"
        );
        // Another server is as it was.
        let second = stage.discord.nth_guild(1);
        let (ben, general) = (second.member("Ben"), second.channel("general"));
        let answer = asks(&ben, &general, "fascia").await;
        assert!(!answer.is_ephemeral() && answer.embeds().len() > 1);
        stage.restart().await;
    }
    sets(&stage, "reset", json!({ "what": "answers" })).await;
    assert!(!stage.ask("what is fascia?").await.is_ephemeral());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_asker_who_says_whether_it_is_private_has_their_way() {
    let stage = stage().await;
    sets(&stage, "answers", json!({ "private": true })).await;
    let general = stage.discord.channel("general");
    let options = json!({ "question": "what is fascia?", "private": false });
    let answer = stage.ada().slash(&general, "ask", options).await;
    assert!(!answer.reply().await.is_ephemeral());
}

#[tokio::test(flavor = "multi_thread")]
async fn outside_its_channels_the_bot_answers_the_asker_alone_and_no_mention() {
    let stage = stage().await;
    let (general, questions) = (
        stage.discord.channel("general"),
        stage.discord.channel("questions"),
    );
    let ada = stage.ada();
    let public = asks(&ada, &questions, "what is fascia?").await;
    sets(&stage, "channels", json!({ "add": general.id() })).await;
    assert!(!asks(&ada, &general, "what is fascia?").await.is_ephemeral());
    let options = json!({ "question": "what is fascia?", "private": false });
    let answer = ada.slash(&questions, "ask", options).await.reply().await;
    assert!(answer.is_ephemeral());
    for (command, options) in [
        ("topics", json!({})),
        ("topic", json!({ "name": "Fascia" })),
        ("article", json!({ "title": "fascia.md" })),
    ] {
        let reply = ada.slash(&questions, command, options).await.reply().await;
        assert!(reply.is_ephemeral(), "{command}");
    }
    // No button writes there for everybody either.
    let shared = ada.click(&answer, "Show here").reply().await;
    assert!(shared.is_ephemeral());
    assert!(
        shared.content().contains("for you alone"),
        "{}",
        shared.content()
    );
    let respell = json!({ "custom_id": "rfasica\nfascia", "component_type": 2 });
    let reply = ada.forges_component(&public, respell).reply().await;
    assert!(reply.is_ephemeral());

    let mention = format!("{} what is fascia?", stage.discord.mention());
    let thread = ada.begins_thread(&questions, "Elsewhere");
    let answered = async {
        ada.says(&questions, &mention);
        ada.says(&thread, &mention);
        ada.says(&general, &mention).reply().await
    };
    let quiet = thread.stays_quiet_while(answered);
    let answer = questions.stays_quiet_while(quiet).await;
    assert!(answer.render().contains("connective tissue"));
    // A thread is where its channel is.
    let (_, said) = ada.opens_thread(&general, "Here", &mention);
    assert!(said.reply().await.render().contains("connective tissue"));
    ada.writes_privately("what is fascia?").reply().await;

    let gone = sets(&stage, "channels", json!({ "remove": general.id() })).await;
    assert!(description(&gone, 0).contains("every channel"));
    ada.says(&questions, &mention).reply().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn threads_are_answered_unasked_where_moderators_want_it_and_as_sure_as_they_want() {
    let stage = stage().await;
    let help = stage.discord.channel("help");
    let ada = stage.ada();
    sets(&stage, "threads", json!({ "add": help.id() })).await;
    let (post, _) = ada.opens_thread(&help, "What is fascia?", "I wonder.");
    assert!(
        post.next_message()
            .await
            .render()
            .contains("connective tissue")
    );
    sets(&stage, "answers", json!({ "confidence": 1.0 })).await;
    let (unsure, _) = ada.opens_thread(&help, "What is fascia?", "I wonder.");
    let other = async { stage.ask("what is fascia?").await };
    unsure.stays_quiet_while(other).await;
    sets(
        &stage,
        "reset",
        json!({ "what": "everything but the roles" }),
    )
    .await;
    let (unasked, _) = ada.opens_thread(&help, "What is fascia?", "I wonder.");
    let other = async { stage.ask("what is fascia?").await };
    unasked.stays_quiet_while(other).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_makes_a_moderator_of_this_server_alone_and_makes_no_others() {
    let stage = stage().await;
    let (first, second) = (stage.discord.guild(), stage.discord.nth_guild(1));
    let general = first.channel("general");
    let role = first.add_role("Librarians", 0);
    let ben = first.member("Ben");
    first.give_role(&ben, role);
    let status = |who: Person, channel: Channel| async move {
        let used = who.forges_slash(&channel, "corpus status", json!({})).await;
        used.reply().await.render()
    };
    assert!(
        status(ben.clone(), general.clone())
            .await
            .contains("Only moderators")
    );
    sets(&stage, "roles", json!({ "add": role })).await;
    assert!(
        status(ben.clone(), general.clone())
            .await
            .contains("4 articles")
    );
    // The same number in another server is nobody's role there.
    let eve = second.member("Eve");
    second.give_role(&eve, role);
    let there = second.channel("general");
    assert!(status(eve, there).await.contains("Only moderators"));
    // Who is a moderator by a role sets other things, and no roles.
    let forged = |command: &'static str, options: Value| {
        let (ben, general) = (ben.clone(), general.clone());
        async move {
            let used = ben.forges_slash(&general, command, options).await;
            used.reply().await
        }
    };
    let mine = first.add_role("Friends", 0);
    let refused = forged("settings roles", json!({ "add": mine })).await;
    assert!(
        refused.content().contains("Manage Server"),
        "{}",
        refused.content()
    );
    let set = forged("settings answers", json!({ "passages": 2 })).await;
    assert!(set.content().starts_with("Set:"), "{}", set.content());
    let everyone = sets(&stage, "roles", json!({ "add": first.id() })).await;
    assert!(
        everyone.content().contains("everybody"),
        "{}",
        everyone.content()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_may_set_nothing_however_they_ask() {
    let stage = stage().await;
    let general = stage.discord.channel("general");
    let ada = stage.ada();
    assert!(!ada.sees_command(&general, "settings"));
    for (command, options) in [
        ("settings show", json!({})),
        ("settings channels", json!({ "add": general.id() })),
        (
            "settings roles",
            json!({ "add": stage.discord.guild().id() }),
        ),
        ("settings answers", json!({ "private": true })),
        (
            "settings caution",
            json!({ "topic": "Fascia", "text": "no" }),
        ),
        ("settings articles", json!({ "add_folder": "x" })),
        ("settings reset", json!({ "what": 0 })),
    ] {
        let reply = ada.forges_slash(&general, command, options).await;
        let reply = reply.reply().await;
        assert!(reply.is_ephemeral(), "{command}");
        let refused = reply.content().contains("Only m") || reply.content().contains("wrong");
        assert!(refused, "{command}: {}", reply.content());
    }
    assert!(!stage.ask("what is fascia?").await.is_ephemeral());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_caution_stands_under_answers_on_its_topic() {
    let stage = stage().await;
    let options = json!({ "topic": "fascia", "text": "This is *no* advice, @everyone." });
    let set = sets(&stage, "caution", options).await;
    assert!(
        description(&set, 0).contains("Caution on fascia"),
        "{}",
        set.render()
    );
    let answer = stage.ask("what is fascia?").await;
    let last = description(&answer, answer.embeds().len() - 1);
    assert!(last.contains("⚠ This is \\*no\\* advice"), "{last}");
    assert!(last.contains("\\@everyone"), "{last}");
    let other = stage.ask("how long should I press a knot?").await;
    assert!(!other.render().contains('⚠'), "{}", other.render());
    sets(&stage, "caution", json!({ "topic": "FASCIA" })).await;
    let answer = stage.ask("what is fascia?").await;
    assert!(!answer.render().contains('⚠'), "{}", answer.render());
    let none = sets(&stage, "caution", json!({ "topic": "FASCIA" })).await;
    assert!(none.content().contains("no caution"), "{}", none.content());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_sees_the_part_of_the_articles_that_it_has_set() {
    let stage = stage().await;
    let general = stage.discord.channel("general");
    let ada = stage.ada();
    let before = stage.ask("how long should I press a knot?").await;
    let set = sets(&stage, "articles", json!({ "add_topic": "Fascia" })).await;
    assert!(
        description(&set, 0).contains("those on fascia"),
        "{}",
        set.render()
    );
    let nothing = stage.ask("how long should I press a knot?").await;
    assert!(!nothing.render().contains("thirty"), "{}", nothing.render());
    assert!(before.render().contains("thirty"), "{}", before.render());
    let topics = ada.slash(&general, "topics", json!({})).await.reply().await;
    assert!(!topics.render().contains("Muscles"), "{}", topics.render());
    let typed = ada.types(&general, "article", "title", "", json!({}));
    assert_eq!(typed.await.choices().await.len(), 2);
    let none = sets(
        &stage,
        "articles",
        json!({ "add_folder": "typo", "remove_topic": "Fascia" }),
    );
    let none = description(&none.await, 0);
    assert!(none.contains("(0 at present)"), "{none}");
    let swapped = json!({ "add_topic": "Fascia", "remove_folder": "typo" });
    let swapped = description(&sets(&stage, "articles", swapped).await, 0);
    assert!(swapped.contains("(2 at present)"), "{swapped}");
    // What could be added is offered all the same.
    let mo = stage.discord.moderator("Mo");
    let typed = mo.types(&general, "settings articles", "add_topic", "mus", json!({}));
    assert_eq!(typed.await.choices().await[0].value, "Muscles");
    sets(&stage, "articles", json!({ "add_folder": "/more/" })).await;
    let wider = stage.ask("how long should I press a knot?").await;
    assert!(wider.render().contains("thirty"), "{}", wider.render());
    let typed = mo.types(
        &general,
        "settings articles",
        "remove_folder",
        "mo",
        json!({}),
    );
    assert_eq!(typed.await.choices().await[0].value, "more");
    let unknown = sets(&stage, "articles", json!({ "remove_folder": "other" })).await;
    assert!(
        unknown.content().contains("not in the list"),
        "{}",
        unknown.content()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn channels_and_roles_that_were_deleted_are_taken_off() {
    let stage = stage().await;
    let guild = stage.discord.guild();
    let questions = guild.channel("questions");
    let role = guild.add_role("Librarians", 0);
    sets(&stage, "channels", json!({ "add": questions.id() })).await;
    sets(&stage, "roles", json!({ "add": role })).await;
    let shown = description(&sets(&stage, "show", json!({})).await, 0);
    assert!(shown.contains(&format!("<#{}>", questions.id())), "{shown}");
    guild.removes_channel(&questions);
    guild.removes_role(role);
    let shown = sets(&stage, "show", json!({})).await;
    assert!(
        shown.content().contains("2 of the channels"),
        "{}",
        shown.content()
    );
    let text = description(&shown, 0);
    assert!(
        text.contains("every channel") && text.contains("nobody"),
        "{text}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_journal_the_defaults_hold_and_it_is_said_why_nothing_changes() {
    let world = small_world()
        .indexed()
        .file("no-folder", "a file")
        .variable("FOOTNOTE_JOURNAL", "no-folder");
    let stage = Stage::with(FakeDiscord::start().await, world).await;
    let shown = sets(&stage, "show", json!({})).await;
    assert!(
        shown.render().contains("Nothing of it can be changed"),
        "{}",
        shown.render()
    );
    let refused = sets(&stage, "answers", json!({ "passages": 2 })).await;
    assert!(
        refused.content().contains("my log"),
        "{}",
        refused.content()
    );
    assert!(!stage.ask("what is fascia?").await.is_ephemeral());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_process_has_changed_is_noticed() {
    let stage = stage().await;
    let server = stage.discord.guild().id();
    sets(&stage, "answers", json!({ "passages": 1 })).await;
    let journal = Journal::open(&stage.world.path("journal")).expect("it can be shared");
    journal
        .change_settings(server, 1, |settings| settings.private = Some(true))
        .expect("it can be written");
    for _ in 0..200 {
        if stage.ask("what is fascia?").await.is_ephemeral() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("it is not noticed");
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_that_no_client_would_send_are_refused_or_bounded() {
    let stage = stage().await;
    let general = stage.discord.channel("general");
    let mo = stage.discord.moderator("Mo");
    let forged = |command: &'static str, options: Value| {
        let (mo, general) = (mo.clone(), general.clone());
        async move {
            let used = mo.forges_slash(&general, command, options).await;
            used.reply().await
        }
    };
    let set = forged(
        "settings answers",
        json!({ "passages": 5000, "confidence": 7.5 }),
    )
    .await;
    assert!(set.content().contains("from 0 to 1"), "{}", set.content());
    let set = forged("settings answers", json!({ "passages": 5000 })).await;
    assert!(
        set.content().contains("passages on a page: 9"),
        "{}",
        set.content()
    );
    let long = "a@".repeat(2_000);
    forged(
        "settings caution",
        json!({ "topic": "Fascia", "text": long }),
    )
    .await;
    forged("settings caution", json!({ "topic": long, "text": "b" })).await;
    forged("settings articles", json!({ "add_folder": long })).await;
    let answer = stage.ask("what is fascia?").await;
    assert!(answer.render().contains("connective tissue"));
    let nothing = sets(&stage, "channels", json!({})).await;
    assert!(
        nothing.content().contains("choose one"),
        "{}",
        nothing.content()
    );
}
