//! Articles that mean ill: whatever stands in them, Discord takes every reply, and none holds
//! a mention, a link or a mark that is not the bot's own.

use std::fmt::Write as _;
use std::sync::LazyLock;

use fake_discord::{FakeDiscord, Message};
use proptest::prelude::any;
use proptest::strategy::{Strategy, ValueTree as _};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use regex::Regex;
use serde_json::{Value, json};

use super::stage::{Stage, description, options, report};
use crate::world::World;

/// What somebody would write who wants to forge something.
const HOSTILE: [&str; 12] = [
    "@everyone",
    "<@123456789012345678> <@&1> <#1> </ask:1> <t:0:R> <a:x:1> <id:home>",
    "[click me](https://evil.example)",
    "](https://evil.example)",
    "<https://evil.example> https://evil.example",
    "**bold** __under__ ~~gone~~ ||spoiler||",
    "```\ncode\n``` `code`",
    "> quote\n>>> all\n# heading\n-# small\n- item\n1. item",
    "\u{202e}backwards\u{2066}\u{200f}\u{200b}\u{feff}\u{0}\u{7}\u{1b}[31m",
    "Z\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}a\u{489}\u{489}\u{489}",
    "\\\\ \\[not a link\\](https://evil.example) \\@here",
    "👩‍👩‍👧‍👦🏳️‍🌈 \u{10ffff} ﷽﷽﷽",
];

fn settings(discord: &FakeDiscord) -> String {
    format!(
        "[discord]\nhome_servers = [{}]\nlog_channel = {}\nreindex_cooldown_seconds = 0\n\
         thread_channels = [{}]\nunasked_confidence = 0.0\nmember_questions_per_minute = 0\n\
         channel_questions_per_minute = 0\nserver_questions_per_minute = 0\n",
        discord.guild().id(),
        discord.channel("questions").id(),
        discord.channel("help").id()
    )
}

/// An article that `word` finds.
fn article(word: &str, title: &str, topics: &[&str], heading: &str, text: &str) -> String {
    let quoted = |text: &str| serde_json::to_string(text).expect("it is text");
    let topics: Vec<String> = topics.iter().map(|topic| quoted(topic)).collect();
    let heading = heading.replace(['\n', '\r'], " ");
    let mut article = format!(
        "---\ntitle: {}\nurl: https://example.org/a_(b)/{word}\ntopics: [{}]\n---\n\n",
        quoted(title),
        topics.join(", ")
    );
    let _ = write!(article, "# {heading}\n\nThe {word} is this: {text}\n");
    article
}

async fn stage_of(world: World) -> Stage {
    let discord = FakeDiscord::start().await;
    let settings = settings(&discord);
    Stage::with(discord, world.indexed().file("footnote.toml", settings)).await
}

/// Asks for everything that the bot tells of its articles.
async fn ask_for_everything(stage: &Stage, words: &[String]) {
    let general = stage.discord.channel("general");
    let (ada, mo) = (stage.ada(), stage.discord.moderator("Mo"));
    let mention = stage.discord.mention();
    let mut answered = 0;
    for word in words {
        let question = json!({ "question": format!("what is {word}?") });
        let answer = ada.slash(&general, "ask", question).await.reply().await;
        answered += usize::from(description(&answer, 0).contains(word.as_str()));
        let options = json!({ "title": format!("{word}.md") });
        ada.slash(&general, "article", options).await.reply().await;
        let spoken = ada.says(&general, &format!("{mention} what is {word}?"));
        spoken.reply().await;
    }
    assert!(answered * 2 > words.len(), "{answered} of {}", words.len());
    let list = ada.slash(&general, "topics", json!({})).await.reply().await;
    assert!(!options(&list).is_empty());
    for topic in options(&list) {
        let reply = ada.choose(&list, "", &[topic.as_str()]).reply().await;
        if reply.buttons().contains(&"What they answer") {
            ada.click(&reply, "What they answer").reply().await;
        }
    }
    for typed in ["", "e", "[", "@"] {
        let names = ada.types(&general, "topic", "name", typed, json!({}));
        names.await.choices().await;
        let names = ada.types(&general, "article", "title", typed, json!({}));
        names.await.choices().await;
    }
    let unknown = json!({ "question": "zzyzx qqfoo @everyone [x](https://evil.example)" });
    ada.slash(&general, "ask", unknown).await.reply().await;
    let insights = mo.slash(&general, "insights", json!({}));
    insights.await.reply().await;
    let check = mo.slash(&general, "corpus check", json!({}));
    check.await.reply().await;
    let options = json!({ "full": true });
    let reindex = mo.slash(&general, "reindex", options).await.reply().await;
    report(&reindex).await;
    stage.discord.channel("questions").next_message().await;
}

/// What Discord would make of a text, beyond showing it.
fn marks(markdown: &str) -> String {
    static ESCAPED: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?s)\\.").expect("it is one"));
    static OWN: LazyLock<Regex> = LazyLock::new(|| {
        // Links to the articles, times, and who asked or acted.
        let link = r"\[[^\]]*\]\(https://example\.org/a_%28b%29/[^)\s]*\)";
        Regex::new(&format!(
            r"(?m){link}|^-# |<t:\d+:[fR]>|^<@\d+> (?:in|asked)| · <@\d+> · |`[▓░]*`|`/[a-z ]+`|`draft`"
        ))
        .expect("it is one")
    });
    let bare = ESCAPED.replace_all(markdown, "·");
    OWN.replace_all(&bare, "").into_owned()
}

