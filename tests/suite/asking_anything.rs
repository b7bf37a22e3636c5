//! Whatever is asked: any text is a question, and none of it is syntax.

use footnote::answer::{Answer, Question};
use footnote::librarian::AskOptions;
use proptest::prelude::*;

use crate::articles::library;
use crate::world::reindexed;

/// Pieces of what people and attackers type.
fn any_question() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("title:\"x\" AND (".to_owned()),
        Just("body:[a TO *] OR -\"".to_owned()),
        Just("NOT ~2 ^3 \\ {} + * ? /re.*/".to_owned()),
        Just("what is a starter".to_owned()),
        Just("chian refrigirator".to_owned()),
        Just("\u{0}\u{7}\u{1b}[2J\r\n\t".to_owned()),
        Just("👩‍👩‍👧‍👦🍮 \u{200d}\u{fe0f}".to_owned()),
        Just("ما هي العجينة \u{202e}בצק".to_owned()),
        Just("筋膜とは何ですか".to_owned()),
        Just("a\u{301}\u{301}\u{301}ß\u{130}ﬁ".to_owned()),
        Just("chain".repeat(30)),
        "\\PC{0,40}",
        any::<String>(),
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| {
        let text = pieces.join(" ");
        text.chars().take(500).collect()
    })
}

#[test]
fn any_text_at_all_is_a_valid_question() {
    let world = library();
    let librarian = world.librarian();
    reindexed(&librarian, false);
    proptest!(ProptestConfig::with_cases(512), |(text in any_question())| {
        let question = Question::parse(&text).expect("it is short enough");
        let options = AskOptions { limit: 5, topic: None, explain: false };
        let answer = librarian.ask(&question, &options).expect("it can be asked");
        prop_assert!((0.0..=1.0).contains(&answer.confidence));
        prop_assert_eq!(answer.answered, !answer.passages.is_empty());
        for passage in &answer.passages {
            let length = passage.text.chars().count();
            let mut end = 0;
            for &[from, to] in &passage.highlights {
                prop_assert!(end <= from && from < to && to <= length);
                end = to;
            }
            let [from, to] = passage.best_sentence;
            prop_assert!(from < to && to <= length);
        }
        let json = serde_json::to_string(&answer).expect("it is plain data");
        let read: Answer = serde_json::from_str(&json).expect("it reads back");
        prop_assert_eq!(read.question, answer.question);
    });
}

#[test]
fn the_syntax_of_queries_means_nothing() {
    let world = library().indexed();
    for text in [
        "title:\"x\" AND (",
        "\"",
        "*:*",
        "body:[a TO z]",
        "--",
        "\u{1b}[2J",
        "\u{202e}🍮",
        "'; DROP TABLE articles; --",
        "$(reboot)",
    ] {
        let output = world.run(["ask", "--json", "--", text]);
        let code = output.code.unwrap_or(-1);
        assert!(code == 0 || code == 1, "{text:?}\n{output}");
    }
    let plain = world
        .run(["ask", "--json", "oil AND chain"])
        .exits(0)
        .answer();
    assert_eq!(plain.passages[0].article, "bicycle.md");
}
