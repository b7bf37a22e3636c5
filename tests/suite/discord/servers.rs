//! Articles of one server alone: whatever anybody does elsewhere, they see nothing of them.

use fake_discord::{Channel, FakeDiscord, Guild, Message, Person};
use serde_json::{Value, json};

use super::stage::{FASCIA, Stage, options, report, restartable, small_world};
use crate::world::World;

/// What belongs to the first server. Its own words are found by "quokka".
const SECRET: &str = "---
title: Numbat handbook
topics: [Wallaby]
---

# Numbat handbook

## What is the quokka password? {#password}

The quokka password is opensesame. It lies in the bandicoot drawer, under the dugong.

## Where is the quokka key? {#key}

The quokka key hangs behind the potoroo, where the bilby sleeps.
";

/// Words that nobody may see who is not in the first server.
const SECRETS: [&str; 8] = [
    "numbat",
    "wallaby",
    "opensesame",
    "bandicoot",
    "dugong",
    "potoroo",
    "bilby",
    "secret.md",
];

async fn two_servers() -> FakeDiscord {
    let at_once = std::time::Duration::from_millis(1);
    FakeDiscord::builder()
        .guilds(2)
        .identify_period(at_once)
        .start()
        .await
}

/// The first server has articles of its own, one of them with a fault; the second is at home.
async fn stage() -> Stage {
    let discord = two_servers().await;
    let (own, home) = (discord.guild().id(), discord.nth_guild(1).id());
    let settings = format!(
        "[discord]\nhome_servers = [{home}]\nreindex_cooldown_seconds = 0\n\
         member_questions_per_minute = 0\nchannel_questions_per_minute = 0\n\
         server_questions_per_minute = 0\n"
    );
    let world = small_world()
        .article(&format!("servers/{own}/secret.md"), SECRET)
        .article(
            &format!("servers/{own}/numbat.md"),
            "---\ntitle: [\n---\n\nThe bilby is broken.\n",
        )
        .article(&format!("servers/{own}/synonyms.txt"), "web, dugong\n")
        .indexed()
        .file("footnote.toml", settings);
    Stage::with(discord, world).await
}

/// Somebody who tries everything, and all that they were told.
struct Visit<'a> {
    discord: &'a FakeDiscord,
    who: Person,
    channel: Channel,
    /// What they were told, and what they had said themselves, which may be repeated.
    told: Vec<(String, String)>,
}

impl<'a> Visit<'a> {
    fn new(discord: &'a FakeDiscord, who: Person, channel: Channel) -> Self {
        Self {
            discord,
            who,
            channel,
            told: Vec::new(),
        }
    }

    fn hear(&mut self, message: &Message, said: &Value) {
        let said = said.to_string().to_lowercase();
        self.told
            .push((message.now().json().to_string(), said.clone()));
        for file in message.files() {
            let text = String::from_utf8_lossy(&file.bytes).into_owned();
            self.told.push((text, said.clone()));
        }
    }

    async fn uses(&mut self, command: &str, options: Value) -> Message {
        let used = self.who.slash(&self.channel, command, options).await;
        let reply = used.reply().await;
        self.hear(&reply, &Value::Null);
        reply
    }

    async fn types(&mut self, command: &str, option: &str, text: &str) {
        let others = json!({ "question": "a" });
        let others = if command == "ask" { others } else { json!({}) };
        let typed = self.who.types(&self.channel, command, option, text, others);
        for choice in typed.await.choices().await {
            self.told.push((format!("{choice:?}"), String::new()));
        }
    }

    /// Every way to ask, to look around and to type, none of whose words is a secret.
    async fn everything(&mut self) {
        let questions = [
            "what is the quokka password?",
            "what lies in the bandicot drawer?",
            "numbta",
            "where is the quokka key?",
            "who sleeps behind the potoro",
            "what is fascia?",
            "web",
        ];
        for question in questions {
            self.uses("ask", json!({ "question": question })).await;
            let text = format!("{} {question}", self.discord.mention());
            let said = self.who.says(&self.channel, &text);
            let answer = said.reply().await;
            self.hear(&answer, &Value::Null);
            let menu = self.who.message_command(&said, "Answer from the articles");
            let answer = menu.await.reply().await;
            self.hear(&answer, &Value::Null);
        }
        self.uses("topics", json!({})).await;
        self.uses("about", json!({})).await;
        for name in ["Walaby", "handbook", "Fascia"] {
            self.uses("topic", json!({ "name": name })).await;
            self.uses("article", json!({ "title": name })).await;
            let narrowed = json!({ "question": "what is the quokka password?", "topic": name });
            self.uses("ask", narrowed).await;
        }
        for typed in ["", "wal", "num", "numabt", "walaby", "hand", "s"] {
            self.types("topic", "name", typed).await;
            self.types("article", "title", typed).await;
            self.types("ask", "topic", typed).await;
        }
    }