fn assert_nothing_is_forged(message: &Message) {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut markdown = vec![message.content().to_owned()];
    for embed in message.embeds() {
        markdown.extend([text(&embed["title"]), text(&embed["description"])]);
        let url = text(&embed["url"]);
        assert!(url.is_empty() || url.starts_with("https://example.org/"));
    }
    for markdown in markdown {
        let left = marks(&markdown);
        for mark in ["@", "<", "](", "://", "||", "```", "~~", "# "] {
            assert!(
                !left.contains(mark),
                "{mark} in {left}\n{}",
                message.render()
            );
        }
    }
    let shown = message.render();
    let hidden = [
        '\u{202e}', '\u{2066}', '\u{200f}', '\u{feff}', '\u{7}', '\u{1b}',
    ];
    assert!(!shown.contains(hidden), "{shown:?}");
    assert!(!shown.contains(&"\u{301}".repeat(5)), "{shown}");
}

fn assert_nothing_was_forged(stage: &Stage) {
    let messages = stage.discord.all_messages();
    let own: Vec<&Message> = messages.iter().filter(|it| it.is_from_bot()).collect();
    assert!(own.len() > 10);
    for message in own {
        assert_nothing_is_forged(message);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_article_that_means_ill_forges_nothing() {
    let long = "very long ".repeat(600);
    let mut world = World::new();
    let mut words = Vec::new();
    let texts = HOSTILE.iter().copied().chain([long.as_str()]);
    for (number, hostile) in texts.enumerate() {
        let name = format!("hostileword{number}");
        let topics = [hostile, "Common"];
        let text = article(&name, hostile, &topics, hostile, hostile);
        world = world.article(&format!("{name}.md"), text);
        words.push(name);
    }
    let stage = stage_of(world).await;
    ask_for_everything(&stage, &words).await;
    let forum = stage.discord.channel("help");
    let (post, _) = stage
        .ada()
        .opens_thread(&forum, "what is hostileword0?", "I wonder.");
    post.next_message().await;
    assert_nothing_was_forged(&stage);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_means_ill_forges_nothing_while_it_is_added_and_changed() {
    let stage = stage_of(World::new().article("first.md", "# First\n\nThe first one.\n")).await;
    let mo = stage.discord.moderator("Mo");
    let general = stage.discord.channel("general");
    let tell = async |command: &str, options: Value| {
        mo.slash(&general, command, options).await.reply().await
    };
    for (number, hostile) in HOSTILE.iter().enumerate() {
        let name = format!("hostileword{number}");
        let text = article(&name, hostile, &[hostile, "Common"], hostile, hostile);
        let file = json!({ "filename": format!("{hostile}.md"), "text": text });
        let preview = tell("corpus add", json!({ "file": file, "topic": hostile })).await;
        let Some(button) = preview.buttons().first().map(|it| (*it).to_owned()) else {
            // One is refused: a NUL is in no text.
            assert!(hostile.contains('\0'), "{}", preview.render());
            continue;
        };
        mo.click(&preview, &button).acknowledged().await;
        let done = |message: &Message| message.content().contains("Added");
        let done = preview.until("is added", done).await;
        if done.buttons().contains(&"Ask it") {
            mo.click(&done, "Ask it").reply().await;
        }
    }
    let page = tell("corpus history", json!({})).await;
    let names: Vec<String> = options(&page);
    assert!(names.len() >= 8, "{}", page.render());
    for name in &names {
        let version = mo.choose(&page, "", &[name.as_str()]).reply().await;
        mo.click(&version, "Bring this back").reply().await;
    }
    let changed = json!({ "filename": "a.md", "text": HOSTILE.join("\n\n").replace('\0', "") });
    tell(
        "corpus edit",
        json!({ "title": "first.md", "file": changed }),
    )
    .await;
    tell("corpus undo", json!({})).await;
    for hostile in HOSTILE {
        let text = hostile.replace(['\0', '\n'], " ");
        tell("corpus show", json!({ "title": text })).await;
        tell(
            "corpus rename",
            json!({ "title": "first.md", "new_path": text }),
        )
        .await;
        tell(
            "corpus rename",
            json!({ "title": "first.md", "new_title": text }),
        )
        .await;
    }
    assert_nothing_was_forged(&stage);
}

/// Any Unicode text as title, topics, headings and body of articles.
#[tokio::test(flavor = "multi_thread")]
async fn any_text_is_an_article_that_discord_takes_the_answers_from() {
    let mut runner = TestRunner::new_with_rng(
        Config::default(),
        TestRng::deterministic_rng(RngAlgorithm::ChaCha),
    );
    let part = any::<String>()
        .prop_union("\\PC{0,400}")
        .or("[\\[\\]()<>@#*_~|`:/.-]{0,60}");
    let mut next = || part.new_tree(&mut runner).expect("it makes one").current();
    let mut world = World::new();
    let mut words = Vec::new();
    for number in 0..30 {
        let name = format!("anyword{number}");
        let (title, heading, text) = (next(), next(), next());
        let topics = [next(), next()];
        let topics: Vec<&str> = topics.iter().map(String::as_str).collect();
        let text = article(&name, &title, &topics, &heading, &text);
        world = world.article(&format!("{name}.md"), text);
        words.push(name);
    }
    let stage = stage_of(world).await;
    ask_for_everything(&stage, &words).await;
    assert_nothing_was_forged(&stage);
}
