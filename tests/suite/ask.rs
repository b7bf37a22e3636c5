//! `footnote ask`: from a question to quoted, linked passages, or to a clear no.

use std::collections::BTreeSet;

use footnote::answer::Answer;
use serde_json::{Value, json};

use crate::articles::{kites, library};
use crate::world::{World, asked, quoted_articles};

#[test]
fn an_answer_shows_the_quote_its_place_and_its_link() {
    let world = library().indexed();
    let output = world.run(["ask", "how long does the dough rise?"]).exits(0);
    insta::assert_snapshot!(output.quietly().stdout);
}

#[test]
fn the_json_of_an_answer_is_one_documented_object() {
    let world = library().indexed();
    let output = world.run(["ask", "--json", "-n", "1", "when do I oil the chian?"]);
    let mut answer = output.exits(0).json();
    // The ranking may be tuned; that there is a score, and a sure one, may not.
    let confidence = answer["confidence"].take().as_f64().unwrap();
    assert!((0.5..=1.0).contains(&confidence), "{confidence}");
    for passage in answer["passages"].as_array_mut().unwrap() {
        assert!(passage["score"].take().as_f64().unwrap() > 0.0);
    }
    insta::assert_snapshot!(serde_json::to_string_pretty(&answer).unwrap());
}

#[test]
fn every_key_is_there_whether_answered_or_not() {
    /// Requires the keys, in their order, each with a value of the kind of the example.
    #[track_caller]
    fn has(object: &Value, example: &Value) {
        let keys = |value: &Value| -> Vec<String> {
            let object = value.as_object().expect("it is an object");
            object.keys().cloned().collect()
        };
        assert_eq!(keys(object), keys(example));
        for key in keys(example) {
            let (value, like) = (&object[&key], &example[&key]);
            let same = match like {
                Value::Bool(_) => value.is_boolean(),
                Value::Number(number) if number.is_f64() => value.is_number(),
                Value::Number(_) => value.is_u64(),
                // The example of what may be missing.
                Value::String(text) if text.is_empty() => value.is_string() || value.is_null(),
                Value::String(_) => value.is_string(),
                Value::Array(_) => value.is_array(),
                _ => false,
            };
            assert!(same, "{key} is {value}");
        }
    }
    let world = library().indexed();
    let answered = world
        .run(["ask", "--json", "what is a custard?"])
        .exits(0)
        .json();
    let refused = world
        .run(["ask", "--json", "who won the election?"])
        .exits(1)
        .json();
    let common = json!({
        "question": "x", "answered": true, "confidence": 0.5, "passages": [],
        "did_you_mean": [], "unknown_words": [],
    });
    has(&answered, &common);
    let mut with_topics = common;
    with_topics["topics"] = json!([]);
    has(&refused, &with_topics);
    has(
        &answered["passages"][0],
        &json!({
            "id": "x", "rank": 1, "score": 0.5, "title": "x", "breadcrumb": [], "text": "x",
            "highlights": [], "best_sentence": [], "url": "", "article": "x", "topics": [],
            "updated": "", "verbatim": true,
        }),
    );
}

#[test]
fn the_reasons_of_an_answer_add_up() {
    let world = library().indexed();
    let asked = ["ask", "--json", "--explain", "when do I oil the chian?"];
    let explained = world.run(asked).exits(0).answer();
    let reasons = explained.explanation.clone().expect("it was asked for");
    let searched = |word: &str| {
        reasons
            .words
            .iter()
            .any(|it| it.word == word && it.searched)
    };
    assert!(searched("oil") && searched("chian") && !searched("the"));
    for passage in &reasons.passages {
        let parts = passage.words + passage.meaning + passage.definition;
        let sum = parts + passage.heading + passage.proximity + passage.sentence;
        assert!((passage.score - sum).abs() < 1e-3, "{passage:?}");
    }
    let first = (&reasons.passages[0], &explained.passages[0]);
    assert_eq!(first.0.article, first.1.article);
    assert!((first.0.score - first.1.score).abs() < 1e-3);
    assert!((reasons.confidence.value - explained.confidence).abs() < 1e-3);
    // To ask why changes nothing.
    let plain = world.run(["ask", "--json", "when do I oil the chian?"]);
    let unexplained = Answer {
        explanation: None,
        ..explained
    };
    assert_eq!(plain.exits(0).answer(), unexplained);
    world
        .run(["ask", "--explain", "who won the election?"])
        .exits(1)
        .prints("of which 0.25 is needed");
}

