//! The whole of it once: a moderator with Discord alone brings articles in, corrects one, thinks
//! better of it, sees what members did not find, writes that, and sees that they find it.

use std::time::Duration;

use fake_discord::{Channel, FakeDiscord, Guild, Message, Person};
use serde_json::{Value, json};

use super::stage::{Stage, description, options, small_world};
use crate::site::Site;

/// What members ask, each in their own words, and no article answers.
const ASKED: [(&str, &str); 3] = [
    ("Ada", "does cupping leave bruises?"),
    ("Ben", "Cupping bruises???"),
    ("Cleo", "does cupping cause bruises"),
];

/// What the moderator writes then.
const CUPPING: &str = "---\ntitle: Cupping\nurl: https://example.org/cupping\n---\n\n# Cupping\n\n\
## Does cupping leave bruises? {#bruises}\n\nCupping often leaves round bruises on the skin, which \
fade within one or two weeks. The cups draw blood into small vessels under the skin.\n";

/// An article that is wrong at first, and one on another subject.
const HEAT: &str = "---\ntitle: Heat\n---\n\n# Heat\n\n## How long should heat stay on? {#long}\n\n\
Heat stays on a sore muscle for fifty minutes, with a cloth between.\n";

async fn stage(site: &Site) -> Stage {
    let at_once = Duration::from_millis(1);
    let discord = FakeDiscord::builder().guilds(2).identify_period(at_once);
    let discord = discord.start().await;
    let host = site.host();
    let settings = format!(
        "[fetching]\ndelay_seconds = 0.0\nallow_hosts = [\"{host}\"]\n\
         allow_hosts_for_servers = [\"{host}\"]\n\n[discord]\nhome_servers = [{}]\n\
         reindex_cooldown_seconds = 0\nmember_questions_per_minute = 0\n",
        discord.guild().id()
    );
    let world = small_world().indexed().file("footnote.toml", settings);
    Stage::with(discord, world).await
}

/// A moderator in their server.
struct Moderator<'a> {
    server: &'a Guild,
    channel: Channel,
    who: Person,
}

impl<'a> Moderator<'a> {
    fn of(server: &'a Guild) -> Self {
        Self {
            server,
            channel: server.channel("general"),
            who: server.moderator("Mo"),
        }
    }

    async fn uses(&self, command: &str, options: Value) -> Message {
        let used = self.who.slash(&self.channel, command, options).await;
        used.reply().await
    }

    /// Presses a button of a message and waits until the message says so.
    async fn presses(&self, message: &Message, button: &str, says: &str) {
        self.who.click(message, button).acknowledged().await;
        let said = |message: &Message| message.render().contains(says);
        message.until(says, said).await;
    }

    /// Has a change of articles confirmed by the first button of its preview.
    async fn confirms(&self, preview: &Message, says: &str) {
        let buttons = preview.buttons();
        let button = buttons.first().expect("it can be confirmed");
        self.presses(preview, button, says).await;
    }

    /// What a member of the server is told.
    async fn hears(&self, member: &str, question: &str) -> String {
        let options = json!({ "question": question });
        let member = self.server.member(member);
        let asked = member.slash(&self.channel, "ask", options).await;
        asked.reply().await.render()
    }

    async fn insights(&self) -> (Message, String) {
        let shown = self.uses("insights", json!({})).await;
        let text = description(&shown, 0);
        (shown, text)
    }
}

async fn keeps_the_articles(mo: &Moderator<'_>, site: &Site) {
    // A website as a source.
    let source = json!({ "kind": "website", "address": site.url("/"), "name": "water" });
    let offer = mo.uses("source add", source).await;
    mo.presses(&offer, "Add it", "2 added").await;
    let answer = mo.hears("Ada", "what is known of ponds?").await;
    assert!(
        answer.contains("Of __ponds__ much is __known__.") && answer.contains(&site.url("/ponds")),
        "{answer}"
    );

    // An article, corrected, and the correction taken back.
    let heat = json!({ "filename": "heat.md", "text": HEAT });
    let preview = mo.uses("corpus add", json!({ "file": heat })).await;
    mo.confirms(&preview, "Added **Heat**").await;
    let long = "how long should heat stay on?";
    assert!(mo.hears("Ada", long).await.contains("fifty minutes"));
    let edit = mo
        .who
        .slash(&mo.channel, "corpus edit", json!({ "title": "Heat" }));
    let edit = edit.await;
    let form = edit.modal().await;
    let text = HEAT.replace("fifty", "fifteen");
    let sent = mo.who.submits(&edit, &form, &json!({ "text": text }));
    let preview = sent.reply().await;
    mo.confirms(&preview, "Saved **Heat**").await;
    assert!(mo.hears("Ada", long).await.contains("fifteen minutes"));
    let undo = mo.uses("corpus undo", json!({ "title": "Heat" })).await;
    mo.confirms(&undo, "Taken back").await;
    assert!(mo.hears("Ada", long).await.contains("fifty minutes"));

    // What members did not find.
    for (member, question) in ASKED {
        let answer = mo.hears(member, question).await;
        assert!(answer.contains("do not answer"), "{answer}");
    }
    let (shown, text) = mo.insights().await;
    assert!(
        text.contains("○ **cupping bruises** · 3 questions"),
        "{text}"
    );
    let gap = options(&shown).remove(0);

    // The article that answers it.
    let cupping = json!({ "filename": "cupping.md", "text": CUPPING });
    let preview = mo.uses("corpus add", json!({ "file": cupping })).await;
    mo.confirms(&preview, "Added **Cupping**").await;
    let articles = mo.who.choose(&shown, "", &[&gap]).reply().await;
    let named = options(&articles).remove(0);
    assert!(named.ends_with("cupping.md"), "{named}");
    mo.who.choose(&articles, "", &[&named]).acknowledged().await;
    assert!(articles.now().content().contains("the gap is closed"));
    let (_, text) = mo.insights().await;
    assert!(text.contains("✓ **cupping bruises**"), "{text}");
    let answer = mo.hears("Ben", ASKED[1].1).await;
    assert!(answer.contains("round __bruises__"), "{answer}");

    // Who did all that, and when.
    let audit = description(&mo.uses("audit", json!({})).await, 0);
    for deed in [
        "source add",
        "corpus add",
        "corpus edit",
        "corpus undo",
        "gap covered",
    ] {
        assert!(audit.contains(deed), "{deed}: {audit}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_moderator_keeps_the_articles_of_all_with_discord_alone() {
    let site = Site::with_pages(&["ponds", "lakes"]);
    let stage = stage(&site).await;
    let home = stage.discord.guild();
    keeps_the_articles(&Moderator::of(&home), &site).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_moderator_keeps_the_articles_of_one_server_with_discord_alone() {
    let site = Site::with_pages(&["ponds", "lakes"]);
    let stage = stage(&site).await;
    let (home, other) = (stage.discord.guild(), stage.discord.nth_guild(1));
    keeps_the_articles(&Moderator::of(&other), &site).await;
    // Nothing of it is anybody else's.
    let elsewhere = Moderator::of(&home);
    for question in [ASKED[0].1, "how long should heat stay on?"] {
        let answer = elsewhere.hears("Ada", question).await;
        assert!(answer.contains("do not answer"), "{answer}");
    }
    let list = elsewhere.uses("source list", json!({})).await.render();
    assert!(!list.contains("water"), "{list}");
}
