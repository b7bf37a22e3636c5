//! A symbolic link in the place of an article, of a folder above it, or of a server's folder:
//! nothing behind it is read or written, whatever a moderator does.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use serde_json::json;

use super::super::stage::{KNOTS, Stage};
use super::{GUA_SHA, archive, at_home, change, confirm, elsewhere, file, says, text_for, told};

/// All that lies behind the links.
fn outside(stage: &Stage) -> BTreeMap<String, Option<Vec<u8>>> {
    let files = walkdir::WalkDir::new(stage.world.path("outside")).into_iter();
    files
        .map(|entry| entry.expect("it can be read").into_path())
        .map(|path| (path.display().to_string(), fs::read(&path).ok()))
        .collect()
}

/// Moves what lies at `place` in the corpus outside, and leaves a link to it.
fn leave_a_link(stage: &Stage, place: &str) {
    let place = format!("corpus/{}", place.trim_end_matches('/'));
    let place = stage.world.path(&place);
    let moved = stage.world.path("outside").join("moved");
    fs::create_dir_all(stage.world.path("outside")).expect("it can be made");
    fs::rename(&place, &moved).expect("it can be moved");
    symlink(&moved, &place).expect("it can be made");
}

/// Adds and changes an article below `place`, `pain/knots.md`, puts a link in the place of
/// `linked`, and tries all that a moderator can do.
async fn nothing_is_changed_behind_a_link(stage: &Stage, place: &str, linked: &str) {
    let text = KNOTS.as_bytes();
    let packed = |name: &str| {
        let packed = archive(&[(name, text), ("ice.md", b"# Ice\n\nIce is cold water.\n")]);
        json!({ "file": { "filename": "a.zip", "bytes": packed } })
    };
    change(stage, "corpus add", packed("pain/knots.md")).await;
    let article = format!("{place}pain/knots.md");
    let changed = KNOTS.replace("tender", "sore");
    change(stage, "corpus edit", text_for(&article, &changed)).await;
    let later = KNOTS.replace("tender", "small");
    let waiting = [
        told(stage, "corpus edit", text_for(&article, &later)).await,
        told(stage, "corpus remove", json!({ "title": article })).await,
        told(stage, "corpus undo", json!({ "title": article })).await,
    ];
    leave_a_link(stage, &format!("{place}{linked}"));
    let before = outside(stage);

    for (command, options) in [
        ("corpus show", json!({ "title": article })),
        ("corpus edit", json!({ "title": article })),
        ("corpus edit", text_for(&article, &later)),
        ("corpus remove", json!({ "title": article })),
        (
            "corpus rename",
            json!({ "title": article, "new_title": "Other" }),
        ),
        (
            "corpus rename",
            json!({ "title": article, "new_path": "other.md" }),
        ),
        ("corpus undo", json!({ "title": article })),
        ("corpus undo", json!({})),
    ] {
        let refused = told(stage, command, options.clone()).await;
        assert!(
            refused.content().contains("a symbolic link"),
            "{command} {options}: {}",
            refused.render()
        );
        assert!(refused.files().is_empty() && refused.buttons().is_empty());
    }
    // A new article in its place, and one in the folder that is a link.
    for name in ["pain/knots.md", "pain/new.md"] {
        let through = linked == "pain" || linked.is_empty() || name == "pain/knots.md";
        let preview = told(stage, "corpus add", packed(name)).await;
        if through {
            says(&preview, "a symbolic link");
        }
    }
    // What was shown before there was a link.
    for preview in &waiting {
        let refused = confirm(stage, preview, preview.buttons()[0]).await;
        says(&refused, "a symbolic link");
    }
    assert_eq!(outside(stage), before);
    let link = stage.world.path("corpus").join(place).join(linked);
    let link = link.components().as_path().to_owned();
    assert!(is_link(&link), "the link is still there");
}

fn is_link(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|link| link.is_symlink())
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_changed_through_a_link_in_the_place_of_an_article() {
    nothing_is_changed_behind_a_link(&at_home().await, "", "pain/knots.md").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_changed_through_a_link_in_the_place_of_a_folder() {
    nothing_is_changed_behind_a_link(&at_home().await, "", "pain").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_changed_through_a_link_in_the_place_of_a_servers_folder() {
    let stage = elsewhere("").await;
    let own = format!("servers/{}/", stage.discord.guild().id());
    nothing_is_changed_behind_a_link(&stage, &own, "").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_article_is_added_through_a_link_in_the_place_of_all_servers_folders() {
    let stage = elsewhere("").await;
    fs::create_dir(stage.world.path("outside")).expect("it can be made");
    symlink(
        stage.world.path("outside"),
        stage.world.path("corpus/servers"),
    )
    .expect("it can be made");
    let add = json!({ "file": file("a.md", GUA_SHA) });
    says(&told(&stage, "corpus add", add).await, "a symbolic link");
    assert_eq!(outside(&stage).len(), 1, "the folder itself");
}