#[test]
fn offsets_count_characters_also_beyond_ascii() {
    let world = library().indexed();
    let output = world
        .run(["ask", "--json", "what is a creme brulee custard"])
        .exits(0);
    let answer = output.answer();
    let passage = &answer.passages[0];
    assert!(!passage.text.is_ascii());
    let text: Vec<char> = passage.text.chars().collect();
    let slice = |[start, end]: [usize; 2]| text[start..end].iter().collect::<String>();
    let marked: BTreeSet<String> = passage
        .highlights
        .iter()
        .map(|&range| slice(range))
        .collect();
    let marked: Vec<&str> = marked.iter().map(String::as_str).collect();
    assert_eq!(marked, ["Crème", "brûlée", "custard"]);
    assert_eq!(
        slice(passage.best_sentence),
        "“Crème brûlée” — 🍮 — is a custard below a crust of burnt sugar."
    );
}

#[test]
fn the_exit_code_says_how_it_went() {
    let world = library().indexed();
    world.run(["ask", "what is a starter?"]).exits(0);
    world.run(["ask", "who won the football game?"]).exits(1);
    world.run(["ask", ""]).exits(2).notes("nothing was asked");
    world.run(["ask", "dough", "--limit", "0"]).exits(2);
    world.run(["ask", "--frobnicate"]).exits(2);
    world.run([]).exits(2).notes("Usage: footnote");
    world.run(["--version"]).exits(0).prints("footnote ");
}

#[test]
fn without_an_index_one_is_built_first_and_that_is_said() {
    let world = library();
    let first = world.run(["ask", "what is a starter?"]).exits(0);
    assert!(
        first
            .stdout
            .contains("Sourdough bread › What is a starter?")
    );
    let notes: Vec<&str> = first.stderr.lines().collect();
    assert_eq!(notes[0], "No index yet: reading the articles in corpus");
    assert!(notes[1].starts_with("3 added, 0 changed, 0 removed, 0 unchanged - 6 passages in "));
    assert_eq!(notes.len(), 2);
    let again = world.run(["ask", "what is a starter?"]).exits(0).quietly();
    assert_eq!(again.stdout, first.stdout);
}

#[test]
fn words_need_no_quotes_and_a_pipe_is_read() {
    let world = library().indexed();
    let whole = world.run(["ask", "what is a starter?"]).exits(0).stdout;
    let words = world.run(["ask", "what", "is", "a", "starter?"]).exits(0);
    assert_eq!(words.stdout, whole);
    for arguments in [["ask"].as_slice(), &["ask", "-"]] {
        let piped = match arguments {
            [one] => world.run_with([one], "what is a starter?\n"),
            [one, two] => world.run_with([one, two], "what is a starter?\n"),
            _ => continue,
        };
        assert_eq!(piped.exits(0).stdout, whole);
    }
    let broken = world.run_with(["ask", "--json"], b"what is a starter \xff\xfe?");
    assert!(broken.exits(0).answer().answered);
}

#[test]
fn a_limit_bounds_the_passages() {
    let world = World::new().article("a.md", kites("beach")).indexed();
    let asked = |limit: &str| {
        let output = world.run(["ask", "--json", "--limit", limit, "kite"]);
        output.exits(0).answer().passages.len()
    };
    assert_eq!(asked("1"), 1);
    assert_eq!(asked("2"), 2);
    assert!(asked("50") > 2);
}

#[test]
fn a_topic_narrows_the_answer_whatever_its_letter_case() {
    let world = library()
        .article(
            "oven.md",
            "---\ntitle: Oven chain\ntopics: [Ovens]\n---\nOil the oven chain.\n",
        )
        .indexed();
    let output = world.run(["ask", "--json", "-t", "bicycles", "oil the chain"]);
    assert_eq!(
        quoted_articles(&output.exits(0).answer())
            .into_iter()
            .collect::<BTreeSet<_>>(),
        BTreeSet::from(["bicycle.md"])
    );
    let output = world.run(["ask", "--json", "--topic", "OVENS", "oil the chain"]);
    assert_eq!(quoted_articles(&output.exits(0).answer()), ["oven.md"]);
    world
        .run(["ask", "--topic", "Ovens", "how long does the dough rise?"])
        .exits(1);
}

