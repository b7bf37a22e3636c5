//! The program for people: a bot as a process, lines from a pipe, and a transcript.

use std::io::Write as _;
use std::process::{Command, Stdio};

use serenity::all::HttpBuilder;

use crate::library::parrot;

/// Run by the program as the bot; the name of this test is how it is found.
#[tokio::test]
#[ignore = "it is the bot of another test"]
async fn a_bot_as_a_process() {
    let (Ok(url), Ok(token)) = (
        std::env::var("FOOTNOTE_DISCORD_API_URL"),
        std::env::var("DISCORD_TOKEN"),
    ) else {
        return;
    };
    let http = HttpBuilder::new(token)
        .proxy(url)
        .ratelimiter_disabled(true)
        .build();
    parrot(http)
        .await
        .start_autosharded()
        .await
        .expect("it runs until it is ended");
}

fn transcript(lines: &str) -> (String, Option<i32>) {
    let own = std::env::current_exe().expect("the test has a path");
    let mut program = Command::new(env!("CARGO_BIN_EXE_fake-discord"))
        .arg("--bot")
        .arg(own)
        .args(["--", "--ignored", "--exact", "terminal::a_bot_as_a_process"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut stdin = program.stdin.take().expect("it is a pipe");
    stdin.write_all(lines.as_bytes()).expect("it reads lines");
    drop(stdin);
    let output = program.wait_with_output().expect("it ends");
    let text = String::from_utf8(output.stdout).expect("it is text");
    (text, output.status.code())
}

#[test]
fn a_person_tries_the_bot_at_the_terminal() {
    let lines = "/say a: b\n!click Again\n@Footnote hello\n/say\n/nothing\n!dance\n!quit\n";
    let (text, code) = transcript(lines);
    let (_, text) = text.split_once("!quit ends it.\n\n").expect("it greets");
    let (text, help) = text
        .split_once("There is no !dance.")
        .expect("it says what there is not");
    assert_eq!(
        text,
        "\
Ada #general> /say a: b
Footnote [bot] · edited
done
┌────
│ Said
│
│ a: b
└────
[ Again ]

Footnote [bot] · only you can see this
and a file
( file: table.csv, 3 bytes )

Ada #general> !click Again
Footnote [bot] · edited
pressed again
┌────
│ Said
│
│ a: b
└────

Ada #general> @Footnote hello
Footnote [bot]
You said: 28

Ada #general> /say
the option \"text\" is required

Ada #general> /nothing
There is no /nothing. There are: /say

Ada #general> !dance
"
    );
    assert!(help.ends_with("Ada #general> !quit\n"), "{help}");
    assert_eq!(code, Some(0));
}
