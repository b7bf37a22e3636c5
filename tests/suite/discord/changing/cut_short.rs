//! Changes in whose middle something ends or fails.

use std::time::Instant;

use fake_discord::Message;
use footnote::editing::{Editor, Origin, Place};
use footnote::journal::Journal;
use serde_json::json;

use super::super::hold::Hold;
use super::super::stage::{FASCIA, KNOTS, Stage, description, restartable, small_world};
use super::{
    GUA_SHA, archive, at_home, change, confirm, file, says, settings, shows, stage_of, text_for,
    told,
};

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
    says(&done, "Added");
    assert_eq!(stage.world.read("corpus/gua-sha.md"), GUA_SHA);
    mo.click(&cancelled, "Cancel").acknowledged().await;
    let given_up = cancelled.now();
    says(&given_up, "Given up");
    // An old client may still show the buttons.
    for old in [&preview, &cancelled] {
        let ids = old.components()[0]["components"].clone();
        let data = json!({ "custom_id": ids[0]["custom_id"], "component_type": 2 });
        let told = mo.forges_component(old, data).reply().await;
        says(&told, "not there any more");
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
    answers(&stage, "what is gua sha?", "smooth tool").await;
    assert!(stage.log().contains("cut short"));
    let page = told(&stage, "corpus history", json!({})).await;
    shows(&page, "added Gua sha");
}

/// Asks until the answer has a text: an index is brought up to date meanwhile.
async fn answers(stage: &Stage, question: &str, text: &str) {
    let start = Instant::now();
    while !stage.ask(question).await.render().contains(text) {
        assert!(start.elapsed().as_secs() < 20, "{}", stage.log());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_before_the_index_has_a_change_the_next_start_gives_it_the_change() {
    let mut stage = at_home().await;
    let changed = FASCIA.replace("thin web", "fine web");
    let preview = told(&stage, "corpus edit", text_for("Fascia", &changed)).await;
    let hold = Hold::next_reindex(&stage.world);
    let mo = stage.discord.moderator("Mo");
    mo.click(&preview, "Save").acknowledged().await;
    let waiting = hold.reached().await;
    let session = stage.kill();
    drop(waiting);
    assert_eq!(stage.world.read("corpus/fascia.md"), changed);
    let old = stage.world.run(["ask", "what is fascia?"]).exits(0);
    old.quietly().prints("thin web");

    stage.come_back(session).await;
    answers(&stage, "what is fascia?", "fine web").await;
    assert!(stage.log().contains("cut short"));
    let page = told(&stage, "corpus history", json!({})).await;
    assert_eq!(description(&page, 0).lines().count(), 1);
    shows(&page, "changed Fascia");
    change(&stage, "corpus undo", json!({})).await;
    assert_eq!(stage.world.read("corpus/fascia.md"), FASCIA);
}

/// Names of what lies in a folder of the corpus, hidden files too; none where there is no folder.
fn names(stage: &Stage, folder: &str) -> Vec<String> {
    let entries = std::fs::read_dir(stage.world.path(folder));
    let names = entries.into_iter().flatten();
    names
        .map(|entry| entry.expect("it can be read").file_name())
        .map(|name| name.to_string_lossy().into_owned())
        .collect()
}

/// Articles that come together.
const MANY: usize = 120;

#[tokio::test(flavor = "multi_thread")]
async fn killed_while_articles_are_written_the_next_start_has_all_of_them_or_none() {
    let mut stage = at_home().await;
    let files: Vec<(String, String)> = (0..MANY)
        .map(|nth| {
            let number = crate::articles::word(nth);
            let text = format!("# Ice {number}\n\nThe word {number} is about ice and water.\n");
            (format!("many/{nth}.md"), text)
        })
        .collect();
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_bytes()))
        .collect();
    let add = json!({ "file": { "filename": "many.zip", "bytes": archive(&files) } });
    let mo = stage.discord.moderator("Mo");
    let mut in_the_middle = 0;
    // The first may come too late on a busy machine.
    for _ in 0..5 {
        let preview = told(&stage, "corpus add", add.clone()).await;
        mo.click(&preview, preview.buttons()[0])
            .acknowledged()
            .await;
        let start = Instant::now();
        while names(&stage, "corpus/many").len() < 3 {
            assert!(start.elapsed().as_secs() < 20, "{}", stage.log());
        }
        let session = stage.kill();
        let written = names(&stage, "corpus/many").len();
        stage.come_back(session).await;
        stage.logs("cut short").await;
        let left = names(&stage, "corpus/many");
        let page = told(&stage, "corpus history", json!({})).await;
        if left.is_empty() {
            shows(&page, "Nothing was changed");
            in_the_middle += usize::from(written < MANY);
            break;
        }
        assert_eq!(left.len(), MANY, "{left:?}");
        shows(&page, "added Ice");
        change(&stage, "corpus undo", json!({})).await;
    }
    assert_eq!(in_the_middle, 1, "no kill came while files were written");
    let hidden = names(&stage, "corpus").into_iter();
    assert_eq!(hidden.filter(|name| name.starts_with('.')).count(), 0);
    let done = change(&stage, "corpus add", add).await;
    says(&done, &format!("Added {MANY} articles"));
    let word = crate::articles::word(7);
    answers(&stage, &format!("what is {word}?"), "about ice and water").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_index_cannot_take_it_up_the_article_is_put_back() {
    let stage = at_home().await;
    let changed = FASCIA.replace("thin web", "fine web");
    let preview = told(&stage, "corpus edit", text_for("Fascia", &changed)).await;
    let (index, away) = (stage.world.path("index"), stage.world.path("away"));
    std::fs::rename(&index, &away).expect("it can be moved");
    std::fs::write(&index, "in the way").expect("it can be written");
    let failed = confirm(&stage, &preview, preview.buttons()[0]).await;
    says(&failed, "Not done");
    says(&failed, "as they were before");
    assert_eq!(stage.world.read("corpus/fascia.md"), FASCIA);
    std::fs::remove_file(&index).expect("it is there");
    std::fs::rename(&away, &index).expect("it can be moved");
    let done = confirm_again(&stage, &failed).await;
    says(&done, "Saved");
    assert_eq!(stage.world.read("corpus/fascia.md"), changed);
}

async fn confirm_again(stage: &Stage, failed: &Message) -> Message {
    let mo = stage.discord.moderator("Mo");
    mo.click(failed, "Try again").acknowledged().await;
    let saved = |message: &Message| message.content().contains("Saved");
    failed.until("is saved", saved).await
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_journal_nothing_is_changed_and_questions_are_answered() {
    let stage = stage_of(small_world().file("journal", "in the way")).await;
    let add = json!({ "file": file("a.md", GUA_SHA) });
    for (command, options) in [("corpus add", add), ("corpus undo", json!({}))] {
        let refused = told(&stage, command, options).await;
        says(&refused, "What I keep");
    }
    assert!(!stage.world.path("corpus/gua-sha.md").exists());
    let answer = stage.ask("what is fascia?").await;
    assert!(description(&answer, 0).contains("thin web"));
}