#[test]
fn an_unknown_topic_is_an_error_that_names_those_there_are() {
    let world = library().indexed();
    world
        .run(["ask", "--topic", "Knitting", "what is a starter?"])
        .exits(2)
        .notes("no article has the topic “Knitting”. There are: Baking, Bicycles, Fermentation");
}

#[test]
fn a_word_is_read_as_another_only_where_that_is_clear() {
    let kites = "# Kites\n\nA lightheaded pilot flies a kite of deep tissue paper on the beach.\n";
    let bites = "# Bites\n\nA bite of the bakery's bread. A baker bakes it in the morning.\n";
    let world = World::new()
        .article("kites.md", kites)
        .article("bites.md", bites)
        .indexed();
    let read = |question: &str| {
        let output = world.run(["ask", "--json", question]);
        let answer: Answer = serde_json::from_str(&output.stdout).unwrap();
        let read = answer.corrected.iter();
        let read = read.map(|it| format!("{} as {}", it.typed, it.read_as));
        (read.collect::<Vec<_>>(), answer.did_you_mean)
    };
    let clear = read("deeptissue papre");
    assert_eq!(clear.0, ["deeptissue as deep tissue", "papre as paper"]);
    assert!(clear.1.is_empty());
    // Two words that the articles write as one are found, with or without a hyphen.
    for question in ["light-headed", "Light headed?"] {
        world
            .run(["ask", question])
            .exits(0)
            .prints("lightheaded pilot");
    }
    // Too short, or near to several.
    let (corrected, offered) = read("kits bakex");
    assert!(corrected.is_empty());
    assert_eq!(offered, ["baker", "bakes"]);
    // A word by itself that the articles happen not to have.
    assert_eq!(read("beard"), (vec![], vec![]));
}

