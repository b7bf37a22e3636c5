//! The bot's own words in the language of who reads them, around quotes that stay as they are.

use fake_discord::{FakeDiscord, Message, Scope};
use footnote::journal::Journal;
use serde_json::{Value, json};

use super::stage::{FASCIA, Stage, description, small_world};

/// A bot in a server that speaks `locale`, where every moderator may reindex as they like.
async fn in_server(locale: &str) -> Stage {
    let discord = FakeDiscord::start().await;
    discord.guild().speaks(locale);
    let settings = format!(
        "[discord]\nhome_servers = [{}]\nlog_channel = {}\nreindex_cooldown_seconds = 0\n",
        discord.guild().id(),
        discord.channel("questions").id()
    );
    let world = small_world().indexed().file("footnote.toml", settings);
    Stage::with(discord, world).await
}

async fn ask(stage: &Stage, options: Value) -> Message {
    let general = stage.discord.channel("general");
    let asked = stage.ada().slash(&general, "ask", options).await;
    asked.reply().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_german_client_gets_german_words_around_the_quote() {
    let stage = in_server("de").await;
    stage.ada().speaks("de");
    let reply = ask(&stage, json!({ "question": "what is fascia?" })).await;
    assert!(description(&reply, 0).contains("a thin web of connective tissue"));
    insta::assert_snapshot!("german", reply.render());
}

#[tokio::test(flavor = "multi_thread")]
async fn in_public_the_server_decides_and_in_private_the_reader() {
    let stage = in_server("en-US").await;
    let ada = stage.ada();
    ada.speaks("de");
    let public = ask(&stage, json!({ "question": "what is fascia?" })).await;
    assert!(description(&public, 0).contains("-# Source:"));
    assert_eq!(public.buttons(), ["Helpful", "Not helpful"]);
    let thanks = ada.click(&public, "Helpful").reply().await;
    assert_eq!(thanks.content(), "Danke. Schön, dass es geholfen hat.");
    let options = json!({ "question": "what is fascia?", "private": true });
    let private = ask(&stage, options).await;
    assert!(description(&private, 0).contains("-# Quelle:"));
    assert_eq!(
        private.buttons(),
        ["Hier zeigen", "Hilfreich", "Nicht hilfreich"]
    );
    let shown = ada.click(&private, "Hier zeigen").reply().await;
    assert!(shown.content().ends_with(" asked:"), "{}", shown.content());
    assert_eq!(shown.buttons(), ["Helpful", "Not helpful"]);
    let refused = ask(&stage, json!({ "question": "??" })).await;
    assert!(refused.content().starts_with("Frag mich etwas"));
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_found_is_said_in_spanish_with_its_buttons() {
    let stage = in_server("en-US").await;
    stage.ada().speaks("es-419");
    let question = json!({ "question": "football wrld cup knnt" });
    let reply = ask(&stage, question).await;
    assert!(reply.is_ephemeral());
    insta::assert_snapshot!("spanish", reply.render());
    let ada = stage.ada();
    ada.click(&reply, "¿Querías decir «knot»?")
        .acknowledged()
        .await;
    let now = reply.now();
    let asked = now.embeds()[0]["author"]["name"].as_str();
    assert_eq!(asked, Some("football wrld cup knot"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_french_moderator_reindexes_and_what_is_kept_of_it_is_english() {
    let stage = in_server("fr").await;
    let general = stage.discord.channel("general");
    let (ada, mo) = (stage.ada(), stage.discord.moderator("Mo"));
    ada.speaks("fr");
    mo.speaks("fr");
    let refused = ada.forges_slash(&general, "reindex", json!({})).await;
    let refused = refused.reply().await;
    assert!(
        refused.content().starts_with("Seule la modération"),
        "{}",
        refused.content()
    );
    let text = FASCIA.replace("It is made of collagen.", "It is made of new words.");
    stage.world.write("corpus/fascia.md", text);
    let reply = mo.slash(&general, "reindex", json!({})).await.reply().await;
    let is_report = |message: &Message| message.content().contains("modifiés\u{202f}: 1\u{202f};");
    let report = reply.until("is the report", is_report).await;
    assert!(
        report.content().contains("passages en "),
        "{}",
        report.content()
    );
    let note = stage.discord.channel("questions").next_message().await;
    assert!(note.content().contains("reindex: 0 added, 1 changed"));
    let status = mo.slash(&general, "corpus status", json!({})).await;
    let status = description(&status.reply().await, 0);
    assert!(status.starts_with("**2 articles** · "), "{status}");
    assert!(status.contains("Ces 90 jours"), "{status}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_is_answered_in_the_language_that_its_server_has_now() {
    let stage = in_server("de").await;
    let general = stage.discord.channel("general");
    let ada = stage.ada();
    let nonsense = format!("{} who won the world cup?", stage.discord.mention());
    // What the server says of itself was taken in before a question that came later.
    stage.ask("what is fascia?").await;
    let first = ada.says(&general, &nonsense).reply().await;
    assert_eq!(
        first.content(),
        "Das beantworten die Artikel nicht. `/themen` zeigt, worum es in ihnen geht."
    );
    stage.discord.guild().speaks("es-ES");
    stage.ask("what is fascia?").await;
    let second = ada.says(&general, &nonsense).reply().await;
    assert!(
        second.content().starts_with("Los artículos no responden"),
        "{}",
        second.content()
    );
    // With a direct message Discord tells no language; with its buttons it does.
    ada.speaks("fr");
    let direct = ada.writes_privately("what is fascia?").reply().await;
    assert!(description(&direct, 0).contains("-# Source:"));
    let thanks = ada.click(&direct, "Helpful").reply().await;
    assert!(
        thanks.content().starts_with("Merci"),
        "{}",
        thanks.content()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_others_see_too_is_in_the_language_that_the_server_has_set() {
    let stage = in_server("fr").await;
    let general = stage.discord.channel("general");
    let (ada, mo) = (stage.ada(), stage.discord.moderator("Mo"));
    let sets = async |command: &str, options: Value| {
        let set = mo.slash(&general, command, options).await;
        set.reply().await.content().to_owned()
    };
    let set = sets("settings answers", json!({ "language": "Deutsch" })).await;
    assert_eq!(set, "Set: language: Deutsch");
    let question = "what is fascia?";
    let public = ask(&stage, json!({ "question": question })).await;
    assert!(description(&public, 0).contains("-# Quelle:"));
    assert_eq!(public.buttons(), ["Hilfreich", "Nicht hilfreich"]);
    // What the reader alone sees is in their own.
    let private = ask(&stage, json!({ "question": question, "private": true })).await;
    assert!(description(&private, 0).contains("-# Source:"));
    let shown = ada.click(&private, "Show here").reply().await;
    assert!(shown.content().ends_with(" hat gefragt:"));
    assert_eq!(shown.buttons(), ["Hilfreich", "Nicht hilfreich"]);
    let nonsense = format!("{} who won the world cup?", stage.discord.mention());
    let line = ada.says(&general, &nonsense).reply().await;
    assert!(line.content().starts_with("Das beantworten die Artikel"));
    let report = mo.slash(&general, "reindex", json!({})).await.reply().await;
    let is_report = |message: &Message| message.content().contains("2 unverändert");
    report.until("is the report", is_report).await;
    // Nowhere else: a direct message is of no server.
    let direct = ada.writes_privately(question).reply().await;
    assert!(description(&direct, 0).contains("-# Source:"));

    let set = sets(
        "settings answers",
        json!({ "language": "That of the asker" }),
    )
    .await;
    assert_eq!(set, "Set: language: that of the asker");
    let public = ask(&stage, json!({ "question": question })).await;
    assert!(description(&public, 0).contains("-# Source\u{202f}:"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_moderator_reads_settings_in_their_language_and_what_is_kept_is_english() {
    let stage = in_server("en-US").await;
    let general = stage.discord.channel("general");
    let mo = stage.discord.moderator("Mo");
    mo.speaks("fr");
    let refused = mo.slash(&general, "settings channels", json!({})).await;
    let refused = refused.reply().await;
    assert!(refused.content().starts_with("Dis ce qu’il faut changer"));
    let options = json!({ "private": true, "confidence": 0.75, "language": "español" });
    mo.slash(&general, "settings answers", options)
        .await
        .reply()
        .await;
    let options = json!({ "topic": "Fascia", "text": "Not advice." });
    let set = mo.slash(&general, "settings caution", options).await;
    insta::assert_snapshot!("french_settings", set.reply().await.render());
    let journal = Journal::open(&stage.world.path("journal")).expect("it can be shared");
    let server = Some(stage.discord.guild().id());
    // It is written down before the log channel is told.
    let log = stage.discord.channel("questions");
    for _ in 0..2 {
        log.next_message().await;
    }
    let entries = journal.audit(server, None, 9).expect("it can be read");
    let kept: Vec<&str> = entries.iter().map(|it| it.deed.result.as_str()).collect();
    assert_eq!(
        kept,
        [
            "a caution is said under answers on Fascia",
            "private: true, confidence: 0.75, language: español"
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_language_that_the_bot_does_not_speak_is_answered_in_english() {
    let stage = in_server("ja").await;
    stage.ada().speaks("pt-BR");
    let reply = ask(&stage, json!({ "question": "who won the world cup?" })).await;
    assert!(description(&reply, 0).starts_with("The articles do not answer that."));
    let found = ask(&stage, json!({ "question": "what is fascia?" })).await;
    assert_eq!(found.buttons(), ["Helpful", "Not helpful"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn topics_articles_and_help_are_shown_in_the_readers_language() {
    let stage = in_server("fr").await;
    let general = stage.discord.channel("general");
    let ada = stage.ada();
    ada.speaks("fr");
    let list = ada.slash(&general, "topics", json!({})).await.reply().await;
    insta::assert_snapshot!("french_topics", list.render());
    let topic = ada.choose(&list, "", &["Fascia"]).reply().await;
    let questions = ada.click(&topic, "À quoi ils répondent").reply().await;
    assert!(questions.render().contains("Can fascia be stretched?"));
    for command in ["help", "about", "privacy"] {
        let reply = ada.slash(&general, command, json!({})).await.reply().await;
        insta::assert_snapshot!(format!("french_{command}"), reply.render());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn discord_is_told_what_commands_are_called_in_each_language() {
    let stage = Stage::set().await;
    stage.discord.command("ask").await;
    let commands = stage.discord.commands(Scope::Global);
    let named = |name: &str| commands.iter().find(|command| command["name"] == name);
    let ask = named("ask").expect("it is registered");
    assert_eq!(ask["name_localizations"]["es-419"], "preguntar");
    assert_eq!(ask["options"][0]["name_localizations"]["de"], "frage");
    let corpus = named("corpus").expect("it is registered");
    let check = &corpus["options"][1];
    assert_eq!(check["name_localizations"]["fr"], "vérifier");
    let menu = named("Answer from the articles").expect("it is registered");
    assert_eq!(
        menu["name_localizations"]["de"],
        "Aus den Artikeln beantworten"
    );
}
