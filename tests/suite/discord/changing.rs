//! Moderators change the articles with Discord alone: shown first, confirmed, asked for, taken
//! back.

use fake_discord::{FakeDiscord, Message, Person};
use footnote::editing::{Editor, Origin, Place};
use footnote::journal::Journal;
use serde_json::{Value, json};

use super::stage::{FASCIA, KNOTS, Stage, description, options, restartable, small_world};
use crate::world::World;

/// What a moderator writes.
pub const GUA_SHA: &str = "---
title: Gua sha
url: https://example.org/gua-sha
topics: [Gua sha]
---

# Gua sha

## What is gua sha? {#what}

Gua sha is a treatment from East Asia in which a smooth tool is drawn over oiled skin. It leaves \
red marks that fade within days.
";

pub fn settings(discord: &FakeDiscord) -> String {
    format!(
        "[discord]\nhome_servers = [{}]\nlog_channel = {}\nmember_questions_per_minute = 0\n\
         channel_questions_per_minute = 0\nserver_questions_per_minute = 0\nmax_upload_mib = 1\n",
        discord.guild().id(),
        discord.channel("questions").id()
    )
}

pub async fn stage_of(world: World) -> Stage {
    let discord = restartable().await;
    let settings = settings(&discord);
    Stage::with(discord, world.indexed().file("footnote.toml", settings)).await
}

pub async fn at_home() -> Stage {
    stage_of(small_world()).await
}

pub fn file(name: &str, text: &str) -> Value {
    json!({ "filename": name, "text": text })
}

/// What a command of a moderator is answered with.
pub async fn told(stage: &Stage, command: &str, options: Value) -> Message {
    let general = stage.discord.channel("general");
    let mo = stage.discord.moderator("Mo");
    let reply = mo.slash(&general, command, options).await.reply().await;
    assert!(reply.is_ephemeral());
    reply
}

/// Presses the button that makes a change, and gives what is said then.
pub async fn confirm(stage: &Stage, preview: &Message, button: &str) -> Message {
    press(&stage.discord.moderator("Mo"), preview, button).await
}

async fn press(person: &Person, preview: &Message, button: &str) -> Message {
    person.click(preview, button).acknowledged().await;
    let done = |message: &Message| {
        message.embeds().is_empty() && !message.content().starts_with("Writing")
    };
    preview.until("says what came of it", done).await
}

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
    assert!(
        done.content().contains("Added **Gua sha**"),
        "{}",
        done.content()
    );
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
    assert!(
        note.content().contains("corpus add gua-sha.md: done"),
        "{}",
        note.content()
    );
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
        assert!(
            preview.render().contains("kept as Markdown"),
            "{}",
            preview.render()
        );
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
    assert!(
        done.content().contains("Added 2 articles"),
        "{}",
        done.content()
    );
    assert_eq!(stage.world.read("corpus/methods/ice.md"), ice);
    let undo = told(&stage, "corpus undo", json!({})).await;
    assert!(undo.render().contains("removed: "), "{}", undo.render());
    confirm(&stage, &undo, "Take back").await;
    assert!(!stage.world.path("corpus/methods").exists());
}