#[test]
fn where_nothing_fits_it_says_why_and_how_to_go_on() {
    let world = library().indexed();
    let output = world.run(["ask", "is a refrigirator haunted by poltergeists?"]);
    insta::assert_snapshot!(output.exits(1).quietly().stdout, @r"
    The articles do not answer that.
    Read “refrigirator” as “refrigerator”.
    No article has the words “haunted” or “poltergeists”.
    You can ask about: Baking · Fermentation · Bicycles
    Try it in other words, or see with `footnote topics` what there is to ask about.
    ");
    let answer = world
        .run([
            "ask",
            "--json",
            "is a refrigirator haunted by poltergeists?",
        ])
        .exits(1)
        .answer();
    assert!(!answer.answered);
    assert_eq!(answer.passages, []);
    assert_eq!(answer.unknown_words, ["haunted", "poltergeists"]);
    assert_eq!(answer.corrected[0].read_as, "refrigerator");
    assert_eq!(
        answer
            .topics
            .iter()
            .map(String::as_str)
            .collect::<BTreeSet<_>>(),
        BTreeSet::from(["Baking", "Bicycles", "Fermentation"])
    );
}

#[test]
fn a_copy_of_a_page_is_linked_to_the_very_words() {
    let world = library().indexed();
    let question = "what catches dust and sand?";
    let answer = world.run(["ask", "--json", question]).exits(0).answer();
    let url = answer.passages[0].url.as_deref().unwrap();
    assert!(answer.passages[0].verbatim);
    let (page, fragment) = url.split_once("#:~:text=").unwrap();
    assert_eq!(page, "https://example.org/bicycle-chain");
    let (start, end) = fragment.split_once(',').unwrap();
    // `-`, `,` and `&` have a meaning in a fragment.
    assert!(
        !start.contains(['-', '&']) && !end.contains(['-', ',', '&']),
        "{fragment}"
    );
    assert!(start.starts_with("Oil%20the%20chain%20when"), "{start}");
    let shown = world.run(["ask", question]).exits(0);
    shown.prints(&format!("Read it there: {url}\n"));
}

#[test]
fn an_article_that_rests_on_a_page_names_it_as_its_source() {
    let world = library().indexed();
    let shown = world.run(["ask", "what is a starter?"]).exits(0);
    let shown = shown.prints("Source: https://example.org/sourdough#starter\n");
    assert!(!shown.stdout.contains(":~:text") && !shown.stdout.contains("Read it there"));
    world
        .run(["ask", "what is a custard?"])
        .exits(0)
        .prints("In the article: custard.md\n");
}

#[test]
fn a_link_that_is_no_web_address_is_reported_and_never_shown() {
    for address in [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "https://user:word@example.org/",
        "not an address",
    ] {
        let text = format!("---\ntitle: Kites\nurl: \"{address}\"\n---\nA kite needs wind.\n");
        let world = World::new().article("kites.md", text);
        world
            .run(["reindex"])
            .exits(0)
            .prints("1 added, 0 changed, 0 removed, 0 unchanged - 1 passage")
            .prints("kites.md:3: ");
        let output = world
            .run(["ask", "--json", "what does a kite need?"])
            .exits(0);
        assert_eq!(output.answer().passages[0].url, None, "{address}");
        assert!(!output.stdout.contains(address), "{output}");
    }
}

#[test]
fn a_question_of_more_than_500_characters_is_refused_in_a_sentence() {
    let world = library().indexed();
    let long = "ü".repeat(501);
    world
        .run(["ask", &long])
        .exits(2)
        .notes("error: the question has 501 characters; please ask in at most 500\n");
    world.run(["ask", &"ü".repeat(500)]).exits(1);
    let endless = "dough ".repeat(100_000);
    let piped = world.run_with(["ask"], &endless).exits(2);
    piped.notes("please ask in at most 500");
}

#[test]
fn colour_and_links_are_for_terminals_only() {
    let world = library().indexed();
    let plain = world.run(["ask", "what is a starter?"]).exits(0).stdout;
    assert!(!plain.contains('\x1b'));
    let world = world.variable("CLICOLOR_FORCE", "1");
    assert!(
        world
            .run(["ask", "what is a starter?"])
            .exits(0)
            .stdout
            .contains('\x1b')
    );
    let world = world.variable("NO_COLOR", "1");
    let without = world.run(["ask", "what is a starter?"]).exits(0).stdout;
    assert!(!without.contains("\x1b["), "{without}");
}

#[test]
fn an_article_cannot_send_commands_to_the_terminal() {
    let text = "---\ntitle: \"Kites\\u001b]0;owned\\u0007\"\ntopics: [\"a\\u001b[2J\"]\n---\n\
        A kite\u{1b}[31m needs\u{9b}2J wind\u{7}, \u{202e}and a string.\n";
    let world = World::new().article("ki\u{202e}tes.md", text);
    for arguments in [
        ["ask", "what does a kite need?"],
        ["topics", "a"],
        ["reindex", "--full"],
    ] {
        let output = world.run(arguments);
        let shown = format!("{}{}", output.stdout, output.stderr);
        let controls = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!shown.contains(controls), "{shown:?}");
    }
}

#[test]
fn at_most_two_of_the_first_five_passages_are_of_one_article() {
    let places = ["beach", "meadow", "hill"];
    let count = |paths: &[&str], path: &str| paths.iter().filter(|&&one| one == path).count();
    let world = places.iter().fold(World::new(), |world, place| {
        world.article(&format!("{place}.md"), kites(place))
    });
    let answer = asked(&world.indexed().librarian(), "kite", 5);
    let paths = quoted_articles(&answer);
    assert_eq!(paths.len(), 5, "{paths:?}");
    for place in places {
        assert!(count(&paths, &format!("{place}.md")) <= 2, "{paths:?}");
    }
    // Where nothing else fits, the rest is shown after all.
    let world = World::new().article("beach.md", kites("beach")).indexed();
    let answer = asked(&world.librarian(), "kite", 5);
    assert!(count(&quoted_articles(&answer), "beach.md") > 2);
}

#[test]
fn nearly_the_same_passage_is_shown_once() {
    let text = "A kite needs wind, a light frame and a long tail that keeps it steady in the air.";
    let other = "A kite breaks in too strong a wind, so take it down before the storm is there.";
    let again = text.replace("frame", "frame,").to_uppercase();
    let world = World::new()
        .article("a.md", format!("# Kites\n\n{text}\n"))
        .article("b.md", format!("# Kites\n\n{again}\n"))
        .article("c.md", format!("# Kites\n\n{other}\n"))
        .indexed();
    let answer = asked(&world.librarian(), "kite wind", 10);
    let mut articles = quoted_articles(&answer);
    articles.sort_unstable();
    assert_eq!(articles, ["a.md", "c.md"]);
}
