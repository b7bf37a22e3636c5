//! `footnote chat` from a pipe: each line a question, each answered in turn.

use footnote::answer::Answer;

use crate::articles::library;

#[test]
fn each_line_of_a_pipe_is_answered_in_turn() {
    let world = library().indexed();
    let output = world.run_with(
        ["chat"],
        "how long does the dough rise?\n\n  what is a custard?\r\nwho won the election?",
    );
    insta::assert_snapshot!(output.exits(0).quietly().stdout);
}

#[test]
fn json_is_one_answer_a_line() {
    let world = library().indexed();
    let input = "what is a starter?\n:help me\nwho won the election?\n\n:topics\n:topics baking\n\
                 oil the chain\n";
    let output = world
        .run_with(["chat", "--json", "--limit", "1"], input)
        .exits(0)
        .notes("list the topics")
        .notes("Bicycles")
        .notes("Crème brûlée");
    let answers: Vec<Answer> = output
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let told: Vec<(&str, bool, usize)> = answers
        .iter()
        .map(|answer| {
            (
                answer.question.as_str(),
                answer.answered,
                answer.passages.len(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("what is a starter?", true, 1),
            ("who won the election?", false, 0),
            ("oil the chain", true, 1),
        ]
    );
}

#[test]
fn the_same_question_gets_the_answer_of_ask() {
    let world = library().indexed();
    let asked = world
        .run(["ask", "--json", "what is a starter?"])
        .exits(0)
        .answer();
    let chatted = world
        .run_with(["chat", "--json"], "what is a starter?\n")
        .exits(0)
        .answer();
    assert_eq!(asked, chatted);
}

#[test]
fn a_question_may_rest_on_the_one_before_it() {
    let world = library().indexed();
    let input = "what is a starter?\nhow long does it rise?\nwhat is a custard?\n";
    let output = world.run_with(["chat", "--json"], input).exits(0);
    let about: Vec<Option<String>> = output
        .stdout
        .lines()
        .map(|line| serde_json::from_str::<Answer>(line).unwrap().about)
        .collect();
    assert_eq!(about, [None, Some("starter".to_owned()), None]);
    world
        .run_with(["chat"], input)
        .exits(0)
        .prints("About: starter");
}

#[test]
fn commands_list_topics_and_end_the_conversation() {
    let world = library().indexed();
    let output = world.run_with(
        ["chat"],
        ":topics\n:topics bicycles\n:quit\noil the chain\n",
    );
    let output = output.exits(0).prints("Baking").prints("The bicycle chain");
    assert!(!output.stdout.contains("squeaks"), "{output}");
}

#[test]
fn an_error_in_one_line_does_not_end_the_conversation() {
    let world = library().indexed();
    let input = format!("{}\n:topics knitting\noil the chain\n", "a".repeat(501));
    world
        .run_with(["chat"], input)
        .exits(2)
        .notes("please ask in at most 500")
        .notes("no article has the topic “knitting”")
        .prints("squeaks");
}

#[test]
fn the_exit_code_says_whether_anything_was_answered() {
    let world = library().indexed();
    world.run_with(["chat"], "who won the election?\n").exits(1);
    world.run_with(["chat"], "").exits(0);
    world
        .run_with(["chat", "--topic", "Baking"], "oil the chain\n")
        .exits(1);
    world
        .run_with(["chat"], b"\xff\xfe\x00\n\x1b[2J\n")
        .exits(1);
}

#[test]
fn without_an_index_one_is_built_first() {
    library()
        .run_with(["chat"], "oil the chain\n")
        .exits(0)
        .notes("No index yet: reading the articles in corpus")
        .prints("squeaks");
}
