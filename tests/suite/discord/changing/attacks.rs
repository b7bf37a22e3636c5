//! Those who may not change the articles, and files that mean ill: each refused with a sentence
//! that says why, and nothing written.

use std::collections::BTreeMap;

use fake_discord::{InteractionKind, Message};
use serde_json::{Value, json};

use super::super::stage::{FASCIA, Stage, small_world};
use super::{
    GUA_SHA, archive, at_home, change, confirm, elsewhere, file, says, stage_of, text_for, told,
};

/// All files of the corpus and what is in them.
fn corpus(stage: &Stage) -> BTreeMap<String, Vec<u8>> {
    let root = stage.world.path("corpus");
    let files = walkdir::WalkDir::new(&root).into_iter();
    files
        .map(|entry| entry.expect("it can be read"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let bytes = std::fs::read(entry.path()).expect("it can be read");
            (entry.path().display().to_string(), bytes)
        })
        .collect()
}

fn packed(name: &str, files: &[(&str, &[u8])]) -> Value {
    json!({ "filename": name, "bytes": archive(files) })
}

#[tokio::test(flavor = "multi_thread")]
async fn every_file_that_means_ill_is_refused_with_a_sentence() {
    let stage = at_home().await;
    let before = corpus(&stage);
    let text = GUA_SHA.as_bytes();
    let inner = archive(&[("a.md", text)]);
    let dull = vec![b'a'; 300 << 10];
    let many: Vec<String> = (0..201).map(|nth| format!("{nth}.md")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), text)).collect();
    let large = "Words and words. ".repeat(100_000);
    let elsewhere = |url: &str| json!({ "filename": "a.md", "text": GUA_SHA, "url": url });
    let cases = [
        (
            json!({ "filename": "a.md", "bytes": b"\x89PNG\r\n\x1a\n\0\0".to_vec() }),
            "a picture (PNG)",
        ),
        (
            json!({ "filename": "a.txt", "bytes": b"text\0text".to_vec() }),
            "binary data",
        ),
        (file("a.md", "%PDF-1.7"), "a PDF"),
        (file("a.exe", GUA_SHA), "do not know that kind"),
        (file("a.md", "---\ntitle: Nothing\n---\n"), "no text"),
        (file("a.md", &large), "too large"),
        (file("a.zip", GUA_SHA), "damaged"),
        (packed("a.md", &[("a.md", text)]), "an archive, whatever"),
        (
            packed("a.zip", &[("good.md", text), ("../a.md", text)]),
            "leads out of its folder",
        ),
        (
            packed("a.zip", &[("a\\..\\..\\b.md", text)]),
            "leads out of its folder",
        ),
        (
            packed("a.zip", &[("/etc/a.md", text)]),
            "the root of a disk",
        ),
        (packed("a.zip", &[("C:\\a.md", text)]), "the root of a disk"),
        (packed("a.zip", &[("a\0.md", text)]), "a character"),
        (packed("a.zip", &[("nul.md", text)]), "means something else"),
        (
            packed("a.zip", &[("a.md", text), ("A.md", text)]),
            "Two files",
        ),
        (
            packed("a.zip", &[("inner.zip", &inner)]),
            "archive in that archive",
        ),
        (
            packed("a.zip", &[("inner.md", &inner)]),
            "archive in that archive",
        ),
        (packed("a.zip", &[("a.md", &dull)]), "more tightly"),
        (packed("a.zip", &many), "too many files"),
        (packed("a.zip", &[("a.png", b"x")]), "no article"),
        (
            packed("a.zip", &[("servers/1/a.md", text)]),
            "does not belong",
        ),
        (
            packed("a.zip", &[("sources/site/a.md", text)]),
            "comes from a source",
        ),
        (elsewhere("https://example.org/a.md"), "from Discord alone"),
        (elsewhere("http://127.0.0.1:1/a.md"), "from Discord alone"),
        (
            elsewhere("http://169.254.169.254/latest/"),
            "from Discord alone",
        ),
        (elsewhere("file:///etc/passwd"), "from Discord alone"),
        (
            elsewhere("http://cdn.discordapp.com/a.md"),
            "from Discord alone",
        ),
    ];
    for (file, reason) in cases {
        let refused = told(&stage, "corpus add", json!({ "file": file })).await;
        assert!(
            refused.content().contains(reason),
            "{reason}: {}",
            refused.content()
        );
        assert!(refused.buttons().is_empty());
    }
    for url in [
        "javascript:alert(1)",
        "example.org/a",
        "ftp://example.org/a",
    ] {
        let options = json!({ "file": file("a.md", GUA_SHA), "url": url });
        let refused = told(&stage, "corpus add", options).await;
        says(&refused, "address of a page");
    }
    assert_eq!(corpus(&stage), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_name_leads_out_of_the_corpus() {
    let stage = stage_of(small_world().file("secret.md", "# Secret\n\nNobody reads this.\n")).await;
    let before = corpus(&stage);
    for name in [
        "../secret.md",
        "/etc/passwd",
        "..\\secret.md",
        "a/../../secret.md",
        "../footnote.toml",
    ] {
        for command in [
            "corpus show",
            "corpus edit",
            "corpus remove",
            "corpus history",
            "corpus undo",
        ] {
            let refused = told(&stage, command, json!({ "title": name })).await;
            assert!(
                refused.content().contains("There is no article"),
                "{command} {name}: {}",
                refused.content()
            );
            assert!(refused.files().is_empty());
        }
        let options = json!({ "title": "Fascia", "new_path": name });
        let refused = told(&stage, "corpus rename", options).await;
        assert!(
            refused.content().contains("cannot be the name"),
            "{name}: {}",
            refused.content()
        );
    }
    assert_eq!(corpus(&stage), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_source_writes_is_not_edited_here() {
    let stage = stage_of(small_world().article("sources/site/gua.md", GUA_SHA)).await;
    let before = corpus(&stage);
    let file = file("a.md", &GUA_SHA.replace("red", "dark"));
    for (command, options) in [
        ("corpus edit", json!({ "title": "Gua sha" })),
        ("corpus edit", json!({ "title": "Gua sha", "file": file })),
        ("corpus remove", json!({ "title": "Gua sha" })),
        (
            "corpus rename",
            json!({ "title": "Gua sha", "new_title": "Other" }),
        ),
    ] {
        let refused = told(&stage, command, options).await;
        says(&refused, "comes from a source");
    }
    let shown = told(&stage, "corpus show", json!({ "title": "Gua sha" })).await;
    assert_eq!(shown.files()[0].bytes, GUA_SHA.as_bytes());
    assert_eq!(corpus(&stage), before);
}

fn assert_refused(reply: &Message, what: &str) {
    assert!(reply.is_ephemeral());
    assert!(
        reply.content().contains("Only moderators"),
        "{what}: {}",
        reply.content()
    );
    assert!(
        reply.files().is_empty() && reply.buttons().is_empty(),
        "{what}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_changes_nothing_however_they_ask() {
    let stage = at_home().await;
    let general = stage.discord.channel("general");
    let (ada, mo) = (stage.ada(), stage.discord.moderator("Mo"));
    let changed = FASCIA.replace("thin web", "fine web");
    change(&stage, "corpus edit", text_for("Fascia", &changed)).await;
    let before = corpus(&stage);

    for (command, options) in [
        ("corpus add", json!({ "file": file("a.md", GUA_SHA) })),
        ("corpus edit", json!({ "title": "Fascia" })),
        (
            "corpus edit",
            json!({ "title": "Fascia", "file": file("a.md", GUA_SHA) }),
        ),
        ("corpus remove", json!({ "title": "Fascia" })),
        (
            "corpus rename",
            json!({ "title": "Fascia", "new_title": "Other" }),
        ),
        ("corpus show", json!({ "title": "Fascia" })),
        ("corpus history", json!({})),
        ("corpus undo", json!({})),
    ] {
        let reply = ada
            .forges_slash(&general, command, options)
            .await
            .reply()
            .await;
        assert_refused(&reply, command);
    }

    // Buttons and menus that were not theirs.
    let preview = told(
        &stage,
        "corpus add",
        json!({ "file": file("a.md", GUA_SHA) }),
    )
    .await;
    let history = told(&stage, "corpus history", json!({})).await;
    let part = |message: &Message, row: usize, nth: usize| {
        message.components()[row]["components"][nth].clone()
    };
    let public = stage.ask("what is fascia?").await;
    let menu = part(&history, 0, 0);
    for data in [
        json!({ "custom_id": part(&preview, 0, 0)["custom_id"], "component_type": 2 }),
        json!({ "custom_id": part(&preview, 0, 1)["custom_id"], "component_type": 2 }),
        json!({ "custom_id": menu["custom_id"], "component_type": 3, "values": [menu["options"][0]["value"]] }),
        json!({ "custom_id": "cb1.0", "component_type": 2 }),
        json!({ "custom_id": "ch.", "component_type": 2 }),
    ] {
        let reply = ada.forges_component(&public, data.clone()).reply().await;
        assert_refused(&reply, &data.to_string());
    }

    // A form that was not theirs.
    let asked = mo
        .slash(&general, "corpus edit", json!({ "title": "Fascia" }))
        .await;
    let form = asked.modal().await;
    let data = json!({ "custom_id": form["custom_id"], "components": [
        { "type": 1, "components": [{ "type": 4, "custom_id": "text", "value": GUA_SHA }] } ] });
    let sent = ada.forges(&general, InteractionKind::ModalSubmit, data);
    assert_refused(&sent.reply().await, "the form");
    assert_eq!(corpus(&stage), before);
    // What waited is still there for whom it waits.
    confirm(&stage, &preview, "Add").await;
    assert_eq!(stage.world.read("corpus/gua-sha.md"), GUA_SHA);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_moderator_makes_no_change_that_another_has_prepared() {
    let stage = at_home().await;
    let preview = told(&stage, "corpus remove", json!({ "title": "Fascia" })).await;
    let max = stage.discord.moderator("Max");
    let public = stage.ask("what is fascia?").await;
    let id = preview.components()[0]["components"][0]["custom_id"].clone();
    let data = json!({ "custom_id": id, "component_type": 2 });
    let refused = max.forges_component(&public, data).reply().await;
    says(&refused, "by somebody else");
    assert!(stage.world.path("corpus/fascia.md").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_moderator_of_another_server_changes_nothing_that_is_shared() {
    let stage = elsewhere("").await;
    let before = corpus(&stage);
    for (command, options, says) in [
        (
            "corpus edit",
            json!({ "title": "Fascia" }),
            "does not belong",
        ),
        (
            "corpus remove",
            json!({ "title": "Fascia" }),
            "does not belong",
        ),
        ("corpus undo", json!({}), "no change that"),
    ] {
        let refused = told(&stage, command, options).await;
        assert!(
            refused.content().to_lowercase().contains(says),
            "{command}: {}",
            refused.render()
        );
    }
    assert_eq!(corpus(&stage), before);
    // What they add is their own server's, and nobody else finds it.
    let options = json!({ "file": file("gua-sha.md", GUA_SHA) });
    let preview = told(&stage, "corpus add", options).await;
    let done = confirm(&stage, &preview, "Add").await;
    says(&done, "Ask for it");
    let own = format!("corpus/servers/{}/gua-sha.md", stage.discord.guild().id());
    assert!(stage.world.path(&own).exists());
    let question = "what is gua sha?";
    let here = stage.ask(question).await;
    assert!(here.render().contains("smooth tool"), "{}", here.render());
    let elsewhere = stage.ada().writes_privately(question).reply().await;
    assert!(
        !elsewhere.render().contains("smooth tool"),
        "{}",
        elsewhere.render()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn ids_that_nobody_made_are_borne() {
    let stage = at_home().await;
    let public = stage.ask("what is fascia?").await;
    let mo = stage.discord.moderator("Mo");
    for id in [
        "cy",
        "cyzz",
        "cy0123456789abcdef0123456789abcdef",
        "cb9.9",
        "cb-1.0",
        "ch../..",
        "ch0.x",
        "cv.",
        "c",
    ] {
        let data = json!({ "custom_id": id, "component_type": 2 });
        let reply = mo.forges_component(&public, data).reply().await;
        assert!(reply.is_ephemeral() && reply.files().is_empty(), "{id}");
    }
    let general = stage.discord.channel("general");
    for id in ["e", "e.", "e../../x.0", "x"] {
        let data = json!({ "custom_id": id, "components": [] });
        let reply = mo
            .forges(&general, InteractionKind::ModalSubmit, data)
            .reply()
            .await;
        assert!(reply.is_ephemeral(), "{id}");
    }
}
