//! Whatever is wrong with the journal, questions are answered; and backups while they are.

use std::fs::{self, File};

use fake_discord::FakeDiscord;
use footnote::journal::{FILE_NAME, Journal, Sealed};
use serde_json::json;

use super::stage::{Stage, description, restartable, small_world};
use crate::world::World;

/// What can be wrong with a journal.
enum Wrong {
    Damaged,
    NoDatabase,
    Newer,
    Locked,
    Unwritable,
}

impl Wrong {
    /// Makes it so, and gives what must be held meanwhile, and what the log says of it.
    fn make(&self, world: &World) -> (Option<Sealed>, &'static str) {
        let folder = world.path("journal");
        let path = folder.join(FILE_NAME);
        match self {
            Self::Damaged => {
                drop(Journal::open(&folder).expect("it is new"));
                let mut bytes = fs::read(&path).expect("it is there");
                bytes[4_096..].fill(0x5A);
                fs::write(&path, bytes).expect("it can be written");
                (None, "is damaged")
            }
            Self::NoDatabase => {
                world.write("journal/journal.sqlite", "no database\n".repeat(500));
                (None, "is damaged")
            }
            Self::Newer => {
                drop(Journal::open(&folder).expect("it is new"));
                let file = rusqlite::Connection::open(&path).expect("it is one");
                let newer = file.pragma_update(None, "user_version", 99);
                newer.expect("it can be written");
                (None, "was written by a newer Footnote")
            }
            Self::Locked => {
                let sealed = Sealed::folder(&folder).expect("nobody has it");
                (Some(sealed), "is locked")
            }
            Self::Unwritable => {
                world.write("journal", "a file where the folder should be");
                (None, "cannot be opened")
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_journal_that_cannot_be_opened_is_told_once_and_questions_are_answered() {
    for wrong in [
        Wrong::Damaged,
        Wrong::NoDatabase,
        Wrong::Newer,
        Wrong::Locked,
        Wrong::Unwritable,
    ] {
        let world = small_world().indexed();
        let (_held, words) = wrong.make(&world);
        let stage = Stage::with(FakeDiscord::start().await, world).await;
        let general = stage.discord.channel("general");
        let answer = stage.ask("what is fascia?").await;
        assert!(description(&answer, 0).contains("connective tissue"));
        stage.ada().click(&answer, "Helpful").reply().await;
        let mo = stage.discord.moderator("Mo");
        for command in ["insights", "audit"] {
            let reply = mo.slash(&general, command, json!({})).await.reply().await;
            assert!(
                reply.content().contains("cannot be read"),
                "{}",
                reply.render()
            );
        }
        let check = mo.slash(&general, "corpus check", json!({})).await;
        assert!(check.reply().await.content().contains("2 articles"));
        let status = mo.slash(&general, "corpus status", json!({})).await;
        assert!(description(&status.reply().await, 0).contains("2 articles"));
        let privacy = mo.slash(&general, "privacy forget", json!({})).await;
        assert!(privacy.reply().await.content().contains("nothing at all"));
        let log = stage.log();
        assert!(log.contains(words), "{words}: {log}");
        assert_eq!(log.matches("without the journal").count(), 1, "{log}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_journal_that_is_damaged_while_the_bot_runs_stops_no_answer() {
    let stage = Stage::set().await;
    let general = stage.discord.channel("general");
    stage.ask("what is fascia?").await;
    let mo = stage.discord.moderator("Mo");
    mo.slash(&general, "insights", json!({}))
        .await
        .reply()
        .await;
    for name in [FILE_NAME, "journal.sqlite-wal"] {
        let path = stage.world.path("journal").join(name);
        let size = fs::metadata(&path).expect("it is there").len();
        fs::write(&path, vec![0x5A; size as usize]).expect("it can be written");
    }
    for _ in 0..3 {
        let answer = stage.ask("what is fascia?").await;
        assert!(description(&answer, 0).contains("connective tissue"));
        let reply = mo
            .slash(&general, "insights", json!({}))
            .await
            .reply()
            .await;
        assert!(reply.is_ephemeral());
    }
    let log = stage.log();
    assert!(
        log.matches("questions cannot be counted").count() <= 1,
        "{log}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_made_while_the_bot_answers_and_put_back_when_it_has_ended() {
    let discord = restartable().await;
    let text = "[discord]\nmember_questions_per_minute = 0\nchannel_questions_per_minute = 0\n";
    let world = small_world().indexed().file("footnote.toml", text);
    let mut stage = Stage::with(discord, world).await;
    let general = stage.discord.channel("general");
    let ada = stage.ada();
    let mo = stage.discord.moderator("Mo");
    let (mut asked, mut copies) = (0, 0);
    for round in 0..4 {
        let mut questions = Vec::new();
        for _ in 0..10 {
            let options = json!({ "question": "what is fascia?" });
            questions.push(ada.slash(&general, "ask", options).await);
        }
        // Shows figures up to this moment, so what was asked before is written.
        mo.slash(&general, "insights", json!({}))
            .await
            .reply()
            .await;
        let name = format!("copies/{round}");
        stage
            .world
            .run(["backup", &name])
            .exits(0)
            .prints("2 files of articles");
        copies += 1;
        for question in questions {
            question.reply().await;
            asked += 1;
        }
    }
    assert_eq!((asked, copies), (40, 4));
    stage
        .world
        .run(["restore", "copies/3", "--force"])
        .exits(2)
        .notes("in use by another program");
    assert_eq!(stage.stop(), Some(0), "{}", stage.log());
    let world = &stage.world;
    world.run(["restore", "copies/3"]).exits(2).notes("--force");
    world.write("corpus/fascia.md", "# Something else\n\nIt is.\n");
    world
        .run(["restore", "copies/3", "--force"])
        .exits(0)
        .prints("Put back: 2 files of articles")
        .prints("before-restore")
        .notes("2 unchanged");
    let shown = world.run(["insights", "--json"]).exits(0).json();
    let kept = shown["asked"].as_u64().expect("it is a number");
    // What was asked before the last copy began; of those asked meanwhile, some.
    assert!((30..=40).contains(&kept), "{kept}");
    world
        .run(["ask", "what is fascia?"])
        .exits(0)
        .prints("connective tissue");
    File::open(world.path("copies/3/manifest.json")).expect("the backup is still there");
}
