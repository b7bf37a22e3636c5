//! New articles: from Markdown, from a page, from an archive.

use fake_discord::Message;
use serde_json::json;

use super::super::stage::{FASCIA, description};
use super::{GUA_SHA, archive, at_home, change, confirm, file, says, shows, text_for, told};

#[tokio::test(flavor = "multi_thread")]
async fn a_moderator_adds_an_article_and_members_find_it() {
    let stage = at_home().await;
    let before = stage.ask("what is gua sha?").await;
    assert!(
        before.content().contains("do not answer")
            || description(&before, 0).contains("do not answer")
    );
    let options = json!({ "file": file("notes.md", GUA_SHA), "topic": "East Asia" });
    let preview = told(&stage, "corpus add", options).await;
    let shown = preview.render();
    for part in [
        "Gua sha",
        "gua-sha.md",
        "1 passage",
        "East Asia",
        "a smooth tool",
        "What is gua sha?",
    ] {
        assert!(shown.contains(part), "{part}\n{shown}");
    }
    assert_eq!(preview.buttons(), ["Add", "Cancel"]);
    assert!(
        !stage.world.path("corpus/gua-sha.md").exists(),
        "it was not confirmed"
    );

    let done = confirm(&stage, &preview, "Add").await;
    says(&done, "Added **Gua sha**");
    assert!(
        stage
            .world
            .read("corpus/gua-sha.md")
            .contains("topics: [\"East Asia\",\"Gua sha\"]")
    );
    let mo = stage.discord.moderator("Mo");
    let answer = mo.click(&done, "Ask it").reply().await;
    assert!(
        description(&answer, 0).contains("smooth tool"),
        "{}",
        answer.render()
    );
    let answer = stage.ask("what is gua sha?").await;
    assert!(description(&answer, 0).contains("smooth tool"));
    let note = stage.discord.channel("questions").next_message().await;
    says(&note, "corpus add gua-sha.md: done");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_and_a_plain_text_become_markdown() {
    let stage = at_home().await;
    let page = "<!doctype html><html><head><title>Cupping</title></head><body><nav>Home</nav>\
        <main><h1>Cupping</h1><h2>What is cupping?</h2><p>Cupping sets cups with low pressure on \
        the skin. It leaves round marks for some days.</p></main></body></html>";
    for (name, text, path) in [
        ("cupping.html", page, "corpus/cupping.md"),
        (
            "ice.txt",
            "Ice\n\nWhat does ice do?\n\nIce numbs a sore spot for a while.\n",
            "corpus/ice.md",
        ),
    ] {
        let options = json!({ "file": file(name, text), "url": "https://example.org/it" });
        let preview = told(&stage, "corpus add", options).await;
        shows(&preview, "kept as Markdown");
        confirm(&stage, &preview, "Add").await;
        let written = stage.world.read(path);
        assert!(written.contains("url: https://example.org/it"), "{written}");
        assert!(
            written.contains("verbatim: true") && !written.contains("Home"),
            "{written}"
        );
    }
    let answer = stage.ask("what is cupping?").await;
    assert!(description(&answer, 0).contains("low pressure"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archive_brings_several_articles_and_one_undo_takes_them_all_away() {
    let stage = at_home().await;
    let ice = "# Ice\n\n## What does ice do?\n\nIce numbs a sore spot for a while.\n";
    let archive = archive(&[
        ("methods/gua-sha.md", GUA_SHA.as_bytes()),
        ("methods/ice.md", ice.as_bytes()),
        ("methods/photo.png", b"\x89PNG\r\n\x1a\n\0"),
    ]);
    let options = json!({ "file": { "filename": "methods.zip", "bytes": archive } });
    let preview = told(&stage, "corpus add", options).await;
    let shown = preview.render();
    for part in [
        "methods/gua-sha.md",
        "methods/ice.md",
        "Left out",
        "photo.png",
    ] {
        assert!(shown.contains(part), "{part}\n{shown}");
    }
    let done = confirm(&stage, &preview, preview.buttons()[0]).await;
    says(&done, "Added 2 articles");
    assert_eq!(stage.world.read("corpus/methods/ice.md"), ice);
    let undo = told(&stage, "corpus undo", json!({})).await;
    shows(&undo, "removed: ");
    confirm(&stage, &undo, "Take back").await;
    assert!(!stage.world.path("corpus/methods").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_a_file_is_shown_and_not_to_be_overlooked() {
    let stage = at_home().await;
    let broken = "---\ntitle: [\nurl: nowhere\n---\n\n# Ice\n\nIce numbs a sore spot.\n";
    let add = json!({ "file": file("ice.md", broken) });
    let preview = told(&stage, "corpus add", add).await;
    let shown = preview.render();
    assert!(shown.contains("**error**: ice.md:"), "{shown}");
    assert_eq!(preview.buttons(), ["Add all the same", "Cancel"]);
    // A draft is an article that nobody finds.
    let draft = FASCIA.replace("title: Fascia", "title: Fascia\ndraft: true");
    let preview = told(&stage, "corpus edit", text_for("Fascia", &draft)).await;
    shows(&preview, "members would not find it");
    let done = confirm(&stage, &preview, "Save all the same").await;
    says(&done, "Members do not find it");
    // What is not in the index is still named by its file.
    change(&stage, "corpus undo", json!({ "title": "fascia.md" })).await;
    assert_eq!(stage.world.read("corpus/fascia.md"), FASCIA);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_button_that_is_pressed_twice_makes_one_change() {
    let stage = at_home().await;
    let add = json!({ "file": file("a.md", GUA_SHA) });
    let preview = told(&stage, "corpus add", add).await;
    let mo = stage.discord.moderator("Mo");
    let presses = [mo.click(&preview, "Add"), mo.click(&preview, "Add")];
    let mut refused = 0;
    for press in &presses {
        refused += usize::from(press.reply().await.content().contains("not there any more"));
    }
    assert_eq!(refused, 1);
    let added = |message: &Message| message.content().contains("Added");
    preview.until("says what came of it", added).await;
    let page = told(&stage, "corpus history", json!({})).await;
    assert_eq!(description(&page, 0).lines().count(), 1);
}