pub fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write as _;
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let options = zip::write::SimpleFileOptions::default();
        writer.start_file(*name, options).expect("it has room");
        writer.write_all(bytes).expect("it has room");
    }
    writer.finish().expect("it has room").into_inner()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_article_is_edited_in_a_form_and_the_change_is_taken_back() {
    let stage = at_home().await;
    let general = stage.discord.channel("general");
    let mo = stage.discord.moderator("Mo");
    let options = json!({ "title": "Fascia" });
    let asked = mo.slash(&general, "corpus edit", options).await;
    let form = asked.modal().await;
    assert_eq!(form["components"][0]["components"][0]["value"], FASCIA);
    let text = FASCIA.replace("made of collagen.", "made of collagen and water.");
    // Discord's client keeps no last line break.
    let sent = mo.submits(&asked, &form, &json!({ "text": text.trim_end() }));
    let preview = sent.reply().await;
    let shown = preview.render();
    assert!(shown.contains("1 line added, 1 line removed"), "{shown}");
    assert!(shown.contains("collagen and water"), "{shown}");
    let diff = String::from_utf8(preview.files()[0].bytes.clone()).expect("it is text");
    assert!(diff.contains("\n-Fascia is a thin web") && diff.contains("\n+Fascia is a thin web"));
    confirm(&stage, &preview, preview.buttons()[0]).await;
    assert_eq!(stage.world.read("corpus/fascia.md"), text);
    let answer = stage.ask("what is fascia?").await;
    assert!(answer.render().contains("collagen and water"));

    let undo = told(&stage, "corpus undo", json!({ "title": "Fascia" })).await;
    confirm(&stage, &undo, undo.buttons()[0]).await;
    assert_eq!(stage.world.read("corpus/fascia.md"), FASCIA);
    let answer = stage.ask("what is fascia?").await;
    assert!(!answer.render().contains("collagen and water"));
    // The taking back is a change as well.
    let redo = told(&stage, "corpus undo", json!({})).await;
    confirm(&stage, &redo, redo.buttons()[0]).await;
    assert_eq!(stage.world.read("corpus/fascia.md"), text);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_article_goes_out_as_a_file_and_comes_back_as_one() {
    let long = format!(
        "{FASCIA}\n## What else?\n\n{}",
        "Fascia glides. ".repeat(400)
    );
    let stage = stage_of(small_world().article("fascia.md", &long)).await;
    let refused = told(&stage, "corpus edit", json!({ "title": "Fascia" })).await;
    assert!(
        refused.content().contains("as `file`"),
        "{}",
        refused.content()
    );
    let shown = told(&stage, "corpus show", json!({ "title": "fascia.md" })).await;
    let sent = &shown.files()[0];
    assert_eq!(sent.bytes, long.as_bytes());
    let changed = long.replace("thin web", "thin net");
    let options = json!({ "title": "Fascia", "file": file(&sent.name, &changed) });
    let preview = told(&stage, "corpus edit", options).await;
    confirm(&stage, &preview, preview.buttons()[0]).await;
    assert_eq!(stage.world.read("corpus/fascia.md"), changed);
    // Made of a version that is no longer the newest.
    let late = long.replace("thin web", "fine web");
    let options = json!({ "title": "Fascia", "file": file(&sent.name, &late) });
    let refused = told(&stage, "corpus edit", options).await;
    assert!(
        refused.content().contains("Nothing was written"),
        "{}",
        refused.content()
    );
    assert_eq!(refused.files()[0].bytes, late.as_bytes());
    assert_eq!(stage.world.read("corpus/fascia.md"), changed);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_editor_on_the_disk_and_a_moderator_do_not_overwrite_each_other() {
    let stage = at_home().await;
    let general = stage.discord.channel("general");
    let mo = stage.discord.moderator("Mo");
    let mine = FASCIA.replace("thin web", "fine web");
    let theirs = FASCIA.replace("every muscle", "each muscle");

    // Between the form and its text.
    let asked = mo
        .slash(&general, "corpus edit", json!({ "title": "Fascia" }))
        .await;
    let form = asked.modal().await;
    stage.world.write("corpus/fascia.md", &theirs);
    let sent = mo.submits(&asked, &form, &json!({ "text": mine }));
    let refused = sent.reply().await;
    assert!(
        refused.content().contains("Nothing was written"),
        "{}",
        refused.content()
    );
    let files = refused.files();
    let text = |nth: usize| String::from_utf8(files[nth].bytes.clone()).expect("it is text");
    assert_eq!(text(0), mine);
    assert!(
        files[1].name == "their-changes.diff"
            && text(1).contains("+Fascia is a thin web of connective tissue that wraps each")
    );
    assert!(files[2].name == "your-changes.diff" && text(2).contains("+Fascia is a fine web"));
    assert_eq!(stage.world.read("corpus/fascia.md"), theirs);

    // Between the preview and the button.
    let options = json!({ "title": "Fascia", "file": file("fascia.md", &mine) });
    let preview = told(&stage, "corpus edit", options).await;
    stage.world.write("corpus/fascia.md", FASCIA);
    let refused = confirm(&stage, &preview, preview.buttons()[0]).await;
    assert!(
        refused.content().contains("Nothing was written"),
        "{}",
        refused.content()
    );
    assert!(
        refused
            .files()
            .iter()
            .any(|file| file.bytes == mine.as_bytes())
    );
    assert_eq!(stage.world.read("corpus/fascia.md"), FASCIA);

    // A new article whose place was taken meanwhile.
    let preview = told(
        &stage,
        "corpus add",
        json!({ "file": file("a.md", GUA_SHA) }),
    )
    .await;
    stage.world.write("corpus/gua-sha.md", "Mine.\n");
    let refused = confirm(&stage, &preview, "Add").await;
    assert!(
        refused.content().contains("Nothing was written"),
        "{}",
        refused.content()
    );
    assert_eq!(stage.world.read("corpus/gua-sha.md"), "Mine.\n");
    let add = json!({ "file": file("a.md", GUA_SHA) });
    let refused = told(&stage, "corpus add", add).await;
    assert!(
        refused.content().contains("already"),
        "{}",
        refused.content()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_moderators_the_second_is_told_what_the_first_has_changed() {
    let stage = at_home().await;
    let general = stage.discord.channel("general");
    let (mo, max) = (
        stage.discord.moderator("Mo"),
        stage.discord.moderator("Max"),
    );
    let (first, second) = (
        FASCIA.replace("thin web", "fine web"),
        FASCIA.replace("every muscle", "each muscle"),
    );
    let mut previews = Vec::new();
    for (person, text) in [(&mo, &first), (&max, &second)] {
        let options = json!({ "title": "Fascia", "file": file("fascia.md", text) });
        let reply = person.slash(&general, "corpus edit", options).await;
        previews.push(reply.reply().await);
    }
    let done = press(&mo, &previews[0], previews[0].buttons()[0]).await;
    assert!(done.content().contains("Saved"), "{}", done.content());
    let refused = press(&max, &previews[1], previews[1].buttons()[0]).await;
    assert!(
        refused.content().contains("Nothing was written"),
        "{}",
        refused.content()
    );
    assert!(
        refused
            .files()
            .iter()
            .any(|file| file.bytes == second.as_bytes())
    );
    assert_eq!(stage.world.read("corpus/fascia.md"), first);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_article_is_renamed_and_removed_and_every_step_is_taken_back() {
    let stage = at_home().await;
    let options =
        json!({ "title": "Trigger points", "new_title": "Knots: why?", "new_path": "pain/knots" });
    let preview = told(&stage, "corpus rename", options).await;
    assert!(
        preview.render().contains("pain/knots.md"),
        "{}",
        preview.render()
    );
    confirm(&stage, &preview, preview.buttons()[0]).await;
    assert!(!stage.world.path("corpus/knots.md").exists());
    assert!(
        stage
            .world
            .read("corpus/pain/knots.md")
            .contains("title: \"Knots: why?\"")
    );
    let undo = told(&stage, "corpus undo", json!({ "title": "pain/knots.md" })).await;
    confirm(&stage, &undo, undo.buttons()[0]).await;
    assert_eq!(stage.world.read("corpus/knots.md"), KNOTS);
    assert!(!stage.world.path("corpus/pain").exists());

    let preview = told(&stage, "corpus remove", json!({ "title": "knots.md" })).await;
    confirm(&stage, &preview, preview.buttons()[0]).await;
    assert!(!stage.world.path("corpus/knots.md").exists());
    let answer = stage.ask("what is a trigger point?").await;
    assert!(
        !answer.render().contains("tender spot"),
        "{}",
        answer.render()
    );
    // Gone, and still known by its path.
    let general = stage.discord.channel("general");
    let mo = stage.discord.moderator("Mo");
    let typed = mo
        .types(&general, "corpus undo", "title", "knot", json!({}))
        .await;
    let choices = typed.choices().await;
    assert!(
        choices.iter().any(|choice| choice.value == "knots.md"),
        "{choices:?}"
    );
    let undo = told(&stage, "corpus undo", json!({ "title": "knots.md" })).await;
    confirm(&stage, &undo, undo.buttons()[0]).await;
    assert_eq!(stage.world.read("corpus/knots.md"), KNOTS);
    let answer = stage.ask("what is a trigger point?").await;
    assert!(answer.render().contains("tender spot"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_history_names_who_and_when_and_gives_every_version_back() {
    let stage = at_home().await;
    let mut texts = vec![FASCIA.to_owned()];
    for number in 1..=10 {
        let text = FASCIA.replace("thin web", &format!("web number {number}"));
        let options = json!({ "title": "Fascia", "file": file("fascia.md", &text) });
        let preview = told(&stage, "corpus edit", options).await;
        confirm(&stage, &preview, preview.buttons()[0]).await;
        texts.push(text);
    }
    let page = told(&stage, "corpus history", json!({ "title": "Fascia" })).await;
    let mo = stage.discord.moderator("Mo");
    let list = description(&page, 0);
    assert!(
        list.contains(&format!("<@{}>", mo.id())) && list.contains("<t:"),
        "{list}"
    );
    assert_eq!(list.lines().count(), 8);
    assert_eq!(page.json()["mentions"], json!([]));
    assert_eq!(page.buttons(), ["Older ▶"]);
    mo.click(&page, "Older ▶").acknowledged().await;
    let older = page
        .until("is the last page", |page| page.buttons() == ["◀ Newest"])
        .await;
    assert_eq!(description(&older, 0).lines().count(), 2);

    // The first version that there was, and back to it.
    let oldest = options(&older).pop().expect("there is one");
    let version = mo.choose(&older, "", &[oldest.as_str()]).reply().await;
    assert_eq!(version.files()[0].bytes, texts[1].as_bytes());
    let preview = mo.click(&version, "Bring this back").reply().await;
    assert!(preview.render().contains("Bring this version back?"));
    confirm(&stage, &preview, preview.buttons()[0]).await;
    assert_eq!(stage.world.read("corpus/fascia.md"), texts[1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_outlives_a_restart_and_is_done_only_once() {
    let mut stage = at_home().await;
    let preview = told(
        &stage,
        "corpus add",
        json!({ "file": file("a.md", GUA_SHA) }),
    )
    .await;
    let cancelled = told(&stage, "corpus remove", json!({ "title": "Fascia" })).await;
    let general = stage.discord.channel("general");
    let mo = stage.discord.moderator("Mo");
    let options = json!({ "title": "Trigger points" });
    let asked = mo.slash(&general, "corpus edit", options).await;
    let form = asked.modal().await;
    stage.restart().await;
    let text = json!({ "text": KNOTS.replace("tender", "sore") });
    let edited = mo.submits(&asked, &form, &text).reply().await;
    confirm(&stage, &edited, "Save").await;
    assert!(stage.world.read("corpus/knots.md").contains("sore spot"));
    let done = confirm(&stage, &preview, "Add").await;
    assert!(done.content().contains("Added"), "{}", done.content());
    assert_eq!(stage.world.read("corpus/gua-sha.md"), GUA_SHA);
    mo.click(&cancelled, "Cancel").acknowledged().await;
    let given_up = cancelled.now();
    assert!(
        given_up.content().contains("Given up"),
        "{}",
        given_up.content()
    );
    // An old client may still show the buttons.
    for old in [&preview, &cancelled] {
        let ids = old.components()[0]["components"].clone();
        let data = json!({ "custom_id": ids[0]["custom_id"], "component_type": 2 });
        let told = mo.forges_component(old, data).reply().await;
        assert!(
            told.content().contains("not there any more"),
            "{}",
            told.content()
        );
    }
    assert!(stage.world.path("corpus/fascia.md").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_that_was_cut_short_is_in_the_index_after_the_next_start() {
    let discord = restartable().await;
    let world = small_world()
        .indexed()
        .file("footnote.toml", settings(&discord));
    {
        let journal = Journal::open(&world.path("journal")).expect("it can be made");
        let editor = Editor::new(world.path("corpus"), 1 << 20, None, journal);
        let origin = Origin {
            place: Place::shared(),
            who: 7,
            server: None,
            at: 0,
        };
        let files = vec![("gua-sha.md".to_owned(), GUA_SHA.into())];
        let proposal = editor.plan_add(origin, files).expect("it is one");
        // Written, and then the machine lost power.
        editor.apply(&proposal).expect("it can be written");
    }
    let stage = Stage::with(discord, world).await;
    let log = || stage.log().contains("cut short");
    let start = std::time::Instant::now();
    let mut answer = stage.ask("what is gua sha?").await;
    while !description(&answer, 0).contains("smooth tool") {
        assert!(start.elapsed().as_secs() < 20, "{}", stage.log());
        answer = stage.ask("what is gua sha?").await;
    }
    assert!(log());
    let page = told(&stage, "corpus history", json!({})).await;
    assert!(
        description(&page, 0).contains("added Gua sha"),
        "{}",
        page.render()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_index_cannot_take_it_up_the_article_is_put_back() {
    let stage = at_home().await;
    let changed = FASCIA.replace("thin web", "fine web");
    let options = json!({ "title": "Fascia", "file": file("fascia.md", &changed) });
    let preview = told(&stage, "corpus edit", options).await;
    let (index, away) = (stage.world.path("index"), stage.world.path("away"));
    std::fs::rename(&index, &away).expect("it can be moved");
    std::fs::write(&index, "in the way").expect("it can be written");
    let failed = confirm(&stage, &preview, preview.buttons()[0]).await;
    assert!(
        failed.content().contains("Not done"),
        "{}",
        failed.content()
    );
    assert!(
        failed.content().contains("as they were before"),
        "{}",
        failed.content()
    );
    assert_eq!(stage.world.read("corpus/fascia.md"), FASCIA);
    std::fs::remove_file(&index).expect("it is there");
    std::fs::rename(&away, &index).expect("it can be moved");
    let done = confirm_again(&stage, &failed).await;
    assert!(done.content().contains("Saved"), "{}", done.content());
    assert_eq!(stage.world.read("corpus/fascia.md"), changed);
}

async fn confirm_again(stage: &Stage, failed: &Message) -> Message {
    let mo = stage.discord.moderator("Mo");
    mo.click(failed, "Try again").acknowledged().await;
    let saved = |message: &Message| message.content().contains("Saved");
    failed.until("is saved", saved).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_article_stays() {
    let stage = stage_of(World::new().article("fascia.md", FASCIA)).await;
    let preview = told(&stage, "corpus remove", json!({ "title": "Fascia" })).await;
    let refused = confirm(&stage, &preview, "Remove").await;
    assert!(
        refused.content().contains("the last article"),
        "{}",
        refused.content()
    );
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
    let options = json!({ "title": "Fascia", "file": file("fascia.md", &draft) });
    let preview = told(&stage, "corpus edit", options).await;
    assert!(
        preview.render().contains("members would not find it"),
        "{}",
        preview.render()
    );
    let done = confirm(&stage, &preview, "Save all the same").await;
    assert!(
        done.content().contains("Members do not find it"),
        "{}",
        done.content()
    );
    // What is not in the index is still named by its file.
    let undo = told(&stage, "corpus undo", json!({ "title": "fascia.md" })).await;
    confirm(&stage, &undo, undo.buttons()[0]).await;
    assert_eq!(stage.world.read("corpus/fascia.md"), FASCIA);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_journal_nothing_is_changed_and_questions_are_answered() {
    let stage = stage_of(small_world().file("journal", "in the way")).await;
    let add = json!({ "file": file("a.md", GUA_SHA) });
    for (command, options) in [("corpus add", add), ("corpus undo", json!({}))] {
        let refused = told(&stage, command, options).await;
        assert!(
            refused.content().contains("What I keep"),
            "{}",
            refused.content()
        );
    }
    assert!(!stage.world.path("corpus/gua-sha.md").exists());
    let answer = stage.ask("what is fascia?").await;
    assert!(description(&answer, 0).contains("thin web"));
}
