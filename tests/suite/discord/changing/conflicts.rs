//! Two who change the same article: nobody's text is lost.

use serde_json::json;

use super::super::stage::FASCIA;
use super::{GUA_SHA, at_home, confirm, file, press, says, text_for, told};

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
    says(&refused, "Nothing was written");
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
    let preview = told(&stage, "corpus edit", text_for("Fascia", &mine)).await;
    stage.world.write("corpus/fascia.md", FASCIA);
    let refused = confirm(&stage, &preview, preview.buttons()[0]).await;
    says(&refused, "Nothing was written");
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
    says(&refused, "Nothing was written");
    assert_eq!(stage.world.read("corpus/gua-sha.md"), "Mine.\n");
    let add = json!({ "file": file("a.md", GUA_SHA) });
    let refused = told(&stage, "corpus add", add).await;
    says(&refused, "already");
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
        let options = text_for("Fascia", text);
        let reply = person.slash(&general, "corpus edit", options).await;
        previews.push(reply.reply().await);
    }
    let done = press(&mo, &previews[0], previews[0].buttons()[0]).await;
    says(&done, "Saved");
    let refused = press(&max, &previews[1], previews[1].buttons()[0]).await;
    says(&refused, "Nothing was written");
    assert!(
        refused
            .files()
            .iter()
            .any(|file| file.bytes == second.as_bytes())
    );
    assert_eq!(stage.world.read("corpus/fascia.md"), first);
}
