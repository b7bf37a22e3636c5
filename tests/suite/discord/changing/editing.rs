//! Articles that are there: another text, another name, gone, and back again.

use serde_json::json;

use super::super::stage::{FASCIA, KNOTS, description, options, small_world};
use super::{at_home, change, confirm, file, says, shows, stage_of, text_for, told};
use crate::world::World;

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

    change(&stage, "corpus undo", json!({ "title": "Fascia" })).await;
    assert_eq!(stage.world.read("corpus/fascia.md"), FASCIA);
    let answer = stage.ask("what is fascia?").await;
    assert!(!answer.render().contains("collagen and water"));
    // The taking back is a change as well.
    change(&stage, "corpus undo", json!({})).await;
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
    says(&refused, "as `file`");
    let shown = told(&stage, "corpus show", json!({ "title": "fascia.md" })).await;
    let sent = &shown.files()[0];
    assert_eq!(sent.bytes, long.as_bytes());
    let changed = long.replace("thin web", "thin net");
    let options = json!({ "title": "Fascia", "file": file(&sent.name, &changed) });
    change(&stage, "corpus edit", options).await;
    assert_eq!(stage.world.read("corpus/fascia.md"), changed);
    // Made of a version that is no longer the newest.
    let late = long.replace("thin web", "fine web");
    let options = json!({ "title": "Fascia", "file": file(&sent.name, &late) });
    let refused = told(&stage, "corpus edit", options).await;
    says(&refused, "Nothing was written");
    assert_eq!(refused.files()[0].bytes, late.as_bytes());
    assert_eq!(stage.world.read("corpus/fascia.md"), changed);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_article_is_renamed_and_removed_and_every_step_is_taken_back() {
    let stage = at_home().await;
    let options =
        json!({ "title": "Trigger points", "new_title": "Knots: why?", "new_path": "pain/knots" });
    let preview = told(&stage, "corpus rename", options).await;
    shows(&preview, "pain/knots.md");
    confirm(&stage, &preview, preview.buttons()[0]).await;
    assert!(!stage.world.path("corpus/knots.md").exists());
    assert!(
        stage
            .world
            .read("corpus/pain/knots.md")
            .contains("title: \"Knots: why?\"")
    );
    change(&stage, "corpus undo", json!({ "title": "pain/knots.md" })).await;
    assert_eq!(stage.world.read("corpus/knots.md"), KNOTS);
    assert!(!stage.world.path("corpus/pain").exists());

    change(&stage, "corpus remove", json!({ "title": "knots.md" })).await;
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
    change(&stage, "corpus undo", json!({ "title": "knots.md" })).await;
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
        let preview = told(&stage, "corpus edit", text_for("Fascia", &text)).await;
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
async fn the_last_article_stays() {
    let stage = stage_of(World::new().article("fascia.md", FASCIA)).await;
    let preview = told(&stage, "corpus remove", json!({ "title": "Fascia" })).await;
    let refused = confirm(&stage, &preview, "Remove").await;
    says(&refused, "the last article");
    assert_eq!(stage.world.read("corpus/fascia.md"), FASCIA);
}
