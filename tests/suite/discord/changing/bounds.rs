//! What moderators of servers that are not home may pile up: bounded, and they are told so.

use serde_json::json;

use super::super::stage::{FASCIA, Stage, description, options};
use super::{GUA_SHA, at_home, change, elsewhere, file, says, shows, told};

/// A long article that says which number it has.
fn long(number: usize) -> String {
    let words = format!("Number {number} has words enough for a long article. ").repeat(8_000);
    format!("# Gua sha\n\nThis is number {number}.\n\n{words}\n")
}

fn versions(stage: &Stage) -> u64 {
    let files = walkdir::WalkDir::new(stage.world.path("journal/versions"));
    let files = files.into_iter().filter_map(Result::ok);
    let files = files.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| entry.metadata().map_or(0, |it| it.len()))
        .sum()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_oldest_versions_of_a_servers_own_articles_are_forgotten_and_that_is_said() {
    let stage = elsewhere("own_versions_mib = 1").await;
    let own = format!("servers/{}/gua-sha.md", stage.discord.guild().id());
    change(
        &stage,
        "corpus add",
        json!({ "file": file("a.md", &long(0)) }),
    )
    .await;
    let texts: Vec<String> = (1..=5).map(long).collect();
    for text in &texts {
        let edit = json!({ "title": own, "file": file("a.md", text) });
        change(&stage, "corpus edit", edit).await;
    }
    let each = texts[0].len() as u64;
    // What is there now, and two that were before.
    assert_eq!(versions(&stage) / each, 3, "{}", versions(&stage));
    let page = told(&stage, "corpus history", json!({})).await;
    let lines = description(&page, 0);
    let forgotten: Vec<bool> = lines
        .lines()
        .map(|line| line.contains("version forgotten"))
        .collect();
    assert_eq!(
        forgotten,
        [false, false, false, true, true, true],
        "{lines}"
    );
    shows(&page, "keep 1 MiB of earlier versions");
    assert_eq!(options(&page), ["6.0", "5.0", "4.0"]);
    // An old client may still offer them.
    let mo = stage.discord.moderator("Mo");
    let data = json!({ "custom_id": "cb2.0", "component_type": 2 });
    let refused = mo.forges_component(&page, data).reply().await;
    says(&refused, "was forgotten");

    // The last one is always there.
    change(&stage, "corpus undo", json!({})).await;
    assert_eq!(stage.world.read(&format!("corpus/{own}")), texts[3]);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_the_shared_articles_every_version_is_kept() {
    let stage = at_home().await;
    change(
        &stage,
        "corpus add",
        json!({ "file": file("a.md", &long(0)) }),
    )
    .await;
    for number in 1..=5 {
        let edit = json!({ "title": "gua-sha.md", "file": file("a.md", &long(number)) });
        change(&stage, "corpus edit", edit).await;
    }
    let page = told(&stage, "corpus history", json!({})).await;
    assert_eq!(options(&page).len(), 6);
    assert!(!page.render().contains("forgotten") && !page.render().contains("MiB"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_moderator_of_another_server_begins_only_so_many_changes_in_an_hour() {
    let stage = elsewhere("member_changes_per_hour = 3").await;
    change(
        &stage,
        "corpus add",
        json!({ "file": file("a.md", FASCIA) }),
    )
    .await;
    let own = format!("servers/{}/fascia.md", stage.discord.guild().id());
    let general = stage.discord.channel("general");
    let mo = stage.discord.moderator("Mo");
    // Opening the form is no change yet.
    let asked = mo
        .slash(&general, "corpus edit", json!({ "title": own }))
        .await;
    let form = asked.modal().await;
    for _ in 0..2 {
        let preview = told(&stage, "corpus remove", json!({ "title": own })).await;
        assert_eq!(preview.buttons(), ["Remove", "Cancel"]);
    }
    for (command, options) in [
        ("corpus add", json!({ "file": file("a.md", GUA_SHA) })),
        (
            "corpus edit",
            json!({ "title": own, "file": file("a.md", GUA_SHA) }),
        ),
        ("corpus remove", json!({ "title": own })),
        (
            "corpus rename",
            json!({ "title": own, "new_title": "Other" }),
        ),
        ("corpus undo", json!({})),
    ] {
        let refused = told(&stage, command, options).await;
        says(&refused, "begun many changes");
        assert!(refused.buttons().is_empty());
    }
    // What was typed is not lost.
    let text = FASCIA.replace("thin web", "fine web");
    let sent = mo.submits(&asked, &form, &json!({ "text": text }));
    let refused = sent.reply().await;
    says(&refused, "begun many changes");
    assert_eq!(refused.files()[0].bytes, text.as_bytes());
    // Somebody else may, and looking is free.
    let max = stage.discord.moderator("Max");
    let reply = max
        .slash(&general, "corpus remove", json!({ "title": own }))
        .await;
    assert_eq!(reply.reply().await.buttons(), ["Remove", "Cancel"]);
    shows(
        &told(&stage, "corpus history", json!({})).await,
        "added Fascia",
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn those_who_keep_what_all_share_begin_as_many_changes_as_they_like() {
    let stage = Stage::with_settings(|discord| {
        let home = discord.guild().id();
        format!("home_servers = [{home}]\nmember_changes_per_hour = 1")
    })
    .await;
    for _ in 0..3 {
        let preview = told(&stage, "corpus remove", json!({ "title": "Fascia" })).await;
        assert_eq!(preview.buttons(), ["Remove", "Cancel"]);
    }
}
