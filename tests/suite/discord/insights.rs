//! What is counted, who sees it, and that nothing more is kept.

use std::fs;

use fake_discord::{FakeDiscord, Message, Person};
use serde_json::json;

use super::stage::{Stage, description, options, report, restartable, small_world};
use crate::world::World;

/// An article that answers what the others do not.
const CUPPING: &str = "---\ntitle: Cupping\nurl: https://example.org/cupping\n---\n\n# Cupping\n\n\
## Does cupping leave bruises? {#bruises}\n\nCupping often leaves round bruises on the skin, which \
fade within one or two weeks. The cups draw blood into small vessels under the skin.\n";

/// A question that no article answers.
const ASKED: &str = "does cupping leave bruises?";

fn settings(discord: &FakeDiscord) -> String {
    format!(
        "[discord]\nhome_servers = [{}]\nlog_channel = {}\nreindex_cooldown_seconds = 0\n\
         member_questions_per_minute = 0\n",
        discord.guild().id(),
        discord.channel("questions").id()
    )
}

async fn at_home() -> Stage {
    let discord = restartable().await;
    let world = small_world().indexed();
    let world = world.file("footnote.toml", settings(&discord));
    Stage::with(discord, world).await
}

async fn asks(stage: &Stage, person: &Person, question: &str) -> Message {
    let general = stage.discord.channel("general");
    let options = json!({ "question": question });
    let asked = person.slash(&general, "ask", options).await;
    asked.reply().await
}

/// Three members ask for the same in their own words.
async fn three_ask(stage: &Stage) {
    let words = [ASKED, "Cupping bruises???", "does cupping cause bruises"];
    for (name, question) in ["Ada", "Ben", "Cleo"].into_iter().zip(words) {
        let reply = asks(stage, &stage.discord.member(name), question).await;
        assert!(
            description(&reply, 0).contains("do not answer"),
            "{}",
            reply.render()
        );
    }
}

async fn insights(stage: &Stage, person: &Person) -> Message {
    let general = stage.discord.channel("general");
    let shown = person.slash(&general, "insights", json!({})).await;
    shown.reply().await
}

