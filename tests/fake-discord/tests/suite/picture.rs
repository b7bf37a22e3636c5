//! The picture of a message: all that a person would read, in the order of the screen.

use fake_discord::FakeDiscord;
use serde_json::json;

use crate::raw::{call, quiet};

#[tokio::test]
async fn a_message_is_drawn_with_all_that_a_person_reads() {
    let discord = FakeDiscord::start().await;
    let general = discord.channel("general");
    let message = json!({
        "content": "Two passages.\nBoth are quoted.",
        "embeds": [
            {
                "author": {"name": "From the articles"},
                "title": "What fascia is",
                "url": "https://example.org/fascia",
                "description": "> It holds.\n\nMore.",
                "fields": [{"name": "Section", "value": "Basics"}],
                "footer": {"text": "1 of 2"},
                "color": 255,
            },
            {"description": "Plain"},
        ],
        "components": [
            {"type": 1, "components": [
                {"type": 2, "style": 3, "label": "Helpful", "emoji": {"name": "👍"}, "custom_id": "a"},
                {"type": 2, "style": 1, "label": "Next", "custom_id": "b", "disabled": true},
                {"type": 2, "style": 5, "label": "Read", "url": "https://example.org"},
            ]},
            {"type": 1, "components": [{
                "type": 3,
                "custom_id": "c",
                "placeholder": "Another topic",
                "options": [
                    {"label": "Bones", "value": "b", "description": "what carries"},
                    {"label": "Muscles", "value": "m", "default": true},
                ],
            }]},
        ],
    });
    let path = format!("/channels/{}/messages", general.id());
    call(&discord, "POST", &path, quiet(message)).await;
    let picture = "\
Footnote [bot]
Two passages.
Both are quoted.
┌────
│ From the articles
│
│ What fascia is
│ https://example.org/fascia
│
│ > It holds.
│
│ More.
│
│ Section
│ Basics
│
│ 1 of 2
└────
┌────
│ Plain
└────
[ 👍 Helpful ] ( Next ) [ Read -> https://example.org ]
[ Another topic v ]
  - Bones: what carries
  * Muscles";
    assert_eq!(general.next_message().await.render(), picture);
}

#[tokio::test]
async fn a_persons_message_is_drawn_with_its_file() {
    let discord = FakeDiscord::start().await;
    let sent =
        discord
            .member("Ada")
            .sends_file(&discord.channel("general"), "See:", "a.txt", b"abc");
    assert_eq!(sent.render(), "Ada\nSee:\n( file: a.txt, 3 bytes )");
}
