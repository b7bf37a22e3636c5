//! Topics, articles, and what the bot says of itself.

use serde_json::json;

use super::stage::{Stage, options};

#[tokio::test(flavor = "multi_thread")]
async fn topics_are_listed_and_looked_at_from_the_menu() {
    let stage = Stage::set().await;
    let general = stage.discord.channel("general");
    let ada = stage.ada();
    let list = ada.slash(&general, "topics", json!({})).await.reply().await;
    insta::assert_snapshot!("topics", list.render());
    assert_eq!(options(&list), ["Fascia", "Muscles", "Trigger points"]);
    let topic = ada.choose(&list, "", &["Fascia"]).reply().await;
    insta::assert_snapshot!("topic", topic.render());
    let questions = ada.click(&topic, "What they answer").reply().await;
    assert!(questions.render().contains("Can fascia be stretched?"));
    let article = ada.choose(&topic, "", &["fascia.md"]).reply().await;
    insta::assert_snapshot!("article", article.render());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_topic_names_those_there_are() {
    let stage = Stage::set().await;
    let general = stage.discord.channel("general");
    let options = json!({ "name": "@everyone" });
    let reply = stage
        .ada()
        .slash(&general, "topic", options)
        .await
        .reply()
        .await;
    assert!(reply.is_ephemeral());
    assert!(
        reply.content().contains("Trigger points"),
        "{}",
        reply.content()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn topics_and_titles_are_completed_in_spite_of_a_typo() {
    let stage = Stage::set().await;
    let general = stage.discord.channel("general");
    let ada = stage.ada();
    stage.discord.command("topic").await;
    let requests = stage.discord.requests();
    let typed = ada
        .types(&general, "topic", "name", "triger po", json!({}))
        .await;
    assert!(typed.choices().await[0].value == "Trigger points");
    // Nothing is looked up at Discord before the answer.
    assert_eq!(stage.discord.requests(), requests + 1);
    let typed = ada
        .types(
            &general,
            "ask",
            "topic",
            "facia",
            json!({ "question": "a" }),
        )
        .await;
    assert!(typed.choices().await[0].value == "Fascia");
    let typed = ada.types(&general, "article", "title", "", json!({})).await;
    assert_eq!(typed.choices().await.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn help_about_and_privacy_are_said_in_private() {
    let stage = Stage::set().await;
    let general = stage.discord.channel("general");
    for command in ["help", "about", "privacy show"] {
        let reply = stage
            .ada()
            .slash(&general, command, json!({}))
            .await
            .reply()
            .await;
        assert!(reply.is_ephemeral());
        insta::assert_snapshot!(command.replace(' ', "_"), reply.render());
    }
}
