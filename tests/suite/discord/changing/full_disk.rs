//! A disk that is full in the middle of a change or of a backup: that is said, nothing is lost,
//! and questions are answered. As in `damage.rs`, no file may grow beyond some size then.

use serde_json::json;

use super::super::stage::{FASCIA, Stage, description, small_world};
use super::{GUA_SHA, at_home, confirm, file, says, stage_of, text_for, told};

/// Sizes that no file may grow beyond, from nothing to so much that a change finds room.
const ROOM: [u64; 9] = [
    0,
    512,
    2 << 10,
    8 << 10,
    24 << 10,
    64 << 10,
    160 << 10,
    512 << 10,
    4 << 20,
];

async fn answers(stage: &Stage, what: &str) {
    let answer = stage.ask("what is a trigger point?").await;
    let answer = answer.render();
    assert!(answer.contains("tender spot"), "{what}: {answer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn where_there_is_no_room_for_a_change_everything_is_as_it_was() {
    let words = "Bread and butter, salt and pepper, and so on. ".repeat(2_000);
    let long = format!("{FASCIA}\n## What else?\n\n{words}\n");
    let stage = stage_of(small_world().article("fascia.md", &long)).await;
    let (mut failed, mut made) = (0, 0);
    for (round, room) in ROOM.into_iter().enumerate() {
        let before = stage.world.read("corpus/fascia.md");
        let text = long.replace("thin web", &format!("web number {round}"));
        let preview = told(&stage, "corpus edit", text_for("Fascia", &text)).await;
        stage.lets_files_grow_to(Some(room));
        let said = confirm(&stage, &preview, preview.buttons()[0]).await;
        let what = format!("{room} bytes: {}", said.content());
        answers(&stage, &what).await;
        stage.lets_files_grow_to(None);
        let now = stage.world.read("corpus/fascia.md");
        if said.content().contains("Saved") {
            made += 1;
            assert_eq!(now, text, "{what}");
        } else {
            failed += 1;
            assert!(said.content().contains("Not done"), "{what}");
            assert_eq!(now, before, "{what}");
            // There is room again, and the button is still there.
            let done = confirm(&stage, &said, "Try again").await;
            says(&done, "Saved");
            assert_eq!(stage.world.read("corpus/fascia.md"), text, "{what}");
        }
        let answer = stage.ask("what is fascia?").await;
        let shown = answer.render();
        assert!(
            shown.contains(&format!("web number {round}")),
            "{what}: {shown}"
        );
        let page = told(&stage, "corpus history", json!({})).await;
        let lines = description(&page, 0).lines().count();
        assert_eq!(lines, (round + 1).min(8), "{what}");
    }
    assert!(failed >= 5 && made >= 1, "{failed} failed, {made} made");
}

#[tokio::test(flavor = "multi_thread")]
async fn where_there_is_no_room_to_prepare_a_change_that_is_said() {
    let stage = at_home().await;
    stage.lets_files_grow_to(Some(0));
    let changed = FASCIA.replace("thin web", "fine web");
    for (command, options) in [
        ("corpus add", json!({ "file": file("a.md", GUA_SHA) })),
        ("corpus edit", text_for("Fascia", &changed)),
        ("corpus edit", json!({ "title": "Fascia" })),
        ("corpus remove", json!({ "title": "Fascia" })),
    ] {
        let refused = told(&stage, command, options).await;
        says(&refused, "cannot be read or written right now");
        answers(&stage, command).await;
    }
    stage.lets_files_grow_to(None);
    assert_eq!(stage.world.read("corpus/fascia.md"), FASCIA);
    let preview = told(&stage, "corpus edit", text_for("Fascia", &changed)).await;
    says(&confirm(&stage, &preview, "Save").await, "Saved");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_that_finds_no_room_leaves_nothing_and_disturbs_nobody() {
    let stage = at_home().await;
    let changed = FASCIA.replace("thin web", "fine web");
    let preview = told(&stage, "corpus edit", text_for("Fascia", &changed)).await;
    confirm(&stage, &preview, "Save").await;
    for blocks in [0, 1, 8, 64] {
        let output = stage
            .world
            .run_with_little_room(blocks, ["backup", "copies/one"]);
        let output = output.exits(2);
        assert!(output.stderr.starts_with("error: "), "{output}");
        assert_eq!(output.stderr.lines().count(), 1, "{output}");
        let left = std::fs::read_dir(stage.world.path("copies"));
        assert_eq!(left.map_or(0, Iterator::count), 0, "{blocks} blocks");
        answers(&stage, &format!("{blocks} blocks")).await;
    }
    let whole = stage.world.run(["backup", "copies/one"]).exits(0);
    whole.prints("2 files of articles");
    confirm(
        &stage,
        &told(&stage, "corpus undo", json!({})).await,
        "Take back",
    )
    .await;
    assert_eq!(stage.world.read("corpus/fascia.md"), FASCIA);
}