/// Every byte of the journal and of the log, in lower case.
fn kept(stage: &Stage) -> String {
    let files = fs::read_dir(stage.world.path("journal")).expect("there is a journal");
    let mut kept = stage.log();
    for file in files.flatten() {
        let bytes = fs::read(file.path()).expect("it can be read");
        kept.push_str(&String::from_utf8_lossy(&bytes));
    }
    kept.to_lowercase()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gap_is_seen_an_article_answers_it_and_it_is_closed_until_the_article_is_gone() {
    let stage = at_home().await;
    let general = stage.discord.channel("general");
    let mo = stage.discord.moderator("Mo");
    three_ask(&stage).await;
    let shown = insights(&stage, &mo).await;
    assert!(shown.is_ephemeral());
    let text = description(&shown, 0);
    assert!(text.contains("**3 questions**, 0 % answered"), "{text}");
    assert!(text.contains("○ **cupping bruises**"), "{text}");
    let names: Vec<String> = shown.files().into_iter().map(|file| file.name).collect();
    assert_eq!(names, ["questions.png", "insights.csv"]);
    assert!(shown.files()[0].bytes.starts_with(b"\x89PNG"));
    let csv = String::from_utf8(shown.files()[1].bytes.clone()).expect("it is text");
    assert!(csv.contains("\ngap,cupping bruises"), "{csv}");

    // The article that is named does not answer it.
    let gap = options(&shown).remove(0);
    let articles = mo.choose(&shown, "", &[&gap]).reply().await;
    assert!(articles.is_ephemeral());
    mo.choose(&articles, "", &["fascia.md"])
        .acknowledged()
        .await;
    let not_yet = articles.now();
    assert!(
        not_yet.content().contains("not among the passages"),
        "{}",
        not_yet.render()
    );
    let text = description(&insights(&stage, &mo).await, 0);
    assert!(text.contains("✗ **cupping bruises**") && text.contains("not answered by fascia.md"));

    // A new one does.
    stage.world.write("corpus/cupping.md", CUPPING);
    let reply = mo.slash(&general, "reindex", json!({})).await.reply().await;
    report(&reply).await;
    let articles = mo.choose(&shown, "", &[&gap]).reply().await;
    assert_eq!(options(&articles)[0], "cupping.md");
    mo.choose(&articles, "", &["cupping.md"])
        .acknowledged()
        .await;
    assert!(articles.now().content().contains("the gap is closed"));
    let text = description(&insights(&stage, &mo).await, 0);
    assert!(text.contains("✓ **cupping bruises**"), "{text}");
    assert!(text.contains("answered by cupping.md"), "{text}");

    // Every reindex asks again.
    let log = stage.discord.channel("questions");
    stage.world.remove("corpus/cupping.md");
    let reply = mo.slash(&general, "reindex", json!({})).await.reply().await;
    report(&reply).await;
    let told = loop {
        let message = log.next_message().await;
        if message.content().contains("cupping.md does not close") {
            break message;
        }
    };
    assert!(!told.content().contains("bruises"), "{}", told.content());
    let text = description(&insights(&stage, &mo).await, 0);
    assert!(text.contains("✗ **cupping bruises**"), "{text}");
    stage
        .world
        .run(["reindex"])
        .exits(0)
        .notes("is not closed by cupping.md");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_person_who_asks_ten_times_is_one_person() {
    let stage = at_home().await;
    let mo = stage.discord.moderator("Mo");
    let (ada, ben) = (stage.ada(), stage.discord.member("Ben"));
    for _ in 0..10 {
        asks(&stage, &ada, ASKED).await;
    }
    asks(&stage, &ben, ASKED).await;
    let shown = insights(&stage, &mo).await;
    let text = description(&shown, 0);
    assert!(!text.contains("cupping"), "{text}");
    assert!(
        text.contains("11 questions without an answer too rare"),
        "{text}"
    );
    assert!(options(&shown).is_empty());
    let csv = String::from_utf8(shown.files()[1].bytes.clone()).expect("it is text");
    assert!(!csv.contains("cupping"), "{csv}");
    assert!(!kept(&stage).contains("cupping"), "the words are kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_names_numbers_and_addresses_nothing_is_kept() {
    let stage = at_home().await;
    let mo = stage.discord.moderator("Mo");
    let question = "can Mr Kowalski or Marvella do cupping, call +49 176 5550134, zappo@example.org, \
                    https://zappo.example/x, zappo.example.org, <@123456789012345678>, @zappo_7?";
    for name in ["Ada", "Ben", "Cleo", "Dan"] {
        asks(&stage, &stage.discord.member(name), question).await;
    }
    let text = description(&insights(&stage, &mo).await, 0);
    assert!(text.contains("**cupping"), "{text}");
    let kept = kept(&stage);
    for secret in ["kowalski", "marvella", "5550134", "zappo", "12345678901"] {
        assert!(!kept.contains(secret), "{secret} is kept");
        assert!(!text.to_lowercase().contains(secret), "{secret} is shown");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_moderators_of_another_server_see_nothing_of_this_one() {
    let stage = at_home().await;
    let mo = stage.discord.moderator("Mo");
    three_ask(&stage).await;
    let answer = asks(&stage, &stage.ada(), "what is fascia?").await;
    stage.ada().click(&answer, "Helpful").reply().await;
    let shown = insights(&stage, &mo).await;
    let gap = options(&shown).remove(0);

    let elsewhere = stage.discord.invites_bot();
    let place = elsewhere.channel("general");
    let zoe = elsewhere.moderator("Zoe");
    let other = zoe.slash(&place, "insights", json!({})).await.reply().await;
    assert!(description(&other, 0).starts_with("**0 questions**\n0 × helpful"));
    let csv = String::from_utf8(other.files()[0].bytes.clone()).expect("it is text");
    assert!(!csv.contains("cupping") && !csv.contains("fascia"), "{csv}");
    let audit = zoe.slash(&place, "audit", json!({})).await.reply().await;
    assert!(description(&audit, 0).contains("Nothing is written down"));

    // The number of the gap does not help them, and a member not at all.
    let forged = json!({ "custom_id": "g", "component_type": 3, "values": [gap] });
    let reply = zoe.forges_component(&other, forged).reply().await;
    assert!(
        reply.content().contains("no longer there"),
        "{}",
        reply.render()
    );
    let cover = json!({
        "custom_id": format!("v{gap}"), "component_type": 3, "values": ["fascia.md"],
    });
    let reply = zoe.forges_component(&other, cover.clone()).reply().await;
    assert!(
        reply.content().contains("no longer there"),
        "{}",
        reply.render()
    );
    let ada = stage.ada();
    for data in [
        cover,
        json!({ "custom_id": "g", "component_type": 3, "values": [gap] }),
        json!({ "custom_id": "u", "component_type": 2 }),
        json!({ "custom_id": "u99", "component_type": 2 }),
    ] {
        let reply = ada.forges_component(&answer, data).reply().await;
        assert!(
            reply.content().contains("Only moderators"),
            "{}",
            reply.render()
        );
    }
    for id in ["c", "cx", "c-", "g1", "u-", "ux", "c99999999999999999999"] {
        let data = json!({ "custom_id": id, "component_type": 3, "values": ["x"] });
        let reply = mo.forges_component(&shown, data).reply().await;
        assert!(
            reply.content().contains("another version"),
            "{id}: {}",
            reply.render()
        );
    }
    for values in [json!(["x"]), json!([]), json!(["-1"]), json!(["99999"])] {
        let data = json!({ "custom_id": "g", "component_type": 3, "values": values });
        assert!(
            mo.forges_component(&shown, data)
                .reply()
                .await
                .is_ephemeral()
        );
    }
    let text = description(&insights(&stage, &mo).await, 0);
    assert!(
        text.contains("○ **cupping bruises**"),
        "somebody covered it: {text}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_sees_neither_insights_nor_audit_however_they_ask() {
    let stage = at_home().await;
    let general = stage.discord.channel("general");
    for command in ["insights", "audit"] {
        let reply = stage.ada().forges_slash(&general, command, json!({})).await;
        let reply = reply.reply().await;
        assert!(
            reply.content().contains("Only moderators"),
            "{}",
            reply.render()
        );
        assert!(reply.is_ephemeral() && reply.files().is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_to_be_forgotten_no_longer_counts() {
    let stage = at_home().await;
    let general = stage.discord.channel("general");
    let mo = stage.discord.moderator("Mo");
    let ada = stage.ada();
    let forget = || async {
        let reply = ada.slash(&general, "privacy forget", json!({})).await;
        reply.reply().await
    };
    assert!(forget().await.content().contains("There was nothing"));
    asks(&stage, &ada, ASKED).await;
    asks(&stage, &stage.discord.member("Ben"), ASKED).await;
    let done = forget().await;
    assert!(done.is_ephemeral());
    assert!(
        done.content().contains("1 fingerprint"),
        "{}",
        done.content()
    );
    asks(&stage, &stage.discord.member("Cleo"), ASKED).await;
    let text = description(&insights(&stage, &mo).await, 0);
    assert!(!text.contains("cupping"), "{text}");
    assert!(text.contains("3 questions without an answer"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn ratings_count_once_a_person_and_outlive_a_restart() {
    let mut stage = at_home().await;
    let general = stage.discord.channel("general");
    let mo = stage.discord.moderator("Mo");
    let answer = stage.ask("what is fascia?").await;
    for name in ["Ada", "Ada", "Ben", "Cleo"] {
        let person = stage.discord.member(name);
        person.click(&answer, "Not helpful").reply().await;
    }
    stage.ada().click(&answer, "Helpful").reply().await;
    // An id of no passage.
    let forged = json!({ "custom_id": "hAAAAAAAA", "component_type": 2 });
    stage.ada().forges_component(&answer, forged).reply().await;
    stage.restart().await;
    let text = description(&insights(&stage, &mo).await, 0);
    assert!(text.contains("1 × helpful, 3 × not helpful"), "{text}");
    assert!(text.contains("**Often not helpful**\nfascia.md · 3 × not helpful, 1 × helpful"));
    let status = mo.slash(&general, "corpus status", json!({})).await;
    let status = description(&status.reply().await, 0);
    assert!(status.contains("1 × helpful, 3 × not helpful"), "{status}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_asked_up_to_the_end_is_counted() {
    let mut stage = at_home().await;
    stage.ask("what is fascia?").await;
    stage.ask(ASKED).await;
    assert_eq!(stage.stop(), Some(0), "{}", stage.log());
    let shown = stage.world.run(["insights", "--json"]).exits(0).json();
    assert_eq!(
        (&shown["asked"], &shown["answered"]),
        (&json!(2), &json!(1))
    );
    assert_eq!(shown["articles"][0]["name"], "fascia.md");
    let server = stage.discord.guild().id().to_string();
    let own = stage.world.run(["insights", "--server", &server, "--csv"]);
    own.exits(0).prints("article,fascia.md,1");
    stage
        .world
        .run(["insights", "--server", "1"])
        .exits(0)
        .prints("0 questions");
    stage
        .world
        .run(["insights"])
        .exits(0)
        .prints("2 questions, 50 % answered");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thread_that_nobody_asked_the_bot_in_is_not_counted() {
    let discord = restartable().await;
    let text = format!(
        "{}thread_channels = [{}]\n",
        settings(&discord),
        discord.channel("help").id()
    );
    let world = small_world().indexed().file("footnote.toml", text);
    let stage = Stage::with(discord, world).await;
    let forum = stage.discord.channel("help");
    let (thread, _) = stage
        .ada()
        .opens_thread(&forum, "What is fascia?", "I wonder.");
    thread.next_message().await;
    let mo = stage.discord.moderator("Mo");
    let text = description(&insights(&stage, &mo).await, 0);
    assert!(text.starts_with("**0 questions**"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_moderators_did_is_read_page_by_page_and_as_a_file() {
    let stage = at_home().await;
    let general = stage.discord.channel("general");
    let mo = stage.discord.moderator("Mo");
    for _ in 0..14 {
        let check = mo.slash(&general, "corpus check", json!({})).await;
        check.reply().await;
        // The note is written before it is posted.
        stage.discord.channel("questions").next_message().await;
    }
    let first = mo.slash(&general, "audit", json!({})).await.reply().await;
    assert!(first.is_ephemeral());
    let text = description(&first, 0);
    assert_eq!(text.lines().count(), 12);
    let deed = format!("<@{}> · **corpus check**: 2 articles", mo.id());
    assert!(text.contains(&deed), "{text}");
    mo.click(&first, "Older ▶").acknowledged().await;
    assert_eq!(description(&first.now(), 0).lines().count(), 2);
    assert_eq!(first.now().buttons(), ["◀ Newest"]);
    mo.click(&first, "◀ Newest").acknowledged().await;
    assert_eq!(description(&first.now(), 0), text);
    let file = mo.slash(&general, "audit", json!({ "file": true })).await;
    let file = file.reply().await;
    let csv = String::from_utf8(file.files()[0].bytes.clone()).expect("it is text");
    assert_eq!(csv.lines().count(), 15, "{csv}");

    // Whoever runs the bot can take a name out.
    let id = mo.id().to_string();
    stage
        .world
        .run(["forget", &id])
        .exits(0)
        .prints("14 entries");
    let after = mo.slash(&general, "audit", json!({})).await.reply().await;
    assert!(description(&after, 0).contains("no longer named"));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_journal_the_terminal_says_where_it_comes_from() {
    World::new()
        .run(["insights"])
        .exits(2)
        .notes("The bot makes it when it starts");
}