    /// Presses what stands under an answer elsewhere, as under a message that was forwarded.
    async fn presses(&mut self, elsewhere: &[Value]) {
        let here = self
            .uses("ask", json!({ "question": "what is fascia?" }))
            .await;
        for data in elsewhere {
            let pressed = self.who.forges_component(&here, data.clone());
            let reply = pressed.reply().await;
            self.hear(&reply, data);
        }
    }

    fn heard_no_secret(&self) {
        for (told, said) in &self.told {
            let lower = told.to_lowercase();
            for secret in SECRETS.into_iter().filter(|secret| !said.contains(secret)) {
                assert!(!lower.contains(secret), "{secret} was told:\n{told}");
            }
        }
    }
}

/// All buttons and menus of a message, as they are pressed.
fn presses(message: &Message) -> Vec<Value> {
    let rows = message.components().iter();
    let parts = rows.flat_map(|row| row["components"].as_array().cloned().unwrap_or_default());
    parts
        .map(|part| {
            let mut data = json!({
                "custom_id": part["custom_id"],
                "component_type": part["type"],
            });
            if part["type"] == 3 {
                data["values"] = json!([part["options"][0]["value"]]);
            }
            data
        })
        .collect()
}

/// What the first server is told, and every press under it.
async fn at_home_of_the_secret(stage: &Stage, ada: &Person) -> Vec<Value> {
    let general = stage.discord.guild().channel("general");
    let ask = |question: &str, private: bool| {
        let options = json!({ "question": question, "private": private });
        let (ada, general) = (ada.clone(), general.clone());
        async move { ada.slash(&general, "ask", options).await.reply().await }
    };
    let mut all = Vec::new();
    for private in [false, true] {
        let answer = ask("what is the quokka password?", private).await;
        assert!(
            answer.render().contains("opensesame"),
            "{}",
            answer.render()
        );
        all.extend(presses(&answer));
    }
    let respelt = ask("what is in the bandicooot drawer?", false).await;
    all.extend(presses(&respelt));
    let own = stage.discord.guild().id();
    let path = format!("servers/{own}/secret.md");
    let topics = ada.slash(&general, "topics", json!({})).await.reply().await;
    assert!(options(&topics).contains(&"Wallaby".to_owned()));
    let chosen = ada.choose(&topics, "", &["Wallaby"]).reply().await;
    assert!(options(&chosen).contains(&path));
    all.extend(presses(&chosen));
    let first = all[0]["custom_id"]
        .as_str()
        .expect("it is a button")
        .to_owned();
    for (kind, values) in [("m", &first[1..]), ("o", "Wallaby"), ("a", &path)] {
        all.push(json!({ "custom_id": kind, "component_type": 3, "values": [values] }));
    }
    all.push(json!({ "custom_id": "qWallaby", "component_type": 2 }));
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_somebody_does_elsewhere_they_see_nothing_of_a_server_s_own_articles() {
    let mut stage = stage().await;
    let (first, second) = (stage.discord.guild(), stage.discord.nth_guild(1));
    let ada = first.member("Ada");
    for round in ["at first", "after a reindex", "after a restart"] {
        let pressed = at_home_of_the_secret(&stage, &ada).await;
        let general = second.channel("general");
        for who in [second.member("Ben"), second.moderator("Mo")] {
            let mut visit = Visit::new(&stage.discord, who, general.clone());
            visit.everything().await;
            visit.presses(&pressed).await;
            visit.heard_no_secret();
        }
        // In a direct message nobody is in a server, not even who is.
        let private = ada.private_channel();
        let mut visit = Visit::new(&stage.discord, ada.clone(), private);
        visit.everything().await;
        visit.presses(&pressed).await;
        visit.heard_no_secret();

        let mut visit = Visit::new(&stage.discord, second.moderator("Mo"), general);
        for command in ["corpus status", "corpus check"] {
            visit.uses(command, json!({})).await;
        }
        let reply = visit
            .uses("reindex", json!({ "full": round == "at first" }))
            .await;
        let done = report(&reply).await;
        visit.hear(&done, &Value::Null);
        visit.heard_no_secret();
        if round == "after a reindex" {
            stage.restart().await;
        }
    }
    let log = stage.log().to_lowercase();
    for secret in SECRETS {
        assert!(!log.contains(secret), "{secret} is in the log:\n{log}");
    }
}

async fn reindexes(guild: &Guild, who: &Person) -> Message {
    let general = guild.channel("general");
    let reply = who
        .slash(&general, "reindex", json!({}))
        .await
        .reply()
        .await;
    if reply.is_ephemeral() {
        return reply;
    }
    report(&reply).await
}

#[tokio::test(flavor = "multi_thread")]
async fn moderators_reindex_what_is_their_server_s_own_and_nothing_else() {
    let stage = stage().await;
    let (first, second) = (stage.discord.guild(), stage.discord.nth_guild(1));
    let own = first.id();
    stage.world.write(
        &format!("corpus/servers/{own}/secret.md"),
        SECRET.replace("opensesame", "shazam"),
    );
    stage.world.write(
        "corpus/fascia.md",
        FASCIA.replace("It is made of collagen.", "It is made of new words."),
    );
    let mo = first.moderator("Mo");
    let done = reindexes(&first, &mo).await;
    let content = done.content();
    assert!(
        content.contains("0 added, 1 changed, 0 removed"),
        "{content}"
    );
    assert!(
        content.contains("numbat"),
        "their own fault is told: {content}"
    );
    let general = first.channel("general");
    let ada = first.member("Ada");
    let ask = |question: &str| {
        let options = json!({ "question": question });
        let (ada, general) = (ada.clone(), general.clone());
        async move {
            ada.slash(&general, "ask", options)
                .await
                .reply()
                .await
                .render()
        }
    };
    assert!(ask("what is the quokka password?").await.contains("shazam"));
    assert!(!ask("what is fascia?").await.contains("new words"));
    // Moderators of a home server, and the owner, do all.
    let done = reindexes(&second, &second.moderator("Ben")).await;
    assert!(done.content().contains("1 changed"), "{}", done.content());
    assert!(!done.content().contains("numbat"), "{}", done.content());
    assert!(ask("what is fascia?").await.contains("new words"));
    let done = reindexes(&second, &first.owner()).await;
    assert!(done.content().contains("numbat"), "{}", done.content());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pause_after_a_reindex_is_each_server_s_own() {
    let discord = two_servers().await;
    let ids = [discord.guild().id(), discord.nth_guild(1).id()];
    let world = ids.iter().fold(small_world(), |world, id| {
        world.article(&format!("servers/{id}/secret.md"), SECRET)
    });
    let stage = Stage::with(discord, world.indexed()).await;
    for nth in [0, 1] {
        let guild = stage.discord.nth_guild(nth);
        let mo = guild.moderator("Mo");
        assert!(!reindexes(&guild, &mo).await.is_ephemeral());
        let again = reindexes(&guild, &mo).await;
        assert!(
            again.content().contains("a moment ago"),
            "{}",
            again.content()
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_index_of_a_server_that_is_missing_is_built_at_the_start() {
    let discord = restartable().await;
    let own = discord.guild().id();
    let world: World = small_world().indexed();
    world.write(&format!("corpus/servers/{own}/secret.md"), SECRET);
    let stage = Stage::with(discord, world).await;
    let answer = stage.ask("what is the quokka password?").await;
    if !answer.render().contains("opensesame") {
        // The shared articles answer until it is built.
        for _ in 0..200 {
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            let answer = stage.ask("what is the quokka password?").await;
            if answer.render().contains("opensesame") {
                return;
            }
        }
        panic!("it is not built:\n{}", stage.log());
    }
}
